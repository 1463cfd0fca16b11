use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix};
use crate::diagnostic::language::Language;
use crate::source::front_matter::FramingFault;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::fence::fence_line;

rule! {
    /// ## What it flags
    /// Lines of `key: value` at the top of the file that end with a fence, but do not begin with one.
    ///
    /// ## Why
    /// The opening fence was lost. Other tools show the keys as text, and read nothing. sevlint reads them all the same.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// ---
    ///
    /// ## Summary
    /// Checkout failed.
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// ---
    ///
    /// ## Summary
    /// Checkout failed.
    /// ~~~
    ///
    /// ## How to settle it
    /// Begin the file with a line `---`; `--fix` does it.
    ///
    /// ## When to turn it off
    /// Never; `exclude` the file if it is no postmortem.
    "front-matter-unopened", Error, Mending::Safe,
    { English => "the front matter has no opening fence", Japanese => "フロントマターの開始行がない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let unopened = case.document.framing.iter().filter_map(|fault| match fault {
        FramingFault::Unopened { missing, .. } => Some(*missing),
        FramingFault::Unclosed { .. } => None,
    });
    let finding = |missing: Span| {
        let (message, here, help) = match case.language {
            Language::English => (
                "the front matter has no opening fence",
                "the first key",
                "add a line `---` before the first key",
            ),
            Language::Japanese => {
                ("フロントマターの開始行がない", "最初のキー", "最初のキーの前に `---` の行を加える")
            }
        };
        let edit = fence_line(case, missing, "---");
        let fix = Fix { applicability: Applicability::Safe, message: help.to_owned(), edits: vec![edit] };
        let first_line = case.document.text.position(missing.start).line;
        let first = case.document.text.line(first_line);
        Diagnostic::new(&RULE.about, case.here(first, here), message)
            .help(help)
            .about_subject("front matter")
            .mended_by(fix)
    };
    unopened.map(finding).collect()
}
