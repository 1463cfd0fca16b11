//! The SEV table for people at a terminal.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::table::page::{Page, PageHeads};

use super::look::Look;
use super::terminal_text::name as line;

/// Writes the page.
///
/// # Errors
/// When it cannot be written.
pub fn render(page: &Page, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let heads = PageHeads::of(page.language);
    if let Some(title) = &page.title {
        writeln!(out, "{}\n", look.bold(&line(title)))?;
    }
    for (index, level) in page.levels.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let name = level.name.as_deref().map(|name| format!("  {}", line(name))).unwrap_or_default();
        writeln!(out, "{}{name}", look.bold(&line(&level.id)))?;
        for criterion in &level.criteria {
            writeln!(out, "  - {}", line(&criterion.said))?;
            if let Some(tests) = &criterion.tests {
                writeln!(out, "    {}", look.dim(&line(tests)))?;
            }
            for item in &criterion.items {
                writeln!(out, "    · {}", look.dim(&line(item)))?;
            }
            if !criterion.notify.is_empty() {
                writeln!(out, "    {}: {}", heads.tell, line(&criterion.notify.join(", ")))?;
            }
        }
        let mut rows: Vec<(&str, String)> =
            level.examples.iter().map(|example| (heads.examples, example.clone())).collect();
        for (row, _) in rows.iter_mut().skip(1) {
            *row = "";
        }
        rows.extend(level.response.iter().map(|(label, value)| (*label, value.clone())));
        let width = rows.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        for (label, value) in rows {
            let padding = " ".repeat(width - label.width().min(width));
            writeln!(out, "  {}{padding}  {}", look.dim(label), line(&value))?;
        }
    }
    Ok(())
}
