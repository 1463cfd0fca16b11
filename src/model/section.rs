//! The sections of a body: what each is about, and what stands in it.

use std::sync::Arc;

use crate::source::document::Document;
use crate::source::node::Content;
use crate::source::span::Span;

use super::heading::heading_key;
use super::known::Known;
use super::topic::{SectionNames, Topic};

/// The sections of a postmortem.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    /// Those under headings, in the order of the text.
    pub headed: Vec<Section>,
    /// Paragraphs and items that begin with the name of a section in bold: `**Impact:** none`.
    pub labelled: Vec<Section>,
    names: Arc<SectionNames>,
}

/// A section.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// What it is about, the main topic first.
    pub topics: Vec<Topic>,
    /// Its heading, in the form of [`heading_key`].
    pub key: String,
    /// The whole heading.
    pub heading: Span,
    /// The text of its heading.
    pub title: Span,
    /// 1 to 6; 7 for a label.
    pub level: u8,
    /// Whether the heading says more than the name.
    pub goes_on: bool,
    /// What stands between its heading and the next one, whatever its level.
    pub own: Span,
    /// What stands in it, with the sections below it.
    pub body: Span,
}

/// Where a section was found.
#[derive(Clone, Copy, Debug)]
pub enum Found<'a> {
    /// Under a heading or a label.
    Section(&'a Section),
    /// In a field of the front matter: the place of its key.
    Field(Span),
}

const LABEL: u8 = 7;

impl Section {
    /// Whether it is about that before all.
    #[must_use]
    pub fn is(&self, known: Known) -> bool {
        self.topics.first().is_some_and(|topic| topic.is(known))
    }

    /// Whether it is about one of the usual topics.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.topics.iter().any(|topic| matches!(topic, Topic::Known(_)))
    }

    /// Whether other sections stand below it.
    #[must_use]
    pub fn is_divided(&self) -> bool {
        self.own != self.body
    }
}

impl Sections {
    /// The sections of a document.
    #[must_use]
    pub fn read(document: &Document, names: &Arc<SectionNames>) -> Self {
        let headed = headed(document, names);
        let mut sections = Self { headed, labelled: vec![], names: names.clone() };
        sections.labelled = sections.labels(document);
        sections
    }

    /// Sections about a topic before all, none inside another one of them.
    #[must_use]
    pub fn about(&self, known: Known) -> Vec<&Section> {
        let mut found: Vec<&Section> =
            self.headed.iter().chain(&self.labelled).filter(|section| section.is(known)).collect();
        found.sort_by_key(|section| section.heading);
        let mut end = 0;
        found.retain(|section| {
            let outside = section.heading.start >= end;
            if outside {
                end = section.body.end;
            }
            outside
        });
        found
    }

    /// The section that a name asks for: under a heading, under a label, in a field.
    #[must_use]
    pub fn find(&self, name: &str, document: &Document) -> Option<Found<'_>> {
        let topic = self.names.topic(name);
        let about = |section: &&Section| section.topics.contains(&topic);
        let mentions = |section: &&Section| self.names.mentions(&section.key, &topic, name);
        self.headed
            .iter()
            .find(about)
            .or_else(|| self.labelled.iter().find(about))
            .or_else(|| self.headed.iter().find(mentions))
            .map(Found::Section)
            .or_else(|| self.field(&topic, document).map(Found::Field))
    }

    /// The innermost section under a heading that a byte stands in.
    #[must_use]
    pub fn around(&self, offset: u32) -> Option<&Section> {
        let index = self.headed.partition_point(|section| section.heading.start <= offset);
        self.headed.get(index.checked_sub(1)?)
    }

    /// Whether two names ask for the same section.
    #[must_use]
    pub fn are_same(&self, one: &str, other: &str) -> bool {
        self.names.topic(one) == self.names.topic(other)
    }

    /// Whether a key of the front matter is a name of a topic before all.
    #[must_use]
    pub fn is_field_of(&self, key: &str, known: Known) -> bool {
        self.names.naming(&key.replace('_', " ")).topics.first() == Some(&Topic::Known(known))
    }

    /// The field of the front matter that says what a section would: a text or a list.
    fn field(&self, topic: &Topic, document: &Document) -> Option<Span> {
        let entries = &document.front_matter.as_ref()?.entries;
        let entry = entries.iter().find(|entry| {
            let says = match &entry.value.content {
                Content::Scalar(text, _) => !text.trim().is_empty(),
                Content::Sequence(items) => !items.is_empty(),
                _ => false,
            };
            says && self.names.naming(&entry.key.replace('_', " ")).topics.contains(topic)
        })?;
        Some(entry.key_span)
    }

    fn labels(&self, document: &Document) -> Vec<Section> {
        let outline = &document.outline;
        let items = outline.items.iter().map(|item| (item.text, Some(item.span)));
        let paragraphs = outline.paragraphs.iter().map(|span| (*span, None));
        let mut labels = vec![];
        for (text, item) in paragraphs.chain(items) {
            let Some((name, rest)) = bold_label(document.text.slice(text)) else { continue };
            // Bold words in a section that has a topic of its own are no sections.
            let inside = self.around(text.start);
            let free = inside.is_none_or(|section| {
                !section.is_usual() || section.is(Known::Summary) || section.is(Known::Metadata)
            });
            let Some(topics) = self.names.by_key(&heading_key(name)).filter(|_| free) else { continue };
            let title = Span::new(text.start as usize, text.end as usize - rest.len());
            let end =
                item.map_or_else(|| inside.map_or(text.end, |section| section.own.end), |item| item.end);
            let body = Span::new(title.end as usize, end as usize);
            labels.push(Section {
                topics,
                key: heading_key(name),
                heading: title,
                title,
                level: LABEL,
                goes_on: !rest.trim().is_empty(),
                own: body,
                body,
            });
        }
        labels.sort_by_key(|label| label.heading);
        // A label of a paragraph reaches to the next one.
        for at in 1..labels.len() {
            let Some([before, next]) = labels.get_mut(at - 1..=at) else { continue };
            if before.body.end > next.heading.start && before.heading.end <= next.heading.start {
                before.body.end = next.heading.start;
                before.own = before.body;
            }
        }
        labels
    }
}

