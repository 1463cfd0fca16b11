//! What `prose-contradicts-fact` finds of the contradictions planted in `fixtures/prose`, and what it must leave alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use sevlint::lint::project::Given;
use sevlint::lint::record::Detail;
use sevlint::lint::request::Request;
use sevlint::lint::run::run;
use sevlint::source::repository::Root;

const RULE: &str = "prose-contradicts-fact";
const FEWEST: usize = 40;

#[test]
fn planted_contradictions_are_found_and_near_misses_are_not_flagged() {
    let mut wrong = vec![];
    for language in ["english", "japanese"] {
        let source = Path::new("fixtures/prose").join(language).join("repo");
        let postmortems = names(&source.join("postmortems"));
        let flagged = flagged(&source);
        let of = |kind: &str| postmortems.iter().filter(|name| name.starts_with(kind)).collect::<Vec<_>>();
        let (planted, consistent) = (of("planted-"), of("consistent-"));
        assert!(planted.len() >= FEWEST && consistent.len() >= FEWEST, "{language}: too few fixtures");
        let missed: Vec<_> = planted.iter().filter(|name| !flagged.contains(**name)).collect();
        let alarms: Vec<_> = consistent.iter().filter(|name| flagged.contains(**name)).collect();
        let found = planted.len() - missed.len();
        if found * 5 < planted.len() * 4 {
            wrong
                .push(format!("{language}: only {found} of {} are found; missed {missed:#?}", planted.len()));
        }
        if !alarms.is_empty() {
            wrong.push(format!("{language}: false alarms {alarms:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The names of the files that the rule flags, in a copy that is a repository of its own.
fn flagged(source: &Path) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("postmortems")).unwrap();
    fs::copy(source.join("SEV.md"), folder.path().join("SEV.md")).unwrap();
    for name in names(&source.join("postmortems")) {
        let inside = Path::new("postmortems").join(name);
        fs::copy(source.join(&inside), folder.path().join(&inside)).unwrap();
    }
    let root = Root::find(folder.path()).unwrap();
    let request = Request {
        paths: vec![folder.path().to_path_buf()],
        given: Given::default(),
        today: date(2026, 11, 22),
        detail: Detail::Brief,
    };
    let findings = run(&root, &request).findings;
    let of_rule = findings.into_iter().filter(|finding| finding.diagnostic.about.id == RULE);
    of_rule.map(|finding| finding.diagnostic.place.path.rsplit('/').next().unwrap().to_owned()).collect()
}
