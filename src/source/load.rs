//! Reading one file: its text, or what kept it from being read. Nothing is assumed of what stands in a file; the
//! largest, the strangest and the unreadable ones end in a fault on that file.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::git_blobs::Blob;
use super::listed::{Listed, Origin};
use super::obstacle::Obstacle;
use super::repository::Root;
use super::snapshot::{Found, Snapshot};
use super::text::Text;

/// Why there is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadFault {
    /// The file cannot be read: it is gone, it is a folder or a pipe, it may not be read, …
    Unreadable(Obstacle),
    /// The file is no UTF-8 text.
    NotUtf8 {
        /// The first byte that is not, counted from 0. For UTF-16 that happens to be valid UTF-8, the first NUL.
        offset: u64,
        /// The line it stands in, counted from 1.
        line: u32,
        /// What it looks like instead.
        guess: Option<Encoding>,
    },
    /// The file has more bytes than is allowed.
    TooLarge {
        /// Its size in bytes; at least this, if it grew while it was read.
        size: u64,
        /// The most that is allowed, in bytes.
        limit: u64,
    },
    /// The file is a link that leads out of the repository, or into its `.git` folder. It was not opened.
    Outside {
        /// What the link says, or where the path leads if the link is one of the folders on the way.
        target: String,
    },
}

/// An encoding that is not UTF-8, but can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, the low byte first, as Windows programs write it.
    Utf16LittleEndian,
    /// UTF-16, the high byte first.
    Utf16BigEndian,
}

/// Reads a file of at most `max_size` bytes, and never more than 4 GiB, which is how far a `Span` reaches.
///
/// A byte order mark stays in the text. Pipes, sockets and devices are refused without being opened; if one has taken the
/// place of a file that a walk found, without being waited for. Whoever can change the folder while it is read can still
/// deceive us; such a person needs no linter to read a file.
pub fn load(root: &Root, listed: &Listed, max_size: u64) -> Result<Text, LoadFault> {
    let limit = max_size.min(u64::from(u32::MAX));
    if let Some(bytes) = root.text_instead(listed.path()) {
        let size = bytes.len() as u64;
        return if size > limit {
            Err(LoadFault::TooLarge { size, limit })
        } else {
            decode(Arc::clone(listed.path()), bytes.to_vec())
        };
    }
    if let Some(snapshot) = root.snapshot() {
        return load_from(snapshot, listed.path(), limit);
    }
    let (file, size) = match open_found(root, listed) {
        Some(opened) => opened,
        None => open(root, listed)?,
    };
    if size > limit {
        return Err(LoadFault::TooLarge { size, limit });
    }
    // As many as it has: then nothing is asked for behind the end. Files that the system makes up say that they have none.
    let most = if size == 0 { limit + 1 } else { size };
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
    file.take(most).read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    if size > limit {
        return Err(LoadFault::TooLarge { size, limit });
    }
    decode(Arc::clone(listed.path()), bytes)
}

/// Opens a file that a walk has found, and says how many bytes it has: without asking first what stands at its path, which
/// takes as long as opening it. Nothing where that is not a plain file any more, or cannot be opened.
///
/// A file that was found, and is no link, has no link among the folders above it: a walk follows none. To look for them
/// again would cost as much as to read the file.
#[cfg(unix)]
fn open_found(root: &Root, listed: &Listed) -> Option<(File, u64)> {
    use std::os::unix::fs::OpenOptionsExt;
    if listed.origin() == Origin::Named || listed.link().is_some() {
        return None;
    }
    // If it has become a link or a pipe since, it is not followed, and does not block.
    let flags = libc::O_NOFOLLOW | libc::O_NONBLOCK;
    let file = File::options().read(true).custom_flags(flags).open(listed.place(root)).ok()?;
    let found = file.metadata().ok()?;
    found.is_file().then_some((file, found.len()))
}

