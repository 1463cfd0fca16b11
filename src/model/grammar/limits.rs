//! Words beside an amount that say that it is but a limit, or counts something else: `10% (max)`, `10% (and rising)`,
//! `2 (dozen)`, `12 (per region)`.

use crate::model::grammar::bounds::{self, After, Bound};
use crate::model::grammar::{doubt, spelling};

/// Whether a remark says that an amount is but a limit, about so much, or another one by now: `(so far)`, `(at least)`,
/// `(and rising)`, `(later 60)`. One that says more is about something else: `(max connections reached)`.
#[must_use]
pub fn limits(remark: &str) -> bool {
    let word = remark.trim().trim_end_matches(['.', '。', '+', '…', '!']).trim_end();
    let later = spelling::after_word(remark.trim(), "later").map(str::trim_start);
    is_among(LIMITING, word)
        || is_bound(word)
        || goes_on(word)
        || later.is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
}

/// Whether a remark says that an amount counts something else than it seems to: `(per region)`, `(in thousands)`.
#[must_use]
pub fn recounts(remark: &str) -> bool {
    let remark = remark.trim().trim_end_matches(['.', '。']);
    let word = spelling::after_word(remark, "in").map_or(remark, str::trim_start);
    is_among(MULTIPLYING, word)
        || matches!(word, "k" | "K")
        || multiplies_in_japanese(word)
        || is_rate(remark)
}

/// Whether a remark says that a length of time, or any amount, came several times: `(×3回)`, `(3 times)`, `(each time)`.
#[must_use]
pub fn repeats(remark: &str) -> bool {
    let remark = remark.trim().trim_end_matches(['.', '。']);
    if is_among(REPEATING, remark) {
        return true;
    }
    let led = ["各", "計", "合計", "全"].iter().find_map(|lead| remark.strip_prefix(lead)).unwrap_or(remark);
    let signed = led.strip_prefix(['×', '✕', 'x', 'X']).map(str::trim_start);
    let counted = signed.unwrap_or(led);
    let behind = counted.trim_start_matches(|letter: char| letter.is_ascii_digit());
    behind.len() < counted.len()
        && (signed.is_some() && behind.is_empty() || is_among(TURNS, behind.trim_start()))
}

/// The word that says in front of an amount what a remark says behind it, where it says nothing else: `at most` of `(max)`.
#[must_use]
pub fn lead_of(remark: &str) -> Option<&'static str> {
    let word = remark.trim().trim_end_matches(['.', '。']);
    let of_list = LEADS.iter().find(|(_, words)| is_among(words, word)).map(|(lead, _)| *lead);
    of_list.or_else(|| {
        let grows = goes_on(word) && !word.split([' ', '-']).any(|word| is_among(SHRINKING, word));
        let behind = || match bounds::only_behind(word)? {
            After::Bound(Bound::AtLeast) => Some("at least"),
            After::Bound(Bound::AtMost) => Some("at most"),
            After::Bound(Bound::Over) => Some("over"),
            After::Bound(Bound::Under) => Some("under"),
            After::Bound(Bound::Exactly) => None,
            After::About => Some("about"),
        };
        if grows { Some("at least") } else { behind() }
    })
}

/// What a remark multiplies an amount by, and the currency that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor<'t> {
    /// How many times.
    pub by: u32,
    /// A code or sign; nothing, where none is named.
    pub currency: &'t str,
}

/// What a remark multiplies an amount by: `dozen`, `in thousands`, `kEUR`.
#[must_use]
pub fn factor(remark: &str) -> Option<Factor<'_>> {
    let word = spelling::after_word(remark.trim(), "in").map_or(remark.trim(), str::trim_start);
    let known = FACTORS.iter().find(|(words, _)| words.contains(&&*word.to_ascii_lowercase()));
    if let Some(&(_, by)) = known {
        return Some(Factor { by, currency: "" });
    }
    let by = match word.chars().next()? {
        'k' | 'K' | 'T' => 1_000,
        'M' => 1_000_000,
        _ => return None,
    };
    let currency = word.get(1..)?.trim_start();
    let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_code || matches!(currency, "€" | "£" | "¥")).then_some(Factor { by, currency })
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a remark is but a word that makes a range of an amount.
fn is_bound(word: &str) -> bool {
    // An estimate is read as one.
    if word.is_empty() || doubt::estimate(word).is_some() {
        return false;
    }
    let before = bounds::before(word).is_some_and(|(bound, rest)| bound != Bound::Exactly && rest.is_empty());
    before || bounds::about(word).is_some_and(str::is_empty) || bounds::only_behind(word).is_some()
}

