//! How long `sevlint check` takes over a repository of postmortems, against the time to read the same files.
//!
//! ```text
//! cargo bench --bench repository                        10,000 postmortems, seven rounds
//! cargo bench --bench repository -- --files 1000,10000,100000      as many as you like, one after the other
//! cargo bench --bench repository -- --files 1000 --rounds 3 --peers     other linters, too (tests/tools.sh peers)
//! cargo bench --bench repository -- --rounds 3 --keep   leaves the repository there, and says where
//! cargo bench --bench repository -- --instructions      counts, and compares with what was recorded (--record)
//! cargo bench --bench repository -- --program target/x86_64-unknown-linux-gnu/dist/sevlint     another build, as it is published
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
mod instructions;
mod measure;
mod peers;
mod verdict;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use sevlint::source::document::Document;
use sevlint::source::load::load;
use sevlint::source::repository::Root;
use sevlint::source::walk::list;

use measure::{Series, peak_memory, time_command};
use peers::PEERS;

/// Where the postmortems are, below the temporary folder.
const REPOSITORY: &str = "repository";

struct Options {
    sizes: Vec<usize>,
    rounds: usize,
    peers: bool,
    keep: bool,
    /// The sevlint that is measured, if it is not the one that was built for this.
    program: Option<PathBuf>,
    command: Vec<String>,
}

/// One thing that is timed, once a round.
struct Contender<'run> {
    name: &'static str,
    run: Box<dyn Fn() -> Duration + 'run>,
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--instructions") {
        if std::env::args().any(|argument| argument == "--program") {
            return usage();
        }
        return instructions::run(std::env::args().any(|argument| argument == "--record"));
    }
    let options = options();
    let growth: Vec<(usize, Duration, Option<u64>)> =
        options.sizes.iter().map(|files| of_size(*files, &options)).collect();
    if growth.len() > 1 {
        println!("how sevlint grows:");
        for (files, median, memory) in growth {
            let memory =
                memory.map_or("memory not seen".to_owned(), |bytes| format!("{:.1} MB", megabytes(bytes)));
            println!("{files:>8} files {:>8.1} µs per file {memory:>12}", measure::per_file(median, files));
        }
    }
    let verdicts = verdict::times();
    println!(
        "one verdict (30 criteria over 15 facts, half of them missing) takes {:.0} µs in the middle, {:.0} µs or less 99 times of 100, {:.0} µs at most",
        verdicts.median.as_secs_f64() * 1e6,
        verdicts.nearly_all.as_secs_f64() * 1e6,
        verdicts.longest.as_secs_f64() * 1e6
    );
    ExitCode::SUCCESS
}

/// Measures over so many postmortems; answers with the median of sevlint and the most memory it took.
fn of_size(files: usize, options: &Options) -> (usize, Duration, Option<u64>) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(REPOSITORY);
    let bytes = corpus::write(&folder, files);
    println!("{files} postmortems, {:.1} MB, {} rounds in turns", megabytes(bytes), options.rounds);
    if let Some(program) = &options.program {
        println!(
            "sevlint is {}; what is parsed only is parsed by the build of the benchmark",
            program.display()
        );
    }

    if let Some(complaint) = measure::complaint(sevlint(&folder, options, &options.command)) {
        println!("sevlint could not make the run, and its times mean little: {complaint}");
    }
    let mut contenders = contenders(&folder, options);
    if options.peers {
        contenders.extend(peers(home.path()));
    }
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
    drop(contenders);
    measure::print(&series, files);
    if options.peers {
        println!(
            "what each does: sevlint checks fields, sections, times, action items and severities against the table;"
        );
        for peer in PEERS {
            println!("  {}: {}", peer.name, peer.checks);
        }
        println!();
    }
    let memory = peak_memory(sevlint(&folder, options, &options.command));
    match memory {
        Some(bytes) => println!("sevlint took at most {:.1} MB of memory", megabytes(bytes)),
        None => println!("the memory of sevlint was not seen: it ended too soon, or this is not Linux"),
    }
    let median_of = |name: &str| {
        series.iter().find(|series| series.name() == name).map_or(Duration::ZERO, Series::median)
    };
    let median = median_of(SEVLINT);
    println!(
        "sevlint report takes {:.2} times as long as {SEVLINT} {}",
        median_of(SEVLINT_REPORT).as_secs_f64() / median.as_secs_f64(),
        options.command.join(" ")
    );
    if options.keep {
        println!("the postmortems are left in {}", home.keep().join(REPOSITORY).display());
    }
    println!();
    (files, median, memory)
}

