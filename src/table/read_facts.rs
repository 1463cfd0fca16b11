//! The `facts` of a table: what may be stated, in which words.

use std::collections::BTreeMap;

use crate::model::declaration::{DERIVED, Declaration, Worse};
use crate::model::field::{FIELDS, Field};
use crate::model::fold::fold_key;
use crate::model::grammar::spelling::fold;
use crate::model::kind::{Kind, Word};
use crate::model::reading::read;
use crate::model::value::{Reading, Value};
use crate::source::node::{Content, Entry, Node};
use crate::source::shape::{Expected, Fields, ShapeFault, ShapeFaultKind, text, texts, word};
use crate::source::span::Span;
use crate::space::decimal::Decimal;

use super::fault::FaultKind;
use super::level::Name;
use super::reader::Reader;

/// The keys of a fact.
pub const KEYS: &[&str] =
    &["kind", "says", "from", "values", "unit", "min", "max", "currency", "assume", "worse"];
/// The keys that a fact of each kind has.
pub const KEYS_OF_KINDS: [(&[&str], &[&str]); 4] = [
    (&["boolean", "count", "percent", "duration"], &["kind", "says", "from", "assume", "worse"]),
    (&["number"], &["kind", "says", "from", "unit", "min", "max", "assume", "worse"]),
    (&["money"], &["kind", "says", "from", "currency", "assume", "worse"]),
    (&["scale", "choice", "set"], &["kind", "says", "from", "values", "assume", "worse"]),
];
/// Which way a fact may get worse.
pub const WORSE: &[&str] = &["higher", "lower", "neither"];

/// Reads all declarations, and adds the built-in facts that the table does not declare itself.
pub fn read_facts(reader: &mut Reader<'_>, node: Option<&Node>) {
    let entries = node.and_then(|node| reader.mapping(node)).unwrap_or_default();
    let names = Names::of(entries);
    for entry in entries {
        match declaration(reader, entry, &names) {
            Some(declaration) if !reader.facts.iter().any(|fact| fact.name == declaration.name) => {
                reader.facts.push(declaration);
            }
            _ => reader.broken.push(entry.key.to_string()),
        }
    }
    for derived in DERIVED {
        let declared = reader.facts.iter().any(|fact| fact.name == derived.name);
        if !declared && !reader.broken.iter().any(|name| name == derived.name) {
            reader.facts.push(Declaration::new(derived.name, Kind::Duration));
        }
    }
}

/// How the names of facts read, and where they stand first.
struct Names(BTreeMap<String, Span>);

impl Names {
    fn of(entries: &[Entry]) -> Self {
        let mut names = BTreeMap::new();
        for entry in entries {
            names.entry(fold_key(&entry.key)).or_insert(entry.key_span);
        }
        Self(names)
    }

    /// Where a name stands that reads as this one, which stands elsewhere.
    fn other(&self, name: &str, span: Span) -> Option<Span> {
        self.0.get(&fold_key(name)).copied().filter(|first| *first != span)
    }
}

/// A key that a fact is read from may be read for others, too, a number and a share: a share also from the name of the number. It is
/// not the name of any other, nor that of a field.
fn check_key(reader: &mut Reader<'_>, names: &Names, of: Span, key: &Name, kind: &Kind) {
    let is_derived = DERIVED.iter().any(|derived| fold_key(derived.name) == fold_key(&key.text));
    if let Some(first) = names.other(&key.text, of).filter(|_| *kind != Kind::Percent) {
        reader.fault_with(key.span, FaultKind::FactTwice(key.text.clone()), first);
    } else if is_field(&key.text) || is_derived && *kind != Kind::Duration {
        reader.fault(key.span, FaultKind::FactTwice(key.text.clone()));
    }
}

