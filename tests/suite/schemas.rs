//! Our schemas hold for what the fixtures have: what `check` writes, and what people write. What has a key, a word or a
//! shape that a reader refuses is refused by its schema, too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use sevlint::lint::config::Config;
use sevlint::lint::project::{Given, Projects};
use sevlint::report::json::schema as check_schema;
use sevlint::report::plan_json::schema as plan_schema;
use sevlint::report::retrospective::json::schema as report_schema;
use sevlint::report::schema::{config, postmortem, table};
use sevlint::rules::shared::config_fault::ConfigFaultKind;
use sevlint::source::document::Document;
use sevlint::source::node::{Content, Entry, Node, Style};
use sevlint::source::repository::Root;
use sevlint::source::shape::ShapeFaultKind;
use sevlint::source::syntax::Syntax;
use sevlint::source::text::Text;
use sevlint::source::{data, toml};
use sevlint::table::fault::FaultKind;
use sevlint::table::read::read_table;

use crate::program::{copied, sevlint};

#[test]
fn what_check_writes_has_its_schema() {
    let validator = validator(&check_schema());
    let mut documents = 0;
    for repository in repositories() {
        let copy = copied(&repository);
        let written = checked(copy.path(), &["check", "--format", "json", "--fail-on", "never"]);
        assert_valid(&validator, &written, &repository.display().to_string());
        documents += 1;
    }
    let empty = tempfile::tempdir().unwrap();
    for arguments in
        [&["check", "--format", "json", "--what"][..], &["check", "--format", "json", "nowhere.md"]]
    {
        assert_valid(&validator, &checked(empty.path(), arguments), &arguments.join(" "));
    }
    assert!(documents > 60, "only {documents} repositories were found");
    let wrong = json!({ "schema": 1 });
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn what_report_writes_has_its_schema() {
    let validator = validator(&report_schema());
    let mut incidents = 0;
    for repository in repositories() {
        let copy = copied(&repository);
        let arguments = ["report", "--since", "2000-01-01", "--compare", "previous", "--format", "json"];
        let written = checked(copy.path(), &arguments);
        assert_valid(&validator, &written, &repository.display().to_string());
        incidents += written["report"]["incidents"].as_array().map_or(0, Vec::len);
    }
    assert!(incidents > 200, "only {incidents} incidents were reported on");
    let empty = tempfile::tempdir().unwrap();
    for arguments in
        [&["report", "--format", "json", "--what"][..], &["report", "--format", "json", "nowhere.md"]]
    {
        assert_valid(&validator, &checked(empty.path(), arguments), &arguments.join(" "));
    }
}

#[test]
fn what_plan_writes_has_its_schema() {
    let validator = validator(&plan_schema());
    for fixture in ["change", "rewrite", "japanese"] {
        let copy = copied(&Path::new("fixtures/plan").join(fixture).join("repo"));
        let arguments = ["plan", "--from", "before.yaml", "--format", "json"];
        assert_valid(&validator, &checked(copy.path(), &arguments), fixture);
    }
    let empty = tempfile::tempdir().unwrap();
    assert_valid(&validator, &checked(empty.path(), &["plan", "--format", "json"]), "nothing");
}

#[test]
fn configurations_have_their_schema() {
    let validator = validator(&config::schema());
    let (mut sound, mut broken) = (0, 0);
    for path in files(&|path| path.file_name().is_some_and(|name| name == "sevlint.toml")) {
        let Ok(content) = fs::read_to_string(&path) else { continue };
        let text = Arc::new(Text::new("sevlint.toml", content));
        let parsed = toml::parse(text.as_str());
        let value = value_of(&parsed.root);
        match Config::read(&text, String::new()) {
            Ok(_) => {
                sound += 1;
                assert_valid(&validator, &value, &path.display().to_string());
            }
            Err(refused) => {
                let of_shape = refused.faults.iter().any(|fault| match &fault.kind {
                    ConfigFaultKind::Shape(kind) => is_of_shape(kind),
                    ConfigFaultKind::RuleUnknown { .. } | ConfigFaultKind::RuleFixed(_) => true,
                    _ => false,
                });
                broken += usize::from(of_shape);
                assert!(!of_shape || !validator.is_valid(&value), "{} is taken", path.display());
            }
        }
    }
    assert!(sound > 3 && broken > 0, "{sound} sound, {broken} broken");
}

#[test]
fn tables_have_their_schema() {
    let validator = validator(&table::schema());
    let (mut sound, mut broken) = (0, 0);
    for path in files(&|path| path.extension().is_some()) {
        let Ok(content) = fs::read_to_string(&path) else { continue };
        if !content.contains("sev_table") {
            continue;
        }
        let text = Arc::new(Text::new(path.display().to_string(), content));
        let value = data_of(&text);
        match read_table(&text) {
            Ok(_) => {
                sound += 1;
                assert_valid(&validator, &value, &path.display().to_string());
            }
            Err(faults) => {
                let readable = !faults.iter().any(|fault| matches!(fault.kind, FaultKind::Syntax(_)));
                let of_shape = faults.iter().any(|fault| match &fault.kind {
                    FaultKind::Shape(kind) => is_of_shape(kind),
                    FaultKind::NotATable | FaultKind::Version(_) | FaultKind::KindNeeds { .. } => true,
                    FaultKind::NoLevels => true,
                    _ => false,
                });
                broken += usize::from(of_shape && readable);
                assert!(!(of_shape && readable && validator.is_valid(&value)), "{} is taken", path.display());
            }
        }
    }
    assert!(sound > 30 && broken > 4, "{sound} sound, {broken} broken");
}

#[test]
fn postmortems_have_the_schema_of_their_table() {
    // What the schema says more loosely, in the body or under other names, is for the rules.
    const TELLING: [&str; 6] = [
        "severity-unknown",
        "severity-missing",
        "severity-override-",
        "severity-history-",
        "field-",
        "front-matter-",
    ];
    let (mut sound, mut broken) = (0, 0);
    for repository in repositories() {
        let copy = copied(&repository);
        let document = checked(copy.path(), &["check", "--format", "json"]);
        let root = Root::find(copy.path()).unwrap();
        let mut projects = Projects::new(&root, Given::default());
        let mut validators: BTreeMap<Arc<str>, Validator> = BTreeMap::new();
        for incident in document["incidents"].as_array().unwrap() {
            let path = incident["path"].as_str().unwrap();
            let name = format!("{}: {path}", repository.display());
            let Some(front_matter) = read(copy.path(), path).front_matter else { continue };
            let index = projects.of_file(path).unwrap();
            let project = projects.get(index).unwrap();
            let day =
                incident["date"].as_str().and_then(|day| day.parse().ok()).unwrap_or(jiff::civil::Date::MAX);
            let Some((table, _)) = project.tables.in_force(day) else { continue };
            let validator = validators
                .entry(table.text.path().clone())
                .or_insert_with(|| validator(&postmortem::schema(table, &project.config.names)));
            let value = mapping(&front_matter.entries);
            let found: Vec<&str> = document["diagnostics"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|finding| finding["path"] == path)
                .filter_map(|finding| finding["rule"].as_str())
                .collect();
            let unreadable =
                incident["facts"].as_object().unwrap().values().any(|fact| fact["state"] == "unreadable");
            if !unreadable
                && !found.iter().any(|rule| TELLING.iter().any(|telling| rule.starts_with(telling)))
            {
                sound += 1;
                assert_valid(validator, &value, &name);
            }
            let facts = incident["facts"].as_object().unwrap();
            // What a remark makes of a word is for the rules.
            let is_plain = |value: &Value| value.as_str().is_some_and(|text| !text.contains('('));
            let wrong_word = table.facts.iter().any(|fact| {
                let unreadable = facts.get(&fact.name).is_some_and(|found| found["state"] == "unreadable");
                unreadable && !fact.kind.words().is_empty() && value.get(&fact.name).is_some_and(is_plain)
            });
            broken += usize::from(wrong_word);
            assert!(!(wrong_word && validator.is_valid(&value)), "{name} is taken");
            let canonical = value.get("severity").is_some_and(Value::is_string);
            if canonical
                && found.contains(&"severity-unknown")
                && incident["declared_text"] == value["severity"]
            {
                // Several levels begin with one.
                let several = incident["declared_text"].as_str().unwrap().contains(['|', '/']);
                broken += usize::from(!several);
                assert!(several || !validator.is_valid(&value), "{name} is taken");
            }
        }
    }
    assert!(sound > 80 && broken > 1, "{sound} sound, {broken} broken");
}

#[test]
fn every_key_is_explained() {
    fn explained(value: &Value, path: &str) {
        match value {
            Value::Object(entries) => {
                for (name, property) in
                    entries.get("properties").and_then(Value::as_object).into_iter().flatten()
                {
                    let says = property.get("description").and_then(Value::as_str).unwrap_or_default();
                    // The conditions of a fact repeat a property.
                    assert!(!says.is_empty() || path.contains("/if"), "{path}/{name} is not explained");
                }
                entries.iter().for_each(|(name, value)| explained(value, &format!("{path}/{name}")));
            }
            Value::Array(items) => items.iter().for_each(|item| explained(item, path)),
            _ => {}
        }
    }
    explained(&config::schema(), "config");
    explained(&table::schema(), "table");
}

fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema));
    jsonschema::validator_for(schema).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value, name: &str) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}\n{}\n{value:#}", errors.join("\n"));
}

