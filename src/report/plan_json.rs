//! What `sevlint plan --format json` writes. Fields are only added.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::language::Language;
use crate::insight::plan::Plan;
use crate::insight::plan_incidents::{Change, ChangedIncident, Found};
use crate::insight::plan_joint::FactChange;
use crate::insight::plan_levels::Direction;
use crate::insight::plan_moves::{Move, Region};
use crate::report::schema::kept;
use crate::rules::words::point_words::fact_words;
use crate::table::table::Table;

use super::plan_json_beside::{
    BesideDocument, ConfigDocument, LeftOutDocument, UntilDocument, beside, configurations, left_out, until,
};
use super::plan_json_duty::{AskedDocument, DutyDocument, asked, duties};
use super::plan_spelling_words::{SpellingDocument, spellings};
use super::plan_words::sides;

/// The version of this format.
const SCHEMA: u32 = 1;

/// Writes a plan.
///
/// # Errors
/// When it cannot be written.
pub fn render(plan: &Plan<'_>, out: &mut dyn Write) -> io::Result<()> {
    write(&Document::of(plan), out)
}

/// Writes that there is no plan, and why.
///
/// # Errors
/// When it cannot be written.
pub fn render_failure(reason: &str, out: &mut dyn Write) -> io::Result<()> {
    write(&Document { schema: SCHEMA, error: Some(reason.to_owned()), ..Document::default() }, out)
}

/// The JSON Schema of the format.
#[must_use]
pub fn schema() -> Value {
    kept::kept(include_str!("../../docs/schema/plan.schema.json"))
}

fn write(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, document)?;
    out.write_all(b"\n")
}

/// What `sevlint plan --format json` writes.
#[derive(Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(title = "sevlint plan", deny_unknown_fields))]
struct Document<'a> {
    /// The version of this format. Fields are only added to it.
    schema: u32,
    /// Whether the tables were compared; if not, `error` says what kept them from being.
    complete: bool,
    /// Why nothing was compared.
    error: Option<String>,
    /// The table before, and where it comes from.
    from: Option<TableDocument<'a>>,
    /// The table after.
    to: Option<TableDocument<'a>>,
    /// Whether it is proven that nothing comes out at another level: both tables say the same of everything, each level covered
    /// by its counterpart, both ways; no other table and no configuration is another one, and neither is the first day, unless
    /// there is no older table: then it judges what is earlier, too.
    equivalent: bool,
    /// How many incidents were looked at.
    compared: usize,
    /// Those with a change: moved up, down, out of all levels, into a level; then opens, settles, shifts, stands.
    incidents: Vec<IncidentDocument<'a>>,
    /// What moves, whatever incidents there are.
    moves: Vec<MoveDocument<'a>>,
    /// Levels by their ids: each old one with the new one that is the same. Null where there is none.
    levels: Vec<LevelDocument<'a>>,
    /// Facts that are not as they were.
    facts: Vec<FactDocument<'a>>,
    /// The facts that are asked for newly.
    asked: Vec<AskedDocument<'a>>,
    /// The facts that are asked for no more.
    asked_no_more: Vec<&'a str>,
    /// What people are asked otherwise: to do, and to write.
    duties: Vec<DutyDocument<'a>>,
    /// By which words postmortems are read otherwise; what is new, gone or called otherwise is not told again.
    spellings: Vec<SpellingDocument<'a>>,
    /// From when on another table of the project judges after the change.
    until: Option<UntilDocument<'a>>,
    /// Other tables that are not as they were.
    beside: Vec<BesideDocument<'a>>,
    /// Incidents that are not looked at: tables judge them that stay as they are.
    left_out: Vec<LeftOutDocument<'a>>,
    /// Configurations that do not say what they said.
    configurations: Vec<ConfigDocument<'a>>,
    /// The postmortems that are there, were judged, and are judged no more.
    no_more: Vec<&'a str>,
    /// Postmortems that were there, were judged by nothing, and are judged now.
    only_now: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct TableDocument<'a> {
    /// The file, relative to the repository.
    path: &'a str,
    /// Where it was read: the file, or a commit and the file.
    name: &'a str,
    /// From which day on it is in force.
    effective_from: Option<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct IncidentDocument<'a> {
    /// Relative to the repository.
    path: &'a str,
    id: Option<&'a str>,
    title: Option<&'a str>,
    /// Its day, local.
    date: Option<String>,
    /// The declared severity, as written.
    declared: Option<&'a str>,
    /// `up`, `down`, `out`, `in`; `opens`: certain before, open now; `settles`: the other way; `shifts`: open, and other levels
    /// are possible; `stands`: only the standing of the declared level is another one.
    change: &'static str,
    /// Whether it is only tried: the table after is not in force for it.
    tried: bool,
    /// How it comes out by the old table.
    before: FoundDocument<'a>,
    /// How it comes out by the new table.
    after: FoundDocument<'a>,
    /// The facts that the deciding criteria ask for.
    facts: Vec<KnownDocument<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct FoundDocument<'a> {
    /// The level, if it is the only one, perhaps by assumption.
    level: Option<&'a str>,
    /// The possible levels, most severe first.
    possible: Vec<&'a str>,
    /// Whether it may lie in a hole of the table.
    uncovered: bool,
    /// The facts whose assumed values `level` takes.
    assumed: Vec<&'a str>,
    /// How the declared level stands.
    standing: &'static str,
    /// The criteria of `level` that decide.
    criteria: Vec<CriterionDocument<'a>>,
    /// The facts that keep it open, the most useful first.
    missing: Vec<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct CriterionDocument<'a> {
    /// The file of its table.
    path: &'a str,
    level: &'a str,
    id: &'a str,
    /// The line of the table it stands in.
    line: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct KnownDocument<'a> {
    name: &'a str,
    value: &'a str,
    /// The line of the postmortem.
    line: Option<u32>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct MoveDocument<'a> {
    /// The old level; null for a hole of the old table.
    from: Option<&'a str>,
    /// The new level; null for a hole of the new table.
    to: Option<&'a str>,
    /// `up`, `down`, `out` or `in`.
    direction: &'static str,
    /// Boxes of the fact space, which together are all of it, unless there are more.
    regions: Vec<RegionDocument<'a>>,
    /// Whether there are more.
    more: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct RegionDocument<'a> {
    /// What an incident in it has: one test for each fact.
    when: Vec<SideDocument>,
    /// One such incident, as far as it matters.
    example: Vec<SideDocument>,
    /// The old criterion; null where none decided.
    before: Option<CriterionDocument<'a>>,
    /// The new criterion.
    after: Option<CriterionDocument<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct SideDocument {
    fact: String,
    /// A test, or a value, in words.
    is: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct LevelDocument<'a> {
    from: Option<&'a str>,
    to: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct FactDocument<'a> {
    /// `added`, `removed`, `renamed`, `kind`, `words` or `assumed`.
    change: &'static str,
    /// Its name; of one that was renamed, the old one.
    name: &'a str,
    /// What it is called, or its kind, now.
    to: Option<&'a str>,
    /// Words that are new.
    added: Vec<&'a str>,
    /// Words that are gone.
    removed: Vec<&'a str>,
}

