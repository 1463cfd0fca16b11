use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::table::fault::FaultKind;

use super::rule::{BrokenTable, Check, rule};

rule! {
    /// ## What it flags
    /// A table that cannot be judged exactly: its criteria expand to more than 4,096 boxes, or a question about it costs too
    /// many steps.
    ///
    /// ## Why
    /// sevlint's verdicts are exact. Where exactness would take too long it says so, and never guesses.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { a: { kind: count }, b: { kind: count }, c: { kind: count }, d: { kind: count }, e: { kind: count }, f: { kind: count }, g: { kind: count }, h: { kind: count }, i: { kind: count }, j: { kind: count }, k: { kind: count }, l: { kind: count }, m: { kind: count }, n: { kind: count }, o: { kind: count }, p: { kind: count } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria:
    ///       - at_least: { count: 8, of: [{ a: over 1 }, { b: over 1 }, { c: over 1 }, { d: over 1 }, { e: over 1 }, { f: over 1 }, { g: over 1 }, { h: over 1 }, { i: over 1 }, { j: over 1 }, { k: over 1 }, { l: over 1 }, { m: over 1 }, { n: over 1 }, { o: over 1 }, { p: over 1 }] }
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { a: { kind: count }, b: { kind: count }, c: { kind: count }, d: { kind: count } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria:
    ///       - at_least: { count: 2, of: [{ a: over 1 }, { b: over 1 }, { c: over 1 }, { d: over 1 }] }
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Use fewer items under `at_least`, fewer words in `any of`, or split the table in two. No table of a real team comes
    /// near the limit.
    ///
    /// ## When to turn it off
    /// It cannot be turned off.
    "table-too-complex", Error, Mending::None("the table has to change"),
    { English => "the SEV table is too complex to be judged exactly", Japanese => "SEV 表が複雑すぎて厳密に判定できない" },
    Check::Table(check)
}

fn check(table: &BrokenTable<'_>) -> Vec<Diagnostic> {
    let limits = table.faults.iter().filter_map(|fault| match fault.kind {
        FaultKind::TooComplex(limit) => Some((fault.span, Some(limit))),
        FaultKind::TooHard => Some((fault.span, None)),
        _ => None,
    });
    let finding = |(span, limit)| {
        let (message, help) = match table.language {
            Language::English => (
                match limit {
                    Some(limit) => {
                        format!("the table cannot be judged exactly within the limit of {limit} boxes")
                    }
                    None => {
                        "a question about the table takes too many steps to be answered exactly".to_owned()
                    }
                },
                "use fewer items under `at_least`, fewer words in `any of`, or split the table in two",
            ),
            Language::Japanese => (
                match limit {
                    Some(limit) => format!("SEV 表を上限の {limit} 個の箱以内で厳密に判定できない"),
                    None => "SEV 表についての問いに厳密に答えるには手順が多すぎる".to_owned(),
                },
                "`at_least` の項目や `any of` の語を減らすか、SEV 表を 2 つに分ける",
            ),
        };
        Diagnostic::new(&RULE.about, Label::new(table.text, span, ""), message)
            .help(help)
            .about_subject("table")
    };
    limits.map(finding).collect()
}
