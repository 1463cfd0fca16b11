use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::value::Why;
use crate::source::syntax::Hint;
use crate::table::fault::{Fault, FaultKind};

use super::phrase::{counted, excerpt, quoted_or};
use super::rule::{BrokenTable, Check, rule};
use super::{shape_words, syntax_words, value_words};

rule! {
    /// ## What it flags
    /// Everything that keeps a SEV table from loading, all at once: keys that mean nothing, tests that cannot be read, facts
    /// that are not declared, levels or aliases that stand twice.
    ///
    /// ## Why
    /// Nothing is judged by a table that may say something else than its authors meant. YAML is full of traps here:
    /// `x: != none` is a tag, `x: >5` a folded text, `1,200` between braces is two keys, `id: #P1` a comment. Tests in words
    /// (`not none`, `over 5`) avoid all of them.
    ///
    /// ## Flagged
    /// ~~~yaml SEV.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     critera: [{ when: { users_affected: at least 50% } }]
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml SEV.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: at least 50% } }]
    ///   - { id: SEV-2, otherwise: true }
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct each place; the message says what is accepted there. The run ends with exit code 2 until the table loads.
    ///
    /// ## When to turn it off
    /// It cannot be turned off: without its table sevlint has nothing to judge by.
    "table-invalid", Error, Mending::None("what was meant is for the authors to say"),
    { English => "the SEV table does not load" },
    Check::Table(check)
}

fn check(table: &BrokenTable<'_>) -> Vec<Diagnostic> {
    let faults = table
        .faults
        .iter()
        .filter(|fault| !matches!(fault.kind, FaultKind::TooComplex(_) | FaultKind::TooHard));
    faults.map(|fault| finding(table, fault)).collect()
}

fn finding(table: &BrokenTable<'_>, fault: &Fault) -> Diagnostic {
    let (message, help) = match table.language {
        Language::English => english(&fault.kind),
    };
    let subject = table.text.slice(fault.span).to_owned();
    let mut finding = Diagnostic::new(&RULE.about, Label::new(table.text, fault.span, ""), message)
        .help(help)
        .about_subject(excerpt(&subject));
    if let Some(other) = fault.other {
        let first = match table.language {
            Language::English => "first here",
        };
        finding = finding.because(Label::new(table.text, other, first));
    }
    finding
}

