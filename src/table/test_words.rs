//! What one test asks, in the words of people, in every language.

use crate::diagnostic::language::Language;
use crate::model::declaration::Declaration;
use crate::model::kind::{Kind, Word};
use crate::model::kinds::{self, Shape};
use crate::model::show::show_demand;
use crate::model::value::Demand;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

use super::label::{counted, grouped, label, plain, share, spaced};
use super::level::Test;
use super::negation::negated;
use super::page_words::duration_words;

/// What one test asks: `at least 20 % of users`, `for 30 minutes or more`.
#[must_use]
pub fn test_words(facts: &[Declaration], test: &Test, language: Language) -> String {
    let Some(declaration) = facts.get(test.fact) else { return String::new() };
    match (&test.demand, kinds::shape(&declaration.kind, None)) {
        (Demand::Quantity(wanted), Shape::Quantity(measure)) => {
            let show = |number: Decimal| match &declaration.kind {
                Kind::Percent if language == Language::English => format!("{number} %"),
                Kind::Duration => duration_words(number, language),
                // `regions: one` reads better than `regions: 1`.
                Kind::Count if language == Language::English && number == Decimal::whole(1) => {
                    "one".to_owned()
                }
                Kind::Money { currency } if currency == "JPY" && language == Language::Japanese => {
                    grouped(&measure.show(number)).replace(" JPY", " 円")
                }
                _ => grouped(&measure.show(number)),
            };
            let words = |part: &Interval| range_words(*part, measure.domain(), &show, language);
            let parts: Vec<String> = wanted
                .parts()
                .iter()
                .map(words)
                .map(|words| match (&declaration.kind, words.as_str()) {
                    (Kind::Count, SOME) => "at least one".to_owned(),
                    (Kind::Count, NOT_NOTHING) => "1 以上".to_owned(),
                    _ => words,
                })
                .collect();
            quantity_words(declaration, &parts, language)
        }
        (Demand::Words(words), _) if declaration.kind == Kind::Boolean => {
            let label = label(declaration, language);
            match (words.as_slice(), language) {
                ([1], _) => declaration.says.clone().unwrap_or(label),
                ([0], language) => negated(&label, declaration.says.is_some(), language),
                _ => format!("{label}: {}", show_demand(&declaration.kind, &test.demand)),
            }
        }
        (demand, _) => {
            let label = label(declaration, language);
            let asked = match language {
                Language::English => english_demand(&declaration.kind, demand),
                Language::Japanese => japanese_demand(&declaration.kind, demand),
            };
            if is_of_certainty(&declaration.kind, demand) {
                format!("{label} ({asked})")
            } else {
                format!("{label}: {asked}")
            }
        }
    }
}

/// Words that say how sure something is: they are no answer to what stands before them, but say how it is meant.
const CERTAINTY: &[&str] = &[
    "confirmed",
    "certain",
    "proven",
    "suspected",
    "likely",
    "possible",
    "unconfirmed",
    "確定",
    "確認済み",
    "疑い",
    "疑いあり",
    "可能性あり",
];

/// `Data was lost (suspected or confirmed)`.
fn is_of_certainty(kind: &Kind, demand: &Demand) -> bool {
    let Demand::Words(indices) = demand else { return false };
    let words = kind.words();
    let is_one =
        |index: &usize| words.get(*index).is_some_and(|word| CERTAINTY.contains(&word.name.as_str()));
    !indices.is_empty() && indices.iter().all(is_one)
}

/// How long, where nothing is said before it: `for 30 minutes or more` is `it lasts 30 minutes or more`.
#[must_use]
pub fn length_alone(words: &str) -> String {
    match words.strip_prefix("for ") {
        Some(length) => format!("it lasts {length}"),
        None => words.to_owned(),
    }
}

/// What is asked of an amount that may be anything but nothing.
const SOME: &str = "more than zero";

fn quantity_words(declaration: &Declaration, parts: &[String], language: Language) -> String {
    let label = label(declaration, language);
    match language {
        Language::English => {
            let asked = parts.join(" or ");
            let of_them = if asked == SOME { "some".to_owned() } else { format!("{asked} of") };
            let share = declaration.says.as_deref().and_then(|says| share(says, &of_them));
            let of = declaration.name.strip_suffix("_affected_pct").map(|name| name.replace('_', " "));
            match (&declaration.kind, &declaration.says) {
                (Kind::Duration, None) if declaration.name == "duration" => {
                    let or_more = asked.strip_prefix("at least ").filter(|rest| !rest.contains(" and "));
                    or_more.map_or(format!("for {asked}"), |length| format!("for {length} or more"))
                }
                (Kind::Percent, Some(_)) if share.is_some() => share.unwrap_or_default(),
                (Kind::Percent, None) if of.is_some() => format!("{of_them} {}", of.unwrap_or_default()),
                (Kind::Count, None) if !asked.ends_with("one") => {
                    format!("{asked} {}", plain(&declaration.name))
                }
                (Kind::Count, Some(_)) if !asked.ends_with("one") => {
                    counted(&label, &asked).unwrap_or_else(|| format!("{label}: {asked}"))
                }
                _ => format!("{label}: {asked}"),
            }
        }
        Language::Japanese => {
            let asked = parts.join(" または ");
            let is_latin = label.ends_with(|last: char| last.is_ascii());
            match &declaration.says {
                _ if asked == NOT_NOTHING && is_latin => format!("{label}: ゼロ以外"),
                _ if asked == NOT_NOTHING => format!("{label}がゼロではない"),
                None if declaration.name == "duration" => format!("{asked}続く"),
                _ if is_latin => format!("{label}: {asked}"),
                _ => format!("{label}が {asked}"),
            }
        }
    }
}

