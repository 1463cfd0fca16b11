//! Runs the program, without a process of its own, in a folder, on the day of the fixtures.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::fs;
use std::path::Path;

use jiff::civil::date;
use sevlint::cli::environment::Environment;
use sevlint::cli::exit::Exit;
use sevlint::cli::program::run;

/// What a run left behind.
pub struct Ran {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

/// A copy of a folder: what is in a fixture is a repository of its own, and not a part of this one.
pub fn copied(folder: &Path) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    copy(folder, home.path());
    home
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (place, target) = entry.map(|entry| (entry.path(), to.join(entry.file_name()))).unwrap();
        if place.is_dir() {
            copy(&place, &target);
        } else {
            fs::write(target, fs::read(place).unwrap()).unwrap();
        }
    }
}

/// Runs `sevlint WORDS…` in a folder, not on a terminal.
pub fn sevlint(folder: &Path, words: &[&str]) -> Ran {
    let environment = Environment {
        folder: folder.to_path_buf(),
        today: date(2026, 11, 22),
        colour: false,
        columns: None,
        asks: false,
        ..Environment::default()
    };
    let (mut out, mut err) = (vec![], vec![]);
    let typed = std::iter::once("sevlint").chain(words.iter().copied());
    let exit = run(typed, &environment, &mut std::io::empty(), &mut out, &mut err);
    Ran {
        exit,
        out: String::from_utf8_lossy(&out).into_owned(),
        err: String::from_utf8_lossy(&err).into_owned(),
    }
}
