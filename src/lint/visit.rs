//! The postmortems of a run, read and handed to whoever asks: chosen as `check` chooses them, and not judged.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::postmortem::Postmortem;
use crate::model::vocabulary::Vocabulary;
use crate::source::document::Document;
use crate::source::repository::Root;
use crate::source::walk::list;
use crate::table::table::Table;

use super::candidates::Candidates;
use super::doubles::each_once;
use super::guard::guarded;
use super::judge;
use super::naming::{counted, numbered};
use super::opening::open;
use super::outcome::{Outcome, RunNote};
use super::project::Projects;
use super::reach::folder_of;
use super::request::Request;
use super::run_notes::{Reasons, not_entered};
use super::select::is_markdown;
use super::trouble::{of_bug, of_walk};
use super::unseen::nothing_selected;

/// A postmortem, with what it was read by.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The file.
    pub document: &'a Document,
    /// What it says.
    pub postmortem: &'a Postmortem,
    /// The words of the table in force, and of the configuration.
    pub words: &'a Vocabulary,
    /// The table in force on its day.
    pub table: Option<&'a Arc<Table>>,
    /// Where times without an offset are taken to be.
    pub zone: &'a TimeZone,
    /// What its project speaks.
    pub language: Language,
    /// The folder of its project, relative to the repository, empty or with `/` at the end.
    pub folder: &'a str,
}

/// What came of the visits.
#[derive(Debug)]
pub struct Visited<T> {
    /// One answer for each postmortem, in the order of the paths.
    pub answers: Vec<T>,
    /// Findings about files and folders that could not be read.
    pub unread: Vec<Diagnostic>,
    /// What is to be said about the run.
    pub notes: Vec<RunNote>,
    /// What the first project that was asked for speaks.
    pub language: Language,
}

/// Reads the postmortems of a request, and asks about each.
///
/// # Errors
/// When a configuration or a table does not load: the outcome of a run that was not made, with its findings.
pub fn visit<T>(
    root: &Root,
    request: &Request,
    mut ask: impl FnMut(Visit<'_>) -> T,
) -> Result<Visited<T>, Box<Outcome>> {
    let mut answers = vec![];
    let Visited { unread, notes, language, .. } =
        visit_each(root, request, &mut |visit| answers.push(ask(visit)))?;
    Ok(Visited { answers, unread, notes, language })
}

/// As [`visit`], for any kind of answer: whoever asks keeps it, and `answers` stays empty.
fn visit_each(
    root: &Root,
    request: &Request,
    ask: &mut dyn FnMut(Visit<'_>),
) -> Result<Visited<()>, Box<Outcome>> {
    let listing = list(root, &request.paths, None, is_markdown);
    let mut projects = Projects::new(root, request.given.clone());
    for path in &request.paths {
        // A broken configuration or table is found even where there are no postmortems yet.
        let _ = projects.of_folder(&folder_of(root, path));
    }
    let candidates = Candidates::of(listing.files, |file| projects.of_file(file.path()));
    let language = projects.language();
    let (projects, trouble) = projects.finish();
    if !trouble.is_empty() {
        return Err(Box::new(Outcome {
            findings: numbered(counted(trouble)),
            language,
            ..Outcome::default()
        }));
    }
    let mut visited = Visited {
        answers: vec![],
        unread: listing.faults.iter().flat_map(|fault| of_walk(fault, language)).collect(),
        notes: listing.faults.iter().filter_map(not_entered).collect(),
        language,
    };
    let looked_at = candidates.len();
    request.given.progress.iter().for_each(|progress| progress.begin(looked_at));
    let mut reasons = Reasons::default();
    let mut is_any_taken = false;
    for candidate in each_once(root, &projects, &candidates) {
        request.given.progress.iter().for_each(|progress| progress.count());
        let Some(project) = projects.get(candidate.project) else { continue };
        let language = project.config.language;
        let path = candidate.file.path().clone();
        let zone = project.config.zone();
        let read = guarded(|| {
            open(root, request, project, &candidate).map(|(choice, document)| {
                let (postmortem, words, table) = judge::read(&document, project, &zone, request.today);
                (choice, document, postmortem, words, table)
            })
        });
        let (choice, document, postmortem, words, table) = match read {
            Ok(Ok(taken)) => taken,
            Err(bug) => {
                visited.unread.extend(of_bug(&path, &bug, language));
                continue;
            }
            Ok(Err(unread)) => {
                visited.unread.extend(unread.diagnostics);
                is_any_taken |= unread.choice.decision.is_taken();
                reasons.add(&unread.choice.decision);
                continue;
            }
        };
        is_any_taken |= choice.decision.is_taken();
        let visit = Visit {
            document: &document,
            postmortem: &postmortem,
            words,
            table,
            zone: &zone,
            language,
            folder: &project.config.folder,
        };
        // Whoever asks gathers; what was gathered of a file before a bug was met stays.
        if let Err(bug) = guarded(|| ask(visit)) {
            visited.unread.extend(of_bug(&path, &bug, language));
        }
    }
    if !is_any_taken {
        let notes = nothing_selected(root, &projects, &visited.notes, looked_at, reasons.commonest());
        visited.notes.extend(notes);
    }
    Ok(visited)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::lint::project::Given;
    use crate::lint::record::Detail;

    /// Whoever asks may meet a bug in one file: that is told of it, and the others are asked all the same.
    #[test]
    fn a_bug_is_told_of_the_file_it_was_met_on() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("incidents")).unwrap();
        for name in ["a", "b", "c"] {
            fs::write(home.path().join(format!("incidents/{name}.md")), "---\nseverity: SEV-2\n---\n")
                .unwrap();
        }
        let root = Root::find(home.path()).unwrap();
        let request = Request {
            paths: vec![home.path().to_path_buf()],
            given: Given::default(),
            today: date(2026, 11, 22),
            detail: Detail::Brief,
        };
        let visited = visit(&root, &request, |visit| {
            let path = visit.document.text.path().to_string();
            assert!(!path.ends_with("b.md"), "the bug of {path}");
            path
        });
        let visited = visited.unwrap();
        assert_eq!(visited.answers, ["incidents/a.md", "incidents/c.md"]);
        let [told] = visited.unread.as_slice() else { panic!("{:?}", visited.unread) };
        assert_eq!((told.about.id, &*told.place.path), ("file-judging-failed", "incidents/b.md"));
        assert_eq!(visited.notes, []);
    }
}