/// The same as [`SOME`].
const NOT_NOTHING: &str = "0 でない";

fn range_words(
    part: Interval,
    domain: Interval,
    show: &dyn Fn(Decimal) -> String,
    language: Language,
) -> String {
    if let Some(number) = part.as_point() {
        return show(number);
    }
    // The ends of the domain go without saying.
    let low = if part.low() == domain.low() { End::Unbounded } else { part.low() };
    let high = if part.high() == domain.high() { End::Unbounded } else { part.high() };
    if low == End::Excluded(Decimal::ZERO)
        && high == End::Unbounded
        && domain.low() == End::Included(Decimal::ZERO)
    {
        return match language {
            Language::English => SOME.to_owned(),
            Language::Japanese => NOT_NOTHING.to_owned(),
        };
    }
    match language {
        Language::English => match (low, high) {
            (End::Unbounded, End::Unbounded) => "any".to_owned(),
            (End::Included(low), End::Included(high)) => format!("{} to {}", show(low), show(high)),
            (low, End::Unbounded) => above(low, show),
            (End::Unbounded, high) => below(high, show),
            (low, high) => format!("{} and {}", above(low, show), below(high, show)),
        },
        Language::Japanese => {
            let ended = |number: Decimal, end: &str| before(&show(number), end);
            let above = match low {
                End::Unbounded => String::new(),
                End::Included(number) => ended(number, "以上"),
                End::Excluded(number) => ended(number, "超"),
            };
            let below = match high {
                End::Unbounded => String::new(),
                End::Included(number) => ended(number, "以下"),
                End::Excluded(number) => ended(number, "未満"),
            };
            let space = if above.is_empty() || below.is_empty() { "" } else { " " };
            if above.is_empty() && below.is_empty() {
                "任意".to_owned()
            } else {
                format!("{above}{space}{below}")
            }
        }
    }
}

fn above(low: End, show: &dyn Fn(Decimal) -> String) -> String {
    match low {
        End::Unbounded => String::new(),
        End::Included(number) => format!("at least {}", show(number)),
        End::Excluded(number) => format!("more than {}", show(number)),
    }
}

fn below(high: End, show: &dyn Fn(Decimal) -> String) -> String {
    match high {
        End::Unbounded => String::new(),
        End::Included(number) => format!("at most {}", show(number)),
        End::Excluded(number) => format!("less than {}", show(number)),
    }
}

fn english_demand(kind: &Kind, demand: &Demand) -> String {
    let Demand::Words(indices) = demand else { return show_demand(kind, demand) };
    let words = kind.words();
    let named = |index: &usize| words.get(*index).map_or("?".to_owned(), |word| spaced(&word.name));
    let others: Vec<usize> = (0..words.len()).filter(|index| !indices.contains(index)).collect();
    match (indices.as_slice(), others.as_slice()) {
        ([only], _) => named(only),
        ([first, second], _) => format!("{} or {}", named(first), named(second)),
        ([first, ..], _) if matches!(kind, Kind::Scale(_)) && is_to_the_end(indices, words.len()) => {
            format!("{} or worse", named(first))
        }
        (_, [other]) => format!("anything but {}", named(other)),
        ([before @ .., last], _) => {
            format!("{} or {}", before.iter().map(named).collect::<Vec<_>>().join(", "), named(last))
        }
        ([], _) => show_demand(kind, demand),
    }
}

/// Whether the words follow each other up to the last.
fn is_to_the_end(indices: &[usize], words: usize) -> bool {
    indices.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b))
        && indices.last() == words.checked_sub(1).as_ref()
}

fn japanese_demand(kind: &Kind, demand: &Demand) -> String {
    match demand {
        Demand::Words(indices) => {
            let words = kind.words();
            let named =
                |index: &usize| words.get(*index).map_or("?".to_owned(), |word| spaced(japanese_name(word)));
            let others: Vec<usize> = (0..words.len()).filter(|index| !indices.contains(index)).collect();
            match (indices.as_slice(), others.as_slice()) {
                ([only], _) => named(only),
                ([first, second], _) => format!("{} または {}", named(first), named(second)),
                (_, [other]) => before(&named(other), "以外"),
                ([first, ..], _) if matches!(kind, Kind::Scale(_)) && is_to_the_end(indices, words.len()) => {
                    before(&named(first), "以上")
                }
                (indices, _) => indices.iter().map(named).collect::<Vec<_>>().join(" または "),
            }
        }
        Demand::AnyOf(names) => match names.as_slice() {
            [only] => japanese_member(kind, only).to_owned(),
            names => before(&japanese_members(kind, names), "のいずれか"),
        },
        Demand::AllOf(names) => before(&japanese_members(kind, names), "のすべて"),
        Demand::NoneOf(names) => before(&japanese_members(kind, names), "を含まない"),
        Demand::Quantity(_) => show_demand(kind, demand),
    }
}

fn japanese_members(kind: &Kind, names: &[String]) -> String {
    let names: Vec<&str> = names.iter().map(|name| japanese_member(kind, name)).collect();
    names.join("、")
}

fn japanese_member<'n>(kind: &'n Kind, name: &'n str) -> &'n str {
    kind.words().iter().find(|word| word.name == name).map_or(name, japanese_name)
}

/// A word and what follows it; Latin letters stand apart.
fn before(word: &str, end: &str) -> String {
    let space = if word.ends_with(|last: char| last.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{word}{space}{end}")
}

/// The word as Japanese readers know it, where the table says so.
#[must_use]
pub fn japanese_name(word: &Word) -> &str {
    let names = std::iter::once(&word.name).chain(&word.synonyms);
    let mut japanese = names.filter(|name| !name.is_ascii());
    japanese.next().unwrap_or(&word.name)
}
