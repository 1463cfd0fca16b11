//! Texts that a template asks to be replaced: `TODO`, `[Insert …]`, `<what happened>`, `YYYY-MM-DD`.

use crate::source::document::Document;
use crate::source::span::Span;

use super::date_form::{BEGINS_DATE, is_date_form};
use super::known::Known;
use super::section::{Section, Sections};

/// The placeholders in a document's body, in the order of the text. Fields of its head are left out: what is missing
/// there is a matter of fields.
#[must_use]
pub fn placeholders(document: &Document, sections: &Sections) -> Vec<Span> {
    let outline = &document.outline;
    let title = sections.headed.first().filter(|section| !section.is_usual());
    let free = |span: Span| match sections.around(span.start) {
        Some(section) if title.is_some_and(|title| title.heading == section.heading) => {
            label_free(document.text.slice(span)).is_none()
        }
        Some(section) => !section.is(Known::Metadata),
        None => false,
    };
    let items = outline.items.iter().map(|item| item.text);
    let texts = outline.paragraphs.iter().copied().chain(items).chain(outline.html.iter().copied());
    let texts = texts.filter(|span| {
        let text = document.text.slice(*span);
        may_be_placeholder(text) && is_placeholder(text, to_do(sections, *span))
    });
    let cells = outline.tables.iter().flat_map(|table| table.rows.iter().flatten()).map(|cell| cell.span);
    // In other tables, as in that of the fields, what is not known stands in many ways.
    let cells = cells.filter(|span| is_form(bare(document.text.slice(*span)))).filter(|span| {
        sections
            .around(span.start)
            .is_some_and(|section| is_in(section, Known::Timeline) || is_in(section, Known::ActionItems))
    });
    let mut found: Vec<Span> = texts.chain(cells).filter(|span| free(*span)).collect();
    found.sort_unstable();
    found
}

/// Whether all of a text is a hint in brackets, or the form of a date: what a template has in the place of an item.
#[must_use]
pub fn is_hint(text: &str) -> bool {
    let text = bare(text);
    text.len() <= LONGEST && may_begin_form(text) && (is_form(text) || begins_with_form(text))
}

/// Whether a text is the form of an id: `INC-XXXX`, `PM-YYYY-NNN`, `INC-####`.
#[must_use]
pub fn is_id_form(text: &str) -> bool {
    let run = |word: &str, mark: char| {
        word.len() >= 2 && word.chars().all(|letter| letter.eq_ignore_ascii_case(&mark))
    };
    let mut words = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '#' | '?'));
    words.any(|word| ['x', 'n', 'y', '#', '?'].into_iter().any(|mark| run(word, mark)))
}

/// What `TODO` means somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ToDo {
    /// That something is to be written.
    Write,
    /// That something is to be done, as in a list of action items.
    Act,
}

fn to_do(sections: &Sections, place: Span) -> ToDo {
    match sections.around(place.start) {
        Some(section) if is_in(section, Known::ActionItems) => ToDo::Act,
        _ => ToDo::Write,
    }
}

fn is_in(section: &Section, known: Known) -> bool {
    section.topics.iter().any(|topic| topic.is(known))
}

/// What most texts are not: short, or with a bracket where a hint begins. Cheap, since every text is asked.
fn may_be_placeholder(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    if text.len() <= 60 || !text.is_ascii() {
        return true;
    }
    let bytes = text.as_bytes();
    memchr::memchr3(b'[', b'<', b'{', bytes).is_some()
        || bytes.iter().take(8).filter(|byte| byte.is_ascii_uppercase()).count() >= 3
        || text.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("lorem"))
}

/// A hint is short; and what is long is not looked through.
const LONGEST: usize = 600;

fn is_placeholder(text: &str, to_do: ToDo) -> bool {
    let text = bare(text);
    if text.is_empty() {
        return false;
    }
    let begins = may_begin_form(text);
    begins && is_form(text)
        || is_marker(text, to_do)
        || label_free(text).is_some_and(|rest| is_form(rest) || is_word(rest, to_do))
        || begins && begins_with_form(text)
}

/// Without emphasis around it and the full stop behind it.
fn bare(text: &str) -> &str {
    // Most texts have nothing around them.
    let bytes = text.as_bytes();
    if [bytes.first(), bytes.last()].iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric)) {
        return text;
    }
    text.trim().trim_matches(|mark| matches!(mark, '*' | '_' | '`' | '~')).trim()
}

