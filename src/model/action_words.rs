//! How an action item says who does it, until when, and whether it is done.

use super::action_state::{State, state_of};
use super::done::tells_what_was_done;
use super::due_day::{date_in, is_day_of_month};
use super::enclosed::{MOST_REMARKS, bracketed, end_of_part};
use super::grammar::calendar::month;
use super::grammar::{spelling, unknown};

/// Labels before who does it.
pub const OWNER_LABELS: [&str; 11] = [
    "owner",
    "owners",
    "assignee",
    "assigned to",
    "responsible",
    "dri",
    "team",
    "担当者",
    "担当チーム",
    "担当",
    "責任者",
];

/// Labels before until when.
pub const DUE_LABELS: [&str; 13] = [
    "due date",
    "due by",
    "due",
    "deadline",
    "eta",
    "target date",
    "target",
    "complete by",
    "期限",
    "期日",
    "締切",
    "締め切り",
    "完了予定日",
];

/// How far into an item its owner and date are looked for, in bytes.
const LONGEST: usize = 4096;

/// Who does it: `@name`, `owner: name`, `(name, 2026-05-01)`, `(Platform team)`.
#[must_use]
pub fn owner_in(text: &str) -> Option<&str> {
    let text = beginning(text);
    let labelled = after_label(text, &OWNER_LABELS).or_else(|| after_bracketed_label(text, &OWNER_LABELS));
    let labelled = labelled.map(|(_, name)| name).or_else(|| after_dash(text, &OWNER_LABELS));
    let found = labelled.or_else(|| mention(text)).or_else(|| in_brackets(text));
    found.map(str::trim).filter(|name| !is_nobody(name))
}

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
fn parts(inner: &str) -> impl Iterator<Item = (usize, &str)> {
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
fn is_day(part: &str) -> bool {
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
fn behind_due(part: &str) -> Option<&str> {
    const WORDS: &[&str] = &["due on ", "due by ", "due ", "deadline ", "eta "];
    let word = WORDS.iter().find(|word| starts_with_word(part, word))?;
    part.get(word.len()..).map(str::trim).filter(|due| !due.starts_with("to "))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
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

/// What the text of an item says of its state: `~~struck~~`, `✅`, `Done:`, `(done)`.
#[must_use]
pub fn state_in(text: &str) -> Option<State> {
    let text = beginning(text).trim();
    let sign = text.starts_with(['✅', '☑', '✔', '🟢']) || text.ends_with(['✅', '☑', '✔']);
    let struck = text.strip_prefix("~~").is_some_and(|rest| rest.contains("~~"));
    // The boxes of what was given up, or is done in part: Markdown knows them not.
    let given_up = ["[~]", "[-]"].iter().any(|mark| text.starts_with(mark));
    if sign || struck || given_up || tells_what_was_done(text) {
        return Some(State::Done);
    }
    let head = text.split([':', '：', '-', '–', '—']).next().filter(|head| head.len() < text.len());
    let tail = bracketed(text).last().map(|(_, inner)| inner);
    // Behind a name: `(Sato, done)`.
    let last = tail.and_then(|inner| inner.rsplit([',', '、', ';']).next());
    let behind = text.rsplit(['—', '–', ':', '：']).next().filter(|behind| behind.len() < text.len());
    // `(Sato, 2026-05-01) given up`
    let end = text.rsplit([')', '）']).next();
    let end = end.filter(|end| end.len() < text.len() && end.contains(char::is_alphabetic));
    [head, tail, last, behind, end].into_iter().flatten().filter(|part| part.len() <= 60).find_map(state_of)
}

/// Whether a cell names nobody, or no day.
#[must_use]
pub fn is_nobody(text: &str) -> bool {
    let plain = spelling::plain(text);
    let Ok(plain) = plain else { return false };
    let text = plain.trim();
    unknown::is_unknown(text)
        || matches!(
            text.to_ascii_lowercase().as_str(),
            "none" | "nobody" | "?" | "no owner" | "未割当" | "未割り当て" | "なし"
        )
}

fn beginning(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

/// What stands behind `label:` or `label=`, for the first of the labels, up to the end of the part; with its offset.
fn after_label<'t>(text: &'t str, labels: &[&str]) -> Option<(usize, &'t str)> {
    const SIGNS: [char; 3] = [':', '=', '：'];
    // By their first bytes: that of the last is one of other letters, too.
    memchr::memchr3_iter(b':', b'=', 0xef, text.as_bytes()).find_map(|at| {
        let sign = text.get(at..)?.chars().next().filter(|sign| SIGNS.contains(sign))?;
        let before = text.get(..at)?.trim_end_matches(['*', '_', ' ']);
        labels.iter().find(|label| ends_with_word(before, label))?;
        let value = text.get(at + sign.len_utf8()..)?.trim_start_matches(['*', '_', ' ', '@', '\u{3000}']);
        let value = wrapped(value).unwrap_or(value);
        let start = text.len() - value.len();
        Some((start, labelled(value)?))
    })
}

/// What stands behind a label in square brackets of its own: `【期限】2026-05-01`; with its offset.
fn after_bracketed_label<'t>(text: &'t str, labels: &[&str]) -> Option<(usize, &'t str)> {
    text.match_indices('】').find_map(|(at, close)| {
        let before = text.get(..at)?.trim_end();
        let label = labels.iter().find(|label| ends_with_word(before, label))?;
        before.get(..before.len() - label.len())?.trim_end().ends_with('【').then_some(())?;
        let value =
            text.get(at + close.len()..)?.trim_start_matches(['*', '_', ' ', '@', ':', '：', '\u{3000}']);
        Some((text.len() - value.len(), labelled(value)?)).filter(|(_, value)| !value.is_empty())
    })
}

/// The value behind a label, up to the end of the part or to another label.
fn labelled(value: &str) -> Option<&str> {
    const ENDS: [char; 12] = [',', ';', ')', '）', '、', '|', '；', '。', ']', '］', '】', '【'];
    let value = value.get(..end_of_part(value, &ENDS))?;
    let end = next_label(value).unwrap_or(value.len());
    Some(value.get(..end)?.trim_end_matches(['*', '_', ' ', '.', '-', '–', '—', '(', '（', '\u{3000}']))
}

/// Where another label begins: `TBD Due: 2026-05-01` names nobody, and a day.
fn next_label(value: &str) -> Option<usize> {
    // By the first byte of each sign: what a place inside another letter has before it is no text.
    memchr::memchr3_iter(b':', b'=', 0xef, value.as_bytes()).find_map(|at| {
        value.get(at..).filter(|rest| rest.starts_with([':', '=', '：']))?;
        let before = value.get(..at)?.trim_end_matches(['*', '_', ' ']);
        let mut labels = OWNER_LABELS.iter().chain(&DUE_LABELS);
        let label = labels.find(|label| ends_with_word(before, label))?;
        Some(before.len() - label.len())
    })
}

/// The name in `Alice will renew the lease`; as with [`name_before`] it may as well be another subject.
#[must_use]
pub fn name_before_will(text: &str) -> Option<&str> {
    let (name, _) = beginning(text).split_once(" will ")?;
    let name = name.trim_matches(['*', '_', '@', ' ']);
    (is_name(name) && !is_nobody(name)).then_some(name)
}

/// The name that an item begins with: `Alice: renew the lease`, `**Jo Alvarez** — renew it`. It may as well be a subject
/// (`Monitoring: add an alert`): whoever asks has to know it from elsewhere.
#[must_use]
pub fn name_before(text: &str) -> Option<&str> {
    const LONGEST_NAME: usize = 40;
    let line = beginning(text).lines().next()?;
    let signs = [": ", ":** ", "** - ", "** – ", "** — ", " - ", " – ", " — ", "："];
    let end = signs.iter().filter_map(|sign| line.find(sign)).min()?;
    let name = line.get(..end)?.trim_matches(['*', '_', '@', ' ']);
    (name.len() <= LONGEST_NAME && is_name(name) && !is_nobody(name)).then_some(name)
}

/// What goes on in the next line, where the line ends behind the label and the next one is neither an item nor a label.
fn wrapped(value: &str) -> Option<&str> {
    let next = value.strip_prefix("\r\n").or_else(|| value.strip_prefix('\n'))?;
    let next = next.trim_start_matches([' ', '\t', '@', '\u{3000}']);
    let line = next.lines().next().unwrap_or_default();
    let first = line.split([',', ';', '、', '；']).next().unwrap_or_default();
    let is_item = ["- ", "* ", "+ ", "#", "|"].iter().any(|mark| line.starts_with(mark));
    (!line.is_empty() && !is_item && !first.contains([':', '：', '='])).then_some(next)
}

/// What stands behind a label and a dash on a line of its own: `- Owner — Alice`.
fn after_dash<'t>(text: &'t str, labels: &[&str]) -> Option<&'t str> {
    text.lines().find_map(|line| {
        let line = line.trim_start_matches(['-', '*', '_', '•', ' ', '\t', '(']);
        let (label, name) = [" — ", " – ", " - "].iter().find_map(|dash| line.split_once(dash))?;
        let label = label.trim_matches(['*', '_', ' ']);
        let end = name.find([',', ';', ')', '.']).unwrap_or(name.len());
        labels.iter().any(|known| known.eq_ignore_ascii_case(label)).then(|| name.get(..end))?
    })
}

