//! What a postmortem owes: the duties of the table, and of the most severe level the incident ever had.

use std::collections::BTreeSet;

use crate::model::course::CommitMark;
use crate::model::postmortem::Postmortem;
use crate::model::said::Said;
use crate::table::level::{Name, Requirement, Response};
use crate::table::spelling::Spelled;
use crate::table::table::Table;

use super::evidence::{findings, outcome_of};
use super::judgement::Judgement;
use super::level_changes::levels;
use super::outcome::Outcome;
use super::standing::Standing;

/// What one postmortem owes. Names are the table's, with their places in it.
#[derive(Clone, Debug)]
pub struct Duties<'a> {
    /// The most severe level the incident ever had; none if it never was declared at one.
    pub grade: Option<Grade<'a>>,
    /// What must stand in the postmortem: the table's requirements, then the level's, those that apply.
    pub requirements: Vec<Duty<'a>>,
    /// How the incident was to be answered; none without a level.
    pub response: Option<&'a Response>,
    /// Who was to be told: by the level, then by the criteria of the level that are met; each once.
    pub notify: Vec<&'a Name>,
}

/// A level the incident had.
#[derive(Clone, Copy, Debug)]
pub struct Grade<'a> {
    /// Index of the level.
    pub level: usize,
    /// Whether that was declared last, or before.
    pub when: When<'a>,
}

/// When an incident had a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When<'a> {
    /// It is the declared one.
    Now,
    /// Only the history that the postmortem states has it, here.
    Stated(&'a Said),
    /// Only an earlier text of the postmortem declared it, from this commit on.
    Committed(&'a CommitMark),
}

/// A requirement that applies, with whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    /// Index of the level; none if it is asked of every postmortem.
    pub level: Option<usize>,
    /// What is required.
    pub requirement: &'a Requirement,
}

impl<'a> Duties<'a> {
    /// The duties of a postmortem; what is not graded, and never was, has none. A requirement with conditions applies where all of them are certain to hold.
    #[must_use]
    pub fn of(table: &'a Table, postmortem: &'a Postmortem, judgement: &'a Judgement) -> Self {
        let grade = Grade::most_severe(table, postmortem, judgement);
        let level = grade.and_then(|grade| Some((grade.level, table.levels.get(grade.level)?)));
        // An exercise or a maintenance is no incident that anybody has to account for.
        let is_graded = judgement.standing != Standing::NotGraded || grade.is_some();
        let requires = if is_graded { table.requires.as_slice() } else { &[] };
        let of_all = requires.iter().map(|requirement| Duty { level: None, requirement });
        let of_level = level.iter().flat_map(|(index, level)| {
            level.requires.iter().map(|requirement| Duty { level: Some(*index), requirement })
        });
        let applies = |duty: &Duty<'_>| {
            let mut conditions = duty.requirement.when.iter();
            conditions.all(|test| outcome_of(table, test, &postmortem.facts) == Outcome::Met)
        };
        let requirements = of_all.chain(of_level).filter(applies).collect();
        let mut notify = vec![];
        if let Some((index, level)) = level {
            let asked = level.criteria.iter().any(|criterion| !criterion.notify.is_empty());
            let all = if asked { findings(table, &postmortem.facts) } else { vec![] };
            let met = all
                .into_iter()
                .filter(|finding| finding.level == index && finding.outcome == Outcome::Met)
                .filter_map(|finding| level.criteria.get(finding.criterion));
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            for name in level.response.notify.iter().chain(met.flat_map(|criterion| &criterion.notify)) {
                if seen.insert(&name.text) {
                    notify.push(name);
                }
            }
        }
        Self { grade, requirements, response: level.map(|(_, level)| &level.response), notify }
    }
}

