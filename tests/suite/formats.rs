//! The formats for other programs: what each reader of them needs, with names and titles that want to be obeyed.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use sevlint::report::FORMATS;
use sevlint::rules::RULES;

use crate::program::sevlint;
use crate::tooling;

/// What a stranger may call a file, where the file system lets them.
const HOSTILE: &[&str] = &[
    "2026-04-01 100%25 ::error::a.md",
    "2026-04-02 ]]><b>&amp;.md",
    "2026-04-03\n::warning::b.md",
    "2026-04-04,line=1,title=x.md",
    "2026-04-05 @octocat `#1` [x](https:e).md",
    "2026-04-06 障害🔥.md",
    "2026-04-07 ##[add-mask]e.md",
    "2026-04-08 \x1b[2J\u{202e}.md",
];

#[test]
fn hostile_names_are_escaped_in_each_format() {
    let repository = hostile();
    let sarif: Value = serde_json::from_str(&check(repository.path(), &["--format", "sarif"]).1).unwrap();
    let uris: HashSet<String> = results(&sarif).iter().map(|result| uri(&result["locations"][0])).collect();
    for uri in &uris {
        let decoded = percent_decoded(uri);
        assert!(HOSTILE.iter().any(|name| decoded == format!("postmortems/{name}")), "{uri}");
        assert!(uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b)), "{uri}");
    }
    assert_eq!(uris.len(), HOSTILE.len());

    let github = check(repository.path(), &["--format", "github"]).1;
    assert_eq!(github.lines().count(), HOSTILE.len(), "{github}");
    for line in github.lines() {
        let (properties, message) = line.strip_prefix("::error ").unwrap().split_once("::").unwrap();
        let properties: BTreeMap<&str, &str> =
            properties.split(',').map(|property| property.split_once('=').unwrap()).collect();
        assert_eq!(properties["title"], "severity-understated", "{line}");
        assert!(properties["file"].starts_with("postmortems/2026-04-0"), "{line}");
        assert_eq!(properties["line"], "2", "{line}");
        assert!(!message.contains('\x1b') && !line.contains('\u{202e}'), "{line:?}");
    }
    assert!(github.contains("file=postmortems/2026-04-03%0A%3A%3Awarning%3A%3Ab.md,"), "{github}");

    let gitlab: Value = serde_json::from_str(&check(repository.path(), &["--format", "gitlab"]).1).unwrap();
    let paths: HashSet<&str> =
        gitlab.as_array().unwrap().iter().map(|issue| issue["location"]["path"].as_str().unwrap()).collect();
    assert!(HOSTILE.iter().all(|name| paths.contains(format!("postmortems/{name}").as_str())), "{paths:?}");

    let markdown = check(repository.path(), &["--format", "markdown"]).1;
    for forbidden in ["@o", "<b>", "](", "#1", "://", "\x1b", "\u{202e}"] {
        assert!(!markdown.contains(forbidden), "{forbidden} in\n{markdown}");
    }
    assert_eq!(markdown.lines().filter(|line| line.starts_with("| error |")).count(), HOSTILE.len());

    let junit = check(repository.path(), &["--format", "junit"]).1;
    assert!(junit.contains("2026-04-02 ]]&gt;&lt;b&gt;&amp;amp;.md"), "{junit}");
    assert!(!junit.contains('\x1b'), "{junit}");

    let ndjson = check(repository.path(), &["--format", "ndjson"]).1;
    assert!(ndjson.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "{ndjson}");
}

