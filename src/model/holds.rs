//! Whether a short text holds a phrase. `str::contains` prepares each search, and that takes longer than the search where
//! hundreds of phrases are looked for in one sentence.

/// The longest phrase, in bytes, that is looked for like that. Where most of a phrase stands everywhere, the time grows with text
/// and phrase multiplied; that of the standard library does not.
const LONGEST: usize = 64;

/// Whether a phrase stands in a text.
#[must_use]
pub fn holds(text: &str, phrase: &str) -> bool {
    if phrase.len() > LONGEST {
        return text.contains(phrase);
    }
    phrase.is_empty() || text.len() >= phrase.len() && places(text, phrase).next().is_some()
}

/// Where a phrase stands in a text; nowhere, if there is nothing in it. One that is not long may stand in two overlapping places.
pub fn places<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = usize> {
    let (long, short) = if phrase.len() > LONGEST { (Some(phrase), "") } else { (None, phrase) };
    let of_long = long.into_iter().flat_map(|phrase| text.match_indices(phrase)).map(|(at, _)| at);
    let (bytes, wanted) = (text.as_bytes(), short.as_bytes());
    // Letters of one script share their first byte; the last tells them apart.
    let last = wanted.last().copied().unwrap_or_default();
    let ahead = wanted.len().saturating_sub(1);
    let ends = if wanted.is_empty() { &[] } else { bytes.get(ahead..).unwrap_or_default() };
    let starts = memchr::memchr_iter(last, ends);
    starts.filter(move |start| bytes.get(*start..=start + ahead) == Some(wanted)).chain(of_long)
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

    #[test]
    fn places_may_overlap() {
        assert_eq!(places("xno no no", "no no").collect::<Vec<_>>(), [1, 4]);
    }

    /// Half a million bytes of a letter, and a phrase of as many with another one in it.
    #[test]
    fn long_phrases_take_no_longer() {
        let text = "a".repeat(500_000);
        let phrase = format!("{}ba", "a".repeat(200_000));
        assert!(!holds(&text, &phrase));
        assert_eq!(places(&text, &phrase).next(), None);
        let held = format!("x{phrase}");
        assert_eq!((places(&held, &phrase).next(), holds(&held, &phrase)), (Some(1), true));
    }
}
