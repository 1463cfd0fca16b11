//! `sevlint classify`: a few facts in, the level and the response out. Without facts, on a terminal, it asks.

use std::io::{self, Read};

use crate::diagnostic::language::Language;
use crate::insight::classification::Classification;
use crate::insight::next_question::Dialogue;
use crate::lint::record::Detail;
use crate::model::fact::Fact;
use crate::report::look::Look;
use crate::report::{classification, classification_json};
use crate::rules::words::share_words::AmbiguousShare;
use crate::space::budget::Budget;

use super::args::{AnswerFormat, ClassifyArguments};
use super::classify_fault::ClassifyFault;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::language_here::language_by;
use super::new::{Wanted, write};
use super::project_here::TableHere;
use super::session::Session;
use super::streams::{Streams, finished};
use super::typed_facts::{asked_by, refused, stated};

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
        here.tell_others(streams.err);
        let told = facts(arguments, environment, &here, streams)?;
        Ok((session, here, told))
    });
    let written = classified.and_then(|(session, here, Told { facts, by })| {
        let found = Classification::of(&here.table, facts, &mut Budget::default());
        let found = found.map_err(|_| refused(ClassifyFault::TooComplex, &here))?;
        let result = match arguments.format {
            AnswerFormat::Text => classification::render(&found, here.language, look, streams.out),
            AnswerFormat::Json => classification_json::render(&found, here.language, streams.out),
        };
        let exit = finished(result.and_then(|()| streams.out.flush()))?;
        let is_offered = by == By::Answers && arguments.format == AnswerFormat::Text;
        if is_offered { offer_postmortem(found.facts, &session, &here, streams) } else { Ok(exit) }
    });
    if let (Err(error), AnswerFormat::Json) = (&written, arguments.format) {
        // What keeps the run from being made is said on standard error, too.
        let here = language_by(arguments.given.config.as_deref(), environment);
        let _ = classification_json::render_failure(&error.message(here), streams.out);
    }
    written
}

/// What is known of the incident.
struct Told {
    facts: Vec<Fact>,
    by: By,
}

/// Who said what is known.
#[derive(PartialEq, Eq)]
enum By {
    /// The command line.
    Arguments,
    /// Somebody who was asked.
    Answers,
    /// Somebody who was asked, and is there no more: the input has ended.
    SomeAnswers,
}

fn facts(
    arguments: &ClassifyArguments,
    environment: &Environment,
    here: &TableHere,
    streams: &mut Streams<'_>,
) -> Result<Told, Error> {
    if !arguments.facts.is_empty() {
        return Ok(Told { facts: stated(&arguments.facts, here)?, by: By::Arguments });
    }
    if !environment.asks {
        return Err(refused(ClassifyFault::Nothing(asked_by(&here.table)), here));
    }
    let mut dialogue = Dialogue::new(&here.table);
    let by = ask(here, &mut dialogue, streams)?;
    Ok(Told { facts: dialogue.into_facts(), by })
}

/// Asks until the level is settled, nothing is left to ask, or nobody answers any more.
fn ask(here: &TableHere, dialogue: &mut Dialogue<'_>, streams: &mut Streams<'_>) -> Result<By, Error> {
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
                return Ok(By::SomeAnswers);
            };
            let refusal = match AmbiguousShare::of(&declaration.kind, &answer) {
                Some(share) => classification::unclear(&share, here.language),
                None => match dialogue.answer(gap.fact, &answer) {
                    Ok(()) => break,
                    Err(why) => classification::refusal(declaration, answer.trim(), &why, here.language),
                },
            };
            tell(format!("  {refusal}\n> "));
        }
    }
    if dialogue.answered() > 0 {
        tell("\n".to_owned());
    }
    Ok(By::Answers)
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

/// Whoever has answered all questions need not answer them again to write the postmortem.
fn offer_postmortem(
    facts: Vec<Fact>,
    session: &Session,
    here: &TableHere,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let offer = match here.language {
        Language::English => {
            "\nTo write the postmortem now (`sevlint new`), say in a line what happened; an empty line writes none.\n> "
        }
        Language::Japanese => {
            "\nポストモーテムを今書き始めるなら (`sevlint new`)、何が起きたかを 1 行で書く。空行なら書かない。\n> "
        }
    };
    // Nobody who is asked has a closed standard error.
    let _ = streams.err.write_all(offer.as_bytes()).and_then(|()| streams.err.flush());
    let title = line(streams.input)?.unwrap_or_default();
    if title.trim().is_empty() {
        return Ok(Exit::Clean);
    }
    let wanted = Wanted { title: &title, level: None, facts, id: None, path: None };
    write(&wanted, session, here, streams)
}
