//! A Code Quality report of GitLab: what it shows beside a merge request, and compares with the target branch.
//!
//! Only findings that count are in it: GitLab has no mark for those that are known or ignored. It tells findings apart by
//! their fingerprints, so that no two are alike.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::about::Gravity;
use crate::lint::outcome::{Finding, Outcome, RunNote};
use crate::lint::record::Detail;

use super::format::Format;
use super::look::Look;

/// The format.
pub static FORMAT: Format = Format {
    name: "gitlab",
    docs: "a Code Quality report for GitLab merge requests",
    for_programs: true,
    detail: Detail::Brief,
    render,
};

/// What stands for the rule where the run could not be made.
const NOT_RUN: &str = "run-not-made";

#[derive(Serialize)]
struct Issue<'f> {
    description: String,
    check_name: &'f str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut seen = HashMap::new();
    let not_run = outcome.notes.iter().filter_map(|note| match note {
        RunNote::NotRun(reason) => Some(broken(reason)),
        _ => None,
    });
    let issues: Vec<Issue<'_>> =
        not_run.chain(outcome.counted().map(|finding| Issue::of(finding, &mut seen))).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

/// An empty report would say that all is well.
fn broken(reason: &str) -> Issue<'static> {
    Issue {
        description: format!("sevlint checked nothing: {reason}"),
        check_name: NOT_RUN,
        fingerprint: NOT_RUN.to_owned(),
        severity: "blocker",
        location: Location { path: ".", lines: Lines { begin: 1, end: 1 } },
    }
}

impl<'f> Issue<'f> {
    fn of(finding: &'f Finding, seen: &mut HashMap<&'f str, usize>) -> Self {
        let diagnostic = &finding.diagnostic;
        let alike = seen.entry(&finding.fingerprint).or_default();
        let fingerprint = match *alike {
            0 => finding.fingerprint.clone(),
            more => format!("{}-{more}", finding.fingerprint),
        };
        *alike += 1;
        let place = &diagnostic.place;
        Self {
            description: match &diagnostic.help {
                Some(help) => format!("{}; help: {help}", diagnostic.message),
                None => diagnostic.message.clone(),
            },
            check_name: diagnostic.about.id,
            fingerprint,
            severity: match diagnostic.gravity {
                Gravity::Error => "major",
                Gravity::Warning => "minor",
                Gravity::Note => "info",
            },
            location: Location {
                path: &place.path,
                lines: Lines { begin: place.start.line, end: place.end.line },
            },
        }
    }
}
