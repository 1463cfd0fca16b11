//! A plan for a terminal.

use std::io::{self, Write};

use super::look::Look;
use super::plan_page::{Item, PlanPage};
use super::terminal_text::sentence;
use super::wrapping::wrapped;

/// Writes it.
///
/// # Errors
/// When it cannot be written.
pub fn render(page: &PlanPage, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", look.bold(&sentence(&page.headline)))?;
    for remark in &page.remarks {
        lines(remark, 0, look, out)?;
    }
    for section in &page.sections {
        writeln!(out, "\n{}", look.bold(&sentence(&section.title)))?;
        for group in &section.groups {
            if !group.title.is_empty() {
                writeln!(out, "  {}", sentence(&group.title))?;
            }
            let indent = if group.title.is_empty() { 2 } else { 4 };
            for Item { head, details } in &group.items {
                lines(head, indent, look, out)?;
                for detail in details {
                    lines(detail, indent + 2, look, out)?;
                }
            }
        }
    }
    Ok(())
}

/// A sentence, wrapped, all lines but the first one two columns further in.
fn lines(text: &str, indent: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let room = look.width.saturating_sub(indent).max(20);
    for (index, line) in wrapped(&sentence(text), room, room - 2).iter().enumerate() {
        let indent = if index == 0 { indent } else { indent + 2 };
        writeln!(out, "{:indent$}{line}", "")?;
    }
    Ok(())
}
