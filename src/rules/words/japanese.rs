//! The small grammar of messages in Japanese: lists. There are no plurals, and counts are written with their counter.

/// `a と b と c`.
#[must_use]
pub fn and(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    words.join(" と ")
}

/// `a、b または c`.
#[must_use]
pub fn or(words: &[impl AsRef<str>]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., end] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} または {}", first.join("、"), end.as_ref())
        }
    }
}

/// 「a」: what somebody else says. Quotes within it become 『』, as Japanese writes them.
#[must_use]
pub fn said(text: &str) -> String {
    format!("「{}」", text.replace('「', "『").replace('」', "』"))
}

/// `` `a`、`b`、`c` ``.
#[must_use]
pub fn quoted(words: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    quoted.join("、")
}

/// `` `a` と `b` と `c` ``.
#[must_use]
pub fn quoted_and(words: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    and(&quoted)
}

/// `` `a`、`b` または `c` ``.
#[must_use]
pub fn quoted_or(words: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    or(&quoted)
}

/// Words before a particle: with a space where they end in a backtick, as between a value and Japanese.
#[must_use]
pub fn before_particle(mut words: String) -> String {
    if words.ends_with('`') {
        words.push(' ');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(and(&["a"]), "a");
        assert_eq!(and(&["a", "b", "c"]), "a と b と c");
        assert_eq!(or(&["a", "b"]), "a または b");
        assert_eq!(said("「a」を b"), "「『a』を b」");
        assert_eq!(quoted(&["a", "b"]), "`a`、`b`");
        assert_eq!(quoted_and(&["a", "b"]), "`a` と `b`");
        assert_eq!(quoted_or(&["a", "b", "c"]), "`a`、`b` または `c`");
        assert_eq!(or(&[] as &[&str]), "");
        assert_eq!(before_particle("`a`".to_owned()), "`a` ");
        assert_eq!(before_particle("`a` 以外".to_owned()), "`a` 以外");
    }
}
