//! What people do at a level and by when, where it stands among what puts an incident there: `Acknowledge within 15 minutes`, `30分ごとに更新`.

use crate::model::deadline::read_deadline;
use crate::table::level::Milestone;

use super::rubric_columns::Column;

/// Words that say nothing of what is done by when.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "the", "a", "an", "our", "to", "be", "is", "are", "must", "should", "shall", "will", "incident", "customers", "customer", "users",
    "stakeholders", "channel", "on", "in", "via", "by", "and", "all", "service", "internal", "public", "external", "regular", "provide", "post",
    "posted", "send", "sent", "give", "given", "write", "written", "publish", "published", "share", "shared", "time", "page", "target", "due",
    "completed", "done", "it", "for", "with", "cadence", "frequency", "interval",
];
/// What is done by when, by one word.
#[rustfmt::skip]
const DONE: &[(Milestone, &[&str])] = &[
    (Milestone::Acknowledged, &["acknowledge", "acknowledged", "acknowledgement", "acknowledgment", "ack", "respond", "response", "responded", "reply"]),
    (Milestone::Resolved, &["resolve", "resolved", "resolution", "restore", "restored", "fix", "fixed", "recover"]),
    (Milestone::Mitigated, &["mitigate", "mitigated", "mitigation"]),
    (Milestone::Detected, &["detect", "detected"]),
    (Milestone::Postmortem, &["postmortem", "rca"]),
];
/// What is told again and again.
const TOLD: [&str; 10] = [
    "update",
    "updates",
    "updated",
    "status",
    "communicate",
    "communication",
    "communications",
    "comms",
    "report",
    "progress",
];
/// How often, in a word.
const CADENCES: [&str; 4] = ["hourly", "daily", "weekly", "half-hourly"];

/// What is done by when in Japanese, by the word that ends a sentence.
#[rustfmt::skip]
const DONE_JAPANESE: &[(Milestone, &[&str])] = &[
    (Milestone::Postmortem, &["報告書", "ポストモーテム", "報告書を提出", "報告書の提出", "ポストモーテムを公開", "ポストモーテムを作成", "報告書を作成", "振り返り"]),
    (Milestone::FirstUpdate, &["第一報", "一次報告", "初報", "第一報を発信", "第一報を連絡"]),
    (Milestone::Mitigated, &["暫定復旧", "暫定対応", "緩和"]),
    (Milestone::Acknowledged, &["初動", "初動対応", "着手", "対応着手", "対応に着手", "対応開始", "対応を開始", "応答", "一次対応", "一次対応を開始"]),
    (Milestone::Resolved, &["復旧", "解決", "解消", "修復", "サービスを復旧", "復旧させる"]),
    (Milestone::Detected, &["検知"]),
];
/// What is told, as a sentence ends in it.
const TOLD_JAPANESE: [&str; 8] = ["更新", "続報", "報告", "連絡", "共有", "周知", "発信", "通知"];
/// What such a sentence ends in.
#[rustfmt::skip]
const ENDS: [&str; 12] =
    ["すること", "します", "する", "を行う", "を実施する", "を実施", "を出す", "を目標", "目標", "を目指す", "が目標", "必須"];

/// What a text says of what people do: a deadline or a response, and its words.
pub(super) fn duty(text: &str) -> Option<(Column, String)> {
    let bare = text.trim().trim_end_matches(['.', '。', ' ']);
    let timed = if bare.is_ascii() { timed(bare) } else { timed_japanese(bare).or_else(|| timed(bare)) };
    timed.or_else(|| is_duty(text).then(|| (Column::Response, text.to_owned())))
}

