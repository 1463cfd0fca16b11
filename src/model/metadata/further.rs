//! Whether a value that goes on states another amount: `500人（8/1時点）。最終的に12,000人`. Then its first sentence is not
//! simply the answer.

use crate::model::grammar::{numeral, spelling};
use crate::model::kind::Kind;
use crate::model::kinds::duration;
use crate::model::reading::read_text;
use crate::model::value::Reading;
use crate::space::decimal::Decimal;

use super::told_amount::has_amount;
use super::words::first_sentence;

/// The first sentence of a value that goes on, where the others state no amount of that kind.
#[must_use]
pub fn first_answer<'t>(kind: &Kind, text: &'t str) -> Option<&'t str> {
    let first = first_sentence(text)?;
    let rest = text.get(first.len()..).unwrap_or_default();
    (!states_another(kind, first, rest)).then_some(first)
}

fn states_another(kind: &Kind, first: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches(['。', '.', ';', ' ']);
    // `。うち 300 人は…` tells the parts of the first.
    let is_part = || ["うち", "Of these", "Of those", "Of which", "of these", "of which"];
    if is_part().iter().any(|part| rest.starts_with(part)) {
        return false;
    }
    match kind {
        Kind::Duration => has_amount(kind, rest) && (!is_shorter(rest, first) || is_amount(kind, rest)),
        Kind::Count | Kind::Number { .. } | Kind::Percent | Kind::Money { .. } => {
            let of_first = numbers(first).next().map(|number| number.counted);
            numbers(rest).any(|number| number.is_of(kind, of_first.as_ref()))
        }
        _ => false,
    }
}

/// Whether a text begins with a sentence that is an amount and nothing else: `40分。30分。` may be the sum of both.
fn is_amount(kind: &Kind, text: &str) -> bool {
    let sentence = first_sentence(text).unwrap_or(text);
    matches!(read_text(kind, sentence), Reading::Value(_))
}

/// Whether all lengths of time in a text are in numbers, and none is longer than one in another: `20 hours; the fix took 2 hours`.
fn is_shorter(text: &str, than: &str) -> bool {
    let (of_text, of_first) = (longest(text), longest(than));
    of_text.zip(of_first).is_some_and(|(of_text, of_first)| of_text <= of_first)
}

/// The longest length of time in a text, if all are told in numbers.
fn longest(text: &str) -> Option<Decimal> {
    const JAPANESE: [&str; 5] = ["秒", "分", "時間", "日", "週"];
    let text = spelling::plain(text).ok()?;
    if text.contains('数') {
        return None;
    }
    let mut longest: Option<Decimal> = None;
    // What was added up, and where the next part of it would stand.
    let mut sum: Option<(Decimal, usize)> = None;
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        let Some(number) = letter.is_ascii_digit().then(|| numeral::number(rest)).flatten() else {
            at += letter.len_utf8();
            continue;
        };
        let behind = number.rest.trim_start();
        let unit = match JAPANESE.iter().find(|unit| behind.starts_with(**unit)) {
            Some(unit) => unit,
            None => spelling::letters(behind).0,
        };
        at = text.len() - number.rest.len();
        let Some(length) = duration::seconds_in(unit).and_then(|unit| number.number.times(unit)) else {
            continue;
        };
        let start = text.len() - rest.len();
        let before = sum.filter(|(_, next)| *next == start).map_or(Decimal::ZERO, |(before, _)| before);
        let total = before.plus(length)?;
        at = text.len() - behind.len() + unit.len();
        let blank = text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        sum = Some((total, at + blank));
        longest = Some(longest.map_or(total, |longest| longest.max(total)));
    }
    longest
}

/// A number in a sentence.
struct Stated {
    is_share: bool,
    is_money: bool,
    is_length: bool,
    counted: Counted,
}

/// What stands behind a number.
#[derive(PartialEq)]
enum Counted {
    Nothing,
    People,
    Other(String),
}

impl Stated {
    fn is_of(&self, kind: &Kind, first: Option<&Counted>) -> bool {
        match kind {
            Kind::Percent => self.is_share,
            Kind::Money { .. } => self.is_money,
            // `500 users. 20 tickets came in.`
            _ => {
                let is_other = matches!(first, Some(first) if *first != Counted::Nothing)
                    && self.counted != Counted::Nothing
                    && first != Some(&self.counted);
                let is_length = self.is_length && *kind == Kind::Count;
                !self.is_share && !self.is_money && !is_length && !is_other
            }
        }
    }
}

/// The numbers of a text that are amounts: not those of dates, times and names.
fn numbers(text: &str) -> impl Iterator<Item = Stated> {
    let text = spelling::plain(text).map(std::borrow::Cow::into_owned).unwrap_or_default();
    let mut found = vec![];
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let numeral = if depth == 0 && letter.is_ascii_digit() {
            numeral::multiplied(rest, numeral::MULTIPLIERS)
        } else {
            None
        };
        let Some(numeral) = numeral else {
            at += letter.len_utf8();
            continue;
        };
        found.extend(stated(text.get(..at).unwrap_or_default(), numeral.rest));
        at = text.len() - numeral.rest.len();
    }
    found.into_iter()
}

