//! What the remark in a label's parentheses says of the value: `Severity (initial)`, `復旧日時（予定）`, `Users affected (per hour)`. Only
//! remarks that say that and nothing else are taken so: what else stands in one may be about anything.

use crate::model::grammar::elsewhere;
use crate::model::heading::heading_key;

use super::extent;

/// When a value is said of. Of several values of one thing, those of the last stage count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Of a time before it was known: `(initial)`, （暫定）.
    First,
    /// Nothing is said about that.
    #[default]
    Plain,
    /// As it turned out: `(final)`, （確定）.
    Last,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// When the value is said of.
    Stage(Stage),
    /// When a level is said of; of anything else it is a part as often as not: `Users affected (current)`.
    LevelStage(Stage),
    /// Something that is not this incident, or did not happen.
    Other,
    /// Whose level it is, and not this team's.
    OtherLevel,
    /// The time before the incident, or behind it. A level of that time is an earlier or a later one; an amount is none of this incident.
    OtherTime(Stage),
    /// Who or what is counted, and not those who were hit: `Users affected (total active)`.
    OtherCount,
    /// Whose times they are, and not the incident's: `Resolved (ticket)`.
    OtherRecord,
    /// What caused it, which may have been long before it began: `Start (deployment)`.
    Cause,
    /// That it holds for now: of an end that is when it stopped to hurt.
    ForNow,
    /// That it holds for good, which may be long after it was over: of an end that counts where no other one is stated.
    ForGood,
    /// That it was so of everything: of an end, that is the end.
    Wholly,
    /// That it was so in part: that is no end.
    Partly,
    /// A risk: that there was one says nothing of whether it came about.
    Risk,
    /// What may be, which is no number.
    Possible,
    /// How much of it there is in a time, which is no number of all.
    Rate,
}

/// The longest remark, in bytes: longer ones are sentences.
const LONGEST: usize = 40;

/// What a remark says of the value, if anything.
#[must_use]
pub fn remark(text: &str) -> Remark {
    const NOTHING: Remark = Remark::Stage(Stage::Plain);
    if text.is_empty() || text.len() > LONGEST {
        return NOTHING;
    }
    if is_rate(text) {
        return Remark::Rate;
    }
    let key = heading_key(text);
    let is = |words: &[&str]| words.contains(&&*key);
    let is_stage = |words: &[&str]| words.iter().any(|word| is_of_stage(&key, word));
    if elsewhere::is_of_another(&key) {
        Remark::Other
    } else if is(&RISKS) {
        Remark::Risk
    } else if elsewhere::is_possible(&key) {
        Remark::Possible
    } else if is(&RATES) {
        Remark::Rate
    } else if is(&BEFORE) {
        Remark::OtherTime(Stage::First)
    } else if is(&AFTER) {
        Remark::OtherTime(Stage::Last)
    } else if is(&COUNTED) {
        Remark::OtherCount
    } else if is(&RECORDS) {
        Remark::OtherRecord
    } else if is_cause(&key) {
        Remark::Cause
    } else if is_stage(&FOR_NOW) {
        Remark::ForNow
    } else if is(&FOR_GOOD) {
        Remark::ForGood
    } else if is(&extent::WHOLLY) {
        Remark::Wholly
    } else if is(&extent::PARTLY) {
        Remark::Partly
    } else if is(&OTHERS) {
        Remark::OtherLevel
    } else if is_stage(&LAST) {
        Remark::Stage(Stage::Last)
    } else if is_stage(&FIRST) {
        Remark::Stage(Stage::First)
    } else if is_stage(&LAST_LEVEL) {
        Remark::LevelStage(Stage::Last)
    } else if is_stage(&FIRST_LEVEL) {
        Remark::LevelStage(Stage::First)
    } else {
        NOTHING
    }
}

