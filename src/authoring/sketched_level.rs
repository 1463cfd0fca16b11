//! A level of a table that is about to be written, as another table or people have it; what is to be done there.

use crate::diagnostic::language::Language;
use crate::model::deadline::read_deadline;
use crate::model::kind::Kind;
use crate::table::level::Milestone;

use super::key_line::{Notation, Written, one_line};
use super::said_deadline::{asks_nothing, is_around_the_clock, said_deadline};

/// What stands where names of people are wanted, and is none.
const NOBODY: [&str; 22] = [
    "yes",
    "no",
    "none",
    "nobody",
    "no one",
    "no-one",
    "noone",
    "not applicable",
    "tbd",
    "required",
    "optional",
    "not required",
    "n",
    "a",
    "always",
    "never",
    "なし",
    "無し",
    "該当なし",
    "未定",
    "不要",
    "任意",
];

/// Words of a sentence: what has one is no name.
const SENTENCE: [&str; 10] = ["within", "after", "before", "if", "when", "via", "by", "in", "on", "at"];

/// A level of a skeleton, in words.
#[derive(Clone, Debug, Default)]
pub struct SketchedLevel {
    /// What it is called.
    pub id: String,
    /// Other ids of it.
    pub aliases: Vec<String>,
    /// What it is called in a sentence.
    pub name: Option<String>,
    /// What puts an incident there.
    pub says: Vec<String>,
    /// Incidents that belong there.
    pub examples: Vec<String>,
    /// What is to be done.
    pub response: Vec<String>,
    /// Who is told, as the source has it.
    pub notify: Vec<String>,
    /// Deadlines, as the source has them.
    pub deadlines: Vec<(Milestone, String)>,
    /// What puts an incident there, by number.
    pub measures: Vec<Measured>,
    /// What else the source says, with the heads it stands under.
    pub asides: Vec<(String, String)>,
    /// What it says that is taken for no criterion.
    pub left: Vec<String>,
    /// Whether it says what puts an incident there in a way that a criterion cannot.
    pub is_told: bool,
}

/// What a level asks for by number.
#[derive(Clone, Debug)]
pub struct Measured {
    /// What is asked, as the source heads it.
    pub head: String,
    /// The same without a unit: the key that states it.
    pub key: String,
    /// What is counted or measured.
    pub kind: Kind,
    /// What the source says.
    pub says: String,
    /// The same as a test.
    pub test: String,
    /// What a milder level has there, and is left out of the test: its id, and what the source says of it.
    pub without: Option<(String, String)>,
    /// The worse level that has all of it, so that it decides nothing: its id, and what the source says of it.
    pub covered: Option<(String, String)>,
}

impl SketchedLevel {
    /// The same with its numbers as words.
    #[must_use]
    pub fn without_measures(&self) -> Self {
        let mut level = self.clone();
        level.asides.extend(level.measures.drain(..).map(|one| (one.head, one.says)));
        level
    }
}

/// What is to be done at a level, and by when.
pub(super) fn response(level: &SketchedLevel, language: Language) -> String {
    let (lines, comments) = read_response(level);
    let comments: Vec<String> =
        comments.iter().map(|(key, text)| format!("      # {key}: {}\n", one_line(text))).collect();
    let comments = comments.concat();
    if lines.is_empty() && comments.is_empty() {
        let todo = match language {
            Language::English => "who is told, and when",
            Language::Japanese => "誰に、いつ連絡するか",
        };
        return format!("    # response: {{ cover: business-hours, notify: [support] }}   # {todo}\n");
    }
    let lines = lines.iter().flat_map(|line| ["      ", line.as_str(), "\n"]).collect::<String>();
    if lines.is_empty() {
        format!("    # response:\n{comments}")
    } else {
        format!("    response:\n{lines}{comments}")
    }
}

/// What of the response of levels stands in comments only, each with the id of its level; nothing of what asks for nothing.
#[must_use]
pub fn unread_responses(levels: &[SketchedLevel]) -> Vec<String> {
    let of = |level: &SketchedLevel| {
        let comments = read_response(level).1.into_iter().filter(|(_, text)| !asks_nothing(text));
        comments.map(|(key, text)| format!("{}: {key}: {}", level.id, one_line(&text))).collect::<Vec<_>>()
    };
    levels.iter().flat_map(of).collect()
}

