//! `boolean`: yes or no.

use crate::model::grammar::lexicon::{Lexicon, Order, Use};

/// The index of no.
pub const NO: usize = 0;

/// The index of yes.
pub const YES: usize = 1;

/// The words as reports write them, by index.
pub const NAMES: [&str; 2] = ["no", "yes"];

/// All spellings of yes and no.
#[must_use]
pub fn lexicon() -> Lexicon<'static> {
    let mut lexicon = Lexicon::empty(2, Order::Unordered);
    add(&mut lexicon, NO, YES);
    lexicon.add_plain("none", NO, Use::Word);
    lexicon
}

/// Adds the spellings of no and yes to other words, as words `no` and `yes`.
pub fn add(lexicon: &mut Lexicon<'_>, no: usize, yes: usize) {
    for (spellings, index) in [(NO_WORDS, no), (YES_WORDS, yes)] {
        for spelling in spellings {
            lexicon.add_plain(spelling, index, Use::Word);
        }
    }
    for (spellings, index) in [(NO_SIGNS, no), (YES_SIGNS, yes)] {
        for spelling in spellings {
            lexicon.add_plain(spelling, index, Use::Stand);
        }
    }
}

const NO_WORDS: &[&str] = &["no", "false", "いいえ", "なし", "無し", "無"];
const YES_WORDS: &[&str] = &["yes", "true", "はい", "あり", "有り", "有"];

/// Too short to mean anything inside a remark.
const NO_SIGNS: &[&str] = &["n", "off", "❌", "✗", "✘", "×"];
const YES_SIGNS: &[&str] = &["y", "on", "✅", "☑", "✔", "✓", "○", "◯", "〇"];

#[cfg(test)]
mod tests {
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{reads, refuses, trailing, word};

    #[test]
    fn reads_yes_and_no() {
        reads(
            &Kind::Boolean,
            &[
                ("yes", "yes"),
                ("Yes", "yes"),
                ("TRUE", "yes"),
                ("true", "yes"),
                ("y", "yes"),
                ("on", "yes"),
                ("はい", "yes"),
                ("あり", "yes"),
                ("有", "yes"),
                ("✅", "yes"),
                ("○", "yes"),
                ("✔️", "yes"),
                ("no", "no"),
                ("No.", "no"),
                ("false", "no"),
                ("N", "no"),
                ("off", "no"),
                ("none", "no"),
                ("いいえ", "no"),
                ("なし", "no"),
                ("無", "no"),
                ("❌", "no"),
                ("×", "no"),
                ("no (read queries only)", "no"),
                ("no (on weekends)", "no"),
                ("yes — for a minute in EU", "yes"),
                ("yes, mostly EU", "yes"),
                ("なし（社内のみ）", "no"),
                ("**Yes** - partially", "yes"),
                ("`false`", "no"),
                ("not true", "no"),
                ("yes or no", "no or yes"),
                ("⚠️ yes", "yes"),
                ("~", "?"),
                ("—", "?"),
                ("unknown", "?"),
                ("調査中", "?"),
            ],
        );
    }

    #[test]
    fn refuses_what_is_neither() {
        refuses(
            &Kind::Boolean,
            &[
                ("maybe", word("maybe", None)),
                ("yess", word("yess", Some("yes"))),
                ("ture", word("ture", Some("true"))),
                ("1", word("1", None)),
                ("no data loss", trailing("data loss")),
                ("yes/no?", trailing("/no?")),
                ("yes | no", trailing("| no")),
                ("yes?", trailing("?")),
                ("yes (?)", trailing("(?)")),
                ("no → yes", trailing("→ yes")),
                ("no, later yes", trailing(", later yes")),
                ("no — yes for two customers", trailing("— yes for two customers")),
                ("no, but two customers noticed", trailing(", but two customers noticed")),
                ("✅❌", trailing("❌")),
            ],
        );
    }
}
