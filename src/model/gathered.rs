//! Everything a postmortem states, in front matter and under labels of its body, by what it states.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::source::document::Document;
use crate::source::in_order::InOrder;
use crate::source::node::{Content, Entry, Node};
use crate::source::span::Span;

use super::asked::misfit;
use super::beside::{in_brackets, is_bare, is_share};
use super::fact::{Fact, Statement};
use super::kind::Kind;
use super::meant::{is_meant, period_of};
use super::metadata::{
    Labelled, first_answer, meaning, read_told_amount, rest_behind_times, with_unit_behind,
};
use super::nested::is_id_with_keys;
use super::parts::of_parts;
use super::reading::{read, read_text, read_with_unit};
use super::signed::without_minus;
use super::stated::{Place, StatedFact, StatedField, place};
use super::value::{Reading, Value};
use super::vocabulary::{Origin, Target, Vocabulary};
use super::weak::leave_out_weak;

/// How deep front matter is searched for nested keys.
const DEEPEST: usize = 6;

/// How long the path of a key with keys of its own may be, in bytes: it is put before each of them.
const LONGEST_PATH: usize = 1000;

/// What a postmortem states, the statement that counts first of each.
#[derive(Debug, Default)]
pub struct Gathered<'d> {
    /// Of fields.
    pub fields: Vec<StatedField<'d>>,
    /// Of facts.
    pub facts: Vec<StatedFact<'d>>,
    /// Whether a key of the front matter, not one within another, means nothing.
    pub has_strange_key: bool,
}

/// Finds every statement of a document.
#[must_use]
pub fn gathered<'d>(
    document: &'d Document,
    labelled: &'d [Labelled],
    vocabulary: &Vocabulary,
) -> Gathered<'d> {
    let mut gathered = Gathered::default();
    if let Some(front_matter) = &document.front_matter {
        let most = front_matter.entries.len();
        gathered.fields.reserve(most);
        gathered.facts.reserve(most);
        gather(&front_matter.entries, "", 1, vocabulary, &mut gathered);
    }
    for labelled in labelled {
        let (entry, zone) = (&labelled.entry, labelled.zone.as_ref());
        for (origin, target) in &labelled.targets {
            let rank = (Place::Body, *origin);
            match target {
                Target::Field(field) if is_meant(*field, entry) => {
                    gathered.fields.push(StatedField { field: *field, entry, zone, rank });
                }
                Target::Fact(fact, unit) => {
                    let (is_aside, behind) = (labelled.is_aside, labelled.unit.clone());
                    let stated = StatedFact { fact: *fact, unit: *unit, behind, entry, is_aside, rank };
                    gathered.take(stated, &labelled.targets, vocabulary);
                }
                Target::Field(_) => {}
            }
        }
    }
    gathered.fields.order_by_key(|stated| (stated.field, stated.rank));
    leave_out_weak(&mut gathered.fields);
    let is_measured = |stated: &StatedFact<'_>| {
        vocabulary.facts.get(stated.fact).is_some_and(|fact| fact.name == "time_to_detect")
    };
    if gathered.fields.iter().any(StatedField::is_of_report) && gathered.facts.iter().any(is_measured) {
        gathered.fields.retain(|stated| !stated.is_of_report());
    }
    gathered.facts.order_by_key(|stated| (stated.fact, stated.rank));
    gathered
}

