//! The fields a postmortem may state whatever the table says, and what else they are called.

/// A canonical field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What the incident is referred to by.
    Id,
    /// What happened, in a line.
    Title,
    /// The day of the incident.
    Date,
    /// The declared level.
    Severity,
    /// How far the postmortem is.
    Status,
    /// When it began to hurt.
    StartedAt,
    /// When somebody or something noticed.
    DetectedAt,
    /// When somebody took it up.
    AcknowledgedAt,
    /// When it stopped to hurt.
    MitigatedAt,
    /// When it was over.
    ResolvedAt,
    /// When the postmortem was published.
    PublishedAt,
    /// When those affected were first told.
    FirstUpdateAt,
    /// Who or what noticed.
    DetectedBy,
    /// What was affected.
    Services,
    /// Who was told.
    Notified,
    /// The decision to keep a level the table does not give.
    SeverityOverride,
    /// The levels it was declared at over time.
    SeverityHistory,
    /// Who wrote the postmortem.
    Authors,
}

/// A field with its name and other spellings, in the form of [`super::fold::fold_key`].
#[derive(Debug)]
pub struct Spellings {
    /// The field.
    pub field: Field,
    /// Its canonical name.
    pub name: &'static str,
    /// Built-in aliases, English and Japanese, as real postmortems write them.
    pub aliases: &'static [&'static str],
}

/// All fields, in the order of the documentation.
pub const FIELDS: &[Spellings] = &[
    Spellings {
        field: Field::Id,
        name: "id",
        aliases: &[
            "incident_id",
            "incident",
            "incident_number",
            "インシデントid",
            "インシデント番号",
            "障害番号",
            "管理番号",
        ],
    },
    Spellings { field: Field::Title, name: "title", aliases: &["タイトル", "件名", "題名"] },
    Spellings {
        field: Field::Date,
        name: "date",
        aliases: &[
            "incident_date",
            "date_of_incident",
            "occurred_on",
            "event_date",
            "date_of_event",
            "日付",
            "発生日",
            "fecha",
            "fecha_del_incidente",
            "日期",
        ],
    },
    Spellings {
        field: Field::Severity,
        name: "severity",
        aliases: &[
            "sev",
            "severity_level",
            "sev_level",
            "incident_severity",
            "severity_rating",
            "severity_classification",
            "重大度",
            "深刻度",
            "障害レベル",
            "障害重大度",
            "障害ランク",
            "障害等級",
            "インシデントレベル",
            "重要度",
            "severidad",
            "severidade",
            "严重程度",
        ],
    },
    Spellings { field: Field::Status, name: "status", aliases: &["state", "ステータス", "状態"] },
    Spellings {
        field: Field::StartedAt,
        name: "started_at",
        aliases: &[
            "start_time",
            "when",
            "start",
            "started",
            "incident_start",
            "occurred",
            "occurred_at",
            "began_at",
            "fault_occurs",
            "fault_occurred",
            "time_started",
            "started_on",
            "event_start",
            "incident_started",
            "incident_started_at",
            "start_of_incident",
            "outage_start",
            "time_of_occurrence",
            "発生日時",
            "発生時刻",
            "開始日時",
            "障害発生日時",
            "障害発生時刻",
            "開始時刻",
        ],
    },
    Spellings {
        field: Field::DetectedAt,
        name: "detected_at",
        aliases: &[
            "detected",
            "detected_on",
            "first_detected",
            "fault_detected",
            "team_aware",
            "detection_time",
            "time_detected",
            "time_of_detection",
            "detect_time",
            "障害検知日時",
            "障害検知時刻",
            "検知日時",
            "検知時刻",
            "検出日時",
            "検出時刻",
            "発見日時",
            "発覚日時",
            "発覚時刻",
        ],
    },
    Spellings {
        field: Field::AcknowledgedAt,
        name: "acknowledged_at",
        aliases: &["acknowledged", "ack_at", "acked_at", "対応開始日時", "対応開始時刻", "認知日時"],
    },
    Spellings {
        field: Field::MitigatedAt,
        name: "mitigated_at",
        aliases: &[
            "mitigated",
            "mitigation_time",
            "time_mitigated",
            "time_of_mitigation",
            "仮復旧日時",
            "一次復旧日時",
            "repaired",
            "repaired_at",
            "緩和日時",
            "緩和時刻",
            "暫定復旧日時",
            "暫定対応日時",
        ],
    },
    Spellings {
        field: Field::ResolvedAt,
        name: "resolved_at",
        aliases: &[
            "end_time",
            "end",
            "ended",
            "ended_at",
            "resolved",
            "resolvedwhen",
            "resolved_when",
            "resolved_on",
            "resolution_time",
            "time_resolved",
            "time_of_resolution",
            "resolve_time",
            "event_end",
            "incident_ended",
            "incident_ended_at",
            "end_of_incident",
            "outage_end",
            "recovered_at",
            "fixed_at",
            "incident_end",
            "stop",
            "復旧日時",
            "復旧時刻",
            "復旧完了日時",
            "障害復旧日時",
            "解決日時",
            "解決時刻",
            "解消日時",
            "収束日時",
            "終息日時",
            "回復日時",
            "回復時刻",
            "完全復旧日時",
            "サービス復旧日時",
            "終了日時",
        ],
    },
    Spellings {
        field: Field::PublishedAt,
        name: "published_at",
        aliases: &["published", "published_on", "公開日", "公開日時"],
    },
    Spellings {
        field: Field::FirstUpdateAt,
        name: "first_update_at",
        aliases: &["first_update", "first_customer_update_at", "初報日時", "第一報日時"],
    },
    Spellings {
        field: Field::DetectedBy,
        name: "detected_by",
        aliases: &[
            "detection",
            "detection_method",
            "detection_source",
            "検知方法",
            "検知者",
            "detectado_por",
        ],
    },
    Spellings {
        field: Field::Services,
        name: "services",
        aliases: &[
            "service",
            "services_affected",
            "affected_services",
            "affected_components",
            "affected",
            "affected_systems",
            "affectedsystems",
            "service_affected",
            "影響サービス",
            "影響を受けたサービス",
            "影響機能",
            "影響を受けた機能",
            "影響システム",
            "対象サービス",
        ],
    },
    Spellings {
        field: Field::Notified,
        name: "notified",
        aliases: &["notified_parties", "people_notified", "連絡先", "通知先", "報告先"],
    },
    Spellings { field: Field::SeverityOverride, name: "severity_override", aliases: &[] },
    Spellings { field: Field::SeverityHistory, name: "severity_history", aliases: &["重大度の変遷"] },
    Spellings {
        field: Field::Authors,
        name: "authors",
        aliases: &["author", "作成者", "執筆者", "記載者", "执笔人"],
    },
];

