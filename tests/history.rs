//! History from git: repositories are made with it, commit by commit, and read as stories of a table and of levels.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

#[path = "common/clone.rs"]
mod clone;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use clone::{Clone, Said};
use serde_json::Value;

/// A table in which more than so many per cent of users are a SEV-1.
fn table(percent: u32) -> String {
    format!(
        "sev_table: 1
facts: {{ users_affected_pct: {{ kind: percent }} }}
levels:
  - id: SEV-1
    response: {{ cover: around-the-clock, notify: [executives] }}
    criteria: [{{ id: wide, when: {{ users_affected_pct: over {percent}% }} }}]
  - id: SEV-2
    response: {{ cover: business-hours, notify: [support] }}
    otherwise: true
"
    )
}

/// A postmortem of an incident of a day that concerned 30 % of users.
fn postmortem(id: &str, day: &str, more: &str) -> String {
    format!(
        "---\nid: {id}\nstarted_at: {day}T10:00Z\nresolved_at: {day}T11:00Z\nusers_affected_pct: 30%\n{more}---\n\n# It broke\n"
    )
}

/// The table that judged each incident, and what it made of it; and what was said of the run.
fn judged(clone: &Clone, words: &str) -> (BTreeMap<String, String>, String) {
    judged_in(clone, "", words)
}

fn judged_in(clone: &Clone, folder: &str, words: &str) -> (BTreeMap<String, String>, String) {
    let said = clone.sevlint_in(folder, &format!("check --format json --fail-on never {words}"));
    assert_eq!(said.exit, 0, "{said:?}");
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let of = |incident: &Value| {
        let text = |key: &str| incident[key].as_str().unwrap_or("-").to_owned();
        (text("id"), format!("{} by {}", incident["possible"][0].as_str().unwrap(), text("table")))
    };
    (json["incidents"].as_array().unwrap().iter().map(of).collect(), said.err)
}

fn short(commit: &str) -> &str {
    &commit[..10]
}

/// What `check` says of levels, in one line each.
fn findings(clone: &Clone, words: &str) -> Vec<String> {
    let said = clone.sevlint(&format!(
        "check --format concise --select severity-changed-unreasoned --severity-history git {words}"
    ));
    assert!(said.exit < 2, "{said:?}");
    said.out.lines().filter(|line| line.contains("[severity-")).map(str::to_owned).collect()
}

fn refused(said: &Said, words: &[&str]) {
    assert_eq!(said.exit, 2, "{said:?}");
    assert!(words.iter().all(|word| said.err.contains(word)), "{said:?}");
}

/// A repository whose table asks for over 50 % at first, for over 20 % from March on, and for over 40 % from June on.
fn three_tables() -> (Clone, [String; 3]) {
    let clone = Clone::new();
    let mut commits = vec![];
    for (day, percent) in [("2025-01-10", 50), ("2025-03-10", 20), ("2025-06-10", 40)] {
        commits.push(clone.write("sev.yaml", &table(percent)).commit(day));
    }
    for day in ["2024-12-31", "2025-03-09", "2025-03-10", "2025-06-09", "2025-06-10"] {
        clone.write(
            &format!("postmortems/{day}.md"),
            &postmortem(&format!("I-{}", &day[2..]), day, "severity: SEV-2\n"),
        );
    }
    clone.commit("2025-07-01");
    (clone, commits.try_into().unwrap())
}

