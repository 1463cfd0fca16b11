use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label};
use crate::diagnostic::language::Language;
use crate::table::rendering::{Change, Place, changes, place};

use super::rule::{Check, SoundTable, rule};

rule! {
    /// ## What it flags
    /// The text between `<!-- sevlint: table -->` and `<!-- /sevlint: table -->` in the file of the SEV table, where it is not what
    /// the table says now; and a rendering that begins and does not end.
    ///
    /// ## Why
    /// People read the rendering, and the judging reads the front matter. Where the two differ, an incident gets one level
    /// from a person and another one from the table.
    ///
    /// ## Flagged
    /// ~~~markdown SEV.md
    /// ---
    /// sev_table: 1
    /// facts: { data_loss: { kind: boolean, says: Data was lost } }
    /// levels:
    ///   - { id: SEV-1, criteria: [{ when: { data_loss: yes } }] }
    ///   - { id: SEV-2, otherwise: true }
    /// ---
    ///
    /// <!-- sevlint: table -->
    ///
    /// | Level | What puts an incident here | Examples | Response |
    /// | --- | --- | --- | --- |
    /// | **SEV-1** | Everybody is hit |  |  |
    ///
    /// <!-- /sevlint: table -->
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown SEV.md
    /// ---
    /// sev_table: 1
    /// facts: { data_loss: { kind: boolean, says: Data was lost } }
    /// levels:
    ///   - { id: SEV-1, criteria: [{ when: { data_loss: yes } }] }
    ///   - { id: SEV-2, otherwise: true }
    /// ---
    ///
    /// <!-- sevlint: table -->
    ///
    /// | Level | What puts an incident here | Examples | Response |
    /// | --- | --- | --- | --- |
    /// | **SEV-1** | Data was lost |  |  |
    /// | **SEV-2** | everything else |  |  |
    ///
    /// <!-- /sevlint: table -->
    /// ~~~
    ///
    /// ## How to settle it
    /// Run `sevlint table render --write`. In a pipeline, `sevlint table render --check` says the same by its exit code.
    ///
    /// ## When to turn it off
    /// If the rendering is edited by hand on purpose. Then take the markers out instead.
    "table-rendering-stale", Warning, Mending::Safe,
    {
        English => "the rendering of the SEV table is not what the table says",
        Japanese => "SEV 表の表示が表の内容と異なる",
    },
    Check::SoundTable(check)
}

/// More renderings than this are not told apart: each is as long as the table.
const MOST: usize = 10;

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let text = &sound.table.text;
    // Most tables have no rendering, and need not be read again.
    if !text.as_str().contains("sevlint: table") {
        return vec![];
    }
    if let Place::Unclosed(span) = place(text) {
        let (message, label, help) = match sound.language {
            Language::English => (
                "the rendering of the SEV table does not end",
                "it begins here",
                "write `<!-- /sevlint: table -->` after it",
            ),
            Language::Japanese => {
                ("SEV 表の表示に終わりがない", "ここで始まる", "表示の後に `<!-- /sevlint: table -->` を書く")
            }
        };
        let place = Label::new(text, span, label);
        return vec![Diagnostic::new(&RULE.about, place, message).help(help).about_subject("rendering")];
    }
    if !matches!(place(text), Place::Between(_)) {
        return vec![];
    }
    let changes = changes(sound.table, None, sound.language, MOST);
    changes.into_iter().map(|change| stale(sound, change)).collect()
}

fn stale(sound: &SoundTable<'_>, change: Change) -> Diagnostic {
    let text = &sound.table.text;
    let (message, label, help, mending) = match sound.language {
        Language::English => (
            "the rendering of the SEV table is not what the table says",
            "written for another state of the table",
            "run `sevlint table render --write`",
            "write the rendering of the table",
        ),
        Language::Japanese => (
            "SEV 表の表示が表の内容と異なる",
            "表の以前の状態から書かれている",
            "`sevlint table render --write` を実行する",
            "表の表示を書き直す",
        ),
    };
    let fix = Fix {
        applicability: Applicability::Safe,
        message: mending.to_owned(),
        edits: vec![Edit::replace(text, change.span, change.text)],
    };
    let found = Diagnostic::new(&RULE.about, Label::new(text, change.span, label), message);
    found.help(help).about_subject("rendering").mended_by(fix)
}
