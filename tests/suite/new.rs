//! `sevlint new`: what it writes is clean but for what is to be filled in, whatever the table, the level, the format and the
//! title; and nothing is ever written over.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use sevlint::cli::exit::Exit;
use sevlint::source::text::Text;
use sevlint::table::presets::PRESETS;
use sevlint::table::read::read_table;

use crate::program::sevlint;

/// What a new postmortem may be told: that something is to be filled in, or not known.
const TO_FILL_IN: [&str; 5] = [
    "field-placeholder-left",
    "section-placeholder-left",
    "severity-undetermined",
    "severity-missing",
    "field-missing",
];

fn typed(folder: &Path, words: &[&str]) -> (String, String, Exit) {
    let ran = sevlint(folder, words);
    (ran.out, ran.err, ran.exit)
}

/// The file that `new` says it wrote.
fn written(out: &str) -> String {
    let line = out.lines().next().unwrap_or_default();
    line.strip_prefix("wrote ")
        .or(line.strip_suffix(" を書き込んだ"))
        .unwrap_or_else(|| panic!("{out}"))
        .to_owned()
}

/// The rules that find something in a repository; fails on errors that are not about what is to be filled in.
fn found(folder: &Path) -> (BTreeSet<String>, Value) {
    let (out, err, _) = typed(folder, &["check", "--format", "json"]);
    let document: Value = serde_json::from_str(&out).unwrap_or_else(|fault| panic!("{fault}: {out}{err}"));
    let rules = document["diagnostics"].as_array().unwrap();
    let rules = rules.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect();
    (rules, document)
}

#[test]
fn every_preset_and_level_is_clean_but_for_what_is_to_be_filled_in() {
    for preset in PRESETS {
        let table = read_table(&Arc::new(Text::new("SEV.md", preset.text))).unwrap();
        for level in &table.levels {
            let folder = tempfile::tempdir().unwrap();
            typed(folder.path(), &["init", "--preset", preset.name]);
            let (out, err, exit) =
                typed(folder.path(), &["new", "Logins: \"failed\" & more", "--level", &level.id.text]);
            assert_eq!(exit, Exit::Clean, "{} {}: {err}", preset.name, level.id.text);
            let text = fs::read_to_string(folder.path().join(written(&out))).unwrap();
            let (rules, document) = found(folder.path());
            let strange: Vec<&String> =
                rules.iter().filter(|rule| !TO_FILL_IN.contains(&rule.as_str())).collect();
            assert!(
                strange.is_empty(),
                "{} {}: {strange:?}\n{document:#}\n{text}",
                preset.name,
                level.id.text
            );
            assert_eq!(document["incidents"][0]["declared"], level.id.text, "{text}");
            assert_eq!(document["summary"]["errors"], 0, "{document:#}\n{text}");
            for fact in table.facts.iter().filter(|fact| fact.span.is_some()) {
                assert!(text.contains(&fact.name), "{}: {} is not asked for\n{text}", preset.name, fact.name);
            }
        }
    }
}

