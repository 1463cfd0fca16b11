//! What a label of the body means: `Severity (see the table)`, `Start (UTC)`, `🔴 Duration (minutes)`, `検知までの時間 (TTD)`.

use jiff::tz::TimeZone;

use crate::model::field::Field;
use crate::model::fold::folded_key;
use crate::model::kind::Kind;
use crate::model::time_of_entry::zone_named_in;
use crate::model::vocabulary::{Origin, Target, Vocabulary};

use super::remark::{Remark, Stage, level_with_remark, remark};
use super::step_words::step;
use super::{scale, several};

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
const HAPPENED: [&str; 11] = [
    "日時",
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

/// What a label means; none if it means nothing.
#[must_use]
pub fn meaning(label: &str, words: &Vocabulary) -> Option<Meaning> {
    if label.len() > LONGEST {
        return None;
    }
    // `% of customers affected`, `# of users`: the sign is a word of it.
    if let Some(b'%' | b'#' | b'*' | 0xef) = label.as_bytes().first()
        && let Some(targets) = signed(label, words)
    {
        return Some(Meaning { targets, ..Meaning::unnamed() });
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
    if behind.is_none() && !may_be_period(name) && several::split(name).is_none() {
        return None;
    }
    let about = remark(behind.unwrap_or_default());
    let zone = behind.and_then(zone_named_in);
    if PERIODS.contains(&folded_key(name).as_ref()) {
        return (about != Remark::Other).then(|| Meaning { zone, is_period: true, ..Meaning::unnamed() });
    }
    let named = behind.is_some().then(|| targets(name, words)).flatten();
    let named_step = |name: &str| step(name).map(|field| vec![(Origin::Alias, Target::Field(field))]);
    let several = || several::meant(name, |name| targets(name, words).or_else(|| named_step(name)));
    let (mut found, several) = match named {
        Some(found) => (found, None),
        None => match several() {
            Some(several) => (several.targets, Some(several.is_from_to)),
            None => (targets(behind?, words)?, None),
        },
    };
    let of_time_only =
        several.is_some() && several::split(name).is_some_and(|(first, ..)| step(first).is_some());
    let stage = match about {
        // What was recovered for now no longer hurt.
        Remark::ForNow if is_of(&found, Field::ResolvedAt) => {
            found = vec![(Origin::Alias, Target::Field(Field::MitigatedAt))];
            Stage::Plain
        }
        Remark::ForGood if is_of(&found, Field::ResolvedAt) => {
            found = vec![(Origin::FOR_GOOD, Target::Field(Field::ResolvedAt))];
            Stage::Plain
        }
        Remark::Partly if is_of(&found, Field::ResolvedAt) => return Some(Meaning::unnamed()),
        about => stage_of(about, &found, words)?,
    };
    let sign = behind.and_then(scale::unit_in).map(Into::into);
    let unit = behind.and_then(unit);
    let with_unit = |(origin, target)| match target {
        Target::Fact(fact, None) => (origin, Target::Fact(fact, unit)),
        other => (origin, other),
    };
    let targets: Vec<_> = found.into_iter().map(with_unit).collect();
    let is_period = several == Some(true) || is_period(name, &targets, words);
    Some(Meaning { is_period, targets, zone, unit: sign, stage, of_time_only })
}

/// What a label means that begins with a sign.
fn signed(label: &str, words: &Vocabulary) -> Option<Vec<(Origin, Target)>> {
    let label = label.trim_matches(['*', '_', ' ']);
    if label.starts_with(['%', '％', '#', '＃']) { targets(label, words) } else { None }
}

fn of_step(field: Field, name: &str, behind: Option<&str>) -> Option<Meaning> {
    let about = remark(behind.unwrap_or_default());
    let (field, stage) = match about {
        Remark::ForNow if field == Field::ResolvedAt => (Field::MitigatedAt, Stage::Plain),
        Remark::Partly if field == Field::ResolvedAt => return Some(Meaning::unnamed()),
        about => (field, stage_of_time(about, field)?),
    };
    // 影響開始 gives way to 発生日時, as its longer name does.
    let origin = match about {
        Remark::ForGood if field == Field::ResolvedAt => Origin::FOR_GOOD,
        _ if name.starts_with("恒久") => Origin::FOR_GOOD,
        _ if name.starts_with("影響") => Origin::Weak(0),
        _ => Origin::Alias,
    };
    let targets = vec![(origin, Target::Field(field))];
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
    let is_amount = kind.is_some_and(|kind| kind.words().is_empty());
    let is_number = is_amount && !matches!(kind, Some(Kind::Boolean));
    let says_it = match remark {
        Remark::Stage(stage) => return Some(stage),
        Remark::LevelStage(stage) => return Some(if is_level { stage } else { Stage::Plain }),
        Remark::Other => true,
        Remark::OtherLevel => is_level,
        Remark::OtherTime(stage) if is_level => return Some(stage),
        Remark::OtherTime(_) => is_number,
        Remark::Risk => kind.is_some(),
        Remark::Possible => is_amount,
        Remark::Rate => matches!(kind, Some(Kind::Count | Kind::Money { .. })),
        Remark::OtherCount => matches!(kind, Some(Kind::Count)),
        Remark::ForNow => return Some(Stage::First),
        Remark::ForGood | Remark::Wholly => return Some(Stage::Plain),
        Remark::Cause | Remark::OtherRecord | Remark::Partly => {
            let Target::Field(field) = target else { return Some(Stage::Plain) };
            return stage_of_time(remark, *field);
        }
    };
    (!says_it).then_some(Stage::Plain)
}

/// The same of a field that may be a time.
fn stage_of_time(remark: Remark, field: Field) -> Option<Stage> {
    match remark {
        Remark::Stage(stage) => Some(stage),
        Remark::Other => None,
        Remark::ForNow => Some(Stage::First),
        Remark::Partly if field == Field::MitigatedAt => Some(Stage::First),
        // What was released before it hurt counts where nothing says when it began to.
        Remark::Cause if field == Field::StartedAt => Some(Stage::First),
        Remark::OtherRecord if field == Field::Date || field.is_time() && field != Field::PublishedAt => None,
        _ => Some(Stage::Plain),
    }
}

fn is_of(targets: &[(Origin, Target)], field: Field) -> bool {
    targets.iter().any(|(_, target)| *target == Target::Field(field))
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

/// What a label says in parentheses that its value is a part of: the remark, where it is none of those that are known.
#[must_use]
pub fn part_of(label: &str) -> Option<&str> {
    let behind = split_remark(label).1.filter(|behind| !behind.is_empty())?;
    let is_known = !matches!(remark(behind), Remark::Stage(Stage::Plain) | Remark::Wholly | Remark::Partly)
        || unit(behind).is_some()
        || scale::unit_in(behind).is_some()
        || zone_named_in(behind).is_some();
    (!is_known).then_some(behind)
}

/// The same of a time: what was over fully was over.
#[must_use]
pub fn part_of_time(label: &str) -> Option<&str> {
    part_of(label).filter(|part| remark(part) != Remark::Wholly)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::declaration::Declaration;

    #[test]
    fn labels_with_remarks_and_of_several_names() {
        let mut share = Declaration::new("users_affected_pct", Kind::Percent);
        share.from = vec!["% of customers affected".to_owned()];
        let facts = [
            Declaration::new("users_affected", Kind::Count),
            Declaration::new("data_loss", Kind::Boolean),
            Declaration::new("error_rate", Kind::Percent),
            share,
        ];
        let words = Vocabulary::new(&facts, &vec![]);
        for (label, wanted) in [
            ("Start (impact)", "Field(StartedAt) Plain"),
            ("Start (deployment)", "Field(StartedAt) First"),
            ("Resolved (ticket)", "-"),
            ("Date (report)", "-"),
            ("Published (report)", "Field(PublishedAt) Plain"),
            ("Resolved (temporary)", "Field(MitigatedAt) Plain"),
            ("復旧（暫定）", "Field(MitigatedAt) Plain"),
            ("復旧日時（暫定）", "Field(MitigatedAt) Plain"),
            ("復旧（恒久）", "Field(ResolvedAt) Plain"),
            ("発生日時（原因となったリリース）", "Field(StartedAt) First period"),
            ("Error rate (baseline)", "-"),
            ("Error rate (incident)", "Fact(2, None) Plain"),
            ("Data loss (after)", "Fact(1, None) Plain"),
            ("Severity (before)", "Field(Severity) First"),
            ("Users affected (DAU)", "-"),
            ("% of customers affected", "Fact(3, None) Plain"),
            ("% Severity", "Field(Severity) Plain"),
            ("Date & Time", "Field(Date) Plain period"),
            ("Date/time of incident", "Field(Date) Plain period"),
            ("Date & Time Resolved", "Field(ResolvedAt) Plain"),
            ("Date and time of detection", "Field(DetectedAt) Plain"),
            ("Date & Time of Report", "-"),
            ("Date / time of last update", "-"),
            ("Start date/time", "Field(StartedAt) Plain"),
            ("Start / End", "Field(StartedAt) Plain period"),
            ("Start - End of impact", "Field(StartedAt) Plain period"),
            ("開始・終了", "Field(StartedAt) Plain period"),
            ("Start-up time", "-"),
            ("Start / Detected", "Field(StartedAt) Plain"),
            ("Severity / Priority", "Field(Severity) Plain"),
            ("Follow-up", "-"),
        ] {
            let found = meaning(label, &words).and_then(|found| {
                let (_, target) = found.targets.first()?;
                let period = if found.is_period { " period" } else { "" };
                Some(format!("{target:?} {:?}{period}", found.stage))
            });
            assert_eq!(found.as_deref().unwrap_or("-"), wanted, "{label}");
        }
    }
}
