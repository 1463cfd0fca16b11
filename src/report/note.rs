//! Remarks on the run itself, in words.

use std::borrow::Cow;

use crate::lint::outcome::RunNote;

use super::terminal_text::name;

/// What is to be said, and what to do about it.
#[must_use]
pub fn note_words(note: &RunNote) -> String {
    match note {
        RunNote::NoTable => {
            "there is no SEV table, so nothing is judged: looked for SEV.md and sev.{yaml,yml,toml,json} here, in docs/ \
             and in .github/; write one, or name it with `--table FILE` or `table = \"…\"` in sevlint.toml"
                .to_owned()
        }
        RunNote::TablesAmbiguous(paths) => {
            let (shown, more) = paths.split_at(paths.len().min(3));
            let shown: Vec<Cow<'_, str>> = shown.iter().map(|path| name(path)).collect();
            let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
            format!(
                "nothing is judged: several files could be the SEV table ({}{more}); name one in sevlint.toml: \
                 `table = \"…\"`, or with `--table FILE`",
                shown.join(", ")
            )
        }
        RunNote::NothingSelected { looked_at: 0 } => "there are no Markdown files here".to_owned(),
        RunNote::NothingSelected { looked_at } => format!(
            "none of {looked_at} Markdown files is a postmortem: no folder is called postmortems or incidents, and no \
             front matter says `type: postmortem`; name files, or set `postmortems = [\"…/**/*.md\"]` in sevlint.toml \
             (`--show-files` says of each file why)"
        ),
        RunNote::ZoneAssumed { files } => {
            let files = if *files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            format!("times without an offset were taken in UTC in {files}; set `timezone = \"…\"` in sevlint.toml")
        }
    }
}
