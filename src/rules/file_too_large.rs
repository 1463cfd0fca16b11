use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::source::load::LoadFault;

use super::rule::{Check, Unread, rule};
use super::words::phrase::size;

rule! {
    /// ## What it flags
    /// A file that is larger than `max_file_size` (8 MiB unless `sevlint.toml` says otherwise).
    ///
    /// ## Why
    /// No postmortem is that long. Reading whatever a pull request brings would let a stranger stop the run.
    ///
    /// ## Flagged
    /// ~~~toml sevlint.toml
    /// max_file_size = "20 B"
    /// ~~~
    /// ~~~markdown
    /// ---
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
    /// Keep logs and data beside the postmortem, and link them; or set `max_file_size`.
    ///
    /// ## When to turn it off
    /// It cannot be ignored in a file; `exclude` it.
    "file-too-large", Error, Mending::None("what can be left out is for the authors to say"),
    { English => "a file is too large to be read", Japanese => "ファイルが大きすぎて読み込めない" },
    Check::File(check)
}

fn check(unread: &Unread<'_>) -> Vec<Diagnostic> {
    let LoadFault::TooLarge { size: found, limit } = unread.fault else { return vec![] };
    let (message, help) = match unread.language {
        Language::English => (
            format!("not read: {} is more than the limit of {}", size(*found), size(*limit)),
            "keep data beside the postmortem, or set `max_file_size` in `sevlint.toml`",
        ),
        Language::Japanese => (
            format!("読み込まない: {} は上限の {} を超える", size(*found), size(*limit)),
            "データはポストモーテムの外に置くか、`sevlint.toml` の `max_file_size` を設定する",
        ),
    };
    vec![Diagnostic::new(&RULE.about, Label::of_file(unread.path.clone(), ""), message).help(help)]
}
