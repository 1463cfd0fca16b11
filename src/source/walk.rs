//! Which files there are: those that `git ls-files --cached --others --exclude-standard` would list, found by
//! reading folders and ignore files, without git and without its index.
//!
//! One difference follows from that: a file that is ignored but tracked all the same is not found. Otherwise the two
//! agree: hidden files are listed, `.git` and nested repositories are not entered, links are listed but not followed,
//! an ignored folder hides all that is in it. Without a `.git` the ignore files hold just the same.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::gitignore::Ignores;
use super::listed::{Leads, Listed, Origin};
use super::listing::{Listing, WalkFault, WalkFaultKind};
use super::obstacle::Obstacle;
use super::repository::{Root, is_repository, slashed};
use super::walk_snapshot::list_snapshot;

/// Lists the files under `starts`: folders or files, absolute or relative to where `root` was asked for.
///
/// Of the files in folders only those are taken whose name (without the folders) `accept` wants; it is asked first
/// and often, so it should be quick. `personal` is an ignore file of the user's own, the weakest of all, as
/// `core.excludesFile` names one to git.
pub fn list(
    root: &Root,
    starts: &[PathBuf],
    personal: Option<&Path>,
    accept: impl Fn(&str) -> bool,
) -> Listing {
    if let Some(snapshot) = root.snapshot() {
        return list_snapshot(root, snapshot, starts, accept);
    }
    let mut walk = Walk { root, accept, ignores: Ignores::default(), listing: Listing::default() };
    for file in personal.map(Path::to_path_buf).into_iter().chain(root.exclude_file()) {
        let obeyed = walk.ignores.add_for_all(&file);
        walk.expect_obeyed(&file, obeyed);
    }
    walk.enter(root.path(), 0);
    let mut folders = Vec::new();
    for start in starts {
        match walk.start(start) {
            Ok(folder) => folders.extend(folder),
            Err(kind) => {
                let path = root.relative(start).unwrap_or_else(|_| start.to_string_lossy().into());
                walk.fault(&path, kind);
            }
        }
    }
    // A folder comes before those within it, which are then known to be covered.
    folders.sort();
    let mut walked = HashSet::new();
    for folder in &folders {
        match walk.reach(folder) {
            Err(kind) => walk.fault(&slashed(root.within(folder)), kind),
            Ok(_) if folder.ancestors().any(|above| walked.contains(above)) => {}
            Ok(depth) => {
                walked.insert(folder.as_path());
                walk.folder(folder, depth);
            }
        }
    }
    let Listing { mut files, mut faults } = walk.listing;
    files.sort();
    faults.sort_unstable();
    faults.dedup();
    Listing { files, faults }
}

struct Walk<'a, Accept> {
    root: &'a Root,
    accept: Accept,
    ignores: Ignores,
    listing: Listing,
}

