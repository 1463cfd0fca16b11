//! Reading files: places are exact whatever the file looks like, and no input makes a reader panic, hang or overflow.

use std::{
    fmt::Write as _,
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;
use jiff::tz::TimeZone;
use sevlint::model::{placeholder::placeholders, postmortem::Postmortem, vocabulary::Vocabulary};
use sevlint::source::{
    data,
    document::Document,
    front_matter::FrontMatter,
    node::{Content, Entry, Style},
    syntax::{MAX_DEPTH, Syntax, SyntaxFaultKind},
    text::Text,
};

use crate::fuzz::places;

/// Debug builds read shorter texts and fewer of them.
const SCALE: usize = if cfg!(debug_assertions) { 4 } else { 1 };

/// What a generated file was made of.
struct Made {
    content: String,
    /// Keys and the raw text of their values, in the order of the text, at any depth.
    pairs: Vec<(String, Value)>,
}

#[derive(Debug, PartialEq)]
enum Value {
    Plain(String),
    Quoted(String),
    Empty,
    Nested,
}

const WORDS: [&str; 16] = [
    "a",
    "severity",
    "SEV-2",
    "12%",
    "障害",
    "復旧日時",
    "2026-04-01T10:02+09:00",
    "x-y_z",
    "1:30",
    "~",
    "null",
    "ñandú",
    "🔴",
    "-5",
    "http://x.y/z",
    "<5",
];

fn word(rng: &mut Rng) -> &'static str {
    rng.choice(WORDS).unwrap_or("a")
}

/// Front matter in one of the syntaxes, with one kind of line end, with or without a byte order mark, and a body.
fn file(rng: &mut Rng, syntax: Syntax) -> Made {
    let mut pairs = Vec::new();
    let mut lines = String::new();
    match syntax {
        Syntax::Yaml => yaml(rng, &mut lines, &mut pairs, 0),
        Syntax::Toml => toml(rng, &mut lines, &mut pairs),
        Syntax::Json => json(rng, &mut lines, &mut pairs),
    }
    let mark = if rng.u8(..5) == 0 { "\u{feff}" } else { "" };
    let blank = if rng.u8(..5) == 0 { "\n" } else { "" };
    let (open, close) = match syntax {
        Syntax::Yaml => ("---\n", if rng.bool() { "---\n" } else { "...\n" }),
        Syntax::Toml => ("+++\n", "+++\n"),
        Syntax::Json if rng.bool() => (";;;\n", ";;;\n"),
        Syntax::Json if rng.bool() => ("---\n", "---\n"),
        Syntax::Json => ("", "\n"),
    };
    let ending = ["\n", "\r\n", "\r"][rng.usize(..3)];
    let content =
        format!("{mark}{blank}{open}{lines}{close}\n# 概要 {}\n\nProse.\n", word(rng)).replace('\n', ending);
    Made { content, pairs }
}

fn yaml(rng: &mut Rng, lines: &mut String, pairs: &mut Vec<(String, Value)>, depth: usize) {
    let indent = "  ".repeat(depth);
    for n in 0..rng.usize(1..6) {
        if rng.u8(..8) == 0 {
            _ = writeln!(lines, "{indent}# {}", word(rng));
        }
        let key = format!("{}{n}", ["key", "題", "k-", "日時"][rng.usize(..4)]);
        let (quoted, comment) = (rng.u8(..8) == 0, if rng.u8(..4) == 0 { "   # 障害: \"x\"" } else { "" });
        let gap = [" ", "  ", "\t"][rng.usize(..3)];
        _ = if quoted { write!(lines, "{indent}\"{key}\" :") } else { write!(lines, "{indent}{key}:") };
        let at = pairs.len();
        pairs.push((key, Value::Nested));
        match rng.u8(..6) {
            0 if depth < 4 => {
                _ = writeln!(lines, "{comment}");
                yaml(rng, lines, pairs, depth + 1);
            }
            1 => {
                let text = format!("{}: {} #", word(rng), word(rng));
                _ = writeln!(lines, "{gap}\"{text}\"{comment}");
                pairs[at].1 = Value::Quoted(text);
            }
            2 => {
                _ = writeln!(lines, "{comment}");
                pairs[at].1 = Value::Empty;
            }
            3 => {
                _ = writeln!(lines, "{gap}[{}, {}]{comment}", word(rng), word(rng));
            }
            _ => {
                let text = format!("{} {}", word(rng), word(rng)).replace("~ ", "");
                _ = writeln!(lines, "{gap}{text}{comment}");
                pairs[at].1 = Value::Plain(text);
            }
        }
    }
}

