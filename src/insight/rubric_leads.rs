//! A severity table that people wrote as paragraphs or items that begin with a level: `**SEV-1** — Service is down.`, and below a
//! heading that says so `- Critical: Service is down.`, too.

use crate::source::document::Document;
use crate::table::level_rank::rank;

use super::level_word::{level_word, numbered};
use super::rubric::RubricLevel;
use super::rubric_bearing::is_defined_at;
use super::rubric_columns::Column;
use super::rubric_headings::{named, part};
use super::rubric_names::{called, is_numbered_level, rank_of_kind};
use super::rubric_runs::{Entry, InText};
use super::rubric_under::{filled, led_by};

/// So long is what a level is called at most, in letters.
const LONGEST_NAME: usize = 60;

/// So far is looked for the end of what is set apart, in letters.
const LONGEST_LEAD: usize = 200;

/// The levels that paragraphs or items of a document begin with: those with a number that are set apart, wherever they stand, and under
/// headings that say that levels of severity are defined there also others. Elsewhere `**High**` stands before many things.
#[must_use]
pub fn levels_in_leads(document: &Document) -> InText {
    let outline = &document.outline;
    let text = document.text.as_str();
    let mut items: Vec<(usize, usize)> = vec![];
    for item in &outline.items {
        items.push((item.text.start as usize, item.span.end as usize));
    }
    let paragraphs: Vec<usize> = outline.paragraphs.iter().map(|span| span.start as usize).collect();
    // Lines of a paragraph, too.
    let mut lines: Vec<usize> = vec![];
    for span in &outline.paragraphs {
        let within =
            document.text.slice(*span).match_indices('\n').map(|(at, _)| span.start as usize + at + 1);
        lines.extend(std::iter::once(span.start as usize).chain(within));
    }
    let begins = |at: usize| text.get(at..).is_some_and(|text| opening(text, true).is_some());
    lines.retain(|start| begins(*start));
    lines.sort_unstable();
    let mut found = set(document, &items, &paragraphs, &lines, false);
    items.retain(|(start, _)| begins(*start));
    items.sort_unstable();
    // What stands above the first heading is what the file is called after.
    let ends = outline.headings.iter().map(|heading| heading.span.start as usize).chain([text.len()]);
    let starts = outline.headings.iter().map(|heading| Some(heading.span.end as usize));
    for (heading, end) in std::iter::once(None).chain(starts).zip(ends) {
        let start = heading.unwrap_or(document.body as usize);
        let is_defined = || match heading {
            Some(end) => is_defined_at(document, end.saturating_add(1)),
            None => is_called_so(document.text.path()),
        };
        let from = items.partition_point(|(at, _)| *at < start);
        let items = items.get(from..items.partition_point(|(at, _)| *at < end)).unwrap_or_default();
        let from = lines.partition_point(|at| *at < start);
        let lines = lines.get(from..lines.partition_point(|at| *at < end)).unwrap_or_default();
        if items.len() + lines.len() > 1 && is_defined() {
            found.tables.extend(set(document, items, lines, lines, true).tables);
        }
    }
    found
}

/// Whether a file is called after levels of severity: `SEV.md`.
fn is_called_so(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.split('.').next().unwrap_or_default();
    stem == "sev"
        || stem.starts_with("severit")
        || ["重大度", "深刻度"].iter().any(|word| stem.contains(word))
}

