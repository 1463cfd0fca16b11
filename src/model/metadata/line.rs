//! Labels and values in one line of text: `**Severity:** SEV-2`, `Date: … | Severity: …`, `重大度：SEV-2`.

use std::ops::Range;

use super::label::is_short;

/// A label with its value, as bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The label, without markup.
    pub label: Range<usize>,
    /// The value, with markup, without the blanks around it.
    pub value: Range<usize>,
}

/// How far behind the start of a label its colon may stand, in bytes.
const LONGEST_LABEL: usize = 120;

/// The longest line that is looked at, in bytes.
const LONGEST_LINE: usize = 4096;

/// What may stand between two pairs.
const SEPARATORS: [&str; 11] = [" | ", "|", " · ", " • ", " - ", " – ", " — ", "; ", ", ", "\u{3000}", "／"];

/// The pairs of a line, in their order. `knows` says which labels mean something; others end the value before them only if
/// they are bold, or stand behind a bar.
pub fn pairs(line: &str, knows: impl Fn(&str) -> bool) -> Vec<Pair> {
    let line = line.get(..line.floor_char_boundary(LONGEST_LINE)).unwrap_or_default();
    if !may_have_label(line) {
        return vec![];
    }
    let mut found: Vec<Pair> = vec![];
    let start = line.len() - line.trim_start_matches(is_lead).len();
    let mut at = start;
    // Where the value that is open began.
    let mut open: Option<(Range<usize>, usize)> = None;
    let mut first = true;
    let bytes = line.as_bytes();
    let may_have_fields = memchr::memchr_iter(b':', bytes).any(|at| bytes.get(at + 1) == Some(&b':'));
    while let Some(rest) = line.get(at..) {
        // Fields of a note fill a line; in a sentence they may be about anything.
        if first
            && may_have_fields
            && let Some((field, end)) = field_in_brackets(rest)
            && knows(rest.get(field.label.clone()).unwrap_or_default())
        {
            let shifted = |range: Range<usize>| range.start + at..range.end + at;
            found.push(Pair { label: shifted(field.label), value: shifted(field.value) });
            let behind = rest.get(end..).unwrap_or_default();
            at += end + (behind.len() - behind.trim_start().len());
            continue;
        }
        if let Some((label, value)) = label_at(rest) {
            let text = rest.get(label.clone()).unwrap_or_default();
            let means = knows(text);
            // Right behind a label, bold text that is no label is what it says: `**Severity:** **SEV-2** — since noon`.
            let is_said = !means
                && open.as_ref().is_some_and(|(_, from)| is_blank(line, *from, at))
                && !has_colon(rest);
            let is_next = || {
                let from = open.as_ref().map(|(_, from)| *from);
                from.is_some_and(|from| is_behind_bar(line, from, at)) && is_name(text) && is_short(text)
            };
            if means || first || rest.starts_with("**") && !is_said || is_next() {
                close(line, open.take(), at, &mut found);
                let shifted = label.start + at..label.end + at;
                if means {
                    open = Some((shifted, at + value));
                }
                at += value;
            }
        }
        first = false;
        let Some(next) = next_start(line, at) else { break };
        at = next;
    }
    close(line, open.take(), line.len(), &mut found);
    found
}

/// Where the sentence of a line ends, which begins at a place, and goes on in the lines below: a soft break is no more than a space.
#[must_use]
pub fn end_of_sentence<'t>(line: &'t str, at: usize, below: impl Iterator<Item = &'t str>) -> usize {
    const MOST_LINES: usize = 8;
    let (mut last, mut at) = (line, at + line.len());
    for next in below.take(MOST_LINES) {
        if !goes_on(last, next) {
            break;
        }
        at += next.len();
        last = next;
    }
    at - (last.len() - last.trim_end().len())
}

/// Whether the sentence of a line goes on in the next one: it is plainly not at its end, and the next line is no label.
fn goes_on(line: &str, next: &str) -> bool {
    let line = line.trim_end_matches(['\n', '\r']);
    let is_broken = line.ends_with("  ") || line.ends_with('\\') || line.ends_with("<br>");
    let line = line.trim_end();
    let is_bracket_open = line.rfind(['(', '（']).is_some_and(|at| {
        let inner = line.get(at..).unwrap_or_default();
        inner.contains(char::is_alphanumeric) && !inner.contains([')', '）'])
    });
    let word = line.rsplit(' ').next().unwrap_or_default();
    let is_open = line.ends_with([',', '、', '，'])
        || UNFINISHED.iter().any(|one| one.eq_ignore_ascii_case(word))
        || is_bracket_open;
    !is_broken && is_open && !next.trim().is_empty() && pairs(next, |_| true).is_empty()
}

