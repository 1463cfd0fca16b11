//! What the postmortems of a repository suggest for its settings and its table: names, required fields and sections, other
//! spellings of levels. Nothing here is decided; people read what is written, and change it.

use jiff::tz::TimeZone;

use crate::model::fold::fold_key;
use crate::model::kind::Kind;
use crate::model::known::Known;
use crate::model::moment::read_moment;
use crate::model::reading::read_text;
use crate::model::topic::{LocalNames, Topic};
use crate::model::value::Reading;
use crate::source::in_order::InOrder;
use crate::table::level_rank::{is_not_graded, rank};
use crate::table::spelling::Spelled;
use crate::table::table::Table;

use super::level_word::{bare_number, level_word, numbered};
use super::survey::{Survey, Unnamed};
use super::tally::Tally;

/// What is suggested.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Canonical fields and facts, each with the keys and labels that state them.
    pub names: LocalNames,
    /// Fields that at least three postmortems in four state.
    pub fields: Vec<String>,
    /// Sections that at least three postmortems in four have, as most of them call them.
    pub sections: Vec<String>,
    /// Other spellings of the table's levels, by the index of the level.
    pub aliases: Vec<(usize, Vec<String>)>,
    /// Declared values that are no severity.
    pub not_graded: Vec<String>,
    /// Bare numbers that are declared, each with the level of the table that it is taken for.
    pub bare: Vec<(String, String)>,
    /// Declared words that name no level of the table, with how many declare them.
    pub unmapped: Vec<(String, usize)>,
}

/// Fields that it makes sense to require: without them little can be said of an incident.
const REQUIRABLE: [&str; 8] =
    ["id", "date", "started_at", "detected_at", "acknowledged_at", "mitigated_at", "resolved_at", "services"];

/// The most sections that are required: what a team always writes, and not what one template happened to have.
const MOST_SECTIONS: usize = 8;

/// Of so many dates that are earlier than all else that happened, one may be later.
const MOST_BEHIND: usize = 20;

/// The times, with words in the keys that state them.
const TIMES: [(&str, &[&str]); 6] = [
    ("detected_at", &["detect", "notic", "identif", "discover", "alert", "検知", "発見"]),
    ("acknowledged_at", &["ack"]),
    ("mitigated_at", &["mitigat", "contain", "緩和"]),
    ("resolved_at", &["resol", "end", "clos", "recover", "fixed", "restor", "復旧", "解決", "終了"]),
    ("published_at", &["publish", "公開"]),
    ("started_at", &["start", "begin", "began", "occur", "onset", "発生", "開始"]),
];

/// What a survey suggests for a table. `names` are those that it was made with.
#[must_use]
pub fn propose(survey: &Survey, table: &Table, names: &LocalNames) -> Proposal {
    let mut proposal = Proposal { names: names.clone(), ..Proposal::default() };
    let stated = |name: &str| survey.fields.get(name).map_or(0, |tally| tally.files);
    let fields = REQUIRABLE.iter().filter(|name| survey.is_habit(stated(name)));
    // A date that says when it began is asked for once.
    let key = |name: &str| survey.fields.get(name).map(|tally| fold_key(tally.usual()));
    let fields = fields.filter(|name| **name != "date" || key("date") != key("started_at"));
    proposal.fields = fields.map(|name| (*name).to_owned()).collect();
    let mut sections: Vec<&(Topic, Tally)> = survey
        .sections
        .iter()
        .filter(|(topic, tally)| survey.is_habit(tally.files) && !topic.is(Known::Metadata))
        .collect();
    // They are in the order in which they were met; of many the usual ones stay.
    let is_usual = |topic: &Topic| matches!(topic, Topic::Known(_));
    let others = MOST_SECTIONS.saturating_sub(sections.iter().filter(|(topic, _)| is_usual(topic)).count());
    let mut left = others;
    sections.retain(|(topic, _)| {
        let stays = is_usual(topic) || left > 0;
        left = left.saturating_sub(usize::from(stays && !is_usual(topic)));
        stays
    });
    proposal.sections = sections.iter().map(|(_, tally)| tally.usual().to_owned()).collect();
    levels(survey, table, &mut proposal);
    proposal
}

/// Keys and labels that mean nothing yet, and what they seem to state: by what stands behind them, and by what they are called.
#[must_use]
pub fn proposed_names(survey: &Survey) -> LocalNames {
    let mut names: LocalNames = vec![];
    let is_stated = |name: &str| survey.fields.get(name).is_some_and(|tally| survey.is_habit(tally.files));
    let habits = || survey.unnamed.iter().filter(|(_, unnamed)| survey.is_habit(unnamed.tally.files));
    let mut add = |name: &str, key: &str| match names.iter_mut().find(|(other, _)| other == name) {
        Some((_, keys)) => keys.push(key.to_owned()),
        None => names.push((name.to_owned(), vec![key.to_owned()])),
    };
    if !is_stated("severity") {
        for (_, unnamed) in habits().filter(|(_, unnamed)| are_levels(unnamed)) {
            add("severity", unnamed.tally.usual());
        }
    }
    for (folded, unnamed) in habits().filter(|(_, unnamed)| mostly(unnamed, is_time)) {
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        let time = TIMES.iter().find(|(name, words)| !is_stated(name) && has(words));
        if let Some((name, _)) = time {
            add(name, unnamed.tally.usual());
        }
    }
    if !is_stated("duration") {
        let lasts =
            |key: &str| ["duration", "length", "downtime", "時間"].iter().any(|word| key.contains(word));
        let is_duration = |text: &str| matches!(read_text(&Kind::Duration, text), Reading::Value(_));
        let found = habits().find(|(folded, unnamed)| lasts(folded) && mostly(unnamed, is_duration));
        if let Some((_, unnamed)) = found {
            add("duration", unnamed.tally.usual());
        }
    }
    names
}

