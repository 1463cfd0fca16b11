//! Titles of blocks that are the name of another matter: `!!! note "Previous incident"`, `"SLO targets"`, `"記入例"`. A title that only
//! holds such a word speaks of this incident as often as not: `Target missed`, 前回より大きい影響.

use crate::model::grammar::calendar::month;
use crate::model::heading::heading_key;

/// Whether a title as a whole is such a name, perhaps with a number, a day or an id behind it.
#[must_use]
pub fn names_another_matter(title: &str) -> bool {
    let title = title.trim();
    let key = heading_key(title);
    let name = without_id(&key);
    if is_name(name) || is_limit(name) {
        return true;
    }
    // `Previous incident: the pool ran dry`. `Target: missed` tells of this one.
    let colon = title.split_once([':', '：']);
    colon.is_some_and(|(name, _)| is_name(without_id(&heading_key(name))))
}

/// A key without the numbers, days and ids at its end: `previous incident inc 12`, 記入例1.
fn without_id(key: &str) -> &str {
    const BESIDE: [&str; 13] =
        ["inc", "pm", "sev", "p", "no", "of", "on", "from", "in", "to", "and", "since", "の"];
    let mut name = key;
    let mut is_cut = false;
    loop {
        let (before, last) = name.rsplit_once(' ').unwrap_or(("", name));
        let is_number = if last.is_ascii() {
            last.contains(|letter: char| letter.is_ascii_digit())
        } else {
            last.starts_with(|first: char| first.is_ascii_digit())
        };
        let is_beside =
            is_cut && (BESIDE.contains(&last) || month(last).is_some_and(|(_, rest)| rest.is_empty()));
        if before.is_empty() || !(is_number || is_beside) {
            break;
        }
        (name, is_cut) = (before, true);
    }
    if name.is_ascii() { name } else { name.trim_end_matches(|letter: char| letter.is_ascii_digit()) }
}

/// Whether a name without its number is one of other incidents, of what was spared, or of how to write or to tell it.
fn is_name(name: &str) -> bool {
    if name.is_ascii() {
        WHOLE.contains(&name)
            || ["how to ", "what is a sev"].iter().any(|head| name.starts_with(head))
            || are_incidents(name)
            || are_rules(name)
    } else {
        is_japanese_name(&name.replace(' ', ""))
    }
}

/// English names that are made of no parts.
const WHOLE: [&str; 41] = [
    "see also",
    "further reading",
    "reference",
    "references",
    "for reference",
    "reference material",
    "reference materials",
    "reference links",
    "reference documents",
    "reference data",
    "reference cases",
    "incident history",
    "outage history",
    "history of incidents",
    "history of outages",
    "last time",
    "near miss",
    "near misses",
    "not affected",
    "not impacted",
    "unaffected",
    "what was not affected",
    "services not affected",
    "systems not affected",
    "regions not affected",
    "components not affected",
    "products not affected",
    "features not affected",
    "services not impacted",
    "systems not impacted",
    "unaffected services",
    "unaffected systems",
    "unaffected regions",
    "unaffected components",
    "lesson learned",
    "lessons learned",
    "lessons",
    "prevention",
    "recurrence prevention",
    "prevention of recurrence",
    "what could have happened",
];

/// `Previous incident`, `Similar past outages`, `Outages of last year`.
fn are_incidents(name: &str) -> bool {
    const OTHER: [&str; 14] = [
        "past", "previous", "prior", "earlier", "former", "other", "another", "similar", "related", "last",
        "years", "months", "the", "our",
    ];
    const INCIDENTS: [&str; 22] = [
        "incident",
        "incidents",
        "outage",
        "outages",
        "event",
        "events",
        "failure",
        "failures",
        "disruption",
        "disruptions",
        "occurrence",
        "occurrences",
        "case",
        "cases",
        "issue",
        "issues",
        "postmortem",
        "postmortems",
        "and",
        "or",
        "of",
        "history",
    ];
    const LAST: [&str; 6] = [
        " of last year",
        " from last year",
        " of the past",
        " in the past",
        " of last month",
        " of last quarter",
    ];
    if let Some(before) = LAST.iter().find_map(|end| name.strip_suffix(end)) {
        return before.split(' ').all(|word| INCIDENTS.contains(&word) || OTHER.contains(&word));
    }
    let mut words = name.split(' ').peekable();
    let (mut is_other, mut is_incident) = (false, false);
    while let Some(word) = words.next_if(|word| OTHER.contains(word)) {
        is_other |= !matches!(word, "the" | "our" | "years" | "months");
    }
    for word in words {
        if !(INCIDENTS.contains(&word) || OTHER.contains(&word)) {
            return false;
        }
        is_incident |= INCIDENTS.contains(&word) && !matches!(word, "and" | "or" | "of" | "history");
    }
    is_other && is_incident
}

