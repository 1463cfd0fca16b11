//! `check --watch` as a process: a file changes, and the findings come again.

#![cfg(unix)]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

const TABLE: &str = "sev_table: 1
facts: { users: { kind: percent } }
levels:
  - { id: SEV-1, criteria: [{ id: wide, when: { users: at least 20% } }] }
  - { id: SEV-2, otherwise: true }
";

/// Long enough for a machine that is busy with other tests.
const PATIENCE: Duration = Duration::from_mins(1);

fn repository() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), "sev.yaml", TABLE);
    write(home.path(), "postmortems/a.md", &postmortem("SEV-1", "30%"));
    home
}

fn postmortem(severity: &str, users: &str) -> String {
    format!("---\nid: INC-1\nseverity: {severity}\nusers: {users}\n---\n\n# It broke\n")
}

fn write(folder: &Path, path: &str, text: &str) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    // In one step, as editors do: a file that is empty for a moment may be looked at in it.
    let new = tempfile::NamedTempFile::new().unwrap();
    fs::write(new.path(), text).unwrap();
    new.persist(place).unwrap();
}

/// A run that goes on, and what it has said that was not asked for yet.
struct Watching {
    child: Child,
    said: Receiver<u8>,
    heard: String,
}

impl Watching {
    fn begin(folder: &Path, words: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sevlint"));
        program.args([
            "check",
            "--watch",
            "--as-of",
            "2026-11-22",
            "--select",
            "severity-",
            "--format",
            "concise",
        ]);
        program.args(words).current_dir(folder);
        // Both in the order in which they come.
        let (mut reader, writer) = std::io::pipe().unwrap();
        program.stdin(Stdio::null()).stdout(writer.try_clone().unwrap()).stderr(writer);
        let child = program.spawn().unwrap();
        // It holds the other end of the pipe.
        drop(program);
        let (say, said) = channel();
        thread::spawn(move || {
            let mut byte = [0];
            while reader.read(&mut byte).is_ok_and(|read| read > 0) && say.send(byte[0]).is_ok() {}
        });
        Self { child, said, heard: String::new() }
    }

    /// What it says up to the end of the line that has these words.
    fn until(&mut self, words: &str) -> String {
        let start = Instant::now();
        let mut bytes = vec![];
        loop {
            let said = self.said.recv_timeout(PATIENCE.saturating_sub(start.elapsed()));
            bytes.push(
                said.unwrap_or_else(|_| panic!("{words:?} is not in {:?}", String::from_utf8_lossy(&bytes))),
            );
            let text = String::from_utf8_lossy(&bytes);
            if text.ends_with('\n') && text.lines().last().unwrap().contains(words) {
                self.heard.push_str(&text);
                return text.into_owned();
            }
        }
    }

