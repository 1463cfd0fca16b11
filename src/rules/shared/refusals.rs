//! What a postmortem states in a form that cannot be used: facts, times, its date.

use std::collections::BTreeMap;

use crate::diagnostic::about::About;
use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::decision::Change;
use crate::model::declaration::Declaration;
use crate::model::fact::{Fact, Statement};
use crate::model::field::Field;
use crate::model::moment::MomentReading;
use crate::model::value::Why;
use crate::model::vocabulary::{Origin, Target};
use crate::source::span::Span;
use crate::verdict::judgement::OverrideState;
use crate::verdict::standing::Standing;

use super::asked::MOST;
use super::stated_under::{key_at, origin_at};
use crate::rules::rule::Case;
use crate::rules::words::japanese;
use crate::rules::words::phrase::quoted_or;
use crate::rules::words::value_words::in_japanese;
use crate::rules::words::value_words::{a, sentences};

/// The last day of an override, by its path.
const UNTIL: &str = "severity_override.until";

/// The time of a change of severity, by its path.
const AT: &str = "severity_history.at";

/// How many words of a fact are listed.
const MOST_WORDS: usize = 8;

/// How keys end that can only tell a time.
const WHEN: [&str; 2] = ["日時", "時刻"];

/// A statement that was not read.
#[derive(Clone, Debug)]
pub struct Refusal<'a> {
    /// The field or fact.
    pub name: &'a str,
    /// The fact's declaration; none for a field.
    pub declaration: Option<&'a Declaration>,
    /// As it is written.
    pub text: &'a str,
    /// Where.
    pub span: Span,
    /// Why it was not read.
    pub why: Why,
}

impl Refusal<'_> {
    /// The finding about it, weighed: a label of the body is no field. People write prose behind it, and nobody told them
    /// to do otherwise.
    #[must_use]
    pub fn weighed(&self, finding: Diagnostic, case: &Case<'_>) -> Diagnostic {
        if self.span.start >= case.document.body { finding.weighing(Gravity::Note) } else { finding }
    }

    /// The name of the kind it was to be read as.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.declaration {
            Some(declaration) => declaration.kind.name(),
            None if self.name == Field::Date.name() || self.name == UNTIL => "date",
            None => "time",
        }
    }

    /// Where the table declares the fact.
    #[must_use]
    pub fn asked_in(&self, case: &Case<'_>) -> Option<Label> {
        let (verdict, declaration) = (case.verdict?, self.declaration?);
        let words: Vec<&str> = declaration.kind.words().iter().map(|word| word.name.as_str()).collect();
        let message = match case.language {
            Language::English if (1..=MOST_WORDS).contains(&words.len()) => {
                format!("the table has {}", quoted_or(&words))
            }
            Language::English => format!("the table asks for {}", a(declaration.kind.name())),
            Language::Japanese if (1..=MOST_WORDS).contains(&words.len()) => {
                format!("SEV 表の語: {}", japanese::quoted_or(&words))
            }
            Language::Japanese => format!("SEV 表が求める値: {}", in_japanese(declaration.kind.name())),
        };
        Some(verdict.there(declaration.span?, message))
    }
}

/// The findings of a rule that speaks of some refusals. `sentence` says it of the name and of what is wrong.
pub fn told(
    about: &'static About,
    case: &Case<'_>,
    speaks_of: fn(&Why) -> bool,
    sentence: fn(&str, &str, Language) -> String,
) -> Vec<Diagnostic> {
    let finding = |refusal: Refusal<'_>| {
        let (what, help) = sentences(refusal.text, refusal.kind(), &refusal.why, case.language);
        let here = match case.language {
            Language::English => format!("expected {}", a(refusal.kind())),
            Language::Japanese => format!("{}が必要", in_japanese(refusal.kind())),
        };
        let message = sentence(refusal.name, &what, case.language);
        let mut finding = Diagnostic::new(about, case.here(refusal.span, here), message)
            .help(help)
            .about_subject(refusal.name);
        finding.related.extend(refusal.asked_in(case));
        refusal.weighed(finding, case)
    };
    refusals(case).into_iter().filter(|refusal| speaks_of(&refusal.why)).map(finding).collect()
}