/// The lines of the response of a level, and what cannot be read of it, each with the key that it would have.
fn read_response(level: &SketchedLevel) -> (Vec<String>, Vec<(&'static str, String)>) {
    let response: Vec<String> = level.response.iter().filter(|text| !asks_nothing(text)).cloned().collect();
    let all = response.join(" ").to_lowercase();
    let all = ["outside of business hours", "outside business hours", "営業時間外"]
        .iter()
        .fold(all, |all, word| all.replace(word, ""));
    let has = |words: &[&str]| words.iter().any(|word| all.contains(word));
    let mut lines = vec![];
    let is_always = level.deadlines.iter().any(|(milestone, text)| said_deadline(*milestone, text).is_always);
    if is_always || is_around_the_clock(&all) {
        lines.push("cover: around-the-clock".to_owned());
    } else if has(&[
        "business hours",
        "office hours",
        "working hours",
        "business day",
        "営業時間",
        "翌営業日",
    ]) {
        lines.push("cover: business-hours".to_owned());
    }
    if !response.is_empty() {
        lines.push(format!("priority: {}", double_quoted(&sentences(&response))));
    }
    let mut comments = vec![];
    let notify: Vec<String> = level.notify.iter().filter(|text| !asks_nothing(text)).cloned().collect();
    match told(&notify) {
        // That nobody is told is no name, and is no entry.
        Some(names) if names.is_empty() => {
            comments.extend(level.notify.first().map(|nobody| ("notify", nobody.clone())));
        }
        Some(names) => lines.push(format!("notify: {}", listed(&names))),
        None => comments.push(("notify", notify.join("; "))),
    }
    let has_answer = level.deadlines.iter().any(|(milestone, _)| *milestone == Milestone::Acknowledged);
    let answered = response.iter().filter(|_| !has_answer).find_map(|text| answered_within(text));
    let answered = answered.map(|text| (Milestone::Acknowledged, text));
    for (milestone, text) in answered.iter().chain(&level.deadlines) {
        let key = milestone.key();
        let length = said_deadline(*milestone, text).length;
        match length.filter(|_| !lines.iter().any(|line| line.starts_with(key))) {
            Some(length) => lines.push(format!("{key}: {}", double_quoted(&length))),
            None => comments.push((key, text.clone())),
        }
    }
    (lines, comments)
}

/// What is done, one after the other.
fn sentences(texts: &[String]) -> String {
    let mut all = String::new();
    for text in texts {
        if !all.is_empty() {
            let ends = all.ends_with(['.', '!', '?', '。', ';', ',', '、']);
            let sign = if all.is_ascii() { "; " } else { "、" };
            all.push_str(if ends { " " } else { sign });
        }
        all.push_str(text);
    }
    all
}

/// The names in texts that say who is told, if they are names and nothing else.
fn told(texts: &[String]) -> Option<Vec<String>> {
    let parts = texts
        .iter()
        .flat_map(|text| text.split([',', ';', '、', '・', '/', '\n', '+', '&']))
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '。')))
        .filter(|part| !part.is_empty());
    let mut names: Vec<String> = vec![];
    for part in parts {
        let words = part.split_whitespace().count();
        let is_name = words <= 4
            && part.chars().count() <= 30
            && part.chars().all(|letter| {
                letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '#' | '@' | 'ー')
            })
            && !part.starts_with(|first: char| first.is_numeric())
            && !NOBODY.contains(&part.to_lowercase().as_str())
            && !part
                .split_whitespace()
                .next()
                .is_some_and(|word| NOBODY.contains(&word.to_lowercase().as_str()))
            && !part.split_whitespace().any(|word| SENTENCE.contains(&word.to_lowercase().as_str()));
        if !is_name {
            return None;
        }
        if !names.iter().any(|name| name == part) {
            names.push(part.to_owned());
        }
    }
    Some(names)
}

pub(super) fn listed(words: &[String]) -> String {
    let line = Notation::Yaml.line("k", &Written::List(words.iter().map(|word| one_line(word)).collect()));
    line.strip_prefix("k: ").unwrap_or("[]").to_owned()
}

pub(super) fn double_quoted(text: &str) -> String {
    let line = Notation::Braces.line("k", &Written::Words(one_line(text)));
    line.strip_prefix("\"k\": ").unwrap_or("\"\"").to_owned()
}

/// How soon somebody answers, in a text on what is to be done: `24時間365日（15分以内に着手）`, `Respond within 15 minutes`.
fn answered_within(text: &str) -> Option<String> {
    const BEHIND: [&str; 6] = ["に着手", "に対応開始", "に対応を開始", "に応答", "に初動", "に一次対応"];
    const BEFORE: [&str; 6] = ["respond", "response", "responds", "acknowledge", "ack", "acknowledged"];
    let is_length = |text: &str| read_deadline(text).is_ok();
    for (at, _) in text.match_indices("以内") {
        let (before, behind) = text.split_at_checked(at)?;
        let behind = behind.strip_prefix("以内")?;
        if !BEHIND.iter().any(|word| behind.starts_with(word)) {
            continue;
        }
        let is_of_length = |letter: char| letter.is_numeric() || "分時間日営業 ".contains(letter);
        let rest = before.trim_end_matches(is_of_length);
        let length = format!("{}以内", before.strip_prefix(rest)?.trim());
        if is_length(&length) {
            return Some(length);
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(3).enumerate().find_map(|(at, three)| {
        let [verb, "within", amount] = three else { return None };
        let verb = verb.to_lowercase();
        if !BEFORE.contains(&verb.trim_matches(|letter: char| !letter.is_alphabetic())) {
            return None;
        }
        let bare = |word: &str| word.trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
        let unit = words.get(at + 3).map(|unit| format!("{amount} {}", bare(unit)));
        unit.into_iter().chain([bare(amount)]).find(|length| is_length(length))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_soon_somebody_answers() {
        for (text, wanted) in [
            ("24時間365日（15分以内に着手）", Some("15分以内")),
            ("営業時間内に対応。1時間以内に対応開始する", Some("1時間以内")),
            ("Page on-call, respond within 15 minutes.", Some("15 minutes")),
            ("Respond within 15m, around the clock", Some("15m")),
            ("15分以内に連絡", None),
            ("Resolve within 4 hours", None),
            ("24時間365日", None),
        ] {
            assert_eq!(answered_within(text).as_deref(), wanted, "{text}");
        }
    }
}
