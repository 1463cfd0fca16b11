//! What a run reads from and writes to, beside files.

use std::fmt;
use std::io::{Read, Write};

/// The three streams of a program.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut dyn Read,
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