/// The levels that items and lines begin with. `others` are lines that begin with a level, in their order: there another one begins.
fn set(
    document: &Document,
    items: &[(usize, usize)],
    lines: &[usize],
    others: &[usize],
    is_defined: bool,
) -> InText {
    let headings = &document.outline.headings;
    let mut entries: Vec<Entry> = vec![];
    let mut take = |start: usize, end: usize| {
        let behind = headings.partition_point(|heading| heading.span.start as usize <= start);
        let found = lead(document, start, end, is_defined);
        entries.extend(found.map(|(level, is_part)| Entry {
            at: start,
            under: behind.checked_sub(1),
            level,
            response: None,
            is_part,
        }));
    };
    for (start, end) in items {
        take(*start, *end);
    }
    // What follows is read once for each, up to the next.
    let begins = |start: &usize| {
        document.text.as_str().get(*start..).and_then(|text| opening(text, is_defined)).is_some()
    };
    let leads: Vec<usize> = lines.iter().copied().filter(begins).collect();
    for (index, start) in leads.iter().enumerate() {
        let behind = headings.partition_point(|heading| heading.span.start as usize <= *start);
        let heading = headings.get(behind).map(|heading| heading.span.start as usize);
        let other = others.get(others.partition_point(|other| other <= start)).copied();
        let next = leads.get(index + 1).copied();
        let next = next.into_iter().chain(heading).chain(other).filter(|next| next > start).min();
        take(*start, next.unwrap_or(document.text.as_str().len()));
    }
    InText::of(document, entries, |level| level.is_told || level.says.iter().any(|says| !is_count(says)))
}

/// `3 findings`, `12`: how many there are, and not what they are.
fn is_count(says: &str) -> bool {
    says.starts_with(|first: char| first.is_ascii_digit()) && says.split_whitespace().count() < 3
}

/// The level that a text begins with, and whether only a part of it is told there.
fn lead(document: &Document, start: usize, end: usize, is_defined: bool) -> Option<(RubricLevel, bool)> {
    let (mut level, rest) = opening(document.text.as_str().get(start..end)?, is_defined)?;
    let rest = rest.trim_start_matches(SEPARATORS);
    let rest = named_below(&mut level, rest);
    let rest = led_by(&mut level, rest);
    let rest = rest.as_ref();
    let part = level.name.as_deref().and_then(part);
    let label = level.name.take_if(|_| part.is_some()).unwrap_or_default();
    let mut level = filled(level, rest, part.unwrap_or(Column::Says), &label);
    for says in &mut level.says {
        // Any one of them is enough, which need not be said of each.
        let kept = says.trim_end_matches(" OR").trim_end_matches(" or").trim_end_matches([',', ';']);
        *says = kept.to_owned();
    }
    // `**SEV-1** — Service downtime.`, and a list of what that is: the first is what the level is called.
    let is_alone = rest.lines().nth(1).is_none_or(|line| line.trim().is_empty());
    // Of `Any of:` and a list, the first item is none of its names.
    let stands_first = |says: &String| rest.lines().next().is_some_and(|line| line.contains(says.as_str()));
    if level.name.is_none()
        && level.says.len() > 1
        && is_alone
        && level.says.first().is_some_and(stands_first)
    {
        level.name = Some(level.says.remove(0).trim_end_matches(['.', '。', ':', '：']).to_owned());
    }
    Some((level, part.is_some_and(|part| part != Column::Says)))
}

/// The text of a level behind the line below its id that says what it is called, in bold and in a word of how severe it is:
/// `**SEV1**`, and below it `**Critical**`.
fn named_below<'t>(level: &mut RubricLevel, rest: &'t str) -> &'t str {
    let Some(below) = rest.strip_prefix('\n').filter(|_| level.name.is_none()) else { return rest };
    let line = below.lines().next().unwrap_or_default();
    let bare = line.trim().trim_end_matches('\\');
    let inner = ["**", "__"].iter().find_map(|mark| bare.strip_prefix(mark)?.strip_suffix(mark));
    match inner.filter(|inner| rank(inner).is_some() || rank_of_kind(inner).is_some()) {
        Some(name) => {
            level.name = Some(name.to_owned());
            below.get(line.len()..).unwrap_or_default()
        }
        None => rest,
    }
}

/// What stands between a level and what is said of it.
const SEPARATORS: [char; 6] = [':', '：', '—', '–', '-', ' '];

