//! Every folder of `fixtures/` with a `transcript.txt` is one executable specification, and one test.
//!
//! `$ sevlint …` is typed in a copy of `repo/`; plain lines are standard output, `! ` lines standard error, `? ` the exit
//! code. `< FILE` gives a file of the repository to standard input. Lines that begin with `#` are remarks. `BLESS=1 cargo test` writes what the program does now; the difference is
//! then read. Every transcript runs twice, and the second run must say the same.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use libtest_mimic::{Arguments, Failed, Trial};
use sevlint::cli::environment::Environment;
use sevlint::cli::program::run;

fn main() {
    let arguments = Arguments::from_args();
    let mut transcripts = vec![];
    find(Path::new("fixtures"), &mut transcripts);
    transcripts.sort();
    assert!(transcripts.len() > 30, "only {} transcripts were found", transcripts.len());
    let trials = transcripts.into_iter().map(|transcript| {
        let name = transcript.parent().unwrap().strip_prefix("fixtures").unwrap().display().to_string();
        Trial::test(name, move || holds(&transcript))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().is_some_and(|name| name == "transcript.txt") {
            found.push(path);
        } else if path.is_dir() && path.file_name().is_some_and(|name| name != "repo") {
            find(&path, found);
        }
    }
}

fn holds(transcript: &Path) -> Result<(), Failed> {
    let wanted = fs::read_to_string(transcript)?;
    let got = replay(&wanted, transcript.parent().unwrap())?;
    let again = replay(&wanted, transcript.parent().unwrap())?;
    if got != again {
        return Err("two runs differ".into());
    }
    if got == wanted {
        return Ok(());
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(transcript, got)?;
        return Ok(());
    }
    Err(difference(&wanted, &got).into())
}

/// Runs each `$ sevlint …` line again, and writes the transcript as it went this time.
fn replay(transcript: &str, fixture: &Path) -> Result<String, Failed> {
    let repository = tempfile::tempdir()?;
    copy(&fixture.join("repo"), repository.path())?;
    let mut text = String::new();
    for typed in transcript.lines() {
        if typed.starts_with('#') {
            text += &format!("{typed}\n");
            continue;
        }
        let Some(command) = typed.strip_prefix("$ sevlint") else { continue };
        let mut folder = repository.path().to_path_buf();
        let mut words = vec!["sevlint"];
        let mut rest = command.split_whitespace();
        let mut input = vec![];
        // `$ sevlint --in FOLDER …` is typed in a folder of the repository; `< FILE` is a file of it.
        while let Some(word) = rest.next() {
            match word {
                "--in" => folder.push(rest.next().unwrap()),
                "<" => input = fs::read(repository.path().join(rest.next().unwrap()))?,
                _ => words.push(word),
            }
        }
        let environment = Environment {
            folder,
            today: date(2026, 11, 22),
            colour: false,
            columns: None,
            asks: false,
            ..Environment::default()
        };
        let (mut out, mut err) = (vec![], vec![]);
        let exit = run(words, &environment, &mut input.as_slice(), &mut out, &mut err);
        text += &format!("{typed}\n");
        text += &shown(&out, "", repository.path());
        text += &shown(&err, "! ", repository.path());
        text += &format!("? {}\n", exit as i32);
    }
    Ok(text)
}

/// Output as it stands in a transcript: lines that could be taken for something else are marked by `| `.
fn shown(bytes: &[u8], prefix: &str, root: &Path) -> String {
    let text = String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    let text = text.replace(&root.canonicalize().unwrap().display().to_string(), "[ROOT]");
    let mut shown = String::new();
    for line in text.split_inclusive('\n') {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let ambiguous = prefix.is_empty() && line.starts_with(['$', '?', '!', '#', '|']);
        shown += &format!("{prefix}{}{line}\n", if ambiguous { "| " } else { "" });
    }
    shown
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    if !from.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn difference(wanted: &str, got: &str) -> String {
    let mut text = String::from("the transcript does not hold (BLESS=1 writes what happens now):\n");
    for change in similar::TextDiff::from_lines(wanted, got).unified_diff().context_radius(3).iter_hunks() {
        text += &change.to_string();
    }
    text
}