fn headed(document: &Document, names: &SectionNames) -> Vec<Section> {
    let headings = &document.outline.headings;
    let end = u32::try_from(document.text.as_str().len()).unwrap_or(u32::MAX);
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    // The sections that are not at their end.
    let mut open: Vec<usize> = vec![];
    for (index, heading) in headings.iter().enumerate() {
        let start = heading.span.start;
        while let Some(&last) = open.last()
            && let Some(section) = sections.get_mut(last)
            && section.level >= heading.level
        {
            section.body.end = start;
            open.pop();
        }
        let next = headings.get(index + 1).map_or(end, |next| next.span.start);
        let own = Span { start: heading.span.end, end: next.max(heading.span.end) };
        let naming = names.naming(&heading.text);
        sections.push(Section {
            topics: naming.topics,
            key: heading_key(&heading.text),
            heading: heading.span,
            title: heading.title,
            level: heading.level,
            goes_on: naming.goes_on,
            own,
            body: Span { start: own.start, end: end.max(own.start) },
        });
        open.push(index);
    }
    sections
}

/// `**Name:** rest`, `**Name**: rest`, `**Name**`.
fn bold_label(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("**").or_else(|| text.strip_prefix("__"))?;
    let (name, rest) = inner.split_once(if text.starts_with('*') { "**" } else { "__" })?;
    let after = rest.trim_start();
    let colon = name.trim_end().ends_with([':', '：']) || after.starts_with([':', '：']);
    let rest = after.strip_prefix([':', '：']).unwrap_or(after);
    (name.len() <= 80 && (colon || after.is_empty())).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn read(text: &str) -> (Document, Sections) {
        let document = Document::parse(Text::new("a.md", text));
        let sections = Sections::read(&document, &Arc::default());
        (document, sections)
    }

    #[test]
    fn sections_reach_to_the_next_of_their_level() {
        let (document, sections) =
            read("# Title\n\nhead\n\n## Impact\n\none\n\n### Details\n\ntwo\n\n## Timeline\n\nthree\n");
        let shown: Vec<_> = sections
            .headed
            .iter()
            .map(|section| {
                let text = |span| document.text.slice(span).trim().replace("\n\n", " ");
                (text(section.title), text(section.own), text(section.body))
            })
            .collect();
        let row = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(
            shown,
            [
                row("Title", "head", "head ## Impact one ### Details two ## Timeline three"),
                row("Impact", "one", "one ### Details two"),
                row("Details", "two", "two"),
                row("Timeline", "three", "three"),
            ]
        );
    }

    #[test]
    fn a_section_is_found_under_a_heading_a_label_or_in_a_field() {
        let (document, sections) = read(
            "---\nroot_cause: the lease\nlessons:\n---\n# T\n\n- **Impact**: none\n\n**Timeline:**\n\n- 10:00 x\n\n## Impact on us\n\n## Action items\n\n- **Detection**: add an alert\n",
        );
        for (name, wanted) in [
            ("Impact", "**Impact**:"),
            ("Timeline", "**Timeline:**"),
            ("Root cause", "root_cause"),
            ("Action items", "Action items"),
            ("Lessons learned", "-"),
            ("Detection", "-"),
        ] {
            let found = match sections.find(name, &document) {
                Some(Found::Section(section)) => document.text.slice(section.title),
                Some(Found::Field(span)) => document.text.slice(span),
                None => "-",
            };
            assert_eq!(found.trim(), wanted, "{name}");
        }
        let timeline = sections.about(Known::Timeline);
        assert_eq!(timeline.len(), 1);
        assert_eq!(document.text.slice(timeline[0].body).trim(), "- 10:00 x");
    }
}
