//! What a table of levels is about, by the headings above it and its own: incidents, or something else that has levels.

use crate::model::heading::heading_key;
use crate::source::document::Document;
use crate::source::outline::Heading;

use super::level_word::numbered;
use super::rubric_names::has_day;

/// Words of a heading above levels of incidents.
const OF_INCIDENTS: &[&str] = &["incident", "outage", "障害", "インシデント"];
/// Words of one above levels of severity, of whatever.
const OF_SEVERITIES: &[&str] = &["severit", "sev", "sevs", "重大度", "深刻度"];
/// Words of one above levels of something else.
#[rustfmt::skip]
const OF_OTHERS: &[&str] = &[
    "bug", "defect", "support", "ticket", "alert", "alarm", "vulnerabilit", "cve", "backlog", "feature", "request", "task", "risk", "deploy", "release",
    "バグ", "不具合", "サポート", "問い合わせ", "お問合せ", "アラート", "警報", "脆弱性", "チケット", "要望", "タスク", "リスク",
];
/// Words of one above what happened, or was made up: there levels are those of incidents, and are not explained.
#[rustfmt::skip]
const OF_CASES: &[&str] = &[
    "game day", "gameday", "drill", "exercise", "simulation", "tabletop", "scenario", "rehearsal", "log", "history", "changelog", "weekly",
    "monthly", "訓練", "演習", "シナリオ", "履歴", "週次", "月次",
];
/// Words of a heading under which it does not stand what a level is.
#[rustfmt::skip]
const NOT_DEFINING: &[&str] = &[
    "respon", "escalat", "notif", "communicat", "contact", "example", "histor", "past", "recent", "previous", "list", "log", "changelog",
    "count", "statistic", "by", "per", "route", "routing", "open", "target", "timeline", "対応", "連絡", "報告", "例", "履歴", "過去", "一覧",
    "集計", "件数", "別",
];
/// Words of one that only goes on with what the heading above it is about.
#[rustfmt::skip]
const DEFINING: &[&str] = &[
    "level", "levels", "definition", "definitions", "criteria", "classification", "scale", "overview", "定義", "基準", "レベル", "分類", "区分",
];

/// So many headings are looked at above a place: farther away none is of it.
const MOST_ABOVE: usize = 500;

/// The headings above a place, the nearest first.
pub(super) fn headings_above(document: &Document, at: usize) -> Vec<&Heading> {
    let headings = &document.outline.headings;
    let before = headings.partition_point(|heading| (heading.span.start as usize) < at);
    // What stands beside a heading is not above it.
    let own = headings.get(before).filter(|heading| heading.span.start as usize == at);
    let own = own.map(|heading| heading.level);
    let mut above: Vec<&Heading> = vec![];
    for heading in headings.iter().take(before).rev().take(MOST_ABOVE) {
        if own.is_none_or(|own| heading.level < own)
            && above.last().is_none_or(|inner| heading.level < inner.level)
        {
            above.push(heading);
        }
        if heading.level == 1 {
            break;
        }
    }
    above
}

/// How much speaks for a table of incidents: its headings, the nearest that says something; the head of its levels; and these.
pub(super) fn bearing(document: &Document, at: usize, head: &str, ids: &[String]) -> i8 {
    let above = headings_above(document, at);
    let of_headings = above.iter().map(|heading| of_heading(&heading.text)).find(|bearing| *bearing != 0);
    let is_severity = |id: &String| {
        let words = ["sev", "severity", "重大度", "深刻度", "障害レベル"];
        numbered(id).is_some_and(|(letters, _)| words.contains(&letters.as_str()))
    };
    let own = is_of_severities(head) || ids.iter().all(is_severity);
    of_headings.unwrap_or(0) * 2 + i8::from(own)
}

fn of_heading(text: &str) -> i8 {
    let key = heading_key(text);
    if !has(&key, OF_SEVERITIES) && (has(&key, OF_CASES) || has_day(text)) {
        -1
    } else if has(&key, OF_INCIDENTS) {
        1
    } else if has(&key, OF_OTHERS) {
        -1
    } else {
        i8::from(has(&key, OF_SEVERITIES))
    }
}

