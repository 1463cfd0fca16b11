//! The words of a kind, in all their spellings, and how they are found in a text.

use std::borrow::Cow;

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

    /// Whether a remark begins with a word that is none of `indices`.
    #[must_use]
    pub fn contradicts(&self, remark: &str, indices: &[usize]) -> bool {
        let found = self.longest(remark, |spelling| spelling.used == Use::Word);
        found.is_some_and(|(index, _)| !indices.contains(&index))
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

    /// The word that may have been meant: two letters off, or a third of a long word, but never most of a short one.
    fn nearest(&self, word: &str) -> Option<String> {
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
            if differs_in_a_part(&word, &folded) {
                return None;
            }
            let distance = strsim::osa_distance(&word, &folded);
            (distance <= allowed && distance * 2 <= longer).then_some((distance, known))
        });
        near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known.text.clone().into_owned())
    }
}

/// Whether two names of several parts are of different things: `ldap.example.org` and `ci.example.org`.
fn differs_in_a_part(one: &str, other: &str) -> bool {
    const JOINTS: [char; 4] = ['.', '/', '-', '_'];
    if !one.contains(JOINTS) && !other.contains(JOINTS) {
        return false;
    }
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(JOINTS).collect(), other.split(JOINTS).collect());
    if one.len() != other.len() {
        return true;
    }
    let mut parts = one.iter().zip(&other).filter(|(one, other)| one != other);
    // A slip changes a letter or two of a long part.
    parts.any(|(one, other)| {
        let longer = one.chars().count().max(other.chars().count());
        strsim::osa_distance(one, other) * 4 > longer.max(4)
    })
}

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
