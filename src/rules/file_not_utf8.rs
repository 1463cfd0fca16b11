use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::source::load::{Encoding, LoadFault};

use super::rule::{Check, Unread, rule};

rule! {
    /// ## What it flags
    /// A postmortem that is not UTF-8: UTF-16 from an editor of Windows, Latin-1, Shift JIS.
    ///
    /// ## Why
    /// It cannot be read reliably, by sevlint or by the page it is shown on.
    ///
    /// ## Flagged
    /// ~~~bytes postmortems/2026-04-01-checkout.md
    /// ---\nseverity: SEV-3\ntitle: Caf\xE9\n---\n
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// title: Café
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Save the file as UTF-8: `iconv -f LATIN1 -t UTF-8 old.md > new.md`.
    ///
    /// ## When to turn it off
    /// It cannot be ignored in a file; `exclude` it.
    "file-not-utf8", Error, Mending::None("which encoding it is can only be guessed"),
    { English => "a file is not UTF-8", Japanese => "ファイルが UTF-8 ではない" },
    Check::File(check)
}

fn check(unread: &Unread<'_>) -> Vec<Diagnostic> {
    let LoadFault::NotUtf8 { offset, line, guess } = unread.fault else { return vec![] };
    let (message, help) = match (unread.language, guess) {
        (Language::English, Some(encoding)) => (
            format!("not UTF-8; it looks like {}", name(*encoding)),
            format!("save it as UTF-8, as with `iconv -f {} -t UTF-8`", name(*encoding)),
        ),
        (Language::English, None) => (
            format!("not UTF-8: a byte in line {line} (offset {offset}) begins no character"),
            "save it as UTF-8".to_owned(),
        ),
        (Language::Japanese, Some(encoding)) => (
            format!("UTF-8 ではなく、{} と思われる", name(*encoding)),
            format!("`iconv -f {} -t UTF-8` などで UTF-8 にして保存する", name(*encoding)),
        ),
        (Language::Japanese, None) => (
            format!("UTF-8 ではない: {line} 行目のバイト (オフセット {offset}) が文字の始まりではない"),
            "UTF-8 にして保存する".to_owned(),
        ),
    };
    let mut place = Label::of_file(unread.path.clone(), "");
    (place.start.line, place.end.line) = (*line, *line);
    vec![Diagnostic::new(&RULE.about, place, message).help(help)]
}

fn name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf16LittleEndian => "UTF-16LE",
        Encoding::Utf16BigEndian => "UTF-16BE",
    }
}