impl<'a> Document<'a> {
    fn of(plan: &'a Plan<'_>) -> Self {
        let (old, new) = (plan.old, plan.new);
        let table = |table: &'a Table, name: &'a str| {
            let effective_from = table.effective_from.map(|day| day.to_string());
            Some(TableDocument { path: table.text.path(), name, effective_from })
        };
        let mut levels: Vec<LevelDocument<'a>> = (0..old.levels.len())
            .map(|from| {
                let to = plan.joint.levels.of_old.get(from).copied().flatten();
                LevelDocument { from: id(old, Some(from)), to: id(new, to) }
            })
            .collect();
        let added = (0..new.levels.len()).filter(|to| plan.joint.levels.of_new.get(*to) == Some(&None));
        levels.extend(added.map(|to| LevelDocument { from: None, to: id(new, Some(to)) }));
        let asked = asked(plan);
        Self {
            schema: SCHEMA,
            complete: true,
            error: None,
            from: table(old, &plan.old_name),
            to: table(new, &plan.new_name),
            equivalent: plan.leaves_everything(),
            compared: plan.compared,
            incidents: plan.incidents.iter().map(incident_of).collect(),
            moves: plan.moves.iter().map(|found| move_of(plan, found)).collect(),
            levels,
            facts: plan.joint.facts.iter().map(fact_of).collect(),
            asked: asked.collect(),
            asked_no_more: plan.asked_no_more.iter().map(String::as_str).collect(),
            duties: duties(plan),
            spellings: spellings(plan),
            until: until(plan),
            beside: beside(plan),
            left_out: left_out(plan),
            configurations: configurations(plan),
            no_more: plan.no_more.iter().map(|path| &**path).collect(),
            only_now: plan.only_now.iter().map(|path| &**path).collect(),
        }
    }
}

