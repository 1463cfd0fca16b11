//! What every HTML file of ours has in common: a head that allows nothing to be loaded or run, and escaping.

use std::io::{self, Write};

use crate::diagnostic::language::Language;
use crate::table::rendering::is_hidden;

/// Writes everything up to the opened body.
///
/// # Errors
/// When it cannot be written.
pub fn head(title: &str, language: Language, style: &str, out: &mut dyn Write) -> io::Result<()> {
    let (code, title) = (language.code(), escaped(title));
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{style}</style>\n</head>\n<body>"
    )
}

/// Text that a browser shows and nothing more.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\r' | '\t' => safe.push(' '),
            hidden if is_hidden(hidden) => safe.push('\u{fffd}'),
            shown => safe.push(shown),
        }
    }
    safe
}