/// The name for the level in a label, and what the words before or behind it say of the value: `Final severity`, `Severity at
/// declaration`, 当初の重大度. None where they say nothing that is known: `Bug severity`.
#[must_use]
pub fn level_with_remark(label: &str) -> Option<(&str, Remark)> {
    const NAME: &str = "severity";
    const JAPANESE: [&str; 2] = ["重大度", "深刻度"];
    const NOUNS: [&str; 4] = ["level", "rating", "classification", "incident"];
    const DECLARED: [&str; 5] = ["declared", "assigned", "official", "overall", "effective"];
    if label.len() > LONGEST {
        return None;
    }
    let (at, name) = if label.is_ascii() {
        // Nearly every label ends here.
        if !label.contains("everity") && !label.contains("EVERITY") {
            return None;
        }
        let is_name = |letters: &[u8]| letters.eq_ignore_ascii_case(NAME.as_bytes());
        (label.as_bytes().windows(NAME.len()).position(is_name)?, NAME)
    } else {
        JAPANESE.iter().find_map(|name| Some((label.find(name)?, *name)))?
    };
    let (before, after) = (label.get(..at)?.trim(), label.get(at + name.len()..)?.trim());
    let is_noun = |word: &str| NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(word));
    let before = before.rsplit_once(' ').filter(|(_, last)| is_noun(last)).map_or(before, |(first, _)| first);
    let beside = match (before.trim_end_matches(['の', 'な']), after) {
        (before, after) if after.is_empty() || is_noun(after) => before,
        ("", after) => after,
        _ => return None,
    };
    let about = remark(beside);
    let is_plain = about == Remark::Stage(Stage::Plain);
    let is_declared = DECLARED.iter().any(|word| word.eq_ignore_ascii_case(beside));
    (!beside.is_empty() && (!is_plain || is_declared)).then_some((label.get(at..at + name.len())?, about))
}

/// Whether a key is a word for a stage, perhaps with a noun for what was said then: `final`, `final assessment`, 最終判定.
fn is_of_stage(key: &str, word: &str) -> bool {
    let Some(rest) = key.strip_prefix(word) else { return false };
    rest.is_empty() || SAID.contains(&rest.trim_start()) && (rest.starts_with(' ') || !word.is_ascii())
}

/// `$/h`, `/day`, `USD/hour`: a stroke and a time behind a currency or nothing.
fn is_rate(text: &str) -> bool {
    const TIMES: [&str; 11] = ["h", "hr", "hour", "min", "minute", "s", "sec", "day", "week", "時", "日"];
    let Some((of, time)) = text.split_once(['/', '／']) else { return false };
    let of = of.trim();
    let is_currency = of.chars().all(|sign| !sign.is_alphanumeric() || matches!(sign, '円'))
        || of.len() == 3 && of.bytes().all(|letter| letter.is_ascii_uppercase());
    is_currency && TIMES.contains(&time.trim())
}

/// What was said at a stage.
const SAID: [&str; 19] = [
    "assessment",
    "classification",
    "severity",
    "level",
    "rating",
    "value",
    "count",
    "estimate",
    "report",
    "number",
    "figure",
    "判定",
    "評価",
    "重大度",
    "値",
    "報",
    "時点",
    "版",
    "的",
];

/// Remarks on whose level it is.
const OTHERS: [&str; 5] = ["vendor", "vendor s", "provider", "supplier", "ベンダー"];

/// Remarks on the time before it, or when nothing is wrong.
const BEFORE: [&str; 23] = [
    "before",
    "before incident",
    "before the incident",
    "before the outage",
    "prior",
    "prior to incident",
    "pre incident",
    "baseline",
    "base",
    "normal",
    "normally",
    "usual",
    "usually",
    "typical",
    "通常",
    "通常時",
    "平常時",
    "平時",
    "正常時",
    "普段",
    "障害前",
    "発生前",
    "ベースライン",
];

