use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::diagnostic::about::{Gravity, Mending};
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix, Label};
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::file_date::date_in_path;
use crate::model::order::COURSE;
use crate::model::vocabulary::Target;
use crate::source::span::Span;
use crate::table::level::Name;
use crate::verdict::duties::{Duties, Duty};

use super::rule::{Case, Check, Verdict, rule};
use super::shared::added_line::added_line;
use super::shared::front_matter_line::{between_fences, line, text_line};
use super::shared::graded::before;
use super::shared::grounds::test_words;
use super::shared::nested_keys::{cure, not_read, unread_of};
use super::shared::presence::{Presence, presence, target};
use super::shared::slips::is_nearly_stated;
use super::words::japanese;
use super::words::phrase::and;
use super::words::value_words::unknown;

rule! {
    /// ## What it flags
    /// A field that the table requires, and that the postmortem does not state: of every postmortem, or of those of its
    /// level. What counts is the most severe level the incident ever had; of what is `not_graded`, and never had a level,
    /// nothing is required. A field that is stated as `unknown` is stated.
    ///
    /// ## Why
    /// The table asks for what the level is decided by, and for what a reader of an incident of that level needs.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { customers_affected: { kind: count } }
    /// requires: { fields: [id] }
    /// levels:
    ///   - id: SEV-1
    ///     requires: { fields: [customers_affected, resolved_at] }
    ///     criteria: [{ when: { customers_affected: over 100 } }]
    ///   - id: SEV-2
    ///     otherwise: true
    /// ~~~
    /// ~~~markdown
    /// ---
    /// id: INC-7
    /// severity: SEV-1
    /// resolved_at: 2026-04-01T11:00Z
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { customers_affected: { kind: count } }
    /// requires: { fields: [id] }
    /// levels:
    ///   - id: SEV-1
    ///     requires: { fields: [customers_affected, resolved_at] }
    ///     criteria: [{ when: { customers_affected: over 100 } }]
    ///   - id: SEV-2
    ///     otherwise: true
    /// ~~~
    /// ~~~markdown
    /// ---
    /// id: INC-7
    /// severity: SEV-1
    /// customers_affected: unknown
    /// resolved_at: ongoing
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add the field; the help shows the line, with the day of the file's name where that is what is missing. `--unsafe-fixes` adds it for you to fill in. Where nobody can know, write
    /// `unknown`. In a draft (`status: draft`) it is a note.
    ///
    /// ## When to turn it off
    /// Require less in the table instead.
    "field-missing", Error, Mending::Unsafe,
    { English => "a required field is not stated", Japanese => "必須のフィールドが記載されていない" },
    Check::Case(check)
}

/// Who asks for a field, and where.
struct Demand<'a> {
    duty: Duty<'a>,
    field: &'a Name,
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    if !case.front_matter_is_readable() {
        return vec![];
    }
    let duties = verdict.duties;
    let (mut targets, mut names) =
        (HashSet::with_hasher(RandomState::default()), HashSet::with_hasher(RandomState::default()));
    let mut findings = vec![];
    for duty in &duties.requirements {
        for field in &duty.requirement.fields {
            let meant = target(case, &field.text);
            // A severity that is not declared has a rule of its own.
            if meant == Some(Target::Field(Field::Severity)) || !names.insert(field.text.as_str()) {
                continue;
            }
            if meant.is_some_and(|meant| !targets.insert(meant)) {
                continue;
            }
            let demand = Demand { duty: *duty, field };
            match presence(case, &field.text) {
                Presence::Stated => {}
                Presence::Empty(place) => findings.push(empty(case, &verdict, duties, &demand, place)),
                Presence::Absent => findings.push(absent(case, &verdict, duties, &demand)),
            }
        }
    }
    findings
}

fn absent(case: &Case<'_>, verdict: &Verdict<'_>, duties: &Duties<'_>, demand: &Demand<'_>) -> Diagnostic {
    let name = &demand.field.text;
    let known = known(case, name);
    let line_to_add = line(case, name, known.as_deref().unwrap_or("…"));
    let place = between_fences(case);
    let nested = target(case, name).and_then(|target| unread_of(case, &target));
    let (message, here, help) = match case.language {
        Language::English => {
            let help = match may_be_unknown(case, name) {
                Some(unknown) => format!("add `{line_to_add}`, or `{unknown}`{place}"),
                None => format!("add `{line_to_add}`{place}"),
            };
            (format!("`{name}` is not stated"), "expected in here", help)
        }
        Language::Japanese => {
            let help = match may_be_unknown(case, name) {
                Some(unknown) => format!("`{line_to_add}` または `{unknown}` を書き足す"),
                None => format!("`{line_to_add}` を書き足す"),
            };
            (format!("`{name}` が記載されていない"), "この中に必要", help)
        }
    };
    let help = nested.as_ref().map_or(help, |nested| cure(case, std::slice::from_ref(nested)));
    let mut finding =
        finding(case, verdict, duties, demand, case.here(case.head(), here), message).help(help);
    finding.related.extend(nested.map(|nested| case.here(nested.entry.key_span, not_read(case.language))));
    finding.fix = insertion(case, name);
    finding
}

