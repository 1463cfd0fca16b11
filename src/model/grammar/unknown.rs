//! Texts that say that nothing is known: empty, `unknown`, `TBD`, `—`, `不明`.

use std::sync::LazyLock;

use crate::model::grammar::spelling;

/// Whether a plain text says that the answer is not known, with or without a reason after it.
///
/// `none` is not among them: it is an answer.
#[must_use]
pub fn is_unknown(text: &str) -> bool {
    let text = unwrapped(text);
    if text.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '―' | 'ー' | '−' | '_' | '.' | '…' | '/'))
    {
        return true;
    }
    if text == "~" || text.chars().all(|letter| letter == '?') {
        return true;
    }
    let first = text.bytes().next().map(|first| usize::from(first.to_ascii_lowercase()));
    let markers = first.and_then(|first| BY_INITIAL.get(first)).map(Vec::as_slice).unwrap_or_default();
    markers.iter().any(|marker| spelling::after_word(text, marker).is_some_and(is_explanation))
}

/// Inside the brackets that stand around the whole text: `(unassigned)`, `[TBD]`, `<unknown>`.
fn unwrapped(text: &str) -> &str {
    let pairs = [('(', ')'), ('[', ']'), ('<', '>'), ('【', '】')];
    let inner = pairs.iter().find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inner.unwrap_or(text).trim()
}

/// Whether what follows a marker only says why: it is set off by a bracket, a dash or punctuation.
fn is_explanation(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty()
        || rest.starts_with(['(', '[', '【', ',', ';', ':', '.', '。', '、', '—', '―', '–', '!', '?'])
        || rest.starts_with("- ")
}

/// The markers by their first byte, in lower case: many texts are asked, and most begin with another.
static BY_INITIAL: LazyLock<[Vec<&str>; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| {
        let begins = |marker: &&str| {
            marker.bytes().next().is_some_and(|first| usize::from(first.to_ascii_lowercase()) == byte)
        };
        MARKERS.into_iter().filter(begins).collect()
    })
});

/// The words for it. Case and separators do not matter.
pub const MARKERS: [&str; 104] = [
    "null",
    "nil",
    "unknown",
    "not known",
    "not yet known",
    "don't know",
    "don’t know",
    "dont know",
    "do not know",
    "i don't know",
    "i don’t know",
    "we don't know",
    "we don’t know",
    "we do not know",
    "nobody knows",
    "no idea",
    "unclear",
    "undetermined",
    "not determined",
    "not yet determined",
    "to be determined",
    "to be confirmed",
    "to be announced",
    "to be decided",
    "to be filled in",
    "tbd",
    "tbc",
    "tba",
    "todo",
    "n/a",
    "n.a.",
    "n.a",
    "n/k",
    "na",
    "not available",
    "not applicable",
    "unavailable data",
    "no data",
    "not measured",
    "unmeasured",
    "not recorded",
    "not tracked",
    "not quantified",
    "not quantifiable",
    "unquantified",
    "unquantifiable",
    "cannot be quantified",
    "can't be determined",
    "cannot be determined",
    "unspecified",
    "not specified",
    "undefined",
    "unassigned",
    "unconfirmed",
    "not confirmed",
    "pending",
    "under investigation",
    "being investigated",
    "investigating",
    "still investigating",
    "under review",
    "不明",
    "現時点で不明",
    "詳細不明",
    "不詳",
    "未詳",
    "未定",
    "未確認",
    "未確定",
    "未特定",
    "未調査",
    "未計測",
    "未測定",
    "未集計",
    "調査中",
    "確認中",
    "集計中",
    "精査中",
    "検討中",
    "要確認",
    "要調査",
    "定量化できず",
    "定量化不可",
    "算出不可",
    "計測不可",
    "計測できず",
    "特定できず",
    "算出中",
    "計測中",
    "測定不能",
    "計測不能",
    "把握できず",
    "未把握",
    "未記入",
    "後日記載",
    "現在調査中",
    "調査中です",
    "わからない",
    "分からない",
    "わかりません",
    "分かりません",
    "該当なし",
    "未知",
    "待定",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever separates words is read as what separates those of a marker: none may begin with it.
    #[test]
    fn no_marker_begins_with_a_separator() {
        assert!(MARKERS.iter().all(|marker| !marker.starts_with(['-', '_', ' ']) && !marker.is_empty()));
    }

    #[test]
    fn markers() {
        for text in [
            "",
            "null",
            "NULL",
            "~",
            "unknown",
            "Unknown.",
            "TBD",
            "tbc",
            "N/A",
            "n/a (internal tool)",
            "—",
            "-",
            "--",
            "---",
            "...",
            "?",
            "??",
            "unclear",
            "Under investigation",
            "pending",
            "not known",
            "don't know",
            "I don’t know.",
            "We do not know: logs were lost",
            "不明",
            "調査中",
            "算出中",
            "後日記載",
            "該当なし",
            "未定",
            "未確認",
            "定量化できず",
            "定量化できず（ログが残っていない）",
            "unknown — logs were lost",
            "unknown, at least 14",
            "TBD: ask support",
            "(unassigned)",
            "[TBD]",
            "<unknown>",
            "to-be-determined",
        ] {
            assert!(is_unknown(&spelling::plain(text).unwrap()), "{text}");
        }
        for text in
            ["none", "なし", "0", "unknown customers", "pending approvals", "nation", "- 5", "~12%", "no"]
        {
            assert!(!is_unknown(text), "{text}");
        }
    }
}
