//! How many instructions a check takes, as callgrind counts them, against the number that was recorded: a change that makes
//! every run slower is seen when it is made. Seconds differ from run to run; instructions of one build hardly do.
//!
//! It counts the build of the tests, whose instructions tell of changes though not of speed. The benchmark counts that of a
//! release, on the same files.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::corpus;

/// Of how many postmortems the cost is the difference: what is done once for all of them is left out.
const FEW: usize = 10;
const MANY: usize = 40;

/// What another patch of the compiler, or of the system's library, may make of the same source.
const TOLERANCE: f64 = 0.05;

const RECORD: &str = "tests/instructions.txt";

#[test]
#[ignore = "needs valgrind, which tests/tools.sh installs"]
fn a_postmortem_takes_no_more_instructions_than_were_recorded() {
    let counted = (counted(MANY) - counted(FEW)) / (MANY - FEW) as u64;
    if std::env::var_os("BLESS").is_some() {
        fs::write(RECORD, format!("{counted}\n")).unwrap();
        return;
    }
    let recorded: u64 = fs::read_to_string(RECORD).unwrap().trim().parse().unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a ratio of two counts that a float holds")]
    let ratio = counted as f64 / recorded as f64;
    println!("{counted} instructions for a postmortem, {ratio:.3} of what was recorded");
    assert!(
        ratio <= 1.0 + TOLERANCE,
        "{counted} instructions for a postmortem are {ratio:.3} of the {recorded} that were recorded: find out why (callgrind, \
         profile `profiling`), or record it with BLESS=1 and say why in the commit"
    );
    assert!(
        ratio >= 1.0 - TOLERANCE,
        "{counted} instructions for a postmortem are {ratio:.3} of the {recorded} that were recorded: that is faster; record it \
         with BLESS=1, so that it stays so"
    );
}

/// The instructions of a check of so many postmortems.
fn counted(files: usize) -> u64 {
    let home = tempfile::tempdir().unwrap();
    corpus::write(home.path(), files);
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    command.arg(Path::new(env!("CARGO_BIN_EXE_sevlint"))).args(["check", "--as-of", "2026-11-01"]);
    command.current_dir(home.path()).env("RAYON_NUM_THREADS", "1");
    let output = command.output().expect("tests/tools.sh valgrind installs it");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let behind = told.split_once("Collected : ").map(|(_, behind)| behind);
    let number = behind.and_then(|behind| behind.split_whitespace().next());
    number.unwrap_or_else(|| panic!("valgrind did not count: {told}")).parse().unwrap()
}
