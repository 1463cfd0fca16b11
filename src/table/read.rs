//! From the bytes of a file to a table, or to everything that keeps it from being one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::moment::read_date;
use crate::source::document::Head;
use crate::source::in_order::InOrder;
use crate::source::json;
use crate::source::node::{Content, Entry, Node};
use crate::source::shape::{Expected, Fields, ShapeFaultKind, text};
use crate::source::span::Span;
use crate::source::syntax::{Parsed, Syntax, SyntaxFault, SyntaxFaultKind};
use crate::source::text::Text;
use crate::source::{toml, yaml};

use super::fault::{Fault, FaultKind};
use super::geometry::Geometry;
use super::level::{Level, Name};
use super::read_facts::read_facts;
use super::read_levels::{read_level, read_requirements};
use super::reader::Reader;
use super::table::Table;

/// The keys of a table.
pub const KEYS: &[&str] =
    &["sev_table", "title", "effective_from", "not_graded", "facts", "requires", "levels"];

/// The version of the table format that this program reads.
pub const VERSION: &str = "1";

/// The largest number of boxes a table may expand to and still be judged exactly.
pub const MOST_BOXES: usize = 4096;

/// Reads a table from a file of its own or from the front matter of a Markdown file, by the ending of its path.
///
/// # Errors
/// Every fault that keeps the table from loading, in the order of their places.
pub fn read_table(text: &Arc<Text>) -> Result<Table, Vec<Fault>> {
    read_table_like(text, text.path())
}

/// The same, by the ending of another path.
///
/// # Errors
/// As [`read_table`].
pub fn read_table_like(text: &Arc<Text>, path: &str) -> Result<Table, Vec<Fault>> {
    if let Some(syntax) = syntax_of(path) {
        read_tree(text, &parsed(text, syntax))
    } else {
        let head = Head::read(Text::new(text.path().clone(), text.as_str()));
        match head.front_matter {
            Some(front_matter) => {
                read_entries(text, &front_matter.entries, front_matter.inner, &front_matter.faults)
            }
            None => Err(vec![Fault { span: Span::at(0), kind: FaultKind::NoFrontMatter, other: None }]),
        }
    }
}

/// Whether two tables that load say the same, in the same order of keys, whatever the format, the comments, and the text for
/// people around it.
#[must_use]
pub fn says_the_same(one: &Table, other: &Table) -> bool {
    let entries = |table: &Table| match syntax_of(table.file()) {
        Some(syntax) => parsed(&table.text, syntax).root.entries().unwrap_or_default().to_vec(),
        None => {
            let head = Head::read(Text::new(table.text.path().clone(), table.text.as_str()));
            head.front_matter.map(|front_matter| front_matter.entries).unwrap_or_default()
        }
    };
    same_entries(&entries(one), &entries(other))
}

fn same_entries(one: &[Entry], other: &[Entry]) -> bool {
    let is_same =
        |(one, other): (&Entry, &Entry)| one.key == other.key && is_same_node(&one.value, &other.value);
    one.len() == other.len() && one.iter().zip(other).all(is_same)
}

fn is_same_node(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::Sequence(one), Content::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same_node(one, other))
        }
        (Content::Mapping(one), Content::Mapping(other)) => same_entries(one, other),
        (Content::Alias(one), Content::Alias(other)) => one == other,
        _ => one.text().is_some() && one.text() == other.text(),
    }
}

/// The format of a file of data, by the ending of its path; none of a Markdown file.
fn syntax_of(path: &str) -> Option<Syntax> {
    let path = path.to_lowercase();
    let endings =
        [(".yaml", Syntax::Yaml), (".yml", Syntax::Yaml), (".toml", Syntax::Toml), (".json", Syntax::Json)];
    endings.into_iter().find(|(ending, _)| path.ends_with(ending)).map(|(_, syntax)| syntax)
}

fn parsed(text: &Text, syntax: Syntax) -> Parsed {
    match syntax {
        Syntax::Yaml => yaml::parse(text.as_str()),
        Syntax::Toml => toml::parse(text.as_str()),
        Syntax::Json => json::parse(text.as_str()),
    }
}

fn read_tree(text: &Arc<Text>, parsed: &Parsed) -> Result<Table, Vec<Fault>> {
    let entries = parsed.root.entries().unwrap_or_default();
    read_entries(text, entries, parsed.root.span, &parsed.faults)
}

