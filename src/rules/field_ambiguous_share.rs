use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;

use super::rule::{Case, Check, rule};
use super::words::share_words::ambiguous_shares;

rule! {
    /// ## What it flags
    /// A bare number below 1 where a percentage is asked for.
    ///
    /// ## Why
    /// `0.15` is read as 0.15 %, as the other bare numbers are. Whoever copied it from a chart of shares meant 15 %.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0.15
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0.15%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Write the sign.
    ///
    /// ## When to turn it off
    /// If everybody knows that percent points are written.
    "field-ambiguous-share", Note, Mending::None("only the authors know which of the two is meant"),
    { English => "a bare number below 1 could be a percentage or a share", Japanese => "1 未満の数値が百分率とも割合とも読める" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    ambiguous_shares(&case.words.facts, &case.postmortem.facts)
        .map(|(declaration, statement, share)| {
            let here = share.reading(&declaration.name, case.language);
            let place = case.here(statement.span, here);
            Diagnostic::new(&RULE.about, place, share.message(case.language))
                .help(share.help(case.language))
                .about_subject(declaration.name.as_str())
        })
        .collect()
}
