//! Comments that tell this program to leave a finding alone: `sevlint: ignore RULE because REASON`, in Markdown as an
//! HTML comment, in front matter after a `#`. What they say, with places; what comes of it is for the floors above.

use jiff::civil::Date;

use crate::source::document::Document;
use crate::source::span::Span;
use crate::source::text::Text;

use super::misplaced::{Misplaced, NAME, misplaced};
use super::moment::read_date;
use super::said::Said;

/// What the comments of a postmortem tell this program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directives {
    /// The ignores, in the order of the text.
    pub ignores: Vec<Ignore>,
    /// What stands after `sevlint:` and is not understood.
    pub unknown: Vec<Said>,
    /// What is no comment where it stands.
    pub misplaced: Vec<Misplaced>,
}

/// A comment that asks for findings to be ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// The whole comment, with its marks.
    pub span: Span,
    /// Where findings are ignored.
    pub scope: Scope,
    /// Whether nothing else stands on its lines.
    pub is_alone: bool,
    /// The rules, as written.
    pub rules: Vec<Said>,
    /// Why.
    pub because: Option<Said>,
    /// Words after the rules that no `because` introduces; probably the reason.
    pub stray: Option<Said>,
    /// The last day it holds.
    pub until: Option<Until>,
}

/// The last day an ignore holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Until {
    /// The day; none where what is written is no date.
    pub day: Option<Date>,
    /// As written.
    pub said: Said,
}

/// Where findings are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the whole file.
    File,
    /// Where they begin on this line, one-based.
    Line(u32),
}

/// The most directives that are read of one file, and the most rules of one of them; nobody writes as many.
const MOST: usize = 200;
const MOST_RULES: usize = 50;

impl Directives {
    /// What the comments of a document say.
    #[must_use]
    pub fn read(document: &Document) -> Self {
        let text = &document.text;
        // Nearly every file has none, and then nothing more is looked at.
        if !text.as_str().contains(NAME) {
            return Self::default();
        }
        let mut comments: Vec<Placed> = vec![];
        for (whole, inside) in preamble(document) {
            comments.push(Placed { whole, inside, in_data: false });
        }
        for whole in document.front_matter.iter().flat_map(|front_matter| &front_matter.comments) {
            comments.push(Placed { whole: *whole, inside: *whole, in_data: true });
        }
        for comment in &document.outline.comments {
            comments.push(Placed { whole: comment.span, inside: comment.text, in_data: false });
        }
        let directives: Vec<(&Placed, Said)> = comments
            .iter()
            .filter_map(|comment| Some((comment, directive(text, comment.inside)?)))
            .take(MOST)
            .collect();
        let speaking = speaking_lines(text, &comments, &directives);
        let mut read = Self { misplaced: misplaced(document), ..Self::default() };
        for (comment, said) in directives {
            match body_of(&said) {
                Some((in_file, body)) => {
                    let is_alone = comment.is_alone(text);
                    let scope = match (in_file, is_alone) {
                        (true, _) => Scope::File,
                        (false, true) => Scope::Line(line_after(text, comment.whole, &speaking)),
                        (false, false) => Scope::Line(text.line_number(comment.whole.start)),
                    };
                    read.ignores.push(ignore(comment.whole, scope, is_alone, &body));
                }
                None => read.unknown.push(said),
            }
        }
        read
    }
}

/// A comment of the document.
struct Placed {
    whole: Span,
    inside: Span,
    in_data: bool,
}

impl Placed {
    /// Whether nothing but white space, and the marks of quotes, stands beside it.
    fn is_alone(&self, text: &Text) -> bool {
        let first = text.line(text.line_number(self.whole.start));
        let last = text.line(text.line_number(self.whole.end));
        let before = text.slice(Span { start: first.start, end: self.whole.start });
        let after = text.slice(Span { start: self.whole.end, end: last.end });
        before.trim_start_matches([' ', '\t', '>', '\u{feff}']).is_empty() && after.trim_start().is_empty()
    }
}

/// The comments before the front matter, which are no part of the body.
fn preamble(document: &Document) -> Vec<(Span, Span)> {
    let Some(front_matter) = &document.front_matter else { return vec![] };
    let end = front_matter.open.start as usize;
    let Some(before) = document.text.as_str().get(..end) else { return vec![] };
    let mut found = vec![];
    let mut at = 0;
    while let Some(open) = before.get(at..).and_then(|rest| rest.find("<!--")) {
        let start = at + open;
        let inside = start + "<!--".len();
        let Some(length) = before.get(inside..).and_then(|rest| rest.find("-->")) else { break };
        at = inside + length + "-->".len();
        found.push((Span::new(start, at), Span::new(inside, inside + length)));
    }
    found
}

