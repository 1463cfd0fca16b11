//! What a report looks like: in a browser, on paper, on GitHub, and where strangers wrote the postmortems.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use sevlint::cli::exit::Exit;

use crate::incidents;
use crate::program::{copied, sevlint};
use crate::tooling;

/// The longest comment GitHub takes, in characters.
const COMMENT: usize = 65_536;
/// The largest page for 200 incidents, in bytes.
const PAGE: usize = 500_000;

fn report(repository: &Path, words: &[&str]) -> String {
    let words: Vec<&str> = ["report", "--since", "2000-01-01"].iter().chain(words).copied().collect();
    let ran = sevlint(repository, &words);
    assert_eq!(ran.exit, Exit::Clean, "{words:?} in {}: {}", repository.display(), ran.err);
    ran.out
}

#[test]
fn a_page_of_200_incidents_is_small() {
    let home = tempfile::tempdir().unwrap();
    incidents::write(home.path(), 200);
    let page = report(home.path(), &["--format", "html"]);
    assert!(page.len() < PAGE, "{} bytes", page.len());
    // The figure in brief.
    assert!(page.contains("<dd>200</dd>"));
}

#[test]
fn markdown_fits_a_comment_and_says_what_it_leaves_out() {
    for incidents in [20, 400, 1500] {
        let home = tempfile::tempdir().unwrap();
        incidents::write(home.path(), incidents);
        for language in ["en", "ja"] {
            fs::write(home.path().join("sevlint.toml"), format!("language = \"{language}\"\n")).unwrap();
            let text = report(home.path(), &["--format", "markdown"]);
            assert!(text.chars().count() < COMMENT, "{incidents} {language}: {}", text.chars().count());
            let says_more =
                text.contains(if language == "en" { " more are left out here" } else { " 件は省略" });
            assert_eq!(says_more, incidents > 20, "{incidents} {language}");
            assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        }
    }
}

/// Longest words of strangers in every place that a report shows, more levels and services than anybody has.
#[test]
fn markdown_fits_a_comment_whatever_is_in_it() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    fs::create_dir_all(folder.join("postmortems")).unwrap();
    let long = "&<|`*_[".repeat(300);
    let mut table = format!(
        "---\nsev_table: 1\ntitle: \"{long}\"\nfacts:\n  n: {{ kind: count, says: \"{long}\" }}\nlevels:\n"
    );
    for level in 0..40 {
        table += &format!(
            "  - id: LEVEL-{level}\n    criteria: [{{ id: \"c{level} {long}\", says: \"{long}\", when: {{ n: at least {} }} }}]\n",
            400 - level
        );
    }
    table += "  - { id: REST, otherwise: true }\n---\n";
    fs::write(folder.join("SEV.md"), table).unwrap();
    for incident in 0..60 {
        let services: Vec<String> =
            (0..20).map(|service| format!("\"s{incident}-{service} {long}\"")).collect();
        let text = format!(
            "---\nid: \"I{incident} {long}\"\ntitle: \"{long}\"\nseverity: LEVEL-{}\nstarted_at: 2026-0{}-01T10:00Z\nn: {}\nservices: [{}]\ndetected_by: \"d{incident} {long}\"\nseverity_override: {{ because: \"{long}\", approved_by: \"{long}\" }}\n---\n",
            incident % 40,
            1 + incident % 9,
            380 + incident,
            services.join(", ")
        );
        fs::write(folder.join(format!("postmortems/{incident}.md")), text).unwrap();
    }
    let text = report(folder, &["--format", "markdown"]);
    assert!(text.chars().count() < COMMENT, "{}", text.chars().count());
    assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
}

/// Elements and attributes of the page are ours; nothing of a stranger's becomes one.
#[test]
fn markup_of_strangers_stays_text() {
    let known: BTreeSet<String> =
        elements(&report(copied(Path::new("fixtures/report/numbers/repo")).path(), &["--format", "html"]));
    let hostile = report(copied(Path::new("fixtures/report/hostile/repo")).path(), &["--format", "html"]);
    let strange: Vec<String> = elements(&hostile).difference(&known).cloned().collect();
    assert!(strange.is_empty(), "{strange:?}");
    assert!(hostile.contains("&lt;script&gt;hacked(11)&lt;/script&gt;"));
    assert!(!hostile.contains(['\u{1b}', '\0', '\u{202e}', '\u{2066}']));
}

/// What opens an element: its name and the names of its attributes.
fn elements(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (start, _) in page.match_indices('<') {
        let inside = &page[start + 1..];
        let tag = &inside[..inside.find('>').unwrap()];
        let mut quoted = tag.split('"');
        let mut names = String::new();
        while let Some(outside) = quoted.next() {
            names += outside;
            quoted.next();
        }
        found.insert(names);
    }
    found
}

/// Each page in Chromium: nothing on the console, nothing loaded, nothing run, no violation that axe-core knows, nothing wider
/// than the screen; light and dark, on a desk, on a phone, and on paper.
#[test]
#[ignore = "needs Chromium and Node.js: tests/tools.sh installs what is missing"]
fn pages_are_well_in_a_browser() {
    let pages = tempfile::tempdir().unwrap();
    let long = tempfile::tempdir().unwrap();
    incidents::write(long.path(), 60);
    let page = |name: &str, text: String| {
        assert!(
            text.starts_with("<!doctype html>") || text.starts_with("<!DOCTYPE html>"),
            "{name}: {text:.60}"
        );
        fs::write(pages.path().join(format!("{name}.html")), text).unwrap();
    };
    for (name, repository) in [
        ("sample", Path::new("fixtures/sample/repo")),
        ("numbers", Path::new("fixtures/report/numbers/repo")),
        ("hostile", Path::new("fixtures/report/hostile/repo")),
        ("japanese", Path::new("fixtures/japanese/repo")),
        ("long", long.path()),
    ] {
        let copy = copied(repository);
        let repository = copy.path();
        page(&format!("report-{name}"), report(repository, &["--format", "html"]));
        if matches!(name, "numbers" | "long") {
            continue;
        }
        let table = sevlint(repository, &["table", "render", "--format", "html"]);
        assert_eq!(table.exit, Exit::Clean, "{name}: {}", table.err);
        page(&format!("table-{name}"), table.out);
    }
    let said = tooling::succeeds(
        Command::new("node")
            .arg("tests/tools/browser.js")
            .arg(pages.path())
            .args(std::env::var_os("SEVLINT_SCREENSHOTS"))
            .env("NODE_PATH", tooling::tools().join("node_modules")),
    );
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert_eq!(said["pages"], 8);
    assert_eq!(said["problems"], serde_json::json!([]), "{said:#}");
}
