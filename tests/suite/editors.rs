//! `docs/editors.md`: what it has to be copied is data that can be read, and Neovim does with it what it says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::tooling::{copy, snippets, succeeds};

const PAGE: &str = "docs/editors.md";
const POSTMORTEM: &str = "postmortems/2025-12-10-mysql-reader-retries.md";

#[test]
fn what_is_to_be_copied_can_be_read() {
    let mut seen = vec![];
    for (name, text) in snippets(PAGE) {
        match Path::new(&name).extension().and_then(|ending| ending.to_str()) {
            Some("toml") => drop(toml::from_str::<toml::Table>(&text).unwrap()),
            Some("json") => drop(serde_json::from_str::<Value>(&text).unwrap()),
            Some("lua") => assert!(text.contains(r#"cmd = { "sevlint", "lsp" }"#), "{text}"),
            Some("rs") => assert!(text.contains(r#"args: vec!["lsp".into()]"#), "{text}"),
            _ => panic!("what is {name}?"),
        }
        seen.push(name);
    }
    for name in ["init.lua", "languages.toml", "settings.json", "extension.toml"] {
        assert!(seen.iter().any(|known| known == name), "{name} of {seen:?}");
    }
}

#[test]
#[ignore = "needs Neovim, which tests/tools.sh installs"]
fn neovim_shows_findings_and_makes_a_fix() {
    let version = succeeds(Command::new("nvim").arg("--version"));
    let version = String::from_utf8(version.stdout).unwrap();
    let home = tempfile::tempdir().unwrap();
    let folder = fs::canonicalize(home.path()).unwrap().join("repo");
    copy(Path::new("fixtures/sample/repo"), &folder);
    fs::create_dir_all(folder.join(".git")).unwrap();
    fs::write(folder.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
    let (_, init) = snippets(PAGE).into_iter().find(|(name, _)| name == "older-init.lua").unwrap();
    fs::write(home.path().join("init.lua"), init).unwrap();
    let output = succeeds(
        Command::new("nvim")
            .args(["--headless", "-n", "-i", "NONE", "-u"])
            .arg(home.path().join("init.lua"))
            .arg(POSTMORTEM)
            .arg("-S")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/neovim.lua"))
            .current_dir(&folder)
            .env("PATH", path_with_sevlint())
            .env("HOME", home.path())
            .env("XDG_STATE_HOME", home.path())
            .env("XDG_CACHE_HOME", home.path()),
    );
    let said = String::from_utf8(output.stdout).unwrap();
    for part in [
        "found 3:10 to 15: declared SEV-3, but the facts make it SEV-2",
        "standing  understated",
        "+ customers_affected at least 10: met, is 14 at 16:21",
        "offered SEV-1",
        "action Declare SEV-2 (unsafe: it changes what is said; then there would be a finding of response-not-notified)",
        "line severity: SEV-2",
    ] {
        assert!(said.contains(part), "{version}: no {part} in\n{said}");
    }
    let saved = fs::read_to_string(folder.join(POSTMORTEM)).unwrap();
    assert!(saved.contains("severity: SEV-3"), "nothing is written before somebody saves");
}

/// The path of this process, with the sevlint of this build first.
fn path_with_sevlint() -> std::ffi::OsString {
    let own: PathBuf = Path::new(env!("CARGO_BIN_EXE_sevlint")).parent().unwrap().into();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap()
}
