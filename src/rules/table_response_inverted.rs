use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::say::say_deadline;
use crate::table::flaw::response::{Pair, Part, inverted};
use crate::table::level::{Milestone, Response};

use super::rule::{Check, SoundTable, rule};
use super::words::japanese;
use super::words::phrase::and;

rule! {
    /// ## What it flags
    /// A level that calls for more than a more severe one (around the clock and not in business hours, more people told, a shorter
    /// deadline), and for nothing less. Priorities, which are in the team's own words, are not compared; nor is a part that
    /// only the milder level has.
    ///
    /// ## Why
    /// Most often two values were swapped. If not, people will declare the milder level to get the better response.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     response: { cover: around-the-clock, acknowledge_within: 30m }
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     response: { cover: around-the-clock, acknowledge_within: 15m }
    ///     otherwise: true
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     response: { cover: around-the-clock, acknowledge_within: 15m }
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - id: SEV-2
    ///     response: { cover: business-hours, acknowledge_within: 15m, notify: [support] }
    ///     otherwise: true
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct one of the two responses.
    ///
    /// ## When to turn it off
    /// If milder levels are answered sooner on purpose.
    "table-response-inverted", Warning, Mending::None("what was meant is for the team to say"),
    { English => "a milder level calls for more", Japanese => "軽いレベルのほうが手厚い対応を求めている" },
    Check::SoundTable(check)
}

fn check(sound: &SoundTable<'_>) -> Vec<Diagnostic> {
    // Written the wrong way round, every level calls for more than the one before.
    if sound.flaws.is_reversed {
        return vec![];
    }
    inverted(sound.table).iter().map(|pair| finding(sound, pair)).collect()
}

fn finding(sound: &SoundTable<'_>, pair: &Pair) -> Diagnostic {
    let (severe, milder) = (sound.level(pair.severe), sound.level(pair.milder));
    let more: Vec<String> = pair.more.iter().map(|part| words(sound, pair, *part)).collect();
    let (message, here, there, help) = match sound.language {
        Language::English => (
            format!("{milder} calls for more than {severe}: {}", and(&more)),
            "the milder level",
            "the more severe one",
            "a more severe level should call for as much at least; were two of them swapped?",
        ),
        Language::Japanese => (
            format!("`{milder}` は `{severe}` より手厚い対応を求めている: {}", more.join("、")),
            "軽いほうのレベル",
            "重いほうのレベル",
            "重いレベルには、少なくとも同じだけの対応を書く。2 つを取り違えていないか確かめる",
        ),
    };
    Diagnostic::new(&RULE.about, sound.here(sound.level_place(pair.milder), here), message)
        .because(sound.here(sound.level_place(pair.severe), there))
        .help(help)
        .about_subject(milder)
}

fn words(sound: &SoundTable<'_>, pair: &Pair, part: Part) -> String {
    let response = |level: usize| sound.table.levels.get(level).map(|level| &level.response);
    let (ours, theirs) = (response(pair.milder), response(pair.severe));
    let told = |response: Option<&Response>| response.map(|r| r.notify.clone()).unwrap_or_default();
    let also_told = || {
        let known = told(theirs);
        let more = told(ours).into_iter().filter(|name| !known.iter().any(|k| k.folded == name.folded));
        more.map(|name| name.text).collect::<Vec<String>>()
    };
    let due = |response: Option<&Response>, milestone: Milestone| {
        let found = response.and_then(|response| response.deadline(milestone));
        found.map(|(deadline, _)| say_deadline(deadline, sound.language)).unwrap_or_default()
    };
    match (sound.language, part) {
        (Language::English, Part::Cover) => "`cover` around the clock, not in business hours".to_owned(),
        (Language::English, Part::Notify) => format!("`notify` also {}", and(&also_told())),
        (Language::English, Part::Deadline(milestone)) => {
            format!("`{}` {}, not {}", milestone.key(), due(ours, milestone), due(theirs, milestone))
        }
        (Language::Japanese, Part::Cover) => "`cover` が営業時間内でなく 24 時間".to_owned(),
        (Language::Japanese, Part::Notify) => {
            format!("`notify` に {} も含む", japanese::quoted(&also_told()))
        }
        (Language::Japanese, Part::Deadline(milestone)) => {
            let theirs = japanese::before_particle(due(theirs, milestone));
            format!("`{}` が {theirs}でなく {}", milestone.key(), due(ours, milestone))
        }
    }
}
