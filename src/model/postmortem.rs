//! What one postmortem says: fields, times, decisions about its severity, facts; sections, timeline, action items.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::source::document::Document;

use super::action::{ActionItem, action_items};
use super::announced::may_be_announced;
use super::course::Stage;
use super::decision::{Change, Override};
use super::declaration::{DERIVED, Derived};
use super::document_title::title_in;
use super::elapsed::elapsed;
use super::fact::{Fact, State, Statement};
use super::field::{FIELDS, Field};
use super::file_date::date_in_path;
use super::gathered::{Gathered, facts, gathered};
use super::metadata::{Labelled, labelled, part_of_time, read_day, read_told_time, with_day, with_year};
use super::moment::{Moment, MomentReading, Zone, read_date, read_moment_node, stated_zone};
use super::order::{Contradiction, contradictions};
use super::parts::is_whole;
use super::periods::{Began, ToldPeriod, take_periods, told_periods};
use super::plain_texts::texts;
use super::said::Said;
use super::section::Sections;
use super::stated::{StatedField, place};
use super::stated_time::{Time, is_within, leave_out_parts};
use super::timeline::{Frame, Timeline};
use super::topic::SectionNames;
use super::unfinished::UNFINISHED;
use super::value::Value;
use super::vocabulary::Vocabulary;

/// What one postmortem says. Places are in its document.
#[derive(Clone, Debug, Default)]
pub struct Postmortem {
    /// Statements of the plain fields, the one that counts first.
    pub plain: BTreeMap<Field, Vec<Said>>,
    /// Statements of the times, the one that counts first.
    pub times: BTreeMap<Field, Vec<Time>>,
    /// When it began, where a period under a label says so: that places the other times.
    pub began: Option<Began>,
    /// Which of its times contradict each other. Nothing is derived from those.
    pub contradictions: Vec<Contradiction>,
    /// What the date that counts was read as, if one is stated.
    pub date: Option<MomentReading>,
    /// Whether a key of the front matter, not one within another, means nothing.
    pub has_strange_key: bool,
    /// The decision to keep a level the table does not give.
    pub severity_override: Option<Override>,
    /// The levels it was declared at over time.
    pub severity_history: Vec<Change>,
    /// What it declared from commit to commit, the first before the others, the present text last; empty unless that was
    /// asked of git. What `severity_history` states goes before it.
    pub course: Vec<Stage>,
    /// Every fact of the vocabulary, by index.
    pub facts: Vec<Fact>,
    /// What happened, in a line: the field, else the first heading.
    pub title: Option<String>,
    /// The zone of its own times, where none is configured and they say theirs.
    pub home: Option<TimeZone>,
    /// The day of the incident in local time: of its start, else its date, else the date in the file's name.
    pub day: Option<Date>,
    /// The sections of the body.
    pub sections: Sections,
    /// What happened when.
    pub timeline: Timeline,
    /// What is to be done.
    pub actions: Vec<ActionItem>,
}

impl Postmortem {
    /// Reads a document with the words of a vocabulary. Times without an offset are taken in `zone`.
    #[must_use]
    pub fn read(document: &Document, vocabulary: &Vocabulary, zone: &TimeZone) -> Self {
        let sections = Sections::read(document, &vocabulary.sections);
        let labelled = labelled(document, &sections, vocabulary);
        let found = gathered(document, &labelled, vocabulary);
        let near = date_in_path(document.text.path());
        let mut postmortem = Self::stating(&found, &labelled, zone, near);
        postmortem.facts = facts(document, &found.facts, vocabulary);
        postmortem.date = postmortem.said(Field::Date).map(|said| read_day(&said.text, zone));
        postmortem.move_home(zone);
        postmortem.title = postmortem.title_of(document, &vocabulary.sections);
        let may_be_announced = || may_be_announced(postmortem.title.as_deref(), document.text.path());
        postmortem.contradictions = contradictions(&postmortem.times, zone, may_be_announced);
        postmortem.derive(vocabulary);
        postmortem.day = postmortem.day_of(document, zone);
        postmortem.sections = sections;
        let resolved = postmortem.moment(Field::ResolvedAt).map(|moment| moment.latest);
        let frame = Frame { day: postmortem.day, zone, resolved };
        postmortem.timeline = Timeline::read(document, &postmortem.sections, frame);
        let authors = postmortem.plain.get(&Field::Authors).map(Vec::as_slice).unwrap_or_default();
        postmortem.actions = action_items(document, &postmortem.sections, postmortem.day, authors);
        postmortem
    }

