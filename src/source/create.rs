//! Making a file where none is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Whether a file was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was not there, and is now.
    Now,
    /// Something is there already, and was left alone.
    Before,
}

/// Makes a file with its folders, and never over one that is there, nor through a link.
///
/// # Errors
/// When a folder or the file cannot be made.
pub fn create(place: &Path, content: &str) -> io::Result<Created> {
    if fs::symlink_metadata(place).is_ok() {
        return Ok(Created::Before);
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    match File::options().write(true).create_new(true).open(place) {
        Ok(mut file) => {
            let written = file.write_all(content.as_bytes()).map(|()| Created::Now);
            if written.is_err() {
                // Half of it would be taken for the whole; the first error is the one to tell.
                let _ = fs::remove_file(place);
            }
            written
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Created::Before),
        Err(error) => Err(error),
    }
}
