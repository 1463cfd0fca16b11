//! What the status of a postmortem says before it is finished.

/// What a status says, in the form of `fold_key`, before anybody is done with the postmortem: it is looked at, or the incident
/// goes on.
pub const UNFINISHED: [&str; 26] = [
    "todo",
    "pending",
    "proposed",
    "review",
    "in_review",
    "under_review",
    "for_review",
    "ready_for_review",
    "open",
    "work_in_progress",
    "active",
    "ongoing",
    "investigating",
    "identified",
    "monitoring",
    "mitigated",
    "unresolved",
    "レビュー中",
    "レビュー待ち",
    "確認中",
    "承認待ち",
    "未承認",
    "対応中",
    "調査中",
    "監視中",
    "継続中",
];
