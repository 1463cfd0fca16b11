//! One line of a `.gitignore`, put so that the matchers of the `ignore` crate understand by it what git does.
//!
//! The two differ: braces are alternatives to the crate and themselves to git; only git knows `[[:alpha:]]`, escapes
//! in brackets and runs of more than two stars; an unclosed bracket matches nothing for git and itself for the
//! crate; in git, no bracket matches a `/`; trailing tabs belong to the name. All this is worked out here, so that
//! the rest may rely on `git ls-files` and the matchers to agree. The reference is `wildmatch.c` and `dir.c` of git.

use std::str::Chars;

/// Bytes of the longest line that is read, far beyond the longest path a system can open. Reading a line takes time
/// quadratic in its length at worst.
const LONGEST: usize = 4096;

/// The line for the matcher, or nothing where git would never match by it.
pub(super) fn translate(line: &str) -> Option<String> {
    if line.starts_with('#') || line.len() > LONGEST {
        return None;
    }
    let line = without_trailing_spaces(line);
    let (negation, pattern) = match line.strip_prefix('!') {
        Some(rest) => ("!", rest),
        None => ("", line),
    };
    let (pattern, folder) = match pattern.strip_suffix('/') {
        Some(rest) => (rest, "/"),
        None => (pattern, ""),
    };
    // A slash anywhere but at the end ties the pattern to the folder of its file. Without one there is only a name to
    // match.
    let (place, mut body) = if pattern.contains('/') {
        ("/", translate_path(pattern.strip_prefix('/').unwrap_or(pattern))?)
    } else {
        ("**/", translate_glob(pattern, "*")?)
    };
    if body.is_empty() || body.ends_with('/') {
        return None;
    }
    if let Some(last) = body.chars().next_back().filter(|last| last.is_whitespace()) {
        // The matcher would cut it off; one alternative is the same as none.
        body.truncate(body.len() - last.len_utf8());
        body.extend(['{', last, '}']);
    }
    Some(format!("{negation}{place}{body}{folder}"))
}

/// Spaces at the end do not count unless a backslash stands before them.
fn without_trailing_spaces(line: &str) -> &str {
    let mut end = 0;
    let mut characters = line.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            ' ' => {}
            '\\' => {
                // A backslash at the very end escapes nothing, and then counts itself.
                end = characters.next().map_or(line.len(), |(at, escaped)| at + escaped.len_utf8());
            }
            _ => end = at + character.len_utf8(),
        }
    }
    line.get(..end).unwrap_or(line)
}

fn translate_path(pattern: &str) -> Option<String> {
    // Git compares the part without wildcards apart, and then takes what follows it for a pattern of its own. So two
    // stars directly after that part stand as if at the beginning, where they match across folders: `tmp**/x` hits
    // `tmpx`, `tmp/x` and `tmp1/2/x`. The matcher cannot say so but by alternatives.
    let (plain, wild) = pattern.split_at(pattern.find(['*', '?', '[', '\\']).unwrap_or(pattern.len()));
    let after = wild.trim_start_matches('*');
    if plain.is_empty() || plain.ends_with('/') || wild.len() < after.len() + 2 || !ends_part(after) {
        return translate_glob(pattern, "**");
    }
    let plain = translate_glob(plain, "**")?;
    if after.is_empty() {
        return Some(format!("{plain}{{*,*/**}}"));
    }
    let after = after.strip_prefix('\\').unwrap_or(after);
    let after = translate_glob(after.strip_prefix('/').unwrap_or(after), "**")?;
    if after.is_empty() { Some(plain) } else { Some(format!("{plain}{{{after},*/**/{after}}}")) }
}

/// Whether a pattern goes on with a slash, or not at all.
fn ends_part(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/') || rest.starts_with("\\/")
}

fn translate_glob(pattern: &str, two_stars: &str) -> Option<String> {
    let mut glob = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern.chars();
    let mut before = '/';
    while let Some(character) = rest.next() {
        before = match character {
            '*' => {
                let after = rest.as_str().trim_start_matches('*');
                let across = before == '/' && after.len() < rest.as_str().len() && ends_part(after);
                glob.push_str(if across { two_stars } else { "*" });
                rest = after.chars();
                '*'
            }
            '?' => {
                glob.push('?');
                '?'
            }
            '[' => {
                translate_bracket(&mut rest, &mut glob)?;
                ']'
            }
            '\\' => {
                let escaped = rest.next()?;
                push_literal(escaped, &mut glob);
                escaped
            }
            _ => {
                push_literal(character, &mut glob);
                character
            }
        };
    }
    Some(glob)
}

