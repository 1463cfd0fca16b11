//! What every rule owes: a file of its own name, a page of one shape, examples that are true.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, date};
use sevlint::diagnostic::about::{About, Gravity, Mending};
use sevlint::diagnostic::diagnostic::Applicability;
use sevlint::diagnostic::language::Language;
use sevlint::lint::history::History;
use sevlint::lint::mend::mend;
use sevlint::lint::project::Given;
use sevlint::lint::record::Detail;
use sevlint::lint::request::Request;
use sevlint::lint::run::run;
use sevlint::rules::rule::{Check, Rule};
use sevlint::rules::{EXAMPLE_TABLE, RULES};
use sevlint::source::past::{Past, Version};
use sevlint::source::repository::Root;

const HEADINGS: [&str; 6] =
    ["What it flags", "Why", "Flagged", "Clean", "How to settle it", "When to turn it off"];

#[test]
fn every_rule_file_is_registered_under_its_name() {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir("src/rules").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().replace('_', "-");
        if path.extension().is_some_and(|end| end == "rs") && name != "mod" && name != "rule" {
            files.insert(name);
        }
    }
    let ids: BTreeSet<String> = RULES.iter().map(|rule| rule.about.id.to_owned()).collect();
    assert_eq!(files, ids);
    assert_eq!(RULES.len(), ids.len(), "two rules share an id");
}

#[test]
fn pages_have_one_shape() {
    for rule in RULES {
        let About { id, docs, summary, .. } = &rule.about;
        let mut in_example = false;
        let mut headings = vec![];
        for line in docs.lines().map(str::trim_start) {
            in_example ^= line.starts_with("~~~");
            headings.extend(line.strip_prefix("## ").filter(|_| !in_example));
        }
        assert_eq!(headings, HEADINGS, "{id}");
        assert!(
            id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{id}"
        );
        let summary = summary(Language::English);
        assert!(!summary.ends_with('.') && summary.chars().count() <= 80, "{id}: {summary}");
        assert!(!summary.starts_with(char::is_uppercase), "{id}: {summary}");
    }
}

#[test]
fn examples_that_must_fire_do() {
    for rule in RULES.iter().filter(|rule| has_examples(rule)) {
        for example in examples(&rule.about, "Flagged") {
            let found = findings(&example);
            let fired = found.iter().any(|(id, ..)| *id == rule.about.id);
            assert!(fired, "{} misses {example:#?}\nfound {found:#?}", rule.about.id);
        }
    }
}

#[test]
fn examples_that_must_not_fire_do_not() {
    for rule in RULES {
        for example in examples(&rule.about, "Clean") {
            let found = findings(&example);
            let fired = found.iter().find(|(id, ..)| *id == rule.about.id);
            assert!(fired.is_none(), "{} flags {example:#?}\nwith {fired:?}", rule.about.id);
            // An example that nothing is read from proves nothing.
            assert!(example.files.iter().any(|file| !file.text.is_empty()));
        }
    }
}