/// The key of the date, where it seems to say when incidents began: `date: 2026-04-01 10:20` beside an end that is later. Where
/// anything else says that, or the date is later than what happened, it is the day of the text. `survey` was made with all other names.
#[must_use]
pub fn date_that_starts(survey: &Survey) -> Option<&str> {
    let dates = survey.dates;
    let is_told = survey.is_habit(dates.with_time) && dates.before * 2 >= survey.postmortems();
    let is_refuted = dates.behind * MOST_BEHIND > dates.before;
    if survey.fields.contains_key("started_at") || !is_told || is_refuted {
        return None;
    }
    survey.fields.get("date").map(Tally::usual)
}

fn is_time(text: &str) -> bool {
    read_moment(text, &TimeZone::UTC).is_ok_and(|moment| !moment.date_only)
}

fn mostly(unnamed: &Unnamed, is: impl Fn(&str) -> bool) -> bool {
    let said = unnamed.values.iter().filter(|value| !value.trim().is_empty());
    let count = said.clone().count();
    count > 0 && said.filter(|value| is(value)).count() * 4 >= count * 3
}

/// Few different values, and nearly all of them words for levels.
fn are_levels(unnamed: &Unnamed) -> bool {
    let is_level = |text: &str| {
        level_word(text).is_some_and(|word| {
            let letters = numbered(word).map(|(letters, _)| letters);
            rank(word).is_some()
                || letters.is_some_and(|letters| ["sev", "p", "s", "severity"].contains(&&*letters))
        })
    };
    let mut words: Vec<String> =
        unnamed.values.iter().filter_map(|value| level_word(value)).map(fold_key).collect();
    words.sort_unstable();
    words.dedup();
    words.len() <= 8 && mostly(unnamed, is_level)
}

/// A word that the table does not know goes to the level of the same number; of others only people can say what they mean.
fn levels(survey: &Survey, table: &Table, proposal: &mut Proposal) {
    for tally in survey.levels.values() {
        let word = tally.usual();
        match table.spelled(word) {
            Spelled::Level { level, .. } => {
                let id = table.levels.get(level).map(|level| level.id.text.as_str());
                let other = id.filter(|id| bare_number(word).is_some() && bare_number(id).is_none());
                proposal.bare.extend(other.map(|id| (word.to_owned(), id.to_owned())));
                continue;
            }
            Spelled::NotGraded(_) | Spelled::Nothing | Spelled::Several => continue,
            Spelled::Unknown(_) => {}
        }
        if is_not_graded(word) {
            proposal.not_graded.push(word.to_owned());
            continue;
        }
        let level = numbered(word).and_then(|(_, number)| {
            table
                .levels
                .iter()
                .position(|level| numbered(&level.id.text).is_some_and(|(_, other)| other == number))
        });
        match level {
            Some(level) => match proposal.aliases.iter_mut().find(|(other, _)| *other == level) {
                Some((_, words)) => words.push(word.to_owned()),
                None => proposal.aliases.push((level, vec![word.to_owned()])),
            },
            None => proposal.unmapped.push((word.to_owned(), tally.files)),
        }
    }
}

/// The levels that postmortems declare, most severe first, with their spellings; none if they are words whose order nobody
/// knows, or fewer than two.
#[must_use]
pub fn declared_levels(survey: &Survey) -> Vec<Vec<String>> {
    let declared: usize = survey.levels.values().map(|tally| tally.files).sum();
    let mut levels: Vec<(usize, Vec<String>, usize)> = vec![];
    let of_numbers = survey.levels.values().filter(|tally| numbered(tally.usual()).is_some());
    let is_numbered = of_numbers.map(|tally| tally.files).sum::<usize>() * 2 > declared;
    for tally in survey.levels.values() {
        let word = tally.usual();
        let place = if is_numbered { numbered(word).map(|(_, number)| number as usize) } else { rank(word) };
        let Some(place) = place else { continue };
        match levels.iter_mut().find(|(other, ..)| *other == place) {
            Some((_, words, files)) => {
                words.push(word.to_owned());
                *files += tally.files;
            }
            None => levels.push((place, vec![word.to_owned()], tally.files)),
        }
    }
    let known: usize = levels.iter().map(|(_, _, files)| files).sum();
    if levels.len() < 2 || known * 2 < declared {
        return vec![];
    }
    levels.order_by_key(|(place, ..)| *place);
    levels.into_iter().map(|(_, words, _)| words).collect()
}
