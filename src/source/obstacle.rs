//! What keeps a file or a folder from being read, as data where it is known.

use std::{fmt, io};

/// What keeps a file or a folder from being read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// There is nothing at the path.
    Absent,
    /// It is a folder.
    Folder,
    /// Something on the way is no folder.
    NotAFolderAbove,
    /// It is a pipe, a socket or a device.
    Special,
    /// It is a link to nothing.
    DanglingLink,
    /// It may not be read.
    Forbidden,
    /// What stands there is not to be written over: it begins as a postmortem or a table does.
    FrontMatter,
    /// Something else, in the words of the system.
    Other(String),
}

impl From<&io::Error> for Obstacle {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Absent,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::NotADirectory => Self::NotAFolderAbove,
            io::ErrorKind::PermissionDenied if error.raw_os_error().is_some() => Self::Forbidden,
            io::ErrorKind::AlreadyExists if error.raw_os_error().is_none() => Self::FrontMatter,
            kind => {
                // The kinds that the standard library has no words for are all some "error"; our own have no number.
                let words = kind.to_string();
                let own = error.raw_os_error().is_none() || words.ends_with("error");
                Self::Other(if own { error.to_string() } else { words })
            }
        }
    }
}

/// In English.
impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "it does not exist",
            Self::Folder => "it is a folder",
            Self::NotAFolderAbove => "a part of its path is not a folder",
            Self::Special => "it is a pipe, a socket or a device",
            Self::DanglingLink => "it is a link that leads nowhere",
            Self::Forbidden => "permission denied",
            Self::FrontMatter => "it has front matter, as postmortems and SEV tables do",
            Self::Other(words) => words,
        })
    }
}
