//! All places of one finding in one frame, file by file.
//!
//! miette draws the lines and the marks on them. The frame is ours: miette draws one for each piece of a file, and a
//! finding with its evidence in two files looked like three findings.

use std::fmt::Write;

use miette::GraphicalTheme;

use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;

use super::excerpts::Excerpts;
use super::look::Look;
use super::snippet::Role;
use super::terminal_text::{name, sentence};
use super::wrapping::wrapped;

/// More places than this tell nobody anything.
const MOST_RELATED: usize = 20;

/// The places of a finding, with a line end after each line.
#[must_use]
pub fn framed(finding: &Diagnostic, look: &Look, theme: &GraphicalTheme) -> String {
    let mut report = String::new();
    Frame::around(finding, look, theme).draw(&mut report);
    report
}

/// All places of one finding, file by file.
struct Frame<'f> {
    files: Vec<File<'f>>,
    left_out: usize,
    look: &'f Look,
    theme: &'f GraphicalTheme,
    /// The digits of the largest line number.
    number_width: usize,
}

/// The places in one file.
struct File<'f> {
    labels: Vec<(&'f Label, Role)>,
    excerpts: Excerpts,
}

impl<'f> Frame<'f> {
    fn around(finding: &'f Diagnostic, look: &'f Look, theme: &'f GraphicalTheme) -> Self {
        let related = finding.related.iter().take(MOST_RELATED).map(|label| (label, Role::Related));
        let mut files: Vec<Vec<(&Label, Role)>> = vec![vec![(&finding.place, Role::Place)]];
        for (label, role) in related {
            let is_of_file =
                |file: &&mut Vec<(&Label, Role)>| file.iter().any(|(other, _)| other.path == label.path);
            match files.iter_mut().find(is_of_file) {
                Some(file) => file.push((label, role)),
                None => files.push(vec![(label, role)]),
            }
        }
        let files: Vec<File> = files
            .into_iter()
            .map(|labels| File { excerpts: Excerpts::of(labels.iter().copied()), labels })
            .collect();
        let last_line = files.iter().filter_map(|file| file.excerpts.last_line()).max().unwrap_or(1);
        let number_width = last_line.to_string().len();
        Self {
            files,
            left_out: finding.related.len().saturating_sub(MOST_RELATED),
            look,
            theme,
            number_width,
        }
    }

    fn draw(&self, report: &mut String) {
        let characters = &self.theme.characters;
        let margin = self.margin();
        let mut files = self.files.iter().peekable();
        let mut corner = characters.ltop;
        while let Some(file) = files.next() {
            let body = self.body(file);
            let is_last = files.peek().is_none() && self.left_out == 0;
            if is_last && body.is_empty() {
                corner = characters.lbot;
            }
            let place = self.theme.styles.link.style(file.place()).to_string();
            let place = self.look.place(file.path(), place);
            // Writing to a string does not fail.
            let _ = writeln!(report, "{margin}{corner}{}[{place}]", characters.hbar);
            for line in &body {
                let _ = writeln!(report, "{line}");
            }
            corner = characters.lcross;
            if is_last && body.is_empty() {
                return;
            }
        }
        if self.left_out > 0 {
            let more = match (self.look.language, self.left_out) {
                (Language::English, 1) => "and 1 more place".to_owned(),
                (Language::English, count) => format!("and {count} more places"),
                (Language::Japanese, count) => format!("ほか {count} か所"),
            };
            let _ = writeln!(report, "{margin}{} {more}", self.look.omission());
        }
        let _ = writeln!(report, "{margin}{}{}", characters.lbot, characters.hbar.to_string().repeat(4));
    }

    /// What stands before the bar of a line without a number.
    fn margin(&self) -> String {
        " ".repeat(self.number_width + 2)
    }

    fn body(&self, file: &File) -> Vec<String> {
        let mut body = vec![];
        // The number, the bar and spaces around them.
        let room = self.look.columns().saturating_sub(self.number_width + 4);
        for snippet in file.excerpts.snippets(room) {
            if !body.is_empty() {
                body.push(format!("{}{}", self.margin(), self.look.omission()));
            }
            // miette makes room for the largest number of the snippet.
            let missing = self.number_width.saturating_sub(snippet.last_line().to_string().len());
            body.extend(
                snippet.drawn(self.theme).iter().map(|line| format!("{}{line}", " ".repeat(missing))),
            );
        }
        let bar = self.theme.characters.vbar_break;
        for message in file.messages_without_excerpt() {
            let message = wrapped(&sentence(message), room, room).into_iter();
            body.extend(message.map(|line| format!("{}{bar} {line}", self.margin())));
        }
        body
    }
}

impl File<'_> {
    fn path(&self) -> &str {
        self.labels.first().map_or("", |(label, _)| &label.path)
    }

    /// Path, line and column; of a file of which nothing can be shown, the path.
    fn place(&self) -> String {
        let Some((label, _)) = self.labels.first() else { return String::new() };
        let path = name(&label.path);
        match &label.excerpt {
            Some(_) => format!("{path}:{}:{}", label.start.line, label.start.column),
            None => path.into_owned(),
        }
    }

    fn messages_without_excerpt(&self) -> impl Iterator<Item = &str> {
        self.labels
            .iter()
            .filter(|(label, _)| label.excerpt.is_none() && !label.message.is_empty())
            .map(|(label, _)| &*label.message)
    }
}
