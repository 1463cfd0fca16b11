use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;

use super::rule::{BrokenBaseline, Check, rule};
use super::shared::baseline_fault::{BaselineFault, BaselineFaultKind};
use super::words::phrase::excerpt;
use super::words::{shape_words, syntax_words};

rule! {
    /// ## What it flags
    /// A baseline that cannot be read: no JSON, as after a merge with conflicts; keys that do not exist; the file of a newer
    /// version.
    ///
    /// ## Why
    /// Without it every known finding would count as new, or none would.
    ///
    /// ## Flagged
    /// ~~~toml sevlint.toml
    /// baseline = "known.json"
    /// ~~~
    /// ~~~json known.json
    /// { "schema": 1, "findings": [
    /// <<<<<<< ours
    /// ] }
    /// ~~~
    ///
    /// ## Clean
    /// ~~~toml sevlint.toml
    /// baseline = "known.json"
    /// ~~~
    /// ~~~json known.json
    /// { "schema": 1, "findings": [] }
    /// ~~~
    ///
    /// ## How to settle it
    /// Put the file back as it was; after a merge, keep the lines of both sides. Or delete it, and write it anew with
    /// `sevlint check --write-baseline`. The run ends with exit code 2 until the file loads.
    ///
    /// ## When to turn it off
    /// It cannot be turned off.
    "baseline-invalid", Error, Mending::None("which findings were known is for the authors to say"),
    { English => "the file of known findings cannot be read", Japanese => "既知の指摘のファイルを読み取れない" },
    Check::Baseline(check)
}

fn check(baseline: &BrokenBaseline<'_>) -> Vec<Diagnostic> {
    let finding = |fault: &BaselineFault| {
        let (message, help) = match baseline.language {
            Language::English => english(&fault.kind),
            Language::Japanese => in_japanese(&fault.kind),
        };
        let place = Label::new(baseline.text, fault.span, "");
        let subject = excerpt(baseline.text.slice(fault.span));
        Diagnostic::new(&RULE.about, place, message).help(help).about_subject(subject)
    };
    baseline.faults.iter().map(finding).collect()
}

fn english(kind: &BaselineFaultKind) -> (String, String) {
    let restore = "put the file back as it was, or delete it and write it anew with `--write-baseline`";
    match kind {
        BaselineFaultKind::Syntax(kind) => {
            let (what, _) = syntax_words::sentences(kind, Language::English);
            (format!("the baseline is not valid JSON: {what}"), restore.to_owned())
        }
        BaselineFaultKind::Shape(kind) => {
            let (what, how) = shape_words::sentences(kind, Language::English);
            (format!("the baseline cannot be read: {what}"), format!("{how}; or {restore}"))
        }
        BaselineFaultKind::Schema(schema) => (
            format!("the baseline has the schema `{}`, and this version of sevlint reads 1", excerpt(schema)),
            "use the version of sevlint that wrote it, or a newer one".to_owned(),
        ),
    }
}

fn in_japanese(kind: &BaselineFaultKind) -> (String, String) {
    let restore = "ファイルを元に戻すか、削除して `--write-baseline` で書き直す";
    match kind {
        BaselineFaultKind::Syntax(kind) => {
            let (what, _) = syntax_words::sentences(kind, Language::Japanese);
            (format!("ベースラインが正しい JSON ではない: {what}"), restore.to_owned())
        }
        BaselineFaultKind::Shape(kind) => {
            let (what, how) = shape_words::sentences(kind, Language::Japanese);
            (format!("ベースラインを読み取れない: {what}"), format!("{how}。または{restore}"))
        }
        BaselineFaultKind::Schema(schema) => (
            format!("ベースラインのスキーマは `{}` だが、この版の sevlint が読むのは 1", excerpt(schema)),
            "書き出した版の sevlint か、より新しい版を使う".to_owned(),
        ),
    }
}
