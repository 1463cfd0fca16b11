//! Which tables a plan compares, where a project has several, each in force from a day on.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use crate::insight::plan::Beside;
use crate::lint::project::Project;
use crate::lint::tables::Tables;
use crate::model::vocabulary::Vocabulary;
use crate::table::table::Table;

use super::project_here::TableHere;
use super::session::Session;

/// A table with the words it reads postmortems by.
type Worded<'p> = (&'p Arc<Table>, &'p Vocabulary);

/// The tables that are compared.
pub struct Compared {
    /// Before.
    pub old: TableHere,
    /// After.
    pub new: TableHere,
    /// From which day on incidents are judged by another table after the change, and by which.
    pub until: Option<(Date, Arc<str>)>,
    /// Other tables that are not as they were.
    pub beside: Vec<Beside>,
    /// On which incidents it is tried that are not judged by it.
    pub tries: Tries,
}

/// Whether a table is tried on incidents that it does not judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tries {
    /// It is not.
    Never,
    /// It is one that was to come and still is: the two that are compared are tried.
    Both,
    /// It is added: it is tried, unless it judges incidents of its own, against what judged each.
    Added,
    /// Two files are no more than that: they are tried on all; whether some are earlier than the one after is in force.
    Files(bool),
}

/// What is known of the table after.
#[derive(Clone, Copy, Debug)]
pub enum After<'a> {
    /// It is the table of its project that changed.
    Changed,
    /// It is the one in force.
    InForce,
    /// It is that file, which may be one of its project.
    Named(&'a Path),
}

/// Chooses them. Of several tables that changed it is the last one that comes into force; what it is compared with is the
/// file of the same path, else the table whose place it takes; where nothing but a table that is gone changed, that and what
/// takes its place. None if one of the projects has no table: first the new one.
pub fn compared(
    old: &Project,
    new: &Project,
    after: After<'_>,
    is_of_files: bool,
    session: &Session,
) -> Result<Compared, Missing> {
    let today = session.request.today;
    let newest_changed = || new.tables.with_words().rev().find(|(table, _)| !is_kept(table, &old.tables));
    let in_force = new.tables.in_force(today);
    let newest_gone = || old.tables.with_words().rev().find(|(table, _)| is_gone(table, &new.tables));
    let in_place_of = |gone: Worded<'_>| new.tables.in_force(gone.0.effective_from.unwrap_or(today));
    let mut gone = None;
    let chosen = match after {
        After::InForce => in_force,
        After::Changed => newest_changed().or_else(|| {
            gone = newest_gone();
            gone.and_then(in_place_of).or(in_force)
        }),
        After::Named(path) => named(path, new, session).or(in_force),
    };
    let (table, words) = chosen.ok_or(Missing::After)?;
    let (before, words_before) =
        gone.or_else(|| place_of(table, &old.tables, today)).ok_or(Missing::Before)?;
    let next = new.tables.iter().skip_while(|other| !Arc::ptr_eq(other, table)).nth(1);
    let until = next.and_then(|next| Some((next.effective_from?, next.text.path().clone())));
    let beside = match after {
        After::Changed => beside(&old.tables, &new.tables, gone.is_none().then_some(before), table),
        After::InForce | After::Named(_) => vec![],
    };
    let is_to_come = |table: &Table| table.effective_from.is_some_and(|from| from > today);
    let is_alone = new.tables.iter().count() < 2 && old.tables.iter().count() < 2;
    let tries = if is_of_files {
        Tries::Files(table.effective_from.is_some() && before.effective_from != table.effective_from)
    } else if is_alone {
        Tries::Never
    } else if is_added(table, before, old, new) {
        Tries::Added
    } else if is_to_come(table) && is_to_come(before) {
        Tries::Both
    } else {
        Tries::Never
    };
    Ok(Compared {
        old: TableHere::of(old, before, words_before),
        new: TableHere::of(new, table, words),
        until,
        beside,
        tries,
    })
}

/// What is missing for a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The table before.
    Before,
    /// The table after.
    After,
}

/// The table of a project that is the file of that name.
pub fn named<'p>(path: &Path, project: &'p Project, session: &Session) -> Option<Worded<'p>> {
    let name = session.root.relative(path).ok()?;
    project.tables.with_words().find(|(table, _)| *table.text.path() == name)
}

/// The tables of a project that are not as they were.
#[must_use]
pub fn changed(old: &Tables, new: &Tables) -> Vec<Arc<str>> {
    let changed = new.iter().filter(|table| !is_kept(table, old));
    let gone = old.iter().filter(|table| is_gone(table, new));
    let mut paths: Vec<Arc<str>> = changed.chain(gone).map(|table| table.text.path().clone()).collect();
    paths.dedup();
    paths
}

fn is_there(table: &Table, others: &Tables) -> bool {
    others.iter().any(|other| other.text.path() == table.text.path())
}

/// Whether a table is new beside those that were there, rather than one of them by another name, or in the place of one.
fn is_added(table: &Table, before: &Table, old: &Project, new: &Project) -> bool {
    !is_there(table, &old.tables) && !is_kept(table, &old.tables) && !is_gone(before, &new.tables)
}

/// Whether there is no such file any more, and nothing that says the same.
fn is_gone(table: &Table, others: &Tables) -> bool {
    !is_there(table, others) && !is_kept(table, others)
}

/// Whether a table is there as it was, perhaps by another name.
fn is_kept(table: &Table, others: &Tables) -> bool {
    others.iter().any(|other| other.text.as_str() == table.text.as_str())
}

/// The table of the same path; without one, that which would be in force from the first day of this one on.
fn place_of<'p>(table: &Table, before: &'p Tables, today: Date) -> Option<Worded<'p>> {
    let same = before.with_words().find(|(other, _)| other.text.path() == table.text.path());
    same.or_else(|| before.in_force(table.effective_from.unwrap_or(today)))
}

/// The tables that are not as they were, besides the two that are compared; of these, one that is gone without another in its
/// place is among them.
fn beside(old: &Tables, new: &Tables, before: Option<&Arc<Table>>, after: &Arc<Table>) -> Vec<Beside> {
    let changed = new.iter().filter(|table| !Arc::ptr_eq(table, after) && !is_kept(table, old));
    let changed = changed.map(|table| {
        let path = table.text.path().clone();
        if is_there(table, old) { Beside::Changed(path) } else { Beside::New(path) }
    });
    let gone = old
        .iter()
        .filter(|table| before.is_none_or(|before| !Arc::ptr_eq(table, before)) && is_gone(table, new));
    changed.chain(gone.map(|table| Beside::Gone(table.text.path().clone()))).collect()
}
