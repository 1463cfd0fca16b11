//! A repository in which something runs sevlint before a commit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::{copy, succeeds, tools};

/// A table of two levels, told apart by a share of users.
pub const TABLE: &str = "---
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

/// A repository with a table and one postmortem that agrees with it.
pub struct World {
    /// Where everything lies.
    pub folder: tempfile::TempDir,
}

impl World {
    pub fn new() -> Self {
        let world = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir_all(world.repository()).unwrap();
        world.git(&["init", "--quiet", "--initial-branch=main"]);
        world.write("SEV.md", TABLE);
        world.write("postmortems/a.md", &postmortem("SEV-1", 60));
        world.git(&["add", "--all"]);
        world.git(&["commit", "--quiet", "--message", "first"]);
        world
    }

    pub fn repository(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        git(&self.repository(), arguments)
    }

    pub fn write(&self, path: &str, text: &str) {
        let place = self.repository().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// The repository that stands for `OWNER/sevlint-pre-commit`.
    pub fn mirror(&self) -> PathBuf {
        let mirror = self.folder.path().join("mirror");
        copy(Path::new("pre-commit-mirror"), &mirror);
        git(&mirror, &["init", "--quiet"]);
        git(&mirror, &["add", "--all"]);
        git(&mirror, &["commit", "--quiet", "--message", "mirror"]);
        git(&mirror, &["tag", "v0.1.0"]);
        mirror
    }

    pub fn configure(&self, name: &str, config: &str, mirror: &Path) {
        let local =
            config.replace("https://github.com/OWNER/sevlint-pre-commit", &mirror.display().to_string());
        assert_ne!(local, config);
        self.write(name, &local);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "configured"]);
    }

    pub fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(tools().join("bin").join(name));
        self.with_program(&mut command);
        command
    }

    /// In the repository, with the program under test on the path.
    pub fn with_program<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        let program = Path::new(env!("CARGO_BIN_EXE_sevlint")).parent().unwrap();
        command
            .current_dir(self.repository())
            .env("PATH", format!("{}:{}", program.display(), std::env::var("PATH").unwrap()))
            .stdin(Stdio::null())
    }

    pub fn blocks_a_mismatch_and_nothing_else(&self, run: &dyn Fn() -> Command) {
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

/// A postmortem that declares a severity and states a share of users in percent.
pub fn postmortem(severity: &str, share: u32) -> String {
    format!("---\nid: INC-{share}\nseverity: {severity}\nusers_affected_pct: {share}%\n---\n")
}

/// Asserts with which code a program ended, and what it said.
pub fn says(output: &Output, code: i32, what: &str) {
    let text =
        [&*String::from_utf8_lossy(&output.stdout), &*String::from_utf8_lossy(&output.stderr)].join("\n");
    assert_eq!(output.status.code(), Some(code), "{text}");
    assert!(text.contains(what), "no {what} in\n{text}");
}

/// Runs git in a folder; gives what it says.
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = succeeds(
        Command::new("git")
            .args(["-c", "user.name=somebody", "-c", "user.email=somebody@localhost"])
            .args(arguments)
            .current_dir(folder),
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
