//! A candidate is opened: it is decided whether it is a postmortem, and if it is, it is read.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::source::document::{Document, Head};
use crate::source::load::LoadFault;
use crate::source::repository::Root;

use super::candidate::{Candidate, text_of};
use super::project::Project;
use super::request::Request;
use super::select::{Choice, Decision, by_both, by_front_matter_of_named};
use super::trouble::unread;

/// A file that nothing was read from.
pub(super) struct Unread {
    pub(super) choice: Choice,
    /// Why not, where it should have been read.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads a candidate that is taken for a postmortem; of others, and of those that cannot be read, what became of them.
pub(super) fn open(
    root: &Root,
    request: &Request,
    project: &Project,
    candidate: &Candidate,
) -> Result<(Choice, Document), Box<Unread>> {
    let (decision, file) = (candidate.decision(project, root), &candidate.file);
    let choice = |decision| Choice { path: file.path().clone(), decision };
    let unread_as = |decision, diagnostics| Err(Box::new(Unread { choice: choice(decision), diagnostics }));
    let is_settled = |decision: &&Decision| !decision.is_taken() && !decision.is_guessed();
    if let Some(decision) = decision.as_ref().filter(is_settled) {
        return unread_as(decision.clone(), vec![]);
    }
    let text = match text_of(root, request.given.piped.as_ref(), file, project.config.max_file_size) {
        Ok(text) => text,
        Err(fault) => {
            // What is not known to be a postmortem may be anything.
            let told = || unread(&project.config, file.path(), &fault);
            return match decision {
                Some(guess) if guess.is_guessed() => unread_as(guess, vec![]),
                Some(decision) => unread_as(decision, told()),
                None if !candidate.is_named => unread_as(Decision::Elsewhere, vec![]),
                // A picture is no text, and may be large; what cannot be read at all is for whoever named it to know.
                None if matches!(fault, LoadFault::NotUtf8 { .. } | LoadFault::TooLarge { .. }) => {
                    unread_as(Decision::NotMarkdown, vec![])
                }
                None => unread_as(Decision::Named, told()),
            };
        }
    };
    let (decision, document) = match decision {
        Some(decision) if decision.is_taken() => (decision, Document::parse(text)),
        by_path => {
            let head = Head::read(text);
            let is_odd = by_path.is_none() && candidate.is_named;
            let decision = if is_odd { by_front_matter_of_named(&head) } else { by_both(by_path, &head) };
            if !decision.is_taken() {
                return unread_as(decision, vec![]);
            }
            (decision, head.into_document())
        }
    };
    Ok((choice(decision), document))
}
