//! Whether a short text holds a phrase. `str::contains` prepares each search, and that takes longer than the search where
//! hundreds of phrases are looked for in one sentence.

/// Whether a phrase stands in a text.
#[must_use]
pub fn holds(text: &str, phrase: &str) -> bool {
    phrase.is_empty() || text.len() >= phrase.len() && places(text, phrase).next().is_some()
}

/// Where a phrase stands in a text; nowhere, if there is nothing in it.
pub fn places(text: &str, phrase: &str) -> impl Iterator<Item = usize> {
    let (bytes, wanted) = (text.as_bytes(), phrase.as_bytes());
    // The last byte of a letter that is none of ASCII tells it from others better than the first.
    let last = wanted.last().copied().unwrap_or_default();
    let ahead = wanted.len().saturating_sub(1);
    let starts = memchr::memchr_iter(last, bytes.get(ahead..).unwrap_or_default());
    starts.filter(move |start| !wanted.is_empty() && bytes.get(*start..=start + ahead) == Some(wanted))
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    #[test]
    fn as_the_standard_library_finds_them() {
        let letters = ["a", "b", "ab", "が", "か", "データ", " ", "é"];
        let mut random = Rng::with_seed(1);
        let mut of = |most: usize| -> String {
            let pieces = random.usize(..most);
            (0..pieces).filter_map(|_| random.choice(letters)).collect()
        };
        let mut found = 0;
        for _ in 0..20_000 {
            let (text, phrase) = (of(12), of(4));
            assert_eq!(holds(&text, &phrase), text.contains(&phrase), "{text:?} {phrase:?}");
            let first = text.find(&phrase).filter(|_| !phrase.is_empty());
            assert_eq!(places(&text, &phrase).next(), first, "{text:?} {phrase:?}");
            found += places(&text, &phrase).count();
        }
        assert!(found > 2_000);
    }
}
