//! Facts as they are typed on a command line: `users_affected_pct=32%`.

use crate::model::asked::misfit_of_text;
use crate::model::fact::{Fact, Statement};
use crate::model::kind::Kind;
use crate::model::reading::{read_text, read_text_with_unit};
use crate::model::value::Reading;
use crate::model::vocabulary::Target;
use crate::source::nearest::nearest;
use crate::source::span::Span;
use crate::table::table::Table;

use super::classify_fault::ClassifyFault;
use super::error::Error;
use super::project_here::TableHere;

/// The facts that were typed.
///
/// # Errors
/// What is wrong with the first of them that cannot be used.
pub fn stated(typed: &[String], here: &TableHere) -> Result<Vec<Fact>, Error> {
    let mut facts = vec![Fact::default(); here.table.facts.len()];
    for typed in typed {
        let Some((name, text)) = typed.split_once('=') else {
            return Err(refused(ClassifyFault::Form(typed.clone()), here));
        };
        let targets = here.words.targets(name).iter();
        let fact = targets.into_iter().find_map(|(_, target)| match target {
            Target::Fact(fact, unit) => Some((*fact, *unit)),
            Target::Field(_) => None,
        });
        let found = fact.and_then(|(fact, unit)| Some((fact, unit, here.table.facts.get(fact)?)));
        let Some((fact, unit, declaration)) = found else {
            let names = here.table.facts.iter().map(|fact| fact.name.as_str());
            let nearest = nearest(name, names).map(str::to_owned);
            let fault =
                ClassifyFault::Unknown { name: name.to_owned(), nearest, asked: asked_by(&here.table) };
            return Err(refused(fault, here));
        };
        // As in front matter: `regions=[eu, us]`.
        let listed = text.trim().strip_prefix('[').and_then(|inside| inside.strip_suffix(']'));
        let listed = listed.filter(|inside| !inside.trim().is_empty());
        let text = listed.filter(|_| matches!(declaration.kind, Kind::Set(_))).unwrap_or(text);
        let reading = match unit {
            _ if text.trim() == "?" => Reading::Unknown,
            Some(unit) => read_text_with_unit(&declaration.kind, text, unit),
            None => read_text(&declaration.kind, text),
        };
        let reading = match reading {
            Reading::Value(value) => {
                misfit_of_text(declaration, name, text).map_or(Reading::Value(value), Reading::Unreadable)
            }
            other => other,
        };
        if let Some(why) = reading.refused().first().cloned() {
            let fault = ClassifyFault::Unreadable {
                fact: declaration.name.clone(),
                text: text.to_owned(),
                kind: declaration.kind.name(),
                words: declaration.kind.words().iter().map(|word| word.name.clone()).collect(),
                why,
            };
            return Err(refused(fault, here));
        }
        let Some(known) = facts.get_mut(fact) else { continue };
        if !known.statements.is_empty() {
            return Err(refused(ClassifyFault::Twice(declaration.name.clone()), here));
        }
        *known = Fact::of(vec![Statement { span: Span::default(), text: text.into(), reading }]);
    }
    Ok(facts)
}

/// An error about them.
#[must_use]
pub fn refused(fault: ClassifyFault, here: &TableHere) -> Error {
    Error::Classify(Box::new(fault), here.language)
}

/// The facts that some criterion asks for.
#[must_use]
pub fn asked_by(table: &Table) -> Vec<String> {
    let asked =
        table.facts.iter().enumerate().filter(|(fact, _)| !table.geometry.dimensions_of(*fact).is_empty());
    asked.map(|(_, declaration)| declaration.name.clone()).collect()
}
