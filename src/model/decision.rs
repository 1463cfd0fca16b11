//! What the team decided about the severity: an override of the table, and changes over time.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::node::{Content, Node};
use crate::source::shape::{Expected, Faults, Fields, ShapeFault, ShapeFaultKind};
use crate::source::span::Span;

use super::fold::fold_key;
use super::moment::{MomentReading, read_date, read_moment_node};
use super::reason::{names, reason, says_none};
use super::said::{Said, said};

/// The recorded decision to keep a level the table does not give.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The key.
    pub key_span: Span,
    /// The value; the key, if nothing stands behind it.
    pub span: Span,
    /// Whether it has keys of its own, and is not the reason alone.
    pub has_keys: bool,
    /// Where `because` stands, whatever it says.
    pub because_span: Option<Span>,
    /// Why.
    pub because: Option<Said>,
    /// Who agreed.
    pub approved_by: Option<Said>,
    /// The last day it holds; `Err` if it cannot be read as a date.
    pub until: Option<(Result<Date, ()>, Said)>,
    /// The level that was kept.
    pub level: Option<Said>,
    /// The level the table gave.
    pub instead_of: Option<Said>,
    /// Keys that mean nothing.
    pub faults: Faults,
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
            has_keys: false,
            because_span: None,
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
                decision.has_keys = true;
                decision.because_span = fields.get("because").map(|because| because.span);
                decision.because = reason(fields.get("because"));
                decision.approved_by = names(fields.get("approved_by"));
                decision.forget_a_name();
                let mut pin = |key| only(fields.get(key), &mut decision.faults);
                (decision.level, decision.instead_of) = (pin("level"), pin("instead_of"));
                decision.until = pin("until").map(|until| (read_date(&until.text).map_err(|_| ()), until));
            }
            _ => {
                let kind = ShapeFaultKind::Expected(Expected::Mapping);
                decision.faults.push(ShapeFault { span, kind });
            }
        }
        Some(decision)
    }

    /// Who agreed is not why.
    fn forget_a_name(&mut self) {
        let is_same = |one: &Said, other: &Said| fold_key(&one.text) == fold_key(&other.text);
        if self
            .because
            .as_ref()
            .zip(self.approved_by.as_ref())
            .is_some_and(|(one, other)| is_same(one, other))
        {
            self.because = None;
        }
    }
}

/// A value that is one text; a list of one is that one.
fn only(node: Option<&Node>, faults: &mut Faults) -> Option<Said> {
    let node = node?;
    let node = match node.items() {
        Some([one]) => one,
        _ => node,
    };
    if node.text().is_none() {
        faults.push(ShapeFault { span: node.span, kind: ShapeFaultKind::Expected(Expected::Text) });
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
            because: reason(get("because")),
        }
    }
}
