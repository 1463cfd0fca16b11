//! What a response calls for, in the words of people, in every language.

use crate::diagnostic::language::Language;
use crate::model::deadline::Deadline;
use crate::space::decimal::Decimal;

use super::level::{Cover, Milestone, Response};

/// What a response calls for, each with its label. `told` is who is told.
#[must_use]
pub fn response_rows(response: &Response, told: &[&str], language: Language) -> Vec<(&'static str, String)> {
    let english = language == Language::English;
    let mut rows = vec![];
    if let Some(cover) = response.cover {
        rows.push((cover_label(language), cover_words(cover, language).to_owned()));
    }
    let priority = response.priority.iter().cloned();
    rows.extend(priority.map(|priority| (priority_label(language), priority)));
    if !told.is_empty() {
        rows.push((if english { "tell" } else { "連絡先" }, told.join(if english { ", " } else { "、" })));
    }
    for (milestone, deadline, _) in &response.deadlines {
        rows.push((milestone_words(*milestone, language), deadline_words(deadline, language)));
    }
    rows
}

/// The label of when people are called.
#[must_use]
pub fn cover_label(language: Language) -> &'static str {
    match language {
        Language::English => "cover",
        Language::Japanese => "対応時間",
    }
}

/// When people are called.
#[must_use]
pub fn cover_words(cover: Cover, language: Language) -> &'static str {
    match (cover, language) {
        (Cover::AroundTheClock, Language::English) => "around the clock",
        (Cover::AroundTheClock, Language::Japanese) => "24 時間対応",
        (Cover::BusinessHours, Language::English) => "in business hours",
        (Cover::BusinessHours, Language::Japanese) => "営業時間内",
    }
}

/// The label of how the work is placed among other work.
#[must_use]
pub fn priority_label(language: Language) -> &'static str {
    match language {
        Language::English => "priority",
        Language::Japanese => "優先度",
    }
}

/// The label of a deadline.
#[must_use]
pub fn milestone_words(milestone: Milestone, language: Language) -> &'static str {
    match (milestone, language) {
        (Milestone::Detected, Language::English) => "detect within",
        (Milestone::Detected, Language::Japanese) => "検知まで",
        (Milestone::Acknowledged, Language::English) => "acknowledge within",
        (Milestone::Acknowledged, Language::Japanese) => "対応開始まで",
        (Milestone::Mitigated, Language::English) => "mitigate within",
        (Milestone::Mitigated, Language::Japanese) => "緩和まで",
        (Milestone::Resolved, Language::English) => "resolve within",
        (Milestone::Resolved, Language::Japanese) => "復旧まで",
        (Milestone::FirstUpdate, Language::English) => "first update within",
        (Milestone::FirstUpdate, Language::Japanese) => "最初の連絡まで",
        (Milestone::NextUpdate, Language::English) => "update every",
        (Milestone::NextUpdate, Language::Japanese) => "連絡の間隔",
        (Milestone::Postmortem, Language::English) => "postmortem within",
        (Milestone::Postmortem, Language::Japanese) => "ポストモーテムまで",
    }
}

/// How long something may take.
#[must_use]
pub fn deadline_words(deadline: &Deadline, language: Language) -> String {
    match (deadline, language) {
        (Deadline::Elapsed(seconds), language) => units_words(*seconds, HOURS, language),
        (Deadline::Days(_), language) => {
            units_words(deadline.seconds().unwrap_or(Decimal::ZERO), DAYS, language)
        }
        (Deadline::BusinessDays(_), Language::English) => deadline.to_string(),
        (Deadline::BusinessDays(days), Language::Japanese) => format!("{days} 営業日"),
    }
}

/// `1 hour 30 minutes`, `1 時間 30 分`: the largest units first.
#[must_use]
pub fn duration_words(seconds: Decimal, language: Language) -> String {
    let day = Decimal::whole(86_400).in_billionths();
    // `24 hours` and `36 hours` are what people say.
    let is_in_days = seconds.in_billionths() % day == 0 && seconds.in_billionths() / day >= 2;
    let units = if is_in_days { DAYS } else { HOURS };
    units_words(seconds, units, language)
}

/// How many seconds a unit has, and what it is called.
type Unit = (i64, &'static str, &'static str);

const DAYS: &[Unit] = &[(86_400, "day", " 日"), (3_600, "hour", " 時間"), (60, "minute", " 分")];
const HOURS: &[Unit] = &[(3_600, "hour", " 時間"), (60, "minute", " 分")];

fn units_words(seconds: Decimal, units: &[Unit], language: Language) -> String {
    let worded = |count: &str, english: &str, japanese: &str| match language {
        Language::English if count == "1" => format!("1 {english}"),
        Language::English => format!("{count} {english}s"),
        Language::Japanese => format!("{count}{japanese}"),
    };
    let mut left = seconds.in_billionths();
    let mut parts = vec![];
    for (length, english, japanese) in units {
        let length = Decimal::whole(*length).in_billionths();
        let many = left / length;
        if many != 0 {
            parts.push(worded(&many.to_string(), english, japanese));
            left -= many * length;
        }
    }
    if left != 0 || parts.is_empty() {
        parts.push(worded(&Decimal::billionths(left).to_string(), "second", " 秒"));
    }
    parts.join(" ")
}
