//! Words beside an end that say of how much it was: `Resolved (full)`, 復旧（一部）.

/// Remarks on an end of all of it.
pub const WHOLLY: [&str; 14] = [
    "full",
    "fully",
    "complete",
    "completely",
    "entirely",
    "full recovery",
    "full resolution",
    "完全",
    "完全復旧",
    "全面",
    "全面復旧",
    "全機能",
    "全機能復旧",
    "全復旧",
];

/// Remarks on an end of some of it.
pub const PARTLY: [&str; 16] = [
    "partial",
    "partially",
    "partly",
    "in part",
    "partial recovery",
    "partial resolution",
    "一部",
    "一部復旧",
    "一部機能",
    "部分",
    "部分的",
    "部分復旧",
    "部分的復旧",
    "主要機能",
    "主要機能復旧",
    "主要機能のみ",
];
