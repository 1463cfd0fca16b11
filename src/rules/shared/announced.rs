//! Work that was announced: what takes long on purpose, and was written down before it began.

use crate::rules::rule::Case;

/// Whether the title or the name of the file says that it was planned, so that it takes long on purpose.
#[must_use]
pub fn is_planned(case: &Case<'_>) -> bool {
    says_one_of(case, &[PLANNED])
}

/// Whether it may have been announced: an upgrade or a migration is, and goes wrong at other times.
#[must_use]
pub fn may_be_announced(case: &Case<'_>) -> bool {
    says_one_of(case, &[PLANNED, &["upgrade", "migration", "移行", "アップグレード"]])
}

const PLANNED: &[&str] =
    &["maintenance", "scheduled", "planned", "announced", "メンテナンス", "計画停止", "定期"];

fn says_one_of(case: &Case<'_>, words: &[&[&str]]) -> bool {
    let title = case.postmortem.title.as_deref().unwrap_or_default().to_lowercase();
    let path = case.document.text.path();
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    words.iter().copied().flatten().any(|word| title.contains(word) || name.contains(word))
        && !["unplanned", "unscheduled"].iter().any(|word| title.contains(word) || name.contains(word))
}
