//! One key with its value as a line of front matter, so that it reads back to the same text.

use crate::source::data::parse;
use crate::source::node::{Content, Node};
use crate::source::syntax::Syntax;

/// What stands behind a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Words: a title, an id, a level. Programs must not take them for a number or a yes.
    Words(String),
    /// A number, a time, a word of the table: as bare as the format allows.
    Plain(String),
    /// A list of words.
    List(Vec<String>),
}

/// Where a line stands, which decides how it may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// On a line of its own in YAML.
    Yaml,
    /// On a line of its own in TOML.
    Toml,
    /// In the braces of JSON, or of a YAML mapping that is written in braces.
    Braces,
}

impl Notation {
    /// The key with its value, without a line end or a comma.
    #[must_use]
    pub fn line(self, key: &str, value: &Written) -> String {
        let value = match value {
            Written::Words(text) => self.words(text),
            Written::Plain(text) => self.plain(text),
            Written::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.item(item)).collect();
                format!("[{}]", items.join(", "))
            }
        };
        match self {
            Self::Toml => format!("{} = {value}", self.key(key)),
            Self::Yaml | Self::Braces => format!("{}: {value}", self.key(key)),
        }
    }

    /// A key that waits to be filled in, in a comment; with a remark. Formats without comments have none.
    #[must_use]
    pub fn blank(self, key: &str, remark: &str) -> Option<String> {
        let sign = match self {
            Self::Toml => " =",
            Self::Yaml => ":",
            Self::Braces => return None,
        };
        let start = format!("# {}{sign}", self.key(key));
        let remark = one_line(remark);
        Some(if remark.is_empty() { start } else { format!("{start}   # {remark}") })
    }

    fn key(self, key: &str) -> String {
        let is_bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
        match self {
            Self::Toml if !key.is_empty() && key.chars().all(is_bare) => key.to_owned(),
            Self::Toml | Self::Braces => double_quoted(key),
            Self::Yaml => [key.to_owned(), single_quoted(key)]
                .into_iter()
                .find(|written| reads_back(&format!("{written}: 1\n"), key, "1"))
                .unwrap_or_else(|| double_quoted(key)),
        }
    }

    fn words(self, text: &str) -> String {
        match self {
            Self::Yaml if !looks_like_data(text) => yaml_scalar(text),
            Self::Yaml => quoted(text),
            Self::Toml | Self::Braces => double_quoted(text),
        }
    }

    fn plain(self, text: &str) -> String {
        match self {
            Self::Yaml => yaml_scalar(text),
            Self::Toml | Self::Braces if is_whole_number(text) || matches!(text, "true" | "false") => {
                text.to_owned()
            }
            Self::Toml | Self::Braces => double_quoted(text),
        }
    }

    /// An item of a list, where a comma or a bracket would end a plain scalar.
    fn item(self, text: &str) -> String {
        let is_safe =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ' | '.' | '/');
        match self {
            Self::Yaml if text.chars().all(is_safe) && !looks_like_data(text) => {
                let plain = yaml_scalar(text);
                if plain == text { plain } else { quoted(text) }
            }
            Self::Yaml => quoted(text),
            Self::Toml | Self::Braces => double_quoted(text),
        }
    }
}

