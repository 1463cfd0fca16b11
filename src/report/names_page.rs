//! The page of all names that are known without being told, for `docs/names.md`.

use std::fmt::Write as _;

use crate::model::aliases::{FACT_ALIASES, WEAK_ALIASES};
use crate::model::field::FIELDS;
use crate::model::topic_names::NAMES;

const BEGIN: &str = "\
# Names that are known

What a postmortem states is read under these names: as keys of its front matter, as labels in its text (`**Started at:** …`, a
list, a table of two columns), and as headings of sections. Capitals do not matter, and neither do blanks, `-` and `_`. What your
team calls otherwise is for `[names]` and `[sections]` in `sevlint.toml`, or for `from` of a fact in the table; these go first.
";

const WEAK: &str = "
## Names of something near

They often tell of something near, as when the ticket was closed, and count where no other name of the field is stated: of several,
the one that stands first here.

| field | read where nothing else is stated |
| --- | --- |
";

const FACTS: &str = "
## Facts

Where the table has a fact of this name. What a name says of the unit is read with the number.

| fact | also called |
| --- | --- |
";

const SECTIONS: &str = "
## Sections

| section | also called |
| --- | --- |
";

/// The page, in Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = BEGIN.to_owned();
    page += "\n## Fields\n\n| field | what it says | also called |\n| --- | --- | --- |\n";
    for spellings in FIELDS {
        let aliases = listed(spellings.aliases.iter().map(|alias| code(alias)));
        let _ = writeln!(page, "| `{}` | {} | {aliases} |", spellings.name, spellings.field.says());
    }
    page += WEAK;
    for (field, aliases) in WEAK_ALIASES {
        let _ =
            writeln!(page, "| `{}` | {} |", field.name(), listed(aliases.iter().map(|alias| code(alias))));
    }
    page += FACTS;
    for (fact, aliases) in FACT_ALIASES {
        let alias = |(name, unit): &(&str, Option<&str>)| match unit {
            Some(unit) => format!("{} (in {unit})", code(name)),
            None => code(name),
        };
        let _ = writeln!(page, "| `{fact}` | {} |", listed(aliases.iter().map(alias)));
    }
    page += SECTIONS;
    for (_, names) in NAMES {
        let Some((name, others)) = names.split_first() else { continue };
        let _ = writeln!(page, "| {name} | {} |", listed(others.iter().map(ToString::to_string)));
    }
    page
}

fn code(name: &str) -> String {
    format!("`{name}`")
}

fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() { "—".to_owned() } else { names.join(", ") }
}
