//! How one postmortem was judged: each level, criterion and test with its evidence and places.

use std::io::{self, Write};

use crate::lint::outcome::{CriterionRecord, Incident};
use crate::verdict::outcome::Outcome as TestOutcome;
use crate::verdict::standing::Standing;

use super::look::Look;
use super::terminal_text::name as line;

/// Writes the judgement.
///
/// # Errors
/// When it cannot be written.
pub fn render(incident: &Incident, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    head(incident, look, out)?;
    facts(incident, out)?;
    let mut level: Option<&str> = None;
    for criterion in &incident.criteria {
        if level != Some(criterion.level.as_str()) {
            level = Some(&criterion.level);
            let possible = incident.possible.contains(&criterion.level);
            let remark = if possible { "possible" } else { "not possible" };
            writeln!(out, "\n{} {}", look.bold(&line(&criterion.level)), look.dim(remark))?;
        }
        criterion_lines(incident, criterion, look, out)?;
    }
    let without_criteria = incident
        .possible
        .iter()
        .filter(|level| incident.criteria.iter().all(|criterion| criterion.level != **level));
    for level in without_criteria {
        writeln!(
            out,
            "\n{} {}",
            look.bold(&line(level)),
            look.dim("possible: takes what no criterion covers")
        )?;
    }
    Ok(())
}

fn head(incident: &Incident, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> =
        [&incident.id, &incident.title].into_iter().flatten().map(|name| line(name).into_owned()).collect();
    writeln!(out, "{}", look.bold(&line(&incident.path)))?;
    if !names.is_empty() {
        writeln!(out, "{}", names.join(": "))?;
    }
    let declared = match (&incident.declared, &incident.declared_text) {
        (Some(level), Some(text)) if level != text => format!("{} (written `{}`)", line(level), line(text)),
        (Some(level), _) => line(level).into_owned(),
        (None, Some(text)) if !text.is_empty() => format!("`{}`", line(text)),
        _ => "nothing".to_owned(),
    };
    let mut possible: Vec<String> = incident.possible.iter().map(|level| line(level).into_owned()).collect();
    if incident.uncovered {
        possible.push("no level at all".to_owned());
    }
    let standing = incident.standing.map_or("", Standing::word);
    writeln!(out, "\ndeclared  {declared}")?;
    writeln!(out, "possible  {}", possible.join(", "))?;
    writeln!(out, "standing  {}", look.bold(standing))?;
    if !incident.assumed.is_empty() {
        writeln!(out, "assumed   {}", incident.assumed.join(", "))?;
    }
    if !incident.missing.is_empty() {
        writeln!(out, "missing   {}", incident.missing.join(", "))?;
    }
    if let Some(decision) = &incident.decision {
        let because = decision.because.as_deref().map_or("no reason given".into(), line);
        let by = decision
            .approved_by
            .as_deref()
            .map(|by| format!(", approved by {}", line(by)))
            .unwrap_or_default();
        let holds = if decision.valid { "" } else { " (does not hold)" };
        writeln!(out, "override  {because}{by}{holds}")?;
    }
    if let Some(table) = &incident.table {
        writeln!(out, "table     {}", line(table))?;
    }
    Ok(())
}

fn facts(incident: &Incident, out: &mut dyn Write) -> io::Result<()> {
    if incident.facts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nfacts")?;
    let width = incident.facts.keys().map(|name| look_width(name)).max().unwrap_or(0);
    for (name, fact) in &incident.facts {
        let value = fact.value.as_deref().unwrap_or("");
        let places: Vec<String> =
            fact.places.iter().map(|(line, column)| format!("{line}:{column}")).collect();
        let places = if places.is_empty() { String::new() } else { format!("  at {}", places.join(" and ")) };
        let stated = if value.is_empty() {
            fact.state.word().to_owned()
        } else {
            format!("{} ({})", line(value), fact.state.word())
        };
        let padding = " ".repeat(width.saturating_sub(look_width(name)));
        writeln!(out, "  {}{padding}  {stated}{places}", line(name))?;
    }
    Ok(())
}

fn criterion_lines(
    incident: &Incident,
    criterion: &CriterionRecord,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let table = incident.table.as_deref().unwrap_or_default();
    let (row, column) = criterion.place;
    let outcome = if criterion.jointly { "met jointly" } else { criterion.outcome.word() };
    let mark = mark(criterion.outcome);
    let says = criterion.says.as_deref().map(|says| format!(": {}", line(says))).unwrap_or_default();
    let place = look.dim(&format!("{}:{row}:{column}", line(table)));
    writeln!(out, "  {mark} {} {outcome}{says}  {place}", look.bold(&line(&criterion.id)))?;
    for test in &criterion.tests {
        let value = match &test.value {
            Some(value) => format!("is {}", line(value)),
            None => "is not known".to_owned(),
        };
        let mark = self::mark(test.outcome);
        let stated = incident.facts.get(&test.fact).and_then(|fact| fact.places.first());
        let stated = stated.map(|(row, column)| format!(" at {row}:{column}")).unwrap_or_default();
        let asked = look.dim(&format!("{}:{}:{}", line(table), test.place.0, test.place.1));
        let (fact, demand, outcome) = (line(&test.fact), line(&test.test), test.outcome.word());
        writeln!(out, "      {mark} {fact} {demand}: {outcome}, {value}{stated}  {asked}")?;
    }
    Ok(())
}

fn mark(outcome: TestOutcome) -> char {
    match outcome {
        TestOutcome::Met => '+',
        TestOutcome::Failed => '-',
        TestOutcome::Open => '?',
    }
}

fn look_width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
