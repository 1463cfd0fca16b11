//! The tables themselves: what the rules find in those that load.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::model::file_date::date_in_path;
use crate::model::postmortem::Postmortem;
use crate::model::vocabulary::Vocabulary;
use crate::rules::RULES;
use crate::rules::rule::{Check, SoundTable};
use crate::source::document::Document;
use crate::source::listed::Listed;
use crate::source::load::load;
use crate::source::nearest::nearest;
use crate::source::repository::Root;
use crate::source::walk::list;
use crate::space::budget::{Budget, Exhausted};
use crate::table::flaw::found::{Flaws, STEPS};
use crate::table::level::Example;
use crate::table::table::Table;
use crate::verdict::example::{ExampleState, JudgedExample, facts_of, judge_example};
use crate::verdict::possible::Stated;

use super::config::Setting;
use super::guard::guarded;
use super::project::Project;
use super::select::{Decision, by_entries, by_path, is_markdown};
use super::trouble::of_bug;

/// The rule about examples.
const EXAMPLES: &str = "table-example-wrong";

/// For how many files that are not there another one is looked for.
const MOST_MEANT: usize = 20;

/// What reads a postmortem.
type Reader<'r> = &'r dyn Fn(&Document, &Vocabulary, &TimeZone) -> Postmortem;

/// What was found in tables.
#[derive(Debug, Default)]
pub struct Examined {
    /// By the rules, after the policy.
    pub found: Vec<Diagnostic>,
    /// Bugs of this program that were met on the postmortems which examples name.
    pub bugs: Vec<Diagnostic>,
}

impl Examined {
    /// With what was found besides.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.found.extend(more.found);
        self.bugs.extend(more.bugs);
        self
    }
}

/// What the rules find in the tables of all projects that are in force or will be; in each table once.
///
/// # Errors
/// When a question about a table costs more than the budget; with the table.
pub fn examine<'p>(
    root: &Root,
    projects: impl IntoIterator<Item = &'p Project>,
    today: Date,
) -> Result<Examined, (Arc<Table>, Exhausted)> {
    examine_by(root, projects, today, &Postmortem::read, None)
}

/// What the rules find in those examples that name a postmortem which `has_changed`, in tables that have not.
///
/// # Errors
/// As [`examine`].
pub fn examine_examples<'p>(
    root: &Root,
    projects: impl IntoIterator<Item = &'p Project>,
    today: Date,
    has_changed: &dyn Fn(&str) -> bool,
) -> Result<Examined, (Arc<Table>, Exhausted)> {
    examine_by(root, projects, today, &Postmortem::read, Some(has_changed))
}

/// The same, with what reads each postmortem.
fn examine_by<'p>(
    root: &Root,
    projects: impl IntoIterator<Item = &'p Project>,
    today: Date,
    read: Reader<'_>,
    has_changed: Option<&dyn Fn(&str) -> bool>,
) -> Result<Examined, (Arc<Table>, Exhausted)> {
    let mut seen: HashSet<&Arc<str>> = HashSet::new();
    let mut examined = Examined::default();
    for project in projects {
        for (table, words) in project.tables.current_and_later(today) {
            if !seen.insert(table.text.path()) {
                continue;
            }
            let incidents = Incidents { root, project, words, read, has_changed };
            let found = of_table(&incidents, table, &mut examined.bugs);
            examined.found.extend(found.map_err(|exhausted| (table.clone(), exhausted))?);
        }
    }
    Ok(examined)
}

/// Where the postmortems are that examples name, and how they are read.
struct Incidents<'a> {
    root: &'a Root,
    project: &'a Project,
    words: &'a Vocabulary,
    read: Reader<'a>,
    /// Which of them have changed, where it is about those alone.
    has_changed: Option<&'a dyn Fn(&str) -> bool>,
}

/// The bugs that nothing tells of yet: a postmortem that an example names is judged as well, as often as not, and met the same.
#[must_use]
pub fn untold(mut bugs: Vec<Diagnostic>, told: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_same =
        |one: &Diagnostic, bug: &Diagnostic| one.about.id == bug.about.id && one.place.path == bug.place.path;
    bugs.retain(|bug| !told.iter().any(|one| is_same(one, bug)));
    bugs
}

