//! What the table asks of the body of a postmortem, and how gravely what is missing weighs.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::topic::Topic;
use crate::source::span::Span;
use crate::table::level::Name;
use crate::verdict::duties::{Grade, When};

use crate::rules::rule::{Case, Verdict};

/// Something the table asks for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its name, with its place in the table.
    pub name: &'a Name,
    /// The level that asks, and when the incident had it; none if it is asked of every postmortem.
    pub grade: Option<Grade<'a>>,
}

impl Asked<'_> {
    /// Where the table says so, and of whom.
    pub fn place(&self, verdict: &Verdict<'_>, language: Language) -> Label {
        let Some(grade) = self.grade else {
            let message = match language {
                Language::English => "required of every postmortem",
                Language::Japanese => "すべてのポストモーテムに求められている",
            };
            return verdict.there(self.name.span, message);
        };
        let level = verdict.level(grade.level);
        let message = match (language, grade.when) {
            (Language::English, When::Now) => format!("required at {level}"),
            (Language::English, When::Stated(_)) => {
                format!("required at {level}, where the incident was before")
            }
            (Language::English, When::Committed(mark)) => {
                format!("required at {level}, declared in commit {} ({})", mark.name, mark.day)
            }
            (Language::Japanese, When::Now) => format!("`{level}` が求めている"),
            (Language::Japanese, When::Stated(_)) => {
                format!("以前の `{level}` が求めている")
            }
            (Language::Japanese, When::Committed(mark)) => {
                format!("コミット {} ({}) で宣言された `{level}` が求めている", mark.name, mark.day)
            }
        };
        verdict.there(self.name.span, message)
    }
}

/// The sections the table asks for, in its order; each once.
pub fn sections<'a>(case: &Case<'a>) -> Vec<Asked<'a>> {
    let Some(verdict) = case.verdict else { return vec![] };
    let sections = &case.postmortem.sections;
    let mut topics: HashSet<Topic, RandomState> = HashSet::default();
    let mut asked: Vec<Asked<'a>> = vec![];
    let duties = verdict.duties;
    for duty in &duties.requirements {
        for name in &duty.requirement.sections {
            let topic = sections.topic(&name.text);
            if topics.insert(topic) {
                asked.push(Asked { name, grade: duties.grade.filter(|_| duty.level.is_some()) });
            }
        }
    }
    asked
}

/// Where the table asks that every action item has an `owner`, or a `due` date.
pub fn of_action_items<'a>(case: &Case<'a>, part: &str) -> Option<Asked<'a>> {
    let verdict = case.verdict?;
    let duties = verdict.duties;
    duties.requirements.iter().find_map(|duty| {
        let name = duty.requirement.action_items.iter().find(|name| name.text == part)?;
        Some(Asked { name, grade: duties.grade.filter(|_| duty.level.is_some()) })
    })
}

/// How many findings of one rule a file is worth: a file with more was made to have them.
pub const MOST: usize = 100;

/// Whether one of the places, which are in order, lies in a span.
pub fn begins_within(starts: &[u32], span: Span) -> bool {
    starts.get(starts.partition_point(|start| *start < span.start)).is_some_and(|start| *start < span.end)
}

/// What is missing from a postmortem that says that it is not finished is a note.
pub fn unless_draft(case: &Case<'_>, finding: Diagnostic) -> Diagnostic {
    if case.postmortem.is_draft() { finding.weighing(Gravity::Note) } else { finding }
}
