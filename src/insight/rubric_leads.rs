//! A severity table that people wrote as paragraphs or items that begin with a level in bold: `**SEV-1** — Service is down.`

use crate::source::document::Document;

use super::level_word::numbered;
use super::rubric::RubricLevel;
use super::rubric_headings::{filled, named};
use super::rubric_order::worst_first;

/// The levels that paragraphs or items of a document begin with, if they are such. Words alone are no levels here: `**High**` stands
/// before many things.
#[must_use]
pub fn levels_in_leads(document: &Document) -> Option<Vec<RubricLevel>> {
    let outline = &document.outline;
    let mut levels: Vec<RubricLevel> = vec![];
    for item in &outline.items {
        levels.extend(lead(document, item.text.start as usize, item.span.end as usize));
    }
    let starts: Vec<usize> = outline.paragraphs.iter().map(|span| span.start as usize).collect();
    // What follows is read once for each, up to the next.
    let leads =
        starts.into_iter().filter(|start| document.text.as_str().get(*start..).and_then(opening).is_some());
    let leads: Vec<usize> = leads.collect();
    for (index, start) in leads.iter().enumerate() {
        let heading = outline.headings.iter().map(|heading| heading.span.start as usize);
        let next = leads.get(index + 1).copied().into_iter().chain(heading).filter(|next| next > start).min();
        levels.extend(lead(document, *start, next.unwrap_or(document.text.as_str().len())));
    }
    let mut ids: Vec<&str> = levels.iter().map(|level| level.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let says = levels.iter().filter(|level| !level.says.is_empty()).count();
    (levels.len() >= 2 && ids.len() == levels.len() && says >= 2).then(|| worst_first(levels))?
}

/// The level that a text begins with.
fn lead(document: &Document, start: usize, end: usize) -> Option<RubricLevel> {
    let (level, rest) = opening(document.text.as_str().get(start..end)?)?;
    let rest = rest.trim_start_matches([':', '：', '—', '–', '-', ' ']);
    let mut level = filled(level, rest);
    for says in &mut level.says {
        // Any one of them is enough, which need not be said of each.
        let kept = says.trim_end_matches(" OR").trim_end_matches(" or").trim_end_matches([',', ';']);
        *says = kept.to_owned();
    }
    // `**SEV-1** — Service downtime.`, and a list of what that is: the first is what the level is called.
    let is_alone = rest.lines().nth(1).is_none_or(|line| line.trim().is_empty());
    if level.name.is_none() && level.says.len() > 1 && is_alone {
        level.name = Some(level.says.remove(0).trim_end_matches(['.', '。', ':', '：']).to_owned());
    }
    Some(level)
}

/// The level in bold at the start of a line, with what it is called, and what follows.
fn opening(text: &str) -> Option<(RubricLevel, &str)> {
    let (bold, _) = text.lines().next()?.strip_prefix("**")?.split_once("**")?;
    let level = named(bold.trim_end_matches([':', '：', ' ']))?;
    numbered(&level.id)?;
    Some((level, text.get(bold.len() + "****".len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn levels(text: &str) -> Vec<RubricLevel> {
        levels_in_leads(&Document::parse(Text::new("severity.md", text))).unwrap_or_default()
    }

    #[test]
    fn paragraphs_with_lists_below_them() {
        let found = levels(
            "# Playbook\n\n**Ratified:** 2026-04-22.\n\n## Definitions\n\n**SEV-2** — Degraded.\n\n- It is slow for\n  many, OR\n\
             - One region is gone.\n\n**SEV-1** — Down.\n\n- All is gone, or\n- Data is lost.\n\n## Timelines\n\nOther things.\n",
        );
        let [down, degraded] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!((down.id.as_str(), down.name.as_deref()), ("SEV-1", Some("Down")));
        assert_eq!(down.says, ["All is gone", "Data is lost."]);
        assert_eq!(degraded.says, ["It is slow for many", "One region is gone."]);
    }

    #[test]
    fn items_that_begin_with_a_level() {
        let found = levels(
            "- **P1:** All customers are hit.\n- **P2 (major)**: Some are.\n- **P3**: Nobody is.\n\nMore.\n",
        );
        let said: Vec<(&str, Option<&str>, &str)> = found
            .iter()
            .map(|level| {
                (level.id.as_str(), level.name.as_deref(), level.says.first().map_or("", String::as_str))
            })
            .collect();
        assert_eq!(
            said,
            [
                ("P1", None, "All customers are hit."),
                ("P2", Some("major"), "Some are."),
                ("P3", None, "Nobody is.")
            ]
        );
    }

    #[test]
    fn other_bold_words_are_no_levels() {
        for text in [
            "**Severity:** SEV-1\n\n**Status:** done\n",
            "- **High**: 3 findings\n- **Low**: 5 findings\n",
            "**SEV-1** — Down.\n\nThat is all.\n",
            "- **Step 1**: do it\n- **Step 2**: then that\n",
        ] {
            assert!(levels(text).is_empty(), "{text}");
        }
    }
}
