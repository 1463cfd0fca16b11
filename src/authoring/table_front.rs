//! The front matter of a table that is about to be written, where there is a text already that people wrote.

/// A text with the front matter of a table before it. Nothing of the text is changed.
#[must_use]
pub fn before_text(table: &str, text: &str) -> String {
    let (mark, rest) = text.strip_prefix('\u{feff}').map_or(("", text), |rest| ("\u{feff}", rest));
    let front = format!("---\n{}---\n\n", inner(table));
    // The lines of a file end all in one way.
    let front = if rest.lines().count() < rest.matches("\r\n").count() + 2 && rest.contains("\r\n") {
        front.replace('\n', "\r\n")
    } else {
        front
    };
    format!("{mark}{front}{rest}")
}

/// A table as a file of YAML: its front matter alone.
#[must_use]
pub fn as_yaml(table: &str) -> String {
    inner(table).to_owned()
}

/// What stands between the fences.
fn inner(table: &str) -> &str {
    let behind = table.strip_prefix("---\n").unwrap_or(table);
    behind.split_once("\n---\n").map_or(behind, |(front, _)| behind.get(..=front.len()).unwrap_or(front))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_stays_as_it_is() {
        let table = "---\nsev_table: 1\n---\n\n# Levels\n";
        for (text, wanted) in [
            ("# Ours\n", "---\nsev_table: 1\n---\n\n# Ours\n"),
            ("", "---\nsev_table: 1\n---\n\n"),
            ("# Ours\r\na\r\n", "---\r\nsev_table: 1\r\n---\r\n\r\n# Ours\r\na\r\n"),
            ("\u{feff}# Ours", "\u{feff}---\nsev_table: 1\n---\n\n# Ours"),
        ] {
            assert_eq!(before_text(table, text), wanted, "{text:?}");
        }
        assert_eq!(as_yaml(table), "sev_table: 1\n");
    }
}
