//! What a criterion asks, in the words of people, in every language.

use crate::diagnostic::language::Language;
use crate::model::declaration::Declaration;
use crate::model::kind::{Kind, Word};
use crate::model::kinds::{self, Shape};
use crate::model::show::show_demand;
use crate::model::value::Demand;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

use super::label::{grouped, inside, label, plain, share, spaced};
use super::level::{Criterion, Test};
use super::page_words::duration_words;

/// All that a criterion asks, in a sentence.
#[must_use]
pub fn criterion_words(facts: &[Declaration], criterion: &Criterion, language: Language) -> String {
    let (lead, items) = criterion_parts(facts, criterion, language);
    if items.is_empty() { lead } else { format!("{lead}: {}", items.join("; ")) }
}

/// What a criterion asks, and where it counts, the items that it counts.
#[must_use]
pub fn criterion_parts(
    facts: &[Declaration],
    criterion: &Criterion,
    language: Language,
) -> (String, Vec<String>) {
    let all = |tests: &[Test]| all_words(facts, tests, language);
    let tests = all(&criterion.tests);
    let Some(at_least) = &criterion.at_least else {
        let lead = match (tests.is_empty(), language) {
            (false, _) => tests,
            (true, Language::English) => "every incident".to_owned(),
            (true, Language::Japanese) => "すべてのインシデント".to_owned(),
        };
        return (lead, vec![]);
    };
    let item = |item: &Vec<Vec<Test>>| {
        let alternatives: Vec<String> = item.iter().map(|alternative| all(alternative)).collect();
        match language {
            Language::English => {
                let or = if alternatives.iter().any(|one| one.contains(", ") || one.contains(": ")) {
                    ", or "
                } else {
                    " or "
                };
                let others = alternatives.iter().skip(1).map(|other| inside(other));
                alternatives.first().cloned().into_iter().chain(others).collect::<Vec<_>>().join(or)
            }
            Language::Japanese => alternatives.join("、または"),
        }
    };
    let lead = match (language, tests.is_empty(), at_least.count) {
        (Language::English, true, count) => format!("at least {} of these", number_word(count)),
        (Language::English, false, count) => format!("{tests}, and at least {} of these", number_word(count)),
        (Language::Japanese, true, count) => format!("次のうち {count} つ以上"),
        (Language::Japanese, false, count) => format!("{tests}、さらに次のうち {count} つ以上"),
    };
    (lead, at_least.of.iter().map(item).collect())
}

fn number_word(number: usize) -> String {
    match number {
        1 => "one".to_owned(),
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        more => more.to_string(),
    }
}

/// All of some tests: `at least 20 % of users for 30 minutes or more`.
fn all_words(facts: &[Declaration], tests: &[Test], language: Language) -> String {
    // How long comes last.
    let is_length =
        |test: &Test| facts.get(test.fact).is_some_and(|fact| fact.name == "duration" && fact.says.is_none());
    let (lengths, others): (Vec<&Test>, Vec<&Test>) = tests.iter().partition(|test| is_length(test));
    let worded =
        |tests: &[&Test]| tests.iter().map(|test| test_words(facts, test, language)).collect::<Vec<_>>();
    let (lengths, others) = (worded(&lengths), worded(&others));
    match language {
        Language::English => {
            let is_long = others.iter().any(|words| words.contains(": ") || words.contains(", "));
            let and = if is_long { ", and " } else { " and " };
            let following = others.iter().skip(1).map(|other| inside(other));
            let others: Vec<String> = others.first().cloned().into_iter().chain(following).collect();
            let before_length = if is_long { ", " } else { " " };
            let parts = [others.join(and), lengths.join(" and ")];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(before_length)
        }
        Language::Japanese => [others, lengths].concat().join("、かつ"),
    }
}

/// What one test asks: `at least 20 % of users`, `for 30 minutes or more`.
#[must_use]
pub fn test_words(facts: &[Declaration], test: &Test, language: Language) -> String {
    let Some(declaration) = facts.get(test.fact) else { return String::new() };
    match (&test.demand, kinds::shape(&declaration.kind, None)) {
        (Demand::Quantity(wanted), Shape::Quantity(measure)) => {
            let show = |number: Decimal| match &declaration.kind {
                Kind::Percent if language == Language::English => format!("{number} %"),
                Kind::Duration => duration_words(number, language),
                _ => grouped(&measure.show(number)),
            };
            let parts: Vec<String> = wanted
                .parts()
                .iter()
                .map(|part| range_words(*part, measure.domain(), &show, language))
                .collect();
            quantity_words(declaration, &parts, language)
        }
        (Demand::Words(words), _) if declaration.kind == Kind::Boolean => {
            let label = label(declaration, language);
            match (words.as_slice(), language) {
                ([1], _) => declaration.says.clone().unwrap_or(label),
                ([0], Language::English) => format!("{label}: no"),
                ([0], Language::Japanese) => format!("{label}: いいえ"),
                _ => format!("{label}: {}", show_demand(&declaration.kind, &test.demand)),
            }
        }
        (demand, _) => {
            let label = label(declaration, language);
            let asked = match language {
                Language::English => english_demand(&declaration.kind, demand),
                Language::Japanese => japanese_demand(&declaration.kind, demand),
            };
            format!("{label}: {asked}")
        }
    }
}

