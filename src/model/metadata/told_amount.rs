//! An amount as bodies tell it: with a clause before it that says from when to when, or of whom; or two of them.

use crate::model::grammar::{doubt, spelling};
use crate::model::holds::holds;
use crate::model::kind::Kind;
use crate::model::kinds::duration;
use crate::model::reading::read_text;
use crate::model::value::{Reading, Value};

use super::answers::{Between, parts, without_name};

/// Reads an amount under a label of the body that is more than the amount. Only lengths of time and counts: of a share,
/// a clause may change of what it is one.
#[must_use]
pub fn read_told_amount(kind: &Kind, text: &str) -> Option<Value> {
    if !matches!(kind, Kind::Duration | Kind::Count) {
        return None;
    }
    let sentences = parts(text, Between::Sentences);
    let (first, others) = sentences.split_first()?;
    let mut told = answers(kind, first)?;
    for sentence in others {
        if doubt::takes_back(sentence) || doubt::disowns(sentence) {
            return None;
        }
        // What happened unseen before is told beside the answer, and is none.
        if !has_amount(kind, sentence) || LATENT.iter().any(|word| holds(sentence, word)) {
            continue;
        }
        told.extend(answers(kind, sentence).filter(|_| *kind == Kind::Duration)?);
    }
    if told.len() > 1 && !are_of_one_time(&told) {
        return None;
    }
    let mut values = told.into_iter().map(|told| told.value);
    let first = values.next()?;
    Some(values.fold(first, |value, other| value.either(&other)))
}

/// One of several answers.
struct Told<'t> {
    /// What stands before it: its name, or the clause that says from when to when.
    name: &'t str,
    value: Value,
}

/// The answers of a sentence.
fn answers<'t>(kind: &Kind, sentence: &'t str) -> Option<Vec<Told<'t>>> {
    let between = if *kind == Kind::Duration { Between::Commas } else { Between::Sentences };
    let parts = parts(sentence, between);
    let (first, others) = parts.split_first()?;
    let mut found = vec![told(kind, first)?];
    for part in others {
        match told(kind, part) {
            Some(other) => found.push(other),
            None if doubt::takes_back(part) || has_amount(kind, part) => return None,
            None => {}
        }
    }
    Some(found)
}

/// Whether several lengths of time may each be the whole of it, seen by somebody else. What has no name, the same name or
/// one of a turn lasted one after the other, and the whole is their sum or more: `40分（1回目）、30分（2回目）`.
fn are_of_one_time(told: &[Told<'_>]) -> bool {
    let names: Vec<&str> = told.iter().map(|told| without_number(told.name)).collect();
    let is_again = |(at, name): (usize, &&str)| names.iter().take(at).any(|other| other == name);
    let follows = |name: &&str| {
        let start = name.split_once("から").map(|(start, _)| start.trim());
        start.is_some_and(|start| {
            names.iter().filter_map(|other| end_of_clause(other)).any(|end| end == start)
        })
    };
    !names.iter().any(|name| name.is_empty() || is_turn(name) || follows(name))
        && !names.iter().enumerate().any(is_again)
}

/// `検知` of `発生から検知まで`.
fn end_of_clause(name: &str) -> Option<&str> {
    let (clause, _) = name.rsplit_once("まで")?;
    Some(clause.rsplit_once("から").map_or(clause, |(_, end)| end).trim())
}

/// A name without the letter or number that tells it from the next one: `障害 A`, `Outage ②`.
fn without_number(name: &str) -> &str {
    let name = name.trim_end_matches([':', '：', 'は', ' ']);
    let Some(last) = name.chars().next_back() else { return name };
    let rest = name.trim_end_matches(last);
    let is_letter =
        last.is_ascii_alphabetic() && !rest.ends_with(|before: char| before.is_ascii_alphabetic());
    if is_letter || last.is_numeric() { rest.trim_end() } else { name }
}

/// Whether a name is one of a turn, that others come before or after.
fn is_turn(name: &str) -> bool {
    const JAPANESE: [&str; 18] = [
        "回目",
        "回分",
        "度目",
        "次の",
        "二次",
        "初回",
        "最初",
        "再発",
        "再度",
        "再び",
        "前半",
        "後半",
        "午前",
        "午後",
        "追加",
        "さらに",
        "その後",
        "以降",
    ];
    const ENGLISH: [&str; 16] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "last",
        "next",
        "then",
        "again",
        "later",
        "another",
        "further",
        "additional",
        "initial",
        "recurrence",
        "repeat",
    ];
    let mut words = name.split(|letter: char| !letter.is_ascii_alphabetic());
    words.any(|word| ENGLISH.iter().any(|turn| turn.eq_ignore_ascii_case(word)))
        || JAPANESE.iter().any(|turn| name.contains(turn))
}

