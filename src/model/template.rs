//! The texts of a repository's own templates, so that one that was left as it was is known.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::source::document::Document;
use crate::source::span::Span;

use super::section::Section;

/// The lines of the templates of a project, as hashes: they are many, and only ever compared.
#[derive(Clone, Debug, Default)]
pub struct TemplateLines(HashSet<u64>);

/// From so many words on a line is an instruction rather than a label.
const FEWEST_WORDS: usize = 4;

/// From so many letters on it is, in languages that have no blanks between words.
const FEWEST_LETTERS: usize = 12;

impl TemplateLines {
    /// Adds the lines of a template's body.
    pub fn add(&mut self, template: &Document) {
        let body = template.text.as_str().get(template.body as usize..).unwrap_or_default();
        self.0.extend(body.lines().filter_map(said).map(hash));
    }

    /// Whether there is no line of a template.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first instruction in a section that consists of nothing but lines of a template. Where anything else stands
    /// beside them, a line may be meant to stay: `All times are UTC.`
    #[must_use]
    pub fn untouched(&self, document: &Document, section: &Section) -> Option<Span> {
        if self.0.is_empty() || section.is_divided() {
            return None;
        }
        let mut first = None;
        let mut at = section.own.start as usize;
        for line in document.text.slice(section.own).split_inclusive('\n') {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            let Some(text) = said(line) else { continue };
            if !self.0.contains(&hash(text)) {
                return None;
            }
            if first.is_none() && is_instruction(text) {
                first = Some(Span::new(start, start + line.trim().len()));
            }
        }
        first
    }
}

/// A line that says something: no blank one, no fence, no rule, no comment of its own line.
fn said(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_comment = line.starts_with("<!--") && line.ends_with("-->");
    (!is_comment && line.contains(char::is_alphanumeric)).then_some(line)
}

fn is_instruction(line: &str) -> bool {
    // Rows of tables may be empty forms; the head of one stays.
    let is_row = line.starts_with('|');
    let words = line.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    let letters = line.chars().filter(|letter| letter.is_alphabetic()).count();
    !is_row && (words >= FEWEST_WORDS || !line.is_ascii() && letters >= FEWEST_LETTERS)
}

/// Marks of lists and emphasis, and how many blanks there are, make no difference.
fn hash(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let line = line.trim_start_matches(['-', '*', '+', '_', '>', ' ']).trim_end_matches(['*', '_', ' ']);
    for word in line.split_whitespace() {
        word.hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::section::Sections;
    use crate::source::text::Text;

    const TEMPLATE: &str = "# Title\n\n## Summary\n\nTwo or three sentences that everybody understands.\n\n\
        ## Timeline\n\nAll times are UTC.\n\n## Cause\n\nWhat broke\n\n## Fix\n\n| Who did it | What was done then |\n|--|--|\n\n\
        ## Impact\n\n- *How many customers* could not work\n- Which data was lost or wrong\n";

    #[test]
    fn sections_left_as_they_were() {
        let mut lines = TemplateLines::default();
        lines.add(&Document::parse(Text::new("TEMPLATE.md", TEMPLATE)));
        let untouched = |text: &str| {
            let document = Document::parse(Text::new("a.md", text));
            let sections = Sections::read(&document, &Arc::default());
            let found = sections.headed.iter().filter_map(|section| lines.untouched(&document, section));
            found.map(|span| document.text.slice(span).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            untouched(TEMPLATE),
            [
                "Two or three sentences that everybody understands.",
                "All times are UTC.",
                "- *How many customers* could not work"
            ]
        );
        for text in [
            "## Summary\n\nTwo or three sentences that everybody understands.\n\nThe queue stopped.\n",
            "## Timeline\n\nAll times are UTC.\n\n- 09:02 x\n",
            "## Impact\n\n- How many customers could not work\n- None\n",
            "## Impact\n\nWhich data was lost or wrong\n\n### Customers\n\nAll\n",
            "## Cause\n\nWhat broke\n",
            "## Summary\n",
        ] {
            assert_eq!(untouched(text), [""; 0], "{text}");
        }
        assert_eq!(
            untouched("## Impact\n\nWhich data was  lost or wrong\n"),
            ["Which data was  lost or wrong"]
        );
    }
}
