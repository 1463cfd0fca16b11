use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Check, SoundTable, rule};
use super::words::japanese;
use super::words::point_words::point_words;

rule! {
    /// ## What it flags
    /// A table without `otherwise` in which something may happen that meets no criterion. The finding names such an incident.
    ///
    /// ## Why
    /// During the next such incident people will argue about the level, and find nothing.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     criteria: [{ when: { users_affected_pct: under 40% } }]
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
    ///     criteria: [{ when: { users_affected_pct: under 50% } }]
    /// ~~~
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Let the mildest level take what is left with `otherwise: true`, or widen a criterion.
    ///
    /// ## When to turn it off
    /// If what the table leaves out is no incident, and nobody writes a postmortem about it.
    "table-hole", Warning, Mending::None("the table has to change"),
    { English => "something may happen for which the table has no level", Japanese => "SEV 表のどのレベルにも該当しない場合がある" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    let Some(witness) = &sound.flaws.hole else { return vec![] };
    let Some(mildest) = sound.table.levels.last() else { return vec![] };
    let words = point_words(sound.table, witness, sound.language);
    let (message, here, help) = match sound.language {
        Language::English => (
            if words.is_empty() {
                "the table has no level for any incident".to_owned()
            } else {
                format!("the table has no level for an incident with {words}")
            },
            "the mildest level, and it does not take what is left",
            format!("give {} `otherwise: true`, or widen a criterion", mildest.id.text),
        ),
        Language::Japanese => (
            if words.is_empty() {
                "SEV 表には、どのインシデントに該当するレベルもない".to_owned()
            } else {
                let words = japanese::before_particle(words);
                format!("{words}のインシデントに該当するレベルが SEV 表にない")
            },
            "最も軽いレベルだが、残りを受け持たない",
            format!("`{}` に `otherwise: true` を書くか、基準を広げる", mildest.id.text),
        ),
    };
    let place = sound.here(mildest.id.span, here);
    vec![Diagnostic::new(&RULE.about, place, message).help(help).about_subject("table")]
}
