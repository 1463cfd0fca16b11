//! What reading a data format gives: a tree, its comments, and what is wrong with the text, all with places.
//!
//! Faults are data. How they are worded, and how gravely they are taken, is for the floors above.

use super::in_order::InOrder;
use super::{
    node::{Content, Node},
    span::Span,
};

/// The deepest nesting that is read, in collections. Real files stay under ten; parsers and destructors recurse.
pub const MAX_DEPTH: usize = 64;

/// The longest text that is read as data, in bytes. Real front matter stays under eight thousand.
pub const MAX_BYTES: usize = 256 * 1024;

/// The most faults kept of one text; whoever has fixed these may ask again.
pub const MAX_FAULTS: usize = 100;

/// A data format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// YAML 1.2, its first document.
    Yaml,
    /// TOML 1.1.
    Toml,
    /// JSON as RFC 8259 has it: no comments, no trailing commas.
    Json,
}

/// What a text says, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The tree. Empty after a fault that [spoils](SyntaxFaultKind::spoils) the text.
    pub root: Node,
    /// The comments, in order, each from its `#` to the end of its line. JSON has none.
    pub comments: Vec<Span>,
    /// What is wrong, in order, at most [`MAX_FAULTS`].
    pub faults: Vec<SyntaxFault>,
    /// Where what is read ends if that is before the text does: at `...`, or where a second YAML document begins. An empty span.
    pub ended: Option<Span>,
}

/// Something wrong with a text as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxFault {
    /// The offending bytes; empty where something is missing.
    pub span: Span,
    /// What is wrong.
    pub kind: SyntaxFaultKind,
}

/// What can be wrong with a text as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxFaultKind {
    /// The format does not allow this.
    Invalid {
        /// The parser's own words, in English, without position and full stop.
        message: String,
        /// The usual mistake behind it, where we recognise one.
        hint: Option<Hint>,
    },
    /// A key stands twice in one mapping.
    DuplicateKey {
        /// The key.
        key: Box<str>,
        /// Where it stood first; the fault's own span is where it stands again.
        first: Span,
    },
    /// A YAML key that is no word: a list, a mapping, an alias, nothing. The entry's key is its source text.
    ComplexKey {
        /// The usual mistake behind it: `title: {{ .Name }}` is a mapping whose key is a mapping.
        hint: Option<Hint>,
    },
    /// A YAML alias to a name that no anchor gives.
    UnknownAlias {
        /// The name, without `*`.
        name: Box<str>,
    },
    /// A second YAML document, which is not read; the span is its mark.
    SecondDocument {
        /// `---`, or the `...` that has ended the first.
        mark: &'static str,
    },
    /// A list or a word stands where keys and values should.
    NotMapping,
    /// More than [`MAX_DEPTH`] collections inside each other.
    TooDeep,
    /// More than [`MAX_BYTES`].
    TooLarge,
}

/// The common mistakes behind a syntax error, named so that a message can say the cure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// `title: SEV1: it fell over`. A value with `: ` in it needs quotes.
    ColonInValue,
    /// `severity:SEV-1`. A space is missing after the colon.
    MissingSpace,
    /// The space after the colon is a no-break or full-width one.
    OddSpace,
    /// A line is indented with a tab.
    TabIndentation,
    /// A line is indented further or less than its neighbours.
    Indentation,
    /// A line that should be `key: value` has no key.
    MissingKey,
    /// A value starts with a character that means something else: `@alice`, `` `x` ``, `%`, `*`, `&`, `-`, `|`, `,`.
    ReservedStart(char),
    /// `[Draft] the title`, `"a" and b`. Text after the bracket or quote that ended the value.
    TextAfter(char),
    /// `{{ .Title }}`, `{% … %}`: a template that was never filled in, or needs quotes.
    Template,
    /// A quote (this one) is never closed.
    UnclosedQuote(char),
    /// A bracket (this one) is never closed.
    UnclosedBracket(char),
    /// `"C:\dir"`. A backslash starts an escape in double quotes.
    BadEscape,
    /// `x: >= 20%`. In YAML `>` starts a folded text; write `at least 20%`, or quote it.
    FoldedComparison,
    /// `x: !>5`. In YAML `!` starts a tag; write `not none`, or quote it.
    TagComparison,
    /// `x: [10%..50%)`. In YAML `[` starts a list; quote the interval.
    Interval,
    /// `{ x: all of [a, b] }`. Between brackets `[` starts a list wherever it stands; quote the test.
    ListInATest,
    /// `{ id: #P1 }`. A `#` after a blank starts a comment, which swallows the closing bracket; quote the value.
    HashInBrackets,
    /// A control character, which no format allows here.
    ControlCharacter,
    /// `題 = 1`. TOML wants quotes around a key that is not ASCII letters, digits, `_` and `-`.
    UnquotedKey,
    /// `title = hello`. TOML and JSON want quotes around text.
    UnquotedText,
    /// `title: hello` where TOML wants `title = "hello"`.
    ColonForEquals,
    /// `“…”` where the format wants `"…"`.
    CurlyQuotes,
    /// `'…'` where JSON wants `"…"`.
    SingleQuotes,
    /// A comma before the closing bracket.
    TrailingComma,
    /// No comma between two values.
    MissingComma,
    /// A comment, which JSON has none of.
    Comment,
}

impl Parsed {
    /// Puts faults in order; if some spoil the text, keeps only these, and no tree.
    #[must_use]
    pub(super) fn new(root: Node, comments: Vec<Span>, mut faults: Vec<SyntaxFault>) -> Self {
        faults.order_by_key(|fault| fault.span);
        faults.truncate(MAX_FAULTS);
        let mut parsed = Self { root, comments, faults, ended: None };
        if parsed.is_spoilt() {
            // What looked odd on the way is a consequence more often than a fault of its own.
            parsed.faults.retain(|fault| fault.kind.spoils());
            parsed.root = Node::new(Span::default(), Content::Empty);
        }
        parsed
    }

    /// A text that was not read at all.
    #[must_use]
    pub(super) fn unread(span: Span, kind: SyntaxFaultKind) -> Self {
        let root = Node::new(Span::default(), Content::Empty);
        Self::new(root, Vec::new(), vec![SyntaxFault { span, kind }])
    }

    /// Whether the tree is worth nothing, because of a fault that [spoils](SyntaxFaultKind::spoils) it.
    #[must_use]
    pub fn is_spoilt(&self) -> bool {
        self.faults.iter().any(|fault| fault.kind.spoils())
    }
}

impl Parsed {
    /// Applies `change` to every place.
    pub(super) fn map_spans(&mut self, change: &impl Fn(Span) -> Span) {
        self.root.map_spans(change);
        self.ended = self.ended.map(change);
        for comment in &mut self.comments {
            *comment = change(*comment);
        }
        for fault in &mut self.faults {
            fault.span = change(fault.span);
            if let SyntaxFaultKind::DuplicateKey { first, .. } = &mut fault.kind {
                *first = change(*first);
            }
        }
    }
}

impl SyntaxFaultKind {
    /// Whether the rest of the text cannot be trusted to mean what it seems to, so that nothing is read from it.
    #[must_use]
    pub fn spoils(&self) -> bool {
        matches!(self, Self::Invalid { .. } | Self::NotMapping | Self::TooDeep | Self::TooLarge)
    }
}
