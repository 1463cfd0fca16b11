//! Lines of the fixtures, over and over: four times as many take about four times as long, wherever they stand. A file that a
//! stranger wrote holds nobody up.
//!
//! `.ci/long` asks for it by name, in a release build: lines and places are drawn from `SEVLINT_SEED`, as many as `SEVLINT_LINES`
//! says.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]
#![allow(clippy::print_stderr, reason = "whoever runs the tests is told what was looked at")]

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;

#[path = "common/program.rs"]
mod program;
mod repositories;
use program::sevlint;
use repositories::{TABLE, contents, fixtures};

/// The smaller of the two files, in bytes.
const SIZE: usize = 100_000;

/// What takes less says nothing of how it grows.
const NOTEWORTHY: Duration = Duration::from_millis(150);

/// Where a line is put, each time with another number: in it, behind it, or neither.
const PLACES: [&str; 8] =
    ["front matter", "body", "## Impact", "## Timeline", "## Action items", "## Severity", "a line", "table"];

#[test]
fn what_is_there_over_and_over_takes_its_length() {
    let number = |name: &str, usual: u64| std::env::var(name).map_or(usual, |text| text.parse().unwrap());
    let mut random = Rng::with_seed(number("SEVLINT_SEED", 1));
    let (of_postmortems, of_tables) = lines();
    assert!(of_postmortems.len() > 2_000 && of_tables.len() > 1_000);
    let home = tempfile::tempdir().unwrap();
    let mut slow = vec![];
    let mut slowest = Duration::ZERO;
    for _ in 0..number("SEVLINT_LINES", 200) {
        let place = random.choice(PLACES).unwrap();
        let lines = if place == "table" { &of_tables } else { &of_postmortems };
        let (line, form) = (random.choice(lines).unwrap(), random.u8(0..4));
        let time = |size: usize| time(home.path(), place, &repeated(line, form, size));
        let (mut once, mut four) = (time(SIZE), time(4 * SIZE));
        slowest = slowest.max(four);
        let grows = |once: Duration, four: Duration| four > NOTEWORTHY && four > once * 6;
        // What else the machine does makes one of them slow, and not the other.
        for _ in 0..4 {
            if grows(once, four) {
                (once, four) = (once.max(time(SIZE)), four.min(time(4 * SIZE)));
            }
        }
        if grows(once, four) {
            slow.push(format!(
                "{line:?} in {place}, form {form}: {once:?}, and {four:?} for four times as many"
            ));
        }
    }
    eprintln!("the slowest took {slowest:?}");
    assert!(slow.is_empty(), "{slow:#?}");
}

/// The lines of postmortems and of tables, each once.
fn lines() -> (Vec<String>, Vec<String>) {
    let (mut of_postmortems, mut of_tables) = (BTreeSet::new(), BTreeSet::new());
    for (path, content) in fixtures().iter().flat_map(|repository| contents(repository)) {
        let Ok(text) = String::from_utf8(content) else { continue };
        let is_data = path.extension().is_some_and(|end| end == "yaml" || end == "yml");
        let is_table = is_data || text.contains("sev_table:");
        let found = if is_table { &mut of_tables } else { &mut of_postmortems };
        found.extend(text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    (of_postmortems.into_iter().collect(), of_tables.into_iter().collect())
}

fn repeated(line: &str, form: u8, size: usize) -> String {
    let is_inside = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '-';
    let word = line.find(char::is_alphabetic).unwrap_or(line.len());
    let word_end = line[word..].find(|letter| !is_inside(letter)).map_or(line.len(), |length| word + length);
    let mut text = String::with_capacity(size + 2 * line.len());
    for number in 0.. {
        match form {
            0 => text += line,
            1 => text += &format!("{} {number}", line.trim_end()),
            2 => text += &format!("{}{number}{}", &line[..word_end], &line[word_end..]),
            // The same key in other letters.
            _ => {
                let cased = |(place, letter): (usize, char)| match number >> (place % 32) & 1 {
                    1 => letter.to_ascii_uppercase(),
                    _ => letter.to_ascii_lowercase(),
                };
                text.extend(line[..word_end].chars().enumerate().map(cased));
                text += &line[word_end..];
            }
        }
        text.push('\n');
        if text.len() >= size {
            break;
        }
    }
    text
}

/// How long a check takes of a repository with that in that place.
fn time(folder: &Path, place: &str, lines: &str) -> Duration {
    let incident = match place {
        "front matter" => format!("---\nseverity: SEV-2\n{lines}---\n\n# It broke\n"),
        "body" => format!("---\nseverity: SEV-2\n---\n\n# It broke\n\n{lines}"),
        "a line" => format!("---\nseverity: SEV-2\n---\n\n# It broke\n\n{}\n", lines.replace('\n', " ")),
        "table" => "---\nseverity: SEV-2\n---\n\n# It broke\n".to_owned(),
        heading => format!("---\nseverity: SEV-2\n---\n\n# It broke\n\n{heading}\n\n{lines}"),
    };
    fs::create_dir_all(folder.join("incidents")).unwrap();
    fs::write(folder.join("incidents/a.md"), incident).unwrap();
    let table = if place == "table" { format!("{TABLE}{lines}") } else { TABLE.to_owned() };
    fs::write(folder.join("sev.yaml"), table).unwrap();
    let start = Instant::now();
    black_box(sevlint(folder, &["check", "--format", "json"]).out);
    start.elapsed()
}
