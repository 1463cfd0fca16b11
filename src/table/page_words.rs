//! A table in the words of people: what a response calls for, and what a criterion asks, in every language.

use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::model::declaration::Declaration;
use crate::model::kind::{Kind, Word};
use crate::model::kinds::{self, Shape};
use crate::model::show::show_demand;
use crate::model::value::Demand;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

use super::level::{Cover, Criterion, Milestone, Response, Test};

/// What a response calls for, each with its label. `told` is who is told.
#[must_use]
pub fn response_rows(response: &Response, told: &[&str], language: Language) -> Vec<(&'static str, String)> {
    let english = language == Language::English;
    let mut rows = vec![];
    if let Some(cover) = response.cover {
        let words = match (cover, language) {
            (Cover::AroundTheClock, Language::English) => "around the clock",
            (Cover::AroundTheClock, Language::Japanese) => "24 時間対応",
            (Cover::BusinessHours, Language::English) => "in business hours",
            (Cover::BusinessHours, Language::Japanese) => "営業時間内",
        };
        rows.push((if english { "cover" } else { "対応時間" }, words.to_owned()));
    }
    let priority = response.priority.iter().cloned();
    rows.extend(priority.map(|priority| (if english { "priority" } else { "優先度" }, priority)));
    if !told.is_empty() {
        rows.push((if english { "tell" } else { "連絡先" }, told.join(if english { ", " } else { "、" })));
    }
    for (milestone, deadline, _) in &response.deadlines {
        rows.push((milestone_words(*milestone, language), deadline_words(deadline, language)));
    }
    rows
}

fn milestone_words(milestone: Milestone, language: Language) -> &'static str {
    match (milestone, language) {
        (Milestone::Detected, Language::English) => "detect within",
        (Milestone::Detected, Language::Japanese) => "検知まで",
        (Milestone::Acknowledged, Language::English) => "acknowledge within",
        (Milestone::Acknowledged, Language::Japanese) => "対応開始まで",
        (Milestone::Mitigated, Language::English) => "mitigate within",
        (Milestone::Mitigated, Language::Japanese) => "緩和まで",
        (Milestone::Resolved, Language::English) => "resolve within",
        (Milestone::Resolved, Language::Japanese) => "復旧まで",
        (Milestone::FirstUpdate, Language::English) => "first update within",
        (Milestone::FirstUpdate, Language::Japanese) => "最初の連絡まで",
        (Milestone::NextUpdate, Language::English) => "update every",
        (Milestone::NextUpdate, Language::Japanese) => "連絡の間隔",
        (Milestone::Postmortem, Language::English) => "postmortem within",
        (Milestone::Postmortem, Language::Japanese) => "ポストモーテムまで",
    }
}

fn deadline_words(deadline: &Deadline, language: Language) -> String {
    match (deadline, language) {
        (Deadline::Elapsed(seconds), language) => duration_words(*seconds, language),
        (Deadline::BusinessDays(_), Language::English) => deadline.to_string(),
        (Deadline::BusinessDays(days), Language::Japanese) => format!("{days} 営業日"),
    }
}

/// All that a criterion asks, in a sentence.
#[must_use]
pub fn criterion_words(facts: &[Declaration], criterion: &Criterion, language: Language) -> String {
    let all = |tests: &[Test]| all_words(facts, tests, language);
    let tests = all(&criterion.tests);
    let Some(at_least) = &criterion.at_least else {
        return match (tests.is_empty(), language) {
            (false, _) => tests,
            (true, Language::English) => "every incident".to_owned(),
            (true, Language::Japanese) => "すべてのインシデント".to_owned(),
        };
    };
    let or = match language {
        Language::English => " or ",
        Language::Japanese => " または ",
    };
    let items: Vec<String> = at_least
        .of
        .iter()
        .map(|item| item.iter().map(|alternative| all(alternative)).collect::<Vec<_>>().join(or))
        .collect();
    let (count, items) = (at_least.count, items.join("; "));
    match (language, tests.is_empty()) {
        (Language::English, true) => format!("at least {count} of: {items}"),
        (Language::English, false) => format!("{tests}, and at least {count} of: {items}"),
        (Language::Japanese, true) => format!("次のうち {count} つ以上: {items}"),
        (Language::Japanese, false) => format!("{tests}、さらに次のうち {count} つ以上: {items}"),
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
            let and = if others.iter().any(|words| words.contains(": ")) { ", and " } else { " and " };
            let parts: Vec<String> = [others.join(and), lengths.join(" and ")]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            parts.join(" ")
        }
        Language::Japanese => [others, lengths].concat().join("、かつ"),
    }
}

