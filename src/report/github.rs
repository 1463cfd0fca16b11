//! Workflow commands of GitHub Actions: what it shows at the lines of a pull request.
//!
//! A step shows 10 errors, 10 warnings and 10 notices, and drops the rest without a word. So the gravest come first, and what
//! is left out is listed in the log, where it cannot be taken for a command. Data and properties are escaped as the runner
//! reads them; it also obeys `##[command]` in the middle of a line.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::lint::outcome::{Outcome, RunNote};
use crate::lint::record::Detail;
use crate::rules::words::phrase::{and, counted};

use super::format::Format;
use super::look::Look;
use super::terminal_text::{name, sentence, sentences};
use super::words;

/// The format.
pub static FORMAT: Format = Format {
    name: "github",
    docs: "annotations of GitHub Actions, the gravest first, as many as a step shows",
    for_programs: true,
    detail: Detail::Brief,
    render,
};

/// How many annotations of each kind a step shows.
const SHOWN: usize = 10;
/// How many related places an annotation tells.
const PLACES: usize = 8;

fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for note in &outcome.notes {
        if let RunNote::NotRun(reason) = note {
            writeln!(
                out,
                "::error title={}::{}",
                property(title(outcome.language)),
                data(&sentence(reason))
            )?;
        }
    }
    let mut left_out = vec![];
    for gravity in [Gravity::Error, Gravity::Warning, Gravity::Note] {
        let of_gravity =
            outcome.counted().map(|finding| &finding.diagnostic).filter(|found| found.gravity == gravity);
        for (index, diagnostic) in of_gravity.enumerate() {
            if index < SHOWN {
                annotate(diagnostic, outcome.language, out)?;
            } else {
                left_out.push(diagnostic);
            }
        }
    }
    if left_out.is_empty() { Ok(()) } else { list(&left_out, outcome.language, out) }
}

fn title(language: Language) -> &'static str {
    match language {
        Language::English => "sevlint checked nothing",
        Language::Japanese => "sevlint は何も判定していない",
    }
}

fn annotate(diagnostic: &Diagnostic, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let command = match diagnostic.gravity {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
        Gravity::Note => "notice",
    };
    let (start, end) = (diagnostic.place.start, diagnostic.place.end);
    let path = property(&path(&diagnostic.place.path));
    write!(out, "::{command} file={path},line={},", start.line)?;
    // Columns are refused where the lines differ.
    if start.line == end.line {
        write!(out, "col={},endLine={},endColumn={},", start.column, end.line, end.column)?;
    } else {
        write!(out, "endLine={},", end.line)?;
    }
    writeln!(out, "title={}::{}", property(diagnostic.about.id), data(&told(diagnostic, language)))
}

/// The message, the places that belong to it, and what to do.
fn told(diagnostic: &Diagnostic, language: Language) -> String {
    let mut text = sentence(&diagnostic.message).into_owned();
    let told = diagnostic.related.iter().filter(|label| !label.message.is_empty());
    for label in told.take(PLACES) {
        let (path, line) = (name(&label.path), label.start.line);
        let _ = write!(text, "\n{path}:{line}: {}", sentence(&label.message));
    }
    if let Some(help) = &diagnostic.help {
        let lines: Vec<_> = sentences(help).collect();
        let _ = write!(text, "\n{}: {}", words::help(language), lines.join("\n"));
    }
    text
}

/// What is not shown at a line, in a line of the log each.
fn list(left_out: &[&Diagnostic], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let count = |gravity| left_out.iter().filter(|diagnostic| diagnostic.gravity == gravity).count();
    let kinds = [Gravity::Error, Gravity::Warning, Gravity::Note];
    let kinds = kinds.into_iter().map(|gravity| (gravity, count(gravity))).filter(|(_, count)| *count > 0);
    let head = match language {
        Language::English => {
            let counts: Vec<String> = kinds.map(|(gravity, count)| counted(count, gravity.word())).collect();
            format!("Not shown as annotations, of which GitHub takes {SHOWN} a step: {}", and(&counts))
        }
        Language::Japanese => {
            let counts: Vec<String> = kinds
                .map(|(gravity, count)| format!("{} {count} 件", words::gravity(gravity, language)))
                .collect();
            format!(
                "GitHub は 1 ステップに {SHOWN} 件までしか表示しないため、次は注釈にしていない: {}",
                counts.join("、")
            )
        }
    };
    writeln!(out, "{head}")?;
    for diagnostic in left_out {
        let (place, word) = (&diagnostic.place, words::gravity(diagnostic.gravity, language));
        let line = format!(
            "{}:{}:{}: {word}[{}]: {}",
            name(&place.path),
            place.start.line,
            place.start.column,
            diagnostic.about.id,
            sentence(&diagnostic.message)
        );
        writeln!(out, "- {}", line.replace("##[", "## ["))?;
    }
    Ok(())
}

/// A path as git knows it, but for what would steer a terminal.
fn path(path: &str) -> String {
    let kept = |character: char| matches!(character, '\n' | '\r');
    path.split_inclusive(kept)
        .map(|part| match part.strip_suffix(kept) {
            Some(text) => format!("{}{}", name(text), part.chars().next_back().unwrap_or_default()),
            None => name(part).into_owned(),
        })
        .collect()
}

/// The value of a property, as the runner reads it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// What stands after a command, as the runner reads it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_and_properties_are_escaped_each_in_its_way() {
        let hostile = "50%\r\n::error::a, b";
        assert_eq!(data(hostile), "50%25%0D%0A::error::a, b");
        assert_eq!(property(hostile), "50%25%0D%0A%3A%3Aerror%3A%3Aa%2C b");
    }

    #[test]
    fn paths_stay_what_git_knows() {
        assert_eq!(property(&path("障害/a\nb,c.md")), "障害/a%0Ab%2Cc.md");
        assert_eq!(path("a\x1b[2Jb\r.md"), "a␛[2Jb\r.md");
    }
}
