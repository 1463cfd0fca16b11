//! The laws that a fuzzer tries to break (`fuzz/`) hold of all it came upon: that is kept in `fuzz/corpus`, and run here without
//! a fuzzer. What once broke a law is kept, too, in `fuzz/corpus/NAME/found-…`.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use fuzz::{TARGETS, target};

/// What the project may carry around for this, in bytes.
const MOST: u64 = 1_500_000;

fn corpus(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new("fuzz/corpus").join(name)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Runs the laws over what is kept for them, and names the file that breaks one.
fn replay(name: &str) {
    let hold = target(name).unwrap().hold;
    let files = corpus(name);
    assert!(files.len() > 10, "next to nothing is kept for {name}");
    for file in files {
        let bytes = fs::read(&file).unwrap();
        assert!(catch_unwind(|| hold(&bytes)).is_ok(), "{} breaks a law", file.display());
    }
}

#[test]
fn yaml() {
    replay("yaml");
}

#[test]
fn toml() {
    replay("toml");
}

#[test]
fn json() {
    replay("json");
}

#[test]
fn metadata() {
    replay("metadata");
}

#[test]
fn values() {
    replay("values");
}

#[test]
fn table() {
    replay("table");
}

#[test]
fn judging() {
    replay("judging");
}

#[test]
fn check() {
    replay("check");
}

#[test]
fn mending() {
    replay("mending");
}

#[test]
fn every_law_has_a_small_corpus() {
    let folders: BTreeSet<String> = fs::read_dir("fuzz/corpus")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(folders, names);
    let size: u64 =
        names.iter().flat_map(|name| corpus(name)).map(|file| file.metadata().unwrap().len()).sum();
    assert!(size < MOST, "{size} bytes are kept: shrink the corpus by `fuzz/run --shrink`");
}

/// What is fuzzed is what is shipped.
#[test]
fn the_fuzzer_is_built_from_the_same_versions() {
    let versions = |place: &str| -> BTreeMap<String, BTreeSet<String>> {
        let lock = fs::read_to_string(place).unwrap();
        let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for package in lock.split("[[package]]").skip(1) {
            let value = |key: &str| {
                let line = package.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")))?;
                Some(line.trim_end_matches('"').to_owned())
            };
            versions.entry(value("name").unwrap()).or_default().insert(value("version").unwrap());
        }
        versions
    };
    let (ours, fuzzed) = (versions("Cargo.lock"), versions("fuzz/Cargo.lock"));
    let mut shared = 0;
    for (name, versions) in &fuzzed {
        let Some(ours) = ours.get(name) else { continue };
        shared += 1;
        assert!(versions.is_subset(ours), "{name}: {versions:?} in fuzz/Cargo.lock, {ours:?} in Cargo.lock");
    }
    assert!(shared > 100, "only {shared} packages are in both");
}
