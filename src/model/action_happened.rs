//! Whether what stands before a day in an action item tells what happened, so that the day is when it did.

/// Words that begin a clause.
const CLAUSES: [&str; 16] = [
    "that", "which", "who", "whose", "whom", "when", "where", "why", "what", "how", "because", "since",
    "after", "whether", "until", "while",
];

/// Words for what was. `Had` and `been` are among them, `has` may be what shall be.
const PAST: [&str; 4] = ["was", "were", "had", "did"];

/// Words for what shall be.
const SHALL: [&str; 8] = ["must", "shall", "should", "will", "need", "needs", "can", "may"];

/// `Make sure that it is`, `verify that it has been`.
const ASKING: [&str; 8] = ["ensure", "sure", "guarantee", "verify", "confirm", "check", "so", "such"];

/// `to be done`, `get it done`.
const TO_DO: [&str; 13] =
    ["be", "get", "have", "is", "are", "need", "needs", "want", "wants", "keep", "being", "getting", "make"];

/// Participles that do not end in `ed`.
const DONE: [&str; 22] = [
    "broken", "lost", "sent", "written", "seen", "hit", "taken", "made", "begun", "grown", "left", "gone",
    "done", "run", "set", "found", "built", "caught", "held", "shut", "thrown", "went",
];

/// Words for what somebody or something did that are no participles.
const DID: [&str; 14] = [
    "saw", "broke", "went", "took", "wrote", "began", "grew", "ran", "fell", "got", "came", "rose", "knew",
    "threw",
];

/// Who did it, right before the word for it.
const SOMEBODY: [&str; 8] = ["nobody", "somebody", "someone", "it", "we", "they", "he", "she"];

/// What stands before the thing that is to be mended.
const BEFORE_THING: [&str; 12] =
    ["the", "a", "an", "all", "every", "each", "those", "these", "this", "our", "any", "its"];

/// What stands before the first of those where the item names what shall be so: `Both of the alerts`, `Half the keys`.
const NO_VERBS: [&str; 16] = [
    "the", "a", "an", "all", "every", "each", "both", "half", "most", "some", "of", "for", "in", "on", "and",
    "with",
];

fn is_among(all: &[&str], word: &str) -> bool {
    all.iter().any(|one| one.eq_ignore_ascii_case(word))
}

fn is_participle(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") || is_among(&DONE, word)
}

/// Whether the part of a sentence before a place tells what happened: `Fix the job that was disabled by`. It has a clause of what was, or
/// a thing to be mended with what was done to it. `All keys rotated by` says what shall be so. Behind a comma another part begins.
pub fn tells_what_was(text: &str, end: usize) -> bool {
    let before = text.get(..end).unwrap_or_default();
    let start = before
        .rfind([',', ';', '(', '（', ':', '：', '、', '。', '—', '–', '\n', '!', '?', '|'])
        .max(before.rfind(". "))
        .max(before.rfind(" - "));
    let part = start.and_then(|start| before.get(start..)).unwrap_or(before);
    let mut words =
        part.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let (mut first, mut second, mut last) = ("", "", "");
    let (mut is_past, mut is_to_do, mut is_asked, mut is_clause) = (false, false, false, false);
    while let Some(word) = words.next() {
        let before_to = words.peek().is_some_and(|next| next.eq_ignore_ascii_case("to"));
        let is_participle = is_participle(word);
        if is_among(&SHALL, word) || before_to && is_among(&["has", "have"], word) {
            (is_past, is_clause) = (false, false);
        } else if is_among(&PAST, word) || word.eq_ignore_ascii_case("been") && !is_asked {
            is_past = true;
        } else if is_among(&CLAUSES, word) {
            is_clause |= !before_to && !is_among(&ASKING, last);
        } else if is_clause {
            let ends = words.peek().is_none();
            let did = is_among(&CLAUSES, last) || is_among(&SOMEBODY, last) || ends;
            is_past |= is_among(&DID, word) || is_participle && did && !is_among(&TO_DO, last);
        }
        is_asked |= is_among(&ASKING, word);
        is_to_do |= is_among(&TO_DO, word);
        match (first, second) {
            ("", _) => first = word,
            (_, "") => second = word,
            _ => {}
        }
        last = word;
    }
    let is_mended = is_among(&BEFORE_THING, second) && !is_among(&NO_VERBS, first);
    is_past || last.eq_ignore_ascii_case("from") || is_mended && is_participle(last) && !is_to_do
}
