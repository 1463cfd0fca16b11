//! The program: hands arguments, streams and what the process knows to the library.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use sevlint::cli::environment::Environment;
use sevlint::cli::interrupt::Interrupt;
use sevlint::cli::program::run;

/// Postmortems are read into many small strings, on every core at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let stdout = io::stdout();
    let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    let size = if stdout.is_terminal() { terminal_size::terminal_size() } else { None };
    let environment = Environment {
        folder: std::env::current_dir().unwrap_or_else(|_| ".".into()),
        today: jiff::Zoned::now().date(),
        clock: Some(|| jiff::Zoned::now().datetime()),
        colour,
        columns: size.map(|(width, _)| usize::from(width.0)),
        progress: progress_columns(),
        error_columns: terminal_columns(&io::stderr()),
        links: links(),
        interrupt: Interrupt::listen().ok(),
        asks: io::stdin().is_terminal() && io::stderr().is_terminal(),
    };
    let mut out = io::BufWriter::new(stdout.lock());
    let (mut input, mut err) = (io::stdin(), io::stderr().lock());
    let exit = run(std::env::args_os(), &environment, &mut input, &mut out, &mut err);
    // A reader that stopped reading is no failure of ours.
    let _ = out.flush();
    ExitCode::from(exit as u8)
}

/// The columns of standard error, where a line may be rewritten: somebody looks at it, and wants no plain text.
fn progress_columns() -> Option<usize> {
    let err = io::stderr();
    let obeys = err.is_terminal() && anstream::AutoStream::choice(&err) != anstream::ColorChoice::Never;
    if !obeys || is_ci::uncached() {
        return None;
    }
    terminal_columns(&err)
}

/// The columns of standard error, if it is a terminal.
fn terminal_columns(err: &io::Stderr) -> Option<usize> {
    let size = if err.is_terminal() { terminal_size::terminal_size_of(err) } else { None };
    size.map(|(width, _)| usize::from(width.0))
}

/// The name of this machine, if standard output shows links. What is started in an editor may know of the terminal around it.
fn links() -> Option<String> {
    let is_forced = std::env::var_os("FORCE_HYPERLINK").is_some();
    let is_plain = !is_forced && std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let shows = supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout) && !is_plain;
    shows.then(|| gethostname::gethostname().to_string_lossy().into_owned())
}
