use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::flaw::criteria::{CriterionAt, Why};

use super::rule::{Check, SoundTable, rule};
use super::shared::covering::criterion_words;

rule! {
    /// ## What it flags
    /// A criterion whose tests exclude one another, so that no incident can meet it.
    ///
    /// ## Why
    /// It looks as if it put incidents at its level, and it cannot.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria:
    ///       - when: { users_affected_pct: under 5% }
    ///         at_least: { count: 1, of: [{ users_affected_pct: over 10% }, { users_affected_pct: 7% }] }
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria:
    ///       - when: { duration: over 1h }
    ///         at_least: { count: 1, of: [{ users_affected_pct: over 10% }, { users_affected_pct: 7% }] }
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Loosen one of the tests. If either of two things was meant to do, write two criteria: a level is met when one of its
    /// criteria is.
    ///
    /// ## When to turn it off
    /// Never: there is nothing such a criterion is good for.
    "table-criterion-impossible", Error, Mending::None("what was meant is for the team to say"),
    { English => "nothing can meet a criterion", Japanese => "決して成立しない基準がある" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let impossible = sound.flaws.useless.iter().filter(|useless| useless.why == Why::Impossible);
    impossible.filter_map(|useless| finding(sound, useless.at)).collect()
}

fn finding(sound: &SoundTable<'_>, at: CriterionAt) -> Option<Diagnostic> {
    let name = criterion_words(sound, at);
    let criterion = sound.criterion(at)?;
    let (message, here, help) = match sound.language {
        Language::English => (
            format!("nothing can meet {name}: what it asks for cannot hold together"),
            "impossible",
            "loosen one of its tests, or make two criteria of it: one is enough for the level",
        ),
        Language::Japanese => (
            format!("{name} は決して成立しない: 条件が互いに両立しない"),
            "成立し得ない",
            "条件のどれかを緩めるか、基準を 2 つに分ける。基準は 1 つ成立すれば足りる",
        ),
    };
    let subject = format!("{}/{}", sound.level(at.level), criterion.id);
    let place = sound.here(criterion.span, here);
    Some(Diagnostic::new(&RULE.about, place, message).help(help).about_subject(subject))
}
