//! Whether a text may be what a label asks for. A label beside one that is not may name a column.

use jiff::tz::TimeZone;

use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::kind::Kind;
use crate::model::moment::{MomentReading, read_moment_text};
use crate::model::reading::read_text;
use crate::model::unfinished::UNFINISHED;
use crate::model::value::Reading;
use crate::model::vocabulary::{Origin, Target, Vocabulary};

use super::label::Meaning;
use super::period::read_period;
use super::told_time::{tells_when, with_day, with_year};
use super::words::{level_in_title, may_name_a_level};

/// Whether a text is what a label asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is something else.
    No,
    /// Any text may be: a name is a text.
    Open,
    /// It reads as a value of that.
    Reads,
}

/// Whether a text is what a label of that meaning asks for.
#[must_use]
pub fn fit(meaning: &Meaning, text: &str, words: &Vocabulary) -> Fit {
    let text = text.trim();
    if text.is_empty() {
        return Fit::No;
    }
    if meaning.is_period && text.contains(char::is_numeric) {
        return Fit::Reads;
    }
    // What the table declares says more of a text than a field that takes any.
    let facts = meaning.targets.iter().filter_map(|(_, target)| match target {
        Target::Fact(fact, _) => words.facts.get(*fact),
        Target::Field(_) => None,
    });
    let fields = meaning.targets.iter().filter_map(|(_, target)| match target {
        Target::Field(field) => Some(of_field(*field, text)),
        Target::Fact(..) => None,
    });
    facts.map(|fact| of_fact(&fact.kind, text)).max().or_else(|| fields.max()).unwrap_or(Fit::No)
}

/// Whether a text is a value of what a label asks for, and nothing else.
#[must_use]
pub fn reads_whole(meaning: &Meaning, text: &str, words: &Vocabulary) -> bool {
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    if meaning.is_period && read_period(text, &TimeZone::UTC).is_some() {
        return true;
    }
    let is_fact = |(_, target): &(Origin, Target)| matches!(target, Target::Fact(..));
    if meaning.targets.iter().any(is_fact) && !is_nothing_else(text) {
        return false;
    }
    meaning.targets.iter().any(|(_, target)| match target {
        Target::Field(Field::Severity) => is_level(text),
        Target::Field(field) if field.is_time() || *field == Field::Date => is_whole_time(text),
        Target::Field(field) => of_field(*field, text) == Fit::Reads,
        Target::Fact(fact, _) => words.facts.get(*fact).is_some_and(|fact| {
            let is_any_word = matches!(&fact.kind, Kind::Set(words) if words.is_empty());
            !is_any_word && matches!(read_text(&fact.kind, text), Reading::Value(_))
        }),
    })
}

/// Whether nothing stands beside an amount but one word that says of what it is, and beside an answer nothing at all: a sentence may
/// begin with either.
fn is_nothing_else(text: &str) -> bool {
    let Some(last) = text.rfind(char::is_numeric) else {
        let has_boxes = text.contains(['[', '☐', '☑', '☒', '✅', '❌']);
        return !text.contains(' ') || text.contains([',', '、']) || has_boxes;
    };
    let behind = text.get(last..).unwrap_or_default().trim_start_matches(char::is_numeric);
    let behind = behind.trim_end_matches(['.', '。']);
    behind.split_whitespace().count() <= 1
}

/// The longest text that is nothing but a value, in bytes.
const LONGEST: usize = 200;

/// `SEV-2`, `High (proposed)`.
fn is_level(text: &str) -> bool {
    let head = text.split(['(', '（']).next().unwrap_or_default().trim();
    let whole = level_in_title(head).is_some_and(|level| level == (0..head.len()));
    whole || may_name_a_level(head)
}

fn is_whole_time(text: &str) -> bool {
    let is_moment = |text: &str| matches!(read_moment_text(text, &TimeZone::UTC), MomentReading::Moment(_));
    let day = jiff::civil::date(2000, 1, 1);
    is_moment(text)
        || with_day(text, day).is_some()
        || with_year(text, day).is_some_and(|(dated, _)| is_moment(&dated))
}

