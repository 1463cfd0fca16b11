//! Reads what stands under labels, place by place: tables, lines, items, headings with their value below them, comments.

use crate::model::blocks::Block;
use crate::model::escapes::unescaped;
use crate::model::field::Field;
use crate::model::kind::Kind;
use crate::model::vocabulary::{Origin, Target, Vocabulary};
use crate::source::document::Document;
use crate::source::node::{Content, Entry, Node, Style};
use crate::source::outline::{Item, Task};
use crate::source::span::Span;

use super::below::{Below, listed};
use super::elsewhere::NAME_MARKS;
use super::fit::{Fit, fit, reads_whole};
use super::label::{self, Meaning};
use super::labelled::Labelled;
use super::place::Labels;
use super::strange::retarget;
use super::told_time::tells_when;
use super::words::{self, Words, explained_levels, words, words_in_lines};
use super::{elsewhere, grid, line};

const MOST_ENTRIES: usize = 200; // of a list are looked at

/// Whether an item has a box that is not ticked: `- [ ] Data loss: confirmed`, `- ☐ Data loss: confirmed`.
fn is_unticked(document: &Document, item: &Item) -> bool {
    item.task == Task::Open || document.text.slice(item.text).starts_with(['☐', '⬜'])
}

fn is_of_numbers(kind: &Kind) -> bool {
    matches!(kind, Kind::Count | Kind::Number { .. } | Kind::Percent | Kind::Duration | Kind::Money { .. })
}

/// Reads the labels of a body, place by place.
pub struct Reader<'d> {
    /// What is read.
    pub document: &'d Document,
    /// What labels mean.
    pub words: &'d Vocabulary,
    /// What was found so far.
    pub found: Vec<Labelled>,
    /// Which labels mean something now.
    pub labels: Labels,
    /// Whether what is read stands behind a box that is not ticked.
    pub is_unticked: bool,
    /// Whether the last name of a section in a line, as `■参考`, is one of something else.
    pub is_elsewhere: bool,
    /// Whether a comment is read: of labels, only those count that end in a colon.
    pub is_comment: bool,
}

