//! How long a Japanese sentence says that the incident lasted.

use crate::model::holds::holds;
use crate::space::interval::Intervals;

use super::claim::Extent;
use super::japanese_amount::lengths;

/// What a sentence says: seconds.
#[must_use]
pub fn claim(text: &str) -> Option<(Intervals, Extent)> {
    lengths(text).into_iter().find_map(|amount| {
        let before = amount.before.rsplit(['、', '.']).find(|clause| !clause.is_empty()).unwrap_or_default();
        let extent = whole(before, amount.after).or_else(|| part(before, amount.after, text))?;
        Some((amount.numbers, extent))
    })
}

/// `障害は3時間続いた`, `障害の継続時間は25分でした`.
fn whole(before: &str, after: &str) -> Option<Extent> {
    let before = before.strip_suffix("週末をまたいで").unwrap_or(before);
    let subject = before.strip_suffix(['は', 'が'])?;
    let subject = subject.strip_prefix("この").or_else(|| subject.strip_prefix('本')).unwrap_or(subject);
    let lasts = ["続いた", "続きました", "継続した", "継続しました", "続き、", "継続し、"];
    let is = ["だった", "でした", "であった", ".", "となった", "となりました"];
    let is_whole = matches!(subject, "障害" | "インシデント")
        && lasts.iter().any(|verb| after.starts_with(verb))
        || matches!(
            subject,
            "障害の継続時間"
                | "障害継続時間"
                | "障害時間"
                | "障害の時間"
                | "障害の合計時間"
                | "障害の総時間"
                | "障害期間"
                | "インシデントの継続時間"
        ) && (after.is_empty() || is.iter().any(|verb| after.starts_with(verb)));
    is_whole.then_some(Extent::Whole)
}

/// `サービスは2時間半停止した`, `約4時間にわたりサービスが利用できない状態が続きました`.
fn part(before: &str, after: &str, text: &str) -> Option<Extent> {
    const SERVICES: [&str; 6] = ["サービス", "サイト", "api", "システム", "アプリ", "全サービス"];
    let unusable = [
        "停止した",
        "停止しました",
        "利用できなく",
        "利用できません",
        "利用できない",
        "閲覧できなく",
        "閲覧できない",
    ];
    let is_unusable = |text: &str| unusable.iter().any(|verb| holds(text, verb));
    let service = |text: &str| {
        let text = text.strip_suffix(['は', 'が']).unwrap_or(text);
        SERVICES.contains(&text)
    };
    let stopped = service(before) && unusable.iter().any(|verb| after.starts_with(verb));
    let persists = ["できない状態が続", "できない状態でした", "できない状態だった"]
        .iter()
        .any(|verb| holds(after, verb));
    let across =
        after.starts_with("にわたり") || after.starts_with("にわたって") || after.starts_with("に渡り");
    let names_service = SERVICES.iter().any(|name| holds(text, name));
    let is_free = before.is_empty() || service(before);
    (stopped || across && is_free && (names_service && is_unusable(after) || persists))
        .then_some(Extent::Part)
}
