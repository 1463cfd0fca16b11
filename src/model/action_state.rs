//! Whether an action item is done, from what a cell, a heading or a remark says. English says it with its first words, or with
//! the last that tells a state; Japanese with the end: 対応完了, 完了していない.

use super::action_labels::{beginning, is_nobody};
use super::action_late::is_late;
use super::action_state_words::{
    AS_PLANNED, BEFORE_OPEN, BEGUN, DENYING, DONE, JAPANESE_DENYING, JAPANESE_DONE, JAPANESE_OPEN,
    JAPANESE_WORK, OPEN, OPEN_CELLS, PARTLY,
};
use super::done::tells_what_was_done;
use super::enclosed::bracketed;
use super::heading::heading_key;
use super::time_to_come::is_time_to_come;

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

/// The state that a heading or a remark names: with its first words, perhaps behind a word for work (対応完了).
#[must_use]
pub fn state_of(text: &str) -> Option<State> {
    read(text, false)
}

/// What the text of an item says of its state: `~~struck~~`, `✅`, `Done:`, `(done)`.
#[must_use]
pub fn state_in(text: &str) -> Option<State> {
    let text = beginning(text).trim();
    let sign = text.starts_with(['✅', '☑', '✔', '🟢']) || text.ends_with(['✅', '☑', '✔']);
    let struck = text.strip_prefix("~~").is_some_and(|rest| rest.contains("~~"));
    // The boxes of what was given up, or is done in part: Markdown knows them not, and none in a table.
    let given_up = ["[~]", "[-]", "[x]", "[X]"].iter().any(|mark| text.starts_with(mark));
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

/// The state that a cell about nothing else names, wherever its words stand.
#[must_use]
pub fn state_of_cell(text: &str) -> Option<State> {
    read(text, true).or_else(|| {
        let key = heading_key(text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or(text));
        let is_one = |word: &&str| {
            key.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                || key.strip_suffix(*word).is_some_and(|before| before.ends_with(' '))
        };
        (OPEN_CELLS.iter().any(is_one) || is_late(text)).then_some(State::Open)
    })
}

/// What the cell of a column says in which days stand since which something is done: with none, or a word for none, it is not, unless
/// what stands behind the word says why there is none: `N/A (won't do)`. A day alone says no state: it may be one to come.
#[must_use]
pub fn state_of_day_column(text: &str) -> Option<State> {
    if !is_nobody(text) {
        return state_of_column(text);
    }
    let bare = text.trim_start_matches(['(', '[', '【', '<', '*', '_', ' ']);
    let signs = ["(", "（", "[", "【", ",", ";", ":", "：", "、", "。", "—", "–", "―", " - ", ". "];
    let behind = signs.iter().filter_map(|sign| bare.find(sign)).min().and_then(|at| bare.get(at..));
    match behind.filter(|behind| behind.contains(char::is_alphanumeric)) {
        Some(why) => state_of_cell(why.trim_matches(|letter: char| !letter.is_alphanumeric())),
        None => Some(State::Open),
    }
}

/// What the cell of a column says in which states stand: empty or crossed out is open, a word that names none says nothing.
#[must_use]
pub fn state_of_column(text: &str) -> Option<State> {
    let is_blank = !text.contains(char::is_alphanumeric);
    state_of_cell(text).or_else(|| is_blank.then_some(State::Open))
}

fn read(text: &str, is_cell: bool) -> Option<State> {
    if text.contains(['✅', '☑', '✔', '🟢']) || text.contains("[x]") {
        return Some(State::Done);
    }
    let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or(text);
    // `open → done`: the last one holds.
    let last = text.rsplit(['→', '⇒']).find(|part| part.contains(char::is_alphanumeric)).unwrap_or(text);
    let text = if is_cell { without_aside(last) } else { text };
    let bare = text.trim_matches(['*', '_', ' ', '\u{3000}']);
    if matches!(bare, "〇" | "○" | "◯" | "◎" | "⭕") {
        return Some(State::Done);
    }
    if let Some(state) = share(bare) {
        return Some(state);
    }
    let mut key = heading_key(text);
    if !text.is_ascii() && AS_PLANNED.iter().any(|word| key.contains(word)) {
        key = AS_PLANNED.iter().fold(key, |key, word| key.replace(word, ""));
    }
    let begins = |word: &&&str| {
        (!is_cell || word.is_ascii())
            && key
                .strip_prefix(**word)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') || !word.is_ascii())
    };
    let longest = |words: &[&str]| words.iter().filter(begins).map(|word| word.len()).max();
    match (longest(OPEN), longest(DONE)) {
        (Some(open), done) if done.is_none_or(|done| done < open) => Some(State::Open),
        (_, Some(done)) => in_english(&key, done),
        _ if !text.is_ascii() => in_japanese(&key, is_cell),
        _ if is_cell => last_in_english(&key),
        _ => None,
    }
}

/// A cell without the remark behind a word for what is done, which tells how: `完了（4/5予定を前倒し）`. `完了（予定）` is about the word.
fn without_aside(text: &str) -> &str {
    const ABOUT_IT: [&str; 6] = ["予定", "見込み", "見込", "未", "待ち", "一部"];
    let split = text.split_once(['(', '（']).filter(|_| !text.is_ascii());
    let Some((before, remark)) = split else { return text };
    let remark = remark.trim_end_matches([')', '）', ' ']);
    let is_about_it = ABOUT_IT.iter().any(|word| remark.ends_with(word));
    let is_done = in_japanese(&heading_key(before), true) == Some(State::Done);
    if is_done && !is_about_it { before } else { text }
}

/// So much of a text is read.
const MOST_BYTES: usize = 80;

/// `90% done`, `100%`: how much is done, where a text begins with it.
fn share(text: &str) -> Option<State> {
    let (number, behind) = text.trim_start_matches(['~', '約']).split_once(['%', '％'])?;
    let number: u32 = number.trim().parse().ok()?;
    let behind = heading_key(behind);
    let goes_on =
        !behind.is_empty() && !DONE.iter().chain(JAPANESE_DONE).any(|word| behind.starts_with(word));
    (!goes_on).then_some(if number < 100 { State::Open } else { State::Done })
}

/// What follows the words for what is done, which take up `length` bytes.
fn in_english(key: &str, length: usize) -> Option<State> {
    let (head, rest) = key.split_at_checked(length)?;
    let mut words = rest.split(' ').filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let third = words.next().unwrap_or_default();
    // `Complete the migration` is what is to be done.
    if head == "complete" && matches!(first, "the" | "a" | "an" | "all" | "our" | "this") {
        return None;
    }
    let by_time = matches!(first, "by" | "before" | "until")
        && (is_time_to_come(second, third) || second == "the" && third == "end");
    let is_partial = rest.split(' ').any(|word| PARTLY.contains(&word))
        || [" not yet", " but not", " in progress"].iter().any(|words| rest.contains(words));
    let is_open = by_time || is_partial || matches!(first, "when" | "once" | "if");
    Some(if is_open { State::Open } else { State::Done })
}

/// The last word of a cell that tells a state: `PR merged`, `has been completed`, `to be completed`.
fn last_in_english(key: &str) -> Option<State> {
    let words: Vec<&str> = key.split(' ').collect();
    let is_open = |word: &&str| OPEN.contains(word) && !matches!(*word, "no" | "new" | "started");
    let last = words.iter().rposition(|word| is_open(word) || DONE.contains(word) && *word != "yes")?;
    if words.get(last).is_some_and(is_open) {
        return Some(State::Open);
    }
    let denies = |word: &&str| DENYING.contains(word) || word.ends_with("nt") && word.len() <= 7;
    if words.get(..last)?.iter().any(denies) {
        return Some(State::Open);
    }
    // From there on it is read as at the start.
    let from: usize = words.get(..last)?.iter().map(|word| word.len() + 1).sum();
    in_english(key.get(from..)?, words.get(last)?.len())
}

/// Japanese says at its end whether something is done.
fn in_japanese(key: &str, is_cell: bool) -> Option<State> {
    let done = last_of(key, JAPANESE_DONE, is_done_at);
    let open = if is_cell { last_of(key, JAPANESE_OPEN, is_open_at) } else { None };
    let Some((start, end)) = done.filter(|(start, _)| open.is_none_or(|(open, _)| open <= *start)) else {
        let past = ["した", "しました", "された", "されました"];
        let is_past = is_cell && open.is_none() && past.iter().any(|end| key.ends_with(end));
        return if is_past { Some(State::Done) } else { open.map(|_| State::Open) };
    };
    let (before, behind) = (key.get(..start)?.trim_end(), key.get(end..)?);
    let is_phrase = is_work(before) && behind.chars().count() <= 10 && !behind.contains(['を', 'こ']);
    if !is_cell && !is_phrase {
        return None;
    }
    let is_denied = JAPANESE_DENYING.iter().any(|word| behind.contains(word))
        || behind.contains("する") && !behind.contains("とする")
        || BEFORE_OPEN.iter().any(|word| before.ends_with(word));
    Some(if is_denied { State::Open } else { State::Done })
}

/// Where the last of some words stands that counts there.
fn last_of(key: &str, words: &[&str], counts: fn(&str, &str) -> bool) -> Option<(usize, usize)> {
    let found = words.iter().flat_map(|word| key.match_indices(word));
    let found = found.map(|(at, word)| (at, at + word.len()));
    let counted = found
        .filter(|(at, end)| counts(key.get(..*at).unwrap_or_default(), key.get(*end..).unwrap_or_default()));
    counted.max()
}

/// Whether a word for what is done stands for itself: 解決策 and 決済 are other words, 起票済 says that it was begun.
fn is_done_at(before: &str, behind: &str) -> bool {
    let goes_on = behind.starts_with(|next: char| {
        matches!(next, '一'..='鿿' | 'ァ'..='ヺ') && !"済日予見待目未".contains(next)
    });
    let other = ["決", "経", "返", "救", "弁"].iter().any(|word| before.ends_with(word));
    !goes_on && !other && !BEGUN.iter().any(|word| before.ends_with(word))
}

/// Whether a word for what is open stands for itself: that of 中止 and 中断 does not.
fn is_open_at(_: &str, behind: &str) -> bool {
    !behind.starts_with(['止', '断', '間', '央', '心', '部', '核'])
}

/// Whether a text is nothing but words for work, days and numbers.
fn is_work(mut text: &str) -> bool {
    loop {
        text = text.trim_matches(|letter: char| {
            letter == ' ' || letter.is_ascii_digit() || "年月日".contains(letter)
        });
        if text.is_empty() {
            return true;
        }
        match JAPANESE_WORK.iter().find_map(|word| text.strip_suffix(word)) {
            Some(rest) => text = rest,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use State::{Done, Open};

    #[test]
    fn cells() {
        for (cell, state) in [
            ("Done", Some(Done)),
            ("**完了**", Some(Done)),
            ("未完了", Some(Open)),
            ("Not started", Some(Open)),
            ("対応中", Some(Open)),
            ("PR #12", None),
            ("", None),
            ("Completed", Some(Done)),
            ("completed by Kim", Some(Done)),
            ("✅", Some(Done)),
            ("not done", Some(Open)),
            ("not yet done", Some(Open)),
            ("Isn't done", Some(Open)),
            ("done by Friday", Some(Open)),
            ("Done by end of May", Some(Open)),
            ("complete by 2026-12-01", Some(Open)),
            ("done on 2026-03-04", Some(Done)),
            ("Done in #12", Some(Done)),
            ("done, pending review", Some(Open)),
            ("Done once merged", Some(Open)),
            ("to be completed", Some(Open)),
            ("Will be fixed", Some(Open)),
            ("should be closed", Some(Open)),
            ("90% done", Some(Open)),
            ("90 %", Some(Open)),
            ("100%", Some(Done)),
            ("almost done", Some(Open)),
            ("PR merged", Some(Done)),
            ("PR merged, deploy pending", Some(Open)),
            ("has been deployed", Some(Done)),
            ("All done", Some(Done)),
            ("Still in progress", Some(Open)),
            ("waiting until merged", Some(Open)),
            ("No longer needed", Some(Done)),
            ("Given up", Some(Done)),
            ("will not be done", Some(Done)),
            ("Won't be done", Some(Done)),
            ("will be done", Some(Open)),
            ("deprioritised", Some(Done)),
            ("断念", Some(Done)),
            ("取り止め", Some(Done)),
            ("取りやめ", Some(Done)),
            ("取りやめた", Some(Done)),
            ("取りやめない", Some(Open)),
            ("On track", Some(Open)),
            ("Overdue", Some(Open)),
            ("⚠️ Overdue since March", Some(Open)),
            ("Late", Some(Open)),
            ("2 weeks late", Some(Open)),
            ("Stalled", Some(Open)),
            ("Delayed", Some(Open)),
            ("Blocked", Some(Open)),
            ("On hold", Some(Open)),
            ("Under investigation", Some(Open)),
            ("Investigating the cause", Some(Open)),
            ("Completed late", Some(Done)),
            ("Late, but done", Some(Done)),
            ("Was overdue, closed on 3 May", Some(Done)),
            ("遅延", Some(Open)),
            ("🔴遅延", Some(Open)),
            ("遅れあり", Some(Open)),
            ("期限超過", Some(Open)),
            ("調査中", Some(Open)),
            ("保留", Some(Open)),
            ("遅延したが完了", Some(Done)),
            ("遅れて完了", Some(Done)),
            ("Outstanding", Some(Open)),
            ("Overdue by 3 days", Some(Open)),
            ("Late (waiting for the vendor)", Some(Open)),
            ("Stalled (blocked)", Some(Open)),
            ("3日遅れ", Some(Open)),
            ("遅延（約2週間）", Some(Open)),
            ("遅延（ベンダー都合）", Some(Open)),
            ("遅延（完了）", Some(Done)),
            ("Late (done)", Some(Done)),
            ("Late (rolled out 3/20)", None),
            ("Late (shipped)", Some(Done)),
            ("Late — shipped 3/20", None),
            ("Late; rolled out 2026-03-20", None),
            ("Late 2026-03-20", None),
            ("Delivered late", None),
            ("Late delivery", None),
            ("Late deploy verified", None),
            ("Stalled – rejected", None),
            ("Not overdue", None),
            ("Late March", None),
            ("遅延なし", None),
            ("順調（遅延なし）", None),
            ("遅延解消", None),
            ("遅延（解消）", None),
            ("遅延して実施", None),
            ("Waiting for review", Some(Open)),
            ("banana", None),
            ("Won't do", Some(Done)),
            ("no", Some(Open)),
            ("対応完了", Some(Done)),
            ("リリース完了", Some(Done)),
            ("完了しました", Some(Done)),
            ("完了（3/4）", Some(Done)),
            ("3/4 完了", Some(Done)),
            ("予定通り完了", Some(Done)),
            ("完了（予定通り）", Some(Done)),
            ("未対応→完了", Some(Done)),
            ("未対応でしたが完了", Some(Done)),
            ("open → done", Some(Done)),
            ("解決済", Some(Done)),
            ("対応済み", Some(Done)),
            ("リリース済", Some(Done)),
            ("中止", Some(Done)),
            ("対応不要", Some(Done)),
            ("見送り", Some(Done)),
            ("設定を変更した", Some(Done)),
            ("〇", Some(Done)),
            ("○", Some(Done)),
            ("×", None),
            ("完了していない", Some(Open)),
            ("まだ完了していません", Some(Open)),
            ("完了（4/5予定を前倒し）", Some(Done)),
            ("済（着手4/1）", Some(Done)),
            ("完了（予定）", Some(Open)),
            ("Done by March team", Some(Done)),
            ("Completed by end users", Some(Done)),
            ("done by end of May", Some(Open)),
            ("完了予定", Some(Open)),
            ("3/4 完了予定", Some(Open)),
            ("完了（予定）", Some(Open)),
            ("完了待ち", Some(Open)),
            ("完了見込み", Some(Open)),
            ("完了次第報告", None),
            ("完了する", Some(Open)),
            ("一部完了", Some(Open)),
            ("90%完了", Some(Open)),
            ("8割完了", Some(Open)),
            ("修正済、リリース待ち", Some(Open)),
            ("着手済", Some(Open)),
            ("起票済み", Some(Open)),
            ("解決策を検討", Some(Open)),
            ("決済チームで確認", None),
            ("終了条件の確認", None),
            ("作業中", Some(Open)),
            ("作業を中断", None),
            ("未", Some(Open)),
            ("済", Some(Done)),
        ] {
            assert_eq!(state_of_cell(cell), state, "{cell}");
        }
    }

    #[test]
    fn days_of_completion() {
        for (cell, state) in [
            ("", Some(Open)),
            ("N/A", Some(Open)),
            ("TBD", Some(Open)),
            ("(TBD)", Some(Open)),
            ("—", Some(Open)),
            ("TBD (in progress)", Some(Open)),
            ("N/A (won't do)", Some(Done)),
            ("N/A - superseded", Some(Done)),
            ("N/A — superseded", Some(Done)),
            ("n/a, see X-1", None),
            ("未定（対応中）", Some(Open)),
            ("なし（見送り）", Some(Done)),
        ] {
            assert_eq!(state_of_day_column(cell), state, "{cell}");
        }
    }

    #[test]
    fn headings_and_remarks() {
        for (text, state) in [
            ("Done", Some(Done)),
            ("Completed actions", Some(Done)),
            ("Open", Some(Open)),
            ("Not done", Some(Open)),
            ("Complete the migration", None),
            ("Make sure it is done", None),
            ("完了", Some(Done)),
            ("完了した対応", Some(Done)),
            ("対応済み", Some(Done)),
            ("対応完了", Some(Done)),
            ("3/4 済", Some(Done)),
            ("3月4日 対応済", Some(Done)),
            ("未完了", Some(Open)),
            ("完了予定", Some(Open)),
            ("解決策", None),
            ("今後の予定", None),
            ("バッチ処理完了", None),
            ("移行が完了したことを確認する", None),
            ("完了したことを確認する", None),
        ] {
            assert_eq!(state_of(text), state, "{text}");
        }
    }

    #[test]
    fn items() {
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
            ("[x] Add an alert", Some(Done)),
        ] {
            assert_eq!(state_in(text), state, "{text}");
        }
    }
}
