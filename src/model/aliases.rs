//! Other keys of facts that many tables share, and of times that tell of something near.

use super::field::Field;

/// When somebody told of it, which may have been long after it was noticed, and over.
pub const REPORTED: &str = "reported_at";

/// Further aliases of times, which often tell of something near: when a ticket was opened or closed, when the cause was known, when
/// somebody felt it, and when it no longer hurt. Such a key counts where no other one of its field is stated, and of several the one that stands first here.
pub const WEAK_ALIASES: &[(Field, &[&str])] = &[
    (
        Field::StartedAt,
        &[
            "impact_started_at",
            "impact_started",
            "impact_start",
            "impact_began_at",
            "impact_began",
            "start_of_impact",
            "customer_impact_start",
            "影響開始日時",
            "opened",
            "opened_at",
        ],
    ),
    (Field::DetectedAt, &["identified", "identified_at", REPORTED]),
    (
        Field::ResolvedAt,
        &[
            "impact_end",
            "impact_ended",
            "impact_ended_at",
            "end_of_impact",
            "customer_impact_end",
            "影響終了日時",
            "closed",
            "closed_at",
        ],
    ),
];

/// Another key of a fact, with the unit that the key itself names.
pub type FactAlias = (&'static str, Option<&'static str>);

/// Aliases of facts that many tables share, used where the table declares a fact of that name. The second part is the
/// unit that the key itself names.
pub const FACT_ALIASES: &[(&str, &[FactAlias])] = &[
    (
        "duration",
        &[
            ("duration_minutes", Some("minutes")),
            ("duration_mins", Some("minutes")),
            ("duration_min", Some("minutes")),
            ("duration_hours", Some("hours")),
            ("duration_seconds", Some("seconds")),
            ("incident_duration", None),
            ("length", None),
            ("total_downtime", None),
            ("downtime", None),
            ("impact_duration", None),
            ("total_impact_duration", None),
            ("total_impact_time", None),
            ("total_duration", None),
            ("event_duration", None),
            ("outage_duration", None),
            ("影響時間", None),
            ("影響期間", None),
            ("障害時間", None),
            ("障害継続時間", None),
            ("継続時間", None),
            ("停止時間", None),
            ("ダウンタイム", None),
        ],
    ),
    (
        "time_to_detect",
        &[
            ("detection_minutes", Some("minutes")),
            ("ttd", None),
            ("time_to_detection", None),
            ("detection_delay", None),
            ("undetected_time", None),
            ("検知までの時間", None),
            ("検出までの時間", None),
        ],
    ),
    ("time_to_acknowledge", &[("tta", None), ("対応開始までの時間", None)]),
    (
        "time_to_mitigate",
        &[
            ("mitigation_minutes", Some("minutes")),
            ("ttm", None),
            ("time_to_repair", None),
            ("緩和までの時間", None),
        ],
    ),
    (
        "time_to_resolve",
        &[
            ("resolution_minutes", Some("minutes")),
            ("ttr", None),
            ("time_to_recovery", None),
            ("time_to_recover", None),
            ("復旧までの時間", None),
            ("解決までの時間", None),
        ],
    ),
    (
        "users_affected_pct",
        &[
            ("affected_users_pct", None),
            ("percent_users_affected", None),
            ("影響を受けたユーザー割合", None),
            ("影響を受けたユーザー数/割合", None),
            ("影響ユーザー割合", None),
        ],
    ),
    (
        "users_affected",
        &[
            ("affected_users", None),
            ("usuarios_afectados", None),
            ("影響ユーザー数", None),
            ("影響を受けたユーザー数", None),
            ("影響を受けたユーザ数", None),
            ("影響を受けたユーザー数/割合", None),
        ],
    ),
    (
        "customers_affected",
        &[("customers_impacted", None), ("affected_customers", None), ("影響顧客数", None)],
    ),
    ("data_loss", &[("customer_data_loss", None), ("data_lost_or_corrupted", None), ("データ損失", None)]),
    ("security_breach", &[("security_related", None), ("security", None)]),
    ("workaround", &[("回避策", None)]),
    ("error_rate_pct", &[("error_rate", None), ("エラー率", None)]),
    ("revenue_loss", &[("revenue_impact", None), ("financial_impact", None), ("金銭的影響", None)]),
    ("support_tickets", &[("support_cases_raised", None), ("customer_tickets", None)]),
];
