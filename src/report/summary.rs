//! What matters about a run, in a few lines.

use std::io::{self, Write};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::lint::outcome::Outcome;
use crate::rules::words::phrase::counted;
use crate::verdict::standing::Standing;

use super::look::Look;
use super::words;
use super::wrapping::wrapped;

/// How many postmortems stand how, how many findings there are, and which fact is missing most.
///
/// # Errors
/// When it cannot be written.
pub fn summary(outcome: &Outcome, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for line in lines(outcome, look.language) {
        match line {
            Line::Findings(text) => writeln!(out, "{}", look.bold(&text))?,
            Line::Incidents(text) => paragraph(&text, look, out)?,
        }
    }
    Ok(())
}

/// A line of a summary.
pub enum Line {
    /// How many findings there are.
    Findings(String),
    /// About the incidents.
    Incidents(String),
}

/// The same, for whoever writes it otherwise.
pub fn lines(outcome: &Outcome, language: Language) -> Vec<Line> {
    let errors = outcome.count(Gravity::Error);
    if !outcome.was_run {
        let line = match language {
            Language::English => format!("Nothing was judged: {}", counted(errors, "error")),
            Language::Japanese => format!("何も判定していない: エラー {errors} 件"),
        };
        return vec![Line::Findings(line)];
    }
    let (warnings, notes) = (outcome.count(Gravity::Warning), outcome.count(Gravity::Note));
    let mut findings = match language {
        Language::English => {
            [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")].join(", ")
        }
        Language::Japanese => format!("エラー {errors} 件、警告 {warnings} 件、注意 {notes} 件"),
    };
    let baselined = outcome.baselined().count();
    if baselined > 0 {
        findings += &match language {
            Language::English => format!("; {baselined} known"),
            Language::Japanese => format!(" (ほかに既知 {baselined} 件)"),
        };
    }
    if outcome.ignored() > 0 {
        findings += &match language {
            Language::English => format!("; {} ignored", outcome.ignored()),
            Language::Japanese => format!(" (ほかに抑制 {} 件)", outcome.ignored()),
        };
    }
    let mut lines = vec![Line::Incidents(judged(outcome, language)), Line::Findings(findings)];
    lines.extend(missing(outcome, language).map(Line::Incidents));
    lines
}

/// `3 postmortems: 2 confirmed, 1 understated`; of a run over the tables alone, `1 SEV table`.
fn judged(outcome: &Outcome, language: Language) -> String {
    let found = Standing::ALL.iter().filter_map(|standing| {
        Some((outcome.standings.get(standing)?, words::standing(*standing, language)))
    });
    let (looked_at, standings, list) = match language {
        Language::English => (
            match outcome.tables {
                0 => counted(outcome.postmortems, "postmortem"),
                tables => counted(tables, "SEV table"),
            },
            found.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>(),
            ", ",
        ),
        Language::Japanese => (
            match outcome.tables {
                0 => format!("ポストモーテム {} 件", outcome.postmortems),
                tables => format!("SEV 表 {tables} 件"),
            },
            found.map(|(count, word)| format!("{word} {count} 件")).collect(),
            "、",
        ),
    };
    if standings.is_empty() { looked_at } else { format!("{looked_at}: {}", standings.join(list)) }
}

/// `61 of 97 undetermined; stating users_affected_pct would settle 44`.
fn missing(outcome: &Outcome, language: Language) -> Option<String> {
    let undetermined = *outcome.standings.get(&Standing::Undetermined)?;
    let all: usize = outcome.standings.values().sum();
    let fact = outcome.missing.first()?;
    let name = &fact.name;
    Some(match (language, fact.settles) {
        (Language::English, 0) => {
            format!("{undetermined} of {all} undetermined; stating `{name}` would narrow down {}", fact.helps)
        }
        (Language::English, settles) => {
            format!("{undetermined} of {all} undetermined; stating `{name}` would settle {settles}")
        }
        (Language::Japanese, 0) => {
            format!(
                "{all} 件中 {undetermined} 件が未確定。`{name}` を記載すれば {} 件を絞り込める",
                fact.helps
            )
        }
        (Language::Japanese, settles) => {
            format!("{all} 件中 {undetermined} 件が未確定。`{name}` を記載すれば {settles} 件が確定する")
        }
    })
}

fn paragraph(text: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    wrapped(text, look.columns(), look.columns()).iter().try_for_each(|line| writeln!(out, "{line}"))
}
