//! A severity table that people wrote for people, as far as it was read: levels, with what they mean and what to do.

use std::sync::Arc;

use crate::table::level::Milestone;

use super::rubric_columns::Column;
use super::rubric_labels::deadline_text;
use super::rubric_measures::Measure;
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
}

/// A table that seems to be one of severities, and cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Where it stands.
    pub path: Arc<str>,
    /// What stands in the place of its levels.
    pub rows: Vec<String>,
    /// Why it cannot be taken.
    pub why: Why,
}

/// Why a table of severities cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing in it says which end is worst.
    NoOrder,
    /// Most of its rows name no level that is known.
    NoLevels,
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
}

/// The longest text that is taken of a piece, in letters: more is a page, and no criterion.
pub(super) const LONGEST: usize = 300;
/// So much is taken of each kind for a level.
const MOST_PIECES: usize = 100;
/// What stands before an item of a list in a cell.
const BULLETS: [char; 11] = ['-', '•', '*', ' ', '・', '･', '●', '○', '■', '◆', '\u{3000}'];

impl Rubric {
    /// Whether it is written in Japanese: with kana, which Chinese has none of.
    #[must_use]
    pub fn is_japanese(&self) -> bool {
        let texts = self.levels.iter().flat_map(|level| {
            let lists = [&level.says, &level.examples, &level.response, &level.notify];
            std::iter::once(&level.id).chain(&level.name).chain(lists.into_iter().flatten())
        });
        let (mut kana, mut all) = (0_usize, 0_usize);
        for text in texts {
            all += 1;
            kana += usize::from(text.contains(|letter| matches!(letter, 'ぁ'..='ヿ')));
        }
        kana * 3 > all
    }
}

/// How much a rubric tells: levels that say what they mean, then levels.
#[must_use]
pub fn worth(rubric: &Rubric) -> (usize, usize) {
    let said = rubric.levels.iter().filter(|level| !level.says.is_empty() || !level.measures.is_empty());
    (said.count(), rubric.levels.len())
}

impl RubricLevel {
    /// Adds what stands in a column, or behind a label that says the same; nothing twice.
    pub(super) fn add(&mut self, column: Column, text: &str) {
        let text = shortened(text);
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let list = match column {
            Column::Says => &mut self.says,
            Column::Examples => &mut self.examples,
            Column::Response => &mut self.response,
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
        if list.len() < MOST_PIECES && !list.contains(&text) {
            list.push(text);
        }
    }
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect::<String>().trim_start_matches(BULLETS).trim().to_owned()
}
