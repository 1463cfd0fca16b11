//! The whole program, without a process around it.

use std::borrow::Cow;
use std::cell::Cell;
use std::ffi::OsString;
use std::io::{self, Read, Write};

use clap::Parser;
use clap::error::ErrorKind;

use crate::diagnostic::language::Language;
use crate::lint::guard::guarded;
use crate::report::look::Look;
use crate::report::terminal_text::name;

use super::adopt::adopt;
use super::args::{Arguments, Command, When};
use super::check::{check, tell_programs};
use super::classify::classify;
use super::completions::{completions, man};
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::explain::explain;
use super::help::{command_line, refusal};
use super::init::init;
use super::language_here::language_here;
use super::lsp::lsp;
use super::new::new;
use super::plan::plan;
use super::report::{refuse as refuse_report, report};
use super::schema::schema;
use super::streams::Streams;
use super::table::table;
use super::watch::watch;
use super::wrapped_stream::WrappedStream;

/// Runs the program: `arguments` begin with its name. It reads `input` only if it is told to; everything it says goes to
/// the two other streams.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    environment: &Environment,
    input: &mut (dyn Read + Send),
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let typed: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let written = Cell::new(0);
    let mut said = Said { to: out, written: &written };
    let mut err = WrappedStream::new(err, environment.error_columns);
    let mut streams = Streams { input, out: &mut said, err: &mut err };
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error, &typed, environment, &mut streams),
    };
    let colour = match arguments.color {
        When::Auto => environment.colour,
        When::Always => true,
        When::Never => false,
    };
    let look = Look::new(environment.columns, colour);
    let columns = environment.columns.filter(|_| arguments.command.writes_sentences());
    let mut out = WrappedStream::new(streams.out, columns);
    let mut streams = Streams { input: streams.input, out: &mut out, err: streams.err };
    // A bug may be in what tells the language.
    let here = || guarded(|| language_here(&typed, environment)).unwrap_or_default();
    let result = guarded(|| match &arguments.command {
        Command::Check(arguments) if arguments.watch => watch(arguments, environment, &look, &mut streams),
        Command::Check(arguments) => check(arguments, environment, &look, &mut streams),
        Command::Report(arguments) => report(arguments, environment, &look, &mut streams),
        Command::Explain(arguments) => explain(arguments, environment, &look, &mut streams),
        Command::Adopt(arguments) => adopt(arguments, environment, &look, &mut streams),
        Command::Lsp(arguments) => lsp(arguments, environment, &mut streams),
        Command::Classify(arguments) => classify(arguments, environment, &look, &mut streams),
        Command::Init(arguments) => init(arguments, environment, &mut streams),
        Command::New(arguments) => new(arguments, environment, &mut streams),
        Command::Table(arguments) => table(&arguments.command, environment, &look, &mut streams),
        Command::Completions(arguments) => completions(arguments, streams.out),
        Command::Man(arguments) => man(arguments, streams.out),
        Command::Plan(arguments) => plan(arguments, environment, &look, &mut streams),
        Command::Schema(arguments) => schema(arguments, environment, streams.out),
    });
    let result = result.unwrap_or_else(|bug| {
        let error = Error::Bug(bug);
        // A document that was begun cannot be taken back; and what failed once may fail again.
        if written.get() == 0 {
            let language = here();
            let reason = error.message(language);
            let _ = guarded(|| answer_programs(&typed, &reason, language, environment, streams.out));
        }
        Err(error)
    });
    match result {
        Ok(exit) => exit,
        Err(error) => {
            error.tell(here(), streams.err);
            Exit::Broken
        }
    }
}

fn refuse(
    error: &clap::Error,
    typed: &[OsString],
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Exit {
    let language = language_here(typed, environment);
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let translated = match language {
        Language::Japanese if is_help => {
            command_line(language, environment.columns).try_get_matches_from(typed).err()
        }
        _ => None,
    };
    let error = translated.as_ref().unwrap_or(error);
    let plain = error.render().to_string();
    let mut text = if environment.colour { error.render().ansi().to_string() } else { plain.clone() };
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let _ = streams.out.write_all(text.as_bytes());
        return Exit::Clean;
    }
    let mut reason = plain.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    if language == Language::Japanese && !is_help {
        text = refusal::text(error);
        reason = refusal::message(error);
    }
    // It quotes what was typed, perhaps by a program from what a stranger wrote.
    if !text.contains('\u{1b}') || !environment.colour {
        text = text.split('\n').map(name).collect::<Vec<_>>().join("\n");
    }
    let _ = streams.err.write_all(text.as_bytes());
    answer_programs(typed, &reason, language, environment, streams.out);
    Exit::Broken
}

/// Writes the document of a run that could not be made, where arguments ask for one that programs read.
fn answer_programs(
    typed: &[OsString],
    reason: &str,
    language: Language,
    environment: &Environment,
    out: &mut dyn Write,
) {
    if typed.get(1).is_some_and(|word| word == "report") {
        refuse_report(&formats(typed), reason, environment, out);
    } else {
        let look = Look { language, ..Look::default() };
        tell_programs(&formats(typed), reason, environment, &look, out);
    }
}

/// Standard output, with how much was written to it.
struct Said<'s> {
    to: &'s mut dyn Write,
    written: &'s Cell<usize>,
}

impl Write for Said<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.written.set(self.written.get().saturating_add(written));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The formats that `check`, `report` or `table lint` is asked for, as far as that can be told from arguments that cannot be understood.
fn formats(typed: &[OsString]) -> Vec<String> {
    let mut words = typed.iter().skip(1).map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    let mut formats = vec![];
    let mut is_check = false;
    while let Some(word) = words.next() {
        if word == "check" || word == "lint" || word == "report" {
            is_check = true;
        } else if word == "--format" {
            formats.extend(words.next().map(Cow::into_owned));
        } else if let Some(format) = word.strip_prefix("--format=") {
            formats.push(format.to_owned());
        }
    }
    if is_check { formats } else { vec![] }
}
