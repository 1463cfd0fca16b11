//! Where the text of an action item says until when it is to be done.

use super::action_happened::tells_what_was;
use super::action_labels::{DUE_LABELS, after_bracketed_label, after_label, beginning, is_nobody};
use super::due_day::{date_in, is_day_of_month};
use super::enclosed::{MOST_REMARKS, bracketed, end_of_part};
use super::grammar::calendar::month;

/// Until when: what stands behind `due:` or `by`, or a date in brackets; with its offset.
#[must_use]
pub fn due_in(text: &str) -> Option<(usize, &str)> {
    let text = beginning(text);
    let labelled = after_label(text, &DUE_LABELS).or_else(|| after_bracketed_label(text, &DUE_LABELS));
    let plain = || by_date(text).or_else(|| behind_mention(text));
    let found = labelled.or_else(plain).or_else(|| due_without_colon(text)).or_else(|| {
        bracketed(text).take(MOST_REMARKS).find_map(|(at, inner)| due_in_brackets(text, at, inner))
    });
    found.filter(|(_, due)| !is_nobody(due))
}

/// The parts of a remark, with their offsets: a comma before a year parts nothing.
pub fn parts(inner: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_year = |text: &str| {
        let digits = text.trim_start().get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        digits.is_some() && text.trim_start().get(4..5).is_none_or(|next| next == " ")
    };
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let rest = inner.get(start..)?;
        let mut commas = rest.match_indices([',', '、', ';']);
        let end = commas.find(|(at, comma)| {
            let behind = rest.get(at + comma.len()..).unwrap_or_default();
            let part = rest.get(..*at).unwrap_or_default();
            !(*comma == "," && is_year(behind) && is_day_of_month(part, false))
        });
        from = end.map(|(at, comma)| start + at + comma.len());
        let part = end.map_or(rest, |(at, _)| rest.get(..at).unwrap_or_default());
        Some((start + part.len() - part.trim_start().len(), part.trim()))
    })
}

/// Whether a part of a remark is a day, with or without a year.
pub fn is_day(part: &str) -> bool {
    let part = behind_due(part).unwrap_or(part);
    date_in(part).is_some() || is_day_of_month(part, !part.is_ascii() || part.contains('/'))
}

/// `(Kim, due next sprint)`: a part of a remark that begins with the word, and no colon behind it.
fn due_without_colon(text: &str) -> Option<(usize, &str)> {
    bracketed(text).take(MOST_REMARKS).find_map(|(at, inner)| {
        parts(inner).find_map(|(start, part)| {
            let due = behind_due(part)?;
            Some((at + start + part.len() - due.len(), due))
        })
    })
}

/// What stands behind the word at the start of a part.
pub fn behind_due(part: &str) -> Option<&str> {
    const WORDS: &[&str] = &["due on ", "due by ", "due ", "deadline ", "eta "];
    let word = WORDS.iter().find(|word| starts_with_word(part, word))?;
    part.get(word.len()..).map(str::trim).filter(|due| !due.starts_with("to "))
}

/// The only day in brackets at the end of an item, or one behind `due` or `by`: other days may be those of incidents.
fn due_in_brackets<'t>(text: &str, at: usize, inner: &'t str) -> Option<(usize, &'t str)> {
    let mut days = parts(inner).filter(|(_, part)| is_day(part));
    let ((start, first), more) = (days.next()?, days.next());
    let says_so =
        ["by ", "until ", "before "].iter().any(|word| first.starts_with(word)) || first.ends_with("まで");
    let behind = text.get(at + inner.len()..).unwrap_or_default();
    let behind = behind.trim_start_matches([')', '）', '.', '。', '*', '_', ' ', '\r']);
    let below = behind.strip_prefix('\n').map(str::trim_start);
    let ends = behind.is_empty()
        || below.is_some_and(|below| below.is_empty() || below.starts_with(['-', '*', '+', '\n']));
    (says_so || ends && more.is_none()).then_some((at + start, first))
}

