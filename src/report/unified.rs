//! A change of a file as a unified diff, which `git apply` and `patch` take.

use std::io::{self, Write};

use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::udiff::UnifiedHunkHeader;
use similar::{ChangeTag, DiffOp, DiffableStr, group_diff_ops};

use super::look::Look;
use super::terminal_text::name;

/// A file before and after.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Relative to the repository, with `/`.
    pub path: &'a str,
    /// Its text now.
    pub before: &'a str,
    /// Its text then.
    pub after: &'a str,
}

/// Who reads the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A person at a terminal, which must not obey what stands in a file.
    Terminal,
    /// A program, which needs every byte.
    Program,
}

/// How many lines stand around a change.
const AROUND: usize = 3;

/// Writes the difference.
pub fn render(change: Change<'_>, reader: Reader, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let (before, after) = (change.before.tokenize_lines(), change.after.tokenize_lines());
    let path = name(change.path);
    // Without a tab behind it, a name would end at its first blank.
    let end = if path.contains(' ') { "\t" } else { "" };
    for sign in ["--- a", "+++ b"] {
        writeln!(out, "{}", look.bold(&format!("{sign}/{path}{end}")))?;
    }
    for hunk in group_diff_ops(steps(&before, &after), AROUND) {
        writeln!(out, "{}", look.dim(&UnifiedHunkHeader::new(&hunk).to_string()))?;
        for line in hunk.iter().flat_map(|step| step.iter_changes(&*before, &*after)) {
            let sign = match line.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            let text = line.value();
            match reader {
                Reader::Program => write!(out, "{sign}{text}")?,
                Reader::Terminal => {
                    let shown = format!("{sign}{}", name(text.trim_end_matches(['\r', '\n'])));
                    let shown = if sign == '+' { look.bold(&shown) } else { shown };
                    writeln!(out, "{shown}")?;
                }
            }
            if line.missing_newline() {
                let start = if reader == Reader::Program { "\n" } else { "" };
                writeln!(out, "{start}\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

/// What makes of some lines the others. `TextDiff` would bring every algorithm there is.
fn steps(before: &[&str], after: &[&str]) -> Vec<DiffOp> {
    let mut pass = Compact::new(Replace::new(Capture::new()), before, after);
    match myers::diff(&mut pass, before, 0..before.len(), after, 0..after.len()) {
        Ok(()) => pass.into_inner().into_inner().into_ops(),
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str, reader: Reader) -> String {
        let mut out = vec![];
        let change = Change { path: "a.md", before, after };
        render(change, reader, &Look::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn programs_get_every_byte_and_terminals_what_is_safe() {
        let (before, after) = ("a\u{1b}[2J\r\nb", "x\r\na\u{1b}[2J\r\nb");
        let head = "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,3 @@\n";
        for (reader, wanted) in [
            (Reader::Program, "+x\r\n a\u{1b}[2J\r\n b\n\\ No newline at end of file\n"),
            (Reader::Terminal, "+x\n a␛[2J\n b\n\\ No newline at end of file\n"),
        ] {
            assert_eq!(shown(before, after, reader), format!("{head}{wanted}"));
        }
    }
}
