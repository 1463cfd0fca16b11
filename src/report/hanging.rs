//! Entries that are wrapped below their own beginning, so that marks and names stand out.

use std::io::{self, Write};

use super::look::Look;
use super::wrapping::{width, wrapped};

/// An entry of a list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry<'e> {
    /// What stands before the text. Further lines begin below what comes behind it.
    pub lead: &'e str,
    /// The text, plain.
    pub text: &'e str,
    /// With which of it the text begins that stands out.
    pub bold: &'e str,
    /// What ends the entry and is never broken, as a place: plain, and as it is drawn.
    pub tail: Option<(&'e str, &'e str)>,
    /// The blanks before that.
    pub gap: usize,
}

impl Entry<'_> {
    /// Writes the lines of the entry.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let indent = width(self.lead);
        // Where the beginning takes most of the line, what follows has a smaller indent.
        let hang = if indent > look.columns() / 2 { indent.min(8) } else { indent };
        let (first, others) =
            (look.columns().saturating_sub(indent).max(1), look.columns().saturating_sub(hang).max(1));
        let lines = wrapped(self.text, first, others);
        let margin = " ".repeat(hang);
        for (index, line) in lines.iter().enumerate() {
            let is_first = index == 0;
            let drawn = match line.strip_prefix(self.bold).filter(|_| is_first && !self.bold.is_empty()) {
                Some(rest) => format!("{}{rest}", look.bold(self.bold)),
                None => line.clone(),
            };
            let before = if is_first { self.lead } else { &margin };
            let tail = self.tail.filter(|_| index + 1 == lines.len());
            let Some((plain, shown)) = tail else {
                writeln!(out, "{}", format!("{before}{drawn}").trim_end())?;
                continue;
            };
            let room = if is_first { first } else { others };
            if line.is_empty() || width(line) + self.gap + width(plain) <= room {
                let gap = if line.is_empty() { 0 } else { self.gap };
                writeln!(out, "{before}{drawn}{}{shown}", " ".repeat(gap))?;
            } else {
                writeln!(out, "{before}{drawn}\n{margin}{shown}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(entry: Entry<'_>, width: usize) -> String {
        let mut out = vec![];
        entry.write(&Look { width, ..Look::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_hang_below_the_text_and_places_stay_whole() {
        let entry = Entry {
            lead: "  + ",
            text: "one-two: three four five six seven",
            tail: Some(("docs/SEV.md:12:3", "docs/SEV.md:12:3")),
            gap: 2,
            ..Entry::default()
        };
        assert_eq!(written(entry, 40), "  + one-two: three four five six seven\n    docs/SEV.md:12:3\n");
        assert_eq!(written(entry, 60), "  + one-two: three four five six seven  docs/SEV.md:12:3\n");
        let long = Entry {
            text: "全社の決済が止まり、復旧の見込みが立たない状態が続いた", ..entry
        };
        assert_eq!(
            written(long, 40),
            "  + 全社の決済が止まり、復旧の見込みが立\n    たない状態が続いた  docs/SEV.md:12:3\n"
        );
        let wide = Entry { lead: "  a_name_that_takes_most_of_it  ", text: "90 percent (stated)", ..entry };
        assert_eq!(
            written(wide, 40),
            "  a_name_that_takes_most_of_it  90\n        percent (stated)\n        docs/SEV.md:12:3\n"
        );
        assert_eq!(written(Entry { text: "", ..entry }, 40), "  + docs/SEV.md:12:3\n");
    }
}
