use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::content::is_blank;
use crate::model::known::Known;
use crate::model::placeholder::placeholders;
use crate::model::section::Section;

use super::rule::{Case, Check, rule};
use super::shared::asked::{MOST, begins_within, unless_draft};

rule! {
    /// ## What it flags
    /// A section called Timeline that has a text and no entry: no list, no table, no paragraph with a time.
    ///
    /// ## Why
    /// What happened when cannot be read off it, and the times in the fields cannot be checked against it.
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
    /// The alert fired in the morning, and we rolled back soon after.
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
    /// 09:02 The alert fired.
    ///
    /// 09:20 We rolled back.
    /// ~~~
    ///
    /// ## How to settle it
    /// Write an entry for each thing that happened, beginning with its time.
    ///
    /// ## When to turn it off
    /// If your timelines are kept elsewhere.
    "timeline-empty", Warning, Mending::None("only the authors know what happened when"),
    { English => "a timeline has no entry", Japanese => "タイムラインに項目がない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut sections = case.postmortem.sections.about(Known::Timeline);
    if sections.is_empty() {
        return vec![];
    }
    let mut entries: Vec<u32> =
        case.postmortem.timeline.entries.iter().map(|entry| entry.span.start).collect();
    entries.sort_unstable();
    sections.retain(|section| !begins_within(&entries, section.body) && has_no_entry(case, section));
    if !sections.is_empty() {
        let left = placeholders(case.document, &case.postmortem.sections);
        let left: Vec<u32> = left.into_iter().map(|span| span.start).collect();
        sections.retain(|section| !begins_within(&left, section.body));
    }
    sections
        .into_iter()
        .map(|section| {
            let (message, here, help) = match case.language {
                Language::English => (
                    "the timeline has no entry",
                    "no list, no table, and no paragraph with a time",
                    "write an entry for each thing that happened, beginning with its time: `- 09:02 Alert`",
                ),
                Language::Japanese => (
                    "タイムラインに項目がない",
                    "リストも表も、時刻のある段落もない",
                    "起きたことを 1 つずつ時刻から書き始める: `- 09:02 アラート`",
                ),
            };
            let finding = Diagnostic::new(&RULE.about, case.here(section.title, here), message).help(help);
            unless_draft(case, finding.about_subject("timeline"))
        })
        .take(MOST)
        .collect()
}

/// Whether a timeline without a readable entry says something. Where it is kept elsewhere, as a link, a picture or a log, nobody
/// can say.
fn has_no_entry(case: &Case<'_>, section: &Section) -> bool {
    let text = case.document.text.slice(section.body);
    // The heading may be all there is: `Timeline: see the summary`.
    !section.goes_on
        && !section.is_divided()
        && !["](", "][", "http", "```", "~~~", "<"].iter().any(|sign| text.contains(sign))
        && !has_a_time(text)
        && !is_blank(case.document, section.body)
}

/// Whether a time of day stands anywhere in a text.
fn has_a_time(text: &str) -> bool {
    let letters = || text.chars();
    let triples = letters().zip(letters().skip(1)).zip(letters().skip(2));
    triples.into_iter().any(|((before, sign), after)| {
        before.is_numeric() && ((matches!(sign, ':' | '：' | 'h') && after.is_numeric()) || sign == '時')
    })
}