/// The text on one line, as it may stand in a comment.
#[must_use]
pub fn one_line(text: &str) -> String {
    let shown = |letter: char| if is_unprintable(letter) { ' ' } else { letter };
    text.chars().map(shown).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without quotes, if it reads back to the same text, else in quotes.
fn yaml_scalar(text: &str) -> String {
    if reads_back(&format!("k: {text}\n"), "k", text) { text.to_owned() } else { quoted(text) }
}

/// In double quotes, or in single ones where that spares escapes.
fn quoted(text: &str) -> String {
    let single = single_quoted(text);
    let spares = text.contains(['"', '\\']) && reads_back(&format!("k: {single}\n"), "k", text);
    if spares { single } else { double_quoted(text) }
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// In double quotes, in a way that YAML, TOML and JSON read alike.
#[must_use]
pub fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if is_unprintable(letter) => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// What a format may not have as it is, or nobody would see. All of it fits four hexadecimal digits.
fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(letter, '\u{feff}' | '\u{fff0}'..='\u{ffff}')
}

/// Whether one key with one value is read, as these texts.
fn reads_back(written: &str, key: &str, text: &str) -> bool {
    let parsed = parse(written, Syntax::Yaml);
    let is_plain = |node: &Node| node.tag.is_none() && !node.anchored;
    let Some([entry]) = parsed.root.entries() else { return false };
    parsed.faults.is_empty()
        && parsed.comments.is_empty()
        && &*entry.key == key
        && is_plain(&entry.value)
        && matches!(&entry.value.content, Content::Scalar(read, _) if &**read == text)
}

/// Whether a YAML reader may take it for a number, a time, a yes or a no, or for nothing.
fn looks_like_data(text: &str) -> bool {
    const WORDS: [&str; 12] = ["null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", "="];
    let starts = text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'));
    let is_digits = |letter: char| letter.is_ascii_hexdigit() || "+-._:xoTZ ".contains(letter);
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
        || starts && text.chars().all(is_digits)
        || text.trim_start_matches(['+', '-']).eq_ignore_ascii_case(".inf")
}

/// Whether it is a number that every format writes like this.
fn is_whole_number(text: &str) -> bool {
    let is_short = (1..=15).contains(&text.len());
    is_short && text.bytes().all(|digit| digit.is_ascii_digit()) && (text == "0" || !text.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_only_where_they_must_be() {
        for (text, wanted) in [
            ("SEV-2", "SEV-2"),
            ("SEV-2 (proposed)", "SEV-2 (proposed)"),
            ("🔴 Critical", "🔴 Critical"),
            ("imports: late", "\"imports: late\""),
            ("http://a.example/b", "http://a.example/b"),
            ("a #1", "\"a #1\""),
            ("#P1", "\"#P1\""),
            ("@alice", "\"@alice\""),
            ("`x`", "\"`x`\""),
            ("[Insert]", "\"[Insert]\""),
            ("{ a }", "\"{ a }\""),
            ("*all*", "\"*all*\""),
            ("&a b", "\"&a b\""),
            ("!= none", "\"!= none\""),
            ("% of users", "\"% of users\""),
            ("> 20%", "\"> 20%\""),
            ("| x", "\"| x\""),
            ("- x", "\"- x\""),
            ("? x", "\"? x\""),
            ("say \"no\"", "say \"no\""),
            ("\"no\" they said", "'\"no\" they said'"),
            ("it's", "it's"),
            ("007", "\"007\""),
            ("1e3", "\"1e3\""),
            ("2026-04-01", "\"2026-04-01\""),
            ("yes", "\"yes\""),
            ("Null", "\"Null\""),
            ("", "\"\""),
            (" a", "\" a\""),
            ("a\nb", "\"a\\nb\""),
            ("a\u{7}b", "\"a\\u0007b\""),
            ("a:", "\"a:\""),
            ("重大度：高", "重大度：高"),
        ] {
            let line = Notation::Yaml.line("id", &Written::Words(text.to_owned()));
            assert_eq!(line, format!("id: {wanted}"), "{text:?}");
        }
    }

    #[test]
    fn each_format_has_its_own_line() {
        let plain = |text: &str| Written::Plain(text.to_owned());
        let list = Written::List(vec!["api".into(), "a, b".into(), "no".into()]);
        for (value, yaml, toml, braces) in [
            (plain("14"), "k: 14", "k = 14", "\"k\": 14"),
            (plain("014"), "k: 014", "k = \"014\"", "\"k\": \"014\""),
            (plain("20%"), "k: 20%", "k = \"20%\"", "\"k\": \"20%\""),
            (plain("true"), "k: true", "k = true", "\"k\": true"),
            (
                list,
                "k: [api, \"a, b\", \"no\"]",
                "k = [\"api\", \"a, b\", \"no\"]",
                "\"k\": [\"api\", \"a, b\", \"no\"]",
            ),
        ] {
            let lines =
                [Notation::Yaml, Notation::Toml, Notation::Braces].map(|notation| notation.line("k", &value));
            assert_eq!(lines, [yaml, toml, braces].map(str::to_owned));
        }
        assert_eq!(Notation::Toml.line("影響 割合", &plain("1")), "\"影響 割合\" = 1");
        assert_eq!(Notation::Yaml.line("影響: 割合", &plain("1")), "'影響: 割合': 1");
    }

    #[test]
    fn blanks_are_comments() {
        assert_eq!(Notation::Yaml.blank("a", "b\n# c").as_deref(), Some("# a:   # b # c"));
        assert_eq!(Notation::Toml.blank("a", "").as_deref(), Some("# a ="));
        assert_eq!(Notation::Braces.blank("a", "b"), None);
    }
}
