//! What a label of the body means: `Severity (see the table)`, `Start (UTC)`, `🔴 Duration (minutes)`, `検知までの時間 (TTD)`.

use jiff::tz::TimeZone;

use crate::model::field::Field;
use crate::model::fold::folded_key;
use crate::model::kind::Kind;
use crate::model::time_of_entry::zone_named_in;
use crate::model::vocabulary::{Origin, Target, Vocabulary};

use super::remark::{Remark, Stage, level_with_remark, remark};
use super::scale;

/// What a label means.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// What is stated under it, and how it came to mean that.
    pub targets: Vec<(Origin, Target)>,
    /// The zone of times under it, where it names one.
    pub zone: Option<TimeZone>,
    /// Whether it may state from when to when.
    pub is_period: bool,
    /// What stands behind each number under it, where it names that: a power of ten, a currency, a share.
    pub unit: Option<Box<str>>,
    /// When it is said of.
    pub stage: Stage,
    /// Whether it says so of a time only: `検知：10:05` does, `検知：監視を足す` is something else.
    pub of_time_only: bool,
}

impl Meaning {
    /// That of a label which says nothing: it ends the value before it.
    #[must_use]
    pub fn unnamed() -> Self {
        Self {
            targets: vec![],
            zone: None,
            is_period: false,
            unit: None,
            stage: Stage::Plain,
            of_time_only: false,
        }
    }
}

/// The longest label, in bytes: longer ones are sentences.
const LONGEST: usize = 120;

/// Units that a label may name in parentheses.
const UNITS: &[(&str, &str)] = &[
    ("minutes", "minutes"),
    ("minute", "minutes"),
    ("mins", "minutes"),
    ("min", "minutes"),
    ("分", "minutes"),
    ("hours", "hours"),
    ("hour", "hours"),
    ("hrs", "hours"),
    ("h", "hours"),
    ("時間", "hours"),
    ("seconds", "seconds"),
    ("secs", "seconds"),
    ("s", "seconds"),
    ("sec", "seconds"),
    ("秒", "seconds"),
    ("milliseconds", "milliseconds"),
    ("millis", "milliseconds"),
    ("msec", "milliseconds"),
    ("ms", "milliseconds"),
    ("ミリ秒", "milliseconds"),
    ("days", "days"),
    ("日", "days"),
];

/// Labels that state from when to when, in the form of [`folded_key`].
const PERIODS: &[&str] = &[
    "period",
    "incident_period",
    "impact_period",
    "outage_period",
    "time_window",
    "incident_window",
    "event_window",
    "impact_window",
    "outage_window",
    "window",
    "timeframe",
    "time_frame",
    "time_range",
    "時間帯",
    "期間",
    "発生期間",
    "障害期間",
    "障害発生期間",
];

/// Labels that ask when it happened, and not only when it began, in the form of [`folded_key`].
const HAPPENED: [&str; 10] = [
    "発生",
    "障害発生",
    "発生日時",
    "発生時刻",
    "障害発生日時",
    "when",
    "date_and_time",
    "incident_date_and_time",
    "date/time",
    "incident_time",
];

/// Words for a step of an incident, which are labels where a time stands behind them.
const STEPS: [(&str, Field); 20] = [
    ("発生", Field::StartedAt),
    ("障害発生", Field::StartedAt),
    ("開始", Field::StartedAt),
    ("障害開始", Field::StartedAt),
    ("影響開始", Field::StartedAt),
    ("検知", Field::DetectedAt),
    ("検出", Field::DetectedAt),
    ("発見", Field::DetectedAt),
    ("発覚", Field::DetectedAt),
    ("対応開始", Field::AcknowledgedAt),
    ("暫定復旧", Field::MitigatedAt),
    ("復旧", Field::ResolvedAt),
    ("復旧完了", Field::ResolvedAt),
    ("障害復旧", Field::ResolvedAt),
    ("完全復旧", Field::ResolvedAt),
    ("解消", Field::ResolvedAt),
    ("収束", Field::ResolvedAt),
    ("終息", Field::ResolvedAt),
    ("影響終了", Field::ResolvedAt),
    ("終了", Field::ResolvedAt),
];

/// What stands between several names.
const SEVERAL: [char; 5] = ['/', '／', '・', '&', '＆'];

