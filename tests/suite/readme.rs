//! What the README shows is what happens.

use std::fs;

use sevlint::cli::exit::Exit;

use crate::program::sevlint;

/// The blocks of the README that begin with ```` ```KIND ````.
fn blocks(kind: &str) -> Vec<String> {
    let readme = fs::read_to_string("README.md").unwrap();
    let open = format!("```{kind}\n");
    let parts = readme.split(&open).skip(1);
    parts.map(|part| part.split("\n```").next().unwrap().to_owned() + "\n").collect()
}

#[test]
fn the_excerpt_is_what_the_sample_gives() {
    let transcript = fs::read_to_string("fixtures/sample/transcript.txt").unwrap();
    let excerpt = blocks("text").remove(0);
    assert!(excerpt.starts_with("$ sevlint check") && excerpt.lines().count() > 20);
    assert!(transcript.contains(&excerpt), "the README shows what `sevlint check` does not say:\n{excerpt}");
}

#[test]
fn the_table_and_the_postmortem_to_copy_agree() {
    let blocks = blocks("markdown");
    let [table, postmortem] = blocks.as_slice() else { panic!("{blocks:#?}") };
    let repository = tempfile::tempdir().unwrap();
    fs::create_dir(repository.path().join("postmortems")).unwrap();
    fs::write(repository.path().join("SEV.md"), table).unwrap();
    fs::write(repository.path().join("postmortems/2026-04-01-checkout.md"), postmortem).unwrap();
    let ran = sevlint(repository.path(), &["check"]);
    assert_eq!(ran.exit, Exit::Clean, "{}", ran.out);
    assert_eq!(ran.out, "1 postmortem: 1 confirmed\n0 errors, 0 warnings, 0 notes\n");
}

#[test]
fn the_settings_to_copy_load() {
    let settings = blocks("toml").remove(0);
    let repository = tempfile::tempdir().unwrap();
    fs::create_dir(repository.path().join("docs")).unwrap();
    fs::write(repository.path().join("docs/SEV.md"), blocks("markdown").remove(0)).unwrap();
    fs::write(repository.path().join("sevlint.toml"), settings).unwrap();
    let ran = sevlint(repository.path(), &["check"]);
    assert_eq!(ran.exit, Exit::Clean, "{}", ran.out);
}
