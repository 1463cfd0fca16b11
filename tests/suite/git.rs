//! What needs git: repositories are made with it, and commands typed in them.

use crate::clone::{Clone, Said};

const TABLE: &str = "sev_table: 1
facts: { users_affected_pct: { kind: percent } }
levels:
  - { id: SEV-1, criteria: [{ id: wide, when: { users_affected_pct: at least 20% } }] }
  - { id: SEV-2, otherwise: true }
";

fn postmortem(id: &str, severity: &str, users: &str) -> String {
    format!("---\nid: {id}\nseverity: {severity}\nusers_affected_pct: {users}\n---\n\n# It broke\n")
}

/// A repository with a table, and two postmortems of which one is understated.
fn sample() -> Clone {
    let clone = Clone::new();
    clone.write("sev.yaml", TABLE);
    clone.write("postmortems/a.md", &postmortem("INC-1", "SEV-2", "30%"));
    clone.write("postmortems/b.md", &postmortem("INC-2", "SEV-2", "3%"));
    clone.commit("2026-01-01");
    clone
}

/// The files with findings, each with its rule.
fn findings(said: &Said) -> Vec<String> {
    assert!(said.exit < 2, "{said:?}");
    let finding = |line: &str| {
        let (place, rest) = line.split_once(' ')?;
        let rule = rest.split_once('[')?.1.split_once(']')?.0;
        Some(format!("{} {rule}", place.split(':').next()?))
    };
    said.out.lines().filter_map(finding).collect()
}

const NOTHING_KNOWN: &str = "{ \"schema\": 1, \"findings\": [] }\n";

const UNDERSTATED_A: &str = "postmortems/a.md severity-understated";

#[test]
#[ignore = "needs git"]
fn only_what_has_changed_is_reported_on() {
    let clone = sample();
    let check =
        |words: &str| findings(&clone.sevlint(&format!("check --format concise --select severity- {words}")));
    assert_eq!(check(""), [UNDERSTATED_A]);
    clone.git("checkout --quiet -b work");
    let nothing = clone.sevlint("check --changed-since main");
    assert_eq!((nothing.exit, nothing.err.trim()), (0, "note: no postmortem has changed since `main`"));

    // Untracked, committed, changed and staged files count; what was only touched, or ignored, does not.
    clone.write("postmortems/c.md", &postmortem("INC-3", "SEV-2", "40%"));
    clone.write("postmortems/a.md", &postmortem("INC-1", "SEV-2", "30%"));
    assert_eq!(check("--changed-since main"), ["postmortems/c.md severity-understated"]);
    clone.write(".gitignore", "c.md\n");
    assert_eq!(check("--changed-since main"), [""; 0]);
    clone.remove(".gitignore").commit("2026-01-02");
    // What the other line did meanwhile is not ours.
    clone.git("checkout --quiet main");
    clone.write("postmortems/d.md", &postmortem("INC-4", "SEV-2", "50%")).commit("2026-01-03");
    clone.git("checkout --quiet work");
    assert_eq!(check("--changed-since main"), ["postmortems/c.md severity-understated"]);
    assert_eq!(check("--changed-since main postmortems/a.md"), [""; 0]);
    clone.write("postmortems/b.md", &postmortem("INC-2", "SEV-2", "60%"));
    let both = ["postmortems/b.md severity-understated", "postmortems/c.md severity-understated"];
    assert_eq!(check("--changed-since main"), both);
    clone.git("add --all");
    assert_eq!(check("--changed-since main"), both);
    // From a folder within, too.
    let within =
        clone.sevlint_in("postmortems", "check --format concise --select severity- --changed-since main");
    assert_eq!(findings(&within), both);
}

#[test]
#[ignore = "needs git"]
fn a_change_of_the_table_or_the_configuration_concerns_everything_under_it() {
    let clone = sample();
    clone.write("team/sev.yaml", TABLE).write("team/sevlint.toml", "timezone = \"UTC\"\n");
    clone.write("team/postmortems/t.md", &postmortem("T-1", "SEV-2", "30%")).commit("2026-01-02");
    let check = || findings(&clone.sevlint("check --format concise --select severity- --changed-since HEAD"));
    let of_team = ["team/postmortems/t.md severity-understated"];
    clone.write("team/sev.yaml", &TABLE.replace("20%", "25%"));
    assert_eq!(check(), of_team);
    clone.git("checkout --quiet .");
    clone.write("team/sevlint.toml", "timezone = \"Asia/Tokyo\"\n");
    assert_eq!(check(), of_team);
    clone.git("checkout --quiet .");
    clone.write("sev.yaml", &TABLE.replace("20%", "25%"));
    assert_eq!(check(), [UNDERSTATED_A]);
    // A configuration that is gone leaves its files to the one above.
    clone.git("checkout --quiet .");
    clone.remove("team/sevlint.toml");
    assert_eq!(check(), of_team);
}

#[test]
#[ignore = "needs git"]
fn rules_over_several_files_see_all_and_report_on_what_has_changed() {
    let clone = sample();
    clone.write("postmortems/c.md", &postmortem("INC-1", "SEV-2", "1%"));
    let said = clone.sevlint("check --format concise --changed-since HEAD --select incident-duplicated");
    assert_eq!(findings(&said), ["postmortems/c.md incident-duplicated"]);
    clone.git("add --all");
    let said = clone.sevlint("check --format concise --staged --select incident-duplicated");
    assert_eq!(findings(&said), ["postmortems/c.md incident-duplicated"]);
}

