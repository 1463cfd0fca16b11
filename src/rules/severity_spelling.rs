use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic};
use crate::diagnostic::language::Language;
use crate::table::spelling::Spelled;

use super::rule::{Case, Check, rule};
use super::shared::grounds::{declare, declared_place};

rule! {
    /// ## What it flags
    /// A level that is understood, but written otherwise than the table's id: an alias, another case, a space for a dash.
    ///
    /// ## Why
    /// One spelling can be searched for, counted and linked; five cannot.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: sev 3
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3 (proposed)
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the id as the table does. `--fix` does it, and keeps a reason that stands behind it.
    ///
    /// ## When to turn it off
    /// If different spellings are wanted, as in two languages.
    "severity-spelling", Note, Mending::Safe,
    { English => "the level is spelt otherwise than in the table", Japanese => "レベルの表記が SEV 表と異なる" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let Spelled::Level { level, start, end } = verdict.judgement.declared else { return vec![] };
    let Some(said) = &verdict.judgement.said else { return vec![] };
    let id = verdict.level(level);
    let Some(written) = said.text.get(start..end).filter(|written| *written != id) else { return vec![] };
    let (message, here, help) = match case.language {
        Language::English => (
            format!("`{written}` is understood as {id}, and spelt otherwise than in the table"),
            format!("the table has {id}"),
            format!("write {id}"),
        ),
        Language::Japanese => (
            format!("`{written}` は `{id}` と解釈したが、SEV 表の表記と異なる"),
            format!("SEV 表では `{id}`"),
            format!("`{id}` と書く"),
        ),
    };
    let place = case.here(declared_place(case, &verdict), here);
    let mut finding =
        Diagnostic::new(&RULE.about, place, message).help(help.clone()).about_subject("severity");
    finding.fix = declare(case, &verdict, level, Applicability::Safe, help);
    vec![finding]
}
