//! The sentences of a passage, with their places: in lower case, without markup, code and quotations.

use unicode_normalization::UnicodeNormalization;

use crate::model::settled::is_settled_letter;
use crate::source::span::Span;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words. Code and quotations are one `` ` ``.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// How far the end of a quotation, of code or of a tag is looked for.
const FARTHEST: usize = 400;

/// The sentences of a text that begins at the byte `base`.
#[must_use]
pub fn sentences(text: &str, base: u32) -> Vec<Sentence> {
    let mut reader = Reader { base: base as usize, start: 0, text: String::new(), found: vec![] };
    let mut at = 0;
    let mut before = ' ';
    while let Some(rest) = text.get(at..)
        && let Some(letter) = rest.chars().next()
    {
        let next = rest.get(letter.len_utf8()..).unwrap_or_default();
        let (length, ends) = step(letter, rest, next, before, &mut reader.text);
        at += length.max(1);
        before = letter;
        if ends {
            reader.end(text, at);
        }
    }
    reader.end(text, text.len());
    reader.found
}

struct Reader {
    base: usize,
    /// Where the sentence begins, in the text.
    start: usize,
    text: String,
    found: Vec<Sentence>,
}

impl Reader {
    fn end(&mut self, text: &str, end: usize) {
        let written = text.get(self.start..end).unwrap_or_default();
        let start = self.start + written.len() - written.trim_start().len();
        let length = written.trim().len();
        self.start = end;
        let words = std::mem::take(&mut self.text);
        if length > 0 && !words.trim().is_empty() {
            let span = Span::new(self.base + start, self.base + start + length);
            self.found.push(Sentence { text: words.trim().to_owned(), span });
        }
    }
}

/// Adds what stands at the start of `rest`; says how long it is, and whether the sentence ends with it.
fn step(letter: char, rest: &str, next: &str, before: char, text: &mut String) -> (usize, bool) {
    let plain = |length: usize| (length, false);
    match letter {
        '`' => {
            let fence = rest.len() - rest.trim_start_matches('`').len();
            let inside = rest.get(fence..).unwrap_or_default();
            let length = find(inside, rest.get(..fence).unwrap_or("`")).map_or(fence, |at| at + 2 * fence);
            text.push_str(" ` ");
            plain(length)
        }
        '"' | '“' | '「' | '『' => {
            let close = match letter {
                '"' => "\"",
                '“' => "”",
                '「' => "」",
                _ => "』",
            };
            text.push_str(" ` ");
            plain(letter.len_utf8() + find(next, close).map_or(0, |at| at + close.len()))
        }
        '<' if next.starts_with("!--") => plain(find(next, "-->").map_or(1, |at| at + 1 + "-->".len())),
        '<' if let Some(struck) = struck_tag(next) => plain(1 + struck),
        '~' if next.starts_with('~')
            && before != '~'
            && let Some(length) = struck(next) =>
        {
            text.push(' ');
            plain(1 + length)
        }
        '<' if next.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/') => {
            let is_break = next.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("br"));
            (find(next, ">").map_or(1, |at| at + 2), is_break)
        }
        '!' if next.starts_with('[') => plain(find(rest, "](").map_or(1, |at| at)),
        ']' if next.starts_with('(') => plain(find(rest, ")").map_or(1, |at| at + 1)),
        '*' | '[' | ']' | '~' if letter != '~' || next.starts_with('~') || before == '~' => plain(1),
        '_' if !before.is_alphanumeric() || !next.starts_with(char::is_alphanumeric) => plain(1),
        '。' | '！' | '？' => {
            text.push(if letter == '？' { '?' } else { '.' });
            (letter.len_utf8(), true)
        }
        '?' | '!' | ';' => {
            text.push(letter);
            (1, letter == ';' || next.is_empty() || next.starts_with(char::is_whitespace))
        }
        '.' => {
            let ends = ends_sentence(next, text);
            text.push('.');
            (1, ends)
        }
        '’' => {
            text.push('\'');
            plain(letter.len_utf8())
        }
        '—' => {
            text.push_str(" , ");
            plain(letter.len_utf8())
        }
        letter if letter.is_ascii() => {
            text.push(if letter.is_ascii_whitespace() { ' ' } else { letter.to_ascii_lowercase() });
            plain(1)
        }
        letter if is_settled_letter(letter) => {
            text.extend(letter.to_lowercase());
            plain(letter.len_utf8())
        }
        letter => {
            text.extend(std::iter::once(letter).nfkc().flat_map(char::to_lowercase));
            plain(letter.len_utf8())
        }
    }
}