/// Whether a schema can see the fault.
fn is_of_shape(kind: &ShapeFaultKind) -> bool {
    !matches!(kind, ShapeFaultKind::Tagged(_) | ShapeFaultKind::Aliased(_))
}

fn repositories() -> Vec<PathBuf> {
    let mut found = vec![];
    walk(Path::new("fixtures"), &mut |path| {
        if path.is_dir() && path.file_name().is_some_and(|name| name == "repo") {
            found.push(path.to_path_buf());
        }
    });
    found.sort();
    found
}

fn files(wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = vec![];
    walk(Path::new("fixtures"), &mut |path| {
        if path.is_file() && path.components().any(|part| part.as_os_str() == "repo") && wanted(path) {
            found.push(path.to_path_buf());
        }
    });
    found.sort();
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        visit(&path);
        if path.is_dir() {
            walk(&path, visit);
        }
    }
}

/// A copy of a repository that lies in no other one.
fn checked(folder: &Path, arguments: &[&str]) -> Value {
    serde_json::from_str(&sevlint(folder, arguments).out).unwrap()
}

fn read(folder: &Path, path: &str) -> Document {
    Document::parse(Text::new(path, fs::read_to_string(folder.join(path)).unwrap()))
}

/// A data file, or the front matter of a Markdown file.
fn data_of(text: &Text) -> Value {
    let syntax = match text.path().rsplit('.').next().unwrap() {
        "yaml" | "yml" => Syntax::Yaml,
        "toml" => Syntax::Toml,
        "json" => Syntax::Json,
        _ => {
            let document = Document::parse(Text::new(text.path().clone(), text.as_str()));
            return mapping(
                document.front_matter.map(|front_matter| front_matter.entries).unwrap_or_default().as_slice(),
            );
        }
    };
    value_of(&data::parse(text.as_str(), syntax).root)
}

/// What an editor takes a value for: a plain `true`, `null` or number is one.
fn value_of(node: &Node) -> Value {
    match &node.content {
        Content::Empty => Value::Null,
        Content::Scalar(text, Style::Plain) => match &**text {
            "null" | "~" => Value::Null,
            "true" => json!(true),
            "false" => json!(false),
            text => text
                .parse::<i64>()
                .map(|number| json!(number))
                .or_else(|_| text.parse::<f64>().map(|number| json!(number)))
                .unwrap_or_else(|_| json!(text)),
        },
        Content::Scalar(text, _) => json!(&**text),
        Content::Alias(name) => json!(format!("*{name}")),
        Content::Sequence(items) => items.iter().map(value_of).collect(),
        Content::Mapping(entries) => mapping(entries),
    }
}

fn mapping(entries: &[Entry]) -> Value {
    let mut map = Map::new();
    for entry in entries {
        map.insert(entry.key.to_string(), value_of(&entry.value));
    }
    Value::Object(map)
}
