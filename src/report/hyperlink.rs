//! Places as links to files, where a terminal shows links: OSC 8, the escape sequence of
//! <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>.

use std::path::Path;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// What stands in an address as it is; all else is encoded, so that no name ends the sequence or begins another.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
/// Terminals do not follow addresses that are longer.
const LONGEST: usize = 2083;
/// Ends an escape sequence.
const END: &str = "\u{1b}\\";

/// Where paths lead that are relative to the root of a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The address of the root, with `/` at its end.
    base: Arc<str>,
}

impl Links {
    /// To the files below a root, which is absolute, on a machine of that name.
    #[must_use]
    pub fn to(root: &Path, host: &str) -> Self {
        Self { base: base(root.as_os_str().as_encoded_bytes(), host, cfg!(windows)).into() }
    }

    /// The text as a link to a file.
    #[must_use]
    pub fn linked(&self, path: &str, text: &str) -> String {
        let address = format!("{}{}", self.base, percent_encode(path.as_bytes(), IN_PATHS));
        if address.len() > LONGEST {
            return text.to_owned();
        }
        format!("\u{1b}]8;;{address}{END}{text}\u{1b}]8;;{END}")
    }
}

/// The address of a folder. On Windows a host would be a server that shares it.
fn base(root: &[u8], host: &str, windows: bool) -> String {
    let slashed: Vec<u8> =
        root.iter().map(|byte| if windows && *byte == b'\\' { b'/' } else { *byte }).collect();
    let path = slashed.strip_suffix(b"/").unwrap_or(&slashed);
    if !windows {
        return format!(
            "file://{}{}/",
            percent_encode(host.as_bytes(), IN_NAMES),
            percent_encode(path, IN_PATHS)
        );
    }
    let path = path.strip_prefix(b"//?/").unwrap_or(path);
    let shared = path.strip_prefix(b"UNC/").or_else(|| path.strip_prefix(b"//"));
    match shared {
        Some(shared) => format!("file://{}/", percent_encode(shared, IN_PATHS)),
        None => format!("file:///{}/", percent_encode(path, IN_DRIVES)),
    }
}

/// The same without slashes, for a machine.
const IN_NAMES: &AsciiSet = &IN_PATHS.add(b'/');
/// The same with the colon after the letter of a drive.
const IN_DRIVES: &AsciiSet = &IN_PATHS.remove(b':');

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_link() {
        let links = Links { base: base(b"/srv/my repo", "box", false).into() };
        assert_eq!(
            links.linked("障害/a;b?c#d%.md", "障害/a;b?c#d%.md:3:11"),
            "\u{1b}]8;;file://box/srv/my%20repo/%E9%9A%9C%E5%AE%B3/a%3Bb%3Fc%23d%25.md\u{1b}\\\
             障害/a;b?c#d%.md:3:11\u{1b}]8;;\u{1b}\\"
        );
        assert_eq!(links.linked(&"長".repeat(300), "long"), "long");
    }

    #[test]
    fn no_name_ends_the_sequence() {
        let links = Links { base: base(b"/\x1b]8;;x\x07", "h\x1b\\/", false).into() };
        for path in ["\u{1b}\\", "\u{7}", "\u{9c}", "a\u{1b}]8;;https://evil.example\u{1b}\\b", "\n", "\0"] {
            let link = links.linked(path, "x");
            let address = link.strip_prefix("\u{1b}]8;;").unwrap();
            let address = address.strip_suffix("\u{1b}\\x\u{1b}]8;;\u{1b}\\").unwrap();
            assert!(address.chars().all(|letter| letter.is_ascii_graphic()), "{address:?}");
            assert!(!address.contains(';'), "{address:?}");
        }
    }

    #[test]
    fn folders_have_addresses() {
        for (root, windows, wanted) in [
            ("/", false, "file://box/"),
            ("/srv/a", false, "file://box/srv/a/"),
            (r"C:\Work\a b", true, "file:///C:/Work/a%20b/"),
            (r"\\?\C:\Work", true, "file:///C:/Work/"),
            (r"\\?\UNC\server\share", true, "file://server/share/"),
            (r"\\server\share", true, "file://server/share/"),
        ] {
            assert_eq!(base(root.as_bytes(), "box", windows), wanted);
        }
    }
}
