//! The table that `init` writes where there are levels already: those of a severity table for people, or those that are declared.

use std::sync::Arc;

use crate::authoring::first_table::named;
use crate::authoring::milder_numbers::without_milder;
use crate::authoring::sketched_level::{Measured, SketchedLevel};
use crate::authoring::table_text::{Taken, skeleton};
use crate::diagnostic::language::Language;
use crate::insight::observed::{Observed, observed};
use crate::insight::proposal::{Proposal, propose};
use crate::insight::rubric::{Rubric, RubricLevel};
use crate::insight::rubric_measures::{Measure, head_and_unit};
use crate::lint::trouble::of_table;
use crate::model::fold::fold_key;
use crate::source::text::Text;
use crate::table::level_rank::is_not_graded;
use crate::table::read::read_table;
use crate::table::spelling::fold;
use crate::table::table::Table;

use super::error::Error;
use super::init_look::Looked;

/// A table that is about to be written.
#[derive(Debug)]
pub struct Sketch {
    /// Its text.
    pub table: String,
    /// What postmortems state that is no fact of the table yet.
    pub facts: Vec<Observed>,
    /// What else follows from what postmortems do.
    pub proposal: Proposal,
    /// The levels it was made of; none of a preset.
    pub levels: Vec<SketchedLevel>,
}

impl Sketch {
    /// That of a severity table for people.
    ///
    /// # Errors
    /// When what it says makes no table: why.
    pub fn of_rubric(rubric: &Rubric, looked: &Looked, language: Language) -> Result<Self, String> {
        let levels: Vec<SketchedLevel> = rubric.levels.iter().map(sketched).collect();
        Self::of(&without_milder(&levels), Some(rubric), looked, language)
    }

    /// A skeleton, with what its levels are called elsewhere.
    ///
    /// # Errors
    /// When these levels make no table: why.
    pub fn of(
        levels: &[SketchedLevel],
        rubric: Option<&Rubric>,
        looked: &Looked,
        language: Language,
    ) -> Result<Self, String> {
        let source = rubric.map(|rubric| &*rubric.path);
        let text = |levels: &[SketchedLevel]| skeleton(levels, source, &Taken::default(), language);
        // What people call a column may be what no fact may be called.
        let mut levels = levels.to_vec();
        if loaded(&text(&levels)).is_err() {
            levels = levels.iter().map(SketchedLevel::without_measures).collect();
        }
        let bare = why_not(&text(&levels), language)?;
        let mut proposal = propose(&looked.survey, &bare, &looked.names);
        // A row of the source that is no severity is one that may be declared.
        let rows = || rubric.iter().flat_map(|rubric| &rubric.left_out);
        let (not_graded, left_out): (Vec<String>, Vec<String>) =
            rows().cloned().partition(|row| is_not_graded(row));
        let is_new = |row: &String| !proposal.not_graded.iter().any(|word| fold(word) == fold(row));
        let not_graded: Vec<String> = not_graded.into_iter().filter(is_new).collect();
        proposal.not_graded.extend(not_graded);
        let rules = rubric.map(|rubric| rubric.rules.clone()).unwrap_or_default();
        let taken = Taken { left_out, rules, ..taken(&proposal, &bare) };
        let (table, facts) =
            declaring(looked, &bare, &taken, |taken| skeleton(&levels, source, taken, language));
        why_not(&table, language)?;
        Ok(Self { table, facts, proposal, levels })
    }
}

/// A table that declares what postmortems state beyond what `known` has, and what that is; nothing, where there is a table
/// already.
pub fn declaring(
    looked: &Looked,
    known: &Table,
    taken: &Taken,
    written: impl Fn(&Taken) -> String,
) -> (String, Vec<Observed>) {
    let names: Vec<&str> = known.facts.iter().map(|fact| fact.name.as_str()).collect();
    let mut seen = if looked.table.is_some() { vec![] } else { observed(&looked.survey) };
    // What a column of the source asks, too, is one fact.
    let is_known = |key: &str| {
        let spelt = known.facts.iter().flat_map(|fact| std::iter::once(&fact.name).chain(&fact.from));
        spelt.into_iter().any(|other| fold_key(other) == fold_key(key))
    };
    seen.retain(|one| !is_known(&one.key));
    let facts = named(seen.iter().map(|one| (one.key.clone(), one.kind.clone())), &names);
    let with_facts = Taken { facts, ..taken.clone() };
    let text = written(&with_facts);
    // What people call things may be what no fact may be called.
    if loaded(&text).is_ok() { (text, seen) } else { (written(taken), vec![]) }
}

/// What is taken over into a table.
#[must_use]
pub fn taken(proposal: &Proposal, table: &Table) -> Taken {
    let id = |level: usize| table.levels.get(level).map(|level| level.id.text.clone()).unwrap_or_default();
    let aliases = proposal.aliases.iter().map(|(level, words)| (id(*level), words.clone()));
    Taken {
        fields: proposal.fields.clone(),
        sections: proposal.sections.clone(),
        aliases: aliases.collect(),
        not_graded: proposal.not_graded.clone(),
        facts: vec![],
        left_out: vec![],
        rules: vec![],
    }
}

fn measured(measure: &Measure) -> Measured {
    Measured {
        head: measure.head.clone(),
        key: head_and_unit(&measure.head).0.to_owned(),
        kind: measure.kind.clone(),
        says: measure.cell.clone(),
        test: measure.test.clone(),
        without: None,
        covered: None,
    }
}

fn sketched(level: &RubricLevel) -> SketchedLevel {
    SketchedLevel {
        id: level.id.clone(),
        aliases: level.aliases.clone(),
        name: level.name.clone(),
        says: level.says.clone(),
        examples: level.examples.clone(),
        response: level.response.clone(),
        notify: level.notify.clone(),
        deadlines: level.deadlines.clone(),
        measures: level.measures.iter().map(measured).collect(),
        asides: level.asides.clone(),
        left: level.left.clone(),
        is_told: level.is_told,
    }
}

/// What is about to be written is read first: nothing is written that does not load.
///
/// # Errors
/// When it does not load.
pub fn loaded(text: &str) -> Result<Table, Error> {
    let text = Arc::new(Text::new("SEV.md", text));
    read_table(&text).map_err(|faults| {
        let language = Language::English;
        Error::TableBroken(of_table(&text, &faults, language), language)
    })
}

/// The table, or what is wrong with it first.
fn why_not(text: &str, language: Language) -> Result<Table, String> {
    let text = Arc::new(Text::new("SEV.md", text));
    read_table(&text).map_err(|faults| {
        let first = of_table(&text, &faults, language).into_iter().next();
        first.map(|fault| fault.message).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_that_make_no_table_are_told() {
        let level = |id: &str| SketchedLevel { id: id.to_owned(), ..SketchedLevel::default() };
        let sketch = |ids: &[&str], language| {
            let levels: Vec<SketchedLevel> = ids.iter().map(|id| level(id)).collect();
            Sketch::of(&levels, None, &Looked::default(), language).map(|sketch| sketch.levels.len())
        };
        assert_eq!(sketch(&["SEV-1", "SEV-2"], Language::English), Ok(2));
        let english = sketch(&["SEV-1", "sev1"], Language::English);
        let japanese = sketch(&["SEV-1", "sev1"], Language::Japanese);
        assert!(english.is_err_and(|why| why.contains("two levels")));
        assert!(japanese.is_err_and(|why| !why.is_ascii()));
    }
}
