//! How long `sevlint check` takes over a repository of postmortems, against the time to read the same files.
//!
//! ```text
//! cargo bench --bench repository                        10,000 postmortems, seven rounds
//! cargo bench --bench repository -- --files 100000      as many as you like
//! cargo bench --bench repository -- --rounds 3 --keep   leaves the repository there, and says where
//! cargo bench --bench repository -- check --format json=/dev/null      another command of sevlint
//! ```
//!
//! Everything is timed in one run, in turns, on files that were just written to the temporary folder (`TMPDIR`):
//! ratios can be compared between machines, seconds cannot.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a program of its own, which stops where something fails"
)]

mod corpus;
mod measure;
mod verdict;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use sevlint::source::document::Document;
use sevlint::source::load::load;
use sevlint::source::repository::Root;
use sevlint::source::walk::list;

use measure::{Series, peak_memory, time_command};

struct Options {
    files: usize,
    rounds: usize,
    keep: bool,
    command: Vec<String>,
}

/// One thing that is timed, once a round.
struct Contender {
    name: &'static str,
    run: Box<dyn Fn() -> Duration>,
}

fn main() {
    let options = options();
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().to_path_buf();
    let bytes = corpus::write(&folder, options.files);
    println!("{} postmortems, {:.1} MB, {} rounds in turns", options.files, megabytes(bytes), options.rounds);

    if let Some(complaint) = measure::complaint(sevlint(&folder, &options.command)) {
        println!("sevlint could not make the run, and its times mean little: {complaint}");
    }
    let contenders = contenders(&folder, &options.command);
    let mut series: Vec<Series> = contenders.iter().map(|contender| Series::new(contender.name)).collect();
    for round in 0..=options.rounds {
        for (contender, series) in contenders.iter().zip(&mut series) {
            let taken = (contender.run)();
            // The first round brings the files into the cache of the system, and does not count.
            if round > 0 {
                series.add(taken);
            }
        }
    }
    measure::print(&series, options.files);
    match peak_memory(sevlint(&folder, &options.command)) {
        Some(bytes) => println!("sevlint took at most {:.1} MB of memory", megabytes(bytes)),
        None => println!("the memory of sevlint was not seen: it ended too soon, or this is not Linux"),
    }
    let verdicts = verdict::times();
    println!(
        "one verdict (30 criteria over 15 facts, half of them missing) takes {:.0} µs in the middle, {:.0} µs or less 99 times of 100, {:.0} µs at most",
        verdicts.median.as_secs_f64() * 1e6,
        verdicts.nearly_all.as_secs_f64() * 1e6,
        verdicts.longest.as_secs_f64() * 1e6
    );
    if options.keep {
        println!("the postmortems are left in {}", home.keep().display());
    }
}

fn options() -> Options {
    let mut options = Options { files: 10_000, rounds: 7, keep: false, command: Vec::new() };
    // Cargo says `--bench` to every benchmark, after all else.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|text| text.parse().ok()).unwrap_or_else(usage);
        match argument.as_str() {
            "--files" => options.files = number(),
            "--rounds" => options.rounds = number(),
            "--keep" => options.keep = true,
            _ if argument.starts_with('-') => usage(),
            _ => {
                options.command.push(argument);
                options.command.extend(arguments.by_ref());
            }
        }
    }
    if options.command.is_empty() {
        options.command.push("check".into());
    }
    if options.files == 0 || options.rounds == 0 { usage() } else { options }
}

fn usage<Anything>() -> Anything {
    println!(
        "usage: cargo bench --bench repository -- [--files N] [--rounds N] [--keep] [COMMAND OF SEVLINT...]"
    );
    std::process::exit(2);
}

/// Reading the files, first; then what is measured against it.
fn contenders(folder: &Path, command: &[String]) -> Vec<Contender> {
    let here = || folder.to_path_buf();
    let (reading, parsing, checking, command) = (here(), here(), here(), command.to_vec());
    let ripgrep = Command::new("rg").arg("--version").output().is_ok_and(|output| output.status.success());
    let read = if ripgrep {
        Contender { name: "rg -c .", run: Box::new(move || time_command(rg(&reading))) }
    } else {
        println!("rg is not installed (package `ripgrep`): a plain read of all files stands in for it");
        Contender { name: "plain read (no rg)", run: Box::new(move || timed(|| read_all(&reading))) }
    };
    vec![
        read,
        Contender { name: "parse only", run: Box::new(move || timed(|| parse_all(&parsing))) },
        Contender { name: "sevlint", run: Box::new(move || time_command(sevlint(&checking, &command))) },
    ]
}

fn rg(folder: &Path) -> Command {
    let mut command = Command::new("rg");
    command.args(["--no-config", "-c", "."]).arg(folder);
    command
}

fn sevlint(folder: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sevlint"));
    command.args(arguments).current_dir(folder);
    command
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

/// The bytes of all files, read one after another.
fn read_all(folder: &Path) -> usize {
    let root = Root::find(folder).unwrap();
    let listing = list(&root, &[folder.to_path_buf()], None, |_| true);
    listing.files.iter().map(|file| std::fs::read(file.place(&root)).unwrap().len()).sum()
}

/// Reads and parses all postmortems as `check` does, and judges nothing: what is left of its time is the judging.
fn parse_all(folder: &Path) -> usize {
    let root = Root::find(folder).unwrap();
    let listing = list(&root, &[folder.to_path_buf()], None, is_markdown);
    let parsed = listing.files.par_iter().map(|file| {
        let document = Document::parse(load(&root, file, 8 << 20).unwrap());
        document.outline.headings.len()
            + document.front_matter.map_or(0, |front_matter| front_matter.entries.len())
    });
    parsed.sum()
}

fn is_markdown(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "md")
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
