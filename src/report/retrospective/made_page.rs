//! The retrospective as a page: its eight parts, in order.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::retrospective::Retrospective;

use super::amounts::period;
use super::page::Page;
use super::phrase::say;
use super::{
    part_agreement, part_criteria, part_decisions, part_duties, part_period, part_reclassification,
    part_review, part_trends,
};

/// The page.
#[must_use]
pub fn page(retrospective: &Retrospective, language: Language) -> Page {
    let (title, subtitle) = match language {
        Language::English => ("Incident severity retrospective", "{} · as of {} · {}"),
        Language::Japanese => ("インシデント重大度の振り返り", "{} · {} 時点 · {}"),
    };
    let zone = &retrospective.timezone;
    let zones = match (language, zone.contains(',')) {
        (Language::English, false) => format!("days in {zone}"),
        (Language::English, true) => format!("days in the zone of each incident's project: {zone}"),
        (Language::Japanese, false) => format!("日付は {zone}"),
        (Language::Japanese, true) => format!("日付は各インシデントのプロジェクトのタイムゾーン: {zone}"),
    };
    let parts = [
        part_period::part,
        part_reclassification::part,
        part_agreement::part,
        part_criteria::part,
        part_review::part,
        part_trends::part,
        part_duties::part,
        part_decisions::part,
    ];
    let about = [
        period(&retrospective.period, language).into(),
        retrospective.as_of.to_string().into(),
        zones.into(),
    ];
    // Without incidents the other parts would only say, eight times over, that there are none.
    let most = if retrospective.incidents.is_empty() { 1 } else { parts.len() };
    Page {
        language,
        title: title.to_owned(),
        subtitle: say(subtitle, &about),
        parts: parts.into_iter().take(most).map(|part| part(retrospective, language)).collect(),
    }
}