/// Whether a remark says that the amount goes on growing, and nothing else: `and rising`, `still spreading`.
fn goes_on(word: &str) -> bool {
    let mut words = word.split([' ', '-']).filter(|word| !word.is_empty());
    let is_side_word = |word: &str| is_among(BESIDE_GROWING, word);
    words.clone().any(|word| is_among(GROWING, word))
        && words.all(|word| is_among(GROWING, word) || is_side_word(word))
}

/// Whether a remark makes a rate of an amount, and says nothing else. `(per logs)` names a source, `(/checkout)` a path.
fn is_rate(remark: &str) -> bool {
    if !remark.is_ascii() {
        let per = ["あたり", "当たり"].iter().find_map(|word| remark.strip_suffix(word));
        return per.is_some_and(|of| of.starts_with(|first: char| first.is_ascii_digit() || first == '一'))
            || is_among(&["毎時", "毎日", "毎分", "毎秒", "毎月", "毎週"], remark);
    }
    let is_time = |word: &str| is_among(TIMES, word);
    let is_unit = |word: &str| is_time(word) || is_among(COUNTED, word);
    if let Some(word) = remark.strip_prefix('/') {
        return is_unit(word.trim_start());
    }
    let mut words = remark.split(' ').filter(|word| !word.is_empty());
    match (words.next(), words.next(), words.next()) {
        (Some(only), None, _) => {
            is_among(&["each", "apiece", "hourly", "daily", "weekly", "monthly", "yearly"], only)
        }
        (Some(first), Some(second), None) => {
            is_among(&["per", "each"], first) && is_unit(second)
                || is_among(&["every", "a", "an"], first) && is_time(second)
        }
        _ => false,
    }
}

/// `千`, `百万円`: what multiplies an amount, and what is counted.
fn multiplies_in_japanese(word: &str) -> bool {
    let unit = word.trim_start_matches(['百', '千', '万', '億', '単', '位']);
    let unit = unit.strip_prefix("円").map_or(unit, |rest| rest.trim_start_matches(['単', '位']));
    unit.len() < word.len() && matches!(unit, "" | "円" | "人" | "件" | "社" | "名" | "ドル")
        || matches!(word, "倍" | "割" | "ダース")
}

/// The whole of a remark in parentheses.
const LIMITING: &[&str] = &[
    "so far",
    "so far known",
    "known so far",
    "to date",
    "as of now",
    "for now",
    "currently known",
    "at the moment",
    "min",
    "at minimum",
    "at a minimum",
    "at maximum",
    "at a maximum",
    "at the least",
    "at the most",
    "at best",
    "at worst",
    "best case",
    "worst case",
    "in the best case",
    "in the worst case",
    "lower bound",
    "upper bound",
    "lower limit",
    "upper limit",
    "less",
    "more",
    "and others",
    "or thereabouts",
    "ongoing",
    "rough",
    "a guess",
    "guess",
    "rough guess",
    "best guess",
    "possibly",
    "maybe",
    "perhaps",
    "probably",
    "presumably",
    "likely",
    "suspected",
    "initially",
    "at first",
    "originally",
    "provisional",
    "preliminary",
    "最大",
    "最小",
    "最低",
    "最高",
    "約",
    "多くとも",
    "多くて",
    "少なくて",
    "現時点",
    "現時点で",
    "現在",
    "継続中",
    "増加中",
    "拡大中",
    "上昇中",
    "減少中",
    "増加傾向",
    "当初",
    "暫定",
    "速報値",
    "暫定値",
    "見込",
    "推測",
];

/// The whole of a remark.
const REPEATING: &[&str] = &[
    "twice",
    "two times",
    "three times",
    "four times",
    "several times",
    "each time",
    "per outage",
    "per incident",
    "per occurrence",
    "each outage",
    "repeatedly",
    "各回",
    "毎回",
    "それぞれ",
    "複数回",
    "数回",
    "1回につき",
];

/// What is counted by turns.
const TURNS: &[&str] = &["times", "occurrences", "outages", "x", "×", "回", "回分", "回発生", "度"];

/// The whole of a remark, or what follows `in`.
const MULTIPLYING: &[&str] = &[
    "bn",
    "mn",
    "mio",
    "mln",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "hundred",
    "hundreds",
    "dozen",
    "dozens",
];

