//! What `init` looks at before it writes: the postmortems that are there, a severity table for people, a template, a table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::insight::proposal::{date_that_starts, proposed_names};
use crate::insight::rubric::{Rubric, Unfit, Why, worth};
use crate::insight::rubric_search::{rubric_anywhere_in, unfit_anywhere_in};
use crate::insight::survey::Survey;
use crate::lint::config::{CONFIG_FILE, Config};
use crate::lint::guard::guarded;
use crate::lint::outcome::Outcome;
use crate::lint::project::Given;
use crate::lint::reach::project_folder;
use crate::lint::request::Request;
use crate::lint::select::{Decision, by_path, is_folder_of_postmortems, is_markdown};
use crate::lint::trouble::{is_bug, of_bug};
use crate::lint::visit::{Visit, Visited, visit};
use crate::model::field::Field;
use crate::model::known::Known;
use crate::model::postmortem::Postmortem;
use crate::model::vocabulary::{LocalNames, Vocabulary};
use crate::source::document::Document;
use crate::source::in_order::InOrder;
use crate::source::load::load;
use crate::source::text::Text;
use crate::source::walk::list;
use crate::table::table::Table;

use super::init_plain::{Plain, tables_here};
use super::session::Session;

/// What was found.
#[derive(Debug, Default)]
pub struct Looked {
    /// What the postmortems have in common.
    pub survey: Survey,
    /// What their keys and labels seem to state, beyond what is known.
    pub names: LocalNames,
    /// The files they were found as, relative to the folder; none where the name of their folder says what they are.
    pub globs: Vec<String>,
    /// How many Markdown files there are that are no postmortem, where none is.
    pub others: usize,
    /// The best severity table for people.
    pub rubric: Option<Rubric>,
    /// The first table that seems to be one, and cannot be taken.
    pub unfit: Option<Unfit>,
    /// Where others stand.
    pub other_rubrics: Vec<Arc<str>>,
    /// A folder that is called after postmortems, where there are none.
    pub empty_folder: Option<String>,
    /// A template of postmortems, relative to the repository.
    pub template: Option<Arc<str>>,
    /// A SEV table of ours, relative to the folder.
    pub table: Option<String>,
    /// A file that is called as one is, and is none.
    pub plain: Option<Plain>,
    /// Whether most of the Markdown files that were read are in Japanese.
    pub is_japanese: bool,
    /// What is to be said of files that this program failed on: they are left out.
    pub bugs: Vec<Diagnostic>,
}

/// A table with nothing but what every table has.
pub const EMPTY: &str = "sev_table: 1\nlevels: [{ id: a }, { id: b, otherwise: true }]\n";

/// Folders that are called after postmortems, and after nothing else.
const FOLDERS: &[&str] = &[
    "postmortems",
    "postmortem",
    "障害報告",
    "障害報告書",
    "ポストモーテム",
    "インシデントレポート",
    "インシデント",
];

/// So many postmortems in a folder make it a folder of postmortems.
const FEWEST: usize = 3;

