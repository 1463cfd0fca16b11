use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::flaw::criteria::{Useless, Why};

use super::rule::{Check, SoundTable, rule};
use super::shared::covering::{MOST, covering, criterion_words};
use super::words::japanese;
use super::words::phrase::or;

rule! {
    /// ## What it flags
    /// A criterion that adds nothing: whatever meets it meets other criteria of its level, or of more severe ones. Of two that
    /// ask for the same, the later one is flagged. One that has other people told is not.
    ///
    /// ## Why
    /// It is one more line to read during an incident, and when the level is changed one day it is easily forgotten.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria:
    ///       - { id: many, when: { users_affected_pct: at least 20% } }
    ///       - { id: most, when: { users_affected_pct: over 50%, duration: at least 1h } }
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
    ///       - { id: many, when: { users_affected_pct: at least 20%, duration: at least 1h } }
    ///       - { id: most, when: { users_affected_pct: over 50% } }
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Take the criterion out, or correct what it asks for. All criteria that the rule flags may be taken out together.
    ///
    /// ## When to turn it off
    /// If criteria are kept apart because each has a name that people use.
    "table-criterion-redundant", Warning, Mending::None("what was meant is for the team to say"),
    { English => "a criterion adds nothing to the others of its level", Japanese => "ほかの基準に何も加えない基準がある" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    sound.flaws.useless.iter().filter_map(|useless| finding(sound, useless)).collect()
}

fn finding(sound: &SoundTable<'_>, useless: &Useless) -> Option<Diagnostic> {
    let Why::Redundant(by) = &useless.why else { return None };
    let name = criterion_words(sound, useless.at);
    let criterion = sound.criterion(useless.at)?;
    let mut others: Vec<String> = by.iter().take(MOST).map(|at| criterion_words(sound, *at)).collect();
    let more = by.len().saturating_sub(MOST);
    let (message, here, help) = match sound.language {
        Language::English => {
            others.extend((more > 0).then(|| format!("{more} more")));
            (
                format!("{name} adds nothing: whatever meets it meets {}", or(&others)),
                "covered by others",
                "take it out, or say what it asks for beyond the others",
            )
        }
        Language::Japanese => {
            others.extend((more > 0).then(|| format!("ほか {more} 件の基準")));
            (
                format!("{name} は何も加えない: これが成立すれば {} も成立する", japanese::or(&others)),
                "ほかの基準に含まれる",
                "取り除くか、ほかの基準にはない条件を書く",
            )
        }
    };
    let subject = format!("{}/{}", sound.level(useless.at.level), criterion.id);
    let mut finding = Diagnostic::new(&RULE.about, sound.here(criterion.span, here), message);
    finding.related = covering(sound, by);
    Some(finding.help(help).about_subject(subject))
}