    /// Reads the fields that front matter states, which go before those of the body, and nothing else.
    #[must_use]
    pub fn read_fields(document: &Document, vocabulary: &Vocabulary, zone: &TimeZone) -> Self {
        let near = date_in_path(document.text.path());
        Self::stating(&gathered(document, &[], vocabulary), &[], zone, near)
    }

    fn stating(found: &Gathered<'_>, labelled: &[Labelled], zone: &TimeZone, near: Option<Date>) -> Self {
        let mut postmortem = Self { has_strange_key: found.has_strange_key, ..Self::default() };
        let (reports, others): (Vec<_>, Vec<_>) = found.fields.iter().partition(|one| one.is_of_report());
        let (first, others) = others.split_at(others.partition_point(|one| one.field <= Field::StartedAt));
        for stated in first {
            postmortem.take(stated, zone, near);
        }
        let periods = told_periods(labelled, &postmortem.times, zone, postmortem.stated_day(), near);
        postmortem.began = periods.first().and_then(ToldPeriod::start);
        for stated in others {
            postmortem.take(stated, zone, near);
        }
        take_periods(&mut postmortem.times, periods);
        for stated in reports {
            postmortem.take_report(stated, zone, near);
        }
        for (field, times) in postmortem.times.iter_mut().filter(|(_, times)| times.len() > 1) {
            leave_out_parts(*field, times);
        }
        postmortem
    }

    /// The statement of a plain field that counts.
    #[must_use]
    pub fn said(&self, field: Field) -> Option<&Said> {
        self.plain.get(&field)?.first()
    }

    /// The time of a field, if it is stated and can be read.
    #[must_use]
    pub fn moment(&self, field: Field) -> Option<&Moment> {
        self.times.get(&field)?.first()?.moment()
    }

    /// The first contradiction between the time of a field and another time.
    #[must_use]
    pub fn contradiction(&self, field: Field) -> Option<&Contradiction> {
        self.contradictions.iter().find(|found| found.earlier == field || found.later == field)
    }

    /// The date that counts with where it is stated, if it can be read.
    #[must_use]
    pub fn dated(&self) -> Option<(&Said, &Moment)> {
        match &self.date {
            Some(MomentReading::Moment(moment)) => self.said(Field::Date).zip(Some(moment)),
            _ => None,
        }
    }

