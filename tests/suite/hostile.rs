//! Nothing breaks it: what strangers may put into a repository ends in findings, and never in a crash, a hang, half a file or
//! a report that obeys them. Texts that are deep or long for one reader are in `tests/suite/reading.rs`, names of files in
//! `tests/suite/formats.rs`, reports in `fixtures/report/hostile`, tables, plans and answers in
//! `tests/suite/hostile_tables.rs`; here the whole program meets them.
//!
//! A stack that is used up cannot be caught, so depth has a limit wherever something recurses. Whatever is nested in a file of
//! data has at most `source::syntax::MAX_DEPTH` levels (`source::json`, `source::toml` and `source::yaml` refuse more before
//! they make a tree); all that walks such trees rests on it: `duplicates`, `shared_values`, `table::read`, `gathered`,
//! `stated_under`, `editor::keys`, `editor::ignoring`, and dropping them. Lists of lists of values are refused in
//! `model::demand` and `model::reading`. Markdown is read as events, with no tree. Boxes are compared by a search with a stack
//! of its own (`space::search`). `learn::conjunction` goes no deeper than there are incidents that its tests still tell apart.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::civil::date;
use serde_json::Value;
use sevlint::cli::environment::Environment;
use sevlint::cli::exit::Exit;
use sevlint::cli::program::run;
use sevlint::report::FORMATS;
use tempfile::TempDir;

use crate::program;
use crate::program::sevlint;
use crate::titles::TITLES;

const TABLE: &str = "sev_table: 1
facts: { customers: { kind: count } }
levels:
  - { id: SEV-1, criteria: [{ id: many, when: { customers: at least 10 } }] }
  - { id: SEV-2, otherwise: true }
";

/// A repository with a table, and postmortems of these names and texts.
fn repository<N: AsRef<str>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, T)>) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("sev.yaml"), TABLE).unwrap();
    fs::create_dir(home.path().join("incidents")).unwrap();
    for (name, text) in files {
        fs::write(home.path().join("incidents").join(name.as_ref()), text).unwrap();
    }
    home
}

/// The program in a process of its own, with the stack that one has.
fn process(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sevlint"));
    command.current_dir(folder).args(words).stdin(Stdio::null());
    command
}

/// What is found in each file, by the names of files and rules.
fn found(folder: &Path) -> Vec<(String, String)> {
    let output = process(folder, &["check", "--format", "json"]).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.code().is_some_and(|code| code < 2), "{}: {err}", output.status);
    let document: Value = serde_json::from_str(&out).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let diagnostics = document["diagnostics"].as_array().unwrap().iter();
    let name = |path: String| path.rsplit('/').next().unwrap().to_owned();
    diagnostics.map(|found| (name(text(&found["path"])), text(&found["rule"]))).collect()
}

fn rules_in<'f>(found: &'f [(String, String)], name: &str) -> Vec<&'f str> {
    found.iter().filter(|(file, _)| file == name).map(|(_, rule)| rule.as_str()).collect()
}

const DECLARED: &str = "severity: SEV-2\ncustomers: 14\n";

/// A body that goes on after what is nested in it, so that losing the rest of it would be seen.
fn with_end(body: &str) -> String {
    format!(
        "---\n{DECLARED}---\n\n{body}\n\n## Summary\n\n<!-- sevlint: ignore no-such-rule because it shows that this was read -->\n"
    )
}

