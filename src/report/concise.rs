//! Findings in a line each, for people who filter and for editors: `path:line:column: error[rule]: message`.

use std::io::{self, Write};

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::lint::outcome::Outcome;
use crate::lint::record::Detail;

use super::format::Format;
use super::look::Look;
use super::summary::summary;
use super::terminal_text::{name, sentence};
use super::wrapping::wrapped;

/// The format.
pub static FORMAT: Format = Format {
    name: "concise",
    docs: "one line for each finding, as compilers write them, then a summary",
    for_programs: false,
    detail: Detail::Brief,
    render,
};

fn render(outcome: &Outcome, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    write(outcome.counted().map(|finding| &finding.diagnostic), look, out)?;
    // Editors read these lines even where a terminal shows them.
    let look = &Look { links: None, ..look.in_language(outcome.language) };
    write_known(outcome, None, look, out)?;
    summary(outcome, look, out)
}

/// Writes the findings in the order they come. Lines are not wrapped.
///
/// # Errors
///
/// What writing to `out` gives.
pub fn write<'d>(
    findings: impl IntoIterator<Item = &'d Diagnostic>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in findings {
        let styles = look.theme(finding.gravity).styles;
        let style = match finding.gravity {
            Gravity::Error => styles.error,
            Gravity::Warning => styles.warning,
            Gravity::Note => styles.advice,
        };
        let tag = format!("{}[{}]", finding.gravity.word(), finding.about.id);
        let (place, start) = (&finding.place, finding.place.start);
        writeln!(
            out,
            "{}:{}:{}: {}: {}",
            styles.link.style(name(&place.path)),
            start.line,
            start.column,
            style.style(tag),
            sentence(&finding.message),
        )?;
    }
    Ok(())
}

/// Writes the findings that were known before, in a line each that stands back, or in as many as it takes to fit: they do
/// not count.
///
/// # Errors
///
/// What writing to `out` gives.
pub fn write_known(
    outcome: &Outcome,
    columns: Option<usize>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in outcome.baselined().map(|finding| &finding.diagnostic) {
        let (place, start) = (&finding.place, finding.place.start);
        let tag = format!("known {}[{}]", finding.gravity.word(), finding.about.id);
        let shown = format!("{}:{}:{}", name(&place.path), start.line, start.column);
        let said = format!("{shown}: {tag}: {}", sentence(&finding.message));
        let lines = match columns {
            Some(columns) => wrapped(&said, columns, columns.saturating_sub(2)),
            None => vec![said],
        };
        for (index, line) in lines.iter().enumerate() {
            let line = match line.strip_prefix(&shown).filter(|_| index == 0) {
                Some(said) => format!("{}{said}", look.place(&place.path, shown.clone())),
                None if index == 0 => line.clone(),
                None => format!("  {line}"),
            };
            writeln!(out, "{}", look.dim(&line))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::about::{About, Mending};
    use crate::diagnostic::diagnostic::Label;
    use crate::report::look::Colour;
    use crate::source::span::Span;
    use crate::source::text::Text;

    static ABOUT: About = About {
        id: "severity-understated",
        summary: |_| "declared severity is lower than the facts make it",
        docs: "",
        gravity: Gravity::Error,
        mending: Mending::None("a person decides"),
    };

    fn written(look: &Look) -> String {
        let text = Text::new("障害/a.md", "id: 7\n重大度: SEV-3\n");
        let hostile = Text::new("b\n\x1b[2J.md", "");
        let findings = [
            Diagnostic::new(&ABOUT, Label::new(&text, Span::new(17, 22), "here"), "declared SEV-3"),
            Diagnostic::new(&ABOUT, Label::new(&hostile, Span::at(0), ""), "one\nerror[two]: \u{202e}three")
                .weighing(Gravity::Note),
        ];
        let mut out = vec![];
        write(&findings, look, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_finding_is_a_line_with_columns_in_characters() {
        assert_eq!(
            written(&Look::default()),
            "障害/a.md:2:6: error[severity-understated]: declared SEV-3\n\
             b␊␛[2J.md:1:1: note[severity-understated]: one␊error[two]: \u{fffd}three\n"
        );
    }

    #[test]
    fn colour_is_for_path_and_gravity() {
        let got = written(&Look { colour: Colour::Always, ..Look::default() });
        let first =
            "\x1b[1m障害/a.md\x1b[0m:2:6: \x1b[31;1merror[severity-understated]\x1b[0m: declared SEV-3\n";
        assert!(got.starts_with(first), "{got:?}");
    }
}
