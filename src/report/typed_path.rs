//! A path as somebody types it: from the folder a command was typed in, and in quotes where a shell needs them.

/// A path that is relative to the repository, as it is typed in a folder of it (relative, too; empty for the root).
#[must_use]
pub fn typed_path(path: &str, folder: &str) -> String {
    shell_word(&path_from(path, folder))
}

/// The same where no shell reads it.
#[must_use]
pub fn path_from(path: &str, folder: &str) -> String {
    let mut above = folder.split('/').filter(|name| !name.is_empty()).peekable();
    let mut below = path;
    while let (Some(name), Some((first, rest))) = (above.peek(), below.split_once('/')) {
        if *name != first {
            break;
        }
        above.next();
        below = rest;
    }
    let up = "../".repeat(above.count());
    // What begins with a hyphen is an option.
    let here = if up.is_empty() && below.starts_with('-') { "./" } else { "" };
    format!("{up}{here}{below}")
}

/// A word in quotes where a shell would take it for something else.
#[must_use]
fn shell_word(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+,:@%=ー・".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_it_is_typed() {
        for (path, folder, wanted) in [
            ("incidents/a.md", "", "incidents/a.md"),
            ("incidents/a.md", "incidents", "a.md"),
            ("incidents/my team/a b.md", "incidents", "'my team/a b.md'"),
            ("incidents/a.md", "docs/sev", "../../incidents/a.md"),
            ("incidents/a.md", "incidents/team", "../a.md"),
            ("incidents2/a.md", "incidents", "../incidents2/a.md"),
            ("incidents/-a.md", "incidents", "./-a.md"),
            ("incidents/it's.md", "", r"'incidents/it'\''s.md'"),
            ("incidents/$x.md", "", "'incidents/$x.md'"),
            ("障害報告/データ.md", "", "障害報告/データ.md"),
        ] {
            assert_eq!(typed_path(path, folder), wanted, "{path} in {folder}");
        }
    }
}
