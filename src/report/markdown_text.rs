//! Makes text of strangers safe in Markdown that GitHub or GitLab shows: it is read, and does nothing. Nobody is mentioned, no
//! issue is referred to, nothing is linked, loaded or laid out.

use std::fmt::Write as _;

use super::terminal_text;

/// What keeps two characters apart and is not seen. An entity for the first would not do: mentions and references are looked
/// for once entities have become characters again.
const APART: &str = "&#8203;";

/// A name or a path, whole, on one line.
#[must_use]
pub fn name(text: &str) -> String {
    escaped(&terminal_text::name(text))
}

/// A name or a path in the type of code.
#[must_use]
pub fn code(text: &str) -> String {
    format!("<code>{}</code>", name(text))
}

/// A message, on one line: what stands between backticks is code. It is cut where it is longer than anybody reads.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = terminal_text::sentence(text);
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick without its fellow is one that somebody wrote.
    if parts.len().is_multiple_of(2) {
        return escaped(&text);
    }
    let mut safe = String::new();
    for (index, part) in parts.iter().enumerate() {
        if index.is_multiple_of(2) {
            safe += &escaped(part);
        } else {
            let _ = write!(safe, "<code>{}</code>", escaped(part));
        }
    }
    safe
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // `@name`, `#12`, `GH-12`, `!12`, `%name`, `&12`, `~label`, `$12`, `www.` and `://`, on GitHub and GitLab.
            '@' => {
                safe.push('@');
                safe.push_str(APART);
            }
            '#' | '!' | '~' | '$' | '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '^' | '{'
            | '}' => {
                safe.push('\\');
                safe.push(character);
                if matches!(character, '#' | '!' | '~' | '$') {
                    safe.push_str(APART);
                }
            }
            '%' => {
                safe.push('%');
                if characters.peek().is_some_and(|after| after.is_alphanumeric()) {
                    safe.push_str(APART);
                }
            }
            '/' if before == Some(':') => {
                safe.push_str(APART);
                safe.push('/');
            }
            shown => safe.push(shown),
        }
        before = Some(character);
    }
    for (found, apart) in [("www.", "www"), ("WWW.", "WWW")] {
        safe = safe.replace(found, &format!("{apart}{APART}."));
    }
    safe.replace("GH-", &format!("GH{APART}-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_obeyed() {
        for (text, shown) in [
            ("declared SEV-3", "declared SEV-3"),
            ("ask @octocat", "ask @&#8203;octocat"),
            ("fixes #1, GH-2", "fixes \\#&#8203;1, GH&#8203;-2"),
            ("<img src=x>", "&lt;img src=x&gt;"),
            ("![x](https://e.example)", "\\!&#8203;\\[x\\]\\(https:&#8203;//e.example\\)"),
            ("www.e.example", "www&#8203;.e.example"),
            ("50% of %users", "50% of %&#8203;users"),
            ("a | b", "a \\| b"),
            ("two\nlines", "two␊lines"),
            ("`users` is 2", "<code>users</code> is 2"),
            ("a ` b", "a \\` b"),
            ("`a<b` and *c*", "<code>a&lt;b</code> and \\*c\\*"),
        ] {
            assert_eq!(sentence(text), shown, "{text}");
        }
    }
}
