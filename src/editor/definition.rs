//! Where what stands in a document is defined: a fact, a level.

use super::protocol::Location;
use super::subject::{Subject, subject};
use super::view::View;

/// Where what a byte of the document is about is defined.
#[must_use]
pub fn definition(view: &View<'_>, offset: usize) -> Option<Location> {
    let (subject, _) = subject(view, offset)?;
    let table = view.table()?;
    let span = match subject {
        Subject::Fact(fact) => table.facts.get(fact)?.span?,
        Subject::Level(level) => table.levels.get(level)?.id.span,
        Subject::Severity => {
            let judgement = view.page()?.hearing.judgement.as_ref()?;
            let level = judgement.level().or_else(|| judgement.possible.only())?;
            table.levels.get(level)?.id.span
        }
        Subject::Rule(_) => return None,
    };
    view.location_in(table, span)
}
