//! The laws that a fuzzer tries to break (`fuzz/`) hold of all it came upon: that is kept in `fuzz/corpus`, and run here without
//! a fuzzer. What once broke a law is kept, too, in `fuzz/corpus/NAME/found-…`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fastrand::Rng;

use crate::fuzz::{TARGETS, target};

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

/// Runs the laws over inputs that are made of those that are kept: bytes are changed, left out, doubled, and pieces of others and
/// words of the dictionary are put in. It sees not where the program goes, as `fuzz/run` does, and takes no other compiler.
/// `SEVLINT_SEED` makes others, `SEVLINT_SECONDS` goes on for so long: that is shared by the `laws` of one test.
fn mutate(name: &str, count: usize, laws: u32) {
    let number = |name: &str| std::env::var(name).ok().map(|number| number.parse::<usize>().unwrap());
    let mut random = Rng::with_seed(number("SEVLINT_SEED").unwrap_or(1) as u64);
    let hold = target(name).unwrap().hold;
    let kept: Vec<Vec<u8>> = corpus(name).iter().map(|file| fs::read(file).unwrap()).collect();
    let words = words();
    let begun = Instant::now();
    let share = number("SEVLINT_SECONDS").map(|seconds| Duration::from_secs(seconds as u64) / laws);
    let mut made = 0;
    while share.map_or(made < count, |share| begun.elapsed() < share) {
        made += 1;
        let mut bytes = random.choice(&kept).unwrap().clone();
        for _ in 0..random.usize(1..5) {
            let at = random.usize(..=bytes.len());
            let end = random.usize(at..=bytes.len().min(at + 40));
            let other = random.choice(&kept).unwrap();
            let from = random.usize(..=other.len());
            let to = random.usize(from..=other.len().min(from + 60));
            let put: Vec<u8> = match random.u8(..5) {
                0 => vec![random.u8(..)],
                1 => vec![],
                2 => bytes[at..end].repeat(random.usize(1..4)),
                3 => other[from..to].to_vec(),
                _ => random.choice(&words).unwrap().clone(),
            };
            bytes.splice(at..end, put);
        }
        bytes.truncate(8192);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(catch_unwind(|| hold(&bytes)).is_ok(), "this breaks a law of {name}: {text:?}");
    }
    eprintln!("{name}: {made} inputs");
    assert!(made >= 20, "only {made} inputs in that time");
}

/// The words of the dictionary, without those that are written with escapes.
fn words() -> Vec<Vec<u8>> {
    let lines = fs::read_to_string("fuzz/words.dict").unwrap();
    let words = lines.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    words.filter(|word| !word.contains('\\')).map(|word| word.as_bytes().to_vec()).collect()
}

#[test]
fn what_is_made_of_it_breaks_no_law_of_data() {
    let laws = [("yaml", 3000), ("toml", 3000), ("json", 3000), ("values", 1500), ("metadata", 300)];
    for (name, count) in laws {
        mutate(name, count, u32::try_from(laws.len()).unwrap());
    }
}

#[test]
fn what_is_made_of_it_breaks_no_law_of_judging() {
    let laws = [("table", 150), ("judging", 60), ("check", 100), ("mending", 60)];
    for (name, count) in laws {
        mutate(name, count, u32::try_from(laws.len()).unwrap());
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