fn toml(rng: &mut Rng, lines: &mut String, pairs: &mut Vec<(String, Value)>) {
    for n in 0..rng.usize(1..8) {
        if rng.u8(..4) == 0 {
            _ = writeln!(lines, "# {}", word(rng));
        }
        let comment = if rng.u8(..4) == 0 { " # 障害" } else { "" };
        match rng.u8(..4) {
            0 => {
                let value = ["12", "0x1F", "1_000", "2026-04-01", "true", "-1.5e3"][rng.usize(..6)];
                _ = writeln!(lines, "key{n} = {value}{comment}");
                pairs.push((format!("key{n}"), Value::Plain(value.to_owned())));
            }
            1 => {
                _ = writeln!(lines, "[table{n}]{comment}");
                pairs.push((format!("table{n}"), Value::Nested));
            }
            _ => {
                let text = format!("{} # {}", word(rng), word(rng));
                _ = writeln!(lines, "\"題{n}\" = \"{text}\"{comment}");
                pairs.push((format!("題{n}"), Value::Quoted(text)));
            }
        }
    }
}

fn json(rng: &mut Rng, lines: &mut String, pairs: &mut Vec<(String, Value)>) {
    lines.push_str("{\n");
    let count = rng.usize(1..6);
    for n in 0..count {
        let key = format!("{}{n}", ["key", "題"][rng.usize(..2)]);
        let comma = if n + 1 < count { "," } else { "" };
        if rng.bool() {
            let value = ["12", "-1.50", "true", "null"][rng.usize(..4)];
            _ = writeln!(lines, "  \"{key}\": {value}{comma}");
            pairs.push((key, Value::Plain(value.to_owned())));
        } else {
            let text = format!("{} }} {}", word(rng), word(rng));
            _ = writeln!(lines, "\t\"{key}\" :\"{text}\"{comma}");
            pairs.push((key, Value::Quoted(text)));
        }
    }
    lines.push_str("}\n");
}

/// The pairs of a tree; checks on the way that each place says what it should.
fn pairs_of(entries: &[Entry], text: &Text, pairs: &mut Vec<(String, Value)>) {
    for Entry { key, key_span, value } in entries {
        let raw = text.slice(*key_span);
        assert!(raw == &**key || raw.trim_matches('"') == &**key, "{raw:?} {key:?}");
        assert!(key_span.end <= value.span.start || text.path().ends_with("toml"), "{key:?}");
        let raw = text.slice(value.span);
        let made = match &value.content {
            Content::Empty => {
                assert!(
                    raw.is_empty() && text.as_str()[..value.span.start as usize].ends_with(':'),
                    "{key:?}"
                );
                Value::Empty
            }
            Content::Scalar(scalar, Style::Plain) => {
                assert_eq!(raw, &**scalar);
                Value::Plain(raw.to_owned())
            }
            Content::Scalar(scalar, _) => {
                assert_eq!(raw, format!("\"{scalar}\""));
                Value::Quoted(scalar.to_string())
            }
            _ => Value::Nested,
        };
        pairs.push((key.to_string(), made));
        pairs_of(value.entries().unwrap_or_default(), text, pairs);
    }
}

#[test]
fn keys_and_values_say_in_their_place_what_they_say_in_the_tree() {
    let mut rng = Rng::with_seed(20_231_020);
    let mut keys = 0;
    for round in 0..20_000 {
        let syntax = [Syntax::Yaml, Syntax::Yaml, Syntax::Toml, Syntax::Json][round % 4];
        let Made { content, pairs } = file(&mut rng, syntax);
        let document = Document::parse(Text::new(format!("a.{syntax:?}").to_lowercase(), content.clone()));
        let Some(FrontMatter { entries, faults, inner, comments, .. }) = &document.front_matter else {
            panic!("no front matter in {content:?}")
        };
        assert_eq!(*faults, [], "{content:?}");
        let mut found = Vec::new();
        pairs_of(entries, &document.text, &mut found);
        assert_eq!(found, pairs, "{content:?}");
        keys += found.len();
        for comment in comments {
            let raw = document.text.slice(*comment);
            assert!(raw.starts_with('#') && !raw.ends_with(['\r', '\n']), "{raw:?} in {content:?}");
        }
        assert!(inner.end <= document.body, "{content:?}");
        let [heading] = document.outline.headings.as_slice() else { panic!("{content:?}") };
        assert!(document.text.slice(heading.title).starts_with("概要"), "{content:?}");
    }
    assert!(keys > 50_000, "{keys}");
}

