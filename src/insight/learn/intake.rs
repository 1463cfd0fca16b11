//! Which postmortems there is something to learn from, and what.

use crate::model::field::Field;
use crate::model::postmortem::Postmortem;
use crate::model::value::Value;
use crate::table::spelling::Spelled;
use crate::table::table::Table;
use crate::verdict::judgement::values;
use crate::verdict::possible::assumed_of_silence;

use super::case::Case;
use super::sheet::may_be_asked;

/// Why nothing is learnt from a postmortem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It declares no level, or several.
    Undeclared,
    /// What it declares is no level of the table.
    UnknownLevel,
    /// What it declares is no severity.
    NotGraded,
    /// The team decided that its level is an exception.
    Overridden,
    /// It states no fact that a criterion could ask for.
    WithoutFacts,
    /// It is judged by another table.
    OtherTable,
}

/// The postmortem as a case, with what the table assumes of silence.
///
/// # Errors
/// Why it is none.
pub fn case(table: &Table, postmortem: &Postmortem) -> Result<Case, LeftOut> {
    let said = postmortem.said(Field::Severity);
    let declared = match said.map_or(Spelled::Nothing, |said| table.spelled(&said.text)) {
        Spelled::Level { level, .. } => level,
        Spelled::NotGraded(_) => return Err(LeftOut::NotGraded),
        Spelled::Unknown(_) => return Err(LeftOut::UnknownLevel),
        Spelled::Several | Spelled::Nothing => return Err(LeftOut::Undeclared),
    };
    if postmortem.severity_override.is_some() {
        return Err(LeftOut::Overridden);
    }
    if !values(&postmortem.facts).any(|(fact, _)| may_be_asked(table, fact)) {
        return Err(LeftOut::WithoutFacts);
    }
    let silent = assumed_of_silence(table, &postmortem.facts);
    let assumed = silent.iter().map(|(fact, _)| *fact).collect();
    let mut facts: Vec<Option<Value>> = vec![None; table.facts.len()];
    for (fact, value) in silent.into_iter().chain(values(&postmortem.facts)) {
        if let Some(known) = facts.get_mut(fact) {
            *known = Some(value.clone());
        }
    }
    Ok(Case { declared, facts, assumed })
}
