//! Lines that lead into a list of conditions, and how many of them have to hold: `Any of:`, `All of the following:`, `At least two of:`,
//! `Unless:`. Of a table any one criterion is enough; what says something else is no list of criteria.

use super::rubric_exceptions::{
    GLUE, is_exception_label, is_japanese, is_japanese_exception, leads_into_exception, words,
};

/// How a line leads into what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// Any one is enough.
    Any,
    /// All of them have to hold.
    All,
    /// Some number of them, or more has to hold beside them.
    Some,
    /// None of them, or what follows belongs elsewhere: `Unless:`, `Downgrade if:`.
    Not,
}

/// Words of a condition, by which a line with a colon at its end leads into criteria.
#[rustfmt::skip]
const CONDITIONS: &[&str] = &[
    "if", "when", "whenever", "where", "any", "one", "either", "all", "these", "following", "least", "both", "each", "every", "two", "three",
    "most", "several", "neither", "none",
];
/// Words of one of few words: `Any of:`.
const BEFORE_OF: [&str; 8] = ["any", "one", "either", "all", "both", "each", "neither", "none"];
/// Words by which it leads into what is to be done.
const ORDERS: [&str; 9] = ["do", "notify", "page", "call", "respond", "follow", "steps", "take", "please"];
/// The same, unless they say that conditions have to hold: `All of these must be true`.
const DUTIES: [&str; 5] = ["must", "should", "shall", "need", "required"];
/// That conditions hold.
#[rustfmt::skip]
const HOLD: &[&str] = &[
    "true", "met", "hold", "holds", "apply", "applies", "satisfied", "fulfilled", "present", "exist", "exists", "match", "matches", "fit",
    "fits", "given", "meet", "meets", "satisfy", "satisfies", "fulfil", "fulfill", "fulfils", "fulfills", "qualify", "qualifies",
];
/// What stands behind `all` or `both` that speaks of the conditions, and not of what is affected.
#[rustfmt::skip]
const OF_THEM: &[&str] = &["of", "these", "the", "following", "conditions", "criteria", "below", "must", "are", "is", "required", "condition", "criterion"];
/// Words that deny.
#[rustfmt::skip]
const DENIALS: &[&str] = &[
    "not", "no", "none", "neither", "nor", "never", "unless", "except", "excepting", "excluding", "excluded", "excludes", "without", "cannot",
    "but",
];
/// Words at the start of a line on how a level ends, or becomes another one.
#[rustfmt::skip]
const MOVES: &[&str] = &[
    "exit", "downgrade", "downgrading", "demote", "deescalate", "deescalation", "lower", "close", "closing", "closure", "resolution",
    "resolve", "resolved", "recovery", "upgrade", "upgrading", "raise", "bump", "promote", "escalate", "escalation",
];
/// The same in Japanese.
const JAPANESE_MOVES: [&str; 10] =
    ["格下げ", "引き下げ", "引下げ", "降格", "格上げ", "引き上げ", "引上げ", "昇格", "解除", "クローズ"];
/// Numbers above one, and words for as many.
#[rustfmt::skip]
const SEVERAL: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "multiple", "most", "majority", "half", "exactly",
];

/// The same in Japanese: each is taken out.
#[rustfmt::skip]
const JAPANESE_GLUE: [&str; 46] = [
    "いずれか", "いずれも", "いずれ", "すべて", "全て", "どれか", "両方", "ともに", "以下", "下記", "次", "その", "うち", "条件", "項目", "基準", "場合", "もの",
    "とき", "該当", "当てはまる", "当てはまら", "満たす", "満たさ", "する", "しない", "ない", "いる", "している", "一つ", "二つ", "三つ", "ひとつ", "ふたつ",
    "みっつ", "以上", "同時", "複数", "つ", "個", "の", "を", "に", "も", "が", "こと",
];

/// So long is a line at most that only leads into others, in letters.
const LONGEST: usize = 60;