/// `Example`, `Severity levels`, `Sample postmortem`, `SEV definitions`.
fn are_rules(name: &str) -> bool {
    const NOUNS: [&str; 12] = [
        "example",
        "examples",
        "sample",
        "samples",
        "template",
        "templates",
        "definition",
        "definitions",
        "glossary",
        "legend",
        "policy",
        "instructions",
    ];
    const LEVELS: [&str; 8] =
        ["levels", "matrix", "guide", "guidelines", "scale", "criteria", "table", "definitions"];
    const BESIDE: &str = "an the our for of and incident postmortem report entry entries text value values severity sev level \
        levels impact field escalation response slo sla filled worked";
    let is_of_levels = name.rsplit_once(' ').is_some_and(|(before, last)| {
        LEVELS.contains(&last) && matches!(before, "severity" | "sev" | "incident severity")
    });
    is_of_levels
        || name.split(' ').any(|word| NOUNS.contains(&word))
            && name.split(' ').all(|word| NOUNS.contains(&word) || is_one_of(BESIDE, word))
}

/// Whether a name without its number is one of what should be, or of what did not come to it: `SLO targets`, 目標値, `Worst case`. What
/// stands behind a colon may tell of this incident.
fn is_limit(name: &str) -> bool {
    const CASES: [&str; 7] = [
        "worst case",
        "worst case scenario",
        "best case",
        "hypothetical",
        "hypothetical case",
        "hypothetical scenario",
        "hypothetical impact",
    ];
    const NOUNS: [&str; 10] = [
        "target",
        "targets",
        "threshold",
        "thresholds",
        "objective",
        "objectives",
        "goal",
        "goals",
        "slos",
        "slas",
    ];
    const BESIDE: &str = "our and for slo sla sli service level availability uptime recovery time point latency error rate \
        performance reliability alert alerting response quarterly yearly budget rto rpo severity value values the";
    if !name.is_ascii() {
        let name = name.replace(' ', "");
        let ends = ["目標", "目標値", "しきい値", "閾値", "基準値"];
        let before = ends.iter().find_map(|end| name.strip_suffix(end));
        return before.is_some_and(|before| is_made_of(before, &JAPANESE_BESIDE));
    }
    CASES.contains(&name)
        || name.split(' ').any(|word| NOUNS.contains(&word))
            && name.split(' ').all(|word| NOUNS.contains(&word) || is_one_of(BESIDE, word))
}

/// What may stand before the noun of a Japanese name of rules.
const JAPANESE_BESIDE: [&str; 32] = [
    "slo",
    "sla",
    "sli",
    "sev",
    "rto",
    "rpo",
    "重大度",
    "深刻度",
    "レベル",
    "サービス",
    "可用性",
    "稼働率",
    "復旧",
    "時間",
    "応答",
    "性能",
    "品質",
    "エラー",
    "率",
    "用語",
    "入力",
    "記入",
    "記載",
    "回答",
    "報告",
    "障害",
    "判定",
    "アラート",
    "目標",
    "の",
    "と",
    "・",
];

/// 前回の障害, 過去に発生した類似障害, 記入例, 参考資料.
fn is_japanese_name(name: &str) -> bool {
    const WHOLE: [&str; 19] = [
        "参考",
        "参考資料",
        "参考情報",
        "参考リンク",
        "参考文献",
        "参考値",
        "参考事例",
        "参照",
        "別件",
        "障害履歴",
        "障害事例",
        "障害事例集",
        "再発防止事例",
        "他社事例",
        "例",
        "見本",
        "影響なしのサービス",
        "重大度一覧",
        "重大度表",
    ];
    const RULES: [&str; 15] = [
        "例",
        "サンプル",
        "テンプレート",
        "定義",
        "凡例",
        "書き方",
        "用語集",
        "ひな形",
        "雛形",
        "判定基準",
        "重大度基準",
        "重大度の基準",
        "重大度レベル一覧",
        "記載要領",
        "記入要領",
    ];
    // A rule's noun stands behind nothing but its kind.
    let is_rule = || {
        let mut before = RULES.iter().filter_map(|end| name.strip_suffix(end));
        before.any(|before| is_made_of(before, &JAPANESE_BESIDE))
    };
    WHOLE.contains(&name) || is_rule() || are_japanese_incidents(name) || is_spared(name)
}