/// Words that no sentence ends with.
const UNFINISHED: [&str; 16] = [
    "and",
    "or",
    "of",
    "to",
    "than",
    "least",
    "most",
    "about",
    "between",
    "from",
    "under",
    "over",
    "with",
    "plus",
    "the",
    "approximately",
];

/// Whether bold text ends in a colon, or has one behind it, as a label does. `**SEV-2**: since noon` is none.
fn has_colon(text: &str) -> bool {
    let Some((bold, behind)) = text.strip_prefix("**").and_then(|inner| inner.split_once("**")) else {
        return false;
    };
    let ends = bold.trim_end().ends_with([':', '：']) || behind.trim_start().starts_with([':', '：']);
    ends && !bold.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether a bar or the like ends a value before a label. Where the value has labels of its own, as `a: 10:20 | b: 10:25`, what
/// stands behind the bar is one more of them.
fn is_behind_bar(line: &str, from: usize, at: usize) -> bool {
    let value = line.get(from..at).unwrap_or_default();
    let is_barred = value.ends_with('\u{3000}') || value.trim_end_matches(' ').ends_with(['|', '·', '•']);
    is_barred && colon(value).is_none()
}

/// Whether a text may name something: `14` of 14：05 and 2回目 are more of the value before them, and so is `※ただしログ`.
fn is_name(text: &str) -> bool {
    text.trim_start_matches(['*', '_', ' ']).starts_with(char::is_alphabetic)
}

fn is_blank(line: &str, from: usize, to: usize) -> bool {
    line.get(from..to).is_some_and(|between| between.trim().is_empty())
}

/// Whether a line has what every label has: a colon with no ASCII letter behind it, or bold text. Cheap, since every line
/// is asked, and most are prose.
fn may_have_label(line: &str) -> bool {
    let bytes = line.as_bytes();
    let marks = |at: usize| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b':'), next) => next.is_none_or(|next| is_behind_label(char::from(*next))),
        (one, other) => one == other,
    };
    // `：`, and whatever else begins with the same byte.
    memchr::memchr3_iter(b':', b'*', b'_', bytes).any(marks)
        || memchr::memchr(0xef, bytes).is_some()
        || line.trim_start_matches(is_lead).starts_with('【')
}

/// Whether a colon before such a character may end a label; `https://` and `10:20` end none.
fn is_behind_label(next: char) -> bool {
    next.is_whitespace() || matches!(next, '*' | '_' | '`') || !next.is_ascii()
}

/// A label with a time right behind it, without a colon: `Resolved 2026-02-25 17:07`. Gives the label and where the value
/// begins.
#[must_use]
pub fn label_before_time(line: &str) -> Option<Pair> {
    let start = line.len() - line.trim_start_matches(is_lead).len();
    let rest = line.get(start..)?;
    let head = rest.get(..rest.floor_char_boundary(LONGEST_LABEL))?;
    let digit = head.find(|letter: char| letter.is_ascii_digit())?;
    let label = rest.get(..digit)?;
    let name = label.trim_end_matches([' ', '*', '_', ':', '~', '-', '–', '—']);
    let begins = name.len() < label.len() && name.split_whitespace().count() <= 4 && !name.is_empty();
    begins.then(|| Pair { label: start..start + name.len(), value: start + digit..line.trim_end().len() })
}

/// `**Severity** SEV-2`, `**Data loss?** No`, `１．発生日時　2026年3月4日`: what could be a label without a colon, and what follows it.
#[must_use]
pub fn without_colon(line: &str) -> Option<Pair> {
    let start = line.len() - line.trim_start_matches(is_lead).len();
    let rest = line.get(start..)?;
    let (label, behind) = match rest.strip_prefix("**") {
        Some(inner) => {
            let length = inner.get(..inner.floor_char_boundary(LONGEST_LABEL))?.find("**")?;
            (2..2 + length, length + 4)
        }
        None => {
            memchr::memchr(0xe3, rest.as_bytes())?;
            let length = rest.get(..rest.floor_char_boundary(LONGEST_LABEL))?.find('\u{3000}')?;
            (0..length, length)
        }
    };
    let value = rest.get(behind..)?;
    let inner = value.trim();
    let from = start + behind + (value.len() - value.trim_start().len());
    (!inner.is_empty() && !label.is_empty())
        .then(|| Pair { label: start + label.start..start + label.end, value: from..from + inner.len() })
}

