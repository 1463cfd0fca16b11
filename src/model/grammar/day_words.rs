//! Words that may say on which day: tomorrow, the next one, a Friday, 翌朝. Whoever reads a time without a day must not pass them over.

use super::calendar;

/// Whether words may name a day, or move one. Where in doubt, they may.
#[must_use]
pub fn may_name_a_day(words: &str) -> bool {
    words.contains(|letter: char| letter.is_numeric() || SIGNS.contains(&letter))
        || words.split(|letter: char| !letter.is_ascii_alphabetic()).any(is_of_days)
}

/// Characters of words for days, and numerals.
const SIGNS: [char; 25] = [
    '日', '月', '火', '水', '木', '金', '土', '曜', '翌', '昨', '前', '後', '週', '年', '夜', '朝', '一',
    '二', '三', '四', '五', '六', '七', '八', '九',
];

const ENGLISH: [&str; 17] = [
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "year",
    "next",
    "following",
    "previous",
    "prior",
    "later",
    "earlier",
    "after",
    "before",
    "tomorrow",
    "yesterday",
    "overnight",
];

fn is_of_days(word: &str) -> bool {
    let is_whole = |found: Option<&str>| found.is_some_and(str::is_empty);
    !word.is_empty()
        && (ENGLISH.iter().any(|day| day.eq_ignore_ascii_case(word))
            || is_whole(calendar::month(word).map(|(_, rest)| rest))
            || is_whole(calendar::weekday(word).map(|(_, rest)| rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_days() {
        for (words, wanted) in [
            ("next day", true),
            ("the following Friday", true),
            ("Fri", true),
            ("in March", true),
            ("on the 3rd", true),
            ("前日", true),
            ("翌朝", true),
            ("三日", true),
            ("rollback", false),
            ("monitoring recovered", false),
            ("marked as done", false),
            ("監視で確認", false),
            ("", false),
        ] {
            assert_eq!(may_name_a_day(words), wanted, "{words}");
        }
    }
}
