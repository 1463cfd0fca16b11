//! Where a repository begins, and how its files are called: by paths relative to its root, with `/`.
//!
//! Only plain reading happens here; `git` is not run, unless what it keeps is to be read instead of the work tree.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::snapshot::Snapshot;

/// The root of a repository, and the folder from which it was asked for.
#[derive(Clone, Debug)]
pub struct Root {
    path: PathBuf,
    start: PathBuf,
    /// What is read instead of the work tree.
    snapshot: Option<Arc<Snapshot>>,
    /// Texts that files have instead of those on the disk.
    texts: Arc<BTreeMap<Arc<str>, Arc<[u8]>>>,
}

/// A path that does not lie in the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Where it leads, absolute, free of links as far as it exists.
    pub target: PathBuf,
}

impl Root {
    /// The root of the repository that `start` (a folder, or a file in it) belongs to: the nearest folder, from
    /// `start` upwards, that has a `.git`. Where there is none, `start` itself is the root.
    ///
    /// Fails where `start` does not exist or cannot be reached.
    pub fn find(start: &Path) -> io::Result<Self> {
        let start = fs::canonicalize(start)?;
        let start = match start.parent() {
            Some(parent) if start.is_file() => parent.to_path_buf(),
            _ => start,
        };
        let path = start.ancestors().find(|folder| is_repository(folder)).unwrap_or(&start).to_path_buf();
        Ok(Self { path, start, snapshot: None, texts: Arc::default() })
    }

    /// The same repository, of which a tree that git keeps is read instead of the work tree.
    #[must_use]
    pub fn with_snapshot(self, snapshot: Arc<Snapshot>) -> Self {
        Self { snapshot: Some(snapshot), ..self }
    }

    /// What is read instead of the work tree, if something is.
    #[must_use]
    pub fn snapshot(&self) -> Option<&Snapshot> {
        self.snapshot.as_deref()
    }

    /// The same repository, in which files (by their names, relative to the root) have other texts than on the disk, beside
    /// those that have one already. A walk finds none by this that it would not find otherwise; whoever asks for one by its
    /// name has it, even where the disk has none.
    #[must_use]
    pub fn with_texts(&self, texts: BTreeMap<Arc<str>, Arc<[u8]>>) -> Self {
        let mut all = self.texts.as_ref().clone();
        all.extend(texts);
        Self { texts: Arc::new(all), ..self.clone() }
    }

    /// What a file has instead of what is on the disk.
    #[must_use]
    pub(super) fn text_instead(&self, relative: &str) -> Option<&Arc<[u8]>> {
        self.texts.get(relative)
    }

    /// Whether it is the root of a repository, not just a folder.
    #[must_use]
    pub fn is_repository(&self) -> bool {
        is_repository(&self.path)
    }

    /// The root, absolute and free of links.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that relative paths of the command line start from, absolute and free of links.
    #[must_use]
    pub fn start(&self) -> &Path {
        &self.start
    }

    /// The name of a file or folder in the repository: relative to the root, with `/`; the root itself is empty.
    ///
    /// `path` is absolute, or relative to [`start`](Self::start), and need not exist. Links to folders on the way
    /// are resolved; the last part is not, so that a link to a file keeps its own name. Parts that are not UTF-8
    /// are shown with replacement characters.
    pub fn relative(&self, path: &Path) -> Result<Arc<str>, Outside> {
        self.locate(path).map(|place| slashed(self.within(&place)).into())
    }

    /// The same as [`relative`](Self::relative), but absolute and as it is, UTF-8 or not.
    pub fn locate(&self, path: &Path) -> Result<PathBuf, Outside> {
        let target = resolve(&self.start.join(path));
        if target.starts_with(&self.path) { Ok(target) } else { Err(Outside { target }) }
    }

