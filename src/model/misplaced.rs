//! Comments for this program that are no comments where they stand: an HTML comment in front matter is a key or a fault there, and
//! what a `#` begins in Markdown is a heading. Nothing follows them.

use crate::source::document::Document;
use crate::source::span::Span;

/// What stands before a directive.
pub(super) const NAME: &str = "sevlint:";

/// The most that are read of one file.
const MOST: usize = 20;

/// A comment in the form of the other part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// From its mark to its end.
    pub span: Span,
    /// The same as a comment of the part it stands in.
    pub wanted: String,
    /// Whether it stands in front matter.
    pub in_data: bool,
}

/// The comments of a document that stand in the wrong part of it.
#[must_use]
pub fn misplaced(document: &Document) -> Vec<Misplaced> {
    let text = &document.text;
    let mut found = vec![];
    if let Some(front_matter) = &document.front_matter {
        let mut at = front_matter.inner.start as usize;
        for line in text.slice(front_matter.inner).split_inclusive('\n') {
            let start = at;
            at += line.len();
            // What is indented may be a line of a longer text.
            let Some(inside) = line.trim_end().strip_prefix("<!--").map(str::trim) else { continue };
            if is_directive(inside) && front_matter.comments.iter().all(|comment| !holds(*comment, start)) {
                let span = Span::new(start, start + line.trim_end().len());
                let inside = inside.strip_suffix("-->").unwrap_or(inside).trim_end();
                found.push(Misplaced { span, wanted: format!("# {inside}"), in_data: true });
            }
        }
    }
    for heading in &document.outline.headings {
        if is_directive(&heading.text) {
            let wanted = format!("<!-- {} -->", text.slice(heading.title).trim());
            found.push(Misplaced { span: heading.span, wanted, in_data: false });
        }
    }
    found.truncate(MOST);
    found
}

/// Whether a text asks this program to ignore something; a title may begin with its name.
fn is_directive(text: &str) -> bool {
    let verb = text.strip_prefix(NAME).and_then(|rest| rest.split_whitespace().next());
    verb.is_some_and(|verb| ["ignore", "ignore-file"].contains(&verb))
}

fn holds(span: Span, at: usize) -> bool {
    (span.start as usize..span.end as usize).contains(&at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    #[test]
    fn comments_of_the_other_part() {
        for (text, wanted) in [
            (
                "---\n<!-- sevlint: ignore a because b -->\nseverity: SEV-1\n---\n",
                &["# sevlint: ignore a because b"][..],
            ),
            ("---\r\n<!--sevlint: ignore a-->\r\nseverity: SEV-1\r\n---\r\n", &["# sevlint: ignore a"]),
            (
                "---\nseverity: SEV-1\n---\n\n# sevlint: ignore a because b\n\n## sevlint: ignore c\n",
                &["<!-- sevlint: ignore a because b -->", "<!-- sevlint: ignore c -->"],
            ),
            ("---\n# sevlint: ignore a\n# <!-- sevlint: ignore a -->\nseverity: SEV-1\n---\n", &[]),
            (
                "---\n<!-- a note -->\nseverity: SEV-1\n---\n\n<!-- sevlint: ignore a -->\n\n```sh\n# sevlint: ignore a\n```\n",
                &[],
            ),
            (
                "# About sevlint: how it goes\n\n# sevlint: upgrade broke it\n\n## sevlint: ignoring things\n",
                &[],
            ),
            ("---\nsummary: |\n  <!-- sevlint: ignore a -->\n---\n", &[]),
        ] {
            let found = misplaced(&Document::parse(Text::new("a.md", text)));
            let found: Vec<&str> = found.iter().map(|comment| comment.wanted.as_str()).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
