use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::model::directive::Until;
use crate::model::misplaced::Misplaced;
use crate::model::said::Said;

use super::rule::{Applied, Check, Effect, Ignoring, rule};
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A comment for sevlint that cannot be followed: it names a rule that does not exist, none at all, or one that cannot be
    /// ignored; its `until` is no date; what stands after `sevlint:` is not an ignore; or it is no comment where it stands: in
    /// front matter a comment begins with `#`, in the text it stands between `<!--` and `-->`.
    ///
    /// ## Why
    /// Whoever wrote it believes that a finding is settled. It is not, and with a typo in the name it never will be.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understatd because agreed with support
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// ---
    /// <!-- sevlint: ignore-file because this is an old file -->
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// ---
    /// <!-- sevlint: disable severity-understated -->
    /// ~~~
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated until spring because the table is under review
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ~~~markdown
    /// ---
    /// <!-- sevlint: ignore severity-understated because agreed with support -->
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// # sevlint: ignore severity-understated because agreed with support
    /// severity: SEV-3
    /// users_affected_pct: 32%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Write `# sevlint: ignore RULE because REASON` on the line before a finding in front matter, `<!-- sevlint: … -->` on the
    /// line before one in the text, or `ignore-file RULE because REASON` for a whole
    /// file; several rules are separated by commas, and `until 2026-09-30` may follow them. Findings of `file-`, `config-`,
    /// `table-` and `ignore-` rules and `front-matter-invalid` cannot be ignored by a comment: they say that something else
    /// cannot be checked.
    ///
    /// ## When to turn it off
    /// Never.
    "ignore-invalid", Error, Mending::Unsafe,
    { English => "a comment for sevlint cannot be followed", Japanese => "sevlint 向けのコメントに従えない" },
    Check::Ignores(check)
}

fn check(ignoring: &Ignoring<'_>) -> Vec<Diagnostic> {
    let unknown = ignoring.directives.unknown.iter().map(|said| not_understood(ignoring, said));
    let misplaced = ignoring.directives.misplaced.iter().map(|comment| not_followed(ignoring, comment));
    let faults = ignoring.ignores.iter().flat_map(|applied| faults(ignoring, applied));
    unknown.chain(misplaced).chain(faults).collect()
}

fn not_followed(ignoring: &Ignoring<'_>, comment: &Misplaced) -> Diagnostic {
    let wanted = excerpt(&comment.wanted);
    let (message, here, help, fix) = match (ignoring.language, comment.in_data) {
        (Language::English, true) => (
            "an HTML comment in front matter is no comment, so nothing is ignored",
            "not a comment here",
            format!("in front matter a comment begins with `#`: write `{wanted}`"),
            "make it a comment",
        ),
        (Language::English, false) => (
            "what a `#` begins in the text is a heading and no comment, so nothing is ignored",
            "a heading",
            format!("in the text a comment stands between `<!--` and `-->`: write `{wanted}`"),
            "make it a comment",
        ),
        (Language::Japanese, true) => (
            "フロントマターの HTML コメントはコメントではなく、何も抑制されない",
            "ここではコメントではない",
            format!("フロントマターのコメントは `#` で始める: `{wanted}` と書く"),
            "コメントにする",
        ),
        (Language::Japanese, false) => (
            "本文の `#` は見出しでありコメントではないため、何も抑制されない",
            "見出し",
            format!("本文のコメントは `<!--` と `-->` で囲む: `{wanted}` と書く"),
            "コメントにする",
        ),
    };
    let mut finding = Diagnostic::new(&RULE.about, ignoring.here(comment.span, here), message);
    let edits = vec![Edit::replace(ignoring.text, comment.span, &comment.wanted)];
    finding.fix = Some(Fix { applicability: Applicability::Unsafe, message: fix.to_owned(), edits });
    finding.help(help).about_subject("directive")
}

