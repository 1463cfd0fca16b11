//! `table learn` where there is no table yet: levels and facts are what the postmortems state.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::authoring::first_table::{first_table, named};
use crate::diagnostic::language::Language;
use crate::insight::level_word::numbered;
use crate::insight::observed::{Order, observed};
use crate::insight::proposal::declared_levels;
use crate::model::vocabulary::Vocabulary;
use crate::report::lesson_origin::First;
use crate::source::text::Text;
use crate::table::level_rank::is_not_graded;
use crate::table::read::read_table;

use super::error::Error;
use super::init_look::{EMPTY, look};
use super::project_here::TableHere;
use super::session::Session;
use super::table_fault::TableFault;

/// A table made of what postmortems state, and how it was made.
pub struct Begun {
    /// The table.
    pub here: TableHere,
    /// The postmortems; none where they are found by the names of their folders.
    pub paths: Vec<PathBuf>,
    /// How it was made.
    pub first: First,
}

/// Looks at the postmortems. `told` are the levels, most severe first, if somebody said which.
///
/// # Errors
/// That there is no table (`none`) when no postmortem declares a level; or when nobody knows which level is more severe.
pub fn begin(session: &Session, told: Option<&str>, language: Language, none: Error) -> Result<Begun, Error> {
    let folder = session.root.relative(session.root.start()).unwrap_or_default();
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let loaded = |text: String| read_table(&Arc::new(Text::new("sev.yaml", text)));
    let empty = loaded(EMPTY.to_owned()).map_err(|_| Error::NoTable(None, language))?;
    let looked = look(session, &folder, &empty);
    let survey = &looked.survey;
    let words: Vec<String> = survey.levels.values().map(|tally| tally.usual().to_owned()).collect();
    let (not_graded, graded): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| is_not_graded(word));
    if graded.is_empty() {
        return Err(none);
    }
    let (levels, order) = match told {
        Some(told) => {
            let told = told.split(',').map(str::trim).filter(|word| !word.is_empty());
            (told.map(|word| vec![word.to_owned()]).collect(), Order::Told)
        }
        None => {
            let levels = declared_levels(survey);
            let is_numbered = levels.iter().flatten().all(|word| numbered(word).is_some());
            (levels, if is_numbered { Order::Numbers } else { Order::Words })
        }
    };
    if levels.len() < 2 {
        return Err(Error::Table(TableFault::LevelsUnordered(graded), Some(language)));
    }
    let seen = observed(survey);
    let facts = named(seen.iter().map(|one| (one.key.clone(), one.kind.clone())), &[]);
    let counts = facts.iter().zip(&seen).map(|(fact, one)| (fact.name.clone(), one.files)).collect();
    let not_graded: Vec<String> =
        not_graded.into_iter().filter(|word| !levels.iter().flatten().any(|level| level == word)).collect();
    let table = loaded(first_table(&levels, &facts, &not_graded));
    let table = table.map_err(|_| Error::Table(TableFault::LevelsUnordered(graded), Some(language)))?;
    let here = TableHere {
        words: Vocabulary::new(&table.facts, &looked.names),
        tables: vec![],
        language,
        folder,
        zone: TimeZone::UTC,
        postmortems: None,
        others: vec![],
        table: Arc::new(table),
    };
    let paths = if looked.globs.is_empty() {
        session.request.paths.clone()
    } else {
        survey.paths.iter().map(|path| session.root.join(path)).collect()
    };
    Ok(Begun { here, paths, first: First { order, postmortems: survey.postmortems(), facts: counts } })
}
