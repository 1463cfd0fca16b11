//! A new postmortem: what is known, and placeholders for what the table asks for beyond that.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::language::Language;
use crate::model::declaration::Declaration;
use crate::model::fact::Fact;
use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::known::Known;
use crate::model::placeholder::is_hint;
use crate::model::show::show_value;
use crate::model::topic::Topic;
use crate::model::vocabulary::{Target, Vocabulary};
use crate::rules::words::value_words::unknown;
use crate::source::in_order::InOrder;
use crate::source::syntax::Syntax;
use crate::table::level::{Level, Milestone, Requirement};
use crate::table::rendering::is_hidden;
use crate::table::table::Table;
use crate::verdict::evidence::outcome_of;
use crate::verdict::outcome::Outcome;

use super::fact_form::form_words;
use super::habits::Habits;
use super::key_line::{Notation, Written, one_line};
use super::section_prompt::{name, prompt};

/// What is known of an incident whose postmortem is to be written.
#[derive(Debug)]
pub struct NewPostmortem<'a> {
    /// The table in force.
    pub table: &'a Table,
    /// The words of the table and of the configuration.
    pub words: &'a Vocabulary,
    /// How the repository writes its postmortems.
    pub habits: &'a Habits,
    /// What happened, in a line.
    pub title: &'a str,
    /// What it is referred to by; none in a template.
    pub id: Option<&'a str>,
    /// Index of the level, if one is declared.
    pub level: Option<usize>,
    /// What is known, in the order of the table's facts.
    pub facts: &'a [Fact],
    /// Where times without an offset are taken to be.
    pub zone: &'a TimeZone,
    /// The day of the run.
    pub today: Date,
    /// The language of prompts and remarks.
    pub language: Language,
}

/// A line of front matter.
struct Line {
    name: String,
    value: Option<Written>,
    remark: String,
}

/// The sections that every postmortem is well off with, whatever the table asks for.
const USUAL: [Known; 5] =
    [Known::Summary, Known::Impact, Known::Timeline, Known::RootCause, Known::ActionItems];

