//! The levels of a table: names, responses, requirements, examples.

use crate::model::field::FIELDS;
use crate::model::fold::fold_key;
use crate::model::reading::read;
use crate::model::slip::is_slip;
use crate::model::value::Reading;
use crate::model::vocabulary::Vocabulary;
use crate::source::node::{Content, Node};
use crate::source::shape::{Expected, boolean, word};

use super::fault::FaultKind;
use super::level::{Cover, Example, Level, Milestone, Name, Requirement, Response};
use super::read_criteria::{find_fact, read_criteria, read_tests};
use super::reader::Reader;

/// The keys of a level.
pub const KEYS: &[&str] =
    &["id", "aliases", "name", "response", "requires", "criteria", "otherwise", "examples"];
/// The keys of its response.
pub const RESPONSE: &[&str] = &[
    "cover",
    "priority",
    "notify",
    "detect_within",
    "acknowledge_within",
    "mitigate_within",
    "resolve_within",
    "first_update_within",
    "update_every",
    "postmortem_within",
];
/// When people may be called.
pub const COVERS: &[&str] = &["around-the-clock", "business-hours"];
/// The keys of a requirement.
pub const REQUIRES: &[&str] = &["when", "fields", "sections", "action_items"];
/// What action items may have to have.
pub const ACTION_ITEMS: &[&str] = &["owner", "due"];
/// The keys of an example.
pub const EXAMPLE: &[&str] = &["says", "incident", "facts"];

/// Reads one level.
pub fn read_level(reader: &mut Reader<'_>, node: &Node) -> Option<Level> {
    let fields = reader.fields_as(node, KEYS, Expected::Level)?;
    let id = fields.need("id", &mut reader.shape).and_then(|id| reader.name(id));
    let aliases = reader.names(fields.get("aliases"));
    let name = fields.get("name").and_then(|name| reader.name(name));
    let response = fields.get("response").and_then(|node| response(reader, node)).unwrap_or_default();
    let requires = read_requirements(reader, fields.get("requires"));
    let criteria = read_criteria(reader, fields.get("criteria"));
    let otherwise = fields
        .get("otherwise")
        .filter(|node| boolean(node, &mut reader.shape) == Some(true))
        .map(|node| node.span);
    let examples = examples(reader, fields.get("examples"));
    Some(Level { id: id?, aliases, name, response, requires, criteria, otherwise, examples })
}

fn response(reader: &mut Reader<'_>, node: &Node) -> Option<Response> {
    let fields = reader.fields(node, RESPONSE)?;
    let cover = fields.get("cover").and_then(|node| word(node, COVERS, &mut reader.shape));
    let cover = cover.map(|word| match word {
        "around-the-clock" => Cover::AroundTheClock,
        _ => Cover::BusinessHours,
    });
    let priority = reader.owned(fields.get("priority"));
    let notify = reader.names(fields.get("notify"));
    let mut deadlines = vec![];
    for milestone in Milestone::ALL {
        let Some(node) = fields.get(milestone.key()) else { continue };
        deadlines.extend(reader.deadline(node).map(|deadline| (milestone, deadline, node.span)));
    }
    Some(Response { span: Some(node.span), cover, priority, notify, deadlines })
}

/// Reads `requires`: one mapping, or a list of them.
pub fn read_requirements(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<Requirement> {
    let Some(node) = node else { return vec![] };
    let items: Vec<&Node> = match &node.content {
        Content::Sequence(items) => items.iter().collect(),
        _ => vec![node],
    };
    let words = Vocabulary::new(&reader.facts, &vec![]);
    items.into_iter().filter_map(|item| requirement(reader, item, &words)).collect()
}

fn requirement(reader: &mut Reader<'_>, node: &Node, words: &Vocabulary) -> Option<Requirement> {
    let fields = reader.fields(node, REQUIRES)?;
    let when = fields.get("when").map(|when| read_tests(reader, when)).unwrap_or_default();
    let required = reader.names(fields.get("fields"));
    slips(reader, &required, words);
    let sections = reader.names(fields.get("sections"));
    let action_items = reader.names(fields.get("action_items"));
    for item in fields.get("action_items").map(|node| reader.list(node)).unwrap_or_default() {
        word(item, ACTION_ITEMS, &mut reader.shape);
    }
    Some(Requirement { span: node.span, when, fields: required, sections, action_items })
}

/// A required field may have any name. One that is nearly that of a known field or fact was meant to be it, and every
/// postmortem would be said to lack it.
fn slips(reader: &mut Reader<'_>, required: &[Name], words: &Vocabulary) {
    for name in required {
        let key = fold_key(&name.text);
        if !words.targets(&name.text).is_empty() || reader.broken.contains(&name.text) {
            continue;
        }
        let facts = reader.facts.iter().map(|fact| fact.name.as_str());
        let mut known = FIELDS.iter().map(|spellings| spellings.name).chain(facts);
        let Some(meant) = known.find(|known| is_slip(&key, &fold_key(known))).map(str::to_owned) else {
            continue;
        };
        reader.fault(name.span, FaultKind::FieldMisspelt { name: name.text.clone(), meant });
    }
}

fn examples(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<Example> {
    let Some(node) = node else { return vec![] };
    reader.items(node, Expected::Examples).into_iter().filter_map(|item| example(reader, item)).collect()
}

fn example(reader: &mut Reader<'_>, node: &Node) -> Option<Example> {
    let fields = reader.fields(node, EXAMPLE)?;
    let says = reader.owned(fields.get("says"));
    let incident = fields.get("incident").and_then(|node| reader.name(node));
    let stated = fields.get("facts");
    if incident.is_none() && stated.is_none() {
        reader.fault(node.span, FaultKind::ExampleEmpty);
    }
    let mut facts = vec![];
    for entry in stated.and_then(|node| reader.mapping(node)).unwrap_or_default() {
        let Some(index) = find_fact(reader, &entry.key, entry.key_span) else { continue };
        let Some(declaration) = reader.facts.get(index) else { continue };
        let why = match read(&declaration.kind, &entry.value) {
            Reading::Value(value) => {
                facts.push((index, value, entry.value.span));
                continue;
            }
            reading => reading.refused().first().cloned(),
        };
        let kind = FaultKind::ExampleUnreadable {
            fact: declaration.name.clone(),
            kind: declaration.kind.name(),
            text: reader.text.slice(entry.value.span).to_owned(),
            why,
        };
        reader.fault(entry.value.span, kind);
    }
    Some(Example { span: node.span, says, incident, facts })
}
