//! What a body states under a label.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::model::field::Field;
use crate::model::vocabulary::{Origin, Target};
use crate::source::node::{Content, Entry};

use super::period::period_of_date;
use super::remark::Stage;
use super::several::split;

/// Something stated under a label.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// What it states.
    pub targets: Vec<(Origin, Target)>,
    /// The label and the value, with their places.
    pub entry: Entry,
    /// The zone of times, where the label names one.
    pub zone: Option<TimeZone>,
    /// Whether it may state from when to when.
    pub is_period: bool,
    /// What stands behind each number, where the label names that.
    pub unit: Option<Box<str>>,
    /// When it is said of, where the label names that.
    pub stage: Stage,
    /// Whether it stands in a section about something else, where labels are prose as often as not.
    pub is_aside: bool,
}

/// Leaves out what was said of an earlier stage, where a later one is stated as well: of `Severity (initial)` and `Severity (final)`
/// the final one counts. What is stated of one stage stays, and may disagree.
pub fn keep_last_stage(found: &mut Vec<Labelled>) {
    if found.iter().all(|labelled| labelled.stage == Stage::Plain) {
        return;
    }
    let mut last: BTreeMap<(Option<Field>, usize), Stage> = BTreeMap::new();
    let is_empty = |labelled: &Labelled| matches!(labelled.entry.value.content, Content::Empty);
    for labelled in found.iter().filter(|labelled| !is_empty(labelled)) {
        if let Some(of) = labelled.of() {
            let known = last.entry(of).or_insert(labelled.stage);
            *known = labelled.stage.max(*known);
        }
    }
    found.retain(|labelled| {
        labelled.of().and_then(|of| last.get(&of)).is_none_or(|last| labelled.stage >= *last)
    });
}

impl Labelled {
    /// Whether its text may tell when it began and ended: that of a date does by times of day alone, and where nothing else follows.
    #[must_use]
    pub fn may_tell_period(&self) -> bool {
        let text = self.entry.value.text().unwrap_or_default();
        self.of() != Some((Some(Field::Date), 0)) || period_of_date(text, &TimeZone::UTC).is_some()
    }

    /// The text of a period: behind `Start / End` and `Start - End` a stroke may stand between the two times.
    #[must_use]
    pub fn period_text(&self) -> Cow<'_, str> {
        let text = self.entry.value.text().unwrap_or_default();
        let is_several = split(&self.entry.key).is_some();
        let is_stroke = is_several && text.matches(" / ").count() == 1;
        if is_stroke { text.replace(" / ", " → ").into() } else { text.into() }
    }

    /// What it is about: a field or a fact.
    fn of(&self) -> Option<(Option<Field>, usize)> {
        self.targets.first().map(|(_, target)| match target {
            Target::Field(field) => (Some(*field), 0),
            Target::Fact(fact, _) => (None, *fact),
        })
    }
}
