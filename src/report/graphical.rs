//! Findings for people at a terminal: what is wrong, every place that belongs to it in one frame, and what to do.

use std::io::{self, Write};

use rayon::prelude::*;

use crate::diagnostic::diagnostic::Diagnostic;

use super::frame::framed;
use super::look::Look;
use super::terminal_text::{sentence, sentences};
use super::words::{gravity, help};
use super::wrapping::{width, wrapped};

/// The space around `help:`.
const HELP_INDENT: usize = 3;

/// Writes the findings in the order they come, each with an empty line after it.
///
/// # Errors
///
/// What writing to `out` gives.
pub fn write<'d>(
    findings: impl IntoIterator<Item = &'d Diagnostic>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let findings: Vec<&Diagnostic> = findings.into_iter().collect();
    for some in findings.chunks(AT_ONCE) {
        let drawings: Vec<String> = some.par_iter().map(|finding| drawn(finding, look)).collect();
        drawings.iter().try_for_each(|drawing| writeln!(out, "{drawing}"))?;
    }
    Ok(())
}

/// How many findings are drawn side by side before they are written: enough for every core, and few enough that drawings
/// never fill the memory.
const AT_ONCE: usize = 256;

/// One finding: a statement, the places in a frame, help.
fn drawn(finding: &Diagnostic, look: &Look) -> String {
    let theme = look.theme(finding.gravity);
    let style = theme.styles.highlights.first().copied().unwrap_or(theme.styles.error);
    let tag = format!("{}[{}]", gravity(finding.gravity, look.language), finding.about.id);
    let room = look.columns().saturating_sub(width(&tag) + 2);
    let message = wrapped(&sentence(&finding.message), room, look.columns().saturating_sub(2)).join("\n  ");
    let mut report = format!("{}: {message}\n{}", style.style(tag), framed(finding, look, &theme));
    let word = format!("{}:", help(look.language));
    let mut head = theme.styles.help.style(&word).to_string();
    let room = look.columns().saturating_sub(width(&word) + HELP_INDENT);
    for line in
        finding.help.iter().flat_map(|help| sentences(help)).flat_map(|line| wrapped(&line, room, room))
    {
        report += format!("  {head} {line}").trim_end();
        report.push('\n');
        head = " ".repeat(width(&word));
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::about::{About, Gravity, Mending};
    use crate::diagnostic::diagnostic::Label;
    use crate::report::look::{Colour, Drawing};
    use crate::source::span::Span;
    use crate::source::text::Text;

    static UNDERSTATED: About = About {
        id: "severity-understated",
        summary: |_| "declared severity is lower than the facts make it",
        docs: "",
        gravity: Gravity::Error,
        mending: Mending::None("a person decides"),
    };

    const POSTMORTEM: &str = "---\nid: INC-7\nseverity: SEV-3\ncustomers_affected: 14\n\
        duration: 2h\nservices: [scheduler]\n---\n# The scheduler stopped\n";
    const CRITERION: &str = "        when: { customers_affected: at least 10, duration: over 1h }\n";

    fn at(text: &Text, what: &str, message: &str) -> Label {
        let start = text.as_str().find(what).unwrap();
        Label::new(text, Span::new(start, start + what.len()), message)
    }

    fn understated() -> Diagnostic {
        let postmortem = Text::new("postmortems/2026-04-01-scheduler.md", POSTMORTEM);
        let table = Text::new("SEV.md", format!("{}{CRITERION}", "\n".repeat(41)));
        Diagnostic::new(
            &UNDERSTATED,
            at(&postmortem, "SEV-3", "declared here"),
            "declared SEV-3, but the facts make it SEV-2",
        )
        .because(at(&postmortem, "[scheduler]", ""))
        .because(at(&postmortem, "14", "at least 10"))
        .because(at(&table, "customers_affected: at least 10", "SEV-2 `many-customers` asks for this"))
        .because(at(&table, "duration: over 1h", "and for this"))
        .help("raise the severity to SEV-2, or correct the facts")
    }

    #[track_caller]
    fn assert_drawn(finding: &Diagnostic, look: &Look, expected: &[&str]) {
        let mut got = vec![];
        write([finding], look, &mut got).unwrap();
        let got = String::from_utf8(got).unwrap();
        assert!(got.lines().eq(expected.iter().copied().chain([""])), "\n{got}");
    }

    #[test]
    fn a_finding_is_one_frame_with_all_its_places() {
        assert_drawn(
            &understated(),
            &Look::default(),
            &[
                "error[severity-understated]: declared SEV-3, but the facts make it SEV-2",
                "    ╭─[postmortems/2026-04-01-scheduler.md:3:11]",
                "  3 │ severity: SEV-3",
                "    ·           ──┬──",
                "    ·             ╰── declared here",
                "  4 │ customers_affected: 14",
                "    ·                     ─┬",
                "    ·                      ╰── at least 10",
                "    ⋮",
                "  6 │ services: [scheduler]",
                "    ·           ───────────",
                "    ├─[SEV.md:42:17]",
                " 42 │         when: { customers_affected: at least 10, duration: over 1h }",
                "    ·                 ───────────────┬───────────────  ────────┬────────",
                "    ·                                │                         ╰── and for this",
                "    ·                                ╰── SEV-2 `many-customers` asks for this",
                "    ╰────",
                "  help: raise the severity to SEV-2, or correct the facts",
            ],
        );
    }

    #[test]
    fn it_fits_a_narrow_terminal() {
        assert_drawn(
            &understated(),
            &Look { width: 60, ..Look::default() },
            &[
                "error[severity-understated]: declared SEV-3, but the facts",
                "  make it SEV-2",
                "    ╭─[postmortems/2026-04-01-scheduler.md:3:11]",
                "  3 │ severity: SEV-3",
                "    ·           ──┬──",
                "    ·             ╰── declared here",
                "  4 │ customers_affected: 14",
                "    ·                     ─┬",
                "    ·                      ╰── at least 10",
                "    ⋮",
                "  6 │ services: [scheduler]",
                "    ·           ───────────",
                "    ├─[SEV.md:42:17]",
                " 42 │ …en: { customers_affected:… duration: over 1h }",
                "    ·        ──────────┬───────── ────────┬────────",
                "    ·                  │                  ╰── and for this",
                "    ·                  ╰─┤ SEV-2 `many-customers` asks for",
                "    ·                    │ this",
                "    ╰────",
                "  help: raise the severity to SEV-2, or correct the facts",
            ],
        );
    }

    #[test]
    fn it_can_be_drawn_in_ascii() {
        assert_drawn(
            &understated(),
            &Look { drawing: Drawing::Ascii, ..Look::default() },
            &[
                "error[severity-understated]: declared SEV-3, but the facts make it SEV-2",
                "    ,-[postmortems/2026-04-01-scheduler.md:3:11]",
                "  3 | severity: SEV-3",
                "    :           ^^|^^",
                "    :             `-- declared here",
                "  4 | customers_affected: 14",
                "    :                     ^|",
                "    :                      `-- at least 10",
                "    ...",
                "  6 | services: [scheduler]",
                "    :           ^^^^^^^^^^^",
                "    |-[SEV.md:42:17]",
                " 42 |         when: { customers_affected: at least 10, duration: over 1h }",
                "    :                 ^^^^^^^^^^^^^^^|^^^^^^^^^^^^^^^  ^^^^^^^^|^^^^^^^^",
                "    :                                |                         `-- and for this",
                "    :                                `-- SEV-2 `many-customers` asks for this",
                "    `----",
                "  help: raise the severity to SEV-2, or correct the facts",
            ],
        );
    }

    #[test]
    fn colour_is_for_gravity_and_places() {
        let text = Text::new("a.md", "severity: SEV-3\nduration: 2h\n");
        let finding = Diagnostic::new(&UNDERSTATED, at(&text, "SEV-3", "here"), "too low")
            .because(at(&text, "2h", "over 1h"))
            .weighing(Gravity::Warning)
            .help("raise it");
        let mut got = vec![];
        write([&finding], &Look { colour: Colour::Always, ..Look::default() }, &mut got).unwrap();
        let got = String::from_utf8(got).unwrap();
        let (yellow, blue) = ("\x1b[33;1m", "\x1b[34;1m");
        for part in [
            &format!("{yellow}warning[severity-understated]\x1b[0m: too low\n"),
            "─[\x1b[1ma.md:1:11\x1b[0m]\n",
            &format!("{yellow}          ──┬──\x1b[0m\n"),
            &format!("{blue}          ─┬\x1b[0m\n"),
            "  \x1b[32;1mhelp:\x1b[0m raise it\n",
        ] {
            assert!(got.contains(part), "{part:?} in\n{got:?}");
        }
    }

    #[test]
    fn files_that_cannot_be_read_are_named() {
        let nothing = Label::of_file("postmortems/secret.md".into(), "");
        let finding = Diagnostic::new(&UNDERSTATED, nothing, "cannot be read: permission denied")
            .help("let it be read, or exclude it");
        assert_drawn(
            &finding,
            &Look::default(),
            &[
                "error[severity-understated]: cannot be read: permission denied",
                "   ╰─[postmortems/secret.md]",
                "  help: let it be read, or exclude it",
            ],
        );
        let finding = finding
            .because(Label::of_file("postmortems/other.md".into(), "the same incident"))
            .because(Label::of_file("SEV.md".into(), ""));
        assert_drawn(
            &finding,
            &Look::default(),
            &[
                "error[severity-understated]: cannot be read: permission denied",
                "   ╭─[postmortems/secret.md]",
                "   ├─[postmortems/other.md]",
                "   · the same incident",
                "   ╰─[SEV.md]",
                "  help: let it be read, or exclude it",
            ],
        );
    }

    #[test]
    fn long_sentences_are_wrapped_and_help_keeps_its_lines() {
        let text =
            Text::new("a.md", "| INC-7 | 2026-04-01 | the scheduler stopped | 14 customers | SEV-3 |\n");
        let label = "declared here, where nobody who reads only the front matter ever looks";
        let message = "declared SEV-3, but the facts make it SEV-2: 14 customers were affected for two hours, \
            and `many-customers` asks for 10 customers and one hour";
        let finding = Diagnostic::new(&UNDERSTATED, at(&text, "SEV-3", label), message)
            .help("add to the front matter, so that it is found by whoever comes after you and by programs:\n  severity: SEV-2");
        assert_drawn(
            &finding,
            &Look::default(),
            &[
                "error[severity-understated]: declared SEV-3, but the facts make it SEV-2: 14",
                "  customers were affected for two hours, and `many-customers` asks for 10",
                "  customers and one hour",
                "   ╭─[a.md:1:63]",
                " 1 │ …1 | the scheduler stopped | 14 customers | SEV-3 |",
                "   ·                                             ──┬──",
                "   ·                                               ╰─┤ declared here, where",
                "   ·                                                 │ nobody who reads only the",
                "   ·                                                 │ front matter ever looks",
                "   ╰────",
                "  help: add to the front matter, so that it is found by whoever comes after you",
                "        and by programs:",
                "          severity: SEV-2",
            ],
        );
    }

    #[test]
    fn text_without_spaces_is_wrapped_by_the_rules_of_its_script() {
        let text = Text::new("障害.md", "重大度: SEV-3\n");
        let finding = Diagnostic::new(
            &UNDERSTATED,
            at(&text, "SEV-3", "ここで宣言されています。表ではこの値は認められていません。"),
            "宣言された重大度は SEV-3 ですが、記載された事実によれば、この障害は SEV-2 に該当します。",
        );
        assert_drawn(
            &finding,
            &Look { width: 40, ..Look::default() },
            &[
                "error[severity-understated]: 宣言された",
                "  重大度は SEV-3 ですが、記載された事実",
                "  によれば、この障害は SEV-2 に該当しま",
                "  す。",
                "   ╭─[障害.md:1:6]",
                " 1 │ 重大度: SEV-3",
                "   ·         ──┬──",
                "   ·           ╰─┤ ここで宣言されていま",
                "   ·             │ す。表ではこの値は認",
                "   ·             │ められていません。",
                "   ╰────",
            ],
        );
    }

    #[test]
    fn nothing_that_strangers_write_reaches_the_terminal_as_it_is() {
        let text = Text::new(
            "post\u{1b}]0;owned\u{7}\nmortems/\u{202e}dm.a",
            "severity: \u{1b}[2J\u{9b}31mSEV-3\u{202e} \u{200b}x\u{7}\0\u{2028}y\n",
        );
        let finding = Diagnostic::new(
            &UNDERSTATED,
            at(&text, "SEV-3", "here\u{1b}[0m\nerror: forged"),
            "declared `\u{1b}[31mSEV-3`\r\nerror[forged]: \u{2066}x",
        )
        .help("do\u{8}this\n\u{1b}[1Athat");
        assert_drawn(
            &finding,
            &Look::default(),
            &[
                "error[severity-understated]: declared `␛[31mSEV-3`␍␊error[forged]: �x",
                "   ╭─[post␛]0;owned␇␊mortems/�dm.a:1:19]",
                " 1 │ severity: ␛[2J�31mSEV-3� �x␇␀�y",
                "   ·                   ──┬──",
                "   ·                     ╰── here␛[0m␊error: forged",
                "   ╰────",
                "  help: do␈this",
                "        ␛[1Athat",
            ],
        );
    }

    #[test]
    fn a_finding_does_not_flood_the_terminal() {
        let text = Text::new("a.md", "x\n".repeat(200));
        let places = (0..30).map(|line| Label::new(&text, Span::new(line * 4, line * 4 + 1), "here"));
        let place = Label::new(&text, Span::new(399, 399), "");
        let mut finding = Diagnostic::new(&UNDERSTATED, place, "m".repeat(5_000));
        finding.related = places.collect();
        let report = drawn(&finding, &Look::default());
        assert!(report.lines().count() < 100, "{report}");
        assert!(report.contains("⋮ and 10 more places\n"), "{report}");
    }
}