/// Blanks, marks of quotes and lists, and signs before the first label.
fn is_lead(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '>' | '-' | '+' | '•')
}

/// Where the next label may begin: behind the next separator, or at the next bold text.
fn next_start(line: &str, at: usize) -> Option<usize> {
    for (offset, letter) in line.get(at..)?.char_indices() {
        if !matches!(letter, ' ' | '|' | ';' | ',' | '\u{3000}' | '／' | '*' | '【') {
            continue;
        }
        let here = at + offset;
        let rest = line.get(here..)?;
        if (rest.starts_with("**") || letter == '【') && offset > 0 {
            return Some(here);
        }
        let separator = SEPARATORS.iter().find(|separator| rest.starts_with(**separator));
        if let Some(separator) = separator {
            let next = here + separator.len();
            return (next < line.len()).then_some(next);
        }
    }
    None
}

/// Ends the value that is open before a place.
fn close(line: &str, open: Option<(Range<usize>, usize)>, end: usize, found: &mut Vec<Pair>) {
    let Some((label, start)) = open else { return };
    let value = line.get(start..end.max(start)).unwrap_or_default();
    let left = value.len() - value.trim_start().len();
    let mut right = value.trim_end();
    // What separates it from the next pair is no part of it, nor is a mark of a line break.
    if end < line.len() {
        right = right.trim_end_matches(['|', '·', '•', ';', ',', '／', '-', '–', '—', ' ', '\u{3000}']);
    }
    let right = right.trim_end_matches('\\').trim_end();
    let from = start + left;
    found.push(Pair { label, value: from..(start + right.len()).max(from) });
}

/// `[users affected:: 1200]`, `(error rate:: 22%)`: a field of a note in brackets at the start of a text, and where they end.
fn field_in_brackets(text: &str) -> Option<(Pair, usize)> {
    let close = match text.as_bytes().first()? {
        b'[' => ']',
        b'(' => ')',
        _ => return None,
    };
    let sign = text.get(..text.floor_char_boundary(LONGEST_LABEL))?.find(":: ")?;
    let label = text.get(1..sign)?;
    let value = sign + ":: ".len();
    let end = value + text.get(value..text.floor_char_boundary(LONGEST_LABEL * 4))?.find(close)?;
    let is_label = !label.contains(['[', ']', '(', ')']) && value < end;
    // Links, and what stands in a sentence, are no fields.
    let behind = text.get(end + 1..).unwrap_or_default();
    let is_apart = behind.is_empty()
        || behind.starts_with(' ')
            && (behind.trim().is_empty() || behind.trim_start().starts_with(['[', '(']));
    (is_label && is_apart).then_some((Pair { label: 1..sign, value: value..end }, end + 1))
}

/// The label at the start of a text, and where its value begins.
fn label_at(text: &str) -> Option<(Range<usize>, usize)> {
    if text.starts_with('【') {
        return framed_label(text);
    }
    for mark in ["**", "__"] {
        if let Some(inner) = text.strip_prefix(mark) {
            return bold_label(text, inner, mark);
        }
    }
    let (end, colon) = colon(text)?;
    Some((0..end, end + colon))
}

/// `【重大度】重大度2`, with or without a colon.
fn framed_label(text: &str) -> Option<(Range<usize>, usize)> {
    let start = '【'.len_utf8();
    let inner = text.get(start..)?;
    let length = inner.get(..inner.floor_char_boundary(LONGEST_LABEL))?.find('】')?;
    let after = start + length + '】'.len_utf8();
    let rest = text.get(after..)?;
    let behind = rest.trim_start_matches([':', '：']);
    Some((start..start + length, after + (rest.len() - behind.len())))
}

