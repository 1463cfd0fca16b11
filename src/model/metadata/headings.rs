//! What headings, titles and comments state.

use crate::model::blocks::{Block, blocks};
use crate::model::field::Field;
use crate::model::section::{Section, Sections};
use crate::model::vocabulary::Target;
use crate::source::span::Span;

use super::fit::reads_whole;
use super::reader::Reader;
use super::words::{Words, level_in_title, words};
use super::{elsewhere, line};

impl Reader<'_> {
    /// Comments before the second heading that state at least two things: one alone may tell how to fill the form in.
    pub fn comments(&mut self, head: Span) {
        let comments = self.document.outline.comments.iter();
        let spans: Vec<Span> = comments
            .map(|comment| comment.text)
            .filter(|text| text.start >= head.start && text.end <= head.end)
            .collect();
        self.is_elsewhere = false;
        self.is_comment = true;
        for span in spans {
            let before = self.found.len();
            self.lines(span, &[]);
            if self.found.len() < before + 2 {
                self.found.truncate(before);
            }
        }
        self.is_comment = false;
    }

    /// `## Severity` with the value below it, or behind a colon; and `## Duration` with nothing below it but what it asks for.
    pub fn headings(&mut self, sections: &Sections, elsewhere: &[Span]) {
        for section in sections.headed.iter().filter(|section| !elsewhere::holds(elsewhere, section)) {
            // What stands above `---` or `===` may be several lines, and a label is in one.
            let whole = self.document.text.slice(section.title);
            let title = whole.split(['\n', '\r']).next().unwrap_or_default();
            let (label, behind) = match line::pairs(title, |label| self.knows(label)).first() {
                Some(pair) => (pair.label.clone(), Some(pair.value.clone())),
                None if title.len() < whole.len() => continue,
                None => (0..title.len(), None),
            };
            let Some(meaning) = title.get(label.clone()).and_then(|label| self.meaning(label)) else {
                continue;
            };
            let start = section.title.start as usize;
            let is_severity =
                meaning.targets.iter().any(|(_, target)| *target == Target::Field(Field::Severity));
            if !is_severity {
                let told = match behind {
                    Some(value) if !value.is_empty() => {
                        Some(Span::new(start + value.start, start + value.end))
                    }
                    _ => self.only_line(section),
                };
                let value = told.map(|told| words(&self.document.text, told));
                let reads = |value: &Words| reads_whole(&meaning, &value.text, self.words);
                let is_told = !section.is_usual() && section.level > 1 && self.is_of_the_whole(section);
                if let Some(value) = value.filter(|value| is_told && reads(value)) {
                    let place = Span::new(start + label.start, start + label.end);
                    let name = title.get(label).unwrap_or_default();
                    self.push(meaning, name, place, value);
                }
                continue;
            }
            let value = match behind {
                Some(value) if !value.is_empty() => Span::new(start + value.start, start + value.end),
                _ => {
                    let blocks = blocks(self.document, section.own);
                    let Some(below) = self.below(&blocks) else { continue };
                    let place = Span::new(start + label.start, start + label.end);
                    let name = title.get(label).unwrap_or_default();
                    self.push(meaning, name, place, below.first);
                    continue;
                }
            };
            let place = Span::new(start + label.start, start + label.end);
            let name = title.get(label).unwrap_or_default();
            self.push(meaning, name, place, words(&self.document.text, value));
        }
    }

    /// Whether a section stands in no other one: what a part states is said of that part.
    fn is_of_the_whole(&self, section: &Section) -> bool {
        let headings = &self.document.outline.headings;
        let before = headings.partition_point(|heading| heading.span.start < section.heading.start);
        let above = headings.get(..before).unwrap_or_default();
        above
            .iter()
            .rev()
            .find(|heading| heading.level < section.level)
            .is_none_or(|parent| parent.level == 1)
    }

    /// All that stands in a section, where that is one line of text.
    fn only_line(&self, section: &Section) -> Option<Span> {
        let blocks = blocks(self.document, section.own);
        let [Block::Paragraph(span)] = blocks.as_slice() else { return None };
        let line = self.document.text.slice(*span);
        let rest = self.document.text.slice(section.own).trim();
        (!line.contains('\n') && rest.ends_with(line) && rest.len() - line.len() == 0).then_some(*span)
    }

    /// `# [SEV-3] Imports are late`: where nothing else declares the level, the title may.
    pub fn title(&mut self) {
        let Some(heading) = self.document.outline.headings.first().filter(|heading| heading.level == 1)
        else {
            return;
        };
        let title = self.document.text.slice(heading.title);
        let Some(level) = level_in_title(title) else { return };
        let Some(meaning) = self.meaning(Field::Severity.name()) else { return };
        let start = heading.title.start as usize;
        let span = Span::new(start + level.start, start + level.end);
        self.push(meaning, Field::Severity.name(), span, words(&self.document.text, span));
    }
}
