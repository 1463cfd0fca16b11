//! What a fact is called inside of a sentence: its question is a sentence of its own, and often longer than what is asked.

use crate::diagnostic::language::Language;
use crate::model::declaration::Declaration;

/// What a fact is called on a page: what its question says before it explains itself, else its name in words.
#[must_use]
pub fn label(declaration: &Declaration, language: Language) -> String {
    match (&declaration.says, language) {
        (Some(says), _) => short(says),
        (None, Language::English) => plain(&declaration.name),
        (None, Language::Japanese) => {
            let japanese = declaration.from.iter().find(|key| !key.is_ascii());
            japanese.cloned().unwrap_or_else(|| plain(&declaration.name))
        }
    }
}

/// The name of a fact in words.
#[must_use]
pub fn plain(name: &str) -> String {
    name.trim_end_matches("_pct").replace('_', " ")
}

/// A word of the table as people read it: `substantially degraded`.
#[must_use]
pub fn spaced(word: &str) -> String {
    let is_between = |parts: &[char]| matches!(parts, [a, '-' | '_', b] if a.is_ascii_lowercase() && b.is_ascii_lowercase());
    let letters: Vec<char> = word.chars().collect();
    let spaced = |index: usize, letter: char| {
        let around = index.checked_sub(1).and_then(|before| letters.get(before..index + 2));
        if around.is_some_and(is_between) { ' ' } else { letter }
    };
    letters.iter().enumerate().map(|(index, letter)| spaced(index, *letter)).collect()
}

/// A question without what explains it: what stands in brackets, and behind a colon.
fn short(says: &str) -> String {
    let before = says.split_once(": ").or_else(|| says.split_once('：')).map_or(says, |(before, _)| before);
    let mut kept = String::with_capacity(before.len());
    let mut depth = 0_usize;
    for letter in before.chars() {
        let is_free = kept.is_empty() || kept.ends_with(char::is_whitespace);
        match letter {
            // What is called `retry(3)` stays so.
            '(' if depth > 0 || is_free => depth += 1,
            '（' => depth += 1,
            ')' | '）' if depth > 0 => depth -= 1,
            letter if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    let words: Vec<&str> = kept.split_whitespace().collect();
    if words.is_empty() || depth > 0 { says.to_owned() } else { words.join(" ") }
}

/// What is asked of a share, as a sentence: `30 % of` and `Share of customers who were affected` is `30 % of customers were affected`,
/// with `Share of customers affected` it is `30 % of customers`. None where the words do not come apart.
#[must_use]
pub fn share(says: &str, asked: &str) -> Option<String> {
    let says = short(says);
    let rest = says.strip_prefix("Share of ")?;
    if [" whose ", " for whom ", " to whom ", " where ", " of whom "].iter().any(|word| rest.contains(word)) {
        return None;
    }
    for relative in [" who ", " that ", " which "] {
        if let Some((who, did)) = rest.split_once(relative) {
            return Some(format!("{asked} {who} {did}"));
        }
    }
    Some(format!("{asked} {}", rest.strip_suffix(" affected").unwrap_or(rest)))
}

/// Words that follow a noun in the plural.
const BEHIND_MANY: &[&str] = &[
    "affected", "are", "at", "by", "could", "for", "from", "had", "in", "lost", "of", "on", "that", "to",
    "we", "were", "where", "which", "who", "whose", "with", "without",
];

/// What is asked of a number of things, as a sentence: `at least 2` of `Regions that answered nothing` is `at least 2 regions that
/// answered nothing`. None where the question does not begin with what is counted.
#[must_use]
pub fn counted(label: &str, asked: &str) -> Option<String> {
    let words: Vec<&str> = label.split(' ').collect();
    let is_plural =
        |word: &str| word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") || word == "People";
    let is_behind = |word: Option<&&str>| word.is_none_or(|word| BEHIND_MANY.contains(word));
    let first = words.first().filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    if is_plural(first) && is_behind(words.get(1)) {
        let lower = first.get(1..).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase()));
        let first = if lower { first.to_ascii_lowercase() } else { (*first).to_owned() };
        let rest: String = words.iter().skip(1).flat_map(|word| [" ", word]).collect();
        return Some(format!("{asked} {first}{rest}"));
    }
    // `Member States in which …`
    let second = words.get(1).filter(|word| is_plural(word))?;
    let is_plain = !QUESTIONS.contains(first) && second.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_plain && is_behind(words.get(2))).then(|| format!("{asked} {}", inside(label)))
}

