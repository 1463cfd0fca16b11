use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix};
use crate::diagnostic::language::Language;
use crate::source::span::Span;
use crate::source::syntax::SyntaxFaultKind;

use super::rule::{Case, Check, rule};
use super::shared::taken_out::{Comment, taken_out};

rule! {
    /// ## What it flags
    /// A key that stands twice in the front matter.
    ///
    /// ## Why
    /// Some tools take the first value, some the last, some refuse the file. sevlint takes a fact for whatever both values
    /// allow, and the first value of everything else.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// severity: SEV-2
    /// ---
    /// ~~~
    ///
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Keep the value that is right, and take the other one out; `--fix` does it where both are the same.
    ///
    /// ## When to turn it off
    /// Never.
    "front-matter-duplicate-key", Error, Mending::Safe,
    { English => "a key stands twice in the front matter", Japanese => "フロントマターに同じキーが 2 回ある" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(front_matter) = &case.document.front_matter else { return vec![] };
    let twice = front_matter.faults.iter().filter_map(|fault| match &fault.kind {
        SyntaxFaultKind::DuplicateKey { key, first } => Some((&**key, *first, fault.span)),
        _ => None,
    });
    let finding = |(key, first, again): (&str, _, _)| {
        let (message, here, there, help) = match case.language {
            Language::English => (
                format!("`{key}` stands twice in the front matter"),
                "again here",
                "first here",
                "keep one of the two",
            ),
            Language::Japanese => {
                (format!("フロントマターに `{key}` が 2 回ある"), "2 回目", "1 回目", "どちらか 1 つを残す")
            }
        };
        let mut finding = Diagnostic::new(&RULE.about, case.here(again, here), message)
            .because(case.here(first, there))
            .help(help)
            .about_subject(key.to_string());
        finding.fix = repetition(case, first, again);
        finding
    };
    twice.map(finding).collect()
}

/// Takes the second one out, if both say the same, letter by letter.
fn repetition(case: &Case<'_>, first: Span, again: Span) -> Option<Fix> {
    let front_matter = case.document.front_matter.as_ref()?;
    let value = |key: Span| {
        let entry = front_matter.entries.iter().find(|entry| entry.key_span == key)?;
        Some(case.document.text.slice(entry.value.span))
    };
    if value(first)? != value(again)? {
        return None;
    }
    let message = match case.language {
        Language::English => "take the second one out, which says the same",
        Language::Japanese => "同じ内容の 2 つ目を削除する",
    };
    let edits = vec![taken_out(case, again, Comment::Kept)?];
    Some(Fix { applicability: Applicability::Safe, message: message.to_owned(), edits })
}
