//! The program on a terminal, through a pseudo-terminal: 60 columns, and paths in wide characters.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use sevlint::cli::environment::Environment;
use sevlint::cli::program::run;
use sevlint::rules::RULES;
use unicode_width::UnicodeWidthStr;

use crate::program::copied;

/// Says what the program writes to a terminal of 60 columns: arguments are `NAME=VALUE…`, `--`, and what is to be run there.
/// Once it has written what `PRESS` says, Ctrl-C is pressed.
const ON_A_TERMINAL: &str = r#"
import fcntl, os, pty, struct, sys, termios
end = sys.argv.index("--")
variables = dict(word.split("=", 1) for word in sys.argv[1:end])
child, terminal = pty.fork()
if child == 0:
    while not os.path.exists(variables["READY"]): pass
    os.execvpe(sys.argv[end + 1], sys.argv[end + 1:], variables)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
open(variables["READY"], "w").close()
pressed, seen = variables.get("PRESS", "").encode(), b""
try:
    while more := os.read(terminal, 65536):
        sys.stdout.buffer.write(more)
        seen += more
        if pressed and pressed in seen:
            os.write(terminal, b"\x03")
            pressed = b""
except OSError: pass
_, status = os.waitpid(child, 0)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(status))
"#;

const TABLE: &str = "---
sev_table: 1
facts:
  users: { kind: percent }
levels:
  - id: SEV-1
    criteria: [{ id: half, when: { users: at least 50% } }]
  - { id: SEV-2, otherwise: true }
---
";

/// What a terminal gets, and the exit. Nothing is known of the terminal but what is given.
fn on_a_terminal(folder: &Path, variables: &[&str], words: &[&str]) -> (String, i32) {
    let ready = tempfile::tempdir().unwrap();
    let ready = format!("READY={}", ready.path().join("ready").display());
    let path = format!("PATH={}", std::env::var("PATH").unwrap());
    let done = Command::new("python3")
        .args(["-c", ON_A_TERMINAL, &ready, &path])
        .args(variables)
        .arg("--")
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    (String::from_utf8(done.stdout).unwrap(), done.status.code().unwrap())
}

fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("SEV.md"), TABLE).unwrap();
    fs::create_dir(folder.path().join("障害報告")).unwrap();
    folder
}

/// Postmortems that are as they should be.
fn fill(folder: &Path, count: std::ops::Range<usize>) {
    for index in count {
        let text = format!(
            "---\nid: INC-{index}\ntitle: 障害\nseverity: SEV-1\nusers: 80%\ndate: 2026-01-01\n---\n\n## 概要\n\n{}",
            "画面が開かなくなった。\n\n".repeat(20)
        );
        fs::write(folder.join(format!("障害報告/{index}.md")), text).unwrap();
    }
}

const SEVLINT: &str = env!("CARGO_BIN_EXE_sevlint");