#[test]
#[ignore = "needs git"]
fn what_is_known_is_the_same_whatever_else_is_looked_at() {
    let clone = Clone::new();
    for project in ["pay", "web"] {
        clone.write(&format!("{project}/sev.yaml"), TABLE);
        clone.write(&format!("{project}/sevlint.toml"), "table = \"sev.yaml\"\nbaseline = \"known.json\"\n");
        clone.write(&format!("{project}/postmortems/{project}.md"), &postmortem("INC-1", "SEV-2", "60%"));
        clone.write(&format!("{project}/known.json"), NOTHING_KNOWN);
    }
    let check =
        |words: &str| findings(&clone.sevlint(&format!("check --format concise --select severity- {words}")));
    let is_known = |words: &str| clone.sevlint(&format!("check --select severity- {words}")).exit == 0;
    assert_eq!(check("").len(), 2);
    assert!(is_known("--write-baseline") && is_known(""));
    clone.commit("2026-01-01");
    clone.write("web/postmortems/web.md", &(postmortem("INC-1", "SEV-2", "60%") + "More.\n"));
    clone.git("add --all");
    for words in ["--changed-since HEAD", "--staged", "web", "web/postmortems/web.md"] {
        let said = clone.sevlint(&format!("check --select severity- {words}"));
        assert!(said.exit == 0 && !said.err.contains("no longer found"), "{words}: {said:?}");
    }
    // A list that both have knows of each what it knew.
    clone.git("checkout --quiet --force HEAD");
    for project in ["pay", "web"] {
        clone.write(
            &format!("{project}/sevlint.toml"),
            "table = \"sev.yaml\"\nbaseline = \"../known.json\"\n",
        );
    }
    clone.remove("web/postmortems/web.md").write("known.json", NOTHING_KNOWN);
    assert!(is_known("--write-baseline"));
    clone.commit("2026-01-02");
    clone.write("web/postmortems/web.md", &postmortem("INC-1", "SEV-2", "60%"));
    for words in ["", "--changed-since HEAD", "web"] {
        assert!(!is_known(words), "{words}");
    }
    // It is moved as a whole, and so is the only one of several that is left.
    clone.remove("web/postmortems/web.md").git("mv pay billing");
    assert!(is_known("") && is_known("--changed-since HEAD") && is_known("billing"));
    clone.write("web/postmortems/web.md", &postmortem("INC-1", "SEV-2", "60%"));
    assert!(!is_known(""));
    // What a configuration of its own makes a project of was known before.
    let clone = sample();
    clone.write("sevlint.toml", "baseline = \"known.json\"\n").write("known.json", NOTHING_KNOWN);
    assert_eq!(clone.sevlint("check --write-baseline --select severity-").exit, 0);
    let of_its_own = "table = \"../sev.yaml\"\nbaseline = \"../known.json\"\npostmortems = [\"*.md\"]\n";
    clone.write("postmortems/sevlint.toml", of_its_own);
    let said = clone.sevlint("check --select severity-");
    assert!(said.exit == 0 && said.out.contains("1 known"), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn a_list_of_known_findings_that_changes_concerns_everything_under_it() {
    let clone = sample();
    clone.write("sevlint.toml", "baseline = \"known.json\"\n").write("known.json", NOTHING_KNOWN);
    assert_eq!(clone.sevlint("check --write-baseline --select severity-").exit, 0);
    clone.commit("2026-01-02");
    clone.write("known.json", NOTHING_KNOWN);
    let check =
        |words: &str| findings(&clone.sevlint(&format!("check --format concise --select severity- {words}")));
    assert_eq!(check("--changed-since HEAD"), [UNDERSTATED_A]);
    assert_eq!(check("--staged"), [""; 0]);
    clone.git("add --all");
    assert_eq!(check("--staged"), [UNDERSTATED_A]);
}

#[test]
#[ignore = "needs git"]
fn what_a_change_brings_about_in_other_files_is_found() {
    let clone = sample();
    let example = "otherwise: true, examples: [{ says: x, incident: postmortems/b.md }, { says: y, incident: postmortems/a.md }]";
    clone.write("sev.yaml", &TABLE.replace("otherwise: true", example));
    let links = "See [b](b.md), [the graph](graphs/b.png) and [nothing](nothing.md).\n\n<!-- sevlint: ignore incident-link-broken because gone -->\n[b](./b.md)\n";
    clone.write("postmortems/c.md", &(postmortem("INC-3", "SEV-2", "1%") + links));
    clone
        .write("postmortems/graphs/b.png", "")
        .write("README.md", "[b](postmortems/b.md)\n")
        .commit("2026-01-02");
    let check = |words: &str| {
        clone.git("add --all");
        let select = "--select table-example-wrong,incident-link-broken";
        let all = ["--changed-since HEAD", "--staged"].map(|since| {
            findings(&clone.sevlint(&format!("check --format concise {select} {since} {words}")))
        });
        assert_eq!(all[0], all[1]);
        all[0].clone()
    };
    assert_eq!(check(""), [""; 0]);
    // It comes out otherwise; what was wrong before is not of this change.
    clone.write("postmortems/b.md", &postmortem("INC-2", "SEV-1", "60%"));
    assert_eq!(check(""), ["sev.yaml table-example-wrong"]);
    assert_eq!(check("postmortems/b.md"), [""; 0]);
    clone.git("reset --quiet --hard");
    clone.git("mv postmortems/b.md postmortems/d.md");
    assert_eq!(check(""), ["postmortems/c.md incident-link-broken", "sev.yaml table-example-wrong"]);
    assert_eq!(check("postmortems/d.md"), [""; 0]);
    clone.git("reset --quiet --hard");
    clone.remove("postmortems/graphs/b.png");
    assert_eq!(check(""), ["postmortems/c.md incident-link-broken"]);
}

#[test]
#[ignore = "needs git"]
fn the_index_is_read_and_not_the_work_tree() {
    let clone = sample();
    let check = || findings(&clone.sevlint("check --format concise --select severity- --staged"));
    let nothing = clone.sevlint("check --staged");
    assert_eq!((nothing.exit, nothing.err.trim()), (0, "note: no postmortem is staged"));
    // Staged wrong, right in the work tree.
    clone.write("postmortems/b.md", &postmortem("INC-2", "SEV-2", "60%"));
    clone.git("add --all");
    clone.write("postmortems/b.md", &postmortem("INC-2", "SEV-1", "60%"));
    assert_eq!(check(), ["postmortems/b.md severity-understated"]);
    // Neither a table nor a configuration that is not staged counts.
    clone.write("sev.yaml", "nonsense");
    clone.write("sevlint.toml", "nonsense = 1\n");
    assert_eq!(check(), ["postmortems/b.md severity-understated"]);
    clone.remove("sev.yaml").remove("sevlint.toml");
    assert_eq!(check(), ["postmortems/b.md severity-understated"]);
    // A staged table concerns everything.
    clone.write("sev.yaml", &TABLE.replace("20%", "25%"));
    clone.git("add sev.yaml");
    assert_eq!(check(), [UNDERSTATED_A, "postmortems/b.md severity-understated"]);
    // What is to be gone is gone.
    clone.git("rm --quiet --force --cached postmortems/b.md");
    assert_eq!(check(), [UNDERSTATED_A]);
}

#[test]
#[ignore = "needs git"]
fn the_first_commit_is_checked_before_it_is_made() {
    let clone = Clone::new();
    clone.write("sev.yaml", TABLE).write("postmortems/a.md", &postmortem("INC-1", "SEV-2", "30%"));
    clone.git("add --all");
    let said = clone.sevlint("check --format concise --select severity- --staged");
    assert_eq!(findings(&said), [UNDERSTATED_A]);
    let said = clone.sevlint("check --changed-since HEAD");
    assert_eq!((said.exit, said.err.lines().next()), (2, Some("error: there is no commit yet")));
    assert!(said.err.contains("make the first commit") && !said.err.contains("plan"), "{said:?}");
    let said = clone.sevlint("plan");
    assert_eq!((said.exit, said.err.lines().next()), (2, Some("error: there is no commit yet")));
    assert!(said.err.contains("`sevlint plan --from FILE --to FILE`"), "{said:?}");
    // On a branch of its own there is none either, but elsewhere there is.
    clone.commit("2026-01-01");
    clone.git("checkout --quiet --orphan other");
    let said = clone.sevlint("check --changed-since HEAD");
    assert_eq!((said.exit, said.err.lines().next()), (2, Some("error: git knows no commit `HEAD`")));
}

#[test]
#[ignore = "needs git"]
fn what_is_only_announced_to_the_index_is_not_staged() {
    let clone = Clone::new();
    clone.write("sev.yaml", TABLE).write("postmortems/a.md", &postmortem("INC-1", "SEV-2", "30%"));
    let nothing = "note: no postmortem is staged";
    // Before the first commit, and after it; with a file that is staged and really empty.
    clone.git("add --intent-to-add --all");
    let said = clone.sevlint("check --staged");
    assert!(said.exit == 0 && said.err.trim().ends_with(nothing), "{said:?}");
    clone.write("postmortems/empty.md", "");
    clone.git("add sev.yaml postmortems/empty.md");
    let said = clone.sevlint("check --format concise --staged");
    assert!(said.exit == 1 && said.out.contains("postmortems/empty.md:1"), "{said:?}");
    assert!(!said.out.contains("postmortems/a.md"), "{said:?}");
    clone.git("rm --quiet --force postmortems/empty.md");
    clone.git("commit --quiet --message=table");
    let said = clone.sevlint("check --staged");
    assert_eq!((said.exit, said.err.trim()), (0, nothing), "{said:?}");
    clone.git("add postmortems/a.md");
    let said = clone.sevlint("check --format concise --select severity- --staged");
    assert_eq!(findings(&said), [UNDERSTATED_A]);
}

#[test]
#[ignore = "needs git"]
fn a_folder_of_which_nothing_is_tracked_has_nothing_staged() {
    let clone = Clone::new();
    clone.write("sev.yaml", TABLE).commit("2026-01-01");
    clone.write("postmortems/new/a.md", &postmortem("INC-1", "SEV-2", "30%"));
    std::fs::create_dir(clone.folder().join("postmortems/empty")).unwrap();
    for path in ["postmortems", "postmortems/new", "postmortems/new/a.md", "postmortems/empty", "."] {
        let said = clone.sevlint(&format!("check --staged {path}"));
        assert_eq!((said.exit, said.err.trim()), (0, "note: no postmortem is staged"), "{path}: {said:?}");
        assert!(said.out.contains("0 errors"), "{path}: {said:?}");
    }
    let said = clone.sevlint("check --staged postmortems/nowhere");
    assert!(said.exit == 2 && said.err.contains("postmortems/nowhere"), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn other_line_ends_in_the_work_tree_are_no_change() {
    let clone = sample();
    let crlf = |text: &str| text.replace('\n', "\r\n");
    clone.write(".gitattributes", "*.md text eol=crlf\n");
    clone.write("postmortems/a.md", &crlf(&postmortem("INC-1", "SEV-2", "30%")));
    clone.write("postmortems/b.md", &crlf(&postmortem("INC-2", "SEV-2", "3%")));
    clone.commit("2026-01-02");
    assert_eq!(clone.git("cat-file blob HEAD:postmortems/a.md").find('\r'), None);
    for path in ["postmortems/a.md", "postmortems/b.md"] {
        clone.remove(path);
        clone.git(&format!("checkout --quiet -- {path}"));
    }
    assert!(std::fs::read_to_string(clone.folder().join("postmortems/a.md")).unwrap().contains("\r\n"));
    let said = clone.sevlint("check --changed-since HEAD");
    assert_eq!((said.exit, said.err.trim()), (0, "note: no postmortem has changed since `HEAD`"));
    clone.write("postmortems/b.md", &crlf(&postmortem("INC-2", "SEV-2", "40%")));
    let said = clone.sevlint("check --changed-since HEAD --format concise --select severity-");
    assert_eq!(findings(&said), ["postmortems/b.md severity-understated"]);
}

#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn what_postmortems_are_judged_by_is_listed() {
    use std::os::unix::fs::symlink;
    let clone = sample();
    let files = |words: &str| {
        let said = clone.sevlint(&format!("table files {words}"));
        assert_eq!((said.exit, said.err.as_str()), (0, ""), "{said:?}");
        said.out.replace('\t', " ").lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(files(""), ["table sev.yaml"]);
    // However its key is written, and broken or not; of a link also where it leads.
    clone.write("levels.txt", "---\n? sev_table\n: 1\nnonsense: 1\n---\n");
    symlink("levels.txt", clone.folder().join("SEV.md")).unwrap();
    clone.write("postmortems/template.md", "---\nid: INC-0\n---\n");
    clone.write("sub/sevlint.toml", "table = \"../sev.yaml\"\nbaseline = \"known.md\"\n");
    clone.write("sub/known.md", "{}");
    clone.write("sub/SEV.md", "---\nsev_table: 1\n---\n");
    clone.write("other/sevlint.toml", "nonsense = 1\n");
    clone.write("other/a.md", "---\n\"sev_table\": 1\n---\n");
    clone.write("other/b.md", "---json\n{\"title\": \"x\", \"sev_table\": 1}\n---\n");
    let all = [
        "table SEV.md",
        "table levels.txt",
        "configuration other/sevlint.toml",
        "table other/a.md",
        "template postmortems/template.md",
        "table sev.yaml",
        "baseline sub/known.md",
        "configuration sub/sevlint.toml",
    ];
    let found = files("");
    for expected in all {
        assert!(found.contains(&expected.to_owned()), "{expected}: {found:?}");
    }
    assert_eq!(files("--at HEAD"), ["table sev.yaml"]);
    clone.commit("2026-01-02");
    assert_eq!(files("--at HEAD"), found);
    assert_eq!(files("--at HEAD~1"), ["table sev.yaml"]);
    let raw = clone.sevlint("table files --null --at HEAD~1");
    assert_eq!(raw.out, "table\tsev.yaml\0");
    let said = clone.sevlint("table files --at nowhere");
    assert!(said.exit == 2 && said.err.contains("git knows no commit `nowhere`"), "{said:?}");
}

#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn links_in_the_index_are_followed_within_the_repository_only() {
    use std::os::unix::fs::symlink;
    let clone = sample();
    clone.write("elsewhere/x.md", &postmortem("INC-9", "SEV-2", "70%"));
    for (name, target) in
        [("in.md", "../elsewhere/x.md"), ("out.md", "../../x.md"), ("gone.md", "nowhere.md")]
    {
        symlink(target, clone.folder().join("postmortems").join(name)).unwrap();
    }
    clone.git("add --all");
    let said = clone.sevlint("check --format concise --select severity-,file- --staged");
    let expected = [
        "postmortems/gone.md file-unreadable",
        "postmortems/in.md severity-understated",
        "postmortems/out.md file-outside",
    ];
    assert_eq!(findings(&said), expected);
}

#[test]
#[ignore = "needs git"]
fn what_git_refuses_is_said_with_what_to_do() {
    let clone = sample();
    clone.git("checkout --quiet --orphan apart");
    clone.commit("2026-01-02");
    let said = |words: &str| {
        let said = clone.sevlint(words);
        assert_eq!(said.exit, 2, "{said:?}");
        said.err
    };
    for (words, expected) in [
        ("check --changed-since nowhere", "git knows no commit `nowhere`"),
        ("check --changed-since=--output=x", "`--output=x` cannot be the name of a commit"),
        ("check --changed-since main", "have no history in common"),
    ] {
        let said = said(words);
        assert!(said.contains(expected) && said.contains("help: "), "{said}");
    }
    assert!(!clone.folder().join("x").exists());
    clone.write("sevlint.toml", "language = \"ja\"\n");
    let said = said("check --changed-since nowhere");
    assert!(said.contains("コミット `nowhere` が見つからない") && said.contains("ヒント: "), "{said}");
    // Programs get a document all the same.
    let json = clone.sevlint("check --changed-since nowhere --format json");
    assert!(json.exit == 2 && json.out.contains("\"schema\""), "{json:?}");
}

#[test]
#[ignore = "needs git"]
fn a_shallow_clone_is_told_to_fetch_the_rest() {
    let clone = sample();
    let old = clone.git("rev-parse HEAD");
    clone.git("checkout --quiet -b work");
    clone.write("postmortems/c.md", &postmortem("INC-3", "SEV-2", "40%")).commit("2026-01-02");
    clone.git("checkout --quiet main");
    clone.write("postmortems/d.md", &postmortem("INC-4", "SEV-2", "50%")).commit("2026-01-03");
    clone.git("checkout --quiet work");
    let shallow = clone.shallow(1);
    let said = shallow.sevlint(&format!("check --changed-since {old}"));
    assert!(said.exit == 2 && said.err.contains("fetch-depth: 0"), "{said:?}");
    // Both ends are there, and what lies between is not.
    shallow.git("fetch --quiet --depth=1 origin main:main");
    let said = shallow.sevlint("check --changed-since main");
    assert!(
        said.exit == 2 && said.err.contains("shallow") && said.err.contains("fetch-depth: 0"),
        "{said:?}"
    );
}

#[test]
#[ignore = "needs git"]
fn without_a_repository_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let environment = sevlint::cli::environment::Environment {
        folder: folder.path().to_path_buf(),
        today: jiff::civil::date(2026, 11, 22),
        colour: false,
        columns: None,
        asks: false,
        ..Default::default()
    };
    for words in [&["sevlint", "check", "--staged"][..], &["sevlint", "check", "--changed-since", "main"]] {
        let (mut out, mut err) = (vec![], vec![]);
        let exit = sevlint::cli::program::run(words, &environment, &mut std::io::empty(), &mut out, &mut err);
        let err = String::from_utf8(err).unwrap();
        assert!(exit as i32 == 2 && err.contains("this is not a git repository"), "{err}");
    }
}

/// Nothing that the configuration of a repository names is run.
#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn nothing_of_the_repository_is_run() {
    let clone = sample();
    clone.set_traps();
    clone.write("postmortems/b.md", &postmortem("INC-2", "SEV-2", "60%"));
    for words in ["check --changed-since HEAD", "check --staged"] {
        assert!(clone.sevlint(words).exit < 2);
    }
    assert!(!clone.is_sprung());
}

#[test]
#[ignore = "needs git"]
fn a_plan_starts_from_where_this_line_of_work_began() {
    let clone = sample();
    clone.git("checkout --quiet -b work");
    clone.write("sev.yaml", &TABLE.replace("20%", "25%")).commit("2026-01-02");
    let first = clone.git("rev-parse HEAD");
    clone.write("sev.yaml", &TABLE.replace("20%", "35%"));
    let plan = |words: &str| {
        let said = clone.sevlint(&format!("plan {words}"));
        assert_eq!(said.exit, 0, "{said:?}");
        said.out
    };
    let said = plan("");
    assert!(
        said.contains("1 of 2 incidents would change: 1 down") && said.contains("SEV-1 → SEV-2"),
        "{said}"
    );
    assert!(said.contains("`sev.yaml` against `sev.yaml at main ("), "{said}");
    let said = plan(&format!("--from {first}"));
    assert!(said.contains("at least 25% and under 35%"), "{said}");
    // The base may have the table elsewhere: it is looked for there.
    clone.git("mv sev.yaml docs.yaml");
    std::fs::create_dir(clone.folder().join("docs")).unwrap();
    clone.git("mv docs.yaml docs/sev.yaml");
    assert!(plan("--from main").contains("`docs/sev.yaml` against `sev.yaml at main"), "moved");
    for (words, expected) in [
        ("plan --from nowhere", "git knows no commit `nowhere`"),
        ("plan --from=--output=x", "cannot be the name of a commit"),
    ] {
        let said = clone.sevlint(words);
        assert!(said.exit == 2 && said.err.contains(expected), "{said:?}");
    }
    clone.write("docs/sev.yaml", TABLE);
    let said = clone.sevlint("plan --fail-on-change");
    assert!(said.exit == 0 && said.out.contains("means nothing new"), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn a_plan_looks_at_the_table_that_changed() {
    let clone = Clone::new();
    let dated = |day: &str, share: &str| format!("effective_from: {day}\n{}", TABLE.replace("20%", share));
    let config = |tables: &str| clone.write("sevlint.toml", &format!("table = [{tables}]\n"));
    clone.write("2025.yaml", &dated("2025-01-01", "40%")).write("2026.yaml", &dated("2026-01-01", "20%"));
    config("'2025.yaml', '2026.yaml'");
    clone.write(
        "postmortems/a.md",
        &postmortem("INC-1", "SEV-2", "30%").replace("id:", "date: 2025-05-04\nid:"),
    );
    clone.write("postmortems/b.md", &postmortem("INC-2", "SEV-2", "7%"));
    clone.commit("2026-01-01");
    let plan = |words: &str| {
        let said = clone.sevlint(&format!("plan --as-of 2026-06-01 {words}"));
        assert_eq!(said.exit, 0, "{said:?}");
        said.out
    };
    assert!(plan("").contains("`2026.yaml` against `2026.yaml at HEAD"), "nothing changed");

    // The older one, on what is left to it.
    clone.write("2025.yaml", &dated("2025-01-01", "30%"));
    let said = plan("");
    assert!(said.contains("1 of 1 incident would change: 1 up"), "{said}");
    assert!(said.contains("`2025.yaml` against `2025.yaml at HEAD"), "{said}");
    assert!(said.contains("left out: 1 incident from 2026-01-01 on, which `2026.yaml` judges"), "{said}");

    // One for later, against what would be in force then; the other that changed is named, and judges what it judges.
    clone.write("2027.yaml", &dated("2027-01-01", "5%"));
    config("'2025.yaml', '2026.yaml', '2027.yaml'");
    let said = plan("");
    assert!(said.contains("2 of 2 incidents would change: 2 up"), "{said}");
    assert_eq!(said.matches("only tried: it stays with the table that judged it").count(), 1, "{said}");
    assert!(said.contains("now by `wide` of SEV-1 (2025.yaml:"), "{said}");
    assert!(said.contains("`2027.yaml` against `2026.yaml at HEAD"), "{said}");
    assert!(said.contains("it is in force from 2027-01-01 on"), "{said}");
    assert!(said.contains("`2025.yaml` changed, too"), "{said}");
    assert!(plan("--to 2025.yaml").contains("1 of 1 incident would change"), "named");

    // What is gone, and a first day that moved.
    clone.remove("2025.yaml").write("2026.yaml", &dated("2026-03-01", "20%"));
    config("'2026.yaml'");
    let said = plan("");
    assert!(
        said.contains("its first day: 2026-03-01, before 2026-01-01; as no table is older, it"),
        "{said}"
    );
    assert!(said.contains("`2025.yaml` is gone"), "{said}");
    assert!(said.contains("1 of 2 incidents would change: 1 up"), "{said}");
    assert_eq!(clone.sevlint("plan --fail-on-change").exit, 1);
}

/// Two tables, the newer one from July on, and an incident of each, both confirmed.
fn versions() -> (Clone, impl Fn(&str, &str) -> String) {
    let dated = |day: &str, share: &str| format!("effective_from: {day}\n{}", TABLE.replace("20%", share));
    let clone = Clone::new();
    clone.write("2025.yaml", &dated("2025-01-01", "50%")).write("2026.yaml", &dated("2026-07-01", "20%"));
    clone.write("sevlint.toml", "table = ['2025.yaml', '2026.yaml']\n");
    for (file, level, day) in [("1", "SEV-2", "2026-03-01"), ("2", "SEV-1", "2026-07-10")] {
        let text = postmortem(file, level, "30%").replace("id:", &format!("date: {day}\nid:"));
        clone.write(&format!("postmortems/{file}.md"), &text);
    }
    clone.commit("2026-08-01");
    (clone, dated)
}

/// The paths of the incidents of a plan that change, and whether nothing at all does.
fn planned(clone: &Clone, words: &str) -> (Vec<String>, bool) {
    let said = clone.sevlint(&format!("plan --format json {words}"));
    assert!(said.exit < 2, "{said:?}");
    let plan: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let incidents = plan["incidents"].as_array().unwrap().iter();
    let paths = incidents.map(|incident| incident["path"].as_str().unwrap().to_owned()).collect();
    (paths, plan["equivalent"].as_bool().unwrap())
}

#[test]
#[ignore = "needs git"]
fn a_plan_judges_each_incident_by_the_tables_of_its_day() {
    let (clone, dated) = versions();
    let plan = |words: &str| {
        let said = clone.sevlint(&format!("plan --fail-on-change {words}"));
        assert_eq!(said.exit, 1, "{said:?}");
        said.out
    };
    let second = || (vec!["postmortems/2.md".to_owned()], false);

    // What an older table judges stays with it.
    clone.write("2026.yaml", &dated("2026-07-01", "40%"));
    for words in ["", "--to 2026.yaml"] {
        let said = plan(words);
        assert!(said.contains("1 of 1 incident would change: 1 down"), "{said}");
        assert!(said.contains("left out: 1 incident before 2026-07-01, which `2025.yaml` judges"), "{said}");
        assert_eq!(planned(&clone, words), second());
    }

    // A day that moves hands incidents over.
    clone.write("2026.yaml", &dated("2026-08-01", "20%"));
    let said = plan("");
    assert!(said.contains("1 of 1 incident would change: 1 down"), "{said}");
    assert!(said.contains("before by `wide` of SEV-1 (2026.yaml:"), "{said}");
    assert_eq!(planned(&clone, ""), second());

    // So does a table that is gone.
    clone.remove("2026.yaml").write("sevlint.toml", "table = '2025.yaml'\n");
    let said = plan("");
    assert!(said.contains("1 of 1 incident would change: 1 down"), "{said}");
    assert!(said.contains("`2025.yaml` against `2026.yaml at HEAD"), "{said}");
    assert!(said.contains("`2026.yaml` is gone: what it judged falls to the other tables"), "{said}");
    assert_eq!(planned(&clone, ""), second());

    // A day that moves and hands nothing over proves nothing.
    clone.git("checkout --quiet .");
    clone.write("2026.yaml", &dated("2026-07-05", "20%"));
    assert!(plan("").contains("The only incident would come out at the level it came out at"));
    assert_eq!(planned(&clone, ""), (vec![], false));
}

/// A version that is added takes some of the incidents of another; what others judge is none of its business.
#[test]
#[ignore = "needs git"]
fn a_plan_with_an_added_version_looks_at_what_it_judges() {
    let (clone, dated) = versions();
    let text = postmortem("3", "SEV-2", "30%").replace("id:", "date: 2026-07-20\nid:");
    clone.write("postmortems/3.md", &text).commit("2026-08-01");
    let plan = |tables: &str| {
        clone.write("sevlint.toml", &format!("table = [{tables}]\n"));
        clone.sevlint("plan --as-of 2026-08-01").out
    };
    let three = "'2025.yaml', '2026.yaml', '2026b.yaml'";
    let (left, tried) = ("left out: ", "only tried: it stays with the table that judged it");

    // It judges one already.
    clone.write("2026b.yaml", &dated("2026-07-15", "60%"));
    let said = plan(three);
    assert!(said.contains("1 of 1 incident would change: 1 down"), "{said}");
    assert!(said.contains("before by `wide` of SEV-1 (2026.yaml:"), "{said}");
    assert!(said.contains("declared `SEV-2`: understated → confirmed"), "{said}");
    for (day, table) in [("2026-07-01", "2025.yaml"), ("2026-07-15", "2026.yaml")] {
        assert!(said.contains(&format!("{left}1 incident before {day}, which `{table}` judges")), "{said}");
    }
    assert!(!said.contains("tried"), "{said}");
    let third = vec!["postmortems/3.md".to_owned()];
    for words in ["--as-of 2026-08-01", "--as-of 2026-08-01 --to 2026b.yaml"] {
        assert_eq!(planned(&clone, words), (third.clone(), false));
    }

    // It judges none yet, whether it is in force or to come: it is tried on all, against what judged each.
    for day in ["2026-07-25", "2026-09-01"] {
        clone.write("2026b.yaml", &dated(day, "60%"));
        let said = plan(three);
        assert!(said.contains("2 of 3 incidents would change: 2 down"), "{said}");
        assert!(said.contains(&format!("in force from {day} on; earlier incidents are tried")), "{said}");
        assert_eq!(said.matches(tried).count(), 2, "{said}");
        assert!(!said.contains("postmortems/1.md") && !said.contains(left), "{said}");
    }
    clone.write("2026b.yaml", &dated("2026-09-01", "20%"));
    let said = plan(three);
    assert!(said.contains("1 of 3 incidents would change: 1 up"), "{said}");
    assert!(said.contains("before by no criterion: it takes what is left"), "{said}");
    assert!(said.contains("declared `SEV-2`: confirmed → understated"), "{said}");

    // One that was to come, and still is, is tried as it was and as it is.
    clone.commit("2026-08-01");
    clone.write("2026b.yaml", &dated("2026-09-01", "25%"));
    let said = plan(three);
    assert!(said.contains("None of 3 incidents would come out at another level"), "{said}");

    // Another name is no other version, whatever else it says.
    clone.git("reset --quiet --hard HEAD~1");
    clone.git("mv 2026.yaml s26.yaml");
    let renamed = "'2025.yaml', 's26.yaml'";
    let said = plan(renamed);
    assert!(said.contains("left out: 1 incident before 2026-07-01, which `2025.yaml` judges"), "{said}");
    assert!(!said.contains("tried") && said.contains("`s26.yaml` against `2026.yaml at HEAD"), "{said}");
    clone.write("s26.yaml", &dated("2026-07-01", "60%"));
    let said = plan(renamed);
    assert!(said.contains("2 of 2 incidents would change: 2 down"), "{said}");
    assert!(said.contains(left) && !said.contains("tried"), "{said}");
}

#[test]
#[ignore = "needs git"]
fn a_plan_of_one_project_does_not_speak_for_others() {
    let clone = Clone::new();
    for team in ["pay", "web"] {
        clone.write(&format!("{team}/sevlint.toml"), "table = 'sev.yaml'\n");
        clone.write(&format!("{team}/sev.yaml"), TABLE);
        clone.write(&format!("{team}/postmortems/a.md"), &postmortem(team, "SEV-1", "22%"));
    }
    clone.commit("2026-01-01");
    let plan = |words: &str, exit: i32| {
        let said = clone.sevlint(&format!("plan --fail-on-change {words}"));
        assert_eq!(said.exit, exit, "{said:?}");
        said.out
    };
    assert!(plan("", 0).starts_with("The change means nothing new"));
    clone.write("pay/sev.yaml", &format!("title: Pay\n{TABLE}"));
    clone.write("web/sev.yaml", &TABLE.replace("20%", "70%"));
    let said = plan("", 1);
    let only = "this is about `pay/sev.yaml` only, and other projects change, too";
    assert!(said.starts_with(&format!("`pay/sev.yaml` means what it meant; {only}\n")), "{said}");
    assert_eq!(planned(&clone, ""), (vec![], false));
    assert!(plan("web", 1).starts_with("1 of 1 incident would change: 1 down\n"));

    // A project that is gone leaves its postmortems to none.
    clone.git("checkout --quiet .");
    clone.remove("web/sev.yaml").remove("web/sevlint.toml");
    let said = plan("", 1);
    assert!(said.lines().next().unwrap().contains("; 1 postmortem is judged no more; "), "{said}");
    assert!(said.contains("judged before, and no more: `web/postmortems/a.md`"), "{said}");
    assert_eq!(planned(&clone, ""), (vec![], false));
    // A postmortem that is gone itself is none of these, nor is one that moved.
    clone.git("checkout --quiet .");
    clone.remove("web/postmortems/a.md");
    assert!(plan("", 0).starts_with("The change means nothing new"));
}

#[test]
#[ignore = "needs git"]
fn a_plan_names_what_changes_in_the_configuration() {
    let clone = sample();
    clone.write("sevlint.toml", "language = 'en'\n").commit("2026-01-02");
    for (config, headline, exit) in [
        (
            "exclude = ['**/a.md']\n",
            "`sev.yaml` means what it meant; 1 postmortem is judged no more; the configuration changes: `exclude`",
            1,
        ),
        (
            "exclude = ['postmortems/**']\n",
            "`sev.yaml` means what it meant; 2 postmortems are judged no more; the configuration changes: `exclude`",
            1,
        ),
        (
            "[rules]\nseverity-understated = 'off'\n",
            "`sev.yaml` means what it meant; the configuration changes: `rules.severity-understated`",
            1,
        ),
        (
            "enforce_from = 2027-01-01\n",
            "`sev.yaml` means what it meant; the configuration changes: `enforce_from`",
            1,
        ),
        (
            "# What it is.\ntable = 'sev.yaml'\nexclude = []\n",
            "The change means nothing new: everything comes out at the level it came out at",
            0,
        ),
    ] {
        clone.write("sevlint.toml", config);
        let said = clone.sevlint("plan --fail-on-change");
        assert_eq!((said.out.lines().next(), said.exit), (Some(headline), exit), "{config}");
        assert_eq!(planned(&clone, "").1, exit == 0, "{config}");
    }
    // What it reads postmortems by is tried on them.
    clone.write("sevlint.toml", "[names]\nusers_affected_pct = 'share'\n");
    let text = postmortem("INC-3", "SEV-1", "40%").replace("users_affected_pct", "share");
    clone.write("postmortems/c.md", &text).commit("2026-01-03");
    clone.write("sevlint.toml", "");
    let said = clone.sevlint("plan --from HEAD").out;
    let headline =
        "1 of 3 incidents would change: 1 undecided; the configuration changes: `names.users_affected_pct`";
    assert_eq!(said.lines().next(), Some(headline), "{said}");
}

#[test]
#[ignore = "needs git"]
fn a_plan_in_a_shallow_clone_is_none() {
    let clone = sample();
    clone.git("checkout --quiet -b work");
    clone.write("sev.yaml", &TABLE.replace("20%", "35%")).commit("2026-01-02");
    let copy = Clone::new();
    copy.git(&format!("fetch --quiet --depth 1 file://{} work", clone.folder().display()));
    copy.git("checkout --quiet --detach FETCH_HEAD");
    let said = copy.sevlint("plan --fail-on-change");
    assert!(said.exit == 2 && said.err.contains("this clone is shallow"), "{said:?}");
    assert!(said.err.contains("`fetch-depth: 0`"), "{said:?}");
    // Who says what to compare with needs no history.
    assert_eq!(copy.sevlint("plan --fail-on-change --from HEAD").exit, 0);
}

#[test]
#[ignore = "needs git"]
fn a_plan_looks_at_the_project_whose_table_changed() {
    let clone = sample();
    for team in ["a", "b"] {
        clone.write(&format!("{team}/sevlint.toml"), "").write(&format!("{team}/sev.yaml"), TABLE);
        let text = postmortem(&format!("{team}-1"), "SEV-1", "22%");
        clone.write(&format!("{team}/postmortems/t.md"), &text);
    }
    clone.commit("2026-01-02");
    let plan = |words: &str| clone.sevlint(&format!("plan {words}"));
    assert_eq!(plan("--fail-on-change").exit, 0, "nothing changed");

    clone.write("b/sev.yaml", &TABLE.replace("20%", "25%"));
    for words in ["", "b", ".", "b/postmortems/t.md"] {
        let said = plan(words);
        assert!(said.out.contains("1 of 1 incident would change: 1 down"), "{words}: {said:?}");
        assert!(said.out.contains("`b/sev.yaml` against `b/sev.yaml at HEAD"), "{words}: {said:?}");
    }
    assert_eq!(plan("--fail-on-change").exit, 1);
    let said = plan("a --fail-on-change");
    assert!(said.exit == 0 && said.out.contains("`a/sev.yaml` against"), "{said:?}");

    // Of two that changed the first is looked at, and the other is named.
    clone.write("a/sev.yaml", &TABLE.replace("20%", "21%"));
    let said = plan("");
    assert!(said.out.contains("`a/sev.yaml` against"), "{said:?}");
    assert!(said.out.contains("`b/sev.yaml` of another project changed, too"), "{said:?}");

    // What only another team changed is no error of this one; a new postmortem goes where its table is.
    let wrong = "otherwise: true, examples: [{ says: x, facts: { users_affected_pct: 90% } }]";
    let wrong = TABLE.replace("otherwise: true", wrong);
    clone.write("sev.yaml", &wrong).commit("2026-01-03");
    clone.write("b/sev.yaml", &wrong);
    let told = clone.sevlint("check --changed-since HEAD --format concise --select table-example-wrong");
    assert_eq!(findings(&told), ["b/sev.yaml table-example-wrong"]);
    let said = clone.sevlint("new Broken");
    assert!(said.out.contains("postmortems/") && !said.out.contains("a/postmortems"), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn a_plan_names_projects_that_came_or_went() {
    let clone = Clone::new();
    let project = |team: &str, share: &str| {
        clone.write(&format!("{team}/sevlint.toml"), "");
        clone.write(&format!("{team}/sev.yaml"), &TABLE.replace("20%", share));
        clone.write(&format!("{team}/postmortems/t.md"), &postmortem(team, "SEV-1", "22%"));
    };
    for team in ["team", "b"] {
        project(team, "20%");
    }
    clone.write("q/sevlint.toml", "").commit("2026-01-02");
    let plan = |words: &str| clone.sevlint(&format!("plan {words}"));

    // Of projects side by side the one that changed, in whatever order they are named.
    clone.write("b/sev.yaml", &TABLE.replace("20%", "25%"));
    let files = "team/postmortems/t.md b/postmortems/t.md";
    for words in ["team b", "b team", "q b", files, ""] {
        let said = plan(&format!("{words} --fail-on-change"));
        assert!(
            said.exit == 1 && said.out.contains("`b/sev.yaml` against `b/sev.yaml at"),
            "{words}: {said:?}"
        );
    }

    // What is new has nothing to be compared with, whatever its name; neither has what is gone.
    project("0new", "30%");
    let said = plan("");
    assert!(said.out.contains("`b/sev.yaml` against `b/sev.yaml at"), "{said:?}");
    assert!(said.out.contains("`0new/sev.yaml` of another project is new"), "{said:?}");
    clone.git("checkout --quiet .");
    for file in ["sevlint.toml", "sev.yaml", "postmortems/t.md"] {
        clone.remove(&format!("0new/{file}")).remove(&format!("team/{file}"));
    }
    let said = plan("--fail-on-change");
    assert!(said.exit == 1 && said.out.contains("`team/sev.yaml` of another project is gone"), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn a_plan_names_a_table_that_projects_share_once() {
    let clone = Clone::new();
    clone.write("b/sevlint.toml", "").write("b/sev.yaml", TABLE);
    clone.write("b/postmortems/t.md", &postmortem("B-1", "SEV-1", "22%"));
    for team in ["s", "t"] {
        clone.write(&format!("{team}/sevlint.toml"), "table = \"../b/sev.yaml\"\n");
    }
    clone.commit("2026-01-02");
    // One more that uses it changes nothing, and neither does one less.
    clone.write("u/sevlint.toml", "table = \"../b/sev.yaml\"\n").remove("t/sevlint.toml");
    let said = clone.sevlint("plan --fail-on-change");
    assert!(said.exit == 0 && !said.out.contains("another project"), "{said:?}");
    clone.write("b/sev.yaml", &TABLE.replace("20%", "25%"));
    let said = clone.sevlint("plan");
    assert!(said.out.contains("1 of 1 incident would change"), "{said:?}");
    assert!(!said.out.contains("another project"), "{said:?}");
}

/// An incident that goes from one project to another is compared by the tables that judge it, before and after.
#[test]
#[ignore = "needs git"]
fn a_plan_follows_incidents_from_project_to_project() {
    let share = |share: &str| TABLE.replace("20%", share);
    let moved = |said: &Said, wanted: &[(&str, &str, &str)]| {
        let plan: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        let of = |found: &serde_json::Value| found["level"].as_str().unwrap_or("none").to_owned();
        let found: Vec<_> = plan["incidents"].as_array().unwrap().iter().collect();
        let found: Vec<(String, String, String)> = found
            .iter()
            .map(|found| {
                (found["path"].as_str().unwrap().to_owned(), of(&found["before"]), of(&found["after"]))
            })
            .collect();
        let found: Vec<_> =
            found.iter().map(|(path, from, to)| (path.as_str(), from.as_str(), to.as_str())).collect();
        assert_eq!(found, wanted, "{said:?}");
    };
    let clone = Clone::new();
    clone.write("sev.yaml", &share("60%")).write("postmortems/r.md", &postmortem("R", "SEV-1", "65%"));
    clone.write("b/sevlint.toml", "").write("b/sev.yaml", &share("20%"));
    clone.write("b/postmortems/t.md", &postmortem("B", "SEV-1", "22%"));
    clone.write("c/sevlint.toml", "").write("c/sev.yaml", &share("10%"));
    clone.write("c/postmortems/t.md", &postmortem("C", "SEV-1", "15%"));
    clone.write("d/postmortems/t.md", &postmortem("D", "SEV-2", "22%")).commit("2026-01-02");

    // The project is gone, and its incidents fall to the table of the repository.
    clone.remove("b/sevlint.toml").remove("b/sev.yaml");
    for words in ["", "b", "b/postmortems/t.md", ".", "--to sev.yaml"] {
        let said = clone.sevlint(&format!("plan --format json {words}"));
        moved(&said, &[("b/postmortems/t.md", "SEV-1", "SEV-2")]);
    }
    let said = clone.sevlint("plan");
    assert!(said.out.contains("is gone: name its folder, `b`, to see"), "{said:?}");
    assert!(!clone.sevlint("plan b").out.contains("another project"));
    // A change of that table is one of theirs, too, and of no other project's.
    clone.write("sev.yaml", &share("70%"));
    let both = [("b/postmortems/t.md", "SEV-1", "SEV-2"), ("postmortems/r.md", "SEV-1", "SEV-2")];
    moved(&clone.sevlint("plan --format json"), &both);
    // What falls from one project to another is no matter of a third.
    clone.git("checkout --quiet sev.yaml");
    clone.write("c/sev.yaml", &share("5%"));
    let said = clone.sevlint("plan --format json");
    moved(&said, &[]);
    moved(&clone.sevlint("plan --format json b"), &[("b/postmortems/t.md", "SEV-1", "SEV-2")]);
    clone.git("checkout --quiet .");

    // A new one takes them over.
    clone.write("d/sevlint.toml", "").write("d/sev.yaml", &share("20%"));
    for words in ["", "d"] {
        let said = clone.sevlint(&format!("plan --format json {words}"));
        moved(&said, &[("d/postmortems/t.md", "SEV-2", "SEV-1")]);
    }
    // As one that says what was said: nothing moves.
    clone.write("d/sev.yaml", &share("60%"));
    moved(&clone.sevlint("plan --format json"), &[]);
    clone.remove("d/sevlint.toml").remove("d/sev.yaml");

    // A postmortem is judged before by what judged it where it stood.
    clone.git("mv c/postmortems/t.md postmortems/c.md");
    moved(&clone.sevlint("plan --format json"), &[("postmortems/c.md", "SEV-1", "SEV-2")]);
    assert_eq!(clone.sevlint("plan --fail-on-change").exit, 1);
    clone.git("reset --quiet --hard");
    // A project that only has another name, with its table and a changed one; what is new was judged by nothing.
    clone.git("mv c new");
    clone.write("new/postmortems/n.md", &postmortem("N", "SEV-1", "99%"));
    for words in ["", "new"] {
        moved(&clone.sevlint(&format!("plan --format json {words}")), &[]);
    }
    clone.write("new/sev.yaml", &share("90%"));
    moved(&clone.sevlint("plan --format json new"), &[("new/postmortems/t.md", "SEV-1", "SEV-2")]);
    clone.git("reset --quiet --hard");
    clone.git("clean --quiet -d --force");
    // What was judged by nothing is told where it is judged now.
    clone.remove("c/sev.yaml").commit("2026-01-03");
    clone.remove("c/sevlint.toml");
    let said = clone.sevlint("plan --fail-on-change");
    assert!(
        said.exit == 1 && said.out.contains("1 postmortem is judged that nothing judged before"),
        "{said:?}"
    );
    assert!(said.out.contains("judged now, and by nothing before: `c/postmortems/t.md`"), "{said:?}");
}

/// Projects become one, one becomes several, and one gets another folder: what was before is found.
#[test]
#[ignore = "needs git"]
fn a_plan_finds_the_table_that_was_somewhere_else() {
    let clone = Clone::new();
    let share = |share: &str| TABLE.replace("20%", share);
    for (team, from) in [("a", "50%"), ("b", "20%")] {
        clone.write(&format!("{team}/sevlint.toml"), "").write(&format!("{team}/sev.yaml"), &share(from));
        clone.write(&format!("{team}/postmortems/t.md"), &postmortem(team, "SEV-1", "30%"));
    }
    clone.commit("2026-01-02");
    for team in ["a", "b"] {
        clone.remove(&format!("{team}/sevlint.toml")).remove(&format!("{team}/sev.yaml"));
    }
    clone.write("sev.yaml", &share("40%"));
    let said = clone.sevlint("plan");
    assert!(said.out.contains("`sev.yaml` against `a/sev.yaml at HEAD"), "{said:?}");
    assert!(said.out.starts_with("1 of 2 incidents would change: 1 down; "), "{said:?}");
    clone.commit("2026-01-03");

    // And back again.
    clone.git("mv sev.yaml a/sev.yaml");
    clone.write("a/sevlint.toml", "").write("b/sevlint.toml", "").write("b/sev.yaml", &share("20%"));
    let said = clone.sevlint("plan");
    assert!(said.out.contains("`a/sev.yaml` against `sev.yaml at HEAD"), "{said:?}");
    assert!(said.out.starts_with("1 of 2 incidents would change: 1 up; "), "{said:?}");
    clone.commit("2026-01-04");

    // The only project gets another name, and another table.
    clone.git("rm -r --quiet b");
    clone.commit("2026-01-05");
    clone.git("mv a c");
    assert!(clone.sevlint("plan --fail-on-change").out.starts_with("The change means nothing new"));
    clone.write("c/sev.yaml", &share("25%"));
    let said = clone.sevlint("plan");
    assert!(said.out.contains("`c/sev.yaml` against `a/sev.yaml at HEAD"), "{said:?}");
    assert!(said.out.starts_with("1 of 1 incident would change: 1 up"), "{said:?}");
}

/// Where no postmortem was found, folders that were not looked into are named: git ignores them, or they are links.
#[cfg(unix)]
#[test]
#[ignore = "needs git"]
fn folders_of_postmortems_that_are_not_seen_are_named() {
    use std::os::unix::fs::symlink;
    let clone = Clone::new();
    clone.write("sev.yaml", TABLE).write("content/pm/t.md", &postmortem("T-1", "SEV-1", "22%"));
    symlink("content/pm", clone.folder().join("postmortems")).unwrap();
    let linked = "note: `postmortems` is a link to `content/pm`, where its files are looked at";
    for command in ["check", "check postmortems", "adopt"] {
        let said = clone.sevlint(command);
        assert!(said.err.contains(linked) && !said.err.contains("is called postmortems"), "{said:?}");
    }
    clone.write("sevlint.toml", "postmortems = [\"content/pm/*.md\"]\nlanguage = \"ja\"\n");
    assert!(!clone.sevlint("check").err.contains("postmortems"), "one was found");
    clone.remove("content/pm/t.md").write("content/readme.md", "# Read me\n");
    let said = clone.sevlint("check");
    assert!(said.err.contains("注意: `postmortems` は `content/pm` へのリンクで"), "{said:?}");

    let clone = Clone::new();
    clone.write("sev.yaml", TABLE).write("docs/incidents/t.md", &postmortem("T-1", "SEV-1", "22%"));
    clone.write(".gitignore", "incidents/\n").write("docs/readme.md", "# Read me\n");
    let ignored = "note: an ignore file leaves out `docs/incidents`, so nothing in it was looked at";
    for command in ["check", "check docs", "check docs/incidents", "report"] {
        let said = clone.sevlint(command);
        let all = format!("{}{}", said.out.replace("Note", "note").replace("\n  ", " "), said.err);
        assert_eq!(all.matches(ignored).count(), 1, "{said:?}");
    }
    assert!(clone.sevlint("check docs/incidents/t.md").out.starts_with("1 postmortem: 1 confirmed"));
}

/// Where a configuration cuts off the table of a folder above, what needs a table says so, and what to write.
#[test]
#[ignore = "needs git"]
fn what_needs_a_table_names_the_one_above() {
    let clone = Clone::new();
    clone.write("SEV.md", &format!("---\n{TABLE}---\n")).write("team/sevlint.toml", "");
    clone.write("team/postmortems/t.md", &postmortem("T-1", "SEV-1", "22%")).commit("2026-01-02");
    let words = "for which `../SEV.md` does not count\nhelp: to use it, write `table = \"../SEV.md\"` in `sevlint.toml`";
    for command in ["table show", "table lint", "classify users_affected_pct=60%", "explain postmortems/t.md"]
    {
        let said = clone.sevlint_in("team", command);
        assert!(said.exit == 2 && said.err.contains(words), "{command}: {said:?}");
        assert_eq!(clone.sevlint_in("team", &format!("{command} --table ../SEV.md")).err, "", "{command}");
    }
    clone.write("team/sevlint.toml", "language = \"ja\"\n");
    let said = clone.sevlint_in("team", "table show");
    assert!(said.err.contains("`sevlint.toml` に `table = \"../SEV.md\"` と書く"), "{said:?}");
}

/// What is gone has nothing to be compared with, whatever its name: another project is looked at, and told which is gone.
#[test]
#[ignore = "needs git"]
fn a_plan_tells_which_tables_are_gone() {
    let clone = Clone::new();
    for team in ["api", "web"] {
        clone.write(&format!("{team}/sevlint.toml"), "timezone = \"UTC\"\n");
        clone.write(&format!("{team}/sev.yaml"), TABLE);
        clone.write(&format!("{team}/postmortems/t.md"), &postmortem(team, "SEV-1", "22%"));
    }
    clone.commit("2026-01-02");
    for (gone, other) in [("api", "web"), ("web", "api")] {
        clone.remove(&format!("{gone}/sev.yaml"));
        let lost = [format!("{gone}/postmortems/t.md")];
        for (share, words) in [("20%", ""), ("20%", "web api"), ("20%", "api web"), ("30%", ""), ("30%", ".")]
        {
            clone.write(&format!("{other}/sev.yaml"), &TABLE.replace("20%", share));
            let said = clone.sevlint(&format!("plan --fail-on-change {words}"));
            assert!(said.exit == 1 && said.err.is_empty(), "{said:?}");
            assert!(
                said.out.contains(&format!("`{other}/sev.yaml` against `{other}/sev.yaml at")),
                "{said:?}"
            );
            assert!(said.out.contains(&format!("`{gone}/sev.yaml` of another project is gone")), "{said:?}");
            assert!(
                said.out.lines().next().unwrap().contains("; 1 postmortem is judged no more; "),
                "{said:?}"
            );
            assert_eq!(said.out.contains("1 of 1 incident would change"), share == "30%", "{said:?}");
            let said = clone.sevlint(&format!("plan --format json {words}"));
            let plan: serde_json::Value = serde_json::from_str(&said.out).unwrap();
            assert_eq!(plan["no_more"], serde_json::json!(lost), "{said:?}");
        }
        // Whoever names its folder is told, too.
        let said = clone.sevlint(&format!("plan {gone}"));
        let is_gone = format!("error: `{gone}/sev.yaml` of HEAD (");
        assert!(
            said.exit == 2 && said.err.starts_with(&is_gone) && said.err.contains(" is gone"),
            "{said:?}"
        );
        let to = format!("plan {gone} --to {other}/sev.yaml");
        assert!(clone.sevlint(&to).out.contains("1 of 1 incident would change"), "{to}");
        clone.git("checkout --quiet .");
    }
    clone.remove("api/sev.yaml").remove("web/sev.yaml");
    let said = clone.sevlint("plan");
    assert!(
        said.exit == 2 && said.err.starts_with("error: `api/sev.yaml`, `web/sev.yaml` of HEAD ("),
        "{said:?}"
    );
    // A table that is new at the root has nothing to be compared with, either.
    clone.git("checkout --quiet .");
    clone.write("sev.yaml", TABLE).write("web/sev.yaml", &TABLE.replace("20%", "30%"));
    let said = clone.sevlint("plan");
    assert!(said.out.contains("`sev.yaml` of another project is new"), "{said:?}");
    assert!(said.out.starts_with("1 of 1 incident would change: 1 down; "), "{said:?}");
}

#[test]
#[ignore = "needs git"]
fn a_plan_of_several_projects_names_each_configuration_once() {
    let clone = Clone::new();
    for team in ["api", "web"] {
        clone.write(&format!("{team}/sevlint.toml"), "").write(&format!("{team}/sev.yaml"), TABLE);
    }
    clone.commit("2026-01-02");
    clone
        .write("api/sev.yaml", &TABLE.replace("20%", "30%"))
        .write("web/sevlint.toml", "timezone = \"UTC\"\n");
    for words in ["web api", "api web", "web", ""] {
        let said = clone.sevlint(&format!("plan {words}"));
        assert_eq!(
            said.out.matches("`web/sevlint.toml` says something else").count(),
            1,
            "{words}: {said:?}"
        );
    }
}

/// The oldest table judges what is earlier than its first day, too.
#[test]
#[ignore = "needs git"]
fn a_plan_knows_what_the_first_day_of_the_oldest_table_means() {
    let clone = sample();
    clone.write("sev.yaml", &format!("effective_from: 2026-06-01\n{TABLE}"));
    let told = "its first day: 2026-06-01, before none; as no table is older, it judges earlier";
    let said = clone.sevlint("plan");
    assert!(said.out.contains(told), "{said:?}");
    assert!(said.out.starts_with("Everything comes out at the level it came out at; "), "{said:?}");
    assert_eq!(planned(&clone, ""), (vec![], true));

    // Of several, too; the first day of a later one hands incidents over.
    let (clone, dated) = versions();
    clone.write("2025.yaml", &dated("2025-03-01", "50%"));
    assert!(
        clone
            .sevlint("plan")
            .out
            .contains("its first day: 2025-03-01, before 2025-01-01; as no table is older")
    );
    assert_eq!(planned(&clone, ""), (vec![], true));
    clone.git("checkout --quiet .");
    clone.write("2026.yaml", &dated("2026-07-05", "20%"));
    assert!(
        clone
            .sevlint("plan")
            .out
            .contains("it judges incidents from 2026-07-05 on, before from 2026-07-01 on")
    );
    assert_eq!(planned(&clone, ""), (vec![], false));
}

/// A table that is not staged is not missing; a table that is gone is no longer what its postmortems are judged by.
#[test]
#[ignore = "needs git"]
fn a_table_that_is_not_there_concerns_what_it_judged() {
    let clone = sample();
    clone.git("rm --quiet --cached sev.yaml");
    clone.write("postmortems/a.md", &postmortem("INC-1", "SEV-2", "40%")).git("add postmortems");
    let said = clone.sevlint("check --staged");
    let told = "note: there is no SEV table in the index, so nothing is judged: `sev.yaml` is not staged: `git add sev.yaml`";
    assert_eq!((said.exit, said.err.trim()), (0, told));
    clone.git("add sev.yaml");
    assert_eq!(clone.sevlint("check --staged").exit, 1);
    clone.git("reset --quiet --hard");

    let checked = |clone: &Clone| {
        let said = clone.sevlint("check --changed-since HEAD --format json");
        let outcome: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        (outcome["summary"]["postmortems"].as_u64().unwrap(), said)
    };
    clone.remove("sev.yaml");
    let (postmortems, said) = checked(&clone);
    assert!(
        postmortems == 2 && said.err.starts_with("note: there is no SEV table, so nothing is judged"),
        "{said:?}"
    );
    // Another one takes its place; one that was never the table of the project changes nothing.
    clone.git("checkout --quiet .");
    std::fs::create_dir(clone.folder().join("docs")).unwrap();
    clone.write("docs/sev.yaml", &TABLE.replace("20%", "50%")).commit("2026-01-03");
    clone.write("docs/sev.yaml", &TABLE.replace("20%", "60%"));
    assert_eq!(checked(&clone).0, 0);
    clone.git("checkout --quiet .");
    clone.remove("sev.yaml");
    assert_eq!(checked(&clone).0, 2);
    // Of another project it is not the table.
    clone.git("checkout --quiet .");
    clone.write("team/sevlint.toml", "table = '../sev.yaml'\n").write("team/sev.yaml", TABLE);
    clone.write("team/postmortems/t.md", &postmortem("T-1", "SEV-2", "30%")).commit("2026-01-04");
    clone.remove("team/sev.yaml");
    assert_eq!(checked(&clone).0, 0);
}

#[test]
#[ignore = "needs git"]
fn what_a_plan_starts_from_may_be_misspelt() {
    let clone = sample();
    for (from, help) in [
        ("sevv.yaml", "help: did you mean `sev.yaml`?"),
        ("nowhere", "help: name a branch, a tag or a commit, or the file of a table"),
    ] {
        let said = clone.sevlint(&format!("plan --from {from}"));
        let message = format!("error: git knows no commit `{from}`, and there is no such file\n{help}\n");
        assert_eq!((said.exit, said.err), (2, message));
    }
}

/// However many projects move at once, and whatever their files are called.
#[test]
#[ignore = "needs git"]
fn what_is_known_of_many_projects_stays_known_when_all_of_them_move() {
    let clone = Clone::new();
    let project = |folder: &str, file: &str| {
        let up = "../".repeat(folder.matches('/').count() + 1);
        clone.write(&format!("{folder}/sevlint.toml"), &format!("baseline = '{up}known.json'\n"));
        clone.write(&format!("{folder}/sev.yaml"), TABLE);
        clone.write(&format!("{folder}/postmortems/{file}.md"), &postmortem("INC-1", "SEV-2", "60%"));
    };
    clone.write("known.json", NOTHING_KNOWN);
    let numbers = 0..80;
    for number in numbers.clone() {
        project(&format!("p{number}"), "y");
        project(&format!("q{number}"), &format!("on-{number}"));
    }
    assert_eq!(clone.sevlint("check --write-baseline").exit, 0);
    for number in numbers {
        for folder in [format!("p{number}"), format!("q{number}")] {
            std::fs::remove_dir_all(clone.folder().join(folder)).unwrap();
        }
        // One keeps its name, and one the names of its files.
        project(&format!("services/p{number}"), "y");
        project(&format!("services/team-{number}"), &format!("on-{number}"));
    }
    let said = clone.sevlint("check");
    assert_eq!((said.exit, said.out.contains("160 known")), (0, true), "{said:?}");
}