/// How a line without its colon leads into criteria; nothing where it does not: `Who writes`, `When it happens, page`.
pub(super) fn lead(line: &str) -> Option<Lead> {
    if is_or(line) {
        return Some(Lead::Any);
    }
    // What is left out of a list says nothing of how many of it have to hold.
    if let Some((line, _)) = without_exception(line) {
        return lead(line);
    }
    // `Criteria (all)`, `条件（すべて）`.
    let inside = line.split_once(['(', '（']).and_then(|(_, inside)| inside.split([')', '）']).next());
    let of = |line: &str| if line.contains(is_japanese) { of_japanese(line) } else { of_english(line) };
    inside.and_then(whole_lead).or_else(|| of(line))
}

/// A line that leads into a list, and what it leaves out of that: `Any of the following, except for planned maintenance`.
pub(super) fn without_exception(line: &str) -> Option<(&str, &str)> {
    let lower = line.to_ascii_lowercase();
    let mut signs =
        [", except", ", unless", ", excluding", " (except", " (unless", " (excluding", " except for "].iter();
    let at = signs.find_map(|sign| lower.find(sign))?;
    let (before, behind) = line.split_at_checked(at)?;
    let behind = behind.trim_start_matches([',', ' ', '(']).trim_end_matches([')', ' ']);
    let says = words(behind).iter().skip(1).any(|word| !GLUE.contains(&word.as_str()) && word != "for");
    let leads = says && !matches!(lead(before), None | Some(Lead::Not));
    leads.then_some((before, behind))
}

/// Whether a line says that any one of what stands above and below it is enough, and nothing else.
fn is_or(line: &str) -> bool {
    let line = line.trim_matches(|letter: char| !letter.is_alphanumeric());
    line.eq_ignore_ascii_case("or") || ["もしくは", "または", "又は", "あるいは"].contains(&line)
}

/// Whether a line says that what it leads into has to hold beside what stands above: `And all of`, `かつ、次のすべて`.
pub(super) fn goes_with_above(line: &str) -> bool {
    let first = words(line).into_iter().next().unwrap_or_default();
    ["and", "plus"].contains(&first.as_str())
        || ["かつ", "且つ", "および", "及び"].iter().any(|word| line.starts_with(word))
}

/// Whether it says that, and nothing else.
pub(super) fn is_and(line: &str) -> bool {
    let line = line.trim_matches(|letter: char| !letter.is_alphanumeric());
    line.eq_ignore_ascii_case("and") || ["かつ", "且つ", "および", "及び"].contains(&line)
}

/// The same of a line that may have no colon, and says nothing else: `次のすべて`, `Any of the following`.
pub(super) fn bare_lead(line: &str) -> Option<Lead> {
    let line = line.trim_end_matches(['.', '。', ':', '：', ' ']);
    if line.chars().nth(LONGEST).is_some() {
        return None;
    }
    if is_or(line) {
        return Some(Lead::Any);
    }
    if !line.contains(is_japanese) {
        let words = words(line);
        let is_glue = words.len() > 1 && words.iter().all(|word| GLUE.contains(&word.as_str()));
        return of_english(line).filter(|_| is_glue);
    }
    // What is left of it without the words that lead into others.
    let mut rest = line.to_owned();
    for glue in JAPANESE_GLUE {
        rest = rest.replace(glue, "");
    }
    of_japanese(line).filter(|_| !rest.contains(char::is_alphabetic))
}

/// The same of a head or a label that says nothing else: `All of`, `Unless`.
pub(super) fn whole_lead(label: &str) -> Option<Lead> {
    let is_glue = || words(label).iter().all(|word| GLUE.contains(&word.as_str()));
    if label.contains(is_japanese) {
        return bare_lead(label);
    }
    of_english(label).filter(|_| is_of_exception(label) || is_glue())
}

/// Whether a label says that what follows is no criterion of the level: `Not SEV1: …`, `例外：…`.
pub(super) fn is_of_exception(label: &str) -> bool {
    let words = words(label);
    is_exception_label(label) || lead(label) == Some(Lead::Not) && moves(label, &words)
}

