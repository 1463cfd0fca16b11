//! The small grammar of messages.

/// `a, b and c`.
#[must_use]
pub fn and(words: &[impl AsRef<str>]) -> String {
    joined(words, "and")
}

/// `a, b or c`.
#[must_use]
pub fn or(words: &[impl AsRef<str>]) -> String {
    joined(words, "or")
}

/// `` `a`, `b` or `c` ``.
#[must_use]
pub fn quoted_or(words: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    or(&quoted)
}

/// `1 file`, `2 files`.
#[must_use]
pub fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// A number of bytes as people write it: `8 MiB`, `1.5 KiB`, `20 B`.
#[must_use]
pub fn size(bytes: u64) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let Some((unit, name)) = units.into_iter().find(|(unit, _)| bytes >= *unit) else {
        return format!("{bytes} B");
    };
    let tenths = bytes.saturating_mul(10) / unit;
    if tenths.is_multiple_of(10) {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

/// Text of a user, short enough for a message: one line, at most 60 characters.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= 60 && line.len() == text.trim().len() {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(59).collect();
    short.push('…');
    short
}

fn joined(words: &[impl AsRef<str>], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", first.join(", "), end.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(and(&["a"]), "a");
        assert_eq!(or(&["a", "b"]), "a or b");
        assert_eq!(quoted_or(&["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(counted(1, "file"), "1 file");
        assert_eq!(counted(0, "file"), "0 files");
    }

    #[test]
    fn sizes_read_as_people_write_them() {
        for (bytes, written) in [(20, "20 B"), (1536, "1.5 KiB"), (8 << 20, "8 MiB"), (1 << 30, "1 GiB")] {
            assert_eq!(size(bytes), written);
        }
    }
}
