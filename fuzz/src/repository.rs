//! The whole program on a repository of one postmortem, a table and a configuration.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sevlint::lint::project::Given;
use sevlint::report::FORMATS;
use tempfile::TempDir;

#[path = "../../tests/common/mending.rs"]
pub mod mending;
#[path = "../../tests/common/program.rs"]
pub mod program;

use super::repositories;
use program::{Ran, sevlint};

/// The line between a postmortem, a table and a configuration; the last two may be missing.
const BETWEEN: &str = "\n%%%\n";

const POSTMORTEM: &str = "incidents/2026-04-01-it-broke.md";

thread_local! {
    /// One folder for all runs of a thread: making one takes longer than a run does.
    static HOME: OnceCell<TempDir> = const { OnceCell::new() };
}

/// Puts the files there, and nothing else, and does the work in their folder.
fn with_files(bytes: &[u8], work: impl FnOnce(&Path, &BTreeMap<&str, &str>)) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.splitn(3, BETWEEN);
    let mut files = BTreeMap::from([(POSTMORTEM, parts.next().unwrap_or_default())]);
    let table = parts.next().filter(|table| !table.trim().is_empty()).unwrap_or(repositories::TABLE);
    files.insert(name_of_table(table), table);
    if let Some(configuration) = parts.next() {
        files.insert("sevlint.toml", configuration);
    }
    HOME.with(|home| {
        let folder = home.get_or_init(|| tempfile::tempdir().unwrap()).path();
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { fs::remove_dir_all(entry) } else { fs::remove_file(entry) }.unwrap();
        }
        fs::create_dir(folder.join("incidents")).unwrap();
        for (name, text) in &files {
            fs::write(folder.join(name), text).unwrap();
        }
        work(folder, &files);
    });
}

/// The format of a table, by how it begins.
fn name_of_table(table: &str) -> &'static str {
    let line = table.lines().next().unwrap_or_default();
    match line {
        _ if line.starts_with('{') => "sev.json",
        _ if line.starts_with("sev_table =") => "sev.toml",
        _ if line.starts_with("sev_table:") => "sev.yaml",
        _ => "SEV.md",
    }
}

/// A run says the same twice, in a document that can be read, with places that are there; and meets no bug.
pub fn check(bytes: &[u8]) {
    with_files(bytes, |folder, files| {
        let json = run(folder, "json");
        assert_eq!(run(folder, "json").out, json.out);
        let document: Value = serde_json::from_str(&json.out).unwrap();
        for diagnostic in document["diagnostics"].as_array().unwrap() {
            places_are_there(diagnostic, files);
            diagnostic["related"]
                .as_array()
                .into_iter()
                .flatten()
                .for_each(|one| places_are_there(one, files));
            assert_ne!(diagnostic["rule"], "file-judging-failed", "{diagnostic:#}");
        }
        let format = FORMATS[bytes.len() % FORMATS.len()].name;
        let other = run(folder, format);
        assert_eq!(other.exit as i32, json.exit as i32, "{format}: {}", other.err);
        match format {
            "sarif" | "gitlab" | "json" => drop(serde_json::from_str::<Value>(&other.out).unwrap()),
            "ndjson" => other.out.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap())),
            // What a terminal would obey, and what turns a line round.
            _ => assert!(
                !other.out.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2066}']),
                "{}",
                other.out
            ),
        }
    });
}

fn run(folder: &Path, format: &str) -> Ran {
    let ran = sevlint(folder, &["check", "--format", format]);
    assert!(!ran.err.contains("sevlint failed") && !ran.err.contains("sevlint が失敗した"), "{}", ran.err);
    ran
}

fn places_are_there(found: &Value, files: &BTreeMap<&str, &str>) {
    let Some(text) = found["path"].as_str().and_then(|path| files.get(path)) else { return };
    let offset = |end: &str| usize::try_from(found[end]["offset"].as_u64().unwrap()).unwrap();
    assert!(text.get(offset("start")..offset("end")).is_some(), "{found:#}");
}

/// What is mended brings no finding, changes no fact that it is not about, and is settled.
pub fn mend(bytes: &[u8]) {
    with_files(bytes, |folder, _| {
        let switch = if bytes.len().is_multiple_of(2) { "--fix" } else { "--unsafe-fixes" };
        mending::is_mended_well(folder, &Given::default(), &["check", switch], switch);
    });
}
