//! How one postmortem was judged: each level, criterion and test with its evidence and places.

use std::io::{self, Write};

use crate::diagnostic::language::Language;
use crate::lint::outcome::{CriterionRecord, Decision, Incident, LevelRecord};
use crate::verdict::outcome::Outcome as TestOutcome;

use super::hanging::Entry;
use super::look::Look;
use super::terminal_text::name as line;
use super::words;
use super::wrapping::width;

/// Writes the judgement.
///
/// # Errors
/// When it cannot be written.
pub fn render(incident: &Incident, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> =
        [&incident.id, &incident.title].into_iter().flatten().map(|name| line(name).into_owned()).collect();
    writeln!(out, "{}", look.place(&incident.path, look.bold(&line(&incident.path))))?;
    if !names.is_empty() {
        Entry { text: &names.join(": "), ..Entry::default() }.write(look, out)?;
    }
    writeln!(out)?;
    standing(incident, look, out)?;
    facts(incident, look, out)?;
    levels(incident, look, out)
}

/// Writes each level, criterion and test of the record.
///
/// # Errors
/// When it cannot be written.
pub fn levels(incident: &Incident, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut level: Option<&str> = None;
    for criterion in &incident.criteria {
        if level != Some(criterion.level.as_str()) {
            level = Some(&criterion.level);
            let possible = incident.possible.contains(&criterion.level);
            let remark = match (look.language, possible) {
                (Language::English, true) => "possible",
                (Language::English, false) => "not possible",
                (Language::Japanese, true) => "可能",
                (Language::Japanese, false) => "不可能",
            };
            writeln!(out)?;
            level_line(&criterion.level, remark, look, out)?;
        }
        criterion_lines(incident, criterion, look, out)?;
    }
    let without_criteria = incident
        .possible
        .iter()
        .filter(|level| incident.criteria.iter().all(|criterion| criterion.level != **level));
    for level in without_criteria {
        let remark = match look.language {
            Language::English => "possible: takes what no criterion covers",
            Language::Japanese => "可能: どの基準にも該当しないものを受ける",
        };
        writeln!(out)?;
        level_line(level, remark, look, out)?;
    }
    Ok(())
}

fn level_line(level: &str, remark: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let (level, drawn) = (line(level), look.dim(remark));
    Entry { text: &level, bold: &level, tail: Some((remark, &drawn)), gap: 1, ..Entry::default() }
        .write(look, out)
}

/// Writes what is declared, what is possible, and how the two stand.
///
/// # Errors
/// When it cannot be written.
pub fn standing(incident: &Incident, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let declared = match (&incident.declared, &incident.declared_text) {
        (Some(level), Some(text)) if level != text => match look.language {
            Language::English => format!("{} (written `{}`)", line(level), line(text)),
            Language::Japanese => format!("{} (記載は `{}`)", line(level), line(text)),
        },
        (Some(level), _) => line(level).into_owned(),
        (None, Some(text)) if !text.is_empty() => format!("`{}`", line(text)),
        _ => match look.language {
            Language::English => "nothing".to_owned(),
            Language::Japanese => "なし".to_owned(),
        },
    };
    let mut possible: Vec<String> = incident.possible.iter().map(|level| line(level).into_owned()).collect();
    if incident.uncovered {
        possible.push(match look.language {
            Language::English => "no level at all".to_owned(),
            Language::Japanese => "該当するレベルなし".to_owned(),
        });
    }
    let standing = incident.standing.map_or("", |standing| words::standing(standing, look.language));
    let mut part = |part: Part, text: &str, bold: &str| {
        Entry { lead: &heading(part, look), text, bold, ..Entry::default() }.write(look, out)
    };
    part(Part::Declared, &declared, "")?;
    part(Part::Possible, &possible.join(", "), "")?;
    part(Part::Standing, standing, standing)?;
    if !incident.assumed.is_empty() {
        part(Part::Assumed, &incident.assumed.join(", "), "")?;
    }
    if !incident.missing.is_empty() {
        part(Part::Missing, &incident.missing.join(", "), "")?;
    }
    if let Some(decision) = &incident.decision {
        part(Part::Override, &decided(decision, look.language), "")?;
    }
    for (index, record) in incident.history.iter().enumerate() {
        let named = if index == 0 { Part::History } else { Part::MoreHistory };
        part(named, &graded(record, look.language), "")?;
    }
    if let Some(table) = &incident.table {
        part(Part::Table, &line(table), "")?;
    }
    Ok(())
}

