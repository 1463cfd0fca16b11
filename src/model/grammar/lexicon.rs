//! The words of a kind, in all their spellings, and how they are found in a text.

use std::borrow::Cow;

use crate::model::grammar::bounds::Bound;
use crate::model::grammar::likeness::is_other_word;
use crate::model::grammar::revision::{self, Claim};
use crate::model::grammar::spelling;
use crate::model::grammar::tail;
use crate::model::kind::Word;
use crate::model::value::Why;

/// The words of a boolean, scale or choice.
pub struct Lexicon<'k> {
    spellings: Vec<Spelling<'k>>,
    size: usize,
    order: Order,
}

/// Whether the words have an order, so that ranges of them mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As listed, the least bad first.
    Ordered,
    /// None.
    Unordered,
}

/// What a Japanese word right behind a word makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glued {
    /// A bound of a range.
    Bound(Bound),
    /// All others.
    Not,
}

const GLUED: [(&str, Glued); 4] = [
    ("以上", Glued::Bound(Bound::AtLeast)),
    ("以下", Glued::Bound(Bound::AtMost)),
    ("未満", Glued::Bound(Bound::Under)),
    ("以外", Glued::Not),
];

/// What a spelling may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It is the word, or a synonym the table gives.
    Word,
    /// It is read as the word when it stands where a value is expected; in a remark it means nothing (`on`, `y`).
    Stand,
}

struct Spelling<'k> {
    text: Cow<'k, str>,
    index: usize,
    used: Use,
}

impl<'k> Lexicon<'k> {
    /// The words of a table.
    #[must_use]
    pub fn new(words: &'k [Word], order: Order) -> Self {
        let mut lexicon = Self::empty(words.len(), order);
        for (index, word) in words.iter().enumerate() {
            lexicon.add(&word.name, index, Use::Word);
            for synonym in &word.synonyms {
                lexicon.add(synonym, index, Use::Word);
            }
        }
        lexicon
    }

    /// A lexicon of `size` words without spellings.
    #[must_use]
    pub fn empty(size: usize, order: Order) -> Self {
        Self { spellings: vec![], size, order }
    }

    /// Another spelling of a word. The first to claim a spelling keeps it.
    pub fn add(&mut self, text: &'k str, index: usize, used: Use) {
        let text = spelling::plain(text).unwrap_or(Cow::Borrowed(text));
        if !text.is_empty() {
            self.spellings.push(Spelling { text, index, used });
        }
    }

    /// Another spelling of a word, known to be in plain form.
    pub fn add_plain(&mut self, text: &'static str, index: usize, used: Use) {
        self.spellings.push(Spelling { text: Cow::Borrowed(text), index, used });
    }

