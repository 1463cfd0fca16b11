//! Which matters a body may say something about at all, by words that every pattern of a claim needs.

use std::sync::LazyLock;

use aho_corasick::Span;
use aho_corasick::packed::{self, Searcher};
use memchr::memmem::Finder;

use super::claim::Matter;

/// A place where a body may say something about some matters.
#[derive(Clone, Copy, Debug)]
pub struct Trigger {
    /// The byte.
    pub at: u32,
    /// About what.
    pub matters: &'static [Matter],
}

/// Without the first letter of words, which may be a capital.
const WORDS: &[(&str, &[Matter])] = &[
    ("lost", &[Matter::DataLoss]),
    ("ata loss", &[Matter::DataLoss]),
    ("lose any", &[Matter::DataLoss]),
    ("loss of", &[Matter::DataLoss]),
    ("corrupted", &[Matter::DataLoss]),
    ("deleted", &[Matter::DataLoss]),
    ("データ", &[Matter::DataLoss]),
    ("失", &[Matter::DataLoss]),
    ("消え", &[Matter::DataLoss]),
    ("ackers", &[Matter::SecurityBreach]),
    ("ntruder", &[Matter::SecurityBreach]),
    ("ttacker", &[Matter::SecurityBreach]),
    ("nauthori", &[Matter::SecurityBreach]),
    ("ecurity", &[Matter::SecurityBreach]),
    ("xposed", &[Matter::SecurityBreach]),
    ("leaked", &[Matter::SecurityBreach]),
    ("stolen", &[Matter::SecurityBreach]),
    ("publicly", &[Matter::SecurityBreach]),
    ("compromised", &[Matter::SecurityBreach]),
    ("不正アクセス", &[Matter::SecurityBreach]),
    ("漏", &[Matter::SecurityBreach]),
    ("持ち出", &[Matter::SecurityBreach]),
    ("盗まれ", &[Matter::SecurityBreach]),
    ("窃取", &[Matter::SecurityBreach]),
    ("流出", &[Matter::SecurityBreach]),
    ("閲覧でき", &[Matter::SecurityBreach, Matter::Duration]),
    ("閲覧可能", &[Matter::SecurityBreach]),
    ("セキュリティ", &[Matter::SecurityBreach]),
    ("user", &[Matter::UserShare, Matter::Users, Matter::Duration]),
    ("Users", &[Matter::UserShare, Matter::Users, Matter::Duration]),
    ("customer", &[Matter::UserShare, Matter::Customers, Matter::Duration]),
    ("Customers", &[Matter::UserShare, Matter::Customers, Matter::Duration]),
    ("requests", &[Matter::UserShare]),
    ("traffic", &[Matter::UserShare]),
    ("sessions", &[Matter::UserShare]),
    ("リクエスト", &[Matter::UserShare]),
    ("ユーザ", &[Matter::UserShare, Matter::Users]),
    ("利用者", &[Matter::UserShare, Matter::Users]),
    ("顧客", &[Matter::UserShare, Matter::Customers]),
    ("お客", &[Matter::UserShare, Matter::Customers]),
    ("社", &[Matter::Customers]),
    ("outage", &[Matter::Duration]),
    ("ncident", &[Matter::Duration]),
    ("owntime", &[Matter::Duration]),
    ("isruption", &[Matter::Duration]),
    (" down", &[Matter::Duration]),
    ("navailable", &[Matter::Duration]),
    ("offline", &[Matter::Duration]),
    ("naccessible", &[Matter::Duration]),
    ("障害", &[Matter::Duration]),
    ("停止", &[Matter::Duration]),
    ("わた", &[Matter::Duration]),
    ("ダウンタイム", &[Matter::Duration]),
    ("workaround", &[Matter::Workaround]),
    ("work around", &[Matter::Workaround]),
    ("回避", &[Matter::Workaround]),
];

/// The words of ASCII, and the others: most bodies need not be looked through for the latter.
static SEARCHES: LazyLock<[Search; 2]> = LazyLock::new(|| [true, false].map(Search::new));

/// A search for several words in one pass.
struct Search {
    words: Vec<(Finder<'static>, &'static [Matter])>,
    /// All at once, many bytes at a time; none on a machine that cannot.
    together: Option<Searcher>,
    is_ascii: bool,
}

impl Search {
    fn new(is_ascii: bool) -> Self {
        let words = || WORDS.iter().filter(|(word, _)| word.is_ascii() == is_ascii);
        let mut together = packed::Config::new().builder();
        together.extend(words().map(|(word, _)| word));
        let words = words().map(|(word, matters)| (Finder::new(word), *matters)).collect();
        Self { words, together: together.build(), is_ascii }
    }

    /// Tells where the words stand that say something about some of the matters.
    fn look(&self, body: &[u8], matters: &[Matter], mut tell: impl FnMut(usize, &'static [Matter])) {
        let is_asked = |about: &[Matter]| about.iter().any(|matter| matters.contains(matter));
        let Some(together) = &self.together else {
            for (word, about) in self.words.iter().filter(|(_, about)| is_asked(about)) {
                let mut from = 0;
                while let Some(at) = body.get(from..).and_then(|rest| word.find(rest)) {
                    tell(from + at, about);
                    from += at + 1;
                }
            }
            return;
        };
        let mut from = 0;
        while let Some(found) = together.find_in(body, Span::from(from..body.len())) {
            // Two words may share letters, or one with itself.
            from = found.start() + 1;
            if let Some((_, about)) = self.words.get(found.pattern().as_usize())
                && is_asked(about)
            {
                tell(found.start(), about);
            }
        }
    }
}

/// The triggers of a body for some matters, in the order of the text.
#[must_use]
pub fn triggers(text: &str, from: u32, matters: &[Matter]) -> Vec<Trigger> {
    let body = text.get(from as usize..).unwrap_or_default();
    let is_ascii = body.is_ascii();
    let mut found = vec![];
    for search in SEARCHES.iter().filter(|search| search.is_ascii || !is_ascii) {
        search.look(body.as_bytes(), matters, |at, matters| {
            found.push(Trigger { at: from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)), matters });
        });
    }
    found.sort_unstable_by_key(|trigger| trigger.at);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_stands_in_another_one() {
        for (word, _) in WORDS {
            let holding: Vec<&str> =
                WORDS.iter().map(|(other, _)| *other).filter(|other| other.contains(word)).collect();
            assert_eq!(holding, [*word]);
        }
    }

    #[test]
    fn each_machine_finds_the_same() {
        let mut random = fastrand::Rng::with_seed(3);
        let pieces: Vec<&str> = WORDS
            .iter()
            .map(|(word, _)| *word)
            .chain([" ", "a", "s", "。", "the", "eleted", "essions"])
            .collect();
        for is_ascii in [true, false] {
            let quick = Search::new(is_ascii);
            assert!(quick.together.is_some() || !cfg!(target_arch = "x86_64"));
            let plain = Search { together: None, ..Search::new(is_ascii) };
            for _ in 0..2000 {
                let body: String =
                    (0..random.usize(..40)).filter_map(|_| random.choice(&pieces).copied()).collect();
                for matters in
                    [&[Matter::DataLoss][..], &[Matter::Duration, Matter::Users, Matter::SecurityBreach]]
                {
                    let found = |search: &Search| {
                        let mut found = vec![];
                        search.look(body.as_bytes(), matters, |at, about| found.push((at, about.len())));
                        found.sort_unstable();
                        found
                    };
                    assert_eq!(found(&quick), found(&plain), "{body:?}");
                }
            }
        }
    }
}
