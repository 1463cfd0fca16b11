//! The sections of a body: what each is about, and what stands in it.

use std::cell::LazyCell;
use std::sync::Arc;

use crate::source::document::Document;
use crate::source::in_order::InOrder;
use crate::source::node::Content;
use crate::source::span::Span;

use super::heading::heading_key;
use super::known::Known;
use super::section_label::{bold_label, lone_name};
use super::slip::is_slip;
use super::topic::{SectionNames, Topic, holds_phrase};

/// So many headings are looked through for one that mentions a name, or nearly is it.
const MOST_LOOKED_THROUGH: usize = 1000;

/// The sections of a postmortem.
#[derive(Clone, Debug, Default)]
pub struct Sections {
    /// Those under headings, in the order of the text.
    pub headed: Vec<Section>,
    /// Paragraphs and items that begin with the name of a section in bold: `**Impact:** none`.
    pub labelled: Vec<Section>,
    /// Lines that say what a section would, or are nothing but the name of one that is asked for: they show that it is there.
    lines: Vec<Section>,
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
    /// Whether it stands under a label and not under a heading.
    #[must_use]
    pub fn is_labelled(&self) -> bool {
        self.level == LABEL
    }

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
        let mut sections = Self { headed, labelled: vec![], lines: vec![], names: names.clone() };
        sections.labelled = sections.labels(document);
        sections.lines = sections.lines(document);
        sections
    }

    /// Sections about a topic before all, none inside another one of them.
    #[must_use]
    pub fn about(&self, known: Known) -> Vec<&Section> {
        let mut found: Vec<&Section> =
            self.headed.iter().chain(&self.labelled).filter(|section| section.is(known)).collect();
        found.order_by_key(|section| section.heading);
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

    /// The section that a name asks for: under a heading, under a label, in a field. A name with ` / ` in it asks for either.
    #[must_use]
    pub fn find(&self, name: &str, document: &Document) -> Option<Found<'_>> {
        let either = || name.split(" / ").filter(|part| *part != name);
        self.find_named(name, document).or_else(|| either().find_map(|part| self.find_named(part, document)))
    }

    fn find_named(&self, name: &str, document: &Document) -> Option<Found<'_>> {
        let topic = self.names.topic(name);
        let about = |section: &&Section| section.topics.contains(&topic);
        let key = LazyCell::new(|| heading_key(name));
        let phrases = LazyCell::new(|| self.names.phrases(&topic, &key));
        let mentions = |section: &&Section| phrases.iter().any(|phrase| holds_phrase(&section.key, phrase));
        let wanted = LazyCell::new(|| key.replace(' ', "_"));
        let slipped = |section: &&Section| is_slip(&section.key.replace(' ', "_"), &wanted);
        // Many hold that there is no one root cause, and write the factors instead.
        let factors = |section: &&Section| {
            topic.is(Known::RootCause) && section.topics.contains(&Topic::Known(Known::ContributingFactors))
        };
        // Among thousands of headings nobody means one that is nearly that name.
        let looked_through =
            if self.headed.len() > MOST_LOOKED_THROUGH { &[] } else { self.headed.as_slice() };
        self.headed
            .iter()
            .find(about)
            .or_else(|| self.labelled.iter().find(about))
            .or_else(|| looked_through.iter().find(mentions))
            .or_else(|| self.lines.iter().find(about))
            .or_else(|| looked_through.iter().find(slipped))
            .or_else(|| self.headed.iter().find(factors))
            .map(Found::Section)
            .or_else(|| self.field(&topic, document).map(Found::Field))
    }

    /// The innermost section under a heading that a byte stands in.
    #[must_use]
    pub fn around(&self, offset: u32) -> Option<&Section> {
        let index = self.headed.partition_point(|section| section.heading.start <= offset);
        self.headed.get(index.checked_sub(1)?)
    }

    /// What the section would be about that a name asks for: names that ask for the same have the same topic.
    #[must_use]
    pub fn topic(&self, name: &str) -> Topic {
        self.names.topic(name)
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
            let inside = self.around(text.start);
            let Some(topics) = self.names.of_label(name).filter(|_| may_have_labels(inside)) else {
                continue;
            };
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
        labels.order_by_key(|label| label.heading);
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

    /// Lines of paragraphs: `**Detection**: an alert` among others, `[Final message]`, `Updates:`.
    fn lines(&self, document: &Document) -> Vec<Section> {
        let mut found = vec![];
        for paragraph in &document.outline.paragraphs {
            let mut at = paragraph.start as usize;
            for line in document.text.slice(*paragraph).split_inclusive('\n') {
                let start = at;
                at += line.len();
                let line = line.trim_end();
                let bold = bold_label(line).and_then(|(name, _)| Some((name, self.names.of_label(name)?)));
                let alone = || lone_name(line).and_then(|name| Some((name, self.names.asked(name)?)));
                let Some((name, topics)) = bold.or_else(alone) else { continue };
                if !may_have_labels(self.around(paragraph.start)) {
                    break;
                }
                let title = Span::new(start, start + line.len());
                let body = Span { start: title.end, end: paragraph.end };
                found.push(Section {
                    topics,
                    key: heading_key(name),
                    heading: title,
                    title,
                    level: LABEL,
                    goes_on: false,
                    own: body,
                    body,
                });
            }
        }
        found
    }
}

