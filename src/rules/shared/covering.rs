//! Criteria that cover others, as findings name and show them.

use crate::diagnostic::diagnostic::Label;
use crate::diagnostic::language::Language;
use crate::table::flaw::criteria::CriterionAt;

use crate::rules::rule::SoundTable;

/// How many criteria are shown; more than these nobody reads.
pub const MOST: usize = 4;

/// `` `wide-outage` of SEV-1 ``, or `` `SEV-1` の基準 `wide-outage` ``.
#[must_use]
pub fn criterion_words(sound: &SoundTable<'_>, at: CriterionAt) -> String {
    let id = sound.criterion(at).map_or("?", |criterion| criterion.id.as_str());
    match sound.language {
        Language::English => format!("`{id}` of {}", sound.level(at.level)),
        Language::Japanese => format!("`{}` の基準 `{id}`", sound.level(at.level)),
    }
}

/// The ids of the levels of some criteria, each once.
#[must_use]
pub fn levels_of<'a>(sound: &SoundTable<'a>, criteria: &[CriterionAt]) -> Vec<&'a str> {
    let mut levels: Vec<usize> = criteria.iter().map(|at| at.level).collect();
    levels.sort_unstable();
    levels.dedup();
    levels.into_iter().map(|level| sound.level(level)).collect()
}

/// The places of the criteria that cover another one.
#[must_use]
pub fn covering(sound: &SoundTable<'_>, by: &[CriterionAt]) -> Vec<Label> {
    let label = |at: &CriterionAt| {
        let level = sound.level(at.level);
        let message = match (sound.language, by.len()) {
            (Language::English, 1) => format!("{level} takes all of it"),
            (Language::English, _) => format!("{level} takes a part of it"),
            (Language::Japanese, 1) => format!("この基準により、そのすべてが `{level}` になる"),
            (Language::Japanese, _) => format!("この基準により、その一部が `{level}` になる"),
        };
        Some(sound.here(sound.criterion(*at)?.span, message))
    };
    by.iter().take(MOST).filter_map(label).collect()
}
