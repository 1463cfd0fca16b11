//! Statements and tests in the words of a kind: one word, one of several, a range of ordered words.

use crate::model::grammar::bounds::{self, Bound};
use crate::model::grammar::lexicon::{Glued, Lexicon, Order};
use crate::model::grammar::spelling::after_word;
use crate::model::grammar::tail;
use crate::model::value::Why;

/// Reads what a postmortem states, from plain text: the indices of the words it may be, ascending. A reason may follow.
pub fn statement(lexicon: &Lexicon, text: &str) -> Result<Vec<usize>, Why> {
    let text = without_signs(text);
    let text = behind_answer(lexicon, text).unwrap_or(text);
    let first = lexicon.word(text);
    let (indices, rest) = phrase(lexicon, text)?;
    let judged = tail::after_words(rest, |remark| lexicon.contradicts(remark, &indices));
    let Err(why) = judged else { return Ok(indices) };
    // `none, reads only` is no list: the word alone, with a reason after it.
    let (index, rest) = first.ok_or(why)?;
    tail::after_words(rest, |remark| lexicon.contradicts(remark, &[index]))?;
    Ok(vec![index])
}

/// Reads what a test of a table asks, from plain text. Nothing may follow.
pub fn test(lexicon: &Lexicon, text: &str) -> Result<Vec<usize>, Why> {
    if after_word(text, "any").is_some_and(str::is_empty) && lexicon.word(text).is_none() {
        return Ok((0..lexicon.size()).collect());
    }
    if let Some(none_of) = bounds::not(text).and_then(in_brackets) {
        return all_but_these(lexicon, none_of);
    }
    let (indices, rest) = phrase(lexicon, text)?;
    if rest.trim().is_empty() { Ok(indices) } else { Err(tail::trailing(rest)) }
}

/// What stands in the square brackets that are all of a text.
fn in_brackets(text: &str) -> Option<&str> {
    text.trim().strip_prefix('[')?.strip_suffix(']').filter(|inside| !inside.trim().is_empty())
}

/// `not [none, some]`: the words that are none of a list.
fn all_but_these(lexicon: &Lexicon, list: &str) -> Result<Vec<usize>, Why> {
    let mut left: Vec<usize> = (0..lexicon.size()).collect();
    for word in list.split([',', '、']).map(str::trim) {
        let (index, rest) = lexicon.word(word).ok_or_else(|| lexicon.unknown(word))?;
        if !rest.trim().is_empty() {
            return Err(tail::trailing(rest));
        }
        left.retain(|other| *other != index);
    }
    if left.is_empty() { Err(Why::RangeEmpty) } else { Ok(left) }
}

/// Words at the start of a text: a list, a range, all but one.
fn phrase<'t>(lexicon: &Lexicon, text: &'t str) -> Result<(Vec<usize>, &'t str), Why> {
    if let Some((first, rest)) = lexicon.word(text) {
        if lexicon.order() == Order::Ordered
            && let Some((last, rest)) = end_of_range(rest).and_then(|second| lexicon.word(second))
        {
            return if first <= last { Ok(((first..=last).collect(), rest)) } else { Err(Why::RangeEmpty) };
        }
        return Ok(list(lexicon, first, rest));
    }
    if let Some((bound, left)) = bounds::before(text)
        && (bound == Bound::Exactly || lexicon.order() == Order::Ordered)
    {
        let (index, rest) = lexicon.word(left).ok_or_else(|| lexicon.unknown(left))?;
        return some(bounded(lexicon, bound, index), rest);
    }
    if let Some(left) = bounds::not(text) {
        let (index, rest) = lexicon.word(left).ok_or_else(|| lexicon.unknown(left))?;
        return some(all_but(lexicon, index), rest);
    }
    match lexicon.glued(text) {
        Some((index, Glued::Not, rest)) => some(all_but(lexicon, index), rest),
        Some((index, Glued::Bound(bound), rest)) if lexicon.order() == Order::Ordered => {
            some(bounded(lexicon, bound, index), rest)
        }
        _ => Err(lexicon.unknown(text)),
    }
}

