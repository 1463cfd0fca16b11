//! The criteria of a level, and the tests they are made of.

use crate::model::demand::demand;
use crate::source::nearest::nearest;
use crate::source::node::{Content, Entry, Node, Style};
use crate::source::shape::{Expected, whole};
use crate::source::span::Span;

use super::fault::FaultKind;
use super::level::{AtLeast, Criterion, Test};
use super::reader::{Reader, split_by_comma};

/// The keys of a criterion.
pub const KEYS: &[&str] = &["id", "says", "when", "at_least", "notify"];
/// The keys of its `at_least`.
pub const AT_LEAST: &[&str] = &["count", "of"];

/// Reads the criteria of one level.
pub fn read_criteria(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<Criterion> {
    let Some(node) = node else { return vec![] };
    let mut criteria: Vec<Criterion> = vec![];
    for item in reader.items(node, Expected::Criteria) {
        let Some(criterion) = criterion(reader, item, criteria.len() + 1) else { continue };
        match criteria.iter().find(|other| other.id == criterion.id) {
            Some(first) => {
                let kind = FaultKind::CriterionTwice(criterion.id.clone());
                reader.fault_with(criterion.span, kind, first.span);
            }
            None => criteria.push(criterion),
        }
    }
    criteria
}

fn criterion(reader: &mut Reader<'_>, node: &Node, number: usize) -> Option<Criterion> {
    let faults = reader.shape.len();
    let fields = reader.fields_as(node, KEYS, Expected::Criterion)?;
    // What a misspelt key was meant to test has been said.
    let known = reader.shape.len() == faults;
    tests_without_when(reader, node, faults);
    let id = fields.get("id").and_then(|id| reader.name(id));
    let says = reader.owned(fields.get("says"));
    let notify = reader.names(fields.get("notify"));
    let span = id.as_ref().map_or_else(
        || node.entries().and_then(<[Entry]>::first).map_or(node.span, |first| first.key_span),
        |id| id.span,
    );
    let (when, count_of) = (fields.get("when"), fields.get("at_least"));
    // Tests may be left out for faults that have been told: theirs, or their facts'.
    if when.is_none() && count_of.is_none() && known {
        reader.fault(span, FaultKind::CriterionEmpty);
    }
    let tests = when.map(|when| read_tests(reader, when)).unwrap_or_default();
    let at_least = count_of.and_then(|node| at_least(reader, node));
    let id = id.map_or_else(|| format!("criterion-{number}"), |id| id.text);
    Some(Criterion { id, span, says, tests, at_least, notify })
}

/// A key that is no key of a criterion, but the name of a fact, is a test that was put into the wrong place.
fn tests_without_when(reader: &mut Reader<'_>, node: &Node, faults: usize) {
    let names = |key: &str| reader.facts.iter().any(|fact| fact.name == key);
    let misplaced: Vec<(String, Span)> = node
        .entries()
        .unwrap_or_default()
        .iter()
        .filter(|entry| !KEYS.contains(&&*entry.key) && names(&entry.key))
        .map(|entry| (entry.key.to_string(), entry.key_span))
        .collect();
    for (name, span) in misplaced {
        if let Some(at) = reader.shape.iter().skip(faults).position(|fault| fault.span == span) {
            reader.shape.remove(faults + at);
        }
        reader.fault(span, FaultKind::TestWithoutWhen(name));
    }
}

fn at_least(reader: &mut Reader<'_>, node: &Node) -> Option<AtLeast> {
    let fields = reader.fields_as(node, AT_LEAST, Expected::Counted)?;
    let count_node = fields.need("count", &mut reader.shape);
    let of_node = fields.need("of", &mut reader.shape)?;
    let count = whole(count_node?, &mut reader.shape)?;
    let mut of = vec![];
    for item in reader.list(of_node) {
        let alternatives: Vec<&Node> = match item.items() {
            Some(alternatives) => alternatives.iter().collect(),
            None => vec![item],
        };
        let alternatives: Vec<Vec<Test>> =
            alternatives.into_iter().map(|alternative| read_tests(reader, alternative)).collect();
        of.push(alternatives);
    }
    let items = of.len();
    let whole_count = usize::try_from(count).unwrap_or(usize::MAX);
    if whole_count == 0 || whole_count > items {
        reader.fault(
            count_node.map_or(node.span, |node| node.span),
            FaultKind::CountImpossible { count, items },
        );
        return None;
    }
    Some(AtLeast { count: whole_count, of })
}

/// Reads `{ fact: test, … }`. Tests with faults are left out; the faults are noted.
pub fn read_tests(reader: &mut Reader<'_>, node: &Node) -> Vec<Test> {
    let Some(entries) = node.entries() else {
        reader.expected(node.span, Expected::Tests);
        return vec![];
    };
    if entries.is_empty() {
        reader.expected(node.span, Expected::Tests);
    }
    let mut tests = vec![];
    let mut previous: Option<&Entry> = None;
    let mut left = entries;
    while let Some((entry, behind)) = left.split_first() {
        left = behind;
        if let Some((meant, more)) = split_words(reader, previous, entry, behind) {
            reader.fault(entry.key_span, FaultKind::WordsSplit(meant));
            left = behind.get(more..).unwrap_or_default();
            continue;
        }
        tests.extend(test(reader, previous, entry));
        previous = Some(entry);
    }
    tests
}

fn test(reader: &mut Reader<'_>, previous: Option<&Entry>, entry: &Entry) -> Option<Test> {
    if let Some(meant) = split_by_comma(previous, entry) {
        reader.fault(entry.key_span, FaultKind::CommaSplit(meant));
        return None;
    }
    let fact = find_fact(reader, &entry.key, entry.key_span)?;
    let declaration = reader.facts.get(fact)?;
    let node = &entry.value;
    let span = node.tag.as_ref().map_or(node.span, |tag| tag.1.to(node.span));
    if let Some((tag, _)) = node.tag.as_deref() {
        let value = node.text().unwrap_or_default();
        let kind = FaultKind::TagSplit(format!("{tag} {value}").trim().to_owned());
        reader.fault(span, kind);
        return None;
    }
    if matches!(node.content, Content::Scalar(_, Style::Folded | Style::Literal)) {
        let kind = FaultKind::FoldedAway(reader.text.slice(span).trim().to_owned());
        reader.fault(span, kind);
        return None;
    }
    match demand(&declaration.kind, node) {
        Ok(demand) => Some(Test { fact, demand, span }),
        Err(why) => {
            let kind = FaultKind::TestUnreadable {
                fact: declaration.name.clone(),
                kind: declaration.kind.name(),
                text: node.text().unwrap_or_else(|| reader.text.slice(node.span)).to_owned(),
                why,
                words: declaration.kind.words().iter().map(|word| word.name.clone()).collect(),
            };
            let span = if span.start == span.end { entry.key_span } else { span };
            reader.fault(span, kind);
            None
        }
    }
}

/// `{ data_loss: suspected, confirmed }` is two keys, the second one without a value. The list that was meant, and how many keys
/// behind the entry belong to it, too.
fn split_words(
    reader: &Reader<'_>,
    previous: Option<&Entry>,
    entry: &Entry,
    behind: &[Entry],
) -> Option<(String, usize)> {
    let previous = previous.filter(|_| entry.value.is_empty())?;
    let of = reader.facts.iter().find(|fact| fact.name == *previous.key)?;
    let is_word = |entry: &&Entry| {
        entry.value.is_empty()
            && of.kind.words().iter().any(|word| word.name == *entry.key)
            && !reader.facts.iter().any(|fact| fact.name == *entry.key)
    };
    let words: Vec<&str> =
        [entry].into_iter().chain(behind).take_while(is_word).map(|entry| &*entry.key).collect();
    let more = words.len().checked_sub(1)?;
    let first = previous.value.text().unwrap_or("…");
    let words = words.join(", ");
    let list = match first.strip_prefix("not ") {
        Some(first) => format!("\"not [{first}, {words}]\""),
        None => format!("[{first}, {words}]"),
    };
    Some((format!("{}: {list}", previous.key), more))
}

/// The index of a fact; a name that is none is a fault, unless its declaration has one already.
pub fn find_fact(reader: &mut Reader<'_>, name: &str, span: Span) -> Option<usize> {
    let found = reader.facts.iter().position(|fact| fact.name == name);
    if found.is_none() && !reader.broken.iter().any(|broken| broken == name) {
        let known: Vec<String> = reader.facts.iter().map(|fact| fact.name.clone()).collect();
        let all = known.iter().chain(&reader.broken).map(String::as_str);
        let nearest = nearest(name, all).map(str::to_owned);
        reader.fault(span, FaultKind::FactUnknown { name: name.to_owned(), nearest, known });
    }
    found
}
