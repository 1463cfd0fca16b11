//! The language that is asked for on the command line.

use crate::diagnostic::language::Language;

use super::error::Error;
use super::table_fault::TableFault;

/// The language of that code, if one is asked for.
///
/// # Errors
/// When no language has it.
pub fn asked(code: Option<&str>) -> Result<Option<Language>, Error> {
    let Some(code) = code else { return Ok(None) };
    let found = Language::coded(code);
    let fault = || Error::Table(TableFault::Language(code.to_owned()), None);
    found.map(Some).ok_or_else(fault)
}
