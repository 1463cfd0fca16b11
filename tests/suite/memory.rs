//! `check` takes little memory however many files there are: a file without findings is dropped once it is judged.
//!
//! What stays of each is its name and a number for what rules over several files compare (its id). In `.ci/long` there are 10,000 and
//! 100,000 files: `SEVLINT_FILES=10000,100000`.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::measure;

const TABLE: &str = "sev_table: 1
facts: { customers: { kind: count } }
levels:
  - { id: SEV-1, criteria: [{ id: many, when: { customers: at least 10 } }], response: { cover: around-the-clock, notify: [ana] }, examples: [{ says: many, facts: { customers: 14 } }] }
  - { id: SEV-2, otherwise: true, response: { cover: business-hours, notify: [bo] }, examples: [{ says: few, facts: { customers: 1 } }] }
";

/// The most that a run may take, in bytes. A debug build needs more, and fewer files tell less.
const MOST: u64 = if cfg!(debug_assertions) { 90_000_000 } else { 50_000_000 };

/// The most that may stay of a file without findings, in bytes. Lists double when they are full.
const MOST_OF_A_FILE: u64 = if cfg!(debug_assertions) { 1_000 } else { 120 };

/// Postmortems of 2 KB in which nothing is found.
fn write(folder: &Path, files: usize) {
    fs::write(folder.join("sev.yaml"), TABLE).unwrap();
    let prose = "It broke, and nobody knows why. ".repeat(50);
    for number in 0..files {
        let part = folder.join(format!("incidents/part-{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&part).unwrap();
        }
        let text = format!(
            "---\nid: INC-{number}\ntitle: The import is late\nseverity: SEV-1\ncustomers: 14\nstarted_at: 2026-04-01T10:02Z\n\
             resolved_at: 2026-04-01T11:02Z\nnotified: [ana]\n---\n\n# The import is late\n\n## Summary\n\n{prose}\n\n\
             ## Action items\n\n- [x] mend it (owner: ana, due: 2026-04-08)\n"
        );
        fs::write(part.join(format!("{number:06}.md")), text).unwrap();
    }
}

/// The most memory that `check` takes for so many files, in bytes.
fn peak(files: usize) -> u64 {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), files);
    let mut command = Command::new(env!("CARGO_BIN_EXE_sevlint"));
    command.current_dir(home.path()).args(["check", "--as-of", "2026-11-22", "--format", "text=said"]);
    let peak = measure::peak_memory(command).expect("/proc says it");
    let said = fs::read_to_string(home.path().join("said")).unwrap();
    assert!(said.ends_with("\n0 errors, 0 warnings, 0 notes\n"), "something is found: {said}");
    assert!(said.contains(&format!("{files} postmortems")), "{said}");
    peak
}

#[test]
fn files_without_findings_leave_next_to_nothing() {
    let asked = std::env::var("SEVLINT_FILES").unwrap_or_else(|_| "2500,5000".to_owned());
    let (few, many) = asked.split_once(',').unwrap();
    let [few, many] = [few, many].map(|files| files.parse::<usize>().unwrap());
    let (of_few, of_many) = (peak(few), peak(many));
    let of_a_file = of_many.saturating_sub(of_few) / u64::try_from(many - few).unwrap();
    eprintln!("{few} files: {of_few} bytes; {many} files: {of_many} bytes; {of_a_file} bytes for each more");
    assert!(of_few < MOST && of_many < MOST, "{few} files take {of_few} bytes, {many} take {of_many}");
    assert!(of_a_file < MOST_OF_A_FILE, "{of_a_file} bytes stay of each file");
}