#[test]
#[ignore = "needs python3, for a pseudo-terminal"]
fn who_waits_is_told_how_far_it_is() {
    let folder = repository();
    let folder = folder.path();
    let check = [SEVLINT, "check", "--as-of", "2026-11-22", "--fail-on", "never", "--select", "severity"];
    // As many as take long on this machine.
    let mut count = 0;
    loop {
        fill(folder, count..count + 1_000);
        count += 1_000;
        let start = Instant::now();
        assert!(
            Command::new(SEVLINT).args(&check[1..]).current_dir(folder).output().unwrap().status.success()
        );
        if start.elapsed() > Duration::from_millis(1_200) || count > 50_000 {
            break;
        }
    }
    // The table is a Markdown file, too.
    let of_all = format!(" of {},001 files", count / 1_000);
    let (shown, exit) = on_a_terminal(folder, &["TERM=xterm"], &check);
    assert_eq!(exit, 0, "{shown}");
    let (progress, report) = shown.rsplit_once("\r\u{1b}[K").unwrap();
    let lines: Vec<&str> = progress.split("\r\u{1b}[K").collect();
    assert_eq!(lines.first(), Some(&""), "{progress:?}");
    assert!(lines.iter().any(|line| line.ends_with(&of_all)), "{progress:?}");
    for line in &lines[1..] {
        let is_one =
            *line == "looking for postmortems" || line.starts_with("read ") && line.ends_with(&of_all);
        assert!(is_one, "{line:?}");
    }
    assert!(!report.contains(&of_all) && report.contains("0 errors"), "{report}");
    fs::write(folder.join("sevlint.toml"), "language = \"ja\"\n").unwrap();
    let (shown, _) = on_a_terminal(folder, &["TERM=xterm"], &check);
    assert!(shown.contains(&format!("{},001 ファイル中 ", count / 1_000)), "{shown:?}");
    // Ctrl-C leaves nothing behind; the shell is told.
    let (shown, exit) = on_a_terminal(folder, &["TERM=xterm", "PRESS=中 "], &check);
    assert!(shown.ends_with("\r\u{1b}[K") || shown.ends_with("\r\u{1b}[K^C"), "{shown:?}");
    assert_eq!((exit, shown.contains("指摘")), (256 - 2, false), "{shown:?}");
    // Other commands that read as many files say it, too.
    for command in ["adopt", "table learn", "init", "plan --from SEV.md --to SEV.md"] {
        let words: Vec<&str> = std::iter::once(SEVLINT).chain(command.split(' ')).collect();
        let (shown, _) = on_a_terminal(folder, &["TERM=xterm"], &words);
        let (progress, said) =
            shown.rsplit_once("\r\u{1b}[K").unwrap_or_else(|| panic!("{command}: {shown:?}"));
        assert!(progress.contains(" ファイル中 "), "{command}: {progress:?}");
        assert!(!said.contains(" ファイル中 "), "{command}: {said:?}");
    }
    // Nobody waits, or nothing can be written anew.
    for variables in [&["TERM=xterm", "NO_COLOR=1"][..], &["TERM=dumb"], &["TERM=xterm", "CI=true"], &[]] {
        let (shown, _) = on_a_terminal(folder, variables, &check);
        assert!(!shown.contains("\u{1b}[K") && !shown.contains("ファイル中"), "{variables:?}: {shown:?}");
    }
}

#[test]
#[ignore = "needs python3, for a pseudo-terminal"]
fn a_watched_terminal_is_emptied_and_ctrl_c_ends_it_well() {
    let folder = repository();
    fill(folder.path(), 0..2);
    let watch = [SEVLINT, "check", "--watch", "--as-of", "2026-11-22", "--select", "severity"];
    let (shown, exit) = on_a_terminal(folder.path(), &["TERM=xterm", "PRESS=Ctrl-C ends"], &watch);
    assert_eq!(exit, 0, "{shown:?}");
    assert!(shown.starts_with("\u{1b}[2J\u{1b}[H") && !shown.contains("\u{1b}[K"), "{shown:?}");
    let (_, end) = shown.rsplit_once("Watching 3 files; Ctrl-C ends").unwrap();
    assert_eq!(end.replace("^C", ""), "\r\n");
    let (shown, exit) = on_a_terminal(folder.path(), &["TERM=dumb", "PRESS=Ctrl-C ends"], &watch);
    assert_eq!((exit, shown.contains('\u{1b}')), (0, false), "{shown:?}");
}

/// What is seen of what a terminal got, and the addresses of its links.
fn seen(written: &str) -> (String, Vec<String>) {
    let (mut seen, mut addresses) = (String::new(), vec![]);
    let mut rest = written;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        seen.push_str(before);
        rest = match after.strip_prefix("]8;;") {
            Some(link) => {
                let (address, rest) = link.split_once("\u{1b}\\").unwrap();
                addresses.extend(Some(address.to_owned()).filter(|address| !address.is_empty()));
                rest
            }
            None => after.split_once('m').unwrap().1,
        };
    }
    seen.push_str(rest);
    (seen, addresses)
}