    /// Presses Ctrl-C.
    fn interrupt(mut self) -> (ExitStatus, String) {
        let pid = self.child.id().to_string();
        assert!(Command::new("sh").args(["-c", "kill -INT \"$0\"", &pid]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status, self.said.iter().map(char::from).collect())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn a_change_of_any_file_that_matters_is_checked() {
    let home = repository();
    let folder = home.path();
    let mut run = Watching::begin(folder, &[]);
    let first = run.until("Ctrl-C ends");
    assert_eq!(first.lines().last(), Some("Watching 2 files; Ctrl-C ends"), "{first}");
    assert!(!first.contains("severity-"), "{first}");
    let mut step = |what: &str, finding: &str| {
        let said = run.until("Ctrl-C ends");
        let (_, after) = said.split_once("] Changed: ").unwrap_or_else(|| panic!("{said}"));
        assert_eq!(after.lines().next(), Some(what), "{said}");
        assert!(after.contains(finding), "{said}");
        assert_eq!(after.contains("[severity-"), !finding.is_empty(), "{said}");
        assert!(!said.contains('\u{1b}'), "{said:?}");
    };
    write(folder, "postmortems/a.md", &postmortem("SEV-2", "30%"));
    step("`postmortems/a.md`", "postmortems/a.md:3:11: error[severity-understated]");
    write(folder, "sev.yaml", &TABLE.replace("20%", "40%"));
    step("`sev.yaml`", "");
    write(folder, "postmortems/b.md", &postmortem("SEV-2", "50%"));
    step("`postmortems/b.md`", "postmortems/b.md:3:11: error[severity-understated]");
    write(folder, "sevlint.toml", "exclude = [\"postmortems/b.md\"]\n");
    step("`sevlint.toml`", "");
    fs::remove_file(folder.join("sevlint.toml")).unwrap();
    step("`sevlint.toml`", "postmortems/b.md:3:11: error[severity-understated]");
    // What is ignored is not watched any more, and has no findings.
    write(folder, ".gitignore", "b.md\n");
    step("`.gitignore` and `postmortems/b.md`", "");
    // A table that is broken does not end it.
    write(folder, "sev.yaml", "sev_table: 1\n");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("error[table-invalid]"), "{said}");
    write(folder, "sev.yaml", TABLE);
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `sev.yaml`") && said.contains("[severity-understated]"), "{said}");
    let (status, rest) = run.interrupt();
    assert_eq!((status.code(), rest.as_str()), (Some(0), ""));
}

#[test]
fn what_does_not_matter_is_not_checked() {
    let home = repository();
    let folder = home.path();
    write(folder, "main.rs", "fn main() {}\n");
    write(folder, ".gitignore", "out/\n");
    let report = folder.join("report.json").display().to_string();
    let mut run = Watching::begin(folder, &["--format", &format!("json={report}")]);
    run.until("Ctrl-C ends");
    let first = fs::read_to_string(&report).unwrap();
    // Texts of other files, files that editors make on the way, ignored ones, and what the run itself writes.
    write(folder, "main.rs", "fn main() { println!() }\n");
    write(folder, "postmortems/.a.md.swp", "a");
    write(folder, "out/b.md", "b");
    thread::sleep(Duration::from_secs(1));
    write(folder, "postmortems/a.md", &postmortem("SEV-2", "30%"));
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `postmortems/a.md`\n"), "{said}");
    let second = fs::read_to_string(&report).unwrap();
    assert!(!first.contains("severity-understated") && second.contains("severity-understated"), "{second}");
    // Whether a file is there does matter: links lead to it.
    write(folder, "graph.png", "");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `graph.png`\n"), "{said}");
    assert_eq!(run.interrupt().0.code(), Some(0));
}

#[test]
fn a_file_that_is_named_is_watched_wherever_it_is() {
    let home = repository();
    let folder = home.path();
    write(folder, "sub/.gitignore", "postmortems\n");
    write(folder, "sub/postmortems/c.md", &postmortem("SEV-1", "30%"));
    write(folder, "sevlint.toml", "language = \"ja\"\n");
    let elsewhere = tempfile::tempdir().unwrap();
    write(elsewhere.path(), "sev.yaml", TABLE);
    let table = elsewhere.path().join("sev.yaml").display().to_string();
    let mut run = Watching::begin(folder, &["--table", &table, "sub/postmortems/c.md"]);
    run.until("Ctrl-C で終了する");
    write(folder, "sub/postmortems/c.md", &postmortem("SEV-2", "30%"));
    let said = run.until("Ctrl-C で終了する");
    assert!(
        said.contains("変更: `sub/postmortems/c.md`\n") && said.contains("severity-understated"),
        "{said}"
    );
    write(elsewhere.path(), "sev.yaml", &TABLE.replace("20%", "35%"));
    let said = run.until("Ctrl-C で終了する");
    assert!(said.contains("変更: `") && !said.contains("severity-understated"), "{said}");
    assert_eq!(run.interrupt().0.code(), Some(0));
}

#[test]
fn what_a_configuration_names_is_watched_wherever_it_is() {
    let home = repository();
    let folder = home.path();
    fs::remove_file(folder.join("sev.yaml")).unwrap();
    write(folder, ".gitignore", "shared/\n");
    write(folder, "shared/sev.yaml", TABLE);
    write(folder, "shared/known", "{ \"schema\": 1, \"findings\": [] }");
    write(folder, "postmortems/a.md", &postmortem("SEV-2", "30%"));
    write(folder, "sevlint.toml", "table = \"shared/sev.yaml\"\n");
    let mut run = Watching::begin(folder, &[]);
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("severity-understated"), "{said}");
    write(folder, "shared/sev.yaml", &TABLE.replace("20%", "35%"));
    let said = run.until("Ctrl-C ends");
    assert!(
        said.contains("Changed: `shared/sev.yaml`\n") && !said.contains("severity-understated"),
        "{said}"
    );
    // What it comes to name later is watched from then on; of whatever name.
    write(folder, "shared/other.yaml", TABLE);
    write(folder, "sevlint.toml", "table = \"shared/other.yaml\"\nbaseline = \"shared/known\"\n");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("severity-understated"), "{said}");
    write(folder, "shared/known", "no list");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `shared/known`\n") && said.contains("baseline"), "{said}");
    fs::remove_file(folder.join("shared/other.yaml")).unwrap();
    run.until("Changed: `shared/other.yaml`");
    run.until("Ctrl-C ends");
    assert_eq!(run.interrupt().0.code(), Some(0));
}

