//! Writing a file whole: whoever reads it meanwhile sees the old text or the new one, and never a part.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::process;

/// Replaces a file, or makes it. A link is followed, so that it stays one.
///
/// # Errors
/// When the folder cannot be written to. Then the file is as it was.
pub fn replace(place: &Path, content: &str) -> io::Result<()> {
    let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_path_buf());
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Beside it, because only within a file system is renaming one step.
    let beside = place.with_file_name(format!(".{name}.{}.tmp", process::id()));
    let written = write_new(&beside, content).and_then(|()| {
        if let Ok(before) = fs::metadata(&place) {
            fs::set_permissions(&beside, before.permissions())?;
        }
        fs::rename(&beside, &place)
    });
    if written.is_err() {
        // What is left of it is in nobody's way, but it need not stay; the first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(place: &Path, content: &str) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(place)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()
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
}
