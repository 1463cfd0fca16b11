use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::content::is_blank;
use crate::model::section::{Found, Section};

use super::rule::{Case, Check, rule};
use super::shared::asked::{MOST, sections, unless_draft};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A section under one of the usual headings, or one that the table asks for, in which nothing stands: only comments,
    /// empty items, or a table without a filled row.
    ///
    /// ## Why
    /// A heading without a text looks like an answer in the table of contents and is none.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Summary
    /// Help pages did not load.
    ///
    /// ## Root cause
    /// <!-- the chain of causes, not the last link -->
    ///
    /// ## Action items
    /// -
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
    /// ## Summary
    /// Help pages did not load.
    ///
    /// ## Root cause
    /// ### Trigger
    /// A certificate ran out.
    ///
    /// ## Action items
    /// None.
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the section, write why there is nothing to say, or remove the heading if the table does not ask for it.
    ///
    /// ## When to turn it off
    /// If your postmortems keep headings that do not apply.
    "section-empty", Warning, Mending::None("only the authors can write the section"),
    { English => "a section holds nothing", Japanese => "セクションに内容がない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut empty =
        case.postmortem.sections.headed.iter().filter(|section| is_empty(case, section)).peekable();
    if empty.peek().is_none() {
        return vec![];
    }
    let asked: Vec<&Section> = sections(case)
        .iter()
        .filter_map(|asked| match case.postmortem.sections.find(&asked.name.text, case.document) {
            Some(Found::Section(section)) => Some(section),
            _ => None,
        })
        .collect();
    empty
        .filter(|section| section.is_usual() || asked.contains(section))
        .map(|section| {
            let title = excerpt(case.document.text.slice(section.title));
            let (message, here, help) = match case.language {
                Language::English => (
                    format!("the section `{title}` is empty"),
                    "nothing stands below",
                    "write it, or write why there is nothing to say",
                ),
                Language::Japanese => (
                    format!("セクション `{title}` が空"),
                    "この下に何もない",
                    "内容を書くか、書くことがない理由を書く",
                ),
            };
            let finding = Diagnostic::new(&RULE.about, case.here(section.title, here), message).help(help);
            unless_draft(case, finding.about_subject(title))
        })
        .take(MOST)
        .collect()
}

/// Whether nothing stands under a heading, neither text nor other headings, and the heading itself says nothing more.
fn is_empty(case: &Case<'_>, section: &Section) -> bool {
    !section.goes_on && !section.is_divided() && is_blank(case.document, section.own)
}