#[test]
#[ignore = "needs python3, for a pseudo-terminal"]
fn places_are_links_where_a_terminal_shows_them() {
    let folder = repository();
    let folder = folder.path().canonicalize().unwrap();
    let text = "---\nid: INC-1\nseverity: SEV-2\nusers: 80%\n---\n";
    fs::write(folder.join("障害報告/画面が 開かない;.md"), text).unwrap();
    let check = [SEVLINT, "check", "--as-of", "2026-11-22", "--select", "severity"];
    let (written, exit) = on_a_terminal(&folder, &["TERM=xterm", "VTE_VERSION=7600"], &check);
    assert_eq!(exit, 1, "{written}");
    let (report, links) = seen(&written);
    let name = "%E9%9A%9C%E5%AE%B3%E5%A0%B1%E5%91%8A/%E7%94%BB%E9%9D%A2%E3%81%8C%20%E9%96%8B%E3%81%8B%E3%81%AA%E3%81%84%3B.md";
    let ends = [format!("{}/{name}", folder.display()), format!("{}/SEV.md", folder.display())];
    assert_eq!(links.len(), 2, "{links:?}");
    for (link, end) in links.iter().zip(ends) {
        let host = link.strip_prefix("file://").and_then(|link| link.strip_suffix(&end)).unwrap_or("/");
        assert!(!host.is_empty() && !host.contains('/'), "{link} does not end with {end}");
    }
    assert!(report.contains("─[障害報告/画面が 開かない;.md:3:11]\r\n"), "{report}");
    for line in report.lines() {
        assert!(line.width() <= 60, "{line:?}");
    }
    // Colour is another matter; what shows no links gets none, nor do programs unless that is asked for.
    let (written, _) = on_a_terminal(&folder, &["TERM=xterm", "VTE_VERSION=7600", "NO_COLOR=1"], &check);
    assert_eq!(seen(&written).1.len(), 2, "{written:?}");
    assert!(!written.contains("\u{1b}["), "{written:?}");
    for variables in
        [&["TERM=xterm"][..], &["TERM=dumb", "VTE_VERSION=7600"], &["VTE_VERSION=7600", "FORCE_HYPERLINK=0"]]
    {
        let (written, _) = on_a_terminal(&folder, variables, &check);
        assert!(!written.contains("\u{1b}]"), "{variables:?}: {written:?}");
    }
    for (variable, count) in [("VTE_VERSION", 0), ("FORCE_HYPERLINK", 2)] {
        let mut program = Command::new(SEVLINT);
        let done = program
            .args(&check[1..])
            .env_clear()
            .env(variable, "7600")
            .current_dir(&folder)
            .output()
            .unwrap();
        assert_eq!(seen(&String::from_utf8(done.stdout).unwrap()).1.len(), count, "{variable}");
    }
    let concise = [&check[..], &["--format", "concise"]].concat();
    let (written, _) = on_a_terminal(&folder, &["TERM=xterm", "VTE_VERSION=7600"], &concise);
    assert!(!written.contains("\u{1b}]"), "{written:?}");
}

/// What `explain` writes at 60 columns, with colour, which a pager keeps.
fn explained(folder: &Path, target: &str) -> String {
    let environment = Environment {
        folder: folder.to_path_buf(),
        today: date(2026, 11, 22),
        columns: Some(60),
        ..Environment::default()
    };
    let words = ["sevlint", "explain", target, "--color", "always"];
    let (mut out, mut err) = (vec![], vec![]);
    run(words, &environment, &mut std::io::empty(), &mut out, &mut err);
    assert!(err.is_empty(), "{target}: {}", String::from_utf8_lossy(&err));
    String::from_utf8(out).unwrap()
}

/// Nothing but letters, line ends and styles, and no space at the end of a line.
fn assert_for_pager(written: &str) {
    let (shown, links) = seen(written);
    assert!(written.contains("\u{1b}[1m") && links.is_empty(), "{written:?}");
    assert!(shown.chars().all(|letter| letter == '\n' || !letter.is_control()), "{written:?}");
    assert_eq!(shown.lines().find(|line| line.ends_with(' ')), None);
}

