//! Another amount in a remark beside one: `10% (up to 60%)` is not exactly 10 %. The amount must be the whole remark, but for
//! words of limit and change around it, and of the same thing: `12 (over 1,200 users)` and `10% (100% of EU)` change nothing.

use crate::model::grammar::measure::{Grain, Measure};
use crate::model::grammar::spelling::{after_word, letters};
use crate::space::decimal::Decimal;

/// An amount or a range as it stands in a text.
#[derive(Clone, Copy, Debug)]
pub struct Side<'t> {
    /// The smallest and the largest that it may be.
    pub ends: (Decimal, Decimal),
    /// How it is written.
    pub written: &'t str,
    /// Whether it has no unit of its own.
    pub is_bare: bool,
}

/// What words in front of an amount make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// There are none.
    None,
    /// A limit, or what holds instead: `up to`, `or later`, `rising to`.
    Introduced,
}

/// What stands behind words of limit and change at the start of a remark. `None` if no amount can stand there: most remarks
/// begin with another word.
#[must_use]
pub fn introduced(remark: &str) -> Option<(Lead, &str)> {
    const MOST_WORDS: usize = 8;
    let mut left = remark.trim_start();
    let (mut words, mut strong) = (0, false);
    while words < MOST_WORDS {
        let (word, after) = letters(left);
        let is_strong = is_among(LEADS, word);
        let rest = if !word.is_empty() && (is_strong || is_among(BESIDE_LEADS, word)) {
            strong |= is_strong;
            after.strip_prefix(['.', ',']).filter(|rest| rest.starts_with(' ')).unwrap_or(after)
        } else if let Some(rest) = LEADS_GLUED.iter().find_map(|lead| left.strip_prefix(lead)) {
            strong = true;
            rest.trim_start_matches(['は', 'で', 'に', 'の', '、'])
        } else {
            break;
        };
        words += 1;
        left = rest.trim_start_matches([':', ' ']);
    }
    match (words, strong) {
        (0, _) => Some((Lead::None, left)),
        (_, true) => Some((Lead::Introduced, left)),
        (_, false) => None,
    }
}

/// Whether an amount in a remark is of what the stated one is of, and nothing else stands behind it. `counted` are the words
/// behind the stated one.
#[must_use]
pub fn is_of_same(
    measure: &dyn Measure,
    stated: Side<'_>,
    counted: &str,
    other: Side<'_>,
    rest: &str,
) -> bool {
    // `45 min (10:05)` is a time of day.
    if other.written.trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(':') {
        return false;
    }
    if measure.grain() != Grain::Whole {
        return (!other.is_bare || stated.is_bare)
            && trails(rest)
            // `2h later` is a moment.
            && !(measure.is_time() && rest.trim().eq_ignore_ascii_case("later"));
    }
    let unit = measure.counter(other.written);
    if !unit.is_empty() {
        return unit == measure.counter(stated.written) && trails(rest);
    }
    let noun = counted.trim_start().split(' ').next().unwrap_or_default();
    let behind =
        Some(noun).filter(|noun| !noun.is_empty()).and_then(|noun| after_word(rest.trim_start(), noun));
    trails(behind.unwrap_or(rest))
}

/// Whether an amount is another one than the stated one, and no other way to write it: `33% (33.3%)`, `100 minutes (1.67
/// hours)`, `10% (8-12%)`.
#[must_use]
pub fn is_another(measure: &dyn Measure, stated: Side<'_>, other: Side<'_>, lead: Lead) -> bool {
    let ((low, high), (least, most)) = (stated.ends, other.ends);
    let allows = |number: Decimal| (low..=high).contains(&number);
    if allows(least) && allows(most) || least < low && high < most {
        return false;
    }
    if least != most || low != high {
        return true;
    }
    let half = |side: Side<'_>| step(measure, side.written).map_or(0, Decimal::in_billionths) / 2;
    let within = half(stated).max(half(other));
    let apart = low.in_billionths().saturating_sub(least.in_billionths()).saturating_abs();
    match lead {
        Lead::None => apart > within,
        // `2h (or 90 min)` says that it is not the same.
        Lead::Introduced => apart >= within,
    }
}

/// What one of the last written digit is worth: a hundredth of an hour of `1.67 hours`.
fn step(measure: &dyn Measure, written: &str) -> Option<Decimal> {
    let end = written.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let is_of_number = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let digits = written.get(..end)?;
    let start = digits.trim_end_matches(is_of_number).len();
    let fraction = digits.get(start..)?.rsplit_once('.').map_or(0, |(_, fraction)| fraction.len());
    let one = match fraction {
        0 => "1".to_owned(),
        places => format!("0.{}1", "0".repeat(places.min(9) - 1)),
    };
    let (amount, _) = measure.amount(&format!("{one}{}", written.get(end..)?)).ok()?;
    Some(amount.number)
}

/// Whether nothing stands behind an amount, or only when it held: `60% at peak`.
#[must_use]
pub fn trails(rest: &str) -> bool {
    let rest = rest.trim().trim_end_matches(['.', '。', '!']);
    rest.is_empty() || is_among(TRAILING, rest)
}

/// An amount without the words behind it that say when it held.
#[must_use]
pub fn untrailed(text: &str) -> &str {
    let text = text.trim().trim_end_matches(['.', '。', '!']);
    let ends = |word: &&&str| {
        text.len()
            .checked_sub(word.len())
            .and_then(|at| text.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    let longest = TRAILING.iter().filter(ends).map(|word| word.len()).max().unwrap_or(0);
    text.get(..text.len() - longest).unwrap_or(text).trim_end()
}

fn is_among(known: &[&str], word: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Words that make a limit of the amount behind them, or say that it holds instead.
const LEADS: &[&str] = &[
    "or",
    "to",
    "later",
    "then",
    "now",
    "maybe",
    "possibly",
    "perhaps",
    "probably",
    "likely",
    "actual",
    "actually",
    "finally",
    "eventually",
    "ultimately",
    "rather",
    "afterwards",
    "rising",
    "rose",
    "growing",
    "grew",
    "increasing",
    "increased",
    "climbing",
    "climbed",
    "falling",
    "fell",
    "dropping",
    "dropped",
    "reaching",
    "reached",
    "peak",
    "peaks",
    "peaked",
    "peaking",
    "max",
    "maximum",
    "min",
    "minimum",
    "most",
    "least",
    "worst",
    "more",
    "less",
    "fewer",
    "than",
    "over",
    "above",
    "under",
    "below",
    "exceeding",
    "exceeded",
    "many",
    "much",
    "high",
    "total",
    "totally",
    "overall",
    "initially",
    "originally",
    "end",
];

/// Words that stand beside those: `at peak`, `in the end`.
const BESIDE_LEADS: &[&str] = &[
    "at", "of", "the", "was", "is", "were", "in", "case", "even", "and", "but", "up", "down", "as", "no",
    "its", "with", "a",
];

const LEADS_GLUED: &[&str] = &[
    "→",
    "⇒",
    "➡",
    "->",
    "=>",
    "最大",
    "最低",
    "最高",
    "最終的",
    "少なくとも",
    "多くとも",
    "ピーク時",
    "ピーク",
    "または",
    "もしくは",
    "あるいは",
    "その後",
    "のちに",
    "後に",
    "現在",
    "合計",
    "全体",
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
    "worst case",
    "in the worst case",
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
    "altogether",
    "so far",
    "ピーク時",
    "まで",
    "に増加",
    "に拡大",
    "に上昇",
    "以上",
    "以下",
    "未満",
    "超",
];