fn declaration(reader: &mut Reader<'_>, entry: &Entry, names: &Names) -> Option<Declaration> {
    let name = entry.key.to_string();
    if is_field(&name) {
        reader.fault(entry.key_span, FaultKind::FieldName(name));
        return None;
    }
    if let Some(first) = names.other(&name, entry.key_span) {
        reader.fault_with(entry.key_span, FaultKind::FactTwice(name), first);
        return None;
    }
    let fields = reader.fields(&entry.value, KEYS)?;
    let kind_node = fields.need("kind", &mut reader.shape)?;
    let kind = kind(reader, kind_node, &fields)?;
    keys_of_others(reader, &entry.value, &kind);
    if DERIVED.iter().any(|derived| derived.name == name) && kind != Kind::Duration {
        reader.fault(kind_node.span, FaultKind::BuiltInKind(name));
        return None;
    }
    let mut declaration = Declaration::new(name, kind);
    declaration.span = Some(entry.key_span);
    declaration.says = reader.owned(fields.get("says"));
    let from = reader.names(fields.get("from"));
    for key in &from {
        check_key(reader, names, entry.key_span, key, &declaration.kind);
    }
    declaration.from = from.into_iter().map(|name| name.text).collect();
    if let Some(node) = fields.get("worse") {
        declaration.worse = match word(node, WORSE, &mut reader.shape)? {
            "lower" => Worse::Lower,
            "neither" => Worse::Neither,
            _ => Worse::Higher,
        };
    }
    if let Some(node) = fields.get("assume") {
        declaration.assume = assumption(reader, &declaration.kind, node);
    }
    Some(declaration)
}

/// Keys that a fact of another kind has: they would say nothing.
fn keys_of_others(reader: &mut Reader<'_>, node: &Node, kind: &Kind) {
    let of_kind = KEYS_OF_KINDS.into_iter().find(|(kinds, _)| kinds.contains(&kind.name()));
    let Some((_, known)) = of_kind else { return };
    for entry in node.entries().unwrap_or_default() {
        let key = &*entry.key;
        if KEYS.contains(&key) && !known.contains(&key) {
            let kind = ShapeFaultKind::UnknownKey { key: key.to_owned(), nearest: None, known };
            reader.shape.push(ShapeFault { span: entry.key_span, kind });
        }
    }
}

/// Whether a fact of that name would be read from what a field says. Fields that only hold words may be facts, too: `services`
/// as a set.
fn is_field(name: &str) -> bool {
    let key = fold_key(name);
    let field = FIELDS.iter().find(|spellings| fold_key(spellings.name) == key);
    field.is_some_and(|spellings| {
        !matches!(
            spellings.field,
            Field::Status | Field::DetectedBy | Field::Services | Field::Notified | Field::Authors
        )
    })
}

/// The value that silence means: one that settles the fact.
fn assumption(reader: &mut Reader<'_>, kind: &Kind, node: &Node) -> Option<Value> {
    let text = reader.text.slice(node.span).to_owned();
    let why = match read(kind, node) {
        Reading::Value(value) if value.is_certain() => return Some(value),
        reading => reading.refused().first().cloned(),
    };
    reader.fault(node.span, FaultKind::AssumeUnreadable { text, kind: kind.name(), why });
    None
}

