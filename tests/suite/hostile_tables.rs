//! What a stranger writes into a SEV table, a postmortem or the command line is obeyed by no reader of what `table`, `plan` and
//! `classify` say. `tests/suite/hostile.rs` holds the same of `check` and `report`.

use std::fs;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::{Value, json};
use sevlint::report::FORMATS;
use sevlint::source::data;
use sevlint::source::document::Document;
use sevlint::source::syntax::Syntax;
use sevlint::source::text::Text;
use sevlint::table::read::read_table;
use tempfile::TempDir;

use crate::program::{Ran, sevlint};
use crate::titles::{OTHER_TITLES, TITLES};

/// How a reader takes what is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reader {
    /// A terminal: nothing moves the cursor, and nothing turns a line round.
    Terminal,
    /// GitHub: one table of Markdown with code and prose, and no HTML, images or links out.
    Markdown,
    /// A browser.
    Browser,
    /// A program that reads JSON.
    Json,
    /// The reader of a table.
    Yaml,
}

fn is_obeyed_by_nobody(out: &str, reader: Reader, told: &str) {
    let controls = |character: &char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    if reader != Reader::Json {
        assert_eq!(out.chars().find(controls), None, "{told}: {out}");
        let turns = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!out.contains(turns), "{told}: {out}");
    }
    match reader {
        Reader::Terminal => {}
        Reader::Json => {
            let read = serde_json::from_str::<Value>(out);
            assert!(read.is_ok(), "{told}: {read:?}: {out}");
        }
        Reader::Browser => {
            for tag in ["<script>alert", "<img src=x"] {
                assert!(!out.contains(tag), "{told}: {out}");
            }
        }
        Reader::Markdown => {
            for event in Parser::new_ext(out, Options::ENABLE_GFM | Options::ENABLE_TABLES) {
                match event {
                    Event::Html(html) | Event::InlineHtml(html) => {
                        let is_ours = [
                            "<!-- sevlint: table -->",
                            "<!-- /sevlint: table -->",
                            "<br>",
                            "<code>",
                            "</code>",
                        ]
                        .contains(&html.trim());
                        let is_ours = is_ours
                            || ["<details>", "</details>", "<summary>", "</summary>"]
                                .iter()
                                .any(|tag| html.starts_with(tag));
                        assert!(is_ours, "{told}: {html:?} in {out}");
                    }
                    Event::Start(Tag::Image { dest_url, .. }) => {
                        panic!("{told}: an image of {dest_url} in {out}")
                    }
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        assert!(!dest_url.contains(':'), "{told}: a link to {dest_url} in {out}");
                    }
                    _ => {}
                }
            }
        }
        Reader::Yaml => {
            let parsed = data::parse(out, Syntax::Yaml);
            assert_eq!(parsed.faults, [], "{told}: {out}");
        }
    }
}

/// A table that has the text wherever it takes one, and another that is stricter.
fn table(title: &str, threshold: u32) -> String {
    let level = |id: &str, extra: Value| {
        let mut level = json!({
            "id": id,
            "aliases": [format!("{title} alias of {id}")],
            "name": format!("{title} of {id}"),
            "response": { "cover": "business-hours", "priority": title, "notify": [title], "acknowledge_within": "15m" },
            "examples": [{ "says": title, "facts": { "customers": 14 } }],
        });
        level.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        level
    };
    let table = json!({
        "sev_table": 1,
        "title": title,
        "not_graded": [format!("{title} drill")],
        "facts": {
            "customers": { "kind": "count", "says": title, "from": [format!("{title} key")] },
            "latency": { "kind": "number", "unit": title },
            "parts": { "kind": "choice", "values": [title, "other"], "says": title },
            "loss": { "kind": "scale", "values": { "none": [format!("{title} no")], "all": [title] } },
        },
        "requires": { "fields": ["id"], "sections": [title] },
        "levels": [
            level("SEV-1", json!({ "criteria": [
                { "id": title, "says": title, "when": { "customers": format!("at least {threshold}"), "loss": "all" }, "notify": [title] },
                { "when": { "parts": "other" } },
            ]})),
            level(&format!("SEV-2 {title}"), json!({ "criteria": [{ "when": { "customers": "at least 10" } }] })),
            level("SEV-3", json!({ "otherwise": true })),
        ],
    });
    serde_json::to_string_pretty(&table).unwrap()
}

/// A repository with such a table, and postmortems that have the text wherever they take one.
fn repository(title: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("incidents")).unwrap();
    fs::write(home.path().join("sev.json"), table(title, 20)).unwrap();
    fs::write(home.path().join("stricter.json"), table(title, 5)).unwrap();
    for (number, level) in [(1, "SEV-1"), (2, "SEV-3"), (3, title)] {
        let text = json!({
            "id": format!("{title} {number}"),
            "title": title,
            "severity": level,
            "customers": 5 * number,
            "loss": "all",
            "parts": if number == 3 { title } else { "other" },
            "services": [title],
            "started_at": format!("2026-04-0{number}T10:00Z"),
        });
        let text =
            format!("{}\n\n# {title}\n\n## {title}\n\n{title}\n", serde_json::to_string(&text).unwrap());
        fs::write(home.path().join(format!("incidents/{number}.md")), text).unwrap();
    }
    home
}

fn all() -> impl Iterator<Item = &'static str> {
    TITLES.into_iter().chain(OTHER_TITLES)
}