impl NewPostmortem<'_> {
    /// The whole file.
    #[must_use]
    pub fn text(&self) -> String {
        let notation = match self.habits.syntax {
            Syntax::Yaml => Notation::Yaml,
            Syntax::Toml => Notation::Toml,
            Syntax::Json => Notation::Braces,
        };
        let lines = self.lines();
        let mut text = match notation {
            Notation::Yaml => framed("---", &lines, |line| self.line(notation, line)),
            Notation::Toml => framed("+++", &lines, |line| self.line(notation, line)),
            Notation::Braces => {
                let valued = lines.iter().filter(|line| line.value.is_some());
                let keys: Vec<String> = valued
                    .filter_map(|line| self.line(notation, line))
                    .map(|line| format!("  {line}"))
                    .collect();
                format!("{{\n{}\n}}\n", keys.join(",\n"))
            }
        };
        if self.habits.is_titled {
            text += &format!("\n# {}\n", as_heading(self.title));
        }
        for (topic, heading) in self.sections() {
            text += &format!("\n## {}\n\n{}\n", as_heading(&heading), prompt(&topic, self.language));
        }
        text
    }

    /// The key that a field or fact is stated under here.
    fn key<'n>(&'n self, name: &'n str) -> &'n str {
        self.habits.keys.get(name).map_or(name, String::as_str)
    }

    fn line(&self, notation: Notation, line: &Line) -> Option<String> {
        let key = self.key(&line.name);
        let Some(value) = &line.value else { return notation.blank(key, &line.remark) };
        let written = notation.line(key, value);
        let remark = one_line(&line.remark);
        Some(match notation {
            Notation::Braces => written,
            _ if remark.is_empty() => written,
            _ => format!("{written}   # {remark}"),
        })
    }

    fn level(&self) -> Option<&Level> {
        self.table.levels.get(self.level?)
    }

    fn lines(&self) -> Vec<Line> {
        let english = self.language == Language::English;
        let line = |name: &str, value: Written, remark: &str| Line {
            name: name.to_owned(),
            value: Some(value),
            remark: remark.to_owned(),
        };
        let words = |text: &str| Written::Words(one_line(text));
        let mut lines = vec![];
        lines.extend(self.id.map(|id| line("id", words(id), "")));
        lines.push(line("title", words(self.title), ""));
        let draft = if english { "take this out when it is finished" } else { "書き終えたら消す" };
        lines.push(line("status", Written::Plain("draft".to_owned()), draft));
        let levels: Vec<&str> = self.table.levels.iter().map(|level| level.id.text.as_str()).collect();
        lines.push(match self.level() {
            Some(level) => line("severity", words(&level.id.text), ""),
            None => Line { name: "severity".to_owned(), value: None, remark: levels.join(", ") },
        });
        for field in self.times() {
            lines.push(line(field.name(), Written::Plain(self.time_form()), ""));
        }
        if let Some(level) = self.level().filter(|level| !level.response.notify.is_empty()) {
            let told: Vec<&str> = level.response.notify.iter().map(|name| name.text.as_str()).collect();
            let to_tell = if english {
                "who was told; to be told:"
            } else {
                "連絡した相手。連絡が必要なのは"
            };
            let remark = format!("{to_tell} {}", told.join(if english { ", " } else { "、" }));
            lines.push(Line { name: "notified".to_owned(), value: None, remark });
        }
        for name in self.required_fields() {
            if lines.iter().any(|line| line.name == name) || self.table.fact(&name).is_some() {
                continue;
            }
            lines.push(line(&name, Written::Plain("TBD".to_owned()), ""));
        }
        lines.extend(self.facts());
        // One key may state several: a `date` that says when it began.
        let mut keys: Vec<String> = vec![];
        lines.retain(|line| {
            let key = fold_key(self.key(&line.name));
            let is_new = !keys.contains(&key);
            keys.push(key);
            is_new
        });
        lines
    }

    /// The times that the table, or the level, speaks of.
    fn times(&self) -> Vec<Field> {
        let of_level = self.level().map_or(self.table.levels.as_slice(), std::slice::from_ref);
        let has = |milestone| {
            let mut deadlines = of_level.iter().flat_map(|level| &level.response.deadlines);
            deadlines.any(|(other, ..)| *other == milestone)
        };
        let required = self.required_fields();
        let is_required = |field: Field| required.iter().any(|name| name == field.name());
        let times = [
            (Field::StartedAt, true),
            (Field::DetectedAt, true),
            (Field::AcknowledgedAt, has(Milestone::Acknowledged)),
            (Field::FirstUpdateAt, has(Milestone::FirstUpdate)),
            (Field::MitigatedAt, has(Milestone::Mitigated)),
            (Field::ResolvedAt, true),
            (Field::PublishedAt, has(Milestone::Postmortem)),
        ];
        let wanted = times.into_iter().filter(|(field, wanted)| *wanted || is_required(*field));
        wanted.map(|(field, _)| field).collect()
    }

    /// `YYYY-MM-DDTHH:MM+09:00`: nobody forgets the offset that stands there already.
    fn time_form(&self) -> String {
        let noon = self.today.at(12, 0, 0, 0).to_zoned(self.zone.clone());
        let offset = noon.map(|noon| noon.strftime("%:z").to_string()).unwrap_or_default();
        format!("YYYY-MM-DDTHH:MM{}", if offset == "+00:00" { "Z" } else { &offset })
    }

    /// The requirements that hold by what is known.
    fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        let of_level = self.level().map(|level| level.requires.as_slice()).unwrap_or_default();
        self.table.requires.iter().chain(of_level).filter(|requirement| {
            requirement.when.iter().all(|test| outcome_of(self.table, test, self.facts) == Outcome::Met)
        })
    }

    /// Canonical names of the required fields.
    fn required_fields(&self) -> Vec<String> {
        let mut names: Vec<String> = vec![];
        for field in self.requirements().flat_map(|requirement| &requirement.fields) {
            let target = self.words.targets(&field.text).first().map(|(_, target)| target.clone());
            let name = match self.words.canonical(&field.text).or(target) {
                Some(Target::Field(field)) => field.name().to_owned(),
                Some(Target::Fact(index, _)) => match self.words.facts.get(index) {
                    Some(declaration) => declaration.name.clone(),
                    None => continue,
                },
                None => field.text.clone(),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The facts: what is known as it was said; what silence has a meaning for stays in a comment; everything else is unknown.
    fn facts(&self) -> Vec<Line> {
        let english = self.language == Language::English;
        let required = self.required_fields();
        let mut lines = vec![];
        for (index, declaration) in self.table.facts.iter().enumerate() {
            let known = self.facts.get(index).and_then(|fact| fact.statements.first());
            // Who was asked and does not know has not been silent.
            let is_answered = known.is_some();
            let known =
                known.filter(|statement| !statement.text.trim().is_empty() && &*statement.text != "?");
            let is_asked = declaration.span.is_some() && !self.table.geometry.dimensions_of(index).is_empty();
            let is_required = required.contains(&declaration.name);
            if !is_asked && !is_required && !is_answered {
                continue;
            }
            let (value, remark) = match (known, &declaration.assume) {
                (Some(statement), _) => (Some(Written::Plain(one_line(&statement.text))), String::new()),
                (None, Some(assumed)) if !is_required && !is_answered => {
                    let assumed = show_value(&declaration.kind, assumed);
                    let silence = if english {
                        format!("left out, it counts as {assumed}: ")
                    } else {
                        format!("書かなければ {assumed} とみなす。")
                    };
                    (None, format!("{silence}{}", self.question(declaration)))
                }
                (None, _) => {
                    (Some(Written::Plain(unknown(self.language).to_owned())), self.question(declaration))
                }
            };
            lines.push(Line { name: declaration.name.clone(), value, remark });
        }
        lines
    }

    fn question(&self, declaration: &Declaration) -> String {
        let form = form_words(&declaration.kind, self.language);
        match (&declaration.says, self.language) {
            (Some(says), Language::English) => format!("{says} ({form})"),
            (Some(says), Language::Japanese) => format!("{says} ({form})"),
            (None, _) => form,
        }
    }

    /// What the sections are about, with their headings, in the order in which a postmortem is read.
    fn sections(&self) -> Vec<(Topic, String)> {
        let names = &self.words.sections;
        let mut sections: Vec<(Topic, String)> = vec![];
        let mut add = |topic: Topic, heading: Option<&str>| {
            if sections.iter().any(|(other, _)| *other == topic) {
                return;
            }
            let of_habit = self.habits.headings.iter().find(|(other, _)| *other == topic);
            let usual = match &topic {
                Topic::Known(known) => name(*known, self.language),
                Topic::Other(key) => key,
            };
            let heading =
                of_habit.map(|(_, heading)| heading.as_str()).or(heading).unwrap_or(usual).to_owned();
            sections.push((topic, heading));
        };
        for section in self.requirements().flat_map(|requirement| &requirement.sections) {
            // `A / B` asks for either.
            let wanted = section.text.split(" / ").next().unwrap_or(&section.text);
            add(names.topic(wanted), Some(wanted));
        }
        for topic in &self.habits.usual {
            add(topic.clone(), None);
        }
        for known in USUAL {
            add(Topic::Known(known), None);
        }
        sections.retain(|(topic, _)| !topic.is(Known::Metadata));
        // What is not usual stands where it was asked for: behind what is.
        sections.order_by_key(|(topic, _)| match topic {
            Topic::Known(Known::ActionItems) => (1, Known::ActionItems),
            Topic::Known(known) => (0, *known),
            Topic::Other(_) => (0, Known::CustomerCommunication),
        });
        sections
    }
}

fn framed(fence: &str, lines: &[Line], show: impl Fn(&Line) -> Option<String>) -> String {
    let lines: Vec<String> = lines.iter().filter_map(show).collect();
    format!("{fence}\n{}\n{fence}\n", lines.join("\n"))
}

/// A text as a heading: nothing in it is markup, and nothing is hidden. A hint in brackets is what it is.
fn as_heading(text: &str) -> String {
    if text.starts_with('[') && is_hint(text) {
        return one_line(text);
    }
    let mut safe = String::new();
    for letter in one_line(text).chars() {
        match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '&' | '#' | '~' | '$' => {
                safe.push('\\');
                safe.push(letter);
            }
            hidden if is_hidden(hidden) => {}
            shown => safe.push(shown),
        }
    }
    safe
}