/// 過去の事例, 類似障害, 前回の影響; 関連する影響 is one of this incident.
fn are_japanese_incidents(name: &str) -> bool {
    const PAST: [&str; 6] = ["過去", "前回", "以前", "昨年", "前年", "先月"];
    const OTHER: [&str; 5] = ["類似", "同様", "関連", "別", "他"];
    const NOUNS: [&str; 13] = [
        "障害",
        "事象",
        "事例",
        "事案",
        "インシデント",
        "不具合",
        "トラブル",
        "ケース",
        "案件",
        "問題",
        "故障",
        "停止",
        "履歴",
    ];
    const BETWEEN: [&str; 15] = [
        "一覧",
        "実績",
        "過去",
        "類似",
        "同様",
        "に発生",
        "に起きた",
        "に起こった",
        "発生",
        "した",
        "する",
        "の",
        "な",
        "と",
        "・",
    ];
    const OF_THE_PAST: [&str; 4] = ["影響", "原因", "対応", "ログ"];
    let all = [&NOUNS[..], &BETWEEN].concat();
    if let Some(rest) = PAST.iter().find_map(|head| name.strip_prefix(head)) {
        let rest = OF_THE_PAST.iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
        return !rest.ends_with(['と', '・']) && is_made_of(rest, &all);
    }
    let rest = OTHER.iter().find_map(|head| name.strip_prefix(head));
    let is_noun = |rest: &str| NOUNS.iter().any(|noun| rest.ends_with(noun));
    rest.is_some_and(|rest| is_noun(rest) && is_made_of(rest, &all)) || matches!(name, "類似" | "関連")
}

/// 影響を受けなかったサービス.
fn is_spared(name: &str) -> bool {
    const NOUNS: [&str; 8] = ["もの", "こと", "サービス", "システム", "機能", "範囲", "リージョン", "製品"];
    const HEADS: [&str; 4] = ["影響しな", "影響を受けな", "影響のな", "影響がな"];
    let rest = HEADS.iter().find_map(|head| name.strip_prefix(head));
    let rest = rest.and_then(|rest| rest.strip_prefix("かった").or_else(|| rest.strip_prefix('い')));
    rest.is_some_and(|rest| NOUNS.contains(&rest))
}

/// Whether a word is one of those in a text.
fn is_one_of(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// Whether a text is nothing but some words behind each other; the empty text is.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let longest = words.iter().filter_map(|word| rest.strip_prefix(*word)).min_by_key(|rest| rest.len());
        let Some(next) = longest else { return false };
        rest = next;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_titles_are_names() {
        for (title, wanted) in [
            ("Previous incident", true),
            ("Previous incident: INC-12", true),
            ("Previous incident (2025-11-03)", true),
            ("Previous incident of March 4, 2025", true),
            ("Previous incident: the pool ran dry", true),
            ("Similar past outages", true),
            ("Related incidents and outages", true),
            ("Outages of last year", true),
            ("See also", true),
            ("Services not affected", true),
            ("SLO targets", true),
            ("SLO target", true),
            ("Target: 99.9%", true),
            ("Recovery time objectives", true),
            ("Thresholds", true),
            ("Worst case", true),
            ("Example", true),
            ("Examples:", true),
            ("Example 2", true),
            ("Example of a severity", false),
            ("Example of an impact entry", true),
            ("Severity levels", true),
            ("Severity levels (SEV-1 to SEV-4)", true),
            ("SEV definitions", true),
            ("Definition", true),
            ("How to fill this in", true),
            ("記入例", true),
            ("記入例1", true),
            ("例", true),
            ("例：2026年3月4日", true),
            ("前回の障害", true),
            ("前回の障害（2025年12月）", true),
            ("前回の影響", true),
            ("過去の事例", true),
            ("過去に発生した類似障害", true),
            ("関連するインシデント", true),
            ("類似事例", true),
            ("重大度の定義", true),
            ("SLO目標", true),
            ("目標値", true),
            ("参考資料", true),
            ("影響を受けなかったサービス", true),
            ("Threshold exceeded", false),
            ("Target missed", false),
            ("Target: missed", false),
            ("SLO target missed", false),
            ("Recovery objective missed", false),
            ("Target system", false),
            ("Recurrence of a previous incident", false),
            ("Worst case confirmed", false),
            ("Worst case: confirmed", false),
            ("Impact (see also the status page)", false),
            ("Not an example", false),
            ("Sample data affected", false),
            ("Severity level", false),
            ("Incident", false),
            ("The incident", false),
            ("Incident 12", false),
            ("Incident report", false),
            ("Impact", false),
            ("2026-03-04", false),
            ("本事例の影響", false),
            ("SLO目標未達", false),
            ("目標値超過", false),
            ("前回より大きい影響", false),
            ("前回との違い", false),
            ("他への影響", false),
            ("障害", false),
            ("影響", false),
            ("重大度", false),
            ("", false),
        ] {
            assert_eq!(names_another_matter(title), wanted, "{title}");
        }
    }
}
