//! Remarks behind a value that tell what came out afterwards: `suspected (later confirmed)`, `なし（後日、一部消失が判明）`,
//! `30名（その後の調査で12,000名と判明）`. What they mean depends on what the value says: `confirmed (found later)` stays.

use crate::model::holds::holds;

/// What a value says of what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// That there is none.
    Denied,
    /// That there is.
    Affirmed,
    /// Something else, or less than either: `suspected`.
    Other,
}

/// Whether a remark takes back what a word says.
#[must_use]
pub fn of_word(remark: &str, claim: impl FnOnce() -> Claim) -> bool {
    let is_dropped = drops(remark);
    let is_found = is_found(remark);
    let is_late = is_late(remark);
    // Nearly all remarks are about something else.
    if !is_dropped && !is_found {
        return false;
    }
    match claim() {
        Claim::Denied => is_found && (is_late && comes_out(remark) || is_found_at_all(remark)),
        Claim::Affirmed => is_dropped || is_found && is_late && is_something_else(remark),
        Claim::Other => is_dropped || is_found && (is_late || is_found_at_all(remark)),
    }
}

/// Whether a remark takes back an amount. That it was found later does not, unless as another one.
#[must_use]
pub fn of_amount(remark: &str, is_zero: bool) -> bool {
    if is_zero {
        return of_word(remark, || Claim::Denied);
    }
    let is_other = || {
        is_late(remark) && is_found(remark) && !tells_how_late(remark)
            || JAPANESE_AS.iter().any(|found| holds(remark, found))
    };
    drops(remark) || is_other() && has_amount(remark) || is_late(remark) && changed(remark)
}

/// Whether a remark has a number that may be another amount: not part of a day or a time, nor of this amount (うち30名), nor one
/// that was given before (当初は12名).
fn has_amount(remark: &str) -> bool {
    const OF_TIME: [char; 10] = ['/', ':', '-', '年', '月', '日', '時', '分', '秒', '~'];
    if remark.contains("当初") {
        return false;
    }
    let mut rest = remark;
    let mut before = "";
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let lead = rest.get(..at).unwrap_or_default();
        let number = rest.get(at..).unwrap_or_default();
        let behind = number.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ',');
        let lead = if lead.is_empty() { before } else { lead };
        let is_of_time = behind.starts_with(OF_TIME) || lead.ends_with(OF_TIME);
        if !is_of_time && !lead.ends_with("うち") {
            return true;
        }
        before = number.get(..number.len() - behind.len()).unwrap_or_default();
        rest = behind;
    }
    false
}

/// Whether it is harm, or something nobody names, that came out later, and not that somebody looked: `found later`, 後に判明.
fn comes_out(remark: &str) -> bool {
    const FOUND: &[&str] =
        &["found", "discovered", "revealed", "emerged", "surfaced", "detected", "showed", "turned"];
    const JAPANESE: [&str; 4] = ["判明", "発覚", "見つか", "発見"];
    let is_out = words(remark).any(|word| is_among(FOUND, word))
        || !remark.is_ascii()
            && (JAPANESE.iter().any(|word| holds(remark, word))
                || harm_in_japanese(remark) && holds(remark, "確認"));
    is_out && !is_nothing(remark) && !is_beside(remark)
}

fn harm_in_japanese(remark: &str) -> bool {
    ["消失", "漏えい", "漏洩", "流出", "欠損", "破損", "欠落"].iter().any(|harm| holds(remark, harm))
}

/// Whether a remark is about something beside the harm, or about its end.
fn is_beside(remark: &str) -> bool {
    const BESIDE: &[&str] = &[
        "cause",
        "reason",
        "trigger",
        "backup",
        "backups",
        "restored",
        "recovered",
        "replayed",
        "resent",
        "fine",
        "ok",
    ];
    words(remark).any(|word| is_among(BESIDE, word))
        || !remark.is_ascii() && BESIDE_JAPANESE.iter().any(|word| holds(remark, word))
}

/// Whether it turned out not to be so: `ruled out`, `disproved by the audit`, `否定された`.
fn drops(remark: &str) -> bool {
    if !remark.is_ascii() && DROPPED_JAPANESE.iter().any(|word| holds(remark, word)) {
        return true;
    }
    let begins = words(remark).find(|word| !is_among(BEFORE_DROPPED, word));
    let is_out = || {
        pairs(remark).any(|pair| pair.0.eq_ignore_ascii_case("ruled") && pair.1.eq_ignore_ascii_case("out"))
    };
    begins.is_some_and(
        |word| if word.eq_ignore_ascii_case("ruled") { is_out() } else { is_among(DROPPED, word) },
    ) || pairs(remark).any(|(first, second)| {
        is_among(&["was", "were", "been"], first) && is_among(DROPPED, second)
            || is_among(&["rule", "ruled"], first) && is_among(&["it", "this", "that", "them"], second)
            || is_among(&["turned", "proved"], first) && is_among(&["false", "wrong", "untrue"], second)
    })
}