/// Whether a line is on how a level ends, or becomes another one.
fn moves(line: &str, words: &[String]) -> bool {
    words.iter().take(2).any(|word| MOVES.contains(&word.as_str()))
        || line.to_lowercase().contains("de-escalat")
        || JAPANESE_MOVES.iter().any(|word| line.contains(word))
}

fn of_english(line: &str) -> Option<Lead> {
    let lower = line.to_lowercase().replace('’', "'");
    let lower = lower
        .replace("but not limited to", "")
        .replace("not limited to", "")
        .replace("whether or not", "")
        .replace("every one", "every");
    let lower = lower.replace("each one", "each");
    let words = words(&lower);
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let first = words.first().map(String::as_str)?;
    let is_bare = words
        .get(1)
        .is_none_or(|second| OF_THEM.contains(&second.as_str()) || HOLD.contains(&second.as_str()));
    let is_short = words.len() < 3 && BEFORE_OF.contains(&first) && is_bare;
    let is_counted = words.windows(2).any(|pair| {
        let [number, of] = pair else { return false };
        number.chars().all(|letter| letter.is_ascii_digit()) && (of == "of" || of == "or")
    });
    // `All of Europe` speaks of what is affected.
    if speaks_of_others(&words) {
        return None;
    }
    let is_condition = words.len() > 2 && has(CONDITIONS) || is_short || is_counted;
    let is_order = has(&ORDERS) || has(&DUTIES) && !has(HOLD);
    if moves(&lower, &words) && (is_condition || has(&["criteria", "criterion", "conditions"])) {
        return Some(Lead::Not);
    }
    if leads_into_exception(&lower) && !is_order {
        return Some(Lead::Not);
    }
    if !is_condition || is_order {
        return (words.len() == 1 && first == "or").then_some(Lead::Any);
    }
    if has(DENIALS) || lower.contains("n't") {
        return Some(Lead::Not);
    }
    if has(SEVERAL) || has_amount(&lower) || lower.contains("more than one") || lower.contains("only one") {
        return Some(Lead::Some);
    }
    let is_all = words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).map(String::as_str);
        let behind = next.is_none_or(|next| OF_THEM.contains(&next) || HOLD.contains(&next));
        // `All the users` are no conditions.
        let is_of_users = next == Some("the") && words.get(at + 2).is_none_or(|word| word != "following");
        ["all", "both", "each", "every"].contains(&word.as_str()) && behind && !is_of_users
    });
    Some(if is_all && !has(&["any", "one", "or", "either"]) { Lead::All } else { Lead::Any })
}

/// Whether a line begins with how many, and then says of what, but not on what condition: `All of our customers`, `Both web and app`.
fn speaks_of_others(words: &[String]) -> bool {
    let Some((first, rest)) = words.split_first() else { return false };
    let is_any = |any: &[&str], word: &String| any.contains(&word.as_str());
    let is_of_conditions = |word: &String| {
        is_any(&["if", "when", "whenever", "where", "following", "these", "those", "below"], word)
            || is_any(&["condition", "conditions", "criteria", "criterion"], word)
            || is_any(HOLD, word)
    };
    let is_quantity = is_any(&["all", "both", "each", "every", "any", "either", "one"], first);
    is_quantity
        && rest.iter().any(|word| !GLUE.contains(&word.as_str()))
        && !rest.iter().any(is_of_conditions)
}

/// Whether a line has a number that is neither one nor that of a level.
fn has_amount(lower: &str) -> bool {
    let mut before = "";
    for word in lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let is_of_level =
            ["sev", "severity", "level", "priority", "p", "s", "tier", "class", "rank"].contains(&before);
        let is_number = word.starts_with(|first: char| first.is_ascii_digit());
        if is_number && word != "1" && !is_of_level {
            return true;
        }
        before = word;
    }
    false
}