/// `**Label:** value`, `**Label**: value`, `**Label** – value`, `**Label: value**`.
fn bold_label(text: &str, inner: &str, mark: &str) -> Option<(Range<usize>, usize)> {
    let start = mark.len();
    let length = inner.get(..inner.len().min(LONGEST_LABEL * 2)).unwrap_or(inner).find(mark)?;
    let bold = inner.get(..length)?;
    // `**【重大度】** 重大度2`, `**【重大度】重大度2**`
    if let Some((label, value)) = bold.starts_with('【').then(|| framed_label(bold)).flatten() {
        let is_all = value == bold.len();
        let behind = if is_all { start + length + mark.len() } else { start + value };
        let rest = text.get(behind..)?;
        let colon = if is_all { rest.len() - rest.trim_start_matches([':', '：']).len() } else { 0 };
        return Some((label.start + start..label.end + start, behind + colon));
    }
    if let Some((end, colon)) = colon(bold) {
        let inside = end + colon;
        let behind = if bold.len() == inside { inside + mark.len() } else { inside };
        return Some((start..start + end, start + behind));
    }
    let after = start + length + mark.len();
    let rest = text.get(after..)?;
    let spaced = rest.trim_start();
    let sign = [":: ", ":", "：", "- ", "– ", "— "].iter().find(|sign| spaced.starts_with(**sign))?;
    Some((start..start + length, after + (rest.len() - spaced.len()) + sign.len()))
}

