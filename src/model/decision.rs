//! What the team decided about the severity: an override of the table, and changes over time.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::node::{Content, Node};
use crate::source::shape::{self, Expected, Faults, Fields, ShapeFault, ShapeFaultKind};
use crate::source::span::Span;

use super::grammar::spelling;
use super::grammar::unknown::is_unknown;
use super::moment::{MomentReading, read_date, read_moment_node};
use super::placeholder::is_hint;
use super::said::{Said, said};

/// The recorded decision to keep a level the table does not give.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The key.
    pub key_span: Span,
    /// The value; the key, if nothing stands behind it.
    pub span: Span,
    /// Why.
    pub because: Option<Said>,
    /// Who agreed.
    pub approved_by: Option<Said>,
    /// The last day it holds; `Err` if it cannot be read as a date.
    pub until: Option<(Result<Date, ()>, Said)>,
    /// The level that was kept.
    pub level: Option<Pin>,
    /// The level the table gave, or the levels it gave.
    pub instead_of: Option<Pin>,
    /// Keys that mean nothing, and values that cannot be read.
    pub faults: Faults,
}

/// Levels that a decision is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// Where they stand.
    pub span: Span,
    /// As written, each item of a list; empty if one of them is no text.
    pub texts: Vec<Said>,
}

/// One change of the declared level.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where it stands.
    pub span: Span,
    /// When.
    pub at: Option<MomentReading>,
    /// Where that stands; the whole change, if it does not say when.
    pub at_span: Span,
    /// To which level.
    pub level: Option<Said>,
    /// Why.
    pub because: Option<Said>,
}

/// The keys of an override.
pub const OVERRIDE: &[&str] = &["because", "approved_by", "until", "level", "instead_of"];

/// Those of them that say when it does not hold.
const LIMITS: [&str; 3] = ["until", "level", "instead_of"];

impl Override {
    /// Reads `severity_override`: a mapping, or the reason alone. None where it says that there is none: `false`, `null`, `なし`.
    #[must_use]
    pub fn read(node: &Node, key_span: Span) -> Option<Self> {
        if node.text().is_some_and(says_none) {
            return None;
        }
        let span = if node.is_empty() { key_span } else { node.span };
        let mut decision = Self {
            key_span,
            span,
            because: None,
            approved_by: None,
            until: None,
            level: None,
            instead_of: None,
            faults: vec![],
        };
        match &node.content {
            Content::Scalar(..) => decision.because = reason(Some(node)),
            Content::Empty => {}
            Content::Mapping(_) => {
                let Some(fields) = Fields::of(node, OVERRIDE, &mut decision.faults) else {
                    return Some(decision);
                };
                decision.because = reason(fields.get("because"));
                decision.approved_by = reason(fields.get("approved_by"));
                let mut pin = |key| Pin::read(fields.get(key), &mut decision.faults);
                (decision.level, decision.instead_of) = (pin("level"), pin("instead_of"));
                let until = only(fields.get("until"), &mut decision.faults);
                decision.until = until.map(|until| (read_date(&until.text).map_err(|_| ()), until));
            }
            _ => {
                let kind = ShapeFaultKind::Expected(Expected::Mapping);
                decision.faults.push(ShapeFault { span, kind });
            }
        }
        Some(decision)
    }

    /// Whether something that may be a limit of the override cannot be read: then nobody knows whether it still holds.
    #[must_use]
    pub fn is_unclear(&self) -> bool {
        self.faults.iter().any(is_of_limit)
    }
}

/// Whether a fault of an override hides when it does not hold. Of the other keys every value is a text or none.
#[must_use]
pub fn is_of_limit(fault: &ShapeFault) -> bool {
    match &fault.kind {
        ShapeFaultKind::UnknownKey { nearest, .. } => nearest.is_some_and(|key| LIMITS.contains(&key)),
        _ => true,
    }
}

impl Pin {
    /// Reads a level, or a list of levels.
    fn read(node: Option<&Node>, faults: &mut Faults) -> Option<Self> {
        let node = node?;
        let items = node.items().unwrap_or(std::slice::from_ref(node));
        let before = faults.len();
        let read = |item| {
            shape::text(item, faults).map(|text| Said { text: text.trim().to_owned(), span: item.span })
        };
        let mut texts: Vec<Said> = items.iter().filter_map(read).collect();
        if faults.len() > before {
            texts.clear();
        } else if texts.iter().all(|said| says_none(&said.text)) {
            return None;
        }
        Some(Self { span: node.span, texts })
    }

    /// All of it as written.
    #[must_use]
    pub fn written(&self) -> String {
        let texts: Vec<&str> = self.texts.iter().map(|said| said.text.as_str()).collect();
        texts.join(", ")
    }
}

/// Whether a value says that there is nothing of the kind. An empty one does not: something was to stand there.
fn says_none(text: &str) -> bool {
    let text = text.trim();
    let is_mark = text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '~'));
    let words = ["false", "no", "none", "null", "nil", "n/a", "na", "なし", "無し", "無", "該当なし"];
    !text.is_empty() && (is_mark || words.iter().any(|word| word.eq_ignore_ascii_case(text)))
}

/// A reason, or who agreed: what is not known yet, or is still the template's, is none. Of a list, all of it.
fn reason(node: Option<&Node>) -> Option<Said> {
    let is_given = |said: &Said| {
        let plain = spelling::plain(&said.text);
        !says_none(&said.text) && !is_hint(&said.text) && !plain.is_ok_and(|text| is_unknown(&text))
    };
    let node = node?;
    let Some(items) = node.items() else { return said(Some(node)).filter(is_given) };
    let given: Vec<Said> = items.iter().filter_map(|item| said(Some(item))).filter(is_given).collect();
    let texts: Vec<String> = given.into_iter().map(|said| said.text).collect();
    (!texts.is_empty()).then(|| Said { text: texts.join(", "), span: node.span })
}

/// A day that is one text; a list of one is that one.
fn only(node: Option<&Node>, faults: &mut Faults) -> Option<Said> {
    let node = node?;
    let node = match node.items() {
        Some([one]) => one,
        _ => node,
    };
    if node.text().is_none() {
        faults.push(ShapeFault { span: node.span, kind: ShapeFaultKind::Expected(Expected::Date) });
    }
    said(Some(node)).filter(|said| !says_none(&said.text))
}

impl Change {
    /// Reads `severity_history`: a list of mappings, or of levels alone. What has another shape names no level.
    #[must_use]
    pub fn read_all(node: &Node, zone: &TimeZone) -> Vec<Self> {
        let items = match &node.content {
            Content::Empty => &[],
            Content::Scalar(text, _) if says_none(text) => &[],
            Content::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        items.iter().map(|item| Self::read(item, zone)).collect()
    }

    fn read(item: &Node, zone: &TimeZone) -> Self {
        let entries = item.entries().unwrap_or_default();
        let get = |key: &str| entries.iter().find(|entry| &*entry.key == key).map(|entry| &entry.value);
        let at = get("at").filter(|at| !at.is_empty());
        Self {
            span: item.span,
            at: at.map(|at| read_moment_node(at, zone)),
            at_span: at.map_or(item.span, |at| at.span),
            level: said(get("level")).or_else(|| said(Some(item))),
            because: said(get("because")),
        }
    }
}
