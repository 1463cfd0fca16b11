//! After `sevlint adopt --write` every file says what it said before, and a second run changes nothing: over all fixtures,
//! over real postmortems where they are at hand, and key by key over random texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use serde_json::Value;
use sevlint::authoring::key_line::{Notation, Written};
use sevlint::lint::project::Given;
use sevlint::lint::record::Detail;
use sevlint::lint::request::Request;
use sevlint::lint::visit::{Visit, visit};
use sevlint::source::document::Document;
use sevlint::source::repository::Root;
use sevlint::source::text::Text;

use crate::program;
use crate::repositories::{TABLE, contents, copy, corpora, fixtures};
use crate::rounds::rounds;

#[test]
fn fixtures_say_the_same() {
    let changed: usize = fixtures().iter().map(|repository| hold(repository, None)).sum();
    assert!(changed > 10, "only {changed} files were changed");
}

#[test]
fn real_postmortems_say_the_same() {
    let folders = corpora();
    let mut changed = 0;
    for folder in &folders {
        let count = hold(folder, Some(TABLE));
        eprintln!("{}: {count} changed", folder.display());
        changed += count;
    }
    assert!(changed > 100 || folders.is_empty(), "only {changed} files were changed");
}

/// Whatever a text holds, it reads back from a line of each format.
#[test]
fn every_text_reads_back() {
    const PIECES: &[&str] = &[
        ": ",
        ":",
        " #",
        "#",
        "@",
        "`",
        "[",
        "]",
        "{",
        "}",
        ",",
        "*",
        "&",
        "!",
        "%",
        "|",
        ">",
        "-",
        "- ",
        "? ",
        "'",
        "\"",
        "\\",
        "yes",
        "No",
        "null",
        "~",
        "007",
        "1e3",
        "0x1F",
        "12:30:00",
        "2026-04-01",
        ".5",
        " ",
        "  ",
        "\t",
        "\n",
        "\r\n",
        "---",
        "...",
        "+++",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
        "\u{7}",
        "\u{7f}",
        "\u{202e}",
        "障害",
        "🔴",
        "=",
        "<<",
        "a",
        "SEV-2",
        "//",
        "\u{a0}",
        "\u{3000}",
        "\u{e000}",
        "\u{fffd}",
        "é",
    ];
    let mut rng = fastrand::Rng::with_seed(2026);
    for _ in 0..rounds(6_000) {
        let mut text =
            || -> String { (0..rng.usize(0..5)).map(|_| PIECES[rng.usize(..PIECES.len())]).collect() };
        let (one, other) = (text(), text());
        let written = [
            Written::Words(one.clone()),
            Written::Plain(one.clone()),
            Written::List(vec![one.clone(), other.clone()]),
        ];
        for value in written {
            let wanted = if matches!(value, Written::List(_)) { vec![&*one, &*other] } else { vec![&*one] };
            for (notation, before, after) in [
                (Notation::Yaml, "---\n", "\n---\n"),
                (Notation::Toml, "+++\n", "\n+++\n"),
                (Notation::Braces, "{", "}\n"),
            ] {
                let content = format!("{before}{}{after}", notation.line("id", &value));
                let document = Document::parse(Text::new("a.md", content.as_str()));
                assert_eq!(texts(&document), wanted, "{content:?}");
            }
        }
    }
}

/// The texts of the only key, and no fault.
fn texts(document: &Document) -> Vec<&str> {
    let Some(front_matter) = document.front_matter.as_ref().filter(|found| found.faults.is_empty()) else {
        return vec!["no front matter"];
    };
    let [entry] = front_matter.entries.as_slice() else { return vec!["not one key"] };
    match entry.value.items() {
        Some(items) => items.iter().map(|item| item.text().unwrap()).collect(),
        None => vec![entry.value.text().unwrap()],
    }
}

