//! What a criterion asks, in the words of people, in every language.

use crate::diagnostic::language::Language;
use crate::model::declaration::Declaration;

use super::label::inside;
use super::level::{Criterion, Test};
use super::test_words::{length_alone, test_words};

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
            Language::Japanese => joined(&alternatives, "または"),
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

/// So many tests are a sentence; more are a list.
const MOST_IN_A_SENTENCE: usize = 3;

/// What a criterion asks that asks for many things at once: a list reads better than a sentence.
#[must_use]
pub fn criterion_list(
    facts: &[Declaration],
    criterion: &Criterion,
    language: Language,
) -> Option<(String, Vec<String>)> {
    if criterion.at_least.is_some() || criterion.tests.len() <= MOST_IN_A_SENTENCE {
        return None;
    }
    let lead = match language {
        Language::English => "all of these",
        Language::Japanese => "次のすべて",
    };
    let item = |test: &Test| all_words(facts, std::slice::from_ref(test), language);
    Some((lead.to_owned(), criterion.tests.iter().map(item).collect()))
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
            let (others, lengths) = (others.join(and), lengths.join(" and "));
            match (others.is_empty(), lengths.is_empty()) {
                (true, _) => length_alone(&lengths),
                (false, true) => others,
                (false, false) if is_long => format!("{others}, {lengths}"),
                (false, false) => format!("{others} {lengths}"),
            }
        }
        Language::Japanese => joined(&[others, lengths].concat(), "かつ"),
    }
}

/// Parts with a word between them; Latin letters stand apart from it.
fn joined(parts: &[String], word: &str) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            let space = if part.starts_with(|first: char| first.is_ascii()) { " " } else { "" };
            text += &format!("、{word}{space}");
        }
        text += part;
    }
    text
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
  regions: { kind: count, says: Regions that answered nothing }
  lost: { kind: percent, says: 失われた注文の割合 }
levels: [{ id: SEV-1, criteria: [{ ";

    #[test]
    fn tests_read_as_sentences() {
        for (criterion, english, japanese) in [
            (
                "when: { duration: at least 30m, users_affected_pct: at least 20% }",
                "at least 20 % of users for 30 minutes or more",
                "users affected: 20%以上、かつ 30 分以上続く",
            ),
            (
                "when: { errors: over 5%, duration: over 90m }",
                "more than 5 % of requests fail for more than 1 hour 30 minutes",
                "Share of requests that fail: 5%超、かつ 1 時間 30 分超続く",
            ),
            (
                "when: { customers_affected: 10 to 50 }",
                "10 to 50 customers affected",
                "customers affected: 10 以上 50 以下",
            ),
            (
                "when: { users_affected_pct: at least 5% and under 20% }",
                "at least 5 % and less than 20 % of users",
                "users affected: 5%以上 20%未満",
            ),
            (
                "when: { loss: at least suspected }",
                "Data lost (suspected or confirmed)",
                "Data lost (疑い または 確定)",
            ),
            ("when: { loss: confirmed }", "Data lost (confirmed)", "Data lost (確定)"),
            (
                "when: { way_round: no, loss: confirmed }",
                "There is no way round and data lost (confirmed)",
                "「There is a way round」ではない、かつ Data lost (確定)",
            ),
            ("when: { way_round: yes }", "There is a way round", "There is a way round"),
            ("when: { users_affected_pct: over 0% }", "some users", "users affected: ゼロ以外"),
            ("when: { errors: over 0% }", "some requests fail", "Share of requests that fail: ゼロ以外"),
            (
                "when: { customers_affected: over 0 }",
                "customers affected: at least one",
                "customers affected: 1 以上",
            ),
            (
                "when: { regions: at least 2 }",
                "at least 2 regions that answered nothing",
                "Regions that answered nothing: 2 以上",
            ),
            (
                "when: { regions: 1 }",
                "Regions that answered nothing: one",
                "Regions that answered nothing: 1",
            ),
            ("when: { cost: over 0 EUR }", "Losses: more than zero", "Losses: ゼロ以外"),
            (
                "when: { lost: over 0% }",
                "失われた注文の割合: more than zero",
                "失われた注文の割合がゼロではない",
            ),
            ("when: { p95: over 1 s }", "p95: more than 1000 ms", "p95: 1000 ms 超"),
            ("when: { cost: at least 10k EUR }", "Losses: at least 10,000 EUR", "Losses: 10,000 EUR 以上"),
            ("when: { services: [api, db] }", "services: any of api, db", "services: api、db のいずれか"),
            ("when: { services: none of api }", "services: not api", "services: api を含まない"),
            ("when: { duration: 24h }", "it lasts 24 hours", "24 時間続く"),
            ("when: { duration: at least 3d }", "it lasts 3 days or more", "3 日以上続く"),
            ("when: { duration: over 850ms }", "it lasts more than 0.85 seconds", "0.85 秒超続く"),
            (
                "at_least: { count: 2, of: [[{ p95: over 1 s }, { way_round: no }], { customers_affected: over 9 }, { loss: confirmed }] }",
                "at least two of these: p95: more than 1000 ms, or there is no way round; more than 9 customers affected; \
                 Data lost (confirmed)",
                "次のうち 2 つ以上: p95: 1000 ms 超、または「There is a way round」ではない; customers affected: 9 超; \
                 Data lost (確定)",
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