fn of_field(field: Field, text: &str) -> Fit {
    let reads_if = |reads: bool, otherwise: Fit| if reads { Fit::Reads } else { otherwise };
    match field {
        Field::Severity => {
            let head = text.split(['(', '（', ':', '：', '–', '—', ',']).next().unwrap_or_default().trim();
            reads_if(level_in_title(text).is_some() || may_name_a_level(head), Fit::Open)
        }
        Field::Status => {
            let key = fold_key(text);
            reads_if(UNFINISHED.contains(&&*key) || STATUSES.contains(&&*key), Fit::Open)
        }
        Field::Id => {
            reads_if(text.contains(char::is_numeric) && !text.contains(char::is_whitespace), Fit::No)
        }
        Field::Date => reads_if(is_time(text), Fit::No),
        field if field.is_time() => reads_if(is_time(text), Fit::No),
        _ => Fit::Open,
    }
}

fn is_time(text: &str) -> bool {
    tells_when(text) || !matches!(read_moment_text(text, &TimeZone::UTC), MomentReading::Unreadable(_))
}

fn of_fact(kind: &Kind, text: &str) -> Fit {
    let is_any_word = matches!(kind, Kind::Set(words) if words.is_empty());
    let is_quantity = matches!(
        kind,
        Kind::Count | Kind::Number { .. } | Kind::Percent | Kind::Duration | Kind::Money { .. }
    );
    match read_text(kind, text) {
        _ if is_any_word => Fit::Open,
        Reading::Unreadable(_) if is_quantity && text.contains(char::is_numeric) => Fit::Reads,
        Reading::Unreadable(_) => Fit::No,
        _ => Fit::Reads,
    }
}

/// What a status says, in the form of [`fold_key`], beside [`UNFINISHED`].
const STATUSES: [&str; 22] = [
    "draft",
    "in_progress",
    "wip",
    "resolved",
    "closed",
    "done",
    "complete",
    "completed",
    "final",
    "finished",
    "published",
    "approved",
    "detected",
    "下書き",
    "作成中",
    "ドラフト",
    "完了",
    "対応済み",
    "解決済み",
    "復旧済み",
    "クローズ",
    "承認済み",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::declaration::Declaration;
    use crate::model::kinds::examples::words;
    use crate::model::metadata::meaning;

    #[test]
    fn what_a_label_asks_for() {
        let facts = [
            Declaration::new("duration", Kind::Duration),
            Declaration::new("error_rate_pct", Kind::Percent),
            Declaration::new("services", Kind::Set(words(&["api", "web"]))),
        ];
        let vocabulary = Vocabulary::new(&facts, &Vec::default());
        for (label, text, wanted) in [
            ("Severity", "SEV-2 (proposed)", Fit::Reads),
            ("Severity", "High", Fit::Reads),
            ("Severity", "Incident", Fit::Open),
            ("Status", "Resolved", Fit::Reads),
            ("Status", "Time", Fit::Open),
            ("Author", "Role", Fit::Open),
            ("Incident", "INC-7", Fit::Reads),
            ("Incident", "What happened", Fit::No),
            ("Date", "March 4", Fit::Reads),
            ("Date", "Event", Fit::No),
            ("Detected", "10:00 UTC", Fit::Reads),
            ("Detected", "TBD", Fit::Reads),
            ("Detected", "By whom", Fit::No),
            ("Duration", "40 min", Fit::Reads),
            ("Duration", "40 min or so, then 3", Fit::Reads),
            ("Duration", "unknown", Fit::Reads),
            ("Duration", "Customers", Fit::No),
            ("Error rate", "Region", Fit::No),
            ("Services", "API", Fit::Reads),
            ("Services", "Impact", Fit::No),
            ("Services", "", Fit::No),
            ("Period", "10:00 to 11:00", Fit::Reads),
            ("Period", "Requests", Fit::No),
        ] {
            let meaning = meaning(label, &vocabulary).unwrap();
            assert_eq!(fit(&meaning, text, &vocabulary), wanted, "{label} | {text}");
        }
    }
}
