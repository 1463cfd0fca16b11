//! What the rules say of files that cannot be used: postmortems, configurations, tables, baselines.

use std::sync::Arc;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::rules::RULES;
use crate::rules::rule::{BrokenBaseline, BrokenConfig, BrokenTable, Check, Unjudged, Unread};
use crate::rules::shared::baseline_fault::BaselineFault;
use crate::rules::shared::config_fault::ConfigFault;
use crate::source::listing::{WalkFault, WalkFaultKind};
use crate::source::load::LoadFault;
use crate::source::span::Span;
use crate::source::text::Text;
use crate::table::fault::{Fault, FaultKind};
use crate::table::table::Table;

use super::config::{Config, Setting};
use super::guard::Bug;

/// Of a file that could not be read.
#[must_use]
pub fn of_unread(unread: &Unread<'_>) -> Vec<Diagnostic> {
    said(|check| match check {
        Check::File(check) => check(unread),
        _ => vec![],
    })
}

/// Of a file that this program failed on.
#[must_use]
pub fn of_bug(path: &Arc<str>, bug: &Bug, language: Language) -> Vec<Diagnostic> {
    let unjudged = Unjudged { path, words: &bug.to_string(), language };
    said(|check| match check {
        Check::Unjudged(check) => check(&unjudged),
        _ => vec![],
    })
}

/// Whether it says that this program failed on a file.
#[must_use]
pub fn is_bug(diagnostic: &Diagnostic) -> bool {
    let by = RULES.iter().find(|rule| matches!(rule.check, Check::Unjudged(_)));
    by.is_some_and(|rule| rule.about.id == diagnostic.about.id)
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

/// Of a postmortem that could not be read, after the policy.
pub(super) fn unread(config: &Config, path: &Arc<str>, fault: &LoadFault) -> Vec<Diagnostic> {
    let mut findings = of_unread(&Unread { path, fault, language: config.language });
    findings.retain_mut(|diagnostic| match config.setting(diagnostic.about.id, path) {
        Some(Setting::Off) => false,
        Some(Setting::Gravity(gravity)) => {
            diagnostic.gravity = gravity;
            true
        }
        None => true,
    });
    findings
}

/// A folder that cannot be walked may hold postmortems.
pub(super) fn of_walk(fault: &WalkFault, language: Language) -> Vec<Diagnostic> {
    let obstacle = match &fault.kind {
        WalkFaultKind::Unreadable(obstacle) | WalkFaultKind::IgnoreFile(obstacle) => obstacle.clone(),
        // Said in a note.
        WalkFaultKind::Ignored | WalkFaultKind::OtherRepository | WalkFaultKind::Outside => return vec![],
    };
    let load_fault = LoadFault::Unreadable(obstacle);
    of_unread(&Unread { path: &fault.path, fault: &load_fault, language })
}

/// What is said of a table about which a question takes too many steps.
pub(super) fn too_complex(table: &Table, language: Language) -> Vec<Diagnostic> {
    let span = table.levels.first().map_or(Span::at(0), |level| level.id.span);
    let faults = [Fault { span, kind: FaultKind::TooHard, other: None }];
    of_table(&table.text, &faults, language)
}

fn said(of: impl Fn(Check) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    RULES.iter().flat_map(|rule| of(rule.check)).collect()
}
