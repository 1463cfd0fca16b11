//! Addresses of documents: what clients call files.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// What must not stand in an address as it is. A colon may, but clients write it encoded after the letter of a drive.
const RESERVED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// An address as the protocol has it: a `DocumentUri`, or a `URI` of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub struct Address(String);

impl Address {
    /// What somebody writes as an address; none if it is put together as no address is. Characters that must not stand in
    /// one, and clients send all the same, are encoded.
    #[must_use]
    pub fn read(said: &str) -> Option<Self> {
        let address = tidy(said);
        is_whole(&address).then_some(Self(address))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Address {
    type Error = &'static str;

    fn try_from(said: String) -> Result<Self, Self::Error> {
        Self::read(&said).ok_or("an address is a URI")
    }
}

/// The file of an address; none for what is no file, as a document that was never saved.
#[must_use]
pub fn path_of(address: &str) -> Option<PathBuf> {
    path_on(address, cfg!(windows))
}

/// The address of a file, which is absolute.
#[must_use]
pub fn address_of(path: &Path) -> String {
    address_on(&path.to_string_lossy(), cfg!(windows))
}

/// An address without characters that must not stand in one.
#[must_use]
pub fn tidy(address: &str) -> String {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    let mut tidy = String::with_capacity(address.len());
    let mut buffer = [0; 4];
    for (at, character) in address.char_indices() {
        let is_escape = || {
            let digits = address.get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.chars().all(|digit| digit.is_ascii_hexdigit()))
        };
        if is_allowed(character) && (character != '%' || is_escape()) {
            tidy.push(character);
        } else {
            for byte in character.encode_utf8(&mut buffer).bytes() {
                tidy.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    tidy
}

/// Whether the parts of a tidy address stand as they do in a reference of RFC 3986: it may have a scheme, a host with a port,
/// a path, a query and a fragment.
fn is_whole(address: &str) -> bool {
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let rest = rest.split_once('?').map_or(rest, |(rest, _)| rest);
    let (scheme, rest) = match rest.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => (Some(scheme), rest),
        _ => (None, rest),
    };
    let authority = rest.strip_prefix("//").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let host = authority.split_once('@').map_or(authority, |(_, host)| host);
    let port = host.split_once(':').map_or("", |(_, port)| port);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    scheme.is_none_or(is_scheme)
        && !host.contains('@')
        && port.chars().all(|c| c.is_ascii_digit())
        && !fragment.contains('#')
}

fn path_on(address: &str, windows: bool) -> Option<PathBuf> {
    let (scheme, rest) = address.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if path.contains('\0') || !path.starts_with('/') {
        return None;
    }
    let is_local = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    if !windows {
        return is_local.then(|| PathBuf::from(&*path));
    }
    if !is_local {
        return Some(PathBuf::from(format!("//{host}{path}").replace('/', "\\")));
    }
    let path = path.strip_prefix('/').filter(|path| path.get(1..2) == Some(":")).unwrap_or(&path);
    Some(PathBuf::from(path.replace('/', "\\")))
}

fn address_on(path: &str, windows: bool) -> String {
    if !windows {
        return format!("file://{}", utf8_percent_encode(path, RESERVED));
    }
    let path = path.strip_prefix(r"\\?\UNC\").map_or_else(
        || path.strip_prefix(r"\\?\").unwrap_or(path).to_owned(),
        |shared| format!(r"\\{shared}"),
    );
    let path = path.replace('\\', "/");
    let encoded = utf8_percent_encode(&path, RESERVED).to_string();
    match encoded.strip_prefix("//") {
        Some(shared) => format!("file://{shared}"),
        None => format!("file:///{}", encoded.replacen(':', "%3A", 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_files() {
        for (address, windows, path) in [
            ("file:///r/a%20b/%E9%9A%9C%E5%AE%B3.md", false, Some("/r/a b/障害.md")),
            ("file:///r/a b/障害.md", false, Some("/r/a b/障害.md")),
            ("FILE://localhost/r/a.md", false, Some("/r/a.md")),
            ("file:/r/a.md", false, Some("/r/a.md")),
            ("file:///r/100%25.md#L7", false, Some("/r/100%.md")),
            ("file://server/share/a.md", false, None),
            ("file:///c%3A/r/a.md", true, Some(r"c:\r\a.md")),
            ("file:///C:/r/a%20b.md", true, Some(r"C:\r\a b.md")),
            ("file://server/share/a.md", true, Some(r"\\server\share\a.md")),
            ("untitled:Untitled-1", false, None),
            ("file:///r/%FF.md", false, None),
            ("file:///r/%00.md", false, None),
            ("a.md", false, None),
            ("", false, None),
        ] {
            assert_eq!(path_on(address, windows), path.map(PathBuf::from), "{address}");
        }
    }

    #[test]
    fn files_have_addresses() {
        for (path, windows, address) in [
            ("/r/a b/障害 100%.md", false, "file:///r/a%20b/%E9%9A%9C%E5%AE%B3%20100%25.md"),
            (r"C:\r\a b.md", true, "file:///C%3A/r/a%20b.md"),
            (r"\\?\C:\r\a.md", true, "file:///C%3A/r/a.md"),
            (r"\\server\share\a.md", true, "file://server/share/a.md"),
            (r"\\?\UNC\server\share\a.md", true, "file://server/share/a.md"),
        ] {
            assert_eq!(address_on(path, windows), address);
            let plain = path.replace(r"\\?\UNC\", r"\\").replace(r"\\?\", "");
            assert_eq!(path_on(address, windows), Some(PathBuf::from(plain)), "{address}");
            let read = Address::read(address);
            assert_eq!(read.as_ref().map(Address::as_str), Some(address), "it needs no tidying");
        }
    }

    #[test]
    fn what_clients_send_all_the_same_is_encoded() {
        assert_eq!(tidy("file:///a b/[障]%zz%20.md"), "file:///a%20b/%5B%E9%9A%9C%5D%25zz%20.md");
        for (said, read) in [
            ("file:///a b/[障].md", "file:///a%20b/%5B%E9%9A%9C%5D.md"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            let address: Address = serde_json::from_value(said.into()).unwrap();
            assert_eq!(address, Address(read.to_owned()));
            assert_eq!(serde_json::to_value(address).unwrap(), read);
        }
    }

    #[test]
    fn what_is_put_together_as_no_address_is_refused() {
        for (said, is_address) in [
            ("", true),
            ("a/b:c", true),
            ("//x:80/y", true),
            ("git:/a.md?{\"ref\":\"~\"}#x", true),
            ("http://me:a:b@example.org:80/@:?:@", true),
            ("file://c:/r/a.md", true),
            ("1:x", false),
            (":", false),
            ("a_b:c", false),
            ("file://C:\\r\\a.md", false),
            ("http://a:b:1/", false),
            ("http://a@b@c/", false),
            ("http://a@b:1c/", false),
            ("file:///r/a.md#b#c", false),
        ] {
            assert_eq!(Address::read(said).is_some(), is_address, "{said}");
            let read = serde_json::from_value::<Address>(said.into());
            assert_eq!(read.is_ok(), is_address, "{said}");
        }
    }
}
