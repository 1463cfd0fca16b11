//! Places where sevlint runs before a commit or in a pipeline: each runs what its page in `docs/` shows, and blocks a mismatch.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

mod tooling;

use tooling::{snippets, succeeds, tools};

const TABLE: &str = "---
sev_table: 1
facts:
  users_affected_pct: { kind: percent, says: Share of users who could not work }
levels:
  - id: SEV-1
    response: { cover: around-the-clock, notify: [executives] }
    criteria: [{ id: half-of-users, when: { users_affected_pct: at least 50% } }]
    examples: [{ says: Nobody could sign in, facts: { users_affected_pct: 100% } }]
  - id: SEV-2
    response: { cover: business-hours }
    otherwise: true
    examples: [{ says: A report came late, facts: { users_affected_pct: 0% } }]
---
";

#[test]
#[ignore = "needs maturin, which tests/tools.sh installs"]
fn the_wheel_runs_in_a_new_environment() {
    let folder = tempfile::tempdir().unwrap();
    let environment = folder.path().join("environment");
    succeeds(Command::new("python3").args(["-m", "venv"]).arg(&environment));
    let wheels = wheels();
    let pip = ["install", "--quiet", "--no-index", "--disable-pip-version-check", "--find-links"];
    succeeds(Command::new(environment.join("bin/pip")).args(pip).arg(wheels).arg("sevlint"));
    let version = succeeds(Command::new(environment.join("bin/sevlint")).arg("--version"));
    assert_eq!(version.stdout, format!("sevlint {}\n", env!("CARGO_PKG_VERSION")).into_bytes());
    // There is nothing in it but the program.
    let listed = succeeds(Command::new(environment.join("bin/pip")).args(["show", "--files", "sevlint"]));
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("bin/sevlint") && !listed.contains(".py\n"), "{listed}");
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
#[ignore = "needs pre-commit, which tests/tools.sh installs, and minutes to compile"]
fn pre_commit_compiles_the_rust_hook() {
    let world = World::new();
    let own = std::env::current_dir().unwrap();
    // What is committed is what others get; a copy keeps git's hands off this repository.
    let source = world.folder.path().join("source");
    let archive = succeeds(
        Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&own),
    );
    for path in archive.stdout.split(|byte| *byte == 0) {
        let path = std::str::from_utf8(path).unwrap();
        let wanted = ["src/", "docs/", "Cargo.", "README", "LICENSE", ".pre-commit-hooks", "benches/"];
        if !path.is_empty() && wanted.iter().any(|start| path.starts_with(start)) {
            fs::create_dir_all(source.join(path).parent().unwrap()).unwrap();
            fs::copy(own.join(path), source.join(path)).unwrap();
        }
    }
    git(&source, &["init", "--quiet"]);
    git(&source, &["add", "--all"]);
    git(&source, &["commit", "--quiet", "--message", "source"]);
    world.blocks_a_mismatch_and_nothing_else(&|| {
        let mut command = world.tool("pre-commit");
        command
            .args(["try-repo", "--verbose"])
            .arg(&source)
            .arg("sevlint")
            .env("PRE_COMMIT_HOME", world.home());
        // Only whether it compiles and runs is asked here, not how fast it is.
        command.env("CARGO_TARGET_DIR", tools().parent().unwrap().join("hooks"));
        for (name, value) in
            [("OPT_LEVEL", "0"), ("LTO", "false"), ("CODEGEN_UNITS", "16"), ("DEBUG", "false")]
        {
            command.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
        }
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

fn postmortem(severity: &str, share: u32) -> String {
    format!("---\nid: INC-{share}\nseverity: {severity}\nusers_affected_pct: {share}%\n---\n")
}

fn says(output: &Output, code: i32, what: &str) {
    let text =
        [&*String::from_utf8_lossy(&output.stdout), &*String::from_utf8_lossy(&output.stderr)].join("\n");
    assert_eq!(output.status.code(), Some(code), "{text}");
    assert!(text.contains(what), "no {what} in\n{text}");
}

/// The folder of the wheel, which is built once, as `cargo build` builds the program.
fn wheels() -> &'static Path {
    static WHEELS: OnceLock<PathBuf> = OnceLock::new();
    WHEELS.get_or_init(|| {
        let folder = tools().parent().unwrap().join("wheels");
        let _ = fs::remove_dir_all(&folder);
        succeeds(
            Command::new(tools().join("bin/maturin"))
                .args(["build", "--profile", "dev", "--locked", "--quiet", "--out"])
                .arg(&folder),
        );
        folder
    })
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = succeeds(
        Command::new("git")
            .args(["-c", "user.name=somebody", "-c", "user.email=somebody@localhost"])
            .args(arguments)
            .current_dir(folder),
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A repository with a table and one postmortem that agrees with it.
struct World {
    folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(world.repository()).unwrap();
        world.git(&["init", "--quiet", "--initial-branch=main"]);
        world.write("SEV.md", TABLE);
        world.write("postmortems/a.md", &postmortem("SEV-1", 60));
        world.git(&["add", "--all"]);
        world.git(&["commit", "--quiet", "--message", "first"]);
        world
    }

    fn repository(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.repository(), arguments)
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.repository().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// The repository that stands for `OWNER/sevlint-pre-commit`.
    fn mirror(&self) -> PathBuf {
        let mirror = self.folder.path().join("mirror");
        tooling::copy(Path::new("pre-commit-mirror"), &mirror);
        git(&mirror, &["init", "--quiet"]);
        git(&mirror, &["add", "--all"]);
        git(&mirror, &["commit", "--quiet", "--message", "mirror"]);
        git(&mirror, &["tag", "v0.1.0"]);
        mirror
    }

    fn configure(&self, name: &str, config: &str, mirror: &Path) {
        let local =
            config.replace("https://github.com/OWNER/sevlint-pre-commit", &mirror.display().to_string());
        assert_ne!(local, config);
        self.write(name, &local);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "configured"]);
    }

    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(tools().join("bin").join(name));
        self.with_program(&mut command);
        command
    }

    /// In the repository, with the program under test on the path.
    fn with_program<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        let program = Path::new(env!("CARGO_BIN_EXE_sevlint")).parent().unwrap();
        command
            .current_dir(self.repository())
            .env("PATH", format!("{}:{}", program.display(), std::env::var("PATH").unwrap()))
            .stdin(Stdio::null())
    }

    fn blocks_a_mismatch_and_nothing_else(&self, run: &dyn Fn() -> Command) {
        // A mismatch that is not staged is not of this commit.
        self.write("postmortems/later.md", &postmortem("SEV-2", 70));
        self.write("postmortems/b.md", &postmortem("SEV-1", 90));
        self.git(&["add", "postmortems/b.md"]);
        says(&run().output().unwrap(), 0, "1 confirmed");
        // What is staged counts, not what the work tree has meanwhile.
        self.write("postmortems/b.md", &postmortem("SEV-2", 90));
        self.git(&["add", "postmortems/b.md"]);
        self.write("postmortems/b.md", &postmortem("SEV-1", 90));
        says(&run().output().unwrap(), 1, "error[severity-understated]");
        self.git(&["add", "postmortems/b.md"]);
        fs::remove_file(self.repository().join("postmortems/later.md")).unwrap();
    }
}