/// The level at the start of a line, with what it is called, and what follows: in bold, or where levels are defined with a sign
/// behind it.
fn opening(text: &str, is_defined: bool) -> Option<(RubricLevel, &str)> {
    let line = text.lines().next()?;
    let mark = ["**", "__"].into_iter().find(|mark| line.starts_with(mark));
    let Some(mark) = mark else {
        let id = level_word(line).filter(|id| is_defined && line.starts_with(id))?;
        let known = is_numbered_level(id) || rank(id).is_some();
        let level = RubricLevel { id: id.to_owned(), ..RubricLevel::default() };
        let (level, rest) = with_remark(level, text.get(id.len()..).filter(|_| known)?);
        // `SEV1–SEV3: all` speaks of several.
        let behind = rest.lines().next().unwrap_or_default().trim_start_matches(SEPARATORS);
        let is_range =
            level_word(behind).is_some_and(|word| numbered(word).is_some() && is_numbered_level(word));
        return (is_apart(rest) && !is_range).then_some((level, rest));
    };
    // What is set apart may go on in the next line: `**SEV1 – Critical\noutage**`.
    let begin =
        text.char_indices().nth(LONGEST_LEAD).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let begin = begin.split("\n\n").next().unwrap_or(begin);
    let (bold, _) = begin.get(mark.len()..)?.split_once(mark)?;
    let joined = bold.split_whitespace().collect::<Vec<_>>().join(" ");
    let level = named(joined.trim_end_matches([':', '：', ' ']), is_defined)?;
    let rest = text.get(bold.len() + 2 * mark.len()..)?;
    let (level, rest) = with_remark(level, rest);
    if numbered(&level.id).is_none() {
        let ends = bold.trim_end().ends_with([':', '：']);
        (is_defined && (ends || is_apart(rest))).then_some(())?;
    }
    Some((level, rest))
}

/// Whether a text begins with what stands between a level and what is said of it.
fn is_apart(rest: &str) -> bool {
    let bare = rest.trim_start_matches(' ');
    let is_behind_blank = bare.len() < rest.len();
    bare.starts_with([':', '：', '—']) || is_behind_blank && (bare.starts_with('–') || bare.starts_with("- "))
}