    /// How many words there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether ranges of the words mean something.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// The word at the start of a plain text, by its longest spelling that ends where a word ends; and what follows.
    #[must_use]
    pub fn word<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        self.longest(text, |_| true)
    }

    /// The word at the start of a plain text, where a Japanese word that makes others of it follows without a space:
    /// `疑い以上`; and what follows that.
    #[must_use]
    pub fn glued<'t>(&self, text: &'t str) -> Option<(usize, Glued, &'t str)> {
        if text.is_ascii() {
            return None;
        }
        let found = self.spellings.iter().filter_map(|spelling| {
            let behind = spelling::after(text, &spelling.text)?;
            let after = |&(word, glued): &(&str, Glued)| Some((glued, behind.strip_prefix(word)?));
            GLUED.iter().find_map(after).map(|(glued, rest)| (spelling.index, glued, rest))
        });
        found.min_by_key(|(_, _, rest)| rest.len())
    }

    /// Whether a remark begins with a word that is none of `indices`, or with a range of words, or tells that something else
    /// came out later.
    #[must_use]
    pub fn contradicts(&self, remark: &str, indices: &[usize]) -> bool {
        let found = self.longest(remark, |spelling| spelling.used == Use::Word);
        let is_other = found.is_some_and(|(index, _)| !indices.contains(&index));
        is_other || self.glued(remark).is_some() || revision::of_word(remark, || self.claim(indices))
    }

    /// What words say: those that mean no or yes deny or affirm.
    fn claim(&self, indices: &[usize]) -> Claim {
        let is = |word: &str| self.word(word).is_some_and(|(index, _)| indices == [index]);
        match (is("no"), is("yes")) {
            (true, _) => Claim::Denied,
            (_, true) => Claim::Affirmed,
            _ => Claim::Other,
        }
    }

    /// Why no word was found at the start of a text.
    #[must_use]
    pub fn unknown(&self, text: &str) -> Why {
        let head = text.find(['(', ',', ';', '、', '。', '—', '[']).and_then(|end| text.get(..end));
        let word = tail::excerpt(head.filter(|head| !head.trim().is_empty()).unwrap_or(text));
        let nearest = self.nearest(&word);
        Why::WordUnknown { word, nearest }
    }

    fn longest<'t>(&self, text: &'t str, takes: impl Fn(&Spelling) -> bool) -> Option<(usize, &'t str)> {
        let mut best: Option<(usize, &str)> = None;
        for spelling in self.spellings.iter().filter(|spelling| takes(spelling)) {
            if let Some(rest) = spelling::after_word(text, &spelling.text)
                && best.is_none_or(|(_, shortest)| rest.len() < shortest.len())
            {
                best = Some((spelling.index, rest));
            }
        }
        best
    }

    /// The word that may have been meant: two letters off, or a third of a long word, but never most of a short one, nor
    /// one that says something else.
    fn nearest(&self, word: &str) -> Option<String> {
        if self.spellings.len() > MOST_COMPARED {
            return None;
        }
        let word = spelling::fold(word);
        let length = word.chars().count();
        let known = self.spellings.iter().filter(|known| known.used == Use::Word);
        let near = known.filter_map(|known| {
            let folded = spelling::fold(&known.text);
            let longer = length.max(folded.chars().count());
            let allowed = (length / 3).max(2);
            if longer.abs_diff(length.min(folded.chars().count())) > allowed {
                return None;
            }
            let distance = strsim::osa_distance(&word, &folded);
            let is_near = distance <= allowed && distance * 2 <= longer;
            (is_near && !is_other_word(&word, &folded, distance)).then_some((distance, known))
        });
        near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known.text.clone().into_owned())
    }
}

/// Among more spellings, none is proposed: each word of a file would be compared with all of them.
const MOST_COMPARED: usize = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(names: &[&str]) -> Vec<Word> {
        let word = |name: &&str| Word { name: (*name).to_owned(), synonyms: vec![] };
        names.iter().map(word).collect()
    }

    #[test]
    fn longest_spelling_wins() {
        let words = words(&["partial", "partial outage", "full"]);
        let lexicon = Lexicon::new(&words, Order::Unordered);
        assert_eq!(lexicon.word("Partial-Outage (EU)"), Some((1, " (EU)")));
        assert_eq!(lexicon.word("partial (EU)"), Some((0, " (EU)")));
        assert_eq!(lexicon.word("partially"), None);
    }

    #[test]
    fn names_of_other_things_are_no_slips() {
        let words = words(&["ci.example.org", "updates.example.org", "accounts", "not-known-yet"]);
        let lexicon = Lexicon::new(&words, Order::Unordered);
        for (word, nearest) in [
            ("ldap.example.org", None),
            ("trusted.ci.example.org", None),
            ("beta.accounts", None),
            ("updtes.example.org", Some("updates.example.org")),
            ("not-knwon-yet", Some("not-known-yet")),
            ("acounts", Some("accounts")),
        ] {
            let Why::WordUnknown { nearest: found, .. } = lexicon.unknown(word) else { panic!("{word}") };
            assert_eq!(found.as_deref(), nearest, "{word}");
        }
    }

    #[test]
    fn ranges_without_a_space() {
        let words = words(&["なし", "疑い", "確定"]);
        let lexicon = Lexicon::new(&words, Order::Ordered);
        assert_eq!(lexicon.glued("疑い以上 (推定)"), Some((1, Glued::Bound(Bound::AtLeast), " (推定)")));
        assert_eq!(lexicon.glued("なし以外"), Some((0, Glued::Not, "")));
        assert_eq!(lexicon.glued("疑いなし"), None);
        assert!(lexicon.contradicts("疑い以上", &[1]));
    }

    #[test]
    fn nearest_words() {
        let words = words(&["none", "suspected", "confirmed"]);
        let lexicon = Lexicon::new(&words, Order::Ordered);
        for (word, nearest) in [
            ("suspcted", Some("suspected")),
            ("comfirmed (by us)", Some("confirmed")),
            ("nnoe", Some("none")),
            ("yes", None),
            ("lost", None),
        ] {
            let Why::WordUnknown { nearest: found, .. } = lexicon.unknown(word) else { panic!("{word}") };
            assert_eq!(found.as_deref(), nearest, "{word}");
        }
    }
}
