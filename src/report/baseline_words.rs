//! What became of the lists of known findings, in words.

use crate::diagnostic::language::Language;
use crate::lint::config::CONFIG_FILE;
use crate::lint::outcome::Kept;
use crate::rules::words::phrase::counted;

use super::terminal_text::name;
use super::typed_path::path_from;

/// What became of a baseline, if there is something to say.
#[must_use]
pub fn baseline_words(kept: &Kept, language: Language) -> Option<String> {
    match language {
        Language::English => english_baseline(kept),
        Language::Japanese => japanese_baseline(kept),
    }
}

fn japanese_baseline(kept: &Kept) -> Option<String> {
    let file = name(&kept.name);
    let mut parts = vec![];
    if kept.upkeep.is_asked() {
        let mut changes = vec![];
        if kept.added > 0 {
            changes.push(format!("{} 件を追加", kept.added));
        }
        if kept.pruned > 0 {
            changes.push(format!("{} 件を削除", kept.pruned));
        }
        let changes =
            if changes.is_empty() { "新しいものはない".to_owned() } else { changes.join("、") };
        parts.push(format!("`{file}` の既知の指摘は {} 件: {changes}", kept.entries));
        parts.extend(
            to_name(kept)
                .map(|(config, line)| format!("{config} に `{line}` と書けば、以後の `check` でも使われる")),
        );
    }
    if kept.stale > 0 {
        parts.push(format!(
            "`{file}` のうち {} 件はもう見つからない。`--prune-baseline` で削除できる",
            kept.stale
        ));
    }
    (!parts.is_empty()).then(|| parts.join("。"))
}

/// The configuration that does not name a list that was written, and the line that would.
fn to_name(kept: &Kept) -> Option<(String, String)> {
    let folder = kept.unnamed_in.as_ref().filter(|_| kept.upkeep.add)?;
    let path = path_from(&kept.name, folder);
    let path = path.strip_prefix("./").unwrap_or(&path);
    Some((format!("{}{CONFIG_FILE}", name(folder)), format!("baseline = \"{}\"", name(path))))
}

fn english_baseline(kept: &Kept) -> Option<String> {
    let file = name(&kept.name);
    let mut parts = vec![];
    if kept.upkeep.is_asked() {
        let mut changes = vec![];
        if kept.added > 0 {
            changes.push(format!("{} added", kept.added));
        }
        if kept.pruned > 0 {
            changes.push(format!("{} taken out", kept.pruned));
        }
        let changes = if changes.is_empty() { "none is new".to_owned() } else { changes.join(", ") };
        parts.push(format!("`{file}` lists {}: {changes}", counted(kept.entries, "known finding")));
        parts.extend(to_name(kept).map(|(config, line)| {
            format!("write `{line}` into {config}: without it, `check` does not know them")
        }));
    }
    if kept.stale > 0 {
        let are = if kept.stale == 1 { "is" } else { "are" };
        let them = if kept.stale == 1 { "it" } else { "them" };
        parts.push(format!(
            "{} in `{file}` {are} no longer found; `--prune-baseline` takes {them} out",
            counted(kept.stale, "known finding")
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}
