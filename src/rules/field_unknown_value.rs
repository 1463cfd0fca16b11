use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::model::kind::Word;
use crate::model::value::Why;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::refusals::{Refusal, refusals};
use super::words::japanese;
use super::words::phrase::{excerpt, quoted_or};
use super::words::value_words::unknown;

rule! {
    /// ## What it flags
    /// A word that is not one of the words the table lists for a fact.
    ///
    /// ## Why
    /// The criteria speak of the table's words only: the incident is judged as if nothing had been stated. Of a set, the
    /// words that the table has count, and whether there are more of them stays open.
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
const MOST_WORDS: usize = 12;

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut findings = vec![];
    for refusal in refusals(case) {
        let Why::WordUnknown { word, nearest } = &refusal.why else { continue };
        let words = refusal.declaration.map_or(&[] as &[Word], |declaration| declaration.kind.words());
        let words: Vec<&str> = words.iter().map(|word| word.name.as_str()).take(MOST_WORDS).collect();
        let words = if words.is_empty() { vec!["yes", "no"] } else { words };
        let words = [words.as_slice(), &[unknown(case.language)]].concat();
        let (message, here, help) = match case.language {
            Language::English => (
                format!("`{}` is not one of the words of `{}`", excerpt(word), refusal.name),
                "not in the table",
                match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => format!("write {}", quoted_or(&words)),
                },
            ),
            Language::Japanese => (
                format!("`{}` は `{}` の語ではない", excerpt(word), refusal.name),
                "SEV 表にない",
                match nearest {
                    Some(nearest) => format!("`{nearest}` の誤りか"),
                    None => format!("{} と書く", japanese::quoted_or(&words)),
                },
            ),
        };
        let place = word_in(case, &refusal, word);
        let mut finding =
            Diagnostic::new(&RULE.about, case.here(place.unwrap_or(refusal.span), here), message)
                .help(help)
                .about_subject(refusal.name);
        finding.related.extend(refusal.asked_in(case));
        finding.fix = nearest.as_deref().zip(place).map(|(nearest, place)| replace(case, place, nearest));
        findings.push(refusal.weighed(finding, case));
    }
    findings
}

fn replace(case: &Case<'_>, place: Span, word: &str) -> Fix {
    let message = match case.language {
        Language::English => format!("write `{word}`"),
        Language::Japanese => format!("`{word}` と書く"),
    };
    let edits = vec![Edit::replace(&case.document.text, place, word)];
    Fix { applicability: Applicability::Unsafe, message, edits }
}

/// The place of the word in the value, where it stands there as it was read, and once.
fn word_in(case: &Case<'_>, refusal: &Refusal<'_>, word: &str) -> Option<Span> {
    let written = case.document.text.slice(refusal.span);
    let mut places = written.match_indices(word);
    let (at, _) = places.next().filter(|_| !word.is_empty())?;
    let start = refusal.span.start as usize + at;
    places.next().is_none().then(|| Span::new(start, start + word.len()))
}