    /// What the incident is referred to by.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.said(Field::Id).map(|said| said.text.as_str()).filter(|id| !id.is_empty())
    }

    /// Whether the postmortem says that it is not finished.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        let Some(status) = self.said(Field::Status) else { return false };
        let status = super::fold::fold_key(&status.text);
        ["draft", "in_progress", "wip", "下書き", "作成中", "ドラフト"].contains(&&*status)
    }

    /// Whether the postmortem may be taken for finished: it does not say otherwise, and neither that the incident goes on.
    #[must_use]
    pub fn is_final(&self) -> bool {
        let status = self.said(Field::Status).map(|status| super::fold::fold_key(&status.text));
        let is_over = |time: &Time| time.reading != MomentReading::Unknown;
        match status {
            Some(status) if !status.is_empty() => !self.is_draft() && !UNFINISHED.contains(&&*status),
            _ => self.times.get(&Field::ResolvedAt).and_then(|times| times.first()).is_none_or(is_over),
        }
    }

    fn take(&mut self, stated: &StatedField<'_>, zone: &TimeZone, near: Option<Date>) {
        let (field, entry) = (stated.field, stated.entry);
        if field.is_time() {
            self.take_time(stated, zone, near);
            return;
        }
        match field {
            Field::SeverityOverride => {
                if self.severity_override.is_none() {
                    self.severity_override = Override::read(&entry.value, entry.key_span);
                }
            }
            Field::SeverityHistory => {
                if self.severity_history.is_empty() {
                    self.severity_history = Change::read_all(&entry.value, zone);
                }
            }
            _ => self.plain.entry(field).or_default().extend(texts(field, entry)),
        }
    }

    fn take_time(&mut self, stated: &StatedField<'_>, zone: &TimeZone, near: Option<Date>) {
        let entry = stated.entry;
        // `resolved: true` of a status page says that it is over, not when.
        let words = ["true", "false", "yes", "no"];
        if entry.value.text().is_some_and(|text| words.iter().any(|word| word.eq_ignore_ascii_case(text))) {
            return;
        }
        let zone = stated.zone.unwrap_or(zone);
        let mut reading = match entry.value.text().filter(|_| stated.is_in_body()) {
            Some(text) => self.told_time(stated.field, text, zone, near),
            None => read_moment_node(&entry.value, zone),
        };
        if let (MomentReading::Moment(moment), true) = (&mut reading, stated.zone.is_some()) {
            moment.zone = Zone::Stated;
        }
        let text = entry.value.text().unwrap_or_default().to_owned();
        let part =
            part_of_time(&entry.key).filter(|part| stated.is_in_body() && !is_whole(part)).map(Into::into);
        self.times.entry(stated.field).or_default().push(Time { text, span: place(entry), reading, part });
    }

    /// When somebody reported the incident was noticed no later. A day alone is that of a report in writing, and so is a time behind its end.
    fn take_report(&mut self, stated: &StatedField<'_>, zone: &TimeZone, near: Option<Date>) {
        let is_open = |time: &Time| time.reading == MomentReading::Unknown;
        let known = self.times.remove(&Field::DetectedAt).unwrap_or_default();
        if !known.iter().all(is_open) {
            self.times.insert(Field::DetectedAt, known);
            return;
        }
        self.take_time(stated, zone, near);
        let ends = [Field::MitigatedAt, Field::ResolvedAt].into_iter().filter_map(|end| self.moment(end));
        let began = self.moment(Field::StartedAt);
        if !self.moment(Field::DetectedAt).is_some_and(|at| is_within(at, began, ends)) {
            self.times.remove(&Field::DetectedAt);
        }
        if !known.is_empty() {
            self.times.entry(Field::DetectedAt).or_default().extend(known);
        }
    }

    /// A time under a label. Where it has no year, the document may have one: in its date, or in the file's name. Where it has no day,
    /// it is that of the start.
    fn told_time(&self, field: Field, text: &str, zone: &TimeZone, near: Option<Date>) -> MomentReading {
        let reading = read_told_time(text, zone);
        let near =
            || self.stated_day().or_else(|| self.written_start(zone).map(|(start, _)| start.date())).or(near);
        let is_unread = matches!(reading, MomentReading::Unreadable(_));
        match near().filter(|_| is_unread).and_then(|near| with_year(text, near)) {
            Some((dated, _)) => read_told_time(&dated, zone),
            None if is_unread => self.on_the_day(field, text, zone).unwrap_or(reading),
            None => reading,
        }
    }

    /// A time of a day that is not stated: of the day when it started, or that of the incident. Where it was earlier in the day than
    /// the start, it is of the next one if that is nearer; nothing else is guessed.
    fn on_the_day(&self, field: Field, text: &str, zone: &TimeZone) -> Option<MomentReading> {
        // It may have been published any day.
        if field == Field::PublishedAt {
            return None;
        }
        let start = self.written_start(zone).filter(|_| field != Field::StartedAt);
        let (day, zone) = match &start {
            Some((start, zone)) => (start.date(), zone),
            None => (self.stated_day()?, zone),
        };
        let read = |day: Date| Some(read_told_time(&with_day(text, day)?, zone));
        let reading = read(day)?;
        let MomentReading::Moment(moment) = &reading else { return None };
        let Some((start, _)) = &start else { return Some(reading) };
        let early = start.timestamp().duration_since(moment.latest);
        if early <= SignedDuration::ZERO {
            return Some(reading);
        }
        let is_of_next_day = early > SignedDuration::from_hours(12);
        if is_of_next_day { read(day.tomorrow().ok()?) } else { None }
    }

    /// When it started, as the clock showed it where it was written, and the zone in which that was.
    fn written_start(&self, zone: &TimeZone) -> Option<(Zoned, TimeZone)> {
        let time = self.times.get(&Field::StartedAt).and_then(|times| times.first());
        let Some((time, moment)) = time.and_then(|time| Some((time, time.moment()?))) else {
            let began = self.began.as_ref()?;
            let zone = began.zone.as_ref().unwrap_or(zone).clone();
            return Some((began.written.to_zoned(zone.clone()), zone));
        };
        let written = moment.written;
        // Its own day may have been missing, too.
        let dated = || with_day(&time.text, written.to_zoned(zone.clone()).date());
        let stated = stated_zone(&time.text).or_else(|| stated_zone(&dated()?));
        let zone = stated.unwrap_or_else(|| zone.clone());
        Some((written.to_zoned(zone.clone()), zone))
    }

    /// The day that is stated as the incident's.
    fn stated_day(&self) -> Option<Date> {
        read_date(&self.said(Field::Date)?.text).ok()
    }

    fn derive(&mut self, vocabulary: &Vocabulary) {
        for derived in DERIVED {
            let Some(index) = vocabulary.facts.iter().position(|fact| fact.name == derived.name) else {
                continue;
            };
            let Some(fact) = self.facts.get(index) else { continue };
            // What is stated as unknown may still follow from the times; what cannot be read has to be mended first.
            if !matches!(fact.state, State::Absent | State::Unknown) {
                continue;
            }
            let Some((value, statements)) = self.elapsed(derived) else { continue };
            if let Some(fact) = self.facts.get_mut(index) {
                *fact = Fact::derived(value, statements);
            }
        }
    }

    /// The time between two times. Nothing, if one of them is not known, or contradicts the other or a third.
    fn elapsed(&self, derived: &Derived) -> Option<(Value, Vec<Statement>)> {
        let times = |name: &str| {
            let field = FIELDS.iter().find(|spellings| spellings.name == name)?.field;
            self.times.get(&field).filter(|_| self.contradiction(field).is_none())
        };
        elapsed(times(derived.from)?, times(derived.to)?)
    }

    fn title_of(&self, document: &Document, names: &SectionNames) -> Option<String> {
        let stated = self.said(Field::Title).map(|said| said.text.clone()).filter(|title| !title.is_empty());
        stated.or_else(|| title_in(document, names))
    }

    fn day_of(&self, document: &Document, zone: &TimeZone) -> Option<Date> {
        let started = self.moment(Field::StartedAt);
        let dated = || self.dated().map(|(_, moment)| moment);
        started
            .or_else(dated)
            .map(|moment| moment.written.to_zoned(self.zone_of(moment, zone)).date())
            .or_else(|| date_in_path(document.text.path()))
    }

    /// The zone in which the days of a moment begin: the configured one; where none is, that of the team as far as its own times
    /// tell, for days, and for times that say their zone, too.
    #[must_use]
    pub fn zone_of(&self, moment: &Moment, configured: &TimeZone) -> TimeZone {
        let is_of_home = configured.is_unknown() && moment.date_only == (moment.zone == Zone::Assumed);
        let home = self.home.as_ref().filter(|_| is_of_home);
        home.unwrap_or(configured).clone()
    }

    /// Where no zone is configured, days are those of the zone of its own times.
    fn move_home(&mut self, zone: &TimeZone) {
        self.home = if zone.is_unknown() { self.home_of() } else { None };
        let Some(home) = &self.home else { return };
        let times = self.times.values_mut().flatten().map(|time| &mut time.reading);
        for reading in times.chain(&mut self.date) {
            if let MomentReading::Moment(moment) = reading
                && moment.date_only
                && moment.zone == Zone::Assumed
            {
                let local = |instant: Timestamp| {
                    let there = instant.to_zoned(TimeZone::UTC).datetime().to_zoned(home.clone());
                    there.map_or(instant, |there| there.timestamp())
                };
                (moment.earliest, moment.latest) = (local(moment.earliest), local(moment.latest));
                moment.written = local(moment.written);
            }
        }
    }

    /// The zone of the first of the times that say theirs.
    fn home_of(&self) -> Option<TimeZone> {
        let stated = |time: &Time| {
            let moment = time.moment().filter(|moment| moment.zone == Zone::Stated)?;
            Some(stated_zone(&time.text)?.to_offset(moment.earliest).to_time_zone())
        };
        self.times.values().flatten().find_map(stated)
    }
}
