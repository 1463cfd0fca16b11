//! The hook of `language: rust`: pre-commit compiles it from what is committed, and it blocks a mismatch. And the wheel, for those
//! who have no compiler.
//!
//! Both compile everything once more, which takes minutes: `cargo test` runs them only by their name, as `.ci/long` does.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

mod tooling;

use tooling::world::{World, git};
use tooling::{succeeds, tools, wheel};

#[test]
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
fn the_wheel_of_the_program_runs_in_a_new_environment() {
    let folder = tools().parent().unwrap().join("wheels");
    wheel::built(Path::new("."), &folder);
    wheel::runs_in_a_new_environment(&folder);
}
