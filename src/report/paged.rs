//! Pages that are written as Markdown, for a terminal and its pager: prose in lines that fit, headings that stand out, and
//! examples as they are. Lines have no space at their end, and nothing moves the cursor.

use super::look::Look;
use super::wrapping::wrapped;

/// The page as it is shown.
#[must_use]
pub fn paged(markdown: &str, look: &Look) -> String {
    let mut page = Page { shown: String::new(), paragraph: String::new(), look };
    let mut in_example = false;
    for line in markdown.lines().map(str::trim_end) {
        let is_fence = line.starts_with("~~~") || line.starts_with("```");
        if is_fence || in_example {
            in_example ^= is_fence;
            page.line(line);
        } else if line.starts_with('#') {
            page.line(&look.bold(line));
        } else if line.is_empty() || line.starts_with(['|', ' ']) && page.paragraph.is_empty() {
            page.line(line);
        } else {
            page.prose(line);
        }
    }
    page.end_paragraph();
    page.shown
}

struct Page<'l> {
    shown: String,
    /// What is to be broken into lines.
    paragraph: String,
    look: &'l Look,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.end_paragraph();
        self.shown.push_str(line);
        self.shown.push('\n');
    }

    fn prose(&mut self, line: &str) {
        if is_item(line) {
            self.end_paragraph();
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        self.paragraph.push_str(line.trim_start());
    }

    fn end_paragraph(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let columns = self.look.columns();
        let indent = if is_item(&paragraph) { "  " } else { "" };
        for (index, line) in wrapped(&paragraph, columns, columns - indent.len()).iter().enumerate() {
            let indent = if index == 0 { "" } else { indent };
            self.shown += &format!("{indent}{line}\n");
        }
    }
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::look::Colour;

    #[test]
    fn prose_fits_and_examples_stay() {
        let page = "# rule\n\nOne two three four five six\nseven `eight nine` ten.\n- an item that is longer than a\n  line of it\n- 短い項目\n\n## Why \n~~~markdown\n# no heading, and longer than forty columns by some\n~~~\n";
        let look = Look { width: 40, colour: Colour::Always, ..Look::default() };
        let shown = "\u{1b}[1m# rule\u{1b}[0m\n\nOne two three four five six seven `eight\nnine` ten.\n- an item that is longer than a line of\n  it\n- 短い項目\n\n\u{1b}[1m## Why\u{1b}[0m\n~~~markdown\n# no heading, and longer than forty columns by some\n~~~\n";
        assert_eq!(paged(page, &look), shown);
    }
}