/// What stands after `sevlint:` in a comment that begins with it.
fn directive(text: &Text, inside: Span) -> Option<Said> {
    let written = text.slice(inside);
    let plain = written.trim_start_matches(|c: char| c == '#' || c.is_whitespace());
    let rest = plain.strip_prefix(NAME)?;
    Some(said(inside.end as usize - rest.len(), rest))
}

/// The lines an ignore may be about: not blank; in front matter no comment, in a body no other directive.
fn speaking_lines(text: &Text, comments: &[Placed], directives: &[(&Placed, Said)]) -> Vec<u32> {
    let lines =
        |comment: &Placed| text.line_number(comment.whole.start)..=text.line_number(comment.whole.end);
    let in_data = comments.iter().filter(|comment| comment.in_data);
    let told = directives.iter().map(|(comment, _)| *comment);
    let mut silent: Vec<u32> =
        in_data.chain(told).filter(|comment| comment.is_alone(text)).flat_map(lines).collect();
    silent.sort_unstable();
    let last = u32::try_from(text.line_count()).unwrap_or(u32::MAX);
    let speaks = |line: &u32| {
        !text.slice(text.line(*line)).trim_start().is_empty() && silent.binary_search(line).is_err()
    };
    (1..=last).filter(speaks).collect()
}

/// The first line after a place that says something; after the last one, the line behind the place.
fn line_after(text: &Text, place: Span, speaking: &[u32]) -> u32 {
    let own = text.line_number(place.end);
    let next = speaking.partition_point(|line| *line <= own);
    speaking.get(next).copied().unwrap_or(own.saturating_add(1))
}

/// What stands after `ignore` or `ignore-file`, and whether it was the second.
fn body_of(directive: &Said) -> Option<(bool, Said)> {
    let written = directive.text.as_str();
    let verb = written.split(char::is_whitespace).next().unwrap_or_default();
    let in_file = match verb {
        "ignore" => false,
        "ignore-file" => true,
        _ => return None,
    };
    let rest = written.get(verb.len()..)?;
    Some((in_file, said(directive.span.end as usize - rest.len(), rest)))
}

fn ignore(span: Span, scope: Scope, is_alone: bool, body: &Said) -> Ignore {
    let at = body.span.start as usize;
    let text = body.text.as_str();
    let because = word(text, "because");
    let reason = because.and_then(|(_, after)| text.get(after..).map(|rest| said(at + after, rest)));
    let head = text.get(..because.map_or(text.len(), |(start, _)| start)).unwrap_or_default();
    let until = word(head, "until");
    let names = head.get(..until.map_or(head.len(), |(start, _)| start)).unwrap_or_default();
    // With a `because` everything before it is a name; without one, words that no comma joins are a reason. Before a date, they
    // are one where a dash or a colon sets them apart.
    let list_end = end_of_list(names);
    let (first, rest) = names.split_at_checked(list_end).unwrap_or((names, ""));
    let is_apart = first.trim_end().ends_with(':') || rest.trim_start().starts_with(['-', '—', '–']);
    let is_reason = until.is_none() || is_apart;
    let listed = if because.is_none() && is_reason { list_end } else { names.len() };
    let (rules, after) = names.split_at_checked(listed).unwrap_or((names, ""));
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | ':' | '—' | '–'));
    let stray = said(at + names.len() - after.len(), after);
    let mut ignore = Ignore {
        span,
        scope,
        is_alone,
        rules: list(rules, at),
        because: reason.filter(|reason| !reason.text.is_empty()),
        stray: Some(stray).filter(|stray| !stray.text.is_empty()),
        until: None,
    };
    if let Some((_, after)) = until {
        let written = head.get(after..).unwrap_or_default();
        ignore.take_until(at + after, written);
    } else if let Some(reason) = &ignore.because
        && let Some((reason, until)) = dated(reason)
    {
        ignore.because = reason;
        ignore.until = Some(until);
    }
    ignore
}

impl Ignore {
    /// Whether what stands after `until` is a date, if something does.
    #[must_use]
    pub fn is_dated_well(&self) -> bool {
        self.until.as_ref().is_none_or(|until| until.day.is_some())
    }