/// `by 2026-05-01`, `until 24 Dec 2026`, `due on Dec 24, 2026`.
fn by_date(text: &str) -> Option<(usize, &str)> {
    const WORDS: [&str; 10] = [
        "📅 ",
        " due ",
        " due on ",
        " due by ",
        " deadline ",
        " eta ",
        "(due ",
        "(due on ",
        "(due by ",
        "(eta ",
    ];
    let behind = |word: &'static str| places_of(text, word).find_map(|start| day_at(text, start));
    let told = || WORDS.iter().find_map(|word| behind(word));
    let dashed = || {
        let days = ["— ", "– "].iter().flat_map(|dash| places_of(text, dash));
        days.filter_map(|start| day_at(text, start)).find(|(at, day)| ends_part(text, at + day.len()))
    };
    let until = || {
        [" by ", " until ", " before "].iter().find_map(|word| {
            let mut places =
                places_of(text, word).filter_map(|at| Some((at - word.len(), day_at(text, at)?)));
            places.find(|(start, _)| !tells_what_was(text, *start)).map(|(_, day)| day)
        })
    };
    let mentioned = || places_of(text, "@").find_map(|start| day_at(text, start));
    told().or_else(until).or_else(dashed).or_else(mentioned)
}

/// Whether a part of a text is over at a place.
fn ends_part(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(['*', '_', ' ', '\r']);
    rest.chars().next().is_none_or(|next| !next.is_alphanumeric())
}

/// `@tanaka 2026-03-31`: the day behind a name, at the end of a line.
fn behind_mention(text: &str) -> Option<(usize, &str)> {
    let (at, name) = mention_at(text)?;
    let behind = at + name.len();
    let rest = text.get(behind..)?;
    let day = rest.trim_start_matches([' ', '-', '–', '—', '/', ',', ':', '、', '：', '(', '（', '\u{3000}']);
    let start = behind + (rest.len() - day.len());
    let line = day.lines().next().unwrap_or_default();
    let bare = line.trim_end_matches(ENDS);
    let short = || is_day_of_month(bare, !text.is_ascii()).then_some((start, bare));
    let found = day_at(text, start).or_else(short)?;
    let behind = text.get(found.0 + found.1.len()..)?.trim_start_matches(ENDS);
    let is_remark = behind.starts_with(['(', '（']) && behind.trim_end().ends_with([')', '）']);
    (behind.is_empty() || behind.starts_with('\n') || is_remark).then_some(found)
}

/// What may stand behind a day at the end of a line.
const ENDS: [char; 9] = ['.', '。', ')', '）', ']', '*', '_', ' ', '\r'];

/// `@name`, and no address; where the name stands.
pub fn mention_at(text: &str) -> Option<(usize, &str)> {
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == '@' && !before.is_alphanumeric() {
            let name = text.get(at + 1..).unwrap_or_default();
            let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
            let end = name.find(|letter| !part(letter)).unwrap_or(name.len());
            let name = name.get(..end).unwrap_or_default().trim_end_matches('.');
            // Notion mentions days, too.
            let may_be_day =
                || name.starts_with(|first: char| first.is_ascii_digit()) || month(name).is_some();
            if !(name.is_empty() || may_be_day() && day_at(text, at + 1).is_some()) {
                return Some((at + 1, name));
            }
        }
        before = letter;
    }
    None
}