/// A rule that says that it can be mended shows it: an example offers a fix, and where it is made the finding is gone. One that
/// says that it cannot offers none.
#[test]
fn examples_are_mended_as_the_rule_says() {
    let mut unshown = vec![];
    for rule in RULES.iter().filter(|rule| has_examples(rule)) {
        let id = rule.about.id;
        let mut offered = 0;
        for example in examples(&rule.about, "Flagged") {
            let (_outer, folder) = laid_out(&example);
            let root = Root::find(&folder).unwrap();
            let request = Request {
                paths: vec![folder.clone()],
                given: given(&example),
                today: date(2026, 11, 22),
                detail: Detail::Compared,
            };
            let outcome = run(&root, &request);
            let of_rule = |finding: &&sevlint::lint::outcome::Finding| finding.diagnostic.about.id == id;
            for fix in outcome.findings.iter().filter(of_rule).filter_map(|f| f.diagnostic.fix.as_ref()) {
                offered += 1;
                match rule.about.mending {
                    Mending::None(_) => panic!("{id} says that it cannot be mended, and offers a fix"),
                    Mending::Safe => assert_eq!(fix.applicability, Applicability::Safe, "{id}"),
                    Mending::Unsafe => {}
                }
            }
            if !outcome.was_run {
                continue;
            }
            let made = mend(&root, &request, &outcome, Applicability::Unsafe);
            let all = made.files.iter().flat_map(|file| &file.fixes);
            let count = all.filter(|fix| fix.rule == id).count();
            if count == 0 {
                continue;
            }
            for file in &made.files {
                fs::write(root.join(&file.path), &file.after).unwrap();
            }
            // What waits to be filled in is told otherwise than what is not there.
            let told = |outcome: &sevlint::lint::outcome::Outcome| {
                let found = outcome.findings.iter().filter(of_rule);
                found.map(|finding| finding.diagnostic.message.clone()).collect::<Vec<_>>()
            };
            let (before, after) = (told(&outcome), told(&run(&root, &request)));
            let left = after.iter().filter(|message| before.contains(message)).count();
            assert!(
                left + count <= before.len(),
                "{id}: {count} of {before:#?} were mended, {after:#?} are left"
            );
        }
        if offered == 0 && !matches!(rule.about.mending, Mending::None(_)) {
            unshown.push(id);
        }
    }
    assert!(unshown.is_empty(), "no example shows how these are mended: {unshown:?}");
}

#[test]
fn messages_say_what_and_what_to_do() {
    for rule in RULES.iter().filter(|rule| has_examples(rule)) {
        for example in examples(&rule.about, "Flagged") {
            for (id, _, message, help) in
                findings(&example).into_iter().filter(|(id, ..)| *id == rule.about.id)
            {
                assert!(!message.ends_with('.') && !message.is_empty(), "{id}: {message}");
                let first = message.chars().next().unwrap();
                assert!(!first.is_uppercase() || message.starts_with("SEV"), "{id}: {message}");
                assert!(
                    help.is_some_and(|help| !help.is_empty()) || id == "severity-history-disagrees",
                    "{id}: no help"
                );
            }
        }
    }
}

/// Whether a rule has an example that fires. Of what sevlint fails on, none is known: a test in `src/lint/run.rs` makes it fail.
fn has_examples(rule: &Rule) -> bool {
    !matches!(rule.check, Check::Unjudged(_))
}

#[derive(Debug, Default)]
struct Example {
    files: Vec<ExampleFile>,
}

#[derive(Clone, Debug)]
struct ExampleFile {
    kind: String,
    path: String,
    text: String,
}

/// The examples under one heading. A block that would overwrite a file of the example before it begins the next one.
fn examples(about: &About, heading: &str) -> Vec<Example> {
    let mut found: Vec<Example> = vec![];
    let mut under = false;
    let mut open: Option<ExampleFile> = None;
    for line in about.docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut open, line.strip_prefix("~~~")) {
            (None, Some(info)) if under => {
                let (kind, path) =
                    info.split_once(' ').unwrap_or((info, "postmortems/2026-04-01-example.md"));
                open =
                    Some(ExampleFile { kind: kind.to_owned(), path: path.to_owned(), text: String::new() });
            }
            (Some(_), Some("")) => {
                let file = open.take().unwrap();
                let fresh = found.last().is_none_or(|example| {
                    example.files.iter().any(|other| other.path == file.path)
                        || (example.files.iter().any(|other| other.kind == "markdown")
                            && matches!(file.kind.as_str(), "markdown" | "past")
                            && !file.path.starts_with("archive"))
                });
                let linked = file.kind == "link"
                    && found.last().is_some_and(|example| example.files[0].path.starts_with("archive"));
                if fresh && !linked {
                    // Another postmortem is judged by the same table and settings.
                    let before = found.last().map(|example| example.files.as_slice()).unwrap_or_default();
                    let shared = before.iter().filter(|other| {
                        file.kind == "markdown" && matches!(other.kind.as_str(), "yaml" | "toml")
                    });
                    let files = shared.cloned().collect();
                    found.push(Example { files });
                }
                found.last_mut().unwrap().files.push(file);
            }
            (Some(file), _) => {
                file.text.push_str(line);
                file.text.push('\n');
            }
            (None, _) => {
                if let Some(title) = line.strip_prefix("## ") {
                    under = title == heading;
                }
            }
        }
    }
    assert!(!found.is_empty(), "{} has no example under `{heading}`", about.id);
    found
}