impl Reader<'_> {
    /// What stands under labels in a place.
    pub fn place(&mut self, place: Span) {
        self.is_elsewhere = false;
        let blocks = elsewhere::own_blocks(self.document, place);
        // Where the item ends whose box is not ticked.
        let mut unticked_to = 0;
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1..).unwrap_or_default();
            match block {
                Block::Heading(_) => {}
                Block::Paragraph(span) => {
                    // A bold label alone is a small heading. A plain one that nothing stands behind was left empty,
                    // but for names in a list.
                    let text = self.document.text.slice(*span);
                    let is_heading = text.starts_with("**") || text.starts_with(NAME_MARKS);
                    let is_above = is_heading
                        || matches!(next.first(), Some(Block::Item(_))) && self.asks_for_names(*span);
                    self.lines(*span, if is_above { next } else { &[] });
                }
                Block::Item(item) => {
                    if is_unticked(self.document, item) {
                        unticked_to = item.span.end.max(unticked_to);
                    }
                    self.is_unticked = item.span.start < unticked_to;
                    let is_below =
                        |next: &Block<'_>| matches!(next, Block::Item(below) if below.depth > item.depth);
                    let is_nested = next.first().is_some_and(is_below);
                    self.lines(item.text, if is_nested { next } else { &[] });
                    self.is_unticked = false;
                }
                Block::Table(_) if self.is_elsewhere => {}
                Block::Table(table) => {
                    let means = |label: &str| label::meaning(label, self.words).is_some();
                    let fit = |label: &str, text: &str| match label::meaning(label, self.words) {
                        Some(meaning) => fit(&meaning, text, self.words),
                        None => Fit::No,
                    };
                    let sense = grid::Sense { knows: &|label| self.knows(label), means: &means, fit: &fit };
                    for (label, value) in grid::pairs(table, &sense) {
                        let Some(meaning) = self.meaning(&label.text) else { continue };
                        let between = if self.asks_for_list(&meaning) { ", " } else { " " };
                        let plain = Words { text: value.text.replace('\n', between), span: value.span };
                        self.push(meaning, &label.text, label.span, plain);
                    }
                }
            }
        }
    }

    /// Whether a text ends in a label of several names, with nothing behind it.
    fn asks_for_names(&self, span: Span) -> bool {
        let line = self.document.text.slice(span).lines().next_back().unwrap_or_default();
        // Most paragraphs above a list are sentences.
        if !line.trim_end().ends_with([':', '：', '*', '_']) {
            return false;
        }
        let pairs = line::pairs(line, |label| self.knows(label));
        let label =
            pairs.last().filter(|pair| pair.value.is_empty()).and_then(|pair| line.get(pair.label.clone()));
        label.and_then(|label| self.meaning(label)).is_some_and(|meaning| self.asks_for_list(&meaning))
    }

    /// Whether a label of that meaning asks for several names.
    fn asks_for_list(&self, meaning: &Meaning) -> bool {
        meaning.targets.iter().any(|(_, target)| match target {
            Target::Field(field) => field.is_list(),
            Target::Fact(fact, _) => {
                self.words.facts.get(*fact).is_some_and(|fact| matches!(fact.kind, Kind::Set(_)))
            }
        })
    }

    /// What stands below a label that nothing stands behind. Of boxes it is the one that is ticked.
    #[must_use]
    pub fn below(&self, blocks: &[Block<'_>]) -> Option<Below> {
        let text = &self.document.text;
        let Some(Block::Item(first)) = blocks.first() else {
            return Some(Below { first: words(text, self.text_of(blocks.first()?)?), all: None });
        };
        let items = blocks.iter().take(MOST_ENTRIES).map_while(|block| match block {
            Block::Item(item) if item.depth >= first.depth => Some(*item),
            _ => None,
        });
        if first.task != Task::None {
            let is_ticked = |item: &&Item| item.depth == first.depth && item.task == Task::Done;
            let ticked: Vec<&Item> = items.filter(is_ticked).collect();
            return match ticked.as_slice() {
                [] => None,
                [one] => Some(Below { first: words(text, one.text), all: None }),
                // Of several levels none is chosen.
                several => Some(Below {
                    first: listed(text, several, " | "),
                    all: Some(listed(text, several, ", ")),
                }),
            };
        }
        let one = self.text_of(blocks.first()?)?;
        let is_entry = |item: &&Item| item.depth == first.depth && self.text_of(&Block::Item(item)).is_some();
        let entries: Vec<&Item> = items.take_while(is_entry).collect();
        let all = (entries.len() > 1).then(|| listed(text, &entries, ", "));
        // Levels with what they mean were left as a template has them: none is chosen.
        if let Some(levels) = explained_levels(entries.iter().map(|entry| text.slice(entry.text))) {
            let span = listed(text, &entries, "").span;
            return Some(Below { first: Words { text: levels.join(" | "), span }, all });
        }
        Some(Below { first: words(text, one), all })
    }

    /// The text of a paragraph or an item; of others none.
    fn text_of(&self, block: &Block<'_>) -> Option<Span> {
        let span = match block {
            Block::Paragraph(span) => *span,
            Block::Item(item) => item.text,
            _ => return None,
        };
        let first = self.document.text.slice(span).lines().next().unwrap_or_default();
        self.unlabelled(first, span.start as usize)
    }

    /// The place of a line, if it is no label itself: another label is no value of the one before.
    fn unlabelled(&self, line: &str, at: usize) -> Option<Span> {
        let line = line.trim_end();
        let pairs = line::pairs(line, |label| self.knows(label));
        pairs.is_empty().then(|| Span::new(at, at + line.len()))
    }

    /// What stands under labels in lines of text, and right below them.
    pub fn lines(&mut self, span: Span, following: &[Block<'_>]) {
        let text = self.document.text.slice(span);
        let mut at = span.start as usize;
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let next = lines.peek().copied();
            let at_next = at + line.len();
            let below = |reader: &Self| match next {
                None => reader.below(following),
                Some(next) if line.starts_with("**") || line.starts_with(NAME_MARKS) => {
                    let place = reader.unlabelled(next, at_next)?;
                    Some(Below { first: words(&reader.document.text, place), all: None })
                }
                Some(_) => None,
            };
            let end = || line::end_of_sentence(line, at, lines.clone());
            if let Some(is_elsewhere) = elsewhere::is_name_of_elsewhere(line) {
                self.is_elsewhere = is_elsewhere;
            }
            if self.is_elsewhere {
                at += line.len();
                continue;
            }
            let is_defined = !self.is_comment && next.is_some_and(|next| next.starts_with(": "));
            let line_only = line.trim_end_matches(['\n', '\r']);
            if is_defined
                || !self.is_comment
                    && !line.as_bytes().first().is_some_and(u8::is_ascii)
                    && line.starts_with(NAME_MARKS)
            {
                self.name(line_only, at, is_defined, &below);
            }
            self.line(line_only, at, &end, &below);
            at += line.len();
        }
    }

    fn line(
        &mut self,
        line: &str,
        at: usize,
        end: &dyn Fn() -> usize,
        below: &dyn Fn(&Self) -> Option<Below>,
    ) {
        if self.is_comment && line.contains("::") {
            return;
        }
        let mut pairs = line::pairs(line, |label| self.knows(label));
        if pairs.is_empty() {
            if self.is_comment || !self.without_colon(line, at) {
                self.time_behind_label(line, at);
            }
            return;
        }
        let struck = words::struck(line);
        pairs.retain(|pair| !struck.iter().any(|struck| struck.contains(&pair.label.start)));
        for mut pair in pairs {
            let Some(label) = line.get(pair.label.clone()) else { continue };
            // What is struck out behind a value, with its label, ends it.
            let cut = struck.iter().find(|struck| {
                (pair.value.start..pair.value.end).contains(&struck.start) && struck.end > pair.value.end
            });
            if let Some(cut) = cut {
                let value = line.get(pair.value.start..cut.start).unwrap_or_default();
                pair.value.end = pair.value.start + value.trim_end().len();
            }
            let Some(meaning) = self.meaning(label) else { continue };
            let below = if pair.value.is_empty() { below(self) } else { None };
            let value = Span::new(at + pair.value.start, at + pair.value.end);
            let place = Span::new(at + pair.label.start, at + pair.label.end);
            let kind = meaning.targets.iter().find_map(|(_, target)| match target {
                Target::Fact(fact, _) => self.words.facts.get(*fact).map(|declaration| &declaration.kind),
                Target::Field(_) => None,
            });
            let is_of = |wanted: fn(Field) -> bool| {
                meaning
                    .targets
                    .iter()
                    .any(|(_, target)| matches!(target, Target::Field(field) if wanted(*field)))
            };
            let value = match (below, kind) {
                (Some(below), Some(kind)) => below.of_fact(kind),
                (Some(below), None) if is_of(Field::is_list) => below.of_names(),
                (Some(below), None) => below.first,
                (None, _) if self.asks_for_list(&meaning) && line.contains('<') => {
                    words_in_lines(&self.document.text, value)
                }
                (None, _) if pair.value.end == line.trim_end().len() && !is_of(Field::is_time) => {
                    let whole = words(&self.document.text, Span::new(at + pair.value.start, end()));
                    Words { text: whole.text.replace(['\r', '\n'], " "), ..whole }
                }
                (None, _) => words(&self.document.text, value),
            };
            self.push(meaning, label, place, value);
        }
    }

    /// A line that is a label and nothing else, `■発生日時`, with its value in the next line; or one that a definition follows.
    fn name(&mut self, line: &str, at: usize, is_defined: bool, below: &dyn Fn(&Self) -> Option<Below>) {
        let name = line.trim_matches(|sign: char| sign.is_whitespace() || NAME_MARKS.contains(&sign));
        let Some(meaning) = self.meaning(name).filter(|meaning| !meaning.targets.is_empty()) else { return };
        let below =
            if is_defined { self.definition(at + line.len()) } else { below(self).map(|below| below.first) };
        let Some(value) = below else { return };
        if reads_whole(&meaning, &value.text, self.words) {
            let from = at + line.find(name).unwrap_or_default();
            self.push(meaning, name, Span::new(from, from + name.len()), value);
        }
    }

    /// `: SEV-2` behind the line that ends at a place.
    fn definition(&self, end: usize) -> Option<Words> {
        let rest = self.document.text.as_str().get(end..)?.trim_start();
        let start = end + (self.document.text.as_str().len() - end - rest.len());
        let line = rest.lines().next()?.trim_end();
        let inner = line.strip_prefix(": ")?.trim_start();
        let from = start + line.len() - inner.len();
        Some(words(&self.document.text, Span::new(from, from + inner.len())))
    }

    /// `**Severity** SEV-2`, `発生日時　2026年3月4日`: a label without a colon, where a value of it follows and nothing else.
    fn without_colon(&mut self, line: &str, at: usize) -> bool {
        let Some(pair) = line::without_colon(line) else { return false };
        let Some(label) = line.get(pair.label.clone()) else { return false };
        let Some(meaning) = self.meaning(label).filter(|meaning| !meaning.targets.is_empty()) else {
            return false;
        };
        let value = words(&self.document.text, Span::new(at + pair.value.start, at + pair.value.end));
        let reads = words::struck(line).is_empty() && reads_whole(&meaning, &value.text, self.words);
        if reads {
            self.push(meaning, label, Span::new(at + pair.label.start, at + pair.label.end), value);
        }
        reads
    }

    fn time_behind_label(&mut self, line: &str, at: usize) {
        let Some(pair) = line::label_before_time(line) else { return };
        let Some(label) = line.get(pair.label.clone()) else { return };
        let Some(mut meaning) = self.meaning(label) else { return };
        meaning.targets.retain(|(_, target)| matches!(target, Target::Field(field) if field.is_time()));
        if meaning.targets.is_empty() {
            return;
        }
        let value = words(&self.document.text, Span::new(at + pair.value.start, at + pair.value.end));
        self.push(meaning, label, Span::new(at + pair.label.start, at + pair.label.end), value);
    }

    /// Whether a label means something where this is read.
    #[must_use]
    pub fn knows(&self, label: &str) -> bool {
        self.meaning(label).is_some()
    }

    /// What a label means where this is read.
    #[must_use]
    pub fn meaning(&self, label: &str) -> Option<Meaning> {
        let label = &*unescaped(label);
        // `Data loss?` asks for it.
        let is_asked = matches!(label.as_bytes().last(), Some(b'?' | 0x9f));
        let label = if is_asked { label.trim_end_matches(['?', '？']) } else { label };
        let meaning = label::meaning(label, self.words);
        if self.labels == Labels::Any {
            return meaning.or_else(|| label::is_short(label).then(Meaning::unnamed));
        }
        let mut meaning = meaning?;
        if self.labels == Labels::All {
            return Some(meaning);
        }
        meaning.targets.retain(|(origin, target)| match self.labels {
            Labels::Mapped => matches!(origin, Origin::Table | Origin::Local),
            _ => self.is_of_step(target),
        });
        meaning.is_period = false;
        (!meaning.targets.is_empty()).then_some(meaning)
    }

    fn is_of_step(&self, target: &Target) -> bool {
        match target {
            Target::Field(field) => {
                self.labels == Labels::Detection && matches!(field, Field::DetectedAt | Field::DetectedBy)
            }
            Target::Fact(fact, _) => {
                self.words.facts.get(*fact).is_some_and(|fact| fact.name.starts_with("time_to_"))
            }
        }
    }

    /// Takes what stands under a label.
    pub fn push(&mut self, meaning: Meaning, label: &str, place: Span, value: Words) {
        let mut meaning = meaning;
        if meaning.of_time_only && !tells_when(&value.text) {
            meaning = Meaning::unnamed();
        }
        retarget(&mut meaning.targets, &value.text, self.words);
        // `Started / Detected: A / B` are two times, and one of `Started / Detected: A` is either.
        if !meaning.is_period && value.text.contains(" / ") && super::several::split(label).is_some() {
            meaning.targets.retain(|(_, target)| !matches!(target, Target::Field(field) if field.is_time()));
        }
        if self.is_unticked {
            // A word that is not ticked is not so. A number or a time is, where boxes are how somebody writes a list.
            meaning.targets.retain(|(_, target)| match target {
                Target::Field(field) => field.is_time(),
                Target::Fact(fact, _) => {
                    self.words.facts.get(*fact).is_some_and(|fact| is_of_numbers(&fact.kind))
                }
            });
        }
        let content = if value.text.is_empty() {
            Content::Empty
        } else {
            Content::Scalar(value.text.into(), Style::Plain)
        };
        let node = Node::new(value.span, content);
        let entry = Entry { key: label::bare(label).into(), key_span: place, value: node };
        let Meaning { targets, zone, is_period, unit, stage, .. } = meaning;
        let is_aside = matches!(self.labels, Labels::Detection | Labels::Lengths);
        self.found.push(Labelled { targets, entry, zone, is_period, unit, stage, is_aside });
    }
}
