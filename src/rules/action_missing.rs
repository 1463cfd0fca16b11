use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::content::is_blank;
use crate::model::known::Known;
use crate::model::placeholder::placeholders;
use crate::model::section::{Found, Section};

use super::rule::{Case, Check, rule};
use super::shared::asked::{begins_within, of_action_items, sections, unless_draft};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A section of action items that has a text and no item: no list and no table; or none at all, where the level asks that
    /// action items have an owner or a date.
    ///
    /// ## Why
    /// What is only told cannot be assigned, tracked and ticked off.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// levels:
    ///   - { id: SEV-1, otherwise: true, requires: { action_items: [owner] } }
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// ---
    /// ## Summary
    /// The scheduler stopped.
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Action items
    /// We should watch the queue more closely in the future.
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Action items
    /// - [ ] Alert on the length of the queue (owner: h.mori, due: 2027-01-15)
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 0%
    /// duration: 1m
    /// data_loss: none
    /// ---
    /// ## Action items
    /// None: the vendor has fixed it.
    /// ~~~
    ///
    /// ## How to settle it
    /// Write each action as an item of a list or a row of a table. If there is nothing to do, say so: `None`.
    ///
    /// ## When to turn it off
    /// If your action items are kept elsewhere.
    "action-missing", Warning, Mending::None("only the authors know what is to be done"),
    { English => "there are no action items", Japanese => "アクションアイテムがない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let postmortem = case.postmortem;
    if !postmortem.actions.is_empty() || !case.front_matter_is_readable() {
        return vec![];
    }
    let found = postmortem.sections.about(Known::ActionItems);
    let Some(section) = found.first() else { return of_level(case).into_iter().collect() };
    let items: Vec<u32> = case.document.outline.items.iter().map(|item| item.span.start).collect();
    let tables: Vec<u32> = case.document.outline.tables.iter().map(|table| table.span.start).collect();
    let told = |section: &&Section| {
        !begins_within(&items, section.body)
            && !begins_within(&tables, section.body)
            && tells_only(case, section)
    };
    if !found.iter().all(told) {
        return vec![];
    }
    let left: Vec<u32> =
        placeholders(case.document, &postmortem.sections).into_iter().map(|span| span.start).collect();
    if found.iter().any(|section| begins_within(&left, section.body)) {
        return vec![];
    }
    let title = excerpt(case.document.text.slice(section.title));
    let (message, here, help) = match case.language {
        Language::English => (
            format!("`{title}` has no item"),
            "no list and no table",
            "write each action as an item, `- [ ] …`, or that there are none",
        ),
        Language::Japanese => (
            format!("`{title}` に項目がない"),
            "リストも表もない",
            "アクションを 1 つずつ `- [ ] …` の項目として書くか、ないことを書く",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(section.title, here), message).help(help);
    vec![unless_draft(case, finding.about_subject("action items"))]
}

/// None at all, where the level says what they must have, and no missing section says the same.
fn of_level(case: &Case<'_>) -> Option<Diagnostic> {
    let verdict = case.verdict?;
    let asked = of_action_items(case, "owner").or_else(|| of_action_items(case, "due"))?;
    let sections_asked = sections(case);
    let sections = &case.postmortem.sections;
    let actions = sections.topic("Action items");
    if sections_asked.iter().any(|section| sections.topic(&section.name.text) == actions) {
        return None;
    }
    // They may stand in a section that has several topics, or another name.
    if let Some(Found::Section(_) | Found::Field(_)) =
        case.postmortem.sections.find("Action items", case.document)
    {
        return None;
    }
    let (message, here, help) = match case.language {
        Language::English => (
            "there are no action items",
            "in this postmortem",
            "add `## Action items` with `- [ ] … (owner: …, due: …)`",
        ),
        Language::Japanese => (
            "アクションアイテムがない",
            "このポストモーテムに",
            "`## アクションアイテム` に `- [ ] … (担当: …, 期限: …)` を書く",
        ),
    };
    let finding = Diagnostic::new(&RULE.about, case.here(case.head(), here), message)
        .because(asked.place(&verdict, case.language))
        .help(help)
        .about_subject("action items");
    Some(unless_draft(case, finding))
}

/// Whether a section has a text and nothing that could be an item, and does not say that there are none or where they are.
fn tells_only(case: &Case<'_>, section: &Section) -> bool {
    let text = case.document.text.slice(section.body);
    !section.goes_on
        && !section.is_divided()
        && !["](", "][", "http", "#", "```", "<"].iter().any(|sign| text.contains(sign))
        && !says_none(text)
        && !is_blank(case.document, section.body)
}

/// `None.`, `No action items`, `N/A`, なし.
fn says_none(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["none", "no ", "n/a", "nothing", "not applicable", "なし", "特になし", "無し", "該当なし"];
    let text = text.trim().trim_start_matches(['*', '_', '(', '（', '-', ' ']);
    let head: String = text.chars().take(40).collect::<String>().to_lowercase();
    WORDS.iter().any(|word| head.starts_with(word)) || text.lines().count() <= 2 && text.contains("ない")
}
