//! Keys that stand twice in one mapping, anywhere in a tree.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{
    node::{Content, Entry, Node},
    span::Span,
    syntax::{MAX_FAULTS, SyntaxFault, SyntaxFaultKind},
};

/// A fault for each key that already stood in its mapping; at most [`MAX_FAULTS`].
///
/// Recurses as deep as the tree, whose readers have limited its depth.
pub(super) fn duplicate_keys(root: &Node) -> Vec<SyntaxFault> {
    let mut faults = Vec::new();
    look_in(root, &mut faults);
    faults
}

fn look_in(node: &Node, faults: &mut Vec<SyntaxFault>) {
    match &node.content {
        Content::Sequence(items) => {
            for item in items {
                look_in(item, faults);
            }
        }
        Content::Mapping(entries) => {
            look_among(entries, faults);
            for entry in entries {
                look_in(&entry.value, faults);
            }
        }
        Content::Empty | Content::Scalar(..) | Content::Alias(_) => {}
    }
}

fn look_among(entries: &[Entry], faults: &mut Vec<SyntaxFault>) {
    if entries.len() <= FEW {
        for (index, entry) in entries.iter().enumerate() {
            let mut before = entries.iter().take(index);
            if let Some(first) = before.find(|earlier| earlier.key == entry.key) {
                report(entry, first.key_span, faults);
            }
        }
        return;
    }
    let mut seen: HashMap<&str, Span, RandomState> = HashMap::default();
    seen.reserve(entries.len());
    for entry in entries {
        let first = *seen.entry(&entry.key).or_insert(entry.key_span);
        if first != entry.key_span {
            report(entry, first, faults);
        }
    }
}

/// Up to so many keys, comparing each with each is faster than hashing.
const FEW: usize = 32;

fn report(entry: &Entry, first: Span, faults: &mut Vec<SyntaxFault>) {
    if faults.len() < MAX_FAULTS {
        let kind = SyntaxFaultKind::DuplicateKey { key: entry.key.clone(), first };
        faults.push(SyntaxFault { span: entry.key_span, kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(keys: &[&str]) -> Node {
        let entry = |(at, key): (usize, &&str)| Entry {
            key: (*key).into(),
            key_span: Span::new(at, at + 1),
            value: Node::new(Span::at(at + 1), Content::Empty),
        };
        Node::new(Span::default(), Content::Mapping(keys.iter().enumerate().map(entry).collect()))
    }

    fn found(node: &Node) -> Vec<(String, u32, u32)> {
        let place = |fault: SyntaxFault| match fault.kind {
            SyntaxFaultKind::DuplicateKey { key, first } => (key.into(), fault.span.start, first.start),
            other => panic!("{other:?}"),
        };
        duplicate_keys(node).into_iter().map(place).collect()
    }

    #[test]
    fn each_repetition_points_at_the_first() {
        assert_eq!(found(&mapping(&["a", "b", "a", "A", "a"])), [("a".into(), 2, 0), ("a".into(), 4, 0)]);
        assert_eq!(found(&mapping(&["a", "b", "c"])), []);
    }

    #[test]
    fn many_keys_are_compared_alike_and_nested_ones_too() {
        let names: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        let mut keys: Vec<&str> = names.iter().map(String::as_str).collect();
        keys.push("7");
        let outer = Node::new(Span::default(), Content::Sequence(vec![mapping(&keys)]));
        assert_eq!(found(&outer), [("7".into(), 100, 7)]);
    }

    #[test]
    fn a_flood_is_capped() {
        assert_eq!(duplicate_keys(&mapping(&["a"; 1000])).len(), MAX_FAULTS);
    }
}
