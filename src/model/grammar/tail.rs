//! What may stand after a value: a reason, set off from it, that cannot change what it says.

use crate::model::grammar::doubt;
use crate::model::grammar::elsewhere::is_elsewhere;
use crate::model::grammar::limits::{limits, recounts};
use crate::model::value::Why;

/// How much may stand after an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Nothing but a full stop: what follows could be the unit that is missing, or a zone.
    Nothing,
    /// A reason, set off by brackets, a comma, a dash.
    Reason,
    /// A reason, or words that say what was counted: `14 customers in Europe`.
    Phrase,
}

/// What the text after an amount says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail {
    /// Nothing that matters.
    Harmless,
    /// That the amount is an estimate: `$47,000 (estimated)`.
    Estimate,
}

/// What the text after an amount says, or why the amount cannot be read. `changes` says whether a remark in parentheses
/// changes it, behind the words that say what was counted.
pub fn after_amount(rest: &str, room: Room, changes: impl Fn(&str, &str) -> bool) -> Result<Tail, Why> {
    let mut tail = Tail::Harmless;
    let mut counted = "";
    let mut room = room;
    let mut left = rest;
    loop {
        let spaced = left.trim_start();
        if ends(spaced) {
            return Ok(tail);
        }
        if let Some(after) = doubt::estimate(spaced).filter(|_| spaced.len() < left.len()) {
            (tail, left) = (Tail::Estimate, after);
            continue;
        }
        if room == Room::Nothing {
            return Err(trailing(rest));
        }
        if let Some((remark, after)) = bracketed(spaced) {
            // `[1]` is a footnote.
            let is_note = spaced.starts_with('[') && remark.bytes().all(|byte| byte.is_ascii_digit());
            if doubt::disowns(remark)
                || is_elsewhere(remark)
                || limits(remark)
                || recounts(remark)
                || !is_note && changes(remark, counted)
            {
                return Err(trailing(rest));
            }
            if doubt::estimate(remark).is_some() {
                tail = Tail::Estimate;
            }
            left = after;
        } else if let Some(remark) = set_off(left) {
            return if has_digits(remark) || doubt::takes_back(remark) || limits(remark) {
                Err(trailing(rest))
            } else {
                Ok(tail)
            };
        } else {
            let phrase = (room == Room::Phrase).then(|| phrase(left)).flatten();
            let Some((words, after)) = phrase.filter(|(phrase, _)| !doubt::changes(phrase)) else {
                return Err(trailing(rest));
            };
            (counted, room, left) = (words, Room::Reason, after);
        }
    }
}

/// Accepts what stands after a word, if it is nothing or a reason. `contradicts` says whether a remark begins with
/// another answer to the same question: `none, suspected at first`.
pub fn after_words(rest: &str, contradicts: impl Fn(&str) -> bool) -> Result<(), Why> {
    let mut left = rest;
    loop {
        let spaced = left.trim_start();
        if ends(spaced) {
            return Ok(());
        }
        if let Some((remark, after)) = bracketed(spaced) {
            if doubt::disowns(remark) || contradicts(remark.trim_start()) {
                return Err(trailing(rest));
            }
            left = after;
            continue;
        }
        let remark = spaced.strip_prefix(": ").or_else(|| set_off(left)).map(str::trim_start);
        return match remark {
            Some(remark) if !doubt::takes_back(remark) && !contradicts(first_clause(remark)) => Ok(()),
            _ => Err(trailing(rest)),
        };
    }
}

/// A remark after a value, without its signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark<'t> {
    /// In brackets.
    Bracketed(&'t str),
    /// After a comma, a dash, a full stop: all the rest of the text.
    SetOff(&'t str),
}

/// What the text after a moment says. Numbers may stand in it, since they cannot be taken for another moment; `changes`
/// says which remarks can.
pub fn after_moment(rest: &str, changes: impl Fn(Remark<'_>) -> bool) -> Result<Tail, Why> {
    let mut tail = Tail::Harmless;
    let mut left = rest;
    loop {
        let spaced = left.trim_start();
        if ends(spaced) {
            return Ok(tail);
        }
        if let Some(after) = doubt::estimate(spaced).filter(|_| spaced.len() < left.len()) {
            (tail, left) = (Tail::Estimate, after);
        } else if let Some((remark, after)) = bracketed(spaced) {
            if doubt::disowns(remark) || is_elsewhere(remark) || changes(Remark::Bracketed(remark)) {
                return Err(trailing(rest));
            }
            if doubt::estimate(remark).is_some() {
                tail = Tail::Estimate;
            }
            left = after;
        } else {
            let remark = spaced.strip_prefix('※').or_else(|| set_off(left));
            let harmless =
                remark.is_some_and(|remark| !doubt::takes_back(remark) && !changes(Remark::SetOff(remark)));
            return if harmless { Ok(tail) } else { Err(trailing(rest)) };
        }
    }
}

/// The text that was not understood, short enough to be shown.
#[must_use]
pub fn trailing(rest: &str) -> Why {
    Why::TrailingText(excerpt(rest))
}

/// The beginning of a text, short enough to be shown.
#[must_use]
pub fn excerpt(text: &str) -> String {
    const SHOWN: usize = 60;
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
    }
}

/// The text in brackets at the start, and what stands after them. `None` if they are not closed.
#[must_use]
pub fn bracketed(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '(' => ')',
        '[' => ']',
        '【' => '】',
        '「' => '」',
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        if letter == open {
            depth += 1;
        } else if letter == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some((text.get(open.len_utf8()..at)?, text.get(at + close.len_utf8()..)?));
            }
        }
    }
    None
}

