//! What a few facts come to, for people: the level, why, what to find out next, what to do now.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::insight::classification::Classification;
use crate::model::declaration::Declaration;
use crate::model::say::{say_demand, say_value, unquoted};
use crate::model::value::Why;
use crate::rules::words::share_words::{AmbiguousShare, ambiguous_shares};
use crate::rules::words::value_words;
use crate::table::level::Test;
use crate::table::page_words::response_rows;
use crate::verdict::evidence::{Finding, outcome_of};
use crate::verdict::outcome::Outcome;
use crate::verdict::possible::Possible;

use super::classification_words;
use super::look::Look;
use super::terminal_text::name as line;
use super::words::gravity;

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
    let said = Said { classification, language, look };
    writeln!(out, "{}", look.bold(&line(&said.headline())))?;
    said.unclear(out)?;
    said.because(out)?;
    said.ask(out)?;
    said.assuming(out)?;
    said.response(out)?;
    let path = line(classification.table.text.path());
    let by = match language {
        Language::English => format!("by {path}"),
        Language::Japanese => format!("{path} による"),
    };
    writeln!(out, "\n{}", look.dim(&by))
}

/// The question that a fact asks, and in which form it can be answered.
#[must_use]
pub fn question(declaration: &Declaration, language: Language) -> (String, String) {
    let asked = match (&declaration.says, language) {
        (Some(says), Language::English) => format!("{says} ({})", declaration.name),
        (Some(says), Language::Japanese) => format!("{says}（{}）", declaration.name),
        (None, _) => declaration.name.clone(),
    };
    let form = classification_words::form(&declaration.kind, language);
    (line(&asked).into_owned(), line(&form).into_owned())
}

/// Why an answer cannot be read, and how to write it.
#[must_use]
pub fn refusal(declaration: &Declaration, answer: &str, why: &Why, language: Language) -> String {
    let (what, help) = value_words::sentences(answer, declaration.kind.name(), why, language);
    line(&format!("{what}; {help}")).into_owned()
}

/// What an answer leaves open, and how to write it.
#[must_use]
pub fn unclear(share: &AmbiguousShare, language: Language) -> String {
    let said = match language {
        Language::English => format!("{}; {}", share.message(language), share.help(language)),
        Language::Japanese => format!("{}。{}", share.message(language), share.help(language)),
    };
    line(&said).into_owned()
}

/// What is said of a classification, in a language.
#[derive(Clone, Copy)]
struct Said<'c> {
    classification: &'c Classification<'c>,
    language: Language,
    look: &'c Look,
}

