//! What matters about a run, in a few lines.

use std::io::{self, Write};

use crate::diagnostic::about::Gravity;
use crate::lint::outcome::Outcome;
use crate::rules::phrase::counted;
use crate::verdict::standing::Standing;

use super::look::Look;
use super::wrapping::wrapped;

/// How many postmortems stand how, how many findings there are, and which fact is missing most.
///
/// # Errors
/// When it cannot be written.
pub fn summary(outcome: &Outcome, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let errors = outcome.count(Gravity::Error);
    let mut findings = [
        counted(errors, "error"),
        counted(outcome.count(Gravity::Warning), "warning"),
        counted(outcome.count(Gravity::Note), "note"),
    ]
    .join(", ");
    let baselined = outcome.baselined().count();
    if baselined > 0 {
        findings += &format!("; {baselined} known");
    }
    if outcome.ignored() > 0 {
        findings += &format!("; {} ignored", outcome.ignored());
    }
    if !outcome.was_run {
        return writeln!(out, "{}", look.bold(&format!("Nothing was judged: {}", counted(errors, "error"))));
    }
    let standings: Vec<String> = Standing::ALL
        .iter()
        .filter_map(|standing| Some(format!("{} {}", outcome.standings.get(standing)?, standing.word())))
        .collect();
    let judged = if standings.is_empty() { String::new() } else { format!(": {}", standings.join(", ")) };
    let looked_at = match outcome.tables {
        0 => counted(outcome.postmortems, "postmortem"),
        tables => counted(tables, "SEV table"),
    };
    paragraph(&format!("{looked_at}{judged}"), look, out)?;
    writeln!(out, "{}", look.bold(&findings))?;
    if let Some(line) = missing(outcome) {
        paragraph(&line, look, out)?;
    }
    Ok(())
}

/// `61 of 97 undetermined; stating users_affected_pct would settle 44`.
fn missing(outcome: &Outcome) -> Option<String> {
    let undetermined = *outcome.standings.get(&Standing::Undetermined)?;
    let all: usize = outcome.standings.values().sum();
    let fact = outcome.missing.first()?;
    let does = if fact.settles > 0 {
        format!("would settle {}", fact.settles)
    } else {
        format!("would narrow down {}", fact.helps)
    };
    Some(format!("{undetermined} of {all} undetermined; stating `{}` {does}", fact.name))
}

fn paragraph(text: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    wrapped(text, look.columns(), look.columns()).iter().try_for_each(|line| writeln!(out, "{line}"))
}
