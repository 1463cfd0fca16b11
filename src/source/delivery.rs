//! Writing a document to where somebody asked for it: a file keeps what it has until the document is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::replace::{overwrite, probe, replace_by};

/// Where a document goes.
#[derive(Debug)]
pub enum Delivery {
    /// To a file, whose place it takes once it is whole.
    Replaced(PathBuf),
    /// To a file in a folder that takes no other file: it is written once the document is whole.
    Overwritten(PathBuf),
    /// To a device, a pipe, or what this process has open already (`/dev/stdout`): it is passed on behind what went there before.
    Passed(PathBuf),
}

/// So many links are followed one after the other, as many as Linux does.
const MOST_LINKS: usize = 40;

impl Delivery {
    /// Looks whether a document can go there, and changes nothing.
    ///
    /// # Errors
    /// When it cannot: the folder is not there, the file may not be written; or it begins with front matter, and so is what
    /// documents are made of (`AlreadyExists`).
    pub fn to(place: &Path) -> io::Result<Self> {
        let Some(place) = behind_links(place) else { return Ok(Self::Passed(place.to_path_buf())) };
        match fs::metadata(&place) {
            Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if found.is_file() => {
                // Opened, and closed as it was.
                File::options().write(true).open(&place)?;
                if has_front_matter(&place) {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                Ok(if probe(&place).is_ok() { Self::Replaced(place) } else { Self::Overwritten(place) })
            }
            // To open a pipe may be to wait for whoever reads it.
            Ok(_) => Ok(Self::Passed(place)),
            Err(_) => probe(&place).map(|()| Self::Replaced(place)),
        }
    }

    /// Whether both go to one file, so that the second would take the place of the first. What is passed on takes no place.
    #[must_use]
    pub fn is_same_file(&self, other: &Self) -> bool {
        let file = |delivery: &Self| match delivery {
            Self::Replaced(place) | Self::Overwritten(place) => {
                let folder = place.parent().and_then(|folder| fs::canonicalize(folder).ok());
                Some(
                    folder
                        .zip(place.file_name())
                        .map_or_else(|| place.clone(), |(folder, name)| folder.join(name)),
                )
            }
            Self::Passed(_) => None,
        };
        file(self).is_some_and(|place| file(other) == Some(place))
    }

    /// Writes the document.
    ///
    /// # Errors
    /// When it cannot be made or written. Then the file is as it was.
    pub fn write(&self, document: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        match self {
            Self::Replaced(place) => replace_by(place, document),
            Self::Overwritten(place) => {
                let (mut whole, before) = (vec![], fs::read(place)?);
                document(&mut whole)?;
                overwrite(place, &mut whole.as_slice()).inspect_err(|_| {
                    // It had room for that a moment ago; the first error is the one to tell.
                    let _ = overwrite(place, &mut before.as_slice());
                })
            }
            Self::Passed(place) => {
                let mut out = BufWriter::new(File::options().append(true).open(place)?);
                document(&mut out)?;
                out.flush()
            }
        }
    }
}

/// Whether a file that may be written begins as a postmortem or a table does. What cannot be read is none.
fn has_front_matter(place: &Path) -> bool {
    let mut first = [0; 4];
    let read = File::open(place).and_then(|mut file| file.read_exact(&mut first));
    read.is_ok() && matches!(&first, b"---\n" | b"---\r" | b"+++\n" | b"+++\r")
}

/// Where a path leads, whether something is there or not; none where that is one of the system's own: what looks like a file
/// there may be one that somebody else has open.
fn behind_links(place: &Path) -> Option<PathBuf> {
    let mut place = place.to_path_buf();
    for _ in 0..MOST_LINKS {
        if ["/dev", "/proc"].iter().any(|own| place.starts_with(own)) {
            return None;
        }
        let Ok(target) = fs::read_link(&place) else { break };
        place = place.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(place: &Path, text: &str) -> io::Result<()> {
        Delivery::to(place)?.write(|out| out.write_all(text.as_bytes()))
    }

    #[test]
    fn a_file_keeps_what_it_has_until_the_document_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.json");
        write(&place, "old").unwrap();
        let delivery = Delivery::to(&place).unwrap();
        let written = delivery.write(|out| {
            out.write_all(b"ne")?;
            assert_eq!(fs::read_to_string(&place).unwrap(), "old");
            Err(io::Error::other("it stops in the middle"))
        });
        assert!(written.is_err());
        assert_eq!(fs::read_to_string(&place).unwrap(), "old");
        write(&place, "new").unwrap();
        assert_eq!(fs::read_to_string(&place).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
    }

    #[test]
    fn what_cannot_be_written_is_told_before() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "old").unwrap();
        fs::write(folder.path().join("a.md"), "---\nid: INC-1\n---\n").unwrap();
        for (name, kind) in [
            (".", io::ErrorKind::IsADirectory),
            ("none/a.json", io::ErrorKind::NotFound),
            ("file/a.json", io::ErrorKind::NotADirectory),
            ("a.md", io::ErrorKind::AlreadyExists),
        ] {
            assert_eq!(Delivery::to(&folder.path().join(name)).unwrap_err().kind(), kind, "{name}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is made");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let [file, link, dangling, device] =
            ["a.json", "link.json", "dangling", "null"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        symlink("a.json", &link).unwrap();
        write(&link, "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        symlink("b.json", &dangling).unwrap();
        write(&dangling, "new").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("b.json")).unwrap(), "new");
        symlink("/dev/null", &device).unwrap();
        write(&device, "new").unwrap();
        assert!(fs::symlink_metadata(&device).unwrap().is_symlink());
    }
}
