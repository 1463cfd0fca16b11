//! Amounts in English sentences: shares, numbers and lengths of time in words.

use crate::model::kind::Kind;
use crate::model::reading::read_text;
use crate::model::value::{Reading, Value};
use crate::space::interval::Intervals;

/// What an amount is read from, and the words after it.
pub type Found<'w, 't> = (Intervals, &'w [&'t str]);

/// The words of a sentence: numbers, words, and marks one by one.
#[must_use]
pub fn words(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut start = None;
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let inside = match letter {
            '\'' => before.is_alphanumeric() && next.is_some_and(char::is_alphabetic),
            '.' | ',' => before.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()),
            '_' => true,
            letter => letter.is_alphanumeric(),
        };
        before = letter;
        if inside {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            found.extend(text.get(start..at));
        }
        if !letter.is_whitespace() {
            found.extend(text.get(at..at + letter.len_utf8()));
        }
    }
    found.extend(start.and_then(|start| text.get(start..)));
    found
}

/// The words after those at the start that are among some.
#[must_use]
pub fn skip<'w, 't>(words: &'w [&'t str], some: &[&str]) -> &'w [&'t str] {
    let count = words.iter().take_while(|word| some.contains(word)).count();
    words.get(count..).unwrap_or_default()
}

/// Words before a number that make it uncertain, as the grammar of values writes them.
fn doubt<'w, 't>(words: &'w [&'t str]) -> (&'static str, &'w [&'t str]) {
    match words {
        ["as", "many", "as", rest @ ..] | ["up", "to", rest @ ..] | ["at", "most", rest @ ..] => {
            ("at most", rest)
        }
        ["close", "to", rest @ ..] => ("about", rest),
        ["more" | "greater", "than", rest @ ..] | ["over", rest @ ..] | ["well", "over", rest @ ..] => {
            ("over", rest)
        }
        ["at", "least", rest @ ..] => ("at least", rest),
        ["less" | "fewer", "than", rest @ ..] | ["under", rest @ ..] => ("under", rest),
        [
            "about" | "around" | "roughly" | "approximately" | "approx" | "some" | "nearly" | "almost"
            | "estimated" | "~" | "≈" | "circa",
            rest @ ..,
        ] => ("about", skip(rest, &[".", "~"])),
        ["an", "estimated", rest @ ..] => ("about", rest),
        ["only" | "just" | "exactly", rest @ ..] => doubt_after_only(rest),
        _ => ("", words),
    }
}

fn doubt_after_only<'w, 't>(words: &'w [&'t str]) -> (&'static str, &'w [&'t str]) {
    match words {
        ["about" | "around" | "roughly" | "~", rest @ ..] => ("about", rest),
        _ => ("", words),
    }
}

/// A number in digits or in one word.
fn number<'w, 't>(words: &'w [&'t str]) -> Option<(String, &'w [&'t str])> {
    let (first, rest) = words.split_first()?;
    if first.starts_with(|letter: char| letter.is_ascii_digit()) {
        return match rest {
            ["thousand", rest @ ..] => Some((format!("{first}k"), rest)),
            ["million", rest @ ..] => Some((format!("{first}m"), rest)),
            _ => Some(((*first).to_owned(), rest)),
        };
    }
    if let ["a", "dozen", rest @ ..] = words {
        return Some(("12".to_owned(), rest));
    }
    let (_, value) = NUMBERS.iter().find(|(name, _)| name == first)?;
    match rest {
        ["hundred", rest @ ..] => Some((format!("{value}00"), rest)),
        ["thousand", rest @ ..] => Some((format!("{value}000"), rest)),
        _ => Some(((*value).to_owned(), rest)),
    }
}

const NUMBERS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

/// A share at the start: `about 40 %`, `a third`, `half`, `all`. What it is a share of follows.
#[must_use]
pub fn share<'w, 't>(words: &'w [&'t str]) -> Option<Found<'w, 't>> {
    if let ["all" | "every" | "100", rest @ ..] = words
        && words.first() != Some(&"100")
    {
        return Some((quantity(&Kind::Percent, "100%")?, rest));
    }
    let (doubt, rest) = doubt(words);
    let (text, rest) = match rest {
        ["half", rest @ ..] => (format!("{} 50%", if doubt.is_empty() { "about" } else { doubt }), rest),
        ["a" | "one", part, rest @ ..] if fraction(part).is_some() => {
            (format!("{} {}", if doubt.is_empty() { "about" } else { doubt }, fraction(part)?), rest)
        }
        ["two", "thirds", rest @ ..] => ("about 67%".to_owned(), rest),
        ["three", "quarters", rest @ ..] => ("about 75%".to_owned(), rest),
        _ => {
            let (number, rest) = number(rest)?;
            let rest = match rest {
                ["%" | "percent", rest @ ..] | ["per", "cent", rest @ ..] => rest,
                ["-" | "–" | "to", high, "%" | "percent", rest @ ..] => {
                    let numbers = quantity(&Kind::Percent, &format!("{number}-{high}%"))?;
                    return Some((numbers, rest));
                }
                _ => return None,
            };
            (format!("{doubt} {number}%"), rest)
        }
    };
    Some((quantity(&Kind::Percent, text.trim())?, rest))
}

