use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::decision::Pin;
use crate::verdict::judgement::OverrideState;
use crate::verdict::pins::{levels_of, unknown};

use super::rule::{Case, Check, rule};
use super::words::japanese;
use super::words::phrase::or;

rule! {
    /// ## What it flags
    /// A `severity_override` that pins what was decided (`level`, `instead_of`), where the declared or the possible levels
    /// are no longer those. Each may be several levels, as `instead_of: [SEV-1, SEV-2]`: then one of them is enough.
    ///
    /// ## Why
    /// The decision was about something else: the facts, the table or the declared level have changed since. The mismatch
    /// counts again.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 80%
    /// severity_override: { because: agreed with support, level: SEV-3, instead_of: SEV-2 }
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// severity_override: { because: agreed with support, level: SEV-3, instead_of: SEV-2 }
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Decide again for the levels as they are now, and correct `level` and `instead_of`.
    ///
    /// ## When to turn it off
    /// Never; leave the pins out if the decision holds whatever the table says.
    "severity-override-void", Warning, Mending::None("the decision is the team's"),
    { English => "an override was decided for other levels", Japanese => "例外判断が別のレベルについてのものになっている" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let Some(decision) = &case.postmortem.severity_override else { return vec![] };
    if verdict.judgement.override_state != Some(OverrideState::Void) {
        return vec![];
    }
    // What cannot be read is another finding.
    if decision.is_unclear() || unknown(verdict.table, decision).is_some() {
        return vec![];
    }
    let declared = verdict.judgement.level().map_or("", |level| verdict.level(level));
    let names = |pin: &Option<Pin>| {
        let levels = levels_of(verdict.table, pin.as_ref()?)?;
        Some(levels.into_iter().map(|level| verdict.level(level)).collect::<Vec<_>>())
    };
    let kept = names(&decision.level).unwrap_or_else(|| vec![declared]);
    let instead = names(&decision.instead_of);
    let (message, here, help) = match case.language {
        Language::English => (
            format!(
                "the override is for {}{}, but declared is {declared} and the facts make it {}",
                or(&kept),
                instead.map(|levels| format!(" instead of {}", or(&levels))).unwrap_or_default(),
                or(&verdict.possible()),
            ),
            "decided for other levels",
            "decide again, and correct `level` and `instead_of`",
        ),
        Language::Japanese => {
            let instead = instead.map(|levels| format!("{} の代わりの ", japanese::quoted_or(&levels)));
            (
                format!(
                    "例外判断は {}{} についてのものだが、宣言は `{declared}` で、事実からは {} となる",
                    instead.unwrap_or_default(),
                    japanese::quoted_or(&kept),
                    japanese::quoted_or(&verdict.possible()),
                ),
                "別のレベルについての判断",
                "判断し直して、`level` と `instead_of` を直す",
            )
        }
    };
    let finding = Diagnostic::new(&RULE.about, case.here(decision.span, here), message);
    vec![finding.help(help).about_subject("severity_override")]
}
