//! What git would leave out: the ignore files that hold in a folder, from the weakest to the strongest.
//!
//! The patterns are those of `git ls-files --exclude-standard`. Whatever the ignore files say of a folder holds for
//! all that is in it, which is why a walk must not enter an ignored folder.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};

use super::gitignore_line::translate;

/// Bytes of all ignore files that hold in one folder. Real ones have some hundreds; a matcher takes up to a thousand
/// times the room of its patterns, so a file of megabytes would exhaust the memory.
const BUDGET: u64 = 128 << 10;

/// The ignore files that hold where a walk stands.
#[derive(Debug, Default)]
pub(super) struct Ignores {
    layers: Vec<Layer>,
}

/// One ignore file.
#[derive(Debug)]
struct Layer {
    /// How many folders below the root its own folder lies.
    depth: usize,
    /// How many bytes it has.
    size: u64,
    matcher: Gitignore,
}

impl Ignores {
    /// Adds an ignore file that is not part of the repository, and holds for all of it. A later one is stronger.
    /// One that does not exist is none.
    pub(super) fn add_for_all(&mut self, file: &Path) -> io::Result<()> {
        match fs::metadata(file) {
            Ok(found) if found.is_file() => self.add(file, Path::new(""), 0),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Adds the `.gitignore` of the folder that lies at `place` and is called `relative` seen from the root,
    /// `depth` folders below it.
    pub(super) fn enter(&mut self, place: &Path, relative: &Path, depth: usize) -> io::Result<()> {
        let file = place.join(".gitignore");
        // Git does not follow a link here, and neither folders nor pipes have patterns.
        match fs::symlink_metadata(&file) {
            Ok(found) if found.is_file() => self.add(&file, relative, depth),
            _ => Ok(()),
        }
    }

    /// Drops the ignore files of folders that lie `depth` folders below the root, or deeper.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.layers.pop_if(|layer| layer.depth >= depth).is_some() {}
    }

    /// Whether a file or a link is left out. `relative` is seen from the root; no folder above it is left out.
    pub(super) fn leave_out_file(&self, relative: &Path) -> bool {
        self.strongest(|matcher| matcher.matched(relative, false))
    }

    /// The same of a folder, for which patterns with a slash at the end hold too.
    pub(super) fn leave_out_folder(&self, relative: &Path) -> bool {
        self.strongest(|matcher| matcher.matched(relative, true))
    }

    /// What the strongest ignore file that has a say decides.
    fn strongest<'a>(&'a self, ask: impl Fn(&'a Gitignore) -> Match<&'a Glob>) -> bool {
        self.layers
            .iter()
            .rev()
            .map(|layer| ask(&layer.matcher))
            .find(|answer| !answer.is_none())
            .is_some_and(|answer| answer.is_ignore())
    }

    fn add(&mut self, file: &Path, relative: &Path, depth: usize) -> io::Result<()> {
        let taken: u64 = self.layers.iter().map(|layer| layer.size).sum();
        let bytes = read(file, BUDGET.saturating_sub(taken))?;
        // Patterns that are not UTF-8 get replacement characters, and match nothing.
        let matcher = matcher(relative, &String::from_utf8_lossy(&bytes))?;
        if !matcher.is_empty() {
            self.layers.push(Layer { depth, size: bytes.len() as u64, matcher });
        }
        Ok(())
    }
}

fn read(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("more than {BUDGET} bytes of ignore patterns for one folder")));
    }
    Ok(bytes)
}

fn matcher(relative: &Path, text: &str) -> io::Result<Gitignore> {
    let mut builder = GitignoreBuilder::new(relative);
    builder.allow_unclosed_class(false);
    for line in text.strip_prefix('\u{feff}').unwrap_or(text).split('\n') {
        let Some(line) = translate(line.strip_suffix('\r').unwrap_or(line)) else { continue };
        builder.add_line(None, &line).map_err(io::Error::other)?;
    }
    // What the matcher says of its insides would help nobody; no single pattern can be at fault here.
    builder.build().map_err(|_| io::Error::other("its patterns are together too large to be matched"))
}
