//! What a column of a severity table for people holds, by its head; a label in a text says the same of what stands behind it.

use crate::model::heading::heading_key;
use crate::table::level::Milestone;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Level,
    Name,
    Says,
    Examples,
    Response,
    Notify,
    Deadline(Milestone),
    /// Words on what an incident does, under a head that says to whom.
    Effect,
    /// What can be counted or measured.
    Measure,
    /// Anything else.
    Aside,
}

/// Columns by words in their heads, in the form of [`heading_key`]; the first that fits.
#[rustfmt::skip]
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Deadline(Milestone::Detected), &["detect by", "detect within", "detection", "検知目標"]),
    (Column::Deadline(Milestone::NextUpdate), &["update cadence", "status update cadence", "update frequency", "next update", "updates", "communication frequency", "cadence", "communication cadence", "comms cadence", "連絡間隔", "更新頻度", "更新間隔", "報告間隔", "続報", "続報間隔", "続報の間隔", "続報の頻度"]),
    (Column::Deadline(Milestone::FirstUpdate), &["first update", "initial update", "first communication", "一次報告", "第一報", "第一報期限", "第一報の期限", "第一報まで", "初報"]),
    (Column::Deadline(Milestone::Resolved), &["resolution time", "resolve within", "resolution target", "target resolution", "time to resolve", "復旧目標", "復旧目標時間", "目標復旧時間", "解決目標"]),
    (Column::Deadline(Milestone::Mitigated), &["mitigate within", "mitigation target", "mitigation time", "time to mitigate", "暫定復旧目標", "緩和目標"]),
    (Column::Deadline(Milestone::Postmortem), &["postmortem", "postmortem within", "postmortem due", "postmortem deadline", "post mortem", "post mortem within", "post mortem due", "post mortem deadline", "ポストモーテム", "ポストモーテム期限", "振り返り期限", "報告書", "報告書期限", "報告書の期限", "報告書提出期限", "報告書の提出期限", "報告書提出", "事後報告", "事後報告書", "障害報告書", "最終報告書"]),
    (Column::Deadline(Milestone::Acknowledged), &["respond ack by", "ack", "acknowledge within", "acknowledgement", "response time", "respond within", "initial response", "first reply", "first response", "time to respond", "対応開始", "応答時間", "初動"]),
    (Column::Notify, NOTIFY),
    (Column::Examples, &["example", "examples", "例", "具体例"]),
    (Column::Response, &["response", "typical response", "action", "actions", "what to do", "what we do", "what happens", "expected response", "required response", "対応", "対応方法", "対応内容", "アクション"]),
    (Column::Name, &["name", "title", "label", "名称", "呼称"]),
    (Column::Says, &["description", "definition", "criteria", "criterion", "trigger", "triggers", "meaning", "when", "when to use", "what it means", "impact", "scope", "symptoms", "condition", "conditions", "characteristics", "user impact", "customer impact", "定義", "説明", "基準", "条件", "影響", "判断基準", "内容", "意味"]),
    (Column::Level, &["severity", "sev", "level", "severity level", "sev level", "priority", "class", "p", "重大度", "深刻度", "レベル", "優先度", "障害レベル", "重要度", "ランク", "障害ランク", "等級", "障害等級", "rank", "grade", "tier", "severity class", "severity rank", "クラス", "区分", "障害区分"]),
];

/// Whole heads only: a `customer notification` may say how soon that is.
const NOTIFY: &[&str] = &[
    "notify",
    "notified",
    "who is notified",
    "who to notify",
    "who is told",
    "who to tell",
    "inform",
    "escalation",
    "escalate to",
    "escalation contact",
    "escalation contacts",
    "連絡先",
    "通知先",
    "報告先",
    "エスカレーション",
    "エスカレーション先",
];

/// Whole heads only, too: a `postmortem owner` is no deadline, nor is 続報の担当; an `escalation tier` is no level.
const WHOLE: &[&str] = &[
    "postmortem",
    "post mortem",
    "ポストモーテム",
    "続報",
    "第一報",
    "初報",
    "報告書",
    "事後報告",
    "事後報告書",
    "障害報告書",
    "最終報告書",
    "rank",
    "grade",
    "tier",
    "区分",
    "trigger",
    "triggers",
];

/// Labels of what a level is, where what other labels stand before is not that.
const DEFINES: &[&str] = &[
    "description",
    "definition",
    "criteria",
    "criterion",
    "meaning",
    "when to use",
    "what it means",
    "定義",
    "説明",
    "基準",
    "判断基準",
];

/// What a head says, as a whole or with what it begins or ends with.
pub(super) fn column(head: &str) -> Option<Column> {
    let key = heading_key(head);
    let ends = |(column, names): &&(Column, &[&str])| {
        *column != Column::Notify
            && names.iter().any(|name| {
                name.len() > 3 && !WHOLE.contains(name) && (key.starts_with(name) || key.ends_with(name))
            })
    };
    whole(&key).or_else(|| COLUMNS.iter().find(ends).map(|(column, _)| *column))
}

/// What a head says, as a whole.
pub(super) fn whole_column(head: &str) -> Option<Column> {
    whole(&heading_key(head))
}

fn whole(key: &str) -> Option<Column> {
    COLUMNS.iter().find(|(_, names)| names.contains(&key)).map(|(column, _)| *column)
}

/// Whether a label says what a level is.
pub(super) fn defines(label: &str) -> bool {
    DEFINES.contains(&heading_key(label).as_str())
}
