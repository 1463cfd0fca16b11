//! How an action item says who does it, until when, and whether it is done.

use super::done::tells_what_was_done;
use super::due_day::date_in;
use super::enclosed::{MOST_REMARKS, bracketed, end_of_part};
use super::grammar::{spelling, unknown};
use super::heading::heading_key;

/// Whether an action item is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It says that it is not.
    Open,
    /// It says that it is, or that it was given up.
    Done,
    /// It says nothing.
    Unstated,
}

const OWNER_LABELS: [&str; 11] = [
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

const DUE_LABELS: [&str; 13] = [
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
    let found = labelled.or_else(|| by_date(text)).or_else(|| {
        bracketed(text).take(MOST_REMARKS).find_map(|(at, inner)| due_in_brackets(text, at, inner))
    });
    found.filter(|(_, due)| !is_nobody(due))
}

/// The only day in brackets at the end of an item, or one behind `due` or `by`: other days may be those of incidents.
fn due_in_brackets<'t>(text: &str, at: usize, inner: &'t str) -> Option<(usize, &'t str)> {
    let mut from = at;
    let mut days = inner.split([',', '、', ';']).filter_map(|part| {
        let start = from + part.len() - part.trim_start().len();
        // The separators differ in length.
        from += part.len();
        from += inner.get(from - at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        date_in(part).map(|_| (start, part.trim()))
    });
    let (first, more) = (days.next()?, days.next());
    let says_so = ["by ", "until ", "before "].iter().any(|word| first.1.starts_with(word))
        || first.1.ends_with("まで");
    let behind = text.get(at + inner.len()..).unwrap_or_default();
    let behind = behind.trim_start_matches([')', '）', '.', '。', '*', '_', ' ', '\r']);
    let below = behind.strip_prefix('\n').map(str::trim_start);
    let ends = behind.is_empty()
        || below.is_some_and(|below| below.is_empty() || below.starts_with(['-', '*', '+', '\n']));
    (says_so || ends && more.is_none()).then_some(first)
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
    let behind = text.rsplit(['—', '–', ':', '：']).next().filter(|behind| behind.len() < text.len());
    [head, tail, behind].into_iter().flatten().filter(|part| part.len() <= 60).find_map(state_of)
}

/// The state that a cell or a heading names.
#[must_use]
pub fn state_of(text: &str) -> Option<State> {
    if text.contains(['✅', '☑', '✔', '🟢']) || text.contains("[x]") {
        return Some(State::Done);
    }
    let key = heading_key(text.get(..text.floor_char_boundary(80)).unwrap_or(text));
    let begins = |word: &&&str| {
        key.strip_prefix(**word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || !word.is_ascii())
    };
    if OPEN.iter().find(begins).is_some() {
        return Some(State::Open);
    }
    DONE.iter().find(begins).map(|_| State::Done)
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

const OPEN: [&str; 30] = [
    "open",
    "todo",
    "to do",
    "not started",
    "not done",
    "in progress",
    "in review",
    "ongoing",
    "planned",
    "pending",
    "wip",
    "no",
    "incomplete",
    "backlog",
    "scheduled",
    "started",
    "blocked",
    "proposed",
    "new",
    "tracked",
    "未着手",
    "未対応",
    "未完了",
    "未",
    "対応中",
    "進行中",
    "着手",
    "予定",
    "計画",
    "検討中",
];

const DONE: [&str; 37] = [
    "done",
    "complete",
    "completed",
    "closed",
    "resolved",
    "shipped",
    "merged",
    "fixed",
    "implemented",
    "deployed",
    "finished",
    "yes",
    "released",
    "applied",
    "landed",
    "wont do",
    "wont fix",
    "wontfix",
    "cancelled",
    "canceled",
    "dropped",
    "obsolete",
    "abandoned",
    "rejected",
    "superseded",
    "完了",
    "済",
    "対応済",
    "実施済",
    "対処済",
    "解決",
    "終了",
    "中止",
    "見送り",
    "不要",
    "取り下げ",
    "クローズ",
];

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

/// `@name`, and no address.
fn mention(text: &str) -> Option<&str> {
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if letter == '@' && !before.is_alphanumeric() {
            let name = text.get(at + 1..).unwrap_or_default();
            let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
            let end = name.find(|letter| !part(letter)).unwrap_or(name.len());
            let name = name.get(..end).unwrap_or_default().trim_end_matches('.');
            if !name.is_empty() {
                return Some(name);
            }
        }
        before = letter;
    }
    None
}

/// The name beside a date in brackets, or a name alone in the last brackets.
fn in_brackets(text: &str) -> Option<&str> {
    let beside = bracketed(text).take(MOST_REMARKS).find_map(|(_, inner)| {
        let mut parts = inner.split([',', '、', ';']).map(str::trim);
        let dated = parts.clone().any(|part| date_in(part).is_some());
        parts.find(|part| dated && date_in(part).is_none() && !part.contains(':') && state_of(part).is_none())
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

/// `by 2026-05-01`, `until 2026-05-01`, `due on 2026-05-01`.
fn by_date(text: &str) -> Option<(usize, &str)> {
    const WORDS: [&str; 13] = [
        " by ",
        " until ",
        " before ",
        "— ",
        "– ",
        " due ",
        " due on ",
        " due by ",
        " Due ",
        " deadline ",
        "(due ",
        "(due on ",
        "(due by ",
    ];
    WORDS.iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, found)| {
            let start = at + found.len();
            let rest = text.get(start..)?;
            let due = rest.get(..end_of_part(rest, &[',', ';', ')', '、', ' ']))?.trim_end_matches('.');
            date_in(due).map(|_| (start, due))
        })
    })
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
            ("[~] Add an alert", Some(Done)),
            ("[-] Add an alert", Some(Done)),
        ] {
            assert_eq!(state_in(text), state, "{text}");
        }
        for (cell, state) in [
            ("Done", Some(Done)),
            ("**完了**", Some(Done)),
            ("未完了", Some(Open)),
            ("Not started", Some(Open)),
            ("対応中", Some(Open)),
            ("PR #12", None),
            ("", None),
        ] {
            assert_eq!(state_of(cell), state, "{cell}");
        }
    }
}