/// How far the end of what is struck out is looked for.
const FARTHEST_STRUCK: usize = 2000;

/// How long what is struck out is, from behind its first sign: `~~12 users~~` says nothing.
fn struck(next: &str) -> Option<usize> {
    let inside = next.strip_prefix('~').filter(|inside| !inside.starts_with(['~', ' ']))?;
    let inside = inside.get(..inside.floor_char_boundary(FARTHEST_STRUCK))?;
    Some(inside.find("~~")? + 3)
}

/// The same between tags.
fn struck_tag(next: &str) -> Option<usize> {
    let (_, close) = [("del>", "</del>"), ("s>", "</s>"), ("strike>", "</strike>")]
        .into_iter()
        .find(|(open, _)| next.get(..open.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(open)))?;
    let inside = next.get(..next.floor_char_boundary(FARTHEST_STRUCK))?;
    Some(inside.find(close)? + close.len())
}

/// Where a mark stands in a text, if it is not far.
fn find(text: &str, mark: &str) -> Option<usize> {
    let mut end = text.len().min(FARTHEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end)?.find(mark)
}

/// Whether a full stop between these ends a sentence.
fn ends_sentence(next: &str, before: &str) -> bool {
    let Some(first) = next.chars().next() else { return true };
    let near = before.char_indices().rev().take(8).last().map_or(0, |(at, _)| at);
    let before = before.get(near..).unwrap_or_default();
    let word =
        before.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '.').next().unwrap_or_default();
    let is_short =
        ["e.g", "i.e", "approx", "etc", "vs", "ca", "cf", "no", "mr", "ms", "dr", "est"].contains(&word);
    let follows = next.trim_start().chars().next();
    (first.is_whitespace() || matches!(first, '*' | '_' | ')' | '"' | '”'))
        && !is_short
        && follows.is_none_or(|letter| !letter.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_have_their_words_and_their_places() {
        let text = "**Data** was lost, e.g. rows. No [user](http://a.b/c.d) of v1.2 said “it is lost.” Why? `x. Y` ok\nand so. 障害は３時間続いた。Ｏｋ";
        let found = sentences(text, 10);
        let words: Vec<&str> = found.iter().map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(
            words,
            [
                "data was lost, e.g. rows.",
                "no user of v1.2 said  `  why?",
                "`  ok and so.",
                "障害は3時間続いた.",
                "ok"
            ]
        );
        let places: Vec<&str> = found
            .iter()
            .map(|sentence| &text[sentence.span.start as usize - 10..sentence.span.end as usize - 10])
            .collect();
        assert_eq!(places[0], "**Data** was lost, e.g. rows.");
        assert_eq!(places[3], "障害は３時間続いた。");
    }

    #[test]
    fn what_is_struck_out_says_nothing() {
        for (text, wanted) in [
            (
                "~~2,000 customers were affected.~~ 12 customers were affected.",
                vec!["12 customers were affected."],
            ),
            ("We lost ~~no~~ data.", vec!["we lost   data."]),
            ("We lost <del>no</del> data.", vec!["we lost  data."]),
            ("About ~12 users were hit.", vec!["about ~12 users were hit."]),
            ("We ~~lost data.", vec!["we lost data."]),
        ] {
            let found = sentences(text, 0);
            let words: Vec<&str> = found.iter().map(|sentence| sentence.text.as_str()).collect();
            assert_eq!(words, wanted, "{text}");
        }
    }

    #[test]
    fn hostile_text_is_read_in_linear_time() {
        for piece in ["`", "\"", "<a", "![", "](", "「", "``x", "<!--", "~~x", "<s>"] {
            let text = piece.repeat(50_000);
            assert!(sentences(&text, 0).len() < 100_000);
        }
    }
}
