//! What the team decided about the severity: an override of the table, and changes over time.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::source::node::{Content, Node};
use crate::source::shape::{self, Expected, Faults, Fields, ShapeFault, ShapeFaultKind};
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

    /// Who agreed is not why.
    fn forget_a_name(&mut self) {
        let each =
            |said: &Said| -> Vec<String> { said.text.split([',', '、', '，']).map(fold_key).collect() };
        let (Some(because), Some(approved_by)) = (&self.because, &self.approved_by) else { return };
        let names = each(approved_by);
        if each(because).iter().all(|name| names.contains(name)) {
            self.because = None;
        }
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
            because: reason(get("because")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_reason() {
        let said = |text: &str| Some(Said { text: text.to_owned(), span: Span::at(0) });
        for (because, approved_by, is_left) in [
            ("CTO", "CTO", false),
            ("cto", "CTO, CEO", false),
            ("CEO", "CTO, CEO", false),
            ("CTO, CEO", "CTO, CEO", false),
            ("CEO、CTO", "CTO, CEO", false),
            ("one customer", "CTO, CEO", true),
            ("CTO, one customer", "CTO, CEO", true),
            ("CTO said so", "CTO", true),
        ] {
            let mut decision = Override {
                key_span: Span::at(0),
                span: Span::at(0),
                has_keys: true,
                because_span: None,
                because: said(because),
                approved_by: said(approved_by),
                until: None,
                level: None,
                instead_of: None,
                faults: vec![],
            };
            decision.forget_a_name();
            assert_eq!(decision.because.is_some(), is_left, "{because} / {approved_by}");
        }
    }
}
