use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::source::load::LoadFault;

use super::rule::{Check, Unread, rule};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A link to a file among the postmortems that leads out of the repository. Of a link to a folder a note is made: nothing
    /// in it is looked at.
    ///
    /// ## Why
    /// A pull request of a stranger must not make the run read, and print, files of the machine it runs on.
    ///
    /// ## Flagged
    /// ~~~link postmortems/2026-04-01-checkout.md
    /// ../../elsewhere.md
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown archive/2026-04-01-checkout.md
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    /// ~~~link postmortems/2026-04-01-checkout.md
    /// ../archive/2026-04-01-checkout.md
    /// ~~~
    ///
    /// ## How to settle it
    /// Move the file into the repository.
    ///
    /// ## When to turn it off
    /// It cannot be ignored in a file; `exclude` it.
    "file-outside", Error, Mending::None("the file has to be moved"),
    { English => "a link leads out of the repository", Japanese => "リンクがリポジトリの外を指している" },
    Check::File(check)
}

fn check(unread: &Unread<'_>) -> Vec<Diagnostic> {
    let LoadFault::Outside { target } = unread.fault else { return vec![] };
    let target = excerpt(target);
    let (message, help) = match unread.language {
        Language::English => (
            format!("not read: the link leads out of the repository, to `{target}`"),
            "move the file into the repository",
        ),
        Language::Japanese => (
            format!("読み込まない: リンクがリポジトリの外の `{target}` を指している"),
            "ファイルをリポジトリの中に移す",
        ),
    };
    vec![Diagnostic::new(&RULE.about, Label::of_file(unread.path.clone(), ""), message).help(help)]
}