fn read_entries(
    text: &Arc<Text>,
    entries: &[Entry],
    span: Span,
    syntax: &[SyntaxFault],
) -> Result<Table, Vec<Fault>> {
    let mut reader = Reader::new(text);
    for fault in syntax {
        let other = match &fault.kind {
            SyntaxFaultKind::DuplicateKey { first, .. } => Some(*first),
            _ => None,
        };
        reader.faults.push(Fault { span: fault.span, kind: FaultKind::Syntax(fault.kind.clone()), other });
    }
    // A file that is no valid YAML has no keys to miss.
    if entries.is_empty() && !reader.faults.is_empty() {
        return Err(reader.faults);
    }
    let head = entries.first().map_or(Span::at(span.start as usize), |first| first.key_span);
    // What else is wrong with a file that is no table, or one of another version, cannot be known.
    version(&reader, entries, head)?;
    let fields = Fields::of_entries(entries, head, KEYS, &mut reader.shape);
    let title = reader.owned(fields.get("title"));
    let effective_from = fields.get("effective_from").and_then(|node| date(&mut reader, node));
    let not_graded = reader.names(fields.get("not_graded"));
    read_facts(&mut reader, fields.get("facts"));
    let requires = read_requirements(&mut reader, fields.get("requires"));
    let faults_before = reader.shape.len();
    let level_nodes =
        fields.get("levels").map(|node| reader.items(node, Expected::Levels)).unwrap_or_default();
    let is_told = reader.shape.len() > faults_before;
    let levels: Vec<Level> = level_nodes.iter().filter_map(|node| read_level(&mut reader, node)).collect();
    if level_nodes.is_empty() && !is_told {
        let place = fields.entry("levels").map_or(head, |entry| entry.key_span);
        reader.fault(place, FaultKind::NoLevels);
    }
    names_are_clear(&mut reader, &levels, &not_graded);
    one_otherwise(&mut reader, &levels);

    let Reader { shape, mut faults, facts, .. } = reader;
    faults.extend(shape.into_iter().map(|fault| Fault {
        span: fault.span,
        kind: FaultKind::Shape(fault.kind),
        other: None,
    }));
    if !faults.is_empty() {
        faults.order_by_key(|fault| (fault.span, fault.other));
        return Err(explained_once(faults));
    }
    let Ok(geometry) = Geometry::of(&facts, &levels, MOST_BOXES) else {
        return Err(vec![Fault { span: head, kind: FaultKind::TooComplex(MOST_BOXES), other: None }]);
    };
    Ok(Table {
        text: text.clone(),
        of_commit: None,
        title,
        effective_from,
        not_graded,
        facts,
        requires,
        levels,
        geometry,
    })
}

fn version(reader: &Reader<'_>, entries: &[Entry], head: Span) -> Result<(), Vec<Fault>> {
    let fault = |span, kind| Err(vec![Fault { span, kind, other: None }]);
    let Some(entry) = entries.iter().find(|entry| &*entry.key == "sev_table") else {
        return fault(head, FaultKind::NotATable);
    };
    if entry.value.text() == Some(VERSION) {
        return Ok(());
    }
    let found = reader.text.slice(entry.value.span).to_owned();
    fault(if entry.value.is_empty() { entry.key_span } else { entry.value.span }, FaultKind::Version(found))
}

fn date(reader: &mut Reader<'_>, node: &Node) -> Option<jiff::civil::Date> {
    let written = text(node, &mut reader.shape)?;
    let read = read_date(written).ok();
    if read.is_none() {
        reader.fault(node.span, FaultKind::DateUnreadable(written.to_owned()));
    }
    read
}

/// Every spelling names one level.
fn names_are_clear(reader: &mut Reader<'_>, levels: &[Level], not_graded: &[Name]) {
    let mut seen: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    let mut remember =
        |reader: &mut Reader<'_>, name: &Name, owner: usize, is_id: bool| match seen.get(&name.folded) {
            Some((first_owner, _)) if *first_owner == owner => {}
            Some((_, first)) => {
                let text = name.text.clone();
                let kind = if is_id { FaultKind::LevelTwice(text) } else { FaultKind::NameTwice(text) };
                reader.fault_with(name.span, kind, *first);
            }
            None => {
                seen.insert(name.folded.clone(), (owner, name.span));
            }
        };
    for (owner, level) in levels.iter().enumerate() {
        remember(reader, &level.id, owner, true);
    }
    for (owner, level) in levels.iter().enumerate() {
        for name in level.aliases.iter().chain(&level.name) {
            remember(reader, name, owner, false);
        }
    }
    for name in not_graded {
        remember(reader, name, usize::MAX, false);
    }
}

fn one_otherwise(reader: &mut Reader<'_>, levels: &[Level]) {
    let mut places = levels.iter().filter_map(|level| level.otherwise);
    let Some(first) = places.next() else { return };
    for other in places {
        reader.fault_with(other, FaultKind::OtherwiseTwice, first);
    }
}

/// A value that a trap swallowed is also missing: the trap says it, and says how to cure it.
fn explained_once(mut faults: Vec<Fault>) -> Vec<Fault> {
    let swallowed: Vec<Span> = faults
        .iter()
        .filter(|fault| matches!(fault.kind, FaultKind::CommentSwallowed(_)))
        .map(|fault| fault.span)
        .collect();
    faults.retain(|fault| {
        let missing = matches!(fault.kind, FaultKind::Shape(ShapeFaultKind::MissingKey(_)));
        !(missing && swallowed.contains(&fault.span))
    });
    faults.dedup();
    faults
}
