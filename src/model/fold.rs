//! One form for the many ways of writing the same name.

use std::borrow::Cow;

use super::settled::lowered;

/// The key form of a name: NFKC, lower case, and `_` for spaces, `-`, `.` between words; markup and colons at the ends dropped.
///
/// `Started at`, `started-at` and `ＳＴＡＲＴＥＤ＿ＡＴ` are one key.
#[must_use]
pub fn fold_key(name: &str) -> String {
    folded_key(name).into_owned()
}

/// The same, without a copy of what is in key form already.
#[must_use]
pub fn folded_key(name: &str) -> Cow<'_, str> {
    if is_key_form(name) {
        return Cow::Borrowed(name);
    }
    if name.is_ascii() {
        return Cow::Owned(of_ascii(name));
    }
    let mut key = String::with_capacity(name.len());
    lowered(name, |character| take(&mut key, character));
    key.truncate(key.trim_end_matches('_').len());
    Cow::Owned(key)
}

/// The same of ASCII, which is its own normal form.
fn of_ascii(name: &str) -> String {
    let mut key = Vec::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b' ' | b'-' | b'_' | b'\t' => {
                if key.last().is_some_and(|last| *last != b'_') {
                    key.push(b'_');
                }
            }
            b'*' | b'`' | b':' => {}
            _ => key.push(byte.to_ascii_lowercase()),
        }
    }
    if key.last() == Some(&b'_') {
        key.pop();
    }
    // All of it is ASCII.
    String::from_utf8(key).unwrap_or_default()
}

fn take(key: &mut String, character: char) {
    match character {
        ' ' | '-' | '_' | '\t' | '\u{a0}' => {
            if !key.is_empty() && !key.ends_with('_') {
                key.push('_');
            }
        }
        '*' | '`' | ':' => {}
        _ => key.push(character),
    }
}

/// Most keys of front matter are in key form already.
fn is_key_form(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::fold_key;

    #[test]
    fn spellings_of_one_key() {
        for name in [
            "started_at",
            "Started at",
            "started-at",
            "ＳＴＡＲＴＥＤ＿ＡＴ",
            "**Started at:**",
            " Started  At ",
        ] {
            assert_eq!(fold_key(name), "started_at", "{name}");
        }
        assert_eq!(fold_key("影響時間："), "影響時間");
        assert_eq!(fold_key("impact.users"), "impact.users");
    }
}
