//! What matters about a run with many findings, before they are shown one by one: how many postmortems can be judged, which
//! facts are missing most, and which rules find the most.

use std::io::{self, Write};

use crate::diagnostic::diagnostic::Applicability;
use crate::diagnostic::language::Language;
use crate::lint::outcome::Outcome;
use crate::rules::words::phrase::counted;
use crate::verdict::standing::Standing;

use super::look::Look;
use super::statistics::rules;
use super::wrapping::wrapped;

/// From so many findings on nobody reads them all at once.
pub const MANY: usize = 20;
/// So many rules are listed: with all the rest it fits a screen of 24 lines.
const MOST_RULES: usize = 10;
/// So many facts are named.
const MOST_FACTS: usize = 3;

/// Writes the overview, if there are many findings.
///
/// # Errors
/// When it cannot be written.
pub fn overview(outcome: &Outcome, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if !outcome.was_run || outcome.counted().count() <= MANY {
        return Ok(());
    }
    let mut sentences = vec![head(outcome, look.language)];
    sentences.extend(judgeable(outcome, look.language));
    sentences.extend(missing(outcome, look.language));
    for sentence in &sentences {
        for line in wrapped(sentence, look.columns(), look.columns()) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)?;
    rules(outcome, Some(MOST_RULES), look, out)?;
    for line in
        mendable(outcome, look.language).iter().flat_map(|line| wrapped(line, look.columns(), look.columns()))
    {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

fn head(outcome: &Outcome, language: Language) -> String {
    let findings = outcome.counted().count();
    let mut files: Vec<&str> = outcome.counted().map(|finding| &*finding.diagnostic.place.path).collect();
    files.sort_unstable();
    files.dedup();
    let (files, all) = (files.len(), outcome.postmortems);
    match language {
        Language::English => format!(
            "{} in {}, of {}; each is shown below, and counted here:",
            counted(findings, "finding"),
            counted(files, "file"),
            counted(all, "postmortem")
        ),
        Language::Japanese => format!(
            "ポストモーテム {all} 件を調べ、{files} 件のファイルに指摘が {findings} 件。一つずつは下に、まずその内訳:"
        ),
    }
}

/// How many postmortems can be judged, where there is a table.
fn judgeable(outcome: &Outcome, language: Language) -> Option<String> {
    let all: usize = outcome.standings.values().sum();
    if all == 0 {
        return None;
    }
    let of = |standing: Standing| outcome.standings.get(&standing).copied().unwrap_or_default();
    let undetermined = of(Standing::Undetermined) + of(Standing::Uncovered);
    let undeclared = of(Standing::Undeclared) + of(Standing::UnknownLevel);
    let judged = all - undetermined - undeclared - of(Standing::NotGraded);
    let mismatched = of(Standing::Understated) + of(Standing::Overstated) + of(Standing::Contradicted);
    Some(match language {
        Language::English => {
            let mut parts =
                vec![format!("{judged} of {all} can be judged ({mismatched} disagree with the table)")];
            if undetermined > 0 {
                parts.push(format!("{undetermined} with too few facts"));
            }
            if undeclared > 0 {
                parts.push(format!("{undeclared} without a level of the table"));
            }
            parts.join("; ")
        }
        Language::Japanese => {
            let mut parts =
                vec![format!("{all} 件中 {judged} 件を判定できる (うち {mismatched} 件は SEV 表と食い違う)")];
            if undetermined > 0 {
                parts.push(format!("{undetermined} 件は事実が足りない"));
            }
            if undeclared > 0 {
                parts.push(format!("{undeclared} 件は SEV 表のレベルを宣言していない"));
            }
            parts.join("、")
        }
    })
}

/// The facts that are missing most.
fn missing(outcome: &Outcome, language: Language) -> Option<String> {
    let facts = outcome.missing.iter().take(MOST_FACTS);
    let facts: Vec<String> = facts
        .map(|fact| match (language, fact.settles) {
            (Language::English, 0) => format!("`{}` (would help {})", fact.name, fact.helps),
            (Language::English, settles) => format!("`{}` (would settle {settles})", fact.name),
            (Language::Japanese, 0) => format!("`{}` ({} 件で役立つ)", fact.name, fact.helps),
            (Language::Japanese, settles) => format!("`{}` ({settles} 件が確定する)", fact.name),
        })
        .collect();
    if facts.is_empty() {
        return None;
    }
    Some(match language {
        Language::English => format!("Missing most: {}", facts.join(", ")),
        Language::Japanese => format!("最も不足している事実: {}", facts.join("、")),
    })
}

/// How many findings `--fix` would mend.
fn mendable(outcome: &Outcome, language: Language) -> Option<String> {
    let (safe, bold) = fixes(outcome);
    match (language, safe, bold) {
        (_, 0, 0) => None,
        (Language::English, safe, 0) => Some(format!("{safe} can be mended: `--fix`")),
        (Language::English, 0, bold) => {
            Some(format!("{bold} can be mended by changing what is said: `--unsafe-fixes`"))
        }
        (Language::English, safe, bold) => Some(format!(
            "{safe} can be mended: `--fix`; {bold} more by changing what is said: `--unsafe-fixes`"
        )),
        (Language::Japanese, safe, 0) => Some(format!("{safe} 件は `--fix` で修正できる")),
        (Language::Japanese, 0, bold) => {
            Some(format!("{bold} 件は記載の内容を変えれば `--unsafe-fixes` で修正できる"))
        }
        (Language::Japanese, safe, bold) => Some(format!(
            "{safe} 件は `--fix` で、ほか {bold} 件は記載の内容を変えれば `--unsafe-fixes` で修正できる"
        )),
    }
}

/// How many findings that count have a safe fix, and how many an unsafe one.
#[must_use]
pub fn fixes(outcome: &Outcome) -> (usize, usize) {
    let fixes = || outcome.counted().filter_map(|finding| finding.diagnostic.fix.as_ref());
    let safe = fixes().filter(|fix| fix.applicability == Applicability::Safe).count();
    (safe, fixes().count() - safe)
}
