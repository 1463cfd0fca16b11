//! Work that was announced: what takes long on purpose, and was written down before it began.

use super::rule::Case;

/// Whether the title or the name of the file says that it was planned, so that it may have been announced.
#[must_use]
pub fn is_announced(case: &Case<'_>) -> bool {
    const WORDS: [&str; 9] = [
        "maintenance",
        "scheduled",
        "planned",
        "upgrade",
        "migration",
        "メンテナンス",
        "計画停止",
        "移行",
        "アップグレード",
    ];
    let title = case.postmortem.title.as_deref().unwrap_or_default().to_lowercase();
    let path = case.document.text.path();
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    WORDS.iter().any(|word| title.contains(word) || name.contains(word))
        && !["unplanned", "unscheduled"].iter().any(|word| title.contains(word) || name.contains(word))
}
