//! Which matters a body may say something about at all, by words that every pattern of a claim needs.

use std::sync::LazyLock;

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

/// A search for each word: bodies are short and few words stand in them, so that each search skips most of a body at once. All of
/// them together in one pass take four times as long.
static SEARCHES: LazyLock<Vec<(Finder<'static>, &'static [Matter])>> =
    LazyLock::new(|| WORDS.iter().map(|(word, matters)| (Finder::new(word), *matters)).collect());

/// The triggers of a body for some matters, in the order of the text.
#[must_use]
pub fn triggers(text: &str, from: u32, matters: &[Matter]) -> Vec<Trigger> {
    let body = text.get(from as usize..).unwrap_or_default();
    let is_ascii = body.is_ascii();
    let mut found = vec![];
    for (search, about) in &*SEARCHES {
        let is_asked = about.iter().any(|matter| matters.contains(matter));
        if !is_asked || is_ascii && !search.needle().is_ascii() {
            continue;
        }
        for at in search.find_iter(body.as_bytes()) {
            found.push(Trigger {
                at: from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX)),
                matters: about,
            });
        }
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
}
