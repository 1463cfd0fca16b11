//! What says that something is left out of a level, and nothing of what happens: `Except for planned maintenance`, `計画停止は除く`.

/// Words that begin an exception.
#[rustfmt::skip]
const EXCEPTIONS: &[&str] = &["unless", "except", "excepting", "excepted", "excluding", "exclude", "excludes", "exempt"];
/// The same, which may begin what happens, too: `Exceptions are thrown`, `Excluded users cannot log in`.
const NOUNS: [&str; 6] = ["exception", "exceptions", "exclusion", "exclusions", "exemptions", "excluded"];
/// Words that deny what follows as a list.
const NOTS: [&str; 4] = ["not", "never", "none", "neither"];
/// Words in Japanese that begin an exception, and nothing else.
const JAPANESE: [&str; 2] = ["ただし", "但し"];
/// The same, with what has to stand behind them: 除外されたユーザー is none.
const JAPANESE_NOUNS: [&str; 6] = ["例外", "除外", "対象外", "適用外", "該当しない", "除く"];
/// What stands behind them.
#[rustfmt::skip]
const BEHIND_NOUNS: [&str; 14] =
    [":", "：", "、", "は", "と", "事項", "条件", "項目", "規定", "もの", "のもの", "場合", "の場合", "ケース"];
/// What a line holds that does nothing but lead into others.
#[rustfmt::skip]
pub(super) const GLUE: &[&str] = &[
    "any", "all", "one", "or", "more", "of", "the", "following", "these", "those", "below", "both", "each", "every", "either", "neither",
    "none", "not", "at", "least", "two", "three", "condition", "conditions", "criteria", "criterion", "must", "be", "true", "met", "hold",
    "holds", "apply", "applies", "satisfied", "is", "are", "when", "if", "unless",
];
/// The same of a label of an exception: `Excluded from this level`.
#[rustfmt::skip]
const OF_LABELS: &[&str] = &[
    "for", "to", "from", "this", "that", "a", "an", "in", "included", "counted", "considered", "covered", "applicable", "case", "cases", "only",
    "level", "sev", "severity", "priority", "incident", "incidents", "scope", "here", "enough", "sufficient", "rule", "rules",
];
/// Words of a sentence.
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "can", "cannot", "can't", "fails", "fail", "does", "do", "goes", "stops", "breaks", "nobody",
    "everyone", "everybody", "lose", "loses",
];

/// Whether a text is an exception, and nothing else: where a sentence goes on behind it, what happens is told as a whole.
pub(super) fn is_exception(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', '。', ' ']);
    let is_left_out = (bare.ends_with("を除く") || bare.ends_with("は除く") || bare.ends_with("は対象外"))
        && !bare.contains(['、', '。', '（', '(']);
    if is_left_out || is_japanese_exception(bare) {
        return true;
    }
    let Some(word) = bare.split_whitespace().next() else { return false };
    let behind = bare.trim_start().get(word.len()..).unwrap_or_default().trim_start();
    let first = word.to_lowercase();
    let first = first.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_set_apart = word.ends_with([':', '：']) || behind.starts_with(['-', '–', '—']);
    if NOUNS.contains(&first) {
        let next = behind.split_whitespace().next().unwrap_or_default().to_lowercase();
        let goes_on = ["to", "for", "from", "when", "if"].contains(&next.as_str())
            || first == "excluded" && ["is", "are"].contains(&next.as_str());
        return is_set_apart || behind.is_empty() || goes_on && is_whole(behind);
    }
    EXCEPTIONS.contains(&first) && (is_set_apart || is_whole(behind))
}

/// Whether a text behind the word for an exception has no sentence behind a comma or a colon: `free users, everyone is down` has.
fn is_whole(text: &str) -> bool {
    if let Some((before, _)) = text.split_once(": ") {
        return words(before).iter().all(|word| is_glue(word));
    }
    let mut parts = text.split([',', '、']);
    let _ = parts.next();
    let Some(last) = parts.next_back() else { return true };
    let last = last.trim().to_lowercase();
    let begins = |any: &[&str]| any.iter().any(|begin| last.starts_with(begin));
    let has_verb = || words(&last).iter().any(|word| VERBS.contains(&word.as_str()));
    // `tests, drills, and demos` are several.
    begins(&["in which", "e.g.", "i.e.", "such as", "including", "for example"])
        || begins(&["and ", "or "]) && !has_verb()
}

