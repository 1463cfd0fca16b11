//! Where a new postmortem stands, and whether `check` will find it there.

use crate::diagnostic::language::Language;
use crate::lint::project::Projects;
use crate::lint::select::{Decision, by_both, by_path, is_markdown};
use crate::report::choices::why;
use crate::report::terminal_text::name;
use crate::source::document::Head;
use crate::source::globs::Globs;
use crate::source::text::Text;
use crate::source::walk::list;

use super::session::Session;

/// The path with the ending that the patterns of postmortems ask for: `a.pm.md` instead of `a.md` for `**/*.pm.md`. The path
/// as it is where that changes nothing.
#[must_use]
pub fn with_asked_ending(path: String, patterns: Option<&Globs>) -> String {
    let Some(patterns) = patterns.filter(|patterns| patterns.first_match(&path).is_none()) else {
        return path;
    };
    let other = || {
        let ending = patterns.ending_of_first().filter(|ending| is_markdown(ending))?;
        let other = format!("{}{ending}", path.strip_suffix(".md")?);
        patterns.first_match(&other).is_some().then_some(other)
    };
    other().unwrap_or(path)
}

/// Why `check` leaves a file out.
#[derive(Debug)]
pub enum LeftOut {
    /// It is not taken for a postmortem.
    Decided(Decision),
    /// It is not even looked at: git ignores it, or it stands in a folder that is not entered.
    NotListed,
}

/// Why `check` leaves a file out that was just written, if it does.
#[must_use]
pub fn left_out(path: &str, text: &str, session: &Session) -> Option<LeftOut> {
    let root = &session.root;
    let mut projects = Projects::new(root, session.request.given.clone());
    let project = projects.of_file(path).and_then(|index| projects.get(index))?;
    let has = |path: &str| root.is_file(path);
    let decision = by_path(path, &project.config, &project.table_paths, false, &has);
    let decision = by_both(decision, &Head::read(Text::new(path, text)));
    if !decision.is_taken() {
        return Some(LeftOut::Decided(decision));
    }
    let listing = list(root, &[root.path().to_path_buf()], None, is_markdown);
    let is_listed = listing.files.iter().any(|file| &**file.path() == path);
    (!is_listed).then_some(LeftOut::NotListed)
}

impl LeftOut {
    /// What is so, and what to do.
    #[must_use]
    pub fn words(&self, path: &str, language: Language) -> String {
        let path = name(path);
        let why = match (self, language) {
            (Self::Decided(decision), language) => why(decision, language),
            (Self::NotListed, Language::English) => {
                "git ignores it, or it stands in a folder that is not entered".to_owned()
            }
            (Self::NotListed, Language::Japanese) => {
                "git が無視しているか、検査で入らないフォルダーにある".to_owned()
            }
        };
        let cure = match (self, language) {
            (Self::Decided(Decision::Unlisted), Language::English) => {
                "add a glob for it to `postmortems` in sevlint.toml, or move it to where one matches"
            }
            (Self::Decided(Decision::Unlisted), Language::Japanese) => {
                "`sevlint.toml` の `postmortems` に glob を加えるか、一致する場所に移す"
            }
            (Self::Decided(Decision::Elsewhere), Language::English) => {
                "move it into a folder `postmortems`, write `type: postmortem` into it, or list it in `postmortems` of sevlint.toml"
            }
            (Self::Decided(Decision::Elsewhere), Language::Japanese) => {
                "`postmortems` フォルダーに移すか、`type: postmortem` と書くか、`sevlint.toml` の `postmortems` に加える"
            }
            (_, Language::English) => "move it, or give it another name",
            (_, Language::Japanese) => "別の場所に移すか、名前を変える",
        };
        match language {
            Language::English => format!("`sevlint check` leaves `{path}` out: {why}; {cure}"),
            Language::Japanese => format!("`sevlint check` は `{path}` を検査しない: {why}。{cure}"),
        }
    }
}