#[test]
fn sarif_says_all_there_is_to_say() {
    let repository = copied("fixtures/formats/repo");
    let (exit, text) = check(repository.path(), &["--format", "sarif"]);
    assert_eq!(exit, 1);
    let sarif: Value = serde_json::from_str(&text).unwrap();
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for rule in rules {
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("## "), "{rule:#}");
    }
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let mut names = HashSet::new();
    for result in results(&sarif) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(names.insert(result["partialFingerprints"]["sevlintFinding/v1"].clone()), "{result:#}");
        regions_show_what_they_say(result, repository.path());
    }
    let of = |file: &str| {
        let of = |result: &&Value| percent_decoded(&uri(&result["locations"][0])).ends_with(file);
        results(&sarif).into_iter().find(of).unwrap()
    };
    // Two emoji, an emoji and four full-width characters stand before it on its line.
    let understated = of("ログイン障害.md");
    let region = &understated["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&4.into(), &14.into()));
    assert_eq!(understated["suppressions"], Value::Array(vec![]));
    assert_eq!(understated["baselineState"], "new");
    assert_eq!(understated["relatedLocations"].as_array().unwrap().len(), 2);
    assert_eq!(of("known.md")["baselineState"], "unchanged");
    assert_eq!(
        of("ignored.md")["suppressions"][0],
        serde_json::json!({ "kind": "inSource", "status": "accepted", "justification": "it was public, and \"everybody\" asked" })
    );
    assert_eq!(
        of("overridden.md")["suppressions"][0]["justification"],
        "the board was told; see the <minutes> (approved by cto)"
    );
    assert_eq!(of("overridden.md")["ruleId"], "severity-overstated");
    let fix =
        &results(&sarif).iter().find(|result| result["ruleId"] == "severity-spelling").unwrap()["fixes"][0];
    assert_eq!(fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "SEV-2");
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let repository = copied("fixtures/formats/repo");
    let names = || {
        let sarif: Value = serde_json::from_str(&check(repository.path(), &["--format", "sarif"]).1).unwrap();
        let name = |result: &&Value| result["partialFingerprints"].to_string();
        let mut names: Vec<String> = results(&sarif).iter().map(name).collect();
        names.sort();
        names
    };
    let before = names();
    for file in fs::read_dir(repository.path().join("postmortems")).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let moved = match text.strip_prefix("---\n") {
            Some(rest) => format!("---\n# moved\n\n{rest}"),
            None => format!("<!-- moved -->\n\n{text}"),
        };
        fs::write(path, moved).unwrap();
    }
    assert_eq!(names(), before);
}

#[test]
fn many_findings_are_cut_to_what_github_takes() {
    let repository = tempfile::tempdir().unwrap();
    fs::write(repository.path().join("SEV.md"), fs::read_to_string("fixtures/formats/repo/SEV.md").unwrap())
        .unwrap();
    fs::create_dir(repository.path().join("postmortems")).unwrap();
    for number in 0..1500 {
        let (declared, share) = if number % 100 < 25 { ("SEV-1", 1) } else { ("SEV-2", 90) };
        let text =
            format!("---\nid: INC-{number}\nseverity: {declared}\nusers_affected_pct: {share}%\n---\n");
        fs::write(repository.path().join(format!("postmortems/{number:04}.md")), text).unwrap();
    }
    let github = check(repository.path(), &["--format", "github"]).1;
    let count = |start: &str| github.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((count("::error "), count("::warning "), count("::")), (10, 10, 20));
    assert!(github.starts_with("::error "));
    let head = "Not shown as annotations, of which GitHub takes 10 a step: 1115 errors and 365 warnings\n";
    assert!(github.contains(head), "{}", &github[..2000]);
    assert_eq!(count("- postmortems/"), 1480);
    let markdown = check(repository.path(), &["--format", "markdown"]).1;
    assert!(markdown.chars().count() < 65_536, "{}", markdown.chars().count());
    assert!(markdown.contains(" more are left out here"), "{}", &markdown[markdown.len() - 300..]);
    let gitlab: Value = serde_json::from_str(&check(repository.path(), &["--format", "gitlab"]).1).unwrap();
    let names: HashSet<&str> =
        gitlab.as_array().unwrap().iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 1500);
}