#[test]
fn nesting_ends_in_findings() {
    const DEEP: usize = 10_000;
    let many = |piece: &str| piece.repeat(DEEP);
    let laughs: String = (1..9).fold("a0: &a0 [x, x]\n".to_owned(), |mut text, level| {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "a{level}: &a{level} [{aliases}]").unwrap();
        text
    });
    let data = [
        ("sequences.md", format!("---\n{DECLARED}a: {}{}\n---\n", many("["), many("]"))),
        ("mappings.md", format!("---\n{DECLARED}a: {}1{}\n---\n", many("{a: "), many("}"))),
        ("dashes.md", format!("---\n{DECLARED}a:\n  {}\n---\n", many("- "))),
        ("toml.md", format!("+++\nseverity = \"SEV-2\"\na = {}{}\n+++\n", many("["), many("]"))),
        ("toml-keys.md", format!("+++\nseverity = \"SEV-2\"\n{}a = 1\n+++\n", many("a."))),
        ("toml-tables.md", format!("+++\nseverity = \"SEV-2\"\n[{}a]\n+++\n", many("a."))),
        ("json.md", format!("{{\"severity\": \"SEV-2\", \"a\": {}{}}}\n", many("["), many("]"))),
        ("json-objects.md", format!("{{\"a\": {}1{}}}\n", many("{\"a\": "), many("}"))),
    ];
    let bodies = [
        ("quotes.md", many("> ")),
        ("lists.md", many("- ")),
        ("numbers.md", many("1. ")),
        (
            "indented.md",
            (0..DEEP / 20).fold(String::new(), |text, level| text + &" ".repeat(2 * level) + "- a\n"),
        ),
        ("quoted-lists.md", many("> - ")),
        ("brackets.md", many("[")),
        ("links.md", format!("{}a{}", many("["), many("](b)"))),
        ("images.md", format!("{}a{}", many("!["), many("](b)"))),
        ("emphasis.md", format!("{}a{}", many("*a _b "), many("_ *"))),
        ("html.md", format!("{}a{}", many("<div>\n"), many("</div>\n"))),
        ("inline.md", format!("{}a{}", many("<b>"), many("</b>"))),
        ("details.md", format!("{}a{}", many("<details>\n\n"), many("</details>\n\n"))),
        ("comments.md", many("<!-- ")),
        ("titles.md", format!("# {}", "SEV-1 / ".repeat(10 * DEEP))),
        ("names.md", format!("- **Duration**: {}5 minutes", many("a: "))),
        ("brackets-in-values.md", format!("- **Severity**: {}SEV-1{}", many("("), many(")"))),
        ("notes.md", format!("- **Customers affected**: 14 {}{}", many("(a "), many(")"))),
        ("code.md", (1..200).fold(String::new(), |text, ticks| text + &"`".repeat(ticks) + " a ")),
    ];
    let texts = data.iter().cloned().chain(bodies.iter().map(|(name, body)| (*name, with_end(body))));
    let home = repository(texts.chain([("laughs.md", format!("---\n{DECLARED}{laughs}---\n"))]));
    let found = found(home.path());
    for (name, _) in &data {
        assert!(rules_in(&found, name).contains(&"front-matter-invalid"), "{name}: {found:?}");
    }
    // An alias is not followed, so a bomb of them is as small as it is written.
    assert!(rules_in(&found, "laughs.md").contains(&"severity-understated"), "{found:?}");
    for (name, _) in &bodies {
        let rules = rules_in(&found, name);
        assert!(rules.contains(&"severity-understated"), "{name}: {rules:?}");
        // What is open to the end of the file has the rest in it.
        let is_open = ["comments.md", "html.md"].contains(name);
        assert!(
            rules.contains(&"ignore-invalid") || rules.contains(&"ignore-unused") || is_open,
            "{name}: {rules:?}"
        );
    }
}

#[test]
fn settings_and_tables_may_be_deep_or_long_as_well() {
    let long: String = (0..100_000).fold(String::new(), |mut text, number| {
        writeln!(text, "      - {{ says: example {number}, facts: {{ customers: {number} }} }}").unwrap();
        text
    });
    let many = format!(
        "sev_table: 1\nfacts: {{ customers: {{ kind: count }} }}\nlevels:\n  - id: SEV-1\n    criteria: [{{ when: {{ customers: at least 10 }} }}]\n    examples:\n{long}  - {{ id: SEV-2, otherwise: true }}\n"
    );
    let deep = "[".repeat(10_000);
    for (name, text, says) in [
        ("sev.yaml", format!("sev_table: 1\nlevels: {deep}"), "table-invalid"),
        ("sev.json", format!("{{ \"sev_table\": 1, \"levels\": {deep}"), "table-invalid"),
        ("sev.toml", format!("sev_table = 1\nlevels = {deep}"), "table-invalid"),
        ("sevlint.toml", format!("exclude = {deep}"), "config-invalid"),
        (
            "sevlint.toml",
            format!("exclude = [\"{}a{}\"]", "{".repeat(10_000), "}".repeat(10_000)),
            "config-invalid",
        ),
        ("sevlint.toml", format!("exclude = [\"{}\"]", "[".repeat(10_000)), "config-invalid"),
        ("known.json", format!("{{ \"schema\": 1, \"findings\": {deep}"), "baseline-invalid"),
        ("sev.yaml", many, "table-"),
    ] {
        let home = repository([("a.md", format!("---\n{DECLARED}---\n"))]);
        if name.starts_with("sev.") {
            fs::remove_file(home.path().join("sev.yaml")).unwrap();
        }
        if name == "known.json" {
            fs::write(home.path().join("sevlint.toml"), "baseline = \"known.json\"\n").unwrap();
        }
        fs::write(home.path().join(name), &text).unwrap();
        let output = process(home.path(), &["check", "--format", "concise"]).output().unwrap();
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.code().is_some(), "{name} {}: {}", says, output.status);
        assert!(out.contains(says), "{name}: {}\n{err}", out.get(..500).unwrap_or(&out));
    }
}