/// Anything at all: no panic, and every place lies in the text and on borders of characters.
#[test]
fn no_text_makes_a_reader_panic() {
    const PIECES: [&str; 70] = [
        "---\n",
        "+++\n",
        ";;;\n",
        "...\n",
        "---json\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "  ",
        "\t",
        "a",
        "severity",
        ": ",
        ":",
        "- ",
        "? ",
        "|",
        ">",
        ">5",
        "|2-\n",
        "#",
        " # ",
        "&x ",
        "*x",
        "!t ",
        "!= ",
        "{",
        "}",
        "[",
        "]",
        "[[",
        "]]",
        ", ",
        ",",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\\",
        "\\u",
        "=",
        " = ",
        ".",
        "障害",
        "\u{feff}",
        "\u{a0}",
        "\u{3000}",
        "\0",
        "\u{1b}",
        "{{",
        "}}",
        "%",
        "@",
        "`",
        "<!--",
        "-->",
        "| a | b |\n|--|--|\n",
        "## Timeline (UTC)\n",
        "### 09:05\n",
        "- 09:02 ",
        "\n- [x] ",
        "23:59–00:10 JST",
        "**Timeline:**\n\n",
        "\n\n## アクションアイテム\n\n",
        "（担当：森、期限: 2026-05-01）",
        "(owner: @x, due: ",
        "<what>",
        "[Insert 日]",
        "\n\n",
    ];
    let mut rng = Rng::with_seed(7);
    for _ in 0..80_000 / SCALE {
        let mut content = String::new();
        if rng.bool() {
            content.push_str(["---\n", "+++\n", "{", "\u{feff}---\r\n", "a: b\nc: d\n"][rng.usize(..5)]);
        }
        for _ in 0..rng.usize(..30) {
            content.push_str(rng.choice(PIECES).unwrap_or_default());
        }
        for syntax in [Syntax::Yaml, Syntax::Toml, Syntax::Json] {
            let parsed = data::parse(&content, syntax);
            places::hold_of_data(&content, &parsed);
        }
        let document = Document::parse(Text::new("a.md", content.clone()));
        let postmortem = Postmortem::read(&document, &Vocabulary::default(), &TimeZone::UTC);
        places::hold_of_document(&document, &postmortem);
    }
}

/// Reads a text as data and as front matter, on the small stack of a worker, and says how long that took.
fn read_on_a_small_stack(content: String) -> Duration {
    let start = Instant::now();
    let reading = move || {
        for syntax in [Syntax::Yaml, Syntax::Toml, Syntax::Json] {
            drop(data::parse(&content, syntax));
        }
        for fence in ["---", "+++"] {
            drop(Document::parse(Text::new("a.md", format!("{fence}\n{content}\n{fence}\n"))));
        }
        let document = Document::parse(Text::new("a.md", content));
        let postmortem = Postmortem::read(&document, &Vocabulary::default(), &TimeZone::UTC);
        drop(placeholders(&document, &postmortem.sections));
    };
    let worker = thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(reading).expect("a thread");
    assert!(worker.join().is_ok(), "a reader panicked");
    start.elapsed()
}

