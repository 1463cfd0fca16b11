//! Sections about something else than the incident: other incidents, what was spared, sources, what will be done and what was
//! learnt. What stands there under labels is not said of the incident.

use crate::model::blocks::{Block, blocks};
use crate::model::heading::heading_key;
use crate::model::known::Known;
use crate::model::section::{Section, Sections};
use crate::source::admonitions::{end_of_block, title_of};
use crate::source::document::Document;
use crate::source::span::Span;

use super::block_title::names_another_matter;
use super::other_matters::speaks_of_others;
use super::remark::{Remark, remark};

/// What those sections reach over, with the sections below them: in their order, and none in another.
#[must_use]
pub fn elsewhere(document: &Document, sections: &Sections) -> Vec<Span> {
    let mut found: Vec<Span> = vec![];
    for (index, section) in sections.headed.iter().enumerate() {
        // The first heading is the title of all.
        let is_title = index == 0 && section.level == 1;
        if !is_title && !holds(&found, section) && is_elsewhere(section, document.text.slice(section.title)) {
            found.push(section.body);
        }
    }
    found
}

/// Whether a section stands in one of them, or is one.
#[must_use]
pub fn holds(all: &[Span], section: &Section) -> bool {
    // There may be very many. One that begins with the section may be it, and is empty where it is the last of a file.
    let behind = all.partition_point(|span| span.start <= section.own.start.max(section.body.start));
    let near = all.get(behind.saturating_sub(2)..behind).unwrap_or_default();
    near.iter()
        .any(|span| span.start <= section.own.start && section.own.start < span.end || *span == section.body)
}

/// Whether a line is the name of such a section, as `■過去の類似障害` is: none if it is no name at all.
#[must_use]
pub fn is_name_of_elsewhere(line: &str) -> Option<bool> {
    let name = line.trim_start_matches([' ', '\u{3000}', '*', '>']);
    let first = name.chars().next().filter(|first| NAME_MARKS.contains(first))?;
    let name = name.trim_end_matches(['*', ' ', '\u{3000}', '\r', '\n', ':', '：']);
    let is_alone = if first == '【' { name.ends_with('】') } else { !name.contains([':', '：']) };
    (is_alone && name.len() <= LONGEST)
        .then(|| speaks_of_others(&heading_key(name.trim_matches(['【', '】']))))
}

/// The pieces that begin in a place, but for those in blocks whose title says that they are about something else: `!!! note "Previous
/// incident"`.
#[must_use]
pub fn own_blocks(document: &Document, place: Span) -> Vec<Block<'_>> {
    let text = document.text.as_str();
    let all = blocks(document, place);
    let mut found = Vec::with_capacity(all.len());
    // Where such a block ends, and where the piece does that was read last outside of them.
    let (mut other_to, mut read_to) = (0_usize, 0_usize);
    for block in all {
        let span = block.span();
        if (span.start as usize) < other_to {
            // For Markdown, the lines right below go on with what stands in the block.
            let end = span.end as usize;
            if end > other_to.max(read_to) && !matches!(block, Block::Table(_)) {
                found.push(Block::Paragraph(Span::new(other_to, end)));
                read_to = end;
            }
            continue;
        }
        if let Block::Paragraph(span) = block
            && opens_block_of_elsewhere(document.text.slice(span))
        {
            let end = span.end as usize;
            let next = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at + 1);
            other_to = end_of_block(text, next);
        }
        found.push(block);
    }
    found
}

/// Whether the last line of a paragraph opens such a block.
fn opens_block_of_elsewhere(paragraph: &str) -> bool {
    let line = paragraph.trim_end().lines().next_back().unwrap_or_default();
    let Some(title) = title_of(line) else { return false };
    names_another_matter(title) || is_of_another(title)
}

/// Signs that a name of a section may begin with.
pub const NAME_MARKS: [char; 8] = ['■', '□', '●', '◆', '◇', '▼', '▪', '【'];

/// The longest name, in bytes: longer ones are sentences.
const LONGEST: usize = 80;

fn is_elsewhere(section: &Section, title: &str) -> bool {
    const OTHERS: [Known; 5] =
        [Known::ActionItems, Known::LessonsLearned, Known::WentWell, Known::WentWrong, Known::Lucky];
    // Most sections are about one of the usual topics, and then that says it.
    if section.is_usual() {
        return OTHERS.iter().any(|known| section.is(*known)) || is_of_another(title);
    }
    speaks_of_others(&section.key) || section.level > 2 && is_id(&section.key) || is_of_another(title)
}

/// Whether what stands in parentheses behind a title says so: `Impact (previous incident)`.
fn is_of_another(title: &str) -> bool {
    let Some(inner) = title.trim_end().strip_suffix([')', '）']) else { return false };
    let Some(open) = inner.rfind(['(', '（']) else { return false };
    let inside = inner.get(open..).unwrap_or_default().trim_start_matches(['(', '（']);
    remark(inside) == Remark::Other
}

/// Whether a title is the id of an incident and nothing else: the one of this incident is in the title of all.
fn is_id(key: &str) -> bool {
    let Some((word, number)) = key.split_once(' ') else { return false };
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit() || digit == b' ');
    matches!(word, "inc" | "pm") && is_number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    /// What would be looked up among all of them for each would take minutes.
    #[test]
    fn very_many_are_looked_at_once() {
        let text = format!("# It broke\n\n{}## Impact\n\nNo.\n", "## Past incident\n\n".repeat(100_000));
        let document = Document::parse(Text::new("a.md", text));
        let sections = Sections::read(&document, &std::sync::Arc::default());
        let began = std::time::Instant::now();
        let found = elsewhere(&document, &sections);
        assert_eq!(found.len(), 100_000);
        let (last, others) = sections.headed.split_last().unwrap();
        assert!(others.iter().skip(1).all(|section| holds(&found, section)) && !holds(&found, last));
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }

    #[test]
    fn names_of_other_things() {
        for (line, wanted) in [
            ("■過去の類似障害", Some(true)),
            ("**【参考】**", Some(true)),
            ("● 影響しなかったもの", Some(true)),
            ("■概要", Some(false)),
            ("【概要】", Some(false)),
            ("■重大度：SEV-2", None),
            ("【重大度】SEV-2", None),
            ("過去の類似障害", None),
            ("- Past incidents", None),
        ] {
            assert_eq!(is_name_of_elsewhere(line), wanted, "{line}");
        }
    }
}
