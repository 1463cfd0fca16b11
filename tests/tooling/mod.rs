//! Other programs, which `tests/tools.sh` installs, and folders to run them in.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

pub mod wheel;
pub mod world;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where the tools are installed.
pub fn tools() -> PathBuf {
    let tools = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("tools");
    assert!(tools.join("bin").is_dir(), "run tests/tools.sh first");
    tools
}

/// Runs a program that has to succeed.
pub fn succeeds(command: &mut Command) -> Output {
    let output = command.stdin(Stdio::null()).output();
    judged(command, output.unwrap_or_else(|error| panic!("{command:?}: {error}")))
}

/// The same, with something to read.
pub fn fed(command: &mut Command, input: &[u8]) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    judged(command, child.wait_with_output().unwrap())
}

fn judged(command: &Command, output: Output) -> Output {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {}\n{out}\n{err}", output.status);
    output
}

/// Copies what is in a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The files that a page of the documentation shows: blocks whose first line is ```` ```LANGUAGE NAME ````.
pub fn snippets(page: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(page).unwrap();
    let mut found = vec![];
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, Some(head)) => {
                let name = head.split_once(' ').map_or("", |(_, name)| name);
                open = Some((name.to_owned(), String::new()));
            }
            (None, None) => {}
        }
    }
    found.retain(|(name, _)| !name.is_empty());
    found
}