/// What a label means; none if it means nothing.
#[must_use]
pub fn meaning(label: &str, words: &Vocabulary) -> Option<Meaning> {
    if label.len() > LONGEST {
        return None;
    }
    let label = bare(label);
    if label.is_empty() {
        return None;
    }
    if let Some(targets) = targets(label, words) {
        let unit = split_remark(label).1.and_then(scale::unit_in).map(Into::into);
        let is_period = is_period(label, &targets, words);
        return Some(Meaning { targets, is_period, unit, ..Meaning::unnamed() });
    }
    let (name, behind) = split_remark(label);
    if let Some(field) = step(name) {
        return of_step(field, name, behind);
    }
    if behind.is_none()
        && let Some((level, about)) = level_with_remark(name)
    {
        let targets = targets(level, words)?;
        let stage = stage_of(about, &targets, words)?;
        return Some(Meaning { targets, stage, ..Meaning::unnamed() });
    }
    // Most labels that mean nothing are plain words.
    if behind.is_none() && !may_be_period(name) && several(name).is_none() {
        return None;
    }
    let about = remark(behind.unwrap_or_default());
    let zone = behind.and_then(zone_named_in);
    if PERIODS.contains(&folded_key(name).as_ref()) {
        return (about != Remark::Other).then(|| Meaning { zone, is_period: true, ..Meaning::unnamed() });
    }
    let named = behind.is_some().then(|| targets(name, words)).flatten();
    let found = named.or_else(|| first_of_several(name, words)).or_else(|| targets(behind?, words))?;
    let stage = stage_of(about, &found, words)?;
    let sign = behind.and_then(scale::unit_in).map(Into::into);
    let unit = behind.and_then(unit);
    let with_unit = |(origin, target)| match target {
        Target::Fact(fact, None) => (origin, Target::Fact(fact, unit)),
        other => (origin, other),
    };
    let targets: Vec<_> = found.into_iter().map(with_unit).collect();
    let is_period = is_period(name, &targets, words);
    Some(Meaning { is_period, targets, zone, unit: sign, stage, of_time_only: false })
}

/// The step that a word names, which is no label of a time by itself.
fn step(name: &str) -> Option<Field> {
    let found = || STEPS.iter().find(|(word, _)| *word == name).map(|(_, field)| *field);
    (!name.is_ascii()).then(found).flatten()
}

fn of_step(field: Field, name: &str, behind: Option<&str>) -> Option<Meaning> {
    let stage = match remark(behind.unwrap_or_default()) {
        Remark::Stage(stage) => stage,
        Remark::Other => return None,
        _ => Stage::Plain,
    };
    let targets = vec![(Origin::Alias, Target::Field(field))];
    let zone = behind.and_then(zone_named_in);
    let is_period = HAPPENED.contains(&name);
    Some(Meaning { targets, zone, is_period, unit: None, stage, of_time_only: true })
}

/// The stage of what is said under a label with such a remark; none where it is not said of this incident.
fn stage_of(remark: Remark, targets: &[(Origin, Target)], words: &Vocabulary) -> Option<Stage> {
    let (_, target) = targets.first()?;
    let kind = match target {
        Target::Fact(fact, _) => words.facts.get(*fact).map(|fact| &fact.kind),
        Target::Field(_) => None,
    };
    let is_level = *target == Target::Field(Field::Severity);
    let says_it = match remark {
        Remark::Stage(stage) => return Some(stage),
        Remark::LevelStage(stage) => return Some(if is_level { stage } else { Stage::Plain }),
        Remark::Other => true,
        Remark::OtherLevel => is_level,
        Remark::Possible => kind.is_some_and(|kind| kind.words().is_empty()),
        Remark::Rate => matches!(kind, Some(Kind::Count | Kind::Money { .. })),
    };
    (!says_it).then_some(Stage::Plain)
}

/// Whether a name may be one of [`PERIODS`]: those in English begin with one of a few letters.
fn may_be_period(name: &str) -> bool {
    let first = name.bytes().next().unwrap_or_default().to_ascii_lowercase();
    !first.is_ascii() || matches!(first, b'p' | b'i' | b'o' | b't' | b'e' | b'w')
}

/// Whether a text is no longer than labels are: longer ones are sentences.
#[must_use]
pub fn is_short(label: &str) -> bool {
    let label = bare(label);
    !label.is_empty() && label.chars().count() <= 30 && label.split_whitespace().count() <= 4
}

