use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::field::Field;
use crate::model::grammar::spelling::plain;
use crate::model::grammar::unknown::is_unknown;
use crate::model::placeholder::is_id_form;

use super::rule::{Across, Case, Check, Entries, FileEntry, rule};
use super::words::phrase::{counted, excerpt};

rule! {
    /// ## What it flags
    /// Two postmortems with one `id`. Translations of one postmortem (`a.md` and `a.ja.md`, `en/a.md` and `ja/a.md`) are one.
    ///
    /// ## Why
    /// Whatever refers to the incident by its id (a ticket, a chat, a report) reaches the wrong one half of the time. Mostly
    /// one file was made by copying the other.
    ///
    /// ## Flagged
    /// ~~~markdown postmortems/2026-04-01-scheduler.md
    /// ---
    /// id: INC-7
    /// severity: SEV-3
    /// ---
    /// ~~~
    /// ~~~md postmortems/2026-04-02-imports.md
    /// ---
    /// id: INC-7
    /// severity: SEV-2
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown postmortems/2026-04-01-scheduler.md
    /// ---
    /// id: INC-7
    /// severity: SEV-3
    /// ---
    /// ~~~
    /// ~~~md postmortems/2026-04-02-imports.md
    /// ---
    /// id: INC-8
    /// severity: SEV-2
    /// ---
    /// ~~~
    /// ~~~md postmortems/2026-04-02-imports.ja.md
    /// ---
    /// id: INC-8
    /// severity: SEV-2
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// Give the newer one an id of its own; if both are about one incident, make one file of them.
    ///
    /// ## When to turn it off
    /// If an incident may have several postmortems, as one from each team.
    "incident-duplicated", Error, Mending::None("which of the two keeps the id is for the authors to say"),
    { English => "two postmortems have one id", Japanese => "2 つのポストモーテムが同じ ID を持つ" },
    Check::Across(Across { take, one_with: without_language, check })
}

fn take(case: &Case<'_>) -> Option<FileEntry> {
    let said = case.postmortem.said(Field::Id)?;
    if is_placeholder(&said.text) {
        return None;
    }
    let path = case.document.text.path().clone();
    Some(FileEntry { path, key: said.text.trim().into(), span: said.span, is_chosen: true })
}

fn check(entries: &Entries<'_>) -> Vec<Diagnostic> {
    let mut by_id: BTreeMap<String, Vec<&FileEntry>> = BTreeMap::new();
    for entry in entries.all {
        by_id.entry(entry.key.to_lowercase()).or_default().push(entry);
    }
    by_id.values().filter(|alike| alike.len() > 1).flat_map(|alike| of_one_id(entries, alike)).collect()
}

/// A finding for each incident after the first, where it may be placed; else for the first.
fn of_one_id(entries: &Entries<'_>, alike: &[&FileEntry]) -> Vec<Diagnostic> {
    let mut incidents: Vec<&FileEntry> = vec![];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for entry in alike {
        if seen.insert(without_language(&entry.path)) {
            incidents.push(entry);
        }
    }
    let [first, others @ ..] = incidents.as_slice() else { return vec![] };
    let Some(second) = others.first() else { return vec![] };
    let all = incidents.len();
    let chosen: Vec<&FileEntry> = others.iter().copied().filter(|entry| entry.is_chosen).collect();
    if chosen.is_empty() && first.is_chosen {
        // It is the finding of the second, which nothing may be placed in.
        let finding = finding(entries, first, second, all);
        let incident = Some(second.key.clone().into());
        return vec![Diagnostic { incident, of: Some(second.path.clone()), ..finding }];
    }
    chosen.into_iter().map(|entry| finding(entries, entry, first, all)).collect()
}

fn finding(entries: &Entries<'_>, entry: &FileEntry, other: &FileEntry, all: usize) -> Diagnostic {
    let (message, here, there, help) = match entries.language {
        Language::English => (
            if all == 2 {
                format!("two postmortems have the id `{}`", excerpt(&entry.key))
            } else {
                format!("{} have the id `{}`", counted(all, "postmortem"), excerpt(&entry.key))
            },
            "also here",
            "another incident has this id",
            "give one of them an id of its own; if they are about one incident, make one file of them",
        ),
        Language::Japanese => (
            format!("{all} 件のポストモーテムが同じ ID `{}` を持つ", excerpt(&entry.key)),
            "ここにもある",
            "別のインシデントがこの ID を持つ",
            "それぞれに固有の ID を付ける。同じインシデントなら 1 つのファイルにまとめる",
        ),
    };
    let mut finding = Diagnostic::new(&RULE.about, entries.place(entry, here), message)
        .because(entries.place(other, there))
        .help(help);
    finding.incident = Some(entry.key.clone().into());
    finding.about_subject("id")
}

/// What stands in the template, or says that there is none yet.
fn is_placeholder(id: &str) -> bool {
    let Ok(id) = plain(id) else { return true };
    if is_unknown(&id) || id.contains(['<', '{', '[']) {
        return true;
    }
    is_id_form(&id)
        || id.split(|letter: char| !letter.is_alphanumeric()).any(is_zeros)
        || id.eq_ignore_ascii_case("none")
}

/// `000`.
fn is_zeros(word: &str) -> bool {
    word.len() >= 3 && word.bytes().all(|digit| digit == b'0')
}

/// Languages that postmortems are translated into, as they stand in paths.
const LANGUAGES: &[&str] =
    &["de", "en", "es", "fr", "id", "it", "ja", "jp", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "vi", "zh"];

/// A path without the parts that name a language: `ja/a.md`, `a.ja.md` and `a.md` are one postmortem.
fn without_language(path: &str) -> String {
    let is_language = |part: &str| {
        let main = part.split(['-', '_']).next().unwrap_or(part);
        part.len() <= 5 && LANGUAGES.contains(&main.to_ascii_lowercase().as_str())
    };
    let parts = path.split('/').filter(|part| !is_language(part)).map(|part| {
        let pieces: Vec<&str> = part.split('.').collect();
        let last = pieces.len().saturating_sub(1);
        let kept =
            pieces.iter().enumerate().filter(|(at, piece)| *at == 0 || *at == last || !is_language(piece));
        kept.map(|(_, piece)| *piece).collect::<Vec<_>>().join(".")
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translations_are_one_postmortem() {
        for (path, expected) in [
            ("postmortems/a.md", "postmortems/a.md"),
            ("postmortems/a.ja.md", "postmortems/a.md"),
            ("postmortems/a.pt-BR.md", "postmortems/a.md"),
            ("ja/postmortems/a.md", "postmortems/a.md"),
            ("postmortems/en.md", "postmortems/en.md"),
            ("postmortems/v1.2.md", "postmortems/v1.2.md"),
            ("archive/a.md", "archive/a.md"),
        ] {
            assert_eq!(without_language(path), expected, "{path}");
        }
    }

    #[test]
    fn what_a_template_left_is_no_id() {
        for (id, expected) in [
            ("INC-7", false),
            ("2026-04-01-scheduler", false),
            ("none-pizza", false),
            ("INC-2000", false),
            ("proxxy-down", false),
            ("INC-000", true),
            ("INC-XXX", true),
            ("INC-NNNN", true),
            ("<id>", true),
            ("YYYY-MM-DD", true),
            ("TBD", true),
            ("-", true),
            ("", true),
        ] {
            assert_eq!(is_placeholder(id), expected, "{id}");
        }
    }
}