fn some(indices: Vec<usize>, rest: &str) -> Result<(Vec<usize>, &str), Why> {
    if indices.is_empty() { Err(Why::RangeEmpty) } else { Ok((indices, rest)) }
}

fn bounded(lexicon: &Lexicon, bound: Bound, index: usize) -> Vec<usize> {
    let all = 0..lexicon.size();
    match bound {
        Bound::Exactly => vec![index],
        Bound::AtLeast => all.filter(|&other| other >= index).collect(),
        Bound::Over => all.filter(|&other| other > index).collect(),
        Bound::AtMost => all.filter(|&other| other <= index).collect(),
        Bound::Under => all.filter(|&other| other < index).collect(),
    }
}

fn all_but(lexicon: &Lexicon, index: usize) -> Vec<usize> {
    (0..lexicon.size()).filter(|&other| other != index).collect()
}

/// The words that follow the first, as long as each is set off from the one before.
fn list<'t>(lexicon: &Lexicon, first: usize, rest: &'t str) -> (Vec<usize>, &'t str) {
    let mut indices = vec![first];
    let mut left = rest;
    while let Some((index, rest)) = next_in_list(left).and_then(|next| lexicon.word(next)) {
        indices.push(index);
        left = rest;
    }
    indices.sort_unstable();
    indices.dedup();
    (indices, left)
}

/// What stands after `or`, a comma or a slash. A vertical bar is none of them: `none | some` is left from a template.
fn next_in_list(rest: &str) -> Option<&str> {
    let spaced = rest.trim_start();
    let comma = spaced.strip_prefix(", or ").or_else(|| spaced.strip_prefix([',', '/', '、']));
    let word = || ["または", "もしくは"].iter().find_map(|or| spaced.strip_prefix(or));
    let or = || after_word(rest.strip_prefix(' ')?, "or")?.strip_prefix(' ');
    comma.or_else(or).or_else(word).map(str::trim_start)
}

fn end_of_range(rest: &str) -> Option<&str> {
    let spaced = rest.trim_start();
    let sign = ["..", "〜", "から"].iter().find_map(|sign| spaced.strip_prefix(sign));
    let to = || after_word(rest.strip_prefix(' ')?, "to")?.strip_prefix(' ');
    sign.or_else(to).map(str::trim_start)
}

/// The word that a tick or a cross decorates: `✅ Yes`, `❌ No`. A tick says that what follows is so; a cross says the same as a word
/// for no, and of others it may say that they are not so.
fn behind_answer<'t>(lexicon: &Lexicon, text: &'t str) -> Option<&'t str> {
    let first = text.chars().next()?;
    let is_tick = matches!(first, '✅' | '☑' | '✔' | '✓');
    if !is_tick && !matches!(first, '❌' | '✗' | '✘' | '✖') {
        return None;
    }
    let (sign, rest) = text.split_at_checked(first.len_utf8())?;
    let rest = rest.trim_start();
    let (word, _) = lexicon.word(rest).filter(|_| rest.starts_with(char::is_alphanumeric))?;
    let is_same = || lexicon.word(sign).is_some_and(|(of_sign, _)| of_sign == word);
    (is_tick || is_same()).then_some(rest)
}

/// The text without a coloured dot or a warning sign before the word.
fn without_signs(text: &str) -> &str {
    let decoration = |letter: char| {
        letter == ' '
            || matches!(letter, '⚠' | '🚨' | '🔥' | 'ℹ' | '●' | '•' | '■' | '🔴'..='🔵' | '🟠'..='🟫' | '⚪' | '⚫')
    };
    let bare = text.trim_start_matches(decoration);
    if bare.is_empty() { text } else { bare }
}
