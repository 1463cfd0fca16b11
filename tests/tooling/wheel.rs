//! The wheel that `pyproject.toml` describes: the program, for those who have Python and no compiler.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{succeeds, tools};

/// Builds the wheel of a package, as `cargo build` builds the program, into a folder that is emptied before.
pub fn built(package: &Path, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    succeeds(
        Command::new(tools().join("bin/maturin"))
            .args(["build", "--profile", "dev", "--quiet", "--out"])
            .arg(folder)
            .arg("--manifest-path")
            .arg(package.join("Cargo.toml")),
    );
}

/// Writes a package that is described by the same `pyproject.toml`, and whose program does nothing but start another one: that
/// compiles in a second.
pub fn write_launcher(package: &Path, program: &Path) {
    fs::create_dir_all(package.join("src")).unwrap();
    for name in ["pyproject.toml", "README.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(name, package.join(name)).unwrap();
    }
    let version = env!("CARGO_PKG_VERSION");
    let manifest = format!(
        "[package]\nname = \"sevlint\"\nversion = \"{version}\"\nedition = \"2024\"\n\n[workspace]\n"
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(
        package.join("Cargo.lock"),
        format!("version = 4\n\n[[package]]\nname = \"sevlint\"\nversion = \"{version}\"\n"),
    )
    .unwrap();
    let source = format!(
        "use std::os::unix::process::CommandExt;\n\nfn main() {{\n    let words = std::env::args_os().skip(1);\n    \
         panic!(\"{{}}\", std::process::Command::new({:?}).args(words).exec());\n}}\n",
        program.to_str().unwrap()
    );
    fs::write(package.join("src/main.rs"), source).unwrap();
}

/// Whether pip installs a wheel without a compiler, and there is nothing in it but the program.
pub fn runs_in_a_new_environment(wheels: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let environment = folder.path().join("environment");
    succeeds(Command::new("python3").args(["-m", "venv"]).arg(&environment));
    let pip = ["install", "--quiet", "--no-index", "--disable-pip-version-check", "--find-links"];
    succeeds(Command::new(environment.join("bin/pip")).args(pip).arg(wheels).arg("sevlint"));
    let version = succeeds(Command::new(environment.join("bin/sevlint")).arg("--version"));
    assert_eq!(version.stdout, format!("sevlint {}\n", env!("CARGO_PKG_VERSION")).into_bytes());
    let listed = succeeds(Command::new(environment.join("bin/pip")).args(["show", "--files", "sevlint"]));
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("bin/sevlint") && !listed.contains(".py\n"), "{listed}");
}
