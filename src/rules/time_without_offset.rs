use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::moment::{Moment, Zone, read_moment, stated_zone};
use crate::model::stated_time::Time;
use crate::source::in_order::InOrder;
use crate::source::span::Span;

use jiff::tz::{Offset, TimeZone};

use super::rule::{Case, Check, rule};
use super::shared::times::is_guessed;
use super::words::phrase::{counted, excerpt};

rule! {
    /// ## What it flags
    /// Times of day without an offset or zone, where `sevlint.toml` names no `timezone` either. One finding for each file.
    ///
    /// ## Why
    /// They are taken in UTC. If they are not, everything that follows from them together with other times is wrong by hours.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01 10:20
    /// resolved_at: 2026-04-01 11:00
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// started_at: 2026-04-01 10:20
    /// resolved_at: 2026-04-01T11:00+09:00
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// date: 2026-04-01
    /// started_at: 2026-04-01 10:20 JST
    /// resolved_at: 2026-04-01T02:00Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add the offset, `2026-04-01T10:20+09:00`; or say in `sevlint.toml` which zone is meant: `timezone = "Asia/Tokyo"`.
    /// Where other times of the postmortem have an offset, and all of them the same, `--unsafe-fixes` adds that one. That the
    /// others are meant so, too, only the authors know; where no time has an offset, there is none to add.
    ///
    /// ## When to turn it off
    /// If all times are in UTC anyway; `timezone = "UTC"` says so.
    "time-without-offset", Note, Mending::Unsafe,
    { English => "a time has no offset, and no time zone is configured", Japanese => "日時にオフセットがなく、タイムゾーンも設定されていない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let is_open =
        |time: &&Time| time.moment().is_some_and(|moment| is_guessed(case, moment) && !moment.date_only);
    let mut open: Vec<(&Field, &Time)> = vec![];
    for (field, times) in &case.postmortem.times {
        for time in times.iter().filter(is_open) {
            if !open.iter().any(|(_, other)| other.span == time.span) {
                open.push((field, time));
            }
        }
    }
    open.order_by_key(|(_, time)| time.span.start);
    let Some(((field, first), others)) = open.split_first() else { return vec![] };
    let (message, here, help) = match case.language {
        Language::English => {
            let name = field.name();
            let message = match others.len() {
                0 => format!("`{name}` has no offset"),
                count => format!("`{name}` and {} have no offset", counted(count, "other time")),
            };
            (
                message,
                format!("taken as {} UTC", excerpt(&first.text)),
                "add the offset, as in `+09:00`, or set `timezone` in sevlint.toml",
            )
        }
        Language::Japanese => {
            let name = field.name();
            let message = match others.len() {
                0 => format!("`{name}` にオフセットがない"),
                count => format!("`{name}` とほか {count} 件の日時にオフセットがない"),
            };
            (
                message,
                format!("`{}` を UTC とみなした", excerpt(&first.text)),
                "`+09:00` のようなオフセットを書くか、`sevlint.toml` の `timezone` を設定する",
            )
        }
    };
    let times: Vec<&Time> = open.iter().map(|(_, time)| *time).collect();
    let mut finding =
        Diagnostic::new(&RULE.about, case.here(first.span, here), message).help(help).about_subject("times");
    finding.fix = with_offset(case, &times);
    vec![finding]
}

/// Adds the offset of the other times to these.
fn with_offset(case: &Case<'_>, times: &[&Time]) -> Option<Fix> {
    let all = case.postmortem.times.values().flatten();
    let stated = all.filter_map(|time| Some((time, time.moment()?)));
    let stated = stated.filter(|(_, moment)| moment.zone == Zone::Stated && !moment.date_only);
    let mut offsets = stated.filter_map(|(time, moment)| {
        let zone = stated_zone(&time.text)?;
        Some(zone.to_offset(moment.earliest))
    });
    let offset = offsets.next()?;
    if offsets.any(|other| other != offset) {
        return None;
    }
    let edits = times.iter().map(|time| added(case, time, offset)).collect::<Option<Vec<Edit>>>()?;
    let shown = shown(offset);
    let message = match case.language {
        Language::English => format!("add the offset that the other times have, {shown}"),
        Language::Japanese => format!("ほかの日時と同じオフセット {shown} を書き足す"),
    };
    Some(Fix { applicability: Applicability::Unsafe, message, edits })
}

/// An offset behind a time, in the first form in which it is read as that very time there.
fn added(case: &Case<'_>, time: &Time, offset: Offset) -> Option<Edit> {
    let text = &case.document.text;
    let place = text.slice(time.span);
    // Escapes in quotes move things.
    let quote = u32::from(place.starts_with(['"', '\'']));
    let written = place.get(quote as usize..place.len().checked_sub(quote as usize)?)?;
    if written != time.text {
        return None;
    }
    let meant = read_moment(written, &TimeZone::fixed(offset)).ok()?;
    let wanted = Moment { zone: Zone::Stated, ..meant };
    let shown = shown(offset);
    let forms = [shown.clone(), format!(" {shown}")];
    let form = forms.into_iter().find(|form| {
        read_moment(&format!("{written}{form}"), &TimeZone::UTC).is_ok_and(|read| read == wanted)
    })?;
    Some(Edit::replace(text, Span::at(time.span.end.saturating_sub(quote) as usize), form))
}

/// `+09:00`; of UTC, `Z`.
fn shown(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    match minutes {
        0 => "Z".to_owned(),
        _ => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
    }
}
