//! What the rules say of files that cannot be used: postmortems, configurations, tables, baselines.

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::rules::RULES;
use crate::rules::rule::{BrokenBaseline, BrokenConfig, BrokenTable, Check, Unread};
use crate::rules::shared::baseline_fault::BaselineFault;
use crate::rules::shared::config_fault::ConfigFault;
use crate::source::text::Text;
use crate::table::fault::Fault;

/// Of a file that could not be read.
#[must_use]
pub fn of_unread(unread: &Unread<'_>) -> Vec<Diagnostic> {
    said(|check| match check {
        Check::File(check) => check(unread),
        _ => vec![],
    })
}

/// Of a configuration that does not load.
#[must_use]
pub fn of_config(text: &Text, faults: &[ConfigFault], language: Language) -> Vec<Diagnostic> {
    let broken = BrokenConfig { text, faults, language };
    said(|check| match check {
        Check::Config(check) => check(&broken),
        _ => vec![],
    })
}

/// Of a table that does not load, or cannot be judged by.
#[must_use]
pub fn of_table(text: &Text, faults: &[Fault], language: Language) -> Vec<Diagnostic> {
    let broken = BrokenTable { text, faults, language };
    said(|check| match check {
        Check::Table(check) => check(&broken),
        _ => vec![],
    })
}

/// Of a baseline that does not load.
#[must_use]
pub fn of_baseline(text: &Text, faults: &[BaselineFault], language: Language) -> Vec<Diagnostic> {
    let broken = BrokenBaseline { text, faults, language };
    said(|check| match check {
        Check::Baseline(check) => check(&broken),
        _ => vec![],
    })
}

fn said(of: impl Fn(Check) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    RULES.iter().flat_map(|rule| of(rule.check)).collect()
}
