//! Another amount in a remark beside one: `10% (up to 60%)` is not exactly 10 %. Numbers of something else change nothing:
//! `10% (about 1,200 of 12,000 users)`, `45 min (10:05-10:50)`, `12 (see INC-60)`.

use crate::space::decimal::Decimal;

/// An amount that was found in a remark.
#[derive(Clone, Copy, Debug)]
pub struct Found<'t> {
    /// How much, in the measure's unit.
    pub number: Decimal,
    /// Whether it has no unit of its own: then it may be a number of anything.
    pub is_bare: bool,
    /// What stands after it.
    pub rest: &'t str,
}

/// The amount that a remark stands beside.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'t> {
    /// The smallest and the largest that it may be.
    pub ends: (Decimal, Decimal),
    /// The words that say what was counted.
    pub counted: &'t str,
    /// Whether a smaller amount beside it may be a part of it: of a time, of a sum, not of a share.
    pub adds_up: bool,
    /// Whether it is a length of time: `2h later` is a moment.
    pub is_time: bool,
}

/// Whether a remark has an amount that the stated one does not allow for. `read` reads an amount at the start of a text.
pub fn changes<'t>(remark: &'t str, stated: Stated<'_>, read: impl Fn(&'t str) -> Option<Found<'t>>) -> bool {
    // Most have no digit.
    if !remark.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut previous: Option<char> = None;
    let mut before = None;
    remark.char_indices().any(|(at, letter)| {
        let starts = may_start(before, previous, letter);
        (before, previous) = (previous, Some(letter));
        let rest = starts.then(|| remark.get(at..)).flatten().filter(|rest| !is_time_of_day(rest));
        let found = rest.and_then(&read);
        found.is_some_and(|found| is_another(remark.get(..at).unwrap_or_default(), found, stated))
    })
}

/// Whether an amount may start with a letter: not in a word (`p95`, `INC-60`), not in a time (`10:05`).
fn may_start(before: Option<char>, previous: Option<char>, letter: char) -> bool {
    let is_sign = |letter: char| matches!(letter, '$' | '€' | '£' | '¥' | '₩' | '₹');
    if !letter.is_ascii_digit() && !is_sign(letter) && !letter.is_ascii_uppercase() {
        return false;
    }
    match previous {
        None => true,
        Some('-' | '–' | '〜') => {
            before.is_some_and(|before| before.is_ascii_digit() || matches!(before, '%' | ' '))
        }
        Some(previous) if previous.is_ascii() => {
            previous.is_whitespace()
                || matches!(previous, '(' | '[' | '"' | '=' | '~' | '<' | '>' | ',' | ';')
        }
        // `最大60%`: other signs and scripts end a word. `3月4日` is a day.
        Some(previous) => !is_sign(previous) && !matches!(previous, '年' | '月' | '第' | '時'),
    }
}

fn is_another(before: &str, found: Found<'_>, stated: Stated<'_>) -> bool {
    let (low, high) = stated.ends;
    if (low..=high).contains(&found.number) || goes_on(found.rest) {
        return false;
    }
    let lead = Lead::of(before);
    if lead == Lead::Aside {
        return false;
    }
    let is_less = found.number < low && stated.adds_up;
    if !found.is_bare {
        let is_moment = stated.is_time && starts_with_any(found.rest, MOMENTS);
        return !is_moment && (!is_less || lead == Lead::Instead);
    }
    let trails = trails(found.rest);
    if lead == Lead::None && !trails || is_less && lead != Lead::Instead {
        return false;
    }
    // `12 customers (up to 500 requests)`: something else is counted.
    let noun = words(found.rest).next().filter(|_| !trails && found.rest.starts_with(' '));
    noun.is_none_or(|noun| {
        stated.counted.is_empty() || words(stated.counted).any(|word| word.eq_ignore_ascii_case(noun))
    })
}

/// Whether what stands behind an amount makes a limit of it, or what came to hold: `60% at peak`.
#[must_use]
pub fn trails(rest: &str) -> bool {
    starts_with_any(rest, TRAILING) || TRAILING_JAPANESE.iter().any(|word| rest.starts_with(word))
}

/// Whether a number goes on as a time, a date, a fraction: `10:05`, `2026-03-04`, `1/3`.
fn goes_on(rest: &str) -> bool {
    let mut letters = rest.chars();
    matches!(letters.next(), Some(':' | '/' | '-' | '.' | '_'))
        && letters.next().is_some_and(char::is_alphanumeric)
}

/// `10:05:00` is a time of day, though a length of time may be written so.
fn is_time_of_day(text: &str) -> bool {
    text.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(':')
}

/// What the words before an amount make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    None,
    /// A limit: `up to`.
    Limit,
    /// What may hold, or came to hold, instead: `or`, `later`, `rising to`.
    Instead,
    /// Something else: `of`, `SLO`, `normally`.
    Aside,
}

