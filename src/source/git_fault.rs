//! What keeps git from answering, as data; in words it is said by those who asked.

/// What keeps git from answering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitFault {
    /// There is no program of that name.
    NoGit,
    /// The folder is not the top of a repository that git knows.
    NoRepository,
    /// The repository belongs to somebody else, and git was not told to trust it.
    Untrusted,
    /// A name of a commit that may not be one: empty, or it begins with `-`.
    NoName(String),
    /// No commit of that name.
    UnknownCommit {
        /// As typed.
        name: String,
        /// Whether only a part of the history was fetched.
        shallow: bool,
    },
    /// There is no commit at all yet.
    NoCommitYet,
    /// Only a part of the history was fetched, and what is asked for is not in it.
    Shallow,
    /// Contents of earlier commits were left out when the repository was cloned, and nothing is fetched here.
    Partial,
    /// Two commits with no history in common.
    NoMergeBase {
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
    /// Something else, in the words of git.
    Failed {
        /// The command.
        asked: String,
        /// What it said.
        said: String,
    },
}

impl GitFault {
    /// What git said on standard error, understood as far as that matters.
    #[must_use]
    pub(super) fn of_words(asked: &str, said: &str) -> Self {
        if said.contains("dubious ownership") {
            return Self::Untrusted;
        }
        if said.contains("not a git repository") || said.contains("must be run in a work tree") {
            return Self::NoRepository;
        }
        let unfetched = ["promisor", "unable to read", "missing blob", "lazy fetching disabled"];
        if unfetched.iter().any(|words| said.contains(words)) {
            return Self::Partial;
        }
        let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let line = line.trim_start_matches("fatal: ").trim_start_matches("error: ");
        Self::Failed { asked: asked.to_owned(), said: line.to_owned() }
    }
}
