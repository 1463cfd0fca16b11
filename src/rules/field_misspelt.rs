use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::source::node::Entry;

use super::rule::{Case, Check, rule};
use super::shared::slips::{Meant, Slip, slips};

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
    let slips = slips(case);
    let finding = |Meant { entry, known, target, slip }: &Meant<'_>| {
        // Which of two is meant nobody knows, and the other would be read no more.
        let is_alone = slips.iter().filter(|other| other.target == *target).count() == 1;
        let (message, here, help) = match case.language {
            Language::English => (
                format!("`{}` is no known field, and nearly `{known}`", entry.key),
                "not read",
                if is_alone {
                    format!("did you mean `{known}`?")
                } else {
                    format!("did you mean `{known}`? Another key is nearly that, too: keep one of them")
                },
            ),
            Language::Japanese => (
                format!("`{}` というフィールドはなく、`{known}` に近い", entry.key),
                "読み取られない",
                if is_alone {
                    format!("`{known}` の誤りか")
                } else {
                    format!("`{known}` の誤りか。ほかにもこれに近いキーがあるので、どれか一つにする")
                },
            ),
        };
        let finding = Diagnostic::new(&RULE.about, case.here(entry.key_span, here), message)
            .help(help)
            .about_subject(*known);
        match slip {
            Slip::Hand if is_alone => finding.mended_by(rename(case, entry, known)),
            _ => finding,
        }
    };
    slips.iter().map(finding).collect()
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
