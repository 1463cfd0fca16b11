//! The tables of a project with the versions that git has of them, each with the day it comes into force.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::rules::rule::Unread;
use crate::source::in_order::InOrder;
use crate::source::load::{LoadFault, decode};
use crate::source::past::{Past, Version};
use crate::source::text::Text;
use crate::table::read::{read_table_like, says_the_same};
use crate::table::table::Table;

use super::outcome::RunNote;
use super::trouble::{of_table, of_unread};

/// What versions are found by.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// What git has.
    pub past: &'a Past,
    /// In which zone a commit belongs to a day.
    pub zone: &'a TimeZone,
    /// The day of the run.
    pub today: Date,
    /// Larger files are not read.
    pub limit: u64,
    /// The language of notes.
    pub language: Language,
}

/// Commits in a row at which a table did not load.
struct Broken {
    /// What the file was called.
    path: Arc<str>,
    first: Arc<str>,
    day: Date,
    what: String,
    commits: usize,
}

impl Records<'_> {
    /// The versions of all tables of a project, and what is to be said about them. Of several tables each has the time that
    /// its `effective_from` gives it, and within that its versions.
    #[must_use]
    pub fn versions(self, mut tables: Vec<Table>) -> (Vec<Table>, Vec<RunNote>) {
        tables.order_by_key(|table| table.effective_from);
        let starts: Vec<Option<Date>> = tables.iter().map(|table| table.effective_from).collect();
        let mut all = vec![];
        let mut notes = vec![];
        for (index, table) in tables.into_iter().enumerate() {
            let from = if index == 0 { None } else { starts.get(index).copied().flatten() };
            let until = starts.get(index + 1).copied().flatten();
            all.extend(within(self.of_one(table, &mut notes), from, until));
        }
        (all, notes)
    }

    /// The versions of one table, the oldest first; the last is the one that is there now.
    fn of_one(self, present: Table, notes: &mut Vec<RunNote>) -> Vec<Table> {
        let path = present.text.path().clone();
        let committed = self.past.versions(&path);
        if committed.is_empty() {
            notes.push(RunNote::TableNeverCommitted { path });
            return vec![present];
        }
        let mut versions: Vec<Table> = vec![];
        let mut broken: Option<Broken> = None;
        let mut note = |broken: &mut Option<Broken>, has_before: bool| {
            notes.extend(broken.take().map(|broken| RunNote::TableBrokenThen {
                path: broken.path,
                commit: broken.first,
                day: broken.day,
                what: broken.what,
                commits: broken.commits,
                has_before,
            }));
        };
        let mut last_day = None;
        for version in committed {
            let day = self.day(version);
            last_day = Some(day);
            match self.read(version) {
                Ok(mut table) => {
                    note(&mut broken, !versions.is_empty());
                    table.of_commit = Some(version.commit.clone());
                    let from = table.effective_from.unwrap_or(day);
                    add(&mut versions, table, from);
                }
                Err(what) => match &mut broken {
                    Some(broken) => broken.commits += 1,
                    None => {
                        let (path, first) = (version.path.clone(), version.commit.clone());
                        broken = Some(Broken { path, first, day, what, commits: 1 });
                    }
                },
            }
        }
        note(&mut broken, !versions.is_empty());
        // What is not committed yet is in force from today, or from the last commit, should that be yet to come.
        let day = last_day.map_or(self.today, |last| last.max(self.today));
        let from = present.effective_from.unwrap_or(day);
        add(&mut versions, present, from);
        versions
    }

    fn day(self, version: &Version) -> Date {
        let at = Timestamp::from_second(version.seconds).unwrap_or_default();
        at.to_zoned(self.zone.clone()).date()
    }

    /// The table as it was; or what kept it from being one, in a sentence.
    fn read(self, version: &Version) -> Result<Table, String> {
        let first = |found: Vec<Diagnostic>| {
            let first = found.into_iter().next();
            first.map(|found| (found.place.start.line, found.message)).unwrap_or_default()
        };
        let unread = |fault: LoadFault| {
            first(of_unread(&Unread { path: &version.path, fault: &fault, language: self.language })).1
        };
        let Some(bytes) = self.past.bytes(version, self.limit) else {
            return Err(unread(LoadFault::TooLarge { size: self.limit, limit: self.limit }));
        };
        let text = decode(version.path.clone(), bytes).map_err(unread)?;
        // So it stands in findings: a line of this text is not that line of the file that is there now.
        let name = format!("{}@{}", version.path, version.commit);
        let text = Arc::new(Text::new(name, text.as_str()));
        read_table_like(&text, &version.path).map_err(|faults| {
            let (line, message) = first(of_table(&text, &faults, self.language));
            match self.language {
                Language::English => format!("line {line}: {message}"),
                Language::Japanese => format!("{line} 行目: {message}"),
            }
        })
    }
}

/// Adds a version that comes into force on a day. From that day on it takes the place of all versions before it, whatever day
/// they name. One that says the same as the version before it, in other words, is that version.
fn add(versions: &mut Vec<Table>, mut table: Table, from: Date) {
    let same = versions.pop_if(|last| says_the_same(last, &table));
    let from = same.as_ref().and_then(|same| same.effective_from).unwrap_or(from);
    while versions.pop_if(|last| last.effective_from.is_some_and(|day| day >= from)).is_some() {}
    table.effective_from = Some(from);
    // It is known by the commit that brought it; the text that is there now is the one to show.
    versions.push(same.filter(|_| table.of_commit.is_some()).unwrap_or(table));
}

/// The versions that a table has from one day to another.
fn within(mut versions: Vec<Table>, from: Option<Date>, until: Option<Date>) -> Vec<Table> {
    let begins_by = |table: &Table, day: Date| table.effective_from.is_none_or(|begins| begins <= day);
    if let Some(from) = from {
        let begun = versions.iter().filter(|table| begins_by(table, from)).count();
        versions.drain(..begun.saturating_sub(1));
        if let Some(first) = versions.first_mut() {
            first.effective_from = Some(from);
        }
    }
    if let Some(until) = until {
        let mut kept = 0;
        versions.retain(|table| {
            kept += 1;
            kept == 1 || table.effective_from.is_none_or(|begins| begins < until)
        });
    }
    versions
}