fn options() -> Options {
    let mut options = Options {
        sizes: vec![10_000],
        rounds: 7,
        peers: false,
        keep: false,
        program: None,
        command: Vec::new(),
    };
    // Cargo says `--bench` to every benchmark, after all else.
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let mut numbers = || -> Vec<usize> {
            let text = arguments.next().unwrap_or_default();
            let numbers = text.split(',').map(str::parse).collect::<Result<_, _>>();
            numbers.unwrap_or_else(|_| usage())
        };
        match argument.as_str() {
            "--files" => options.sizes = numbers(),
            "--rounds" => options.rounds = numbers().first().copied().unwrap_or_default(),
            "--peers" => options.peers = true,
            "--keep" => options.keep = true,
            "--program" => {
                // It is run in other folders.
                let path = arguments.next().and_then(|path| std::path::absolute(path).ok());
                options.program = Some(path.filter(|path| path.is_file()).unwrap_or_else(|| {
                    println!("--program names no file, seen from {}", env!("CARGO_MANIFEST_DIR"));
                    usage()
                }));
            }
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
    if options.sizes.contains(&0) || options.rounds == 0 { usage() } else { options }
}

fn usage<Anything>() -> Anything {
    println!(
        "usage: cargo bench --bench repository -- [--files N,N…] [--rounds N] [--peers] [--keep] [--program PATH] [COMMAND OF SEVLINT...] | --instructions [--record]"
    );
    std::process::exit(2);
}

const SEVLINT: &str = "sevlint";
const SEVLINT_REPORT: &str = "sevlint report";
/// The retrospective of all years, as a page.
const REPORT: [&str; 5] = ["report", "--since", "2000-01-01", "--format", "html"];

/// Reading the files, first; then what is measured against it.
fn contenders<'run>(folder: &'run Path, options: &'run Options) -> Vec<Contender<'run>> {
    let report = REPORT.map(str::to_owned);
    let ripgrep = Command::new("rg").arg("--version").output().is_ok_and(|output| output.status.success());
    let read = if ripgrep {
        Contender { name: "rg -c .", run: Box::new(move || time_command(rg(folder))) }
    } else {
        println!("rg is not installed (package `ripgrep`): a plain read of all files stands in for it");
        Contender { name: "plain read (no rg)", run: Box::new(move || timed(|| read_all(folder))) }
    };
    vec![
        read,
        Contender { name: "parse only", run: Box::new(move || timed(|| parse_all(folder))) },
        Contender {
            name: SEVLINT,
            run: Box::new(move || time_command(sevlint(folder, options, &options.command))),
        },
        Contender {
            name: SEVLINT_REPORT,
            run: Box::new(move || time_command(sevlint(folder, options, &report))),
        },
    ]
}

/// The other tools that are installed.
fn peers(home: &Path) -> Vec<Contender<'_>> {
    peers::prepare(home);
    let mut contenders = vec![];
    for peer in PEERS {
        if peer.command(home).is_none() {
            println!(
                "{} is left out: not installed (tests/tools.sh peers), or too many files for it",
                peer.name
            );
            continue;
        }
        let run = move || peer.command(home).map_or(Duration::ZERO, time_command);
        contenders.push(Contender { name: peer.name, run: Box::new(run) });
    }
    contenders
}

fn rg(folder: &Path) -> Command {
    let mut command = Command::new("rg");
    command.args(["--no-config", "-c", "."]).arg(folder.join("postmortems"));
    command
}

fn sevlint(folder: &Path, options: &Options, arguments: &[String]) -> Command {
    let built = || PathBuf::from(env!("CARGO_BIN_EXE_sevlint"));
    let mut command = Command::new(options.program.clone().unwrap_or_else(built));
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

/// Reads and parses all postmortems as `check` does, and judges nothing: what is left of the time of the same build is the
/// judging.
fn parse_all(folder: &Path) -> usize {
    let root = Root::find(folder).unwrap();
    let listing = list(&root, &[folder.to_path_buf()], None, is_markdown);
    let parsed = (0..listing.files.len()).into_par_iter().map(|index| {
        let file = listing.files.get(index).unwrap();
        let document = Document::parse(load(&root, &file, 8 << 20).unwrap());
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