/// Where something stands behind a word, whatever its case.
fn places_of<'t>(text: &'t str, word: &'static str) -> impl Iterator<Item = usize> + 't {
    let first = word.as_bytes().first().copied().unwrap_or(b' ');
    memchr::memchr_iter(first, text.as_bytes())
        .filter(move |at| text.get(*at..).is_some_and(|rest| starts_with_word(rest, word)))
        .map(move |at| at + word.len())
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// The day of up to four words that begins at a place: the most words that are one.
fn day_at(text: &str, start: usize) -> Option<(usize, &str)> {
    const MOST_WORDS: usize = 4;
    let rest = text.get(start..)?;
    let part = rest.get(..end_of_part(rest, &[';', ')', '）', '、', ']', '］']))?;
    if !part.get(..part.floor_char_boundary(20))?.contains(char::is_numeric) {
        return None;
    }
    let ends = part.match_indices([' ', ',']).map(|(at, _)| at).chain([part.len()]);
    let ends: Vec<usize> = ends.take(MOST_WORDS + 2).collect();
    let due = |end: &usize| Some(part.get(..*end)?.trim_end_matches(['.', ',', ' ']));
    let Some(date) = ends.iter().rev().find_map(|end| date_in(due(end)?)) else {
        // `by March 21`, and no number of something else.
        if !part.starts_with(|first: char| first.is_ascii_digit()) && month(part).is_none() {
            return None;
        }
        let is_named = |day: &&str| day.contains(char::is_alphabetic) && is_day_of_month(day, false);
        return ends.iter().filter_map(due).find(is_named).map(|day| (start, day));
    };
    // What says no more than that is no part of it.
    let due = ends.iter().filter_map(due).find(|due| date_in(due) == Some(date))?;
    Some((start, due))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, due) in [
            ("Add (owner: x, due: 2026-05-01)", "2026-05-01"),
            ("Add (owner: x, due: 2026-05-01 (Fri))", "2026-05-01 (Fri)"),
            ("Add (x, 2026-05-01 (Fri))", "2026-05-01 (Fri)"),
            ("Add (due 2026-05-01(Fri))", "2026-05-01(Fri)"),
            ("追加（担当：佐藤、期限：2026年5月1日（金））", "2026年5月1日（金）"),
            ("追加（佐藤、2026年5月1日（金））", "2026年5月1日（金）"),
            ("追加 期限：2026/05/01(金)", "2026/05/01(金)"),
            ("追加【担当：佐藤】【期限：2026-05-01】", "2026-05-01"),
            ("追加【担当】佐藤【期限】2026-05-01（金）", "2026-05-01（金）"),
            ("追加（期限：2026-05-01（延長）、担当：佐藤）", "2026-05-01（延長）"),
            ("Add, due 2026-05-01", "2026-05-01"),
            ("Add (@alice, due 2026-05-01)", "2026-05-01"),
            ("Add (@alice) due on 2026-05-01", "2026-05-01"),
            ("Add (@alice) deadline 2026-05-01.", "2026-05-01"),
            ("Renew it, due to 2026-05-01", ""),
            ("追加する 担当：未定 期限：2026-05-01", "2026-05-01"),
            ("Add by 2026-05-01.", "2026-05-01"),
            ("Add (x, 2026-05-01)", "2026-05-01"),
            ("Add (deadline: end of Q3)", "end of Q3"),
            ("docs (owner: Kim, due 24 Dec 2027)", "24 Dec 2027"),
            ("docs (owner: Kim, due Dec 24, 2027)", "Dec 24, 2027"),
            ("docs (owner: Kim, due December 24th, 2027, after the audit)", "December 24th, 2027"),
            ("docs (owner: Kim, ETA 2026-12-24)", "2026-12-24"),
            ("docs (owner: Kim, due 1 Jun 2026)", "1 Jun 2026"),
            ("docs (Kim, 1 Jun 2026)", "1 Jun 2026"),
            ("docs (Kim, Jun 1, 2026)", "Jun 1, 2026"),
            ("docs (Kim, Jun 1)", "Jun 1"),
            ("docs (Kim, due Jun 1)", "Jun 1"),
            ("docs (Kim, due next sprint)", "next sprint"),
            ("docs (Kim, DUE 2026-12-24)", "2026-12-24"),
            ("docs by Dec 24, 2027, then the rest", "Dec 24, 2027"),
            ("docs by 24 Dec 2027 and no later", "24 Dec 2027"),
            ("docs (again due to load)", ""),
            ("docs (due to load, Kim)", ""),
            ("監視を追加（佐藤、6/30）", "6/30"),
            ("監視を追加（佐藤、6月30日）", "6月30日"),
            ("Reduce it by 3/4", ""),
            // What happened until a day is no plan.
            ("Fix the job that was disabled by March 4", ""),
            ("Fix the job disabled by March 4", ""),
            ("Fix the job that was disabled, by March 4", "March 4"),
            ("Fix the job that was disabled (by March 4)", "by March 4"),
            ("Fix the job that was disabled — March 4", "March 4"),
            ("Fix the job that was disabled, due March 4", "March 4"),
            ("Fix the job which had failed until 2026-03-04", ""),
            ("Find out why nobody saw it before 2026-03-04", ""),
            ("Restore what was lost by 2026-03-04 by 2026-05-01", ""),
            ("Delete the logs from before 2026-03-04", ""),
            ("Outage — March 4 was the second: write it up", ""),
            ("Mend what had been left by March 4", ""),
            ("Look at the alert which had been left by 2026-03-04", ""),
            ("Find out why it failed before March 4", ""),
            ("Rotate the keys issued before 2026-03-04", ""),
            ("Fix what should have been enabled by March 4", ""),
            ("Look at the hosts that were to be patched by March 4", ""),
            // What shall be so by a day is one.
            ("All keys rotated by March 20", "March 20"),
            ("All keys rotated by March 20 (owner: kim)", "March 20"),
            ("Alert rules added by 2026-03-20", "2026-03-20"),
            ("Alert rules added by 2026-03-20 (owner: kim)", "2026-03-20"),
            ("Both of the alerts added by 2026-03-20", "2026-03-20"),
            ("Fix deployed by March 20", "March 20"),
            ("Migration finished by end of March 2026", "end of March 2026"),
            ("Ship fix which must be done by March 20", "March 20"),
            ("Add the rules that need to be reviewed by March 20", "March 20"),
            ("Ship a fix which has to be done by March 20", "March 20"),
            ("Add a check that fails the build by March 20", "March 20"),
            ("Document how it works by March 20", "March 20"),
            ("Rotate the keys after the migration by March 20", "March 20"),
            ("Move the traffic from A to B by March 20", "March 20"),
            ("Ensure each team has enabled it by March 20", "March 20"),
            ("Verify that every host has been patched by March 20", "March 20"),
            ("Get the alert enabled by May 1", "May 1"),
            ("The alert is to be enabled by May 1", "May 1"),
            ("Make sure that all hosts are patched by 2026-05-01", "2026-05-01"),
            ("Decide how to feed it by 2026-05-01", "2026-05-01"),
            ("It was off. Enable it by 2026-05-01", "2026-05-01"),
            ("Keep the flag off until 2026-05-01", "2026-05-01"),
            ("Nora: enable it by 2026-05-01", "2026-05-01"),
            ("Add it @tanaka 2026-05-01", "2026-05-01"),
            ("Add it @tanaka - 2026-05-01", "2026-05-01"),
            ("Add it [@tanaka 2026-05-01]", "2026-05-01"),
            ("Add it @tanaka / 2026-05-01 (high)", "2026-05-01"),
            ("追加（@tanaka 3/4）", "3/4"),
            ("Cut it with @tanaka 3/4", ""),
            ("Add it with @tanaka 2026-05-01 as before", ""),
            ("Add (due: TBD)", ""),
            ("追加（期限：2026年5月1日まで）", "2026年5月1日まで"),
            ("追加。**期限:**\n  2026-05-10。", "2026-05-10"),
            ("Overdue: no", ""),
            ("Third of its class (2026-05-10, 2026-06-11), move the logs @kim", ""),
            ("Third of its class (2026-05-10, 2026-06-11)", ""),
            ("As on that day (2026-05-10) move the logs", ""),
            ("Move the logs (by 2026-05-10), then the rest", "by 2026-05-10"),
            ("Move the logs (kim、2026-05-10).", "2026-05-10"),
            ("Move the logs (kim, 2026-05-10)\n  - all of them", "2026-05-10"),
        ] {
            assert_eq!(due_in(text).map(|(_, due)| due).unwrap_or_default(), due, "{text}");
            if let Some((at, due)) = due_in(text) {
                assert!(text[at..].starts_with(due), "{text}");
            }
        }
    }
}