/// `Acknowledge within 15 minutes`, `Status page: every 30 minutes`, `Post updates hourly`.
fn timed(text: &str) -> Option<(Column, String)> {
    let lower =
        text.to_ascii_lowercase().replace("post-mortem", "postmortem ").replace("post mortem", "postmortem ");
    let at = ["within ", "every ", "once every "].iter().filter_map(|word| {
        let at = lower.find(word)?;
        let is_apart = lower.get(..at)?.chars().next_back().is_none_or(|before| !before.is_alphanumeric());
        is_apart.then_some(at)
    });
    let cadence = || {
        let last = lower.rsplit(' ').next()?;
        CADENCES.contains(&last).then(|| lower.len() - last.len())
    };
    let at = at.min().or_else(cadence)?;
    let (before, behind) = lower.split_at_checked(at)?;
    let words: Vec<&str> =
        before.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_of_page = words.windows(2).any(|pair| pair == ["status", "page"]);
    let said: Vec<&str> = words.into_iter().filter(|word| !FILLERS.contains(word)).collect();
    let is_repeated = !behind.starts_with("within");
    let of = match said.as_slice() {
        ["first" | "initial" | "1st", told]
            if TOLD.contains(told)
                || DONE.iter().any(|(of, words)| *of == Milestone::Acknowledged && words.contains(told)) =>
        {
            let is_told = TOLD.contains(told);
            if is_told { Milestone::FirstUpdate } else { Milestone::Acknowledged }
        }
        [told] | [told, _]
            if is_repeated && TOLD.contains(told) && said.iter().all(|word| TOLD.contains(word)) =>
        {
            Milestone::NextUpdate
        }
        [_] if is_of_page => Milestone::FirstUpdate,
        [done] if !is_repeated => DONE.iter().find(|(_, words)| words.contains(done))?.0,
        _ => return None,
    };
    let length = behind.strip_prefix("within ").unwrap_or(behind).trim();
    // A number of hours or a word for them; else it is for people to read.
    let reads = read_deadline(length).is_ok() || is_repeated;
    let column = if reads { Column::Deadline(of) } else { Column::Response };
    let whole = || text.to_owned();
    Some((column, if reads { length.to_owned() } else { whole() }))
}

/// `30分ごとに更新`, `続報は30分ごと`, `24時間以内に復旧`, `初動15分以内`.
fn timed_japanese(text: &str) -> Option<(Column, String)> {
    let signs = [' ', '　', ':', '：', 'は', 'を', 'の', 'に', 'で', '、', '／', '/'];
    for mark in ["以内", "ごと", "おき", "毎", "間隔"] {
        let Some((before, behind)) = text.split_once(mark) else { continue };
        // How long: the number, and its unit.
        let is_of_length = |letter: char| letter.is_numeric() || "分時間日週営業.半 ".contains(letter);
        let start = before.trim_end_matches(is_of_length).len();
        let (what, number) = before.split_at_checked(start)?;
        if !number.contains(char::is_numeric) {
            continue;
        }
        let length = format!("{}{mark}", number.trim());
        let mut done = behind.trim_start_matches(signs);
        for end in ENDS {
            done = done.strip_suffix(end).unwrap_or(done);
        }
        let what = what.trim_end_matches("まで").trim_end_matches(signs).trim_start_matches(signs);
        let said = match (what.is_empty(), done.is_empty()) {
            (true, false) => done.to_owned(),
            (false, true) => what.trim_end_matches("目標").to_owned(),
            // `顧客へ30分ごとに更新`: to whom.
            (false, false) if what.ends_with('へ') || what.ends_with("向け") => done.to_owned(),
            // ステータスページを30分ごとに更新.
            (false, false) if mark != "以内" && behind.starts_with('に') => done.to_owned(),
            _ => return None,
        };
        let said = said.trim();
        let told =
            |said: &str| TOLD_JAPANESE.iter().any(|word| said.ends_with(word)) && said.chars().count() <= 16;
        if mark != "以内" {
            return (told(said) || said == "ステータスページ")
                .then_some((Column::Deadline(Milestone::NextUpdate), length));
        }
        let of = DONE_JAPANESE.iter().find(|(_, words)| words.contains(&said));
        return match of {
            Some((of, _)) => Some((Column::Deadline(*of), length)),
            None => told(said).then(|| (Column::Response, text.to_owned())),
        };
    }
    None
}