/// What one test asks: `at least 20 % of users`, `for 30 minutes or more`.
#[must_use]
pub fn test_words(facts: &[Declaration], test: &Test, language: Language) -> String {
    let Some(declaration) = facts.get(test.fact) else { return String::new() };
    let plain = match language {
        Language::English => declaration.name.trim_end_matches("_pct").replace('_', " "),
        Language::Japanese => declaration.name.clone(),
    };
    match (&test.demand, kinds::shape(&declaration.kind, None)) {
        (Demand::Quantity(wanted), Shape::Quantity(measure)) => {
            let show = |number: Decimal| match &declaration.kind {
                Kind::Percent if language == Language::English => format!("{number} %"),
                Kind::Duration => duration_words(number, language),
                _ => measure.show(number),
            };
            let parts: Vec<String> = wanted
                .parts()
                .iter()
                .map(|part| range_words(*part, measure.domain(), &show, language))
                .collect();
            quantity_words(declaration, &plain, &parts, language)
        }
        (Demand::Words(words), _) if declaration.kind == Kind::Boolean => {
            let label = declaration.says.as_deref().unwrap_or(&plain);
            match (words.as_slice(), language) {
                ([1], _) => label.to_owned(),
                ([0], Language::English) => format!("{label}: no"),
                ([0], Language::Japanese) => format!("{label}: いいえ"),
                _ => format!("{label}: {}", show_demand(&declaration.kind, &test.demand)),
            }
        }
        (demand, _) => {
            let label = declaration.says.as_deref().unwrap_or(&plain);
            let asked = match language {
                Language::English => show_demand(&declaration.kind, demand),
                Language::Japanese => japanese_demand(&declaration.kind, demand),
            };
            format!("{label}: {asked}")
        }
    }
}

