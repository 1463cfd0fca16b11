//! What `--format json` writes is what its schema says, for every fixture, and for runs that cannot be made.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use serde_json::Value;
use sevlint::cli::environment::Environment;
use sevlint::cli::program::run;
use sevlint::report::json;

#[test]
fn every_fixture_is_written_as_the_schema_says() {
    let schema = json::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut repositories = vec![];
    find(Path::new("fixtures"), &mut repositories);
    assert!(repositories.len() > 50, "only {} repositories were found", repositories.len());
    let (mut incidents, mut diagnostics) = (0, 0);
    for repository in repositories {
        let document = check(&repository, &[]);
        let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", repository.display());
        incidents += document["incidents"].as_array().unwrap().len();
        diagnostics += document["diagnostics"].as_array().unwrap().len();
        counts_agree(&document, &repository);
        places_are_real(&document, &repository);
    }
    assert!(incidents > 80 && diagnostics > 60, "{incidents} incidents, {diagnostics} diagnostics");
}

#[test]
fn the_schema_refuses_what_is_not_written() {
    let schema = json::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document = check(Path::new("fixtures/sample/repo"), &[]);
    let spoil = |path: &str, value: Value| {
        let mut spoilt = document.clone();
        *spoilt.pointer_mut(path).unwrap() = value;
        assert!(!validator.is_valid(&spoilt), "{path} may be anything");
    };
    spoil("/schema", "1".into());
    spoil("/summary/errors", (-1).into());
    spoil("/incidents/0/possible", "SEV-1".into());
    spoil("/incidents/0/facts/data_loss/state", "guessed".into());
    spoil("/diagnostics/0/start/line", Value::Null);
}

#[test]
fn a_run_that_cannot_be_made_still_writes_a_document() {
    let schema = json::schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for arguments in [
        &["no/such/file.md"][..],
        &["--fail-on", "fatal"],
        &["--as-of", "yesterday"],
        &["--table", "none.md"],
    ] {
        let document = check(Path::new("fixtures/sample/repo"), arguments);
        assert!(validator.is_valid(&document), "{arguments:?}: {document:#}");
        assert_eq!(document["complete"], Value::Bool(false), "{arguments:?}");
    }
}

fn check(repository: &Path, arguments: &[&str]) -> Value {
    let folder = repository.canonicalize().unwrap();
    // A fixture is a repository of its own, though it lies in this one.
    let copied = tempfile::tempdir().unwrap();
    copy(&folder, copied.path());
    let environment = Environment {
        folder: copied.path().to_path_buf(),
        today: date(2026, 11, 22),
        colour: true,
        columns: None,
        asks: false,
        ..Environment::default()
    };
    let (mut out, mut err) = (vec![], vec![]);
    run(
        [&["sevlint", "check", "--format", "json"], arguments].concat(),
        &environment,
        &mut std::io::empty(),
        &mut out,
        &mut err,
    );
    serde_json::from_slice(&out).unwrap_or_else(|error| {
        panic!("{}: {error}\n{}", repository.display(), String::from_utf8_lossy(&out))
    })
}

fn counts_agree(document: &Value, repository: &Path) {
    let summary = &document["summary"];
    for (key, gravity) in [("errors", "error"), ("warnings", "warning"), ("notes", "note")] {
        let diagnostics = document["diagnostics"].as_array().unwrap();
        let counted = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic["gravity"] == gravity && diagnostic["status"] == "new")
            .count();
        assert_eq!(summary[key], counted, "{key} of {}", repository.display());
    }
    for (standing, count) in summary["standings"].as_object().unwrap() {
        let incidents = document["incidents"].as_array().unwrap();
        let counted = incidents.iter().filter(|incident| incident["standing"] == standing.as_str()).count();
        assert_eq!(*count, counted, "{standing} of {}", repository.display());
    }
}

/// Lines, columns and offsets are three ways to name one place of the file.
fn places_are_real(document: &Value, repository: &Path) {
    for diagnostic in document["diagnostics"].as_array().unwrap() {
        let places = [&diagnostic["start"], &diagnostic["end"]].map(|place| (&diagnostic["path"], place));
        let related = diagnostic["related"].as_array().unwrap().iter();
        let related =
            related.flat_map(|label| [(&label["path"], &label["start"]), (&label["path"], &label["end"])]);
        for (path, place) in places.into_iter().chain(related) {
            let Ok(text) = fs::read_to_string(repository.join(path.as_str().unwrap())) else { continue };
            let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
            let before = &text[..number("offset")];
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let line = before.matches('\n').count() + 1;
            let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
            assert_eq!((number("line"), number("column")), (line, column), "{path} {place} {diagnostic:#}");
        }
    }
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name == "repo") {
                found.push(path);
            } else {
                find(&path, found);
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).map(|_| ()).unwrap();
        }
    }
}