/// Whether what stands at a place is what levels of severity are, by the heading above it.
pub(super) fn is_defined_at(document: &Document, at: usize) -> bool {
    let above = headings_above(document, at);
    let Some((nearest, others)) = above.split_first() else { return false };
    let key = heading_key(&nearest.text);
    let title = others.last().map(|title| heading_key(&title.text)).unwrap_or_default();
    if is_defining(&key) {
        return true;
    }
    let goes_on = key.split(' ').all(|word| DEFINING.contains(&word)) && !key.is_empty();
    goes_on && (is_defining(&title) || others.iter().any(|heading| is_defining(&heading_key(&heading.text))))
}

/// Whether a heading says that it is told below it what levels of severity there are.
fn is_defining(key: &str) -> bool {
    let names_levels = has(key, OF_SEVERITIES)
        || has(key, OF_INCIDENTS)
            && (has(
                key,
                &["level", "priorit", "classif", "レベル", "ランク", "優先度", "分類", "区分", "等級"],
            ));
    names_levels && (has(key, OF_INCIDENTS) || !has(key, OF_OTHERS)) && !has(key, NOT_DEFINING)
}

/// Whether a word of a key begins with one of these; other scripts set no blanks between words.
fn has(key: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        if !word.is_ascii() || word.contains(' ') {
            key.contains(word)
        } else if word.len() <= 4 {
            key.split(' ').any(|part| part == *word || part.strip_suffix('s') == Some(word))
        } else {
            key.split(' ').any(|part| part.starts_with(word))
        }
    })
}

/// Whether a head says that levels of severity stand below it, and not of anything else.
pub(super) fn is_of_severities(head: &str) -> bool {
    let key = heading_key(head);
    let words = ["sev", "incident level", "重大度", "深刻度", "障害レベル", "障害ランク"];
    words.contains(&key.as_str()) || key.starts_with("severity")
}

/// Whether it says that levels of something stand there.
pub(super) fn is_of_levels(head: &str) -> bool {
    let words = ["level", "rank", "class", "grade", "priority", "ランク", "レベル", "優先度", "等級"];
    is_of_severities(head) || words.contains(&heading_key(head).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn document(text: &str) -> Document {
        Document::parse(Text::new("README.md", text))
    }

    #[test]
    fn what_levels_are_of() {
        for (headings, head, id, wanted) in [
            ("# Incident severity", "Severity", "SEV1", 3),
            ("# Incident severity", "Priority", "P1", 2),
            ("# Incident handbook\n\n## Levels", "Level", "P1", 2),
            ("# Incident handbook\n\n## Bug priority", "Priority", "P1", -2),
            ("# Bugs\n\n## Bug severity", "Severity", "S1", -1),
            ("# Support levels", "Level", "L1", -2),
            ("## Alert levels", "Level", "Critical", -2),
            ("# Handbook", "Severity", "Critical", 1),
            ("# Handbook", "Level", "SEV-1", 1),
            ("# Handbook", "Priority", "P1", 0),
            ("# Game day", "Severity", "SEV1", -1),
            ("# Incident log\n\n## 2024-03-01", "", "P1", -2),
            ("# Incident history", "Priority", "P1", -2),
            ("# Deploy runbook", "", "P1", -2),
            ("# Incident runbook", "", "P1", 2),
            ("# Severity of drills", "Severity", "SEV1", 3),
            ("# 障害訓練", "", "P1", -2),
            ("# 障害対応", "レベル", "レベル1", 2),
            ("## 問い合わせの優先度", "優先度", "P1", -2),
        ] {
            let text = format!("{headings}\n\nHere.\n");
            let found = bearing(&document(&text), text.len(), head, &[id.to_owned()]);
            assert_eq!(found, wanted, "{headings} {head} {id}");
        }
    }

    #[test]
    fn where_levels_are_defined() {
        for (headings, wanted) in [
            ("# Severity", true),
            ("# Severity levels", true),
            ("## SEV levels", true),
            ("# Incident priorities", true),
            ("# Severity\n\n## Definitions", true),
            ("# 重大度", true),
            ("## 障害レベルの定義", true),
            ("# Incidents", false),
            ("# Incidents by severity", false),
            ("# Bug severity", false),
            ("# Severity\n\n## Response", false),
            ("# Severity\n\n## Examples", false),
            ("# Changelog", false),
            ("## Severity response times", false),
            ("# 重大度別の件数", false),
            ("", false),
        ] {
            let text = format!("{headings}\n\nHere.\n");
            assert_eq!(is_defined_at(&document(&text), text.len()), wanted, "{headings}");
        }
    }
}
