//! Work that was announced: what takes long on purpose, and was written down before it began.

/// Whether a title or the name of a file says that it was planned, so that it takes long on purpose.
#[must_use]
pub fn is_planned(title: Option<&str>, path: &str) -> bool {
    says_one_of(title, path, &[PLANNED])
}

/// Whether it may have been announced: an upgrade or a migration is, and goes wrong at other times.
#[must_use]
pub fn may_be_announced(title: Option<&str>, path: &str) -> bool {
    says_one_of(title, path, &[PLANNED, &["upgrade", "migration", "移行", "アップグレード"]])
}

const PLANNED: &[&str] =
    &["maintenance", "scheduled", "planned", "announced", "メンテナンス", "計画停止", "定期"];

fn says_one_of(title: Option<&str>, path: &str, words: &[&[&str]]) -> bool {
    let title = title.unwrap_or_default().to_lowercase();
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    words.iter().copied().flatten().any(|word| title.contains(word) || name.contains(word))
        && !["unplanned", "unscheduled"].iter().any(|word| title.contains(word) || name.contains(word))
}
