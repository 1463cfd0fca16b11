//! Files that are called as SEV tables are, and whether they are one: people write a `SEV.md` for people, too.

use crate::lint::config::Config;
use crate::lint::select::is_markdown;
use crate::lint::table_search::{has_table, usual_tables};
use crate::source::document::Head;
use crate::source::load::load;
use crate::source::text::Text;
use crate::source::walk::list;

use super::session::Session;

/// A file that is called as a SEV table is, and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// Where it is, relative to the folder.
    pub path: String,
    /// The same relative to the repository.
    pub full_path: String,
    /// What stands in it.
    pub text: String,
    /// Whether front matter can be put before its text: it has none.
    pub is_bare: bool,
}

impl Plain {
    /// Where a table can be put beside it.
    #[must_use]
    pub fn beside(&self) -> String {
        let folder = self.path.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        folder.unwrap_or_default() + "sev.yaml"
    }
}

/// The first file that is called as a table is and may be one, relative to the folder; and the first that is none, where it stands
/// before that.
#[must_use]
pub fn tables_here(session: &Session, folder: &str, config: &Config) -> (Option<String>, Option<Plain>) {
    let mut plain = None;
    for place in usual_tables(&session.root, config) {
        let Ok(path) = session.root.relative(&place) else { continue };
        let inner = path.strip_prefix(folder).unwrap_or(&path).to_owned();
        let listed = list(&session.root, &[place], None, is_markdown).files;
        let text = listed.iter().find_map(|file| load(&session.root, &file, config.max_file_size).ok());
        let Some(found) = text.and_then(|text| plain_of(&inner, &text)) else {
            return (Some(inner), plain);
        };
        plain = plain.or(Some(found));
    }
    (None, plain)
}

/// A Markdown file without a table before its text. One that seems to have one is for `check` to read.
fn plain_of(path: &str, text: &Text) -> Option<Plain> {
    if !is_markdown(path) {
        return None;
    }
    if has_table(text) {
        return None;
    }
    let head = Head::read(Text::new(text.path().clone(), text.as_str()));
    let is_bare = head.front_matter.is_none() && head.framing.is_empty();
    let full_path = text.path().to_string();
    Some(Plain { path: path.to_owned(), full_path, text: text.as_str().to_owned(), is_bare })
}