fn fraction(word: &str) -> Option<&'static str> {
    let parts = [("third", "33.3%"), ("quarter", "25%"), ("fifth", "20%"), ("tenth", "10%")];
    parts.into_iter().find(|(name, _)| *name == word).map(|(_, percent)| percent)
}

/// A number of pieces at the start: `about 1,200`, `no`, `5k`.
#[must_use]
pub fn count<'w, 't>(words: &'w [&'t str]) -> Option<Found<'w, 't>> {
    if let ["no", rest @ ..] = words {
        return Some((quantity(&Kind::Count, "0")?, rest));
    }
    let (doubt, rest) = doubt(words);
    let (number, rest) = number(rest)?;
    Some((quantity(&Kind::Count, format!("{doubt} {number}").trim())?, rest))
}

/// A length of time at the start: `about two and a half hours`, `1 hour and 20 minutes`, `90-minute`.
#[must_use]
pub fn length<'w, 't>(words: &'w [&'t str]) -> Option<Found<'w, 't>> {
    let (doubt, mut rest) = doubt(words);
    let mut text = doubt.to_owned();
    let mut parts = 0;
    while parts < 3
        && let Some((part, after)) = length_part(rest)
    {
        text = format!("{text} {part}");
        parts += 1;
        rest = match after {
            ["and" | ",", next @ ..] if length_part(next).is_some() => next,
            _ => after,
        };
    }
    if parts == 0 {
        return None;
    }
    Some((quantity(&Kind::Duration, text.trim())?, rest))
}

fn length_part<'w, 't>(words: &'w [&'t str]) -> Option<(String, &'w [&'t str])> {
    match words {
        ["half", "an", "hour", rest @ ..] => return Some(("30m".to_owned(), rest)),
        ["an", "hour", "and", "a", "half", rest @ ..] => return Some(("1.5h".to_owned(), rest)),
        ["a" | "an", unit, rest @ ..] if letter(unit).is_some() => {
            return Some((format!("1{}", letter(unit)?), rest));
        }
        [joined, rest @ ..] if is_joined(joined) => return Some(((*joined).to_owned(), rest)),
        _ => {}
    }
    let (number, rest) = number(words)?;
    match rest {
        ["and", "a", "half", unit, rest @ ..] => {
            letter(unit).filter(|_| !number.contains('.')).map(|unit| (format!("{number}.5{unit}"), rest))
        }
        ["-", unit, rest @ ..] | [unit, rest @ ..] if letter(unit).is_some() => {
            Some((format!("{number}{}", letter(unit)?), rest))
        }
        ["-" | "–" | "to", high, unit, rest @ ..]
            if high.starts_with(|letter: char| letter.is_ascii_digit()) =>
        {
            Some((format!("{number}-{high}{}", letter(unit)?), rest))
        }
        _ => None,
    }
}

/// `2h`, `15min`.
fn is_joined(word: &str) -> bool {
    let unit = word.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    unit.len() < word.len() && letter(unit).is_some()
}

fn letter(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "second" | "seconds" | "secs" | "sec" | "s" => "s",
        "minute" | "minutes" | "mins" | "min" | "m" => "m",
        "hour" | "hours" | "hrs" | "hr" | "h" => "h",
        "day" | "days" | "d" => "d",
        "week" | "weeks" => "w",
        _ => return None,
    })
}

/// The value of a text, where it is one.
#[must_use]
pub fn quantity(kind: &Kind, text: &str) -> Option<Intervals> {
    match read_text(kind, text) {
        Reading::Value(Value::Quantity(numbers)) => Some(numbers),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::show::show_value;

    #[test]
    fn amounts_in_words() {
        type Read = for<'w, 't> fn(&'w [&'t str]) -> Option<Found<'w, 't>>;
        let (share, count, length): (Read, Read, Read) = (share, count, length);
        for (text, kind, read, wanted) in [
            ("about 40 % of users", Kind::Percent, share, "36% to 44% | of"),
            ("a third of users", Kind::Percent, share, "29.97% to 36.63% | of"),
            ("sixty percent of users", Kind::Percent, share, "60% | of"),
            ("less than 1% of users", Kind::Percent, share, "under 1% | of"),
            ("all users", Kind::Percent, share, "100% | users"),
            ("10-20% of users", Kind::Percent, share, "10% to 20% | of"),
            ("12,000 users", Kind::Count, count, "12000 | users"),
            ("around 5k users", Kind::Count, count, "4500 to 5500 | users"),
            ("only two customers", Kind::Count, count, "2 | customers"),
            ("no customers", Kind::Count, count, "0 | customers"),
            ("two and a half hours .", Kind::Duration, length, "2h 30m | ."),
            ("1 hour and 20 minutes .", Kind::Duration, length, "1h 20m | ."),
            ("90-minute outage", Kind::Duration, length, "1h 30m | outage"),
            ("half an hour until", Kind::Duration, length, "30m | until"),
            ("2h 15m ,", Kind::Duration, length, "2h 15m | ,"),
            ("an hour ,", Kind::Duration, length, "1h | ,"),
            ("two customers", Kind::Duration, length, "-"),
            ("12 users", Kind::Percent, share, "-"),
        ] {
            let words = words(text);
            let shown = read(&words).map_or("-".to_owned(), |(numbers, rest)| {
                let next = rest.first().unwrap_or(&"");
                format!("{} | {next}", show_value(&kind, &Value::Quantity(numbers)))
            });
            assert_eq!(shown, wanted, "{text}");
        }
    }
}
