//! The evidence that findings about the severity show: the facts, where they are stated; the table, where it asks.

use crate::diagnostic::diagnostic::{Applicability, Edit, Fix, Label};
use crate::diagnostic::language::Language;
use crate::model::fact::{Fact, State};
use crate::model::say::say_value;
use crate::model::show::show_demand;
use crate::source::span::Span;
use crate::space::budget::Budget;
use crate::table::flaw::order::is_reversed;
use crate::table::level::{Criterion, Test};
use crate::table::spelling::Spelled;
use crate::table::table::Table;
use crate::verdict::evidence::{findings, grounds, met_jointly, outcome_of};
use crate::verdict::outcome::Outcome;
use crate::verdict::possible::Possible;
use crate::verdict::standing::Standing;

use super::front_matter_line::override_line;
use crate::rules::rule::{Case, Verdict};
use crate::rules::words::japanese;
use crate::rules::words::phrase::{and, or};

/// How many criteria are shown; more than these nobody reads.
const MOST_CRITERIA: usize = 3;

/// What a mismatch, or a hole, follows from: the facts that suffice for it, and what the table says of them.
#[must_use]
pub fn evidence(case: &Case<'_>, verdict: &Verdict<'_>) -> Vec<Label> {
    let facts = &case.postmortem.facts;
    let standing = verdict.judgement.standing;
    let Some(sufficient) = sufficient(verdict, facts) else { return vec![] };
    let mut labels: Vec<Label> =
        sufficient.iter().filter_map(|fact| stated(case, verdict.table, *fact)).collect();
    let only: Vec<Fact> = facts
        .iter()
        .enumerate()
        .map(|(index, fact)| if sufficient.contains(&index) { fact.clone() } else { Fact::default() })
        .collect();
    if standing != Standing::Overstated {
        labels.extend(met(case, verdict, &only));
    }
    if standing != Standing::Understated {
        labels.extend(failed(case, verdict, &only));
    }
    labels
}

/// The facts, by index, that suffice for how the incident stands; none if that costs more than the budget.
#[must_use]
pub fn sufficient(verdict: &Verdict<'_>, facts: &[Fact]) -> Option<Vec<usize>> {
    let (now, standing) = (&verdict.judgement.possible, verdict.judgement.standing);
    // Of an understated level it matters how mild the incident can be at most; of an overstated one, how severe.
    let suffices = |possible: &Possible| match standing {
        Standing::Understated => possible.levels.last() == now.levels.last() && possible.hole == now.hole,
        Standing::Overstated => possible.levels.first() == now.levels.first(),
        _ => possible == now,
    };
    grounds(verdict.table, facts, suffices, &mut Budget::default()).ok()
}

/// Where a fact is stated, and what it was read as.
fn stated(case: &Case<'_>, table: &Table, index: usize) -> Option<Label> {
    let fact = case.postmortem.facts.get(index)?;
    let declaration = table.facts.get(index)?;
    let value = say_value(&declaration.kind, fact.value.as_ref()?, case.language);
    let place = fact.statements.last()?.span;
    let name = &declaration.name;
    let message = match case.language {
        Language::English => match fact.state {
            State::Derived => format!("so `{name}` is {value}"),
            State::Disputed => format!("stated twice, so `{name}` is {value}"),
            _ => format!("`{name}` is {value}"),
        },
        Language::Japanese => match fact.state {
            State::Derived => format!("よって `{name}` は {value}"),
            State::Disputed => format!("記載が 2 つあり、`{name}` は {value}"),
            _ => format!("`{name}` は {value}"),
        },
    };
    Some(case.here(place, message))
}

/// The criteria of possible levels that are met; or met jointly, where none is alone.
fn met(case: &Case<'_>, verdict: &Verdict<'_>, facts: &[Fact]) -> Vec<Label> {
    let table = verdict.table;
    let possible = &verdict.judgement.possible.levels;
    let mut labels = vec![];
    let all = findings(table, facts);
    let met =
        all.iter().filter(|finding| finding.outcome == Outcome::Met && possible.contains(&finding.level));
    for finding in met.take(MOST_CRITERIA) {
        let Some(criterion) = criterion(table, finding.level, finding.criterion) else { continue };
        let level = verdict.level(finding.level);
        let tests = tests_that_are(table, criterion, facts, Outcome::Met, case.language);
        let message = match case.language {
            Language::English => format!("{level} asks for {}: met", and(&tests)),
            Language::Japanese => format!("`{level}` の条件 {} が成立", japanese::and(&tests)),
        };
        labels.push(verdict.there(criterion.span, message));
    }
    if labels.is_empty()
        && let [level] = possible.as_slice()
    {
        let joint = met_jointly(table, facts, *level, &mut Budget::default()).unwrap_or_default();
        for index in &joint {
            let Some(criterion) = criterion(table, *level, *index) else { continue };
            let message = match case.language {
                Language::English => {
                    format!("{}: met jointly, one or the other holds", verdict.level(*level))
                }
                Language::Japanese => {
                    format!("`{}`: どちらかが必ず成り立ち、合わせて成立", verdict.level(*level))
                }
            };
            labels.push(verdict.there(criterion.span, message));
        }
    }
    labels
}