fn of_japanese(line: &str) -> Option<Lead> {
    let has = |any: &[&str]| any.iter().any(|word| line.contains(word));
    let leads = has(&[
        "場合",
        "いずれ",
        "どれか",
        "該当",
        "次の",
        "以下",
        "下記",
        "条件",
        "とき",
        "基準",
        "両方",
        "当てはま",
    ]) || has(&["すべて", "全て"]) && has(&["満た", "揃", "そろ"]);
    let all = ["すべて", "全て"];
    let is_whole = all.contains(&line.trim());
    if is_japanese_exception(line) || (leads && JAPANESE_MOVES.iter().any(|word| line.contains(word))) {
        return Some(Lead::Not);
    }
    if has(&["対応", "連絡", "報告", "行う", "実施"]) || !leads && !is_whole {
        return None;
    }
    if has(&["ない", "除く", "除き", "以外", "でなく", "なし"]) {
        return Some(Lead::Not);
    }
    let several = ["二つ", "ふたつ", "三つ", "みっつ", "複数", "過半数", "半数", "のみ", "だけ"];
    if has(&several) || has_japanese_amount(line) {
        return Some(Lead::Some);
    }
    let is_any = has(&["いずれか", "どれか", "または", "又は"]);
    let all = has(&["すべて", "全て", "いずれも", "両方", "ともに", "同時に"]);
    let is_of_them =
        is_whole || has(&["次", "以下", "下記", "条件", "満た", "該当", "当てはま", "揃", "そろ", "両方"]);
    match (all && !is_any, is_of_them) {
        (true, true) => Some(Lead::All),
        // すべての利用者に影響する場合: what follows has to hold beside that.
        (true, false) => Some(Lead::Some),
        _ => Some(Lead::Any),
    }
}

