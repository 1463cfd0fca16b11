//! The parts of what is shown over a place.

use crate::report::look::Look;

/// A part of what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Lines as a terminal shows them, for people. They quote what strangers wrote, and are shown as they are.
    Lines(String),
    /// Markdown of this program's own.
    Page(String),
}

/// Lines that somebody writes, as a part.
#[must_use]
pub fn lines(write: impl FnOnce(&Look, &mut Vec<u8>) -> std::io::Result<()>, view_look: &Look) -> Part {
    let mut written = vec![];
    // Writing to memory does not fail.
    let _ = write(view_look, &mut written);
    Part::Lines(String::from_utf8_lossy(&written).trim_matches('\n').to_owned())
}

/// The part in Markdown.
#[must_use]
pub fn markdown(part: &Part) -> String {
    match part {
        Part::Page(text) => text.trim_end().to_owned(),
        Part::Lines(text) => {
            let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
            format!("{fence}text\n{text}\n{fence}")
        }
    }
}

/// The part as it is.
#[must_use]
pub fn plain(part: &Part) -> String {
    match part {
        Part::Page(text) | Part::Lines(text) => text.trim_end().to_owned(),
    }
}

fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strangers_wrote_stays_within_its_fence() {
        let shown = markdown(&Part::Lines("a ```` b\n```".to_owned()));
        assert_eq!(shown, "`````text\na ```` b\n```\n`````");
        assert_eq!(markdown(&Part::Lines("a".to_owned())), "```text\na\n```");
    }
}
