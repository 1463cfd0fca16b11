//! `--severity-history git`: how declared levels changed from commit to commit.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::{Value, json};

use crate::clone::Clone;
use crate::told::{postmortem, short, table};

/// What `check` says of levels, in one line each.
fn findings(clone: &Clone, words: &str) -> Vec<String> {
    let said = clone.sevlint(&format!(
        "check --format concise --select severity-changed-unreasoned --severity-history git {words}"
    ));
    assert!(said.exit < 2, "{said:?}");
    said.out.lines().filter(|line| line.contains("[severity-")).map(str::to_owned).collect()
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
    // The line that is offered settles both, once the reasons are in it.
    let filled = help.replace('…', "as support asked");
    clone.write("postmortems/2025/a.md", &at("SEV-2", &format!("status: published\n{filled}\n")));
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
    let second = clone.write("postmortems/a.md", &at("SEV-2", "")).commit("2025-01-11");
    let check = |words: &str| clone.sevlint(&format!("check --select response-not-notified {words}")).out;
    assert!(!check("").contains("executives"));
    let said = check("--severity-history git");
    assert!(said.contains("SEV-1 says to tell executives"), "{said}");
    assert!(said.contains(&format!("declared SEV-1 in commit {} (2025-01-10)", short(&first))), "{said}");
    let levels = || -> Value {
        let said = clone.sevlint("check --severity-history git --format json");
        let json: Value = serde_json::from_str(&said.out).unwrap();
        json["incidents"][0]["severity_history"].clone()
    };
    let expected = json!([
        { "level": "SEV-1", "at": "2025-01-10T12:00:00Z", "because": null, "commit": short(&first) },
        { "level": "SEV-2", "at": "2025-01-11T12:00:00Z", "because": null, "commit": short(&second) },
    ]);
    assert_eq!(levels(), expected);
    // A section that the level asked for names the commit as well.
    let asks = table(20).replace("    criteria:", "    requires: [{ sections: [Summary] }]\n    criteria:");
    clone.write("sev.yaml", &asks);
    let said = clone.sevlint("check --severity-history git --select section-missing").out;
    assert!(said.contains("required at SEV-1"), "{said}");
    assert!(said.contains(short(&first)), "{said}");
    let explained = clone.sevlint("explain postmortems/a.md --severity-history git");
    let lines = format!(
        "history   SEV-1  2025-01-10T12:00:00Z  commit {}\n          SEV-2  2025-01-11T12:00:00Z  commit {}\n",
        short(&first),
        short(&second)
    );
    assert!(explained.out.contains(&lines), "{}", explained.out);
    // What the authors state goes before what git has.
    clone.write("postmortems/a.md", &at("SEV-2", "severity_history: [{ level: SEV-2 }]\n"));
    assert_eq!(levels(), json!([{ "level": "SEV-2", "at": null, "because": null, "commit": null }]));
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