fn of_table(
    incidents: &Incidents<'_>,
    table: &Table,
    bugs: &mut Vec<Diagnostic>,
) -> Result<Vec<Diagnostic>, Exhausted> {
    let config = &incidents.project.config;
    let setting = |id: &str| config.setting(id, table.text.path());
    let checks = RULES.iter().filter_map(|rule| match rule.check {
        Check::SoundTable(check) => Some((rule.about.id, check)),
        _ => None,
    });
    // A postmortem that states nothing asks the most of it. If that is too much, it is said now, and not when one comes.
    if incidents.has_changed.is_none() {
        Stated::new(table, []).possible(&mut Budget::default())?;
    }
    let mut checks: Vec<_> = checks.filter(|(id, _)| setting(id) != Some(Setting::Off)).collect();
    if incidents.has_changed.is_some() {
        checks.retain(|(id, _)| *id == EXAMPLES);
    }
    // Where nothing is asked, a table that is too complex to be looked at can still be judged by.
    if checks.is_empty() || !incidents.concern(table) {
        return Ok(vec![]);
    }
    let flaws = Flaws::of(table, &mut Budget::new(STEPS))?;
    let examples = examples(incidents, table, bugs)?;
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
    incidents: &Incidents<'_>,
    table: &Table,
    bugs: &mut Vec<Diagnostic>,
) -> Result<Vec<JudgedExample>, Exhausted> {
    let mut judged = vec![];
    let mut missing = 0;
    let postmortems = OnceCell::new();
    for (level, row) in table.levels.iter().enumerate() {
        for (index, example) in row.examples.iter().enumerate() {
            if !incidents.are_of(example) {
                continue;
            }
            let mut keep = |state| judged.push(JudgedExample { level, example: index, state });
            if !example.facts.is_empty() || example.incident.is_none() {
                keep(judge_example(table, level, facts_of(table, example), &mut Budget::default())?);
            }
            if let Some(incident) = &example.incident {
                keep(match incidents.postmortem(&incident.text, bugs) {
                    Ok(postmortem) => judge_example(table, level, postmortem.facts, &mut Budget::default())?,
                    Err(ExampleState::NoFile(_)) if missing < MOST_MEANT => {
                        missing += 1;
                        let known =
                            postmortems.get_or_init(|| known_postmortems(incidents.root, incidents.project));
                        ExampleState::NoFile(meant(known, &incident.text))
                    }
                    Err(state) => state,
                });
            }
        }
    }
    Ok(judged)
}

impl Incidents<'_> {
    /// Whether it is about an example of a table.
    fn concern(&self, table: &Table) -> bool {
        self.has_changed.is_none()
            || table.levels.iter().flat_map(|level| &level.examples).any(|one| self.are_of(one))
    }

    /// Whether it is about an example: about all, or what it names has changed.
    fn are_of(&self, example: &Example) -> bool {
        let Some(has_changed) = self.has_changed else { return true };
        let Some(incident) = &example.incident else { return false };
        for path in self.places(&incident.text) {
            if has_changed(&path) || self.root.is_file(&path) {
                return has_changed(&path);
            }
        }
        false
    }

    /// Where the postmortem may be that an example names: relative to the project or to the repository.
    fn places(&self, name: &str) -> impl Iterator<Item = Arc<str>> {
        let places = [format!("{}{name}", self.project.config.folder), name.to_owned()];
        places.into_iter().filter_map(|place| self.root.relative(&self.root.path().join(place)).ok())
    }

    /// Reads the postmortem that an example names.
    fn postmortem(&self, name: &str, bugs: &mut Vec<Diagnostic>) -> Result<Postmortem, ExampleState> {
        let Self { root, project, words, read, .. } = *self;
        let config = &project.config;
        let file = self.places(name).find(|path| root.is_file(path));
        let Some(path) = file else { return Err(ExampleState::NoFile(None)) };
        if !is_markdown(&path) {
            return Err(ExampleState::NoPostmortem);
        }
        let has = |path: &str| root.has(path);
        let decision = by_path(&path, config, &project.table_paths, false, &has);
        if decision.as_ref().is_some_and(|decision| !decision.is_taken() && !decision.is_guessed()) {
            return Err(ExampleState::NoPostmortem);
        }
        let text = load(root, &Listed::named(path.clone()), config.max_file_size);
        let text = text.map_err(|_| ExampleState::Unreadable)?;
        let postmortem = guarded(|| {
            let document = Document::parse(text);
            let entries = document.front_matter.as_ref().map(|found| found.entries.as_slice());
            let is_taken = decision.as_ref().is_some_and(Decision::is_taken);
            let is_one = is_taken || by_entries(entries.unwrap_or_default()).is_taken();
            is_one.then(|| read(&document, words, &config.zone()))
        });
        let postmortem = postmortem.map_err(|bug| {
            bugs.extend(of_bug(&path, &bug, config.language));
            ExampleState::Unreadable
        });
        postmortem?.ok_or(ExampleState::NoPostmortem)
    }
}