fn kind(reader: &mut Reader<'_>, node: &Node, fields: &Fields<'_>) -> Option<Kind> {
    match word(node, Kind::NAMES, &mut reader.shape)? {
        "boolean" => Some(Kind::Boolean),
        "count" => Some(Kind::Count),
        "percent" => Some(Kind::Percent),
        "duration" => Some(Kind::Duration),
        "number" => {
            let unit = reader.owned(fields.get("unit"));
            let (min, max) = (fields.get("min"), fields.get("max"));
            let min = min.map_or(Ok(None), |node| number(reader, node).map(Some).ok_or(())).ok()?;
            let max = max.map_or(Ok(None), |node| number(reader, node).map(Some).ok_or(())).ok()?;
            if let (Some(low), Some(high)) = (fields.get("min"), fields.get("max"))
                && min.zip(max).is_some_and(|(min, max)| max < min)
            {
                let written = |node: &Node| reader.text.slice(node.span).to_owned();
                let kind = FaultKind::RangeReversed { min: written(low), max: written(high) };
                reader.fault(high.span, kind);
                return None;
            }
            Some(Kind::Number { unit, min, max })
        }
        "money" => {
            let Some(currency) = fields.get("currency") else {
                reader.fault(node.span, FaultKind::KindNeeds { kind: "money", key: "currency" });
                return None;
            };
            let code = text(currency, &mut reader.shape)?;
            if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                reader.fault(currency.span, FaultKind::NotACurrency(code.to_owned()));
                return None;
            }
            Some(Kind::Money { currency: code.to_owned() })
        }
        "set" => Some(Kind::Set(fields.get("values").map_or(Some(vec![]), |node| words(reader, node))?)),
        named => {
            let Some(values) = fields.get("values") else {
                let kind = if named == "scale" { "scale" } else { "choice" };
                reader.fault(node.span, FaultKind::KindNeeds { kind, key: "values" });
                return None;
            };
            let words = words(reader, values)?;
            Some(if named == "scale" { Kind::Scale(words) } else { Kind::Choice(words) })
        }
    }
}

fn number(reader: &mut Reader<'_>, node: &Node) -> Option<Decimal> {
    let written = text(node, &mut reader.shape)?;
    let read = Decimal::parse(written);
    if read.is_none() {
        reader.fault(node.span, FaultKind::NotANumber(written.to_owned()));
    }
    read
}

/// Keys by which people say what the synonyms of a word are, where the word itself is the key.
const SYNONYMS: [&str; 5] = ["synonyms", "synonym", "aliases", "alias", "also"];

/// `[a, b]`, or `{ a: [synonym], b: [] }`, or both in one: `[a, b: [synonym]]`.
fn words(reader: &mut Reader<'_>, node: &Node) -> Option<Vec<Word>> {
    let mut words: Vec<Word> = vec![];
    // Of each spelling, in small letters and as it reads, of which word it is, and where it stands first.
    let (mut lowers, mut readings) = (BTreeMap::new(), BTreeMap::new());
    let mut remember = |reader: &mut Reader<'_>, name: &str, word: usize, span: Span| {
        let (lower, folded) = (name.to_lowercase(), fold(name));
        // `data loss` of another word is read as `data-loss`; what a word says of itself is needless and does no harm.
        let known = [lowers.get(&lower), readings.get(&folded)];
        let of_others = known.into_iter().flatten().filter(|(of, _): &&(usize, Span)| *of != word);
        if let Some(first) = of_others.map(|(_, first)| *first).min() {
            return reader.fault_with(span, FaultKind::WordTwice(name.to_owned()), first);
        }
        lowers.entry(lower).or_insert((word, span));
        readings.entry(folded).or_insert((word, span));
    };
    let named: Vec<&Node> = match &node.content {
        Content::Sequence(items) => items.iter().collect(),
        Content::Mapping(_) => vec![node],
        _ => {
            reader.expected(node.span, Expected::List);
            return None;
        }
    };
    for item in named {
        let Some(entries) = item.entries().filter(|_| item.tag.is_none()) else {
            let name = reader.name(item)?;
            remember(reader, &name.text, words.len(), name.span);
            words.push(Word { name: name.text, synonyms: vec![] });
            continue;
        };
        if entries.len() > 1
            && let Some(entry) = entries.iter().find(|entry| SYNONYMS.contains(&&*entry.key))
        {
            reader.expected(entry.key_span, Expected::Synonyms);
            continue;
        }
        for entry in entries {
            remember(reader, &entry.key, words.len(), entry.key_span);
            let synonyms = texts(&entry.value, &mut reader.shape);
            for (synonym, span) in &synonyms {
                remember(reader, synonym, words.len(), *span);
            }
            let synonyms = synonyms.into_iter().map(|(synonym, _)| synonym).collect();
            words.push(Word { name: entry.key.to_string(), synonyms });
        }
    }
    if words.is_empty() {
        reader.expected(node.span, Expected::List);
        return None;
    }
    Some(words)
}