/// Words with which a question begins that names no things.
const QUESTIONS: &[&str] =
    &["All", "Highest", "How", "Longest", "Most", "Number", "Our", "Share", "The", "These", "Which"];

/// Words that no name begins with.
const COMMON: &[&str] = &[
    "A",
    "All",
    "An",
    "Another",
    "Anybody",
    "At",
    "Clients",
    "Customer",
    "Customers",
    "Data",
    "Direct",
    "Downtime",
    "Highest",
    "How",
    "Impact",
    "In",
    "Incidents",
    "It",
    "Losses",
    "Many",
    "No",
    "Nobody",
    "Number",
    "Our",
    "People",
    "Requests",
    "Running",
    "Share",
    "Some",
    "Somebody",
    "State",
    "Stored",
    "The",
    "There",
    "They",
    "Transfers",
    "Urgency",
    "Users",
    "We",
    "What",
    "Whether",
    "Who",
];

/// A sentence where it goes on behind another one.
#[must_use]
pub fn inside(sentence: &str) -> String {
    let first = sentence.split([' ', ':', ',']).next().unwrap_or_default();
    if COMMON.contains(&first) {
        sentence.to_ascii_lowercase().chars().take(1).chain(sentence.chars().skip(1)).collect()
    } else {
        sentence.to_owned()
    }
}

/// A number with a comma before each three digits, from ten thousand on.
#[must_use]
pub fn grouped(text: &str) -> String {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.len() < 5 {
        return text.to_owned();
    }
    let mut grouped = String::with_capacity(text.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_become_parts_of_sentences() {
        for (says, shortened) in [
            ("Impact: low for a person, high for all", "Impact"),
            ("Customers (contracts, not people) affected", "Customers affected"),
            ("影響度：個人は低、全社は高", "影響度"),
            ("(all of it)", "(all of it)"),
            ("Calls of retry(3) fail", "Calls of retry(3) fail"),
            ("Broken (by us", "Broken (by us"),
        ] {
            assert_eq!(short(says), shortened);
        }
        for (says, sentence) in [
            ("Share of customers who were affected", Some("30 % of customers were affected")),
            ("Share of requests that fail", Some("30 % of requests fail")),
            ("Share of customers affected", Some("30 % of customers")),
            ("Share of users", Some("30 % of users")),
            ("Share of users for whom it was gone", None),
            ("Users affected", None),
        ] {
            assert_eq!(share(says, "30 % of").as_deref(), sentence, "{says}");
        }
        for (says, sentence) in [
            ("Regions that answered nothing", Some("over 2 regions that answered nothing")),
            ("Clients affected", Some("over 2 clients affected")),
            (
                "Member States in which it has an impact",
                Some("over 2 Member States in which it has an impact"),
            ),
            ("Running pipelines", Some("over 2 running pipelines")),
            ("DNS zones of ours", Some("over 2 DNS zones of ours")),
            ("Postgres replicas that lagged", Some("over 2 Postgres replicas that lagged")),
            ("People who called", Some("over 2 people who called")),
            ("Number of regions", None),
            ("How many customers called", None),
            ("Loss of orders", None),
            ("Tickets opened", None),
        ] {
            assert_eq!(counted(says, "over 2").as_deref(), sentence, "{says}");
        }
        assert_eq!(inside("Somebody got in"), "somebody got in");
        assert_eq!(inside("Kafka lost data"), "Kafka lost data");
        assert_eq!(inside("p95: 2 s"), "p95: 2 s");
        assert_eq!(spaced("substantially-degraded"), "substantially degraded");
        assert_eq!(spaced("ui_only"), "ui only");
        assert_eq!(spaced("SEV-1"), "SEV-1");
        assert_eq!(spaced("-"), "-");
        for (number, shown) in
            [("100000", "100,000"), ("9999 ms", "9999 ms"), ("1234567.5 EUR", "1,234,567.5 EUR"), ("x", "x")]
        {
            assert_eq!(grouped(number), shown);
        }
    }
}