/// A repository that consists of the example, and of the table of the examples unless it brings one: what keeps it on the
/// disk, and its folder.
fn laid_out(example: &Example) -> (tempfile::TempDir, PathBuf) {
    let outer = tempfile::tempdir().unwrap();
    fs::write(outer.path().join("elsewhere.md"), "secret").unwrap();
    let folder = outer.path().join("repository");
    fs::create_dir(&folder).unwrap();
    let brings_table = example.files.iter().any(|file| file.path.to_lowercase().starts_with("sev."));
    if !brings_table {
        fs::write(folder.join("SEV.md"), EXAMPLE_TABLE).unwrap();
    }
    for file in &example.files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match file.kind.as_str() {
            // What the postmortem was before lies in no file.
            "past" => {}
            "link" => link(Path::new(file.text.trim()), &path),
            "bytes" => fs::write(path, unescaped(file.text.trim_end())).unwrap(),
            _ => fs::write(path, &file.text).unwrap(),
        }
    }
    (outer, folder)
}

/// What the postmortem of the example was before, as `~~~past DATE` tells it: committed at noon of that day.
fn given(example: &Example) -> Given {
    let past = example.files.iter().filter(|file| file.kind == "past");
    let Some(now) = example.files.iter().find(|file| file.kind == "markdown") else {
        return Given::default();
    };
    let path: Arc<str> = now.path.as_str().into();
    let version = |file: &ExampleFile| {
        let noon = file.path.parse::<Date>().unwrap().at(12, 0, 0, 0).in_tz("UTC").unwrap();
        Version::told("1a2b3c4d5e", noon.timestamp().as_second(), &path, file.text.as_bytes())
    };
    let versions: Vec<Version> = past.map(version).collect();
    let past = (!versions.is_empty()).then(|| Arc::new(Past::of_versions([(path.clone(), versions)])));
    let history = History { of_severity: past, ..History::default() };
    Given { history, ..Given::default() }
}

/// Runs over a repository that consists of the example, and of the table of the examples unless it brings one.
fn findings(example: &Example) -> Vec<(&'static str, Gravity, String, Option<String>)> {
    let (_outer, folder) = laid_out(example);
    let root = Root::find(&folder).unwrap();
    let request = Request {
        paths: vec![folder.clone()],
        given: given(example),
        today: date(2026, 11, 22),
        detail: Detail::Brief,
    };
    let outcome = run(&root, &request);
    let finding = |finding: sevlint::lint::outcome::Finding| {
        let diagnostic = finding.diagnostic;
        (diagnostic.about.id, diagnostic.gravity, diagnostic.message, diagnostic.help)
    };
    outcome.findings.into_iter().map(finding).collect()
}

#[cfg(unix)]
fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(not(unix))]
fn link(_target: &Path, _path: &Path) {}

/// `\n` and `\xE9` as bytes.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = vec![];
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend(rest[..at].bytes());
        let escape = &rest[at + 1..];
        rest = if let Some(after) = escape.strip_prefix('n') {
            bytes.push(b'\n');
            after
        } else {
            bytes.push(u8::from_str_radix(&escape[1..3], 16).unwrap());
            &escape[3..]
        };
    }
    bytes.extend(rest.bytes());
    bytes
}
