//! Patterns for paths, as `sevlint.toml` has them: relative to the folder of their file, `*` and `?` within a name,
//! `**` across folders, `[a-z]`, `{one,other}`. A pattern that names a folder holds for all that is in it.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns that belong together, such as those of one key of the configuration.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    folder: Box<str>,
    /// What the first pattern says before its first sign that stands for something else.
    first: Box<str>,
    /// What it says behind its last sign that stands for something else.
    ending: Box<str>,
    set: GlobSet,
}

/// A pattern that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobFault {
    /// Which one, counted from 0.
    pub index: usize,
    /// Why not.
    pub kind: GlobFaultKind,
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlobFaultKind {
    /// It is empty.
    Empty,
    /// It begins with `!`, as what is an exception begins elsewhere.
    Negated,
    /// It has backslashes between folders.
    Backslash,
    /// It begins or ends with a blank.
    Blank,
    /// It begins with a slash, though patterns are relative to the folder of their file.
    Absolute,
    /// It leads out of the folder of its file with `..`.
    Upwards,
    /// It has more than a thousand bytes.
    TooLong,
    /// It is no pattern: the words of the pattern library.
    Malformed(String),
}

/// Bytes of the longest pattern.
const LONGEST: usize = 1000;

impl Globs {
    /// `folder` is that of the file the patterns stand in, relative to the repository with `/`; empty for the root.
    /// Faults are told all at once, in the order of the patterns.
    pub fn new(folder: &str, patterns: &[impl AsRef<str>]) -> Result<Self, Vec<GlobFault>> {
        let mut faults = Vec::new();
        let mut set = GlobSetBuilder::new();
        for (index, pattern) in patterns.iter().enumerate() {
            match compile(pattern.as_ref()) {
                Ok(globs) => {
                    for glob in globs {
                        set.add(glob);
                    }
                }
                Err(kind) => faults.push(GlobFault { index, kind }),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        match set.build() {
            Ok(set) => {
                let first = patterns.first().map(AsRef::as_ref).unwrap_or_default();
                let literal = first.split(['*', '?', '[', '{']).next().unwrap_or_default();
                let ending = first.rsplit(['*', '?', ']', '}']).next().unwrap_or_default();
                let first = literal.trim_start_matches("./").into();
                Ok(Self { folder: folder.into(), first, ending: ending.into(), set })
            }
            // Each was fine alone, so all are too much; the last is the one that was.
            Err(error) => Err(vec![GlobFault {
                index: patterns.len().saturating_sub(1),
                kind: GlobFaultKind::Malformed(error.kind().to_string()),
            }]),
        }
    }

    /// Whether there are no patterns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// The folder that the first pattern names, relative to that of the patterns; without `/` at the end. None if it names
    /// none, as `*.md`.
    #[must_use]
    pub fn folder_of_first(&self) -> Option<String> {
        self.first.rsplit_once('/').map(|(folder, _)| folder.to_owned()).filter(|folder| !folder.is_empty())
    }

    /// What all names end in that the first pattern holds for: `.pm.md` of `**/*.pm.md`. None where that is no part of a name.
    #[must_use]
    pub fn ending_of_first(&self) -> Option<&str> {
        Some(&*self.ending).filter(|ending| !ending.is_empty() && !ending.contains('/'))
    }

    /// The first pattern, counted from 0, that holds for a path relative to the repository. None holds for a path
    /// outside the folder of the patterns.
    #[must_use]
    pub fn first_match(&self, path: &str) -> Option<usize> {
        let within = match &*self.folder {
            "" => path,
            folder => path.strip_prefix(folder)?.strip_prefix('/')?,
        };
        // Two for each pattern: the path itself, and what is in it.
        self.set.matches(within).first().map(|glob| glob / 2)
    }
}

/// The pattern twice: for the path itself, and for all that is in it if it is a folder.
fn compile(pattern: &str) -> Result<[Glob; 2], GlobFaultKind> {
    if pattern.len() > LONGEST {
        return Err(GlobFaultKind::TooLong);
    }
    if pattern.starts_with('/') {
        return Err(GlobFaultKind::Absolute);
    }
    if pattern.trim_start_matches("./").starts_with('!') {
        return Err(GlobFaultKind::Negated);
    }
    if pattern.trim() != pattern && !pattern.trim().is_empty() {
        return Err(GlobFaultKind::Blank);
    }
    // Before a letter it escapes nothing, and what is meant by `postmortems\*.md` is a folder; a star may be written `[*]`.
    let mut escaped = pattern.split('\\').skip(1).filter_map(|rest| rest.chars().next());
    if escaped.any(|next| next.is_alphanumeric() || matches!(next, '.' | '*' | '?' | '_' | '-')) {
        return Err(GlobFaultKind::Backslash);
    }
    let path = pattern.trim_start_matches("./").trim_end_matches('/');
    if path.is_empty() {
        return Err(GlobFaultKind::Empty);
    }
    if path.split('/').any(|part| part == "..") {
        return Err(GlobFaultKind::Upwards);
    }
    // `.` alone is the folder of the patterns, with all that is in it.
    let [itself, within] =
        if path == "." { ["**".into(), "**".into()] } else { [path.into(), format!("{path}/**")] };
    Ok([build(&itself)?, build(&within)?])
}

fn build(pattern: &str) -> Result<Glob, GlobFaultKind> {
    let malformed = |error: globset::Error| GlobFaultKind::Malformed(error.kind().to_string());
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map_err(malformed)?;
    // A pattern may be well-formed and still too deeply nested to be matched, which shows only here.
    GlobSet::builder().add(glob.clone()).build().map_err(malformed)?;
    Ok(glob)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_hold_for_paths() {
        for (pattern, path, expected) in [
            ("postmortems/**/*.md", "postmortems/a.md", true),
            ("postmortems/**/*.md", "postmortems/2023/04/a.md", true),
            ("postmortems/**/*.md", "old/postmortems/a.md", false),
            ("postmortems", "postmortems/2023/a.md", true),
            ("./postmortems/", "postmortems/a.md", true),
            ("postmortems", "postmortems-old/a.md", false),
            ("**/drafts", "a/drafts/b/c.md", true),
            ("**/drafts/**", "drafts/c.md", true),
            ("*.md", "a/b.md", false),
            ("*.md", ".hidden.md", true),
            ("a.{md,mdx}", "a.mdx", true),
            ("20[12]?-*.md", "2033-a.md", false),
            ("20[12]?-*.md", "201x-a.md", true),
            ("障害報告/*.md", "障害報告/一.md", true),
            ("a[*].md", "a*.md", true),
            ("a[*].md", "ab.md", false),
            ("a\\[b].md", "a[b].md", true),
            ("[!a]*.md", "b.md", true),
            ("p/!a.md", "p/!a.md", true),
            (".", "a/b.md", true),
        ] {
            let globs = Globs::new("", &[pattern]).unwrap();
            assert_eq!(globs.first_match(path).is_some(), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn patterns_are_relative_to_their_folder_and_the_first_is_named() {
        let globs = Globs::new("teams/a", &["x/*.md", "docs", "docs/*.md"]).unwrap();
        assert_eq!(globs.first_match("teams/a/docs/b.md"), Some(1));
        assert_eq!(globs.first_match("teams/a/x/b.md"), Some(0));
        assert_eq!(globs.first_match("teams/b/docs/b.md"), None);
        assert_eq!(globs.first_match("teams/ab/docs/b.md"), None);
        assert_eq!(globs.first_match("docs/b.md"), None);
        assert!(!globs.is_empty());
        assert!(Globs::default().is_empty());
        assert_eq!(Globs::default().first_match("a.md"), None);
    }

    #[test]
    fn faults_are_told_all_at_once() {
        let long = "a".repeat(LONGEST + 1);
        let nested = format!("{}a{}", "{".repeat(400), "}".repeat(400));
        let patterns = ["fine/**", "", "/docs", "a/../b", "[z-a]", "a[", "{a", &long, &nested, "./"];
        let faults = Globs::new("", &patterns).unwrap_err();
        let kinds: Vec<(usize, String)> = faults
            .into_iter()
            .map(|fault| match fault.kind {
                GlobFaultKind::Malformed(_) => (fault.index, "Malformed".into()),
                kind => (fault.index, format!("{kind:?}")),
            })
            .collect();
        let expected = [
            (1, "Empty"),
            (2, "Absolute"),
            (3, "Upwards"),
            (4, "Malformed"),
            (5, "Malformed"),
            (6, "Malformed"),
            (7, "TooLong"),
            (8, "Malformed"),
            (9, "Empty"),
        ];
        assert_eq!(kinds, expected.map(|(index, kind)| (index, kind.to_string())));
    }
}
