use crate::diagnostic::about::{Gravity, Mending};
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::fact::State;
use crate::model::show::show_value;
use crate::table::level::Criterion;
use crate::verdict::standing::Standing;

use super::grounds::{declared_place, test_words};
use super::phrase::{and, excerpt, or};
use super::rule::{Case, Check, Verdict, rule};

rule! {
    /// ## What it flags
    /// A declared level that is possible, where the stated facts allow another one, too. It names the facts that would
    /// settle it, the most telling first. A warning where a more severe level is still possible; a note where the declared
    /// one is the most severe of them, for to assume the worst is good practice.
    ///
    /// ## Why
    /// Nobody can say whether the level is right. One more fact often can.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// duration: 20m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// State the facts it names; a range will do where nobody knows better (`10-20%`, `over 2h`). What is really not
    /// known can be stated as `unknown`. Where silence means something in your team, say so in the table with `assume`.
    ///
    /// ## When to turn it off
    /// On a repository whose history states few facts, set it to `note`, or set `enforce_from`.
    "severity-undetermined", Warning, Mending::None("only the authors know the missing facts"),
    { English => "the facts allow the declared level and others" },
    Check::Case(check)
}

/// How many facts are named in the message.
const MOST_FACTS: usize = 3;

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let judgement = verdict.judgement;
    let Some(declared) = judgement.level() else { return vec![] };
    if judgement.standing != Standing::Undetermined {
        return vec![];
    }
    let others: Vec<&str> = judgement
        .possible
        .levels
        .iter()
        .filter(|level| **level != declared)
        .map(|level| verdict.level(*level))
        .collect();
    let level = verdict.level(declared);
    let missing: Vec<String> = judgement.missing.iter().map(|open| gap(case, &verdict, open.fact)).collect();
    let (named, more) = missing.split_at(missing.len().min(MOST_FACTS));
    let (message, here, help) = match case.language {
        Language::English => {
            let mut alternatives: Vec<String> = others.iter().map(ToString::to_string).collect();
            if judgement.possible.hole {
                alternatives.push("no level of the table at all".to_owned());
            }
            let tail = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
            (
                format!("declared {level}, and the facts would also allow {}", or(&alternatives)),
                format!("open: {}{tail}", and(named)),
                settle(case, &verdict),
            )
        }
    };
    let gravity = if judgement.could_be_worse() { Gravity::Warning } else { Gravity::Note };
    let place = case.here(declared_place(case, &verdict), here);
    let mut finding =
        Diagnostic::new(&RULE.about, place, message).weighing(gravity).help(help).about_subject("severity");
    finding.related.extend(asking(&verdict));
    vec![finding]
}

/// A fact that keeps the level open, and in which way.
fn gap(case: &Case<'_>, verdict: &Verdict<'_>, index: usize) -> String {
    let Some(declaration) = verdict.table.facts.get(index) else { return String::new() };
    let fact = case.postmortem.facts.get(index);
    let name = &declaration.name;
    let value = fact.and_then(|fact| fact.value.as_ref()).map(|value| show_value(&declaration.kind, value));
    match case.language {
        Language::English => match (fact.map_or(State::Absent, |fact| fact.state), value) {
            (State::Unknown, _) => format!("`{name}` is stated as unknown"),
            (State::Unreadable, _) => {
                let text =
                    fact.and_then(|fact| fact.statements.first()).map_or("", |statement| &statement.text);
                format!("`{name}` cannot be read from `{}`", excerpt(text))
            }
            (_, Some(value)) => format!("`{name}` is only known as {value}"),
            _ => format!("`{name}` is not stated"),
        },
    }
}

fn settle(case: &Case<'_>, verdict: &Verdict<'_>) -> String {
    let first = verdict.judgement.missing.first().and_then(|gap| verdict.table.facts.get(gap.fact));
    match (case.language, first) {
        (Language::English, Some(fact)) => match &fact.says {
            Some(says) => format!("state `{}` first, it settles the most: {says}", fact.name),
            None => format!("state `{}` first: it settles the most", fact.name),
        },
        (Language::English, None) => "state the facts that are missing".to_owned(),
    }
}

/// Where the table asks for the most telling fact.
fn asking(verdict: &Verdict<'_>) -> Option<crate::diagnostic::diagnostic::Label> {
    let fact = verdict.judgement.missing.first()?.fact;
    let possible = &verdict.judgement.possible.levels;
    let levels = verdict.table.levels.iter().enumerate().filter(|(index, _)| possible.contains(index));
    let mut tests = levels.flat_map(|(_, level)| {
        let tests = level.criteria.iter().flat_map(Criterion::all_tests);
        tests.filter(|test| test.fact == fact).map(move |test| (level, test))
    });
    let (level, test) = tests.next()?;
    Some(verdict.there(test.span, format!("{} asks for {}", level.id.text, test_words(verdict.table, test))))
}
