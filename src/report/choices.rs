//! What was decided about each Markdown file, and why: `sevlint check --show-files`.

use std::io::{self, Write};

use crate::lint::outcome::Outcome;
use crate::lint::select::Decision;

use super::terminal_text::name;

/// One line for each file.
///
/// # Errors
/// When it cannot be written.
pub fn render(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    for choice in &outcome.choices {
        let mark = if choice.decision.is_taken() { '+' } else { '-' };
        writeln!(out, "{mark} {}: {}", name(&choice.path), why(&choice.decision))?;
    }
    Ok(())
}

/// Why a file was taken, or not.
#[must_use]
pub fn why(decision: &Decision) -> String {
    match decision {
        Decision::Named => "named on the command line".to_owned(),
        Decision::Listed => "a glob of `postmortems` in sevlint.toml matches".to_owned(),
        Decision::Folder(folder) => format!("it stands in a folder `{}`", name(folder)),
        Decision::Typed(kind) => format!("its front matter says `type: {}`", name(kind)),
        Decision::Excluded => "`exclude` in sevlint.toml matches".to_owned(),
        Decision::Table => "it is the SEV table".to_owned(),
        Decision::Readme => "a README or the index of a folder".to_owned(),
        Decision::Template => "a template or an example, by its name".to_owned(),
        Decision::Rubric => "it tells what the severities mean, by its name".to_owned(),
        Decision::Unlisted => "no glob of `postmortems` in sevlint.toml matches".to_owned(),
        Decision::Elsewhere => {
            "no folder above it is called postmortems or incidents, and it has no `type: postmortem`"
                .to_owned()
        }
    }
}