fn quantity_words(declaration: &Declaration, plain: &str, parts: &[String], language: Language) -> String {
    match language {
        Language::English => {
            let asked = parts.join(" or ");
            let share = declaration.says.as_deref().and_then(|says| says.strip_prefix("Share of "));
            let of = declaration.name.strip_suffix("_affected_pct").map(|name| name.replace('_', " "));
            match (&declaration.kind, &declaration.says) {
                (Kind::Duration, None) if declaration.name == "duration" => {
                    let or_more = asked.strip_prefix("at least ").filter(|rest| !rest.contains(" and "));
                    or_more.map_or(format!("for {asked}"), |length| format!("for {length} or more"))
                }
                (Kind::Percent, Some(_)) if share.is_some() => {
                    format!("{asked} of {}", share.unwrap_or_default())
                }
                (Kind::Percent, None) if of.is_some() => format!("{asked} of {}", of.unwrap_or_default()),
                (Kind::Count, None) => format!("{asked} {plain}"),
                (_, Some(says)) => format!("{says}: {asked}"),
                (_, None) => format!("{plain}: {asked}"),
            }
        }
        Language::Japanese => {
            let asked = parts.join(" または ");
            match &declaration.says {
                None if declaration.name == "duration" => format!("{asked}続く"),
                Some(says) => format!("{says}: {asked}"),
                None => format!("{plain}: {asked}"),
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
            let ended = |number: Decimal, end: &str| {
                let shown = show(number);
                let space = if shown.ends_with(|last: char| last.is_ascii_alphanumeric()) { " " } else { "" };
                format!("{shown}{space}{end}")
            };
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

fn japanese_demand(kind: &Kind, demand: &Demand) -> String {
    match demand {
        Demand::Words(indices) => {
            let words = kind.words();
            let named = |index: &usize| words.get(*index).map_or("?", japanese_name);
            let others: Vec<usize> = (0..words.len()).filter(|index| !indices.contains(index)).collect();
            let to_the_end = indices.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b))
                && indices.last() == words.len().checked_sub(1).as_ref();
            match (indices.as_slice(), others.as_slice()) {
                ([only], _) => named(only).to_owned(),
                (_, [other]) => format!("{}以外", named(other)),
                ([first, ..], _) if to_the_end && matches!(kind, Kind::Scale(_)) => {
                    format!("{}以上", named(first))
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

/// The word as Japanese readers know it, where the table says so.
#[must_use]
pub fn japanese_name(word: &Word) -> &str {
    let names = std::iter::once(&word.name).chain(&word.synonyms);
    let mut japanese = names.filter(|name| !name.is_ascii());
    japanese.next().unwrap_or(&word.name)
}

/// `1 hour 30 minutes`, `1 時間 30 分`: the largest units first.
fn duration_words(seconds: Decimal, language: Language) -> String {
    const ONE: i128 = 1_000_000_000;
    let units = [(86_400, "day", " 日"), (3_600, "hour", " 時間"), (60, "minute", " 分")];
    let worded = |count: &str, english: &str, japanese: &str| match language {
        Language::English if count == "1" => format!("1 {english}"),
        Language::English => format!("{count} {english}s"),
        Language::Japanese => format!("{count}{japanese}"),
    };
    let mut left = seconds.in_billionths();
    let mut parts = vec![];
    for (length, english, japanese) in units {
        let many = left / (length * ONE);
        // `24 hours` and `36 hours` are what people say.
        let kept = length == 86_400 && (left % (length * ONE) != 0 || many < 2);
        if many != 0 && !kept {
            parts.push(worded(&many.to_string(), english, japanese));
            left -= many * length * ONE;
        }
    }
    if left != 0 || parts.is_empty() {
        parts.push(worded(&Decimal::billionths(left).to_string(), "second", " 秒"));
    }
    parts.join(" ")
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
                "users_affected_pct: 20%以上、かつ30 分以上続く",
            ),
            (
                "when: { errors: over 5%, duration: over 90m }",
                "more than 5 % of requests that fail for more than 1 hour 30 minutes",
                "Share of requests that fail: 5%超、かつ1 時間 30 分超続く",
            ),
            (
                "when: { customers_affected: 10 to 50 }",
                "10 to 50 customers affected",
                "customers_affected: 10 以上50 以下",
            ),
            (
                "when: { users_affected_pct: at least 5% and under 20% }",
                "at least 5 % and less than 20 % of users",
                "users_affected_pct: 5%以上20%未満",
            ),
            ("when: { loss: at least suspected }", "Data lost: not none", "Data lost: なし以外"),
            ("when: { loss: confirmed }", "Data lost: confirmed", "Data lost: 確定"),
            (
                "when: { way_round: no, loss: confirmed }",
                "There is a way round: no, and Data lost: confirmed",
                "There is a way round: いいえ、かつData lost: 確定",
            ),
            ("when: { way_round: yes }", "There is a way round", "There is a way round"),
            ("when: { p95: over 1 s }", "p95: more than 1000 ms", "p95: 1000 ms 超"),
            ("when: { cost: at least 10k EUR }", "Losses: at least 10000 EUR", "Losses: 10000 EUR 以上"),
            ("when: { services: [api, db] }", "services: any of api, db", "services: api、db のいずれか"),
            ("when: { services: none of api }", "services: not api", "services: api を含まない"),
            ("when: { duration: 24h }", "for 24 hours", "24 時間続く"),
            ("when: { duration: at least 3d }", "for 3 days or more", "3 日以上続く"),
            ("when: { duration: over 850ms }", "for more than 0.85 seconds", "0.85 秒超続く"),
            (
                "at_least: { count: 2, of: [[{ p95: over 1 s }, { way_round: no }], { customers_affected: over 9 }, { loss: confirmed }] }",
                "at least 2 of: p95: more than 1000 ms or There is a way round: no; more than 9 customers affected; \
                 Data lost: confirmed",
                "次のうち 2 つ以上: p95: 1000 ms 超 または There is a way round: いいえ; customers_affected: 9 超; \
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
