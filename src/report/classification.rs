//! What a few facts come to, for people: the level, why, what to find out next, what to do now.

use std::io::{self, Write};

use crate::diagnostic::language::Language;
use crate::insight::classification::Classification;
use crate::model::declaration::Declaration;
use crate::model::show::{show_demand, show_value};
use crate::model::value::Why;
use crate::rules::phrase::{and, or};
use crate::rules::value_words;
use crate::table::level::{Cover, Milestone, Test};
use crate::verdict::evidence::{Finding, outcome_of};
use crate::verdict::outcome::Outcome;
use crate::verdict::possible::Possible;

use super::look::Look;
use super::terminal_text::name as line;

/// Writes it.
///
/// # Errors
/// When it cannot be written.
pub fn render(
    classification: &Classification<'_>,
    language: Language,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Language::English = language;
    writeln!(out, "{}", look.bold(&line(&headline(classification))))?;
    because(classification, look, out)?;
    ask(classification, look, out)?;
    assuming(classification, out)?;
    response(classification, look, out)?;
    writeln!(out, "\n{}", look.dim(&format!("by {}", line(classification.table.text.path()))))
}

/// The question that a fact asks, and in which form it can be answered.
#[must_use]
pub fn question(declaration: &Declaration, language: Language) -> (String, String) {
    let Language::English = language;
    let asked = match &declaration.says {
        Some(says) => format!("{says} ({})", declaration.name),
        None => declaration.name.clone(),
    };
    let words: Vec<&str> = declaration.kind.words().iter().map(|word| word.name.as_str()).collect();
    let form = match declaration.kind.name() {
        "boolean" => "yes or no".to_owned(),
        "count" => "a number: 14, 10-20 or over 1,000".to_owned(),
        "percent" => "a share: 32%, 10-20% or under 1%".to_owned(),
        "duration" => "a length of time: 90m, 1h 30m or over 2h".to_owned(),
        "money" => "an amount: 47,000 or over 10k, with its currency".to_owned(),
        "number" => "a number with its unit: 850, or under 500".to_owned(),
        "set" if words.is_empty() => "names with commas between them, or none".to_owned(),
        "set" => format!("any of {}, with commas between them, or none", words.join(", ")),
        _ => or(&words),
    };
    (line(&asked).into_owned(), line(&form).into_owned())
}

/// Why an answer cannot be read, and how to write it.
#[must_use]
pub fn refusal(declaration: &Declaration, answer: &str, why: &Why, language: Language) -> String {
    let (what, help) = value_words::sentences(answer, declaration.kind.name(), why, language);
    line(&format!("{what}; {help}")).into_owned()
}

fn headline(classification: &Classification<'_>) -> String {
    let outcomes = outcomes(classification, &classification.possible);
    match classification.possible.only().and_then(|level| classification.table.levels.get(level)) {
        Some(level) => match &level.name {
            Some(name) => format!("{}: {}", level.id.text, name.text),
            None => level.id.text.clone(),
        },
        None if classification.possible.levels.is_empty() => {
            "no level: the table says nothing about this".to_owned()
        }
        None => format!("{}: still open", or(&outcomes)),
    }
}

fn outcomes(classification: &Classification<'_>, possible: &Possible) -> Vec<String> {
    let levels = possible.levels.iter().map(|level| classification.level_id(*level).to_owned());
    levels.chain(possible.hole.then(|| "no level at all".to_owned())).collect()
}

fn because(classification: &Classification<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let met = |finding: &Finding| finding.outcome == Outcome::Met;
    // Where one criterion of a level is met, or the level is settled, what is open decides nothing, unless it is met with
    // others.
    let decided = |level: usize| {
        classification.possible.only().is_some()
            || classification.findings.iter().any(|finding| finding.level == level && met(finding))
    };
    let telling: Vec<&Finding> = classification
        .findings
        .iter()
        .filter(|finding| classification.possible.levels.contains(&finding.level))
        .filter(|finding| {
            let open = finding.outcome == Outcome::Open && !decided(finding.level);
            met(finding) || open || classification.jointly.contains(&finding.criterion)
        })
        .collect();
    if !telling.is_empty() {
        writeln!(out, "\n{}", look.bold("why"))?;
    }
    for finding in &telling {
        criterion(classification, finding, look, out)?;
    }
    if telling.is_empty() && !classification.possible.levels.is_empty() {
        writeln!(out, "\n{}", look.bold("why"))?;
        let milder = classification.possible.only().is_some_and(|level| level > 0);
        let none = if milder { "no criterion of a more severe level is met" } else { "no criterion is met" };
        let stated: Vec<String> =
            classification.grounds.iter().filter_map(|f| stated(classification, *f)).collect();
        match stated.as_slice() {
            [] => writeln!(out, "  {none}")?,
            stated => writeln!(out, "  {none}: {}", line(&and(stated)))?,
        }
    }
    Ok(())
}

