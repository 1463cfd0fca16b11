//! Which Markdown files are postmortems, and why.

use std::sync::Arc;

use crate::source::document::Head;
use crate::source::globs::Globs;
use crate::source::node::Entry;

use super::config::{CONFIG_FILE, Config};

/// A Markdown file with what was decided about it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Relative to the repository.
    pub path: Arc<str>,
    /// Whether it is a postmortem, and why.
    pub decision: Decision,
}

/// Whether a file is a postmortem, and why.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// It is one: it was named on the command line.
    Named,
    /// It is one: a glob of `postmortems` matches.
    Listed,
    /// It is one: it stands under a folder of that name.
    Folder(String),
    /// It is one: its front matter has this `type`.
    Typed(String),
    /// It is none: `exclude` matches.
    Excluded,
    /// It is none: it is a SEV table.
    Table,
    /// It is none: it is a configuration.
    Config,
    /// It is none: it was named, and is neither Markdown nor a text with front matter.
    NotMarkdown,
    /// It is none: a README, or the index of a folder.
    Readme,
    /// It is none: a template or an example.
    Template,
    /// It is none: it tells what the severities mean.
    Rubric,
    /// It is none: it stands in the folder of one incident, beside the record of that name.
    Beside(&'static str),
    /// It is none: it is a link to a postmortem that is there anyway, or as good as one, by its path.
    Double(Arc<str>),
    /// It is none: no glob of `postmortems` matches.
    Unlisted,
    /// It is none: neither its folder nor its front matter says that it is one.
    Elsewhere,
}

impl Decision {
    /// Whether the file is a postmortem.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Named | Self::Listed | Self::Folder(_) | Self::Typed(_))
    }

    /// Whether the file is none by its name alone, so that its front matter may say otherwise: `type: postmortem`. Templates say
    /// so as well.
    #[must_use]
    pub fn is_guessed(&self) -> bool {
        matches!(self, Self::Readme | Self::Rubric | Self::Beside(_))
    }
}

/// Names of folders that hold postmortems, in lower case, without `-` and `_`.
const FOLDERS: &[&str] = &[
    "postmortem",
    "postmortems",
    "incident",
    "incidents",
    "incidentreport",
    "incidentreports",
    "outage",
    "outages",
    "incidentpostmortems",
    "postmortemreports",
    "ポストモーテム",
    "障害報告",
    "障害報告書",
    "インシデント",
    "インシデントレポート",
];

/// Whether a folder of this name holds postmortems.
#[must_use]
pub fn is_folder_of_postmortems(name: &str) -> bool {
    FOLDERS.contains(&&*fold(name))
}

/// Names of files that tell what the severities mean; they like to stand among the incidents.
const RUBRICS: &[&str] = &[
    "sev",
    "severity",
    "severities",
    "severitylevels",
    "severitydefinitions",
    "sevlevels",
    "重大度",
    "深刻度",
];

/// Whether a file is called after severities, by its name: `SEVERITY.md`.
#[must_use]
pub fn is_of_severities(name: &str) -> bool {
    is_markdown(name) && RUBRICS.contains(&&*stem(name))
}

/// What a template may be called a template of: `template-incident-report.md`. Anything else is what happened:
/// `template-engine-down.md`.
const TEMPLATE_OF: &[&str] = &[
    "incident",
    "incidentreport",
    "incidentpostmortem",
    "outage",
    "outagereport",
    "postmortem",
    "report",
    "rca",
];

/// What the record is called in the folder of one incident, the plainest name first. What stands beside it are notes.
const RECORDS: &[&str] = &[
    "postmortem.md",
    "POSTMORTEM.md",
    "post-mortem.md",
    "incident.md",
    "INCIDENT.md",
    "report.md",
    "REPORT.md",
    "index.md",
    "summary.md",
    "SUMMARY.md",
];

/// Endings of Markdown files, in lower case.
const ENDINGS: &[&str] = &[".md", ".markdown", ".mdx", ".qmd", ".md.erb"];