    /// The part of an absolute path that lies below the root.
    pub(super) fn within<'a>(&self, place: &'a Path) -> &'a Path {
        place.strip_prefix(&self.path).unwrap_or(place)
    }

    /// Where the file or folder of that name lies. The opposite of [`relative`](Self::relative).
    #[must_use]
    pub fn join(&self, relative: &str) -> PathBuf {
        // Part by part, because `/` separates nothing in the `\\?\` paths of Windows.
        let mut path = self.path.clone();
        path.extend(relative.split('/').filter(|part| !part.is_empty()));
        path
    }

    /// Whether a file of that name is there, perhaps behind links.
    #[must_use]
    pub fn is_file(&self, relative: &str) -> bool {
        match &self.snapshot {
            _ if self.texts.contains_key(relative) => true,
            Some(snapshot) => snapshot.is_file(relative),
            None => self.join(relative).is_file(),
        }
    }

    /// Whether a file or folder of that name is there, which may be a link. Nothing outside is looked at: what a link on
    /// the way leads to there counts as being there.
    #[must_use]
    pub fn has(&self, relative: &str) -> bool {
        if let Some(snapshot) = &self.snapshot {
            return self.relative(&self.join(relative)).map_or(true, |path| snapshot.has(&path));
        }
        match self.locate(&self.join(relative)) {
            Ok(place) => fs::symlink_metadata(place).is_ok(),
            Err(Outside { .. }) => true,
        }
    }

    /// Whether `target`, which must be free of links, belongs to the files of the repository. The `.git` folder
    /// does not: it may hold credentials, and a link into it would show them.
    #[must_use]
    pub fn holds(&self, target: &Path) -> bool {
        target.starts_with(&self.path)
            && self.within(target).components().all(|part| part.as_os_str() != ".git")
    }

    /// The ignore file of this clone, which is not shared: `info/exclude` in the `.git` folder, or in the one that
    /// the `.git` file of a worktree leads to.
    #[must_use]
    pub fn exclude_file(&self) -> Option<PathBuf> {
        let dot_git = self.path.join(".git");
        if dot_git.is_dir() {
            return Some(dot_git.join("info").join("exclude"));
        }
        let folder = self.path.join(gitfile_target(&dot_git)?);
        // A worktree shares all but its index and HEAD with the clone it was made from.
        let shared = match fs::read_to_string(folder.join("commondir")) {
            Ok(common) => folder.join(common.trim_end()),
            Err(_) => folder,
        };
        Some(shared.join("info").join("exclude"))
    }
}

/// Whether a repository begins in this folder: it has a `.git` folder with a `HEAD`, or a `.git` file that leads to
/// one, as worktrees and submodules have. An empty `.git` folder makes no repository, for git neither.
pub(super) fn is_repository(folder: &Path) -> bool {
    let dot_git = folder.join(".git");
    let Ok(found) = fs::metadata(&dot_git) else { return false };
    if found.is_dir() {
        // `HEAD` may be a link that leads nowhere, so it is not followed.
        return fs::symlink_metadata(dot_git.join("HEAD")).is_ok();
    }
    found.is_file() && gitfile_target(&dot_git).is_some()
}

/// What `gitdir: PATH` in a `.git` file says.
fn gitfile_target(dot_git: &Path) -> Option<PathBuf> {
    // It is one line; something larger is another kind of file.
    const LONGEST: u64 = 64 * 1024;
    let found = fs::metadata(dot_git).ok()?;
    if !found.is_file() || found.len() > LONGEST {
        return None;
    }
    let text = fs::read_to_string(dot_git).ok()?;
    let target = text.strip_prefix("gitdir:")?.trim_start_matches(' ').trim_end_matches(['\n', '\r']);
    if target.is_empty() { None } else { Some(PathBuf::from(target)) }
}

/// `path` without `.`, `..` and links, except that its last part may be a link, and may not exist.
fn resolve(path: &Path) -> PathBuf {
    let (Some(parent), Some(Component::Normal(name))) = (path.parent(), path.components().next_back()) else {
        return fs::canonicalize(path).unwrap_or_else(|_| without_dots(path));
    };
    // Only what exists can be resolved: the rest of the path is put behind the nearest folder that does.
    for existing in parent.ancestors() {
        let Ok(real) = fs::canonicalize(existing) else { continue };
        let rest = parent.strip_prefix(existing).unwrap_or(Path::new(""));
        return without_dots(&real.join(rest).join(name));
    }
    without_dots(path)
}

/// `path` with `.` and `..` worked out by name alone.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            _ => plain.push(part),
        }
    }
    plain
}

