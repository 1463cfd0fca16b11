//! The walk lists what `git ls-files --cached --others --exclude-standard` lists: on trees and ignore files that a
//! seeded generator makes up, from the root and from folders within.

#![cfg(target_os = "linux")] // the names are made up to be difficult; other systems refuse some or spell them anew

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use fastrand::Rng;
use sevlint::source::repository::Root;
use sevlint::source::walk::list;

/// Names that collide with one another, and with the characters that patterns give a meaning to.
const NAMES: &[&str] = &[
    "a",
    "b",
    "ab",
    "abc",
    "a.md",
    "b.md",
    "c.txt",
    "A.md",
    ".hidden",
    ".hidden.md",
    "build",
    "docs",
    "a b",
    "a ",
    "é.md",
    "障害.md",
    "#a",
    "!a",
    "{a,b}",
    "a[b]",
    "a\\b",
    "a-b",
    "a^b",
    "x1",
    "x2",
    "x]",
    "*",
    "a\tb",
    "a\nb.md",
    "a\t",
];
/// What a pattern is made of besides names.
const PIECES: &[&str] = &[
    "*",
    "**",
    "***",
    "?",
    "/",
    "//",
    "/**/",
    "**/",
    "/**",
    "a",
    "b",
    ".md",
    ".",
    "-",
    "x",
    "1",
    "\\",
    "\\*",
    "\\a",
    "\\\\",
    "[ab]",
    "[!a]",
    "[^b]",
    "[a-c]",
    "[!a-c]",
    "[]]",
    "[!]]",
    "[]-a]",
    "[a-]",
    "[-a]",
    "[\\]]",
    "[\\\\]",
    "[!-~]",
    "[+-9]",
    "[[:alpha:]]",
    "[![:digit:]]",
    "[[:digit:][:punct:]]",
    "[[:nope:]]",
    "[[:a]",
    "[[:]",
    "[z-a]",
    "[é]",
    "[!é]",
    "[a-é]",
    "[あ-ん]",
    "[!^]",
    "[\\^!]",
    "[^!^-]",
    "[",
    "]",
    "[a",
    "{a,b}",
    "{",
    "}",
    ",",
    "é",
    "障",
    " ",
    "\t",
];

/// `git` in a folder, untouched by the configuration of the machine.
fn git(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "core.ignoreCase=false", "-c", "core.precomposeUnicode=false"])
        .args(arguments)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", folder.join("no-such-file"))
        .env("XDG_CONFIG_HOME", folder.join("no-such-folder"))
        .env("GIT_AUTHOR_NAME", "a")
        .env("GIT_AUTHOR_EMAIL", "a@example.org")
        .env("GIT_COMMITTER_NAME", "a")
        .env("GIT_COMMITTER_EMAIL", "a@example.org")
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// How much to try, or from which seed on: more can be asked for by a variable of the environment.
fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// A folder for a while; in memory where that is possible, since thousands of files are made.
fn home() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Whether the tests can be made. On a build machine git must not be missing.
fn git_is_here() -> bool {
    let here = Command::new("git").arg("--version").output().is_ok_and(|output| output.status.success());
    assert!(here || env::var_os("CI").is_none(), "git is missing");
    if !here {
        eprintln!("git is missing: nothing was compared");
    }
    here
}

/// What git lists under a folder. It names nested repositories with a slash at the end; they are no files.
fn listed_by_git(folder: &Path, options: &[&str], under: &str) -> BTreeSet<String> {
    let mut arguments = options.to_vec();
    arguments.extend(["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", under]);
    let output = String::from_utf8(git(folder, &arguments)).unwrap();
    output.split_terminator('\0').filter(|path| !path.ends_with('/')).map(String::from).collect()
}

fn listed_by_us(root: &Root, starts: &[PathBuf], personal: Option<&Path>) -> BTreeSet<String> {
    let listing = list(root, starts, personal, |_| true);
    let paths: Vec<String> = listing.files.iter().map(|file| file.path().to_string()).collect();
    assert!(paths.is_sorted(), "{paths:?}");
    let as_set: BTreeSet<String> = paths.iter().cloned().collect();
    assert_eq!(as_set.len(), paths.len(), "{paths:?}");
    as_set
}

