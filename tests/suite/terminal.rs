//! Whatever stands in files, whatever is marked in them and however wide the terminal is: findings are drawn, nothing
//! of what strangers wrote is obeyed, and nobody can forge a finding.

use std::path::Path;

use fastrand::Rng;
use sevlint::diagnostic::about::{About, Gravity, Mending};
use sevlint::diagnostic::diagnostic::{Diagnostic, Label};
use sevlint::report::look::{Colour, Drawing, Look};
use sevlint::report::{concise, graphical};
use sevlint::source::span::Span;
use sevlint::source::text::Text;
use unicode_width::UnicodeWidthChar;

static ABOUT: About = About {
    id: "severity-understated",
    summary: |_| "for this test",
    docs: "",
    gravity: Gravity::Error,
    mending: Mending::None("for this test"),
};

const ROUNDS: u32 = 1_000;

/// Letters, spaces, line ends, wide and combining characters, pictographs and their joiners, box drawing as in our
/// own frames, controls, invisible characters, changes of direction.
const PIECES: &[&str] = &[
    "a",
    "b",
    "SEV-3",
    "word ",
    "    ",
    " ",
    " ",
    "\t",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "障害",
    "。",
    "ｶ",
    "e\u{301}",
    "か\u{3099}",
    "⚠\u{fe0f}",
    "👩\u{200d}👧",
    "👍🏽",
    "🇯🇵",
    "…",
    "╭─[x]",
    "╰────",
    "error[x]: ",
    "\u{1b}[31m",
    "\u{1b}]8;;u\u{7}",
    "\0",
    "\u{7f}",
    "\u{9b}",
    "\u{85}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{feff}",
    "\u{ad}",
    "\u{3164}",
    "\u{e0041}",
    "ﷺ",
    "สวัสดี",
    "नमस्ते",
    "שלום",
];

fn text(rng: &mut Rng, most: usize) -> String {
    (0..rng.usize(..=most)).filter_map(|_| rng.choice(PIECES)).copied().collect()
}

fn label(rng: &mut Rng, file: &Text) -> Label {
    let message = text(rng, 12);
    if rng.u8(..20) == 0 {
        return Label::of_file(file.path().clone(), message);
    }
    let longest = *rng.choice(&[0, 5, 40, 2_000]).unwrap();
    let (start, length) = (rng.usize(..=file.as_str().len()), rng.usize(..=longest));
    let whole = |at: usize| file.as_str().floor_char_boundary(at);
    Label::new(file, Span::new(whole(start), whole(start + length)), message)
}

fn finding(rng: &mut Rng, most_related: usize) -> Diagnostic {
    let files: Vec<Text> = (0..3)
        .map(|number| {
            let most = *rng.choice(&[3, 30, 300, 3_000]).unwrap();
            Text::new(format!("{number}{}", text(rng, 3)), text(rng, most))
        })
        .collect();
    let file = |rng: &mut Rng| rng.choice(&files).unwrap();
    let place = file(rng);
    let mut finding = Diagnostic::new(&ABOUT, label(rng, place), text(rng, 60)).help(text(rng, 60));
    for _ in 0..rng.usize(..=most_related) {
        let related = file(rng);
        finding = finding.because(label(rng, related));
    }
    finding
}