/// The first colon that ends a label, outside of brackets and code: where it stands, and its length.
fn colon(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_u32;
    let mut code = false;
    for (at, letter) in text.char_indices() {
        if at > LONGEST_LABEL {
            return None;
        }
        match letter {
            '`' => code = !code,
            _ if code => {}
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '：' => return Some((at, letter.len_utf8())),
            ':' => {
                let rest = text.get(at + 1..).unwrap_or_default();
                // A field of a note: `severity:: SEV-2`.
                let (rest, length) = rest.strip_prefix(':').map_or((rest, 1), |rest| (rest, 2));
                let next = rest.chars().next();
                let ends = next.is_none_or(|next| is_behind_label(next) && (length == 1 || next == ' '));
                return ends.then_some((at, length));
            }
            '|' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Vec<(&str, &str)> {
        let knows = |label: &str| {
            let label = label.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
            ["severity", "date", "duration", "重大度", "発生日時", "severity (see `a: b.md"]
                .contains(&&*label)
        };
        let text = |range: Range<usize>| line.get(range).unwrap_or("OUT OF PLACE");
        pairs(line, knows).into_iter().map(|pair| (text(pair.label), text(pair.value))).collect()
    }

    #[test]
    fn labels_and_values() {
        for (line, wanted) in [
            ("Severity: SEV-2", vec![("Severity", "SEV-2")]),
            ("**Severity:** SEV-2 (proposed)", vec![("Severity", "SEV-2 (proposed)")]),
            ("**Severity**: `SEV-2`\\", vec![("Severity", "`SEV-2`")]),
            ("**Severity** – high", vec![("Severity", "high")]),
            ("**Severity: SEV-2**", vec![("Severity", "SEV-2**")]),
            ("__Severity:__ SEV-2", vec![("Severity", "SEV-2")]),
            ("**Severity:** **SEV-2** — since noon", vec![("Severity", "**SEV-2** — since noon")]),
            ("- Severity: **SEV-2** - note: x", vec![("Severity", "**SEV-2** - note: x")]),
            (
                "**Severity:** **SEV-2**: checkout was down",
                vec![("Severity", "**SEV-2**: checkout was down")],
            ),
            ("**Severity:** **Impact:** checkout slow", vec![("Severity", "")]),
            ("**Severity:** **Date:** 2026-01-02", vec![("Severity", ""), ("Date", "2026-01-02")]),
            ("**Severity:** SEV-2 **Owner:** Ines", vec![("Severity", "SEV-2")]),
            ("重大度：SEV-2", vec![("重大度", "SEV-2")]),
            ("【重大度】SEV-2", vec![("重大度", "SEV-2")]),
            ("- 【重大度】：SEV-2", vec![("重大度", "SEV-2")]),
            ("**【重大度】** SEV-2", vec![("重大度", "SEV-2")]),
            ("**【重大度】：** SEV-2", vec![("重大度", "SEV-2")]),
            ("**【重大度】SEV-2**", vec![("重大度", "SEV-2**")]),
            ("【重大度】SEV-2【発生日時】2026-04-01", vec![("重大度", "SEV-2"), ("発生日時", "2026-04-01")]),
            ("【重大度】SEV-2【速報】のまま", vec![("重大度", "SEV-2【速報】のまま")]),
            ("【速報】重大度は調査中", vec![]),
            ("> Severity: Sev-2 - Tier: L2", vec![("Severity", "Sev-2 - Tier: L2")]),
            ("> Severity: Sev-2 - Duration: 2h", vec![("Severity", "Sev-2"), ("Duration", "2h")]),
            (
                "**Date:** 2026-04-01 | **Duration:** 38m | **Owner:** x | **Severity:** SEV-2",
                vec![("Date", "2026-04-01"), ("Duration", "38m"), ("Severity", "SEV-2")],
            ),
            ("**Date:** 2026-04-01 **Severity:** SEV-2", vec![("Date", "2026-04-01"), ("Severity", "SEV-2")]),
            ("Severity: SEV-2 | Status: Resolved | Owner: Jane", vec![("Severity", "SEV-2")]),
            (
                "Severity: SEV-2 | Tier: L2 | Duration: 2h · Region: EU",
                vec![("Severity", "SEV-2"), ("Duration", "2h")],
            ),
            ("Severity: SEV-2 | Tier: L2 | SEV-3", vec![("Severity", "SEV-2")]),
            ("Severity: | Owner: Jane", vec![("Severity", "")]),
            ("Severity: SEV-2 | no label here", vec![("Severity", "SEV-2 | no label here")]),
            (
                "Severity: SEV-2 | we have asked the board: no",
                vec![("Severity", "SEV-2 | we have asked the board: no")],
            ),
            ("Duration: feeds: 17 h | search: 40 min", vec![("Duration", "feeds: 17 h | search: 40 min")]),
            ("Duration: 17 h; search: 40 min", vec![("Duration", "17 h; search: 40 min")]),
            ("重大度：低　担当：佐藤　太郎", vec![("重大度", "低")]),
            ("重大度：低　佐藤", vec![("重大度", "低　佐藤")]),
            ("Date: 10:00 | 10:20 and on", vec![("Date", "10:00 | 10:20 and on")]),
            ("Severity: SEV-1 | SEV-2 | SEV-3", vec![("Severity", "SEV-1 | SEV-2 | SEV-3")]),
            ("Severity (see `a: b.md`): sev1", vec![("Severity (see `a: b.md`)", "sev1")]),
            ("Severity:", vec![("Severity", "")]),
            ("severity:: SEV-2", vec![("severity", "SEV-2")]),
            ("- **severity**:: SEV-2", vec![("severity", "SEV-2")]),
            ("severity::SEV-2", vec![]),
            ("[severity:: SEV-2]", vec![("severity", "SEV-2")]),
            ("- [severity:: SEV-2] (duration:: 75m)", vec![("severity", "SEV-2"), ("duration", "75m")]),
            ("It was [severity:: SEV-2] for (duration:: 75m), then none", vec![]),
            ("[severity:: SEV-2] was feared", vec![]),
            ("[severity:: SEV-2](https://a.example)", vec![]),
            ("[severity:: SEV-2]: https://a.example", vec![]),
            ("`[severity:: SEV-2]`", vec![]),
            ("It was [note:: SEV-2]", vec![]),
            ("(severity:: )", vec![]),
            ("**Team:** a | **Severity:** b", vec![("Severity", "b")]),
            ("the severity was SEV-2", vec![]),
            ("We said so: Severity: low", vec![]),
            ("see https://a.example/severity: no", vec![]),
            (
                "発生日時：2026-04-01 10:20　重大度：低",
                vec![("発生日時", "2026-04-01 10:20"), ("重大度", "低")],
            ),
        ] {
            assert_eq!(shown(line), wanted, "{line}");
        }
    }

    #[test]
    fn a_time_right_behind_a_label() {
        for (line, wanted) in [
            ("Fault occurs 2026-02-25 07:32", Some(("Fault occurs", "2026-02-25 07:32"))),
            ("- **Resolved** 2026-02-25", Some(("**Resolved", "2026-02-25"))),
            ("We restarted the pods at about 10:20", None),
            ("10:20 restarted", None),
        ] {
            let text = |range: Range<usize>| line.get(range).unwrap_or("OUT OF PLACE");
            let found = label_before_time(line).map(|pair| (text(pair.label), text(pair.value)));
            assert_eq!(found, wanted, "{line}");
        }
    }
}