/// The facts that follow from what is stated, by index.
#[must_use]
pub fn facts(document: &Document, all: &[StatedFact<'_>], vocabulary: &Vocabulary) -> Vec<Fact> {
    let mut statements: Vec<Vec<Statement>> = vec![vec![]; vocabulary.facts.len()];
    let by_value = LazyCell::new(|| by_value(all));
    for stated in all {
        let Some(declaration) = vocabulary.facts.get(stated.fact) else { continue };
        let kind = &declaration.kind;
        let scaled = match &stated.behind {
            Some(unit) => with_unit_behind(kind, &stated.entry.value, unit),
            None => Ok(None),
        };
        let value = scaled.as_ref().ok().and_then(Option::as_ref).unwrap_or(&stated.entry.value);
        let lost = without_minus(kind, &stated.entry.key, value);
        let value = lost.as_ref().unwrap_or(value);
        let mut reading = match (&scaled, stated.unit) {
            (Err(why), _) => Reading::Unreadable(why.clone()),
            (_, Some(unit)) => read_with_unit(kind, value, unit),
            (_, None) => read(kind, value),
        };
        if is_bare_count(stated, value, || &*by_value, vocabulary) {
            continue;
        }
        let is_told = stated.rank.0 == Place::Body && scaled.is_ok();
        let beside = match &reading {
            Reading::Unreadable(_) if is_told => beside(stated, value, &by_value, vocabulary),
            _ => None,
        };
        let is_beside = beside.is_some();
        if let Some(value) = beside {
            reading = Reading::Value(value);
        } else if is_told && matches!(reading, Reading::Unreadable(_)) {
            match period_of(value.text().unwrap_or_default()) {
                // The times say how long it was; what stands behind them may say it again.
                Some(period) => match read_text(kind, &period.rest) {
                    Reading::Value(value) => reading = Reading::Value(value),
                    _ => reading = Reading::Unknown,
                },
                None if is_read_as_another(stated, value, &by_value, vocabulary) => continue,
                None => {
                    let text = value.text().unwrap_or_default();
                    let answer = || first_answer(kind, text).or_else(|| rest_behind_times(kind, text));
                    match answer().map(|first| read_text(kind, first)) {
                        Some(Reading::Value(value)) => reading = Reading::Value(value),
                        _ => reading = read_told_amount(kind, text).map_or(reading, Reading::Value),
                    }
                }
            }
        }
        if !is_beside
            && matches!(reading, Reading::Value(_))
            && let Some(why) = misfit(declaration, &stated.entry.key, value)
        {
            reading = Reading::Unreadable(why);
        }
        if stated.is_aside && matches!(reading, Reading::Unreadable(_)) {
            continue;
        }
        let statement =
            Statement { span: place(stated.entry), text: written(document, stated.entry).into(), reading };
        if let Some(of_fact) = statements.get_mut(stated.fact) {
            of_fact.push(statement);
        }
    }
    let facts = statements.into_iter().map(Fact::of).enumerate();
    let with_parts = |(index, fact): (usize, Fact)| {
        let Some(declaration) = vocabulary.facts.get(index).filter(|_| fact.value.is_some()) else {
            return fact;
        };
        let first = all.partition_point(|stated| stated.fact < index);
        let own = || all.get(first..).unwrap_or_default().iter().take_while(|stated| stated.fact == index);
        let is_in_body = |one: &StatedFact<'_>| one.rank.0 == Place::Body;
        if !own().any(|one| is_in_body(one) && one.entry.key.contains(['(', '（', '['])) {
            return fact;
        }
        let labels = own().map(|one| (place(one.entry), is_in_body(one).then_some(&*one.entry.key)));
        of_parts(&declaration.kind, fact, labels)
    };
    facts.map(with_parts).collect()
}

impl<'d> Gathered<'d> {
    /// Takes a fact; where it counts something and its label asks for a share, that one. A share that a value tells beside the count, or
    /// instead of it, is one more.
    fn take(&mut self, stated: StatedFact<'d>, targets: &[(Origin, Target)], vocabulary: &Vocabulary) {
        let is_of = |(_, target): &(Origin, Target), share: usize| matches!(target, Target::Fact(fact, _) if *fact == share);
        let Some(share) = vocabulary.share_of(stated.fact) else {
            self.facts.push(stated);
            return;
        };
        let is_stated = targets.iter().any(|target| is_of(target, share));
        if stated.behind.as_deref().is_some_and(is_share) {
            if !is_stated {
                self.facts.push(StatedFact { fact: share, ..stated });
            }
            return;
        }
        let is_in_body = stated.rank.0 == Place::Body;
        if !is_stated && is_in_body && stated.entry.value.text().is_some_and(is_share) {
            let reads = |kind: &Kind| matches!(read(kind, &stated.entry.value), Reading::Value(_));
            // Where the value is no count, it is the share that has to be right.
            let is_aside = stated.is_aside || reads(&Kind::Count) || !reads(&Kind::Percent);
            self.facts.push(StatedFact { fact: share, is_aside, ..stated.clone() });
        }
        self.facts.push(stated);
    }
}

/// What stands in brackets beside the value of another fact, where the label means a number and a share.
fn beside(
    stated: &StatedFact<'_>,
    value: &Node,
    by_value: &BTreeMap<Span, Vec<usize>>,
    vocabulary: &Vocabulary,
) -> Option<Value> {
    let kind = |fact: usize| vocabulary.facts.get(fact).map(|declaration| &declaration.kind);
    let mut there = by_value.get(&stated.entry.value.span)?.iter();
    let is_shared =
        there.any(|fact| *fact != stated.fact && matches!(kind(*fact), Some(Kind::Count | Kind::Percent)));
    is_shared.then(|| in_brackets(kind(stated.fact)?, value.text()?)).flatten()
}

/// Whether a value under one label that means several facts, a number or a share, was read as another one of them.
fn is_read_as_another(
    stated: &StatedFact<'_>,
    value: &Node,
    by_value: &BTreeMap<Span, Vec<usize>>,
    vocabulary: &Vocabulary,
) -> bool {
    let there = by_value.get(&stated.entry.value.span).into_iter().flatten();
    let others = there.filter(|fact| **fact != stated.fact);
    let is_read = |kind: &Kind| {
        matches!(read(kind, value), Reading::Value(_))
            || read_told_amount(kind, value.text().unwrap_or_default()).is_some()
    };
    others.filter_map(|fact| vocabulary.facts.get(*fact)).any(|declaration| is_read(&declaration.kind))
}

/// Whether a number without a sign stands under a key for a number and a share: it is the number.
fn is_bare_count<'v>(
    stated: &StatedFact<'_>,
    value: &Node,
    by_value: impl FnOnce() -> &'v BTreeMap<Span, Vec<usize>>,
    vocabulary: &Vocabulary,
) -> bool {
    let kind = |fact: usize| vocabulary.facts.get(fact).map(|declaration| &declaration.kind);
    let is_number = |text: &str| text.contains(char::is_numeric) && is_bare(text);
    if stated.unit.is_some()
        || !matches!(kind(stated.fact), Some(Kind::Percent | Kind::Money { .. }))
        || !value.text().is_some_and(is_number)
    {
        return false;
    }
    let mut there = by_value().get(&stated.entry.value.span).into_iter().flatten();
    there.any(|fact| matches!(kind(*fact), Some(Kind::Count)))
        && matches!(read(&Kind::Count, value), Reading::Value(_))
}

