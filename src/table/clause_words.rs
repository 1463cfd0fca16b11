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

/// Whether a clause leads to what the incident came to be: `upgraded to`, `now`. A label does that in more words: `revised:`.
pub(super) fn leads_over(lead: &str, is_label: bool) -> bool {
    let lead = lead.trim();
    if ["→", "⇒", "➡", "->", "=>"].iter().any(|sign| lead.ends_with(sign))
        || leads_in_japanese(lead, is_label)
    {
        return true;
    }
    let mut before = words(lead).rev().skip_while(|word| is_among(&["a", "an"], word)).peekable();
    let is_of_severity = before.next_if(|word| is_among(NOUNS, word)).is_some();
    match before.next() {
        Some(last) if !is_of_severity && is_among(&["to", "as", "into"], last) => {
            before.peek().is_none() || before.any(|word| is_among(CHANGING, word))
        }
        Some(last) => {
            let is_named = is_label || is_of_severity;
            is_among(LEADING, last) || is_named && (is_among(REVISED, last) || is_among(CHANGING, last))
        }
        None => false,
    }
}

fn leads_in_japanese(lead: &str, is_label: bool) -> bool {
    if lead.is_ascii() {
        return false;
    }
    let lead = PARTICLES.iter().find_map(|particle| lead.strip_suffix(particle)).unwrap_or(lead);
    let noun = NOUNS_JAPANESE.iter().find_map(|noun| lead.strip_suffix(noun));
    let lead = noun.map_or(lead, |lead| lead.strip_suffix('の').unwrap_or(lead));
    let is_later = LEADING_JAPANESE.iter().any(|word| lead.ends_with(word))
        && !["今後", "前後"].iter().any(|word| lead.ends_with(word));
    is_later || is_label && TRAILING_JAPANESE.iter().any(|word| lead.ends_with(word))
}

/// Whether a level may begin right behind a Japanese clause, where no sign tells the words apart: 後に, 重大度が, 小から.
pub(super) fn opens_level(lead: &str) -> bool {
    let of_severity = || {
        let noun = lead.strip_suffix(['が', 'は', 'を', 'も']);
        noun.is_some_and(|lead| NOUNS_JAPANESE.iter().any(|noun| lead.ends_with(noun)))
    };
    leads_in_japanese(lead, false)
        || ["から", "に", "で", "て", "または", "もしくは", "あるいは"]
            .iter()
            .any(|word| lead.ends_with(word))
        || of_severity()
}

/// Whether a remark behind a level says that it was the first one: `initial`, 暫定, 検知時.
pub(super) fn is_of_the_start(remark: &str) -> bool {
    let remark = remark.trim();
    FIRST_JAPANESE.iter().any(|word| remark.starts_with(word))
        || remark.ends_with('前')
        || words(remark).take(2).any(|word| is_among(FIRST, word))
}

/// Whether a remark behind a level says that it is the last one: `final`, 確定, 修正後.
pub(super) fn is_of_the_end(remark: &str) -> bool {
    let remark = remark.trim();
    LAST_JAPANESE.iter().any(|word| remark.starts_with(word))
        || remark.ends_with('後')
        || words(remark)
            .take(2)
            .any(|word| is_among(LEADING, word) || is_among(LAST, word) || is_among(REVISED, word))
}

/// Whether what stands behind a level says that it came to be that: `SEV-2 later`, `SEV-2へ引き上げ`.
pub(super) fn trails(lead: &str, trail: &str) -> bool {
    let target = trail.trim_start().strip_prefix(['に', 'へ', 'と', 'で']);
    let is_there = |trail: &str| {
        TRAILING_JAPANESE.iter().chain(&["確定", "決定", "判定", "判断"]).any(|word| trail.starts_with(word))
    };
    if target.is_some_and(is_there) || matches!(trail.trim(), "に" | "へ") {
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
    // SEV-1の障害, SEV-1が再発: something else is told of.
    if first.starts_with(['の', 'が', 'を']) {
        return false;
    }
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
    "final",
];

/// Words before `severity` or a colon.
const REVISED: &[&str] = &["revised", "corrected", "updated", "confirmed", "actual", "current", "new"];

const NOUNS: &[&str] = &["severity", "level", "rating", "classification"];

const FIRST: &[&str] = &[
    "initial",
    "initially",
    "first",
    "provisional",
    "provisionally",
    "preliminary",
    "proposed",
    "original",
    "originally",
    "previous",
    "previously",
    "former",
    "formerly",
    "old",
    "before",
    "until",
];

const LAST: &[&str] = &["after", "since", "from", "closing", "closure"];

const LEADING_JAPANESE: &[&str] = &["後", "のち", "現在", "最終", "最終的", "途中から", "確定", "正式"];

/// What may stand between such a word and a level.
const PARTICLES: &[&str] = &["には", "では", "は", "に", "で"];

const NOUNS_JAPANESE: &[&str] =
    &["重大度", "深刻度", "重要度", "緊急度", "レベル", "ランク", "区分", "分類", "判定", "判断", "評価"];

const FIRST_JAPANESE: &[&str] =
    &["暫定", "初動", "当初", "初期", "初報", "初回", "速報", "仮", "発生時", "検知時", "発覚時", "一次"];

const LAST_JAPANESE: &[&str] = &["最終", "確定", "現在", "正式"];

const TRAILING: &[&str] =
    &["later", "now", "final", "finally", "eventually", "afterwards", "afterward", "最終", "確定"];

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
    "再評価",
    "再判定",
    "改め",
    "変え",
    "変わり",
    "上げ",
    "下げ",
    "した",
];