fn stated(before: &str, rest: &str) -> Option<Stated> {
    const DATES: [char; 5] = ['年', '月', '時', ':', '/'];
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let last = before.chars().next_back();
    let is_name =
        last.is_some_and(|last| last.is_ascii_alphabetic() || matches!(last, '-' | '#' | ':' | '/' | '.'));
    let is_clock = rest.starts_with(DATES) && !rest.starts_with("時間")
        || rest.starts_with('-')
            && rest.get(1..).is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
    let spaced = rest.trim_start();
    let (word, _) = spelling::letters(spaced);
    let previous = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let is_month = |word: &str| {
        let start = word.get(..3).unwrap_or_default().to_ascii_lowercase();
        MONTHS.contains(&start.as_str())
    };
    if is_name
        || is_clock
        || is_month(word)
        || is_month(previous)
        || matches!(word, "st" | "nd" | "rd" | "th")
    {
        return None;
    }
    let is_share = spaced.starts_with(['%', '割', '‰'])
        || spaced.starts_with("パーセント")
        || matches!(word, "percent" | "pct");
    let sign = ['$', '€', '£', '¥', '円'];
    let is_money = last.is_some_and(|last| sign.contains(&last))
        || spaced.starts_with(sign)
        || ["ドル", "ユーロ", "yen", "dollars", "euros", "USD", "EUR", "JPY", "GBP"]
            .iter()
            .any(|unit| spaced.starts_with(unit));
    let units = ["秒", "分", "時間", "日", "週", "か月", "ヶ月"];
    let is_length = units.iter().any(|unit| spaced.starts_with(unit)) || duration::is_unit(word);
    Some(Stated { is_share, is_money, is_length, counted: counted(spaced, word) })
}

fn counted(spaced: &str, word: &str) -> Counted {
    const PEOPLE: [&str; 9] =
        ["人", "名", "ユーザ", "利用者", "顧客", "お客様", "アカウント", "会員", "件の利用者"];
    const IN_ENGLISH: [&str; 10] = [
        "user",
        "users",
        "people",
        "customer",
        "customers",
        "account",
        "accounts",
        "members",
        "persons",
        "person",
    ];
    if PEOPLE.iter().any(|people| spaced.starts_with(people)) || IN_ENGLISH.contains(&word) {
        return Counted::People;
    }
    let small = ["of", "in", "on", "at", "and", "or", "to", "by", "more", "were", "was", "had", "have"];
    if !word.is_empty() {
        return if small.contains(&word) { Counted::Nothing } else { Counted::Other(word.to_lowercase()) };
    }
    // Particles tell of no thing: `12,000に達した`.
    let first = spaced.chars().next().filter(|first| first.is_alphabetic());
    match first.filter(|first| !matches!(first, 'ぁ'..='ん' | '以' | '超' | '未')) {
        Some(first) => Counted::Other(first.to_string()),
        None => Counted::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_others_follow() {
        let yen = Kind::Money { currency: "JPY".to_owned() };
        for (kind, text, wanted) in [
            (&Kind::Count, "500人（8/1時点）。最終的に12,000人", "-"),
            (&Kind::Count, "500人。最終的に12,000に達した", "-"),
            (&Kind::Count, "500 users (as of 1 Aug). In the end 12,000 users.", "-"),
            (&Kind::Count, "500 users. In the end 12k.", "-"),
            (&Kind::Count, "500 users. In the end 1.2 million people.", "-"),
            (&Kind::Count, "500人。うち300人は法人", "500人"),
            (&Kind::Count, "500人。8/1 10:20 に復旧した", "500人"),
            (&Kind::Count, "500人。2026年4月1日に復旧した", "500人"),
            (&Kind::Count, "500人。30分で復旧した", "500人"),
            (&Kind::Count, "500人。問い合わせは12件", "500人"),
            (&Kind::Count, "500 users. Some 20 tickets were opened.", "500 users"),
            (&Kind::Count, "500 users. About 5% of them.", "500 users"),
            (&Kind::Count, "500 users. Since 1 August.", "500 users"),
            (&Kind::Count, "0 (CI only). Production was fine.", "0 (CI only)"),
            (&yen, "50万円。最終的には2,000万円に達した", "-"),
            (&yen, "50万円。対象は12人", "50万円"),
            (&Kind::Percent, "3%。ピーク時は40%", "-"),
            (&Kind::Percent, "5 %. About 300 of 6,000 users.", "5 %"),
            (&Kind::Duration, "約30分。なお、完全復旧までは2時間", "-"),
            (&Kind::Duration, "約30分。影響は300人", "約30分"),
            (&Kind::Duration, "約 7 時間 21 分。うち可視の影響は 8 時間", "約 7 時間 21 分"),
            (&Kind::Duration, "約1時間36分。内訳: A 約1時間、B 約 20 分", "約1時間36分"),
            (&Kind::Duration, "約1時間36分。最終的には 1 時間 40 分", "-"),
            (&Kind::Duration, "約1時間36分。恒久対策まで数日", "-"),
            (
                &Kind::Duration,
                "~20 hours of stalled crawl; it was fixed in ~2 hours",
                "~20 hours of stalled crawl",
            ),
            (&Kind::Duration, "20 minutes. It took 2 hours for some.", "-"),
        ] {
            assert_eq!(first_answer(kind, text).unwrap_or("-"), wanted, "{text}");
        }
    }
}
