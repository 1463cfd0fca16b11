//! Numbers in the words of a report.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::number::Share;
use crate::insight::retrospective::period::Period;
use crate::model::kinds::duration::show;
use crate::space::decimal::Decimal;

/// `83%`, in whole percent; nothing of nothing.
#[must_use]
pub fn percent(share: Share) -> String {
    match share.rate() {
        Some(rate) => format!("{:.0}%", (rate * 100.0).round()),
        None => "–".to_owned(),
    }
}

/// `10 of 12 (83%)`; without a percentage where there are fewer than five, which are no percentage of anything.
#[must_use]
pub fn share(share: Share, language: Language) -> String {
    let Share { count, of } = share;
    let percent = if of < 5 { String::new() } else { format!(" ({})", percent(share)) };
    match language {
        Language::English => format!("{count} of {of}{percent}"),
        Language::Japanese => format!("{of} 件中 {count} 件{percent}"),
    }
}

/// `1h 20m`: to the second below a minute's worth of tens, to the minute from an hour on, to the hour from a week on.
#[must_use]
pub fn length(seconds: i64) -> String {
    let step = match seconds {
        ..600 => 1,
        600..3_600 => 60,
        3_600..604_800 => 60,
        _ => 3_600,
    };
    show(Decimal::whole((seconds + step / 2) / step * step))
}

/// A number with a sign and one or two digits after the point.
#[must_use]
pub fn signed(number: f64) -> String {
    if number.abs() < 0.005 { "0.00".to_owned() } else { format!("{number:+.2}").replace('-', "−") }
}

/// A period in words.
#[must_use]
pub fn period(period: &Period, language: Language) -> String {
    let days = match (language, period.since, period.until) {
        (Language::English, None, None) => "all incidents".to_owned(),
        (Language::English, Some(since), None) => format!("from {since}"),
        (Language::English, None, Some(until)) => format!("until {until}"),
        (Language::English, Some(since), Some(until)) => format!("{since} to {until}"),
        (Language::Japanese, None, None) => "全期間".to_owned(),
        (Language::Japanese, Some(since), None) => format!("{since} 以降"),
        (Language::Japanese, None, Some(until)) => format!("{until} まで"),
        (Language::Japanese, Some(since), Some(until)) => format!("{since} から {until}"),
    };
    match &period.name {
        Some(name) => format!("{name} ({days})"),
        None => days,
    }
}
