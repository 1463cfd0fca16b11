use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::kind::Kind;
use crate::model::value::Value;
use crate::table::flaw::ascending::Witness;
use crate::table::flaw::inversion::Inversion;
use crate::table::level::{Criterion, Test};
use crate::verdict::outcome::Outcome;

use super::rule::{Check, SoundTable, rule};
use super::words::japanese;
use super::words::point_words::{fact_value, fact_words, words_beside};

rule! {
    /// ## What it flags
    /// Two incidents that differ in one fact only, where the one that is worse is at the milder level. More is worse, of a scale
    /// the later word, of a boolean yes, of a set one more member; a fact's `worse: lower` turns that round, and `worse: neither`
    /// and choices have no direction. A table that never takes yes for worse than no (`workaround`) is taken at its word.
    ///
    /// ## Why
    /// Such tables come about when levels are written as ranges: `10% to 50%` for SEV-2, `over 50%` *for half an hour* for SEV-1.
    /// A short outage for 60 % of the users is then neither.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: over 50%, duration: at least 30m } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: 10% to 50% } }]
    ///   - { id: SEV-5, otherwise: true }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: over 50%, duration: at least 30m } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: at least 10% } }]
    ///   - { id: SEV-5, otherwise: true }
    /// ~~~
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { requests_served_pct: { kind: percent, worse: lower } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { requests_served_pct: under 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { workaround: { kind: boolean } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { workaround: false } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Leave the upper end of the range open: the more severe levels come first, and take what is theirs. If the fact does not get
    /// worse that way, say so with `worse`.
    ///
    /// ## When to turn it off
    /// If a fact has no direction that holds throughout; `worse: neither` for that fact is better.
    "table-inversion", Warning, Mending::None("what was meant is for the team to say"),
    { English => "a fact gets worse and the level gets milder", Japanese => "事実が悪化するとレベルが軽くなる" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    sound.flaws.inversions.iter().filter_map(|inversion| finding(sound, inversion)).collect()
}

/// The test that is met before the fact gets worse, and not behind that; where none is seen to be, the first one of the fact.
fn ending<'t>(sound: &SoundTable<'_>, inversion: &Inversion, criterion: &'t Criterion) -> Option<&'t Test> {
    let kind = &sound.table.facts.get(inversion.fact)?.kind;
    let value = |witness| fact_value(sound.table, witness, inversion.fact);
    let (before, after) = (value(&inversion.before), value(&inversion.after));
    let outcome = |test: &Test, value: &Option<Value>| Outcome::of_test(kind, &test.demand, value.as_ref());
    let ends =
        |test: &&Test| outcome(test, &before) == Outcome::Met && outcome(test, &after) == Outcome::Failed;
    let of_fact = || criterion.all_tests().filter(|test| test.fact == inversion.fact);
    of_fact().find(ends).or_else(|| of_fact().next())
}

fn finding(sound: &SoundTable<'_>, inversion: &Inversion) -> Option<Diagnostic> {
    let language = sound.language;
    let fact = sound.table.facts.get(inversion.fact)?;
    let name = &fact.name;
    let value = |witness: &Witness| fact_words(sound.table, witness, inversion.fact, language);
    let (before, after) = (value(&inversion.before), value(&inversion.after));
    let beside = words_beside(sound.table, &inversion.after, inversion.fact, language);
    let (severe, milder) = (sound.level(inversion.severe), sound.level(inversion.milder));
    let span = match inversion.stops {
        Some(at) => {
            let criterion = sound.criterion(at)?;
            ending(sound, inversion, criterion).map_or(criterion.span, |test| test.span)
        }
        None => sound.table.levels.get(inversion.severe)?.otherwise?,
    };
    let (message, here, help) = match language {
        Language::English => (
            if beside.is_empty() {
                format!("`{name}` {after} is {milder}, although {before} would be {severe}")
            } else {
                format!("with {beside}, `{name}` {after} is {milder}, although {before} would be {severe}")
            },
            format!("{severe} ends here, where it gets worse"),
            match fact.kind {
                Kind::Boolean | Kind::Set(_) => format!(
                    "let what is worse stay {severe}; or, if it is not worse, give `{name}` `worse: lower` or `worse: neither`"
                ),
                Kind::Scale(_) => format!(
                    "let what is worse stay {severe} (`at least …`); or, if it is not worse, order the words of `{name}` from the least bad"
                ),
                _ => format!(
                    "let what is worse stay {severe} (`at least …`); or, if it is not worse, give `{name}` `worse: lower` or `worse: neither`"
                ),
            },
        ),
        Language::Japanese => (
            {
                let [beside, before, after] = [beside, before, after].map(japanese::before_particle);
                let when = if beside.is_empty() { beside } else { format!("{beside}のとき、") };
                format!("{when}`{name}` が {before}なら `{severe}` なのに、{after}では `{milder}` になる")
            },
            format!("悪化すると `{severe}` でなくなる"),
            match fact.kind {
                Kind::Boolean | Kind::Set(_) => format!(
                    "悪化しても `{severe}` のままにする。悪化ではないなら、`{name}` に `worse: lower` または `worse: neither` を書く"
                ),
                Kind::Scale(_) => format!(
                    "悪化しても `{severe}` のままにする (`at least …`)。悪化ではないなら、`{name}` の語を軽い順に並べる"
                ),
                _ => format!(
                    "悪化しても `{severe}` のままにする (`at least …`)。悪化ではないなら、`{name}` に `worse: lower` または `worse: neither` を書く"
                ),
            },
        ),
    };
    let subject = format!("{name}/{severe}/{milder}");
    Some(Diagnostic::new(&RULE.about, sound.here(span, here), message).help(help).about_subject(subject))
}