/// Looks. `folder` is relative to the repository, empty or with `/` at the end; `table` has the facts that are counted.
#[must_use]
pub fn look(session: &Session, folder: &str, table: &Table) -> Looked {
    let mut looked = Looked::default();
    let config = Config::default_in(folder.to_owned());
    (looked.table, looked.plain) = tables_here(session, folder, &config);
    let mut paths = vec![session.root.join(folder)];
    looked.survey = survey(session, folder, &paths, table, &vec![], &mut looked.bugs);
    let files = list(&session.root, &paths, None, is_markdown).files;
    let is_here = |path: &str| !is_of_project_below(&project_folder(&session.root, path), folder);
    let decide = |path: &str| by_path(path, &config, &[], false, &|path| session.root.has(path));
    let mut free: Vec<Arc<str>> = vec![];
    let mut templates: Vec<Arc<str>> = vec![];
    for file in files.iter().filter(|file| is_here(file.path())) {
        match decide(file.path()) {
            Some(Decision::Template) => templates.push(file.path().clone()),
            Some(Decision::Readme | Decision::Rubric) => {}
            _ => free.push(file.path().clone()),
        }
    }
    let has_settings = session.root.join(&format!("{folder}{CONFIG_FILE}")).is_file();
    if looked.survey.postmortems() == 0 && !has_settings {
        let scattered = scattered(session, &free, &mut looked.bugs);
        // Where the root itself is called after postmortems, all that is there are some.
        let is_all = scattered.is_empty() && folder.is_empty() && is_called_so(session.root.path());
        let found = if is_all { &free } else { &scattered };
        let places: Vec<PathBuf> = found.iter().map(|path| session.root.join(path)).collect();
        if !places.is_empty() {
            paths = places;
            looked.survey = survey(session, folder, &paths, table, &vec![], &mut looked.bugs);
            looked.globs = if is_all { vec!["**/*.md".to_owned()] } else { globs(found, folder) };
        }
    }
    if looked.survey.postmortems() == 0 {
        looked.others = free.len();
        let exists = |name: &&&str| session.root.join(&format!("{folder}{name}")).is_dir();
        looked.empty_folder = FOLDERS.iter().find(exists).map(|name| (*name).to_owned());
    }
    looked.names = proposed_names(&looked.survey);
    if !looked.names.is_empty() {
        looked.survey = survey(session, folder, &paths, table, &looked.names, &mut looked.bugs);
    }
    if let Some(date) = date_that_starts(&looked.survey).map(str::to_owned) {
        looked.names.push(("started_at".to_owned(), vec![date]));
        looked.survey = survey(session, folder, &paths, table, &looked.names, &mut looked.bugs);
    }
    looked.template = template(templates, &looked.survey);
    let mut rubrics: Vec<Rubric> = vec![];
    let (mut read, mut japanese) = (0_usize, 0_usize);
    for file in files.iter().filter(|file| is_here(file.path())) {
        if looked.survey.paths.contains(file.path()) || decide(file.path()) == Some(Decision::Template) {
            continue;
        }
        let Ok(text) = load(&session.root, &file, config.max_file_size) else { continue };
        read += 1;
        japanese += usize::from(text.as_str().contains(|letter| matches!(letter, 'ぁ'..='ヿ')));
        match guarded(|| rubric_of(text)) {
            Ok(Ok(rubric)) => rubrics.push(rubric),
            Ok(Err(unfit)) => looked.unfit = looked.unfit.take().or(unfit),
            Err(bug) => looked.bugs.extend(of_bug(file.path(), &bug, config.language)),
        }
    }
    looked.is_japanese = japanese * 2 > read;
    // Each file was looked at more than once.
    looked.bugs.order_by(|one, other| one.place.path.cmp(&other.place.path));
    looked.bugs.dedup_by(|one, other| one.place.path == other.place.path);
    // What stands where the table is to stand comes first; then what says that it is about incidents, then a file that is called
    // after it, then the one that says most.
    let plain = looked.plain.as_ref().map(|plain| plain.full_path.as_str());
    let rank = |rubric: &Rubric| {
        let name = rubric.path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let is_named = ["sev", "重大度", "深刻度", "incident"].iter().any(|word| name.contains(word));
        let (said, levels) = worth(rubric);
        {
            let is_here = plain == Some(&*rubric.path);
            (said > 1, is_here, rubric.bearing.signum(), is_named, said, levels)
        }
    };
    rubrics.order_by_key(|rubric| std::cmp::Reverse(rank(rubric)));
    // What is above it speaks of bugs or alerts: that is none of incidents, unless it stands where the table is to stand.
    let is_taken = |rubric: &Rubric| rubric.bearing >= 0 || plain == Some(&*rubric.path);
    match rubrics.iter().position(is_taken) {
        Some(at) => looked.rubric = Some(rubrics.remove(at)),
        None => looked.unfit = looked.unfit.take().or_else(|| rubrics.drain(..).next().map(of_others)),
    }
    let rubrics = rubrics.into_iter();
    looked.other_rubrics = rubrics.map(|rubric| rubric.path).collect();
    looked
}

fn is_called_so(root: &Path) -> bool {
    root.file_name().and_then(|name| name.to_str()).is_some_and(is_folder_of_postmortems)
}

/// A table of levels of something else.
fn of_others(rubric: Rubric) -> Unfit {
    let rows = rubric.levels.into_iter().map(|level| level.id).collect();
    Unfit { path: rubric.path, line: None, rows, why: Why::OfOthers }
}

/// The severity table for people that a file may have; else one that cannot be taken.
fn rubric_of(text: Text) -> Result<Rubric, Option<Unfit>> {
    let lower = text.as_str().to_lowercase();
    if lower.contains("sev_table") || !WORDS.iter().any(|word| lower.contains(word)) {
        return Err(None);
    }
    let document = Document::parse(text);
    rubric_anywhere_in(&document).ok_or_else(|| unfit_anywhere_in(&document))
}

/// One of these stands in a file with a table of severities.
const WORDS: [&str; 15] = [
    "sev",
    "priority",
    "p1",
    "level",
    "rank",
    "grade",
    "class",
    "レベル",
    "重大度",
    "深刻度",
    "優先度",
    "重要度",
    "ランク",
    "等級",
    "区分",
];

