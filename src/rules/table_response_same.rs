use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::table::flaw::response::{Pair, same};

use super::rule::{Check, SoundTable, rule};

rule! {
    /// ## What it flags
    /// Two levels with the same `response` that also require the same of a postmortem.
    ///
    /// ## Why
    /// Two levels with one response are one level: whatever people find out about the difference, they do the same.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     response: { cover: around-the-clock, notify: [executives, support] }
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     response: { cover: around-the-clock, notify: [support, executives] }
    ///     otherwise: true
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     response: { cover: around-the-clock, notify: [executives, support] }
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     response: { cover: around-the-clock, notify: [support] }
    ///     otherwise: true
    /// ~~~
    ///
    /// ## How to settle it
    /// Say what is done differently, or make one level of the two. The distinct responses are the levels.
    ///
    /// ## When to turn it off
    /// If levels are counted apart although they are answered alike.
    "table-response-same", Warning, Mending::None("which level goes is for the team to say"),
    { English => "two levels call for the same response", Japanese => "2 つのレベルが同じ対応を求めている" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    same(sound.table).iter().map(|pair| finding(sound, pair)).collect()
}

fn finding(sound: &SoundTable<'_>, pair: &Pair) -> Diagnostic {
    let (severe, milder) = (sound.level(pair.severe), sound.level(pair.milder));
    let (message, here, there, help) = match sound.language {
        Language::English => (
            format!("{milder} calls for the same as {severe}: two levels with one response are one level"),
            "the same response",
            "as here",
            "say what is done differently, or make one level of the two",
        ),
        Language::Japanese => (
            format!(
                "`{milder}` は `{severe}` と同じ対応を求めている: 対応が同じ 2 つのレベルは 1 つと変わらない"
            ),
            "同じ対応",
            "こちらと同じ",
            "対応の違いを書くか、1 つのレベルにまとめる",
        ),
    };
    Diagnostic::new(&RULE.about, sound.here(sound.level_place(pair.milder), here), message)
        .because(sound.here(sound.level_place(pair.severe), there))
        .help(help)
        .about_subject(milder)
}
