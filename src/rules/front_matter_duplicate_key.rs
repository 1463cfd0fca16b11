use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::source::syntax::SyntaxFaultKind;

use super::rule::{Case, Check, rule};

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
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Keep the value that is right, and take the other one out.
    ///
    /// ## When to turn it off
    /// Never.
    "front-matter-duplicate-key", Error, Mending::None("which of the two is right is for the authors to say"),
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
        Diagnostic::new(&RULE.about, case.here(again, here), message)
            .because(case.here(first, there))
            .help(help)
            .about_subject(key.to_string())
    };
    twice.map(finding).collect()
}
