//! Prints what sevlint reads in the Markdown files of a folder: a line of JSON for each, with the severity, the times and
//! the facts that postmortems state most often, and where each stands.
//!
//! ```sh
//! cargo run --example what_was_read -- FOLDER [TIMEZONE]
//! ```
//!
//! It takes every Markdown file, whether or not `sevlint check` would take it for a postmortem, and needs no table: the
//! facts below stand in for one.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a program that prints")]

use std::path::Path;
use std::process::ExitCode;

use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use sevlint::model::declaration::{DERIVED, Declaration};
use sevlint::model::field::{FIELDS, Field};
use sevlint::model::kind::{Kind, Word};
use sevlint::model::moment::{MomentReading, read_moment_text};
use sevlint::model::postmortem::Postmortem;
use sevlint::model::show::show_value;
use sevlint::model::vocabulary::Vocabulary;
use sevlint::source::document::Document;
use sevlint::source::span::Span;
use sevlint::source::text::Text;

const ENDINGS: [&str; 5] = [".md", ".markdown", ".mdx", ".qmd", ".md.erb"];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: what_was_read FOLDER [TIMEZONE]");
        return ExitCode::from(2);
    };
    let zone = arguments.next().map_or(Ok(TimeZone::UTC), |name| TimeZone::get(&name));
    let zone = match zone {
        Ok(zone) => zone,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let words = vocabulary();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        };
        let name = entry.file_name().to_string_lossy();
        if !entry.file_type().is_file() || !ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let path = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        match std::fs::read_to_string(entry.path()) {
            Ok(content) => println!("{}", read(path, content, &words, &zone)),
            Err(error) => {
                println!("{}", json!({ "path": path.display().to_string(), "error": error.to_string() }));
            }
        }
    }
    ExitCode::SUCCESS
}

/// The facts that postmortems state most often.
fn vocabulary() -> Vocabulary {
    let mut facts: Vec<Declaration> =
        DERIVED.iter().map(|derived| Declaration::new(derived.name, Kind::Duration)).collect();
    facts.extend([
        Declaration::new("users_affected", Kind::Count),
        Declaration::new("customers_affected", Kind::Count),
        Declaration::new("users_affected_pct", Kind::Percent),
        Declaration::new(
            "data_loss",
            Kind::Scale(vec![
                word("none", &["no", "なし", "無し"]),
                word("suspected", &["possible", "possibly", "疑い", "可能性あり"]),
                word("confirmed", &["yes", "あり", "有り"]),
            ]),
        ),
    ]);
    Vocabulary::new(&facts, &vec![])
}

fn word(name: &str, synonyms: &[&str]) -> Word {
    Word { name: name.to_owned(), synonyms: synonyms.iter().map(|&synonym| synonym.to_owned()).collect() }
}

fn shown(reading: &MomentReading) -> Value {
    match reading {
        MomentReading::Moment(moment) => json!([moment.earliest.to_string(), moment.latest.to_string()]),
        MomentReading::Unknown => json!("unknown"),
        MomentReading::Unreadable(why) => json!(format!("unreadable: {why:?}")),
    }
}

fn read(path: &Path, content: String, words: &Vocabulary, zone: &TimeZone) -> Value {
    let document = Document::parse(Text::new(path.display().to_string(), content));
    let postmortem = Postmortem::read(&document, words, zone);
    let line = |span: Span| document.text.position(span.start).line;
    let mut stated = Map::new();
    for spellings in FIELDS {
        let field = spellings.field;
        if let Some(time) = postmortem.times.get(&field).and_then(|times| times.first()) {
            stated.insert(
                spellings.name.into(),
                json!({ "text": time.text, "value": shown(&time.reading), "line": line(time.span) }),
            );
        } else if let Some(said) = postmortem.said(field)
            && matches!(field, Field::Severity | Field::Date | Field::Id | Field::Status)
        {
            let mut value = json!({ "text": said.text, "line": line(said.span) });
            if field == Field::Date {
                value["value"] = shown(&read_moment_text(&said.text, zone));
            }
            stated.insert(spellings.name.into(), value);
        }
    }
    for (declaration, fact) in words.facts.iter().zip(&postmortem.facts) {
        let Some(statement) = fact.statements.first() else { continue };
        let value = fact.value.as_ref().map(|value| show_value(&declaration.kind, value));
        stated.insert(
            declaration.name.clone(),
            json!({ "text": statement.text, "state": fact.state, "value": value, "line": line(statement.span) }),
        );
    }
    json!({ "path": path.display().to_string(), "day": postmortem.day.map(|day| day.to_string()), "stated": stated })
}