#[test]
fn hostile_files_are_read_in_no_time_on_a_small_stack() {
    let deep = 10_000;
    let laughs: String = (1..9).fold("a0: &a0 [x, x]\n".to_owned(), |mut text, level| {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        _ = writeln!(text, "a{level}: &a{level} [{aliases}]");
        text
    });
    let path = vec!["k"; 79].join(".");
    let blocks = (0..deep.min(600)).fold(String::new(), |mut text, level| {
        _ = writeln!(text, "{}k:", " ".repeat(level));
        text
    });
    let many = |piece: &str, count: usize| piece.repeat(count.div_ceil(if count > deep { SCALE } else { 1 }));
    for (name, block) in [
        ("alias bomb", laughs),
        ("aliases", format!("a: &a {}\nb: [{}]\n", many("x", 50_000), many("*a, ", 40_000))),
        ("dashes", many("- ", deep)),
        ("question marks", many("? ", deep)),
        ("brackets", many("[", deep)),
        ("closed brackets", format!("a: {}{}", many("[", deep), many("]", deep))),
        ("braces", format!("{}{}", many("{\"a\":", deep), many("}", deep))),
        ("toml brackets", format!("a = {}{}", many("[", deep), many("]", deep))),
        ("toml braces", format!("a = {}1{}", many("{ b = ", deep), many("}", deep))),
        ("toml dots", format!("{}a = 1", many("a.", deep))),
        ("toml dots in braces", format!("a = {}1{}", many(&format!("{{ {path} = "), 80), many("}", 80))),
        ("toml broken braces", format!("a = {}", many("{ ] b.c.d = ", deep))),
        ("toml headers", (0..deep).fold(String::new(), |text, n| text + &format!("[t{n}.a.b]\n"))),
        ("toml one table", many("[[t.a]]\nb = 1\n", deep)),
        ("toml errors", many("x y\n", 50_000)),
        ("toml duplicates", many("a = 1\n", 30_000)),
        ("indentation", blocks),
        ("tabs", many("\t", 200_000)),
        ("one key", many("a", 200_000)),
        ("colons", many("a: ", 80_000)),
        ("no spaces", many("a:", 100_000)),
        ("quotes", many("\"a\" ", 60_000)),
        ("open quote", format!("a: [{}\"x", many("\"a\",", 60_000))),
        ("escapes", format!("a: \"{}\"", many("\\u0041", 40_000))),
        ("surrogates", format!("{{\"a\": \"{}\"}}", many("\\ud800", 40_000))),
        ("comments", format!("a:\n{}  b: 1\n", many("# c\n", 60_000))),
        ("comment line", format!("a: 1 {}", many("# ", 120_000))),
        ("block scalar", format!("a: |\n{}", many("  x\n\n", 50_000))),
        ("anchors", many("&a ", 80_000)),
        ("tags", format!("a: !{}", many("x", 200_000))),
        ("duplicates", many("a: 1\n", 50_000)),
        ("keys", (0..20_000).fold(String::new(), |text, n| text + &format!("k{n}: {n}\n"))),
        (
            "flow keys",
            format!("{{{}}}", (0..20_000).fold(String::new(), |text, n| text + &format!("k{n}, "))),
        ),
        ("intervals", format!("a: {}", many("[..", 60_000))),
        ("templates", many("{{ ", 80_000)),
        ("nul", many("\0", 200_000)),
        ("null keys", many(": \n", 60_000)),
        ("blank lines", many("\n", 200_000)),
        ("returns", many("\r\r\n", 60_000)),
        ("fences in words", many("--- a\n", 40_000)),
        ("timelines", many("## Timeline\n\nx\n\n- 09:02 a\n\n", 10_000)),
        ("one timeline", format!("## Timeline\n\n{}", many("- 09:02 a\n", 40_000))),
        ("actions", format!("## Action items\n\n{}", many("- [ ] (a (b\n", 40_000))),
        ("nested items", format!("## Action items\n\n{}[ ] x{}", many("- ", 80_000), many("\n", 80_000))),
        ("long item", format!("## Action items\n\n- {}\n", many("owner (", 60_000))),
        ("nested entries", format!("## Timeline\n\n{}x\n", many("- ", 80_000))),
        (
            "brackets of a due day",
            format!(
                "## Action items\n\n| Do | Owner | Due |\n|-|-|-|\n| it | me | {}1 |\n",
                many("(", 40_000)
            ),
        ),
        (
            "brackets of items",
            format!(
                "## Action items\n\n{}",
                format!("- do {}{})\n", many("(", 600), many("a,", 600)).repeat(20)
            ),
        ),
        ("a long title", format!("# {}\n\n{}", many("ab ", 100_000), many("- TBD\n", 60_000))),
        ("a long key of many", format!("{{\"{}\":{{{}}}}}\n", many("k", 100_000), many("\"b\":1,", 20_000))),
        ("labels", many("**Impact:** x\n\n", 30_000)),
        ("comments in a section", format!("## Impact\n\n{}", many("<!-- x -->\n\n", 30_000))),
        ("headings", many("# Impact / cause & fix\n", 30_000)),
    ] {
        let time = read_on_a_small_stack(block);
        // The slowest takes a tenth of this in a debug build on a busy machine.
        assert!(time < Duration::from_secs(20), "{name} took {time:?}");
    }
}

#[test]
fn enormous_files_are_read_in_no_time() {
    let size = 5 * 1024 * 1024;
    for (name, piece) in [
        ("a line", "x"),
        ("words", "x "),
        ("fences", "---\n"),
        ("keys", "key: value\n"),
        ("open comments", "<!-- "),
        ("comments", "<!-- x -->\n"),
        ("braces", "{\"a\": "),
        ("backticks", "`a"),
        ("emphasis", "*a_ "),
        ("bars", "|a"),
        ("quotes", "> "),
        ("headings", "# a\n"),
        ("line ends", "\r"),
    ] {
        let time = read_on_a_small_stack(piece.repeat(size / piece.len() / SCALE / SCALE));
        assert!(time < Duration::from_secs(20), "{name} took {time:?}");
    }
}

#[test]
fn nesting_is_cut_at_the_same_depth_in_every_syntax() {
    for levels in [MAX_DEPTH - 1, MAX_DEPTH, MAX_DEPTH + 1, 200, 10_000] {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        for (text, syntax) in [
            (format!("{open}{close}"), Syntax::Yaml),
            ("- ".repeat(levels), Syntax::Yaml),
            (format!("a = {}{}", "[".repeat(levels - 1), "]".repeat(levels - 1)), Syntax::Toml),
            (format!("{open}{close}"), Syntax::Json),
        ] {
            let faults = data::parse(&text, syntax).faults;
            let is_deep = faults.iter().any(|fault| fault.kind == SyntaxFaultKind::TooDeep);
            assert_eq!(is_deep, levels > MAX_DEPTH, "{levels} levels of {syntax:?}: {faults:?}");
        }
    }
}
