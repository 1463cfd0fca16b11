use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::section::{Found, Section};
use crate::model::section_label::bold_label;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::asked::{Asked, sections, unless_draft};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A section that the table asks for, of every postmortem or at the most severe level the incident ever had, and that
    /// is not there. Headings match whatever their level, number, emoji or case; the usual names in English and Japanese
    /// stand for one another (`RCA` and 根本原因 for `Root cause`), and a field of the front matter may stand for a section.
    /// So may a label in bold (`**Detection**: by an alert`), or a line that is nothing but the name (`[Final message]`,
    /// `Updates:`). `Resolution / Recovery` asks for either, and a heading with a slip in it counts.
    ///
    /// ## Why
    /// What nobody was asked to write is not written. Readers, and those who count, look for the same parts in every
    /// postmortem.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// requires: { sections: [Summary, Root cause] }
    /// levels:
    ///   - { id: SEV-1, otherwise: true }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// ---
    /// ## Summary
    /// The scheduler stopped.
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// requires: { sections: [Summary, Root cause] }
    /// levels:
    ///   - { id: SEV-1, otherwise: true }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// ---
    /// ## 1. 概要
    /// The scheduler stopped.
    ///
    /// ### 🔍 Root Cause Analysis (RCA)
    /// A lease was not renewed.
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the section. If it is there under a name that sevlint does not know, say so in `sevlint.toml`:
    /// `[sections] "Root cause" = ["Why it happened"]`.
    ///
    /// ## When to turn it off
    /// For a folder of old postmortems, with `[[overrides]]`.
    "section-missing", Error, Mending::None("only the authors can write the section"),
    { English => "a section that the table asks for is missing", Japanese => "SEV 表が求めるセクションがない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    // A field may stand for a section; what cannot be read may hold it.
    if !case.front_matter_is_readable() {
        return vec![];
    }
    let asked = sections(case);
    let found: Vec<Option<Found<'_>>> =
        asked.iter().map(|asked| case.postmortem.sections.find(&asked.name.text, case.document)).collect();
    let missing = asked.iter().enumerate().filter(|(at, _)| found.get(*at).is_some_and(Option::is_none));
    missing.filter_map(|(at, asked_for)| finding(case, *asked_for, at, &asked, &found)).collect()
}

fn finding(
    case: &Case<'_>,
    missing: Asked<'_>,
    at: usize,
    asked: &[Asked<'_>],
    found: &[Option<Found<'_>>],
) -> Option<Diagnostic> {
    let verdict = case.verdict?;
    let name = missing.name.text.as_str();
    let headed = |index: usize| match found.get(index)? {
        Some(Found::Section(section)) => Some((*section, called(case, section))),
        _ => None,
    };
    let before = (0..at).rev().find_map(headed);
    let after = (at + 1..asked.len()).find_map(headed);
    let (before, after) = (before.as_ref(), after.as_ref());
    let place = place(case, before, after);
    let heading = match before.or(after) {
        Some((section, _)) if section.is_labelled() => format!("**{name}**:"),
        neighbour => {
            let level = neighbour.map_or(2, |(section, _)| section.level);
            format!("{} {name}", "#".repeat(usize::from(level)))
        }
    };
    let (message, help) = match (case.language, missing.grade.map(|grade| grade.level)) {
        (Language::English, level) => {
            let message = match level {
                Some(level) => {
                    format!("the section `{name}`, which {} requires, is missing", verdict.level(level))
                }
                None => format!("the section `{name}` is missing"),
            };
            let neighbour = match (before, after) {
                (Some((_, before)), _) => format!(" after `{before}`"),
                (None, Some((_, after))) => format!(" before `{after}`"),
                (None, None) => String::new(),
            };
            let names = "or, if it stands under another heading, name that in `[sections]` of `sevlint.toml`";
            (message, format!("add `{heading}`{neighbour}, {names}"))
        }
        (Language::Japanese, level) => {
            let message = match level {
                Some(level) => format!("`{}` が求めるセクション `{name}` がない", verdict.level(level)),
                None => format!("セクション `{name}` がない"),
            };
            let neighbour = match (before, after) {
                (Some((_, before)), _) => format!("`{before}` の後に"),
                (None, Some((_, after))) => format!("`{after}` の前に"),
                (None, None) => String::new(),
            };
            let names = "別の見出しの下にあれば `sevlint.toml` の `[sections]` にその見出しを書く";
            (message, format!("{neighbour} `{heading}` を書き足すか、{names}").trim_start().to_owned())
        }
    };
    let finding = Diagnostic::new(&RULE.about, place, message)
        .because(missing.place(&verdict, case.language))
        .help(help)
        .about_subject(name);
    Some(unless_draft(case, finding))
}

/// What the file calls a section.
fn called(case: &Case<'_>, section: &Section) -> String {
    let marks = |mark: char| matches!(mark, '*' | '_' | ':' | '：' | '[' | ']') || mark.is_whitespace();
    let title = case.document.text.slice(section.title);
    // Of a label that goes on in its line, the name.
    let name = if section.is_labelled() { bold_label(title).map_or(title, |(name, _)| name) } else { title };
    excerpt(&name.trim_matches(marks).replace('`', ""))
}

/// Where the section should stand: behind the one before it, else before the one after it, else at the head.
fn place(case: &Case<'_>, before: Option<&(&Section, String)>, after: Option<&(&Section, String)>) -> Label {
    let next = |section: &Section| {
        let headed = &case.postmortem.sections.headed;
        let index = headed.partition_point(|other| other.heading.start < section.body.end);
        headed.get(index).map(|next| next.title)
    };
    let (span, message) = match (case.language, before, after) {
        (Language::English, Some((section, name)), _) => match next(section) {
            Some(span) => (span, format!("expected before this, after `{name}`")),
            None => (last_line(case), format!("expected after this, after `{name}`")),
        },
        (Language::English, None, Some((section, _))) => (section.title, "expected before this".to_owned()),
        (Language::English, None, None) => (case.head(), "expected below".to_owned()),
        (Language::Japanese, Some((section, name)), _) => match next(section) {
            Some(span) => (span, format!("`{name}` の後、この前に必要")),
            None => (last_line(case), format!("`{name}` の後、この後に必要")),
        },
        (Language::Japanese, None, Some((section, _))) => (section.title, "この前に必要".to_owned()),
        (Language::Japanese, None, None) => (case.head(), "この下に必要".to_owned()),
    };
    case.here(span, message)
}

/// The last line that says something.
fn last_line(case: &Case<'_>) -> Span {
    let text = case.document.text.as_str().trim_end();
    let start = text.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    Span::new(start, text.len())
}
