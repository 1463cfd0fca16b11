//! `sevlint table`: the table linted, or for people, shown, or written into its own file.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::diagnostic::language::Language;
use crate::lint::record::Detail;
use crate::report::look::Look;
use crate::report::{page_html, page_text};
use crate::source::obstacle::Obstacle;
use crate::source::replace::replace;
use crate::table::page::Page;
use crate::table::rendering::{self, Place, changed, changes, place};
use crate::table::table::Table;

use super::args::{PageFormat, RenderArguments, ShowArguments, TableCommand};
use super::asked_language::asked;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::project_here::TableHere;
use super::session::Session;
use super::streams::Streams;
use super::table_fault::TableFault;
use super::table_files::table_files;
use super::table_learn::table_learn;
use super::table_lint::table_lint;

/// Does what was asked for with the table in force.
///
/// # Errors
/// When there is no table, or its file cannot be written.
pub fn table(
    command: &TableCommand,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    match command {
        TableCommand::Learn(arguments) => table_learn(arguments, environment, look, streams),
        TableCommand::Lint(arguments) => table_lint(arguments, environment, look, streams),
        TableCommand::Show(arguments) => show(arguments, environment, look, streams),
        TableCommand::Files(arguments) => table_files(arguments, environment, streams),
        TableCommand::Render(arguments) => render(arguments, environment, look, streams),
    }
}

fn show(
    arguments: &ShowArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let session = Session::open(&[], &arguments.given, Detail::Brief, environment)?;
    let here = TableHere::find(&session)?;
    here.tell_others(streams.err);
    let language = asked(arguments.language.as_deref())?.unwrap_or(here.language);
    print(&here.table, language, PageFormat::Text, look, streams.out)
}

fn render(
    arguments: &RenderArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let session = Session::open(&[], &arguments.given, Detail::Brief, environment)?;
    let here = TableHere::find(&session)?;
    let language = asked(arguments.language.as_deref())?;
    if !arguments.write && !arguments.check {
        let format = arguments.format.unwrap_or(PageFormat::Markdown);
        return print(&here.table, language.unwrap_or(here.language), format, look, streams.out);
    }
    let path = here.table.text.path().clone();
    let fault = |fault: TableFault| Error::Table(fault, Some(here.language));
    if !is_markdown(&path) {
        return Err(fault(TableFault::NotMarkdown(path.to_string())));
    }
    let found = place(&here.table.text);
    if let Place::Unclosed(span) = found {
        let line = here.table.text.line_number(span.start);
        return Err(fault(TableFault::Unclosed { path: path.to_string(), line }));
    }
    if found == Place::Swallowed {
        return Err(fault(TableFault::Swallowed(path.to_string())));
    }
    let changes = changes(&here.table, language, here.language, usize::MAX);
    let mut tell = |said: TableFault| {
        let _ = writeln!(streams.err, "{}", said.message(here.language));
    };
    if changes.is_empty() {
        tell(TableFault::Current(path.to_string()));
        return Ok(Exit::Clean);
    }
    if arguments.check {
        let path = path.to_string();
        tell(if found == Place::Missing { TableFault::Missing(path) } else { TableFault::Stale(path) });
        return Ok(Exit::Findings);
    }
    // The path of a table outside the repository is absolute, and joins as it is.
    let file: PathBuf = session.root.join(&path);
    replace(&file, &changed(&here.table.text, &changes))
        .map_err(|error| Error::Write { path: path.to_string(), reason: Obstacle::from(&error) })?;
    tell(TableFault::Written(path.to_string()));
    Ok(Exit::Clean)
}

fn print(
    table: &Table,
    language: Language,
    format: PageFormat,
    look: &Look,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let page = Page::of(table, language);
    let written = match format {
        PageFormat::Text => page_text::render(&page, look, out),
        PageFormat::Markdown => out.write_all(rendering::markdown(&page).as_bytes()),
        PageFormat::Html => page_html::render(&page, out),
    };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(Obstacle::from(&error))),
        _ => Ok(Exit::Clean),
    }
}

/// Whether the file has a body to write in: a table in YAML, TOML or JSON has none.
fn is_markdown(path: &str) -> bool {
    let path = path.to_lowercase();
    ![".yaml", ".yml", ".toml", ".json"].iter().any(|ending| path.ends_with(ending))
}