#[cfg(not(unix))]
fn open_found(_: &Root, _: &Listed) -> Option<(File, u64)> {
    None
}

/// Opens whatever is listed, once it is known to be a file of the repository, and says how many bytes it has.
fn open(root: &Root, listed: &Listed) -> Result<(File, u64), LoadFault> {
    let mut place = listed.place(root);
    let mut found = fs::symlink_metadata(&place)?;
    if listed.origin() == Origin::Named || found.is_symlink() {
        place = follow(root, &place)?;
        found = fs::symlink_metadata(&place)?;
    }
    if !found.is_file() {
        return Err(LoadFault::Unreadable(not_a_file(found.file_type())));
    }
    Ok((File::open(&place)?, found.len()))
}

/// The same from a tree that git keeps.
fn load_from(snapshot: &Snapshot, path: &Arc<str>, limit: u64) -> Result<Text, LoadFault> {
    let unreadable = |obstacle| Err(LoadFault::Unreadable(obstacle));
    let object = match snapshot.find(path) {
        Found::File(_, object) => object,
        Found::Folder | Found::Module => return unreadable(Obstacle::Folder),
        Found::Outside(target) => return Err(LoadFault::Outside { target }),
        Found::Nowhere if snapshot.kind(path).is_some() => return unreadable(Obstacle::DanglingLink),
        Found::Nowhere => return unreadable(Obstacle::Absent),
    };
    match snapshot.read(object, limit)? {
        Blob::Bytes(bytes) => decode(path.clone(), bytes),
        Blob::Larger(size) => Err(LoadFault::TooLarge { size, limit }),
        Blob::Missing => unreadable(Obstacle::Absent),
    }
}

/// The text that `bytes` are, from wherever they came. `path` is relative to the repository, with `/`.
pub fn decode(path: Arc<str>, bytes: Vec<u8>) -> Result<Text, LoadFault> {
    let guess = guess_encoding(&bytes);
    match String::from_utf8(bytes) {
        Ok(content) if guess.is_none() => Ok(Text::new(path, content)),
        Ok(content) => Err(not_utf8(content.as_bytes(), content.find('\0').unwrap_or(0), guess)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            Err(not_utf8(error.as_bytes(), valid, guess))
        }
    }
}

fn not_utf8(bytes: &[u8], offset: usize, guess: Option<Encoding>) -> LoadFault {
    let before = bytes.get(..offset).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    LoadFault::NotUtf8 { offset: offset as u64, line: u32::try_from(line).unwrap_or(u32::MAX), guess }
}

/// Where a path leads once all links are followed, if that still belongs to the repository.
fn follow(root: &Root, place: &Path) -> Result<PathBuf, LoadFault> {
    let said = fs::read_link(place);
    let target = match fs::canonicalize(place) {
        Err(error) if said.is_ok() && error.kind() == io::ErrorKind::NotFound => {
            return Err(LoadFault::Unreadable(Obstacle::DanglingLink));
        }
        target => target?,
    };
    if root.holds(&target) {
        return Ok(target);
    }
    // What the link says is the same on every machine; where it leads is not.
    let said = said.unwrap_or(target);
    Err(LoadFault::Outside { target: said.to_string_lossy().into_owned() })
}

fn not_a_file(kind: fs::FileType) -> Obstacle {
    if kind.is_dir() { Obstacle::Folder } else { Obstacle::Special }
}

/// Whether the bytes look like UTF-16, by a byte order mark or by where NUL bytes stand: in text of mostly ASCII
/// characters every other byte is one.
fn guess_encoding(bytes: &[u8]) -> Option<Encoding> {
    const SAMPLE: usize = 1024;
    match bytes {
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16LittleEndian),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16BigEndian),
        _ => {}
    }
    let (mut pairs, mut first_nul, mut second_nul) = (0, 0, 0);
    for pair in bytes.chunks_exact(2).take(SAMPLE / 2) {
        pairs += 1;
        first_nul += usize::from(pair.first() == Some(&0));
        second_nul += usize::from(pair.last() == Some(&0));
    }
    // Half of the characters, so that a NUL or two in a text of ours is no UTF-16.
    match (first_nul * 2 >= pairs, second_nul * 2 >= pairs) {
        (false, true) => Some(Encoding::Utf16LittleEndian),
        (true, false) => Some(Encoding::Utf16BigEndian),
        _ => None,
    }
}

