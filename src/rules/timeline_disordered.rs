use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::asked::MOST;
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// An entry of the timeline that is earlier than the one before it. Dates are inherited from the entries above, midnight
    /// and time zones are reckoned with, and a timeline with the newest entry first is in order, too. Entries that are not
    /// exact, or in different lists, are not compared.
    ///
    /// ## Why
    /// One of the two times is wrong, or an entry stands in the wrong place; and times to detect and to mitigate are read off
    /// the timeline.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Timeline
    /// - 09:02 Alert
    /// - 09:20 Rolled back
    /// - 09:12 Deploy taken for the cause
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Timeline
    /// - 23:50 UTC Alert
    /// - 00:10 UTC Rolled back
    /// - 09:20 JST Customers told
    /// ~~~
    ///
    /// ## How to settle it
    /// Put the entries in order, or correct the time. If it was on another day, write the date. `--unsafe-fixes` puts the rows
    /// of a table, or the items of a list, in order: where all of them (200 at most) have an exact time, all or none state
    /// their day, and nothing else stands between them. Whether an entry stood in the wrong place or has the wrong time only
    /// the authors know.
    ///
    /// ## When to turn it off
    /// If your timelines are grouped by something else than time.
    "timeline-disordered", Warning, Mending::Unsafe,
    { English => "the entries of the timeline are not in order of time", Japanese => "タイムラインの項目が時刻順になっていない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let timeline = &case.postmortem.timeline;
    let findings = timeline.disorders.iter().filter_map(|(before, index)| {
        let (before, after) = (timeline.entries.get(*before)?, timeline.entries.get(*index)?);
        let text = |span| excerpt(&case.document.text.slice(span).replace(['`', '*'], ""));
        let (earlier, later) = (text(after.time), text(before.time));
        let (message, here, there, help) = match case.language {
            Language::English => (
                format!("the entry of {earlier} stands after that of {later}"),
                "earlier",
                "than the entry before",
                "put the entries in order of time or correct one; if it was on another day, write the date",
            ),
            Language::Japanese => (
                format!("`{earlier}` の項目が `{later}` の項目より後にある"),
                "前の項目より早い",
                "前の項目",
                "項目を時刻順に並べるか、どちらかを直す。別の日なら日付を書く",
            ),
        };
        let finding = Diagnostic::new(&RULE.about, case.here(after.time, here), message);
        let mut finding = finding.because(case.here(before.time, there)).help(help).about_subject(earlier);
        finding.fix = in_order(case, *index);
        Some(finding)
    });
    findings.take(MOST).collect()
}

/// Puts the entries in order among which this one, by its index, is.
fn in_order(case: &Case<'_>, entry: usize) -> Option<Fix> {
    let sorted = &case.postmortem.timeline.sorted;
    let sorted = sorted.iter().find(|sorted| (sorted.first..sorted.end).contains(&entry))?;
    let text = &case.document.text;
    let edits = sorted.moves.iter().map(|(place, from)| Edit::replace(text, *place, text.slice(*from)));
    let message = match case.language {
        Language::English => "put the entries in order of time",
        Language::Japanese => "項目を時刻順に並べる",
    };
    Some(Fix { applicability: Applicability::Unsafe, message: message.to_owned(), edits: edits.collect() })
}
