//! `sevlint classify`: a few facts in, the level and the response out. Without facts, on a terminal, it asks.

use std::io::{self, Read};

use crate::diagnostic::language::Language;
use crate::insight::classification::Classification;
use crate::insight::next_question::Dialogue;
use crate::lint::record::Detail;
use crate::model::fact::{Fact, Statement};
use crate::model::reading::{read_text, read_text_with_unit};
use crate::model::value::Reading;
use crate::model::vocabulary::Target;
use crate::report::look::Look;
use crate::report::{classification, classification_json};
use crate::source::nearest::nearest;
use crate::source::span::Span;
use crate::space::budget::Budget;
use crate::table::table::Table;

use super::args::{AnswerFormat, ClassifyArguments};
use super::classify_fault::ClassifyFault;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::project_here::TableHere;
use super::session::Session;
use super::streams::Streams;

/// No answer is as long as this.
const LONGEST_ANSWER: u64 = 4096;

/// Classifies.
///
/// # Errors
/// When there is no table, or the facts cannot be read; even then a program gets a valid document.
pub fn classify(
    arguments: &ClassifyArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let classified = Session::open(&[], &arguments.given, Detail::Brief, environment).and_then(|session| {
        let here = TableHere::find(&session)?;
        let facts = facts(arguments, environment, &here, streams)?;
        Ok((here, facts))
    });
    let written = classified.and_then(|(here, facts)| {
        let found = Classification::of(&here.table, facts, &mut Budget::default());
        let found = found.map_err(|_| refused(ClassifyFault::TooComplex, &here))?;
        let result = match arguments.format {
            AnswerFormat::Text => classification::render(&found, here.language, look, streams.out),
            AnswerFormat::Json => classification_json::render(&found, streams.out),
        };
        finished(result.and_then(|()| streams.out.flush()))
    });
    if let (Err(error), AnswerFormat::Json) = (&written, arguments.format) {
        // What keeps the run from being made is said on standard error, too.
        let _ = classification_json::render_failure(&error.to_string(), streams.out);
    }
    written
}

fn facts(
    arguments: &ClassifyArguments,
    environment: &Environment,
    here: &TableHere,
    streams: &mut Streams<'_>,
) -> Result<Vec<Fact>, Error> {
    if !arguments.facts.is_empty() {
        return stated(&arguments.facts, here);
    }
    if !environment.asks {
        return Err(refused(ClassifyFault::Nothing(asked_by(&here.table)), here));
    }
    let mut dialogue = Dialogue::new(&here.table);
    ask(here, &mut dialogue, streams)?;
    Ok(dialogue.into_facts())
}

/// The facts that were typed.
fn stated(typed: &[String], here: &TableHere) -> Result<Vec<Fact>, Error> {
    let mut facts = vec![Fact::default(); here.table.facts.len()];
    for typed in typed {
        let Some((name, text)) = typed.split_once('=') else {
            return Err(refused(ClassifyFault::Form(typed.clone()), here));
        };
        let targets = here.words.targets(name).iter();
        let fact = targets.into_iter().find_map(|(_, target)| match target {
            Target::Fact(fact, unit) => Some((*fact, *unit)),
            Target::Field(_) => None,
        });
        let found = fact.and_then(|(fact, unit)| Some((fact, unit, here.table.facts.get(fact)?)));
        let Some((fact, unit, declaration)) = found else {
            let names = here.table.facts.iter().map(|fact| fact.name.as_str());
            let nearest = nearest(name, names).map(str::to_owned);
            let fault =
                ClassifyFault::Unknown { name: name.to_owned(), nearest, asked: asked_by(&here.table) };
            return Err(refused(fault, here));
        };
        let reading = match unit {
            _ if text.trim() == "?" => Reading::Unknown,
            Some(unit) => read_text_with_unit(&declaration.kind, text, unit),
            None => read_text(&declaration.kind, text),
        };
        if let Reading::Unreadable(why) = reading {
            let fault = ClassifyFault::Unreadable {
                fact: declaration.name.clone(),
                text: text.to_owned(),
                kind: declaration.kind.name(),
                words: declaration.kind.words().iter().map(|word| word.name.clone()).collect(),
                why,
            };
            return Err(refused(fault, here));
        }
        let Some(known) = facts.get_mut(fact) else { continue };
        if !known.statements.is_empty() {
            return Err(refused(ClassifyFault::Twice(declaration.name.clone()), here));
        }
        *known = Fact::of(vec![Statement { span: Span::default(), text: text.into(), reading }]);
    }
    Ok(facts)
}

/// Asks until the level is settled, nothing is left to ask, or nobody answers any more.
fn ask(here: &TableHere, dialogue: &mut Dialogue<'_>, streams: &mut Streams<'_>) -> Result<(), Error> {
    let mut tell = |text: String| {
        // Nobody who is asked has a closed standard error.
        let _ = streams.err.write_all(text.as_bytes()).and_then(|()| streams.err.flush());
    };
    loop {
        let next = dialogue.next_question(&mut Budget::default());
        let next = next.map_err(|_| refused(ClassifyFault::TooComplex, here))?;
        let Some(declaration) = next.and_then(|gap| here.table.facts.get(gap.fact)) else { break };
        let Some(gap) = next else { break };
        let (question, form) = classification::question(declaration, here.language);
        if dialogue.answered() == 0 {
            tell(match here.language {
                Language::English => {
                    "An empty line, `?` or `unknown` says that nobody knows yet.\n\n".to_owned()
                }
                Language::Japanese => {
                    "まだわからないときは、空行、`?`、`不明` のいずれかで答える。\n\n".to_owned()
                }
            });
        }
        tell(format!("{question}\n  {form}\n> "));
        loop {
            let Some(answer) = line(streams.input)? else {
                tell("\n".to_owned());
                return Ok(());
            };
            let Err(why) = dialogue.answer(gap.fact, &answer) else { break };
            let refusal = classification::refusal(declaration, answer.trim(), &why, here.language);
            tell(format!("  {refusal}\n> "));
        }
    }
    if dialogue.answered() > 0 {
        tell("\n".to_owned());
    }
    Ok(())
}

/// The next line that is typed; none at the end of the input.
fn line(input: &mut dyn Read) -> Result<Option<String>, Error> {
    let mut typed = vec![];
    let mut byte = [0];
    loop {
        match input.read(&mut byte) {
            Ok(0) if typed.is_empty() => return Ok(None),
            Ok(0) => break,
            Ok(_) if byte == *b"\n" => break,
            Ok(_) if typed.len() as u64 >= LONGEST_ANSWER => {}
            Ok(_) => typed.extend(byte),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::Input(error.to_string())),
        }
    }
    Ok(Some(String::from_utf8_lossy(&typed).into_owned()))
}

fn refused(fault: ClassifyFault, here: &TableHere) -> Error {
    Error::Classify(Box::new(fault), here.language)
}

/// The facts that some criterion asks for.
fn asked_by(table: &Table) -> Vec<String> {
    let asked =
        table.facts.iter().enumerate().filter(|(fact, _)| !table.geometry.dimensions_of(*fact).is_empty());
    asked.map(|(_, declaration)| declaration.name.clone()).collect()
}

fn finished(result: io::Result<()>) -> Result<Exit, Error> {
    match result {
        Ok(()) => Ok(Exit::Clean),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Exit::Clean),
        Err(error) => Err(Error::Write { path: "standard output".to_owned(), reason: error.to_string() }),
    }
}