/// Writes the facts of the record, each with how it is known.
///
/// # Errors
/// When it cannot be written.
pub fn facts(incident: &Incident, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if incident.facts.is_empty() {
        return Ok(());
    }
    let title = match look.language {
        Language::English => "facts",
        Language::Japanese => "事実",
    };
    writeln!(out, "\n{title}")?;
    let widest = incident.facts.keys().map(|name| width(name)).max().unwrap_or(0);
    for (name, fact) in &incident.facts {
        let value = fact.said_value.as_deref().unwrap_or("");
        let mut places: Vec<String> =
            fact.places.iter().map(|(line, column)| format!("{line}:{column}")).collect();
        // A period tells both times.
        places.dedup();
        let places = match look.language {
            _ if places.is_empty() => String::new(),
            Language::English => format!("at {}", places.join(" and ")),
            Language::Japanese => places.join("、"),
        };
        let state = words::state(fact.state, look.language);
        let stated = if value.is_empty() { state.to_owned() } else { format!("{} ({state})", line(value)) };
        let padding = " ".repeat(widest.saturating_sub(width(name)));
        let lead = format!("  {}{padding}  ", line(name));
        let tail = Some((places.as_str(), places.as_str())).filter(|_| !places.is_empty());
        Entry { lead: &lead, text: &stated, tail, gap: 2, ..Entry::default() }.write(look, out)?;
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
    let outcome = match (look.language, criterion.jointly) {
        (language, false) => words::outcome(criterion.outcome, language),
        (Language::English, true) => "met jointly",
        (Language::Japanese, true) => "合わせて成立",
    };
    let mark = mark(criterion.outcome);
    let says = criterion.says.as_deref().map(|says| format!(": {}", line(says))).unwrap_or_default();
    let place = format!("{}:{row}:{column}", line(table));
    let drawn = look.place(table, look.dim(&place));
    let (lead, id) = (format!("  {mark} "), line(&criterion.id));
    let text = format!("{id} {outcome}{says}");
    Entry { lead: &lead, text: &text, bold: &id, tail: Some((&place, &drawn)), gap: 2 }.write(look, out)?;
    for test in &criterion.tests {
        let value = match (look.language, &test.said_value) {
            (Language::English, Some(value)) => format!("is {}", line(value)),
            (Language::English, None) => "is not known".to_owned(),
            (Language::Japanese, Some(value)) => format!("値は {}", line(value)),
            (Language::Japanese, None) => "値は不明".to_owned(),
        };
        let mark = self::mark(test.outcome);
        let stated = incident.facts.get(&test.fact).and_then(|fact| fact.places.last());
        let stated = stated.map(|(row, column)| match look.language {
            Language::English => format!(" at {row}:{column}"),
            Language::Japanese => format!(" ({row}:{column})"),
        });
        let stated = stated.unwrap_or_default();
        let asked = format!("{}:{}:{}", line(table), test.place.0, test.place.1);
        let drawn = look.place(table, look.dim(&asked));
        let (fact, demand, outcome) =
            (line(&test.fact), line(&test.said_test), words::outcome(test.outcome, look.language));
        let comma = match look.language {
            Language::English => ", ",
            Language::Japanese => "、",
        };
        let lead = format!("      {mark} ");
        let text = format!("{fact} {demand}: {outcome}{comma}{value}{stated}");
        Entry { lead: &lead, text: &text, tail: Some((&asked, &drawn)), gap: 2, ..Entry::default() }
            .write(look, out)?;
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

/// A part of the head.
enum Part {
    Declared,
    Possible,
    Standing,
    Assumed,
    Missing,
    Override,
    History,
    /// More of it, which goes without a word.
    MoreHistory,
    Table,
}

/// The word before a part of the head, with the space after it.
fn heading(part: Part, look: &Look) -> String {
    let word = match (look.language, part) {
        (Language::English, Part::Declared) => "declared",
        (Language::English, Part::Possible) => "possible",
        (Language::English, Part::Standing) => "standing",
        (Language::English, Part::Assumed) => "assumed",
        (Language::English, Part::Missing) => "missing",
        (Language::English, Part::Override) => "override",
        (Language::English, Part::History) => "history",
        (_, Part::MoreHistory) => "",
        (Language::English, Part::Table) => "table",
        (Language::Japanese, Part::Declared) => "宣言",
        (Language::Japanese, Part::Possible) => "可能",
        (Language::Japanese, Part::Standing) => "判定",
        (Language::Japanese, Part::Assumed) => "仮定",
        (Language::Japanese, Part::Missing) => "不足",
        (Language::Japanese, Part::Override) => "例外判断",
        (Language::Japanese, Part::History) => "経過",
        (Language::Japanese, Part::Table) => "SEV 表",
    };
    format!("{word}{}", " ".repeat(10_usize.saturating_sub(width(word))))
}

/// A level that it was declared at, in a line: since when, and by which commit or for which reason.
fn graded(record: &LevelRecord, language: Language) -> String {
    let level = line(&record.level);
    let of_commit = match (&record.commit, language) {
        (Some(commit), Language::English) => Some(format!("commit {commit}")),
        (Some(commit), Language::Japanese) => Some(format!("コミット {commit}")),
        (None, _) => None,
    };
    let more: Vec<String> = [of_commit, record.because.as_deref().map(|because| line(because).into_owned())]
        .into_iter()
        .flatten()
        .collect();
    let comma = match language {
        Language::English => ", ",
        Language::Japanese => "、",
    };
    let at = record.at.as_deref().map_or(String::new(), |at| format!("  {at}"));
    let more = if more.is_empty() { String::new() } else { format!("  {}", more.join(comma)) };
    format!("{level}{at}{more}")
}

/// A decision to keep a level, in a line.
fn decided(decision: &Decision, language: Language) -> String {
    let because = decision.because.as_deref().map(line);
    let by = decision.approved_by.as_deref().map(line);
    let mut words = match (language, because) {
        (_, Some(because)) => because.into_owned(),
        (Language::English, None) => "no reason given".to_owned(),
        (Language::Japanese, None) => "理由の記載なし".to_owned(),
    };
    words += &match (language, by) {
        (_, None) => String::new(),
        (Language::English, Some(by)) => format!(", approved by {by}"),
        (Language::Japanese, Some(by)) => format!("、承認: {by}"),
    };
    words += match language {
        _ if decision.valid => "",
        Language::English => " (does not hold)",
        Language::Japanese => " (無効)",
    };
    words
}
