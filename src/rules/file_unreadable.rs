use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::source::load::LoadFault;

use super::rule::{Check, Unread, rule};
use super::words::obstacle_words;

rule! {
    /// ## What it flags
    /// A postmortem, or a folder that may hold some, that cannot be read: no permission, a link that leads nowhere, a device.
    ///
    /// ## Why
    /// What is not read is not checked. A run that says nothing about it would look clean.
    ///
    /// ## Flagged
    /// ~~~link postmortems/2026-04-01-checkout.md
    /// nowhere.md
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
    /// Correct the permissions or the link, or `exclude` the file.
    ///
    /// ## When to turn it off
    /// It cannot be ignored in a file; `exclude` it.
    "file-unreadable", Error, Mending::None("the file system has to change"),
    { English => "a file or folder cannot be read", Japanese => "ファイルまたはフォルダーを読み込めない" },
    Check::File(check)
}

fn check(unread: &Unread<'_>) -> Vec<Diagnostic> {
    let LoadFault::Unreadable(obstacle) = unread.fault else { return vec![] };
    let (message, help) = match unread.language {
        Language::English => {
            (format!("cannot be read: {obstacle}"), "correct it, or `exclude` the path in `sevlint.toml`")
        }
        Language::Japanese => (
            format!("読み込めない: {}", obstacle_words::words(obstacle, unread.language)),
            "原因を取り除くか、`sevlint.toml` の `exclude` に加える",
        ),
    };
    vec![Diagnostic::new(&RULE.about, Label::of_file(unread.path.clone(), ""), message).help(help)]
}
