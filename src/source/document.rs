//! A Markdown file, read: front matter, outline, and the text they point into.

use super::{
    front_matter::{self, FramingFault, FrontMatter},
    outline::Outline,
    text::Text,
};

/// A Markdown file.
#[derive(Debug)]
pub struct Document {
    /// The whole text, into which all places point.
    pub text: Text,
    /// Whether it starts with a byte order mark.
    pub bom: bool,
    /// The front matter, if it has some.
    pub front_matter: Option<FrontMatter>,
    /// What is wrong with the fences of the front matter.
    pub framing: Vec<FramingFault>,
    /// Where the body starts, in bytes.
    pub body: u32,
    /// What stands in the body.
    pub outline: Outline,
}

/// The head of a Markdown file: enough to decide what the file is.
#[derive(Debug)]
pub struct Head {
    /// The whole text, into which all places point.
    pub text: Text,
    /// Whether it starts with a byte order mark.
    pub bom: bool,
    /// The front matter, if it has some.
    pub front_matter: Option<FrontMatter>,
    /// What is wrong with the fences of the front matter.
    pub framing: Vec<FramingFault>,
    /// Where the body starts, in bytes.
    pub body: u32,
}

impl Document {
    /// Reads all of a file. Never fails: what is wrong is told in the faults of the front matter and its fences.
    #[must_use]
    pub fn parse(text: Text) -> Self {
        Head::read(text).into_document()
    }

    /// Reads the body, where that was put off.
    #[must_use]
    pub(crate) fn with_body(mut self) -> Self {
        self.outline = Outline::of(self.text.as_str(), self.body as usize);
        self
    }
}

impl Head {
    /// Reads the front matter only. Never fails.
    #[must_use]
    pub fn read(text: Text) -> Self {
        let front = front_matter::read(text.as_str());
        let bom = text.as_str().starts_with('\u{feff}');
        // A text whose bytes do not fit 32 bits is refused before anything is read.
        let body = u32::try_from(front.body).unwrap_or(u32::MAX);
        Self { text, bom, front_matter: front.front_matter, framing: front.framing, body }
    }

    /// Reads the body, too.
    #[must_use]
    pub fn into_document(self) -> Document {
        self.without_body().with_body()
    }

    /// The document as if nothing stood in its body, for those who may not need to know what does.
    #[must_use]
    pub(crate) fn without_body(self) -> Document {
        let Self { text, bom, front_matter, framing, body } = self;
        Document { text, bom, front_matter, framing, body, outline: Outline::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_head_and_body_point_into_one_text() {
        let text = "\u{feff}---\r\nid: 障害-7\r\n---\r\n\r\n# 概要\r\n\r\n| a |\r\n|---|\r\n| b |\r\n\r\n<!-- c -->\r\n";
        let document = Document::parse(Text::new("a.md", text));
        let Document { text, bom, front_matter: Some(front_matter), outline, .. } = &document else {
            panic!("{document:?}")
        };
        assert!(*bom && document.framing.is_empty());
        assert_eq!(text.slice(front_matter.entries[0].value.span), "障害-7");
        assert_eq!(text.slice(outline.headings[0].title), "概要");
        assert_eq!(text.slice(outline.tables[0].rows[0][0].span), "b");
        assert_eq!(text.slice(outline.comments[0].text), "c");
        assert_eq!(
            text.as_str().get(document.body as usize..).map(|body| body.starts_with("\r\n# 概要")),
            Some(true)
        );
    }

    #[test]
    fn without_front_matter_all_is_body_but_the_mark() {
        for (content, body) in [("", 0), ("# A\n", 0), ("\u{feff}# A\n", 3), ("---\n\nProse.\n\n---\n", 0)] {
            let head = Head::read(Text::new("a.md", content));
            assert_eq!((head.body, head.front_matter), (body, None), "{content:?}");
        }
    }
}
