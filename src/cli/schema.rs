//! `sevlint schema`: JSON Schemas for editors and other programs.

use std::io::{self, Write};

use serde_json::Value;

use crate::lint::record::Detail;
use crate::report::schema::{config, postmortem, table};
use crate::report::{classification_json, json, plan_json, retrospective};
use crate::source::obstacle::Obstacle;

use super::args::{SchemaArguments, What};
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::project_here::{no_table, project_here};
use super::session::Session;

/// Prints the schema that was asked for.
///
/// # Errors
/// When that of postmortems is asked for, and there is no table to make it from.
pub fn schema(
    arguments: &SchemaArguments,
    environment: &Environment,
    out: &mut dyn Write,
) -> Result<Exit, Error> {
    let schema = match arguments.what {
        What::Config => config::schema(),
        What::Table => table::schema(),
        What::Check => json::schema(),
        What::Report => retrospective::json::schema(),
        What::Classify => classification_json::schema(),
        What::Plan => plan_json::schema(),
        What::Postmortem => of_postmortems(arguments, environment)?,
    };
    let written = serde_json::to_writer_pretty(&mut *out, &schema).map_err(io::Error::from);
    match written.and_then(|()| writeln!(out)).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(Obstacle::from(&error))),
        _ => Ok(Exit::Clean),
    }
}

fn of_postmortems(arguments: &SchemaArguments, environment: &Environment) -> Result<Value, Error> {
    let session = Session::open(&[], &arguments.given, Detail::Brief, environment)?;
    let project = project_here(&session)?;
    let (table, _) =
        project.tables.in_force(session.request.today).ok_or_else(|| no_table(&session, &project))?;
    Ok(postmortem::schema(table, &project.config.names))
}
