//! Writing a file whole: whoever reads it meanwhile sees the old text or the new one, and never a part.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process;

/// Replaces a file, or makes it. A link is followed, so that it stays one; a file with several names keeps them; so do
/// mode and, where that is allowed, owner.
///
/// # Errors
/// When the folder cannot be written to. Then the file is as it was.
pub fn replace(place: &Path, content: &str) -> io::Result<()> {
    replace_by(place, |file| file.write_all(content.as_bytes()))
}

/// The same with a content that is written piece by piece.
pub(super) fn replace_by(
    place: &Path,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_path_buf());
    let beside = beside(&place);
    let written = write_new(&beside, content).and_then(|()| match fs::metadata(&place) {
        // Another file would take only one of its names. The new text is on the disk already, should this be cut short.
        Ok(before) if has_other_names(&before) => match overwrite(&place, &mut File::open(&beside)?) {
            Ok(()) => fs::remove_file(&beside),
            // The disk has become full, say. Better one name of the file is another file's than half of it is lost.
            Err(_) => fs::rename(&beside, &place),
        },
        Ok(before) => {
            keep_owner(&beside, &before);
            fs::set_permissions(&beside, before.permissions())?;
            fs::rename(&beside, &place)
        }
        Err(_) => fs::rename(&beside, &place),
    });
    if written.is_err() {
        // What is left of it is in nobody's way, but it need not stay; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Whether a new file can be made beside that one, as replacing it does.
pub(super) fn probe(place: &Path) -> io::Result<()> {
    let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_path_buf());
    let beside = beside(&place);
    write_new(&beside, |_| Ok(())).and_then(|()| fs::remove_file(&beside))
}

/// Where the new text is until it takes the place of the old one: beside it, because only within a file system is renaming one
/// step. Nobody takes it for a postmortem: it is hidden, and ends as none does.
fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // File systems allow 255 bytes, and a character may have four.
    let name: String = name.chars().take(50).collect();
    place.with_file_name(format!(".{name}.{}.tmp", process::id()))
}

/// What became of a file that was to be replaced if it still is what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// It has the new text.
    Done,
    /// It has another text than it had, and keeps it.
    Changed,
}

/// Replaces a file, unless somebody else has changed it since it had the text `before`.
///
/// # Errors
/// When it cannot be read or written. Then it is as it was.
pub fn replace_known(place: &Path, before: &str, content: &str) -> io::Result<Replaced> {
    let now = fs::read(place)?;
    // Under another of its names it may have been written already.
    if now == content.as_bytes() {
        return Ok(Replaced::Done);
    }
    if now != before.as_bytes() {
        return Ok(Replaced::Changed);
    }
    if fs::metadata(place)?.permissions().readonly() {
        // A new file could take its place all the same, and nobody asked for that.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    replace(place, content).map(|()| Replaced::Done)
}

#[cfg(unix)]
fn has_other_names(file: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(file) > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

/// Only some may give files away; the text matters more than whose it is.
#[cfg(unix)]
fn keep_owner(file: &Path, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let _ = chown(file, Some(before.uid()), Some(before.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}

/// Writes over a file that is there.
pub(super) fn overwrite(place: &Path, content: &mut dyn Read) -> io::Result<()> {
    let mut file = File::options().write(true).truncate(true).open(place)?;
    io::copy(content, &mut file)?;
    file.sync_all()
}

/// Writes a new file. One that is there already was left by a process of the same number that was killed: in a container,
/// numbers are the same from run to run.
fn write_new(place: &Path, content: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let create = || File::options().write(true).create_new(true).open(place);
    let file = match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(place)?;
            create()?
        }
        created => created?,
    };
    let mut file = BufWriter::new(file);
    content(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.json");
        for content in ["one", "another, which is longer", ""] {
            replace(&place, content).unwrap();
            assert_eq!(fs::read_to_string(&place).unwrap(), content);
        }
        assert!(replace(&folder.path().join("none/a.json"), "x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
    }

    #[test]
    fn what_a_killed_process_left_is_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let long = format!("{}.md", "長".repeat(80));
        for name in ["a.md", &long] {
            let place = folder.path().join(name);
            fs::write(&place, "old").unwrap();
            fs::write(beside(&place), "ha").unwrap();
            replace(&place, "new").unwrap();
            assert_eq!(fs::read_to_string(&place).unwrap(), "new");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    }

    #[test]
    fn what_somebody_else_has_changed_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.md");
        fs::write(&place, "mine").unwrap();
        assert_eq!(replace_known(&place, "yours", "new").unwrap(), Replaced::Changed);
        assert_eq!(replace_known(&place, "mine", "new").unwrap(), Replaced::Done);
        assert_eq!(replace_known(&place, "mine", "new").unwrap(), Replaced::Done, "it is as it should be");
        assert_eq!(fs::read_to_string(&place).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn links_names_and_mode_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let [file, link, other] = ["a.md", "link.md", "other.md"].map(|name| folder.path().join(name));
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.md", &link).unwrap();
        replace(&link, "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o640);
        fs::hard_link(&file, &other).unwrap();
        replace(&file, "newer").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "newer");
        assert_eq!(fs::metadata(&other).unwrap().nlink(), 2);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left");
    }
}