#[test]
#[ignore = "needs git"]
fn an_incident_is_judged_by_the_table_of_its_day() {
    let (clone, [first, second, _]) = three_tables();
    let (found, err) = judged(&clone, "--table-history git");
    let (first, second) =
        (format!("by sev.yaml@{}", short(&first)), format!("by sev.yaml@{}", short(&second)));
    let expected = [
        ("I-24-12-31", format!("SEV-2 {first}")),
        ("I-25-03-09", format!("SEV-2 {first}")),
        ("I-25-03-10", format!("SEV-1 {second}")),
        ("I-25-06-09", format!("SEV-1 {second}")),
        ("I-25-06-10", "SEV-2 by sev.yaml".to_owned()),
    ];
    assert_eq!(found, expected.map(|(id, made)| (id.to_owned(), made)).into());
    assert_eq!(err, "");
    // Without it, the table that is there now judges all.
    let (found, _) = judged(&clone, "");
    assert!(found.values().all(|made| made == "SEV-2 by sev.yaml"), "{found:?}");
    // The one from before the first table is noted, and says from when that is.
    let said = clone.sevlint("check --format concise --table-history git --select table-too-young");
    assert!(said.out.contains("2024-12-31.md:3:13: note[table-too-young]: the incident is of 2024-12-31, and the first table is in force from 2025-01-10"), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn a_finding_shows_the_table_of_its_day() {
    let (clone, [_, second, _]) = three_tables();
    let said =
        clone.sevlint("check postmortems/2025-03-10.md --table-history git --select severity-understated");
    let expected = format!(
        "error[severity-understated]: declared SEV-2, but the facts make it SEV-1
   ╭─[postmortems/2025-03-10.md:6:11]
 5 │ users_affected_pct: 30%
   ·                     ─┬─
   ·                      ╰── `users_affected_pct` is 30%
 6 │ severity: SEV-2
   ·           ──┬──
   ·             ╰── declared here
   ├─[sev.yaml@{}:6:22]
 6 │     criteria: [{{ id: wide, when: {{ users_affected_pct: over 20% }} }}]
   ·                      ──┬─
   ·                        ╰─┤ SEV-1 asks for `users_affected_pct` over 20%:
   ·                          │ met
   ╰────
",
        short(&second)
    );
    assert!(said.out.starts_with(&expected), "{}\n{expected}", said.out);
    // So does the explanation.
    let said = clone.sevlint("explain postmortems/2025-03-10.md --table-history git");
    assert!(said.exit == 0 && said.out.contains(&format!("sev.yaml@{}", short(&second))), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn a_day_is_local() {
    let (clone, [first, second, _]) = three_tables();
    // Noon in London is the next day in Auckland, and so are the hours of the incidents.
    clone.write("sevlint.toml", "timezone = \"Pacific/Auckland\"\n");
    clone.write("postmortems/early.md", &postmortem("early", "2025-03-10", "").replace("T10:00Z", "T10:59Z"));
    clone.write("postmortems/late.md", &postmortem("late", "2025-03-10", "").replace("T10:00Z", "T11:01Z"));
    let (found, _) = judged(&clone, "--table-history git");
    assert_eq!(found["early"], format!("SEV-2 by sev.yaml@{}", short(&first)));
    assert_eq!(found["late"], format!("SEV-1 by sev.yaml@{}", short(&second)));
}

#[test]
#[ignore = "needs git"]
fn only_what_a_table_says_makes_a_version() {
    let clone = Clone::new();
    let first = clone.write("SEV.md", &format!("---\n{}---\n\n# Levels\n", table(50))).commit("2025-01-10");
    // Words for people, comments and another order of lines say nothing new.
    clone
        .write("SEV.md", &format!("---\n# checked\n{}---\n\n# Our levels\n", table(50)))
        .commit("2025-02-10");
    clone.write("SEV.md", &format!("---\n{}---\n\n# Our levels\n", table(20))).commit("2025-03-10");
    clone.write("SEV.md", &format!("---\n{}---\n\n# Our levels, in brief\n", table(20))).commit("2025-04-10");
    for day in ["2025-02-20", "2025-03-20", "2025-04-20"] {
        clone.write(&format!("postmortems/{day}.md"), &postmortem(day, day, ""));
    }
    let (found, _) = judged(&clone, "--table-history git");
    // The version in force now is the file itself, since the day on which it began to say so.
    assert_eq!(found["2025-02-20"], format!("SEV-2 by SEV.md@{}", short(&first)));
    assert_eq!(
        (found["2025-03-20"].as_str(), found["2025-04-20"].as_str()),
        ("SEV-1 by SEV.md", "SEV-1 by SEV.md")
    );
    let said = clone.sevlint("report --table-history git --format json");
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let tables: Vec<_> =
        json["report"]["tables"].as_array().unwrap().iter().map(|table| &table["effective_from"]).collect();
    assert_eq!(tables, ["2025-01-10", "2025-03-10"], "{}", json["tables"]);
}

#[test]
#[ignore = "needs git"]
fn a_merge_brings_a_version_when_it_is_made() {
    let clone = Clone::new();
    let first = clone.write("sev.yaml", &table(50)).commit("2025-01-10");
    clone.git("checkout --quiet -b work");
    clone.write("sev.yaml", &table(20)).commit("2025-02-01");
    clone.write("sev.yaml", &table(25)).commit("2025-02-10");
    clone.git("checkout --quiet main");
    clone.write("other.md", "Something else.\n").commit("2025-02-20");
    clone.merge("work", "2025-03-01");
    for day in ["2025-02-05", "2025-02-28", "2025-03-01"] {
        clone.write(&format!("postmortems/{day}.md"), &postmortem(day, day, ""));
    }
    let (found, _) = judged(&clone, "--table-history git");
    let old = format!("SEV-2 by sev.yaml@{}", short(&first));
    assert_eq!((&found["2025-02-05"], &found["2025-02-28"]), (&old, &old));
    assert_eq!(found["2025-03-01"], "SEV-1 by sev.yaml");
}

#[test]
#[ignore = "needs git"]
fn a_table_is_followed_to_where_it_was_before() {
    let clone = Clone::new();
    let first = clone.write("sev.yaml", &table(50)).commit("2025-01-10");
    std::fs::create_dir(clone.folder().join("docs")).unwrap();
    clone.git("mv sev.yaml docs/sev.yaml");
    clone.commit("2025-02-10");
    clone.write("docs/sev.yaml", &table(20)).commit("2025-03-10");
    clone.write("postmortems/a.md", &postmortem("a", "2025-02-20", ""));
    let (found, err) = judged(&clone, "--table-history git");
    assert_eq!(found["a"], format!("SEV-2 by sev.yaml@{}", short(&first)), "{err}");
}

#[test]
#[ignore = "needs git"]
fn a_table_that_did_not_load_is_named_and_the_one_before_stays() {
    let clone = Clone::new();
    let early = clone.write("sev.yaml", "sev_table: 1\nlevels: []\n").commit("2024-12-01");
    let first = clone.write("sev.yaml", &table(50)).commit("2025-01-10");
    let broken = clone
        .write("sev.yaml", &table(20).replace("users_affected_pct: over", "users: over"))
        .commit("2025-02-10");
    clone.write("sev.yaml", "nonsense").commit("2025-02-12");
    clone.write("sev.yaml", &table(20)).commit("2025-03-10");
    clone.write("postmortems/a.md", &postmortem("a", "2025-02-20", ""));
    let (found, err) = judged(&clone, "--table-history git");
    assert_eq!(found["a"], format!("SEV-2 by sev.yaml@{}", short(&first)));
    let expected = format!(
        "note: `sev.yaml` did not load at {} (2024-12-01): line 2: the table has no levels; there was none before it, so the \
         version after it judges older incidents\n\
         note: `sev.yaml` did not load at {} (2025-02-10), nor at the commit after it: line 6: no fact is called `users`; \
         the version before it stays in force\n",
        short(&early),
        short(&broken)
    );
    assert_eq!(err, expected);
    clone.write("sevlint.toml", "language = \"ja\"\n");
    let (_, err) = judged(&clone, "--table-history git");
    assert!(err.contains("では読み込めない") && err.contains("その前の版が有効なままとした"), "{err}");
}

#[test]
#[ignore = "needs git"]
fn what_is_not_committed_is_in_force_from_today() {
    let clone = Clone::new();
    let first = clone.write("sev.yaml", &table(50)).commit("2025-01-10");
    clone.write("sev.yaml", &table(20));
    for (id, day) in [("yesterday", "2026-11-21"), ("today", "2026-11-22")] {
        clone.write(&format!("postmortems/{id}.md"), &postmortem(id, day, ""));
    }
    let expected = [
        ("today".to_owned(), "SEV-1 by sev.yaml".to_owned()),
        ("yesterday".to_owned(), format!("SEV-2 by sev.yaml@{}", short(&first))),
    ];
    assert_eq!(judged(&clone, "--table-history git").0, expected.clone().into());
    // The index, too, is not committed.
    clone.git("add --all");
    assert_eq!(judged(&clone, "--table-history git --staged").0, expected.into());
    // A table that git does not know at all is said to be one.
    let fresh = Clone::new();
    fresh.write("sev.yaml", &table(20)).write("postmortems/a.md", &postmortem("a", "2025-01-01", ""));
    let (found, err) = judged(&fresh, "--table-history git");
    assert_eq!(found["a"], "SEV-1 by sev.yaml");
    assert_eq!(
        err,
        "note: git has no version of `sev.yaml` yet, so every incident is judged by the table as it is now\n"
    );
}

#[test]
#[ignore = "needs git"]
fn a_day_that_a_table_names_goes_before_that_of_its_commit() {
    let from = |day: &str, percent| format!("{}effective_from: {day}\n", table(percent));
    let clone = Clone::new();
    clone.write("sev.yaml", &table(50)).commit("2025-01-10");
    // Written down later, in force since 2024; then a correction of it.
    clone.write("sev.yaml", &from("2024-06-01", 60)).commit("2025-03-10");
    let corrected = clone.write("sev.yaml", &from("2024-06-01", 20)).commit("2025-03-20");
    // Announced in May for July.
    clone.write("sev.yaml", &from("2025-07-01", 40)).commit("2025-05-10");
    for day in ["2024-01-01", "2025-02-01", "2025-06-30", "2025-07-01"] {
        clone.write(&format!("postmortems/{day}.md"), &postmortem(day, day, ""));
    }
    let (found, _) = judged(&clone, "--table-history git");
    let old = format!("SEV-1 by sev.yaml@{}", short(&corrected));
    let made = ["2024-01-01", "2025-02-01", "2025-06-30", "2025-07-01"].map(|day| found[day].as_str());
    assert_eq!(made, [&old, &old, &old, "SEV-2 by sev.yaml"]);
}

#[test]
#[ignore = "needs git"]
fn several_tables_keep_their_times_and_have_versions_within_them() {
    let clone = Clone::new();
    let from = |percent| format!("{}effective_from: 2025-06-01\n", table(percent));
    clone.write("sevlint.toml", "table = [\"old.yaml\", \"new.yaml\"]\n");
    let first = clone.write("old.yaml", &table(50)).commit("2025-01-10");
    clone.write("old.yaml", &table(20)).commit("2025-03-10");
    clone.write("new.yaml", &from(60)).commit("2025-05-10");
    clone.write("new.yaml", &from(40)).commit("2025-05-20");
    // What is mended in the old one after its time was never in force.
    clone.write("old.yaml", &table(90)).commit("2025-08-10");
    for day in ["2025-02-01", "2025-05-31", "2025-06-01", "2025-09-01"] {
        clone.write(&format!("postmortems/{day}.md"), &postmortem(day, day, ""));
    }
    let (found, err) = judged(&clone, "--table-history git");
    assert_eq!(err, "");
    assert_eq!(found["2025-02-01"], format!("SEV-2 by old.yaml@{}", short(&first)));
    assert!(found["2025-05-31"].starts_with("SEV-1 by old.yaml@"), "{found:?}");
    assert_eq!(
        (found["2025-06-01"].as_str(), found["2025-09-01"].as_str()),
        ("SEV-2 by new.yaml", "SEV-2 by new.yaml")
    );
}

#[test]
#[ignore = "needs git"]
fn each_project_has_the_history_of_its_table_wherever_one_stands() {
    let clone = Clone::new();
    let first =
        clone.write("sev.yaml", &table(50)).write("teams/b/SEV.yaml", "nothing\n").commit("2025-01-10");
    clone.write("teams/b/sevlint.toml", "table = \"levels/sev.yaml\"\n");
    let team = clone.write("teams/b/levels/sev.yaml", &table(10)).commit("2025-02-10");
    clone.write("sev.yaml", &table(20)).write("teams/b/levels/sev.yaml", &table(60)).commit("2025-03-10");
    clone.write("postmortems/a.md", &postmortem("a", "2025-03-01", ""));
    clone.write("teams/b/postmortems/b.md", &postmortem("b", "2025-03-01", ""));
    clone.commit("2025-03-11");
    let expected = [
        ("a".to_owned(), format!("SEV-2 by sev.yaml@{}", short(&first))),
        ("b".to_owned(), format!("SEV-1 by teams/b/levels/sev.yaml@{}", short(&team))),
    ];
    assert_eq!(judged(&clone, "--table-history git").0, expected.clone().into());
    let (found, _) = judged_in(&clone, "teams/b/postmortems", "--table-history git");
    assert_eq!(found, [expected[1].clone()].into());
    // A linked worktree has the history of what it has checked out.
    clone.git("worktree add --quiet ../linked HEAD");
    let linked = judged_in(&clone, "../linked", "--table-history git").0;
    assert_eq!(linked, expected.into());
}

#[test]
#[ignore = "needs git"]
fn a_level_that_changed_after_the_postmortem_was_final_needs_a_reason() {
    let clone = Clone::new();
    let at = |level: &str, more: &str| postmortem("a", "2025-01-09", &format!("severity: {level}\n{more}"));
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    clone.write("postmortems/a.md", &at("SEV-2", "status: draft\n")).commit("2025-01-10");
    clone.write("postmortems/a.md", &at("SEV-1", "status: draft\n")).commit("2025-01-11");
    assert_eq!(findings(&clone, ""), [""; 0], "drafts may change");
    clone.write("postmortems/a.md", &at("SEV-2", "status: published\n")).commit("2025-01-12");
    assert_eq!(findings(&clone, ""), [""; 0], "it was a draft before");
    std::fs::create_dir(clone.folder().join("postmortems/2025")).unwrap();
    clone.git("mv postmortems/a.md postmortems/2025/a.md");
    clone.commit("2025-02-01");
    let raised =
        clone.write("postmortems/2025/a.md", &at("sev1", "status: published\n")).commit("2025-03-01");
    let one = "postmortems/2025/a.md:6:11: warning[severity-changed-unreasoned]: SEV-2 was changed to SEV-1 after the postmortem was final, without a reason on record";
    assert_eq!(findings(&clone, ""), [one]);
    // Another spelling of the level is no change; one that is not committed yet is.
    clone.write("postmortems/2025/a.md", &at("SEV-1", "status: published\n")).commit("2025-04-01");
    assert_eq!(findings(&clone, ""), [one]);
    clone.write("postmortems/2025/a.md", &at("SEV-2", "status: published\n"));
    let two = "postmortems/2025/a.md:6:11: warning[severity-changed-unreasoned]: SEV-1 is changed to SEV-2 although the postmortem is final, without a reason on record";
    assert_eq!(findings(&clone, ""), [one, two]);
    let said = clone.sevlint("check --select severity-changed-unreasoned --severity-history git");
    let expected = format!(
        "warning[severity-changed-unreasoned]: SEV-2 was changed to SEV-1 after the
  postmortem was final, without a reason on record
   ╭─[postmortems/2025/a.md:6:11]
 6 │ severity: SEV-2
   ·           ──┬──
   ·             ╰── SEV-2 → SEV-1 in commit {} (2025-03-01)
   ╰────
",
        short(&raised)
    );
    assert!(said.out.starts_with(&expected), "{}\n{expected}", said.out);
    let help = "severity_history: [{ at: 2025-01-10, level: SEV-2 }, { at: 2025-01-11, level: SEV-1 }, \
                { at: 2025-01-12, level: SEV-2 }, { at: 2025-03-01, level: SEV-1, because: \"…\" }, \
                { at: 2026-11-22, level: SEV-2, because: \"…\" }]";
    let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words.matches(help).count(), 2, "{}", said.out);
    // The line that is offered settles both.
    clone.write("postmortems/2025/a.md", &at("SEV-2", &format!("status: published\n{help}\n")));
    assert_eq!(findings(&clone, ""), [""; 0]);
    let all = clone.sevlint("check --format concise --severity-history git --select severity-");
    assert!(!all.out.contains("severity-history-disagrees"), "{all:?}");
    // One reason is for one change.
    let one_reason = "severity_history: [{ level: SEV-1, because: more customers }, { level: SEV-2 }]\n";
    clone.write("postmortems/2025/a.md", &at("SEV-2", one_reason));
    assert_eq!(findings(&clone, "").len(), 1);
    // An override is the reason for the level that it keeps.
    let kept = "severity_override: { because: agreed with support, level: SEV-2 }\n";
    clone.write("postmortems/2025/a.md", &at("SEV-2", kept));
    assert_eq!(findings(&clone, ""), [one]);
}

#[test]
#[ignore = "needs git"]
fn what_is_not_merged_yet_is_still_being_worked_out() {
    let clone = Clone::new();
    let at = |level: &str| postmortem("a", "2025-01-09", &format!("severity: {level}\n"));
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    clone.git("checkout --quiet -b work");
    for (day, level) in [("2025-01-10", "SEV-2"), ("2025-01-11", "SEV-1"), ("2025-01-12", "SEV-2")] {
        clone.write("postmortems/a.md", &at(level)).commit(day);
    }
    assert_eq!(findings(&clone, ""), [""; 0]);
    clone.git("checkout --quiet main");
    clone.write("other.md", "x\n").commit("2025-01-13");
    clone.merge("work", "2025-01-20");
    assert_eq!(findings(&clone, ""), [""; 0], "it came with a merge, at one level");
    // Another line of work changes what was merged.
    clone.git("checkout --quiet -b later");
    clone.write("postmortems/a.md", &at("SEV-1")).commit("2025-02-01");
    clone.write("postmortems/a.md", &format!("{}More.\n", at("SEV-1"))).commit("2025-02-02");
    assert_eq!(findings(&clone, "").len(), 1);
    clone.git("checkout --quiet main");
    clone.merge("later", "2025-02-10");
    assert_eq!(findings(&clone, "").len(), 1);
}

#[test]
#[ignore = "needs git"]
fn levels_in_the_body_are_read_and_postmortems_that_go_on_are_not_final() {
    let clone = Clone::new();
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    let at = |level: &str, end: &str| {
        format!(
            "# It broke\n\n- **Severity**: {level}\n- **Start**: 2025-01-09 10:00 UTC\n- **End**: {end}\n- **users_affected_pct**: 30%\n"
        )
    };
    clone.write("postmortems/a.md", &at("SEV-2", "ongoing")).commit("2025-01-09");
    clone.write("postmortems/a.md", &at("SEV-1", "2025-01-09 12:00 UTC")).commit("2025-01-10");
    assert_eq!(findings(&clone, ""), [""; 0]);
    clone.write("postmortems/a.md", &at("SEV-2", "2025-01-09 12:00 UTC")).commit("2025-02-10");
    assert_eq!(findings(&clone, "").len(), 1);
    let said = clone.sevlint("check --severity-history git --select severity-changed-unreasoned");
    assert!(said.out.contains("at the top of the file"), "{}", said.out);
}

#[test]
#[ignore = "needs git"]
fn a_postmortem_that_took_the_place_of_another_has_no_past() {
    let clone = Clone::new();
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    let text = |id: &str, level: &str| {
        let body = "What happened is told in sentences that all postmortems here have in common.\n".repeat(9);
        format!("{}{body}", postmortem(id, "2025-01-09", &format!("severity: {level}\n")))
    };
    clone.write("postmortems/a.md", &text("a", "SEV-2")).commit("2025-01-10");
    // In one commit, one goes and another comes, which is much alike: git calls that a rename.
    clone.remove("postmortems/a.md");
    clone.write("postmortems/b.md", &text("b", "SEV-1")).commit("2025-02-10");
    let renamed = clone.git("show --find-renames --format= --name-status HEAD");
    assert!(renamed.starts_with('R'), "{renamed}");
    assert_eq!(findings(&clone, ""), [""; 0]);
}

#[test]
#[ignore = "needs git"]
fn duties_are_those_of_the_most_severe_level_that_git_has() {
    let clone = Clone::new();
    let at = |level: &str, more: &str| {
        postmortem("a", "2025-01-09", &format!("severity: {level}\nnotified: [support]\n{more}"))
    };
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    let first = clone.write("postmortems/a.md", &at("SEV-1", "")).commit("2025-01-10");
    clone.write("postmortems/a.md", &at("SEV-2", "")).commit("2025-01-11");
    let check = |words: &str| clone.sevlint(&format!("check --select response-not-notified {words}")).out;
    assert!(!check("").contains("executives"));
    let said = check("--severity-history git");
    assert!(said.contains("SEV-1 says to tell executives"), "{said}");
    assert!(said.contains(&format!("declared SEV-1 in commit {} (2025-01-10)", short(&first))), "{said}");
    // What the authors state goes before what git has.
    clone.write("postmortems/a.md", &at("SEV-2", "severity_history: [{ level: SEV-2 }]\n"));
    assert!(!check("--severity-history git").contains("executives"));
}

#[test]
#[ignore = "needs git"]
fn a_report_says_how_long_it_took_until_the_level_was_right() {
    let clone = Clone::new();
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    let write = |id: &str, level: &str, more: &str| {
        let text = postmortem(id, "2025-01-09", &format!("severity: {level}\n{more}"));
        clone.write(&format!("postmortems/{id}.md"), &text);
    };
    // `a` was right after two days, `b` at once, `c` states its own history, `d` never was; `e` is not committed.
    let stated = "severity_history: [{ at: 2025-01-09T10:10Z, level: SEV-2 }, { at: 2025-01-09T10:40Z, level: SEV-1, because: more }]\n";
    for (id, level) in [("a", "SEV-2"), ("b", "SEV-1"), ("c", "SEV-2"), ("d", "SEV-2")] {
        write(id, level, "");
    }
    clone.commit("2025-01-10");
    write("a", "SEV-1", "");
    write("c", "SEV-1", stated);
    clone.commit("2025-01-12");
    write("e", "SEV-1", "");
    let json = |words: &str| -> Value {
        let said = clone.sevlint(&format!("report --format json {words}"));
        assert_eq!(said.exit, 0, "{said:?}");
        serde_json::from_str(&said.out).unwrap()
    };
    let changes = &json("--severity-history git")["report"]["changes"];
    let shown: Vec<String> = changes["incidents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let steps: Vec<&str> = change["steps"]
                .as_array()
                .unwrap()
                .iter()
                .map(|step| step["level"].as_str().unwrap())
                .collect();
            format!(
                "{} {} {} {}",
                change["name"],
                change["source"],
                steps.join(">"),
                change["seconds_until_right"]
            )
        })
        .collect();
    let two_days = 2 * 24 * 60 * 60;
    let expected =
        [format!("\"a\" \"git\" SEV-2>SEV-1 {two_days}"), "\"c\" \"stated\" SEV-2>SEV-1 1800".to_owned()];
    assert_eq!(shown, expected);
    assert_eq!((&changes["raised"], &changes["unchanged_in_git"]), (&2.into(), &2.into()));
    assert_eq!(changes["until_right"]["median"], 1800);
    assert_eq!(changes["until_right_in_git"]["median"], two_days);
    assert_eq!(json("")["report"]["changes"]["incidents"].as_array().unwrap().len(), 1);
    let said = clone.sevlint("report --severity-history git");
    let part = said.out.split_once("2 incidents have a history of levels").unwrap().1;
    let words = part.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "Until the level was right it took 30m in the middle (30m to 30m; n = 1).",
        "From the first commit with a level to the one with the right level it took 2d in the middle (2d to 2d; n = 1).",
        "By their commits, 2 incidents were never declared at another level.",
        "a SEV-2 → SEV-1 (git) SEV-1 2d",
    ] {
        assert!(words.contains(expected), "{part}");
    }
}

#[test]
#[ignore = "needs git"]
fn names_that_strangers_gave_are_only_names() {
    let clone = Clone::new();
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    let names = [
        "a\nb.md",
        ":(glob)x.md",
        ":odd.md",
        "-n.md",
        "two  spaces.md",
        "\"quoted\".md",
        "日本.MD",
        "t\tb.md",
    ];
    let write = |level: &str| {
        for (index, name) in names.iter().enumerate() {
            let text = postmortem(&format!("I-{index}"), "2025-01-09", &format!("severity: {level}\n"));
            clone.write(&format!("postmortems/{name}"), &text);
        }
    };
    write("SEV-2");
    clone.commit("2025-01-10");
    write("SEV-1");
    clone.commit("2025-01-11");
    assert_eq!(findings(&clone, "").len(), names.len(), "{:?}", findings(&clone, ""));
}

#[test]
#[ignore = "needs git"]
fn without_all_of_the_history_it_is_said_what_to_fetch() {
    let (clone, _) = three_tables();
    for option in ["--table-history git", "--severity-history git"] {
        let shallow = clone.shallow(1);
        for command in ["check", "report", "explain postmortems/2025-03-10.md"] {
            refused(
                &shallow.sevlint(&format!("{command} {option}")),
                &["shallow", "git fetch --unshallow", "fetch-depth: 0"],
            );
        }
        let json = shallow.sevlint(&format!("check --format json {option}"));
        assert!(json.exit == 2 && json.out.contains("\"schema\""), "{json:?}");
        let json = shallow.sevlint(&format!("report --format json {option}"));
        assert!(json.exit == 2 && json.out.contains("shallow"), "{json:?}");
        shallow.write("sevlint.toml", "language = \"ja\"\n");
        refused(&shallow.sevlint(&format!("check {option}")), &["浅いクローン", "fetch-depth: 0"]);
        let unshallow = clone.shallow(2);
        unshallow.git("fetch --quiet --unshallow");
        assert!(unshallow.sevlint(&format!("check {option}")).exit < 2);
    }
    let other = clone.sevlint("check --table-history svn");
    refused(&other, &["invalid value 'svn'"]);
}

#[test]
#[ignore = "needs git"]
fn a_partial_clone_is_told_to_fetch_the_contents() {
    let (clone, _) = three_tables();
    clone.git("config uploadpack.allowFilter true");
    let home = tempfile::tempdir().unwrap();
    let from = format!("file://{}", clone.folder().display());
    let made = Command::new("git")
        .args(["clone", "--quiet", "--filter=blob:none", &from, "partial"])
        .current_dir(home.path())
        .status();
    assert!(made.unwrap().success());
    let said = clone.sevlint_in(home.path().join("partial").to_str().unwrap(), "check --table-history git");
    refused(&said, &["this clone is partial", "git fetch --refetch --no-filter"]);
}

#[test]
#[ignore = "needs git"]
fn without_git_or_a_repository_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sev.yaml"), table(20)).unwrap();
    let typed = |path: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sevlint"));
        command.current_dir(folder.path()).args(["check", "--table-history", "git"]);
        if !path.is_empty() {
            command.env("PATH", path);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(typed("").contains("this is not a git repository"));
    let mut git = Command::new("git");
    assert!(git.args(["init", "--quiet"]).arg(folder.path()).status().unwrap().success());
    let said = typed("/nowhere");
    assert!(said.contains("there is no `git` to ask") && said.contains("install git"), "{said}");
}

/// Nothing that the configuration of a repository names is run.
#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn nothing_of_the_repository_is_run() {
    use std::os::unix::fs::PermissionsExt;
    let (clone, _) = three_tables();
    let trap = clone.folder().join("trap.sh");
    clone.write("trap.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/sprung\"\ncat\n");
    std::fs::set_permissions(&trap, std::fs::Permissions::from_mode(0o755)).unwrap();
    let trap = trap.display();
    clone.write(".gitattributes", "*.md diff=trap filter=trap\n*.yaml diff=trap filter=trap\n");
    for (key, value) in [
        ("core.fsmonitor", format!("{trap}")),
        ("diff.external", format!("{trap}")),
        ("diff.trap.textconv", format!("{trap}")),
        ("diff.trap.command", format!("{trap}")),
        ("filter.trap.clean", format!("{trap}")),
        ("filter.trap.smudge", format!("{trap}")),
        ("gpg.program", format!("{trap}")),
        ("log.showSignature", "true".to_owned()),
        ("core.pager", format!("{trap}")),
        ("diff.renames", "false".to_owned()),
    ] {
        clone.git(&format!("config {key} {value}"));
    }
    for command in ["check", "report"] {
        assert!(clone.sevlint(&format!("{command} --table-history git --severity-history git")).exit < 2);
    }
    assert!(!clone.folder().join("sprung").exists());
}