/// Whether a file of that name is Markdown.
#[must_use]
pub fn is_markdown(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// Endings of files of data, in lower case: one that begins with braces or hyphens is no postmortem for that.
const DATA: &[&str] = &[".yaml", ".yml", ".toml", ".json", ".jsonc", ".json5"];

/// Decides by path alone; none where the front matter has to say. `has` says whether there is a file of that path.
#[must_use]
pub fn by_path(
    path: &str,
    config: &Config,
    tables: &[Arc<str>],
    named: bool,
    has: &dyn Fn(&str) -> bool,
) -> Option<Decision> {
    let inner = inner(path, config);
    if config.exclude.first_match(path).is_some() {
        return Some(Decision::Excluded);
    }
    if tables.iter().any(|table| &**table == path) {
        return Some(Decision::Table);
    }
    let mut parts = inner.rsplit('/');
    let name = parts.next().unwrap_or(inner);
    if name == CONFIG_FILE || config.text.as_ref().is_some_and(|text| &**text.path() == path) {
        return Some(Decision::Config);
    }
    let stem = stem(name);
    let folders: Vec<&str> = parts.collect();
    if is_of_templates(&stem, folders.iter().copied()) {
        return Some(Decision::Template);
    }
    // `some-incident/index.md` is a postmortem in a folder of its own; `incidents/index.md` is a list of them.
    let listing = folders.first().is_none_or(|folder| FOLDERS.contains(&&*fold(folder)));
    if stem == "readme" || name.to_ascii_lowercase().starts_with("_index.") || (stem == "index" && listing) {
        return Some(Decision::Readme);
    }
    if named && is_markdown(name) {
        return Some(Decision::Named);
    }
    let listed = |globs: &Globs| globs.first_match(path).is_some();
    if named && config.postmortems.as_ref().is_some_and(listed) {
        return Some(Decision::Named);
    }
    if named {
        let lower = name.to_ascii_lowercase();
        return DATA.iter().any(|ending| lower.ends_with(ending)).then_some(Decision::NotMarkdown);
    }
    if RUBRICS.contains(&&*stem) {
        return Some(Decision::Rubric);
    }
    if let Some(globs) = &config.postmortems {
        return Some(if listed(globs) { Decision::Listed } else { Decision::Unlisted });
    }
    let folder = folders.iter().find(|folder| FOLDERS.contains(&&*fold(folder)))?;
    if let Some(record) = record_beside(path, has) {
        return Some(Decision::Beside(record));
    }
    Some(Decision::Folder((*folder).to_owned()))
}

/// Whether a file is called as templates are, or stands among them.
#[must_use]
pub fn is_called_template(path: &str, config: &Config) -> bool {
    let mut parts = inner(path, config).rsplit('/');
    let stem = parts.next().map(stem).unwrap_or_default();
    is_of_templates(&stem, parts)
}

fn is_of_templates<'p>(stem: &str, mut folders: impl Iterator<Item = &'p str>) -> bool {
    is_template(stem) || folders.any(|folder| is_folded(folder, "archetypes"))
}

/// The path within the project.
fn inner<'p>(path: &'p str, config: &Config) -> &'p str {
    path.strip_prefix(config.folder.as_str()).unwrap_or(path)
}

/// The record of the incident whose folder a file stands in, if that is another file.
fn record_beside(path: &str, has: &dyn Fn(&str) -> bool) -> Option<&'static str> {
    let (folder, name) = path.rsplit_once('/')?;
    let own = folder.rsplit('/').next().unwrap_or(folder);
    if !names_an_incident(own) {
        return None;
    }
    let record = RECORDS.iter().find(|record| has(&format!("{folder}/{record}")))?;
    (*record != name).then_some(record)
}

/// Whether a file is called as the record in the folder of one incident is.
#[must_use]
pub fn is_record(name: &str) -> bool {
    RECORDS.iter().any(|record| record.eq_ignore_ascii_case(name))
}

/// Whether a folder is called as one incident is: by a day, or by a number behind a word for it.
fn names_an_incident(folder: &str) -> bool {
    let is_day = |name: &str| {
        let form: String = name.chars().take(10).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        form == "0000-00-00" || form.starts_with("00000000")
    };
    let lower = folder.to_ascii_lowercase();
    let numbered = ["inc", "incident", "pm", "postmortem", "outage"].iter().any(|word| {
        let rest = lower.strip_prefix(word).map(|rest| rest.trim_start_matches(['-', '_', ' ']));
        rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
    });
    is_day(folder) || numbered
}

/// Decides by the front matter: `type: postmortem` or `type: incident`.
#[must_use]
pub fn by_front_matter(head: &Head) -> Decision {
    by_entries(
        head.front_matter.as_ref().map(|front_matter| front_matter.entries.as_slice()).unwrap_or_default(),
    )
}

/// What is decided of a file by its path and its front matter; none where the path left it to that.
#[must_use]
pub fn by_both(by_path: Option<Decision>, head: &Head) -> Decision {
    match by_path {
        Some(guess) if guess.is_guessed() => {
            Some(by_front_matter(head)).filter(Decision::is_taken).unwrap_or(guess)
        }
        Some(decision) => decision,
        None => by_front_matter(head),
    }
}