/// The parts of a relative path, with `/` between them whatever the platform.
pub(super) fn slashed(relative: &Path) -> String {
    let mut text = String::with_capacity(relative.as_os_str().len());
    for part in relative.components() {
        if !text.is_empty() {
            text.push('/');
        }
        text.push_str(&part.as_os_str().to_string_lossy());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with `files` (a name that ends with `/` is a folder), which lives as long as the answer.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = home.path().join(name);
            fs::create_dir_all(if name.ends_with('/') { &path } else { path.parent().unwrap() }).unwrap();
            if !name.ends_with('/') {
                fs::write(path, text).unwrap();
            }
        }
        home
    }

    #[test]
    fn the_root_is_the_nearest_folder_with_a_git() {
        let home = folder(&[
            ("clone/.git/HEAD", "ref: refs/heads/main\n"),
            ("clone/a/b/note.md", ""),
            ("clone/worktree/.git", "gitdir: ../.git/worktrees/w\n"),
            ("clone/worktree/c/", ""),
            ("clone/half/.git/", ""),
            ("clone/odd/.git", "not a git file"),
            ("plain/d/", ""),
        ]);
        let real = fs::canonicalize(home.path()).unwrap();
        for (start, root) in [
            ("clone", "clone"),
            ("clone/a/b", "clone"),
            ("clone/a/b/note.md", "clone"),
            ("clone/a/../a", "clone"),
            ("clone/worktree/c", "clone/worktree"),
            ("clone/half", "clone"),
            ("clone/odd", "clone"),
            ("plain/d", "plain/d"),
        ] {
            let found = Root::find(&home.path().join(start)).unwrap();
            assert_eq!(found.path(), real.join(root), "{start}");
            assert_eq!(found.is_repository(), root.starts_with("clone"), "{start}");
        }
        assert!(Root::find(&home.path().join("nowhere")).is_err());
    }

    #[test]
    fn paths_are_told_from_the_root() {
        let home = folder(&[("r/.git/HEAD", ""), ("r/docs/a.md", ""), ("r2/b.md", "")]);
        let root = Root::find(&home.path().join("r/docs")).unwrap();
        for (path, expected) in [
            ("a.md", Some("docs/a.md")),
            ("./a.md", Some("docs/a.md")),
            ("../docs//a.md", Some("docs/a.md")),
            ("not/yet/there.md", Some("docs/not/yet/there.md")),
            (".", Some("docs")),
            ("..", Some("")),
            ("../..", None),
            ("../../r2/b.md", None),
            ("/nowhere/else.md", None),
        ] {
            assert_eq!(root.relative(Path::new(path)).ok().as_deref(), expected, "{path}");
        }
        let absolute = root.path().join("docs").join("a.md");
        assert_eq!(root.relative(&absolute).as_deref(), Ok("docs/a.md"));
        assert_eq!(root.join("docs/a.md"), absolute);
        assert_eq!(root.join(""), root.path());
        for (name, there) in [("docs", true), ("docs/a.md", true), ("docs/b.md", false), ("x/a.md", false)] {
            assert_eq!(root.has(name), there, "{name}");
        }
    }

    #[test]
    fn the_git_folder_holds_none_of_the_repositorys_files() {
        let home = folder(&[("r/.git/HEAD", "")]);
        let root = Root::find(&home.path().join("r")).unwrap();
        assert!(root.holds(&root.join("a/.gitignore")));
        assert!(!root.holds(&root.join(".git/config")));
        assert!(!root.holds(&root.join("sub/.git/config")));
        assert!(!root.holds(&root.path().with_file_name("r2")));
    }

    #[test]
    fn a_worktree_shares_the_exclude_file_of_its_clone() {
        let home = folder(&[
            ("clone/.git/HEAD", ""),
            ("clone/.git/worktrees/w/commondir", "../..\n"),
            ("w/.git", "gitdir: ../clone/.git/worktrees/w\n"),
            ("clone/.git/info/exclude", "*.tmp\n"),
        ]);
        for start in ["clone", "w"] {
            let root = Root::find(&home.path().join(start)).unwrap();
            assert_eq!(fs::read_to_string(root.exclude_file().unwrap()).unwrap(), "*.tmp\n", "{start}");
        }
        let plain = tempfile::tempdir().unwrap();
        assert_eq!(Root::find(plain.path()).unwrap().exclude_file(), None);
    }

    #[cfg(unix)]
    #[test]
    fn links_on_the_way_are_resolved_and_the_last_one_keeps_its_name() {
        use std::os::unix::fs::symlink;
        let home = folder(&[("r/.git/HEAD", ""), ("r/docs/a.md", ""), ("out/b.md", "")]);
        symlink("docs", home.path().join("r/papers")).unwrap();
        symlink("../out", home.path().join("r/away")).unwrap();
        symlink("../out/b.md", home.path().join("r/link.md")).unwrap();
        let root = Root::find(&home.path().join("r")).unwrap();
        assert_eq!(root.relative(Path::new("papers/a.md")).as_deref(), Ok("docs/a.md"));
        assert_eq!(root.relative(Path::new("link.md")).as_deref(), Ok("link.md"));
        assert!(root.relative(Path::new("away/b.md")).is_err());
        assert!(root.has("link.md") && root.has("papers/a.md") && !root.has("papers/b.md"));
        assert!(root.has("away/anything.md"), "nobody looks outside");
        assert!(
            root.relative(Path::new("away/../docs/a.md")).is_err(),
            "`..` goes back from where the link led"
        );
    }
}
