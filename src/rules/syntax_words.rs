//! Sentences about text that is not valid YAML, TOML or JSON.

use crate::diagnostic::language::Language;
use crate::source::syntax::{Hint, MAX_BYTES, MAX_DEPTH, SyntaxFaultKind};

/// What is wrong, and what to do.
#[must_use]
pub fn sentences(kind: &SyntaxFaultKind, language: Language) -> (String, String) {
    match language {
        Language::English => english(kind),
    }
}

fn english(kind: &SyntaxFaultKind) -> (String, String) {
    match kind {
        SyntaxFaultKind::Invalid { message, hint: None } => {
            (message.clone(), "put the value in quotes, or correct the line".to_owned())
        }
        SyntaxFaultKind::Invalid { hint: Some(hint), .. }
        | SyntaxFaultKind::ComplexKey { hint: Some(hint) } => cure(*hint),
        SyntaxFaultKind::ComplexKey { hint: None } => (
            "a list, a mapping or nothing stands where a key should".to_owned(),
            "write the key as a word, in quotes if it begins with a sign".to_owned(),
        ),
        SyntaxFaultKind::DuplicateKey { key, .. } => {
            (format!("`{key}` stands here a second time"), "keep one of the two".to_owned())
        }
        SyntaxFaultKind::UnknownAlias { name } => (
            format!("`*{name}` is a YAML alias, and nothing is anchored as `&{name}`"),
            "put the value in quotes if it begins with `*`, or write it out".to_owned(),
        ),
        SyntaxFaultKind::SecondDocument => (
            "a second YAML document begins here, and is not read".to_owned(),
            "take the `---` out, or keep the rest in a file of its own".to_owned(),
        ),
        SyntaxFaultKind::NotMapping => (
            "this is not a list of `key: value` lines".to_owned(),
            "write one `key: value` per line".to_owned(),
        ),
        SyntaxFaultKind::TooDeep => (
            format!("nested more than {MAX_DEPTH} levels deep"),
            "flatten it; nothing here needs to be that deep".to_owned(),
        ),
        SyntaxFaultKind::TooLarge => (
            format!("longer than {} KiB", MAX_BYTES / 1024),
            "keep facts here, and move prose into the body".to_owned(),
        ),
    }
}

/// The mistake behind a syntax error, and its cure.
#[must_use]
pub fn cure(hint: Hint) -> (String, String) {
    let (what, help): (String, String) = match hint {
        Hint::ColonInValue => (
            "the value has a colon and a space in it, which YAML takes for another key".into(),
            "put the value in quotes".into(),
        ),
        Hint::MissingSpace => ("a space is missing after the colon".into(), "write `key: value`".into()),
        Hint::OddSpace => (
            "the space after the colon is not an ordinary one".into(),
            "replace the no-break or full-width space by an ordinary one".into(),
        ),
        Hint::TabIndentation => {
            ("the line is indented with a tab, which YAML does not allow".into(), "indent with spaces".into())
        }
        Hint::Indentation => (
            "the line is not indented like its neighbours".into(),
            "line it up with the keys it belongs to".into(),
        ),
        Hint::MissingKey => ("the line has no key".into(), "write it as `key: value`".into()),
        Hint::ReservedStart(start) => (
            match start {
                '`' => "the value begins with a backtick, which means something else in YAML".into(),
                _ => format!("the value begins with `{start}`, which means something else in YAML"),
            },
            "put the value in quotes".into(),
        ),
        Hint::TextAfter(end) => (
            format!("there is more text after the `{end}` that ends the value"),
            "put the whole value in quotes".into(),
        ),
        Hint::Template => (
            "this is a template that was never filled in".into(),
            "fill it in, or put it in quotes if it should stay".into(),
        ),
        Hint::UnclosedQuote(quote) => {
            (format!("the quote `{quote}` is never closed"), format!("close it with `{quote}`"))
        }
        Hint::UnclosedBracket(bracket) => {
            (format!("the bracket `{bracket}` is never closed"), "close it".into())
        }
        Hint::BadEscape => (
            "a backslash in double quotes begins an escape, and this is none".into(),
            "use single quotes, or write `\\\\`".into(),
        ),
        Hint::FoldedComparison => (
            "`>` begins a folded text in YAML, so this test is lost".into(),
            "write it in words (`over 5`, `at least 20%`) or in quotes (`\"> 5\"`, `\">= 20%\"`)".into(),
        ),
        Hint::TagComparison => (
            "`!` begins a tag in YAML, so this test is lost".into(),
            "write it in words (`not none`) or in quotes (`\"!= none\"`)".into(),
        ),
        Hint::Interval => (
            "`[` begins a list in YAML, so this interval is lost".into(),
            "put the interval in quotes: `\"[10%..50%)\"`".into(),
        ),
        Hint::HashInBrackets => (
            "`#` begins a comment in YAML, which swallows the closing bracket".into(),
            "put the value in quotes".into(),
        ),
        Hint::ControlCharacter => {
            ("a control character stands here, which no format allows".into(), "take it out".into())
        }
        Hint::UnquotedKey => (
            "TOML wants quotes around a key with other letters than a to z".into(),
            "put the key in quotes: `\"題\" = 1`".into(),
        ),
        Hint::UnquotedText => ("text stands here without quotes".into(), "put it in quotes: `\"…\"`".into()),
        Hint::ColonForEquals => {
            ("TOML separates key and value by `=`".into(), "write `key = \"value\"`".into())
        }
        Hint::CurlyQuotes => {
            ("these are curly quotes, which are letters here".into(), "use straight quotes: `\"…\"`".into())
        }
        Hint::SingleQuotes => ("JSON has no single quotes".into(), "use double quotes: `\"…\"`".into()),
        Hint::TrailingComma => {
            ("JSON allows no comma before a closing bracket".into(), "take the comma out".into())
        }
        Hint::MissingComma => ("a comma is missing between two values".into(), "add a comma".into()),
        Hint::Comment => ("JSON has no comments".into(), "take the comment out".into()),
    };
    (what, help)
}