#[test]
fn pages_suit_a_pager() {
    let folder = std::path::absolute("fixtures/sample/repo").unwrap();
    for rule in RULES {
        let page = explained(&folder, rule.about.id);
        assert_for_pager(&page);
        let mut in_example = false;
        for line in seen(&page).0.lines() {
            in_example ^= line.starts_with("~~~");
            assert!(in_example || line.width() <= 60, "{}: {line:?}", rule.about.id);
        }
    }
    let postmortems: Vec<_> = fs::read_dir(folder.join("postmortems")).unwrap().collect();
    assert!(postmortems.len() > 10);
    for postmortem in postmortems {
        let name = postmortem.unwrap().file_name().into_string().unwrap();
        if name.starts_with("202") {
            assert_for_pager(&explained(&folder, &format!("postmortems/{name}")));
        }
    }
}

#[test]
fn a_pager_may_be_closed_early() {
    let folder = repository();
    let text = "---\nid: INC-1\nseverity: SEV-2\nusers: 80%\n---\n";
    fs::write(folder.path().join("障害報告/画面.md"), text).unwrap();
    for words in [&["explain"][..], &["explain", "severity-understated"], &["explain", "障害報告/画面.md"]]
    {
        let mut program = Command::new(SEVLINT);
        program.args(words).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = program.spawn().unwrap();
        drop(running.stdout.take());
        let done = running.wait_with_output().unwrap();
        assert_eq!((done.status.code(), String::from_utf8(done.stderr).unwrap()), (Some(0), String::new()));
    }
}

/// What is typed at a terminal of 60 columns, in a copy of the sample.
const TYPED: &[&str] = &[
    "check",
    "check --statistics",
    "check --show-files",
    "check --unsafe-fixes",
    "check --select nope",
    "check --format nope",
    "check --changed-since HEAD",
    "check --baseline known.json",
    "check --nope",
    "check nowhere-that-anybody-knows.md",
    "explain",
    "explain field-missing",
    "explain nope",
    "explain POSTMORTEM",
    "report",
    "report --quarter nope",
    "table show",
    "table lint",
    "table files",
    "table nope",
    "classify data_loss=none",
    "classify customers_affected=40 pipelines=running",
    "classify nope=1",
    "new The-scheduler-stopped-and-nobody-saw-it",
    "adopt --write",
    "init",
    "init --preset nope",
    "plan --to SEV.md --from OTHER",
    "schema nope",
    "lsp --nope",
    "completions nope",
    "--help",
    "check --help",
    "check -h",
    "report --help",
    "explain --help",
    "adopt --help",
    "classify --help",
    "table --help",
    "table lint --help",
    "table show --help",
    "table render --help",
    "table learn --help",
    "table files --help",
    "init --help",
    "new --help",
    "lsp --help",
    "completions --help",
    "man --help",
    "plan --help",
    "schema --help",
];

#[test]
#[ignore = "needs python3, for a pseudo-terminal"]
fn every_command_fits_a_terminal() {
    for language in ["en", "ja"] {
        for typed in TYPED {
            let home = copied(Path::new("fixtures/sample/repo"));
            let folder = home.path();
            fs::create_dir_all(folder.join(".git")).unwrap();
            fs::write(folder.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
            let config = fs::read_to_string(folder.join("sevlint.toml")).unwrap();
            fs::write(folder.join("sevlint.toml"), format!("language = \"{language}\"\n{config}")).unwrap();
            let table = fs::read_to_string(folder.join("SEV.md")).unwrap();
            fs::write(folder.join(".git/other.md"), table.replace("at least 20%", "at least 30%")).unwrap();
            let typed = typed.replace("POSTMORTEM", "postmortems/2025-05-09-connector-tokens.md");
            let typed = typed.replace("OTHER", ".git/other.md");
            let words: Vec<&str> = std::iter::once(SEVLINT).chain(typed.split(' ')).collect();
            let (written, _) = on_a_terminal(folder, &["TERM=xterm"], &words);
            let shown = written.rsplit("\u{1b}[K").next().unwrap();
            let (shown, _) = seen(shown);
            assert!(!shown.trim().is_empty(), "{language}: {typed}");
            for line in shown.lines() {
                // A path is not broken: it is copied.
                let is_one = line.split_whitespace().count() <= 1;
                assert!(is_one || line.width() <= 60, "{language}: {typed}: {line:?}");
            }
        }
    }
}
