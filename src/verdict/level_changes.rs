//! How the declared level changed from commit to commit, by the levels of a table.

use crate::model::course::Stage;
use crate::table::spelling::Spelled;
use crate::table::table::Table;

/// A change of the declared level.
#[derive(Clone, Copy, Debug)]
pub struct LevelChange<'a> {
    /// Index of the level before: the last one that was declared.
    pub from: usize,
    /// Index of the level after.
    pub to: usize,
    /// What the postmortem declared just before. That may have been no level.
    pub before: &'a Stage,
    /// What it declared then.
    pub after: &'a Stage,
}

/// The stages at which a level was declared, each with the index of the level.
pub fn levels<'a>(table: &'a Table, course: &'a [Stage]) -> impl Iterator<Item = (usize, &'a Stage)> {
    course.iter().filter_map(|stage| match table.spelled(stage.severity.as_deref()?) {
        Spelled::Level { level, .. } => Some((level, stage)),
        _ => None,
    })
}

/// The changes of the declared level, in their order. What is no level of the table changes nothing.
#[must_use]
pub fn level_changes<'a>(table: &'a Table, course: &'a [Stage]) -> Vec<LevelChange<'a>> {
    let mut found = vec![];
    let mut last: Option<usize> = None;
    for (level, after) in levels(table, course) {
        let from = last.replace(level);
        let before = course.iter().take_while(|stage| !std::ptr::eq(*stage, after)).last();
        if let (Some(from), Some(before)) = (from.filter(|from| *from != level), before) {
            found.push(LevelChange { from, to: level, before, after });
        }
    }
    found
}
