//! Small repositories made with git, and commands typed in them.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use sevlint::cli::environment::Environment;
use sevlint::cli::program::run;
use tempfile::TempDir;

/// A repository in a folder of its own, which is gone when this is.
pub struct Clone {
    home: TempDir,
    folder: PathBuf,
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub exit: i32,
}

impl Clone {
    /// An empty repository on the branch `main`.
    pub fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(home.path()).unwrap().join("repo");
        fs::create_dir(&folder).unwrap();
        let clone = Self { home, folder };
        clone.git("init --quiet --initial-branch=main");
        clone
    }

    /// A clone of this one that has only the newest commits.
    pub fn shallow(&self, depth: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(home.path()).unwrap().join("repo");
        let from = format!("file://{}", self.folder.display());
        let depth = format!("--depth={depth}");
        let arguments = ["clone", "--quiet", "--no-local", &depth, &from, folder.to_str().unwrap()];
        assert!(git().args(arguments).status().unwrap().success());
        Self { home, folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts a program of its own wherever git would run one for it; it leaves a file behind once it is run.
    pub fn set_traps(&self) {
        use std::os::unix::fs::PermissionsExt;
        let trap = self.folder.join("trap.sh");
        self.write("trap.sh", "#!/bin/sh\ntouch \"$(dirname \"$0\")/sprung\"\ncat\n");
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
        let trap = trap.display();
        self.write(".gitattributes", "*.md diff=trap filter=trap\n*.yaml diff=trap filter=trap\n");
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
            self.git(&format!("config {key} {value}"));
        }
    }

    /// Whether a trap was sprung.
    pub fn is_sprung(&self) -> bool {
        self.folder.join("sprung").exists()
    }

    /// Runs git with words that have no spaces in them.
    pub fn git(&self, words: &str) -> String {
        let output = git().arg("-C").arg(&self.folder).args(words.split(' ')).output().unwrap();
        assert!(output.status.success(), "git {words}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub fn write(&self, path: &str, text: &str) -> &Self {
        let place = self.folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        self
    }

    pub fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.folder.join(path)).unwrap();
        self
    }

    /// Commits everything, at noon UTC of a day.
    pub fn commit(&self, day: &str) -> String {
        self.git("add --all");
        self.commit_staged(day)
    }

    pub fn commit_staged(&self, day: &str) -> String {
        let at = format!("{day}T12:00:00Z");
        let mut git = git();
        git.env("GIT_AUTHOR_DATE", &at).env("GIT_COMMITTER_DATE", &at).arg("-C").arg(&self.folder);
        let output = git.args(["commit", "--quiet", "--allow-empty", "-m", day]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.git("rev-parse HEAD")
    }

    /// Merges a branch, at noon UTC of a day.
    pub fn merge(&self, branch: &str, day: &str) {
        let at = format!("{day}T12:00:00Z");
        let mut git = git();
        git.env("GIT_AUTHOR_DATE", &at).env("GIT_COMMITTER_DATE", &at).arg("-C").arg(&self.folder);
        let output = git.args(["merge", "--quiet", "--no-ff", "-m", day, branch]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Types a command of sevlint, whose words have no spaces in them, in the repository.
    pub fn sevlint(&self, words: &str) -> Said {
        self.sevlint_in("", words)
    }

    pub fn sevlint_in(&self, folder: &str, words: &str) -> Said {
        let environment = Environment {
            folder: self.folder.join(folder),
            today: date(2026, 11, 22),
            colour: false,
            columns: None,
            asks: false,
            ..Environment::default()
        };
        let (mut out, mut err) = (vec![], vec![]);
        let words = ["sevlint"].into_iter().chain(words.split_whitespace());
        let exit = run(words, &environment, &mut std::io::empty(), &mut out, &mut err) as i32;
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Said { out: text(out), err: text(err), exit }
    }
}

/// A git that knows nothing of the machine's configuration.
fn git() -> Command {
    let mut git = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]);
    git
}
