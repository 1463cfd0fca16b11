//! How a report for people looks. Whoever asks for the report decides; nothing here reads the environment.

use std::path::Path;

use miette::{GraphicalTheme, ThemeCharacters, ThemeStyles};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;

use super::hyperlink::Links;

/// Below this many columns, lines run over rather than fall to pieces.
const NARROWEST: usize = 40;
/// Beyond this many columns, sentences are hard to read, and an excerpt has no more text to show.
pub const WIDEST: usize = 120;

/// How a report for people looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The terminal's width in columns. Text uses between 40 and 120 of them.
    pub width: usize,
    /// Whether there is colour.
    pub colour: Colour,
    /// What frames and marks are drawn with.
    pub drawing: Drawing,
    /// The language of the words around excerpts and messages.
    pub language: Language,
    /// Where places lead, if the terminal shows links.
    pub links: Option<Links>,
}

/// Whether there is colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Text is styled by escape sequences.
    Always,
    /// No text is styled.
    Never,
}

/// What frames and marks are drawn with. Excerpts and messages stay what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// Box-drawing characters.
    Unicode,
    /// Nothing but ASCII.
    Ascii,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            width: 80,
            colour: Colour::Never,
            drawing: Drawing::Unicode,
            language: Language::English,
            links: None,
        }
    }
}

impl Look {
    /// For a terminal of so many columns, or for none.
    #[must_use]
    pub fn new(columns: Option<usize>, colour: bool) -> Self {
        let colour = if colour { Colour::Always } else { Colour::Never };
        Self { width: columns.unwrap_or(Self::default().width), colour, ..Self::default() }
    }

    /// The same in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self { language, ..self.clone() }
    }

    /// The same for a file: without colour and links, and as wide as a file is.
    #[must_use]
    pub fn plain(&self) -> Self {
        Self { drawing: self.drawing, language: self.language, ..Self::default() }
    }

    /// The same with links to the files below a root, if the terminal of a machine shows links.
    #[must_use]
    pub fn linking(&self, root: &Path, host: Option<&str>) -> Self {
        Self { links: host.map(|host| Links::to(root, host)), ..self.clone() }
    }

    /// What is shown of a place in a file, which leads there.
    #[must_use]
    pub fn place(&self, path: &str, shown: String) -> String {
        match &self.links {
            Some(links) => links.linked(path, &shown),
            None => shown,
        }
    }

    /// Text that stands out.
    #[must_use]
    pub fn bold(&self, text: &str) -> String {
        self.styled("1", text)
    }

    /// Text that stands back.
    #[must_use]
    pub fn dim(&self, text: &str) -> String {
        self.styled("2", text)
    }

    fn styled(&self, code: &str, text: &str) -> String {
        match self.colour {
            Colour::Always => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colour::Never => text.to_owned(),
        }
    }

    /// The columns that text uses.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.width.clamp(NARROWEST, WIDEST)
    }

    /// What stands for lines that are left out between two that are shown.
    #[must_use]
    pub fn omission(&self) -> &'static str {
        match self.drawing {
            Drawing::Unicode => "⋮",
            Drawing::Ascii => "...",
        }
    }

    /// The same for miette, for a finding of a gravity: two highlights, for its place and for what is related.
    #[must_use]
    pub fn theme(&self, gravity: Gravity) -> GraphicalTheme {
        let characters = match self.drawing {
            Drawing::Unicode => ThemeCharacters::unicode(),
            Drawing::Ascii => ThemeCharacters::ascii(),
        };
        GraphicalTheme { characters, styles: self.styles(gravity) }
    }

    fn styles(&self, gravity: Gravity) -> ThemeStyles {
        let plain = ThemeStyles::none();
        if self.colour == Colour::Never {
            return plain;
        }
        let (error, warning, advice) =
            (plain.error.red().bold(), plain.warning.yellow().bold(), plain.advice.cyan().bold());
        let place = match gravity {
            Gravity::Error => error,
            Gravity::Warning => warning,
            Gravity::Note => advice,
        };
        let highlights = vec![place, plain.error.blue().bold()];
        let (help, link, linum) = (plain.help.green().bold(), plain.link.bold(), plain.linum.dimmed());
        ThemeStyles { error, warning, advice, help, link, linum, highlights }
    }
}
