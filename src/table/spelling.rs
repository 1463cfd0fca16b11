//! Which level a text names. Levels are written in many ways: `SEV-2 (proposed)`, `sev2`, `🔴 Critical`.

use strsim::osa_distance;

use crate::source::nearest::nearest;

use super::letters::{Letter, folded, prefix, spellings, starts, trailing_number};
use super::second_level::Joined;
use super::table::Table;

/// What a declared severity says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spelled {
    /// A level of the table.
    Level {
        /// Its index.
        level: usize,
        /// The length in bytes of the part that names it, and where that part begins.
        start: usize,
        /// One past its last byte.
        end: usize,
    },
    /// A value the table says is no severity; its index among them.
    NotGraded(usize),
    /// Several levels with nothing to choose between them: a template that was never filled in.
    Several,
    /// Nothing, or a word that says it is not known.
    Nothing,
    /// Something else; with the level it may have been meant to be.
    Unknown(Option<usize>),
}

/// The form in which spellings are compared: NFKC, lower case, without separators.
#[must_use]
pub fn fold(text: &str) -> String {
    folded(text).into_iter().map(|letter| letter.character).collect()
}

/// Where in a text that declares a level the one begins that counts.
enum Choice {
    /// Behind what was struck out at its start; or between the box that is ticked and the next.
    At(usize, usize),
    /// There are boxes, and several are ticked.
    Several,
    /// There are boxes, and none is ticked.
    None,
}

const OPEN: [&str; 4] = ["[ ]", "( )", "☐", "□"];
const TICKED: [&str; 9] = ["[x]", "[X]", "(x)", "(X)", "☑", "☒", "■", "✓", "✅"];

fn choice(text: &str) -> Choice {
    let mut rest = text.trim_start();
    while let Some((_, behind)) = rest.strip_prefix("~~").and_then(|struck| struck.split_once("~~")) {
        rest = behind.trim_start();
    }
    if !OPEN.iter().chain(&TICKED).any(|mark| rest.starts_with(mark)) {
        return Choice::At(text.len() - rest.len(), text.len());
    }
    let mut ticked =
        TICKED.iter().flat_map(|mark| rest.match_indices(mark)).map(|(at, mark)| at + mark.len());
    match (ticked.next(), ticked.next()) {
        (Some(at), None) => {
            let behind = rest.get(at..).unwrap_or_default();
            let next = OPEN.iter().filter_map(|mark| behind.find(mark)).min().unwrap_or(behind.len());
            let begins = text.len() - behind.len();
            Choice::At(begins, begins + next)
        }
        (Some(_), Some(_)) => Choice::Several,
        (None, _) => Choice::None,
    }
}

impl Table {
    /// Which level a declared text names: the longest id, alias or name at its start that ends where a word ends.
    #[must_use]
    pub fn spelled(&self, text: &str) -> Spelled {
        let (begins, ends) = match choice(text) {
            Choice::At(begins, ends) => (begins, ends),
            Choice::Several => return Spelled::Several,
            Choice::None => return Spelled::Nothing,
        };
        let all = folded(text);
        let is_begun = |letter: &Letter| letter.start >= begins && letter.character.is_alphanumeric();
        let skip = all.iter().position(is_begun).unwrap_or(all.len());
        let stop = all.partition_point(|letter| letter.start < ends);
        let letters = all.get(skip..stop).unwrap_or_default();
        if letters.is_empty() {
            return Spelled::Nothing;
        }
        let not_graded = self
            .not_graded
            .iter()
            .enumerate()
            .filter_map(|(index, name)| Some((prefix(letters, &name.folded)?, index)))
            .max_by_key(|(length, _)| *length);
        let level = self.level_at(letters);
        match (not_graded, level) {
            (Some((length, index)), found) if found.is_none_or(|(other, _)| other <= length) => {
                Spelled::NotGraded(index)
            }
            (_, Some((length, level))) => {
                let rest = letters.get(length..).unwrap_or_default();
                if self.goes_on_with_another_level(rest, level) {
                    return Spelled::Several;
                }
                let named = letters.get(..length).unwrap_or_default();
                let start = letters.first().map_or(0, |letter| letter.start);
                let end = named.last().map_or(start, |letter| letter.end);
                let behind = text.get(end..ends).unwrap_or_default();
                match self.joined(behind, level) {
                    Joined::Several => return Spelled::Several,
                    Joined::Other => return Spelled::Unknown(None),
                    Joined::Nothing => {}
                }
                if self.names_another(rest, named, (behind, end), level) {
                    return Spelled::Several;
                }
                Spelled::Level { level, start, end }
            }
            _ if is_unknown_marker(text) => Spelled::Nothing,
            _ => Spelled::Unknown(self.nearest_level(text).or_else(|| self.begun_level(text))),
        }
    }

    /// The level named at the start of the letters, and how many letters name it.
    fn level_at(&self, letters: &[Letter]) -> Option<(usize, usize)> {
        self.named_at(letters).or_else(|| self.numbered_at(letters))
    }