/// Words for the time in which nobody could notice anything.
const LATENT: [&str; 3] = ["潜伏", "潜在", "ラテント"];

/// One answer: as it stands, without its name, without the clause before it, without what it ran from and to.
fn told<'t>(kind: &Kind, part: &'t str) -> Option<Told<'t>> {
    let value = |text: &str| match read_text(kind, text) {
        Reading::Value(value) => Some(value),
        _ => None,
    };
    let before = |text: &str| part.get(..part.len().checked_sub(text.len())?);
    let told = |text: &'t str| Some(Told { name: before(text)?.trim(), value: value(text)? });
    let parts: Vec<&'t str> =
        std::iter::successors(Some(part), |part| without_name(part)).take(MOST_NAMES).collect();
    let plain = |part: &&'t str| told(part).or_else(|| without_clause(kind, part).and_then(told));
    let course = |part: &&'t str| {
        Some(Told { name: before(part)?.trim(), value: without_course(kind, part).and_then(value)? })
    };
    parts.iter().find_map(plain).or_else(|| parts.iter().rev().find_map(course))
}

/// How many names may stand before an answer, one before the other.
const MOST_NAMES: usize = 8;

/// `期限切れから約 32 分`: the amount, where the clause before it ends with a word that an amount may follow, and has no
/// number of its own but in brackets.
fn without_clause<'t>(kind: &Kind, part: &'t str) -> Option<&'t str> {
    let ends: &[&str] = match kind {
        Kind::Duration => &BEFORE_DURATION,
        _ => &BEFORE_COUNT,
    };
    let cuts = ends.iter().flat_map(|end| part.match_indices(end).map(|(at, end)| at + end.len()));
    let cut = cuts.filter(|cut| is_clause(part.get(..*cut).unwrap_or_default())).max()?;
    let rest = part.get(cut..)?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

const BEFORE_DURATION: [&str; 7] = ["まで", "から", "実質", "体感", "ラテント", "顕在化", "ラテント期間"];
const BEFORE_COUNT: [&str; 6] = ["ユーザー", "ユーザ", "利用者", "顧客", "の", "ため"];

/// Whether a text may stand before an amount without changing it.
fn is_clause(text: &str) -> bool {
    const DENIALS: [&str; 7] = ["ない", "なし", "未", "不明", "除", "以外", "予定"];
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && letter.is_numeric() => return false,
            _ => {}
        }
    }
    depth == 0 && !DENIALS.iter().any(|denial| holds(text, denial))
}

/// `about 75 minutes from the failed restart to the next one`: the amount, where what follows tells what it ran from and
/// to, without another number.
fn without_course<'t>(kind: &Kind, part: &'t str) -> Option<&'t str> {
    let (amount, course) = part.split_once(" from ").filter(|_| *kind == Kind::Duration)?;
    let runs = course.contains(" to ") || course.contains(" until ");
    (runs && !course.contains(char::is_numeric)).then_some(amount)
}

