//! XML as `JUnit` writes it, for everything that shows tests: a suite for each postmortem, a test for each finding.
//!
//! An error or a warning is a test that failed, a note one that passed and has something to say, what is known or ignored one
//! that was skipped. A postmortem with none of those is one test that passed.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

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

/// What a test suite holds.
struct Suite {
    name: String,
    cases: Vec<Case>,
}

/// One test.
struct Case {
    name: String,
    class: String,
    file: Option<String>,
    line: Option<String>,
    ending: Ending,
    /// What a test that passed has to say.
    said: Option<String>,
}

/// How a test ended. Each but the first is an element inside the test.
enum Ending {
    Passed,
    Skipped { message: String },
    Failed { kind: &'static str, message: String, description: String },
    Broken { kind: &'static str, message: String },
}

/// How many tests there are, and how many of them did not simply pass.
#[derive(Default)]
struct Counts {
    tests: usize,
    skipped: usize,
    failures: usize,
    errors: usize,
}

fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut of_files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for choice in outcome.choices.iter().filter(|choice| choice.decision.is_taken()) {
        of_files.entry(&choice.path).or_default();
    }
    for finding in &outcome.findings {
        of_files.entry(&finding.diagnostic.place.path).or_default().push(finding);
    }
    let of_files = of_files.into_iter().map(|(path, findings)| suite(path, &findings, outcome.language));
    let suites: Vec<Suite> = run(outcome).into_iter().chain(of_files).collect();

    let mut xml = Writer::new_with_indent(out, b' ', 4);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites")
        .with_attribute(("name", "sevlint"))
        .with_attributes(Counts::of(suites.iter().flat_map(|suite| &suite.cases)).attributes())
        .write_inner_content(|xml| suites.iter().try_for_each(|suite| suite.write(xml)))?;
    xml.write_indent()
}

impl Suite {
    fn write(&self, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        xml.create_element("testsuite")
            .with_attribute(("name", sayable(&self.name)))
            .with_attributes(Counts::of(&self.cases).attributes())
            .write_inner_content(|xml| self.cases.iter().try_for_each(|case| case.write(xml)))?;
        Ok(())
    }
}

impl Case {
    fn write(&self, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        let place = [("file", &self.file), ("line", &self.line)];
        let place = place.into_iter().filter_map(|(name, said)| Some((name, sayable(said.as_deref()?))));
        let element = xml
            .create_element("testcase")
            .with_attribute(("name", sayable(&self.name)))
            .with_attribute(("classname", sayable(&self.class)))
            .with_attributes(place);
        if matches!(self.ending, Ending::Passed) && self.said.is_none() {
            element.write_empty()?;
            return Ok(());
        }
        element.write_inner_content(|xml| {
            self.ending.write(xml)?;
            if let Some(said) = &self.said {
                let said = sayable(said);
                xml.create_element("system-out").write_text_content(BytesText::new(&said))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

impl Ending {
    fn write(&self, xml: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        match self {
            Ending::Passed => {}
            Ending::Skipped { message } => {
                let element = xml.create_element("skipped");
                element.with_attribute(("message", sayable(message))).write_empty()?;
            }
            Ending::Failed { kind, message, description } => {
                let element = xml.create_element("failure").with_attribute(("message", sayable(message)));
                let description = sayable(description);
                element.with_attribute(("type", *kind)).write_text_content(BytesText::new(&description))?;
            }
            Ending::Broken { kind, message } => {
                let element = xml.create_element("error").with_attribute(("message", sayable(message)));
                element.with_attribute(("type", *kind)).write_empty()?;
            }
        }
        Ok(())
    }
}

impl Counts {
    fn of<'case>(cases: impl IntoIterator<Item = &'case Case>) -> Counts {
        let mut counts = Counts::default();
        for case in cases {
            counts.tests += 1;
            match case.ending {
                Ending::Passed => {}
                Ending::Skipped { .. } => counts.skipped += 1,
                Ending::Failed { .. } => counts.failures += 1,
                Ending::Broken { .. } => counts.errors += 1,
            }
        }
        counts
    }

    fn attributes(&self) -> [(&'static str, Cow<'static, str>); 4] {
        [
            ("tests", self.tests.to_string().into()),
            ("skipped", self.skipped.to_string().into()),
            ("failures", self.failures.to_string().into()),
            ("errors", self.errors.to_string().into()),
        ]
    }
}

/// The text without what XML 1.0 has no way to say, and without what would steer a terminal.
fn sayable(text: &str) -> Cow<'_, str> {
    let cannot = |sign: char| {
        sign.is_control() && !matches!(sign, '\n' | '\t') || matches!(sign, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(cannot) { text.replace(cannot, "\u{fffd}").into() } else { text.into() }
}

/// What is to be said about the run itself, if anything.
fn run(outcome: &Outcome) -> Option<Suite> {
    let mut cases = vec![];
    for note in &outcome.notes {
        let words = note_words(note, outcome.language);
        let (ending, said) = match note {
            RunNote::NotRun(_) => (Ending::Broken { kind: "run-not-made", message: words }, None),
            _ => (Ending::Passed, Some(words)),
        };
        let name = format!("run #{}", cases.len() + 1);
        cases.push(Case { name, class: "sevlint".to_owned(), file: None, line: None, ending, said });
    }
    (!cases.is_empty()).then(|| Suite { name: "sevlint".to_owned(), cases })
}

fn suite(path: &str, findings: &[&Finding], language: Language) -> Suite {
    let mut cases = vec![];
    // Programs tell tests apart by their names, from one run to the next.
    let mut names: HashMap<&str, usize> = HashMap::new();
    for finding in findings {
        let rule = finding.diagnostic.about.id;
        let alike = names.entry(rule).or_default();
        *alike += 1;
        let name = if *alike == 1 { rule.to_owned() } else { format!("{rule} #{alike}") };
        cases.push(case(name, finding, language));
    }
    if findings.is_empty() {
        cases.push(Case {
            name: "sevlint".to_owned(),
            class: path.to_owned(),
            file: Some(path.to_owned()),
            line: None,
            ending: Ending::Passed,
            said: None,
        });
    }
    Suite { name: path.to_owned(), cases }
}

fn case(name: String, finding: &Finding, language: Language) -> Case {
    let diagnostic = &finding.diagnostic;
    let mut said = None;
    let ending = match (&finding.status, diagnostic.gravity) {
        (Status::New, Gravity::Error | Gravity::Warning) => Ending::Failed {
            kind: diagnostic.gravity.word(),
            message: sentence(&diagnostic.message).into(),
            description: description(diagnostic),
        },
        (Status::New, Gravity::Note) => {
            said = Some(format!("{}\n{}", sentence(&diagnostic.message), description(diagnostic)));
            Ending::Passed
        }
        (Status::Baselined | Status::Ignored(_), _) => {
            let words = format!("{}: {}", why_skipped(&finding.status, language), diagnostic.message);
            Ending::Skipped { message: sentence(&words).into() }
        }
    };
    let file = diagnostic.place.path.to_string();
    let line = Some(diagnostic.place.start.line.to_string());
    Case { name, class: file.clone(), file: Some(file), line, ending, said }
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

#[cfg(test)]
mod tests {
    use super::sayable;

    #[test]
    fn what_xml_cannot_say_and_what_moves_a_terminal_is_seen_and_does_nothing() {
        assert_eq!(sayable("決済\t<a>\n"), "決済\t<a>\n");
        for sign in ['\0', '\r', '\u{1b}', '\u{7f}', '\u{9b}', '\u{fffe}', '\u{ffff}'] {
            assert_eq!(sayable(&format!("a{sign}b")), "a\u{fffd}b", "{sign:?}");
        }
    }
}
