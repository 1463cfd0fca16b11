//! Known keys that stand below another key, and are not read there.

use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::nested::{Nested, nested, quoted};
use crate::model::plain_texts::texts;
use crate::model::reading::read;
use crate::model::value::Reading;
use crate::model::vocabulary::Target;
use crate::rules::rule::Case;
use crate::rules::words::japanese;
use crate::rules::words::phrase::and;
use crate::source::node::Entry;
use crate::table::spelling::Spelled;

use super::presence::{Presence, presence_of};

/// Those that state what nothing else states.
#[must_use]
pub fn unread<'c>(case: &Case<'c>) -> Vec<Nested<'c>> {
    let mut found = all(case);
    found.retain(|nested| is_meant(case, nested));
    found
}

/// The one that would state something, if nothing else does.
#[must_use]
pub fn unread_of<'c>(case: &Case<'c>, target: &Target) -> Option<Nested<'c>> {
    all(case).into_iter().find(|nested| nested.states(target) && is_meant(case, nested))
}

fn all<'c>(case: &Case<'c>) -> Vec<Nested<'c>> {
    let front_matter = case.document.front_matter.as_ref();
    front_matter.map_or_else(Vec::new, |front_matter| nested(&front_matter.entries, case.words))
}

fn is_meant(case: &Case<'_>, nested: &Nested<'_>) -> bool {
    !matches!(presence_of(case, nested.target), Presence::Stated) && is_stated(case, nested)
}

/// Whether the value is what it would state: a `severity: 7` may be of anything.
fn is_stated(case: &Case<'_>, nested: &Nested<'_>) -> bool {
    match nested.target {
        Target::Field(Field::Severity) => case.verdict.is_none_or(|verdict| {
            texts(Field::Severity, nested.entry).iter().any(|said| {
                let spelled = verdict.table.spelled(&said.text);
                matches!(spelled, Spelled::Level { .. } | Spelled::NotGraded(_) | Spelled::Several)
            })
        }),
        Target::Field(_) => true,
        Target::Fact(..) => is_stated_by(case, nested.target, nested.entry),
    }
}

/// Whether what stands behind a key can be read as a fact: `customer: ACME` is no count.
#[must_use]
pub fn is_stated_by(case: &Case<'_>, target: &Target, entry: &Entry) -> bool {
    let Target::Fact(index, _) = target else { return false };
    let Some(declaration) = case.words.facts.get(*index) else { return false };
    matches!(read(&declaration.kind, &entry.value), Reading::Value(_))
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
