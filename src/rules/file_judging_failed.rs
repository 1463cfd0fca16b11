use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;

use super::rule::{Check, Unjudged, rule};

rule! {
    /// ## What it flags
    /// A postmortem on which sevlint itself failed. This is a bug of sevlint, and the file need not be at fault; the other files
    /// are judged as usual.
    ///
    /// ## Why
    /// A run that says nothing of a file that was not judged would look clean, and one that ends would say nothing of the others.
    ///
    /// ## Flagged
    /// No file does that is known to: whatever does is corrected. So here is no example.
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
    /// Report it with the file, or with as much of it as still makes sevlint fail, and with the words of the finding. Until it is
    /// corrected, `exclude` the file.
    ///
    /// ## When to turn it off
    /// It cannot be ignored in a file; `exclude` it.
    "file-judging-failed", Error, Mending::None("sevlint has to change, and not the file"),
    { English => "sevlint itself failed on a file", Japanese => "sevlint 自身がファイルの処理に失敗した" },
    Check::Unjudged(check)
}

fn check(unjudged: &Unjudged<'_>) -> Vec<Diagnostic> {
    let words = unjudged.words;
    let (message, help) = match unjudged.language {
        Language::English => (
            "not judged: sevlint failed on this file",
            format!("this is a bug of sevlint; please report it with the file and these words: {words}"),
        ),
        Language::Japanese => (
            "判定できない: sevlint がこのファイルの処理に失敗した",
            format!("sevlint の不具合である。このファイルと次の文言を添えて報告する: {words}"),
        ),
    };
    vec![Diagnostic::new(&RULE.about, Label::of_file(unjudged.path.clone(), ""), message).help(help)]
}
