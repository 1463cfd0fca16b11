//! `--table-history git`: each incident is judged by the table of its day.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::clone::Clone;
use crate::told::{postmortem, short, table, three_tables};

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

/// A version is called as the file was called then.
#[test]
#[ignore = "needs git"]
fn a_table_that_did_not_load_is_named_as_it_was_called() {
    let clone = Clone::new();
    std::fs::create_dir(clone.folder().join("docs")).unwrap();
    let front = |table: &str| format!("---\n{table}---\n\nMore of it.\n");
    let first = clone.write("docs/SEV.md", &front(&table(50))).commit("2025-01-10");
    let wrong = table(50).replace("users_affected_pct: over", "users: over");
    let broken = clone.write("docs/SEV.md", &front(&wrong)).commit("2025-02-10");
    clone.git("mv docs/SEV.md sev.yaml");
    clone.write("sev.yaml", &table(20)).commit("2025-03-10");
    clone.write("postmortems/a.md", &postmortem("a", "2025-02-20", ""));
    let (found, err) = judged(&clone, "--table-history git");
    assert_eq!(found["a"], format!("SEV-2 by docs/SEV.md@{}", short(&first)), "{err}");
    let expected = format!("note: `docs/SEV.md` did not load at {} (2025-02-10): line ", short(&broken));
    assert!(err.starts_with(&expected) && !err.contains("sev.yaml"), "{err}");
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
fn a_report_speaks_of_the_table_that_can_be_changed() {
    let clone = Clone::new();
    let first = clone.write("sev.yaml", &table(50)).commit("2025-01-10");
    clone.write("sev.yaml", &table(20)).commit("2025-03-10");
    for number in 0..6 {
        // By the first table these are a SEV-2, by the second a SEV-1; and two of three are declared otherwise.
        let old = if number % 3 == 0 { "severity: SEV-2\n" } else { "severity: SEV-1\n" };
        clone.write(&format!("postmortems/old-{number}.md"), &postmortem("old", "2025-02-01", old));
        clone.write(
            &format!("postmortems/new-{number}.md"),
            &postmortem("new", "2025-04-01", "severity: SEV-1\n"),
        );
    }
    let said = clone.sevlint("report --table-history git --format json");
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let words: Vec<&str> =
        json["review_words"].as_array().unwrap().iter().map(|words| words.as_str().unwrap()).collect();
    let name = format!("sev.yaml@{}", short(&first));
    let expected = [
        format!(
            "By `{name}`: What the table makes SEV-2 is declared SEV-1 in 4 of 6 (67%) cases: agree where the line is, or move it."
        ),
        format!(
            "By `{name}`: People declare more severe than the table says: −0.67 levels on average over 6 incidents."
        ),
        // What the old table was never used for is not said; what the new one never was, is.
        "No incident was declared at SEV-2, and none can be there (n = 6).".to_owned(),
        "By today's table 6 of 6 (100%) older incidents come out at another level than by the table of their day."
            .to_owned(),
    ];
    assert_eq!(words, expected);
    let tables: Vec<(&Value, &Value)> = json["report"]["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|table| (&table["path"], &table["commit"]))
        .collect();
    assert_eq!(tables, [(&name.as_str().into(), &short(&first).into()), (&"sev.yaml".into(), &Value::Null)]);
}