impl Field {
    /// Whether it may state several names.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::DetectedBy | Self::Services | Self::Notified | Self::Authors)
    }

    /// Whether it states a point in time.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(
            self,
            Self::StartedAt
                | Self::DetectedAt
                | Self::AcknowledgedAt
                | Self::MitigatedAt
                | Self::ResolvedAt
                | Self::PublishedAt
                | Self::FirstUpdateAt
        )
    }

    /// What it says, in a sentence.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Id => "What the incident is referred to by.",
            Self::Title => "What happened, in a line.",
            Self::Date => "The day of the incident.",
            Self::Severity => "The declared level, with a reason after it if you like.",
            Self::Status => "How far the postmortem is; with `draft`, what is missing is noted only.",
            Self::StartedAt => "When it began to hurt, as `2026-04-01T09:30:00+09:00`.",
            Self::DetectedAt => "When somebody or something noticed.",
            Self::AcknowledgedAt => "When somebody took it up.",
            Self::MitigatedAt => "When it stopped to hurt.",
            Self::ResolvedAt => "When it was over.",
            Self::PublishedAt => "When the postmortem was published.",
            Self::FirstUpdateAt => "When those affected were first told.",
            Self::DetectedBy => "Who or what noticed.",
            Self::Services => "What was affected.",
            Self::Notified => "Who was told: names, or `{ who, at }`.",
            Self::SeverityOverride => {
                "The team's decision to keep a level the table does not give; `false` where there is none."
            }
            Self::SeverityHistory => "The levels the incident was declared at over time.",
            Self::Authors => "Who wrote the postmortem.",
        }
    }

    /// Its canonical name.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|spellings| spellings.field == self).map_or("", |spellings| spellings.name)
    }
}