fn stated(classification: &Classification<'_>, fact: usize) -> Option<String> {
    let declaration = classification.table.facts.get(fact)?;
    let value = classification.facts.get(fact)?.value.as_ref()?;
    Some(format!("{} is {}", declaration.name, show_value(&declaration.kind, value)))
}

fn criterion(
    classification: &Classification<'_>,
    finding: &Finding,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let level = classification.table.levels.get(finding.level);
    let Some(criterion) = level.and_then(|level| level.criteria.get(finding.criterion)) else {
        return Ok(());
    };
    let jointly = classification.jointly.contains(&finding.criterion);
    let outcome = if jointly { "met together with others" } else { finding.outcome.word() };
    let says = criterion.says.as_deref().map(|says| format!(": {}", line(says))).unwrap_or_default();
    let id = look.bold(&line(&criterion.id));
    let of = line(classification.level_id(finding.level));
    writeln!(out, "  {} {of} {id}, {outcome}{says}", mark(finding.outcome))?;
    for test in criterion.all_tests() {
        evidence(classification, test, out)?;
    }
    Ok(())
}

fn evidence(classification: &Classification<'_>, test: &Test, out: &mut dyn Write) -> io::Result<()> {
    let Some(declaration) = classification.table.facts.get(test.fact) else { return Ok(()) };
    let outcome = outcome_of(classification.table, test, &classification.facts);
    let value = classification.facts.get(test.fact).and_then(|fact| fact.value.as_ref());
    let is = match value {
        Some(value) => format!("is {}", show_value(&declaration.kind, value)),
        None => "is not known".to_owned(),
    };
    let demand = show_demand(&declaration.kind, &test.demand);
    let said = format!("{} {demand}: {is}", declaration.name);
    writeln!(out, "      {} {}", mark(outcome), line(&said))
}

fn ask(classification: &Classification<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if classification.missing.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.bold("find out next"))?;
    for gap in &classification.missing {
        let Some(declaration) = classification.table.facts.get(gap.fact) else { continue };
        let (asked, form) = question(declaration, Language::English);
        let worth = match gap.left {
            1 => "settles the level".to_owned(),
            left if left < classification.possible.outcomes() => format!("leaves at most {left} levels"),
            _ => "may help".to_owned(),
        };
        writeln!(out, "  {asked}: {worth}")?;
        writeln!(out, "      {}", look.dim(&form))?;
    }
    Ok(())
}

fn assuming(classification: &Classification<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(assuming) = &classification.assuming else { return Ok(()) };
    let facts = assuming.facts.iter().filter_map(|fact| {
        let declaration = classification.table.facts.get(*fact)?;
        let value = declaration.assume.as_ref()?;
        Some(format!("{} is {}", declaration.name, show_value(&declaration.kind, value)))
    });
    let facts: Vec<String> = facts.collect();
    let then = or(&outcomes(classification, &assuming.possible));
    writeln!(out, "\nif {}, as the table assumes: {}", line(&and(&facts)), line(&then))
}

fn response(classification: &Classification<'_>, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Some((_, level)) = classification.response_level() else { return Ok(()) };
    let response = &level.response;
    let open = classification.possible.outcomes() > 1;
    let head = if open {
        format!("respond as {} until it is settled", line(&level.id.text))
    } else {
        "respond now".to_owned()
    };
    let mut rows: Vec<(&str, String)> = vec![];
    rows.extend(response.cover.map(|cover| ("cover", cover_words(cover).to_owned())));
    rows.extend(response.priority.iter().map(|priority| ("priority", line(priority).into_owned())));
    let told: Vec<&str> = classification.notify.iter().map(|name| name.text.as_str()).collect();
    if !told.is_empty() {
        rows.push(("tell", line(&told.join(", ")).into_owned()));
    }
    for (milestone, deadline, _) in &response.deadlines {
        rows.push((milestone_words(*milestone), deadline.to_string()));
    }
    if rows.is_empty() {
        return writeln!(out, "\nthe table names no response for {}", line(&level.id.text));
    }
    writeln!(out, "\n{}", look.bold(&head))?;
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in rows {
        writeln!(out, "  {name:width$}  {value}")?;
    }
    Ok(())
}

fn cover_words(cover: Cover) -> &'static str {
    match cover {
        Cover::AroundTheClock => "around the clock",
        Cover::BusinessHours => "in business hours",
    }
}

fn milestone_words(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Detected => "detect within",
        Milestone::Acknowledged => "acknowledge within",
        Milestone::Mitigated => "mitigate within",
        Milestone::Resolved => "resolve within",
        Milestone::FirstUpdate => "first update within",
        Milestone::NextUpdate => "update every",
        Milestone::Postmortem => "postmortem within",
    }
}

fn mark(outcome: Outcome) -> char {
    match outcome {
        Outcome::Met => '+',
        Outcome::Failed => '-',
        Outcome::Open => '?',
    }
}
