//! A report as people read it, before a format writes it down: parts with sentences, tables and charts. All words are
//! chosen here; the formats for people only draw and escape.

use crate::diagnostic::language::Language;

use super::phrase::Phrase;

/// A report as people read it.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language of its words.
    pub language: Language,
    /// What it is.
    pub title: String,
    /// Of when, and by what.
    pub subtitle: Phrase,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part of a report.
#[derive(Clone, Debug)]
pub struct Part {
    /// A short name for links.
    pub id: &'static str,
    /// What it is about.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What a part is made of.
#[derive(Clone, Debug)]
pub enum Block {
    /// A few numbers that matter most.
    Figures(Vec<Figure>),
    /// A paragraph.
    Line(Phrase),
    /// A paragraph of what is small print: how a number is defined, what to be careful about.
    Note(Phrase),
    /// Sentences.
    List(Vec<Phrase>),
    /// A heading within the part.
    Heading(Phrase),
    /// A table.
    Grid(Grid),
    /// Incidents, one after the other.
    Entries(Vec<Entry>),
    /// Declared against computed levels.
    Matrix(Matrix),
    /// Incidents over time.
    Timeline(Timeline),
}

/// A number with what it counts.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The number.
    pub number: String,
    /// What it counts.
    pub label: String,
    /// Its meaning, for a colour.
    pub tone: Tone,
}

/// What something means, for a colour. Colour never says what is not said in words, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// As it should be.
    Good,
    /// To be looked at.
    Fair,
    /// To be talked about.
    Bad,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Grid {
    /// What it shows.
    pub caption: Phrase,
    /// Heads of columns.
    pub heads: Vec<Column>,
    /// Rows, each with a cell for each column; the first names the row.
    pub rows: Vec<Vec<Phrase>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Whether it holds numbers.
    pub is_number: bool,
}

/// An incident to talk about.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// What happened.
    pub title: Option<String>,
    /// When.
    pub date: Option<String>,
    /// How it stands.
    pub standing: String,
    /// The same, for a colour.
    pub tone: Tone,
    /// From what was declared to what is possible.
    pub change: Phrase,
    /// What that rests on, each with a label.
    pub grounds: Vec<(&'static str, Phrase)>,
    /// Where it stands: path and line.
    pub place: String,
}

/// Declared against computed levels.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// What it shows.
    pub caption: String,
    /// Over its rows.
    pub rows: String,
    /// Over its columns.
    pub columns: String,
    /// The levels, most severe first.
    pub levels: Vec<String>,
    /// A row for each declared level.
    pub counts: Vec<Vec<usize>>,
    /// The words for its numbers as a table.
    pub as_table: String,
}

/// Incidents over time.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// What it shows.
    pub caption: String,
    /// Over the names of stretches.
    pub stretch: String,
    /// The levels, and at the end those without one if there are any.
    pub levels: Vec<String>,
    /// Stretches with a count for each level.
    pub stretches: Vec<(String, Vec<usize>)>,
    /// The word for the sum.
    pub total: String,
    /// The words for its numbers as a table.
    pub as_table: String,
}

impl Page {
    /// The words for the numbers of a chart.
    #[must_use]
    pub fn as_table(language: Language) -> String {
        match language {
            Language::English => "The numbers as a table".to_owned(),
            Language::Japanese => "数値を表で見る".to_owned(),
        }
    }

    /// The words for what is left out of a list.
    #[must_use]
    pub fn more(language: Language, count: usize) -> String {
        match language {
            Language::English if count == 1 => "1 more is left out here; `--format json` has all".to_owned(),
            Language::English => format!("{count} more are left out here; `--format json` has all"),
            Language::Japanese => format!("ほか {count} 件は省略。すべては `--format json` にある"),
        }
    }
}

impl Column {
    /// A column of text.
    #[must_use]
    pub fn text(head: &str) -> Self {
        Self { head: head.to_owned(), is_number: false }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(head: &str) -> Self {
        Self { head: head.to_owned(), is_number: true }
    }
}