#[test]
fn every_format_says_the_same() {
    for (form, other) in [
        ("yaml", "---\nid: INC-7\nsev: SEV-2\n---\n"),
        ("toml", "+++\nid = \"INC-7\"\nsev = \"SEV-2\"\n+++\n"),
        ("json", "{\n  \"id\": \"INC-7\",\n  \"sev\": \"SEV-2\"\n}\n"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        typed(folder.path(), &["init", "--preset", "trocco"]);
        for number in 1..4 {
            let text = other.replace('7', &number.to_string());
            fs::write(folder.path().join(format!("postmortems/INC-{number}-x.md")), text).unwrap();
        }
        let arguments =
            ["new", "Disk: full", "--fact", "users_affected_pct=12%", "--fact", "core_function=yes"];
        let (out, err, exit) = typed(folder.path(), &arguments);
        assert_eq!(exit, Exit::Clean, "{form}: {err}");
        assert_eq!(written(&out), "postmortems/INC-4-disk-full.md", "{form}");
        let text = fs::read_to_string(folder.path().join(written(&out))).unwrap();
        assert!(
            text.contains("sev") && !text.contains("severity"),
            "{form} has the keys of the others\n{text}"
        );
        let (_, document) = found(folder.path());
        let incidents = document["incidents"].as_array().unwrap();
        let new = incidents.iter().find(|incident| incident["id"] == "INC-4").unwrap();
        assert_eq!(new["title"], "Disk: full", "{form}");
        assert_eq!(new["declared"], "SEV-2", "{form}\n{text}");
        assert_eq!(new["standing"], "confirmed", "{form}\n{text}");
        assert_eq!(new["facts"]["users_affected_pct"]["value"], "12%", "{form}");
    }
}

/// A shell runs the command that is named next as it stands, in the folder it was said in.
#[test]
fn the_next_command_can_be_typed() {
    let folder = tempfile::tempdir().unwrap();
    typed(folder.path(), &["init", "--preset", "trocco"]);
    let team = folder.path().join("postmortems/my team");
    fs::create_dir_all(&team).unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
    for (path, hint) in [("my team/it's.md", r"'my team/it'\''s.md'"), ("../postmortems/b.md", "b.md")] {
        let (out, err, exit) = typed(&folder.path().join("postmortems"), &["new", "Slow", "--path", path]);
        assert_eq!(exit, Exit::Clean, "{err}");
        assert!(out.contains(&format!("(`sevlint check {hint}` lists it)")), "{out}");
        assert!(!err.contains("warning"), "{err}");
    }
}

#[test]
fn titles_are_not_obeyed() {
    let titles = [
        "../../../etc/passwd",
        "/etc/passwd",
        "a\nseverity: SEV-1\n---\n# b",
        "\u{202e}gpj.exe\u{0}\u{1b}[31m",
        "[x](javascript:alert(1)) <script>alert(1)</script>",
        "{{ template }}",
        "<what happened>",
        "TODO",
        "null",
        "yes: no # maybe",
        "- - -",
        "障害：データ転送が止まった",
        "🔥🔥🔥",
        "CON",
        &"long ".repeat(2000),
    ];
    for title in titles {
        let folder = tempfile::tempdir().unwrap();
        typed(folder.path(), &["init", "--preset", "gds"]);
        let (out, err, exit) = typed(folder.path(), &["new", "--level", "P2", "--", title]);
        assert_eq!(exit, Exit::Clean, "{title:?}: {err}");
        let path = written(&out);
        assert!(
            path.starts_with("postmortems/2026-11-22-") && path.matches('/').count() == 1,
            "{title:?}: {path}"
        );
        let text = fs::read_to_string(folder.path().join(&path)).unwrap();
        assert!(!text.contains(['\u{202e}', '\u{0}', '\u{1b}']), "{title:?}\n{text}");
        let body = text.split("\n---\n").last().unwrap();
        assert!(!body.replace("\\]", "").contains("](") && !body.contains(" <script"), "{title:?}\n{text}");
        let (_, document) = found(folder.path());
        let incidents = document["incidents"].as_array().unwrap();
        assert_eq!(
            (incidents.len(), &incidents[0]["declared"]),
            (1, &Value::from("P2")),
            "{title:?}\n{text}"
        );
        let said: String = title.split_whitespace().collect();
        let read: String = incidents[0]["title"].as_str().unwrap().split_whitespace().collect();
        let visible = said.chars().filter(|letter| !matches!(letter, '\u{202e}' | '\u{0}' | '\u{1b}'));
        assert_eq!(read, visible.collect::<String>(), "{text}");
    }
    let folder = tempfile::tempdir().unwrap();
    typed(folder.path(), &["init"]);
    assert_eq!(typed(folder.path(), &["new", " \n "]).2, Exit::Broken);
}

#[test]
fn nothing_is_written_over_nor_outside() {
    let folder = tempfile::tempdir().unwrap();
    typed(folder.path(), &["init"]);
    let paths: Vec<String> = (0..3).map(|_| written(&typed(folder.path(), &["new", "Same"]).0)).collect();
    assert_eq!(paths, ["", "-2", "-3"].map(|end| format!("postmortems/2026-11-22-same{end}.md")));
    let ids: BTreeSet<String> = paths
        .iter()
        .map(|path| fs::read_to_string(folder.path().join(path)).unwrap().lines().nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 3, "{ids:?}");
    let before = fs::read_to_string(folder.path().join("SEV.md")).unwrap();
    for path in ["SEV.md", "../outside.md", "notes.txt"] {
        let (_, err, exit) = typed(folder.path(), &["new", "Same", "--path", path]);
        assert_eq!(exit, Exit::Broken, "{path}: {err}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("SEV.md")).unwrap(), before);
    assert!(!folder.path().parent().unwrap().join("outside.md").exists());
}

#[test]
fn a_service_has_its_postmortems_to_itself_and_numbers_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(".git/HEAD", "ref: refs/heads/main\n");
    typed(folder.path(), &["init", "--preset", "slo"]);
    // It names the folder of postmortems that there would be.
    fs::remove_file(folder.path().join("sevlint.toml")).unwrap();
    for (path, id) in [
        ("services/payouts/incidents/2026-03-01-payouts-late.md", 41),
        ("services/payouts/incidents/2026-04-02-payouts-lost.md", 42),
        ("services/seats/incidents/2026-02-01-sold-twice/index.md", 40),
    ] {
        write(path, &format!("---\nid: {id}\ntitle: It broke\n---\n\n## Summary\n\nIt broke.\n"));
    }
    write("services/seats/src/main.rs", "");
    for (below, name) in [
        ("services/seats", "services/seats/incidents/2026-11-22-grey/index.md"),
        ("services/seats/src", "services/seats/incidents/2026-11-22-grey-2/index.md"),
        ("services/payouts/incidents", "services/payouts/incidents/2026-11-22-grey.md"),
    ] {
        let (out, err, exit) = typed(&folder.path().join(below), &["new", "Grey"]);
        assert_eq!((exit, written(&(out + &err)).as_str()), (Exit::Clean, name), "{below}");
    }
    let ids: Vec<String> =
        ["seats/incidents/2026-11-22-grey/index.md", "payouts/incidents/2026-11-22-grey.md"]
            .iter()
            .map(|path| fs::read_to_string(folder.path().join("services").join(path)).unwrap())
            .map(|text| text.lines().find(|line| line.starts_with("id: ")).unwrap().to_owned())
            .collect();
    assert_eq!(ids, [r#"id: "43""#, r#"id: "45""#]);
}