/// A line of an ignore file.
fn pattern(random: &mut Rng) -> String {
    let mut line = String::new();
    for (text, chances) in [("!", 4), ("\\", 40), ("#", 40), ("/", 4)] {
        if random.u8(..chances) == 0 {
            line.push_str(text);
        }
    }
    for _ in 0..random.usize(1..4) {
        let choices = if random.bool() { NAMES } else { PIECES };
        line.push_str(random.choice(choices).unwrap());
        if random.u8(..5) == 0 {
            line.push('/');
        }
    }
    for (text, chances) in [("/", 3), (" ", 10), ("  ", 20), ("\\ ", 30), ("\t", 30), ("\r", 20)] {
        if random.u8(..chances) == 0 {
            line.push_str(text);
        }
    }
    line.replace('\n', "")
}

fn ignore_file(random: &mut Rng) -> String {
    let mut text = String::from(if random.u8(..10) == 0 { "\u{feff}" } else { "" });
    for _ in 0..random.usize(1..8) {
        // Patterns that hit something are worth most.
        match random.u8(..4) {
            0 => text.push_str(&pattern(random)),
            1 => text.push_str(
                random
                    .choice(["*", "*/", "**/a", "a/**", "!*/", "*.md", "!*.md", "/*", "!/a", "/**"])
                    .unwrap(),
            ),
            _ => {
                text.push_str(if random.u8(..3) == 0 { "!" } else { "" });
                text.push_str(if random.u8(..4) == 0 { "/" } else { "" });
                text.push_str(&random.choice(NAMES).unwrap().replace('\n', "?"));
                text.push_str(if random.u8(..4) == 0 { "/" } else { "" });
            }
        }
        text.push_str(if random.u8(..10) == 0 { "\r\n" } else { "\n" });
    }
    if random.u8(..5) == 0 {
        text.truncate(text.trim_end_matches('\n').len());
    }
    text
}

/// Fills a folder; answers with all folders in it.
fn grow(random: &mut Rng, folder: &Path, depth: usize, folders: &mut Vec<PathBuf>) {
    folders.push(folder.to_path_buf());
    if random.u8(..if depth == 0 { 2 } else { 4 }) == 0 || depth == 0 {
        fs::write(folder.join(".gitignore"), ignore_file(random)).unwrap();
    }
    for _ in 0..random.usize(1..7) {
        let path = folder.join(random.choice(NAMES).unwrap());
        if path.symlink_metadata().is_ok() {
            continue;
        }
        match random.u8(..10) {
            0..4 if depth < 4 => {
                fs::create_dir(&path).unwrap();
                grow(random, &path, depth + 1, folders);
            }
            4 => {
                let target = random.choice(["a", "../b.md", ".", "..", "/", "nowhere"]).unwrap();
                symlink(target, &path).unwrap();
            }
            5 if depth > 0 && random.u8(..3) == 0 => {
                fs::create_dir(&path).unwrap();
                git(&path, &["init", "--quiet", "--template="]);
                fs::write(path.join("inner.md"), "").unwrap();
            }
            _ => fs::write(&path, "").unwrap(),
        }
    }
}

#[test]
fn trees_are_listed_as_git_lists_them() {
    if !git_is_here() {
        return;
    }
    let trees = number("SEVLINT_TREES", 40);
    let mut something_ignored = 0;
    let first = number("SEVLINT_SEED", 0);
    for seed in first..first + trees {
        let mut random = Rng::with_seed(seed);
        let home = home();
        let clone = home.path().join("clone");
        fs::create_dir(&clone).unwrap();
        git(&clone, &["init", "--quiet", "--template="]);
        fs::create_dir(clone.join(".git/info")).unwrap();
        let mut folders = Vec::new();
        grow(&mut random, &clone, 0, &mut folders);
        let personal = home.path().join("personal");
        fs::write(&personal, ignore_file(&mut random)).unwrap();
        fs::write(clone.join(".git/info/exclude"), ignore_file(&mut random)).unwrap();
        let option = format!("core.excludesFile={}", personal.display());

        let root = Root::find(&clone).unwrap();
        let expected = listed_by_git(&clone, &["-c", &option], ".");
        let found = listed_by_us(&root, std::slice::from_ref(&clone), Some(&personal));
        assert_eq!(found, expected, "seed {seed}: {}", told(home.path()));
        something_ignored += u64::from(count_files(&clone) > expected.len());

        let start = random.choice(&folders).unwrap();
        let relative = root.relative(start).unwrap();
        let expected: BTreeSet<String> =
            expected.into_iter().filter(|path| Path::new(path).starts_with(&*relative)).collect();
        let again = [clone.join("a"), start.clone(), start.clone()];
        let found = listed_by_us(&root, &again[1..], Some(&personal));
        assert_eq!(found, expected, "seed {seed}, from {start:?}: {}", told(home.path()));
    }
    assert!(something_ignored * 2 > trees, "the generator ignores too little");
}

