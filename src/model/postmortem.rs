//! What one postmortem says: fields, times, decisions about its severity, facts; sections, timeline, action items.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::document::Document;
use crate::source::node::{Content, Entry, Node};
use crate::source::span::Span;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

use super::action::{ActionItem, action_items};
use super::decision::{Change, Override};
use super::declaration::{DERIVED, Derived};
use super::fact::{Fact, State, Statement};
use super::field::Field;
use super::file_date::date_in_path;
use super::moment::{Moment, MomentReading, read_moment, read_moment_node};
use super::reading::{read, read_with_unit};
use super::said::Said;
use super::section::Sections;
use super::timeline::{Frame, Timeline};
use super::value::{Reading, Value, Why};
use super::vocabulary::{Origin, Target, Vocabulary};

/// What one postmortem says. Places are in its document.
#[derive(Clone, Debug, Default)]
pub struct Postmortem {
    /// Statements of the plain fields, the one that counts first.
    pub plain: BTreeMap<Field, Vec<Said>>,
    /// Statements of the times, the one that counts first.
    pub times: BTreeMap<Field, Vec<Time>>,
    /// The decision to keep a level the table does not give.
    pub severity_override: Option<Override>,
    /// The levels it was declared at over time.
    pub severity_history: Vec<Change>,
    /// Every fact of the vocabulary, by index.
    pub facts: Vec<Fact>,
    /// What happened, in a line: the field, else the first heading.
    pub title: Option<String>,
    /// The day of the incident in local time: of its start, else its date, else the date in the file's name.
    pub day: Option<Date>,
    /// The sections of the body.
    pub sections: Sections,
    /// What happened when.
    pub timeline: Timeline,
    /// What is to be done.
    pub actions: Vec<ActionItem>,
}

/// A stated time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// What it was read as.
    pub reading: MomentReading,
}

impl Time {
    /// The time, if it could be read.
    #[must_use]
    pub fn moment(&self) -> Option<&Moment> {
        match &self.reading {
            MomentReading::Moment(moment) => Some(moment),
            _ => None,
        }
    }

    /// Why it cannot be used, if that is so.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        match &self.reading {
            MomentReading::Unreadable(why) => Some(why),
            _ => None,
        }
    }
}

/// How deep front matter is searched for nested keys.
const DEEPEST: usize = 6;

impl Postmortem {
    /// Reads a document with the words of a vocabulary. Times without an offset are taken in `zone`.
    #[must_use]
    pub fn read(document: &Document, vocabulary: &Vocabulary, zone: &TimeZone) -> Self {
        let mut gathered = Gathered::default();
        if let Some(front_matter) = &document.front_matter {
            gather(&front_matter.entries, "", 1, vocabulary, &mut gathered);
        }
        let mut postmortem = Self::default();
        gathered.fields.sort_by_key(|(origin, field, _)| (*field, *origin));
        for (_, field, entry) in &gathered.fields {
            postmortem.take(*field, entry, zone);
        }
        gathered.facts.sort_by_key(|(origin, fact, ..)| (*fact, *origin));
        let mut statements: Vec<Vec<Statement>> = vec![vec![]; vocabulary.facts.len()];
        for (_, fact, unit, entry) in &gathered.facts {
            let Some(declaration) = vocabulary.facts.get(*fact) else { continue };
            let reading = match unit {
                Some(unit) => read_with_unit(&declaration.kind, &entry.value, unit),
                None => read(&declaration.kind, &entry.value),
            };
            let statement = Statement { span: place(entry), text: written(document, entry).into(), reading };
            if let Some(of_fact) = statements.get_mut(*fact) {
                of_fact.push(statement);
            }
        }
        postmortem.facts = statements.into_iter().map(Fact::of).collect();
        postmortem.derive(vocabulary);
        postmortem.title = postmortem.title_of(document);
        postmortem.day = postmortem.day_of(document, zone);
        postmortem.sections = Sections::read(document, &vocabulary.sections);
        let resolved = postmortem.moment(Field::ResolvedAt).map(|moment| moment.latest);
        let frame = Frame { day: postmortem.day, zone, resolved };
        postmortem.timeline = Timeline::read(document, &postmortem.sections, frame);
        postmortem.actions = action_items(document, &postmortem.sections);
        postmortem
    }

    /// The statement of a plain field that counts.
    #[must_use]
    pub fn said(&self, field: Field) -> Option<&Said> {
        self.plain.get(&field)?.first()
    }

    /// The time of a field, if it is stated and can be read.
    #[must_use]
    pub fn moment(&self, field: Field) -> Option<&Moment> {
        self.times.get(&field)?.first()?.moment()
    }

