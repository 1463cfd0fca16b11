//! Titles of sections that speak of something else than the incident, by their words: `Past incidents`, `参考資料`. What is only
//! called by such a word, as a reference service or the search for similar goods, is a matter of the incident as any other.

use crate::model::topic::holds_phrase;

/// Whether a title does, in the form of [`heading_key`](crate::model::heading::heading_key).
#[must_use]
pub fn speaks_of_others(key: &str) -> bool {
    let is_ascii = key.is_ascii();
    PHRASES.iter().any(|phrase| (phrase.is_ascii() || !is_ascii) && holds_phrase(key, phrase))
        || ENGLISH.iter().any(|word| word.stands_in(key))
        || !is_ascii && JAPANESE.iter().any(|word| word.stands_in(key))
}

/// What speaks of others wherever it stands.
const PHRASES: [&str; 43] = [
    "past incident",
    "past outage",
    "previous incident",
    "previous outage",
    "prior incident",
    "prior outage",
    "earlier incident",
    "earlier outage",
    "other incident",
    "other outage",
    "similar incident",
    "similar outage",
    "related incident",
    "related outage",
    "incident history",
    "see also",
    "further reading",
    "not affected",
    "not impacted",
    "unaffected",
    "near miss",
    "worst case",
    "could have",
    "would have",
    "had continued",
    "had not been",
    "hypothetical",
    "last time",
    "別件",
    "他の障害",
    "他のインシデント",
    "関連障害",
    "関連インシデント",
    "関連する障害",
    "関連するインシデント",
    "障害履歴",
    "再発防止事例",
    "他社事例",
    "障害事例",
    "影響しな",
    "影響を受けな",
    "影響のな",
    "影響がな",
];

/// A word that speaks of others, unless the title is the name of a part of the system.
struct Cue {
    word: &'static str,
    /// What follows where it speaks of others whatever the title ends with.
    then: &'static [&'static str],
    /// What may not stand before it.
    never_behind: &'static [&'static str],
}

impl Cue {
    fn stands_in(&self, key: &str) -> bool {
        if !key.contains(self.word) {
            return false;
        }
        key.match_indices(self.word).any(|(at, _)| {
            let (before, after) = (key.get(..at).unwrap_or_default(), key.get(at + self.word.len()..));
            let after = after.unwrap_or_default();
            if !self.word.is_ascii() {
                return self.lets(before, after);
            }
            let after = after.strip_prefix('s').unwrap_or(after);
            let is_word = before.is_empty() || before.ends_with(' ');
            is_word
                && (after.is_empty() || after.starts_with(' '))
                && self.lets(before.trim_end(), after.trim_start())
        })
    }

    fn lets(&self, before: &str, after: &str) -> bool {
        let is_part = || SYSTEMS.iter().any(|noun| ends_in(after, noun));
        let speaks = self.then.iter().any(|then| after.starts_with(then)) || !is_part();
        speaks && !self.never_behind.iter().any(|word| before.ends_with(word))
    }
}

/// Whether a title ends in a word, or in its plural.
fn ends_in(title: &str, noun: &str) -> bool {
    let title = title.trim_end();
    if !noun.is_ascii() {
        return title.ends_with(noun);
    }
    let before =
        title.strip_suffix('s').unwrap_or(title).strip_suffix(noun).or_else(|| title.strip_suffix(noun));
    before.is_some_and(|before| !before.ends_with(|letter: char| letter.is_ascii_alphanumeric()))
}

/// What parts of a system are called.
const SYSTEMS: [&str; 44] = [
    "service",
    "api",
    "app",
    "application",
    "system",
    "server",
    "database",
    "db",
    "store",
    "storage",
    "search",
    "page",
    "screen",
    "feature",
    "function",
    "engine",
    "lookup",
    "client",
    "library",
    "feed",
    "view",
    "widget",
    "endpoint",
    "module",
    "portal",
    "tool",
    "gateway",
    "queue",
    "job",
    "worker",
    "dashboard",
    "booking",
    "editor",
    "catalog",
    "機能",
    "サービス",
    "検索",
    "画面",
    "ページ",
    "システム",
    "アプリ",
    "一覧",
    "表示",
    "サイト",
];

/// What follows a word for the past, or for likeness, where it is one of incidents.
const JAPANESE_INCIDENTS: &[&str] = &[
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
    "対応",
    "発生",
    "同様",
    "類似",
    "再発",
    "の障害",
    "の事象",
    "の事例",
    "の事案",
    "のインシデント",
    "の不具合",
    "のトラブル",
    "のケース",
    "の案件",
    "の問題",
    "の故障",
    "の停止",
    "の対応",
    "の発生",
    "の同様",
    "の類似",
    "の再発",
    "の影響",
    "の原因",
    "に発生",
    "に起き",
    "に起こ",
    "した",
    "との",
    "から",
];

