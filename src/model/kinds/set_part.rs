//! What was read of a set where some of it could not be read: the members that are known, and what is left open.

use crate::model::grammar::spelling;
use crate::model::value::{Members, Why};

/// What was read of a set, as far as it could be.
#[derive(Debug, Default)]
pub struct Part {
    /// What is known of the members. What was not read leaves open whether there are more.
    pub members: Members,
    /// Why some items were not read.
    pub unread: Vec<Why>,
}

impl Part {
    /// Adds what another part of the text says.
    pub fn extend(&mut self, other: Self) {
        self.members.named.extend(other.members.named);
        self.members.open.extend(other.members.open);
        self.members.more |= other.members.more;
        self.unread.extend(other.unread);
    }

    /// Whether nothing is known of any member.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.members.named.is_empty() && self.members.open.is_empty()
    }

    /// An item that was not read says nothing of the others, if it names something that nobody knows. It may take a sentence for
    /// that, which leaves the others as they are.
    pub fn keep(&mut self, item: &str, read: Result<(), Why>) -> Result<(), Why> {
        match read {
            Err(why) if names_something(item) => {
                self.members.more = true;
                self.unread.push(why);
                Ok(())
            }
            read => read,
        }
    }
}

/// Whether an item names something, though not what is known: it is no more than a sentence, and has no word that could speak
/// of the other items, or of none: `all but`, `not`, `以外`.
fn names_something(item: &str) -> bool {
    const LONGEST: usize = 300;
    let folded = spelling::fold(item);
    let speaks = |word: &str| {
        is_nothing(word)
            || SPEAKING.contains(&word)
            || SPEAKING_STEMS.iter().any(|stem| word.starts_with(stem))
    };
    item.chars().count() <= LONGEST
        && !item.contains([':', '：', ';', '!', '?', '。'])
        && !folded.split(|letter: char| !letter.is_alphanumeric()).any(speaks)
        && !SPEAKING_JAPANESE.iter().any(|word| item.contains(word))
}

/// Words with which an item speaks of the others, or says what is not; what they begin with.
const SPEAKING: &[&str] = &[
    "no", "not", "non", "never", "nor", "neither", "without", "but", "beside", "besides", "all", "each",
    "both", "other", "others", "only", "rest", "than", "unless", "until", "from", "was", "were", "is", "are",
    "isn", "aren", "wasn", "weren", "did", "didn", "false", "minus",
];
const SPEAKING_STEMS: &[&str] = &["except", "exclu", "every", "any", "unaffect"];

/// The same in Japanese, in which words are not set off.
const SPEAKING_JAPANESE: &[&str] = &[
    "以外",
    "除く",
    "除き",
    "除い",
    "を除",
    "ない",
    "なし",
    "無し",
    "のみ",
    "だけ",
    "すべて",
    "全て",
    "全部",
    "他",
];

/// Whether a folded text says that there is nothing.
#[must_use]
pub fn is_nothing(folded: &str) -> bool {
    matches!(folded, "none" | "nothing" | "なし" | "無し" | "無" | "[]")
}
