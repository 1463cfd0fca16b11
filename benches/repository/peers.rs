//! Other tools that people check Markdown or front matter with, on the same files. `tests/tools.sh peers` installs them by
//! name; one that is not there is left out, and said so.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::REPOSITORY;

/// A tool to compare with.
pub struct Peer {
    /// Its name and, where it needs one, its plugin.
    pub name: &'static str,
    /// What it looks at, and what it does not, on these files.
    pub checks: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    input: Input,
}

/// What a peer is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    /// The folder it is started in.
    Folder,
    /// The front matter of each file as a file of its own, named one by one: it reads no Markdown.
    SplitOut,
}

/// More names than that do not fit in one command.
const MOST_NAMED: usize = 20_000;

/// All of them, the fastest first.
pub const PEERS: &[Peer] = &[
    Peer {
        name: "rumdl",
        checks: "Markdown style; neither front matter nor severities",
        program: "rumdl",
        arguments: &["check", "--no-cache", "postmortems"],
        input: Input::Folder,
    },
    Peer {
        name: "mdsmith",
        checks: "Markdown style; neither front matter nor severities",
        program: "mdsmith",
        arguments: &["check", "postmortems"],
        input: Input::Folder,
    },
    Peer {
        name: "markdownlint-cli2",
        checks: "Markdown style; neither front matter nor severities",
        program: "markdownlint-cli2",
        arguments: &["postmortems/**/*.md"],
        input: Input::Folder,
    },
    Peer {
        name: "check-jsonschema",
        checks: "front matter split out, by a schema; no Markdown, no facts together, no table",
        program: "check-jsonschema",
        arguments: &["--schemafile", "front-matter.schema.json"],
        input: Input::SplitOut,
    },
    Peer {
        name: "remark, front matter schema",
        checks: "front matter by a schema; no facts together, no table",
        program: "remark",
        arguments: &[
            "--no-config",
            "--rc-path",
            ".remarkrc.mjs",
            "--no-stdout",
            "--quiet",
            "--frail",
            "postmortems",
        ],
        input: Input::Folder,
    },
];

const SCHEMA: &str = r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object",
  "required": ["id", "severity", "started_at", "resolved_at"],
  "properties": {
    "severity": { "enum": ["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5", "GAMEDAY"] },
    "customers_affected": { "type": "integer", "minimum": 0 },
    "data_loss": { "enum": ["none", "suspected", "confirmed", "unknown"] },
    "core_function": { "type": "boolean" }
  }
}
"#;

impl Peer {
    /// The command over a repository that is [`prepare`]d for it; none if the tool is not there or cannot take so many files.
    pub fn command(&self, home: &Path) -> Option<Command> {
        let mut command = Command::new(installed(self.program)?);
        command.args(self.arguments).current_dir(home.join(REPOSITORY));
        if self.input == Input::SplitOut {
            let files = split_out(home);
            if files.len() > MOST_NAMED {
                return None;
            }
            command.args(files);
        }
        Some(command)
    }
}

/// Where `tests/tools.sh peers` installs them.
fn installation() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers")
}

fn installed(program: &str) -> Option<PathBuf> {
    let places = [installation().join("python/bin"), installation().join("node_modules/.bin")];
    places.into_iter().map(|place| place.join(program)).find(|program| program.exists())
}

/// Writes what the peers need: a schema and a configuration, in the repository, and the front matter of each file, beside it.
pub fn prepare(home: &Path) {
    let repository = home.join(REPOSITORY);
    fs::write(repository.join("front-matter.schema.json"), SCHEMA).unwrap();
    let modules = installation().join("node_modules");
    let plugin = |path: &str| modules.join(path).display().to_string();
    let configuration = format!(
        "import frontmatter from '{}'\nimport schema from '{}'\n\
         export default {{ plugins: [frontmatter, [schema, {{ schemas: {{ 'front-matter.schema.json': ['**/*.md'] }} }}]] }}\n",
        plugin("remark-frontmatter/index.js"),
        plugin("remark-lint-frontmatter-schema/dist/index.js"),
    );
    fs::write(repository.join(".remarkrc.mjs"), configuration).unwrap();
    let split = home.join(FRONT_MATTER);
    fs::create_dir_all(&split).unwrap();
    for part in fs::read_dir(repository.join("postmortems")).unwrap() {
        for file in fs::read_dir(part.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            let text = fs::read_to_string(&file).unwrap();
            let front_matter = text.split("---\n").nth(1).unwrap_or_default();
            let name = file.file_stem().unwrap_or_default();
            fs::write(split.join(name).with_extension("yaml"), front_matter).unwrap();
        }
    }
}

/// What the front matter of each file is split out to.
const FRONT_MATTER: &str = "front-matter";

fn split_out(home: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(home.join(FRONT_MATTER)).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.path()).collect();
    files.sort();
    files
}
