//! The ids that are sought in files that were not asked for: what a text surely does not state is not worth reading it for.

use memchr::memmem::Finder;
use memchr::{memchr, memchr3_iter};

/// More than these are not sought: then each text is read.
const MOST: usize = 8;

/// What is sought.
#[derive(Debug)]
pub struct Sought(Option<Vec<Id>>);

/// An id, by its longest run of digits, which texts have seldom, and which are the same in capitals and small letters.
#[derive(Debug)]
struct Id {
    whole: Box<str>,
    digits: Finder<'static>,
    /// Where in the id they stand.
    at: usize,
}

impl Sought {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Some(vec![]))
    }

    /// Seeks an id as well. What is none, or has no digits, cannot be sought.
    pub fn add(&mut self, id: Option<&str>) {
        let Some(known) = &mut self.0 else { return };
        match id.and_then(Id::of).filter(|_| known.len() < MOST) {
            Some(id) => known.push(id),
            None => self.0 = None,
        }
    }

    /// Whether a text may state one of the ids. An id is written as it is, in capitals or small letters; but a backslash may stand
    /// for any sign, and marks of emphasis may stand in the middle.
    #[must_use]
    pub fn may_stand_in(&self, text: &str) -> bool {
        let Some(ids) = &self.0 else { return true };
        let bytes = text.as_bytes();
        ids.iter().any(|id| id.stands_in(bytes))
            || memchr(b'\\', bytes).is_some()
            || memchr3_iter(b'*', b'`', b'~', bytes).any(|at| parts_a_word(bytes, at))
    }
}

/// Whether the marks that begin at a place may stand in the middle of an id. What ends a sentence, or a label, is none of it.
fn parts_a_word(bytes: &[u8], at: usize) -> bool {
    let is_of_id = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'#' | b'/');
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let after = || bytes.get(at..)?.iter().find(|byte| !matches!(byte, b'*' | b'`' | b'~'));
    before.is_some_and(|byte| is_of_id(byte) || matches!(byte, b'.' | b':')) && after().is_some_and(is_of_id)
}

impl Id {
    fn of(id: &str) -> Option<Self> {
        if !id.is_ascii() || id.contains(|sign: char| sign.is_ascii_whitespace() || "*`~\\".contains(sign)) {
            return None;
        }
        let runs = id.split(|sign: char| !sign.is_ascii_digit());
        let digits = runs.rev().max_by_key(|run| run.len()).filter(|run| run.len() > 1)?;
        let at = id.find(digits)?;
        Some(Self { whole: id.into(), digits: Finder::new(digits).into_owned(), at })
    }

    fn stands_in(&self, text: &[u8]) -> bool {
        let is_it = |digits: usize| {
            let start = digits.checked_sub(self.at);
            let found = start.and_then(|start| text.get(start..)?.get(..self.whole.len()));
            found.is_some_and(|found| found.eq_ignore_ascii_case(self.whole.as_bytes()))
        };
        self.digits.find_iter(text).any(is_it)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_an_id_is_told() {
        for (id, text, may) in [
            ("INC-0113", "id: INC-0113", true),
            ("INC-0113", "id: inc-0113\n", true),
            ("INC-0113", "id: INC-0114 of 0113", false),
            ("INC-0113", "", false),
            ("2026-04-01-queue", "date: 2026-04-02\nid: 2026-04-01-QUEUE", true),
            ("2026-04-01-queue", "date: 2026-04-01\nid: 2026-04-01-jobs", false),
            // What cannot be told is read.
            ("INC-0113", "id: \"INC-0\\x3113\"", true),
            ("INC-0113", "**ID:** IN**C-0**113", true),
            ("INC-0113", "**ID:** INC-`0113`", true),
            ("INC-0113", "**ID:** INC-0114, *bold* and `code`", false),
            ("INC-0113", "**ID**: INC-0114, as `code`.\n", false),
            ("INC-0113", "*", false),
            ("checkout", "", true),
            ("INC 0113", "", true),
            ("障害-0113", "", true),
        ] {
            let mut sought = Sought::new();
            sought.add(Some(id));
            assert_eq!(sought.may_stand_in(text), may, "{id} in {text}");
        }
        let mut many = Sought::new();
        (0..=MOST).for_each(|number| many.add(Some(&format!("INC-{number:04}"))));
        assert!(many.may_stand_in(""));
        let mut other = Sought::new();
        other.add(None);
        assert!(other.may_stand_in(""));
        assert!(!Sought::new().may_stand_in("id: INC-1"), "nothing is sought");
    }
}
