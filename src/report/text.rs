//! For people at a prompt: every finding with its excerpts, then what matters in a few lines.

use std::io::{self, Write};

use crate::lint::outcome::Outcome;
use crate::lint::record::Detail;

use super::concise::write_known;
use super::format::Format;
use super::graphical;
use super::look::Look;
use super::overview::overview;
use super::summary::summary;

/// The format.
pub static FORMAT: Format = Format {
    name: "text",
    docs: "for people: every finding with excerpts of the postmortem and of the table, then a summary",
    for_programs: false,
    detail: Detail::Brief,
    render,
};

fn render(outcome: &Outcome, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let look = &look.in_language(outcome.language);
    overview(outcome, look, out)?;
    graphical::write(outcome.counted().map(|finding| &finding.diagnostic), look, out)?;
    write_known(outcome, Some(look.columns()), look, out)?;
    if outcome.baselined().next().is_some() {
        writeln!(out)?;
    }
    summary(outcome, look, out)
}
