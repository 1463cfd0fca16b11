//! Where a project's table is, if no configuration says so.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::document::Head;
use crate::source::listed::Listed;
use crate::source::load::load;
use crate::source::repository::Root;
use crate::source::text::Text;
use crate::source::walk::list;

use super::config::{CONFIG_FILE, Config};
use super::select::is_markdown;

/// Where a table is looked for, in this order, below the project's folder.
const TABLE_FOLDERS: &[&str] = &["", "docs/", ".github/"];
const TABLE_FILES: &[&str] = &["SEV.md", "sev.yaml", "sev.yml", "sev.toml", "sev.json"];

/// The file of one of the usual names that is taken for the table, if there is one.
#[must_use]
pub fn usual_table(root: &Root, config: &Config) -> Option<PathBuf> {
    let mut places: Vec<PathBuf> = usual_tables(root, config).collect();
    (!places.is_empty()).then(|| places.swap_remove(taken(root, config, &places)))
}

/// The files of the usual names that may be meant for the table, where none is named, and are not among those that are read.
#[must_use]
pub fn tables_beside(root: &Root, config: &Config, read: &[Arc<str>]) -> Vec<Arc<str>> {
    if read.is_empty() || !config.tables.is_empty() {
        return vec![];
    }
    let places: Vec<PathBuf> = usual_tables(root, config).collect();
    let may_be_meant = |place: &&PathBuf| places.len() > 1 && !is_text(root, config, place);
    let paths = places.iter().filter(may_be_meant).filter_map(|place| root.relative(place).ok());
    paths.filter(|path| !read.contains(path)).collect()
}

/// Which of several files is taken: the first, unless that is text for people and another one is not.
fn taken(root: &Root, config: &Config, places: &[PathBuf]) -> usize {
    let is_table = |place: &PathBuf| places.len() == 1 || !is_text(root, config, place);
    places.iter().position(is_table).unwrap_or_default()
}

/// Whether a file is text for people, and does not seem to have a table before that.
fn is_text(root: &Root, config: &Config, place: &Path) -> bool {
    let Ok(path) = root.relative(place) else { return false };
    let text = load(root, &Listed::named(path), config.max_file_size);
    is_markdown(&place.to_string_lossy()) && text.is_ok_and(|text| !has_table(&text))
}

/// Whether a file that is called as tables are is no text for people.
pub(super) fn may_be_table(text: &Text) -> bool {
    !is_markdown(text.path()) || has_table(text)
}

/// Whether a Markdown file seems to have a table before its text, perhaps with something wrong in it.
#[must_use]
pub fn has_table(text: &Text) -> bool {
    let head = Head::read(Text::new(text.path().clone(), text.as_str()));
    let front = text.as_str().get(..head.body as usize).unwrap_or_default();
    front.contains("sev_table")
        || !head.framing.is_empty() && text.as_str().contains("sev_table")
        || says_so(head)
}

/// The files of the usual names that there are.
pub fn usual_tables(root: &Root, config: &Config) -> impl Iterator<Item = PathBuf> {
    let places = TABLE_FOLDERS.iter().flat_map(|folder| TABLE_FILES.iter().map(move |file| (folder, file)));
    places.filter_map(|(folder, file)| {
        let path = format!("{}{folder}{file}", config.folder);
        root.is_file(&path).then(|| root.join(&path))
    })
}

/// Of a file that is called as tables are: the folder of the project that it would be the table of, with its place in the order.
pub(super) fn usual_places(path: &str) -> impl Iterator<Item = (String, usize)> {
    let names = TABLE_FOLDERS.iter().flat_map(|folder| TABLE_FILES.iter().map(move |file| (folder, file)));
    names.enumerate().filter_map(move |(place, (folder, file))| {
        let above = path.strip_suffix(file)?.strip_suffix(folder)?;
        (above.is_empty() || above.ends_with('/')).then(|| (above.to_owned(), place))
    })
}

/// The Markdown files of the project that are tables by their front matter.
#[must_use]
pub fn tables_by_content(root: &Root, config: &Config) -> Vec<Text> {
    let listing = list(root, &[root.join(&config.folder)], None, is_markdown);
    let read = |file| load(root, &file, config.max_file_size).ok();
    let texts = listing.files.iter().filter_map(read);
    texts
        .filter(|text| {
            text.as_str().contains("sev_table")
                && is_table(text)
                && !is_elsewhere(root, text.path(), &config.folder)
        })
        .collect()
}

/// Whether a file below a project's folder belongs to another project: a `sevlint.toml` stands nearer to it.
pub(super) fn is_elsewhere(root: &Root, path: &str, folder: &str) -> bool {
    let below = path.match_indices('/').filter_map(|(slash, _)| path.get(..=slash));
    below
        .filter(|between| between.len() > folder.len())
        .any(|between| root.is_file(&format!("{between}{CONFIG_FILE}")))
}

fn is_table(text: &Text) -> bool {
    says_so(Head::read(Text::new(text.path().clone(), text.as_str())))
}

/// Whether front matter says that it is a table: its key may be written with escapes.
fn says_so(head: Head) -> bool {
    let entries = head.front_matter.map(|front_matter| front_matter.entries).unwrap_or_default();
    entries.iter().any(|entry| &*entry.key == "sev_table")
}
