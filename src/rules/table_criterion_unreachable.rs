use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::flaw::criteria::{Useless, Why};

use super::rule::{Check, SoundTable, rule};
use super::shared::covering::{covering, criterion_words, levels_of};
use super::words::japanese;
use super::words::phrase::or;

rule! {
    /// ## What it flags
    /// A criterion that can never decide anything: whatever meets it is at a more severe level already.
    ///
    /// ## Why
    /// An incident is at the most severe level of which a criterion is met. People read the criterion and rely on it, and it does
    /// nothing; most often two levels were swapped, or a threshold was mistyped.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 20% } }]
    ///   - id: SEV-2
    ///     criteria:
    ///       - { id: most, when: { users_affected_pct: over 50% } }
    ///       - { id: some, when: { users_affected_pct: at least 5% } }
    ///   - { id: SEV-3, otherwise: true }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: at least 20% } }]
    ///   - { id: SEV-3, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Take the criterion out, or correct it or those that cover it. The finding names the fewest criteria that cover it.
    ///
    /// ## When to turn it off
    /// If the table keeps a criterion for people to read, although another one decides.
    "table-criterion-unreachable", Warning, Mending::None("what was meant is for the team to say"),
    { English => "a criterion can never decide anything", Japanese => "何も決めることのない基準がある" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let is_empty = |level: usize| sound.flaws.empty.iter().any(|empty| empty.level == level);
    // Of a level that no incident can be at, that is said once.
    let useless = sound.flaws.useless.iter().filter(|useless| !is_empty(useless.at.level));
    useless.filter_map(|useless| finding(sound, useless)).collect()
}

fn finding(sound: &SoundTable<'_>, useless: &Useless) -> Option<Diagnostic> {
    let Why::Unreachable(by) = &useless.why else { return None };
    let name = criterion_words(sound, useless.at);
    let criterion = sound.criterion(useless.at)?;
    let (message, here, help) = match sound.language {
        Language::English => (
            format!("{name} decides nothing: whatever meets it is {} already", or(&levels_of(sound, by))),
            "never reached",
            "take it out, or ask for something that the more severe levels leave over",
        ),
        Language::Japanese => (
            format!(
                "{name} は何も決めない: これが成立するものは、すでに {} になっている",
                japanese::quoted_or(&levels_of(sound, by))
            ),
            "ここには到達しない",
            "取り除くか、より重いレベルに入らない範囲を条件にする",
        ),
    };
    let subject = format!("{}/{}", sound.level(useless.at.level), criterion.id);
    let mut finding = Diagnostic::new(&RULE.about, sound.here(criterion.span, here), message);
    finding.related = covering(sound, by);
    Some(finding.help(help).about_subject(subject))
}