/// Whether a text is at its end: nothing, or the end of a sentence.
#[must_use]
pub fn ends(text: &str) -> bool {
    matches!(text.trim(), "" | "." | "。")
}

/// The remark after a comma, a dash or a full stop at the start.
fn set_off(text: &str) -> Option<&str> {
    let spaced = text.trim_start();
    if let Some(remark) = spaced.strip_prefix(['、', '。', '—', '―']) {
        return Some(remark);
    }
    let marked = spaced.strip_prefix([',', ';', '.']).and_then(|remark| remark.strip_prefix(' '));
    marked.or_else(|| ["- ", "– ", "-- "].iter().find_map(|dash| text.strip_prefix(' ')?.strip_prefix(dash)))
}

/// What a remark says at once, before it goes on: the rest of it tells of much else.
fn first_clause(remark: &str) -> &str {
    let end = remark.find(['。', ';', '—', '(']).into_iter().chain(remark.find(". ")).min();
    end.and_then(|end| remark.get(..end)).unwrap_or(remark)
}

/// Words after a space (or a Japanese の) that say what was counted, up to the next sign.
fn phrase(text: &str) -> Option<(&str, &str)> {
    let starts = text.strip_prefix(' ').is_some_and(|text| text.starts_with(char::is_alphabetic));
    if !starts && !text.starts_with('の') {
        return None;
    }
    let mut end = text.len();
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let fits = letter.is_alphabetic() || matches!(letter, ' ' | '\'' | '’' | '&');
        let joins = matches!(letter, '-' | '.' | '_') && before.is_alphabetic();
        if !fits && !joins {
            end = at;
            break;
        }
        before = letter;
    }
    // A dash or comma after the phrase needs its space back.
    let phrase = text.get(..end)?.trim_end_matches([' ', '-', '.']);
    Some((phrase, text.get(phrase.len()..)?))
}

/// Whether a digit stands outside brackets.
fn has_digits(text: &str) -> bool {
    outside_brackets(text).any(char::is_numeric)
}

/// The characters of a text that stand outside brackets.
pub fn outside_brackets(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0_usize;
    text.chars().filter(move |letter| {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_amounts() {
        for (rest, room, wanted) in [
            ("", Room::Nothing, Ok(Tail::Harmless)),
            (".", Room::Nothing, Ok(Tail::Harmless)),
            (" (EU)", Room::Nothing, Err(())),
            (" estimated", Room::Nothing, Ok(Tail::Estimate)),
            (" (EU) — reads only", Room::Reason, Ok(Tail::Harmless)),
            (" (01:40 to 02:42)", Room::Reason, Ok(Tail::Harmless)),
            (" (approx.)", Room::Reason, Ok(Tail::Estimate)),
            (" (later corrected to 200)", Room::Reason, Err(())),
            (" (later 60)", Room::Reason, Err(())),
            (" (planned)", Room::Reason, Err(())),
            (" (as planned)", Room::Reason, Ok(Tail::Harmless)),
            (" (so far)", Room::Reason, Err(())),
            (" (At least)", Room::Reason, Err(())),
            (" (max)", Room::Reason, Err(())),
            ("(以上)", Room::Reason, Err(())),
            (" (at least 3 in Europe)", Room::Reason, Ok(Tail::Harmless)),
            (" (maximal retries)", Room::Reason, Ok(Tail::Harmless)),
            (" (max connections reached)", Room::Reason, Ok(Tail::Harmless)),
            (" (about a third of Europe)", Room::Reason, Ok(Tail::Harmless)),
            ("(最大手の顧客のみ)", Room::Reason, Ok(Tail::Harmless)),
            (" (later than the rollback)", Room::Reason, Ok(Tail::Harmless)),
            (" (EU", Room::Reason, Err(())),
            (", mostly EU", Room::Reason, Ok(Tail::Harmless)),
            (", mostly EU (5 of them)", Room::Reason, Ok(Tail::Harmless)),
            (", 3 of them in EU", Room::Reason, Err(())),
            (" - mostly EU", Room::Reason, Ok(Tail::Harmless)),
            ("-mostly", Room::Reason, Err(())),
            ("、主に欧州", Room::Reason, Ok(Tail::Harmless)),
            (" customers", Room::Reason, Err(())),
            (" customers", Room::Phrase, Ok(Tail::Harmless)),
            (" customers in Europe, mostly free", Room::Phrase, Ok(Tail::Harmless)),
            (" customers - mostly free", Room::Phrase, Ok(Tail::Harmless)),
            (" of 20 customers", Room::Phrase, Err(())),
            (" or 20", Room::Phrase, Err(())),
            (" users/day", Room::Phrase, Err(())),
            ("?", Room::Phrase, Err(())),
            (" → 20", Room::Phrase, Err(())),
            ("×", Room::Phrase, Err(())),
        ] {
            assert_eq!(after_amount(rest, room, |_, _| false).map_err(|_| ()), wanted, "{rest}");
        }
    }

    #[test]
    fn after_words_come_reasons() {
        let contradicts = |remark: &str| remark.starts_with("suspected");
        for rest in ["", " (read queries only)", " — reads only", ": reads only", ". 404 for a while", "。"]
        {
            assert_eq!(after_words(rest, contradicts), Ok(()), "{rest}");
        }
        for rest in
            [" reads only", ", suspected at first", " (suspected)", " (?)", "?", " → x", ", later more"]
        {
            assert!(after_words(rest, contradicts).is_err(), "{rest}");
        }
    }
}
