//! `--fix` and `--format FORMAT=FILE` under bad luck: killed at any moment, on a disk that is full, where nothing may be written. A
//! file is the old one or the new one, and never half of either.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Instant;

use fastrand::Rng;
use tempfile::TempDir;

const TABLE: &str = "sev_table: 1
facts: { customers: { kind: count } }
levels:
  - { id: SEV-1, criteria: [{ id: many, when: { customers: at least 10 } }] }
  - { id: SEV-2, otherwise: true }
";

/// How many files there are to be mended.
const FILES: usize = 24;

/// A postmortem whose level is spelt otherwise than in the table, or as it is there.
fn postmortem(level: &str) -> String {
    format!("---\nseverity: {level}\ncustomers: 14\n---\n\n# It broke\n\n{}", "A line of it.\n".repeat(400))
}

fn repository() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("sev.yaml"), TABLE).unwrap();
    fs::create_dir(home.path().join("incidents")).unwrap();
    reset(home.path());
    home
}

/// All files as they were at first, and nothing else.
fn reset(folder: &Path) {
    for name in files(folder).keys() {
        fs::remove_file(folder.join("incidents").join(name)).unwrap();
    }
    for number in 0..FILES {
        fs::write(folder.join(format!("incidents/{number:03}.md")), postmortem("sev1")).unwrap();
    }
}

/// What lies in the folder, hidden or not.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder.join("incidents")).unwrap().map(|entry| entry.unwrap().path());
    let file = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    entries.map(|path| (file(&path), fs::read_to_string(&path).unwrap())).collect()
}

fn sevlint(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sevlint"));
    command.current_dir(folder).args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The same where no file may have more than so many blocks of 512 bytes, which is what a full disk is like.
fn within(folder: &Path, blocks: usize, words: &str) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {words}");
    let mut command = Command::new("sh");
    command.current_dir(folder).args(["-c", &script, env!("CARGO_BIN_EXE_sevlint")]).stdin(Stdio::null());
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn killed_at_any_moment_a_file_is_the_old_or_the_new_one() {
    let [old, new] = ["sev1", "SEV-1"].map(postmortem);
    let home = repository();
    let folder = home.path();
    let start = Instant::now();
    assert!(sevlint(folder, &["check", "--fix"]).status().unwrap().success());
    let whole = start.elapsed();
    assert!(files(folder).values().all(|text| *text == new));
    let kills = std::env::var("SEVLINT_KILLS").ok().and_then(|many| many.parse().ok()).unwrap_or(200);
    let mut random = Rng::with_seed(11);
    let (mut between, mut left_over) = (0, 0);
    for kill in 0..kills {
        reset(folder);
        let mut child = sevlint(folder, &["check", "--fix"]).spawn().unwrap();
        thread::sleep(whole.mul_f64(random.f64()));
        // SIGKILL: nothing can be done about it.
        child.kill().unwrap();
        child.wait().unwrap();
        let after = files(folder);
        let (seen, hidden): (Vec<_>, Vec<_>) = after.iter().partition(|(name, _)| !name.starts_with('.'));
        assert_eq!(seen.len(), FILES, "{kill}: no file is missing, and none has come");
        for (name, text) in &seen {
            assert!(**text == old || **text == new, "{kill}: {name} is half: {} bytes", text.len());
        }
        let mended = seen.iter().filter(|(_, text)| **text == new).count();
        between += usize::from(mended > 0 && mended < FILES);
        left_over += hidden.len();
        assert!(hidden.len() <= 1, "{kill}: {hidden:?}");
        if !hidden.is_empty() {
            // Nobody takes it for a postmortem, and it keeps nothing from being mended.
            let shown = sevlint(folder, &["check", "--show-files"]).stdout(Stdio::piped()).output().unwrap();
            let shown = String::from_utf8(shown.stdout).unwrap();
            assert!(shown.contains("001.md") && !shown.contains(".tmp"), "{shown}");
            assert!(sevlint(folder, &["check", "--fix"]).status().unwrap().success());
            let mended = files(folder).into_iter().filter(|(name, _)| !name.starts_with('.'));
            assert!(mended.map(|(_, text)| text).all(|text| text == new));
        }
    }
    eprintln!(
        "{kills} kills within {whole:?}: {between} between the first file and the last, {left_over} files left over"
    );
    assert!(between > 0, "none of {kills} kills met a file being written");
}

#[test]
fn a_full_disk_leaves_the_old_files() {
    let home = repository();
    let folder = home.path();
    let old = files(folder);
    for blocks in [0, 1, 4] {
        let output = within(folder, blocks, "check --fix");
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("error: cannot write `incidents/000.md`: "), "{said}");
        assert!(files(folder) == old, "nothing has changed, and nothing is left over");
    }
    // A file with two names cannot change places with another one; it stays whole as well.
    fs::hard_link(folder.join("incidents/000.md"), folder.join("other.txt")).unwrap();
    assert_eq!(within(folder, 1, "check --fix").status.code(), Some(2));
    assert!(files(folder) == old);
    for words in [
        "check --format json=out.json",
        "check --write-baseline --baseline known.json",
        "report --format html=out.html",
        "new Something --level SEV-2",
    ] {
        let output = within(folder, 0, words);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{words}: {text}");
        assert!(text.contains("cannot write `"), "{words}: {text}");
        // Half a postmortem would be taken for one from then on.
        assert!(files(folder) == old, "{words} has left something: {:?}", files(folder).keys());
        assert!(!folder.join("known.json").exists(), "{words}");
    }
    let output = within(folder, 100, "check --fix");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(files(folder).values().all(|text| *text == postmortem("SEV-1")));
}

