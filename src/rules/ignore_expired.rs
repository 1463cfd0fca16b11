use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::directive::Until;

use super::rule::{Applied, Check, Effect, Ignoring, rule};
use super::shared::ignore_removal::without;

rule! {
    /// ## What it flags
    /// An ignore whose `until` is over. What it hid counts again.
    ///
    /// ## Why
    /// Somebody wanted to look at it again after that day. Now is the time.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated until 2024-06-30 because the table is under review
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated until 2024-06-30 because the table is under review
    /// severity: SEV-2
    /// users_affected_pct: 32%
    /// duration: 45m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated until 2199-06-30 because the table is under review
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Settle what it hid and take the comment out, or decide again and set a later day. Where nothing is left to hide,
    /// `--fix` takes it out.
    ///
    /// ## When to turn it off
    /// Never; leave `until` out if the ignore is for good.
    "ignore-expired", Warning, Mending::Safe,
    { English => "the last day of an ignore is over", Japanese => "抑制の期限が過ぎている" },
    Check::Ignores(check)
}

fn check(ignoring: &Ignoring<'_>) -> Vec<Diagnostic> {
    let expired = ignoring.ignores.iter().filter(|applied| applied.is_expired);
    expired.filter_map(|applied| finding(ignoring, applied)).collect()
}

fn finding(ignoring: &Ignoring<'_>, applied: &Applied<'_>) -> Option<Diagnostic> {
    let Until { day: Some(day), said: until } = applied.ignore.until.as_ref()? else { return None };
    let done = applied.effects.iter().all(|effect| matches!(effect, Effect::Nothing { elsewhere: None }));
    let (message, here, help) = match ignoring.language {
        Language::English if done => (
            format!("the ignore held until {day}, and there is nothing left to ignore"),
            "this day is over",
            "take the comment out",
        ),
        Language::English => (
            format!("the ignore held until {day}, so what it hid counts again"),
            "this day is over",
            "settle the finding and take the comment out, or set a later `until`",
        ),
        Language::Japanese if done => {
            (format!("抑制は {day} までで、抑制するものはもうない"), "この日は過ぎた", "コメントを削除する")
        }
        Language::Japanese => (
            format!("抑制は {day} までで、隠していた指摘が再び有効になる"),
            "この日は過ぎた",
            "指摘に対応してコメントを削除するか、`until` を先の日付にする",
        ),
    };
    let names: Vec<&str> = applied.ignore.rules.iter().map(|rule| rule.text.as_str()).collect();
    let mut finding = Diagnostic::new(&RULE.about, ignoring.here(until.span, here), message)
        .help(help)
        .about_subject(names.join(", "));
    if done && !names.is_empty() {
        finding.fix = Some(without(ignoring, applied.ignore, help));
    }
    Some(finding)
}
