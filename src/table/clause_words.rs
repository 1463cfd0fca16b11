//! Words around a level in a text behind another one: which say that the incident came to be that, and which do not.

fn words(clause: &str) -> impl DoubleEndedIterator<Item = &str> {
    let separates = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’');
    clause.split(separates).filter(|word| !word.is_empty())
}

fn is_among(known: &[&str], word: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a clause says that a level is not meant, or what it would take: `not SEV-1`, `SEV-2 needs 5 %`.
pub(super) fn is_excused(clause: &str) -> bool {
    words(clause).any(|word| {
        is_among(EXCUSING, word) || ["n't", "n’t"].iter().any(|end| word.to_ascii_lowercase().ends_with(end))
    })
}

/// Whether Japanese words behind a level say that it is not meant, or was before.
pub(super) fn is_excused_in_japanese(trail: &str) -> bool {
    !trail.is_ascii() && EXCUSING_JAPANESE.iter().any(|word| trail.contains(word))
}

/// Whether a clause leads to what the incident came to be: `upgraded to`, `now`, `possibly a`.
pub(super) fn leads_over(lead: &str) -> bool {
    let lead = lead.trim();
    if lead.ends_with(['→', '⇒', '➡', '>']) || LEADING_JAPANESE.iter().any(|word| lead.ends_with(word))
    {
        return true;
    }
    let mut before =
        words(lead).rev().skip_while(|word| is_among(&["a", "an", "the", "be", "is", "at"], word));
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
pub(super) fn trails(trail: &str) -> bool {
    if words(trail).next().is_some_and(|first| is_among(TRAILING, first)) {
        return true;
    }
    let is_target = !trail.is_ascii() && trail.trim_start().starts_with(['に', 'へ', 'と']);
    is_target && TRAILING_JAPANESE.iter().any(|word| trail.contains(word))
}

/// Whether a clause tells of what was before: `upgraded from`, `was first`.
pub(super) fn tells_of_before(lead: &str) -> bool {
    words(lead).any(|word| is_among(BEFORE, word))
}

/// Whether what stands behind a level makes it a part of a name: `the SEV-1 process`.
pub(super) fn is_of_something(trail: &str) -> bool {
    words(trail).next().is_some_and(|first| is_among(THINGS, first))
}

/// Whether a name of a level ends a clause, or is followed by when it came to be that.
pub(super) fn ends_well(trail: &str) -> bool {
    words(trail)
        .next()
        .is_none_or(|first| is_among(&["at", "on", "by", "after", "since", "when", "later"], first))
}

const EXCUSING: &[&str] = &[
    "not",
    "no",
    "never",
    "cannot",
    "without",
    "nor",
    "neither",
    "below",
    "under",
    "above",
    "than",
    "if",
    "unless",
    "would",
    "instead",
    "criteria",
    "criterion",
    "threshold",
    "thresholds",
    "needs",
    "need",
    "requires",
    "require",
    "reserved",
    "short",
    "almost",
    "nearly",
    "considered",
];

const EXCUSING_JAPANESE: &[&str] =
    &["ではな", "でない", "しない", "せず", "なかった", "未満", "には", "の基準", "の条件", "より", "から"];

const BEFORE: &[&str] = &[
    "from",
    "was",
    "were",
    "initially",
    "originally",
    "first",
    "previously",
    "formerly",
    "earlier",
    "wrongly",
    "mistakenly",
    "see",
    "like",
    "unlike",
    "per",
    "toward",
    "towards",
];

const CHANGING: &[&str] = &[
    "upgraded",
    "upgrade",
    "upgrading",
    "downgraded",
    "downgrade",
    "downgrading",
    "raised",
    "lowered",
    "reduced",
    "increased",
    "decreased",
    "escalated",
    "deescalated",
    "escalating",
    "changed",
    "promoted",
    "demoted",
    "bumped",
    "moved",
    "corrected",
    "revised",
    "adjusted",
    "reclassified",
    "classified",
    "reassessed",
    "rerated",
    "rated",
    "updated",
    "set",
    "dropped",
    "went",
    "going",
    "up",
    "down",
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
    "today",
    "becoming",
    "became",
    "becomes",
    "become",
    "possibly",
    "maybe",
    "perhaps",
    "probably",
    "likely",
    "potentially",
    "or",
    "actually",
    "should",
    "could",
    "might",
    "may",
    "been",
];

const LEADING_JAPANESE: [&str; 14] = [
    "後に",
    "のちに",
    "のち",
    "その後",
    "現在は",
    "現在",
    "最終的に",
    "最終的には",
    "途中から",
    "または",
    "もしくは",
    "あるいは",
    "実際は",
    "実際には",
];

const TRAILING: &[&str] =
    &["later", "now", "finally", "afterwards", "afterward", "eventually", "thereafter", "since", "today"];

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
    "なる",
    "変わ",
    "更新",
    "移行",
    "見直",
    "再分類",
    "再評価",
];

const THINGS: &[&str] = &[
    "incident",
    "incidents",
    "process",
    "procedure",
    "response",
    "page",
    "bridge",
    "call",
    "channel",
    "policy",
    "definition",
    "playbook",
    "runbook",
];
