//! What the readers of a table's parts share: where faults go, which facts there are, and the traps of YAML.

use crate::model::deadline::{Deadline, read_deadline};
use crate::model::declaration::Declaration;
use crate::source::node::{Entry, Node};
use crate::source::shape::{Expected, Fields, ShapeFault, ShapeFaultKind, items, list, mapping, text};
use crate::source::span::Span;
use crate::source::text::Text;

use super::fault::{Fault, FaultKind};
use super::level::Name;
use super::spelling::fold;

/// Reads the parts of one table. Faults are gathered, so that all of them are told at once.
#[derive(Debug)]
pub struct Reader<'t> {
    /// The file.
    pub text: &'t Text,
    /// Faults of shape.
    pub shape: Vec<ShapeFault>,
    /// All other faults.
    pub faults: Vec<Fault>,
    /// The facts read so far.
    pub facts: Vec<Declaration>,
    /// Facts whose declaration has a fault: tests of them are passed over.
    pub broken: Vec<String>,
}

impl<'t> Reader<'t> {
    /// A reader of the table in `text`.
    #[must_use]
    pub fn new(text: &'t Text) -> Self {
        Self { text, shape: vec![], faults: vec![], facts: vec![], broken: vec![] }
    }

    /// Notes a fault.
    pub fn fault(&mut self, span: Span, kind: FaultKind) {
        self.faults.push(Fault { span, kind, other: None });
    }

    /// Notes a fault that has to do with another place.
    pub fn fault_with(&mut self, span: Span, kind: FaultKind, other: Span) {
        self.faults.push(Fault { span, kind, other: Some(other) });
    }

    /// The fields of a mapping with known keys.
    pub fn fields<'n>(&mut self, node: &'n Node, known: &'static [&'static str]) -> Option<Fields<'n>> {
        self.fields_as(node, known, Expected::Mapping)
    }

    /// The fields of a mapping with known keys, where that is what is said to be expected.
    pub fn fields_as<'n>(
        &mut self,
        node: &'n Node,
        known: &'static [&'static str],
        expected: Expected,
    ) -> Option<Fields<'n>> {
        let fields = Fields::of_as(node, known, expected, &mut self.shape)?;
        for entry in node.entries().unwrap_or_default() {
            if entry.value.is_empty() && known.contains(&&*entry.key) {
                self.swallowed_by_comment(entry);
            }
        }
        Some(fields)
    }

    /// The entries of a mapping with free keys.
    pub fn mapping<'n>(&mut self, node: &'n Node) -> Option<&'n [Entry]> {
        mapping(node, &mut self.shape)
    }

    /// The items of a list.
    pub fn list<'n>(&mut self, node: &'n Node) -> Vec<&'n Node> {
        list(node, &mut self.shape)
    }

    /// The items of a list that has more than words, where that is what is said to be expected.
    pub fn items<'n>(&mut self, node: &'n Node, expected: Expected) -> Vec<&'n Node> {
        items(node, expected, &mut self.shape)
    }

    /// A text.
    pub fn owned(&mut self, node: Option<&Node>) -> Option<String> {
        text(node?, &mut self.shape).map(str::to_owned)
    }

    /// A name with its place.
    pub fn name(&mut self, node: &Node) -> Option<Name> {
        let text = text(node, &mut self.shape)?.to_owned();
        Some(Name { folded: fold(&text), text, span: node.span })
    }

    /// Names with their places; one alone is a list of one.
    pub fn names(&mut self, node: Option<&Node>) -> Vec<Name> {
        let Some(node) = node else { return vec![] };
        self.list(node).into_iter().filter_map(|item| self.name(item)).collect()
    }

    /// A length of time in which something must have happened.
    pub fn deadline(&mut self, node: &Node) -> Option<Deadline> {
        let written = text(node, &mut self.shape)?;
        let read = read_deadline(written).ok();
        if read.is_none() {
            self.fault(node.span, FaultKind::DeadlineUnreadable(written.to_owned()));
        }
        read
    }

    /// Says that a value of another sort is expected.
    pub fn expected(&mut self, span: Span, expected: Expected) {
        self.shape.push(ShapeFault { span, kind: ShapeFaultKind::Expected(expected) });
    }

    /// `id: #P1` has no value: YAML takes the rest of the line for a comment. Notes it, if that is so.
    fn swallowed_by_comment(&mut self, entry: &Entry) {
        let rest = self.text.as_str().get(entry.key_span.end as usize..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let Some(after) = line.strip_prefix(':').map(str::trim_start) else { return };
        // `key: # a remark` with a space is a remark, and the value stands below or is left out on purpose.
        if after.starts_with('#') && !after.starts_with("# ") && after.len() > 1 {
            self.fault(entry.key_span, FaultKind::CommentSwallowed(after.trim_end().to_owned()));
        }
    }
}

/// `{ customers: at least 1,200 }` is two keys: `customers`, and `200` without a value. The number as it was meant.
#[must_use]
pub fn split_by_comma(previous: Option<&Entry>, entry: &Entry) -> Option<String> {
    let head = previous?.value.text()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let tail: String = entry.key.chars().take_while(char::is_ascii_digit).collect();
    let number = head.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let split = entry.value.is_empty() && tail.len() == 3 && digits(number) && number.len() <= 3;
    split.then(|| format!("{head},{}", entry.key))
}
