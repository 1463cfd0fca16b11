//! Known keys that stand below another key, and are not read there.

use crate::diagnostic::language::Language;
use crate::model::nested::{Nested, nested, quoted};
use crate::model::vocabulary::Target;
use crate::rules::rule::Case;
use crate::rules::words::japanese;
use crate::rules::words::phrase::and;

use super::presence::{Presence, presence_of};

/// Those that state what nothing else states.
#[must_use]
pub fn unread<'c>(case: &Case<'c>) -> Vec<Nested<'c>> {
    let Some(front_matter) = &case.document.front_matter else { return vec![] };
    let mut found = nested(&front_matter.entries, case.words);
    found.retain(|nested| !matches!(presence_of(case, nested.target), Presence::Stated));
    found
}

/// The one that would state something, if nothing else does.
#[must_use]
pub fn unread_of<'c>(case: &Case<'c>, target: &Target) -> Option<Nested<'c>> {
    unread(case).into_iter().find(|nested| nested.states(target))
}

/// The canonical name of what a key states.
#[must_use]
pub fn name<'c>(case: &Case<'c>, target: &Target) -> &'c str {
    match target {
        Target::Field(field) => field.name(),
        Target::Fact(fact, _) => case.words.facts.get(*fact).map_or("", |fact| fact.name.as_str()),
    }
}

/// What stands at such a key in a finding.
#[must_use]
pub fn not_read(language: Language) -> &'static str {
    match language {
        Language::English => "not read here",
        Language::Japanese => "ここからは読み取られない",
    }
}

/// What makes them read.
#[must_use]
pub fn cure(case: &Case<'_>, nested: &[Nested<'_>]) -> String {
    let lines: Vec<String> = nested
        .iter()
        .map(|nested| format!("`{} = [\"{}\"]`", name(case, nested.target), quoted(&nested.path)))
        .collect();
    let group = nested.first().map_or("", |nested| &*nested.group.key);
    let it = if nested.len() == 1 { "it" } else { "them" };
    match case.language {
        Language::English => {
            format!(
                "move {it} out of `{group}`, to the top; or write {} below `[names]` in `sevlint.toml`",
                and(&lines)
            )
        }
        Language::Japanese => format!(
            "`{group}` の外（最上位）に移すか、`sevlint.toml` の `[names]` に {} を書く",
            japanese::and(&lines)
        ),
    }
}
