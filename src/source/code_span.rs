//! Code within a line, as it is shown.

/// Code with one space where there are several, as a browser shows it. `source` is what stands in the document, with its
/// backticks, and `text` what the parser made of it.
///
/// Of a line end `\r\n` the parser makes two spaces. Where it takes one off both ends, as `CommonMark` asks for, one is left
/// that a line end `\n` would not leave. Code of nothing but blanks keeps them.
pub(super) fn shown(source: &str, text: &str) -> String {
    let mut before = None;
    let shown =
        text.chars().filter(|&sign| before.replace(sign) != Some(' ') || sign != ' ').collect::<String>();
    let inside = source.trim_matches('`');
    if !inside.starts_with([' ', '\r', '\n'])
        || !inside.ends_with([' ', '\r', '\n'])
        || inside.trim().is_empty()
    {
        return shown;
    }
    let begins = inside.strip_prefix("\r\n").is_some_and(|rest| !rest.starts_with(' '));
    let ends = inside.strip_suffix("\r\n").is_some_and(|rest| !rest.ends_with(' '));
    let mut left = shown.as_str();
    if begins {
        left = left.strip_prefix(' ').unwrap_or(left);
    }
    if ends {
        left = left.strip_suffix(' ').unwrap_or(left);
    }
    left.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::source::document::Document;
    use crate::source::text::Text;

    #[test]
    fn both_line_ends_read_alike() {
        let title = |text: &str| {
            let document = Document::parse(Text::new("a.md", text));
            document.outline.headings.first().map(|heading| heading.text.to_string())
        };
        for (text, expected) in [
            ("One `two\nthree`\n---\n", "One two three"),
            ("One `\ntwo `\n---\n", "One two"),
            ("One ` two\n`\n---\n", "One two"),
            ("One `\ntwo\n`\n---\n", "One two"),
            ("One `\ntwo`\n---\n", "One  two"),
            ("One ` two ` three\n---\n", "One two three"),
        ] {
            assert_eq!(title(text).as_deref(), Some(expected), "{text:?}");
            let returned = text.replace('\n', "\r\n");
            assert_eq!(title(&returned).as_deref(), Some(expected), "{returned:?}");
        }
    }
}
