//! Why a text is not YAML: the parser's words, and the usual mistake, found by looking at the offending line.
//!
//! The mistakes are those of some twelve thousand front matters of public repositories; they cover nearly all of them.

use granit_parser::{ErrorKind, ScanError};

use super::{
    bracket_slips::{interval, list_in_a_test},
    lines::{Line, Lines, line_around},
    span::Span,
    syntax::{Hint, SyntaxFault, SyntaxFaultKind},
};

/// What was read before the error.
#[derive(Debug, Default)]
pub(super) struct Trail {
    end: usize,
    plain: Span,
    flows: Vec<Span>,
}

impl Trail {
    /// A scalar, tag or alias was read.
    pub(super) fn passed(&mut self, span: Span) {
        self.end = self.end.max(span.end as usize);
    }

    /// A plain scalar was read.
    pub(super) fn passed_plain(&mut self, span: Span) {
        self.plain = span;
        self.passed(span);
    }

    /// A bracket opened.
    pub(super) fn opened(&mut self, bracket: Span) {
        self.flows.push(bracket);
        self.passed(bracket);
    }

    /// A bracket closed.
    pub(super) fn closed(&mut self, bracket: Span) {
        self.flows.pop();
        self.passed(bracket);
    }

    /// Where the last of all that was read ended.
    pub(super) fn end(&self) -> usize {
        self.end
    }
}

/// The fault behind a parser's error.
pub(super) fn explain(text: &str, error: &ScanError, trail: &Trail) -> SyntaxFault {
    let at = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(text.len()));
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return SyntaxFault { span: Span::at(at), kind: SyntaxFaultKind::TooDeep };
    }
    let place = Place { text, at, line: line_around(text, at), trail };
    let found = place.look(error.kind());
    let span = found.map_or_else(|| place.character(at), |(span, _)| span);
    let kind = SyntaxFaultKind::Invalid { message: words(error.kind()), hint: found.map(|(_, hint)| hint) };
    SyntaxFault { span, kind }
}

/// Where the parser gave up.
struct Place<'t> {
    text: &'t str,
    at: usize,
    line: Line<'t>,
    trail: &'t Trail,
}

/// Behind so many open brackets a comment is looked for.
const MOST_OPEN: usize = 8;

/// What may stand before the key on its line.
const DASHES: [char; 3] = [' ', '\t', '-'];

type Found = Option<(Span, Hint)>;

