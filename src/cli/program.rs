//! The whole program, without a process around it.

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;
use clap::error::ErrorKind;

use crate::report::look::Look;

use super::args::{Arguments, Command, When};
use super::check::check;
use super::environment::Environment;
use super::exit::Exit;
use super::explain::explain;

/// Runs the program: `arguments` begin with its name. Everything it says goes to the two streams.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error, environment, out, err),
    };
    let colour = match arguments.color {
        When::Auto => environment.colour,
        When::Always => true,
        When::Never => false,
    };
    let look = Look::new(environment.columns, colour);
    let result = match &arguments.command {
        Command::Check(arguments) => check(arguments, environment, &look, out, err),
        Command::Explain(arguments) => explain(arguments, environment, &look, out),
    };
    match result {
        Ok(exit) => exit,
        Err(error) => {
            // A closed standard error changes nothing: the exit code says it, too.
            let _ = writeln!(err, "error: {error}");
            if let Some(help) = error.help() {
                let _ = writeln!(err, "help: {help}");
            }
            Exit::Broken
        }
    }
}

fn refuse(error: &clap::Error, environment: &Environment, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    let text = error.render();
    let text = if environment.colour { text.ansi().to_string() } else { text.to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = out.write_all(text.as_bytes());
            Exit::Clean
        }
        _ => {
            let _ = err.write_all(text.as_bytes());
            Exit::Broken
        }
    }
}
