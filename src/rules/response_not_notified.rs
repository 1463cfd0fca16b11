use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;

use super::rule::{Case, Check, rule};
use super::shared::graded::before;
use super::shared::notified::{left_out, stated};
use super::words::japanese;
use super::words::phrase::and;

rule! {
    /// ## What it flags
    /// A postmortem whose `notified` leaves out somebody whom the level, or a criterion of it that is met, says to tell. The
    /// level is the most severe one the incident ever had. That nobody was told is said by `none` or `[]`. Where `notified` is
    /// not stated, or left empty, nothing is flagged: require the field in the table if you want it.
    ///
    /// ## Why
    /// Who is told is the point of a level. What was forgotten once will be forgotten again.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { notify: [executives, customer-support] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// notified: [customer support]
    /// ---
    /// ~~~
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { notify: [executives, customer-support] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// notified: []
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { notify: [executives, customer-support] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// notified: [{ who: Executives, at: 2026-04-01T10:20Z }, customer support]
    /// ---
    /// ~~~
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, response: { notify: [executives, customer-support] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// notified:
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Add who was told. If somebody was not, take it up as an action item, and say why in an ignore:
    /// `# sevlint: ignore response-not-notified because …`.
    ///
    /// ## When to turn it off
    /// If those who are told are recorded elsewhere.
    "response-not-notified", Warning, Mending::None("only the authors know who was told"),
    { English => "somebody was not told whom the level says to tell", Japanese => "レベルが定める連絡先に連絡していない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let duties = verdict.duties;
    let Some(grade) = duties.grade else { return vec![] };
    let notified = stated(case);
    let left_out = left_out(&duties.notify, notified);
    let (Some(place), Some(first)) = (notified.first(), left_out.first()) else { return vec![] };
    let names: Vec<&str> = left_out.iter().map(|name| name.text.as_str()).collect();
    let level = verdict.level(grade.level);
    let (message, here, there, help) = match case.language {
        Language::English => (
            format!("{level} says to tell {}, and `notified` does not name them", and(&names)),
            "those who were told",
            format!("{level} says to tell them"),
            format!(
                "add {} to `notified`; if they were not told, `sevlint: ignore {} because …` says why and settles it",
                and(&names),
                RULE.about.id
            ),
        ),
        Language::Japanese => {
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            (
                format!("`{level}` は {} への連絡を求めるが、`notified` にない", japanese::and(&quoted)),
                "連絡を受けた人",
                format!("`{level}` はここへの連絡を求める"),
                format!(
                    "{} を `notified` に加える。連絡しなかったなら、理由を `sevlint: ignore {} because …` に書けば表示されない",
                    japanese::and(&quoted),
                    RULE.about.id
                ),
            )
        }
    };
    let mut finding = Diagnostic::new(&RULE.about, case.here(place.span, here), message)
        .because(verdict.there(first.span, there))
        .help(help)
        .about_subject("notified");
    finding.related.extend(before(case, &verdict, grade));
    vec![finding]
}
