use jiff::Timestamp;

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::declaration::{DERIVED, Declaration, Derived};
use crate::model::fact::{State, Statement};
use crate::model::field::{FIELDS, Field};
use crate::model::kind::Kind;
use crate::model::say::say_value;
use crate::model::value::{Reading, Value};
use crate::model::vocabulary::{Origin, Target};
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

use super::rule::{Case, Check, rule};
use super::shared::stated_under::origin_at;
use super::shared::times::{slack, stated, uncontradicted};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A stated duration, or time to detect, acknowledge, mitigate or resolve, that cannot hold beside the stated times.
    ///
    /// Rounding is allowed for: a tenth, and half of the unit it is written in. A `duration` may also run from detection,
    /// or to mitigation; and where it says what it is the duration of, or stands under another name than `duration`, only
    /// one that is longer than the whole incident is flagged.
    ///
    /// ## Why
    /// One of the two is wrong. The level is worked out from the stated one.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01T10:20Z
    /// resolved_at: 2026-04-01T11:00Z
    /// duration: 4h
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01T10:20Z
    /// resolved_at: 2026-04-01T14:08Z
    /// duration: 4h
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01T10:20Z
    /// mitigated_at: 2026-04-01T10:40Z
    /// resolved_at: 2026-04-01T14:08Z
    /// duration: 20m
    /// ---
    /// ~~~
    ///
    /// A duration that counts some hours of the day only, as `7h (during support hours)` says, is not compared.
    ///
    /// ## How to settle it
    /// Correct the wrong one. A duration that follows from the times need not be stated at all.
    ///
    /// ## When to turn it off
    /// If durations are of something else than the incident, say so with another name.
    "time-duration-disagrees", Warning, Mending::None("only the authors know which of the two is wrong"),
    { English => "a stated duration cannot hold beside the times", Japanese => "記載された時間の長さが日時と両立しない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut findings = vec![];
    for derived in DERIVED {
        let facts = case.words.facts.iter().zip(&case.postmortem.facts).enumerate();
        let found = facts.into_iter().find(|(_, (declaration, _))| declaration.name == derived.name);
        let Some((index, (declaration, fact))) = found else { continue };
        if declaration.kind != Kind::Duration || fact.state == State::Derived {
            continue;
        }
        findings.extend(
            fact.statements.iter().filter_map(|statement| of(case, derived, declaration, index, statement)),
        );
    }
    findings
}

fn of(
    case: &Case<'_>,
    derived: &Derived,
    declaration: &Declaration,
    fact: usize,
    statement: &Statement,
) -> Option<Diagnostic> {
    let Reading::Value(Value::Quantity(claimed)) = &statement.reading else { return None };
    if counts_some_hours(&statement.text) {
        return None;
    }
    let whole = elapsed(case, field(derived.from)?, field(derived.to)?)?;
    let is_duration = derived.name == "duration";
    let partly = is_duration && is_of_a_part(case, fact, statement);
    let mut allowed = vec![whole];
    if is_duration {
        let parts = [
            (Field::StartedAt, Field::MitigatedAt),
            (Field::DetectedAt, Field::MitigatedAt),
            (Field::DetectedAt, Field::ResolvedAt),
            (Field::AcknowledgedAt, Field::ResolvedAt),
        ];
        allowed.extend(parts.into_iter().filter_map(|(from, to)| elapsed(case, from, to)));
    }
    if partly {
        allowed = vec![Interval::new(End::Included(Decimal::ZERO), whole.high())?];
    }
    let holds = claimed.parts().iter().any(|part| {
        let part = rounded(*part);
        allowed.iter().any(|allowed| allowed.intersect(part).is_some())
    });
    if holds {
        return None;
    }
    let ((from, _), (to, _)) = (stated(case, field(derived.from)?)?, stated(case, field(derived.to)?)?);
    let worked_out = say_value(&declaration.kind, &Value::Quantity(whole.into()), case.language);
    let name = &declaration.name;
    let text = excerpt(&statement.text);
    let (message, here, began, ended, help) = match case.language {
        Language::English => (
            format!("`{name}` is stated as `{text}`, but is {worked_out} by the times"),
            "stated".to_owned(),
            format!("from `{}`", derived.from),
            format!("to `{}`: {worked_out}", derived.to),
            "correct the duration or the times",
        ),
        Language::Japanese => (
            format!("`{name}` は `{text}` と記載されているが、日時からは {worked_out} となる"),
            "記載はここ".to_owned(),
            format!("始まりの `{}`", derived.from),
            format!("終わりの `{}`: {worked_out}", derived.to),
            "時間の長さか日時を直す",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(statement.span, here), message)
        .because(case.here(from.span, began))
        .because(case.here(to.span, ended))
        .help(help)
        .about_subject(name.as_str());
    Some(finding)
}

fn field(name: &str) -> Option<Field> {
    FIELDS.iter().find(|spellings| spellings.name == name).map(|spellings| spellings.field)
}

/// Whether a duration says that it is of a part of the incident: `5h (during support hours)`, `active impact`, downtime.
fn is_of_a_part(case: &Case<'_>, fact: usize, statement: &Statement) -> bool {
    let renamed = origin_at(case, statement.span, &Target::Fact(fact, None)) != Some(Origin::Canonical);
    let explained = statement.text.contains(['(', '（', ',', '、', ';', '—']);
    let words = statement.text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 8).count();
    renamed || explained || words > 0
}

/// The time between two stated times; none if one is not known, or contradicts the other or a third.
fn elapsed(case: &Case<'_>, from: Field, to: Field) -> Option<Interval> {
    let ((_, start), (_, end)) = (uncontradicted(case, from)?, uncontradicted(case, to)?);
    let seconds =
        |from: Timestamp, to: Timestamp| Decimal::billionths(to.as_nanosecond() - from.as_nanosecond());
    let slack = Decimal::billionths(slack(case, start, end).map_or(0, |slack| slack.as_nanos()));
    let shortest = seconds(start.latest, end.earliest).minus(slack)?.max(Decimal::ZERO);
    let longest = seconds(start.earliest, end.latest).plus(slack)?;
    Interval::new(End::Included(shortest), End::Included(longest))
}

/// What a duration may have been before it was rounded: a tenth more or less, or half of the unit that it is a
/// multiple of; a minute in any case.
fn rounded(part: Interval) -> Interval {
    let low = match part.low() {
        End::Included(low) | End::Excluded(low) => {
            low.minus(margin(low)).map_or(End::Unbounded, End::Included)
        }
        End::Unbounded => End::Unbounded,
    };
    let high = match part.high() {
        End::Included(high) | End::Excluded(high) => {
            high.plus(margin(high)).map_or(End::Unbounded, End::Included)
        }
        End::Unbounded => End::Unbounded,
    };
    Interval::new(low, high).unwrap_or(Interval::ALL)
}

fn margin(length: Decimal) -> Decimal {
    const BILLION: i128 = 1_000_000_000;
    let seconds = length.in_billionths() / BILLION;
    let unit = [86_400, 3_600, 1_800, 600, 300].into_iter().find(|unit| seconds != 0 && seconds % unit == 0);
    let half_a_unit = unit.unwrap_or(0) / 2;
    Decimal::billionths((seconds / 10).max(half_a_unit).max(60).saturating_mul(BILLION))
}

/// Whether only some hours of the day were counted: `7h (during support hours 10:00-17:00)`.
fn counts_some_hours(text: &str) -> bool {
    let text = text.to_lowercase();
    ["support hours", "business hours", "working hours", "office hours", "営業時間", "業務時間"]
        .iter()
        .any(|hours| text.contains(hours))
}