/// The longest label before a placeholder, in bytes.
const LONGEST_LABEL: usize = 60;

/// What stands behind a short label: `Owner: <name>`.
fn label_free(text: &str) -> Option<&str> {
    // A full-width colon right behind the longest label ends three bytes further on.
    let head = text.get(..text.floor_char_boundary(LONGEST_LABEL + '：'.len_utf8())).unwrap_or(text);
    // A full-width colon begins with that byte.
    memchr::memchr2(b':', 0xef, head.as_bytes())?;
    let colon = head.find([':', '：']).filter(|at| *at <= LONGEST_LABEL)?;
    let mut behind = text.get(colon..)?.chars();
    behind.next();
    Some(bare(behind.as_str())).filter(|rest| !rest.is_empty())
}

/// Whether a text begins as forms do: with a bracket, or a letter or digit of the form of a date.
fn may_begin_form(text: &str) -> bool {
    text.starts_with(BEGINS_DATE) || text.starts_with(['[', '【', '［', '<', '{'])
}

/// Whether all of a text is a hint in brackets or the form of a date or time.
fn is_form(text: &str) -> bool {
    is_date_form(text) || is_bracketed(text) || is_angled(text) || is_braced(text)
}

/// `HH:MM [what happened]`, `<ts> <event>`, `YYYY-MM-DD — <event>`.
fn begins_with_form(text: &str) -> bool {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let rest = bare(rest.trim_start_matches(['-', '–', '—', ':', ' ']));
    let date = is_date_form(word.trim_end_matches([':', ',']));
    (date || is_angled(word)) && (rest.is_empty() || is_form(rest) || rest.starts_with(['[', '<']) || date)
}

/// `[Insert a summary]`: no link, no task.
fn is_bracketed(text: &str) -> bool {
    let pairs = [('[', ']'), ('【', '】'), ('［', '］')];
    let inner = pairs.iter().find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let Some(inner) = inner.map(str::trim) else { return false };
    let closed = inner.contains([']', '[', '】', '］']) || inner.starts_with('^') || inner.contains("](");
    let word = !inner.contains(' ') && inner.is_ascii();
    // One word in brackets may be a link by reference, or a tag.
    !closed
        && inner.chars().count() > 2
        && (!word || HINTS.iter().any(|hint| inner.eq_ignore_ascii_case(hint)))
}

/// `<what happened>`: no tag of HTML, no address.
fn is_angled(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) else { return false };
    if inner.contains(['<', '>', '=', '@', '/', '!']) || inner.contains("://") {
        return false;
    }
    let word = inner.split_whitespace().next().unwrap_or_default();
    let several = inner.contains(' ');
    let name = word.to_ascii_lowercase();
    let begins = word.chars().next().is_some_and(char::is_alphanumeric);
    // Components of MDX begin with a capital.
    let component = !several && word.starts_with(|first: char| first.is_ascii_uppercase());
    begins && (several || !TAGS.contains(&name.as_str())) && !component
}

/// `{{ summary }}`.
fn is_braced(text: &str) -> bool {
    text.strip_prefix("{{")
        .and_then(|text| text.strip_suffix("}}"))
        .is_some_and(|inner| !inner.contains("}}"))
}

/// `TODO: describe the impact`, `to be written`.
fn is_marker(text: &str, to_do: ToDo) -> bool {
    if is_word(text, to_do) {
        return true;
    }
    let starts = |word: &str| {
        text.strip_prefix(word)
            .map(|rest| rest.trim_start_matches(['*', '_']))
            .is_some_and(|rest| rest.starts_with([':', '：', '(', '（']) || rest.starts_with(" -"))
    };
    let asks =
        ["を記入", "を記入してください", "を記載してください", "を書いてください", "を入力してください"];
    (to_do == ToDo::Write && ["TODO", "TBD", "FIXME", "TBC"].iter().any(|word| starts(word)))
        || !text.is_ascii()
            && (asks.iter().any(|ask| text.trim_end_matches(['。', '）', ')']).ends_with(ask))
                || text.starts_with(['（', '(']) && text.trim_end_matches(['）', ')']).ends_with("を記載"))
        || text.get(..11).is_some_and(|head| head.eq_ignore_ascii_case("lorem ipsum"))
}

