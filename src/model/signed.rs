//! A loss told as a change: `売上影響：-1,500万円`, `Revenue impact: -$12,000`.

use crate::source::node::{Content, Node, Style};

use super::kind::Kind;

/// The value without its minus, where a label asks for what became of money: less of it is a loss. `▲` is a minus in Japanese.
#[must_use]
pub fn without_minus(kind: &Kind, key: &str, value: &Node) -> Option<Node> {
    const CHANGES: [&str; 5] = ["impact", "影響", "change", "effect", "増減"];
    let Content::Scalar(text, _) = &value.content else { return None };
    if !matches!(kind, Kind::Money { .. }) || !text.starts_with(['-', '−', '▲', '△', '－']) {
        return None;
    }
    let key = key.to_lowercase();
    let rest = text.trim_start_matches(['-', '−', '▲', '△', '－']).trim_start();
    let is_one =
        text.chars().nth(1).is_some_and(|next| next.is_alphanumeric() || !next.is_ascii() || next == '$');
    let is_change = is_one && CHANGES.iter().any(|change| key.contains(change));
    is_change.then(|| Node { content: Content::Scalar(rest.into(), Style::Plain), ..value.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::span::Span;

    #[test]
    fn losses_told_as_changes() {
        let yen = Kind::Money { currency: "JPY".to_owned() };
        for (key, text, wanted) in [
            ("売上影響", "-1,500万円", Some("1,500万円")),
            ("Revenue impact", "−$12,000", Some("$12,000")),
            ("売上影響", "▲50万円", Some("50万円")),
            ("損失額", "-50万円", None),
            ("売上影響", "50万円", None),
            ("売上影響", "- 50万円", None),
        ] {
            let node = Node::new(Span::default(), Content::Scalar(text.into(), Style::Plain));
            let found = without_minus(&yen, key, &node);
            assert_eq!(found.as_ref().and_then(Node::text), wanted, "{key} {text}");
        }
    }
}
