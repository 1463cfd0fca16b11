//! `choice`: words without order.

use crate::model::grammar::lexicon::{Lexicon, Order};
use crate::model::kind::Word;

/// The words of a choice, and no others: yes and no mean nothing here.
#[must_use]
pub fn lexicon(words: &[Word]) -> Lexicon<'_> {
    Lexicon::new(words, Order::Unordered)
}

#[cfg(test)]
mod tests {
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{reads, refuses, trailing, word, words};

    #[test]
    fn reads_words() {
        reads(
            &Kind::Choice(words(&["running=実行中", "scheduled", "ui-only"])),
            &[
                ("running", "running"),
                ("実行中", "running"),
                ("UI only", "ui-only"),
                ("ui_only (settings page)", "ui-only"),
                ("running or scheduled", "running or scheduled"),
                ("not ui-only", "running or scheduled"),
                ("running, scheduled", "running or scheduled"),
                ("unknown", "?"),
            ],
        );
    }

    #[test]
    fn refuses_other_words() {
        refuses(
            &Kind::Choice(words(&["running=実行中", "scheduled", "ui-only"])),
            &[
                ("runing", word("runing", Some("running"))),
                ("yes", word("yes", None)),
                ("none", word("none", None)),
                ("at least running", word("at least running", None)),
                ("running to scheduled", trailing("to scheduled")),
                ("running jobs", trailing("jobs")),
            ],
        );
    }
}
