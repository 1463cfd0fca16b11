use jiff::ToSpan;
use jiff::civil::Date;

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::file_date::date_in_path;
use crate::source::span::Span;
use crate::verdict::standing::Standing;

use super::rule::{Case, Check, rule};
use super::shared::announced::may_be_announced;
use super::shared::times::{first_day, is_guessed, last_day, stated};

rule! {
    /// ## What it flags
    /// A `date`, or a date in the name of the file, that lies before the day before the incident started, or after the
    /// postmortem was published. Where it is not said when it was published, a month after the incident was resolved. Not
    /// of what the table lists as `not_graded`, and a month before not of what its title or path calls planned, an upgrade,
    /// a migration or maintenance: that is announced days before. Where no `timezone` is configured, a day more is
    /// allowed: before a start whose zone is a guess, and after a publication that has a time of day.
    ///
    /// ## Why
    /// One of them is wrong. The date decides which period, and which version of the table, an incident belongs to.
    ///
    /// ## Flagged
    /// ~~~markdown postmortems/2026-05-01-queue.md
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-06-01T10:20Z
    /// resolved_at: 2026-06-01T11:20Z
    /// ---
    /// ~~~
    /// ~~~markdown postmortems/queue.md
    /// ---
    /// severity: SEV-3
    /// date: 2026-06-10
    /// started_at: 2026-06-01T10:20Z
    /// published_at: 2026-06-05
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown postmortems/2026-06-02-queue.md
    /// ---
    /// severity: SEV-3
    /// date: 2026-05-31
    /// started_at: 2026-06-01T10:20Z
    /// resolved_at: 2026-06-01T11:20Z
    /// ---
    /// ~~~
    ///
    /// ~~~markdown postmortems/2026-05-20-database-maintenance.md
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-06-01T10:20Z
    /// resolved_at: 2026-06-01T11:20Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the wrong one, or rename the file.
    ///
    /// ## When to turn it off
    /// If files are named for another day, as that of a review.
    "time-date-disagrees", Warning, Mending::None("only the authors know which of the two is wrong"),
    { English => "the date is not one of the days of the incident", Japanese => "日付がインシデントの期間に含まれない" },
    Check::Case(check)
}

/// How long a postmortem may be written after an incident, and what is planned announced before it, in days.
const WRITTEN_WITHIN: i64 = 31;

/// The days that a postmortem may be dated, each end with the time it follows from.
struct Days {
    first: (Date, Field, Span),
    last: Option<(Date, Field, Span)>,
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    // What is planned is announced days before.
    if case.verdict.is_some_and(|verdict| verdict.judgement.standing == Standing::NotGraded) {
        return vec![];
    }
    let Some(days) = days(case) else { return vec![] };
    // The day of `date`, unless that is the start itself, or spans several days.
    let date = case.postmortem.dated().and_then(|(said, moment)| {
        let (first, last) = (first_day(case, moment), last_day(case, moment));
        (first == last && said.span != days.first.2).then_some((first, said.span))
    });
    if let Some((date, span)) = date
        && let Some((bound, words)) = days.against(case, date)
    {
        let (message, here) = match case.language {
            Language::English => (format!("`date` is {date}, {words}"), "dated here"),
            Language::Japanese => (format!("`date` は {date} で、{words}"), "ここの日付"),
        };
        return vec![finding(case, case.here(span, here), message, Some(bound))];
    }
    let Some(date) = date_in_path(case.document.text.path()) else { return vec![] };
    let Some((bound, words)) = days.against(case, date) else { return vec![] };
    let message = match case.language {
        Language::English => format!("the file is dated {date}, {words}"),
        Language::Japanese => format!("ファイル名の日付は {date} で、{words}"),
    };
    vec![finding(case, bound, message, None)]
}

fn finding(case: &Case<'_>, place: Label, message: String, bound: Option<Label>) -> Diagnostic {
    let help = match case.language {
        Language::English => "correct the wrong one of the two",
        Language::Japanese => "2 つのうち誤っている方を直す",
    };
    let mut finding = Diagnostic::new(&RULE.about, place, message).help(help).about_subject("date");
    finding.related.extend(bound);
    finding
}

/// From the day before the start to the publication.
fn days(case: &Case<'_>) -> Option<Days> {
    // A start in the future is wrong itself, and another finding.
    let (start, began) =
        stated(case, Field::StartedAt).filter(|(_, began)| first_day(case, began) <= case.today)?;
    // A day more where the zone is a guess.
    let margin = |guessed| if guessed { 2.days() } else { 1.day() };
    let announced = if may_be_announced(case) { WRITTEN_WITHIN.days() } else { 0.days() };
    let eve = first_day(case, began).checked_sub(margin(is_guessed(case, began))).ok()?;
    let first = eve.checked_sub(announced).ok()?;
    let last = match (stated(case, Field::PublishedAt), stated(case, Field::ResolvedAt)) {
        (Some((time, moment)), _) => {
            // A time of day is another day somewhere else.
            let margin = if case.timezone.is_none() && !moment.date_only { 1.day() } else { 0.days() };
            Some((last_day(case, moment).checked_add(margin).ok()?, Field::PublishedAt, time.span))
        }
        (None, Some((time, moment))) => {
            let last = last_day(case, moment).checked_add(WRITTEN_WITHIN.days()).ok()?;
            Some((last, Field::ResolvedAt, time.span))
        }
        (None, None) => None,
    };
    // Times that contradict each other are another finding.
    let last = last.filter(|(last, ..)| eve <= *last);
    Some(Days { first: (first, Field::StartedAt, start.span), last })
}

impl Days {
    /// The time that a date is against, and in which way.
    fn against(&self, case: &Case<'_>, date: Date) -> Option<(Label, String)> {
        let (first, field, span) = self.first;
        if date < first {
            return Some(match case.language {
                Language::English => {
                    let name = field.name();
                    (case.here(span, format!("`{name}`")), format!("which is before `{name}`"))
                }
                Language::Japanese => {
                    let name = field.name();
                    (case.here(span, format!("ここが `{name}`")), format!("`{name}` より前"))
                }
            });
        }
        let (_, field, span) = self.last.filter(|(last, ..)| *last < date)?;
        Some(match case.language {
            Language::English => {
                let name = field.name();
                let words = match field {
                    Field::ResolvedAt => format!("which is more than a month after `{name}`"),
                    _ => format!("which is after `{name}`"),
                };
                (case.here(span, format!("`{name}`")), words)
            }
            Language::Japanese => {
                let name = field.name();
                let words = match field {
                    Field::ResolvedAt => format!("`{name}` の 1 か月以上後"),
                    _ => format!("`{name}` より後"),
                };
                (case.here(span, format!("ここが `{name}`")), words)
            }
        })
    }
}