impl Lead {
    /// What the text before an amount makes of it.
    #[must_use]
    pub fn of(before: &str) -> Self {
        let before = before.trim_end().trim_end_matches(['~', '≈', '<', '>', '=', ':']).trim_end();
        if before.ends_with(['→', '⇒', '➡']) || INSTEAD_JAPANESE.iter().any(|word| before.ends_with(word))
        {
            return Self::Instead;
        }
        if LIMIT_JAPANESE.iter().any(|word| before.ends_with(word)) {
            return Self::Limit;
        }
        let clause = before.rsplit([',', ';', '、', '。', '(', '[']).next().unwrap_or_default();
        let is_filler = |word: &&str| {
            is_among(&["about", "around", "roughly", "approximately", "is", "are", "was", "a"], word)
        };
        let mut last = words(clause).rev().skip_while(is_filler);
        let Some(word) = last.next() else { return Self::None };
        let earlier = last.next();
        let after = |known: &[&str]| earlier.is_none_or(|earlier| is_among(known, earlier));
        match word {
            _ if is_percentile(word) || is_among(ASIDE, word) => Self::Aside,
            _ if word.eq_ignore_ascii_case("to")
                && earlier.is_some_and(|up| up.eq_ignore_ascii_case("up")) =>
            {
                Self::Limit
            }
            _ if word.eq_ignore_ascii_case("to") && after(MOVING) || is_among(INSTEAD, word) => Self::Instead,
            _ if word.eq_ignore_ascii_case("at")
                && earlier.is_some_and(|earlier| is_among(LIMIT, earlier)) =>
            {
                Self::Limit
            }
            _ if is_among(LIMIT, word) => Self::Limit,
            _ => Self::None,
        }
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// `p50`: a measure of something else.
fn is_percentile(word: &str) -> bool {
    word.strip_prefix(['p', 'P'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_among(known: &[&str], word: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

fn starts_with_any(text: &str, phrases: &[&str]) -> bool {
    let text = text.trim_start();
    phrases.iter().any(|phrase| super::spelling::after_word(text, phrase).is_some())
}

const ASIDE: &[&str] = &[
    "of",
    "slo",
    "sla",
    "target",
    "targets",
    "limit",
    "goal",
    "budget",
    "within",
    "every",
    "last",
    "next",
    "previous",
    "timeout",
    "ttl",
    "vs",
    "versus",
    "normal",
    "normally",
    "usual",
    "usually",
    "baseline",
    "instead",
    "alert",
    "threshold",
    "median",
];

const INSTEAD: &[&str] = &[
    "or",
    "later",
    "then",
    "now",
    "maybe",
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "potentially",
    "actually",
    "finally",
    "eventually",
    "rather",
    "afterwards",
];

const MOVING: &[&str] = &[
    "down",
    "rising",
    "rose",
    "rises",
    "risen",
    "growing",
    "grew",
    "grown",
    "increasing",
    "increased",
    "climbing",
    "climbed",
    "falling",
    "fell",
    "dropping",
    "dropped",
    "reduced",
    "revised",
    "corrected",
    "updated",
    "later",
    "now",
    "then",
    "changed",
];

const LIMIT: &[&str] = &[
    "max",
    "maximum",
    "min",
    "minimum",
    "most",
    "least",
    "over",
    "above",
    "under",
    "below",
    "than",
    "peak",
    "peaks",
    "peaked",
    "peaking",
    "reaching",
    "reached",
    "exceeding",
    "exceeded",
    "high",
    "many",
    "much",
];

const TRAILING: &[&str] = &[
    "max",
    "maximum",
    "min",
    "minimum",
    "at peak",
    "at the peak",
    "at its peak",
    "peak",
    "at worst",
    "at most",
    "at least",
    "or more",
    "or less",
    "later",
    "now",
    "finally",
    "eventually",
    "afterwards",
    "in the end",
    "by the end",
    "at the end",
    "at first",
    "at the start",
    "initially",
    "originally",
    "in total",
    "total",
    "overall",
    "so far",
];

const MOMENTS: &[&str] = &["ago", "after", "before", "later", "earlier", "prior", "into", "since", "apart"];

const INSTEAD_JAPANESE: &[&str] = &[
    "または",
    "もしくは",
    "あるいは",
    "その後",
    "後に",
    "のちに",
    "のち",
    "現在",
    "現在は",
    "最終的に",
    "最終的には",
];

const LIMIT_JAPANESE: &[&str] = &[
    "最大",
    "最大で",
    "最低",
    "最高",
    "少なくとも",
    "多くとも",
    "ピーク",
    "ピーク時",
    "ピーク時は",
    "ピーク時で",
];

const TRAILING_JAPANESE: &[&str] = &["以上", "以下", "未満", "超", "に増加", "に拡大", "まで"];
