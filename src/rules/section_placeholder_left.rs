use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::known::Known;
use crate::model::placeholder::placeholders;
use crate::model::section::{Found, Section};
use crate::source::in_order::set;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::asked::{MOST, sections, unless_draft};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A text of the template that was to be replaced: `TODO`, `TBD`, `[Insert a summary]`, `<what happened>`, `HH:MM`.
    /// Also a section that says nothing but what a template of the repository (`TEMPLATE.md`, `_template.md`) says there.
    /// One finding for each section.
    ///
    /// ## Why
    /// The section looks written and says nothing.
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
    /// [Two or three sentences a colleague from sales understands]
    ///
    /// ## Root cause
    /// TBD
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
    /// Somebody had left a TODO in the code, see [the ticket][1] and `<T>`.
    ///
    /// ## Action items
    /// - TODO: remove it
    ///
    /// [1]: https://example.org/1
    /// ~~~
    ///
    /// ## How to settle it
    /// Write what the placeholder asks for, or say that it does not apply.
    ///
    /// ## When to turn it off
    /// If postmortems are committed before they are written; `status: draft` makes it a note.
    "section-placeholder-left", Warning, Mending::None("only the authors can write the section"),
    { English => "a placeholder of the template is left in a section", Japanese => "テンプレートの記入欄がセクションに残っている" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let headings = &case.postmortem.sections;
    let mut found = placeholders(case.document, headings);
    if found.is_empty() && case.template.is_empty() {
        return vec![];
    }
    let asked = asked(case);
    // What the template itself calls optional may stay as it is; a timeline without an entry, and no action item at all, have rules of their own.
    let is_told = |section: &Section| {
        let title = case.document.text.slice(section.title).to_lowercase();
        let is_optional =
            ["optional", "if any", "if applicable", "任意"].iter().any(|word| title.contains(word));
        is_optional
            || section.is(Known::Timeline)
            || section.is(Known::ActionItems) && case.postmortem.actions.is_empty()
    };
    let is_meant = |section: &&Section| !is_told(section) && (section.is_usual() || asked.contains(section));
    let meant = headings.headed.iter().filter(is_meant);
    let untouched = meant.filter_map(|section| case.template.untouched(case.document, section));
    let heading = |span: &Span| headings.around(span.start).map(|section| section.heading);
    let told = set(found.iter().map(heading));
    found.extend(untouched.filter(|span| !told.contains(&heading(span))));
    found.sort_unstable();
    let of_one_section = found.chunk_by(|one, other| heading(one) == heading(other));
    of_one_section.filter_map(|spans| finding(case, spans)).take(MOST).collect()
}

/// The sections the table asks for, where they stand under a heading.
fn asked<'a>(case: &Case<'a>) -> Vec<&'a Section> {
    let all = sections(case).into_iter();
    let found =
        all.filter_map(|asked| match case.postmortem.sections.find(&asked.name.text, case.document) {
            Some(Found::Section(section)) => Some(section),
            _ => None,
        });
    found.collect()
}

fn finding(case: &Case<'_>, spans: &[Span]) -> Option<Diagnostic> {
    let (first, more) = spans.split_first()?;
    let section = case.postmortem.sections.around(first.start)?;
    let title = excerpt(case.document.text.slice(section.title));
    let text = excerpt(&case.document.text.slice(*first).replace('`', ""));
    let (message, here, help) = match case.language {
        Language::English => {
            let asked = match more.len() {
                0 => "it asks for".to_owned(),
                1 => "it and 1 other in this section ask for".to_owned(),
                count => format!("it and {count} others in this section ask for"),
            };
            (
                format!("the placeholder `{text}` is left in `{title}`"),
                "to be replaced",
                format!("write what {asked}, or say that it does not apply"),
            )
        }
        Language::Japanese => {
            let others = match more.len() {
                0 => String::new(),
                count => format!("。このセクションにはほかに {count} か所ある"),
            };
            (
                format!("`{title}` に記入欄 `{text}` が残っている"),
                "書き換える",
                format!("求められている内容を書くか、該当しないことを書く{others}"),
            )
        }
    };
    let finding = Diagnostic::new(&RULE.about, case.here(*first, here), message).help(help);
    Some(unless_draft(case, finding.about_subject(title)))
}
