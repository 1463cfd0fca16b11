use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::kind::Kind;
use crate::model::kinds::percent::is_bare_fraction;
use crate::space::decimal::Decimal;

use super::rule::{Case, Check, rule};

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
    let mut findings = vec![];
    for (declaration, fact) in case.words.facts.iter().zip(&case.postmortem.facts) {
        if declaration.kind != Kind::Percent {
            continue;
        }
        for statement in fact.statements.iter().filter(|statement| is_bare_fraction(&statement.text)) {
            let points = statement.text.trim();
            let share = Decimal::parse(points).and_then(|share| share.times(Decimal::whole(100)));
            let Some(share) = share else { continue };
            let (message, here, help) = match case.language {
                Language::English => (
                    format!("`{points}` could be {points}% or {share}%"),
                    format!("`{}` is read as {points}%", declaration.name),
                    format!("write `{points}%` or `{share}%`"),
                ),
                Language::Japanese => (
                    format!("`{points}` は {points}% とも {share}% とも読める"),
                    format!("`{}` は {points}% と読んだ", declaration.name),
                    format!("`{points}%` または `{share}%` と書く"),
                ),
            };
            let place = case.here(statement.span, here);
            findings.push(
                Diagnostic::new(&RULE.about, place, message)
                    .help(help)
                    .about_subject(declaration.name.as_str()),
            );
        }
    }
    findings
}
