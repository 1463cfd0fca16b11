//! What the team decided about the severity: an override of the table, and changes over time.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::node::{Content, Node};
use crate::source::shape::{Expected, Faults, Fields, ShapeFault, ShapeFaultKind};
use crate::source::span::Span;

use super::moment::{MomentReading, read_date, read_moment_node};
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
    /// Reads `severity_override`: a mapping, or the reason alone.
    #[must_use]
    pub fn read(node: &Node, key_span: Span) -> Self {
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
            Content::Scalar(..) => decision.because = said(Some(node)),
            Content::Empty => {}
            Content::Mapping(_) => {
                let Some(fields) = Fields::of(node, OVERRIDE, &mut decision.faults) else { return decision };
                decision.because = said(fields.get("because"));
                decision.approved_by = said(fields.get("approved_by"));
                decision.level = said(fields.get("level"));
                decision.instead_of = said(fields.get("instead_of"));
                decision.until =
                    said(fields.get("until")).map(|until| (read_date(&until.text).map_err(|_| ()), until));
            }
            _ => {
                let kind = ShapeFaultKind::Expected(Expected::Mapping);
                decision.faults.push(ShapeFault { span, kind });
            }
        }
        decision
    }
}

impl Change {
    /// Reads `severity_history`: a list of mappings, or of levels alone. What has another shape names no level.
    #[must_use]
    pub fn read_all(node: &Node, zone: &TimeZone) -> Vec<Self> {
        let items = match &node.content {
            Content::Empty => &[],
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