/// Bold words in a section that has a topic of its own are no sections.
fn may_have_labels(inside: Option<&Section>) -> bool {
    inside.is_none_or(|section| {
        !section.is_usual() || section.is(Known::Summary) || section.is(Known::Metadata)
    })
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
        let key = heading_key(&heading.text);
        let naming = names.naming_by(&key, &heading.text);
        sections.push(Section {
            topics: naming.topics,
            key,
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

    #[test]
    fn contributing_factors_stand_for_the_root_cause_where_there_is_none() {
        let at = |text: &str| {
            let (document, sections) = read(text);
            match sections.find("Root cause", &document) {
                Some(Found::Section(section)) => document.text.slice(section.title).trim().to_owned(),
                _ => "-".to_owned(),
            }
        };
        assert_eq!(at("# T\n\n## Contributing factors\n\nMany.\n"), "Contributing factors");
        assert_eq!(at("# T\n\n## 寄与要因\n\nx\n\n## 根本原因分析\n\ny\n"), "根本原因分析");
    }

    /// What a name that is asked for is found at; `asked` are all of them, with commas between them.
    fn found_at(text: &str, asked: &str, name: &str) -> String {
        let names = SectionNames::default().with_asked(asked.split(", "));
        let document = Document::parse(Text::new("a.md", text));
        let sections = Sections::read(&document, &Arc::new(names));
        match sections.find(name, &document) {
            Some(Found::Section(section)) => document.text.slice(section.title).trim().to_owned(),
            Some(Found::Field(span)) => document.text.slice(span).to_owned(),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn names_that_a_table_asks_for_may_be_labels() {
        let asked =
            "Key events, Context, Final message, Updates, Resolution / Recovery, Acknowledgments, Detection";
        for (text, name, wanted) in [
            ("- **Key events**\n  - 10:00 x\n", "Key events", "**Key events**"),
            ("**Key events**\n\ntext\n", "Key events", "**Key events**"),
            ("- **Context/Resolution/Actions**:\n", "Context", "**Context/Resolution/Actions**:"),
            ("- **Context/Resolution/Actions**:\n", "Resolution", "**Context/Resolution/Actions**:"),
            ("- **Context/Resolution/Actions**:\n", "Review actions", "**Context/Resolution/Actions**:"),
            ("- **Fix: restart the pods**\n", "Resolution", "-"),
            ("- **Unasked**: x\n", "Unasked", "-"),
            ("[Final message]\nAll is well.\n", "Final message", "[Final message]"),
            ("text\n[Final message]\n", "Final message", "[Final message]"),
            ("Updates:\n\n- a\n", "Updates", "Updates:"),
            ("Updates: none\n", "Updates", "-"),
            ("[Symptoms]\n", "Symptoms", "-"),
            ("# T\n\n**Status**: open\n**Detection**: by hand\n", "Detection", "**Detection**: by hand"),
            ("## Impact\n\ntext\n**Detection**: by hand\n", "Detection", "-"),
            ("## Recovery of it\n", "Resolution / Recovery", "Recovery of it"),
            ("## Resolution\n", "Resolution / Recovery", "Resolution"),
            ("## Something else\n", "Resolution / Recovery", "-"),
            ("## Acknowledgements\n", "Acknowledgments", "Acknowledgements"),
            ("## Acknowledging\n", "Acknowledgments", "-"),
        ] {
            assert_eq!(found_at(text, asked, name), wanted, "{name} in {text:?}");
        }
    }
}