impl<'a> Grade<'a> {
    fn most_severe(table: &'a Table, postmortem: &'a Postmortem, judgement: &'a Judgement) -> Option<Self> {
        let declared = judgement.level().map(|level| Self { level, when: When::Now });
        let stated = postmortem.severity_history.iter().filter_map(|change| {
            let said = change.level.as_ref()?;
            let Spelled::Level { level, .. } = table.spelled(&said.text) else { return None };
            Some(Self { level, when: When::Stated(said) })
        });
        // What the authors state of it counts, and what git has only where they state nothing.
        let is_stated = !postmortem.severity_history.is_empty();
        let course = if is_stated { &[] } else { postmortem.course.as_slice() };
        let committed = levels(table, course)
            .filter_map(|(level, stage)| Some(Self { level, when: When::Committed(stage.commit.as_ref()?) }));
        // Of equals the first: the declared one, where it is among them.
        declared.into_iter().chain(stated).chain(committed).min_by_key(|grade| grade.level)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::Timestamp;
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::model::course::Stage;
    use crate::model::vocabulary::Vocabulary;
    use crate::source::document::Document;
    use crate::source::text::Text;
    use crate::space::budget::Budget;
    use crate::table::read::read_table;

    const TABLE: &str = "sev_table: 1
facts:
  customers: { kind: count }
  data_loss: { kind: boolean }
requires: { fields: [id] }
not_graded: [GAMEDAY]
levels:
  - id: SEV-1
    response: { notify: [executives] }
    requires:
      - { fields: [customers] }
      - { when: { duration: over 2h }, fields: [title] }
    criteria:
      - { id: many, when: { customers: over 100 } }
      - { id: lost, when: { data_loss: true }, notify: [security, executives] }
  - id: SEV-2
    response: { notify: [support] }
    otherwise: true
";

    #[test]
    fn duties_are_those_of_the_most_severe_level_ever() {
        let rows = [
            ("", "- [id] by []"),
            ("severity: nonsense", "- [id] by []"),
            ("severity: GAMEDAY", "- [] by []"),
            ("severity: GAMEDAY\nseverity_history: [{ level: SEV-2 }]", "1 Before [id] by [support]"),
            ("severity: SEV-2", "1 Now [id] by [support]"),
            ("severity: SEV-1", "0 Now [id customers] by [executives]"),
            (
                "severity: SEV-2\nseverity_history: [{ level: SEV-1 }]",
                "0 Before [id customers] by [executives]",
            ),
            ("severity: SEV-1\nseverity_history: [{ level: SEV-1 }]", "0 Now [id customers] by [executives]"),
            ("severity_history: [{ level: sev 2 }, { level: SEV-9 }]", "1 Before [id] by [support]"),
            ("severity: SEV-1\nduration: 3h", "0 Now [id customers title] by [executives]"),
            ("severity: SEV-1\nduration: 1h to 3h", "0 Now [id customers] by [executives]"),
            ("severity: SEV-1\ndata_loss: yes", "0 Now [id customers] by [executives security]"),
        ];
        for (stated, wanted) in rows {
            assert_eq!(shown(stated), wanted, "{stated}");
        }
    }

    #[test]
    fn what_git_has_counts_where_no_history_is_stated() {
        let rows = [
            ("severity: SEV-2", "0 Committed [id customers] by [executives]"),
            ("severity: SEV-2\nseverity_history: [{ level: SEV-2 }]", "1 Now [id] by [support]"),
            ("severity: SEV-1", "0 Now [id customers] by [executives]"),
        ];
        for (stated, wanted) in rows {
            assert_eq!(shown_after(stated, &["SEV-2", "P0", "sev1"]), wanted, "{stated}");
        }
    }

    fn shown(stated: &str) -> String {
        shown_after(stated, &[])
    }

    fn shown_after(stated: &str, before: &[&str]) -> String {
        let table =
            read_table(&Arc::new(Text::new("sev.yaml", TABLE))).unwrap_or_else(|faults| panic!("{faults:?}"));
        let vocabulary = Vocabulary::new(&table.facts, &vec![]);
        let document = Document::parse(Text::new("a.md", format!("---\ntype: incident\n{stated}\n---\n")));
        let mut postmortem = Postmortem::read(&document, &vocabulary, &TimeZone::UTC);
        let mark = CommitMark { name: "1a".into(), at: Timestamp::UNIX_EPOCH, day: date(1970, 1, 1) };
        let stage = |severity: &&str| Stage {
            commit: Some(mark.clone()),
            severity: Some((*severity).to_owned()),
            is_final: true,
        };
        postmortem.course = before.iter().map(stage).collect();
        let judgement = Judgement::of(&table, &postmortem, date(2026, 1, 1), &mut Budget::default());
        let Ok(judgement) = judgement else { panic!("too complex") };
        let duties = Duties::of(&table, &postmortem, &judgement);
        let texts = |names: &[&Name]| names.iter().map(|name| &*name.text).collect::<Vec<_>>().join(" ");
        let fields: Vec<&Name> =
            duties.requirements.iter().flat_map(|duty| &duty.requirement.fields).collect();
        let when = |when: When<'_>| match when {
            When::Now => "Now",
            When::Stated(_) => "Before",
            When::Committed(_) => "Committed",
        };
        let grade =
            duties.grade.map_or("-".to_owned(), |grade| format!("{} {}", grade.level, when(grade.when)));
        format!("{grade} [{}] by [{}]", texts(&fields), texts(&duties.notify))
    }
}