fn quantity_words(declaration: &Declaration, parts: &[String], language: Language) -> String {
    let label = label(declaration, language);
    match language {
        Language::English => {
            let asked = parts.join(" or ");
            let share = declaration.says.as_deref().and_then(|says| share(says, &asked));
            let of = declaration.name.strip_suffix("_affected_pct").map(|name| name.replace('_', " "));
            match (&declaration.kind, &declaration.says) {
                (Kind::Duration, None) if declaration.name == "duration" => {
                    let or_more = asked.strip_prefix("at least ").filter(|rest| !rest.contains(" and "));
                    or_more.map_or(format!("for {asked}"), |length| format!("for {length} or more"))
                }
                (Kind::Percent, Some(_)) if share.is_some() => share.unwrap_or_default(),
                (Kind::Percent, None) if of.is_some() => format!("{asked} of {}", of.unwrap_or_default()),
                (Kind::Count, None) => format!("{asked} {}", plain(&declaration.name)),
                _ => format!("{label}: {asked}"),
            }
        }
        Language::Japanese => {
            let asked = parts.join(" または ");
            match &declaration.says {
                None if declaration.name == "duration" => format!("{asked}続く"),
                _ if label.ends_with(|last: char| last.is_ascii()) => format!("{label}: {asked}"),
                _ => format!("{label}が {asked}"),
            }
        }
    }
}

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
            if above.is_empty() && below.is_empty() { "任意".to_owned() } else { format!("{above}{below}") }
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
                (_, [other]) => before(&named(other), "以外"),
                ([first, ..], _) if matches!(kind, Kind::Scale(_)) && is_to_the_end(indices, words.len()) => {
                    before(&named(first), "以上")
                }
                (indices, _) => indices.iter().map(named).collect::<Vec<_>>().join(" または "),
            }
        }
        Demand::AnyOf(names) => match names.as_slice() {
            [only] => only.clone(),
            names => format!("{} のいずれか", names.join("、")),
        },
        Demand::AllOf(names) => format!("{} のすべて", names.join("、")),
        Demand::NoneOf(names) => format!("{} を含まない", names.join("、")),
        Demand::Quantity(_) => show_demand(kind, demand),
    }
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    const FACTS: &str = "sev_table: 1
facts:
  users_affected_pct: { kind: percent }
  errors: { kind: percent, says: Share of requests that fail }
  customers_affected: { kind: count }
  loss: { kind: scale, values: { none: [なし], suspected: [疑い], confirmed: [確定] }, says: Data lost }
  way_round: { kind: boolean, says: There is a way round }
  p95: { kind: number, unit: ms }
  cost: { kind: money, currency: EUR, says: Losses }
  services: { kind: set }
levels: [{ id: SEV-1, criteria: [{ ";

    #[test]
    fn tests_read_as_sentences() {
        for (criterion, english, japanese) in [
            (
                "when: { duration: at least 30m, users_affected_pct: at least 20% }",
                "at least 20 % of users for 30 minutes or more",
                "users affected: 20%以上、かつ30 分以上続く",
            ),
            (
                "when: { errors: over 5%, duration: over 90m }",
                "more than 5 % of requests fail for more than 1 hour 30 minutes",
                "Share of requests that fail: 5%超、かつ1 時間 30 分超続く",
            ),
            (
                "when: { customers_affected: 10 to 50 }",
                "10 to 50 customers affected",
                "customers affected: 10 以上50 以下",
            ),
            (
                "when: { users_affected_pct: at least 5% and under 20% }",
                "at least 5 % and less than 20 % of users",
                "users affected: 5%以上20%未満",
            ),
            (
                "when: { loss: at least suspected }",
                "Data lost: suspected or confirmed",
                "Data lost: なし以外",
            ),
            ("when: { loss: confirmed }", "Data lost: confirmed", "Data lost: 確定"),
            (
                "when: { way_round: no, loss: confirmed }",
                "There is a way round: no, and data lost: confirmed",
                "There is a way round: いいえ、かつData lost: 確定",
            ),
            ("when: { way_round: yes }", "There is a way round", "There is a way round"),
            ("when: { p95: over 1 s }", "p95: more than 1000 ms", "p95: 1000 ms 超"),
            ("when: { cost: at least 10k EUR }", "Losses: at least 10,000 EUR", "Losses: 10,000 EUR 以上"),
            ("when: { services: [api, db] }", "services: any of api, db", "services: api、db のいずれか"),
            ("when: { services: none of api }", "services: not api", "services: api を含まない"),
            ("when: { duration: 24h }", "for 24 hours", "24 時間続く"),
            ("when: { duration: at least 3d }", "for 3 days or more", "3 日以上続く"),
            ("when: { duration: over 850ms }", "for more than 0.85 seconds", "0.85 秒超続く"),
            (
                "at_least: { count: 2, of: [[{ p95: over 1 s }, { way_round: no }], { customers_affected: over 9 }, { loss: confirmed }] }",
                "at least two of these: p95: more than 1000 ms, or there is a way round: no; more than 9 customers affected; \
                 Data lost: confirmed",
                "次のうち 2 つ以上: p95: 1000 ms 超、またはThere is a way round: いいえ; customers affected: 9 超; \
                 Data lost: 確定",
            ),
        ] {
            let text = Arc::new(Text::new("sev.yaml", format!("{FACTS}{criterion} }}] }}]\n")));
            let table = read_table(&text).unwrap_or_else(|faults| panic!("{criterion}: {faults:?}"));
            let words = |language| criterion_words(&table.facts, &table.levels[0].criteria[0], language);
            assert_eq!(words(Language::English), english);
            assert_eq!(words(Language::Japanese), japanese);
        }
    }
}
