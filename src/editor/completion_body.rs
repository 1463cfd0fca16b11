//! What may be written in the body of a postmortem: behind a label what answers it, as a heading a section that is asked for.

use super::completion_postmortem::values;
use super::cursor::{Cursor, Form};
use super::cursor_at::front_matter;
use super::offer::{Offer, ranked};
use super::view::View;

/// A longer text behind a label is prose.
const LONGEST: usize = 40;

/// What may be written at a byte of the body.
pub(super) struct InBody {
    /// What may be.
    pub(super) offers: Vec<Offer>,
    /// Where what has been written of it begins.
    pub(super) start: usize,
    /// Whether a space has to come first.
    pub(super) needs_space: bool,
}

/// What may be written at a byte, if it stands in the body, behind a label or in a heading.
pub(super) fn in_body(view: &View<'_>, offset: usize) -> Option<InBody> {
    let page = view.page()?;
    if offset < page.document.body as usize || front_matter(view.text, offset).is_some() {
        return None;
    }
    let before = view.text.get(..offset)?;
    let line = before.get(before.rfind(['\n', '\r']).map_or(0, |end| end + 1)..)?;
    if let Some(written) = heading(line) {
        return Some(InBody { offers: sections(view), start: offset - written.len(), needs_space: false });
    }
    let (label, written) = labelled(line)?;
    let cursor = Cursor {
        path: vec![label.to_owned()],
        is_value: true,
        written: written.to_owned(),
        start: offset - written.len(),
        needs_space: line.ends_with([':', '|']),
        form: Form::Yaml,
    };
    let offers = values(view, &cursor)?;
    Some(InBody { offers, start: cursor.start, needs_space: cursor.needs_space })
}

/// What has been written of a heading below that of the document.
fn heading(line: &str) -> Option<&str> {
    let behind = line.trim_start_matches('#');
    let level = line.len() - behind.len();
    (2..=6).contains(&level).then(|| behind.strip_prefix(' ')).flatten()
}

/// A label of a line and what has been written behind it: `**Severity:** S`, `- Severity: S`, `| Severity | S`, `重大度：S`.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim_start_matches([' ', '\t', '>', '-', '*', '+', '_']);
    let (label, value) = match trimmed.strip_prefix('|') {
        Some(row) => row.split_once('|').filter(|(_, value)| !value.contains('|'))?,
        None => trimmed.split_once([':', '：'])?,
    };
    let label = label.trim_matches([' ', '*', '_', '`']);
    let written = value.trim_start_matches([' ', '\t', '*', '_']);
    (!label.is_empty() && written.len() <= LONGEST).then_some((label, written))
}

/// The sections that the table asks for and that are not there, in its order.
fn sections(view: &View<'_>) -> Vec<Offer> {
    let (Some(page), Some(table)) = (view.page(), view.table()) else { return vec![] };
    let sections = &page.hearing.postmortem.sections;
    let mut names: Vec<&str> = vec![];
    for name in table.sections_asked() {
        if sections.find(name, &page.document).is_none() && !names.contains(&name) {
            names.push(name);
        }
    }
    ranked(names.into_iter().map(|name| Offer { name: name.to_owned(), ..Offer::default() }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_by_their_signs() {
        for (line, wanted) in [
            ("**Severity:** S", Some(("Severity", "S"))),
            ("- **Severity**: S", Some(("Severity", "S"))),
            ("* Severity:", Some(("Severity", ""))),
            ("| Severity | SEV", Some(("Severity", "SEV"))),
            ("| **Severity** |", Some(("Severity", ""))),
            ("> 重大度：S", Some(("重大度", "S"))),
            ("| Severity | SEV-1 | x", None),
            ("| Sev", None),
            ("Prose that goes on", None),
            (": x", None),
            ("Severity: a text that is far too long to be the name of a level", None),
        ] {
            assert_eq!(labelled(line), wanted, "{line}");
        }
        for (line, wanted) in [
            ("## ", Some("")),
            ("### Root c", Some("Root c")),
            ("# T", None),
            ("##x", None),
            ("####### x", None),
        ] {
            assert_eq!(heading(line), wanted, "{line}");
        }
    }
}
