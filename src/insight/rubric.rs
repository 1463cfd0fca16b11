//! A severity table that people wrote for people, as far as it was read: levels, with what they mean and what to do.

use std::borrow::Cow;
use std::sync::Arc;

use crate::table::level::Milestone;

use super::rubric_columns::Column;
use super::rubric_duties::deadline_in_response;
use super::rubric_labels::deadline_text;
use super::rubric_measures::{Measure, asks_nothing};
use super::rubric_names::whole_level;

/// A severity table for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Rubric {
    /// Where it stands.
    pub path: Arc<str>,
    /// Its levels, most severe first.
    pub levels: Vec<RubricLevel>,
    /// What its other rows are about, which name no level.
    pub left_out: Vec<String>,
    /// Where it begins, in bytes.
    pub at: usize,
    /// How much stands above it, and at its head, that it is about incidents: below 0 it is about something else.
    pub bearing: i8,
    /// Other tables of levels beside it, which have other levels.
    pub beside: Vec<Beside>,
    /// Sentences beside it that say which level something has, and are no criterion.
    pub rules: Vec<String>,
    /// What else of its document seems to be a table of severities, and cannot be taken.
    pub unfit: Option<Unfit>,
    /// Whether its document is written in Japanese: with kana, which Chinese has none of.
    pub has_kana: bool,
    /// Whether it stands in headings, paragraphs or items, and in no cells.
    pub is_in_text: bool,
}

/// A table of levels beside the one that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What it stands under; nothing where it stands under no heading.
    pub heading: String,
    /// The line on which it begins.
    pub line: u32,
    /// Its levels.
    pub levels: Vec<String>,
    /// Whether some of it was taken.
    pub is_part: bool,
}

/// A table that seems to be one of severities, and cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Where it stands.
    pub path: Arc<str>,
    /// The line on which it begins; none where that is not known.
    pub line: Option<u32>,
    /// What stands in the place of its levels.
    pub rows: Vec<String>,
    /// Why it cannot be taken.
    pub why: Why,
}

/// Why a table of severities cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its levels are headings, and what stands below them says nothing of what puts an incident there.
    NoCriteria,
    /// Nothing in it says which end is worst.
    NoOrder,
    /// Most of its rows name no level that is known.
    NoLevels,
    /// It gives a level by two things at once: by impact and urgency.
    Matrix,
    /// It gives a level by two other things at once.
    Grid,
    /// A level has several rows, far from each other.
    Repeated,
    /// The heading above speaks of bugs, tickets or alerts, and of no incidents.
    OfOthers,
    /// What stands under the heading that it has names levels, and is of no form that is known.
    NoForm,
}

/// A level of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RubricLevel {
    /// What it is called.
    pub id: String,
    /// Other ids of it.
    pub aliases: Vec<String>,
    /// What it is called in a sentence.
    pub name: Option<String>,
    /// What puts an incident there, each in the words of the table.
    pub says: Vec<String>,
    /// Incidents that belong there.
    pub examples: Vec<String>,
    /// What is to be done.
    pub response: Vec<String>,
    /// Who is told, in the words of the table.
    pub notify: Vec<String>,
    /// Deadlines, in the words of the table.
    pub deadlines: Vec<(Milestone, String)>,
    /// What puts an incident there, by number.
    pub measures: Vec<Measure>,
    /// Heads of other columns, with what they say of the level.
    pub asides: Vec<(String, String)>,
    /// What it says that is taken for no criterion.
    pub left: Vec<String>,
    /// Whether it says what puts an incident there in a way that a criterion cannot: `At least two of`.
    pub is_told: bool,
}

/// The longest name or rule that is taken, in letters: more is a page.
pub(super) const LONGEST: usize = 300;
/// So much is taken of each kind for a level; what is more stands beside it.
const MOST_PIECES: usize = 100;
/// What stands before an item of a list in a cell.
const BULLETS: [char; 11] = ['-', '•', '*', ' ', '・', '･', '●', '○', '■', '◆', '\u{3000}'];

impl Default for Rubric {
    fn default() -> Self {
        Self {
            path: Arc::from(""),
            levels: vec![],
            left_out: vec![],
            at: 0,
            bearing: 0,
            beside: vec![],
            rules: vec![],
            unfit: None,
            has_kana: false,
            is_in_text: false,
        }
    }
}