/// The postmortems of a project by their paths, which are relative to it.
fn known_postmortems(root: &Root, project: &Project) -> Vec<String> {
    let config = &project.config;
    let listing = list(root, &[root.join(&config.folder)], None, is_markdown);
    let has = |path: &str| root.has(path);
    let is_taken = |path: &str| {
        by_path(path, config, &project.table_paths, false, &has).is_some_and(|decision| decision.is_taken())
    };
    let taken = listing.files.iter().filter(|file| is_taken(file.path()));
    let within = |path: &str| path.strip_prefix(config.folder.as_str()).unwrap_or(path).to_owned();
    taken.map(|file| within(file.path())).collect()
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

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::lint::project::{Given, Projects};

    /// A bug in a postmortem that an example names is told on that file, and the other examples are judged as they would be
    /// without it.
    #[test]
    fn a_bug_is_told_on_the_postmortem_of_the_example() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("incidents")).unwrap();
        let example = |name: &str| format!("    - {{ says: it broke, incident: incidents/{name}.md }}\n");
        let table = format!(
            "sev_table: 1\nfacts: {{ a: {{ kind: count }} }}\nlevels:\n- id: SEV-1\n  criteria: [{{ when: {{ a: over 1 }} }}]\n  examples:\n{}{}- {{ id: SEV-2, otherwise: true }}\n",
            example("a"),
            example("b"),
        );
        fs::write(home.path().join("sev.yaml"), table).unwrap();
        for name in ["a", "b"] {
            fs::write(home.path().join(format!("incidents/{name}.md")), "---\na: 1\n---\n").unwrap();
        }
        let root = Root::find(home.path()).unwrap();
        let mut projects = Projects::new(&root, Given::default());
        projects.of_folder("");
        let (projects, trouble) = projects.finish();
        assert!(trouble.is_empty(), "{trouble:?}");
        let today = date(2026, 11, 22);
        let wrong = |examined: &Examined| {
            let wrong = examined.found.iter().filter(|found| found.about.id == "table-example-wrong");
            wrong.map(|found| found.message.clone()).collect::<Vec<_>>()
        };
        let sound = examine(&root, &projects, today).unwrap();
        assert_eq!((wrong(&sound).len(), sound.bugs.len()), (2, 0), "{sound:?}");
        let broken = examine_by(
            &root,
            &projects,
            today,
            &|document, words, zone| {
                let path = document.text.path();
                assert!(!path.ends_with("b.md"), "the bug of {path}");
                Postmortem::read(document, words, zone)
            },
            None,
        );
        let broken = broken.unwrap();
        assert_eq!(wrong(&broken)[0], wrong(&sound)[0]);
        let [bug] = broken.bugs.as_slice() else { panic!("{:?}", broken.bugs) };
        assert_eq!((bug.about.id, &*bug.place.path), ("file-judging-failed", "incidents/b.md"));
        let help = bug.help.as_deref().unwrap();
        assert!(help.contains("report it") && help.contains("the bug of incidents/b.md"), "{help}");
    }
}
