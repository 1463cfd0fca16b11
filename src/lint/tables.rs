//! The tables of a project, and which of them is in force on a day.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::topic::SectionNames;
use crate::model::vocabulary::{LocalNames, Vocabulary};
use crate::rules::shared::config_fault::ConfigFaultKind;
use crate::source::in_order::InOrder;
use crate::table::table::Table;

/// The tables of a project.
#[derive(Debug, Default)]
pub struct Tables {
    /// By the day they come into force, each with the words it reads postmortems by.
    dated: Vec<(Arc<Table>, Vocabulary)>,
    /// The words that postmortems are read by where there is no table.
    bare: Vocabulary,
}

impl Tables {
    /// Puts tables in order, of which no two come into force on one day.
    #[must_use]
    pub fn new(mut tables: Vec<Arc<Table>>, names: &LocalNames, sections: &Arc<SectionNames>) -> Self {
        tables.order_by_key(|table| table.effective_from);
        let bare = match tables.as_slice() {
            [] => Vocabulary::new(&[], names).with_sections(sections),
            _ => Vocabulary::default(),
        };
        let with_words = |table: Arc<Table>| {
            let sections = Arc::new(sections.as_ref().clone().with_asked(table.sections_asked()));
            let vocabulary = Vocabulary::new(&table.facts, names).with_sections(&sections);
            (table, vocabulary)
        };
        Self { dated: tables.into_iter().map(with_words).collect(), bare }
    }

    /// The words that a postmortem of a day is read by, with the table in force on it.
    #[must_use]
    pub fn words(&self, day: Date) -> (&Vocabulary, Option<&Arc<Table>>) {
        self.in_force(day).map_or((&self.bare, None), |(table, words)| (words, Some(table)))
    }

    /// The table in force on a day, which is local: from `effective_from` on, that day included. Before the first day it
    /// is the first table.
    #[must_use]
    pub fn in_force(&self, day: Date) -> Option<(&Arc<Table>, &Vocabulary)> {
        let found =
            self.dated.iter().rev().find(|(table, _)| table.effective_from.is_none_or(|from| from <= day));
        found.or_else(|| self.dated.first()).map(|(table, vocabulary)| (table, vocabulary))
    }

    /// The words that postmortems of every day are read by, if there are not several tables.
    #[must_use]
    pub fn only_words(&self) -> Option<&Vocabulary> {
        (self.dated.len() < 2).then(|| self.dated.first().map_or(&self.bare, |(_, words)| words))
    }

    /// All tables, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Table>> {
        self.dated.iter().map(|(table, _)| table)
    }

    /// All tables, the oldest first, with the words they read postmortems by.
    #[must_use]
    pub fn with_words(&self) -> impl DoubleEndedIterator<Item = (&Arc<Table>, &Vocabulary)> {
        self.dated.iter().map(|(table, words)| (table, words))
    }

    /// The table in force on a day and those that follow it, with the words they read postmortems by. Tables that were
    /// replaced before are history, and nobody changes them any more; so is what only git has.
    pub fn current_and_later(&self, day: Date) -> impl Iterator<Item = (&Arc<Table>, &Vocabulary)> {
        let current = self.in_force(day).map(|(table, _)| table);
        let is_replaced =
            move |table: &Arc<Table>| current.is_some_and(|current| !Arc::ptr_eq(table, current));
        let left = self.dated.iter().skip_while(move |(table, _)| is_replaced(table));
        left.filter(|(table, _)| table.of_commit.is_none()).map(|(table, words)| (table, words))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dated.is_empty()
    }
}

/// Puts tables in order; what is wrong, if two of them come into force on one day, or say no day.
pub(super) fn clash(tables: &mut [Table]) -> Option<ConfigFaultKind> {
    tables.order_by_key(|table| table.effective_from);
    let mut pairs = tables.iter().zip(tables.iter().skip(1));
    let (one, other) = pairs.find(|(one, other)| one.effective_from == other.effective_from)?;
    let name = |table: &Table| table.text.path().to_string();
    Some(ConfigFaultKind::TablesUndated { one: name(one), other: name(other), day: one.effective_from })
}
