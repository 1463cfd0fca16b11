//! `check --fix` and `--unsafe-fixes` bring no finding, change no fact that they are not about, keep marks, line ends and
//! comments, and find nothing to do a second time: over all fixtures, in other dresses as well, and over real postmortems
//! where they are at hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use rayon::prelude::*;
use sevlint::lint::project::Given;

use crate::mending::is_mended_well;
use crate::program::sevlint;
use crate::repositories::generated::write_postmortems;
use crate::repositories::{TABLE, contents, copy, corpora, fixtures};
use crate::rounds::rounds;

type Files = BTreeMap<PathBuf, Vec<u8>>;
type Dress = fn(&str) -> String;

const BOTH: [&str; 2] = ["--fix", "--unsafe-fixes"];

#[test]
fn fixtures_are_mended_well() {
    for switch in BOTH {
        let changed: usize = fixtures().par_iter().map(|repository| hold(repository, None, switch)).sum();
        assert!(changed > 10, "only {changed} files were changed by {switch}");
    }
}

#[test]
fn real_postmortems_are_mended_well() {
    let folders = corpora();
    let mut changed = 0;
    for folder in &folders {
        for switch in BOTH {
            let count = hold(folder, Some(TABLE), switch);
            eprintln!("{}: {count} changed by {switch}", folder.display());
            changed += count;
        }
    }
    assert!(changed > 20 || folders.is_empty(), "only {changed} files were changed");
}

/// What authors get wrong, in every combination, with line ends of both kinds.
#[test]
fn generated_postmortems_are_mended_well() {
    let mut changed = [0, 0];
    for seed in 0..u64::from(rounds(2)) {
        let home = tempfile::tempdir().unwrap();
        write_postmortems(home.path(), 80, &mut Rng::with_seed(seed));
        let zone = if seed % 2 == 0 { "" } else { "timezone = \"Asia/Tokyo\"\n" };
        fs::write(home.path().join("sevlint.toml"), format!("language = \"en\"\n{zone}")).unwrap();
        fs::write(home.path().join("sev.yaml"), TABLE).unwrap();
        for (switch, changed) in BOTH.into_iter().zip(&mut changed) {
            *changed += hold(home.path(), None, switch);
        }
    }
    assert!(changed[0] > 30 && changed[1] > 60, "only {changed:?} files were changed");
}

/// A file in another dress is mended to the same text in that dress.
#[test]
fn line_ends_and_marks_stay() {
    let dresses: [Dress; 3] = [
        |text| text.replace('\n', "\r\n"),
        |text| format!("\u{feff}{text}"),
        |text| format!("\u{feff}{}", text.replace('\n', "\r\n")),
    ];
    let mut changed = 0;
    // For every change every second one; `.ci/long` dresses all.
    let every = if rounds(1) > 1 { 1 } else { 2 };
    for (repository, dress) in fixtures().into_iter().step_by(every).zip(dresses.into_iter().cycle()) {
        let (before, plain) = dressed(&repository, str::to_owned);
        let count = plain.iter().filter(|(path, content)| before.get(*path) != Some(content)).count();
        if count == 0 {
            continue;
        }
        changed += count;
        let (_, mended) = dressed(&repository, dress);
        for (path, content) in &plain {
            let text = String::from_utf8_lossy(content);
            let wanted = if takes(&before[path]) { dress(&text) } else { continue };
            let got = String::from_utf8_lossy(&mended[path]);
            assert_eq!(got, wanted, "{} in {}", path.display(), repository.display());
        }
    }
    assert!(changed > 30, "only {changed} files were changed");
}

/// Files of a repository before and after, by their names in it, in some dress.
fn dressed(repository: &Path, dress: Dress) -> (Files, Files) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("repo");
    copy(repository, &folder);
    let named = |files: Files| -> Files {
        files
            .into_iter()
            .map(|(path, content)| (path.strip_prefix(&folder).unwrap().into(), content))
            .collect()
    };
    let before = named(contents(&folder));
    for (path, content) in &before {
        if path.extension().is_some_and(|extension| extension == "md") && takes(content) {
            let text = String::from_utf8(content.clone()).unwrap();
            fs::write(folder.join(path), dress(&text)).unwrap();
        }
    }
    sevlint(&folder, &["check", "--unsafe-fixes"]);
    let mut after = named(contents(&folder));
    after.retain(|path, _| path.extension().is_some_and(|extension| extension == "md"));
    (before, after)
}

/// Whether a file can be put into another dress: it is a text, in none yet.
fn takes(content: &[u8]) -> bool {
    std::str::from_utf8(content)
        .is_ok_and(|text| !text.starts_with('\u{feff}') && !text.contains(['\r', '\0']))
}

/// Mends a copy of a repository, and compares. Gives how many files were changed.
fn hold(repository: &Path, table: Option<&str>, switch: &str) -> usize {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("repo");
    copy(repository, &folder);
    let mut words = vec!["check".to_owned(), switch.to_owned()];
    let mut given = Given::default();
    if let Some(table) = table {
        let place = home.path().join("sev.yaml");
        fs::write(&place, table).unwrap();
        words.extend(["--table".to_owned(), place.display().to_string()]);
        given.table = Some(place);
        if !folder.join("sevlint.toml").exists() {
            let config = "postmortems = [\"**/*.md\"]\ntimezone = \"Asia/Tokyo\"\n";
            fs::write(folder.join("sevlint.toml"), config).unwrap();
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    is_mended_well(&folder, &given, &words, &format!("{} after {switch}", repository.display()))
}
