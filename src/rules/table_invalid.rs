use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::table::fault::{Fault, FaultKind};

use super::rule::{BrokenTable, Check, rule};
use super::words::phrase::excerpt;
use super::words::table_fault_words;

rule! {
    /// ## What it flags
    /// Everything that keeps a SEV table from loading, all at once: keys that mean nothing, tests that cannot be read, facts
    /// that are not declared, levels or aliases that stand twice.
    ///
    /// ## Why
    /// Nothing is judged by a table that may say something else than its authors meant. YAML is full of traps here:
    /// `x: != none` is a tag, `x: >5` a folded text, `1,200` between braces is two keys, `id: #P1` a comment. Tests in words
    /// (`not none`, `over 5`) avoid all of them.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     critera: [{ when: { users_affected: at least 50% } }]
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct each place; the message says what is accepted there. The run ends with exit code 2 until the table loads.
    ///
    /// ## When to turn it off
    /// It cannot be turned off: without its table sevlint has nothing to judge by.
    "table-invalid", Error, Mending::None("what was meant is for the authors to say"),
    { English => "the SEV table does not load", Japanese => "SEV 表を読み込めない" },
    Check::Table(check)
}

fn check(table: &BrokenTable<'_>) -> Vec<Diagnostic> {
    let faults = table
        .faults
        .iter()
        .filter(|fault| !matches!(fault.kind, FaultKind::TooComplex(_) | FaultKind::TooHard));
    faults.map(|fault| finding(table, fault)).collect()
}

fn finding(table: &BrokenTable<'_>, fault: &Fault) -> Diagnostic {
    let (message, help) = table_fault_words::sentences(&fault.kind, table.language);
    let subject = table.text.slice(fault.span).to_owned();
    let mut finding = Diagnostic::new(&RULE.about, Label::new(table.text, fault.span, ""), message)
        .help(help)
        .about_subject(excerpt(&subject));
    if let Some(other) = fault.other {
        let first = match table.language {
            Language::English => "first here",
            Language::Japanese => "最初はここ",
        };
        finding = finding.because(Label::new(table.text, other, first));
    }
    finding
}
