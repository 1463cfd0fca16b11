//! A number and a share of one thing in one value: `~340 (6%)`, `6% (340 users)`, `1.2万人（全体の約8%）`. The one in brackets is read
//! where nothing but it stands there.

use super::grammar::spelling;
use super::kind::Kind;
use super::reading::read_text;
use super::value::{Reading, Value};

/// The amount of that kind in the brackets at the end of a text, where it is the whole of them.
#[must_use]
pub fn in_brackets(kind: &Kind, text: &str) -> Option<Value> {
    if !matches!(kind, Kind::Percent | Kind::Count) {
        return None;
    }
    let plain = spelling::plain(text).ok()?;
    let whole = plain.trim_end_matches(['.', '。']);
    let (_, inside) = whole.strip_suffix(')')?.rsplit_once('(')?;
    if is_share(inside) != (*kind == Kind::Percent) || !is_of_all(inside) {
        return None;
    }
    match read_text(kind, inside) {
        Reading::Value(value) => Some(value),
        _ => None,
    }
}

/// Whether a text tells a share.
#[must_use]
pub fn is_share(text: &str) -> bool {
    text.contains(['%', '％', '割'])
        || ["percent", "pct", "パーセント"].iter().any(|sign| text.contains(sign))
}

/// Whether a text has no more than the signs of a number, and of a range of them.
#[must_use]
pub fn is_bare(text: &str) -> bool {
    text.chars().all(|letter| {
        letter.is_numeric() || matches!(letter, ' ' | ',' | '.' | '_' | '-' | '–' | '~' | '〜' | '+')
    })
}

/// Whether a text says of all whom an incident may reach how many it reached: numbers, and words for them.
fn is_of_all(text: &str) -> bool {
    const ENGLISH: [&str; 23] = [
        "about",
        "approx",
        "approximately",
        "around",
        "roughly",
        "circa",
        "ca",
        "estimated",
        "est",
        "percent",
        "pct",
        "of",
        "all",
        "our",
        "the",
        "total",
        "users",
        "user",
        "customers",
        "people",
        "accounts",
        "k",
        "active",
    ];
    const JAPANESE: [&str; 19] = [
        "全体",
        "全ユーザー",
        "全ユーザ",
        "全利用者",
        "全顧客",
        "全会員",
        "ユーザー",
        "ユーザ",
        "利用者",
        "顧客",
        "パーセント",
        "約",
        "およそ",
        "推定",
        "の",
        "割",
        "万",
        "千",
        "人",
    ];
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (word, behind) = spelling::letters(rest);
        rest = if !word.is_empty() {
            if !ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                return false;
            }
            behind
        } else if letter.is_alphabetic() {
            match JAPANESE.iter().chain(&["名", "社"]).find_map(|known| rest.strip_prefix(known)) {
                Some(behind) => behind,
                None => return false,
            }
        } else {
            rest.get(letter.len_utf8()..).unwrap_or_default()
        };
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::show::show_value;

    #[test]
    fn amounts_in_brackets() {
        for (kind, text, wanted) in [
            (Kind::Percent, "~340 (6%)", "6%"),
            (Kind::Percent, "340 users (6% of all users)", "6%"),
            (Kind::Percent, "約１万２千人（全体の約8.5％）", "7.65% to 9.35%"),
            (Kind::Percent, "340 (6%).", "6%"),
            (Kind::Count, "6% (~340)", "306 to 374"),
            (Kind::Count, "6% (340 users)", "340"),
            // What is of something else, or of a part.
            (Kind::Percent, "340 (6% of EU users)", "-"),
            (Kind::Percent, "340 (10% error rate)", "-"),
            (Kind::Percent, "340 (peak 6%)", "-"),
            (Kind::Percent, "340（法人の6%）", "-"),
            (Kind::Percent, "340 (12)", "-"),
            (Kind::Percent, "340 (6%) later 12%", "-"),
            (Kind::Count, "6% (340 requests)", "-"),
            (Kind::Count, "6% (12%)", "-"),
            (Kind::Count, "6% (30 min)", "-"),
            (Kind::Duration, "6% (30 min)", "-"),
        ] {
            let found = in_brackets(&kind, text).map_or("-".to_owned(), |value| show_value(&kind, &value));
            assert_eq!(found, wanted, "{text}");
        }
    }
}
