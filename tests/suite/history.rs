//! What history from git needs, whichever is asked for: git, a repository, all of its commits; and that nothing is run.

use std::process::Command;

use crate::told::{refused, table, three_tables};

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
    let (clone, _) = three_tables();
    clone.set_traps();
    for command in ["check", "report"] {
        assert!(clone.sevlint(&format!("{command} --table-history git --severity-history git")).exit < 2);
    }
    assert!(!clone.is_sprung());
}
