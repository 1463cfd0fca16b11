//! The tables themselves: what the rules find in those that load.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::model::file_date::date_in_path;
use crate::model::postmortem::Postmortem;
use crate::model::vocabulary::Vocabulary;
use crate::rules::RULES;
use crate::rules::rule::{Check, SoundTable};
use crate::source::document::Document;
use crate::source::listing::Listed;
use crate::source::load::load;
use crate::source::nearest::nearest;
use crate::source::repository::Root;
use crate::source::walk::list;
use crate::space::budget::{Budget, Exhausted};
use crate::table::flaw::found::{Flaws, STEPS};
use crate::table::table::Table;
use crate::verdict::example::{ExampleState, JudgedExample, facts_of, judge_example};

use super::config::Setting;
use super::project::Project;
use super::select::{by_entries, by_path, is_markdown};

/// For how many files that are not there another one is looked for.
const MOST_MEANT: usize = 20;

/// What the rules find in the tables of all projects that are in force or will be, after the policy; in each table once.
///
/// # Errors
/// When a question about a table costs more than the budget; with the table.
pub fn examine(
    root: &Root,
    projects: &[Project],
    today: Date,
) -> Result<Vec<Diagnostic>, (Arc<Table>, Exhausted)> {
    let mut seen: Vec<&Arc<str>> = vec![];
    let mut found = vec![];
    for project in projects {
        for (table, words) in project.tables.current_and_later(today) {
            if seen.contains(&table.text.path()) {
                continue;
            }
            seen.push(table.text.path());
            let of_table = of_table(root, project, table, words);
            found.extend(of_table.map_err(|exhausted| (table.clone(), exhausted))?);
        }
    }
    Ok(found)
}

fn of_table(
    root: &Root,
    project: &Project,
    table: &Table,
    words: &Vocabulary,
) -> Result<Vec<Diagnostic>, Exhausted> {
    let config = &project.config;
    let setting = |id: &str| config.setting(id, table.text.path());
    let checks = RULES.iter().filter_map(|rule| match rule.check {
        Check::SoundTable(check) => Some((rule.about.id, check)),
        _ => None,
    });
    let checks: Vec<_> = checks.filter(|(id, _)| setting(id) != Some(Setting::Off)).collect();
    // Where nothing is asked, a table that is too complex to be looked at can still be judged by.
    if checks.is_empty() {
        return Ok(vec![]);
    }
    let flaws = Flaws::of(table, &mut Budget::new(STEPS))?;
    let examples = examples(root, project, table, words)?;
    let sound = SoundTable { table, flaws: &flaws, examples: &examples, language: config.language };
    let mut found = vec![];
    for (id, check) in checks {
        for mut diagnostic in check(&sound) {
            if let Some(Setting::Gravity(gravity)) = setting(id) {
                diagnostic.gravity = gravity;
            }
            found.push(diagnostic);
        }
    }
    Ok(found)
}

fn examples(
    root: &Root,
    project: &Project,
    table: &Table,
    words: &Vocabulary,
) -> Result<Vec<JudgedExample>, Exhausted> {
    let mut judged = vec![];
    let mut missing = 0;
    let postmortems = OnceCell::new();
    for (level, row) in table.levels.iter().enumerate() {
        for (index, example) in row.examples.iter().enumerate() {
            let mut keep = |state| judged.push(JudgedExample { level, example: index, state });
            if !example.facts.is_empty() || example.incident.is_none() {
                keep(judge_example(table, level, facts_of(table, example), &mut Budget::default())?);
            }
            if let Some(incident) = &example.incident {
                keep(match read_incident(root, project, words, &incident.text) {
                    Ok(postmortem) => judge_example(table, level, postmortem.facts, &mut Budget::default())?,
                    Err(ExampleState::NoFile(_)) if missing < MOST_MEANT => {
                        missing += 1;
                        let known = postmortems.get_or_init(|| known_postmortems(root, project));
                        ExampleState::NoFile(meant(known, &incident.text))
                    }
                    Err(state) => state,
                });
            }
        }
    }
    Ok(judged)
}

/// Reads the postmortem that an example names, relative to the project or to the repository.
fn read_incident(
    root: &Root,
    project: &Project,
    words: &Vocabulary,
    name: &str,
) -> Result<Postmortem, ExampleState> {
    let config = &project.config;
    let places = [format!("{}{name}", config.folder), name.to_owned()];
    let file = places
        .iter()
        .find_map(|place| root.relative(&root.path().join(place)).ok().filter(|path| root.is_file(path)));
    let Some(path) = file else { return Err(ExampleState::NoFile(None)) };
    if !is_markdown(&path) {
        return Err(ExampleState::NoPostmortem);
    }
    let has = |path: &str| root.has(path);
    let decision = by_path(&path, config, &project.table_paths, false, &has);
    if decision.as_ref().is_some_and(|decision| !decision.is_taken()) {
        return Err(ExampleState::NoPostmortem);
    }
    let text = load(root, &Listed::named(path), config.max_file_size);
    let document = Document::parse(text.map_err(|_| ExampleState::Unreadable)?);
    let says_so = || {
        by_entries(document.front_matter.as_ref().map(|found| found.entries.as_slice()).unwrap_or_default())
    };
    if decision.is_none() && !says_so().is_taken() {
        return Err(ExampleState::NoPostmortem);
    }
    Ok(Postmortem::read(&document, words, &config.zone()))
}

/// The postmortems of a project by their paths, which are relative to it.
fn known_postmortems(root: &Root, project: &Project) -> Vec<String> {
    let config = &project.config;
    let listing = list(root, &[root.join(&config.folder)], None, is_markdown);
    let has = |path: &str| root.has(path);
    let is_taken = |path: &&str| {
        by_path(path, config, &project.table_paths, false, &has).is_some_and(|decision| decision.is_taken())
    };
    let paths = listing.files.iter().map(|file| &**file.path()).filter(is_taken);
    paths.map(|path| path.strip_prefix(config.folder.as_str()).unwrap_or(path).to_owned()).collect()
}

/// The postmortem that a name may have been meant to be: one of the same file name elsewhere, one spelt nearly so, or the
/// only one of its day.
fn meant(known: &[String], name: &str) -> Option<String> {
    let last = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let alike = known.iter().find(|path| last(path) == last(name)).cloned();
    let near = || nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    alike.or_else(near).or_else(|| {
        let day = date_in_path(name)?;
        let mut of_day = known.iter().filter(|path| date_in_path(path) == Some(day));
        of_day.next().filter(|_| of_day.next().is_none()).cloned()
    })
}
