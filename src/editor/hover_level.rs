//! Over a severity: why this level, what the table asks, what would change it. Over a level of the table: what it means.

use std::fmt::Write as _;

use crate::diagnostic::language::Language;
use crate::lint::outcome::{CriterionRecord, Incident, Status};
use crate::report::classification::question;
use crate::report::classification_words::{find_out, worth};
use crate::report::look::Look;
use crate::report::{judgement, page_text};
use crate::table::page::Page as TablePage;
use crate::table::table::Table;
use crate::verdict::judgement::Judgement;
use crate::verdict::outcome::Outcome;

use super::part::{Part, lines};
use super::view::View;

/// More changes than anybody reads over a word.
const MOST_CHANGES: usize = 5;

/// What is shown over the declared level.
#[must_use]
pub fn severity(view: &View<'_>) -> Option<Vec<Part>> {
    let page = view.page()?;
    let (table, judgement) = (page.hearing.table.as_ref()?, page.hearing.judgement.as_ref()?);
    let look = Look::default().in_language(view.language());
    let telling = telling(&page.incident);
    let mut parts = vec![lines(
        |look, out| {
            judgement::standing(&telling, look, out)?;
            judgement::levels(&telling, look, out)
        },
        &look,
    )];
    parts.extend(changes(&page.incident, table, judgement, view.language()).map(Part::Lines));
    let help =
        view.sheet.findings.iter().filter(|finding| {
            finding.status == Status::New && finding.diagnostic.about.family() == "severity"
        });
    parts.extend(help.filter_map(|finding| finding.diagnostic.help.clone()).map(Part::Lines));
    if let Some(level) = judgement.level() {
        parts.extend(self::level(table, level, view.language()).into_iter().flatten());
    }
    Some(parts)
}

/// What is shown over a level of the table.
#[must_use]
pub fn level(table: &Table, index: usize, language: Language) -> Option<Vec<Part>> {
    let page = TablePage::of(table, language);
    let level = page.levels.get(index)?.clone();
    let page = TablePage { title: None, levels: vec![level], ..page };
    let look = Look::default().in_language(language);
    Some(vec![lines(|look, out| page_text::render(&page, look, out), &look)])
}

/// The levels that are declared or possible, with the criteria that decide between them.
fn telling(incident: &Incident) -> Incident {
    let tells = |criterion: &&CriterionRecord| {
        let is_declared = incident.declared.as_ref() == Some(&criterion.level);
        let is_possible = incident.possible.contains(&criterion.level);
        is_declared || is_possible && (criterion.outcome != Outcome::Failed || criterion.jointly)
    };
    let criteria = incident.criteria.iter().filter(tells).cloned().collect();
    Incident { criteria, ..incident.clone() }
}

/// What would change the level: the facts that would settle it, or else the tests that alone keep it from being worse.
fn changes(incident: &Incident, table: &Table, judgement: &Judgement, language: Language) -> Option<String> {
    let mut text = String::new();
    if !judgement.missing.is_empty() {
        let _ = write!(text, "{}", find_out(language));
        for gap in judgement.missing.iter().take(MOST_CHANGES) {
            let (asked, form) = question(table.facts.get(gap.fact)?, language);
            let worth = worth(gap.left, judgement.possible.outcomes(), language);
            let _ = write!(text, "\n  {asked}: {worth}\n      {form}");
        }
        return Some(text);
    }
    let gravest = judgement.possible.levels.first().copied()?;
    let nearly = incident.criteria.iter().filter_map(|criterion| {
        let level = table.levels.iter().position(|level| level.id.text == criterion.level)?;
        let is_plain = table
            .levels
            .get(level)?
            .criteria
            .iter()
            .any(|other| other.id == criterion.id && other.at_least.is_none());
        let mut unmet = criterion.tests.iter().filter(|test| test.outcome != Outcome::Met);
        let only = unmet.next().filter(|_| unmet.next().is_none())?;
        (level < gravest && is_plain).then_some((criterion, only))
    });
    for (criterion, test) in nearly.take(MOST_CHANGES) {
        let said = match language {
            Language::English => {
                format!("{}, if {} were {}", criterion.level, test.fact, test.said_test)
            }
            Language::Japanese => format!("{} が {} なら {}", test.fact, test.said_test, criterion.level),
        };
        let _ = write!(text, "\n  {said} ({})", criterion.id);
    }
    let head = match language {
        Language::English => "what would make it more severe",
        Language::Japanese => "より重くなる条件",
    };
    (!text.is_empty()).then(|| format!("{head}{text}"))
}
