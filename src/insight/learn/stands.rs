//! How an incident stands to a learnt table, as `check` says it.

use crate::space::budget::Budget;
use crate::table::table::Table;
use crate::verdict::possible::Stated;
use crate::verdict::standing::Standing;

use super::case::Case;

/// How an incident stands to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// The table gives it the declared level, perhaps once silence means what the table assumes.
    Right,
    /// The declared level is not possible.
    Wrong,
    /// Another level is possible as well: it does not state enough.
    Open,
}

/// How an incident stands to a table. What costs more to find out than `check` would spend is open.
#[must_use]
pub fn stands(table: &Table, case: &Case) -> Stands {
    let possible =
        |with_assumed: bool| Stated::new(table, case.known(with_assumed)).possible(&mut Budget::default());
    let Ok(stated) = possible(false) else { return Stands::Open };
    match Standing::of(case.declared, &stated) {
        Standing::Confirmed => Stands::Right,
        Standing::Undetermined => {
            let is_settled = !case.assumed.is_empty()
                && possible(true).is_ok_and(|supposed| supposed.only() == Some(case.declared));
            if is_settled { Stands::Right } else { Stands::Open }
        }
        _ => Stands::Wrong,
    }
}
