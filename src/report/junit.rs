//! XML as `JUnit` writes it, for everything that shows tests: a suite for each postmortem, a test for each finding.
//!
//! An error or a warning is a test that failed, a note one that passed and has something to say, what is known or ignored one
//! that was skipped. A postmortem with none of those is one test that passed.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::lint::outcome::{Finding, Outcome, RunNote, Status};
use crate::lint::record::Detail;

use super::format::Format;
use super::look::Look;
use super::note::note_words;
use super::terminal_text::{sentence, sentences};

/// The format.
pub static FORMAT: Format = Format {
    name: "junit",
    docs: "JUnit XML: a suite for each postmortem, a test for each finding",
    for_programs: true,
    detail: Detail::Listed,
    render,
};

fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("sevlint");
    if let Some(suite) = run(outcome) {
        report.add_test_suite(suite);
    }
    let mut suites: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for choice in outcome.choices.iter().filter(|choice| choice.decision.is_taken()) {
        suites.entry(&choice.path).or_default();
    }
    for finding in &outcome.findings {
        suites.entry(&finding.diagnostic.place.path).or_default().push(finding);
    }
    for (path, findings) in suites {
        report.add_test_suite(suite(path, &findings, outcome.language));
    }
    let text = report.to_string().map_err(io::Error::other)?;
    // The crate leaves in what XML 1.0 has no way to say.
    out.write_all(text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}").as_bytes())
}

/// What is to be said about the run itself, if anything.
fn run(outcome: &Outcome) -> Option<TestSuite> {
    let mut suite = TestSuite::new("sevlint");
    for note in &outcome.notes {
        let words = note_words(note, outcome.language);
        let (status, said) = match note {
            RunNote::NotRun(_) => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
                status.set_type("run-not-made").set_message(words);
                (status, None)
            }
            _ => (TestCaseStatus::success(), Some(words)),
        };
        let mut case = TestCase::new(format!("run #{}", suite.test_cases.len() + 1), status);
        case.set_classname("sevlint");
        case.system_out = said.map(Into::into);
        suite.add_test_case(case);
    }
    (!suite.test_cases.is_empty()).then_some(suite)
}

fn suite(path: &str, findings: &[&Finding], language: Language) -> TestSuite {
    let mut suite = TestSuite::new(path);
    // Programs tell tests apart by their names, from one run to the next.
    let mut names: HashMap<&str, usize> = HashMap::new();
    for finding in findings {
        let rule = finding.diagnostic.about.id;
        let alike = names.entry(rule).or_default();
        *alike += 1;
        let name = if *alike == 1 { rule.to_owned() } else { format!("{rule} #{alike}") };
        suite.add_test_case(case(name, finding, language));
    }
    if findings.is_empty() {
        let mut case = TestCase::new("sevlint", TestCaseStatus::success());
        case.set_classname(path);
        case.extra.insert("file".into(), path.into());
        suite.add_test_case(case);
    }
    suite
}

fn case(name: String, finding: &Finding, language: Language) -> TestCase {
    let diagnostic = &finding.diagnostic;
    let mut said = None;
    let status = match (&finding.status, diagnostic.gravity) {
        (Status::New, Gravity::Error | Gravity::Warning) => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(diagnostic.gravity.word());
            status.set_message(&*sentence(&diagnostic.message));
            status.set_description(description(diagnostic));
            status
        }
        (Status::New, Gravity::Note) => {
            said = Some(format!("{}\n{}", sentence(&diagnostic.message), description(diagnostic)));
            TestCaseStatus::success()
        }
        (Status::Baselined | Status::Ignored(_), _) => {
            let mut status = TestCaseStatus::skipped();
            let words = format!("{}: {}", why_skipped(&finding.status, language), diagnostic.message);
            status.set_message(&*sentence(&words));
            status
        }
    };
    let mut case = TestCase::new(name, status);
    case.set_classname(&*diagnostic.place.path);
    case.extra.insert("file".into(), (&*diagnostic.place.path).into());
    case.extra.insert("line".into(), diagnostic.place.start.line.to_string().into());
    case.system_out = said.map(Into::into);
    case
}

fn why_skipped(status: &Status, language: Language) -> String {
    let word = match (language, status) {
        (Language::English, Status::Ignored(_)) => "ignored",
        (Language::English, _) => "known",
        (Language::Japanese, Status::Ignored(_)) => "抑制",
        (Language::Japanese, _) => "既知",
    };
    match status.reason() {
        Some(reason) => format!("{word} ({reason})"),
        None => word.to_owned(),
    }
}

/// Where it is, what belongs to it, and what to do.
fn description(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![];
    for label in std::iter::once(&diagnostic.place).chain(&diagnostic.related) {
        let place = format!("{}:{}:{}", label.path, label.start.line, label.start.column);
        lines.push(if label.message.is_empty() { place } else { format!("{place}: {}", label.message) });
    }
    lines.extend(diagnostic.help.clone());
    // Pages of CI systems show it to people, who should see what would turn text round.
    lines.iter().flat_map(|line| sentences(line)).collect::<Vec<_>>().join("\n")
}