/// Whether a part names an amount of that kind, be it in numbers or not: what is not read must not be passed over.
#[must_use]
pub fn has_amount(kind: &Kind, part: &str) -> bool {
    const VAGUE: [&str; 9] = ["数秒", "数分", "数時間", "数日", "数週", "数か月", "数ヶ月", "hours", "days"];
    let Ok(plain) = spelling::plain(part) else { return true };
    if *kind != Kind::Duration {
        return plain.contains(char::is_numeric);
    }
    let is_after_number = |(at, _): (usize, &str)| {
        let (_, rest) = plain.split_at_checked(at).unwrap_or_default();
        let rest = rest
            .trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' '));
        let latin = spelling::letters(rest).0;
        let unit =
            ["秒", "分", "時間", "日", "週", "か月", "ヶ月", "年"].iter().any(|unit| rest.starts_with(unit));
        unit || duration::is_unit(latin)
    };
    let mut numbers = plain.match_indices(|letter: char| letter.is_ascii_digit());
    VAGUE.iter().any(|vague| plain.contains(vague)) || numbers.any(is_after_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::show::show_value;

    fn shown(kind: &Kind, text: &str) -> String {
        read_told_amount(kind, text).map_or("-".to_owned(), |value| show_value(kind, &value))
    }

    #[test]
    fn so_many_of_all_may_be_of_something_else() {
        for text in [
            "3 of 5 million users",
            "3 of 4 regions",
            "9 of 10 users",
            "12 of 50 sampled users",
            "340 of 5,600 users",
        ] {
            assert_eq!(shown(&Kind::Count, text), "-", "{text}");
        }
    }

    #[test]
    fn lengths_of_time() {
        for (text, wanted) in [
            ("期限切れから 32 分", "32m"),
            ("配信の停止 (17:29) から通報 (18:21) まで **52 分**。通報は早かった", "52m"),
            ("最初の失敗から ~10 分", "9m to 11m"),
            ("実質6日間（2026-07-18 から 2026-07-24 まで）。これは早い方", "6d"),
            ("体感 11 分（06:38 → 06:49）／潜伏から 6 時間 31 分（00:07 → 06:38）", "11m or 6h 31m"),
            ("ラテント 3h25m（16:00 → 19:25）、ユーザー体感 29 分（19:25 → 19:54）", "29m or 3h 25m"),
            ("体感: 検知から一次復旧まで 1 分未満／ラテント期間: 最大 1 日", "at most 1d"),
            (
                "配信: 約17時間（06:20〜23:30、計6回）。検索: 約40分（22:28〜23:10 頃）",
                "36m to 44m or 15h 18m to 18h 42m",
            ),
            ("顕在化から修正まで 30 分以内。潜在期間は数週間の見込み", "at most 30m"),
            ("修正まで 30 分以内、確認まで 50 分。潜在期間は推定 2 週間以上", "at most 30m or 50m"),
            ("失効から約 7 時間、利用者への影響から約 1 時間", "54m to 1h 6m or 6h 18m to 7h 42m"),
            ("about 75 minutes from the failed restart to the next one", "1h 7m 30s to 1h 22m 30s"),
            ("feeds: 17 h; search: 40 min", "40m or 17h"),
            // What lasted one after the other is neither of them.
            ("40分、30分", "-"),
            ("40分、30分、20分", "-"),
            ("40分（1回目）、30分（2回目）", "-"),
            ("1時間(14:00-15:00)、30分(17:00-17:30)", "-"),
            ("40分／30分", "-"),
            ("40 min; 30 min", "-"),
            ("40分。30分", "-"),
            ("40分、検索: 30分", "-"),
            ("午前: 40分、午後: 30分", "-"),
            ("一回目: 40分、二回目: 30分", "-"),
            ("障害A: 40分、障害B: 30分", "-"),
            ("停止: 40分、停止: 30分", "-"),
            ("first outage: 40 min; second outage: 30 min", "-"),
            ("発生から検知まで10分、検知から復旧まで30分", "-"),
            ("検知まで10分、検知から復旧まで30分", "-"),
            // What could say more, or otherwise.
            ("一次復旧まで約 10 分、恒久策まで数時間", "-"),
            ("約 1 時間。ただし前日から 9 日間続いていた", "-"),
            ("発生から復旧まで不明", "-"),
            ("2 回目から 10 分", "-"),
            ("検知できない時間から 10 分", "-"),
            ("停止から 3 日目", "-"),
            ("体感 10 分／配信: 一部で 3 時間ほど不安定", "-"),
            ("75 minutes from 10:20 to 11:35", "-"),
            ("10 minutes after the deploy", "-"),
            ("10 minutes here. It took some days there", "-"),
        ] {
            assert_eq!(shown(&Kind::Duration, text), wanted, "{text}");
        }
    }

    #[test]
    fn counts() {
        for (text, wanted) in [
            ("社内環境の利用者 1 名。社外への影響はゼロ", "1"),
            ("検証環境のため 3 ユーザー", "3"),
            ("社内環境の 12 名", "12"),
            ("利用者 1 名、手動の実行 1 件", "-"),
            ("社内以外の利用者 4 名", "-"),
            ("2 社の利用者 4 名", "-"),
            ("利用者 4 名。後に 9 名と判明", "-"),
        ] {
            assert_eq!(shown(&Kind::Count, text), wanted, "{text}");
        }
    }
}