/// Whether a text ends with a word, whatever the case.
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some((before, end)) = text.len().checked_sub(word.len()).and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    end.eq_ignore_ascii_case(word) && (!word.is_ascii() || !before.ends_with(char::is_alphanumeric))
}

fn mention(text: &str) -> Option<&str> {
    mention_at(text).map(|(_, name)| name)
}

/// `@name`, and no address; where the name stands.
fn mention_at(text: &str) -> Option<(usize, &str)> {
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

/// The name beside a date in brackets, or a name alone in the last brackets.
fn in_brackets(text: &str) -> Option<&str> {
    let beside = bracketed(text).take(MOST_REMARKS).find_map(|(_, inner)| {
        let is_dated = parts(inner).any(|(_, part)| is_day(part) || behind_due(part).is_some());
        let mut others = parts(inner).filter(|(_, part)| !is_day(part) && behind_due(part).is_none());
        others
            .find(|(_, part)| is_dated && !part.contains(':') && state_of(part).is_none())
            .map(|(_, part)| part)
    });
    let line = text.lines().next().unwrap_or_default().trim_end_matches(['.', '。', ' ']);
    let ends = line.ends_with([')', '）', ']', '］']);
    let last =
        || bracketed(line).last().map(|(_, inner)| inner.trim()).filter(|inner| ends && is_name(inner));
    beside.or_else(last)
}

/// `Platform team`, `h.mori`, `SRE`, 基盤チーム.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let team =
        text.to_ascii_lowercase().ends_with("team") || text.ends_with("チーム") || text.ends_with("さん");
    let named = |word: &&str| {
        let dotted = word.split_once('.').is_some_and(|(first, last)| {
            first.chars().all(char::is_alphabetic)
                && last.chars().all(char::is_alphabetic)
                && !last.is_empty()
        });
        let ticket = word.chars().any(char::is_numeric);
        !ticket && (dotted || word.starts_with(char::is_uppercase))
    };
    words.len() <= 3 && !words.is_empty() && state_of(text).is_none() && (team || words.iter().all(named))
}

