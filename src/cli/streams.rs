//! What a run reads from and writes to, beside files.

use crate::source::obstacle::Obstacle;
use std::fmt;
use std::io::{self, Read, Write};

use super::error::Error;
use super::exit::Exit;

/// The three streams of a program.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut (dyn Read + Send),
    /// Standard output: the answer.
    pub out: &'s mut dyn Write,
    /// Standard error: what is about the run itself.
    pub err: &'s mut dyn Write,
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Streams")
    }
}

/// The end of a command that has said what it had to say. Whoever reads may stop reading.
///
/// # Errors
/// When standard output cannot be written.
pub fn finished(result: io::Result<()>) -> Result<Exit, Error> {
    match result {
        Ok(()) => Ok(Exit::Clean),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Clean),
        Err(error) => Err(Error::Output(Obstacle::from(&error))),
    }
}
