//! Repositories to try things on: those of the fixtures, and real ones where they are at hand.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]
#![allow(clippy::print_stderr, reason = "whoever runs the tests is told what was not looked at")]

pub mod generated;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Facts that real postmortems state under labels.
pub const TABLE: &str = "sev_table: 1
facts:
  users_affected_pct: { kind: percent }
  users_affected: { kind: count }
  customers_affected: { kind: count }
  data_loss: { kind: scale, values: { none: [no, なし], suspected: [疑い], confirmed: [yes, あり] } }
  error_rate_pct: { kind: percent }
  revenue_loss: { kind: money, currency: USD }
  support_tickets: { kind: count }
  security_breach: { kind: boolean }
  workaround: { kind: choice, values: [available, partial, none] }
  components: { kind: set, from: [affected services, affected components, 影響サービス] }
requires: { fields: [id, started_at, resolved_at] }
levels:
  - id: SEV-1
    aliases: [Critical, P0, P1, 高]
    criteria: [{ when: { duration: over 2h } }, { when: { users_affected_pct: over 50% } }]
  - id: SEV-2
    aliases: [High, P2, 中]
    criteria: [{ when: { duration: over 30m } }]
  - id: SEV-3
    otherwise: true
";

/// The repositories of all fixtures.
pub fn fixtures() -> Vec<PathBuf> {
    let mut found = vec![];
    find(Path::new("fixtures"), &mut found);
    found.sort();
    assert!(found.len() > 50, "only {} repositories were found", found.len());
    found
}

/// Folders of real postmortems; none where they are not at hand.
pub fn corpora() -> Vec<PathBuf> {
    let corpora = Path::new("../shared/corpora");
    if !corpora.is_dir() {
        eprintln!("skipped: there are no real postmortems at {}", corpora.display());
        return vec![];
    }
    let entries = fs::read_dir(corpora).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Every file with its bytes.
pub fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap_or_default());
        }
    }
    found
}

/// Copies a folder; links are copied as what they lead to.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (place, target) = (entry.path(), to.join(entry.file_name()));
        if place.is_dir() {
            copy(&place, &target);
        } else if place.is_file() {
            // What is read-only where it comes from is not so here.
            fs::write(target, fs::read(place).unwrap()).unwrap();
        }
    }
}

/// Every `repo` below a folder.
pub fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name == "repo") {
            found.push(path);
        } else if path.is_dir() {
            find(&path, found);
        }
    }
}