/// `by 2026-05-01`, `until 24 Dec 2026`, `due on Dec 24, 2026`.
fn by_date(text: &str) -> Option<(usize, &str)> {
    const WORDS: [&str; 15] = [
        "📅 ",
        " by ",
        " until ",
        " before ",
        "— ",
        "– ",
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
    let mentioned = || places_of(text, "@").find_map(|start| day_at(text, start));
    let told = WORDS.iter().find_map(|word| places_of(text, word).find_map(|start| day_at(text, start)));
    told.or_else(mentioned)
}

/// `@tanaka 2026-03-31`: the day behind a name, at the end of a line.
fn behind_mention(text: &str) -> Option<(usize, &str)> {
    let (at, name) = mention_at(text)?;
    let found = day_at(text, at + name.len() + 1)?;
    let behind = text.get(found.0 + found.1.len()..)?.trim_start_matches(['.', '。', ')', '*', ' ', '\r']);
    (behind.is_empty() || behind.starts_with('\n')).then_some(found)
}

/// Where something stands behind a word, whatever its case.
fn places_of<'t>(text: &'t str, word: &'static str) -> impl Iterator<Item = usize> + 't {
    let first = word.as_bytes().first().copied().unwrap_or(b' ');
    memchr::memchr_iter(first, text.as_bytes())
        .filter(move |at| text.get(*at..).is_some_and(|rest| starts_with_word(rest, word)))
        .map(move |at| at + word.len())
}

/// The day of up to four words that begins at a place: the most words that are one.
fn day_at(text: &str, start: usize) -> Option<(usize, &str)> {
    const MOST_WORDS: usize = 4;
    let rest = text.get(start..)?;
    let part = rest.get(..end_of_part(rest, &[';', ')', '）', '、']))?;
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
    fn owners() {
        for (text, owner) in [
            ("Add an alert @sre", "sre"),
            ("Add an alert (@org/platform-team)", "org/platform-team"),
            ("Add an alert (owner: h.mori, due: 2026-05-01)", "h.mori"),
            ("Add an alert. **Owner:** Jo Alvarez", "Jo Alvarez"),
            ("<action> (owner=, priority=high, due=)", ""),
            ("Add an alert (h.mori, 2026-05-01)", "h.mori"),
            ("Add an alert (Platform team)", "Platform team"),
            ("Add an alert (h.mori)", "h.mori"),
            ("監視を追加（担当：西田）", "西田"),
            ("監視を追加（担当：西田（SRE、東京）、期限：6/30）", "西田（SRE、東京）"),
            ("監視を追加【担当：西田】【期限：6/30】", "西田"),
            ("監視を追加 【担当】西田 【期限】2026-05-01", "西田"),
            ("【監視】担当を決める", ""),
            ("Add an alert (owner: kim (SRE), due: 2026-05-01 (Fri))", "kim (SRE)"),
            ("Add an alert (owner: TBD)", ""),
            ("Add an alert (owner: TBD due: 2026-05-01)", ""),
            ("Add an alert (owner: kim due: 2026-05-01)", "kim"),
            ("Add an alert. Owner: TBD Due: TBD", ""),
            ("Add an alert — Owner: ? — Due: 2027-01-01", ""),
            ("Add an alert — Owner: Jo-Ann — Due: 2027-01-01", "Jo-Ann"),
            ("監視を追加する 担当：未定 期限：未定", ""),
            ("Mail a@example.org about it", ""),
            ("監視を追加。 — **担当:**\n  search owner、**期限:** 2026-05-10。", "search owner"),
            ("Add an alert\n  - Owner:\n  - Due: 2026-05-01", ""),
            ("Add an alert. Owner:\n  Due: 2026-05-01", ""),
            ("Add an alert\n  - Owner — Jo Alvarez, until May", "Jo Alvarez"),
            ("Sync with the team — next week", ""),
            ("Add an alert (again)", ""),
            ("Add an alert [A-1](https://x/y)", ""),
            ("Add an alert (JIRA-12)", ""),
            ("Add an alert (Done)", ""),
            ("Add an alert (Kim, Jun 1, 2026)", "Kim"),
            ("Add an alert (Kim, due 24 Dec)", "Kim"),
            ("Add an alert (due next sprint)", ""),
            ("Add an alert (Kim, due next sprint)", "Kim"),
            ("監視を追加（佐藤、6/30）", "佐藤"),
        ] {
            assert_eq!(owner_in(text).unwrap_or_default(), owner, "{text}");
        }
    }

    #[test]
    fn names_before() {
        for (text, name) in [
            ("Alice: renew the lease", "Alice"),
            ("**Jo Alvarez** — renew the lease", "Jo Alvarez"),
            ("**Alice:** renew the lease", "Alice"),
            ("Monitoring: add an alert", "Monitoring"),
            ("add: an alert", ""),
            ("Renew the lease: it ran out", ""),
            ("Done: renew the lease", ""),
            ("Renew", ""),
        ] {
            assert_eq!(name_before(text).unwrap_or_default(), name, "{text}");
        }
    }

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

    #[test]
    fn states() {
        use State::{Done, Open};
        for (text, state) in [
            ("~~Add an alert~~", Some(Done)),
            ("✅ Add an alert", Some(Done)),
            ("Done: add an alert", Some(Done)),
            ("Add an alert (done)", Some(Done)),
            ("Add an alert — completed 2026-05-01", Some(Done)),
            ("Add an alert (in progress)", Some(Open)),
            ("監視を追加（完了）", Some(Done)),
            ("We've tightened the workflow", Some(Done)),
            ("Switched to another pool", Some(Done)),
            ("**Added** the alert", Some(Done)),
            ("We've got to add an alert", None),
            ("Automated tests of the import", None),
            ("Need the list of hosts", None),
            ("Embed the version", None),
            ("Complete the migration", None),
            ("Add an alert", None),
            ("監視を追加（対応完了）", Some(Done)),
            ("切り戻し（佐藤、3/4 済）", Some(Done)),
            ("切り戻し（佐藤、3/4 完了予定）", Some(Open)),
            ("Roll back (Sato, done)", Some(Done)),
            ("Roll back (Sato, to be done)", Some(Open)),
            ("移行が完了したことを確認する：佐藤", None),
            ("バッチ処理完了：監視する", None),
            ("[~] Add an alert", Some(Done)),
            ("[-] Add an alert", Some(Done)),
        ] {
            assert_eq!(state_in(text), state, "{text}");
        }
    }
}