fn empty(
    case: &Case<'_>,
    verdict: &Verdict<'_>,
    duties: &Duties<'_>,
    demand: &Demand<'_>,
    place: Span,
) -> Diagnostic {
    let name = &demand.field.text;
    let (message, here, help) = match case.language {
        Language::English => {
            let help = match may_be_unknown(case, name) {
                Some(_) => "fill it in, or write `unknown`",
                None => "fill it in",
            };
            (format!("`{name}` is left empty"), "nothing is stated", help)
        }
        Language::Japanese => {
            let help = match may_be_unknown(case, name) {
                Some(_) => "値を書くか、`不明` と書く",
                None => "値を書く",
            };
            (format!("`{name}` が空のまま"), "何も書かれていない", help)
        }
    };
    finding(case, verdict, duties, demand, case.here(place, here), message).help(help)
}

fn finding(
    case: &Case<'_>,
    verdict: &Verdict<'_>,
    duties: &Duties<'_>,
    demand: &Demand<'_>,
    place: Label,
    message: String,
) -> Diagnostic {
    let conditions: Vec<String> = demand
        .duty
        .requirement
        .when
        .iter()
        .map(|test| test_words(verdict.table, test, case.language))
        .collect();
    let asked = match case.language {
        Language::English => {
            let who = match demand.duty.level {
                Some(level) => format!("{} requires it", verdict.level(level)),
                None => "every postmortem has to state it".to_owned(),
            };
            if conditions.is_empty() { who } else { format!("{who} where {} holds", and(&conditions)) }
        }
        Language::Japanese => {
            let who = match demand.duty.level {
                Some(level) => format!("`{}` が求めている", verdict.level(level)),
                None => "すべてのポストモーテムに必要".to_owned(),
            };
            if conditions.is_empty() {
                who
            } else {
                format!("{} のとき {who}", japanese::and(&conditions))
            }
        }
    };
    let mut finding = Diagnostic::new(&RULE.about, place, message)
        .because(verdict.there(demand.field.span, asked))
        .about_subject(demand.field.text.as_str());
    if case.postmortem.is_draft() {
        finding = finding.weighing(Gravity::Note);
    }
    let grade = duties.grade.filter(|_| demand.duty.level.is_some());
    if let Some(before) = grade.and_then(|grade| before(case, verdict, grade)) {
        finding = finding.because(before);
    }
    finding
}

/// The line that says that a fact or a time is not known; the rest is always known to somebody.
fn may_be_unknown(case: &Case<'_>, name: &str) -> Option<String> {
    let can_be = match target(case, name)? {
        Target::Fact(..) => true,
        Target::Field(field) => COURSE.contains(&field),
    };
    can_be.then(|| text_line(case, name, unknown(case.language)))
}

/// What the name of the file says.
fn known(case: &Case<'_>, name: &str) -> Option<String> {
    let is_date = target(case, name) == Some(Target::Field(Field::Date));
    is_date.then(|| date_in_path(case.document.text.path()))?.map(|day| day.to_string())
}

/// A line to fill in, or one with what is known.
fn insertion(case: &Case<'_>, name: &str) -> Option<Fix> {
    // It may be there, misspelt.
    if target(case, name).is_some_and(|target| is_nearly_stated(case, &target)) {
        return None;
    }
    let known = known(case, name);
    let message = match (case.language, &known) {
        (Language::English, None) => format!("add `{name}` to fill in"),
        (Language::English, Some(day)) => format!("add `{name}` with the day in the file's name, {day}"),
        (Language::Japanese, None) => format!("記入用に `{name}` を書き足す"),
        (Language::Japanese, Some(day)) => format!("ファイル名の日付 {day} で `{name}` を書き足す"),
    };
    let edits = vec![added_line(case, name, known.as_deref().unwrap_or_default())?];
    Some(Fix { applicability: Applicability::Unsafe, message, edits })
}
