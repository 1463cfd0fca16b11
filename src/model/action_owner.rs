//! Where the text of an action item says who does it.

use super::action_due::{behind_due, is_day, mention_at, parts};
use super::action_labels::{OWNER_LABELS, after_bracketed_label, after_label, beginning, is_nobody};
use super::action_state::state_of;
use super::enclosed::{MOST_REMARKS, bracketed};

/// Who does it: `@name`, `owner: name`, `(name, 2026-05-01)`, `(Platform team)`.
#[must_use]
pub fn owner_in(text: &str) -> Option<&str> {
    let text = beginning(text);
    let labelled = after_label(text, &OWNER_LABELS).or_else(|| after_bracketed_label(text, &OWNER_LABELS));
    let labelled = labelled.map(|(_, name)| name).or_else(|| after_dash(text, &OWNER_LABELS));
    let found = labelled.or_else(|| mention(text)).or_else(|| in_brackets(text));
    found.map(str::trim).filter(|name| !is_nobody(name))
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

/// The name in `Alice will renew the lease`; as with [`name_before`] it may as well be another subject.
#[must_use]
pub fn name_before_will(text: &str) -> Option<&str> {
    let (name, _) = beginning(text).split_once(" will ")?;
    let name = name.trim_matches(['*', '_', '@', ' ']);
    (is_name(name) && !is_nobody(name)).then_some(name)
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

fn mention(text: &str) -> Option<&str> {
    mention_at(text).map(|(_, name)| name)
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
}
