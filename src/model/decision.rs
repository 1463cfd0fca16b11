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
    /// Reads `severity_history`: a list of mappings. What has another shape is left out.
    #[must_use]
    pub fn read_all(node: &Node, zone: &TimeZone) -> Vec<Self> {
        let items = node.items().unwrap_or_default();
        let changes = items.iter().filter_map(|item| {
            let entries = item.entries()?;
            let get = |key: &str| entries.iter().find(|entry| &*entry.key == key).map(|entry| &entry.value);
            Some(Self {
                span: item.span,
                at: get("at").map(|at| read_moment_node(at, zone)),
                level: said(get("level")),
                because: said(get("because")),
            })
        });
        changes.collect()
    }
}
