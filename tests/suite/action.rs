//! The GitHub Action, run by `act` as the workflow of `docs/github.md` on small repositories, with a stand-in for GitHub. And what
//! checkers of workflows say.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use jiff::{ToSpan, Zoned};
use serde_json::{Value, json};

use crate::tooling;
use crate::tooling::world::TABLE;
use crate::tooling::{succeeds, tools};

fn postmortem(id: &str, severity: &str, share: u32) -> String {
    format!(
        "---\nid: {id}\ntitle: Sign-in was slow\ndate: 2026-07-03\nseverity: {severity}\nusers_affected_pct: {share}%\n---\n"
    )
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_pull_request_with_a_mismatch_fails_at_its_line() {
    let world = World::new();
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    let run = world.pull_request("team/incidents", "");
    assert!(!run.passed, "{}", run.log);
    assert!(run.says("::error file=postmortems/2026-07-09-new.md,line=5,"), "{}", run.log);
    // What was wrong before is not of this pull request.
    assert!(!run.says("file=postmortems/2026-07-01-old.md"), "{}", run.log);
    assert_eq!(run.output("errors"), "1");
    assert_eq!(run.output("warnings"), "0");
    assert_eq!(run.output("mismatches"), "1");
    assert!(run.summary.contains("declared SEV-2, but the facts make it SEV-1"), "{}", run.summary);
    assert_eq!(run.sarif["runs"][0]["results"].as_array().unwrap().len(), 1);
    assert!(world.comments().is_empty());
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_clean_pull_request_passes() {
    let world = World::new();
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-1", 80));
    world.write("README.md", "# Not a postmortem\n");
    world.commit();
    let run = world.pull_request("team/incidents", "");
    assert!(run.passed, "{}", run.log);
    assert!(!run.says("::error") && !run.says("::warning"), "{}", run.log);
    assert_eq!((run.output("errors"), run.output("mismatches")), ("0", "0"));
    assert!(run.summary.contains("1 postmortem: 1 confirmed"), "{}", run.summary);
    assert!(world.comments().is_empty());
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn fail_on_decides_how_it_ends() {
    let world = World::new();
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    assert!(world.pull_request("team/incidents", "fail-on: never").passed);
    // What is no gravity is told, and is no command.
    let run = world.pull_request("team/incidents", "fail-on: \"x; echo pwned::error::\"");
    assert!(!run.passed && run.says("sevlint checked nothing"), "{}", run.log);
    assert!(!run.log.contains("\n| pwned"), "{}", run.log);
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn code_scanning_gets_the_findings_of_those_who_ask_for_it() {
    let world = World::new();
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    let run = world.pull_request("team/incidents", "upload-sarif: true");
    assert!(!run.passed && run.log.contains("| uploaded findings: 1"), "{}", run.log);
    let run = world.pull_request("team/incidents", "");
    assert!(!run.log.contains("uploaded findings"), "{}", run.log);
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_push_checks_everything() {
    let world = World::new();
    let run = world.act("push", &json!({}), "pull-requests.yml", "");
    assert!(!run.passed, "{}", run.log);
    assert!(run.says("::error file=postmortems/2026-07-01-old.md,line=5,"), "{}", run.log);
    assert_eq!((run.output("errors"), run.output("mismatches")), ("1", "1"));
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn history_is_taken_from_git_by_those_who_ask_for_it() {
    let world = World::new();
    let path = "postmortems/2026-07-01-old.md";
    world.write(path, &fs::read_to_string(world.repository().join(path)).unwrap().replace("SEV-2", "SEV-1"));
    world.commit();
    let run = world.act("push", &json!({}), "pull-requests.yml", "severity-history: git");
    assert!(run.says("::warning file=postmortems/2026-07-01-old.md,line=5,"), "{}", run.log);
    assert!(run.log.contains("SEV-2 was changed to SEV-1 after the postmortem was final"), "{}", run.log);
    let run = world.act("push", &json!({}), "pull-requests.yml", "");
    assert!(!run.log.contains("was changed to"), "{}", run.log);
    // Whatever is written there, it is no other option.
    let run = world.act("push", &json!({}), "pull-requests.yml", "table-history: \"git --fail-on never\"");
    assert!(!run.passed && run.log.contains("invalid value 'git --fail-on never'"), "{}", run.log);
    fs::write(world.repository().join(".git/shallow"), world.git(&["rev-parse", "HEAD"])).unwrap();
    let run = world.act("push", &json!({}), "pull-requests.yml", "table-history: git");
    assert!(!run.passed && run.log.contains("`fetch-depth: 0` for actions/checkout"), "{}", run.log);
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_changed_table_gets_one_comment_that_is_kept_up_to_date() {
    let world = World::new();
    world.say("somebody", "<!-- sevlint: plan -->\nI can write this, too");
    let looser = TABLE.replace("at least 50%", "at least 90%");
    world.write("SEV.md", &looser);
    world.commit();
    let run = world.pull_request("team/incidents", "");
    assert!(run.says("::notice title=sevlint::This pull request changes the SEV table"), "{}", run.log);
    assert!(run.log.contains("judged by its own"), "{}", run.log);
    let comments = world.comments();
    assert_eq!(comments.len(), 2, "{comments:#?}");
    assert_eq!(comments[0]["body"], "<!-- sevlint: plan -->\nI can write this, too");
    let first = comments[1]["body"].as_str().unwrap();
    assert!(first.starts_with("<!-- sevlint: plan -->\n"), "{first}");
    // The log that the summary is taken from keeps no spaces before a line.
    for line in first.lines().skip(1) {
        assert!(run.summary.contains(line.trim()), "{line} is not in\n{}", run.summary);
    }
    assert!(first.contains("INC-1"), "{first}");

    world.write("SEV.md", &TABLE.replace("at least 50%", "at least 85%"));
    world.commit();
    world.pull_request("team/incidents", "");
    assert_eq!(world.comments().len(), 2, "the comment is updated, not repeated");

    world.write("SEV.md", TABLE);
    world.commit();
    world.pull_request("team/incidents", "");
    let comments = world.comments();
    assert_eq!(comments.len(), 2);
    assert!(
        comments[1]["body"].as_str().unwrap().contains("no longer changes the SEV table"),
        "{comments:#?}"
    );
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_fork_is_judged_by_the_table_of_its_target_and_needs_to_write_nothing() {
    let world = World::served(&["--read-only"]);
    // The fork weakens the table, hides its file from git's walkers and from the configuration, and brings a mismatch.
    world.write("SEV.md", &TABLE.replace("at least 50%", "at least 90%"));
    world.write("sevlint.toml", "exclude = [\"**\"]\n");
    world.write(".gitignore", "postmortems/\n");
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    let run = world.pull_request("stranger/incidents", "");
    assert!(!run.passed, "{}", run.log);
    assert!(run.says("::error file=postmortems/2026-07-09-new.md,line=5,"), "{}", run.log);
    assert!(run.log.contains("policy: base"), "{}", run.log);
    assert!(run.log.contains("could not be written"), "{}", run.log);
    assert!(world.comments().is_empty());
    // One of the team may judge by the new table.
    let run = world.pull_request("stranger/incidents", "policy: head");
    assert!(run.passed, "{}", run.log);
    assert!(run.log.contains("policy: head"), "{}", run.log);
}

/// A fork brings a table of its own, weaker than that of its target, and a mismatch.
#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn no_table_of_a_fork_is_taken_for_that_of_its_target() {
    // Large enough that a pipe does not hold all of it.
    let guidance = format!("{TABLE}\n{}\n", "Guidance for people. ".repeat(5000));
    let weak = |key: &str| guidance.replace("at least 50%", "at least 90%").replace("sev_table: 1", key);
    let world = World::new();
    for (at, name, text) in [
        ("SEV.md", "SEV.md", weak("sev_table: 1")),
        ("docs/SEV.md", "SEV.md", weak("'sev_table': 1")),
        ("docs/SEV.md", "SEV.md", weak("\"sev\\u005ftable\": 1")),
        ("docs/SEV.md", "SEV.md", weak("? sev_table\n: 1").replace('\n', "\r")),
        ("docs/SEV.md", "sev.md", weak("sev_table: 1")),
        ("docs/levels.md", "docs/levels.md", "# No table any more\n".to_owned()),
    ] {
        world.git(&["checkout", "--quiet", "-B", "main", &world.base]);
        world.remove("SEV.md");
        world.write(at, &guidance);
        world.commit();
        let base = world.head();
        world.git(&["checkout", "--quiet", "-B", "work"]);
        world.write(name, &text);
        world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
        world.commit();
        let run = world.act(
            "pull_request",
            &event(&base, "stranger/incidents", &world.head()),
            "pull-requests.yml",
            "",
        );
        assert!(!run.passed, "{at}, {name}: {}", run.log);
        assert!(run.says("::error file=postmortems/2026-07-09-new.md,line=5,"), "{at}, {name}: {}", run.log);
        let is_told = run.says("::notice title=sevlint::This pull request changes the SEV table");
        // Another name of the same file, where names are that; nobody reads it as a table.
        assert_eq!(is_told, name != "sev.md", "{at}, {name}: {}", run.log);
    }
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_fork_cannot_put_anything_in_the_place_of_what_judges_it() {
    let world = World::new();
    world.write("sevlint.toml", "language = \"en\"\n");
    world.write("postmortems/template.md", "---\nid: INC-0\ntitle: What broke\n---\n");
    world.commit();
    let base = world.head();
    let attack = |what: &dyn Fn()| {
        world.git(&["checkout", "--quiet", "-B", "work", &base]);
        what();
        world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
        world.commit();
        let event = event(&base, "stranger/incidents", &world.head());
        world.act("pull_request", &event, "pull-requests.yml", "")
    };
    // A folder where the configuration is.
    let run = attack(&|| {
        world.remove("sevlint.toml");
        world.write("sevlint.toml/a.md", "");
    });
    assert!(!run.passed && run.says("::error title=sevlint::This pull request puts a folder"), "{}", run.log);
    // The template, which tells what nobody has written.
    let run =
        attack(&|| world.write("postmortems/template.md", "---\nid: INC-0\ntitle: Sign-in was slow\n---\n"));
    assert!(run.says("::error file=postmortems/2026-07-09-new.md,line=5,"), "{}", run.log);
    assert!(!run.log.replace("judged by: a template", "").contains("template"), "{}", run.log);
    // Where a table is known by what stands in it, two of them would be none; and a postmortem could call itself one.
    world.git(&["checkout", "--quiet", "-B", "main", &base]);
    world.git(&["mv", "SEV.md", "levels.md"]);
    world.commit();
    let base = world.head();
    let mismatch = postmortem("INC-8", "SEV-2", 80);
    for name in ["levels2.md", "postmortems/2026-07-08-new.md"] {
        world.git(&["checkout", "--quiet", "-B", "work", &base]);
        world.write(name, &mismatch.replace("id: ", "sev_table: 1\nid: "));
        world.commit();
        let event = event(&base, "stranger/incidents", &world.head());
        let run = world.act("pull_request", &event, "pull-requests.yml", "");
        let words = "::error title=sevlint::A file of this pull request would be taken for the SEV table";
        assert!(!run.passed && run.says(words), "{}", run.log);
    }
    // Nothing is left in the clone.
    assert_eq!(world.git(&["worktree", "list"]).lines().count(), 1);
}

/// A fork that weakens the table, and brings a mismatch.
fn weakening(world: &World) {
    world.git(&["checkout", "--quiet", "-B", "work", &world.base]);
    world.write("SEV.md", &TABLE.replace("at least 50%", "at least 90%"));
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
}

const NEW_MISMATCH: &str = "::error file=postmortems/2026-07-09-new.md,line=5,";

#[test]
#[ignore = "needs bash, git, jq and python3"]
fn a_fork_is_judged_by_its_target_whatever_the_event_is_called() {
    let world = World::new();
    weakening(&world);
    let event = event(&world.base, "stranger/incidents", &world.head());
    for name in ["pull_request", "pull_request_review", "pull_request_review_comment"] {
        let steps = world.steps(name, &event, "auto");
        assert!(steps.log.contains(NEW_MISMATCH), "{name}: {}", steps.log);
        assert_eq!((steps.output("policy"), steps.output("number")), ("base", "7"), "{name}");
    }
    // Where nothing says what is to be merged into what, nobody can be judged by that.
    let comment = json!({ "issue": { "pull_request": { "url": "x" } } });
    for name in ["issue_comment", "workflow_run", "workflow_dispatch"] {
        let steps = world.steps(name, &comment, "base");
        assert!(steps.failed && steps.log.contains("`policy: base` cannot be obeyed"), "{}", steps.log);
        assert!(!world.steps(name, &comment, "auto").failed);
    }
    // What is pushed is there already.
    let steps = world.steps("push", &json!({}), "base");
    assert!(!steps.failed && steps.log.contains("::notice title=sevlint::A push"), "{}", steps.log);
    let steps = world.steps("pull_request_review", &json!({ "pull_request": {} }), "auto");
    assert!(steps.failed && steps.log.contains("does not say which pull request"), "{}", steps.log);
}

/// A pull request can hide its own mismatch by more than a table: that is announced, and no plan is made of it.
#[test]
#[ignore = "needs bash, git, jq and python3"]
fn whatever_else_judges_is_announced() {
    let world = World::new();
    world.write("sevlint.toml", "baseline = \"known.json\"\n");
    world.write("known.json", "{ \"schema\": 1, \"findings\": [] }\n");
    world.write(".gitignore", "*.log\n");
    world.commit();
    let base = world.head();
    let told = |team: &str, change: &dyn Fn()| {
        world.git(&["checkout", "--quiet", "-B", "work", &base]);
        change();
        world.commit();
        let event = event(&base, team, &world.head());
        let steps = world.steps("pull_request", &event, "auto");
        assert!(!steps.outputs.iter().any(|(name, _)| name == "tables"), "{}", steps.log);
        let notices = steps.log.lines().filter(|line| line.starts_with("::notice"));
        notices.collect::<Vec<_>>().join("\n")
    };
    let mismatch = || world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    let known = || world.write("known.json", "{ \"schema\": 1, \"findings\": [ ] }\n");
    let said = told("team/incidents", &|| {
        mismatch();
        known();
    });
    assert!(
        said.contains("judged by: a list of known findings. It was judged by its own (`policy: head`)"),
        "{said}"
    );
    let said = told("stranger/incidents", &known);
    assert!(said.contains("It was judged by those it is to be merged into (`policy: base`)"), "{said}");
    // Where a change of them hides nothing, ignore files are nobody's business.
    assert_eq!(told("team/incidents", &|| world.write(".gitignore", "*.log\n*.tmp\n")), "");
    let said = told("team/incidents", &|| world.write("postmortems/.gitignore", "2026-07-*\n"));
    assert!(said.contains("judged by: an ignore file that leaves out Markdown. It was"), "{said}");
    let said = told("team/incidents", &|| world.write("postmortems/template.md", "---\nid: INC-0\n---\n"));
    assert!(said.contains("judged by: a template. It was"), "{said}");
    assert_eq!(told("team/incidents", &mismatch), "");
}

#[test]
#[ignore = "needs bash, git, jq and python3"]
fn a_fork_is_judged_by_its_target_as_it_is_now() {
    let world = World::new();
    let loose = TABLE.replace("at least 50%", "at least 90%");
    world.write("SEV.md", &loose);
    world.commit();
    let old = world.head();
    world.git(&["checkout", "--quiet", "-b", "work"]);
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    let event = event(&old, "stranger/incidents", &world.head());
    world.git(&["checkout", "--quiet", "main"]);
    world.write("SEV.md", TABLE);
    world.write("postmortems/2026-07-02-other.md", &postmortem("INC-2", "SEV-2", 80));
    world.commit();
    let target = world.head();
    world.git(&["merge", "--quiet", "--no-ff", "--message", "merged", "work"]);
    let steps = world.steps("pull_request", &event, "auto");
    assert_eq!(steps.output("base"), target);
    assert!(steps.log.contains(NEW_MISMATCH), "{}", steps.log);
    // What the target has got meanwhile is not of this pull request.
    assert_eq!((steps.output("tables"), steps.log.contains("other.md")), ("", false), "{}", steps.log);
    // Anybody can merge a table of their own, as long as it is not GitHub that says so.
    let steps = world.steps_at("pull_request_target", &event, "auto", &old);
    assert_eq!(steps.output("base"), old, "{}", steps.log);
}

#[test]
#[ignore = "needs bash, git, jq and python3"]
fn many_judges_and_many_changes_take_no_time() {
    let world = World::new();
    for index in 0..1500 {
        world.write(&format!("archetypes/{index}.md"), "---\ntitle: What broke\n---\n");
    }
    world.commit();
    let base = world.head();
    world.git(&["checkout", "--quiet", "-b", "work"]);
    for index in 0..1500 {
        world.write(&format!("archetypes/{index}.md"), "---\ntitle: Sign-in was slow\n---\n");
        world.write(&format!("notes/{index}.md"), "# Note\n");
    }
    // Names are neither patterns nor lines.
    world.write("archetypes/*.md", "---\ntitle: Sign-in was slow\n---\n");
    world.write("postmortems/x\ntable\tSEV.md", &postmortem("INC-8", "SEV-1", 80));
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    let began = Instant::now();
    let steps = world.steps("pull_request", &event(&base, "stranger/incidents", &world.head()), "auto");
    assert!(steps.log.contains(NEW_MISMATCH), "{}", steps.log);
    // A template with another text is one; that is said once.
    assert_eq!(steps.log.matches("template").count(), 1, "{}", steps.log);
    assert!(began.elapsed() < Duration::from_mins(1), "{:?}", began.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs bash, git, jq and python3"]
fn a_judge_whose_name_is_no_text_is_not_overlooked() {
    use std::os::unix::ffi::OsStrExt;
    let world = World::new();
    let folder = world.repository().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("levels.md"), TABLE).unwrap();
    world.remove("SEV.md");
    world.commit();
    let base = world.head();
    let head = |text: &str| {
        world.git(&["checkout", "--quiet", "-B", "work", &base]);
        fs::write(folder.join("levels.md"), text).unwrap();
        world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
        world.commit();
        event(&base, "stranger/incidents", &world.head())
    };
    let steps = world.steps("pull_request", &head(&TABLE.replace("at least 50%", "at least 90%")), "auto");
    assert!(steps.failed && steps.log.contains("is not UTF-8"), "{}", steps.log);
}

#[test]
#[ignore = "needs bash, git, jq and python3"]
fn what_a_fork_adds_for_its_postmortems_to_link_to_is_there() {
    let world = World::new();
    world.write("notes", "a file\n");
    world.commit();
    let base = world.head();
    world.git(&["checkout", "--quiet", "-b", "work"]);
    let links = "\n![graph](graph.png) [log](logs/2026.txt) [gone](gone.png)\n";
    world.write("postmortems/2026-07-09-new.md", &(postmortem("INC-9", "SEV-1", 80) + links));
    world.write("postmortems/graph.png", "a graph\n");
    world.write("postmortems/logs/2026.txt", "a log\n");
    // Nothing of these says what is looked at, or how; nor is a file that was there another one now.
    world.remove("notes");
    world.write("notes/new.txt", "in the place of a file\n");
    world.write("postmortems/.gitignore", "*\n");
    world.write("postmortems/.ignore", "*\n");
    world.write("postmortems/.gitattributes", "*.md ident\n");
    world.write("postmortems/.hidden/a.txt", "\n");
    world.write("postmortems/sevlint.toml", "exclude = [\"**\"]\n");
    world.write("postmortems/SEVLINT.TOML", "exclude = [\"**\"]\n");
    world.write("sev.yaml", &TABLE.replace("---\n", "").replace("at least 50%", "at least 90%"));
    world.write("postmortems/GITIGN~1", "*\n");
    world.commit();
    let steps = world.steps("pull_request", &event(&base, "stranger/incidents", &world.head()), "auto");
    assert!(steps.log.contains("`gone.png` leads nowhere"), "{}", steps.log);
    assert_eq!(steps.log.matches("leads nowhere").count(), 1, "{}", steps.log);
    let tree = world.git(&["-C", steps.output("folder"), "diff-tree", "-r", "--name-only", &base, "HEAD"]);
    let expected = "postmortems/2026-07-09-new.md\npostmortems/graph.png\npostmortems/logs/2026.txt";
    assert_eq!(tree, expected);
    // Only that they are there counts.
    let graph = Path::new(steps.output("folder")).join("postmortems/graph.png");
    assert_eq!(fs::read(graph).unwrap(), b"");
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn it_is_used_twice_in_one_job() {
    let world = World::new();
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    let again = "policy: base\n          fail-on: never\n      - uses: OWNER/sevlint@v0.1.0\n        with:\n          policy: base\n          paths: SEV.md";
    let run = world.pull_request("team/incidents", again);
    assert!(run.passed, "{}", run.log);
    assert_eq!(run.output("errors"), "1", "{}", run.log);
    // What the first use wrote is still there.
    assert_eq!(run.sarif["runs"][0]["results"].as_array().unwrap().len(), 1);
    assert_eq!(world.git(&["worktree", "list"]).lines().count(), 1);
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_pull_request_that_is_not_checked_out_is_not_passed() {
    let world = World::new();
    world.git(&["checkout", "--quiet", "-b", "work"]);
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-2", 80));
    world.commit();
    let event = event(&world.base, "team/incidents", &world.head());
    world.git(&["checkout", "--quiet", "main"]);
    for name in ["pull_request_target", "pull_request"] {
        let run = world.act(name, &event, "pull-requests.yml", "");
        assert!(
            !run.passed && run.says("::error title=sevlint::The pull request is not checked out"),
            "{}",
            run.log
        );
    }
    // What is checked out for `pull_request` is the two merged.
    world.write("other.md", "");
    world.commit();
    world.git(&["merge", "--quiet", "--no-ff", "--message", "merged", "work"]);
    let run = world.act("pull_request", &event, "pull-requests.yml", "");
    assert!(run.says("::error file=postmortems/2026-07-09-new.md,line=5,"), "{}", run.log);
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn names_and_titles_of_strangers_are_not_obeyed() {
    let world = World::new();
    let hostile = postmortem("INC-9", "SEV-2", 80).replace(
        "Sign-in was slow",
        "\"x\\n::set-output name=errors::0\\n$(touch pwned) `id` ${{ github.token }}\"",
    );
    for (index, name) in [
        "postmortems/2026-07-09\n::error::forged.md",
        "postmortems/2026-07-10 $(touch pwned) `touch pwned`;.md",
        "postmortems/2026-07-11 ##[error]forged.md",
        "postmortems/-- --fail-on=never 2026-07-12.md",
        "postmortems/2026-07-13\nSEV.md",
    ]
    .into_iter()
    .enumerate()
    {
        world.write(name, &hostile.replace("INC-9", &format!("INC-{index}2")));
    }
    world.commit();
    for more in ["", "policy: base"] {
        let run = world.pull_request("team/incidents", more);
        assert!(!run.passed, "{}", run.log);
        assert_eq!(run.output("errors"), "5", "{}", run.log);
        assert!(!run.log.contains("\n::error::"), "{}", run.log);
        assert!(run.says("file=postmortems/2026-07-09%0A%3A%3Aerror%3A%3Aforged.md,"), "{}", run.log);
        assert!(!run.log.contains("\n| ##[error]"), "{}", run.log);
        assert!(!world.repository().join("pwned").exists());
    }
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_shallow_clone_is_told_what_to_do() {
    let world = World::new();
    world.write("postmortems/2026-07-09-new.md", &postmortem("INC-9", "SEV-1", 80));
    world.commit();
    world.git(&["checkout", "--quiet", "--orphan", "shallow"]);
    world.git(&["commit", "--quiet", "--message", "all there is"]);
    let gone = "0123456789012345678901234567890123456789";
    let run =
        world.act("pull_request", &event(gone, "team/incidents", &world.head()), "pull-requests.yml", "");
    assert!(!run.passed && run.log.contains("fetch-depth: 0"), "{}", run.log);
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_release_that_is_not_what_it_says_is_not_run() {
    let world = World::new();
    let name = format!("sevlint-{}-unknown-linux-musl.tar.gz", std::env::consts::ARCH);
    let archive = world.folder.path().join("server/releases/v0.1.0").join(name);
    let mut bytes = fs::read(&archive).unwrap();
    bytes.push(0);
    fs::write(&archive, bytes).unwrap();
    let run = world.act("push", &json!({}), "pull-requests.yml", "");
    assert!(!run.passed && run.log.contains("The checksum of"), "{}", run.log);
    assert!(!run.log.contains("::error file="), "{}", run.log);
}

#[test]
#[ignore = "needs act, which tests/tools.sh installs"]
fn a_schedule_reports_on_the_quarter_that_has_ended() {
    let world = World::new();
    // Three months ago is a day of the quarter that has ended, whatever the day.
    let day = Zoned::now().date() - 3.months();
    let incident = postmortem("INC-9", "SEV-2", 80).replace("2026-07-03", &day.to_string());
    world.write(&format!("postmortems/{day}-new.md"), &incident);
    world.commit();
    let run = world.act("schedule", &json!({}), "quarter.yml", "");
    assert!(run.passed, "{}", run.log);
    assert!(run.summary.contains("INC-9"), "{}", run.summary);
    assert!(run.log.contains("| kept: report.csv report.html report.json report.md"), "{}", run.log);
}

#[test]
#[ignore = "needs the checkers that tests/tools.sh installs"]
fn checkers_of_workflows_have_nothing_to_say() {
    let tools = tools();
    let bin = |name: &str| Command::new(tools.join("bin").join(name));
    let folder = tempfile::tempdir().unwrap();
    let workflows = folder.path().join(".github/workflows");
    fs::create_dir_all(&workflows).unwrap();
    let mut documented = vec![];
    for (name, text) in tooling::snippets("docs/github.md") {
        documented.push(folder.path().join(&name));
        fs::write(folder.path().join(name), text).unwrap();
    }
    assert_eq!(documented.len(), 2);
    let own: Vec<PathBuf> =
        fs::read_dir(".github/workflows").unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(own.len() >= 2);
    let all: Vec<&PathBuf> = documented.iter().chain(&own).collect();

    succeeds(bin("actionlint").args(["-shellcheck", "", "-pyflakes", ""]).args(&all));
    succeeds(bin("check-jsonschema").args(["--builtin-schema", "vendor.github-workflows"]).args(&all));
    succeeds(bin("check-jsonschema").args(["--builtin-schema", "vendor.github-actions", "action.yml"]));
    // `OWNER` stands for a home that is not decided; everything else is pinned by commit.
    let config = folder.path().join("zizmor.yml");
    let policies =
        "rules: { unpinned-uses: { config: { policies: { 'OWNER/*': ref-pin, '*': hash-pin } } } }\n";
    fs::write(&config, policies).unwrap();
    succeeds(
        bin("zizmor")
            .args(["--offline", "--no-progress", "--config"])
            .arg(&config)
            .arg("action.yml")
            .args(&all),
    );
    let validator = tools.join("node_modules/.bin/action-validator");
    for file in all.into_iter().chain([&PathBuf::from("action.yml")]) {
        // Its schema of 2024 does not know this permission yet; the two others do.
        let text = fs::read_to_string(file).unwrap().replace("      attestations: write\n", "");
        let copy = folder.path().join(file.file_name().unwrap());
        fs::write(&copy, text).unwrap();
        succeeds(Command::new(&validator).arg(&copy));
    }
    let mut scripts: Vec<PathBuf> =
        fs::read_dir("action").unwrap().map(|entry| entry.unwrap().path()).collect();
    scripts.extend(
        [".github/profile.sh", ".github/release.sh", "tests/tools.sh", ".ci/run", "fuzz/run", "fuzz/rustc"]
            .map(PathBuf::from),
    );
    succeeds(bin("shellcheck").args(["-x", "--source-path=."]).args(&scripts));
}

#[test]
fn every_input_is_used_and_every_used_one_declared() {
    let text = fs::read_to_string("action.yml").unwrap();
    let (head, steps) = text.split_once("\nruns:").unwrap();
    let (inputs, outputs) = head.split_once("\noutputs:").unwrap();
    let keys = |block: &str| -> BTreeSet<String> {
        let keys = block.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        keys.filter_map(|line| line.trim().strip_suffix(':').map(str::to_owned)).collect()
    };
    let declared = keys(inputs.split_once("\ninputs:").unwrap().1);
    let used: BTreeSet<String> = steps
        .split("inputs.")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
        .collect();
    assert_eq!(declared, used);
    assert!(declared.len() > 5, "{declared:?}");
    // Every output comes from a step that there is, and that sets it.
    for reference in outputs.split("steps.").skip(1) {
        let (step, rest) = reference.split_once(".outputs.").unwrap();
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(steps.contains(&format!("id: {step}\n")), "{step}");
        let script = fs::read_to_string(format!("action/{step}.sh")).unwrap();
        assert!(script.contains(&format!("output {name} ")), "{step} does not set {name}");
    }
    // Whatever strangers or callers write reaches scripts through the environment alone.
    for line in steps.lines().filter(|line| line.trim_start().starts_with("run:")) {
        assert!(!line.contains("${{"), "{line}");
    }
    for line in text.lines().filter_map(|line| line.trim().strip_prefix("uses: ")) {
        let (_, version) = line.split_once('@').unwrap();
        let (commit, comment) = version.split_once(' ').unwrap();
        assert!(commit.len() == 40 && comment.starts_with("# v"), "{line} is not pinned by commit");
    }
    let page = fs::read_to_string("docs/github.md").unwrap();
    for name in declared.iter().chain(&keys(outputs)) {
        assert!(page.contains(&format!("`{name}`")), "docs/github.md does not name {name}");
    }
}

/// A repository, and a stand-in for GitHub.
struct World {
    folder: tempfile::TempDir,
    server: Child,
    base: String,
}

/// What the scripts of two steps gave: what is decided, and the check.
struct Steps {
    failed: bool,
    log: String,
    outputs: Vec<(String, String)>,
    /// What it wrote; a tree among that.
    _kept: tempfile::TempDir,
}

impl Steps {
    fn output(&self, name: &str) -> &str {
        self.outputs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// What a run of the workflow gave.
struct Run {
    passed: bool,
    log: String,
    outputs: Value,
    summary: String,
    sarif: Value,
}

impl Run {
    fn output(&self, name: &str) -> &str {
        self.outputs[name].as_str().unwrap_or_default()
    }

    /// Whether a line that the runner obeys has it.
    fn says(&self, command: &str) -> bool {
        let commands = self.log.lines().filter(|line| line.starts_with("::"));
        commands.filter(|line| line.contains(command)).count() > 0
    }
}

impl World {
    fn new() -> Self {
        Self::served(&[])
    }

    fn served(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = folder.path().join("server");
        release(&server.join("releases/v0.1.0"));
        let child = Command::new("python3")
            .arg("tests/tools/github.py")
            .arg(&server)
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut world = Self { folder, server: child, base: String::new() };
        fs::create_dir_all(world.repository()).unwrap();
        world.git(&["init", "--quiet", "--initial-branch=main"]);
        world.write("SEV.md", TABLE);
        world.write("postmortems/2026-07-01-old.md", &postmortem("INC-1", "SEV-2", 60));
        world.commit();
        world.base = world.git(&["rev-parse", "HEAD"]);
        let began = Instant::now();
        while !server.join("port").exists() {
            assert!(began.elapsed() < Duration::from_secs(20), "the stand-in does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
        world
    }

    fn repository(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = succeeds(
            Command::new("git")
                .args(["-c", "user.name=somebody", "-c", "user.email=somebody@localhost"])
                .args(arguments)
                .current_dir(self.repository()),
        );
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.repository().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.repository().join(path)).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "--all", "--force"]);
        self.git(&["commit", "--quiet", "--message", "work"]);
    }

    fn comments(&self) -> Vec<Value> {
        let kept = fs::read_to_string(self.folder.path().join("server/comments.json"));
        kept.map_or(vec![], |text| serde_json::from_str(&text).unwrap())
    }

    /// A comment of somebody.
    fn say(&self, login: &str, body: &str) {
        let comments = json!([{ "id": 1, "user": { "login": login }, "body": body }]);
        fs::write(self.folder.path().join("server/comments.json"), comments.to_string()).unwrap();
    }

    fn pull_request(&self, head: &str, more: &str) -> Run {
        self.act("pull_request", &event(&self.base, head, &self.head()), "pull-requests.yml", more)
    }

    fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"])
    }

    /// Runs the scripts of two steps, without a workflow around them.
    fn steps(&self, event_name: &str, event: &Value, policy: &str) -> Steps {
        self.steps_at(event_name, event, policy, &self.head())
    }

    /// The same, where GitHub says that the event is about a commit.
    fn steps_at(&self, event_name: &str, event: &Value, policy: &str, commit: &str) -> Steps {
        let kept = tempfile::tempdir().unwrap();
        let at = |name: &str| kept.path().join(name);
        fs::write(at("event.json"), event.to_string()).unwrap();
        fs::write(at("outputs"), "").unwrap();
        let own = std::env::current_dir().unwrap();
        let mut log = String::new();
        let mut outputs: Vec<(String, String)> = vec![];
        let mut failed = false;
        for script in ["decide", "check"] {
            let known =
                |name: &str| outputs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
            let output = Command::new("bash")
                .arg(own.join(format!("action/{script}.sh")))
                .current_dir(self.repository())
                .env("GITHUB_ACTION_PATH", &own)
                .env("GITHUB_EVENT_NAME", event_name)
                .env("GITHUB_EVENT_PATH", at("event.json"))
                .env("GITHUB_OUTPUT", at("outputs"))
                .env("GITHUB_REPOSITORY", "team/incidents")
                .env("GITHUB_SHA", commit)
                .env("GITHUB_STEP_SUMMARY", at("summary"))
                .env("SEVLINT", env!("CARGO_BIN_EXE_sevlint"))
                .env("SEVLINT_WORK", at("work"))
                .env("SEVLINT_POLICY", policy)
                .env("SEVLINT_SINCE", known("since").unwrap_or_default())
                .env("SEVLINT_FOLDER", known("folder").unwrap_or_default())
                .envs([("SEVLINT_MODE", "auto"), ("SEVLINT_SCOPE", "auto")])
                .envs(
                    ["TABLE_HISTORY", "SEVERITY_HISTORY", "PATHS", "FAIL_ON"]
                        .map(|name| (format!("SEVLINT_{name}"), "")),
                )
                .stdin(Stdio::null())
                .output()
                .unwrap();
            log += &String::from_utf8_lossy(&[output.stdout, output.stderr].concat());
            let text = fs::read_to_string(at("outputs")).unwrap();
            let mut lines = text.lines();
            outputs.clear();
            while let Some((name, end)) = lines.next().and_then(|line| line.split_once("<<")) {
                let value: Vec<&str> = lines.by_ref().take_while(|line| *line != end).collect();
                outputs.push((name.to_owned(), value.join("\n")));
            }
            failed = !output.status.success();
            if failed {
                break;
            }
        }
        Steps { failed, log, outputs, _kept: kept }
    }

    /// Runs a workflow of the documentation, with one more input.
    fn act(&self, event_name: &str, event: &Value, workflow: &str, more: &str) -> Run {
        let folder = self.folder.path();
        let results = folder.join("results");
        let _ = fs::remove_dir_all(&results);
        fs::create_dir_all(&results).unwrap();
        let name = if workflow == "quarter.yml" { "quarter.yml" } else { "postmortems.yml" };
        let (_, text) =
            tooling::snippets("docs/github.md").into_iter().find(|(path, _)| path.ends_with(name)).unwrap();
        let text = if event_name == "pull_request_target" {
            text.replace("  pull_request:\n", "  pull_request_target:\n")
        } else {
            text
        };
        fs::write(folder.join("workflow.yml"), instrumented(&text, more, &results)).unwrap();
        fs::write(folder.join("event.json"), event.to_string()).unwrap();
        let port = fs::read_to_string(folder.join("server/port")).unwrap();
        let own = std::env::current_dir().unwrap();
        let stubs = stubs(&folder.join("stubs"), &results);
        let mut act = Command::new(tools().join("bin/act"));
        act.current_dir(self.repository())
            .args([event_name, "--platform", "ubuntu-latest=-self-hosted", "--no-cache-server"])
            .arg("--workflows")
            .arg(folder.join("workflow.yml"))
            .arg("--eventpath")
            .arg(folder.join("event.json"))
            .args(["--secret", "GITHUB_TOKEN=secret-token"])
            .args(["--local-repository", &format!("OWNER/sevlint@v0.1.0={}", action(&own, folder).display())])
            .env("HOME", folder)
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .env_remove("GITHUB_ACTIONS");
        for stub in stubs {
            act.args(["--local-repository", &stub]);
        }
        for (name, value) in [
            ("GITHUB_REPOSITORY", "team/incidents".to_owned()),
            ("GITHUB_SERVER_URL", format!("http://127.0.0.1:{port}")),
            ("GITHUB_API_URL", format!("http://127.0.0.1:{port}")),
            ("GITHUB_GRAPHQL_URL", format!("http://127.0.0.1:{port}/graphql")),
        ] {
            act.args(["--env", &format!("{name}={value}")]);
        }
        let output = act.stdin(Stdio::null()).output().unwrap();
        let log = [output.stdout, output.stderr].concat();
        // `[workflow/job]   | what was written` or `  ❗  ::what was obeyed`.
        let log: Vec<String> = String::from_utf8_lossy(&log).lines().map(unprefixed).collect();
        let read = |name: &str| fs::read_to_string(results.join(name)).unwrap_or_default();
        Run {
            passed: output.status.success(),
            log: log.join("\n"),
            outputs: serde_json::from_str(&read("outputs.json")).unwrap_or_default(),
            summary: summaries(&log),
            sarif: serde_json::from_str(&read("sarif.json")).unwrap_or_default(),
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn event(base: &str, head: &str, commit: &str) -> Value {
    json!({
        "repository": { "full_name": "team/incidents" },
        "pull_request": {
            "number": 7,
            "base": { "sha": base, "ref": "main" },
            "head": { "sha": commit, "ref": "work", "repo": { "full_name": head } },
        },
    })
}

/// What the steps wrote for the summary of the job, which act tells after each of them.
fn summaries(log: &[String]) -> String {
    let mut text = String::new();
    let mut is_summary = false;
    for line in log {
        let line = line.strip_prefix("| ").unwrap_or(line);
        if let Some(first) = line.strip_prefix("Summary - ") {
            is_summary = true;
            text += first;
        } else if line.starts_with("Run ") || line.starts_with("::") {
            is_summary = false;
        } else if is_summary {
            text += line;
        }
        text.push('\n');
    }
    text
}

/// The line without what act puts before it.
fn unprefixed(line: &str) -> String {
    let rest = line.split_once("] ").map_or(line, |(_, rest)| rest).trim_start();
    if rest.starts_with("| ") {
        return rest.to_owned();
    }
    let shown = rest.trim_start_matches(|character: char| !character.is_ascii()).trim_start();
    if shown.starts_with("::") { shown.to_owned() } else { format!("| {shown}") }
}

/// The documented workflow, with an id, one more input, and a step that keeps what came of it.
fn instrumented(workflow: &str, more: &str, results: &Path) -> String {
    let mut text = workflow.replace(
        "      - uses: OWNER/sevlint@v0.1.0\n",
        "      - id: sevlint\n        uses: OWNER/sevlint@v0.1.0\n",
    );
    assert_ne!(text, workflow);
    if !more.is_empty() {
        if text.contains("        with:\n          token:") {
            text = text.replace(
                "        with:\n          token:",
                &format!("        with:\n          {more}\n          token:"),
            );
        } else {
            text += &format!("        with:\n          {more}\n");
        }
    }
    let results = results.display();
    text + &format!(
        "      - if: always()
        env:
          OUTPUTS: ${{{{ toJSON(steps.sevlint.outputs) }}}}
          SARIF: ${{{{ steps.sevlint.outputs.sarif }}}}
        run: |
          printf '%s' \"$OUTPUTS\" >'{results}/outputs.json'
          cp \"$SARIF\" '{results}/sarif.json' || true
"
    )
}

/// The action as a repository has it, without what is built here.
fn action(own: &Path, folder: &Path) -> PathBuf {
    let place = folder.join("action-repository");
    if !place.exists() {
        tooling::copy(&own.join("action"), &place.join("action"));
        for file in ["action.yml", "Cargo.toml", "Cargo.lock"] {
            fs::copy(own.join(file), place.join(file)).unwrap();
        }
        tooling::copy(&own.join("src/source"), &place.join("src"));
    }
    place
}

/// What stands for actions of others: they are there already, or keep what they are given.
fn stubs(folder: &Path, results: &Path) -> Vec<String> {
    let kept = format!(
        "{{ ls \"$WHAT\" 2>/dev/null || true; }} | tr '\\n' ' ' | sed 's/^/kept: /'; ls -la \"$WHAT\" >>'{}/kept' 2>/dev/null || true",
        results.display()
    );
    let text = format!(
        "name: stub\ndescription: stands for an action of others\ninputs:\n{}runs:\n  using: composite\n  steps:\n    - shell: bash\n      env: {{ WHAT: \"${{{{ inputs.path }}}}\", SARIF: \"${{{{ inputs.sarif_file }}}}\" }}\n      run: |\n        {kept}\n        if [[ -n $SARIF ]]; then grep -c '\"ruleId\"' \"$SARIF\" | sed 's/^/uploaded findings: /'; fi\n",
        ["path", "name", "key", "sarif_file", "category", "fetch-depth", "persist-credentials"]
            .map(|input| format!("  {input}: {{ description: any, default: \"\" }}\n"))
            .concat(),
    );
    fs::create_dir_all(folder.join("upload-sarif")).unwrap();
    fs::write(folder.join("action.yml"), &text).unwrap();
    fs::write(folder.join("upload-sarif/action.yml"), &text).unwrap();
    let mut stubs = BTreeSet::new();
    for file in ["action.yml", "docs/github.md"] {
        for line in fs::read_to_string(file).unwrap().lines() {
            let Some((_, used)) = line.split_once("uses: ") else { continue };
            let used = used.split(' ').next().unwrap();
            if !used.starts_with("OWNER/") {
                stubs.insert(format!("{}={}", used.replace("/upload-sarif", ""), folder.display()));
            }
        }
    }
    stubs.into_iter().collect()
}

/// A release for this machine, with the program under test.
fn release(folder: &Path) {
    static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
    let packed = PACKED.get_or_init(|| {
        let program = Path::new(env!("CARGO_BIN_EXE_sevlint"));
        let mut tar = Command::new("tar");
        tar.args(["-I", "gzip -1", "-cf", "-", "-C"]).arg(program.parent().unwrap()).arg("sevlint");
        succeeds(&mut tar).stdout
    });
    fs::create_dir_all(folder).unwrap();
    let name = format!("sevlint-{}-unknown-linux-musl.tar.gz", std::env::consts::ARCH);
    fs::write(folder.join(&name), packed).unwrap();
    let sum = succeeds(Command::new("sha256sum").arg(&name).current_dir(folder));
    fs::write(folder.join(format!("{name}.sha256")), sum.stdout).unwrap();
}
