//! What rules over several files need beside the files that were asked for: the rest of the project, and a second look at
//! those that have something in common.

use std::collections::HashMap;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::template::TemplateLines;
use crate::source::document::Head;
use crate::source::load::load;
use crate::source::repository::Root;
use crate::source::walk::list;

use super::across::{self, Kept};
use super::candidate::Candidate;
use super::candidates::Candidates;
use super::guard::guarded;
use super::judge::{Court, read, remember, remember_front};
use super::opening::open;
use super::project::{Project, Projects};
use super::request::Request;
use super::select::{by_both, is_markdown};
use super::sought::Sought;

/// The files that were not asked for; rules over several files look at them, too.
pub(super) fn not_asked_for(
    root: &Root,
    request: &Request,
    projects: &Projects<'_>,
    asked: &Candidates,
) -> Candidates {
    // Whoever asks for the whole repository has them all.
    let is_whole = |path: &PathBuf| root.relative(path).is_ok_and(|path| path.is_empty());
    if request.given.changed.is_none() && request.paths.iter().any(is_whole) {
        return Candidates::default();
    }
    others(root, projects, asked)
}

/// The Markdown files that were not asked for and belong to a project that is loaded.
pub(super) fn others(root: &Root, projects: &Projects<'_>, asked: &Candidates) -> Candidates {
    let listing = list(root, &[root.path().to_path_buf()], None, is_markdown);
    let mut of_folder: HashMap<String, Option<usize>> = HashMap::new();
    Candidates::of(listing.files, |file| {
        if asked.find(file.path()).is_some() {
            return None;
        }
        let folder = file.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        match of_folder.get(folder) {
            Some(known) => *known,
            None => {
                let found = projects.loaded_of(folder);
                of_folder.insert(folder.to_owned(), found);
                found
            }
        }
    })
}

/// Files that are read for the rules over several files.
#[derive(Clone, Copy)]
pub(super) struct AcrossReader<'a> {
    pub(super) root: &'a Root,
    pub(super) request: &'a Request,
    pub(super) projects: &'a [Project],
    /// The files that were asked for.
    pub(super) asked: &'a Candidates,
    /// And the others, which are counted on.
    pub(super) others: &'a Candidates,
    /// What is sought in these.
    pub(super) sought: &'a Sought,
}

impl AcrossReader<'_> {
    /// The number of the file of that path.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.asked.find(path).or_else(|| Some(self.asked.len() + self.others.find(path)?))
    }

    /// The file of that number, and whether it was asked for.
    fn candidate(&self, index: usize) -> Option<(Candidate, bool)> {
        let asked = self.asked.get(index).map(|candidate| (candidate, true));
        asked.or_else(|| Some((self.others.get(index.checked_sub(self.asked.len())?)?, false)))
    }

    /// Whether the file of that number is the postmortem of the incident with that id.
    pub(super) fn is_of_incident(&self, index: usize, id: &str) -> bool {
        let found = self.candidate(index);
        found.is_some_and(|(file, _)| is_of_incident(self.root, self.projects, &file, self.request.today, id))
    }

    /// What is kept of the file of that number, and the index of its project.
    pub(super) fn entries_of(&self, index: usize) -> Option<(usize, Vec<Kept>)> {
        let (candidate, is_asked) = self.candidate(index)?;
        let kept = guarded(|| {
            let (root, today, detail) = (self.root, self.request.today, self.request.detail);
            let project = self.projects.get(candidate.project)?;
            let template = &TemplateLines::default();
            let court = Court { root, project, template, today, detail, past: None, recall: None };
            if is_asked {
                let (_, document) = open(root, self.request, project, &candidate).ok()?;
                return Some(remember(&document, court, true));
            }
            let (_, head) = other_if(root, self.projects, &candidate, |text| self.sought.may_stand_in(text))?;
            // What front matter says goes before what the body says, and takes a third of the time to read.
            let document = head.without_body();
            let kept = remember_front(&document, court);
            let is_all = |kept: &Vec<Kept>| across::are_all(kept, &project.config, candidate.file.path());
            Some(kept.filter(is_all).unwrap_or_else(|| remember(&document.with_body(), court, false)))
        });
        // A bug is told to those who ask for the file.
        kept.ok().flatten().map(|kept| (candidate.project, kept))
    }
}

/// Whether a file is the postmortem of the incident with that id.
pub(super) fn is_of_incident(
    root: &Root,
    projects: &[Project],
    candidate: &Candidate,
    today: Date,
    id: &str,
) -> bool {
    let is_of = || {
        let (project, head) = other(root, projects, candidate)?;
        let (postmortem, ..) = read(&head.into_document(), project, &project.config.zone(), today);
        Some(postmortem.id() == Some(id))
    };
    // A bug is told to those who ask for the file.
    guarded(is_of).ok().flatten().unwrap_or_default()
}

/// A postmortem that was not asked for, its body not read yet. If it cannot be read, that is for those who ask for it.
pub(super) fn other<'p>(
    root: &Root,
    projects: &'p [Project],
    candidate: &Candidate,
) -> Option<(&'p Project, Head)> {
    other_if(root, projects, candidate, |_| true)
}

/// The same, if its text `may_matter`.
fn other_if<'p>(
    root: &Root,
    projects: &'p [Project],
    candidate: &Candidate,
    may_matter: impl Fn(&str) -> bool,
) -> Option<(&'p Project, Head)> {
    let project = projects.get(candidate.project)?;
    let decision = candidate.decision(project, root);
    if decision.as_ref().is_some_and(|decision| !decision.is_taken() && !decision.is_guessed()) {
        return None;
    }
    let text = load(root, &candidate.file, project.config.max_file_size).ok()?;
    let head = may_matter(text.as_str()).then(|| Head::read(text))?;
    by_both(decision, &head).is_taken().then_some((project, head))
}