fn id(table: &Table, level: Option<usize>) -> Option<&str> {
    table.levels.get(level?).map(|level| level.id.text.as_str())
}

fn incident_of<'a>(incident: &'a ChangedIncident<'_>) -> IncidentDocument<'a> {
    let facts = incident.facts.iter();
    IncidentDocument {
        path: &incident.path,
        id: incident.id.as_deref(),
        title: incident.title.as_deref(),
        date: incident.day.map(|day| day.to_string()),
        declared: incident.declared.as_deref(),
        change: match incident.change {
            Change::Moves(direction) => direction_name(direction),
            Change::Opens => "opens",
            Change::Settles => "settles",
            Change::Shifts => "shifts",
            Change::Stands => "stands",
        },
        tried: incident.tried,
        before: found_of(incident.old, &incident.before),
        after: found_of(incident.new, &incident.after),
        facts: facts
            .map(|fact| KnownDocument { name: &fact.name, value: &fact.value, line: fact.line })
            .collect(),
    }
}

fn found_of<'a>(table: &'a Table, found: &'a Found) -> FoundDocument<'a> {
    let criteria = found.criteria.iter();
    FoundDocument {
        level: id(table, found.level),
        possible: found.possible.levels.iter().filter_map(|level| id(table, Some(*level))).collect(),
        uncovered: found.possible.hole,
        assumed: found.assumed.iter().map(String::as_str).collect(),
        standing: found.standing.word(),
        criteria: criteria.filter_map(|index| criterion_of(table, found.level, Some(*index))).collect(),
        missing: found.missing.iter().map(String::as_str).collect(),
    }
}

fn criterion_of(table: &Table, level: Option<usize>, index: Option<usize>) -> Option<CriterionDocument<'_>> {
    let row = table.levels.get(level?)?;
    let criterion = row.criteria.get(index?)?;
    let line = table.text.line_number(criterion.span.start);
    Some(CriterionDocument { path: table.text.path(), level: &row.id.text, id: &criterion.id, line })
}

fn move_of<'a>(plan: &'a Plan<'_>, found: &Move) -> MoveDocument<'a> {
    MoveDocument {
        from: id(plan.old, found.from),
        to: id(plan.new, found.to),
        direction: direction_name(found.direction),
        regions: found.regions.iter().map(|region| region_of(plan, found, region)).collect(),
        more: found.more,
    }
}

fn region_of<'a>(plan: &'a Plan<'_>, found: &Move, region: &Region) -> RegionDocument<'a> {
    let table = &plan.joint.table;
    let fact = |dimension: usize| table.geometry.dimensions.get(dimension);
    let name = |index: usize| table.facts.get(index).map(|fact| fact.name.clone()).unwrap_or_default();
    let when =
        sides(table, region, Language::English).into_iter().map(|(fact, is)| SideDocument { fact, is });
    let mut facts: Vec<usize> = region.witness.0.iter().filter_map(|(at, _)| Some(fact(*at)?.fact)).collect();
    facts.dedup();
    let value = |index: usize| fact_words(table, &region.witness, index, Language::English);
    RegionDocument {
        when: when.collect(),
        example: facts
            .into_iter()
            .map(|index| SideDocument { fact: name(index), is: value(index) })
            .collect(),
        before: criterion_of(plan.old, found.from, region.before),
        after: criterion_of(plan.new, found.to, region.after),
    }
}

fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
        Direction::Out => "out",
        Direction::In => "in",
    }
}

fn fact_of(change: &FactChange) -> FactDocument<'_> {
    let document = |change, name| FactDocument { change, name, to: None, added: vec![], removed: vec![] };
    match change {
        FactChange::Added(name) => document("added", name),
        FactChange::Removed(name) => document("removed", name),
        FactChange::Renamed { from, to } => FactDocument { to: Some(to), ..document("renamed", from) },
        FactChange::Kind { name, to, .. } => FactDocument { to: Some(to), ..document("kind", name) },
        FactChange::Words { name, added, removed } => FactDocument {
            added: added.iter().map(String::as_str).collect(),
            removed: removed.iter().map(String::as_str).collect(),
            ..document("words", name)
        },
        FactChange::Assumed(name) => document("assumed", name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::schema::kept::is_made_from;

    #[test]
    fn its_schema_is_made_from_it() {
        is_made_from::<Document<'_>>("plan");
    }
}
