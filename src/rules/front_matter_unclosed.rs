use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix};
use crate::diagnostic::language::Language;
use crate::source::front_matter::FramingFault;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::fence::fence_line;

rule! {
    /// ## What it flags
    /// Front matter that is opened and never closed.
    ///
    /// ## Why
    /// Without the closing fence the whole file is body for other tools. sevlint reads the keys up to the first line that is
    /// none, and may take a line of the text for a key.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 32%
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
    /// Add the same fence in a line of its own after the last key; of JSON without fences, the brace.
    ///
    /// ## When to turn it off
    /// Never; `exclude` the file if it is no postmortem.
    "front-matter-unclosed", Error, Mending::Unsafe,
    { English => "the front matter is never closed", Japanese => "フロントマターが閉じられていない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let unclosed = case.document.framing.iter().filter_map(|fault| match fault {
        FramingFault::Unclosed { fence, missing } => Some((*fence, *missing)),
        FramingFault::Unopened { .. } => None,
    });
    let finding = |(fence, missing): (Span, Span)| {
        let written = case.document.text.slice(fence).trim();
        let close = if written.starts_with('+') {
            "+++"
        } else if written.starts_with(';') {
            ";;;"
        } else if written.starts_with('{') {
            "}"
        } else {
            "---"
        };
        let (message, here, help) = match case.language {
            Language::English => (
                "the front matter is never closed, so other tools take the whole file for text",
                "opened here",
                format!("add a line `{close}` after the last key"),
            ),
            Language::Japanese => (
                "フロントマターが閉じられておらず、ほかのツールはファイル全体を本文とみなす",
                "ここで始まる",
                format!("最後のキーの後に `{close}` の行を加える"),
            ),
        };
        let found = Diagnostic::new(&RULE.about, case.here(fence, here), message)
            .help(help.clone())
            .about_subject("front matter");
        // Where JSON was to end, nobody knows: its keys look like those of what follows.
        if close == "}" {
            return found;
        }
        let edit = fence_line(case, missing, close);
        found.mended_by(Fix { applicability: Applicability::Unsafe, message: help, edits: vec![edit] })
    };
    unclosed.map(finding).collect()
}
