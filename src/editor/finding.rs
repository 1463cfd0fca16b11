//! Findings as an editor shows them.

use std::sync::Arc;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::lint::outcome::{Finding, Status};
use crate::report::rule_page::{HOME, address};
use crate::report::terminal_text::name as line;
use crate::report::words;

use super::address::Address;
use super::encoding::Ruler;
use super::protocol::{
    CodeDescription, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Range,
};
use super::view::View;

/// Whose findings these are, where an editor shows those of several programs.
pub const SOURCE: &str = "sevlint";

/// Rules about text that could go.
const NEEDLESS: &[&str] = &["ignore-unused", "ignore-expired", "severity-override-needless"];

/// The findings in a document that people are shown. What is ignored is not; what was known before is only hinted at.
#[must_use]
pub fn shown(view: &View<'_>, with_related: bool) -> Vec<Shown> {
    let ruler = &view.ruler;
    let here = view.sheet.findings.iter().filter(|finding| finding.diagnostic.place.path == *view.path);
    here.filter(|finding| !matches!(finding.status, Status::Ignored(_)))
        .map(|finding| {
            let mut shown = plain(finding, ruler, view.language());
            shown.related_information = with_related.then(|| related(view, &finding.diagnostic));
            shown
        })
        .collect()
}

/// A finding without the places that belong to it, in the text of its file.
#[must_use]
pub fn plain(finding: &Finding, ruler: &Ruler<'_>, language: Language) -> Shown {
    let found = &finding.diagnostic;
    let severity = match (&finding.status, found.gravity) {
        (Status::Baselined | Status::Ignored(_), _) => DiagnosticSeverity::Hint,
        (Status::New, Gravity::Error) => DiagnosticSeverity::Error,
        (Status::New, Gravity::Warning) => DiagnosticSeverity::Warning,
        (Status::New, Gravity::Note) => DiagnosticSeverity::Information,
    };
    Shown {
        range: ruler.range(found.place.start.offset, found.place.end.offset),
        severity,
        code: found.about.id,
        code_description: address(HOME, found.about).and_then(|page| link(&page)),
        source: SOURCE,
        message: message(found, language),
        related_information: None,
        tags: NEEDLESS.contains(&found.about.id).then(|| vec![DiagnosticTag::Unnecessary]),
    }
}

/// Where an editor finds the page of a rule.
fn link(page: &str) -> Option<CodeDescription> {
    Address::read(page).map(|href| CodeDescription { href })
}

/// What is wrong, and what to do.
#[must_use]
pub fn message(found: &Diagnostic, language: Language) -> String {
    match &found.help {
        Some(help) => format!("{}\n{}: {help}", found.message, words::help(language)),
        None => found.message.clone(),
    }
}

/// What is said of a postmortem whose project does not load: it is not judged.
#[must_use]
pub fn not_judged(view: &View<'_>) -> Option<Shown> {
    let first = view.desk.trouble().first()?;
    if view.desk.project().is_some() || !view.sheet.decision.is_taken() {
        return None;
    }
    let found = &first.diagnostic;
    let path = line(&found.place.path);
    let message = match view.language() {
        Language::English => format!("not judged, because of {path}: {}", found.message),
        Language::Japanese => format!("{path} のため判定されない: {}", found.message),
    };
    Some(Shown {
        range: Range::default(),
        severity: DiagnosticSeverity::Information,
        code: found.about.id,
        code_description: None,
        source: SOURCE,
        message,
        related_information: None,
        tags: None,
    })
}

/// The paths that findings are placed in.
#[must_use]
pub fn paths(findings: &[Finding]) -> Vec<Arc<str>> {
    let mut paths: Vec<Arc<str>> =
        findings.iter().map(|finding| finding.diagnostic.place.path.clone()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn related(view: &View<'_>, found: &Diagnostic) -> Vec<DiagnosticRelatedInformation> {
    let label = |label: &crate::diagnostic::diagnostic::Label| {
        let location = view.location(&label.path, label.start.offset, label.end.offset)?;
        Some(DiagnosticRelatedInformation { location, message: label.message.clone() })
    };
    found.related.iter().filter_map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn the_page_of_a_rule_is_linked_where_it_is_known() {
        let rule = &RULES.iter().find(|rule| rule.about.id == "severity-understated").unwrap().about;
        assert_eq!(address("", rule), None);
        let page = address("https://example.org/sevlint", rule).unwrap();
        let shown = link(&page).map(|shown| shown.href.as_str().to_owned());
        let wanted = "https://example.org/sevlint/blob/main/docs/rules.md#severity-understated";
        assert_eq!(shown.as_deref(), Some(wanted));
    }
}