/// Each pattern alone, against every name as a file, as a folder and in a folder: the dark corners of brackets,
/// escapes and stars.
#[test]
fn patterns_mean_to_us_what_they_mean_to_git() {
    if !git_is_here() {
        return;
    }
    let patterns = number("SEVLINT_PATTERNS", 100);
    let mut random = Rng::with_seed(number("SEVLINT_SEED", 0));
    let home = home();
    git(home.path(), &["init", "--quiet"]);
    for number in 0..patterns {
        let folder = home.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(".gitignore"), pattern(&mut random)).unwrap();
        for (index, name) in NAMES.iter().enumerate() {
            // Half of them as folders, each time others.
            if (index as u64 + number).is_multiple_of(2) {
                fs::write(folder.join(name), "").unwrap();
                continue;
            }
            fs::create_dir_all(folder.join(name).join("b")).unwrap();
            for inner in ["a", "b/a.md", "c.txt"] {
                fs::write(folder.join(name).join(inner), "").unwrap();
            }
        }
    }
    let root = Root::find(home.path()).unwrap();
    let found = listed_by_us(&root, &[home.path().to_path_buf()], None);
    let expected = listed_by_git(home.path(), &[], ".");
    let mut wrong = String::new();
    for path in found.symmetric_difference(&expected) {
        let number = path.split('/').next().unwrap();
        let pattern = fs::read_to_string(home.path().join(number).join(".gitignore")).unwrap();
        let _ = write!(wrong, "\n{pattern:?} {path:?}, ignored by git: {}", !expected.contains(path));
    }
    assert!(wrong.is_empty(), "{wrong}");
    let ignored = count_files(home.path()) - expected.len();
    assert!(
        ignored * 50 > expected.len(),
        "the generator ignores too little: {ignored} of {}",
        expected.len()
    );
}

/// A worktree obeys the ignore file of its clone, and is another repository to a clone that it lies in.
#[test]
fn worktrees_are_listed_as_git_lists_them() {
    if !git_is_here() {
        return;
    }
    let home = home();
    let clone = home.path().join("clone");
    fs::create_dir(&clone).unwrap();
    git(&clone, &["init", "--quiet"]);
    git(&clone, &["commit", "--quiet", "--allow-empty", "--message=first"]);
    git(&clone, &["worktree", "add", "--quiet", "within"]);
    fs::write(clone.join(".git/info/exclude"), "*.tmp\n").unwrap();
    for folder in [clone.clone(), clone.join("within")] {
        fs::write(folder.join("a.tmp"), "").unwrap();
        fs::write(folder.join("a.md"), "").unwrap();
        let root = Root::find(&folder).unwrap();
        let found = listed_by_us(&root, std::slice::from_ref(&folder), None);
        assert_eq!(found, listed_by_git(&folder, &[], "."), "{}", folder.display());
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a.md"], "{}", folder.display());
    }
}

fn count_files(folder: &Path) -> usize {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != ".git")
        .filter(|entry| entry.as_ref().is_ok_and(|entry| !entry.file_type().is_dir()))
        .count()
}

/// The ignore files of a tree, for whoever must find out why a test failed.
fn told(home: &Path) -> String {
    let mut text = String::new();
    for entry in walkdir::WalkDir::new(home).sort_by_file_name() {
        let entry = entry.unwrap();
        if [".gitignore", "exclude", "personal"].iter().any(|name| entry.file_name() == *name) {
            let _ =
                write!(text, "\n{}: {:?}", entry.path().display(), fs::read_to_string(entry.path()).unwrap());
        }
    }
    text
}