impl<Accept: Fn(&str) -> bool> Walk<'_, Accept> {
    /// Lists a start that is a file; answers with one that is a folder, absolute and free of links.
    fn start(&mut self, start: &Path) -> Result<Option<PathBuf>, WalkFaultKind> {
        let place = self.root.locate(start).map_err(|_| WalkFaultKind::Outside)?;
        let itself = fs::symlink_metadata(&place)?;
        let link = itself.is_symlink().then(|| self.leads(&place));
        if !fs::metadata(&place).unwrap_or(itself).is_dir() {
            self.take(&place, Origin::Named, link);
            return Ok(None);
        }
        let folder = fs::canonicalize(&place)?;
        if self.root.holds(&folder) { Ok(Some(folder)) } else { Err(WalkFaultKind::Outside) }
    }

    /// Goes from the root to a start folder, as long as nothing bars the way; answers with how many folders below the
    /// root it lies.
    fn reach(&mut self, start: &Path) -> Result<usize, WalkFaultKind> {
        let mut place = self.root.path().to_path_buf();
        let mut depth = 0;
        self.ignores.leave(1);
        for part in self.root.within(start) {
            place.push(part);
            depth += 1;
            if let Some(barred) = self.bars(&place, depth) {
                return Err(barred);
            }
            self.enter(&place, depth);
        }
        Ok(depth)
    }

    /// Lists what is in a start folder that was reached.
    fn folder(&mut self, start: &Path, depth: usize) {
        let mut entries = WalkDir::new(start).min_depth(1).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    let depth = depth + entry.depth();
                    if entry.file_name() == ".git" || self.bars(entry.path(), depth).is_some() {
                        entries.skip_current_dir();
                    } else {
                        self.enter(entry.path(), depth);
                    }
                }
                Ok(entry) => self.file(&entry, depth + entry.depth()),
                Err(error) => {
                    let path = slashed(self.root.within(error.path().unwrap_or(start)));
                    let other = || Obstacle::Other(error.to_string());
                    let obstacle = error.io_error().map_or_else(other, Obstacle::from);
                    self.fault(&path, WalkFaultKind::Unreadable(obstacle));
                }
            }
        }
    }

    /// What keeps a walk out of the folder at `place`, `depth` folders below the root. The ignore files of folders
    /// that the walk has left are dropped.
    fn bars(&mut self, place: &Path, depth: usize) -> Option<WalkFaultKind> {
        self.ignores.leave(depth);
        if self.ignores.leave_out_folder(self.root.within(place)) {
            return Some(WalkFaultKind::Ignored);
        }
        is_repository(place).then_some(WalkFaultKind::OtherRepository)
    }

    fn enter(&mut self, place: &Path, depth: usize) {
        let obeyed = self.ignores.enter(place, self.root.within(place), depth);
        self.expect_obeyed(&place.join(".gitignore"), obeyed);
    }

    fn file(&mut self, entry: &DirEntry, depth: usize) {
        let name = entry.file_name();
        let is_wanted = (self.accept)(&name.to_string_lossy());
        if !is_wanted && !entry.path_is_symlink() || name == ".git" {
            return;
        }
        self.ignores.leave(depth);
        if self.ignores.leave_out_file(self.root.within(entry.path())) {
            return;
        }
        if !is_wanted {
            // What is behind a link to a folder within is listed where it stands; what is outside would be missed silently.
            if self.leads(entry.path()) == Leads::Outside && entry.path().is_dir() {
                self.fault(&slashed(self.root.within(entry.path())), WalkFaultKind::Outside);
            }
            return;
        }
        if entry.path_is_symlink() {
            let leads = self.leads(entry.path());
            self.take(entry.path(), Origin::Found, Some(leads));
        } else if entry.file_type().is_file() {
            self.take(entry.path(), Origin::Found, None);
        }
        // Pipes, sockets and devices are no files of a repository.
    }

    fn leads(&self, link: &Path) -> Leads {
        let Ok(target) = fs::canonicalize(link) else { return Leads::Nowhere };
        if !self.root.holds(&target) {
            return Leads::Outside;
        }
        if target.is_dir() {
            return Leads::ToFolder;
        }
        Leads::ToFile(slashed(self.root.within(&target)).into())
    }

    fn take(&mut self, place: &Path, origin: Origin, link: Option<Leads>) {
        let relative = self.root.within(place);
        let exact = relative.to_str().is_none().then(|| Box::new(place.to_path_buf()));
        self.listing.files.push(Listed { path: slashed(relative).into(), place: exact, origin, link });
    }

    fn expect_obeyed(&mut self, file: &Path, obeyed: io::Result<()>) {
        if let Err(error) = obeyed {
            let path = slashed(self.root.within(file));
            self.fault(&path, WalkFaultKind::IgnoreFile((&error).into()));
        }
    }

    fn fault(&mut self, path: &str, kind: WalkFaultKind) {
        self.listing.faults.push(WalkFault { path: path.into(), kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clone with `files`, all empty but the ignore files.
    fn clone(files: &[(&str, &str)]) -> (tempfile::TempDir, Root) {
        let home = tempfile::tempdir().unwrap();
        for (path, text) in files.iter().chain([&("clone/.git/HEAD", "")]) {
            let path = home.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let root = Root::find(&home.path().join("clone")).unwrap();
        (home, root)
    }

    fn is_markdown(name: &str) -> bool {
        Path::new(name).extension().is_some_and(|extension| extension == "md")
    }

    fn walked(root: &Root, starts: &[&str]) -> Listing {
        let starts: Vec<PathBuf> = starts.iter().map(PathBuf::from).collect();
        list(root, &starts, None, is_markdown)
    }

    fn paths(listing: &Listing) -> Vec<String> {
        assert_eq!(listing.faults, []);
        listing.files.iter().map(|file| file.path().to_string()).collect()
    }

    #[test]
    fn starts_choose_what_is_listed() {
        let (_home, root) = clone(&[
            ("clone/.gitignore", "/out\ndocs/old/\nignored.md\n"),
            ("clone/a.md", ""),
            ("clone/a/b.md", ""),
            ("clone/a/.gitignore", "c.md\n"),
            ("clone/a/c.md", ""),
            ("clone/a.d/c.md", ""),
            ("clone/docs/.hidden.md", ""),
            ("clone/docs/ignored.md", ""),
            ("clone/docs/note.txt", ""),
            ("clone/docs/old/d.md", ""),
            ("clone/.git/e.md", ""),
            ("clone/other/.git/HEAD", ""),
            ("clone/other/f.md", ""),
        ]);
        for (starts, expected) in [
            (&["."][..], &["a.d/c.md", "a.md", "a/b.md", "docs/.hidden.md"][..]),
            (&["a"], &["a/b.md"]),
            (&["a/", "docs", "a.d", "a"], &["a.d/c.md", "a/b.md", "docs/.hidden.md"]),
            (&["a", "."], &["a.d/c.md", "a.md", "a/b.md", "docs/.hidden.md"]),
            (
                &["docs/note.txt", "docs/ignored.md", "a/c.md"],
                &["a/c.md", "docs/ignored.md", "docs/note.txt"],
            ),
            (&["a/b.md", "a", "a/b.md"], &["a/b.md"]),
            (&[], &[]),
        ] {
            assert_eq!(paths(&walked(&root, starts)), expected, "{starts:?}");
        }
        let both = walked(&root, &["a", "a/b.md"]);
        assert_eq!(both.files.get(0).as_ref().map(Listed::origin), Some(Origin::Named));
    }

    #[test]
    fn what_cannot_be_walked_is_told() {
        let (_home, root) = clone(&[
            ("clone/.gitignore", "/out\n"),
            ("clone/out/deep/a.md", ""),
            ("clone/other/.git", "gitdir: ../.git/modules/other\n"),
            ("clone/other/deep/b.md", ""),
            ("clone/long/.gitignore", &"#".repeat(1 << 21)),
            ("clone/long/c.md", ""),
            ("beside/d.md", ""),
        ]);
        for (start, path, kind) in [
            ("out/deep", "out/deep", WalkFaultKind::Ignored),
            ("other", "other", WalkFaultKind::OtherRepository),
            ("other/deep", "other/deep", WalkFaultKind::OtherRepository),
            ("nowhere/e.md", "nowhere/e.md", WalkFaultKind::Unreadable(Obstacle::Absent)),
            ("../beside", "../beside", WalkFaultKind::Outside),
            (".git", ".git", WalkFaultKind::Outside),
        ] {
            let listing = walked(&root, &[start, "."]);
            let fault = WalkFault { path: path.into(), kind };
            assert!(listing.faults.contains(&fault), "{start}: {:?}", listing.faults);
            assert_eq!(listing.files.len(), 1, "{start}");
        }
        let [WalkFault { path, kind: WalkFaultKind::IgnoreFile(_) }] = &walked(&root, &["."]).faults[..]
        else {
            panic!("an ignore file that is not obeyed is a fault");
        };
        assert_eq!(&**path, "long/.gitignore");
    }

    #[test]
    fn ignore_files_hold_without_a_repository_and_personal_ones_are_weakest() {
        let home = tempfile::tempdir().unwrap();
        for (path, text) in
            [(".gitignore", "a.md\n!b.md\n"), ("a.md", ""), ("b.md", ""), ("c.md", ""), ("mine", "[bc].md")]
        {
            fs::write(home.path().join(path), text).unwrap();
        }
        let root = Root::find(home.path()).unwrap();
        assert_eq!(paths(&walked(&root, &["."])), ["b.md", "c.md"]);
        let personal = home.path().join("mine");
        let listing = list(&root, &[home.path().to_path_buf()], Some(&personal), is_markdown);
        assert_eq!(paths(&listing), ["b.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_listed_and_folders_behind_them_are_not_entered() {
        use std::os::unix::fs::symlink;
        let (home, root) = clone(&[("clone/docs/a.md", ""), ("beside/b.md", "")]);
        for (link, target) in [
            ("file.md", "docs/a.md"),
            ("folder.md", "docs"),
            ("folder", "docs"),
            ("loop", "."),
            ("gone.md", "nowhere"),
            ("out.md", "../beside/b.md"),
            ("git.md", ".git/HEAD"),
            ("beside", "../beside"),
        ] {
            symlink(target, root.join(link)).unwrap();
        }
        let listing = walked(&root, &["."]);
        let links: Vec<_> =
            listing.files.iter().map(|file| (file.path().to_string(), file.link().cloned())).collect();
        let links: Vec<_> = links.iter().map(|(path, link)| (path.as_str(), link.clone())).collect();
        let expected = [
            ("docs/a.md", None),
            ("file.md", Some(Leads::ToFile("docs/a.md".into()))),
            ("folder.md", Some(Leads::ToFolder)),
            ("git.md", Some(Leads::Outside)),
            ("gone.md", Some(Leads::Nowhere)),
            ("out.md", Some(Leads::Outside)),
        ];
        assert_eq!(links, expected);
        let faults: Vec<_> = listing.faults.iter().map(|fault| (&*fault.path, &fault.kind)).collect();
        assert_eq!(faults, [("beside", &WalkFaultKind::Outside)]);
        // As a start, a link to a folder stands for the folder.
        assert_eq!(paths(&walked(&root, &["folder"])), ["docs/a.md"]);
        assert_eq!(
            walked(&root, &["beside"]).faults.first().map(|fault| &fault.kind),
            Some(&WalkFaultKind::Outside)
        );
        // A clone that is reached by a link is the same clone.
        symlink("clone", home.path().join("alias")).unwrap();
        let alias = Root::find(&home.path().join("alias/docs")).unwrap();
        assert_eq!(paths(&walked(&alias, &[".", "../file.md"])), ["docs/a.md", "file.md"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_are_kept_whatever_stands_in_them() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let (_home, root) = clone(&[("clone/\u{1b}[31m\n.md", "")]);
        let names = [&b"\xff.md"[..], b"\xfe.md"];
        for name in names {
            fs::write(root.path().join(OsStr::from_bytes(name)), name).unwrap();
        }
        let listing = walked(&root, &["."]);
        assert_eq!(paths(&listing), ["\u{1b}[31m\n.md", "\u{fffd}.md", "\u{fffd}.md"]);
        let read: Vec<Vec<u8>> =
            listing.files.iter().map(|file| fs::read(file.place(&root)).unwrap()).collect();
        assert_eq!(read, [&b""[..], b"\xfe.md", b"\xff.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn unreadable_folders_are_told_and_the_rest_is_walked() {
        use std::os::unix::fs::PermissionsExt;
        let (_home, root) = clone(&[("clone/closed/a.md", ""), ("clone/open/b.md", "")]);
        let closed = root.join("closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let listing = walked(&root, &["."]);
        let is_closed = fs::read_dir(&closed).is_err();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
        if !is_closed {
            return; // Nothing is closed to the superuser.
        }
        let kind = WalkFaultKind::Unreadable(Obstacle::Forbidden);
        assert_eq!(listing.faults, [WalkFault { path: "closed".into(), kind }]);
        assert_eq!(listing.files.len(), 1);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_path_longer_than_the_system_allows_is_told() {
        let (_home, root) = clone(&[("clone/a.md", "")]);
        // No such path can be made at once, but two halves can be put together.
        let half: PathBuf = std::iter::repeat_n("x".repeat(200), 15).collect();
        let (upper, lower) = (root.join("upper").join(&half), root.join("lower").join(&half));
        fs::create_dir_all(&upper).unwrap();
        fs::create_dir_all(&lower).unwrap();
        fs::write(lower.join("deep.md"), "").unwrap();
        fs::rename(root.join("lower"), upper.join("lower")).unwrap();
        let listing = walked(&root, &["."]);
        assert_eq!(listing.files.len(), 1);
        assert_eq!(listing.faults.len(), 1, "{:?}", listing.faults);
    }
}