/// Whether a sentence says what people do at a level and by when, and not what happened: `Executives are told within 15 minutes`.
fn is_duty(text: &str) -> bool {
    if !text.is_ascii() {
        let text = text.trim_end_matches(['.', '。', ' ']);
        let ends =
            ["連絡する", "報告する", "通知する", "周知する", "招集する", "召集する", "エスカレーションする"];
        if ends.iter().any(|end| text.ends_with(end)) {
            return true;
        }
    }
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    // `Notify: …` speaks of what is called so.
    let is_verb = text
        .split_whitespace()
        .next()
        .is_some_and(|first| first.chars().all(|letter| letter.is_alphanumeric() || letter == '-'));
    let begins = is_verb
        && match word(0) {
            "notify" | "inform" | "escalate" => true,
            // `Page load` is none.
            "page" | "call" | "wake" => {
                ["the", "all", "everybody", "everyone", "on-call", "oncall"].contains(&word(1))
            }
            _ => false,
        };
    let is_timed = words
        .iter()
        .any(|word| ["within", "every", "immediately", "hourly", "daily"].contains(&word.as_str()));
    let told = ["told", "notified", "informed", "paged", "briefed", "contacted", "alerted"];
    let is_told = words.windows(2).any(|pair| {
        let [verb, what] = pair else { return false };
        ["are", "is", "be", "get", "gets"].contains(&verb.as_str()) && told.contains(&what.as_str())
    });
    begins || is_timed && is_told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_by_when() {
        for (text, wanted) in [
            ("Acknowledge within 15 minutes", "acknowledge_within 15 minutes"),
            ("Ack within 5m.", "acknowledge_within 5m"),
            ("Respond within 1 business day", "acknowledge_within 1 business day"),
            ("Restore service within 24 hours", "resolve_within 24 hours"),
            ("Must be resolved within 4 hours", "resolve_within 4 hours"),
            ("Mitigated within 1 hour", "mitigate_within 1 hour"),
            ("First update within 30 minutes", "first_update_within 30 minutes"),
            ("Status page within 30 minutes", "first_update_within 30 minutes"),
            ("Post-mortem within 5 days", "postmortem_within 5 days"),
            ("Status page: every 30 minutes", "update_every every 30 minutes"),
            ("Update every 2 hours", "update_every every 2 hours"),
            ("Post status updates to stakeholders every hour", "update_every every hour"),
            ("Communication cadence: every 30 minutes", "update_every every 30 minutes"),
            ("Public update: hourly", "update_every hourly"),
            ("30分ごとに更新", "update_every 30分ごと"),
            ("ステータスページを30分ごとに更新する", "update_every 30分ごと"),
            ("続報は30分ごと", "update_every 30分ごと"),
            ("ステータスページ: 1時間ごと", "update_every 1時間ごと"),
            ("24時間以内に復旧", "resolve_within 24時間以内"),
            ("24時間以内に復旧する。", "resolve_within 24時間以内"),
            ("復旧は4時間以内", "resolve_within 4時間以内"),
            ("15分以内に初動対応を行う", "acknowledge_within 15分以内"),
            ("初動15分以内", "acknowledge_within 15分以内"),
            ("3営業日以内に報告書を提出", "postmortem_within 3営業日以内"),
            ("30分以内に社長へ連絡", "response"),
            ("Notify support and legal", "response"),
            // What happens.
            ("The service cannot be restored within 24 hours", ""),
            ("Updates fail every 2 hours", ""),
            ("Nobody can pay within 10 minutes", ""),
            ("Jobs are restarted every hour", ""),
            ("Backups fail daily", ""),
            ("Data loss within 15 minutes", ""),
            ("24時間以内に復旧できない", ""),
            ("24時間以内に復旧の見込みなし", ""),
            ("30分ごとに停止する", ""),
            ("1時間以内に再発", ""),
            ("注文の更新が30分ごとに失敗する", ""),
            ("1時間ごとの集計が失敗", ""),
        ] {
            let found = duty(text).map(|(column, text)| match column {
                Column::Deadline(of) => format!("{} {text}", of.key()),
                _ => "response".to_owned(),
            });
            assert_eq!(found.unwrap_or_default(), wanted, "{text}");
        }
    }

    #[test]
    fn what_people_do_is_no_criterion() {
        for text in [
            "Executives are told within 15 minutes",
            "The CTO is to be informed immediately.",
            "Notify support and legal",
            "Page the on-call engineer",
            "15分以内に社長へ連絡する。",
        ] {
            assert!(is_duty(text), "{text}");
        }
        for text in [
            "Customers are notified of orders that are not theirs",
            "Page load takes more than 5 seconds",
            "Call quality is poor",
            "Notify: is broken for some",
            "Nobody can pay within 10 minutes",
            "Backups fail every day",
            "顧客に通知が届かない",
        ] {
            assert!(!is_duty(text), "{text}");
        }
    }
}