/// Runs the command in each language, and looks at both streams. Standard error goes to a terminal.
fn look(home: &TempDir, words: &[&str], reader: Reader, title: &str) -> Ran {
    let mut last = None;
    for language in ["ja", "en"] {
        fs::write(home.path().join("sevlint.toml"), format!("language = \"{language}\"\n")).unwrap();
        let ran = sevlint(home.path(), words);
        let told = format!("{words:?} with {title:?} in {language}: {}", ran.err);
        is_obeyed_by_nobody(&ran.out, reader, &told);
        is_obeyed_by_nobody(&ran.err, Reader::Terminal, &told);
        assert!(!ran.err.contains("sevlint failed"), "{told}");
        last = Some(ran);
    }
    last.unwrap()
}

#[test]
fn no_reader_of_a_table_obeys_it() {
    for title in all() {
        let home = repository(title);
        for (words, reader) in [
            (vec!["table", "show"], Reader::Terminal),
            (vec!["table", "render", "--format", "text"], Reader::Terminal),
            (vec!["table", "render", "--format", "markdown"], Reader::Markdown),
            (vec!["table", "render", "--format", "html"], Reader::Browser),
        ] {
            let ran = look(&home, &words, reader, title);
            assert!(
                ran.exit as i32 == 0 && ran.out.len() > 200,
                "{words:?} with {title:?}: {}{}",
                ran.out,
                ran.err
            );
        }
        for format in FORMATS {
            let reader = match format.name {
                "json" | "sarif" | "gitlab" => Reader::Json,
                "markdown" => Reader::Markdown,
                "junit" => Reader::Browser,
                "ndjson" => continue,
                _ => Reader::Terminal,
            };
            let ran =
                look(&home, &["table", "lint", "--format", format.name, "--fail-on", "note"], reader, title);
            assert_eq!(ran.exit as i32, 1, "{} with {title:?}: {}{}", format.name, ran.out, ran.err);
        }
        let ran = look(&home, &["table", "learn"], Reader::Yaml, title);
        if ran.exit as i32 == 0 {
            let learnt = read_table(&Arc::new(Text::new("sev.yaml", ran.out.as_str())));
            assert!(learnt.is_ok(), "{title:?}: {learnt:?}\n{}", ran.out);
        }
    }
}

/// What was written into the table's own file is taken out again by the next rendering, whatever it says.
#[test]
fn a_rendering_ends_where_it_was_written_to() {
    for title in all() {
        let home = repository(title);
        let front = fs::read_to_string(home.path().join("sev.json")).unwrap();
        fs::remove_file(home.path().join("sev.json")).unwrap();
        let file = home.path().join("SEV.md");
        fs::write(&file, format!("{front}\n\n# Levels\n\nThe end.\n")).unwrap();
        let written = sevlint(home.path(), &["table", "render", "--write"]);
        assert_eq!(written.exit as i32, 0, "{title:?}: {}", written.err);
        let once = fs::read_to_string(&file).unwrap();
        assert!(once.len() > front.len() + 300, "{title:?}: {once}");
        let body = once.get(Document::parse(Text::new("SEV.md", once.as_str())).body as usize..).unwrap();
        is_obeyed_by_nobody(body, Reader::Markdown, title);
        assert_eq!(sevlint(home.path(), &["table", "render", "--check"]).exit as i32, 0, "{title:?}: {once}");
        sevlint(home.path(), &["table", "render", "--write", "--language", "ja"]);
        sevlint(home.path(), &["table", "render", "--write", "--language", "en"]);
        assert_eq!(fs::read_to_string(&file).unwrap(), once, "{title:?}");
    }
}

#[test]
fn no_reader_of_a_plan_obeys_it() {
    for title in all() {
        let home = repository(title);
        for (format, reader) in
            [("text", Reader::Terminal), ("markdown", Reader::Markdown), ("json", Reader::Json)]
        {
            let words = ["plan", "--from", "sev.json", "--to", "stricter.json", "--format", format];
            let ran = look(&home, &words, reader, title);
            assert!(
                ran.exit as i32 == 0 && ran.out.contains("incidents/"),
                "{format} with {title:?}: {}{}",
                ran.out,
                ran.err
            );
        }
        // Names of files and commits may be anything as well.
        for words in [["plan", "--from", title], ["plan", "--to", title]] {
            look(&home, &words, Reader::Terminal, title);
        }
    }
}

#[test]
fn no_reader_of_an_answer_obeys_it() {
    for title in all() {
        let home = repository(title);
        for facts in [vec!["customers=14", "loss=all"], vec!["customers=2", "loss=none", "parts=other"]] {
            for (format, reader) in [("text", Reader::Terminal), ("json", Reader::Json)] {
                let words = [&["classify", "--format", format], facts.as_slice()].concat();
                let ran = look(&home, &words, reader, title);
                assert!(
                    ran.exit as i32 != 2 && ran.out.contains("SEV-"),
                    "{words:?} with {title:?}: {}{}",
                    ran.out,
                    ran.err
                );
            }
        }
        for refused in [
            title.to_owned(),
            format!("parts={title}"),
            format!("{title}=1"),
            format!("customers={title}"),
            format!("loss={title}?"),
        ] {
            let ran = look(&home, &["classify", "--", &refused], Reader::Terminal, title);
            assert!(!ran.err.is_empty() || !ran.out.is_empty());
        }
        // What cannot be understood is quoted.
        for words in [["classify", "--format", title], ["check", "--fail-on", title], ["table", title, "x"]] {
            let ran = look(&home, &words, Reader::Terminal, title);
            assert!(ran.exit as i32 == 2 && !ran.err.is_empty(), "{words:?}: {}", ran.err);
        }
        for file in ["incidents/1.md", "incidents/3.md"] {
            let ran = look(&home, &["explain", file], Reader::Terminal, title);
            assert!(ran.out.contains("SEV-1"), "{title:?}: {}{}", ran.out, ran.err);
        }
    }
}
