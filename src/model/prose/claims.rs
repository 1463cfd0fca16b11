//! The claims of a body, and the sentences from which a fact could be taken.

use crate::model::section::Sections;
use crate::source::document::Document;
use crate::source::span::Span;

use super::another::Own;
use super::claim::{Claim, Matter};
use super::english;
use super::japanese;
use super::passage::passages;
use super::recall::Recall;
use super::sentence::{Sentence, sentences};
use super::trigger::triggers;

/// What sentences of a body plainly claim about some matters of its own incident, in the order of the text. What is recalled
/// is not found out again.
#[must_use]
pub fn claims(
    document: &Document,
    sections: &Sections,
    matters: &[Matter],
    own: Own<'_>,
    recall: Option<&Recall>,
) -> Vec<Claim> {
    let mut found = vec![];
    for (passage, about) in telling(document, sections, matters) {
        let text = document.text.slice(passage);
        let claimed = match recall {
            Some(recall) => recall.of(text, || claimed(text)),
            None => claimed(text).into(),
        };
        let claimed = claimed.iter().filter(|claim| about.contains(&claim.matter));
        found.extend(claimed.map(|claim| {
            let span = claim.span.shifted(passage.start as usize);
            Claim { span, ..claim.clone() }
        }));
    }
    found.retain(|claim| !own.is_not_of(document.text.slice(claim.span)));
    found
}

/// What a passage claims about anything.
fn claimed(passage: &str) -> Vec<Claim> {
    let sentences = sentences(passage, 0);
    let is_mended = sentences.iter().any(|sentence| {
        english::tells_of_repair(&sentence.text) || japanese::tells_of_repair(&sentence.text)
    });
    let claims = sentences.iter().flat_map(|sentence| {
        if is_japanese(&sentence.text) { japanese::claims(sentence) } else { english::claims(sentence) }
    });
    // What was lost and came back is not lost.
    claims.filter(|claim| !(is_mended && english::is_loss(claim))).collect()
}

/// The sentences that speak of some matters in a way that an author could take a fact from, in the order of the text.
/// They claim nothing.
#[must_use]
pub fn mentions(
    document: &Document,
    sections: &Sections,
    matters: &[Matter],
    own: Own<'_>,
) -> Vec<(Matter, Span)> {
    let mut found = vec![];
    for (passage, about) in telling(document, sections, matters) {
        for sentence in of(document, passage) {
            let spoken_of = if is_japanese(&sentence.text) {
                japanese::mentions(&sentence.text, &about)
            } else {
                english::mentions(&sentence.text, &about)
            };
            found.extend(spoken_of.into_iter().map(|matter| (matter, sentence.span)));
        }
    }
    found.retain(|(_, span)| !own.is_not_of(document.text.slice(*span)));
    found
}

fn of(document: &Document, passage: Span) -> Vec<Sentence> {
    sentences(document.text.slice(passage), passage.start)
}

/// The passages in which something may be said about the matters, with those.
fn telling(document: &Document, sections: &Sections, matters: &[Matter]) -> Vec<(Span, Vec<Matter>)> {
    let triggers = triggers(document.text.as_str(), document.body, matters);
    if triggers.is_empty() {
        return vec![];
    }
    let mut triggers = triggers.into_iter().peekable();
    let mut found = vec![];
    for passage in passages(document, sections) {
        let mut about = vec![];
        while let Some(trigger) = triggers.next_if(|trigger| trigger.at < passage.end) {
            if trigger.at >= passage.start {
                about.extend(trigger.matters.iter().filter(|matter| matters.contains(matter)));
            }
        }
        about.sort_unstable();
        about.dedup();
        if !about.is_empty() {
            found.push((passage, about));
        }
    }
    found
}

fn is_japanese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, 'ぁ'..='ヿ' | '一'..='鿿'))
}
