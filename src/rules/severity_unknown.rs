use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::table::spelling::{Spelled, explained, fold};

use super::rule::{Case, Check, rule};
use super::words::japanese;
use super::words::phrase::{excerpt, or};

rule! {
    /// ## What it flags
    /// A declared severity that is no level of the table, or the choice of levels a template offers.
    ///
    /// ## Why
    /// A level that is not in the table has no criteria and no response.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: Sev-Zero
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1 | SEV-2 | SEV-3
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SVE-3
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3 (proposed; one customer)
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Declare a level of the table. If the word is one your team uses for a level, add it to the level's `aliases`; if it
    /// means that the incident is not graded, add it to `not_graded`.
    ///
    /// ## When to turn it off
    /// Never; say in the table what the word means.
    "severity-unknown", Error, Mending::Unsafe,
    { English => "the declared severity is no level of the table", Japanese => "宣言された重大度が SEV 表のレベルではない" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let Some(said) = &verdict.judgement.said else { return vec![] };
    let nearest = match verdict.judgement.declared {
        Spelled::Unknown(nearest) => nearest.map(|level| verdict.level(level)),
        Spelled::Several => None,
        _ => return vec![],
    };
    let levels: Vec<&str> = verdict.table.levels.iter().map(|level| level.id.text.as_str()).collect();
    let template = verdict.judgement.declared == Spelled::Several;
    let text = excerpt(&said.text);
    let whole = nearest.and_then(|id| Some((id, explained(id)?)));
    let whole = whole.filter(|(_, (head, _))| fold(head) == fold(&said.text));
    let (message, here, help, fix) = match case.language {
        Language::English => (
            if template {
                format!("`{text}` names several levels: which one is declared?")
            } else {
                format!("`{text}` is not a level of the table")
            },
            if template { "several levels" } else { "not in the table" },
            match (nearest, whole) {
                (_, Some((id, (head, name)))) => format!(
                    "the level's id is `{id}` as a whole: declare that, or write `id: {head}` and `name: {name}` in the table"
                ),
                (None, _) if template => {
                    format!("declare {}; how it changed over time belongs in `severity_history`", or(&levels))
                }
                (Some(level), _) => format!("did you mean {level}? The table has {}", or(&levels)),
                (None, _) => {
                    format!("declare {}, or add the word to a level's `aliases` in the table", or(&levels))
                }
            },
            nearest.map(|level| format!("declare {level}")),
        ),
        Language::Japanese => (
            if template {
                format!("`{text}` は複数のレベルを挙げており、宣言がどれか分からない")
            } else {
                format!("`{text}` は SEV 表のレベルではない")
            },
            if template { "複数のレベル" } else { "SEV 表にない" },
            match (nearest, whole) {
                (_, Some((id, (head, name)))) => format!(
                    "レベルの `id` は `{id}` 全体である。それを宣言するか、SEV 表に `id: {head}` と `name: {name}` を書く"
                ),
                (None, _) if template => format!(
                    "{} のどれかを宣言する。時間とともに変わったことは `severity_history` に書く",
                    japanese::quoted_or(&levels)
                ),
                (Some(level), _) => {
                    format!("`{level}` の誤りか。SEV 表にあるのは {}", japanese::quoted(&levels))
                }
                (None, _) => format!(
                    "{} を宣言するか、SEV 表のレベルの `aliases` にこの語を加える",
                    japanese::quoted_or(&levels)
                ),
            },
            nearest.map(|level| format!("`{level}` を宣言する")),
        ),
    };
    let place = case.here(said.span, here);
    let mut finding = Diagnostic::new(&RULE.about, place, message).help(help).about_subject("severity");
    if let Some(first) = verdict.table.levels.first() {
        finding = finding.because(verdict.there(first.id.span, levels_begin(case.language)));
    }
    // Only a value that is written as it reads can be replaced.
    let plain = case.document.text.slice(said.span) == said.text;
    if let (Some(level), Some(message), true) = (nearest, fix, plain) {
        let edits = vec![Edit::replace(&case.document.text, said.span, level)];
        finding.fix = Some(Fix { applicability: Applicability::Unsafe, message, edits });
    }
    vec![finding]
}

fn levels_begin(language: Language) -> &'static str {
    match language {
        Language::English => "the levels are defined from here on",
        Language::Japanese => "レベルはここから定義されている",
    }
}
