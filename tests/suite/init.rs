//! `sevlint init`: whatever stands in a repository, what it writes loads, and nothing that was there is changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sevlint::cli::exit::Exit;

use crate::program::sevlint;

fn typed(folder: &Path, words: &[&str]) -> (String, Exit) {
    let ran = sevlint(folder, words);
    (ran.out + &ran.err, ran.exit)
}

fn repositories(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name == "repo") {
            found.push(path);
        } else if path.is_dir() {
            repositories(&path, found);
        }
    }
}

/// Copies a repository, without what `init` would write.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let is_ours = name == "sevlint.toml" || name.to_lowercase().starts_with("sev.");
        if path.is_dir() {
            copy(&path, &to.join(&name));
        } else if !is_ours && !path.is_symlink() {
            fs::copy(&path, to.join(&name)).unwrap();
        }
    }
}

fn texts(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

#[test]
fn what_it_writes_loads_in_every_repository_of_the_fixtures() {
    let mut found = vec![];
    repositories(Path::new("fixtures"), &mut found);
    assert!(found.len() > 50, "only {} repositories", found.len());
    for repository in found {
        let folder = tempfile::tempdir().unwrap();
        copy(&repository, folder.path());
        let mut before = BTreeMap::new();
        texts(folder.path(), &mut before);
        let (said, exit) = typed(folder.path(), &["init"]);
        assert_eq!(exit, Exit::Clean, "{}: {said}", repository.display());
        let (said, exit) = typed(folder.path(), &["check", "--format", "concise"]);
        assert_ne!(exit, Exit::Broken, "{}: {said}", repository.display());
        let mut after = BTreeMap::new();
        texts(folder.path(), &mut after);
        for (path, text) in &before {
            assert_eq!(after.get(path), Some(text), "{} was changed", path.display());
        }
        assert!(after.len() > before.len(), "{}: nothing was written", repository.display());
    }
}

/// A folder of postmortems is no project: what governs it, else the repository, gets the files, and `check` finds the postmortems.
#[test]
fn in_a_folder_of_postmortems_it_writes_above() {
    let of_severities = "# Severity\n\n## SEV-1\n\nAll is down.\n\n## SEV-2\n\nThe rest.\n";
    for (file, place) in [
        (None, ""),
        (Some(("shop/sevlint.toml", "language = \"en\"\n")), "shop/"),
        // What a service says of its severities is of its project.
        (Some(("shop/SEVERITY.md", of_severities)), "shop/"),
        (Some(("SEVERITY.md", of_severities)), ""),
        (Some(("shop/postmortems/SEVERITY.md", of_severities)), ""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(
            "shop/postmortems/2026/a.md",
            "---\nseverity: SEV-1\ndate: 2026-03-03\n---\n\n# Checkout down\n",
        );
        if let Some((path, text)) = file {
            write(path, text);
        }
        let inner = folder.path().join("shop/postmortems/2026");
        let (said, exit) = typed(&inner, &["init"]);
        assert_eq!(exit, Exit::Clean, "{said}");
        assert!(said.contains("this folder is one of postmortems"), "{said}");
        assert!(folder.path().join(place).join("SEV.md").is_file(), "{said}");
        let is_free = |name: &str| !inner.join(name).exists();
        assert!(is_free("SEV.md") && is_free("sevlint.toml") && is_free("postmortems"), "{said}");
        let (said, _) = typed(folder.path(), &["check", "--format", "concise"]);
        assert!(said.contains("1 postmortem:"), "{said}");
    }
}