    /// What the incident is referred to by.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.said(Field::Id).map(|said| said.text.as_str()).filter(|id| !id.is_empty())
    }

    /// Whether the postmortem says that it is not finished.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        let Some(status) = self.said(Field::Status) else { return false };
        let status = super::fold::fold_key(&status.text);
        ["draft", "in_progress", "wip", "下書き", "作成中", "ドラフト"].contains(&&*status)
    }

    fn take(&mut self, field: Field, entry: &Entry, zone: &TimeZone) {
        match field {
            Field::StartedAt
            | Field::DetectedAt
            | Field::AcknowledgedAt
            | Field::MitigatedAt
            | Field::ResolvedAt
            | Field::PublishedAt
            | Field::FirstUpdateAt => {
                // `resolved: true` of a status page says that it is over, not when.
                if entry.value.text().is_some_and(|text| matches!(text, "true" | "false")) {
                    return;
                }
                let reading = read_moment_node(&entry.value, zone);
                let text = entry.value.text().unwrap_or_default().to_owned();
                self.times.entry(field).or_default().push(Time { text, span: place(entry), reading });
            }
            Field::SeverityOverride => {
                self.severity_override.get_or_insert_with(|| Override::read(&entry.value, entry.key_span));
            }
            Field::SeverityHistory => {
                if self.severity_history.is_empty() {
                    self.severity_history = Change::read_all(&entry.value, zone);
                }
            }
            _ => {
                let said = self.plain.entry(field).or_default();
                let mut texts = vec![];
                scalars(&entry.value, 1, &mut texts);
                if texts.is_empty() {
                    texts.push(Said { text: String::new(), span: place(entry) });
                }
                said.extend(texts);
            }
        }
    }

    fn derive(&mut self, vocabulary: &Vocabulary) {
        for derived in DERIVED {
            let Some(index) = vocabulary.facts.iter().position(|fact| fact.name == derived.name) else {
                continue;
            };
            let Some(fact) = self.facts.get(index) else { continue };
            // What is stated as unknown may still follow from the times; what cannot be read has to be mended first.
            if !matches!(fact.state, State::Absent | State::Unknown) {
                continue;
            }
            let Some((value, statements)) = self.elapsed(derived) else { continue };
            if let Some(fact) = self.facts.get_mut(index) {
                *fact = Fact::derived(value, statements);
            }
        }
    }

    /// The time between two times. Nothing, if one of them is not known or they contradict each other.
    fn elapsed(&self, derived: &Derived) -> Option<(Value, Vec<Statement>)> {
        let time = |name: &str| {
            let field = super::field::FIELDS.iter().find(|spellings| spellings.name == name)?.field;
            self.times.get(&field)?.first()
        };
        let (from, to) = (time(derived.from)?, time(derived.to)?);
        let (start, end) = (from.moment()?, to.moment()?);
        let seconds = |from: jiff::Timestamp, to: jiff::Timestamp| {
            Decimal::billionths(to.as_nanosecond() - from.as_nanosecond())
        };
        let shortest = seconds(start.latest, end.earliest).max(Decimal::ZERO);
        let longest = seconds(start.earliest, end.latest);
        let interval = Interval::new(End::Included(shortest), End::Included(longest))?;
        let statement = |time: &Time| Statement {
            span: time.span,
            text: time.text.clone().into(),
            reading: Reading::Value(Value::Quantity(interval.into())),
        };
        Some((Value::Quantity(interval.into()), vec![statement(from), statement(to)]))
    }

    fn title_of(&self, document: &Document) -> Option<String> {
        let stated = self.said(Field::Title).map(|said| said.text.clone()).filter(|title| !title.is_empty());
        stated.or_else(|| document.outline.headings.first().map(|heading| heading.text.to_string()))
    }

    fn day_of(&self, document: &Document, zone: &TimeZone) -> Option<Date> {
        let started = self.moment(Field::StartedAt).map(|moment| moment.earliest);
        let dated = || {
            let said = self.said(Field::Date)?;
            read_moment(&said.text, zone).ok().map(|moment| moment.earliest)
        };
        started
            .or_else(dated)
            .map(|timestamp| timestamp.to_zoned(zone.clone()).date())
            .or_else(|| date_in_path(document.text.path()))
    }
}

#[derive(Default)]
struct Gathered<'d> {
    fields: Vec<(Origin, Field, &'d Entry)>,
    facts: Vec<(Origin, usize, Option<&'static str>, &'d Entry)>,
}

/// Finds every key that means something, nested ones by their path.
fn gather<'d>(
    entries: &'d [Entry],
    prefix: &str,
    depth: usize,
    vocabulary: &Vocabulary,
    gathered: &mut Gathered<'d>,
) {
    for entry in entries {
        let path: String;
        let key: &str = if prefix.is_empty() {
            &entry.key
        } else {
            path = format!("{prefix}.{}", entry.key);
            &path
        };
        for (origin, target) in vocabulary.targets(key) {
            match target {
                Target::Field(field) => gathered.fields.push((*origin, *field, entry)),
                Target::Fact(fact, unit) => gathered.facts.push((*origin, *fact, *unit, entry)),
            }
        }
        if depth < vocabulary.deepest().min(DEEPEST)
            && let Content::Mapping(nested) = &entry.value.content
        {
            gather(nested, key, depth + 1, vocabulary, gathered);
        }
    }
}

/// Every scalar in a value, lists and mappings flattened; of `{ who, at }` the first.
fn scalars(node: &Node, depth: usize, found: &mut Vec<Said>) {
    match &node.content {
        Content::Scalar(text, _) => found.push(Said { text: text.to_string(), span: node.span }),
        Content::Sequence(items) if depth < DEEPEST => {
            for item in items {
                scalars(item, depth + 1, found);
            }
        }
        Content::Mapping(entries) if depth < DEEPEST => {
            let who = entries.iter().find(|entry| matches!(&*entry.key, "who" | "name" | "id"));
            if let Some(entry) = who.or(entries.first()) {
                scalars(&entry.value, depth + 1, found);
            }
        }
        _ => {}
    }
}

/// Where a value stands; the key, if nothing stands behind it.
fn place(entry: &Entry) -> Span {
    if entry.value.is_empty() { entry.key_span } else { entry.value.span }
}

fn written(document: &Document, entry: &Entry) -> String {
    match entry.value.text() {
        Some(text) => text.to_owned(),
        None => document.text.slice(entry.value.span).to_owned(),
    }
}