    /// Reads what stands after `until`: a date, and perhaps words that no `because` introduces.
    fn take_until(&mut self, at: usize, written: &str) {
        let whole = said(at, written);
        if let Ok(date) = read_date(&whole.text) {
            self.until = Some(Until { day: Some(date), said: whole });
            return;
        }
        let first = whole.text.split_whitespace().next().unwrap_or_default().len();
        let (date, rest) = whole.text.split_at_checked(first).unwrap_or_default();
        let start = whole.span.start as usize;
        let after = said(start + first, rest);
        let Ok(day) = read_date(date) else {
            self.until = Some(Until { day: None, said: whole });
            return;
        };
        self.until = Some(Until { day: Some(day), said: said(start, date) });
        if !after.text.is_empty() {
            self.stray = Some(after);
        }
    }
}

/// A reason that ends with `until DATE`: the reason without it, and the date.
fn dated(reason: &Said) -> Option<(Option<Said>, Until)> {
    let text = reason.text.as_str();
    let at = reason.span.start as usize;
    let (start, after) = last_word(text, "until")?;
    let written = said(at + after, text.get(after..)?);
    let day = read_date(written.text.trim_end_matches('.')).ok()?;
    let before = said(at, text.get(..start)?.trim_end().trim_end_matches(','));
    Some((Some(before).filter(|before| !before.text.is_empty()), Until { day: Some(day), said: written }))
}

/// Where the first list of names, joined by commas, ends.
fn end_of_list(names: &str) -> usize {
    let mut end = 0;
    let mut joined = true;
    for (start, word) in words(names) {
        if !joined && !word.starts_with(',') {
            break;
        }
        joined = word.ends_with(',');
        end = start + word.len();
    }
    end
}

/// The names of a list, which commas or white space part.
fn list(names: &str, at: usize) -> Vec<Said> {
    let mut found = vec![];
    for (start, word) in words(names) {
        let mut from = start;
        for piece in word.split(',') {
            let name = piece.trim_end_matches([':', '.']).trim_matches('`');
            let lead = piece.len() - piece.trim_start_matches('`').len();
            if !name.is_empty() && found.len() < MOST_RULES {
                let span = Span::new(at + from + lead, at + from + lead + name.len());
                found.push(Said { text: name.to_owned(), span });
            }
            from += piece.len() + 1;
        }
    }
    found
}

/// The first place where a word stands, and the first byte after it.
fn word(text: &str, wanted: &str) -> Option<(usize, usize)> {
    words(text)
        .find(|(_, word)| word.eq_ignore_ascii_case(wanted))
        .map(|(start, word)| (start, start + word.len()))
}

fn last_word(text: &str, wanted: &str) -> Option<(usize, usize)> {
    let found = words(text).filter(|(_, word)| word.eq_ignore_ascii_case(wanted)).last();
    found.map(|(start, word)| (start, start + word.len()))
}

/// The words of a text, each with where it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end();
        (!word.is_empty()).then_some((start, word))
    })
}

