//! The incidents of a retrospective for spreadsheets: a row each. Heads of columns are those of the JSON, in English.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::insight::retrospective::incident::Incident;
use crate::insight::retrospective::retrospective::Retrospective;
use crate::report::look::Look;
use crate::report::terminal_text::name;

use super::format::ReportFormat;

/// The format.
pub static FORMAT: ReportFormat = ReportFormat {
    name: "csv",
    docs: "for a spreadsheet: a row for each incident of the period, formulas made harmless",
    render,
    is_for_terminals: false,
    refuse: None,
};

const HEADS: [&str; 19] = [
    "path",
    "line",
    "id",
    "title",
    "date",
    "table",
    "declared",
    "declared_text",
    "possible",
    "standing",
    "distance",
    "deciding",
    "facts",
    "missing",
    "assumed",
    "override_because",
    "override_approved_by",
    "override_until",
    "possible_today",
];

fn render(retrospective: &Retrospective, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    rows.write_record(HEADS)?;
    for incident in &retrospective.incidents {
        rows.write_record(row(incident).iter().map(|cell| harmless(cell)))?;
    }
    rows.flush()
}

fn row(incident: &Incident) -> [String; 19] {
    let decision = incident.decision.as_ref();
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let deciding: Vec<String> =
        incident.deciding.iter().map(|criterion| format!("{}/{}", criterion.level, criterion.id)).collect();
    let facts: Vec<String> =
        incident.facts.iter().map(|ground| format!("{}: {}", ground.fact, ground.value)).collect();
    [
        incident.path.clone(),
        incident.declared_line.map(|line| line.to_string()).unwrap_or_default(),
        text(incident.id.as_ref()),
        text(incident.title.as_ref()),
        incident.date.map(|date| date.to_string()).unwrap_or_default(),
        text(incident.table.as_ref()),
        text(incident.declared.as_ref()),
        text(incident.declared_text.as_ref()),
        incident.possible.join("; "),
        incident.standing.map(|standing| standing.word().to_owned()).unwrap_or_default(),
        incident.distance.map(|distance| distance.to_string()).unwrap_or_default(),
        deciding.join("; "),
        facts.join("; "),
        incident.missing.join("; "),
        incident.assumed.join("; "),
        text(decision.and_then(|decision| decision.because.as_ref())),
        text(decision.and_then(|decision| decision.approved_by.as_ref())),
        decision.and_then(|decision| decision.until).map(|until| until.to_string()).unwrap_or_default(),
        incident.today.as_ref().map(|today| today.possible.join("; ")).unwrap_or_default(),
    ]
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it; a number stays one. What a terminal
/// would obey and nobody would see is replaced; lines stay lines.
fn harmless(text: &str) -> String {
    let shown = text.split('\n').map(name).collect::<Vec<_>>().join("\n");
    let begins =
        text.trim_start_matches(|character: char| character.is_whitespace() || character.is_control());
    let is_number = begins.strip_prefix('-').is_some_and(|rest| rest.parse::<u32>().is_ok());
    if begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !is_number
        || text.starts_with(['\t', '\r'])
    {
        return format!("'{shown}");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_numbers_stay() {
        for (text, written) in [
            ("SEV-2", "SEV-2"),
            ("-2", "-2"),
            ("=1+1", "'=1+1"),
            ("=HYPERLINK(\"x\",\"y\")", "'=HYPERLINK(\"x\",\"y\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            (" =1", "' =1"),
            ("\t=1", "'␉=1"),
            ("two\nlines \u{1b}[2J \u{202e}", "two\nlines ␛[2J \u{fffd}"),
            ("＝1", "'＝1"),
        ] {
            assert_eq!(harmless(text), written, "{text:?}");
        }
    }
}
