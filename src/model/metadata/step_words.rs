//! Words for a step of an incident, which are labels where a time stands behind them: 検知, 復旧.

use crate::model::field::Field;

/// Words for a step of an incident, which are labels where a time stands behind them.
const STEPS: [(&str, Field); 26] = [
    ("日時", Field::StartedAt),
    ("発生", Field::StartedAt),
    ("障害発生", Field::StartedAt),
    ("開始", Field::StartedAt),
    ("障害開始", Field::StartedAt),
    ("影響開始", Field::StartedAt),
    ("検知", Field::DetectedAt),
    ("検出", Field::DetectedAt),
    ("発見", Field::DetectedAt),
    ("発覚", Field::DetectedAt),
    ("対応開始", Field::AcknowledgedAt),
    ("暫定復旧", Field::MitigatedAt),
    ("仮復旧", Field::MitigatedAt),
    ("一次復旧", Field::MitigatedAt),
    ("暫定対応", Field::MitigatedAt),
    ("復旧", Field::ResolvedAt),
    ("復旧完了", Field::ResolvedAt),
    ("障害復旧", Field::ResolvedAt),
    ("完全復旧", Field::ResolvedAt),
    ("本復旧", Field::ResolvedAt),
    ("恒久復旧", Field::ResolvedAt),
    ("解消", Field::ResolvedAt),
    ("収束", Field::ResolvedAt),
    ("終息", Field::ResolvedAt),
    ("影響終了", Field::ResolvedAt),
    ("終了", Field::ResolvedAt),
];

/// The step that a word names, which is no label of a time by itself.
#[must_use]
pub fn step(name: &str) -> Option<Field> {
    let found = || STEPS.iter().find(|(word, _)| *word == name).map(|(_, field)| *field);
    (!name.is_ascii()).then(found).flatten()
}
