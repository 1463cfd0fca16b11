//! Markdown for a job summary or a comment on a pull request: what was found, the gravest first, as much as a comment holds.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::lint::outcome::{Outcome, RunNote};
use crate::lint::record::Detail;
use crate::source::in_order::InOrder;

use super::format::Format;
use super::look::Look;
use super::markdown_text::{code, name, sentence};
use super::note::note_words;
use super::summary::{Line, lines};
use super::words;

/// The format.
pub static FORMAT: Format = Format {
    name: "markdown",
    docs: "for a job summary or a comment on a pull request, as much as one holds",
    for_programs: true,
    detail: Detail::Brief,
    render,
};

/// The most that is written, in characters: a comment holds 65,536.
const ROOM: usize = 60_000;
/// How many related places a finding tells.
const PLACES: usize = 8;

fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let language = outcome.language;
    let mut text = format!("## sevlint\n\n{}", heads(outcome));
    let mut findings: Vec<&Diagnostic> = outcome.counted().map(|finding| &finding.diagnostic).collect();
    findings.order_by_key(|diagnostic| std::cmp::Reverse(diagnostic.gravity));
    if !findings.is_empty() {
        text += match language {
            Language::English => "\n| | where | what |\n| --- | --- | --- |\n",
            Language::Japanese => "\n| | 場所 | 内容 |\n| --- | --- | --- |\n",
        };
    }
    let mut room = ROOM.saturating_sub(text.chars().count());
    for (shown, finding) in findings.iter().enumerate() {
        let row = row(finding, language);
        let length = row.chars().count();
        if length > room {
            text += &omission(findings.len() - shown, language);
            break;
        }
        room -= length;
        text += &row;
    }
    out.write_all(text.as_bytes())
}

/// What matters about the run, and what is to be said about it.
fn heads(outcome: &Outcome) -> String {
    let mut text = String::new();
    let is_not_run = |note: &&RunNote| matches!(note, RunNote::NotRun(_));
    if let Some(note) = outcome.notes.iter().find(is_not_run) {
        let reason = sentence(&note_words(note, outcome.language));
        let _ = match outcome.language {
            Language::English => writeln!(text, "**Nothing was checked**: {reason}"),
            Language::Japanese => writeln!(text, "**何も判定していない**: {reason}"),
        };
        return text;
    }
    for line in lines(outcome, outcome.language) {
        let _ = match line {
            Line::Findings(line) => writeln!(text, "**{}**  ", sentence(&line)),
            Line::Incidents(line) => writeln!(text, "{}  ", sentence(&line)),
        };
    }
    for note in &outcome.notes {
        let word = words::gravity(Gravity::Note, outcome.language);
        let _ = writeln!(text, "\n{word}: {}", sentence(&note_words(note, outcome.language)));
    }
    text
}

fn row(finding: &Diagnostic, language: Language) -> String {
    let place = place(&finding.place);
    let mut what = format!("{}<br>{}", sentence(&finding.message), code(finding.about.id));
    if let Some(help) = &finding.help {
        let lines: Vec<String> = help.lines().filter(|line| !line.trim().is_empty()).map(sentence).collect();
        let _ = write!(what, "<br>{}: {}", words::help(language), lines.join("<br>"));
    }
    for label in finding.related.iter().filter(|label| !label.message.is_empty()).take(PLACES) {
        let _ = write!(what, "<br>{}: {}", self::place(label), sentence(&label.message));
    }
    format!("| {} | {place} | {what} |\n", name(words::gravity(finding.gravity, language)))
}

fn place(label: &Label) -> String {
    code(&format!("{}:{}", label.path, label.start.line))
}

fn omission(left_out: usize, language: Language) -> String {
    match language {
        Language::English => {
            format!("\n{left_out} more are left out here: `sevlint check` shows them all.\n")
        }
        Language::Japanese => {
            format!("\nほかに {left_out} 件ある。すべては `sevlint check` で表示できる。\n")
        }
    }
}
