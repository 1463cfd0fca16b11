//! The program: hands arguments, streams and what the process knows to the library.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use sevlint::cli::environment::Environment;
use sevlint::cli::program::run;

fn main() -> ExitCode {
    let stdout = io::stdout();
    let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    let size = if stdout.is_terminal() { terminal_size::terminal_size() } else { None };
    let environment = Environment {
        folder: std::env::current_dir().unwrap_or_else(|_| ".".into()),
        today: jiff::Zoned::now().date(),
        colour,
        columns: size.map(|(width, _)| usize::from(width.0)),
        asks: io::stdin().is_terminal() && io::stderr().is_terminal(),
    };
    let mut out = io::BufWriter::new(stdout.lock());
    let (mut input, mut err) = (io::stdin(), io::stderr().lock());
    let exit = run(std::env::args_os(), &environment, &mut input, &mut out, &mut err);
    // A reader that stopped reading is no failure of ours.
    let _ = out.flush();
    ExitCode::from(exit as u8)
}
