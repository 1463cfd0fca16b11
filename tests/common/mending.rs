//! What holds of a repository that is mended: it brings no finding, changes no fact that it is not about, keeps marks, line ends
//! and comments, and finds nothing to do a second time.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::date;
use sevlint::diagnostic::about::Mending;
use sevlint::lint::outcome::{Incident, Outcome, Status};
use sevlint::lint::project::Given;
use sevlint::lint::record::Detail;
use sevlint::lint::request::Request;
use sevlint::lint::run::run as lint;
use sevlint::model::fact::State;
use sevlint::source::repository::Root;

use super::program::sevlint;
use super::repositories::contents;

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Mends the repository in a folder, by these words of the command line, and compares. Gives how many files were changed.
pub fn is_mended_well(folder: &Path, given: &Given, words: &[&str], name: &str) -> usize {
    let (files, before) = (contents(folder), outcome(folder, given));
    sevlint(folder, words);
    let mended = contents(folder);
    // What the same words would say of the same files, they have just said.
    if mended == files {
        return 0;
    }
    let after = outcome(folder, given);
    let had = counts(&before);
    for (key, count) in counts(&after) {
        let known = had.get(&key).copied().unwrap_or_default();
        assert!(count <= known, "{name}: {key:?} is found {count} times, and was found {known} times");
    }
    let about: BTreeSet<(&str, &str)> = before
        .findings
        .iter()
        // One fix may be what another waits for: with the offset of a time only one level may be left.
        .filter(|finding| !matches!(finding.diagnostic.about.mending, Mending::None(_)))
        .map(|finding| (&*finding.diagnostic.place.path, finding.diagnostic.subject.as_str()))
        // The day of an incident follows from its times.
        .flat_map(|(path, about)| {
            let is_day = about == "times" || about == "started_at";
            [(path, about), (path, if is_day { "date" } else { about })]
        })
        .collect();
    assert_eq!(before.incidents.len(), after.incidents.len(), "{name}");
    for (one, other) in before.incidents.iter().zip(&after.incidents) {
        let (one, other) = (stated(one), stated(other));
        for fact in one.keys().chain(other.keys()) {
            if one.get(fact) != other.get(fact) {
                let text =
                    |files: &Files| String::from_utf8_lossy(&files[&folder.join(&fact.0)]).into_owned();
                assert!(
                    about.contains(&(&fact.0, &fact.1)),
                    "{name}: {fact:?} is something else: {} became {}",
                    text(&files),
                    text(&mended)
                );
            }
        }
    }
    sevlint(folder, words);
    assert_eq!(contents(folder), mended, "a second run changes {name}");
    let changed: Vec<&PathBuf> = mended
        .iter()
        .filter(|(path, content)| files.get(*path) != Some(content))
        .map(|(path, _)| path)
        .collect();
    for path in &changed {
        let text = |files: &Files| String::from_utf8(files[*path].clone()).unwrap();
        keeps(&text(&files), &text(&mended), name);
    }
    changed.len()
}

/// What no fix may touch: the mark at the beginning, how lines end, comments.
fn keeps(before: &str, after: &str, name: &str) {
    assert_eq!(before.starts_with('\u{feff}'), after.starts_with('\u{feff}'), "{name}");
    let ends = |text: &str| {
        let carriages = text.matches("\r\n").count();
        (carriages > 0, carriages < text.matches('\n').count())
    };
    assert_eq!(ends(before), ends(after), "{name}: {after}");
    let is_comment = |line: &&str| line.trim_start().starts_with('#') && !line.contains("sevlint:");
    for comment in before.lines().filter(is_comment) {
        assert!(after.contains(comment), "{name}: {comment:?} is gone");
    }
}

fn outcome(folder: &Path, given: &Given) -> Outcome {
    let root = Root::find(folder).unwrap();
    let paths = vec![folder.to_path_buf()];
    lint(&root, &Request { paths, given: given.clone(), today: date(2026, 11, 22), detail: Detail::Full })
}

/// How often each rule finds something in each file that counts.
fn counts(outcome: &Outcome) -> BTreeMap<(String, &'static str), usize> {
    let mut counts = BTreeMap::new();
    for finding in outcome.findings.iter().filter(|finding| finding.status == Status::New) {
        let diagnostic = &finding.diagnostic;
        *counts.entry((diagnostic.place.path.to_string(), diagnostic.about.id)).or_default() += 1;
    }
    counts
}

/// What an incident says, by path and name: its facts, and what it is called.
fn stated(incident: &Incident) -> BTreeMap<(String, String), String> {
    let facts = incident
        .facts
        .iter()
        .filter(|(_, fact)| !matches!(fact.state, State::Absent | State::Derived | State::Assumed));
    let facts = facts.map(|(name, fact)| (name.clone(), format!("{:?} {:?}", fact.state, fact.value)));
    let plain = [
        ("id", &incident.id),
        ("title", &incident.title),
        ("severity", &incident.declared),
        ("date", &incident.date),
    ];
    let plain = plain.map(|(name, value)| (name.to_owned(), format!("{value:?}")));
    let named = |(name, value)| ((incident.path.to_string(), name), value);
    facts.chain(plain).map(named).collect()
}
