use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::table::flaw::criteria::CriterionAt;
use crate::verdict::evidence::{Finding, findings, outcome_of};
use crate::verdict::example::{ExampleState, JudgedExample, WrongExample};
use crate::verdict::outcome::Outcome;
use crate::verdict::possible::Gap;

use super::rule::{Check, SoundTable, rule};
use super::shared::grounds::test_words;
use super::words::japanese;
use super::words::phrase::{and, excerpt, or};

/// How many open facts, and how many criteria, are named.
const MOST_FACTS: usize = 3;
const MOST_CRITERIA: usize = 3;

rule! {
    /// ## What it flags
    /// An example that does not come out at the level it stands under, and at no other: its facts, or those of the postmortem it
    /// names, are judged by the table, and what is not stated is taken for what the table assumes. Also an `incident` that is not
    /// there, or is no postmortem.
    ///
    /// ## Why
    /// Examples are tests. When one fails, either people remember the incident differently, or the criteria do not say what they
    /// were meant to say.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///     examples: [{ says: Nobody could sign in, facts: { users_affected_pct: 45% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///     examples: [{ incident: postmortems/2026-04-01-sign-in.md }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    /// ~~~markdown postmortems/2026-04-01-signin.md
    /// ---
    /// severity: SEV-1
    /// users_affected_pct: 80%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///     examples:
    ///       - { says: Nobody could sign in, facts: { users_affected_pct: 100% } }
    ///       - { incident: postmortems/2026-04-01-sign-in.md }
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    /// ~~~markdown postmortems/2026-04-01-sign-in.md
    /// ---
    /// severity: SEV-1
    /// users_affected_pct: 80%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Look at the criteria first: an example is what the team agreed on. Then correct the example, or what it leaves open.
    ///
    /// ## When to turn it off
    /// Never; take the example out instead.
    "table-example-wrong", Error, Mending::None("either the example or the table is wrong"),
    { English => "an example does not come out at its level", Japanese => "例が本来のレベルにならない" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    sound.examples.iter().filter_map(|judged| finding(sound, judged)).collect()
}

fn finding(sound: &SoundTable<'_>, judged: &JudgedExample) -> Option<Diagnostic> {
    let example = sound.table.levels.get(judged.level)?.examples.get(judged.example)?;
    let level = sound.level(judged.level);
    let place = |message: String| {
        let span = example.incident.as_ref().map_or(example.span, |incident| incident.span);
        sound.here(span, message)
    };
    let name = example.incident.as_ref().map_or("", |incident| incident.text.as_str());
    let subject = format!("{level}/{}", judged.example);
    let (message, here, help) = match (sound.language, &judged.state) {
        (_, ExampleState::Right) => return None,
        (Language::English, ExampleState::Wrong(wrong)) => {
            let (message, help) = wrong_words(sound, judged.level, wrong);
            (message, format!("stands under {level}"), help)
        }
        (Language::English, ExampleState::NoFile(meant)) => (
            format!("an example of {level} names `{}`, and there is no such file", excerpt(name)),
            "no such file".to_owned(),
            match meant {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "write the path from the root of the repository, with `/`".to_owned(),
            },
        ),
        (Language::English, ExampleState::NoPostmortem) => (
            format!("an example of {level} names `{}`, which is no postmortem", excerpt(name)),
            "no postmortem".to_owned(),
            "name a postmortem; `sevlint check --show-files` says of each file why it is one or not"
                .to_owned(),
        ),
        (Language::English, ExampleState::Unreadable) => (
            format!("an example of {level} names `{}`, which cannot be read", excerpt(name)),
            "cannot be read".to_owned(),
            "`sevlint check` says why, if it is told that path".to_owned(),
        ),
        (Language::Japanese, ExampleState::Wrong(wrong)) => {
            let (message, help) = wrong_words(sound, judged.level, wrong);
            (message, format!("`{level}` の例"), help)
        }
        (Language::Japanese, ExampleState::NoFile(meant)) => (
            format!("`{level}` の例にある `{}` というファイルはない", excerpt(name)),
            "ファイルがない".to_owned(),
            match meant {
                Some(meant) => format!("`{meant}` の誤りか"),
                None => "リポジトリのルートからのパスを `/` 区切りで書く".to_owned(),
            },
        ),
        (Language::Japanese, ExampleState::NoPostmortem) => (
            format!("`{level}` の例にある `{}` はポストモーテムではない", excerpt(name)),
            "ポストモーテムではない".to_owned(),
            "ポストモーテムを書く。ファイルごとの理由は `sevlint check --show-files` で表示できる".to_owned(),
        ),
        (Language::Japanese, ExampleState::Unreadable) => (
            format!("`{level}` の例にある `{}` を読み込めない", excerpt(name)),
            "読み込めない".to_owned(),
            "理由は、このパスを指定した `sevlint check` で表示できる".to_owned(),
        ),
    };
    let mut finding = Diagnostic::new(&RULE.about, place(here), message).help(help).about_subject(subject);
    if let ExampleState::Wrong(wrong) = &judged.state {
        finding.related = evidence(sound, judged.level, wrong);
    }
    Some(finding)
}

fn wrong_words(sound: &SoundTable<'_>, level: usize, wrong: &WrongExample) -> (String, String) {
    let own = sound.level(level);
    let possible: Vec<&str> = wrong.possible.levels.iter().map(|level| sound.level(*level)).collect();
    let name = |gap: &Gap| sound.table.facts.get(gap.fact).map(|fact| format!("`{}`", fact.name));
    let open: Vec<String> = wrong.missing.iter().filter_map(name).take(MOST_FACTS).collect();
    let is_open = wrong.possible.levels.contains(&level) && !open.is_empty();
    match sound.language {
        Language::English => {
            let mut outcomes = possible;
            if wrong.possible.hole {
                outcomes.push("at no level");
            }
            let message = match outcomes.as_slice() {
                [only] => format!("an example of {own} comes out {only}"),
                _ => format!("an example of {own} may come out {}", or(&outcomes)),
            };
            let help = if is_open {
                format!("state {} in it, or say what silence means with `assume`", and(&open))
            } else {
                format!(
                    "correct the example or the criteria, or move it to where it comes out ({})",
                    or(&outcomes)
                )
            };
            (message, help)
        }
        Language::Japanese => {
            let outcomes = match (possible.as_slice(), wrong.possible.hole) {
                ([], _) => "該当なし".to_owned(),
                (levels, true) => format!("{}、または該当なし", japanese::quoted(levels)),
                (levels, false) => japanese::quoted_or(levels),
            };
            let is_certain = possible.len() + usize::from(wrong.possible.hole) == 1;
            let ending = if is_certain { "になる" } else { "になり得る" };
            let message = format!("`{own}` の例が {}{ending}", japanese::before_particle(outcomes.clone()));
            let help = if is_open {
                format!("例に {} を書くか、書かれていないときの値を `assume` で決める", open.join("、"))
            } else {
                format!("例か基準を直すか、該当するレベル ({outcomes}) に移す")
            };
            (message, help)
        }
    }
}

/// The criteria that decide; where there are none, why those of its own level do not.
fn evidence(sound: &SoundTable<'_>, level: usize, wrong: &WrongExample) -> Vec<Label> {
    let all = findings(sound.table, &wrong.facts);
    let at = |finding: &Finding| CriterionAt { level: finding.level, criterion: finding.criterion };
    let labels = |outcome: Outcome, is_meant: &dyn Fn(usize) -> bool| -> Vec<Label> {
        let found = all.iter().filter(|finding| finding.outcome == outcome && is_meant(finding.level));
        let label = |finding: &Finding| {
            let criterion = sound.criterion(at(finding))?;
            let test =
                criterion.all_tests().find(|test| outcome_of(sound.table, test, &wrong.facts) == outcome)?;
            let asked = test_words(sound.table, test, sound.language);
            let id = sound.level(finding.level);
            let message = match (sound.language, outcome) {
                (Language::English, Outcome::Met) => format!("{id} asks for {asked}: met"),
                (Language::English, Outcome::Open) => format!("{id} asks for {asked}: open"),
                (Language::English, Outcome::Failed) => format!("{id} asks for {asked}: not met"),
                (Language::Japanese, Outcome::Met) => format!("`{id}` の条件 {asked} が成立"),
                (Language::Japanese, Outcome::Open) => format!("`{id}` の条件 {asked} が未定"),
                (Language::Japanese, Outcome::Failed) => format!("`{id}` の条件 {asked} が不成立"),
            };
            Some(sound.here(test.span, message))
        };
        found.filter_map(label).take(MOST_CRITERIA).collect()
    };
    let decide = |other: usize| other != level && wrong.possible.levels.contains(&other);
    let met = labels(Outcome::Met, &decide);
    if !met.is_empty() {
        return met;
    }
    let open = labels(Outcome::Open, &decide);
    if !open.is_empty() && wrong.possible.levels.contains(&level) {
        return open;
    }
    labels(Outcome::Failed, &|other| other == level)
}