impl<'t> Place<'t> {
    fn look(&self, kind: &ErrorKind) -> Found {
        match kind {
            ErrorKind::UnexpectedCharacter { character } => self.character_refused(*character),
            ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => {
                Some(self.block_header())
            }
            ErrorKind::MappingValueNotAllowed => self.tab().or_else(|| self.second_colon()),
            ErrorKind::TabInPlainScalar => self.tab_below(),
            ErrorKind::BomInsideDocument => Some((self.character(self.at), Hint::ControlCharacter)),
            ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
                self.tab().or_else(|| self.no_key(self.line)).or_else(|| self.template())
            }
            ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
                self.template().or_else(|| self.text_after())
            }
            ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::UnclosedQuotedScalar
            | ErrorKind::DocumentIndicatorInQuotedScalar => self.quote_open(),
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidLowSurrogateHexEscape
            | ErrorKind::InvalidLowSurrogate
            | ErrorKind::MissingLowSurrogate
            | ErrorKind::UnpairedLowSurrogate
            | ErrorKind::InvalidUnicodeEscape => self.escape(),
            ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::InvalidColonPlacement => self.bracket_open(),
            ErrorKind::ExpectedDocumentStart | ErrorKind::MissingDocumentEndBeforeDirective => {
                self.broken_document()
            }
            ErrorKind::InvalidTagTerminator
            | ErrorKind::UndeclaredTagHandle
            | ErrorKind::MissingTagUri
            | ErrorKind::UnclosedVerbatimTag
            | ErrorKind::InvalidTagEscape => self.tag(),
            _ => self
                .comment_in_brackets()
                .or_else(|| self.tab())
                .or_else(|| self.template())
                .or_else(|| self.text_after())
                .or_else(|| self.reserved()),
        }
    }

    /// A tab before the first character of the line.
    fn tab(&self) -> Found {
        self.tab_in(self.line)
    }

    /// A tab on a line that the parser took for more of the value above it.
    fn tab_below(&self) -> Found {
        Lines::from(self.text, self.line.next).find_map(|line| self.tab_in(line))
    }

    fn tab_in(&self, line: Line<'_>) -> Found {
        let indent = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
        let tab = line.text.get(..indent)?.find('\t')?;
        Some((self.character(line.start + tab), Hint::TabIndentation))
    }

    fn character_refused(&self, character: char) -> Found {
        // For a control character the parser may point at the start of its scalar.
        let refused = self.at + self.text.get(self.at..)?.find(character)?;
        let hint = match character {
            '>' => return Some((self.rest_of_value(refused), Hint::FoldedComparison)),
            _ if character.is_control() => Hint::ControlCharacter,
            '%' if self.text.get(..refused)?.ends_with('{') => Hint::Template,
            _ => Hint::ReservedStart(character),
        };
        Some((self.character(refused), hint))
    }

    /// `x: > 5` and `x: | text`.
    fn block_header(&self) -> (Span, Hint) {
        let hint = if self.next() == Some('>') { Hint::FoldedComparison } else { Hint::ReservedStart('|') };
        (self.rest_of_value(self.at), hint)
    }

    /// A colon where a value has already begun.
    fn second_colon(&self) -> Found {
        let plain = self.trail.plain;
        let first = line_around(self.text, plain.start as usize);
        if plain.end as usize != self.at || first.start == self.line.start {
            return self.template().or(Some((self.character(self.at), Hint::ColonInValue)));
        }
        // The value began on a line above, and reaches down to what looks like the next key.
        let before = self.text.get(first.start..plain.start as usize)?;
        if before.trim_start_matches(DASHES).is_empty() {
            return self.no_key(first);
        }
        let key = self.line.start + (self.line.text.len() - self.line.text.trim_start().len());
        Some((Span::new(key, self.at), Hint::Indentation))
    }

    /// A line that has no `key: `, with or without a colon.
    fn no_key(&self, line: Line<'t>) -> Found {
        let text = line.text.trim_start_matches(DASHES);
        let start = line.start + line.text.len() - text.len();
        let colon = text.find(':').filter(|&colon| {
            let (before, after) =
                (text.get(..colon).unwrap_or_default(), text.get(colon + 1..).unwrap_or_default());
            !before.is_empty() && !before.contains(char::is_whitespace) && !after.starts_with("//")
        });
        let Some(colon) = colon else {
            return Some((Span::new(start, start + text.trim_end().len()), Hint::MissingKey));
        };
        let after = text.get(colon + 1..)?.chars().next();
        let hint = match after {
            Some(space) if space.is_whitespace() && space != ' ' && space != '\t' => Hint::OddSpace,
            _ => Hint::MissingSpace,
        };
        Some((self.character(start + colon), hint))
    }

    /// `{{ … }}` somewhere on the line.
    fn template(&self) -> Found {
        let open = self.line.text.find("{{").or_else(|| self.line.text.find("{%"))?;
        let rest = self.line.text.get(open..)?;
        let close = ["}}", "%}"].iter().find_map(|close| rest.find(close)).map_or(rest.len(), |at| at + 2);
        Some((Span::new(self.line.start + open, self.line.start + open + close), Hint::Template))
    }

    /// Something behind the bracket or quote that ended the value.
    fn text_after(&self) -> Found {
        let before = self.text.get(self.line.start..self.at)?.trim_end();
        let closing = before.chars().next_back().filter(|last| matches!(last, ']' | '}' | '"' | '\''))?;
        Some((self.rest_of_value(self.at), Hint::TextAfter(closing)))
    }

    /// A value that starts with a character that means something.
    fn reserved(&self) -> Found {
        let before = self.text.get(self.line.start..self.at)?;
        if before.trim().is_empty() {
            return Some((self.rest_of_value(self.at), Hint::Indentation));
        }
        if let Some(character) = self.next().filter(|character| ",-?&*!|>@`%]}".contains(*character)) {
            return Some((self.character(self.at), Hint::ReservedStart(character)));
        }
        // `*bold* text` is an alias, and then something.
        let value = before.get(before.find(": ")? + 2..)?.trim_start();
        value.starts_with('*').then(|| (self.character(self.at - value.len()), Hint::ReservedStart('*')))
    }

    /// The first quote since what was read that is not closed on its line.
    fn quote_open(&self) -> Found {
        let rest = self.text.get(self.trail.end..)?;
        let mut open: Option<(usize, char)> = None;
        let mut characters = rest.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            match (open, character) {
                (None, '"' | '\'') => open = Some((at, character)),
                (Some(_), '\r' | '\n') => break,
                (Some((_, '"')), '\\') => _ = characters.next(),
                (Some((_, '\'')), '\'') if characters.peek().is_some_and(|(_, next)| *next == '\'') => {
                    _ = characters.next();
                }
                (Some((_, quote)), _) if character == quote => open = None,
                _ => {}
            }
        }
        let (at, quote) = open?;
        Some((self.character(self.trail.end + at), Hint::UnclosedQuote(quote)))
    }

    /// The first bad escape from the opening quote on.
    fn escape(&self) -> Found {
        let rest = self.text.get(self.at..)?;
        let mut characters = rest.char_indices();
        while let Some((at, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            let (_, escaped) = characters.next()?;
            let digits = match escaped {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                '\r' | '\n' => 0,
                _ if "0abt\tnvfre \"/\\N_LP".contains(escaped) => 0,
                _ => {
                    return Some((
                        Span::new(self.at + at, self.at + at + 1 + escaped.len_utf8()),
                        Hint::BadEscape,
                    ));
                }
            };
            let number =
                rest.get(at + 2..at + 2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            // Half of a surrogate pair is no character; whether the other half follows is not looked at.
            if digits > 0 && number.and_then(char::from_u32).is_none() {
                return Some((Span::new(self.at + at, self.at + at + 2), Hint::BadEscape));
            }
        }
        None
    }

    /// A bracket that is not closed, or not by its like.
    fn bracket_open(&self) -> Found {
        let open = match self.next() {
            Some('[' | '{') => self.character(self.at),
            _ => *self.trail.flows.last()?,
        };
        let line = line_around(self.text, open.start as usize);
        let rest = self.text.get(open.start as usize..line.end)?;
        if rest.starts_with("{{") || rest.starts_with("{%") || self.template().is_some() {
            return Some((self.rest_of_line(open.start as usize), Hint::Template));
        }
        if let Some(found) = self.comment_behind(open) {
            return Some(found);
        }
        if let Some(interval) = interval(self.text.get(line.start..line.end)?) {
            return Some((Span::new(line.start + interval.start, line.start + interval.end), Hint::Interval));
        }
        let before = self.text.get(line.start..open.start as usize)?;
        if let (Some(test), Some(end)) = (list_in_a_test(before), rest.find(']')) {
            let span = Span::new(line.start + test, open.start as usize + end + 1);
            return Some((span, Hint::ListInATest));
        }
        if line.start == self.line.start && self.at != open.start as usize {
            return None;
        }
        let bracket = rest.chars().next()?;
        Some((open, Hint::UnclosedBracket(bracket)))
    }

    /// A bracket on a line above, whose other end a comment swallows: the next line is then none of its own.
    fn comment_in_brackets(&self) -> Found {
        let above = self.trail.flows.iter().rev().filter(|open| (open.start as usize) < self.line.start);
        let known = above.take(MOST_OPEN).find_map(|open| self.comment_behind(*open));
        // The parser looks ahead: it may not have told of the bracket yet.
        known.or_else(|| {
            let before = self.text.get(..self.line.start)?.trim_end();
            let line = line_around(self.text, before.len());
            let said = line.text.get(..line.text.find(" #")?)?;
            let count = |brackets: [char; 2]| said.matches(brackets).count();
            let open = said.find(['[', '{']).filter(|_| count(['[', '{']) > count([']', '}']))?;
            self.comment_behind(self.character(line.start + open))
        })
    }

    /// A `#` that swallows a closing bracket, behind an open one.
    fn comment_behind(&self, open: Span) -> Found {
        let line = line_around(self.text, open.start as usize);
        let rest = self.text.get(open.start as usize..line.end)?;
        let hash = rest.find(" #")?;
        let swallows = rest.get(hash..)?.contains([']', '}']);
        swallows.then(|| (self.rest_of_line(open.start as usize + hash + 1), Hint::HashInBrackets))
    }

    /// A line that starts with `%` is a directive, and one that starts with `{{` a mapping that ends there.
    fn broken_document(&self) -> Found {
        let starts = |line: &Line<'_>| ["%", "{{", "{%"].iter().any(|start| line.text.starts_with(start));
        let line = Lines::from(self.text, 0).find(starts)?;
        let is_template = line.text.starts_with('{');
        let hint = if is_template { Hint::Template } else { Hint::ReservedStart('%') };
        let span = if is_template { self.rest_of_line(line.start) } else { self.character(line.start) };
        Some((span, hint))
    }

    /// `!` starts a tag.
    fn tag(&self) -> Found {
        let rest = self.text.get(self.at..)?.strip_prefix('!')?;
        let compares = rest.starts_with(['=', '>', '<', '(']);
        let hint = if compares { Hint::TagComparison } else { Hint::ReservedStart('!') };
        Some((self.rest_of_line(self.at), hint))
    }

    fn next(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// The character at `at`, or nothing at the end of a line.
    fn character(&self, at: usize) -> Span {
        let character = self.text.get(at..).and_then(|rest| rest.chars().next());
        let length =
            character.filter(|character| !matches!(character, '\r' | '\n')).map_or(0, char::len_utf8);
        Span::new(at, at + length)
    }

    /// From `at` to the end of the value: of the line, or within brackets to the next comma or bracket.
    fn rest_of_value(&self, at: usize) -> Span {
        if self.trail.flows.is_empty() {
            return self.rest_of_line(at);
        }
        let line = self.text.get(self.rest_of_line(at).range()).unwrap_or_default();
        let value = line.get(..line.find([',', ']', '}']).unwrap_or(line.len())).unwrap_or_default();
        Span::new(at, at + value.trim_end().len())
    }

    fn rest_of_line(&self, at: usize) -> Span {
        let line = line_around(self.text, at);
        let rest = self.text.get(at..line.end).unwrap_or_default();
        Span::new(at, at + rest.trim_end().len())
    }
}

/// The parser's words, with quotation marks as ours.
fn words(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnexpectedCharacter { character } => {
            format!("unexpected character `{}`", character.escape_default())
        }
        kind => kind.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::parse;

    /// The offending bytes and the hint, of each fault.
    fn hints(text: &str) -> Vec<(&str, Option<Hint>)> {
        let faults = parse(text).faults.into_iter();
        faults
            .map(|fault| match fault.kind {
                SyntaxFaultKind::Invalid { hint, .. } | SyntaxFaultKind::ComplexKey { hint } => {
                    (text.get(fault.span.range()).unwrap_or("OUT OF PLACE"), hint)
                }
                other => panic!("{text:?} {other:?}"),
            })
            .collect()
    }

    #[test]
    fn mistakes_found_in_the_wild_are_recognised() {
        for (text, bytes, hint) in [
            ("title: SEV1: the DB fell over\n", ":", Hint::ColonInValue),
            ("a:\n  - { id: x, says: it #1, b: 5 }\n  - { id: y }\n", "#1, b: 5 }", Hint::HashInBrackets),
            ("a:\n  - { id: #x, b: [5] }\n  - { id: y }\nc: 1\n", "#x, b: [5] }", Hint::HashInBrackets),
            ("a: { id: #x }\nb: 1\n", "#x }", Hint::HashInBrackets),
            ("a: 1\ntitle: 障害: 報告\nb: 2\n", ":", Hint::ColonInValue),
            ("a:\n\tb: 1\n", "\t", Hint::TabIndentation),
            ("a: 1\n\tb: 1\n", "\t", Hint::TabIndentation),
            ("a: x\n  - b\n\t- c\n", "\t", Hint::TabIndentation),
            ("owner: @alice\n", "@", Hint::ReservedStart('@')),
            ("owner: `x`\n", "`", Hint::ReservedStart('`')),
            ("a: %x\n", "%", Hint::ReservedStart('%')),
            ("a: 1\n%b: 2\n", "%", Hint::ReservedStart('%')),
            ("%x: 1\n", "%", Hint::ReservedStart('%')),
            ("tags: [a, b] text # c\n", "text # c", Hint::TextAfter(']')),
            ("title: \"x\" y\n", "y", Hint::TextAfter('"')),
            ("a: 'it's'\n", "s'", Hint::TextAfter('\'')),
            ("description:補佐に\nb: 1\n", ":", Hint::MissingSpace),
            ("a: 1\nsev:high\nb: 2\n", ":", Hint::MissingSpace),
            ("- x:y\n  b: 1\n", ":", Hint::MissingSpace),
            ("a:\u{a0}x\nb: 1\n", ":", Hint::OddSpace),
            ("a: 1\nb:\u{3000}x\n", ":", Hint::OddSpace),
            (
                "title: \"{{ replace .Name \"-\" \" \" }}\"\n",
                "{{ replace .Name \"-\" \" \" }}",
                Hint::Template,
            ),
            ("a: {{x}} y\n", "{{x}}", Hint::Template),
            ("a: {% raw %} b\n", "%", Hint::Template),
            ("title: {{ .Name }}\n", "{ .Name }", Hint::Template),
            ("a: \"unclosed\nb: 1\n", "\"", Hint::UnclosedQuote('"')),
            ("a: 'x'\nb: 'it''s\nc: 1\n", "'", Hint::UnclosedQuote('\'')),
            ("p: \"C:\\dir\"\n", "\\d", Hint::BadEscape),
            ("p: \"a \\\" \\q\"\n", "\\q", Hint::BadEscape),
            ("p: \"\\ud800\"\n", "\\u", Hint::BadEscape),
            ("a: 1\n b: 2\n", "b", Hint::Indentation),
            ("a:\n  - x\n - y\n", "- y", Hint::Indentation),
            ("- a\nb: c\n", "b: c", Hint::Indentation),
            ("a: - b\n", "-", Hint::ReservedStart('-')),
            ("a: , b\n", ",", Hint::ReservedStart(',')),
            ("a: | text\n", "| text", Hint::ReservedStart('|')),
            ("x: *bold* text\n", "*", Hint::ReservedStart('*')),
            ("x: & y\n", "&", Hint::ReservedStart('&')),
            ("a: !{ x\n", "!{ x", Hint::ReservedStart('!')),
            ("a: ]\n", "]", Hint::ReservedStart(']')),
            ("a: [1, 2\nb: 3\n", "[", Hint::UnclosedBracket('[')),
            ("a: {b: 1\nc: 3\n", "{", Hint::UnclosedBracket('{')),
            ("a: { id: #P1 }\nb: 1\n", "#P1 }", Hint::HashInBrackets),
            ("a: { s: all of [x, y], b: 1 }\n", "all of [x, y]", Hint::ListInATest),
            ("a: { s: none of [x] }\n", "none of [x]", Hint::ListInATest),
            ("a: [x, # c\n", "[", Hint::UnclosedBracket('[')),
            ("Title here\nfoo: 1\n", "Title here", Hint::MissingKey),
            ("foo: 1\nTitle here\nbar: 2\n", "Title here", Hint::MissingKey),
            ("a: 障\u{1b}x\n", "\u{1b}", Hint::ControlCharacter),
            ("a: x\0y\nb: 2\n", "\0", Hint::ControlCharacter),
        ] {
            assert_eq!(hints(text), [(bytes, Some(hint))], "{text:?}");
        }
    }

    #[test]
    fn comparisons_that_yaml_refuses_are_told_from_other_mistakes() {
        for (text, bytes, hint) in [
            ("x: > 5\n", "> 5", Hint::FoldedComparison),
            ("x: >= 20%  \n", ">= 20%", Hint::FoldedComparison),
            ("x: >0\n", ">0", Hint::FoldedComparison),
            ("x: >5%\n", ">5%", Hint::FoldedComparison),
            ("m: { a: 1,200, b: >= 5 }\n", ">= 5", Hint::FoldedComparison),
            ("of: [>5, 6]\n", ">5", Hint::FoldedComparison),
            ("a: !>5\n", "!>5", Hint::TagComparison),
            ("x: [10%..50%)\n", "[10%..50%)", Hint::Interval),
            ("m: {a: [1..2)}\n", "[1..2)", Hint::Interval),
            ("m: {a: (1..2]}\n", "(1..2]", Hint::Interval),
            ("a: [1..2), b\nc: 1\n", "[1..2)", Hint::Interval),
        ] {
            assert_eq!(hints(text), [(bytes, Some(hint))], "{text:?}");
        }
    }

    #[test]
    fn what_is_not_recognised_still_has_a_place_and_words() {
        let faults = parse("a: [b, , c]\n").faults;
        let [SyntaxFault { span, kind: SyntaxFaultKind::Invalid { message, hint: None } }] =
            faults.as_slice()
        else {
            panic!("{faults:?}")
        };
        assert_eq!((*span, message.is_empty()), (Span::new(7, 8), false));
    }
}