fn english(kind: &FaultKind) -> (String, String) {
    match kind {
        FaultKind::Syntax(kind) => syntax_words::sentences(kind, Language::English),
        FaultKind::Shape(kind) => shape_words::sentences(kind, Language::English),
        FaultKind::NoFrontMatter => (
            "there is no front matter in this file, so there is no table".into(),
            "begin the file with `---`, `sev_table: 1`, the table, and `---` again".into(),
        ),
        FaultKind::Version(found) => (
            format!("`{}` is not a version of the table format", excerpt(found)),
            "write `sev_table: 1`; a newer version of the format needs a newer sevlint".into(),
        ),
        FaultKind::NoLevels => (
            "the table has no levels".into(),
            "list the levels, most severe first: `levels: [{ id: SEV-1, criteria: … }, { id: SEV-2, otherwise: true }]`"
                .into(),
        ),
        FaultKind::CommentSwallowed(text) => (
            format!("`{}` is a comment in YAML, so there is no value", excerpt(text)),
            format!("put it in quotes: `\"{}\"`", excerpt(text)),
        ),
        FaultKind::CommaSplit(meant) => (
            "a comma between braces begins another key in YAML".into(),
            format!("write the number without a comma, or put it in quotes: `\"{}\"`", excerpt(meant)),
        ),
        FaultKind::TagSplit(meant) => (
            format!("`{}` begins a tag in YAML, so this test is lost", excerpt(meant).split(' ').next().unwrap_or("!")),
            format!("write it in words (`{}`) or in quotes (`\"{}\"`)", in_words(meant), excerpt(meant)),
        ),
        FaultKind::FoldedAway(_) => syntax_words::cure(Hint::FoldedComparison),
        FaultKind::NotATable => (
            "this file is not a SEV table: it has no `sev_table: 1`".into(),
            "add `sev_table: 1` with `facts` and `levels`; or name the table with `table = \"…\"` in sevlint.toml".into(),
        ),
        FaultKind::KindNeeds { kind, key } => {
            let example = if *key == "currency" { "currency: USD" } else { "values: [none, some, all]" };
            (format!("a fact of kind {kind} needs `{key}`"), format!("add `{example}`"))
        }
        FaultKind::BuiltInKind(name) => (
            format!("`{name}` is built in, and always a duration"),
            format!("write `kind: duration`, or give the fact another name than `{name}`"),
        ),
        FaultKind::WordTwice(word) => (
            format!("`{}` stands for two words of this fact", excerpt(word)),
            "give each word, and each synonym, once".into(),
        ),
        FaultKind::NotANumber(text) => {
            (format!("`{}` is not a number", excerpt(text)), "write it in digits, as `0` or `99.5`".into())
        }
        FaultKind::NotACurrency(text) => (
            format!("`{}` is not a currency", excerpt(text)),
            "write its three-letter code, as `USD`, `EUR` or `JPY`".into(),
        ),
        FaultKind::AssumeUnreadable { text, kind, why: Some(why) }
        | FaultKind::ExampleUnreadable { text, kind, why: Some(why), .. } => {
            value_words::sentences(text, kind, why, Language::English)
        }
        FaultKind::AssumeUnreadable { text, why: None, .. } => (
            format!("`{}` does not settle the fact, so it cannot be assumed", excerpt(text)),
            "assume one value, or leave `assume` out".into(),
        ),
        FaultKind::LevelTwice(id) => (format!("two levels are called `{}`", excerpt(id)), "give each level an id of its own".into()),
        FaultKind::NameTwice(name) => (
            format!("`{}` already means something else", excerpt(name)),
            "a spelling names one level, or one value that is not graded".into(),
        ),
        FaultKind::OtherwiseTwice => (
            "a second level takes what no criterion covers".into(),
            "keep `otherwise: true` at one level".into(),
        ),
        FaultKind::CriterionTwice(id) => (
            format!("two criteria of this level are called `{}`", excerpt(id)),
            "give each criterion an id of its own".into(),
        ),
        FaultKind::CriterionEmpty => (
            "this criterion tests nothing".into(),
            "add `when: { fact: test }`; for the level that takes the rest write `otherwise: true`".into(),
        ),
        FaultKind::FactUnknown { name, nearest: Some(nearest), .. } => {
            (format!("no fact is called `{}`", excerpt(name)), format!("did you mean `{nearest}`?"))
        }
        FaultKind::FactUnknown { name, nearest: None, known } => {
            let known = known.get(..known.len().min(8)).unwrap_or(known);
            let help = format!("declare it under `facts`, or use {}", quoted_or(known));
            (format!("no fact is called `{}`", excerpt(name)), help)
        }
        FaultKind::TestUnreadable { fact, kind: "choice", text, words, .. } if has_order(text) => (
            format!("`{}` asks for an order, and the words of a choice have none", excerpt(text)),
            format!("list the words that are meant ({}), or make `{fact}` a scale", quoted_or(words)),
        ),
        FaultKind::TestUnreadable { fact, kind, text, why, words } => {
            let (what, help) = value_words::sentences(text, kind, why, Language::English);
            let help = match why {
                Why::WordUnknown { nearest: None, .. } if !words.is_empty() => format!("write {}", quoted_or(words)),
                _ => test_help(kind, help),
            };
            (format!("the test of `{fact}` cannot be read: {what}"), help)
        }
        FaultKind::CountImpossible { count, items } => (
            format!("`at_least` asks for {count} of {}", counted(*items, "item")),
            format!("`count` is a number from 1 to {items}"),
        ),
        FaultKind::DeadlineUnreadable(text) => (
            format!("`{}` is not a length of time", excerpt(text)),
            "write it as `15m`, `4h`, `3 days` or `5 business days`".into(),
        ),
        FaultKind::DateUnreadable(text) => {
            (format!("`{}` is not a date", excerpt(text)), "write it as `2026-01-31`".into())
        }
        FaultKind::ExampleEmpty => (
            "this example says neither what happened nor which incident it is".into(),
            "add `facts: { … }`, or `incident: postmortems/FILE.md`".into(),
        ),
        FaultKind::ExampleUnreadable { fact, .. } => (
            format!("an example cannot state `{fact}` as unknown"),
            "leave the fact out, or give it a value".into(),
        ),
        // Said by `table-too-complex`.
        FaultKind::TooComplex(_) | FaultKind::TooHard => (String::new(), String::new()),
    }
}

/// `!= none` in words is `not none`.
fn in_words(test: &str) -> String {
    match test.strip_prefix("!=") {
        Some(rest) => format!("not {}", rest.trim()),
        None => excerpt(test.trim_start_matches('!').trim()),
    }
}

/// Whether a test compares, instead of naming words.
fn has_order(test: &str) -> bool {
    let comparisons = ["at least", "at most", "over", "under", "more than", "less than", ">", "<", "≥", "≤"];
    comparisons.iter().any(|comparison| test.trim_start().starts_with(comparison))
}

fn test_help(kind: &str, help: String) -> String {
    if !help.starts_with("write it as") {
        return help;
    }
    let examples = match kind {
        "boolean" => "`true` or `false`",
        "count" => "`at least 10`, `over 5`, `10 to 20` or `\">= 10\"`",
        "number" => "`at least 500`, `under 2.5` or `\">= 500\"`",
        "percent" => "`at least 20%`, `10% to 50%` or `\"[10%..50%)\"`",
        "duration" => "`at least 30m`, `over 2h` or `\"< 10m\"`",
        "money" => "`at least 10k USD` or `\">= 10,000 USD\"`",
        "set" => "`api`, `any of [api, db]`, `all of [api, db]` or `none of [api, db]`",
        _ => "a word, a list of words, `not WORD` or `at least WORD`",
    };
    format!("write it as {examples}")
}