const LEADS: &[(&str, &[&str])] = &[
    (
        "at most",
        &[
            "max",
            "maximum",
            "up to",
            "at most",
            "at worst",
            "upper bound",
            "upper limit",
            "最大",
            "最高",
            "多くとも",
        ],
    ),
    (
        "at least",
        &[
            "min",
            "minimum",
            "at least",
            "so far",
            "to date",
            "ongoing",
            "lower bound",
            "lower limit",
            "最小",
            "最低",
            "少なくとも",
            "継続中",
            "増加中",
            "拡大中",
            "上昇中",
        ],
    ),
    ("over", &["over", "more than", "above"]),
    ("under", &["under", "less than", "below"]),
    ("about", &["about", "around", "circa", "ca", "rough", "or thereabouts", "約"]),
];

const FACTORS: &[(&[&str], u32)] = &[
    (&["dozen", "dozens"], 12),
    (&["hundred", "hundreds"], 100),
    (&["k", "thousand", "thousands"], 1_000),
    (&["million", "millions", "mn", "mio"], 1_000_000),
    (&["billion", "billions", "bn"], 1_000_000_000),
];

const SHRINKING: &[&str] = &["falling", "shrinking", "decreasing", "dropping", "declining"];

const GROWING: &[&str] = &[
    "rising",
    "growing",
    "increasing",
    "climbing",
    "counting",
    "spreading",
    "worsening",
    "falling",
    "shrinking",
    "decreasing",
    "dropping",
    "declining",
];

const BESIDE_GROWING: &[&str] = &[
    "and", "still", "but", "is", "was", "slowly", "quickly", "fast", "rapidly", "steadily", "further", "now",
    "then",
];

const TIMES: &[&str] = &[
    "second", "sec", "s", "minute", "min", "hour", "hr", "h", "day", "night", "week", "month", "year",
    "quarter",
];

const COUNTED: &[&str] = &[
    "region",
    "customer",
    "client",
    "user",
    "account",
    "tenant",
    "request",
    "store",
    "shop",
    "site",
    "person",
    "team",
    "country",
    "zone",
    "cluster",
    "node",
    "host",
    "server",
    "service",
    "order",
    "transaction",
    "event",
    "incident",
    "capita",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_what_is_none() {
        for remark in [
            "max",
            "at least",
            "At Most",
            "up to",
            "or more",
            "or so",
            "over",
            "circa",
            "and rising",
            "rising fast",
            "still counting",
            "worst case",
            "later 60",
            "最大",
            "少なくとも",
            "以上",
            "増加中",
        ] {
            assert!(limits(remark), "{remark}");
        }
        for remark in [
            "estimated",
            "approx.",
            "EU only",
            "max connections reached",
            "rising error rate",
            "only",
            "worst hour",
            "peak",
            "over the weekend",
            "最大手の顧客のみ",
            "EU のみ",
            "min, max and mean in the dashboard",
        ] {
            assert!(!limits(remark), "{remark}");
        }
    }

    #[test]
    fn what_came_several_times() {
        for remark in ["×3回", "×3", "x3", "3x", "3 times", "3回", "計3回", "各回", "twice", "each time"]
        {
            assert!(repeats(remark), "{remark}");
        }
        for remark in ["x", "3", "3 pods", "06:20〜23:30、計6回", "3回目", "twice as long", "回復まで"]
        {
            assert!(!repeats(remark), "{remark}");
        }
    }

    #[test]
    fn what_counts_something_else() {
        for remark in [
            "dozen",
            "in thousands",
            "k",
            "per region",
            "per hour",
            "each",
            "each region",
            "an hour",
            "/day",
            "per customer",
            "per minute",
            "1社あたり",
            "daily",
            "千円",
            "百万円",
            "千",
            "千円単位",
            "1日あたり",
        ] {
            assert!(recounts(remark), "{remark}");
        }
        for remark in [
            "per Datadog",
            "per the logs",
            "per logs",
            "per dashboard",
            "/checkout",
            "/api/login",
            "M",
            "x",
            "percent",
            "1社あたり3件",
            "心当たり",
            "each of them in Europe",
            "every region",
            "in Europe",
            "a day late",
            "千葉県",
            "百貨店のみ",
            "EU",
        ] {
            assert!(!recounts(remark), "{remark}");
        }
    }
}