fn drawn(finding: &Diagnostic, look: &Look) -> String {
    let mut out = vec![];
    graphical::write([finding], look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn width(line: &str) -> usize {
    line.chars().filter_map(UnicodeWidthChar::width).sum()
}

fn is_of_frame(line: &str) -> bool {
    let line = line.trim_start();
    ["╭─[", "├─[", "╰─["].iter().any(|corner| line.starts_with(corner))
}

fn assert_harmless(report: &str) {
    for character in report.chars().filter(|character| *character != '\n') {
        assert!(!character.is_control(), "{character:?} in\n{report}");
        let is_hidden = matches!(character,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}'
            | '\u{3164}' | '\u{fe0f}' | '\u{e0000}'..='\u{e0fff}');
        assert!(!is_hidden, "{character:?} in\n{report}");
    }
}

#[test]
fn anything_can_be_drawn() {
    let mut rng = Rng::with_seed(20_231_020);
    for round in 0..ROUNDS {
        let finding = finding(&mut rng, 6);
        let look = Look { width: rng.usize(..150), ..Look::default() };
        let report = drawn(&finding, &look);
        assert_harmless(&report);
        let at_the_margin: Vec<&str> = report.lines().filter(|line| !line.starts_with(' ')).collect();
        let [head, end] = *at_the_margin else { panic!("round {round}: a finding was forged in\n{report}") };
        assert!(head.starts_with("error[severity-understated]:") && end.is_empty(), "{report}");
        // Marks that do not fit side by side run over, and their labels are never narrower than twelve columns.
        let most = look.columns() + 30;
        let too_wide = report.lines().find(|line| width(line) > most && !is_of_frame(line));
        assert_eq!(too_wide, None, "round {round}, {} columns:\n{report}", look.columns());
    }
}

#[test]
fn a_finding_with_one_place_fits() {
    let mut rng = Rng::with_seed(7);
    for round in 0..ROUNDS {
        let finding = finding(&mut rng, 0);
        let look = Look { width: rng.usize(60..=120), ..Look::default() };
        let report = drawn(&finding, &look);
        let too_wide = report.lines().find(|line| width(line) > look.width && !is_of_frame(line));
        assert_eq!(too_wide, None, "round {round}, {} columns:\n{report}", look.width);
    }
}

#[test]
fn marks_stand_under_what_they_mark() {
    let mut rng = Rng::with_seed(42);
    for round in 0..ROUNDS {
        let mut piece = |most| -> String {
            let pieces = ["a", "SEV-3", "word ", "障害", "👩", "e\u{301}", "ﾞ", "。"];
            (0..rng.usize(1..=most)).filter_map(|_| rng.choice(pieces)).collect()
        };
        let (before, marked, after) = (piece(200), piece(6), piece(200));
        let file = Text::new("a.md", format!("{before}{marked}{after}"));
        let label = Label::new(&file, Span::new(before.len(), before.len() + marked.len()), "");
        let report = drawn(&Diagnostic::new(&ABOUT, label, "m"), &Look { width: 60, ..Look::default() });
        let rows: Vec<&str> = report.lines().skip(2).collect();
        let [line, below, ..] = *rows else { panic!("{report}") };
        let (start, end) = (width(below.trim_end_matches('─')), width(below));
        let mut column = 0;
        let over: String = line
            .chars()
            .filter(|character| {
                let at = column;
                column += character.width().unwrap_or(0);
                (start..end).contains(&at)
            })
            .collect();
        // An accent at the mark's edge goes with its letter.
        let plain = |text: &str| text.replace('\u{301}', "");
        assert_eq!(plain(&over), plain(&marked), "round {round}:\n{report}");
    }
}

#[test]
fn colour_changes_nothing_else_and_ascii_nothing_but_the_frame() {
    let mut rng = Rng::with_seed(99);
    for _ in 0..ROUNDS / 10 {
        let finding = finding(&mut rng, 6);
        let plain = drawn(&finding, &Look::default());
        let coloured = drawn(&finding, &Look { colour: Colour::Always, ..Look::default() });
        for (coloured, plain) in without_colour(&coloured).lines().zip(plain.lines()) {
            assert_eq!(coloured.trim_end(), plain.trim_end());
        }
        let ascii = drawn(&finding, &Look { drawing: Drawing::Ascii, ..Look::default() });
        assert_eq!(ascii.lines().count(), plain.lines().count());
    }
}

#[test]
fn links_change_nothing_that_is_seen_and_cannot_be_forged() {
    let mut rng = Rng::with_seed(8);
    for _ in 0..ROUNDS / 10 {
        let finding = finding(&mut rng, 6);
        let plain = drawn(&finding, &Look::default());
        let linked = drawn(&finding, &Look::default().linking(Path::new("/srv/障害 \u{1b}"), Some("box")));
        let mut seen = String::new();
        let mut rest = linked.as_str();
        let mut links = 0;
        while let Some((before, link)) = rest.split_once("\u{1b}]8;;") {
            let (address, text) = link.split_once("\u{1b}\\").unwrap();
            let (text, after) = text.split_once("\u{1b}]8;;\u{1b}\\").unwrap();
            assert!(address.starts_with("file://box/srv/%E9%9A%9C%E5%AE%B3%20%1B/"), "{address:?}");
            assert!(address.chars().all(|letter| letter.is_ascii_graphic()), "{address:?}");
            seen.extend([before, text]);
            rest = after;
            links += 1;
        }
        seen.push_str(rest);
        assert_harmless(&seen);
        assert_eq!(seen, plain);
        assert!(links > 0, "{linked:?}");
    }
}

#[test]
fn concise_findings_are_a_line_each() {
    let mut rng = Rng::with_seed(1);
    for _ in 0..ROUNDS {
        let findings = [finding(&mut rng, 2), finding(&mut rng, 0)];
        let mut out = vec![];
        concise::write(&findings, &Look::default(), &mut out).unwrap();
        let report = String::from_utf8(out).unwrap();
        assert_harmless(&report);
        assert_eq!(report.lines().count(), 2, "{report}");
    }
}

fn without_colour(report: &str) -> String {
    let mut plain = String::new();
    let mut pieces = report.split("\u{1b}[");
    plain.extend(pieces.next());
    plain.extend(pieces.filter_map(|piece| piece.split_once('m')).map(|(_, text)| text));
    plain
}