/// Whether a label says that what follows is left out, and nothing of what: `Except when`, `Not SEV1`.
pub(super) fn is_exception_label(label: &str) -> bool {
    if label.contains(is_japanese) {
        return is_japanese_exception(label);
    }
    let words = words(label);
    let is_level = |word: &String| word.len() < 5 && word.ends_with(|last: char| last.is_ascii_digit());
    let is_of_label = |word: &String| is_glue(word) || OF_LABELS.contains(&word.as_str()) || is_level(word);
    words.split_first().is_some_and(|(first, rest)| {
        let is_of_them = |any: &[&str]| any.contains(&first.as_str());
        (is_of_them(EXCEPTIONS) || is_of_them(&NOUNS) || is_of_them(&NOTS)) && rest.iter().all(is_of_label)
    })
}

/// Whether a line above others, in small letters, leads into what is left out.
pub(super) fn leads_into_exception(line: &str) -> bool {
    let first = words(line).into_iter().next().unwrap_or_default();
    EXCEPTIONS.contains(&first.as_str()) || NOTS.contains(&first.as_str()) || is_exception_label(line)
}

/// The same of one in Japanese, or of a text.
pub(super) fn is_japanese_exception(text: &str) -> bool {
    let of_noun = |noun: &&str| {
        let behind = text.strip_prefix(*noun).map(str::trim_start);
        behind.is_some_and(|behind| {
            behind.is_empty() || BEHIND_NOUNS.iter().any(|next| behind.starts_with(next))
        })
    };
    JAPANESE.iter().any(|word| text.starts_with(word)) || JAPANESE_NOUNS.iter().any(of_noun)
}

fn is_glue(word: &str) -> bool {
    GLUE.contains(&word)
}

/// Whether a letter is one of Japanese.
pub(super) fn is_japanese(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ヿ' | '一'..='鿿')
}

/// The words of a line, in small letters.
pub(super) fn words(line: &str) -> Vec<String> {
    let split = line.split(|letter: char| !letter.is_alphanumeric());
    split.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions() {
        for text in [
            "Unless a workaround exists",
            "except: internal tools",
            "Excluding planned work",
            "ただし、計画停止は除く",
            "計画メンテナンスは除く",
            "社内ツールを除く。",
            "Except: planned maintenance, drills",
            "Except for planned maintenance",
            "Except tests, drills, and demos",
            "Unless a workaround exists, in which case it is SEV2",
            "Exceptions: planned maintenance",
            "Exceptions for planned maintenance",
            "Exception — planned maintenance",
            "Excludes planned maintenance",
            "Excluded: internal tools",
            "Except when: planned",
            "例外：計画停止",
            "除外: 計画停止",
            "対象外とするもの",
            "該当しない場合は記録だけする",
        ] {
            assert!(is_exception(text), "{text}");
        }
        for text in [
            "All services except internal tools are down",
            "Not all customers can pay",
            "Exceptions are thrown for more than 10% of requests",
            "Exception rate above 1%",
            "Exceptional load brings the site down",
            "Except free users, everyone is down",
            "Except free users, and nobody can pay",
            "Unless restarted, the service is down",
            "Excluding free users, any outage",
            "Excludes nothing: full outage",
            "Excluded users can log in",
            "Except during maintenance: any outage",
            "除外されたユーザーがログインできない",
            "除外設定の誤りによる誤課金",
            "例外が多発している",
            "対象外の顧客に請求",
            "None of the regions answers",
            "全サービスの停止（社内ツールを除く）",
            "社内ツールを除く全サービスが停止",
            "全サービスが停止。社内ツールは除く",
        ] {
            assert!(!is_exception(text), "{text}");
        }
    }
}
