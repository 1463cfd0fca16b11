//! Remarks on the run itself, in words.

use crate::lint::outcome::RunNote;

/// What is to be said, and what to do about it.
#[must_use]
pub fn note_words(note: &RunNote) -> String {
    match note {
        RunNote::NotRun(reason) => reason.clone(),
        RunNote::NoTable => {
            "there is no SEV table, so nothing is judged: looked for SEV.md and sev.{yaml,yml,toml,json} here, in docs/ \
             and in .github/; write one, or name it with `--table FILE` or `table = \"…\"` in sevlint.toml"
                .to_owned()
        }
        RunNote::TablesAmbiguous(paths) => {
            let paths: Vec<&str> = paths.iter().map(AsRef::as_ref).collect();
            format!("several files could be the SEV table: {}; name one in sevlint.toml: `table = \"…\"`", paths.join(", "))
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