/// The facts that the values state, by the places of those.
fn by_value(all: &[StatedFact<'_>]) -> BTreeMap<Span, Vec<usize>> {
    let mut found: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for stated in all {
        found.entry(stated.entry.value.span).or_default().push(stated.fact);
    }
    found
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
        let targets = vocabulary.targets(key);
        // `損失額（万円）`: the key of a fact, with a remark.
        let may_be_remarked = key.bytes().any(|byte| matches!(byte, b'(' | b'[') || !byte.is_ascii());
        let is_remarked = || key.contains(['(', '（', '[', '［']);
        if may_be_remarked && is_remarked() && gather_remarked(entry, key, vocabulary, gathered) {
            continue;
        }
        gathered.has_strange_key |= depth == 1 && targets.is_empty();
        for (origin, target) in targets {
            let rank = (Place::FrontMatter, *origin);
            match target {
                Target::Field(_) if is_id_with_keys(target, entry) => {}
                Target::Field(field) => {
                    gathered.fields.push(StatedField { field: *field, entry, zone: None, rank });
                }
                Target::Fact(fact, unit) => {
                    gathered.facts.push(StatedFact {
                        fact: *fact,
                        unit: *unit,
                        behind: None,
                        entry,
                        is_aside: false,
                        rank,
                    });
                }
            }
        }
        if depth < vocabulary.deepest().min(DEEPEST)
            && key.len() <= LONGEST_PATH
            && let Content::Mapping(nested) = &entry.value.content
        {
            gather(nested, key, depth + 1, vocabulary, gathered);
        }
    }
}

/// The facts that a key with a remark states; whether there are any.
fn gather_remarked<'d>(
    entry: &'d Entry,
    key: &str,
    vocabulary: &Vocabulary,
    gathered: &mut Gathered<'d>,
) -> bool {
    let found = meaning(key, vocabulary).filter(|meaning| meaning.zone.is_none());
    let Some(found) = found
        .filter(|found| !matches!(entry.value.content, Content::Mapping(_)) && !found.targets.is_empty())
    else {
        return false;
    };
    if found.targets.iter().any(|(_, target)| matches!(target, Target::Field(_))) {
        return false;
    }
    let all = found.targets;
    for (origin, target) in all.iter().cloned() {
        let Target::Fact(fact, unit) = target else { continue };
        let rank = (Place::FrontMatter, origin);
        let behind = found.unit.clone();
        let stated = StatedFact { fact, unit, behind, entry, is_aside: false, rank };
        gathered.take(stated, &all, vocabulary);
    }
    true
}

fn written(document: &Document, entry: &Entry) -> String {
    match entry.value.text() {
        Some(text) => text.to_owned(),
        None => document.text.slice(entry.value.span).to_owned(),
    }
}