impl From<io::Error> for LoadFault {
    fn from(error: io::Error) -> Self {
        Self::Unreadable((&error).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::walk::list;

    const LIMIT: u64 = 100;

    /// What loading says of each file of a folder that `fill` fills, by path.
    fn loaded(fill: impl FnOnce(&Path)) -> Vec<(String, Result<String, LoadFault>)> {
        let home = tempfile::tempdir().unwrap();
        let clone = home.path().join("clone");
        fs::create_dir_all(clone.join(".git")).unwrap();
        fs::write(clone.join(".git/HEAD"), "").unwrap();
        fill(&clone);
        let root = Root::find(&clone).unwrap();
        let listing = list(&root, &[clone], None, |_| true);
        assert_eq!(listing.faults, []);
        let load = |file: Listed| load(&root, &file, LIMIT).map(|text| text.as_str().to_string());
        listing.files.iter().map(|file| (file.path().to_string(), load(file))).collect()
    }

    #[test]
    fn bytes_are_text_or_a_fault() {
        let utf16 = |encode: fn(u16) -> [u8; 2], text: &str| {
            text.encode_utf16().flat_map(encode).collect::<Vec<u8>>()
        };
        let not_utf8 = |offset, line, guess| Err(LoadFault::NotUtf8 { offset, line, guess });
        let little = Some(Encoding::Utf16LittleEndian);
        let big = Some(Encoding::Utf16BigEndian);
        for (bytes, expected) in [
            (b"".to_vec(), Ok("")),
            (b"# SEV-1\r\n".to_vec(), Ok("# SEV-1\r\n")),
            ("\u{feff}障害".into(), Ok("\u{feff}障害")),
            (b"one NUL \0 in a text".to_vec(), Ok("one NUL \0 in a text")),
            (b"a\nb\xffcd".to_vec(), not_utf8(3, 2, None)),
            (b"ab\xffcd".to_vec(), not_utf8(2, 1, None)),
            ("障害".as_bytes().get(..5).unwrap().to_vec(), not_utf8(3, 1, None)),
            (b"\x8f\xe1\x8aQ".to_vec(), not_utf8(0, 1, None)),
            (utf16(u16::to_le_bytes, "\u{feff}# SEV"), not_utf8(0, 1, little)),
            (utf16(u16::to_be_bytes, "\u{feff}# SEV"), not_utf8(0, 1, big)),
            (utf16(u16::to_le_bytes, "# SEV"), not_utf8(1, 1, little)),
            (utf16(u16::to_be_bytes, "# SEV"), not_utf8(0, 1, big)),
        ] {
            let text = decode("a.md".into(), bytes.clone());
            assert_eq!(text.as_ref().map(Text::as_str).map_err(Clone::clone), expected, "{bytes:?}");
        }
    }

    #[test]
    fn files_up_to_the_limit_are_read() {
        let read = loaded(|clone| {
            fs::write(clone.join("a.md"), "x".repeat(100)).unwrap();
            fs::write(clone.join("b.md"), "x".repeat(101)).unwrap();
        });
        let expected = [Ok("x".repeat(100)), Err(LoadFault::TooLarge { size: 101, limit: LIMIT })];
        assert_eq!(read.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), expected);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_within_the_repository_only() {
        use std::os::unix::fs::symlink;
        let mut read = loaded(|clone| {
            fs::write(clone.with_file_name("secret.md"), "secret").unwrap();
            fs::write(clone.join(".git/config"), "token").unwrap();
            fs::create_dir(clone.join("docs")).unwrap();
            fs::write(clone.join("docs/real.md"), "real").unwrap();
            for (link, target) in [
                ("docs/good.md", "real.md"),
                ("docs/out.md", "../../secret.md"),
                ("config.md", ".git/config"),
                ("folder.md", "docs"),
                ("circle.md", "circle.md"),
                ("gone.md", "nothing.md"),
                ("endless.md", "/dev/zero"),
                ("through.md", "docs/out.md"),
            ] {
                symlink(target, clone.join(link)).unwrap();
            }
        });
        // The words for a circle are the system's.
        let circle = read.remove(0);
        assert!(
            matches!(&circle, (path, Err(LoadFault::Unreadable(_))) if path == "circle.md"),
            "{circle:?}"
        );
        let outside = |target: &str| Err(LoadFault::Outside { target: target.into() });
        let unreadable = |obstacle: Obstacle| Err(LoadFault::Unreadable(obstacle));
        let expected = [
            ("config.md", outside(".git/config")),
            ("docs/good.md", Ok("real".into())),
            ("docs/out.md", outside("../../secret.md")),
            ("docs/real.md", Ok("real".into())),
            ("endless.md", outside("/dev/zero")),
            ("folder.md", unreadable(Obstacle::Folder)),
            ("gone.md", unreadable(Obstacle::DanglingLink)),
            ("through.md", outside("docs/out.md")),
        ];
        assert_eq!(read, expected.map(|(path, text)| (path.to_string(), text)));
    }

    #[cfg(unix)]
    #[test]
    fn what_was_found_may_be_a_link_since() {
        let home = tempfile::tempdir().unwrap();
        let clone = home.path().join("clone");
        fs::create_dir_all(clone.join(".git")).unwrap();
        fs::write(home.path().join("secret.md"), "secret").unwrap();
        fs::write(clone.join("real.md"), "real").unwrap();
        std::os::unix::fs::symlink("../secret.md", clone.join("out.md")).unwrap();
        std::os::unix::fs::symlink("real.md", clone.join("in.md")).unwrap();
        let root = Root::find(&clone).unwrap();
        let load =
            |path: &str| load(&root, &Listed::found(path), LIMIT).map(|text| text.as_str().to_string());
        assert_eq!(load("out.md"), Err(LoadFault::Outside { target: "../secret.md".into() }));
        assert_eq!(load("in.md"), Ok("real".into()));
        assert_eq!(load("gone.md"), Err(LoadFault::Unreadable(Obstacle::Absent)));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_before_it_can_block() {
        let home = tempfile::tempdir().unwrap();
        let made = std::process::Command::new("mkfifo").arg(home.path().join("a.md")).status();
        assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of every Unix");
        let root = Root::find(home.path()).unwrap();
        for listed in [Listed::named("a.md"), Listed::found("a.md")] {
            let fault = load(&root, &listed, LIMIT).map(|text| text.as_str().to_string());
            assert_eq!(fault, Err(LoadFault::Unreadable(Obstacle::Special)));
        }
        assert_eq!(list(&root, &[home.path().to_path_buf()], None, |_| true).files.len(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_named_file_is_followed_through_every_folder() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("clone/.git")).unwrap();
        fs::write(home.path().join("clone/.git/HEAD"), "").unwrap();
        fs::write(home.path().join("secret.md"), "secret").unwrap();
        std::os::unix::fs::symlink("..", home.path().join("clone/up")).unwrap();
        let root = Root::find(&home.path().join("clone")).unwrap();
        let fault = load(&root, &Listed::named("up/secret.md"), LIMIT).map(|text| text.as_str().to_string());
        let target = fs::canonicalize(home.path().join("secret.md")).unwrap().display().to_string();
        assert_eq!(fault, Err(LoadFault::Outside { target }));
    }
}