impl Said<'_> {
    fn headline(&self) -> String {
        let found = self.classification;
        if let Some(level) = found.possible.only().and_then(|level| found.table.levels.get(level)) {
            return match &level.name {
                Some(name) => format!("{}: {}", level.id.text, name.text),
                None => level.id.text.clone(),
            };
        }
        let open = !found.possible.levels.is_empty();
        let outcomes = classification_words::either(&self.outcomes(&found.possible), self.language);
        match (self.language, open) {
            (Language::English, true) => format!("{outcomes}: still open"),
            (Language::English, false) => "no level: the table says nothing about this".to_owned(),
            (Language::Japanese, true) => format!("{outcomes}: 未確定"),
            (Language::Japanese, false) => "該当するレベルなし: SEV 表に定めがない".to_owned(),
        }
    }

    fn outcomes(&self, possible: &Possible) -> Vec<String> {
        let hole = match self.language {
            Language::English => "no level at all",
            Language::Japanese => "該当なし",
        };
        let levels = possible.levels.iter().map(|level| self.classification.level_id(*level).to_owned());
        levels.chain(possible.hole.then(|| hole.to_owned())).collect()
    }

    /// What was read in one of two ways, which the level may rest on.
    fn unclear(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.classification;
        let word = gravity(Gravity::Note, self.language);
        for (declaration, _, share) in ambiguous_shares(&found.table.facts, &found.facts) {
            writeln!(out, "{word}: {}", line(&share.line(&declaration.name, self.language)))?;
        }
        Ok(())
    }

    fn because(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.classification;
        let met = |finding: &Finding| finding.outcome == Outcome::Met;
        // Where one criterion of a level is met, or the level is settled, what is open decides nothing, unless it is met
        // with others.
        let decided = |level: usize| {
            found.possible.only().is_some()
                || found.findings.iter().any(|finding| finding.level == level && met(finding))
        };
        let telling: Vec<&Finding> = found
            .findings
            .iter()
            .filter(|finding| found.possible.levels.contains(&finding.level))
            .filter(|finding| {
                let open = finding.outcome == Outcome::Open && !decided(finding.level);
                met(finding) || open || found.jointly.contains(&finding.criterion)
            })
            .collect();
        if found.possible.levels.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.look.bold(classification_words::why(self.language)))?;
        for finding in &telling {
            self.criterion(finding, out)?;
        }
        if telling.is_empty() {
            let milder = found.possible.only().is_some_and(|level| level > 0);
            let none = classification_words::no_criterion(milder, self.language);
            let stated: Vec<String> = found.grounds.iter().filter_map(|fact| self.stated(*fact)).collect();
            match stated.as_slice() {
                [] => writeln!(out, "  {none}")?,
                stated => {
                    let stated = classification_words::all(stated, self.language);
                    writeln!(out, "  {none}: {}", line(&stated))?;
                }
            }
        }
        Ok(())
    }

    fn stated(&self, fact: usize) -> Option<String> {
        let declaration = self.classification.table.facts.get(fact)?;
        let value = self.classification.facts.get(fact)?.value.as_ref()?;
        Some(classification_words::is(
            &declaration.name,
            &unquoted(&say_value(&declaration.kind, value, self.language)),
            self.language,
        ))
    }

    fn criterion(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let found = self.classification;
        let level = found.table.levels.get(finding.level);
        let Some(criterion) = level.and_then(|level| level.criteria.get(finding.criterion)) else {
            return Ok(());
        };
        let jointly =
            found.possible.only() == Some(finding.level) && found.jointly.contains(&finding.criterion);
        let outcome = classification_words::outcome(finding.outcome, jointly, self.language);
        let says = criterion.says.as_deref().map(|says| format!(": {}", line(says))).unwrap_or_default();
        let id = self.look.bold(&line(&criterion.id));
        let of = line(found.level_id(finding.level));
        writeln!(out, "  {} {of} {id}, {outcome}{says}", mark(finding.outcome))?;
        for test in criterion.all_tests() {
            self.evidence(test, out)?;
        }
        Ok(())
    }

    fn evidence(&self, test: &Test, out: &mut dyn Write) -> io::Result<()> {
        let found = self.classification;
        let Some(declaration) = found.table.facts.get(test.fact) else { return Ok(()) };
        let outcome = outcome_of(found.table, test, &found.facts);
        let value = found.facts.get(test.fact).and_then(|fact| fact.value.as_ref());
        let value = value.map(|value| unquoted(&say_value(&declaration.kind, value, self.language)));
        let demand = unquoted(&say_demand(&declaration.kind, &test.demand, self.language));
        let said =
            classification_words::evidence(&declaration.name, &demand, value.as_deref(), self.language);
        writeln!(out, "      {} {}", mark(outcome), line(&said))
    }

    fn ask(&self, out: &mut dyn Write) -> io::Result<()> {
        let found = self.classification;
        if found.missing.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", self.look.bold(classification_words::find_out(self.language)))?;
        for gap in &found.missing {
            let Some(declaration) = found.table.facts.get(gap.fact) else { continue };
            let (asked, form) = question(declaration, self.language);
            let worth = classification_words::worth(gap.left, found.possible.outcomes(), self.language);
            writeln!(out, "  {asked}: {worth}")?;
            writeln!(out, "      {}", self.look.dim(&form))?;
        }
        Ok(())
    }

    fn assuming(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(assuming) = &self.classification.assuming else { return Ok(()) };
        let facts = classification_words::assumed(self.classification.table, assuming, self.language);
        let then = classification_words::either(&self.outcomes(&assuming.possible), self.language);
        let said = match self.language {
            Language::English => format!("if {facts}, as the table assumes: {then}"),
            Language::Japanese => format!("SEV 表の仮定どおり {facts} であれば: {then}"),
        };
        writeln!(out, "\n{}", line(&said))
    }

    fn response(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some((_, level)) = self.classification.response_level() else { return Ok(()) };
        let id = line(&level.id.text);
        let told: Vec<&str> = self.classification.notify.iter().map(|name| name.text.as_str()).collect();
        let rows = response_rows(&level.response, &told, self.language);
        if rows.is_empty() {
            return match self.language {
                Language::English => writeln!(out, "\nthe table names no response for {id}"),
                Language::Japanese => writeln!(out, "\nSEV 表には {id} の対応が定められていない"),
            };
        }
        let open = self.classification.possible.outcomes() > 1;
        let head = match (self.language, open) {
            (Language::English, true) => format!("respond as {id} until it is settled"),
            (Language::English, false) => "respond now".to_owned(),
            (Language::Japanese, true) => format!("確定するまで {id} として対応する"),
            (Language::Japanese, false) => "今すぐの対応".to_owned(),
        };
        writeln!(out, "\n{}", self.look.bold(&head))?;
        let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, value) in rows {
            let padding = " ".repeat(width.saturating_sub(name.width()));
            writeln!(out, "  {name}{padding}  {}", line(&value))?;
        }
        Ok(())
    }
}

fn mark(outcome: Outcome) -> char {
    match outcome {
        Outcome::Met => '+',
        Outcome::Failed => '-',
        Outcome::Open => '?',
    }
}