/// The template that stands where the postmortems do, else one that is called after them, or an archetype of them.
fn template(templates: Vec<Arc<str>>, survey: &Survey) -> Option<Arc<str>> {
    let usual = survey.folders().into_iter().next().map(|(folder, _)| folder);
    let rank = |path: &Arc<str>| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let lower = name.to_lowercase();
        if usual.as_deref() == Some(folder) {
            return Some(0);
        }
        let is_named = ["postmortem", "post_mortem", "post-mortem", "incident", "障害"]
            .iter()
            .any(|word| lower.contains(word));
        let is_archetype = folder.rsplit('/').next() == Some("archetypes");
        (is_named || is_archetype).then_some(1)
    };
    templates.into_iter().filter_map(|path| Some((rank(&path)?, path))).min().map(|(_, path)| path)
}

/// A request for files, where a `SEV.md` that people wrote for people is no table that does not load.
fn beside_texts(session: &Session, paths: Vec<PathBuf>) -> Request {
    let given = Given { skips_texts: true, ..session.request.given.clone() };
    Request { paths, given, ..session.request.clone() }
}

/// A configuration or a table that does not load is for `check` to say; then there is nothing to look at.
fn survey(
    session: &Session,
    folder: &str,
    paths: &[PathBuf],
    table: &Table,
    names: &LocalNames,
    bugs: &mut Vec<Diagnostic>,
) -> Survey {
    let words = Vocabulary::new(&table.facts, names);
    let mut survey = Survey::default();
    let request = beside_texts(session, paths.to_vec());
    let visited = visit(&session.root, &request, |visit| {
        if is_of_project_below(visit.folder, folder) {
            return;
        }
        let words = if visit.table.is_some() { visit.words } else { &words };
        let postmortem = Postmortem::read(visit.document, words, visit.zone);
        survey.take(&Visit { postmortem: &postmortem, words, ..visit });
    });
    bugs.extend(bugs_of(visited));
    survey
}

/// Whether the folder of a project is below another folder, both with `/` at the end: what lies there has its own table.
fn is_of_project_below(project: &str, folder: &str) -> bool {
    project.len() > folder.len()
}

/// A file that cannot be read is for `check` to say as well; one that this program fails on is not.
fn bugs_of<T>(visited: Result<Visited<T>, Box<Outcome>>) -> impl Iterator<Item = Diagnostic> {
    visited.into_iter().flat_map(|visited| visited.unread).filter(is_bug)
}

/// Postmortems in folders that are not called after them: where most files look like one.
fn scattered(session: &Session, files: &[Arc<str>], bugs: &mut Vec<Diagnostic>) -> Vec<Arc<str>> {
    let paths: Vec<PathBuf> = files.iter().map(|path| session.root.join(path)).collect();
    if paths.is_empty() {
        return vec![];
    }
    let request = beside_texts(session, paths);
    let mut folders: BTreeMap<String, (usize, Vec<Arc<str>>)> = BTreeMap::new();
    let visited = visit(&session.root, &request, |visit| {
        let path = visit.document.text.path();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let entry = folders.entry(folder).or_default();
        entry.0 += 1;
        if looks_like_one(&visit) {
            entry.1.push(path.clone());
        }
    });
    bugs.extend(bugs_of(visited));
    let whole =
        folders.into_values().filter(|(all, found)| found.len() >= FEWEST && found.len() * 5 >= all * 3);
    whole.flat_map(|(_, found)| found).collect()
}

/// A severity, a time or a length, sections that postmortems have: three of these together.
fn looks_like_one(visit: &Visit<'_>) -> bool {
    let postmortem = visit.postmortem;
    let declares = postmortem.said(Field::Severity).is_some_and(|said| !said.text.is_empty());
    let is_timed = postmortem.times.values().any(|times| times.iter().any(|time| time.moment().is_some()));
    let has = |known| usize::from(!postmortem.sections.about(known).is_empty());
    let sections =
        [Known::Timeline, Known::RootCause, Known::Impact, Known::ActionItems, Known::LessonsLearned];
    let sections: usize = sections.into_iter().map(has).sum();
    usize::from(declares) * 2 + usize::from(is_timed || postmortem.day.is_some()) + sections >= 3
}

/// `content/issues/*.md`, relative to the folder, for each folder and ending.
fn globs(paths: &[Arc<str>], folder: &str) -> Vec<String> {
    let mut globs: Vec<String> = paths
        .iter()
        .map(|path| {
            let inner = path.strip_prefix(folder).unwrap_or(path);
            let (above, name) = inner.rsplit_once('/').map_or(("", inner), |(above, name)| (above, name));
            let ending =
                if name.ends_with(".md.erb") { "md.erb" } else { name.rsplit('.').next().unwrap_or("md") };
            // What means something in a glob stands for any character.
            let above: String = above
                .chars()
                .map(|c| if matches!(c, '*' | '?' | '[' | ']' | '{' | '}' | '\\') { '?' } else { c })
                .collect();
            if above.is_empty() { format!("*.{ending}") } else { format!("{above}/*.{ending}") }
        })
        .collect();
    globs.sort_unstable();
    globs.dedup();
    globs
}
