//! `sevlint completions` and `sevlint man`: what shells and `man` know of the command line.

use std::io::{self, Write};

use crate::source::obstacle::Obstacle;
use clap::{Command, CommandFactory};

use super::args::{Arguments, CompletionsArguments, ManArguments};
use super::error::Error;
use super::exit::Exit;

/// Writes what a shell completes by.
///
/// # Errors
/// When it cannot be written.
pub fn completions(arguments: &CompletionsArguments, out: &mut dyn Write) -> Result<Exit, Error> {
    // It panics where it cannot write, so it writes where that cannot happen.
    let mut script = vec![];
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "sevlint", &mut script);
    written(out.write_all(&script).and_then(|()| out.flush()))
}

/// Writes a page of the manual.
///
/// # Errors
/// When there is no such command, or the page cannot be written.
pub fn man(arguments: &ManArguments, out: &mut dyn Write) -> Result<Exit, Error> {
    let mut program = Arguments::command();
    program.build();
    let mut command: &Command = &program;
    for name in &arguments.command {
        let known = command.get_subcommands().map(|known| known.get_name().to_owned()).collect();
        match command.find_subcommand(name) {
            Some(found) => command = found,
            None => return Err(Error::NoCommand { name: name.clone(), known }),
        }
    }
    let mut page = vec![];
    // A command below another one has no version of its own: it is that of the program.
    let version = program.get_version().unwrap_or_default().to_owned();
    let source = format!("{} {version}", program.get_name());
    let rendered = clap_mangen::Man::new(command.clone()).source(source).render(&mut page);
    written(rendered.and_then(|()| out.write_all(&page)).and_then(|()| out.flush()))
}

fn written(result: io::Result<()>) -> Result<Exit, Error> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(Obstacle::from(&error))),
        _ => Ok(Exit::Clean),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_of_the_version_of_the_program() {
        for (command, title) in
            [(&[][..], "sevlint"), (&["check"], "sevlint-check"), (&["table", "lint"], "sevlint-table-lint")]
        {
            let command = command.iter().map(|word| (*word).to_owned()).collect();
            let mut page = vec![];
            man(&ManArguments { command }, &mut page).unwrap();
            let page = String::from_utf8(page).unwrap();
            let head = format!(".TH {title} 1  \"sevlint {}\"", env!("CARGO_PKG_VERSION"));
            assert!(page.lines().any(|line| line.trim_end() == head), "{head}\n{page}");
        }
    }
}
