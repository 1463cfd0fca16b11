//! Generated documentation is what the code says now. `BLESS=1 cargo test` writes it.

use std::fs;
use std::path::Path;

use sevlint::cli::exit::Exit;
use sevlint::report::schema::{config, table};
use sevlint::report::{names_page, rule_page};

use crate::program::{copied, sevlint};

#[test]
fn rules() {
    is_current("docs/rules.md", &rule_page::all());
}

#[test]
fn names() {
    is_current("docs/names.md", &names_page::page());
}

/// Those of what is written are held beside the types they are made from.
#[test]
fn json_schemas() {
    for (name, schema) in [("config", config::schema()), ("table", table::schema())] {
        let schema = serde_json::to_string_pretty(&schema).unwrap();
        is_current(&format!("docs/schema/{name}.schema.json"), &format!("{schema}\n"));
    }
}

/// What `sevlint report` writes of the README's sample.
#[test]
fn sample_report() {
    let sample = copied(Path::new("fixtures/sample/repo"));
    for (format, page) in [("markdown", "sample-report.md"), ("html", "sample-report.html")] {
        let ran = sevlint(sample.path(), &["report", "--since", "2024-01-01", "--format", format]);
        assert_eq!(ran.exit, Exit::Clean, "{}", ran.err);
        is_current(&format!("docs/{page}"), &ran.out);
    }
}

fn is_current(path: &str, wanted: &str) {
    let path = Path::new(path);
    let written = fs::read_to_string(path).unwrap_or_default();
    if written == wanted {
        return;
    }
    assert!(std::env::var_os("BLESS").is_some(), "{} has drifted: run `BLESS=1 cargo test`", path.display());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, wanted).unwrap();
}