fn not_understood(ignoring: &Ignoring<'_>, said: &Said) -> Diagnostic {
    let (message, here, help) = match ignoring.language {
        Language::English => (
            format!("`sevlint: {}` is not understood", excerpt(&said.text)),
            "not a directive",
            "write `sevlint: ignore RULE because REASON`, or `sevlint: ignore-file …`",
        ),
        Language::Japanese => (
            format!("`sevlint: {}` は解釈できない", excerpt(&said.text)),
            "指示ではない",
            "`sevlint: ignore RULE because REASON` または `sevlint: ignore-file …` と書く",
        ),
    };
    Diagnostic::new(&RULE.about, ignoring.here(said.span, here), message)
        .help(help)
        .about_subject("directive")
}

fn faults(ignoring: &Ignoring<'_>, applied: &Applied<'_>) -> Vec<Diagnostic> {
    let mut found = vec![];
    if applied.ignore.rules.is_empty() {
        found.push(without_rules(ignoring, applied));
    }
    for (rule, effect) in applied.ignore.rules.iter().zip(&applied.effects) {
        let name = excerpt(&rule.text);
        let (message, here, help) = match (ignoring.language, effect) {
            (Language::English, Effect::Unknown { nearest }) => (
                format!("no rule is named `{name}`, so nothing is ignored"),
                "no such rule",
                match nearest {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "`sevlint explain` lists all rules".to_owned(),
                },
            ),
            (Language::English, Effect::Fixed) => (
                format!("`{name}` cannot be ignored by a comment"),
                "not followed",
                "take it out, and settle the finding or set the rule in sevlint.toml".to_owned(),
            ),
            (Language::Japanese, Effect::Unknown { nearest }) => (
                format!("`{name}` というルールはなく、何も抑制されない"),
                "そのようなルールはない",
                match nearest {
                    Some(nearest) => format!("`{nearest}` の誤りか"),
                    None => "ルールの一覧は `sevlint explain` で表示できる".to_owned(),
                },
            ),
            (Language::Japanese, Effect::Fixed) => (
                format!("`{name}` はコメントで抑制できない"),
                "従えない",
                "これを削除し、指摘に対応するか `sevlint.toml` でルールを設定する".to_owned(),
            ),

            (_, Effect::Hides | Effect::Nothing { .. } | Effect::NotChecked) => continue,
        };
        let mut finding = Diagnostic::new(&RULE.about, ignoring.here(rule.span, here), message);
        if let Effect::Unknown { nearest: Some(nearest) } = effect {
            let edits = vec![Edit::replace(ignoring.text, rule.span, *nearest)];
            let message = match ignoring.language {
                Language::English => format!("ignore `{nearest}`"),
                Language::Japanese => format!("`{nearest}` を抑制する"),
            };
            finding.fix = Some(Fix { applicability: Applicability::Unsafe, message, edits });
        }
        found.push(finding.help(help).about_subject(name));
    }
    if let Some(Until { day: None, said: until }) = &applied.ignore.until {
        let (message, here, help) = match ignoring.language {
            Language::English => (
                format!("`{}` is not a date, so nothing is ignored", excerpt(&until.text)),
                "expected a date",
                "write the last day as `until 2026-09-30`",
            ),
            Language::Japanese => (
                format!("`{}` は日付ではないため、何も抑制されない", excerpt(&until.text)),
                "日付が必要",
                "最終日を `until 2026-09-30` のように書く",
            ),
        };
        let finding = Diagnostic::new(&RULE.about, ignoring.here(until.span, here), message);
        found.push(finding.help(help).about_subject("until"));
    }
    found
}

fn without_rules(ignoring: &Ignoring<'_>, applied: &Applied<'_>) -> Diagnostic {
    let (message, here, help) = match ignoring.language {
        Language::English => (
            "the comment names no rule to ignore, so nothing is ignored",
            "which rule?",
            "name the rules: `sevlint: ignore RULE, RULE because REASON`",
        ),
        Language::Japanese => (
            "コメントに抑制するルールの名前がなく、何も抑制されない",
            "どのルールか",
            "ルールの名前を書く: `sevlint: ignore RULE, RULE because REASON`",
        ),
    };
    Diagnostic::new(&RULE.about, ignoring.here(applied.ignore.span, here), message)
        .help(help)
        .about_subject("directive")
}
