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
/// What was done, which is what happened unless it is said that it has to be.
const PAST: [&str; 7] =
    ["acknowledged", "responded", "resolved", "restored", "fixed", "mitigated", "detected"];
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
    by_when(text, false).or_else(|| is_duty(text).then(|| (Column::Response, text.to_owned())))
}

/// What is done by when, where a text is known to say what people do: `Acknowledged within 15 minutes` is no past there.
pub(super) fn deadline_in_response(text: &str) -> Option<(Column, String)> {
    by_when(text, true).filter(|(column, _)| matches!(column, Column::Deadline(_)))
}

fn by_when(text: &str, is_response: bool) -> Option<(Column, String)> {
    let bare = text.trim().trim_end_matches(['.', '。', ' ']);
    let of_english = || timed(bare, is_response);
    if bare.is_ascii() { of_english() } else { timed_japanese(bare).or_else(of_english) }
}

/// `Acknowledge within 15 minutes`, `Status page: every 30 minutes`, `Post updates hourly`.
fn timed(text: &str, is_response: bool) -> Option<(Column, String)> {
    let lower =
        text.to_ascii_lowercase().replace("post-mortem", "postmortem ").replace("post mortem", "postmortem ");
    let at = ["within ", "every ", "once every ", "in "].iter().filter_map(|word| {
        let mut places = lower.match_indices(word).map(|(at, _)| at);
        places.find(|at| {
            let before = lower.get(..*at).and_then(|before| before.chars().next_back());
            let behind = lower.get(at + word.len()..).unwrap_or_default();
            // `In the channel` is no time.
            let is_time = *word != "in " || behind.starts_with(|first: char| first.is_ascii_digit());
            before.is_none_or(|before| !before.is_alphanumeric()) && is_time
        })
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
    let has_to = words.iter().any(|word| ["must", "should", "shall", "will"].contains(word))
        || words.windows(2).any(|pair| pair == ["to", "be"]);
    let is_past = !is_response && !has_to && words.iter().any(|word| PAST.contains(word));
    if is_past || !ends_with_time(behind) {
        return None;
    }
    let said: Vec<&str> = words.into_iter().filter(|word| !FILLERS.contains(word)).collect();
    let is_repeated = !behind.starts_with("within") && !behind.starts_with("in ");
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
    let length =
        behind.strip_prefix("within ").or_else(|| behind.strip_prefix("in ")).unwrap_or(behind).trim();
    // A number of hours or a word for them; else it is for people to read.
    let reads = read_deadline(length).is_ok() || is_repeated;
    let column = if reads { Column::Deadline(of) } else { Column::Response };
    let whole = || text.to_owned();
    Some((column, if reads { length.to_owned() } else { whole() }))
}

/// Words of a length of time, beside its number.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "within", "once", "every", "in", "the", "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "ten", "twelve", "few",
    "half", "other", "second", "third", "next", "first", "same", "business", "working", "calendar", "minute", "minutes", "min", "mins", "hour",
    "hours", "hr", "hrs", "h", "m", "d", "day", "days", "week", "weeks", "month", "months", "sla", "hourly", "daily", "weekly", "half-hourly",
    "max", "maximum", "less", "morning",
];
/// Those of them that say nothing of how long it is.
#[rustfmt::skip]
const BEFORE_TIME: &[&str] = &[
    "within", "once", "every", "in", "the", "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "ten", "twelve", "few",
    "half", "other", "second", "third", "next", "first", "same", "max", "maximum",
];
/// What goes on behind a length of time and changes nothing of it: from when, by whom, where.
#[rustfmt::skip]
const GOES_ON: &[&str] = &[
    "of", "by", "on", "via", "to", "in", "from", "after", "during", "through", "per", "with", "at", "for", "following", "using", "including",
    "around", "business", "only", "outside", "since", "until", "till", "while",
];
/// What goes on with something else that is done.
const ALSO_DONE: [&str; 9] =
    ["page", "notify", "escalate", "inform", "call", "update", "then", "and", "hourly"];
/// Words by which what goes on says that it did not come to that.
#[rustfmt::skip]
const FAILS: &[&str] = &[
    "fail", "fails", "failed", "failing", "miss", "misses", "missed", "unlikely", "possible", "impossible", "expected", "breached", "exceeded",
    "cannot", "couldn", "never", "lost",
];
/// Words by which it is a sentence of what happened.
#[rustfmt::skip]
const HAPPENS: &[&str] = &[
    "is", "isn", "are", "aren", "was", "wasn", "were", "weren", "has", "have", "had", "not", "no", "but", "itself", "themselves", "again",
    "would", "could", "can", "did", "does",
];

/// Whether a text from its `within` on is a length of time, with at most from when, by whom and where behind it: what
/// `within 1 hour failed` speaks of is no duty.
fn ends_with_time(behind: &str) -> bool {
    let mut rest = behind.trim();
    let mut is_said = false;
    let mut is_cut = false;
    while let Some(word) = rest.split_whitespace().next().filter(|_| !is_cut) {
        let bare = word.trim_end_matches([',', ';', ':', '.']);
        let number = bare.trim_start_matches(['~', '<', '=']);
        let unit =
            number.trim_start_matches(|letter: char| letter.is_ascii_digit() || ".-–".contains(letter));
        let is_number = unit.len() < number.len() && (unit.is_empty() || TIMES.contains(&unit));
        // `In` and a number begin the time; behind it, `in` goes on.
        let is_more = is_said && GOES_ON.contains(&bare);
        if !is_number && (is_more || !TIMES.contains(&bare)) {
            break;
        }
        is_said |= if is_number { !unit.is_empty() } else { !BEFORE_TIME.contains(&bare) };
        is_cut = bare.len() < word.len();
        rest = rest.get(word.len()..).unwrap_or_default().trim_start();
    }
    let words: Vec<&str> =
        rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let Some(first) = words.first() else { return is_said };
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    // `Or when something changes` says when else.
    let is_else = *first == "or"
        && words.get(1).is_some_and(|next| {
            ["when", "whenever", "as", "sooner", "faster", "earlier", "less", "more", "on", "upon", "if"]
                .contains(next)
        });
    let is_free = is_else || ["until", "till", "while"].contains(first) || rest.starts_with(['(', '[']);
    let begins = is_free
        || GOES_ON.contains(first)
        || (is_cut || *first == "and") && (ALSO_DONE.contains(first) || rest.starts_with("24"))
        || rest.starts_with(['-', '/', '+']);
    is_said && begins && !has(FAILS) && (is_free || !has(HAPPENS))
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
            ("Mitigation within 1 hour", "mitigate_within 1 hour"),
            ("Acknowledge in 15 minutes", "acknowledge_within 15 minutes"),
            ("Acknowledge within 15 minutes of detection", "response"),
            ("Acknowledge within 15 minutes, by the IC", "response"),
            ("Acknowledge within 15 minutes (business hours)", "response"),
            ("Respond within 5 minutes via phone or chat", "response"),
            ("Respond in the channel within 15 minutes", "acknowledge_within 15 minutes"),
            ("Acknowledge within 5 minutes, page the director", "response"),
            (
                "Update every 30 minutes on the status page",
                "update_every every 30 minutes on the status page",
            ),
            (
                "Update every 2 hours or when something changes",
                "update_every every 2 hours or when something changes",
            ),
            (
                "Update every 30 minutes until it is resolved",
                "update_every every 30 minutes until it is resolved",
            ),
            ("Respond within the hour", "response"),
            ("The incident is to be resolved within 4 hours", "resolve_within 4 hours"),
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
            ("Mitigation within 1 hour failed", ""),
            ("Fix within 1 day cannot be promised", ""),
            ("Response within 5 minutes was missed", ""),
            ("Acknowledge within 5 minutes was missed twice", ""),
            ("Resolve within 4 hours, or data is lost", ""),
            ("Resolved within 10 minutes by itself", ""),
            ("Mitigated within 10 minutes", ""),
            ("The outage is resolved within 10 minutes", ""),
            ("Restore within 4 hours not possible", ""),
            ("Resolution within 1 hour is not expected", ""),
            ("Resolution within 1 hour: impossible", ""),
            ("Restore within 4 hours by the vendor is unlikely", ""),
            ("Postmortem within 5 days was missed", ""),
            ("Update every 30 minutes fails", ""),
            ("Restore in 2 regions", ""),
            ("Response in 10% of cases", ""),
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
    fn what_was_done_is_done_where_responses_are_told() {
        for (text, wanted) in [
            ("Acknowledged within 15 minutes", Some("15 minutes")),
            ("Acknowledged within 15 minutes by chance", None),
            ("Acknowledgement within 15 minutes failed", None),
        ] {
            assert_eq!(deadline_in_response(text).map(|(_, length)| length).as_deref(), wanted, "{text}");
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
