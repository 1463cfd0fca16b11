//! `scale`: ordered words, the least bad first.

use crate::model::grammar::lexicon::{Lexicon, Order};
use crate::model::grammar::spelling;
use crate::model::kind::Word;
use crate::model::kinds::boolean;

/// The words of a scale, and yes and no where it is plain what they mean.
///
/// On `none, suspected, confirmed` no is the first word and yes the last. On `available, partial, none` it is the
/// other way round: somebody who answers *no* to *was there a workaround?* means `none`. On a scale without a word
/// for nothing at either end (`low, medium, high`) nobody knows what yes means, and it is not read.
#[must_use]
pub fn lexicon(words: &[Word]) -> Lexicon<'_> {
    let mut lexicon = Lexicon::new(words, Order::Ordered);
    let last = words.len().saturating_sub(1);
    if words.first().is_some_and(means_nothing) {
        boolean::add(&mut lexicon, 0, last);
    } else if words.last().is_some_and(means_nothing) {
        boolean::add(&mut lexicon, last, 0);
    }
    lexicon
}

/// Whether a word says that there is nothing of what is asked for.
fn means_nothing(word: &Word) -> bool {
    // What begins with another letter or digit is none of these, however it is spelt.
    let may = |name: &&String| {
        let first = name.bytes().next().unwrap_or_default().to_ascii_lowercase();
        !first.is_ascii_alphanumeric() || matches!(first, b'n' | b'f' | b'z' | b'0')
    };
    std::iter::once(&word.name).chain(&word.synonyms).filter(may).any(|name| {
        let name = spelling::fold(name);
        matches!(name.as_str(), "none" | "no" | "nothing" | "not" | "false" | "zero" | "0")
            || matches!(name.as_str(), "なし" | "無し" | "無" | "無い" | "ない" | "いいえ")
            || name.starts_with("no-")
            || name.starts_with("not-")
    })
}

#[cfg(test)]
mod tests {
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{reads, refuses, trailing, word, words};
    use crate::model::value::Why;

    #[test]
    fn reads_words_in_order() {
        reads(
            &Kind::Scale(words(&["none=なし", "suspected=疑い", "confirmed=確定"])),
            &[
                ("none", "none"),
                ("None", "none"),
                ("ＮＯＮＥ", "none"),
                ("なし", "none"),
                ("none — reads only", "none"),
                ("none (caught in validation) — silent 100% trace loss for the demo workload", "none"),
                ("none. Two replicas were stale", "none"),
                ("none: reads only", "none"),
                ("confirmed (3 tables)", "confirmed"),
                ("🔴 confirmed", "confirmed"),
                ("確定", "confirmed"),
                ("疑い（EU）", "suspected"),
                ("suspected or confirmed", "suspected or confirmed"),
                ("suspected, confirmed", "suspected or confirmed"),
                ("suspected/confirmed", "suspected or confirmed"),
                ("none, suspected or confirmed", "none, suspected or confirmed"),
                ("at least suspected", "suspected or confirmed"),
                (">= suspected", "suspected or confirmed"),
                ("over none", "suspected or confirmed"),
                ("at most suspected", "none or suspected"),
                ("under confirmed", "none or suspected"),
                ("not none", "suspected or confirmed"),
                ("none to suspected", "none or suspected"),
                ("none..suspected", "none or suspected"),
                ("no", "none"),
                ("yes", "confirmed"),
                ("false", "none"),
                ("あり", "confirmed"),
                ("❌", "none"),
                ("confirmed (found by the audit)", "confirmed"),
                ("none (ruled out by the audit)", "none"),
                ("none — replicas were later rebuilt", "none"),
                ("なし（調査済み）", "none"),
                ("あり（3件、復旧済み）", "confirmed"),
                ("確定（監査で判明）", "confirmed"),
                ("unknown", "?"),
                ("TBD — waiting for logs", "?"),
            ],
        );
    }

    #[test]
    fn refuses_other_words() {
        refuses(
            &Kind::Scale(words(&["none=なし", "suspected=疑い", "confirmed=確定"])),
            &[
                ("suspcted", word("suspcted", Some("suspected"))),
                ("lost", word("lost", None)),
                ("none known", trailing("known")),
                ("none?", trailing("?")),
                ("none (?)", trailing("(?)")),
                ("疑い（調査中）", trailing("(調査中)")),
                ("none | suspected | confirmed", trailing("| suspected | confirmed")),
                ("none, suspected at first", trailing(", suspected at first")),
                ("none (suspected)", trailing("(suspected)")),
                ("suspected (confirmed later)", trailing("(confirmed later)")),
                ("suspected (later confirmed)", trailing("(later confirmed)")),
                ("suspected (later ruled out)", trailing("(later ruled out)")),
                ("suspected (ruled out)", trailing("(ruled out)")),
                ("suspected (disproved by the audit)", trailing("(disproved by the audit)")),
                ("suspected, ruled out by the audit", trailing(", ruled out by the audit")),
                ("suspected — the audit ruled it out", trailing("— the audit ruled it out")),
                ("none (some rows were found lost later)", trailing("(some rows were found lost later)")),
                ("none — some rows were found lost later", trailing("— some rows were found lost later")),
                ("none, some rows were found lost later", trailing(", some rows were found lost later")),
                ("疑い（後に確定）", trailing("(後に確定)")),
                ("なし（後日、一部消失が判明）", trailing("(後日、一部消失が判明)")),
                ("なし、後日一部消失が判明", trailing("、後日一部消失が判明")),
                ("なし（実際は3件消失）", trailing("(実際は3件消失)")),
                ("confirmed (false alarm)", trailing("(false alarm)")),
                ("none → confirmed", trailing("→ confirmed")),
                ("confirmed to none", Why::RangeEmpty),
                ("over confirmed", Why::RangeEmpty),
                ("at least lots", word("lots", None)),
                ("probably none", word("probably none", None)),
                ("疑いあり", word("疑いあり", None)),
                ("3", word("3", None)),
            ],
        );
    }

    #[test]
    fn no_is_the_word_for_nothing_wherever_it_stands() {
        let workaround = Kind::Scale(words(&["available", "partial", "none"]));
        reads(
            &workaround,
            &[("no", "none"), ("yes", "available"), ("なし", "none"), ("not none", "available or partial")],
        );
        let impact = Kind::Scale(words(&["low", "medium", "high"]));
        refuses(
            &impact,
            &[("yes", word("yes", None)), ("no", word("no", None)), ("none", word("none", None))],
        );
        let affected = Kind::Scale(words(&["not affected", "affected"]));
        reads(&affected, &[("no", "not affected"), ("Not-Affected", "not affected"), ("yes", "affected")]);
        let own = Kind::Scale(words(&["no", "unknown", "yes"]));
        reads(&own, &[("unknown", "unknown"), ("no", "no"), ("yes", "yes")]);
    }
}
