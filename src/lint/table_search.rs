//! Where a project's table is, if no configuration says so.

use std::path::PathBuf;

use crate::source::document::Head;
use crate::source::load::load;
use crate::source::repository::Root;
use crate::source::text::Text;
use crate::source::walk::list;

use super::config::{CONFIG_FILE, Config};
use super::select::is_markdown;

/// Where a table is looked for, in this order, below the project's folder.
const TABLE_FOLDERS: &[&str] = &["", "docs/", ".github/"];
const TABLE_FILES: &[&str] = &["SEV.md", "sev.yaml", "sev.yml", "sev.toml", "sev.json"];

/// The file of one of the usual names, if there is one.
#[must_use]
pub fn usual_table(root: &Root, config: &Config) -> Option<PathBuf> {
    usual_tables(root, config).next()
}

/// The files of the usual names that there are; the first is taken for the table.
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
    let head = Head::read(Text::new(text.path().clone(), text.as_str()));
    let entries = head.front_matter.map(|front_matter| front_matter.entries).unwrap_or_default();
    entries.iter().any(|entry| &*entry.key == "sev_table")
}
