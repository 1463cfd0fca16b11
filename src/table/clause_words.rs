//! Words around a level in a text behind another one: which say that the incident came to be that, and which do not.

fn words(clause: &str) -> impl DoubleEndedIterator<Item = &str> {
    let trimmed =
        clause.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    trimmed.filter(|word| !word.is_empty())
}

fn is_among(known: &[&str], word: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether what stands between two levels makes a list or a range of them: `,`, `and`, `→`, nothing.
pub(super) fn is_joint(between: &str) -> bool {
    let word = between.trim_matches(|letter: char| !letter.is_alphanumeric());
    !between.contains("~~") && !between.contains('<') && (word.is_empty() || is_among(JOINING, word))
}

const JOINING: &[&str] =
    &["and", "or", "and/or", "to", "または", "もしくは", "あるいは", "および", "及び", "と", "から"];

/// Whether a clause says that a level is not meant, or was before: `not upgraded to`, `initially`.
pub(super) fn is_excused(lead: &str) -> bool {
    words(lead)
        .any(|word| is_among(EXCUSING, word) || ["n't", "n’t", "N'T"].iter().any(|end| word.ends_with(end)))
}

/// Whether Japanese words behind a level say that it is not meant, or was before.
pub(super) fn is_excused_in_japanese(trail: &str) -> bool {
    !trail.is_ascii() && EXCUSING_JAPANESE.iter().any(|word| trail.contains(word))
}

/// Whether a clause leads to what the incident came to be: `upgraded to`, `now`.
pub(super) fn leads_over(lead: &str) -> bool {
    let lead = lead.trim();
    if ["→", "⇒", "➡", "->", "=>"].iter().chain(&LEADING_JAPANESE).any(|word| lead.ends_with(word)) {
        return true;
    }
    let mut before = words(lead).rev().skip_while(|word| is_among(&["a", "an"], word));
    match before.next() {
        Some(last) if is_among(&["to", "as", "into"], last) => {
            let mut rest = before.peekable();
            rest.peek().is_none() || rest.any(|word| is_among(CHANGING, word))
        }
        Some(last) => is_among(LEADING, last),
        None => false,
    }
}

/// Whether what stands behind a level says that it came to be that: `SEV-2 later`, `SEV-2へ引き上げ`.
pub(super) fn trails(lead: &str, trail: &str) -> bool {
    let target = trail.trim_start().strip_prefix(['に', 'へ', 'と']);
    if target.is_some_and(|trail| TRAILING_JAPANESE.iter().any(|word| trail.starts_with(word))) {
        return true;
    }
    let mut behind = words(trail);
    let Some(first) = behind.next() else { return false };
    let is_clock = |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) && word.contains(':');
    let is_then = is_among(TRAILING, first)
        || is_among(&["from", "since", "at"], first) && behind.next().is_some_and(is_clock);
    is_then && words(lead).all(|word| word.eq_ignore_ascii_case("and"))
}

/// Whether a level ends a clause, or is followed by when or why it came to be that: it is no part of a name, as in `the SEV-1
/// process`. What is a word else may go on as one.
pub(super) fn ends_well(trail: &str, is_word: bool) -> bool {
    let Some(first) = words(trail).next() else { return true };
    let goes_on = !first.starts_with(|letter: char| letter.is_ascii_alphabetic());
    is_among(ENDING, first) || goes_on && !is_word
}

const ENDING: &[&str] = &[
    "at", "on", "by", "after", "around", "since", "when", "once", "until", "later", "because", "as", "due",
    "and", "but", "for",
];

const EXCUSING: &[&str] = &[
    "not",
    "no",
    "never",
    "cannot",
    "without",
    "nor",
    "neither",
    "if",
    "unless",
    "would",
    "could",
    "might",
    "may",
    "instead",
    "almost",
    "nearly",
    "considered",
    "initially",
    "originally",
    "first",
    "previously",
    "formerly",
    "earlier",
    "wrongly",
    "mistakenly",
];

const EXCUSING_JAPANESE: &[&str] =
    &["ない", "なかった", "ず", "未満", "には", "基準", "条件", "より", "から"];

const CHANGING: &[&str] = &[
    "upgraded",
    "downgraded",
    "raised",
    "lowered",
    "reduced",
    "increased",
    "decreased",
    "escalated",
    "de-escalated",
    "deescalated",
    "changed",
    "promoted",
    "demoted",
    "bumped",
    "corrected",
    "revised",
    "adjusted",
    "reclassified",
    "updated",
];

const LEADING: &[&str] = &[
    "now",
    "then",
    "later",
    "finally",
    "eventually",
    "ultimately",
    "afterwards",
    "afterward",
    "currently",
    "becoming",
    "became",
];

const LEADING_JAPANESE: [&str; 8] =
    ["後に", "のちに", "その後", "現在は", "現在", "最終的に", "最終的には", "途中から"];

const TRAILING: &[&str] = &["later", "now", "finally", "eventually", "afterwards", "afterward"];

const TRAILING_JAPANESE: &[&str] = &[
    "変更",
    "引き上げ",
    "引上げ",
    "引き下げ",
    "引下げ",
    "格上げ",
    "格下げ",
    "昇格",
    "降格",
    "修正",
    "訂正",
    "なった",
    "変わった",
    "更新",
    "見直",
    "再分類",
];
