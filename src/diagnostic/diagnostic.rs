//! A finding: what is wrong, where, why, and what to do.

use std::sync::Arc;

use crate::source::span::Span;
use crate::source::text::{Position, Text};

use super::about::{About, Gravity};
use super::excerpt::Excerpt;

/// Something wrong in a file of the repository. Complete when it is made, but for what the policy decides:
/// its gravity and its status.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub about: &'static About,
    /// How grave it is.
    pub gravity: Gravity,
    /// What is wrong: a statement.
    pub message: String,
    /// Where.
    pub place: Label,
    /// Other places that belong to it: evidence, in the postmortem or in the table.
    pub related: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// How it can be mended.
    pub fix: Option<Fix>,
    /// The id of the incident it is about, if it has one.
    pub incident: Option<Arc<str>>,
    /// What it is about within the file (a field, a level, a section), for the fingerprint.
    pub subject: String,
    /// What it says of that, such as the levels that were compared, where another saying is another finding: for the
    /// fingerprint.
    pub saying: String,
    /// The file it is of, where it is placed in another one.
    pub of: Option<Arc<str>>,
}

/// A place with what is to be said there, and the text around it.
#[derive(Clone, Debug)]
pub struct Label {
    /// Relative to the repository, with `/`.
    pub path: Arc<str>,
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What is said there; may be empty.
    pub message: String,
    /// The lines it stands in; none for a file that cannot be read.
    pub excerpt: Option<Excerpt>,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it can be applied without looking.
    pub applicability: Applicability,
    /// What it does: a command.
    pub message: String,
    /// The changes, in the file of the finding's place, in order, disjoint.
    pub edits: Vec<Edit>,
}

/// Whether a fix can be applied without looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// It changes spelling, never meaning.
    Safe,
    /// It changes what the postmortem says.
    Unsafe,
}

/// Bytes that are replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Where they begin.
    pub start: Position,
    /// Where they end.
    pub end: Position,
    /// What stands there instead.
    pub text: String,
}

impl Label {
    /// A place in a text.
    #[must_use]
    pub fn new(text: &Text, span: Span, message: impl Into<String>) -> Self {
        Self {
            path: text.path().clone(),
            start: text.position(span.start),
            end: text.position(span.end),
            message: message.into(),
            excerpt: Some(Excerpt::around(text, span)),
        }
    }

    /// A whole file, of which nothing can be shown.
    #[must_use]
    pub fn of_file(path: Arc<str>, message: impl Into<String>) -> Self {
        let start = Position { line: 1, column: 1, offset: 0 };
        Self { path, start, end: start, message: message.into(), excerpt: None }
    }
}

impl Edit {
    /// Replaces the bytes of `span`.
    #[must_use]
    pub fn replace(text: &Text, span: Span, with: impl Into<String>) -> Self {
        Self { start: text.position(span.start), end: text.position(span.end), text: with.into() }
    }
}

impl Diagnostic {
    /// A finding of the rule's own gravity.
    #[must_use]
    pub fn new(about: &'static About, place: Label, message: impl Into<String>) -> Self {
        Self {
            about,
            gravity: about.gravity,
            message: message.into(),
            place,
            related: vec![],
            help: None,
            fix: None,
            incident: None,
            subject: String::new(),
            saying: String::new(),
            of: None,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Shows another place that belongs to it.
    #[must_use]
    pub fn because(mut self, label: Label) -> Self {
        self.related.push(label);
        self
    }

    /// Names what it is about within the file.
    #[must_use]
    pub fn about_subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// The file it is of.
    #[must_use]
    pub fn file(&self) -> &Arc<str> {
        self.of.as_ref().unwrap_or(&self.place.path)
    }

    /// Offers a way to mend it.
    #[must_use]
    pub fn mended_by(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// With another gravity than the rule's own.
    #[must_use]
    pub fn weighing(mut self, gravity: Gravity) -> Self {
        self.gravity = gravity;
        self
    }
}