    /// A bare number, where just one level ends in it.
    fn numbered_at(&self, letters: &[Letter]) -> Option<(usize, usize)> {
        let digits: String =
            letters.iter().map(|letter| letter.character).take_while(char::is_ascii_digit).collect();
        let ends = letters.get(digits.len()).is_none_or(|next| next.after_boundary);
        // `2.5` and `1,200` are no levels; `2, one customer` is.
        let goes_on = letters.get(digits.len()).is_some_and(|next| match next.character {
            '%' => true,
            '.' | ',' => letters
                .get(digits.len() + 1)
                .is_some_and(|after| after.start == next.end && after.character.is_ascii_digit()),
            _ => false,
        });
        if digits.is_empty() || !ends || goes_on {
            return None;
        }
        let number: u32 = digits.parse().ok()?;
        let mut numbered = self
            .levels
            .iter()
            .enumerate()
            .filter(|(_, level)| trailing_number(&level.id.text) == Some(number));
        let (index, _) = numbered.next()?;
        numbered.next().is_none().then_some((digits.len(), index))
    }

    /// `SEV-1 | SEV-2 | SEV-3`: the choice a template offers.
    fn goes_on_with_another_level(&self, rest: &[Letter], level: usize) -> bool {
        let skip = match rest.first().map(|letter| letter.character) {
            Some('|' | '/' | '／' | '→' | '⇒' | '>') => 1,
            // A reason may begin with the name of a level: `SEV-2, critical path not affected`.
            Some(',' | '、') => {
                match [starts(rest, ",later"), starts(rest, ",then")].into_iter().flatten().next() {
                    Some(length) => length,
                    None => return false,
                }
            }
            // Boxes may stand behind what they are of: then it is not told which is ticked.
            Some('[' | '(' | '☐' | '☑' | '☒' | '□' | '■' | '✓' | '✅') => {
                let boxes =
                    ["[]/", "[]", "[x]/", "[x]", "()", "(x)", "☐/", "☐", "☑/", "☑", "☒", "□", "■", "✓", "✅"];
                match boxes.iter().find_map(|mark| starts(rest, mark)) {
                    Some(length) => length,
                    None => return false,
                }
            }
            _ => match ["or", "to", "then", "later", "から"].iter().find_map(|word| starts(rest, word)) {
                Some(length) => length,
                None => return false,
            },
        };
        let after = rest.get(skip..).unwrap_or_default();
        self.level_at(after).is_some_and(|(_, other)| other != level)
            || after.first().is_some_and(|letter| matches!(letter.character, '…' | '.'))
    }

    fn nearest_level(&self, text: &str) -> Option<usize> {
        let word = text.split(['(', '（', ',', ':', '：']).next().unwrap_or_default().trim();
        let folded_word = fold(word);
        let candidates: Vec<(String, usize)> = self
            .levels
            .iter()
            .enumerate()
            .flat_map(|(index, level)| spellings(level).map(move |name| (name.to_owned(), index)))
            .collect();
        let found = nearest(&folded_word, candidates.iter().map(|(name, _)| name.as_str()))?;
        // Two edits away from `minor` is `major`: a level is too much to be guessed.
        if osa_distance(&folded_word, found) > 1 {
            return None;
        }
        // `SEV-7` is one edit away from every level, and was meant to be none of them.
        if trailing_number(&folded_word).is_some() && trailing_number(found) != trailing_number(&folded_word)
        {
            return None;
        }
        candidates.iter().find(|(name, _)| name == found).map(|(_, index)| *index)
    }

    /// The only level whose id is this word with something in brackets behind it.
    fn begun_level(&self, text: &str) -> Option<usize> {
        let word = fold(text);
        let is_begun = |id: &str| explained(id).is_some_and(|(head, _)| fold(head) == word);
        let mut begun = self.levels.iter().enumerate().filter(|(_, level)| is_begun(&level.id.text));
        let (index, _) = begun.next()?;
        begun.next().is_none().then_some(index)
    }
}

/// A level whose id says in brackets what it is called: `SEV-1 (Critical)` is the id, and `Critical` its name.
#[must_use]
pub fn explained(id: &str) -> Option<(&str, &str)> {
    let (head, name) = id.trim().strip_suffix([')', '）'])?.split_once(['(', '（'])?;
    let (head, name) = (head.trim(), name.trim());
    (!head.is_empty() && !name.is_empty()).then_some((head, name))
}

fn is_unknown_marker(text: &str) -> bool {
    let folded = fold(text.split(['(', '（']).next().unwrap_or_default());
    matches!(
        &*folded,
        "" | "unknown"
            | "unset"
            | "tbd"
            | "tbc"
            | "n/a"
            | "na"
            | "none"
            | "null"
            | "?"
            | "pending"
            | "todo"
            | "不明"
            | "未定"
            | "調査中"
            | "~"
    )
}