/// Remarks on the time behind it.
const AFTER: [&str; 14] = [
    "after",
    "after incident",
    "after the incident",
    "after fix",
    "after the fix",
    "after recovery",
    "after mitigation",
    "after the mitigation",
    "after rollback",
    "post incident",
    "post fix",
    "復旧後",
    "対応後",
    "障害後",
];

/// Remarks on who is counted, hit or not.
const COUNTED: [&str; 16] = [
    "total active",
    "total active users",
    "total users",
    "total customers",
    "active users",
    "daily active",
    "daily active users",
    "monthly active",
    "monthly active users",
    "dau",
    "mau",
    "user base",
    "総利用者数",
    "総ユーザー数",
    "全利用者数",
    "母数",
];

/// Remarks on a record of the incident, which is opened and closed at times of its own.
const RECORDS: [&str; 14] = [
    "ticket",
    "tickets",
    "jira",
    "issue",
    "case",
    "record",
    "postmortem",
    "post mortem",
    "report",
    "チケット",
    "起票",
    "報告書",
    "ポストモーテム",
    "課題",
];

/// Remarks on what caused it.
const CAUSES: [&str; 16] = [
    "deployment",
    "deploy",
    "release",
    "rollout",
    "change",
    "config change",
    "cause",
    "root cause",
    "trigger",
    "bug introduced",
    "introduced",
    "latent",
    "デプロイ",
    "リリース",
    "潜伏",
    "潜在",
];

/// Whether a remark is about what caused it, as 原因となったリリース is.
fn is_cause(key: &str) -> bool {
    CAUSES.contains(&key) || !key.is_ascii() && key.starts_with("原因")
}

/// Remarks on what holds for now.
const FOR_NOW: [&str; 17] = [
    "temporary",
    "temporarily",
    "provisional",
    "interim",
    "workaround",
    "mitigated",
    "暫定",
    "仮",
    "仮復旧",
    "一次",
    "暫定対応",
    "暫定復旧",
    "暫定処置",
    "仮対応",
    "一次対応",
    "一次復旧",
    "応急対応",
];

/// Remarks on a risk.
const RISKS: [&str; 4] = ["risk", "risk of", "at risk", "リスク"];

/// Remarks on what holds for good.
const FOR_GOOD: [&str; 7] =
    ["permanent", "permanently", "permanent fix", "恒久", "恒久対応", "恒久復旧", "恒久対策"];

/// Remarks on a rate.
const RATES: [&str; 17] = [
    "per hour",
    "per minute",
    "per second",
    "per day",
    "per week",
    "hourly",
    "daily",
    "average",
    "daily average",
    "hourly average",
    "on average",
    "平均",
    "1時間あたり",
    "1時間当たり",
    "1分あたり",
    "1日あたり",
    "時間あたり",
];

/// Remarks on the last state of anything.
const LAST: [&str; 10] = [
    "final",
    "finally",
    "revised",
    "corrected",
    "after review",
    "after the review",
    "post review",
    "最終",
    "確定",
    "本格",
];

/// Remarks on an earlier state of anything.
const FIRST: [&str; 10] =
    ["initial", "initially", "preliminary", "first", "at first", "当初", "速報", "初", "第一", "修正前"];

/// Remarks on the last level.
const LAST_LEVEL: [&str; 9] =
    ["current", "currently", "now", "actual", "confirmed", "latest", "現在", "見直し後", "変更後"];