/// 200 postmortems in 2,000 commits: each is committed ten times, and changes its level at the last of them.
#[test]
#[ignore = "needs git"]
fn a_long_history_is_read_at_once() {
    const FILES: usize = 200;
    const ROUNDS: usize = 10;
    let clone = Clone::new();
    clone.write("sev.yaml", &table(20)).commit("2025-01-01");
    let mut stream = String::new();
    let mut seconds = 1_736_000_000;
    for round in 0..ROUNDS {
        for file in 0..FILES {
            let level = if round + 1 == ROUNDS { "SEV-1" } else { "SEV-2" };
            let text = format!(
                "{}Round {round}.\n",
                postmortem(&format!("I-{file}"), "2025-01-09", &format!("severity: {level}\n"))
            );
            seconds += 3600;
            write!(
                stream,
                "commit refs/heads/main\ncommitter A <a@example.com> {seconds} +0000\ndata 1\nx\n{}M 100644 inline postmortems/{file:03}.md\ndata {}\n{text}\n",
                if stream.is_empty() { "from refs/heads/main^0\n" } else { "" },
                text.len()
            )
            .unwrap();
        }
    }
    let import = clone.folder().with_file_name("import");
    std::fs::write(&import, stream).unwrap();
    let mut git = Command::new("git");
    git.arg("-C").arg(clone.folder()).args(["fast-import", "--quiet"]);
    assert!(git.stdin(std::fs::File::open(&import).unwrap()).status().unwrap().success());
    clone.git("reset --quiet --hard main");
    assert_eq!(clone.git("rev-list --count HEAD"), (FILES * ROUNDS + 1).to_string());
    let time = |words: &str| {
        let start = std::time::Instant::now();
        let found = clone.sevlint(&format!(
            "check --format concise --select severity-changed-unreasoned,severity-understated {words}"
        ));
        assert!(found.exit < 2, "{found:?}");
        (found.out.matches("[severity-changed-unreasoned]").count(), start.elapsed())
    };
    let (none, plain) = time("");
    let (all, with_history) = time("--severity-history git --table-history git");
    assert_eq!((none, all), (0, FILES));
    // Measured once, not optimised: 12 times the plain run, which reads 200 texts where this one reads 2,200.
    assert!(with_history < plain * 100 + std::time::Duration::from_secs(10), "{plain:?}, {with_history:?}");
}