impl Rubric {
    /// Whether it is written in Japanese: most of its texts are of other letters than Latin ones, where its document has kana.
    #[must_use]
    pub fn is_japanese(&self) -> bool {
        if !self.has_kana {
            return false;
        }
        let texts = self.levels.iter().flat_map(|level| {
            let lists = [&level.says, &level.examples, &level.response, &level.notify];
            let heads =
                level.measures.iter().map(|one| &one.head).chain(level.asides.iter().map(|(head, _)| head));
            std::iter::once(&level.id).chain(&level.name).chain(lists.into_iter().flatten()).chain(heads)
        });
        let (mut japanese, mut all) = (0_usize, 0_usize);
        for text in texts.filter(|text| text.contains(char::is_alphabetic)) {
            all += 1;
            japanese += usize::from(text.contains(|letter| matches!(letter, 'ぁ'..='ヿ' | '一'..='鿿')));
        }
        japanese * 2 > all
    }
}

/// How much a rubric tells: levels that say what they mean, then levels.
#[must_use]
pub fn worth(rubric: &Rubric) -> (usize, usize) {
    let said = rubric.levels.iter().filter(|level| level.tells());
    (said.count(), rubric.levels.len())
}

impl RubricLevel {
    /// Whether it says what puts an incident there, as it can be taken or not.
    #[must_use]
    pub fn tells(&self) -> bool {
        !self.says.is_empty() || !self.measures.is_empty() || self.is_told
    }

    /// Adds what stands in a column, or behind a label that says the same; nothing twice.
    pub(super) fn add(&mut self, column: Column, text: &str) {
        let text = cleaned(text);
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let list = match column {
            Column::Says => &mut self.says,
            Column::Examples => &mut self.examples,
            Column::Response => {
                // `24時間以内に復旧` says by when, and nothing else.
                if let Some((column, length)) = deadline_in_response(&text) {
                    self.add(column, &length);
                    return;
                }
                &mut self.response
            }
            Column::Notify => &mut self.notify,
            Column::Deadline(milestone) => {
                let deadline = (milestone, deadline_text(&text).to_owned());
                if !self.deadlines.contains(&deadline) && self.deadlines.len() < MOST_PIECES {
                    self.deadlines.push(deadline);
                }
                return;
            }
            // `SEV-1`, and `P1` under `Priority`.
            Column::Level => {
                self.aliases.extend(whole_level(&text).map(str::to_owned));
                return;
            }
            Column::Name | Column::Effect | Column::Measure | Column::Aside => return,
        };
        match list.len() < MOST_PIECES {
            true if list.contains(&text) => {}
            true => list.push(text),
            false => self.left.push(text),
        }
    }

    /// Adds what stands behind a label, or in a column, of whatever kind: what is of none stands beside the level.
    pub(super) fn add_under(&mut self, head: &str, column: Column, text: &str) {
        let text = cleaned(text);
        let is_said = text.chars().any(char::is_alphanumeric);
        match column {
            Column::Name if is_said && self.name.is_none() && text.chars().count() <= LONGEST => {
                self.name = Some(text);
            }
            Column::Name | Column::Effect | Column::Measure | Column::Aside => self.beside(head, text),
            Column::Level if whole_level(&text).is_none() => self.beside(head, text),
            _ if !is_said => self.beside(head, text),
            _ => self.add(column, &text),
        }
    }

    fn beside(&mut self, head: &str, text: String) {
        if !asks_nothing(&text) {
            self.asides.push((cleaned(head), text));
        }
    }
}

/// A text without what is struck out in it: `~~All users~~`.
pub(super) fn unstruck(text: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, (_, behind))) =
        rest.split_once("~~").and_then(|(before, behind)| Some((before, behind.split_once("~~")?)))
    {
        kept.push_str(before);
        rest = if before.ends_with(' ') { behind.trim_start() } else { behind };
    }
    if rest.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(kept + rest) }
}

/// A text without what is struck out, and without the sign of an item before it.
pub(super) fn cleaned(text: &str) -> String {
    unstruck(text).trim_start_matches(BULLETS).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_struck_out_is_not_said() {
        for (text, wanted) in [
            ("~~All users~~ Half of them", "Half of them"),
            ("Half ~~of all~~ of them", "Half of them"),
            ("~~All~~", ""),
            ("about ~~5~~ or ~6~", "about or ~6~"),
            ("a ~~ b", "a ~~ b"),
        ] {
            assert_eq!(cleaned(text), wanted, "{text}");
        }
    }
}