/// Whether a remark tells that something came out.
fn is_found(remark: &str) -> bool {
    words(remark).any(|word| is_among(FOUND, word))
        || !remark.is_ascii() && FOUND_JAPANESE.iter().any(|word| holds(remark, word))
}

/// Whether a remark tells of a later time than that of the value.
fn is_late(remark: &str) -> bool {
    words(remark).any(|word| is_among(LATE, word))
        || !remark.is_ascii() && LATE_JAPANESE.iter().any(|word| begins_a_word(remark, word))
}

/// Whether a word stands in a text with no letter before it that it belongs to: 後に, but not 復旧後に.
fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric() || !is_kanji(before))
    })
}

fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}' | '々')
}

/// Whether the number in a remark says how much later something came out: `detected 2h later`, `2時間後に判明`.
fn tells_how_late(remark: &str) -> bool {
    const UNITS: &[&str] =
        &["minute", "minutes", "min", "hour", "hours", "day", "days", "week", "weeks", "month", "months"];
    let is_span =
        |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) || is_among(UNITS, word);
    pairs(remark).any(|(first, second)| second == "later" && is_span(first))
        || !remark.is_ascii() && ["分後", "間後", "日後", "月後"].iter().any(|word| holds(remark, word))
}

/// Whether what came out is harm: `the audit found lost rows`, `一部消失が判明`.
fn is_found_at_all(remark: &str) -> bool {
    let is_harm = words(remark).any(|word| is_among(HARM, word)) && !is_nothing(remark) && !is_beside(remark);
    let is_japanese = || {
        !remark.is_ascii()
            && FOUND_OUT_JAPANESE.iter().any(|word| holds(remark, word))
            && !NOTHING_JAPANESE.iter().chain(&BESIDE_JAPANESE).any(|word| holds(remark, word))
    };
    is_harm || is_japanese()
}

/// Whether what came out was that there is nothing.
fn is_nothing(remark: &str) -> bool {
    words(remark).any(|word| is_among(NOTHING, word))
        || !remark.is_ascii() && NOTHING_JAPANESE.iter().any(|word| holds(remark, word))
}

/// Whether what came out was that it is something else: `later found to be a test`, `後に誤検知と判明`.
fn is_something_else(remark: &str) -> bool {
    const NONE: &[&str] = &["no", "none", "nothing", "zero", "false", "wrong", "untrue"];
    const JAPANESE: [&str; 12] = [
        "誤検知",
        "誤報",
        "誤認",
        "テスト",
        "訓練",
        "別件",
        "無関係",
        "ではな",
        "でなか",
        "なしと",
        "ないと",
        "ないこと",
    ];
    words(remark).any(|word| is_among(NONE, word))
        || pairs(remark).any(|(first, second)| {
            is_among(&["be"], first) && is_among(&["a", "an", "harmless", "unrelated", "not"], second)
                || is_among(&["not"], first) && is_among(&["to"], second)
        })
        || !remark.is_ascii() && JAPANESE.iter().any(|word| holds(remark, word))
}

fn changed(remark: &str) -> bool {
    words(remark).any(|word| is_among(CHANGED, word))
        || !remark.is_ascii() && ["増", "拡大", "減少"].iter().any(|word| holds(remark, word))
}

fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    words(text).zip(words(text).skip(1))
}