fn peek(rest: &Chars<'_>) -> Option<char> {
    rest.as_str().chars().next()
}

fn push_literal(character: char, glob: &mut String) {
    match character {
        // Not `\\`, of which the matcher would take one away before a final slash.
        '\\' => glob.push_str("[\\]"),
        '*' | '?' | '[' | '{' | '}' | ',' => glob.extend(['\\', character]),
        _ => glob.push(character),
    }
}

/// Reads a bracket expression, whose `[` has been read, as git does.
fn translate_bracket(rest: &mut Chars<'_>, glob: &mut String) -> Option<()> {
    let negated = matches!(peek(rest), Some('!' | '^'));
    if negated {
        rest.next();
    }
    let mut members = Members::default();
    let mut previous = None;
    let mut next = rest.next()?;
    loop {
        previous = match (next, previous, posix_class(rest.as_str())) {
            ('[', _, Some((name, after))) => {
                members.add_ascii(holding(name)?);
                *rest = after.chars();
                None
            }
            ('-', Some(first), _) if peek(rest).is_some_and(|end| end != ']') => {
                let end = rest.next()?;
                members.add_range(first, if end == '\\' { rest.next()? } else { end });
                None
            }
            _ => {
                let member = if next == '\\' { rest.next()? } else { next };
                members.add(member);
                Some(member)
            }
        };
        next = rest.next()?;
        if next == ']' {
            break;
        }
    }
    if negated {
        members.write_negated(glob);
        return Some(());
    }
    members.write(glob)
}

/// The name in `:name:]`, and what follows that.
fn posix_class(rest: &str) -> Option<(&str, &str)> {
    let (inside, after) = rest.strip_prefix(':')?.split_once(']')?;
    Some((inside.strip_suffix(':')?, after))
}

type Holds = fn(&u8) -> bool;

/// What a class of that name holds. No pattern with an unknown one ever matches.
fn holding(name: &str) -> Option<Holds> {
    Some(match name {
        "alnum" => u8::is_ascii_alphanumeric,
        "alpha" => u8::is_ascii_alphabetic,
        "blank" => |byte| matches!(byte, b' ' | b'\t'),
        "cntrl" => u8::is_ascii_control,
        "digit" => u8::is_ascii_digit,
        "graph" => u8::is_ascii_graphic,
        "lower" => u8::is_ascii_lowercase,
        "print" => |byte| matches!(byte, b' '..=b'~'),
        "punct" => u8::is_ascii_punctuation,
        "space" => |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'),
        "upper" => u8::is_ascii_uppercase,
        "xdigit" => u8::is_ascii_hexdigit,
        _ => return None,
    })
}

/// The characters a bracket expression names. Both git and the matcher work on bytes; characters beyond ASCII are
/// handed on as they stand, so that both see the same ones.
struct Members {
    ascii: [bool; 128],
    beyond: String,
}

impl Default for Members {
    fn default() -> Self {
        Self { ascii: [false; 128], beyond: String::new() }
    }
}

impl Members {
    fn add(&mut self, character: char) {
        match self.ascii.get_mut(character as usize) {
            Some(member) => *member = true,
            None => self.beyond.push(character),
        }
    }

    fn add_ascii(&mut self, holds: Holds) {
        for (byte, member) in (0_u8..).zip(self.ascii.iter_mut()) {
            *member |= holds(&byte);
        }
    }

    /// Adds what lies after `first`, which was added when it was read, up to `last`.
    fn add_range(&mut self, first: char, last: char) {
        for (character, member) in ('\0'..).zip(self.ascii.iter_mut()) {
            *member |= first <= character && character <= last;
        }
        if !last.is_ascii() && first <= last {
            self.beyond.extend([first.max('\u{7f}'), '-', last]);
        }
    }