/// As many rows as there may be; the last one is read.
#[test]
fn a_long_table_of_markdown_is_read_to_its_end() {
    let rows = |count: usize| {
        let rows = (0..count).fold(String::new(), |mut text, row| {
            writeln!(text, "| 09:{:02} | step {row} |", row % 60).unwrap();
            text
        });
        with_end(&format!("## Timeline\n\n| Time | What |\n| --- | --- |\n{rows}"))
    };
    let time = |count: usize| {
        let home = repository([("a.md", rows(count))]);
        let start = Instant::now();
        let found = found(home.path());
        assert!(rules_in(&found, "a.md").contains(&"ignore-invalid"), "{count}: {found:?}");
        start.elapsed()
    };
    is_linear(time, 100_000);
}

/// Twice as much may take twice as long, and as long again on a busy machine; were it quadratic, it would take four times as
/// long, and with so much of it far longer than the process takes to start. A machine that is busy for a moment is asked again.
fn is_linear(time: impl Fn(usize) -> Duration, size: usize) {
    let mut seen = vec![];
    for _ in 0..4 {
        let best = |size| (0..2).map(|_| time(size)).min().unwrap();
        let (half, whole) = (best(size / 2), best(size));
        if whole < half * 3 + Duration::from_millis(200) {
            return;
        }
        seen.push((half, whole));
    }
    panic!("for a half and for the whole: {seen:?}");
}

/// A label that means two facts may stand on each line, and say nothing that can be read.
#[test]
fn a_fact_that_is_refused_on_each_line_takes_linear_time() {
    let table = TABLE.replace("count }", "count }, customers_pct: { kind: percent, from: [customers] }");
    let time = |count: usize| {
        let lines = (0..count).fold(String::new(), |mut text, line| {
            writeln!(text, "- Customers: none {line}\n").unwrap();
            text
        });
        let home = repository([("a.md", format!("---\nseverity: SEV-2\n---\n\n## Impact\n\n{lines}"))]);
        fs::write(home.path().join("sev.yaml"), &table).unwrap();
        let start = Instant::now();
        let found = found(home.path());
        assert!(rules_in(&found, "a.md").contains(&"field-unreadable"), "{found:?}");
        start.elapsed()
    };
    is_linear(time, 6_000);
}

#[test]
fn a_line_of_five_megabytes_has_findings_at_its_end() {
    let time = |size: usize| {
        let line = format!("{} see [the log](gone.md)", "It broke, and nobody knows why. ".repeat(size / 32));
        let home = repository([("a.md", format!("---\n{DECLARED}---\n\n## Summary\n\n{line}\n"))]);
        let start = Instant::now();
        let output = process(home.path(), &["check"]).output().unwrap();
        let time = start.elapsed();
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(
            out.contains("[incident-link-broken]") && out.contains("gone.md"),
            "{}",
            out.get(..2000).unwrap_or(&out)
        );
        assert!(out.len() < 10_000, "the line is not shown whole: {}", out.len());
        assert!(out.lines().all(|line| line.chars().count() <= 200));
        time
    };
    is_linear(time, 5 * 1024 * 1024);
}

/// A file without end would be read for ever; one of 1 GiB is refused by its size, within less memory than it has bytes.
#[cfg(unix)]
#[test]
fn a_file_of_a_gigabyte_is_not_read() {
    let home = repository([("b.md", format!("---\n{DECLARED}---\n"))]);
    let place = home.path().join("incidents/a.md");
    fs::File::create(&place).unwrap().set_len(1 << 30).unwrap();
    let limited = "ulimit -v 900000 2>/dev/null; exec \"$0\" check --format concise";
    let output = Command::new("sh")
        .current_dir(home.path())
        .args(["-c", limited, env!("CARGO_BIN_EXE_sevlint")])
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{out}{err}");
    assert!(
        out.contains("a.md:1:1: error[file-too-large]: not read: 1 GiB is more than the limit of 8 MiB"),
        "{out}"
    );
    assert!(out.contains("b.md:2:11: error[severity-understated]"), "{out}");
    // It was not even opened: that would have changed when it was read last, where the file system keeps that.
    let refused = sevlint(home.path(), &["check", "--fix", "incidents/a.md"]);
    assert_eq!(refused.exit as i32, 1, "{}", refused.err);
}

