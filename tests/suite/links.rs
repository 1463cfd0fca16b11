//! Links to postmortems that are there anyway: one incident counts once.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use sevlint::cli::exit::Exit;

use crate::program::sevlint;

const TABLE: &str = "sev_table: 1
facts: { users: { kind: percent } }
levels:
  - { id: SEV-1, criteria: [{ id: wide, when: { users: at least 20% } }] }
  - { id: SEV-2, otherwise: true }
";

/// Two postmortems, and a note that is one only where a link calls it so.
fn repository(links: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let postmortem = |id: &str| {
        format!(
            "---\nid: {id}\nseverity: SEV-2\nusers: 30%\nstarted_at: 2026-07-01T10:00Z\n---\n\n# It broke\n"
        )
    };
    for (path, text) in [
        ("sev.yaml", TABLE.to_owned()),
        ("postmortems/a.md", postmortem("INC-1")),
        ("postmortems/b.md", postmortem("INC-2")),
        ("notes/c.md", postmortem("INC-3")),
    ] {
        let place = home.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    for (path, target) in links {
        let place = home.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink(target, place).unwrap();
    }
    home
}

/// What `check` says of severities and ids, without the reasons.
fn found(folder: &Path, words: &[&str]) -> Vec<String> {
    let all =
        [&["check", "--format", "concise", "--select", "severity-,incident-duplicated"], words].concat();
    let said = sevlint(folder, &all);
    assert_eq!(said.exit, Exit::Findings, "{}", said.err);
    let place_and_rule = |line: &str| {
        let (place, rule) = (line.split(':').next()?, line.split(['[', ']']).nth(1)?);
        Some(format!("{place} {rule}"))
    };
    said.out.lines().filter_map(place_and_rule).collect()
}

#[test]
fn a_link_to_a_postmortem_is_no_other_incident() {
    let home = repository(&[
        ("postmortems/latest.md", "b.md"),
        ("postmortems/newest.md", "latest.md"),
        ("incidents/team/a.md", "../../postmortems/a.md"),
    ]);
    let both = ["postmortems/a.md severity-understated", "postmortems/b.md severity-understated"];
    assert_eq!(found(home.path(), &[]), both);
    let shown = sevlint(home.path(), &["check", "--show-files"]).out;
    for (link, target) in
        [("incidents/team/a.md", "postmortems/a.md"), ("postmortems/newest.md", "postmortems/b.md")]
    {
        assert!(shown.contains(&format!("- {link}: it is the same file as `{target}`\n")), "{shown}");
    }
    let report = sevlint(home.path(), &["report", "--since", "2026-07-01", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["report"]["scope"]["postmortems"], 2, "{report}");
}

#[test]
fn of_links_to_what_is_no_postmortem_where_it_stands_the_first_is_one() {
    let home = repository(&[("postmortems/c.md", "../notes/c.md"), ("postmortems/d.md", "../notes/c.md")]);
    let all = ["a", "b", "c"].map(|name| format!("postmortems/{name}.md severity-understated"));
    assert_eq!(found(home.path(), &[]), all);
}

#[test]
fn links_that_are_asked_for_stand_for_what_is_not() {
    let home = repository(&[
        ("teams/shop/incidents/a.md", "../../../postmortems/a.md"),
        ("teams/shop/incidents/latest.md", "../../../postmortems/a.md"),
    ]);
    let of_link = ["teams/shop/incidents/a.md severity-understated"];
    assert_eq!(found(home.path(), &["teams"]), of_link, "and no id is met twice");
}

#[test]
fn what_another_project_judges_is_judged_by_its_own_table() {
    let home = repository(&[("team/incidents/b.md", "../../postmortems/b.md")]);
    fs::write(home.path().join("team/sevlint.toml"), "table = \"sev.yaml\"\n").unwrap();
    fs::write(home.path().join("team/sev.yaml"), TABLE.replace("20%", "10%")).unwrap();
    let all = found(home.path(), &[]);
    assert!(all.contains(&"team/incidents/b.md severity-understated".to_owned()), "{all:?}");
}