/// Every statement, or part of one, that was not read, each once: a key that means two things is unreadable for one reason.
#[must_use]
pub fn refusals<'a>(case: &Case<'a>) -> Vec<Refusal<'a>> {
    let mut all: Vec<Refusal<'a>> = facts(case);
    all.extend(times(case));
    all.extend(date(case));
    all.extend(history(case));
    all.extend(until(case));
    let mut refusals: Vec<Refusal<'a>> = Vec::with_capacity(all.len());
    let mut in_place: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for refusal in all {
        let there = in_place.entry(refusal.span).or_default();
        let is_told = |other: &Refusal<'_>| other.name != refusal.name || other.why == refusal.why;
        if !there.iter().filter_map(|index| refusals.get(*index)).any(is_told) {
            there.push(refusals.len());
            refusals.push(refusal);
        }
    }
    refusals
}

fn facts<'a>(case: &Case<'a>) -> Vec<Refusal<'a>> {
    let postmortem = case.postmortem;
    let declared = case.words.facts.iter().zip(&postmortem.facts);
    let refusal = |(declaration, fact): (&'a Declaration, &'a Fact)| {
        // What the body says in prose matters only where nothing else says it.
        let counts = move |statement: &&Statement| {
            let is_read = fact.value.is_some() && statement.reading.value().is_none();
            !is_read || statement.span.start < case.document.body
        };
        let refused = fact.statements.iter().filter(|statement| !statement.reading.refused().is_empty());
        refused.filter(counts).flat_map(move |statement| {
            let (name, text, span) = (declaration.name.as_str(), &*statement.text, statement.span);
            let refused = statement.reading.refused().iter().cloned();
            refused.map(move |why| Refusal { name, declaration: Some(declaration), text, span, why })
        })
    };
    declared.flat_map(refusal).collect()
}

fn times<'a>(case: &Case<'a>) -> Vec<Refusal<'a>> {
    let mut refusals = vec![];
    for (field, times) in &case.postmortem.times {
        for time in times {
            let Some(why) = time.why() else { continue };
            let text = if time.text.is_empty() { case.document.text.slice(time.span) } else { &time.text };
            // `detected: by an alert` answers another question than when: only what looks like a time was meant as one.
            // 復旧日時 can be nothing else.
            let alias = || origin_at(case, time.span, &Target::Field(*field)).is_some_and(Origin::is_alias);
            let is_asked = || {
                let key = key_at(case, time.span).unwrap_or_default();
                WHEN.iter().any(|when| key.split('(').next().unwrap_or_default().ends_with(when))
            };
            if !text.contains(char::is_numeric) && alias() && !is_asked() {
                continue;
            }
            let (name, span, why) = (field.name(), time.span, why.clone());
            refusals.push(Refusal { name, declaration: None, text, span, why });
        }
    }
    refusals
}

fn date<'a>(case: &Case<'a>) -> Option<Refusal<'a>> {
    let said = case.postmortem.said(Field::Date)?;
    let Some(MomentReading::Unreadable(why)) = &case.postmortem.date else { return None };
    let (text, why) = (said.text.as_str(), why.clone());
    Some(Refusal { name: Field::Date.name(), declaration: None, text, span: said.span, why })
}

/// The times of changes of severity.
fn history<'a>(case: &Case<'a>) -> Vec<Refusal<'a>> {
    let changes = case.postmortem.severity_history.iter();
    let refusal = |change: &'a Change| {
        let Some(MomentReading::Unreadable(why)) = &change.at else { return None };
        let (text, span) = (case.document.text.slice(change.at_span), change.at_span);
        Some(Refusal { name: AT, declaration: None, text, span, why: why.clone() })
    };
    changes.filter_map(refusal).take(MOST).collect()
}

/// The last day of an override, unless another rule speaks of the override for that reason, or says that it is needless.
fn until<'a>(case: &Case<'a>) -> Option<Refusal<'a>> {
    let (day, said) = case.postmortem.severity_override.as_ref()?.until.as_ref()?;
    let is_told = case.verdict.is_some_and(|verdict| {
        let judgement = verdict.judgement;
        judgement.override_state == Some(OverrideState::Expired) || judgement.standing == Standing::Confirmed
    });
    if day.is_ok() || is_told {
        return None;
    }
    let (text, span, why) = (said.text.as_str(), said.span, Why::NotOfKind);
    Some(Refusal { name: UNTIL, declaration: None, text, span, why })
}
