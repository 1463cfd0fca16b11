use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::model::kind::Word;
use crate::model::value::Why;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::refusals::{Refusal, refusals};
use super::shared::word_place::word_place;
use super::words::japanese;
use super::words::phrase::{and, excerpt, quoted_or};
use super::words::value_words::unknown;

rule! {
    /// ## What it flags
    /// A word that is not one of the words the table lists for a fact.
    ///
    /// ## Why
    /// The criteria speak of the table's words only: the incident is judged as if nothing had been stated. Of a set, the
    /// words that the table has count, and whether there are more of them stays open. What a list has that the table does
    /// not know is told in one finding, but for what may be a slip of the pen.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// data_loss: suspcted
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// data_loss: Suspected (two tables)
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Write one of the words, or `unknown`. If the word is right, add it to the table: as a word of its own, or as a
    /// synonym (`values: { none: [no, nothing] }`).
    ///
    /// ## When to turn it off
    /// Do not: such a value says nothing.
    "field-unknown-value", Error, Mending::Unsafe,
    { English => "a word is not one of the fact's words", Japanese => "事実の語彙にない語が書かれている" },
    Check::Case(check)
}

/// How many words of the table are listed in the help.
const MOST_WORDS: usize = 8;

/// How many unknown words of a list are named and marked.
const MOST_NAMED: usize = 5;

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let refusals = refusals(case);
    let mut findings = vec![];
    let mut in_list: BTreeMap<(&str, Span), Vec<&str>> = BTreeMap::new();
    for refusal in &refusals {
        if let Why::WordUnknown { word, nearest: None } = &refusal.why {
            in_list.entry((refusal.name, refusal.span)).or_default().push(word);
        }
    }
    for refusal in &refusals {
        let Why::WordUnknown { word, nearest } = &refusal.why else { continue };
        if let Some(nearest) = nearest {
            findings.push(misspelt(case, refusal, word, nearest));
            continue;
        }
        // A list that has many of them is told once: it is the table that lacks them.
        let Some(mut words) = in_list.remove(&(refusal.name, refusal.span)) else { continue };
        let mut seen = HashSet::new();
        words.retain(|word| seen.insert(*word));
        findings.push(unknown_words(case, refusal, &words));
    }
    findings
}

fn misspelt(case: &Case<'_>, refusal: &Refusal<'_>, word: &str, nearest: &str) -> Diagnostic {
    let help = match case.language {
        Language::English => format!("did you mean `{nearest}`?"),
        Language::Japanese => format!("`{nearest}` の誤りか"),
    };
    let place = word_in(case, refusal, word);
    let mut finding = finding(case, refusal, place, sentence(case, refusal, &[word]), help);
    finding.related.extend(refusal.asked_in(case));
    finding.fix = place.map(|place| replace(case, place, nearest));
    refusal.weighed(finding, case)
}

fn unknown_words(case: &Case<'_>, refusal: &Refusal<'_>, words: &[&str]) -> Diagnostic {
    let mut places = words.iter().take(named(words)).map(|word| word_in(case, refusal, word));
    let first = places.next().flatten();
    let mut finding =
        finding(case, refusal, first, sentence(case, refusal, words), help(case, refusal, words));
    // Without its own place the whole list is marked, and the others with it.
    let others = places.flatten().filter(|_| first.is_some());
    finding.related.extend(others.map(|place| case.here(place, here(case.language))));
    finding.related.extend(refusal.asked_in(case));
    refusal.weighed(finding, case)
}

/// How many of the words are named: `and 1 more` would be as long as the word.
fn named(words: &[&str]) -> usize {
    if words.len() <= MOST_NAMED + 1 { words.len() } else { MOST_NAMED }
}

fn finding(
    case: &Case<'_>,
    refusal: &Refusal<'_>,
    place: Option<Span>,
    message: String,
    help: String,
) -> Diagnostic {
    let place = case.here(place.unwrap_or(refusal.span), here(case.language));
    Diagnostic::new(&RULE.about, place, message).help(help).about_subject(refusal.name)
}

fn here(language: Language) -> &'static str {
    match language {
        Language::English => "not in the table",
        Language::Japanese => "SEV 表にない",
    }
}

/// `` `a`, `b` and 3 more are not among the words of `systems` ``.
fn sentence(case: &Case<'_>, refusal: &Refusal<'_>, words: &[&str]) -> String {
    let (name, more) = (refusal.name, words.len() - named(words));
    let shown: Vec<String> =
        words.iter().take(named(words)).map(|word| format!("`{}`", excerpt(word))).collect();
    match (case.language, words) {
        (Language::English, [word]) => {
            format!("`{}` is not one of the words of `{name}`", excerpt(word))
        }
        (Language::English, _) => {
            let shown = if more == 0 { and(&shown) } else { format!("{} and {more} more", shown.join(", ")) };
            format!("{shown} are not among the words of `{name}`")
        }
        (Language::Japanese, _) => {
            let rest = if more == 0 { String::new() } else { format!("ほか {more} 語") };
            format!("{}は `{name}` の語ではない", japanese::before_particle(shown.join("、") + &rest))
        }
    }
}

fn help(case: &Case<'_>, refusal: &Refusal<'_>, unknown_words: &[&str]) -> String {
    let words = refusal.declaration.map_or(&[] as &[Word], |declaration| declaration.kind.words());
    let names: Vec<&str> = words.iter().map(|word| word.name.as_str()).collect();
    let unknown = unknown(case.language);
    let count = names.len();
    match case.language {
        // A boolean: there is nothing to add to the table.
        Language::English if names.is_empty() => format!("write {}", quoted_or(&["yes", "no", unknown])),
        Language::English => {
            let write = if count > MOST_WORDS {
                format!("write one of the {count} words, or `{unknown}`")
            } else {
                format!("write {}", quoted_or(&[names.as_slice(), &[unknown]].concat()))
            };
            match unknown_words {
                [word] if !is_a_word(word) => write,
                [_] => format!("{write}; or add the word to the table"),
                _ => format!("{write}; or add these words to the table"),
            }
        }
        Language::Japanese if names.is_empty() => {
            format!("{} と書く", japanese::quoted_or(&["yes", "no", unknown]))
        }
        Language::Japanese => {
            let write = if count > MOST_WORDS {
                format!("{count} 語のいずれか、または `{unknown}`")
            } else {
                japanese::quoted_or(&[names.as_slice(), &[unknown]].concat())
            };
            match unknown_words {
                [word] if !is_a_word(word) => format!("{write} と書く"),
                _ => format!("{write} と書くか、この語を SEV 表に加える"),
            }
        }
    }
}

/// Whether it may be a word that the table lacks, and no sentence.
fn is_a_word(text: &str) -> bool {
    let longest = if text.is_ascii() { 40 } else { 16 };
    text.chars().count() <= longest && text.split_whitespace().count() <= 4
}

fn replace(case: &Case<'_>, place: Span, word: &str) -> Fix {
    let message = match case.language {
        Language::English => format!("write `{word}`"),
        Language::Japanese => format!("`{word}` と書く"),
    };
    let edits = vec![Edit::replace(&case.document.text, place, word)];
    Fix { applicability: Applicability::Unsafe, message, edits }
}

/// The place of the word in the value, where it stands there once.
fn word_in(case: &Case<'_>, refusal: &Refusal<'_>, word: &str) -> Option<Span> {
    let (written, start) = (case.document.text.slice(refusal.span), refusal.span.start as usize);
    let place = word_place(written, word)?;
    Some(Span::new(start + place.start, start + place.end))
}
