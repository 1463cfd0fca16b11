//! The tables of a project, and which of them is in force on a day.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::topic::SectionNames;
use crate::model::vocabulary::{LocalNames, Vocabulary};
use crate::source::in_order::InOrder;
use crate::table::table::Table;

/// Tables by the day they come into force, each with the words it reads postmortems by.
#[derive(Debug, Default)]
pub struct Tables(Vec<(Arc<Table>, Vocabulary)>);

impl Tables {
    /// Puts tables in order, of which no two come into force on one day.
    #[must_use]
    pub fn new(mut tables: Vec<Arc<Table>>, names: &LocalNames, sections: &Arc<SectionNames>) -> Self {
        tables.order_by_key(|table| table.effective_from);
        let with_words = |table: Arc<Table>| {
            let sections = Arc::new(sections.as_ref().clone().with_asked(table.sections_asked()));
            let vocabulary = Vocabulary::new(&table.facts, names).with_sections(&sections);
            (table, vocabulary)
        };
        Self(tables.into_iter().map(with_words).collect())
    }

    /// The table in force on a day, which is local: from `effective_from` on, that day included. Before the first day it
    /// is the first table; without a day, the last.
    #[must_use]
    pub fn in_force(&self, day: Option<Date>) -> Option<(&Arc<Table>, &Vocabulary)> {
        let found = match day {
            Some(day) => {
                self.0.iter().rev().find(|(table, _)| table.effective_from.is_none_or(|from| from <= day))
            }
            None => self.0.last(),
        };
        found.or_else(|| self.0.first()).map(|(table, vocabulary)| (table, vocabulary))
    }

    /// All tables, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Table>> {
        self.0.iter().map(|(table, _)| table)
    }

    /// The table in force on a day and those that follow it, with the words they read postmortems by. Tables that were
    /// replaced before are history, and nobody changes them any more; so is what only git has.
    pub fn current_and_later(&self, day: Date) -> impl Iterator<Item = (&Arc<Table>, &Vocabulary)> {
        let current = self.in_force(Some(day)).map(|(table, _)| table);
        let is_replaced =
            move |table: &Arc<Table>| current.is_some_and(|current| !Arc::ptr_eq(table, current));
        let left = self.0.iter().skip_while(move |(table, _)| is_replaced(table));
        left.filter(|(table, _)| table.of_commit.is_none()).map(|(table, words)| (table, words))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
