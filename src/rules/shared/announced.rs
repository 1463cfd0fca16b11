//! Work that was announced: what takes long on purpose, and was written down before it began.

use crate::model::announced;
use crate::rules::rule::Case;

/// Whether the title or the name of the file says that it was planned, so that it takes long on purpose.
#[must_use]
pub fn is_planned(case: &Case<'_>) -> bool {
    announced::is_planned(case.postmortem.title.as_deref(), case.document.text.path())
}

/// Whether it may have been announced: an upgrade or a migration is, and goes wrong at other times.
#[must_use]
pub fn may_be_announced(case: &Case<'_>) -> bool {
    announced::may_be_announced(case.postmortem.title.as_deref(), case.document.text.path())
}