const ENGLISH: [Cue; 7] = [
    Cue {
        word: "reference",
        then: &[
            "link", "material", "document", "doc", "note", "reading", "incident", "and", "for", "to",
            "artifact",
        ],
        never_behind: &["api", "cross", "customer", "order", "product", "price", "data"],
    },
    Cue {
        word: "prevention",
        then: &["of", "and", "measure", "plan", "step", "action", "idea", "in", "for"],
        never_behind: &[
            "fraud",
            "loss",
            "abuse",
            "spam",
            "intrusion",
            "bot",
            "ddos",
            "leak",
            "theft",
            "churn",
            "attack",
            "malware",
            "virus",
            "overfill",
            "injury",
            "accident",
            "suicide",
            "crime",
            "fire",
        ],
    },
    Cue {
        word: "lesson",
        then: &["learn", "from", "for", "and", "we", "in", "about", "the", "to", "of"],
        never_behind: &[],
    },
    Cue { word: "last year", then: &["incident", "outage", "event"], never_behind: &[] },
    Cue { word: "past event", then: &["of", "in", "with", "like", "and"], never_behind: &[] },
    Cue { word: "previous event", then: &["of", "in", "with", "like", "and"], never_behind: &[] },
    Cue { word: "similar event", then: &["of", "in", "with", "like", "and"], never_behind: &[] },
];

const JAPANESE: [Cue; 5] = [
    Cue { word: "過去", then: JAPANESE_INCIDENTS, never_behind: &[] },
    Cue { word: "類似", then: JAPANESE_INCIDENTS, never_behind: &[] },
    Cue { word: "前回", then: JAPANESE_INCIDENTS, never_behind: &[] },
    Cue {
        word: "参考",
        then: &[
            "情報",
            "資料",
            "リンク",
            "文献",
            "値",
            "データ",
            "事例",
            "サイト",
            "url",
            "記事",
            "に",
            "まで",
            "ドキュメント",
        ],
        never_behind: &[],
    },
    Cue {
        word: "事例",
        then: &["の", "と", "から", "紹介", "集"],
        never_behind: &["導入", "活用", "成功", "利用", "施工", "顧客", "お客様"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::heading::heading_key;

    #[test]
    fn titles_of_others_and_of_services() {
        for (title, wanted) in [
            ("Past incidents", true),
            ("Related incidents 2025", true),
            ("Similar events in 2025", true),
            ("References", true),
            ("Reference", true),
            ("For reference", true),
            ("9. References", true),
            ("References / Artifacts", true),
            ("Reference material", true),
            ("Lessons / prevention", true),
            ("Lesson learned", true),
            ("Lessons (for future-us)", true),
            ("Recurrence prevention", true),
            ("Prevention of recurrence", true),
            ("Services not affected", true),
            ("過去の類似障害 2025年12月", true),
            ("類似障害", true),
            ("類似の事象", true),
            ("過去に発生した障害", true),
            ("過去（2024年）", true),
            ("前回の影響", true),
            ("参考", true),
            ("参考資料", true),
            ("（参考）", true),
            ("再発防止事例", true),
            ("類似事例", true),
            ("影響を受けなかったサービス", true),
            ("Customer numbers", false),
            ("Reference service", false),
            ("Reference data API", false),
            ("Preference service", false),
            ("API reference", false),
            ("Fraud prevention service", false),
            ("Fraud prevention", false),
            ("Data loss prevention", false),
            ("Lesson booking", false),
            ("Similar events feed", false),
            ("Past events page", false),
            ("Outages of last year", true),
            ("Orders of last year", true),
            ("影響が大きかった機能", false),
            ("Reference: INC-3", true),
            ("Reference (INC-3)", true),
            ("Reference cases", true),
            ("Reference data", true),
            ("Reference / related", true),
            ("過去実績", true),
            ("過去ログ", true),
            ("過去の障害一覧", true),
            ("Reference search service", false),
            ("類似商品検索", false),
            ("過去データ参照機能", false),
            ("過去の注文一覧", false),
            ("前回ログイン表示", false),
            ("参考価格API", false),
            ("導入事例ページ", false),
            ("数値", false),
        ] {
            assert_eq!(speaks_of_others(&heading_key(title)), wanted, "{title}");
        }
    }
}