/// Adopts a copy of a repository, and compares. Gives how many files were changed.
fn hold(repository: &Path, table: Option<&str>) -> usize {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("repo");
    copy(repository, &folder);
    let mut words: Vec<String> = vec![];
    if let Some(table) = table {
        fs::write(home.path().join("sev.yaml"), table).unwrap();
        words.extend(["--table".to_owned(), home.path().join("sev.yaml").display().to_string()]);
        if !folder.join("sevlint.toml").exists() {
            fs::write(
                folder.join("sevlint.toml"),
                "postmortems = [\"**/*.md\"]\ntimezone = \"Asia/Tokyo\"\n",
            )
            .unwrap();
        }
    }
    let name = repository.display();
    let files = contents(&folder);
    let (said, verdicts, findings) =
        (said(&folder, &words), verdicts(&folder, &words), findings(&folder, &words));
    sevlint(&folder, &[&["adopt".to_owned(), "--write".to_owned()], words.as_slice()].concat());
    let adopted = contents(&folder);
    assert_eq!(self::said(&folder, &words), said, "{name} says something else");
    assert_eq!(self::verdicts(&folder, &words), verdicts, "{name} is judged otherwise");
    let new: Vec<_> = self::findings(&folder, &words).difference(&findings).cloned().collect();
    assert!(new.is_empty(), "{name} has findings it had not: {new:#?}");
    sevlint(&folder, &[&["adopt".to_owned(), "--write".to_owned()], words.as_slice()].concat());
    assert_eq!(contents(&folder), adopted, "a second run changes {name}");
    let changed = adopted.iter().filter(|(path, content)| files.get(*path) != Some(content));
    for (path, content) in changed.clone() {
        let before = files.get(path).unwrap();
        let kept = body(before);
        assert!(content.ends_with(&kept), "the body of {} is not as it was", path.display());
    }
    changed.count()
}

/// The body of a file, which is all of it where there is no front matter.
fn body(content: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(content.to_vec()).unwrap();
    let document = Document::parse(Text::new("a.md", text.as_str()));
    content.get(document.body as usize..).unwrap().to_vec()
}

/// What each postmortem says: facts, plain fields, times, day and title.
fn said(folder: &Path, words: &[String]) -> BTreeMap<String, String> {
    let root = Root::find(folder).unwrap();
    let given = Given { table: words.get(1).map(PathBuf::from), ..Given::default() };
    let paths = vec![folder.to_path_buf()];
    let request = Request { paths, given, today: date(2026, 11, 22), detail: Detail::Brief };
    let visited = visit(&root, &request, |visit| (visit.document.text.path().to_string(), shown(&visit)));
    visited.map(|visited| visited.answers.into_iter().collect()).unwrap_or_default()
}

fn shown(visit: &Visit<'_>) -> String {
    let postmortem = visit.postmortem;
    let mut lines = vec![format!("{:?} {:?} {:?}", postmortem.title, postmortem.day, postmortem.is_draft())];
    for (declaration, fact) in visit.words.facts.iter().zip(&postmortem.facts) {
        lines.push(format!("{}: {:?} {:?}", declaration.name, fact.state, fact.value));
    }
    for (field, said) in &postmortem.plain {
        let all: BTreeSet<&str> = said.iter().map(|said| said.text.as_str()).collect();
        lines.push(format!("{field:?}: {:?} of {all:?}", said.first().map(|said| &said.text)));
    }
    for (field, times) in &postmortem.times {
        lines.push(format!("{field:?}: {:?}", times.first().map(|time| &time.reading)));
    }
    lines.join("\n")
}

/// Of each incident how it stands, and all that the report says of its facts.
fn verdicts(folder: &Path, words: &[String]) -> Vec<Value> {
    let document = check(folder, words);
    let incidents = document["incidents"].as_array().unwrap();
    let keys = [
        "path",
        "id",
        "title",
        "date",
        "declared",
        "declared_text",
        "possible",
        "standing",
        "assumed",
        "missing",
        "criteria",
    ];
    let of = |incident: &Value| keys.iter().map(|key| incident[*key].clone()).collect::<Value>();
    incidents.iter().map(of).collect()
}

/// Which rules find something, where, and whether it counts.
fn findings(folder: &Path, words: &[String]) -> BTreeSet<(String, String, String)> {
    let document = check(folder, words);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let diagnostics = document["diagnostics"].as_array().unwrap().iter();
    diagnostics
        .map(|finding| (text(&finding["path"]), text(&finding["rule"]), text(&finding["status"])))
        .collect()
}

fn check(folder: &Path, words: &[String]) -> Value {
    let typed = ["check".to_owned(), "--format".to_owned(), "json".to_owned()];
    serde_json::from_str(&sevlint(folder, &[&typed, words].concat())).unwrap()
}

fn sevlint(folder: &Path, words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    program::sevlint(folder, &words).out
}
