use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::source::syntax::{Syntax, SyntaxFaultKind};

use super::rule::{Case, Check, rule};
use super::words::syntax_words::sentences;
use crate::diagnostic::language::Language;

rule! {
    /// ## What it flags
    /// Front matter that is not valid YAML, TOML or JSON, with the usual cause: an unquoted `: ` in a title, a tab, a value
    /// that begins with `@`, a template that was never filled in.
    ///
    /// ## Why
    /// Nothing can be read from it: no severity, no facts. Other tools stop at it, or read something else.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// title: SEV-2: the database fell over
    /// severity: SEV-2
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// title: "SEV-2: the database fell over"
    /// severity: SEV-2
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Put the value in quotes, indent with spaces, or fill in what the template left.
    ///
    /// ## When to turn it off
    /// It cannot be ignored in a file; `exclude` the file if it is no postmortem.
    "front-matter-invalid", Error, Mending::None("what was meant is for the authors to say"),
    { English => "the front matter is not valid", Japanese => "フロントマターが正しくない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(front_matter) = &case.document.front_matter else { return vec![] };
    let others = front_matter
        .faults
        .iter()
        .filter(|fault| !matches!(fault.kind, SyntaxFaultKind::DuplicateKey { .. }));
    let finding = |fault: &crate::source::syntax::SyntaxFault| {
        let (what, help) = sentences(&fault.kind, case.language);
        let name = name(front_matter.syntax);
        let message = match case.language {
            Language::English if fault.kind.spoils() => {
                format!("the front matter is not valid {name}: {what}")
            }
            Language::English => what,
            Language::Japanese if fault.kind.spoils() => {
                format!("フロントマターが {name} として正しくない: {what}")
            }
            Language::Japanese => what,
        };
        Diagnostic::new(&RULE.about, case.here(fault.span, ""), message)
            .help(help)
            .about_subject("front matter")
    };
    others.map(finding).collect()
}

fn name(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Yaml => "YAML",
        Syntax::Toml => "TOML",
        Syntax::Json => "JSON",
    }
}
