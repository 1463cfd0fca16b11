//! Where postmortems stood before a change, which stand somewhere else now.

use std::sync::Arc;

use crate::lint::request::Request;
use crate::lint::select::is_markdown;
use crate::lint::visit::{Visit, visit};
use crate::source::walk::list;

use super::session::Session;

/// The postmortems that were there before the change, and of which no file has the path any more.
#[derive(Debug, Default)]
pub struct Former(Vec<Gone>);

#[derive(Debug)]
struct Gone {
    path: Arc<str>,
    text: String,
    id: Option<String>,
}

impl Former {
    /// Finds them, if files stand now where none stood. What does not load was no postmortem.
    #[must_use]
    pub fn of(session: &Session, earlier: &Session) -> Self {
        let new = list(&session.root, &session.request.paths, None, is_markdown).files;
        if new.iter().all(|file| earlier.root.is_file(file.path())) {
            return Self::default();
        }
        let listing = list(&earlier.root, &[earlier.root.path().to_path_buf()], None, is_markdown);
        let gone = listing.files.iter().filter(|file| !session.root.is_file(file.path()));
        let paths: Vec<_> = gone.map(|file| earlier.root.join(file.path())).collect();
        if paths.is_empty() {
            return Self::default();
        }
        let request = Request { paths, ..earlier.request.clone() };
        let found = visit(&earlier.root, &request, |visit: Visit<'_>| Gone {
            path: visit.document.text.path().clone(),
            text: visit.document.text.as_str().to_owned(),
            id: visit.postmortem.id().map(str::to_owned),
        });
        Self(found.map(|visited| visited.answers).unwrap_or_default())
    }

    /// The paths they had.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<str>> {
        self.0.iter().map(|gone| &gone.path)
    }

    /// Where a postmortem stood that did not stand where it is now: the only one of that text, else of that id.
    #[must_use]
    pub fn path_of(&self, visit: Visit<'_>) -> Option<&Arc<str>> {
        let text = visit.document.text.as_str();
        let id = visit.postmortem.id();
        let same_text = |gone: &&Gone| gone.text == text;
        let same_id = |gone: &&Gone| id.is_some() && gone.id.as_deref() == id;
        only(self.0.iter().filter(same_text)).or_else(|| only(self.0.iter().filter(same_id)))
    }
}

fn only<'g>(mut found: impl Iterator<Item = &'g Gone>) -> Option<&'g Arc<str>> {
    let first = found.next()?;
    found.next().is_none().then_some(&first.path)
}