/// Remarks on an earlier level.
const FIRST_LEVEL: [&str; 15] = [
    "original",
    "originally",
    "at start",
    "at the start",
    "at declaration",
    "when declared",
    "at detection",
    "when detected",
    "before mitigation",
    "was",
    "初回",
    "初期",
    "初動",
    "発生時",
    "変更前",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_name_for_the_level() {
        use Remark::{LevelStage, Other, OtherLevel, Stage as Of};
        for (label, wanted) in [
            ("Final severity", Some(Of(Stage::Last))),
            ("Severity final", Some(Of(Stage::Last))),
            ("Final incident severity", Some(Of(Stage::Last))),
            ("Final Severity Level", Some(Of(Stage::Last))),
            ("Initial severity", Some(Of(Stage::First))),
            ("Actual severity", Some(LevelStage(Stage::Last))),
            ("Severity at declaration", Some(LevelStage(Stage::First))),
            ("Declared severity", Some(Of(Stage::Plain))),
            ("Vendor severity", Some(OtherLevel)),
            ("Previous severity", Some(Other)),
            ("最終重大度", Some(Of(Stage::Last))),
            ("当初の重大度", Some(Of(Stage::First))),
            ("現在の重大度", Some(LevelStage(Stage::Last))),
            ("Bug severity", None),
            ("Maximum severity", None),
            ("Severity of the bug", None),
            ("Severity", None),
            ("Severity level", None),
            ("Date", None),
        ] {
            assert_eq!(level_with_remark(label).map(|(_, about)| about), wanted, "{label}");
        }
    }

    #[test]
    fn remarks_say_what_a_value_is_of() {
        use Remark::Stage as Of;
        use Remark::{
            Cause, ForGood, ForNow, LevelStage, Other, OtherCount, OtherLevel, OtherRecord, OtherTime,
            Partly, Possible, Rate, Risk, Wholly,
        };
        use Stage::{First, Last, Plain};
        for (wanted, texts) in [
            (Risk, &["risk", "at risk", "リスク"][..]),
            (ForGood, &["permanent fix", "恒久", "恒久対応"]),
            (Wholly, &["full", "Completely", "完全復旧", "全機能"]),
            (Partly, &["partial", "Partially", "一部", "主要機能"]),
            (ForNow, &["暫定対応", "一次復旧"]),
            (Of(First), &["initial", "Initial assessment", "first report", "速報値", "初報"][..]),
            (Of(Last), &["final", "final count", "after review", "最終判定", "本格", "確定値", "Revised"]),
            (LevelStage(First), &["at start", "初回判定", "original", "before mitigation"]),
            (LevelStage(Last), &["current", "current severity", "confirmed", "現在"]),
            (
                Other,
                &[
                    "planned",
                    "予定",
                    "見込み",
                    "前回",
                    "previous incident",
                    "SLO",
                    "threshold",
                    "if unmitigated",
                ],
            ),
            (Possible, &["potential"]),
            (OtherLevel, &["vendor"]),
            (Rate, &["per hour", "$/h", "USD/day", "1時間あたり", "daily average"]),
            (OtherTime(First), &["before", "baseline", "normal", "通常時"]),
            (OtherTime(Last), &["after", "after the fix", "復旧後"]),
            (OtherCount, &["total active", "DAU", "総利用者数"]),
            (OtherRecord, &["ticket", "Jira", "チケット"]),
            (Cause, &["deployment", "root cause", "原因となったリリース"]),
            (ForNow, &["temporary", "workaround", "暫定", "仮", "一次"]),
            (
                Of(Plain),
                &[
                    "",
                    "see the table",
                    "UTC",
                    "minutes",
                    "TTD",
                    "approx.",
                    "estimated",
                    "推定",
                    "最大",
                    "total",
                    "JST",
                    "if any",
                    "if known",
                    "without retries",
                    "full outage",
                    "complete outage",
                    "first outage",
                    "initial outage",
                    "first-time buyers",
                    "current customers",
                    "now recovered",
                    "一次被害",
                    "初心者",
                    "最終利用者",
                    "excluding planned maintenance",
                    "計画外",
                    "計画停止を除く",
                    "見込み客を含む",
                    "可能性のある方を含む",
                    "target 1h",
                    "peak 200/s",
                    "US/day",
                    "5xx/s",
                    "limit",
                    "during",
                    "incident",
                    "paying",
                    "EU",
                    "before noon",
                    "normal users",
                    "全社",
                    "一次被害",
                ],
            ),
        ] {
            for text in texts {
                assert_eq!(remark(text), wanted, "{text}");
            }
        }
    }
}