/// Whether a line has a number that is neither one of several nor that of a level: `2つ以上`, `10分以上続く場合`.
fn has_japanese_amount(line: &str) -> bool {
    let mut letters = line.char_indices().peekable();
    let mut is_inside = false;
    while let Some((at, letter)) = letters.next() {
        let is_number = letter.is_numeric();
        let begins = is_number && !is_inside;
        is_inside = is_number;
        if !begins {
            continue;
        }
        let before = line.get(..at).unwrap_or_default().trim_end_matches([' ', '-', '‐', '－', '　']);
        let is_of_level = before.ends_with(|letter: char| letter.is_ascii_alphabetic())
            || ["レベル", "重大度", "深刻度", "ランク", "クラス", "優先度", "等級"]
                .iter()
                .any(|word| before.ends_with(word));
        let next = letters.peek().map(|(_, next)| *next);
        let is_one = matches!(letter, '1' | '１') && next.is_some_and(|next| "つ個項件 ".contains(next));
        if !is_of_level && !is_one {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_lines_lead_into_criteria() {
        use Lead::{All, Any, Not, Some as Several};
        for (lines, wanted) in [
            (
                &[
                    "An incident is critical if",
                    "Use SEV-1 when any of these holds",
                    "One or more of the following",
                    "At least one of",
                    "1 or more of",
                    "Any of",
                    "Any",
                    "Must meet at least one",
                    "Or",
                    "Or any of",
                    "Any or all of these",
                    "Any applies",
                    "Either of",
                    "Any of the following, except for planned maintenance",
                    "One of these (unless planned)",
                    "OR",
                    "もしくは",
                    "A severity 2 incident is when",
                    "Any of the following, including but not limited to",
                    "Any of these must be true",
                    "次のいずれかに該当する場合",
                    "SEV2 は以下のいずれか",
                    "次のうち1つ以上に該当",
                ][..],
                Some(Any),
            ),
            (
                &[
                    "All of",
                    "All",
                    "Criteria (all)",
                    "条件（すべて）",
                    "Both",
                    "Both of",
                    "Each of",
                    "Every one of these",
                    "All criteria",
                    "All of these criteria",
                    "All apply",
                    "All of these, excluding drills",
                    "Both conditions",
                    "Must meet all criteria",
                    "Each one of the following",
                    "When all of these hold",
                    "If both conditions are met",
                    "All of the following must be true",
                    "All conditions must be met",
                    "SEV1 is when all the following apply",
                    "次のすべて",
                    "すべて満たす場合",
                    "以下の条件をすべて満たすこと",
                    "次の両方に該当する場合",
                    "いずれも満たす場合",
                    "すべて",
                ],
                Some(All),
            ),
            (
                &[
                    "At least two of",
                    "Two or more of",
                    "2 of the following",
                    "Criteria (2 of 3)",
                    "Any two of these",
                    "More than one of the following",
                    "Exactly one of",
                    "Most of these apply",
                    "When any of these lasts for more than 10 minutes",
                    "次のうち2つ以上に該当する場合",
                    "次のうち二つ以上",
                    "以下の複数に該当",
                    "10分以上、次のいずれかが続く場合",
                    "すべての利用者に影響する場合",
                ],
                Some(Several),
            ),
            (
                &[
                    "Not all of these",
                    "None of these",
                    "None of the following",
                    "Should meet none of these criteria",
                    "Neither of",
                    "Unless",
                    "Except",
                    "Except when",
                    "Excluding",
                    "Exclusions",
                    "An incident is never SEV3 if",
                    "Not a SEV1 when",
                    "It is not SEV1 if",
                    "It isn’t SEV1 if any of these hold",
                    "Any of these, but only in staging",
                    "Any of these, and no workaround",
                    "Downgrade to SEV3 if",
                    "Escalate to SEV1 when any of these holds",
                    "Exit criteria",
                    "次のいずれにも該当しない場合",
                    "次の場合を除く",
                    "ただし",
                    "例外",
                    "以下のすべてを満たさない場合",
                    "引き下げの条件",
                    "回避策がなく、次のいずれかに該当する場合は対象外ではない場合",
                ],
                Some(Not),
            ),
            (
                &[
                    "Who writes",
                    "Also see",
                    "Do all of the following",
                    "All hands",
                    "When it happens, page",
                    "All of Europe",
                    "All of our customers",
                    "Both web and app",
                    "Any customer",
                    "Any customer in Japan",
                    "One or more services",
                    "Each of our regions",
                    "All of the above and any of",
                    "All of these must be done",
                    "以下の対応を行う",
                    "Notes",
                    "担当",
                ],
                None,
            ),
        ] {
            for line in lines {
                assert_eq!(lead(line), wanted, "{line}");
            }
        }
    }

    #[test]
    fn lines_that_lead_without_a_colon() {
        for (line, wanted) in [
            ("次のすべて", Some(Lead::All)),
            ("すべて満たす場合", Some(Lead::All)),
            ("以下のいずれかに該当する場合。", Some(Lead::Any)),
            ("次のいずれにも該当しないもの", Some(Lead::Not)),
            ("次のうち2つ以上に該当", Some(Lead::Some)),
            ("以下の条件のうち二つ以上を満たす場合", Some(Lead::Some)),
            ("All of the following", Some(Lead::All)),
            ("At least two of these", Some(Lead::Some)),
            // What happens.
            ("すべてのユーザーが利用できない場合", None),
            ("All of these shops are down", None),
            ("全サービスの停止", None),
            ("Any", None),
            ("OR", Some(Lead::Any)),
            ("もしくは", Some(Lead::Any)),
            ("いずれかの決済手段が使えない", None),
        ] {
            assert_eq!(bare_lead(line), wanted, "{line}");
        }
    }

    #[test]
    fn labels_of_exceptions() {
        for (label, wanted) in [
            ("Unless", true),
            ("Not SEV1", true),
            ("Exit criteria", true),
            ("例外", true),
            ("Impact", false),
            ("No workaround", false),
            ("回避策がない場合", false),
            ("Resolution", false),
            ("Exceptions", true),
            ("Excluded from this level", true),
            ("除く", true),
            ("除外条件", true),
            ("Exception rate", false),
            ("Excludes nothing", false),
            ("Except during maintenance", false),
            ("除外されたユーザー", false),
        ] {
            assert_eq!(is_of_exception(label), wanted, "{label}");
        }
    }
}