/// A text without the white space around it; `at` is where it begins with it.
fn said(at: usize, written: &str) -> Said {
    let start = at + written.len() - written.trim_start().len();
    let text = written.trim();
    Said { text: text.to_owned(), span: Span::new(start, start + text.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let document = Document::parse(Text::new("a.md", text));
        let directives = Directives::read(&document);
        let show = |ignore: &Ignore| {
            let mut shown = match ignore.scope {
                Scope::File => "file".to_owned(),
                Scope::Line(line) => line.to_string(),
            };
            for rule in &ignore.rules {
                assert_eq!(document.text.slice(rule.span), rule.text);
                shown += &format!(" {}", rule.text);
            }
            for (name, part) in [("because", &ignore.because), ("stray", &ignore.stray)] {
                if let Some(part) = part {
                    assert_eq!(document.text.slice(part.span), part.text);
                    shown += &format!(", {name} {:?}", part.text);
                }
            }
            if let Some(until) = &ignore.until {
                assert_eq!(document.text.slice(until.said.span), until.said.text);
                let day = until.day.map_or("?".to_owned(), |day| day.to_string());
                shown += &format!(", until {day}");
            }
            shown
        };
        let unknown = directives.unknown.iter().map(|said| format!("unknown {:?}", said.text));
        directives.ignores.iter().map(show).chain(unknown).collect()
    }

    #[test]
    fn comments_are_read() {
        for (comment, expected) in [
            ("ignore a-b because it is so", r#"1 a-b, because "it is so""#),
            ("ignore a-b, c-d because x", r#"1 a-b c-d, because "x""#),
            ("ignore a-b,c-d", "1 a-b c-d"),
            ("ignore a-b c-d because x", r#"1 a-b c-d, because "x""#),
            ("ignore `a-b` because x", r#"1 a-b, because "x""#),
            ("ignore a-b it is so", r#"1 a-b, stray "it is so""#),
            ("ignore a-b: it is so", r#"1 a-b, stray "it is so""#),
            ("ignore a-b , c-d -- so", r#"1 a-b c-d, stray "so""#),
            ("ignore a-b until 2026-09-30 because x", r#"1 a-b, because "x", until 2026-09-30"#),
            ("ignore a-b because x until 2026-09-30.", r#"1 a-b, because "x", until 2026-09-30"#),
            ("ignore a-b because it waits until monday", r#"1 a-b, because "it waits until monday""#),
            ("ignore a-b until 2026-09-30", "1 a-b, until 2026-09-30"),
            ("ignore a-b, c-d until 2026-09-30", "1 a-b c-d, until 2026-09-30"),
            ("ignore a-b -- legacy until 2026-09-30", r#"1 a-b, stray "legacy", until 2026-09-30"#),
            ("ignore a-b: legacy until 2026-09-30", r#"1 a-b, stray "legacy", until 2026-09-30"#),
            ("ignore a-b until 2026-09-30 legal asked", r#"1 a-b, stray "legal asked", until 2026-09-30"#),
            ("ignore a-b until next spring because x", r#"1 a-b, because "x", until ?"#),
            ("ignore a-b because x, until 2026-09-30", r#"1 a-b, because "x", until 2026-09-30"#),
            ("ignore a-b because", "1 a-b"),
            ("ignore because x", r#"1, because "x""#),
            ("ignore", "1"),
            ("ignore-file a-b because 障害", r#"file a-b, because "障害""#),
            ("ignore\n a-b\n because x\n y", r#"4 a-b, because "x\n y""#),
            ("disable a-b", r#"unknown "disable a-b""#),
        ] {
            // Text beside it, so that it is about its own line.
            let found = read(&format!("<!-- sevlint: {comment} --> x\n"));
            let expected =
                if comment.contains('\n') { expected.replacen('4', "1", 1) } else { expected.to_owned() };
            assert_eq!(found, [expected], "{comment}");
        }
    }

    #[test]
    fn an_ignore_is_for_the_next_line_that_says_something() {
        for (text, expected) in [
            ("<!-- sevlint: ignore a-b -->\n# T\n", "2 a-b"),
            ("<!-- sevlint: ignore a-b -->\n\n\n# T\n", "4 a-b"),
            ("> <!-- sevlint: ignore a-b -->\n> # T\n", "2 a-b"),
            ("<!--\nsevlint: ignore a-b\n-->\n# T\n", "4 a-b"),
            ("<!-- sevlint: ignore a-b -->\n", "2 a-b"),
            ("| a <!-- sevlint: ignore a-b --> |\n|--|\n", "1 a-b"),
            ("---\n# sevlint: ignore a-b\nx: 1\n---\n", "3 a-b"),
            ("---\n# sevlint: ignore a-b\n# more\n\nx: 1\n---\n", "5 a-b"),
            ("---\nx: 1  # sevlint: ignore a-b\n---\n", "2 a-b"),
            ("+++\n## sevlint: ignore a-b\nx = 1\n+++\n", "3 a-b"),
            ("<!-- sevlint: ignore-file a-b -->\n---\nx: 1\n---\n", "file a-b"),
        ] {
            assert_eq!(read(text), [expected], "{text:?}");
        }
        let stacked = "<!-- sevlint: ignore a-b -->\n<!-- sevlint: ignore c-d -->\n# T\n";
        assert_eq!(read(stacked), ["3 a-b", "3 c-d"]);
    }

    #[test]
    fn other_comments_say_nothing() {
        for text in [
            "<!-- keep sevlint: ignore a-b -->\n",
            "```\n<!-- sevlint: ignore a-b -->\n```\n",
            "---\nx: 'sevlint: ignore a-b'\n---\n",
            "sevlint: ignore a-b\n",
        ] {
            assert_eq!(read(text), <[&str; 0]>::default(), "{text:?}");
        }
    }
}