#[test]
fn bytes_that_are_no_text_are_findings() {
    let utf16 = |encode: fn(u16) -> [u8; 2]| {
        format!("\u{feff}---\n{DECLARED}---\n").encode_utf16().flat_map(encode).collect::<Vec<u8>>()
    };
    let json = |title: &str| {
        format!("{{ \"severity\": \"SEV-2\", \"customers\": 14, \"title\": \"{title}\" }}\n").into_bytes()
    };
    let home = repository([
        ("invalid.md", b"---\nseverity: SEV-2\n---\n\xff\xfe\xfa".to_vec()),
        ("little.md", utf16(u16::to_le_bytes)),
        ("big.md", utf16(u16::to_be_bytes)),
        ("nul.md", format!("---\n{DECLARED}---\n\n# a\0b\n\0\0\n").into_bytes()),
        ("nul-in-front.md", format!("---\n{DECLARED}title: a\0b\n---\n").into_bytes()),
        ("returns.md", format!("---\n{DECLARED}---\n\n# It broke\n").replace('\n', "\r").into_bytes()),
        ("lone.md", json("a \\ud800 b")),
        ("lone-low.md", json("a \\udc00\\ud800 b")),
        ("pair.md", json("a \\ud83d\\udd25 b")),
        ("empty.md", vec![]),
        ("mark.md", "\u{feff}".into()),
        ("fence.md", b"---".to_vec()),
    ]);
    let found = found(home.path());
    for name in ["invalid.md", "little.md", "big.md"] {
        assert_eq!(rules_in(&found, name), ["file-not-utf8"]);
    }
    for name in ["nul.md", "pair.md", "returns.md"] {
        assert!(rules_in(&found, name).contains(&"severity-understated"), "{name}: {found:?}");
    }
    // No tool reads these alike, so they are refused.
    for name in ["nul-in-front.md", "lone.md", "lone-low.md"] {
        assert!(rules_in(&found, name).contains(&"front-matter-invalid"), "{name}: {found:?}");
    }
    for name in ["empty.md", "mark.md", "fence.md"] {
        assert!(!rules_in(&found, name).is_empty(), "{name}: {found:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_go_round_or_out_are_findings() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("secret.md"), "---\nseverity: the secret\n---\n").unwrap();
    let clone = home.path().join("clone");
    fs::create_dir_all(clone.join(".git")).unwrap();
    fs::write(clone.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
    fs::create_dir(clone.join("incidents")).unwrap();
    fs::write(clone.join("sev.yaml"), TABLE).unwrap();
    fs::write(clone.join("incidents/good.md"), format!("---\n{DECLARED}---\n")).unwrap();
    for (link, target) in [
        ("itself.md", "itself.md"),
        ("there.md", "back.md"),
        ("back.md", "there.md"),
        ("out.md", "../../secret.md"),
        ("gone.md", "nothing.md"),
        ("device.md", "/dev/zero"),
        ("folder", "."),
        ("above", ".."),
        ("elsewhere", "../.."),
    ] {
        symlink(target, clone.join("incidents").join(link)).unwrap();
    }
    let output = process(&clone, &["check", "--format", "json"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stdout).contains("the secret"));
    let found = found(&clone);
    for name in ["itself.md", "there.md", "back.md", "gone.md"] {
        assert_eq!(rules_in(&found, name), ["file-unreadable"], "{name}: {found:?}");
    }
    for name in ["out.md", "device.md"] {
        assert_eq!(rules_in(&found, name), ["file-outside"], "{name}: {found:?}");
    }
    assert_eq!(
        rules_in(&found, "good.md"),
        ["severity-understated"],
        "once, whatever leads to it: {found:?}"
    );
}

#[test]
fn what_stands_in_any_field_is_obeyed_by_no_reader() {
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let files = TITLES.iter().enumerate().map(|(number, title)| {
        let all = quoted(title);
        let text = format!(
            "{{\"id\": {all}, \"title\": {all}, \"severity\": {}, \"customers\": 14, \"status\": {all}, \"started_at\": {all}, \
             \"services\": [{all}], \"notified\": [{all}], \"authors\": [{all}], \"severity_override\": {{\"because\": {all}, \
             \"approved_by\": {all}, \"level\": {all}}}, {all}: {all}}}\n\n# {title}\n\n## {title}\n\n- [ ] {title}\n\n\
             <!-- sevlint: ignore {title} because {title} -->\n",
            quoted(&format!("SEV-2 {title}")),
        );
        (format!("2026-04-0{}.md", number + 1), text)
    });
    let home = repository(files);
    for format in FORMATS {
        let ran = program::sevlint(home.path(), &["check", "--format", format.name]);
        assert!((ran.exit as i32) < 2, "{}: {}", format.name, ran.err);
        let out = ran.out;
        assert!(out.contains("2026-04-07.md"), "{}: {out}", format.name);
        let is_data = ["json", "ndjson", "sarif", "gitlab"].contains(&format.name);
        for raw in ["\u{1b}", "\u{7}"].iter().chain(if is_data { &[][..] } else { &["\u{202e}", "\u{2066}"] })
        {
            assert!(!out.contains(raw), "{raw:?} in {}: {out}", format.name);
        }
        match format.name {
            "github" => {
                // What is more than GitHub takes is listed without commands.
                let ours =
                    ["::error file=", "::warning file=", "::notice file=", "- incidents/", "Not shown"];
                let is_ours = |line: &str| ours.iter().any(|begins| line.starts_with(begins));
                assert!(out.lines().all(is_ours), "{out}");
            }
            "junit" => assert!(!out.contains("<script") && !out.contains("<img"), "{out}"),
            "markdown" => {
                let spoken = out.split('`').step_by(2).collect::<String>();
                assert!(!spoken.contains("<script") && !spoken.contains("<img"), "{out}");
            }
            _ => {}
        }
    }
    for format in ["text", "markdown", "html", "json", "csv"] {
        let ran = program::sevlint(home.path(), &["report", "--since", "2026-01-01", "--format", format]);
        assert!((ran.exit as i32) < 2 && !ran.out.contains('\u{1b}'), "{format}: {}{}", ran.err, ran.out);
        match format {
            "html" => assert!(!ran.out.contains("<script>alert") && !ran.out.contains("<img src=x")),
            "csv" => {
                let is_formula = |cell: &str| cell.trim_start_matches('"').starts_with(['=', '@']);
                assert!(!ran.out.lines().flat_map(|line| line.split(',')).any(is_formula), "{}", ran.out);
            }
            _ => {}
        }
    }
}

/// A reader with a bug in it.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        panic!("the reader\nis `broken`");
    }
}

/// That a bug in one file is a finding on it is tested in `src/lint/run.rs`.
#[test]
fn a_bug_that_keeps_a_run_from_being_made_is_told_in_one_line() {
    let home = repository([("a.md", "")]);
    for (language, begins) in [("en", "error: sevlint failed: `"), ("ja", "エラー: sevlint が失敗した: `")]
    {
        fs::write(home.path().join("sevlint.toml"), format!("language = \"{language}\"\n")).unwrap();
        for format in FORMATS {
            let environment = Environment {
                folder: home.path().to_path_buf(),
                today: date(2026, 11, 22),
                ..Environment::default()
            };
            let typed = ["sevlint", "check", "--stdin-filename", "incidents/a.md", "--format", format.name];
            let (mut out, mut err) = (vec![], vec![]);
            let exit = run(typed, &environment, &mut Broken, &mut out, &mut err);
            let (out, err) = (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap());
            assert_eq!((exit, err.lines().count()), (Exit::Broken, 1), "{}: {err}", format.name);
            assert!(err.starts_with(begins) && err.contains("the reader is 'broken'`"), "{err}");
            let is_said =
                out.contains("the reader is 'broken'") || out.contains("the reader is &apos;broken");
            match format.name {
                "text" | "concise" => assert_eq!(out, ""),
                "json" | "sarif" | "gitlab" => {
                    let document = serde_json::from_str::<Value>(&out);
                    assert!(document.is_ok() && is_said, "{}: {out}", format.name);
                }
                "ndjson" => {
                    assert!(out.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()) && is_said);
                }
                _ => assert!(is_said, "{}: {out}", format.name),
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_a_finding() {
    use std::os::unix::fs::PermissionsExt;
    let home =
        repository([("a.md", format!("---\n{DECLARED}---\n")), ("b.md", format!("---\n{DECLARED}---\n"))]);
    let closed = home.path().join("incidents/closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("c.md"), "secret").unwrap();
    let lock =
        |place: &Path, mode: u32| fs::set_permissions(place, fs::Permissions::from_mode(mode)).unwrap();
    let file = home.path().join("incidents/a.md");
    lock(&file, 0o000);
    lock(&closed, 0o000);
    if fs::read(&file).is_ok() {
        lock(&closed, 0o700);
        eprintln!("skipped: whoever runs this may read everything, as root may");
        return;
    }
    let found = found(home.path());
    lock(&closed, 0o700);
    assert_eq!(rules_in(&found, "a.md"), ["file-unreadable"], "{found:?}");
    assert_eq!(rules_in(&found, "closed"), ["file-unreadable"], "{found:?}");
    assert_eq!(rules_in(&found, "b.md"), ["severity-understated"], "{found:?}");
}
