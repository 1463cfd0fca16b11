//! Places where sevlint runs before a commit or in a pipeline: each runs what its page in `docs/` shows, and blocks a mismatch.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::tooling::world::{World, postmortem, says};
use crate::tooling::{snippets, succeeds, tools, wheel};

#[test]
#[ignore = "needs maturin, which tests/tools.sh installs"]
fn the_wheel_runs_in_a_new_environment() {
    wheel::runs_in_a_new_environment(wheels());
}

#[test]
#[ignore = "needs pre-commit and maturin, which tests/tools.sh installs"]
fn pre_commit_installs_the_wheel_through_a_mirror() {
    let world = World::new();
    let mirror = world.mirror();
    let (_, config) = snippets("docs/pre-commit.md").remove(0);
    world.configure(".pre-commit-config.yaml", &config, &mirror);
    world.blocks_a_mismatch_and_nothing_else(&|| {
        let mut command = world.tool("pre-commit");
        command
            .args(["run", "--verbose"])
            .env("PIP_FIND_LINKS", wheels())
            .env("PRE_COMMIT_HOME", world.home());
        command
    });
    // Nothing is staged in a pipeline: there, everything is checked.
    world.write("postmortems/b.md", &postmortem("SEV-2", 90));
    world.git(&["add", "--all"]);
    world.git(&["commit", "--quiet", "--no-verify", "--message", "unchecked"]);
    let all = config.replace("id: sevlint\n", "id: sevlint-all\n");
    world.configure(".pre-commit-config.yaml", &all, &mirror);
    let mut command = world.tool("pre-commit");
    command.args(["run", "--all-files"]).env("PIP_FIND_LINKS", wheels()).env("PRE_COMMIT_HOME", world.home());
    says(&command.output().unwrap(), 1, "error[severity-understated]");
}

#[test]
#[ignore = "needs prek and maturin, which tests/tools.sh installs"]
fn prek_does_the_same() {
    let world = World::new();
    let pages = snippets("docs/prek.md");
    let [(_, mirrored), (_, local)] = pages.as_slice() else { panic!("{pages:#?}") };
    world.configure(".pre-commit-config.yaml", mirrored, &world.mirror());
    let run = || {
        let mut command = world.tool("prek");
        command.args(["run", "--verbose"]).env("PREK_HOME", world.home());
        command.env("PIP_FIND_LINKS", wheels()).env("UV_FIND_LINKS", wheels());
        command
    };
    world.blocks_a_mismatch_and_nothing_else(&run);
    let world = World::new();
    fs::write(world.repository().join(".pre-commit-config.yaml"), local).unwrap();
    world.git(&["add", "--all"]);
    world.git(&["commit", "--quiet", "--message", "configured"]);
    world.blocks_a_mismatch_and_nothing_else(&|| {
        let mut command = world.tool("prek");
        command.args(["run", "--verbose"]).env("PREK_HOME", world.home());
        command
    });
}

#[test]
#[ignore = "needs lefthook, which tests/tools.sh installs"]
fn lefthook_runs_what_its_page_shows() {
    let world = World::new();
    let (name, config) = snippets("docs/lefthook.md").remove(0);
    world.write(&name, &config);
    world.git(&["add", "--all"]);
    world.git(&["commit", "--quiet", "--message", "configured"]);
    world.blocks_a_mismatch_and_nothing_else(&|| {
        let mut command = world.tool("lefthook");
        command.args(["run", "pre-commit"]);
        command
    });
}

#[test]
#[ignore = "needs make"]
fn the_makefile_runs() {
    let world = World::new();
    let (name, text) = snippets("docs/make.md").remove(0);
    world.write(&name, &text);
    let make = |target: &str| world.with_program(&mut Command::new("make")).arg(target).output().unwrap();
    says(&make("postmortems"), 0, "1 confirmed");
    says(&make("sev-table"), 0, "1 SEV table");
    world.write("postmortems/b.md", &postmortem("SEV-2", 90));
    says(&make("postmortems"), 2, "error[severity-understated]");
}

#[test]
#[ignore = "needs check-jsonschema and maturin, which tests/tools.sh installs"]
fn the_gitlab_job_is_valid_and_its_script_runs() {
    let world = World::new();
    let (name, text) = snippets("docs/gitlab-ci.md").remove(0);
    world.write(&name, &text);
    let file = world.repository().join(&name);
    succeeds(
        Command::new(tools().join("bin/check-jsonschema"))
            .args(["--builtin-schema", "vendor.gitlab-ci"])
            .arg(&file),
    );
    let environment = world.folder.path().join("environment");
    succeeds(Command::new("python3").args(["-m", "venv"]).arg(&environment));
    world.write("postmortems/b.md", &postmortem("SEV-2", 90));
    let script: Vec<&str> = text
        .lines()
        .skip_while(|line| *line != "  script:")
        .skip(1)
        .map_while(|line| line.strip_prefix("    - "))
        .collect();
    assert_eq!(script.len(), 2);
    let output = Command::new("bash")
        .args(["-ec", &script.join("\n")])
        .current_dir(world.repository())
        .env("PATH", format!("{}:{}", environment.join("bin").display(), std::env::var("PATH").unwrap()))
        .env("PIP_NO_INDEX", "1")
        .env("PIP_FIND_LINKS", wheels())
        .output()
        .unwrap();
    says(&output, 1, "error[severity-understated]");
    let report = fs::read_to_string(world.repository().join("gl-code-quality.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report[0]["location"]["path"], "postmortems/b.md");
    assert!(fs::read_to_string(world.repository().join("sevlint.xml")).unwrap().contains("failures=\"1\""));
}

#[test]
fn the_mirror_has_the_hooks_and_the_version() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let mirrored = fs::read_to_string("pre-commit-mirror/.pre-commit-hooks.yaml").unwrap();
    assert_eq!(mirrored, hooks.replace("language: rust", "language: python"));
    let project = fs::read_to_string("pre-commit-mirror/pyproject.toml").unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert!(project.contains(&format!("version = \"{version}\"\ndependencies = [\"sevlint=={version}\"]")));
    for page in ["github", "gitlab-ci", "pre-commit", "prek"] {
        let text = fs::read_to_string(format!("docs/{page}.md")).unwrap();
        assert!(text.contains(version), "docs/{page}.md shows another version");
    }
}

#[test]
#[ignore = "needs pre-commit, which tests/tools.sh installs"]
fn pre_commit_knows_the_hooks() {
    let tool = tools().join("bin/pre-commit");
    for manifest in [".pre-commit-hooks.yaml", "pre-commit-mirror/.pre-commit-hooks.yaml"] {
        succeeds(Command::new(&tool).args(["validate-manifest", manifest]));
    }
}

/// The folder of a wheel whose program starts the one that is tested, built once. `.ci/long` builds the real one.
fn wheels() -> &'static Path {
    static WHEELS: OnceLock<PathBuf> = OnceLock::new();
    WHEELS.get_or_init(|| {
        let target = tools().parent().unwrap().to_owned();
        let package = target.join("launcher");
        wheel::write_launcher(&package, Path::new(env!("CARGO_BIN_EXE_sevlint")));
        let folder = target.join("wheels");
        wheel::built(&package, &folder);
        folder
    })
}
