use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::flaw::criteria::Why;
use crate::table::flaw::levels::{Emptiness, Empty};

use super::rule::{Check, SoundTable, rule};
use super::shared::covering::levels_of;
use super::words::japanese;
use super::words::phrase::or;

rule! {
    /// ## What it flags
    /// A level that no incident can be at: it has no criterion and does not take what is left, or the other levels take everything.
    ///
    /// ## Why
    /// People declare the level, and the table contradicts each of them.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, name: Serious }
    ///   - { id: SEV-3, otherwise: true }
    /// ~~~
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 20% } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
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
    /// Write the criteria of the level, or take it out. A value that is no severity, such as a drill, belongs in `not_graded`.
    ///
    /// ## When to turn it off
    /// If a level is kept for old postmortems that declare it.
    "table-level-empty", Warning, Mending::None("the table has to change"),
    { English => "no incident can be at a level", Japanese => "どのインシデントも該当しないレベルがある" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    // A table that grades nothing at all has a hole; that says it.
    if sound.flaws.empty.len() == sound.table.levels.len() && sound.flaws.hole.is_some() {
        return vec![];
    }
    sound.flaws.empty.iter().map(|empty| finding(sound, empty)).collect()
}

fn finding(sound: &SoundTable<'_>, empty: &Empty) -> Diagnostic {
    let level = sound.level(empty.level);
    let (message, here, help) = match (sound.language, empty.why) {
        (Language::English, Emptiness::NoCriteria) => (
            format!("no incident can be at {level}: it has no criterion"),
            "no criteria",
            "write what puts an incident there, or let it take what is left with `otherwise: true`",
        ),
        (Language::English, Emptiness::NoneDecides) => (
            format!("no incident can be at {level}: none of its criteria can decide anything"),
            "never reached",
            "ask for something that the more severe levels leave over, or take the level out",
        ),
        (Language::English, Emptiness::NothingLeft) => (
            format!("no incident can be at {level}: it takes what is left, and nothing is"),
            "nothing is left for it",
            "narrow the criteria of the other levels, or take the level out",
        ),
        (Language::Japanese, Emptiness::NoCriteria) => (
            format!("`{level}` になるインシデントはない: 基準がない"),
            "基準がない",
            "このレベルになる基準を書くか、`otherwise: true` で残りを受け持たせる",
        ),
        (Language::Japanese, Emptiness::NoneDecides) => (
            format!("`{level}` になるインシデントはない: どの基準も何も決めない"),
            "ここには到達しない",
            "より重いレベルに入らない範囲を基準にするか、このレベルを取り除く",
        ),
        (Language::Japanese, Emptiness::NothingLeft) => (
            format!("`{level}` になるインシデントはない: 残りを受け持つが、何も残らない"),
            "何も残らない",
            "ほかのレベルの基準を狭めるか、このレベルを取り除く",
        ),
    };
    let place = sound.here(sound.level_place(empty.level), here);
    let mut finding = Diagnostic::new(&RULE.about, place, message).help(help).about_subject(level);
    for useless in sound.flaws.useless.iter().filter(|useless| useless.at.level == empty.level) {
        let (Why::Unreachable(by), Some(criterion)) = (&useless.why, sound.criterion(useless.at)) else {
            continue;
        };
        let message = match sound.language {
            Language::English => format!("whatever meets this is {} already", or(&levels_of(sound, by))),
            Language::Japanese => {
                format!(
                    "これが成立するものは、すでに {} になっている",
                    japanese::quoted_or(&levels_of(sound, by))
                )
            }
        };
        finding = finding.because(sound.here(criterion.span, message));
    }
    finding
}
