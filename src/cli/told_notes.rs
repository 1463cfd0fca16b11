//! What is to be said of a run, on standard error.

use std::io::Write;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::lint::outcome::RunNote;
use crate::report::note::note_words;
use crate::report::words::gravity;

/// Says each in a line.
pub fn tell_notes(notes: &[RunNote], language: Language, err: &mut dyn Write) {
    let word = gravity(Gravity::Note, language);
    for note in notes {
        // A closed standard error stops nobody.
        let _ = writeln!(err, "{word}: {}", note_words(note, language));
    }
}
