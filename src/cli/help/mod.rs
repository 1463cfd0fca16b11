//! The command line in other languages: its help by a catalogue, and what is wrong with arguments.

mod catalogue;
mod japanese;
pub mod refusal;

use clap::CommandFactory;

pub use catalogue::{Catalogue, CommandWords};
pub use japanese::JAPANESE;

use super::args::Arguments;
use crate::diagnostic::language::Language;

/// The catalogue of a language; none for the one that the definition is written in.
#[must_use]
pub fn catalogue(language: Language) -> Option<&'static Catalogue> {
    match language {
        Language::English => None,
        Language::Japanese => Some(&JAPANESE),
    }
}

/// The command line with help in a language, for a terminal of that many columns.
#[must_use]
pub fn command_line(language: Language, columns: Option<usize>) -> clap::Command {
    let definition = Arguments::command();
    match catalogue(language) {
        None => definition,
        Some(catalogue) => catalogue.command_line(&definition, columns),
    }
}
