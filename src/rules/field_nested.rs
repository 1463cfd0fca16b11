use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::nested::Nested;
use crate::model::vocabulary::Target;

use super::rule::{Case, Check, rule};
use super::shared::nested_keys::{cure, name, not_read, unread};
use super::words::japanese;
use super::words::phrase::and;

rule! {
    /// ## What it flags
    /// Keys that are known at the top of the front matter and stand below another key, as `severity` in `incident`, `facts`,
    /// `impact` or `metadata`. Only where nothing else states that field, and nothing says that they are read there: the
    /// `from` of a fact, or `[names]`; and only a severity that is one of the table, and facts that can be read.
    ///
    /// ## Why
    /// Keys below others are read where the table or `sevlint.toml` say so, since the same word means many things. What
    /// was meant for this program is lost silently, and then missing.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// incident:
    ///   severity: SEV-2
    ///   users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// data_loss: none
    /// incident: { severity: 7, room: inc-7 }
    /// seo: { title: Imports are late, date: 2026-04-01 }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Move them to the top. If your postmortems group them, say so in `sevlint.toml`:
    /// `[names] severity = ["incident.severity"]`; or for a fact in the table: `from: [incident.users_affected_pct]`.
    ///
    /// ## When to turn it off
    /// If your front matter has keys of those names that mean something else.
    "field-nested", Warning, Mending::None("only the authors know whether those keys are meant"),
    { English => "known keys stand below another key, where they are not read", Japanese => "既知のキーが別のキーの下にあり、読み取られない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let all = unread(case);
    // They stand in the order of the file, so those of a group are together.
    let groups = all.chunk_by(|one, other| one.group.key_span == other.group.key_span);
    // `title` and `date` alone are of anything.
    let meant = groups.filter(|within| within.iter().any(|nested| !nested.is_everyday));
    meant.filter_map(|within| finding(case, within.to_vec())).collect()
}

fn finding(case: &Case<'_>, mut within: Vec<Nested<'_>>) -> Option<Diagnostic> {
    let mut seen: Vec<&Target> = vec![];
    within.retain(|nested| {
        let is_new = !seen.iter().any(|other| nested.states(other));
        seen.push(nested.target);
        is_new
    });
    let (first, rest) = within.split_first()?;
    let keys: Vec<String> = within.iter().map(|nested| format!("`{}`", nested.entry.key)).collect();
    let group = &first.group.key;
    let message = match (case.language, rest) {
        (Language::English, []) => format!("{} stands below `{group}`, where it is not read", and(&keys)),
        (Language::English, _) => format!("{} stand below `{group}`, where they are not read", and(&keys)),
        (Language::Japanese, _) => {
            format!("{} は `{group}` の下にあり、読み取られない", japanese::and(&keys))
        }
    };
    let here = not_read(case.language);
    let mut finding = Diagnostic::new(&RULE.about, case.here(first.entry.key_span, here), message)
        .help(cure(case, &within))
        .about_subject(name(case, first.target));
    finding.related.extend(rest.iter().map(|nested| case.here(nested.entry.key_span, here)));
    Some(finding)
}
