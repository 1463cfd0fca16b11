use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::model::fold::fold_key;
use crate::model::slip::{differs_in_number, is_slip};
use crate::model::vocabulary::{Origin, Target};
use crate::source::node::Entry;

use super::rule::{Case, Check, rule};
use super::shared::nested_keys::is_stated_by;
use super::shared::presence::{Presence, presence_of};

rule! {
    /// ## What it flags
    /// A key of the front matter that means nothing, but is a slip away from one that does: letters swapped, left out or
    /// doubled, words joined (`startedAt`), or a fact of the table in the singular or plural (`customer: 500` for
    /// `customers`; a `customer: ACME` is another field). Only where nothing else states that field.
    ///
    /// ## Why
    /// Keys that are not known are left alone, as a postmortem may have keys of its own. A misspelt one is lost silently.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// user_affected_pct: 3%
    /// statred_at: 2026-04-01T10:20Z
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// startedAt: 2026-04-01T10:20Z
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// deleted_at: 2026-04-01T10:20Z
    /// resolved_by: Alice
    /// section: issue
    /// identifier: 7
    /// security: false
    /// categories: [network]
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Spell the key as it is known; `--fix` does it, but for a singular or plural, which may be a field of your own. If your postmortems call it so, say so in `sevlint.toml`:
    /// `[names] started_at = ["startedAt"]`.
    ///
    /// ## When to turn it off
    /// If many keys of your own are near to known ones.
    "field-misspelt", Warning, Mending::Safe,
    { English => "a key is probably a misspelt field", Japanese => "キーがフィールド名の誤記と思われる" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(front_matter) = &case.document.front_matter else { return vec![] };
    if !case.postmortem.has_strange_key {
        return vec![];
    }
    let mut findings = vec![];
    let mut taken: Vec<&Target> = vec![];
    for entry in &front_matter.entries {
        let Some((known, target, slip)) = meant(case, entry) else { continue };
        if taken.contains(&target) {
            continue;
        }
        taken.push(target);
        let (message, here, help) = match case.language {
            Language::English => (
                format!("`{}` is no known field, and nearly `{known}`", entry.key),
                "not read",
                format!("did you mean `{known}`?"),
            ),
            Language::Japanese => (
                format!("`{}` というフィールドはなく、`{known}` に近い", entry.key),
                "読み取られない",
                format!("`{known}` の誤りか"),
            ),
        };
        let finding = Diagnostic::new(&RULE.about, case.here(entry.key_span, here), message)
            .help(help)
            .about_subject(known);
        findings.push(match slip {
            Slip::Hand => finding.mended_by(rename(case, entry, known)),
            Slip::Number => finding,
        });
    }
    findings
}

/// How a key differs from the one that was meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slip {
    /// By a slip of the hand: it is nothing else.
    Hand,
    /// It is in the singular or plural: it may be a field of their own.
    Number,
}

/// The key that an unknown one was probably meant to be, what that states, and how they differ.
fn meant<'a>(case: &Case<'a>, entry: &Entry) -> Option<(&'a str, &'a Target, Slip)> {
    if !case.words.targets(&entry.key).is_empty() || entry.is_bare() {
        return None;
    }
    let key = fold_key(&entry.key);
    let words = case.words;
    let near = |differs: fn(&str, &str) -> bool| {
        let near = words.keys().filter(|(known, _)| differs(&key, known));
        let near = near
            .filter_map(|(known, targets)| targets.first().map(|(origin, target)| (*origin, known, target)));
        near.min_by_key(|(origin, known, _): &(Origin, &str, &Target)| (*origin, *known))
    };
    let slip = near(is_slip).map(|(_, known, target)| (known, target, Slip::Hand));
    let (known, target, slip) = slip.or_else(|| {
        let (_, known, target) = near(differs_in_number)?;
        is_stated_by(case, target, entry).then_some((known, target, Slip::Number))
    })?;
    // What is stated already was not forgotten.
    (presence_of(case, target) == Presence::Absent).then_some((known, target, slip))
}

fn rename(case: &Case<'_>, entry: &Entry, known: &str) -> Fix {
    let text = &case.document.text;
    let quote = match text.slice(entry.key_span).chars().next() {
        Some(quote @ ('"' | '\'')) => quote.to_string(),
        _ => String::new(),
    };
    let message = match case.language {
        Language::English => format!("write `{known}`"),
        Language::Japanese => format!("`{known}` と書く"),
    };
    let edits = vec![Edit::replace(text, entry.key_span, format!("{quote}{known}{quote}"))];
    Fix { applicability: Applicability::Safe, message, edits }
}
