//! What may be written in a comment that tells this program to leave a finding alone.

use crate::lint::ignores::can_be_ignored;
use crate::rules::RULES;

use super::cursor_at::front_matter;
use super::offer::{Offer, ranked};
use super::view::View;

/// What a comment for this program begins with.
const NAME: &str = "sevlint:";

/// What may be written at a byte, if it stands in such a comment; and where that begins.
pub(super) fn ignores(view: &View<'_>, offset: usize) -> Option<(Vec<Offer>, usize)> {
    view.page()?;
    let before = view.text.get(..offset)?;
    let line_start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let line = before.get(line_start..)?;
    let name = line.rfind(NAME)?;
    let opening = line.get(..name)?.trim_end();
    let is_comment = match front_matter(view.text, offset) {
        Some(_) => opening.ends_with('#'),
        None => opening.ends_with("<!--"),
    };
    let said = line.get(name + NAME.len()..)?;
    if !is_comment || said.contains("-->") {
        return None;
    }
    let begins = |written: &str| offset - written.len();
    let told = said.trim_start();
    let Some((verb, rest)) = told.split_once(char::is_whitespace) else {
        return Some((ranked(["ignore", "ignore-file"].map(word).to_vec()), begins(told)));
    };
    if !matches!(verb, "ignore" | "ignore-file") {
        return None;
    }
    if let Some((rules, reason)) = rest.split_once("because ") {
        let rule = rules.trim().trim_matches(',').split([',', ' ']).next().unwrap_or_default();
        let reasons = view.desk.reasons(rule).into_iter().map(word).collect();
        return Some((ranked(reasons), begins(reason.trim_start())));
    }
    let written = rest.rsplit([' ', ',']).next().unwrap_or_default();
    let mut offers = rules(view);
    // Behind a rule comes why.
    if !rest.trim().is_empty() && written.is_empty() && !rest.trim_end().ends_with(',') {
        offers = vec![word("because "), word("until ")];
    }
    Some((ranked(offers), begins(written)))
}

/// The rules that can be ignored, those with a finding here first.
fn rules(view: &View<'_>) -> Vec<Offer> {
    let is_found = |id: &str| view.sheet.findings.iter().any(|finding| finding.diagnostic.about.id == id);
    let ignorable = RULES.iter().filter(|rule| can_be_ignored(&rule.about));
    let offer = |rule: &&'static crate::rules::rule::Rule| Offer {
        name: rule.about.id.to_owned(),
        detail: Some((rule.about.summary)(view.language()).to_owned()),
        rank: usize::from(!is_found(rule.about.id)),
        ..Offer::default()
    };
    ignorable.map(offer).collect()
}

fn word(name: &str) -> Offer {
    Offer { name: name.to_owned(), ..Offer::default() }
}
