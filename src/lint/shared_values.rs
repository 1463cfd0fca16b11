//! Values of front matter that stand for more than their text: with an anchor, an alias or a tag. What is changed in one
//! place would change in others, or mean something else, so no fix touches them.

use crate::diagnostic::diagnostic::{Diagnostic, Edit};
use crate::diagnostic::language::Language;
use crate::source::document::Document;
use crate::source::node::{Content, Entry, Node};

/// Takes the fix off a finding, if it would touch such a value, and says so.
pub fn leave(finding: &mut Diagnostic, document: &Document, language: Language) {
    let Some(front_matter) = document.front_matter.as_ref().filter(|_| finding.fix.is_some()) else { return };
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    let is_left = |edit: &Edit| front_matter.entries.iter().any(|entry| touches(edit, entry));
    if !edits.into_iter().any(is_left) {
        return;
    }
    finding.fix = None;
    if let Some(help) = &mut finding.help {
        help.push_str(match language {
            Language::English => " (by hand: the value has an anchor, an alias or a tag)",
            Language::Japanese => " (アンカー、エイリアスまたはタグの付いた値のため、手で直す)",
        });
    }
}

fn touches(edit: &Edit, entry: &Entry) -> bool {
    let end = entry.value.span.end.max(entry.key_span.end);
    meets(edit, entry.key_span.start, end) && is_shared_at(edit, &entry.value)
}

fn is_shared_at(edit: &Edit, node: &Node) -> bool {
    if node.tag.is_some() || node.anchored {
        return true;
    }
    match &node.content {
        Content::Alias(_) => true,
        Content::Mapping(entries) => entries.iter().any(|entry| touches(edit, entry)),
        Content::Sequence(items) => {
            items.iter().any(|item| meets(edit, item.span.start, item.span.end) && is_shared_at(edit, item))
        }
        Content::Empty | Content::Scalar(..) => false,
    }
}

/// Whether an edit changes something between two offsets. What is inserted at an end of it does not.
fn meets(edit: &Edit, start: u32, end: u32) -> bool {
    edit.start.offset < end && start < edit.end.offset
        || edit.start.offset == edit.end.offset && start < edit.start.offset && edit.start.offset < end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::span::Span;
    use crate::source::text::Text;

    #[test]
    fn only_edits_of_shared_values_are_left() {
        let text = "---\na: SEV 1\nb: &x SEV 2\nc: *x\nd: !!str SEV 3\ne: { f: [1, &y 2], g: 3 }\n---\n";
        let document = Document::parse(Text::new("a.md", text));
        let entries = &document.front_matter.as_ref().unwrap().entries;
        let touched = |what: &str| {
            let at = text.find(what).unwrap();
            let edit = Edit::replace(&document.text, Span::new(at, at + what.len()), "");
            entries.iter().any(|entry| touches(&edit, entry))
        };
        for (what, is_left) in [
            ("SEV 1", false),
            ("SEV 2", true),
            ("b: &x", true),
            ("*x", true),
            ("SEV 3", true),
            ("1, ", false),
            ("[1, &y 2]", true),
            ("e: { f: [1, &y 2], g: 3 }", true),
            ("g: 3", false),
        ] {
            assert_eq!(touched(what), is_left, "{what}");
        }
    }
}