/// Why the declared level is not met: a failed test of each of its criteria; or, if it has none, what is met instead.
fn failed(case: &Case<'_>, verdict: &Verdict<'_>, facts: &[Fact]) -> Vec<Label> {
    let table = verdict.table;
    let mut labels = vec![];
    let declared = verdict.judgement.level();
    let all = findings(table, facts);
    let failed =
        all.iter().filter(|finding| Some(finding.level) == declared && finding.outcome == Outcome::Failed);
    for finding in failed.take(MOST_CRITERIA) {
        let Some(criterion) = criterion(table, finding.level, finding.criterion) else { continue };
        let Some(test) = criterion.all_tests().find(|test| outcome_of(table, test, facts) == Outcome::Failed)
        else {
            continue;
        };
        let (level, asked) = (verdict.level(finding.level), test_words(table, test, case.language));
        let message = match case.language {
            Language::English => format!("{level} asks for {asked}: not met"),
            Language::Japanese => format!("`{level}` の条件 {asked} が不成立"),
        };
        labels.push(verdict.there(test.span, message));
    }
    labels
}

/// A test in words, as the table has it: `` `customers_affected` at least 10 ``. Japanese quotes it, for the words are the
/// table's.
#[must_use]
pub fn test_words(table: &Table, test: &Test, language: Language) -> String {
    let Some(fact) = table.facts.get(test.fact) else { return String::new() };
    let written = table.text.slice(test.span);
    // The author's own words are the ones a reader finds in the table.
    let in_words =
        written.starts_with(char::is_alphanumeric) && written.len() <= 60 && !written.contains('\n');
    let asked = if in_words { written.to_owned() } else { show_demand(&fact.kind, &test.demand) };
    match language {
        Language::English => format!("`{}` {asked}", fact.name),
        Language::Japanese => format!("`{}: {asked}`", fact.name),
    }
}

fn tests_that_are(
    table: &Table,
    criterion: &Criterion,
    facts: &[Fact],
    outcome: Outcome,
    language: Language,
) -> Vec<String> {
    let tests = criterion.all_tests().filter(|test| outcome_of(table, test, facts) == outcome);
    tests.map(|test| test_words(table, test, language)).collect()
}

fn criterion(table: &Table, level: usize, index: usize) -> Option<&Criterion> {
    table.levels.get(level)?.criteria.get(index)
}

/// The place that declares the level: the part of the value that names it.
#[must_use]
pub fn declared_place(case: &Case<'_>, verdict: &Verdict<'_>) -> Span {
    let Some(said) = &verdict.judgement.said else { return case.head() };
    let Spelled::Level { start, end, .. } = verdict.judgement.declared else { return said.span };
    // Escapes in quotes move things: then the whole value is the place.
    let quote = usize::from(case.document.text.slice(said.span).starts_with(['"', '\'']));
    let begin = said.span.start as usize + quote;
    let part = Span::new(begin + start, begin + end);
    let named = said.text.get(start..end);
    if named.is_some() && named == Some(case.document.text.slice(part)) { part } else { said.span }
}

/// Writes a level's id in the place of the declared one.
#[must_use]
pub fn declare(
    case: &Case<'_>,
    verdict: &Verdict<'_>,
    level: usize,
    applicability: Applicability,
    message: String,
) -> Option<Fix> {
    let said = verdict.judgement.said.as_ref()?;
    let mut place = declared_place(case, verdict);
    // Only where what is replaced is just the name of a level.
    let Spelled::Level { level: declared, start, end } = verdict.judgement.declared else { return None };
    if said.text.get(start..end) != Some(case.document.text.slice(place)) {
        return None;
    }
    let behind = said.text.get(end..).unwrap_or_default();
    if declared != level {
        // What stands there says why it is the level that was declared; and a table that is the wrong way round says nothing.
        if behind.contains(char::is_alphanumeric) || is_reversed(verdict.table) {
            return None;
        }
    } else if let Some(length) = named_again(verdict, level, behind) {
        // `sev2 (SEV-2)` is not to be `SEV-2 (SEV-2)`.
        place.end += u32::try_from(length).ok()?;
        if length < behind.trim_end().len() || said.text.get(start..) != Some(case.document.text.slice(place))
        {
            return None;
        }
    }
    let edits = vec![Edit::replace(&case.document.text, place, verdict.level(level))];
    Some(Fix { applicability, message, edits })
}

/// How far the text behind a level goes, if it begins with the id of the same level: ` (SEV-2)`.
fn named_again(verdict: &Verdict<'_>, level: usize, behind: &str) -> Option<usize> {
    let Spelled::Level { level: again, start, end } = verdict.table.spelled(behind) else { return None };
    if again != level || behind.get(start..end) != Some(verdict.level(level)) {
        return None;
    }
    let rest = behind.get(end..)?;
    let rest = if behind.get(..start)?.contains(['(', '（', '[', '【']) {
        rest.strip_prefix([')', '）', ']', '】']).unwrap_or(rest)
    } else {
        rest
    };
    Some(behind.len() - rest.len())
}

/// What may be done about a mismatch, after correcting the level.
#[must_use]
pub fn ways_out(case: &Case<'_>, verdict: &Verdict<'_>) -> String {
    let possible = verdict.possible();
    let declared = verdict.judgement.level().map_or("", |level| verdict.level(level));
    // What is milder and what more severe is not known before the table is mended, and so is nothing of the postmortem.
    if is_reversed(verdict.table) {
        return match case.language {
            Language::English => "the levels of the table stand mildest first (`table-order-reversed`): write them in the other order, and \
                                  then see what is left of this"
                .to_owned(),
            Language::Japanese => "表のレベルが軽い順に並んでいる (`table-order-reversed`)。まず逆の順に書き直し、それからこの指摘を見直す"
                .to_owned(),
        };
    }
    match case.language {
        Language::English => format!(
            "declare {}, correct the facts, or say why it stays {declared}: `{}`",
            or(&possible),
            override_line(case)
        ),
        Language::Japanese => format!(
            "{} を宣言するか、事実を直すか、`{declared}` のままにする理由を書く: `{}`",
            japanese::quoted_or(&possible),
            override_line(case)
        ),
    }
}