/// A level with the remark in brackets behind it as its name: `SEV1 (critical): …`.
fn with_remark(mut level: RubricLevel, rest: &str) -> (RubricLevel, &str) {
    let bare = rest.trim_start_matches(' ');
    let inner = bare.strip_prefix(['(', '（']);
    // It closes in its line: what follows may be long.
    let end = inner.and_then(|inner| inner.lines().next()?.find([')', '）']));
    let split = inner.zip(end).and_then(|(inner, end)| inner.split_at_checked(end));
    let Some((inside, behind)) =
        split.and_then(|(inside, behind)| Some((inside, behind.strip_prefix([')', '）'])?)))
    else {
        return (level, rest);
    };
    let ends =
        is_apart(behind) || behind.trim_start_matches(' ').starts_with('\n') || behind.trim().is_empty();
    if level.name.is_some() || !ends {
        return (level, rest);
    }
    let (name, aliases) = called(inside, LONGEST_NAME);
    level.name = name;
    level.aliases.extend(aliases);
    (level, behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn levels(text: &str) -> Vec<RubricLevel> {
        let found = levels_in_leads(&Document::parse(Text::new("severity.md", text)));
        found.tables.into_iter().next().map(|(_, levels)| levels).unwrap_or_default()
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
    fn items_and_lines_below_a_heading_of_severities() {
        for text in [
            "- SEV1: Down.\n- SEV2: Slow.\n",
            "* P1 – Down.\n* P2 – Slow.\n",
            "- Severity 1: Down.\n- Severity 2: Slow.\n",
            "- **Critical** – Down.\n- **Minor** – Slow.\n",
            "1. **Critical** – Down.\n2. **Minor** – Slow.\n",
            "1. SEV1: Down.\n2. SEV2: Slow.\n",
            "1. **SEV1** – Down.\n\n2. **SEV2** – Slow.\n",
            "- SEV1: Down.\n\n- SEV2: Slow.\n",
            "Severity 1: Down.\n\nSeverity 2: Slow.\n",
            "Severity 1: Down.\nSeverity 2: Slow.\n",
            "**Critical:** Down.\n\n**Minor:** Slow.\n",
            "- Critical - Down.\n- Low - Slow.\n",
            "- SEV1 (critical): Down.\n- SEV2 (minor): Slow.\n",
            "- **Sev 1** (critical): Down.\n- **Sev 2** (minor): Slow.\n",
            "- 重大：Down.\n- 軽微：Slow.\n",
        ] {
            let found = levels(&format!("# Severity\n\n{text}"));
            let says: Vec<&[String]> = found.iter().map(|level| level.says.as_slice()).collect();
            assert_eq!(says, [&["Down.".to_owned()][..], &["Slow.".to_owned()]], "{text}");
            let has_name = text.contains('(');
            assert!(found.iter().all(|level| level.name.is_some() == has_name), "{text}");
        }
        for text in [
            "# Changelog\n\n- P1: Down.\n- P2: Slow.\n",
            "# Incidents\n\n- SEV1: Down.\n- SEV2: Slow.\n",
            "# Severity\n\n- SEV1: Down.\n- SEV1: Again.\n- SEV2: Slow.\n",
            "# Severity\n\n- High: 3 findings\n- Low: 5 findings\n",
            "# Severity\n\n- SEV1–SEV2: Down.\n- SEV3–SEV4: Slow.\n",
            "# Severity\n\n- High availability: Down.\n- Low latency: Slow.\n",
            "# Severity\n\n## Response\n\n- SEV1: Page all.\n- SEV2: Wait.\n",
        ] {
            assert!(levels(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_leads_into_a_list_is_no_name() {
        for text in [
            "# Severity\n\n**SEV1: All of the following:**\n- Down\n- No workaround\n\n**SEV2: any of:**\n- Slow\n",
            "# Severity\n\n**SEV1** – Both:\n\n- Down\n- No workaround\n\n**SEV2:** Any of\n\n- Slow\n",
            "# Severity\n\n- SEV1 (all of these): \n  - Down\n  - No workaround\n- SEV2 (any):\n  - Slow\n",
        ] {
            let found = levels(text);
            let says: Vec<&[String]> = found.iter().map(|level| level.says.as_slice()).collect();
            assert_eq!(says, [["Down, and No workaround".to_owned()], ["Slow".to_owned()]], "{text}");
            assert!(found.iter().all(|level| level.name.is_none()), "{text}");
        }
    }

    #[test]
    fn a_word_below_a_level_is_its_name() {
        let found = levels(
            "# Severity\n\n**SEV1**\n**Critical**\n\n- Down\n\n**SEV2**\n**Slow for all**\n\n**SEV3**\nRest\n",
        );
        let names: Vec<Option<&str>> = found.iter().map(|level| level.name.as_deref()).collect();
        assert_eq!(names, [Some("Critical"), None, None]);
        assert_eq!((found[0].says.as_slice(), found[1].says.len()), (&["Down".to_owned()][..], 1));
    }

    #[test]
    fn a_line_of_another_level_ends_the_text_of_one() {
        let text = "# Incident severities\n\n**SEV1**: Down.\n**SEV2**: Slow.\n";
        let found = levels_in_leads(&Document::parse(Text::new("a.md", text)));
        let told = |level: &RubricLevel| level.asides.len() + level.left.len();
        let tables = found.tables.iter().flat_map(|(_, levels)| levels);
        assert_eq!(found.parts.iter().map(|(_, level)| level).chain(tables).map(told).sum::<usize>(), 0);
    }

    #[test]
    fn leads_over_two_lines() {
        let found = levels(
            "# Severity\n\n**SEV1 – Critical\noutage**\n\n- All is down\n\n**SEV2 – Minor\n  trouble:** Slow.\n\n**SEV3\n\nis** none.\n",
        );
        let names: Vec<Option<&str>> = found.iter().map(|level| level.name.as_deref()).collect();
        assert_eq!(names, [Some("Critical outage"), Some("Minor trouble")]);
        assert_eq!(found[0].says, ["All is down"]);
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