/// The label without markup, and without signs before it.
#[must_use]
pub fn bare(label: &str) -> &str {
    let label = label.trim().trim_end_matches([':', '：', '*', '_', ' ', '\u{3000}']);
    without_number(label)
        .trim_start_matches(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '(' | '（'))
}

/// The label without what numbers it: `(1) 重大度`, `① 重大度`, `１．重大度`, `2.1 Severity`.
fn without_number(label: &str) -> &str {
    let circled = label.trim_start_matches(|letter| matches!(letter, '①'..='⑳' | '❶'..='❿' | '➀'..='➓'));
    if circled.len() < label.len() {
        return circled;
    }
    let is_digit = |digit: char| digit.is_ascii_digit() || matches!(digit, '０'..='９');
    let Some(inner) = label.strip_prefix(['(', '（']) else {
        let mut rest = label;
        let mut is_marked = false;
        while rest.starts_with(is_digit) {
            let behind = rest.trim_start_matches(is_digit);
            let name = behind.trim_start_matches(['.', '．', ')', '）', '、']);
            is_marked |= name.len() < behind.len();
            rest = name;
        }
        return if is_marked && !rest.is_empty() { rest } else { label };
    };
    let behind = inner.trim_start_matches(is_digit);
    let rest = behind.strip_prefix([')', '）']).filter(|rest| behind.len() < inner.len() && !rest.is_empty());
    rest.unwrap_or(label)
}

fn targets(name: &str, words: &Vocabulary) -> Option<Vec<(Origin, Target)>> {
    let name = name.trim();
    let found = words.targets(name);
    if !found.is_empty() {
        return Some(found.to_vec());
    }
    // `Resolution declared` tells a time.
    let declared = name.strip_suffix(" declared").map(|name| words.targets(name)).unwrap_or_default();
    let times: Vec<_> = declared.iter().filter(|(_, target)| is_time(target)).cloned().collect();
    if !times.is_empty() {
        return Some(times);
    }
    // `Incident start` is a start.
    let (first, rest) = name.split_once([' ', '-', '_'])?;
    let general = ["incident", "outage", "the"].iter().any(|word| word.eq_ignore_ascii_case(first));
    let found = if general { words.targets(rest) } else { &[] };
    (!found.is_empty()).then(|| found.to_vec())
}

fn is_time(target: &Target) -> bool {
    matches!(target, Target::Field(field) if field.is_time())
}

/// `Severity / Priority`, `影響を受けたユーザー数・割合`: the first name decides.
fn first_of_several(name: &str, words: &Vocabulary) -> Option<Vec<(Origin, Target)>> {
    targets(name.get(..several(name)?)?, words)
}

/// Where the first of several names ends, if there are several.
fn several(name: &str) -> Option<usize> {
    if name.is_ascii() { memchr::memchr2(b'/', b'&', name.as_bytes()) } else { name.find(SEVERAL) }
}

/// A label for how long it lasted may say from when to when, and so may one for when it happened, or on which day.
fn is_period(label: &str, targets: &[(Origin, Target)], words: &Vocabulary) -> bool {
    let is_start = |(_, target): &(Origin, Target)| *target == Target::Field(Field::StartedAt);
    if targets.iter().any(is_start) {
        let label = split_remark(label).0;
        return HAPPENED.contains(&folded_key(label).as_ref());
    }
    targets.iter().any(|(_, target)| match target {
        Target::Fact(fact, _) => words.facts.get(*fact).is_some_and(|fact| fact.name == "duration"),
        Target::Field(field) => *field == Field::Date,
    })
}

/// The name and what stands in parentheses behind it.
fn split_remark(label: &str) -> (&str, Option<&str>) {
    let open = if label.is_ascii() {
        memchr::memchr2(b'(', b'[', label.as_bytes())
    } else {
        label.find(['(', '（', '[', '［'])
    };
    let Some(open) = open else { return (label, None) };
    let (name, rest) = label.split_at_checked(open).unwrap_or((label, ""));
    let remark = rest.trim_matches(|sign| matches!(sign, '(' | ')' | '（' | '）' | '[' | ']' | '［' | '］'));
    (name.trim_end(), Some(remark))
}

fn unit(remark: &str) -> Option<&'static str> {
    let remark = remark.trim().trim_start_matches("in ").to_lowercase();
    UNITS.iter().find(|(name, _)| *name == remark).map(|(_, unit)| *unit)
}