#[test]
fn what_may_not_be_written_is_left_and_named() {
    use std::os::unix::fs::PermissionsExt;
    let home = repository();
    let folder = home.path();
    let lock = |path: &str, mode| {
        fs::set_permissions(folder.join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    // A file that says so itself is left alone by whoever may write to everything, too.
    lock("incidents/003.md", 0o444);
    let output =
        sevlint(folder, &["check", "--fix"]).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("error: cannot write `incidents/003.md`: "), "{text}");
    for (name, text) in files(folder) {
        assert_eq!(text, postmortem(if name == "003.md" { "sev1" } else { "SEV-1" }), "{name}");
    }
    lock("incidents/003.md", 0o644);
    reset(folder);
    lock("incidents", 0o555);
    if fs::write(folder.join("incidents/x"), "").is_ok() {
        eprintln!("the folder was not tried: whoever runs this may write everywhere, as root may");
        return;
    }
    let old = files(folder);
    let output =
        sevlint(folder, &["check", "--fix"]).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    let same = files(folder) == old;
    lock("incidents", 0o755);
    assert!(same && output.status.code() == Some(2), "{}", said(&output));
    assert!(said(&output).contains("error: cannot write `incidents/000.md`: "), "{}", said(&output));
}

/// All that lies in the folder itself, with the text of what is a file.
fn beside(folder: &Path) -> BTreeMap<String, Option<String>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).ok()))
        .collect()
}

#[test]
fn a_document_that_cannot_be_written_leaves_the_old_one() {
    let home = repository();
    let folder = home.path();
    let documents = [
        "check --format json=out",
        "check --format text=out",
        "report --format html=out",
        "report --format csv=out",
    ];
    for words in documents {
        fs::write(folder.join("out"), "the old one").unwrap();
        let old = beside(folder);
        for blocks in [0, 1] {
            let output = within(folder, blocks, words);
            let text = said(&output);
            // A short one fits into a block.
            if output.status.code() != Some(2) {
                assert!(
                    blocks == 1 && fs::metadata(folder.join("out")).unwrap().len() <= 512,
                    "{words}: {text}"
                );
                continue;
            }
            assert!(text.contains("error: cannot write `out`: "), "{words}: {text}");
            assert!(beside(folder) == old, "{words}: {:?}", beside(folder).keys());
        }
        // A file with two names is written in its place.
        fs::write(folder.join("out"), "the old one").unwrap();
        fs::hard_link(folder.join("out"), folder.join("other")).unwrap();
        assert_eq!(within(folder, 0, words).status.code(), Some(2), "{words}");
        assert_eq!(beside(folder)["other"], beside(folder)["out"]);
        assert_eq!(beside(folder)["out"].as_deref(), Some("the old one"), "{words}");
        assert_ne!(within(folder, 4000, words).status.code(), Some(2), "{words}");
        assert_eq!(beside(folder)["other"], beside(folder)["out"]);
        assert_ne!(beside(folder)["out"].as_deref(), Some("the old one"), "{words}");
        fs::remove_file(folder.join("other")).unwrap();
    }
    // What people read says nothing of a run that could not be made; what programs read does.
    for (format, begins) in
        [("text", "the old one"), ("concise", "the old one"), ("markdown", "## sevlint"), ("json", "{")]
    {
        fs::write(folder.join("out"), "the old one").unwrap();
        let format = format!("--format={format}=out");
        let output = sevlint(folder, &["check", "--table", "none.yaml", &format]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let text = fs::read_to_string(folder.join("out")).unwrap();
        assert!(text.starts_with(begins), "{format}: {text}");
    }
}

/// What is no file of its own is written to as it is, behind what stands there.
#[test]
fn a_document_may_go_to_a_pipe_and_to_standard_output() {
    let home = repository();
    let folder = home.path();
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        command.current_dir(folder).args(["-c", script, env!("CARGO_BIN_EXE_sevlint")]).stdin(Stdio::null());
        let output = command.output().unwrap();
        assert_ne!(output.status.code(), Some(2), "{script}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let wanted = shell("\"$0\" check --format json");
    assert!(wanted.len() > 1000, "{wanted}");
    assert_eq!(shell("\"$0\" check --format json=/dev/stdout"), wanted);
    assert_eq!(shell("\"$0\" check --format json=/dev/stdout | cat"), wanted);
    let log = "echo before >log; \"$0\" check --format json=/dev/stdout >>log; echo behind >>log; cat log";
    assert_eq!(shell(log), format!("before\n{wanted}behind\n"));
    assert_eq!(
        shell("mkfifo pipe; cat pipe & \"$0\" check --format json=pipe; code=$?; wait; exit $code"),
        wanted
    );
    let full = "\"$0\" check --format json=/dev/full; test $? = 2 && test -c /dev/full";
    if Path::new("/dev/full").exists() {
        shell(full);
    }
}

#[test]
fn a_document_for_a_folder_that_takes_no_other_file_is_written_in_its_place() {
    use std::os::unix::fs::PermissionsExt;
    let home = repository();
    let folder = home.path();
    let closed = folder.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("out"), "the old one").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let takes_another = fs::write(closed.join("x"), "").is_ok();
    let ran = [0, 4000].map(|blocks| {
        let code = within(folder, blocks, "check --format json=closed/out").status.code();
        (code, fs::read_to_string(closed.join("out")).unwrap())
    });
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if takes_another {
        eprintln!("the folder was not tried: whoever runs this may write everywhere, as root may");
    }
    assert_eq!(ran[0], (Some(2), "the old one".to_owned()));
    assert!(ran[1].0 != Some(2) && ran[1].1.starts_with('{'), "{ran:?}");
}