    fn has(&self, character: char) -> bool {
        self.ascii.get(character as usize).copied().unwrap_or(false)
    }

    /// As a bracket expression of the matcher; nothing where it has no members.
    fn write(mut self, glob: &mut String) -> Option<()> {
        self.remove('/');
        let special: Vec<char> = ['!', '^', '-'].into_iter().filter(|&special| self.has(special)).collect();
        let before = glob.len();
        glob.push('[');
        self.write_ordinary(glob);
        if glob.len() > before + 1 {
            glob.extend(special);
            glob.push(']');
            return Some(());
        }
        // `!` and `^` would negate at the beginning, and nothing else can stand there.
        glob.truncate(before);
        if special.is_empty() {
            return None;
        }
        glob.push('{');
        for (index, special) in special.into_iter().enumerate() {
            if index > 0 {
                glob.push(',');
            }
            glob.push(special);
        }
        glob.push('}');
        Some(())
    }

    fn write_negated(mut self, glob: &mut String) {
        self.add('/');
        glob.push_str("[!");
        self.write_ordinary(glob);
        glob.extend(['!', '^', '-'].into_iter().filter(|&special| self.has(special)));
        glob.push(']');
    }

    fn remove(&mut self, character: char) {
        if let Some(member) = self.ascii.get_mut(character as usize) {
            *member = false;
        }
    }

    /// A `]`, which is itself only at the beginning, then all others but `!`, `^` and `-`.
    fn write_ordinary(&self, glob: &mut String) {
        if self.has(']') {
            glob.push(']');
        }
        let ordinary = |character: char| self.has(character) && !matches!(character, ']' | '!' | '^' | '-');
        let mut characters = ('\0'..='\u{7f}').peekable();
        while let Some(first) = characters.next() {
            if !ordinary(first) {
                continue;
            }
            let mut last = first;
            while let Some(next) = characters.next_if(|&next| ordinary(next)) {
                last = next;
            }
            glob.push(first);
            if last != first {
                glob.extend(['-', last]);
            }
        }
        glob.push_str(&self.beyond);
    }
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn lines_say_to_the_matcher_what_they_say_to_git() {
        for (line, expected) in [
            ("", None),
            ("# a comment", None),
            ("/", None),
            ("!", None),
            ("*.md", Some("**/*.md")),
            ("docs", Some("**/docs")),
            ("/docs", Some("/docs")),
            ("docs/", Some("**/docs/")),
            ("!a/b/", Some("!/a/b/")),
            ("a/**/b", Some("/a/**/b")),
            ("a/***/b", Some("/a/**/b")),
            ("a**b", Some("**/a*b")),
            ("**", Some("**/*")),
            ("/**", Some("/**")),
            ("a  ", Some("**/a")),
            ("a\\ ", Some("**/a{ }")),
            ("a\\  ", Some("**/a{ }")),
            ("a\t", Some("**/a{\t}")),
            ("\\#a", Some("**/#a")),
            ("\\!a", Some("**/!a")),
            ("a\\", None),
            ("a\\/", None),
            ("a//", None),
            ("**//", None),
            ("a\\\\/", Some("**/a[\\]/")),
            ("a/b**/c", Some("/a/b{c,*/**/c}")),
            ("a/b**", Some("/a/b{*,*/**}")),
            ("a/b**//", Some("/a/b/")),
            ("{a,b}", Some("**/\\{a\\,b\\}")),
            ("[ab]", Some("**/[a-b]")),
            ("[^ab]", Some("**/[!/a-b]")),
            ("[ab", None),
            ("[]a]", Some("**/[]a]")),
            ("[a-]", Some("**/[a-]")),
            ("[z-a]", Some("**/[z]")),
            ("[+-9]", Some("**/[+-,.0-9-]")),
            ("[\\]-a]", Some("**/[]_-a^]")),
            ("[!]", None),
            ("[\\!^]", Some("**/{!,^}")),
            ("[[:digit:]x]", Some("**/[0-9x]")),
            ("[[:nonsense:]]", None),
            ("[[:x]", Some("**/[:[x]")),
            ("[あ-ん]", Some("**/[ああ-ん]")),
        ] {
            assert_eq!(translate(line).as_deref(), expected, "{line}");
        }
    }
}
