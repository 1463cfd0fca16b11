//! What is said on standard error of files that could not be read.

use std::io::Write;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::lint::trouble::is_bug;
use crate::report::terminal_text::{name, sentence};
use crate::report::words::{gravity, help};

/// Tells of each file; where that is a bug of this program, what is to be reported of it.
pub fn tell_unread(unread: &[Diagnostic], language: Language, err: &mut dyn Write) {
    for unread in unread {
        let (path, message) = (name(&unread.place.path), sentence(&unread.message));
        // A closed standard error stops nobody.
        let _ = writeln!(err, "{}: {path}: {message}", gravity(Gravity::Error, language));
        if let Some(words) = unread.help.as_deref().filter(|_| is_bug(unread)) {
            let _ = writeln!(err, "{}: {}", help(language), sentence(words));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::lint::guard::guarded;
    use crate::lint::trouble::of_bug;

    #[test]
    fn a_bug_is_told_with_the_request_to_report_it() {
        let bug = guarded(|| panic!("a\u{1b} bug")).unwrap_err();
        for (language, begins, asks) in [
            (
                Language::English,
                "error: incidents/a.md: not judged",
                "help: this is a bug of sevlint; please report it",
            ),
            (Language::Japanese, "エラー: incidents/a.md: 判定できない", "報告する"),
        ] {
            let mut said = vec![];
            tell_unread(&of_bug(&Arc::from("incidents/a.md"), &bug, language), language, &mut said);
            let said = String::from_utf8(said).unwrap();
            let lines: Vec<&str> = said.lines().collect();
            assert!(lines.len() == 2 && lines[0].starts_with(begins), "{said}");
            assert!(lines[1].contains(asks) && lines[1].contains("src/cli/unread.rs:"), "{said}");
            assert!(!said.contains('\u{1b}'), "{said}");
        }
    }
}
