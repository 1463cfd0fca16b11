//! The files that `init` writes, and what is said of each: made where there is none, and never over one that is there.

use std::fs;
use std::path::Path;

use crate::authoring::table_front::{as_yaml, before_text};
use crate::diagnostic::language::Language;
use crate::report::terminal_text::name;
use crate::source::create::{Created, create};
use crate::source::obstacle::Obstacle;
use crate::source::replace::{Replaced, replace_known};

use super::error::Error;
use super::init_plain::Plain;
use super::init_words::written;

/// Where the table comes to stand.
#[derive(Clone, Copy, Debug)]
pub enum Place<'p> {
    /// In a file of its own, or in the one that is there, which stays.
    File(&'p str),
    /// Before the text of a file that people wrote.
    Before(&'p Plain),
    /// Beside such a file, as YAML.
    Beside(&'p Plain),
}

impl Place<'_> {
    /// The file with the table.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::File(path) => (*path).to_owned(),
            Self::Before(plain) => plain.path.clone(),
            Self::Beside(plain) => plain.beside(),
        }
    }
}

/// Writes a file where there is none, and says so. Whether it was written.
///
/// # Errors
/// When it cannot be made.
pub fn make(folder: &Path, path: &str, content: &str, language: Language) -> Result<(bool, String), Error> {
    let made = create(&folder.join(path), content);
    let made =
        made.map_err(|error| Error::Write { path: path.to_owned(), reason: Obstacle::from(&error) })?;
    let is_new = made == Created::Now;
    Ok((is_new, written(path, is_new, language)))
}

/// Writes the table. Whether it was written, and what is said of it.
///
/// # Errors
/// When a file cannot be written.
pub fn make_table(
    folder: &Path,
    place: Place<'_>,
    table: &str,
    language: Language,
) -> Result<(bool, String), Error> {
    match place {
        Place::File(path) => make(folder, path, table, language),
        Place::Beside(plain) => make(folder, &plain.beside(), &as_yaml(table), language),
        Place::Before(plain) => {
            let content = before_text(table, &plain.text);
            let done = replace_known(&folder.join(&plain.path), &plain.text, &content);
            let failed = |error| Error::Write { path: plain.path.clone(), reason: Obstacle::from(&error) };
            let is_new = done.map_err(failed)? == Replaced::Done;
            let path = name(&plain.path);
            let line = match (is_new, language) {
                (true, Language::English) => {
                    format!("wrote the front matter of {path}, before its text, which stays as it is")
                }
                (true, Language::Japanese) => {
                    format!("{path} の本文の前に、表をフロントマターとして書き込んだ (本文はそのまま)")
                }
                (false, _) => written(&plain.path, false, language),
            };
            Ok((is_new, line))
        }
    }
}

/// What is said of a file that people wrote beside which the table stands.
#[must_use]
pub fn beside(plain: &Plain, language: Language) -> String {
    let (path, table) = (name(&plain.path), plain.beside());
    let table = name(&table);
    match language {
        Language::English => {
            format!("  {path} is no table, and stays as it is; {table} is to be read in its place")
        }
        Language::Japanese => {
            format!("  {path} は表ではないので変更していない。代わりに {table} を読む")
        }
    }
}

/// What is said where a configuration that is there does not name the table.
#[must_use]
pub fn to_be_named(settings: &Path, table: &str, language: Language) -> Option<String> {
    let is_named = fs::read_to_string(settings).is_ok_and(|text| text.contains(table));
    let table = name(table);
    (!is_named).then(|| match language {
        Language::English => format!("  put `table = \"{table}\"` into it, so that this table is read"),
        Language::Japanese => format!("  この表を読むように、`table = \"{table}\"` を書き加える"),
    })
}

/// What is said of a preset that was asked for where there is a table already.
#[must_use]
pub fn not_used(preset: &str, table: &str, language: Language) -> String {
    let table = name(table);
    match language {
        Language::English => format!(
            "  the preset `{preset}` was not used; to start from it, move {table} away and run this again"
        ),
        Language::Japanese => format!(
            "  プリセット `{preset}` は使っていない。使うには {table} をほかへ移してからもう一度実行する"
        ),
    }
}