#[test]
fn several_formats_are_written_in_one_run() {
    let repository = copied("fixtures/formats/repo");
    let mut arguments = vec![];
    for format in FORMATS {
        arguments.extend(["--format".to_owned(), format!("{0}=out.{0}", format.name)]);
    }
    let typed: Vec<&str> = arguments.iter().map(String::as_str).chain(["--format", "github"]).collect();
    let (exit, out) = check(repository.path(), &typed);
    assert_eq!(exit, 1);
    // One of them is Markdown, and would be looked at by the next run.
    let taken = |name: &str| {
        let path = repository.path().join(format!("out.{name}"));
        let written = fs::read_to_string(&path).unwrap();
        fs::remove_file(path).unwrap();
        written
    };
    let written: Vec<String> = FORMATS.iter().map(|format| taken(format.name)).collect();
    for (format, written) in FORMATS.iter().zip(written) {
        assert_eq!(written, check(repository.path(), &["--format", format.name]).1, "{}", format.name);
    }
    assert!(out.starts_with("::error "));
    // A file that cannot be written is known before anything is read.
    let (exit, out) =
        check(repository.path(), &["--format", "json", "--format", "sarif=no/such/folder.sarif"]);
    assert_eq!(exit, 2);
    assert!(out.contains("no/such/folder.sarif"), "{out}");
}

#[test]
fn lines_are_the_parts_of_the_document() {
    let repository = copied("fixtures/sample/repo");
    let document: Value = serde_json::from_str(&check(repository.path(), &["--format", "json"]).1).unwrap();
    let (mut runs, mut incidents, mut diagnostics) = (vec![], vec![], vec![]);
    for line in check(repository.path(), &["--format", "ndjson"]).1.lines() {
        let mut value: Value = serde_json::from_str(line).unwrap();
        let kind = value.as_object_mut().unwrap().remove("type").unwrap();
        match kind.as_str().unwrap() {
            "run" => runs.push(value),
            "incident" => incidents.push(value),
            "diagnostic" => diagnostics.push(value),
            other => panic!("{other}"),
        }
    }
    assert_eq!(runs.len(), 1);
    for key in ["schema", "complete", "summary", "notes"] {
        assert_eq!(runs[0][key], document[key], "{key}");
    }
    assert_eq!(Value::Array(incidents), document["incidents"]);
    assert_eq!(Value::Array(diagnostics), document["diagnostics"]);
}

#[test]
#[ignore = "needs check-jsonschema and the SARIF multitool, which tests/tools.sh installs"]
fn sarif_passes_its_schema_and_the_multitool() {
    let tools = tooling::tools();
    let folder = tempfile::tempdir().unwrap();
    let mut logs = vec![];
    let repositories = [
        hostile(),
        copied("fixtures/formats/repo"),
        copied("fixtures/sample/repo"),
        copied("fixtures/japanese/repo"),
    ];
    for (index, repository) in repositories.iter().enumerate() {
        logs.push((format!("{index}.sarif"), check(repository.path(), &["--format", "sarif"]).1));
    }
    logs.push((
        "broken.sarif".into(),
        check(repositories[1].path(), &["--format", "sarif", "--fail-on", "x"]).1,
    ));
    let schema = tools.join("node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json");
    for (name, log) in logs {
        let path = folder.path().join(&name);
        fs::write(&path, log).unwrap();
        tooling::succeeds(
            std::process::Command::new(tools.join("bin/check-jsonschema"))
                .arg("--schemafile")
                .arg(&schema)
                .arg(&path),
        );
        let report = folder.path().join("report.sarif");
        let multitool = tools.join("node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
        tooling::succeeds(
            std::process::Command::new(multitool)
                .args(["validate", "--level", "Error;Warning", "--rule-kind", "Sarif;Ghas"])
                .args(["--log", "ForceOverwrite", "--output"])
                .arg(&report)
                .arg(&path),
        );
        let report: Value =
            serde_json::from_str(fs::read_to_string(&report).unwrap().trim_start_matches('\u{feff}'))
                .unwrap();
        let said: Vec<String> = results(&report)
            .iter()
            // The manifest names no home yet.
            .filter(|result| {
                result["message"]["id"] != "Warning_ProvideToolnformationUri"
                    || !env!("CARGO_PKG_REPOSITORY").is_empty()
            })
            .map(|result| format!("{}: {}", result["ruleId"], result["message"]))
            .collect();
        assert!(said.is_empty(), "{name}\n{}", said.join("\n"));
    }
}

#[test]
#[ignore = "needs python3, which tests/tools.sh installs"]
fn junit_is_xml_with_the_counts_it_claims() {
    const COUNTS: &str = "
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.stdin.buffer).getroot()
assert root.tag == 'testsuites', root.tag
total = dict.fromkeys(('tests', 'failures', 'errors', 'skipped'), 0)
for suite in root:
    assert suite.tag == 'testsuite' and suite.get('name'), suite
    cases = suite.findall('testcase')
    names = [(case.get('classname'), case.get('name')) for case in cases]
    assert len(set(names)) == len(names), names
    for key, child in (('tests', None), ('failures', 'failure'), ('errors', 'error'), ('skipped', 'skipped')):
        count = len(cases) if child is None else sum(1 for case in cases if case.find(child) is not None)
        assert int(suite.get(key)) == count, (key, suite.attrib)
        total[key] += count
for key, count in total.items():
    assert int(root.get(key)) == count, (key, root.attrib)
assert total['tests'] > 0
";
    let repositories = [
        hostile(),
        copied("fixtures/formats/repo"),
        copied("fixtures/sample/repo"),
        copied("fixtures/japanese/repo"),
    ];
    for repository in &repositories {
        for more in [&[][..], &["--fail-on", "x"]] {
            let xml = check(repository.path(), &[&["--format", "junit"], more].concat()).1;
            tooling::fed(std::process::Command::new("python3").args(["-c", COUNTS]), xml.as_bytes());
        }
    }
}