/// The same, by the entries of the front matter.
#[must_use]
pub fn by_entries(entries: &[Entry]) -> Decision {
    let stated = entries.iter().find(|entry| &*entry.key == "type");
    let stated = stated.and_then(|entry| entry.value.text()).unwrap_or_default();
    if matches!(&*fold(stated), "postmortem" | "incident") {
        return Decision::Typed(stated.to_owned());
    }
    Decision::Elsewhere
}

/// Decides about a file that was named and is not called as Markdown is: front matter says that it is one all the same.
#[must_use]
pub fn by_front_matter_of_named(head: &Head) -> Decision {
    if head.front_matter.is_some() { Decision::Named } else { Decision::NotMarkdown }
}

fn stem(name: &str) -> String {
    fold(name.split('.').next().unwrap_or(name))
}

fn is_template(stem: &str) -> bool {
    let whole = matches!(stem, "example" | "exampleincident" | "examplepostmortem");
    let of = |rest: &str| TEMPLATE_OF.contains(&rest);
    whole
        || ["template", "テンプレート", "雛形"].iter().any(|ending| stem.ends_with(ending))
        || stem.strip_prefix("template").is_some_and(of)
}

/// Whether a name is this one, which is folded.
fn is_folded(name: &str, folded: &str) -> bool {
    name.len() >= folded.len() && fold(name) == folded
}

fn fold(name: &str) -> String {
    let is_kept = |c: &char| !matches!(c, '-' | '_' | ' ');
    if name.is_ascii() {
        let mut folded = String::with_capacity(name.len());
        folded.extend(name.bytes().map(|byte| char::from(byte.to_ascii_lowercase())).filter(is_kept));
        return folded;
    }
    name.chars().filter(is_kept).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_decide() {
        let config = Config::default_in(String::new());
        let tables: Vec<Arc<str>> = vec!["SEV.md".into()];
        for (path, decision) in [
            ("postmortems/2026-04-01.md", Some("Folder")),
            ("docs/Post-Mortems/a.md", Some("Folder")),
            ("障害報告/a.md", Some("Folder")),
            ("docs/incidents/2022-12-13-root-full/index.md", Some("Folder")),
            ("docs/incidents/index.md", Some("Readme")),
            ("docs/incidents/_index.md", Some("Readme")),
            ("incidents/README.md", Some("Readme")),
            ("incidents/2026-04-01-disk-full/README.md", Some("Readme")),
            ("incidents/TEMPLATE.md", Some("Template")),
            ("incidents/_template.md", Some("Template")),
            ("incidents/PMyyyy-nnn - Postmortem template.md", Some("Template")),
            ("incidents/example-incident.md", Some("Template")),
            ("incidents/EXAMPLE.md", Some("Template")),
            ("archetypes/incidents/default.md", Some("Template")),
            ("incidents/template-incident-report.md", Some("Template")),
            ("incidents/2026-04-01-template-engine-down.md", Some("Folder")),
            ("incidents/template-engine-down.md", Some("Folder")),
            ("incidents/severity.md", Some("Rubric")),
            ("incidents/2026-04-01-severity-service-down.md", Some("Folder")),
            ("SEV.md", Some("Table")),
            ("docs/runbook.md", None),
            ("incidents/INC-31/SUMMARY.md", Some("Folder")),
            ("incidents/INC-31/RESEARCH.md", Some("Beside")),
            ("incidents/2026-04-01-disk/notes.md", Some("Beside")),
            ("incidents/2026-04-01-disk/index.md", Some("Folder")),
            ("incidents/2026-q1/notes.md", Some("Folder")),
        ] {
            let has = |path: &str| {
                path == "incidents/INC-31/SUMMARY.md" || path == "incidents/2026-04-01-disk/index.md"
            };
            let found = by_path(path, &config, &tables, false, &has);
            let name = found.map(|found| format!("{found:?}").split('(').next().map(str::to_owned));
            assert_eq!(name.flatten().as_deref(), decision, "{path}");
        }
        for (path, decision) in [
            ("docs/x.md", Some(Decision::Named)),
            ("docs/x.MDX", Some(Decision::Named)),
            ("docs/x.txt", None),
            ("src/main.rs", None),
            ("Makefile", None),
            ("data.YAML", Some(Decision::NotMarkdown)),
            ("team/sevlint.toml", Some(Decision::Config)),
        ] {
            assert_eq!(by_path(path, &config, &tables, true, &|_| false), decision, "{path}");
        }
    }
}