/// Whether all of a text says that it is to be written.
fn is_word(text: &str, to_do: ToDo) -> bool {
    let text = text.trim_end_matches(['.', '。', '…', '!']).trim();
    // Nothing that says so is longer.
    if text.len() > 40 {
        return false;
    }
    let text = text.trim_matches(|mark| matches!(mark, '(' | ')' | '（' | '）'));
    let act = to_do == ToDo::Act && text.eq_ignore_ascii_case("todo");
    !act && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

const WORDS: [&str; 28] = [
    "todo",
    "to do",
    "tbd",
    "tbc",
    "tba",
    "fixme",
    "wip",
    "xxx",
    "placeholder",
    "to be determined",
    "to be written",
    "to be filled",
    "to be filled in",
    "to be completed",
    "to be added",
    "to be done",
    "fill in",
    "fill me in",
    "fill this in",
    "coming soon",
    "work in progress",
    "insert text here",
    "未記入",
    "記入予定",
    "記載予定",
    "追記予定",
    "後日記載",
    "あとで書く",
];

/// Single words that stand in brackets where a text is to be put.
const HINTS: [&str; 18] = [
    "insert",
    "text",
    "name",
    "names",
    "date",
    "time",
    "what",
    "who",
    "when",
    "owner",
    "todo",
    "tbd",
    "description",
    "summary",
    "event",
    "action",
    "link",
    "placeholder",
];

/// Tags of HTML that may stand alone.
const TAGS: [&str; 56] = [
    "a",
    "abbr",
    "aside",
    "b",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "u",
    "ul",
    "video",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    #[test]
    fn texts_to_be_replaced() {
        for text in [
            "TODO",
            "_TBD_",
            "TBD.",
            "(to be filled in)",
            "TODO: describe the impact",
            "**TODO**: write",
            "[Two or three sentences a colleague from sales understands]",
            "[TBD]",
            "<what customers saw, in one line>",
            "<2–3 sentences: what happened>",
            "<description>",
            "YYYY-MM-DD",
            "20xx-MM-DD HH:mm",
            "HH:MM [what happened, all times JST]",
            "YYYY-MM-DDTHH:MM:SSZ — <event>",
            "<ts> <event>",
            "Incident commander: <name>",
            "**Owner:** [Insert name]",
            "{{ summary }}",
            "影響を記入してください",
            "（概要を記入）",
            "（影響を記載）",
            "追記予定",
            "【ここに概要を書く】",
        ] {
            assert!(is_placeholder(text, ToDo::Write), "{text}");
        }
        for text in [
            "",
            "We left a TODO in the code",
            "TODO list was empty",
            "[link](u)",
            "[a][b]",
            "[INFO] started",
            "[note]",
            "[x]",
            "[^1]",
            "<https://example.org>",
            "<br>",
            "<details>",
            "<Callout>",
            "<a@example.org>",
            "Dates are written YYYY-MM-DD",
            "10:00 The scheduler stopped",
            "Vec<String>",
            "the value of {{ $labels.pod }} was empty",
            "Impact: none",
            "2026-03-04",
            "TBD was the answer of the vendor",
        ] {
            assert!(!is_placeholder(text, ToDo::Write), "{text}");
        }
        assert!(!is_placeholder("TODO: fix it", ToDo::Act) && is_placeholder("<action>", ToDo::Act));
    }

    #[test]
    fn forms_of_ids() {
        for (text, is_form) in [
            ("INC-XXXX", true),
            ("PM-YYYY-NNN", true),
            ("`inc_xx`", true),
            ("INC-####", true),
            ("INC-??", true),
            ("XXX", true),
            ("INC-7", false),
            ("INC-X", false),
            ("OXX", false),
            ("", false),
            ("#", false),
            ("storage-annex", false),
        ] {
            assert_eq!(is_id_form(text), is_form, "{text}");
        }
    }

    #[test]
    fn where_they_stand() {
        let text = "# T\n\n**Status:** fine\n\n## Summary\n\nTODO\n\n<what happened>\n\n- x\n  - [Insert y]\n\n## Action items\n\n| What | Due |\n|--|--|\n| [What] | YYYY-MM-DD |\n\n- TODO: real work\n\n## Metadata\n\n- Date: YYYY-MM-DD\n\n| a | b |\n|--|--|\n| TBD | [what else] |\n";
        let document = Document::parse(Text::new("a.md", text));
        let sections = Sections::read(&document, &std::sync::Arc::default());
        let found: Vec<&str> =
            placeholders(&document, &sections).iter().map(|span| document.text.slice(*span)).collect();
        assert_eq!(found, ["TODO", "<what happened>", "[Insert y]", "[What]", "YYYY-MM-DD"]);
    }
}
