//! How many instructions `sevlint check` takes over a fixed repository, against the number that was recorded.
//!
//! Seconds differ from run to run and between machines; instructions, as callgrind counts them with one thread, hardly do. So a
//! change that makes every run slower is seen when it is made.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Enough that what is done once weighs little, few enough that counting takes seconds.
const FILES: usize = 200;

/// What other versions of the compiler and of the system's library may make of the same source.
const TOLERANCE: f64 = 0.05;

/// Counts, and compares with what was recorded, or records.
pub fn run(records: bool) -> ExitCode {
    let home = tempfile::tempdir().unwrap();
    super::corpus::write(home.path(), FILES);
    let Some(counted) = counted(home.path()) else {
        println!("valgrind is not installed (tests/tools.sh valgrind), or did not count");
        return ExitCode::from(2);
    };
    let file = recording();
    if records {
        fs::write(&file, format!("{counted}\n")).unwrap();
        println!("recorded: {counted} instructions for {FILES} postmortems");
        return ExitCode::SUCCESS;
    }
    let recorded = fs::read_to_string(&file).ok().and_then(|text| text.trim().parse::<u64>().ok());
    let Some(recorded) = recorded else {
        println!("{} holds no number; --instructions --record writes it", file.display());
        return ExitCode::from(2);
    };
    let ratio = ratio(counted, recorded);
    println!("{counted} instructions for {FILES} postmortems, {ratio:.3} of what was recorded");
    if ratio > 1.0 + TOLERANCE {
        println!("that is slower by more than {TOLERANCE}: find out why (callgrind, profile `profiling`),");
        println!(
            "or record it with `cargo bench --bench repository -- --instructions --record` and say why in the commit"
        );
        return ExitCode::FAILURE;
    }
    if ratio < 1.0 - TOLERANCE {
        println!("that is faster: record it, so that it stays so");
    }
    ExitCode::SUCCESS
}

fn recording() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/repository/instructions.txt")
}

fn counted(folder: &Path) -> Option<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--dump-instr=no", "--callgrind-out-file=/dev/null"]);
    command.arg(env!("CARGO_BIN_EXE_sevlint")).args(["check", "--as-of", "2026-11-01"]);
    command.current_dir(folder).env("RAYON_NUM_THREADS", "1");
    let output = command.output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, behind) = told.split_once("Collected : ")?;
    behind.split_whitespace().next()?.parse().ok()
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of two counts that a float holds")]
fn ratio(counted: u64, recorded: u64) -> f64 {
    counted as f64 / recorded as f64
}