fn hostile() -> tempfile::TempDir {
    let repository = tempfile::tempdir().unwrap();
    fs::write(repository.path().join("SEV.md"), fs::read_to_string("fixtures/formats/repo/SEV.md").unwrap())
        .unwrap();
    fs::create_dir(repository.path().join("postmortems")).unwrap();
    for name in HOSTILE {
        let text = "---\nseverity: SEV-2\nusers_affected_pct: 90%\n---\n";
        fs::write(repository.path().join("postmortems").join(name), text).unwrap();
    }
    repository
}

fn copied(from: &str) -> tempfile::TempDir {
    let repository = tempfile::tempdir().unwrap();
    tooling::copy(Path::new(from), repository.path());
    repository
}

fn check(repository: &Path, arguments: &[&str]) -> (i32, String) {
    let ran = sevlint(repository, &[&["check"], arguments].concat());
    (ran.exit as i32, ran.out)
}

fn results(sarif: &Value) -> Vec<&Value> {
    sarif["runs"][0]["results"].as_array().unwrap().iter().collect()
}

fn uri(location: &Value) -> String {
    location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().to_owned()
}

/// Lines and columns of a region, counted in code points, cut the snippet out of the file.
fn regions_show_what_they_say(result: &Value, repository: &Path) {
    let related = result["relatedLocations"].as_array().into_iter().flatten();
    for location in result["locations"].as_array().unwrap().iter().chain(related) {
        let text = fs::read_to_string(repository.join(percent_decoded(&uri(location)))).unwrap();
        let region = &location["physicalLocation"]["region"];
        let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
        assert_eq!(number("startLine"), number("endLine"), "{region:#}");
        let line = text.lines().nth(number("startLine") - 1).unwrap();
        let (start, end) = (number("startColumn") - 1, number("endColumn") - 1);
        let cut: String = line.chars().skip(start).take(end - start).collect();
        assert_eq!(region["snippet"]["text"], cut, "{region:#}");
    }
}

fn percent_decoded(uri: &str) -> String {
    let mut bytes = vec![];
    let mut rest = uri.as_bytes();
    while let [first, more @ ..] = rest {
        if *first == b'%' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&more[..2]).unwrap(), 16).unwrap());
            rest = &more[2..];
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    String::from_utf8(bytes).unwrap()
}
