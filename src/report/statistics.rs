//! How many findings each rule has: `sevlint check --statistics`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::lint::outcome::Outcome;
use crate::rules::words::phrase::counted;
use crate::source::in_order::InOrder;

use super::look::Look;
use super::summary::summary;
use super::words;

/// From so many columns on there is room for whole words over the numbers, whatever the name of a rule.
const WIDE: usize = 70;

/// What there is of one rule.
#[derive(Default)]
struct Row<'a> {
    gravity: Option<Gravity>,
    findings: usize,
    files: BTreeSet<&'a str>,
    fixable: usize,
}

/// One line for each rule that found something, the gravest and most frequent first, then the summary.
///
/// # Errors
/// When it cannot be written.
pub fn render(outcome: &Outcome, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let look = look.in_language(outcome.language);
    rules(outcome, None, &look, out)?;
    summary(outcome, &look, out)
}

/// One line for each rule that found something, or for so many of them, the gravest and most frequent first.
///
/// # Errors
/// When it cannot be written.
pub fn rules(outcome: &Outcome, most: Option<usize>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut by_rule: BTreeMap<&str, Row<'_>> = BTreeMap::new();
    for finding in outcome.counted() {
        let diagnostic = &finding.diagnostic;
        let row = by_rule.entry(diagnostic.about.id).or_default();
        row.gravity = row.gravity.max(Some(diagnostic.gravity));
        row.findings += 1;
        row.files.insert(&diagnostic.place.path);
        row.fixable += usize::from(diagnostic.fix.is_some());
    }
    let mut rows: Vec<(&str, Row<'_>)> = by_rule.into_iter().collect();
    rows.order_by_key(|(_, row)| Reverse((row.gravity, row.findings)));
    let is_narrow = look.columns() < WIDE;
    if !rows.is_empty() {
        let head = match (look.language, is_narrow) {
            (Language::English, false) => "findings  files  with fix  rule",
            (Language::English, true) => "found files fix  rule",
            (Language::Japanese, false) => "    指摘  ファイル  修正案  ルール",
            (Language::Japanese, true) => "  指摘 ファイル 修正  ルール",
        };
        writeln!(out, "{}", look.bold(head))?;
    }
    let left_out = rows.len().saturating_sub(most.unwrap_or(usize::MAX));
    rows.truncate(rows.len() - left_out);
    for (rule, row) in rows {
        let gravity = row.gravity.map_or("", |gravity| words::gravity(gravity, look.language));
        let (findings, files, fixable) = (row.findings, row.files.len(), row.fixable);
        let columns = match (look.language, is_narrow) {
            (Language::English, false) => format!("{findings:>8}  {files:>5}  {fixable:>8}"),
            (Language::English, true) => format!("{findings:>5} {files:>5} {fixable:>3}"),
            (Language::Japanese, false) => format!("{findings:>8}  {files:>8}  {fixable:>6}"),
            (Language::Japanese, true) => format!("{findings:>6} {files:>8} {fixable:>4}"),
        };
        writeln!(out, "{columns}  {gravity}[{rule}]")?;
    }
    if left_out > 0 {
        let line = match look.language {
            Language::English => format!("… and {} more", counted(left_out, "rule")),
            Language::Japanese => format!("… ほか {left_out} 個のルール"),
        };
        writeln!(out, "{line}")?;
    }
    Ok(())
}