fn is_among(known: &[&str], word: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

const LATE: &[&str] =
    &["later", "subsequently", "afterwards", "afterward", "eventually", "finally", "ultimately"];

const LATE_JAPANESE: [&str; 11] =
    ["後日", "後に", "のちに", "その後", "後から", "翌日", "翌週", "翌朝", "翌月", "最終的", "追って"];

const FOUND: &[&str] = &[
    "found",
    "confirmed",
    "discovered",
    "revealed",
    "established",
    "determined",
    "proved",
    "proven",
    "showed",
    "shown",
    "turned",
    "identified",
    "detected",
    "concluded",
    "learned",
    "emerged",
    "surfaced",
    "revised",
    "disproved",
    "dismissed",
    "verified",
    "counted",
    "recounted",
    "known",
    "became",
];

const FOUND_JAPANESE: [&str; 11] =
    ["判明", "発覚", "確定", "確認", "見つか", "発見", "判断", "判定", "分か", "わか", "集計"];

/// What a Japanese report says of harm that came out; `確認` tells as often that somebody looked.
const FOUND_OUT_JAPANESE: [&str; 6] = ["が判明", "が発覚", "が見つか", "を発見", "が確認", "で確定"];

/// What comes out beside the harm.
const BESIDE_JAPANESE: [&str; 8] = ["原因", "経緯", "時刻", "整合", "正常", "予定", "復元", "復旧"];

const NOTHING_JAPANESE: [&str; 6] = ["なし", "無し", "ない", "なく", "ゼロ", "無事"];

const NOTHING: &[&str] = &["no", "not", "none", "nothing", "zero", "never", "nobody"];

const HARM: &[&str] = &["lost", "missing", "leaked", "stolen", "exposed", "corrupted", "deleted", "gone"];

/// `12,000名と判明`: an amount that something was found to be.
const JAPANESE_AS: [&str; 6] = ["と判明", "と確定", "と確認", "と分か", "とわか", "であると"];

const CHANGED: &[&str] =
    &["grew", "rose", "increased", "doubled", "fell", "dropped", "more", "fewer", "higher", "lower"];

const DROPPED: &[&str] =
    &["ruled", "disproved", "disproven", "refuted", "retracted", "debunked", "dismissed"];

/// What may stand before those at the start of a remark.
const BEFORE_DROPPED: &[&str] = &[
    "later",
    "since",
    "now",
    "then",
    "subsequently",
    "afterwards",
    "eventually",
    "finally",
    "it",
    "this",
    "was",
    "has",
    "had",
    "been",
    "is",
    "were",
    "meanwhile",
    "already",
];

const DROPPED_JAPANESE: [&str; 4] = ["否定され", "否定済", "撤回", "誤検知と"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_words() {
        use Claim::{Affirmed, Denied, Other};
        for (remark, claim) in [
            ("後に確定", Other),
            ("その後の調査で確定", Other),
            ("監査で確定", Other),
            ("調査で消失が判明", Other),
            ("later confirmed", Other),
            ("later ruled out", Other),
            ("ruled out", Other),
            ("has since been ruled out", Other),
            ("disproved by the audit", Other),
            ("the audit ruled it out", Other),
            ("その後否定された", Other),
            ("ruled out", Affirmed),
            ("later found to be a test", Affirmed),
            ("後に誤検知と判明", Affirmed),
            ("後日、一部消失が判明", Denied),
            ("一部消失が判明", Denied),
            ("後に消失を確認", Denied),
            ("some rows were found lost later", Denied),
            ("the audit found lost rows", Denied),
        ] {
            assert!(of_word(remark, || claim), "{remark}");
        }
        for (remark, claim) in [
            ("found by the audit", Affirmed),
            ("found later by the audit", Affirmed),
            ("監査で判明", Affirmed),
            ("後日判明", Affirmed),
            ("3件、復旧済み", Affirmed),
            ("調査済み", Denied),
            ("整合性を確認済み", Denied),
            ("後日、消失なしを確認", Denied),
            ("消失のないことが判明", Denied),
            ("原因が判明", Denied),
            ("ruled out by the audit", Denied),
            ("disproved", Denied),
            ("the audit found nothing", Denied),
            ("later confirmed: nothing was lost", Denied),
            ("caught in validation", Denied),
            ("reads only", Other),
            ("under review", Other),
            ("EU", Other),
        ] {
            assert!(!of_word(remark, || claim), "{remark}");
        }
    }

    #[test]
    fn of_amounts() {
        for (remark, is_zero) in [
            ("その後の調査で12,000名と判明", false),
            ("調査で12,000名と判明", false),
            ("後日の集計で12,000名", false),
            ("later found to be 12,000", false),
            ("12,000 were found later", false),
            ("その後増加", false),
            ("later grew", false),
            ("disproved", false),
            ("some users were found later", true),
            ("後日、影響が判明", true),
        ] {
            assert!(of_amount(remark, is_zero), "{remark}");
        }
        for (remark, is_zero) in [
            ("3/5 確定値", false),
            ("3/5 判明分", false),
            ("その後の調査で判明", false),
            ("later confirmed", false),
            ("その後 3 名が解約", false),
            ("2時間後に判明", false),
            ("found 2 hours later", false),
            ("EU 9, US 3", false),
            ("ruled out", true),
            ("調査済み", true),
        ] {
            assert!(!of_amount(remark, is_zero), "{remark}");
        }
    }
}