#[test]
#[ignore = "needs git"]
fn a_commit_is_seen_where_git_is_asked_about_commits() {
    let home = repository();
    let folder = home.path();
    let git = |words: &str| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=somebody", "-c", "user.email=somebody@localhost", "-C"]).arg(folder);
        assert!(git.args(words.split(' ')).status().unwrap().success(), "{words}");
    };
    git("init --quiet --initial-branch=main");
    git("add --all");
    git("commit --quiet --message=one");
    write(folder, "postmortems/a.md", &postmortem("SEV-2", "30%"));
    let mut run = Watching::begin(folder, &["--changed-since", "HEAD"]);
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("severity-understated") && said.contains("Watching 3 files"), "{said}");
    git("commit --quiet --all --message=two");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `HEAD`\n") && said.contains("no postmortem has changed"), "{said}");
    assert_eq!(run.interrupt().0.code(), Some(0));

    let mut run = Watching::begin(folder, &["--changed-since", "start"]);
    assert_eq!(run.child.wait().unwrap().code(), Some(2));
    git("branch start HEAD~1");
    let mut run = Watching::begin(folder, &["--changed-since", "start"]);
    assert!(run.until("Ctrl-C ends").contains("severity-understated"));
    git("branch --force start HEAD");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `start`\n") && said.contains("no postmortem has changed"), "{said}");
    git("commit --quiet --allow-empty --message=three");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `HEAD`\n"), "{said}");

    let mut run = Watching::begin(folder, &["--severity-history", "git"]);
    run.until("Ctrl-C ends");
    git("commit --quiet --allow-empty --message=four");
    let said = run.until("Ctrl-C ends");
    assert!(said.contains("Changed: `HEAD`\n"), "{said}");
}

#[test]
fn a_run_that_cannot_be_made_at_first_is_not_watched() {
    let home = repository();
    for (words, wanted) in [
        (&["--fix"][..], "'--watch' cannot be used with '--fix'"),
        (&["--unsafe-fixes"], "'--watch' cannot be used with '--unsafe-fixes'"),
        (&["--staged"], "'--watch' cannot be used with '--staged'"),
        (&["--write-baseline"], "'--watch' cannot be used with '--write-baseline'"),
        (&["--stdin-filename", "a.md"], "'--watch' cannot be used with '--stdin-filename"),
        (&["nowhere.md"], "cannot read `nowhere.md`"),
        (&["--changed-since", "main"], "git"),
    ] {
        let mut run = Watching::begin(home.path(), words);
        let status = run.child.wait().unwrap();
        let said: Vec<u8> = run.said.iter().collect();
        let said = String::from_utf8(said).unwrap();
        assert_eq!(status.code(), Some(2), "{words:?}: {said}");
        assert!(said.contains(wanted), "{words:?}: {said}");
    }
}

#[test]
fn it_ends_when_nobody_reads_it() {
    let home = repository();
    let mut program = Command::new(env!("CARGO_BIN_EXE_sevlint"));
    program.args(["check", "--watch", "--format", "json"]).current_dir(home.path());
    let mut child =
        program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it goes on");
        }
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
