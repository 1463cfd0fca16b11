//! Items among the actions that hold nothing to do: they tell what was done, or say that there is none.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// How many words of an item are looked at.
const MOST_WORDS: usize = 80;

/// Work that is told as done. A closed list: `The alert was missed` tells of the incident, not of work.
static WORK: LazyLock<Words> = LazyLock::new(|| {
    words(
        "added adjusted applied automated blocked changed cleaned cleared completed configured contacted corrected \
    created decommissioned deleted deployed disabled documented done drained enabled escalated expanded extended fixed \
    implemented improved increased installed introduced lowered made merged migrated moved notified opened patched pinned \
    published raised rebuilt reconfigured recovered recreated reduced released removed renamed replaced reported resolved \
    restarted restored reverted reviewed rewritten rolled rotated scaled set shipped stopped switched tested tightened \
    tuned tweaked updated upgraded written",
    )
});

/// What only tells of the past, at the beginning of an item: `Set` and `Put` may as well be wanted.
const IRREGULAR: [&str; 8] = ["Got", "Held", "Spoke", "Wrote", "Built", "Made", "Gave", "Brought"];

/// Words that make another sentence of it: a wish, a doubt, a complaint, or a part of something that is to be done.
static OTHERWISE: LazyLock<Words> = LazyLock::new(|| {
    words(
        "should must need needs shall will todo could would ensure too not never without instead mistake \
    accidentally incorrectly wrongly that which who where when if whether once after until why how what because unless while \
    before verify check confirm make investigate find review audit see validate determine understand explain look ask decide \
    clarify identify test track list document add fix remove",
    )
});

/// Words in lower case.
type Words = HashSet<&'static str, RandomState>;

fn words(list: &'static str) -> Words {
    list.split_whitespace().collect()
}

/// Whether an item tells what was done: `We've tightened the workflow`, `The limit has been raised`, `… DONE in #12`.
#[must_use]
pub fn tells_what_was_done(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS).map(bare).collect();
    begins_in_the_past(&words)
        || is_marked_done(&words)
        || ends_done(&words)
        || !is_said_otherwise(&words) && (is_ticket(&words) || !goes_on(text) && is_told(&words))
}

/// Whether an item only says that there is none: `None`, `N/A`, `None needed`, `None: the vendor has fixed it`, なし.
#[must_use]
pub fn says_none(text: &str) -> bool {
    const WORDS: [&str; 21] = [
        "none",
        "none needed",
        "none required",
        "none planned",
        "none at this time",
        "n/a",
        "na",
        "nil",
        "nothing",
        "nothing to do",
        "not applicable",
        "no action",
        "no actions",
        "no action items",
        "no action needed",
        "no action required",
        "no actions needed",
        "no actions required",
        "no further action",
        "no further actions",
        "no follow-up",
    ];
    const JAPANESE: [&str; 6] = ["なし", "特になし", "無し", "該当なし", "対応なし", "対応不要"];
    let text = text.trim().trim_matches(['*', '_', '`', '(', ')', '（', '）', '.', '。', ' ']);
    if text.starts_with(|first: char| first.is_ascii() && !matches!(first, 'n' | 'N')) {
        return false;
    }
    if JAPANESE.contains(&text) {
        return true;
    }
    // What stands behind a sign is the reason.
    let signs = [": ", ", ", "; ", ". ", " — ", " – ", " - ", " ("];
    let end = signs.iter().filter_map(|sign| text.find(sign)).min().unwrap_or(text.len());
    let head = text.get(..end).unwrap_or(text).trim_matches(['*', '_', ' ']);
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(head))
}

/// A word without markup and signs around it; of `tweaked/adjusted` the first.
fn bare(word: &str) -> &str {
    let word = word.split('/').next().unwrap_or(word);
    word.trim_matches(['*', '_', ',', '.', ';', ':', '(', ')', '!', '[', ']'])
}

/// Whether a word is one of many, however it is written.
fn is_among(list: &Words, word: &str) -> bool {
    if word.bytes().any(|letter| letter.is_ascii_uppercase()) {
        list.contains(&*word.to_ascii_lowercase())
    } else {
        list.contains(word)
    }
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}

/// `Switched to another pool`, `Added the alert`. Without a small word behind it, `Automated tests` may as well be wanted.
fn begins_in_the_past(words: &[&str]) -> bool {
    let (first, second) =
        (words.first().copied().unwrap_or_default(), words.get(1).copied().unwrap_or_default());
    if matches!(first, "We've" | "We’ve") {
        return second != "got";
    }
    if IRREGULAR.contains(&first) {
        return second != "to";
    }
    let past = first.len() >= 5
        && first.starts_with(char::is_uppercase)
        && first.ends_with("ed")
        && !["eed", "mbed"].iter().any(|end| first.ends_with(end));
    past && matches!(second, "to" | "the" | "a" | "an" | "our" | "all" | "its" | "their" | "from")
}

/// `… — this has already been done`, but not `should have been done`.
fn ends_done(words: &[&str]) -> bool {
    const LAST: usize = 6;
    let last = words.get(words.len().saturating_sub(LAST)..).unwrap_or_default();
    matches!(last, [.., "been" | "already", "done"])
        && !last.iter().any(|word| is_in("should could would must not never if when once until be", word))
}

/// `DONE` in capitals, but not `NOT DONE`, nor `the definition of DONE`.
fn is_marked_done(words: &[&str]) -> bool {
    let mut before = "";
    words.iter().any(|word| {
        let counts = *word == "DONE" && !is_in("not be of get when until once if", before);
        before = word;
        counts
    })
}

fn is_said_otherwise(words: &[&str]) -> bool {
    words.iter().any(|word| is_among(&OTHERWISE, word))
}

/// Whether something follows behind a sign, as what is to be done about it.
fn goes_on(text: &str) -> bool {
    text.char_indices().filter(|(_, letter)| matches!(letter, ':' | ';' | ' ')).any(|(at, _)| {
        let rest = text.get(at..).unwrap_or_default();
        [": ", "; ", " — ", " – ", " - "].iter().any(|sign| rest.starts_with(sign))
    })
}

/// `Ticket raised to configure it`, `Support case 12345 raised`.
fn is_ticket(words: &[&str]) -> bool {
    const SHORT: usize = 8;
    let wanted = words.first().is_some_and(|first| is_in("get have make need ensure a the", first));
    let ends = words.len() <= SHORT
        && words.last().is_some_and(|last| is_in("raised opened created filed", last))
        && words.iter().any(|word| is_in("case ticket tickets issue issues", word));
    if ends && !wanted {
        return true;
    }
    words.windows(2).take(3).any(|pair| {
        let [one, other] = pair else { return false };
        is_in("ticket tickets", one) && other.eq_ignore_ascii_case("raised")
    })
}

/// `The limit has been raised`, `The alerts were added`, `The team then raised it`.
fn is_told(words: &[&str]) -> bool {
    let is_between = |word: &&&str| is_in("then now also already since", word);
    let behind = |at: usize| words.iter().skip(at).find(|word| !is_between(word));
    let is_work = |word: Option<&&str>| word.is_some_and(|word| is_among(&WORK, word));
    let passive = words.iter().enumerate().skip(1).any(|(at, word)| match *word {
        "has" | "have" | "had" => {
            behind(at + 1) == Some(&"been")
                && is_work(words.iter().skip(at + 1).find(|word| **word != "been" && !is_between(word)))
        }
        "was" | "were" => is_work(behind(at + 1)),
        _ => false,
    });
    let active = match words {
        ["We", "have", ..] => is_work(behind(2)),
        ["We", ..] => is_work(behind(1)),
        ["The" | "Our", "team", "has" | "have", ..] => is_work(behind(3)),
        ["The" | "Our", "team", ..] => is_work(behind(2)),
        _ => false,
    };
    passive || active
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_as_done() {
        for text in [
            "We've tightened the workflow",
            "**Added** the alert",
            "The probe should page within two minutes. DONE in [PR #12](https://example.org/12)",
            "The limit of the queue has been raised",
            "Dashboards have now been added",
            "The requests were set to meet the highest use",
            "The runbook was also updated",
            "We tweaked/adjusted the limit of the queue",
            "The team then raised a case with the vendor",
            "Ticket raised to move the state [#3](https://example.org/3)",
            "Support case 1234 raised",
            "We have added a task to the backlog",
            "The team has since raised the limit",
            "The manager needs our policy instead - this has already been done.",
            "Got advice from the vendor to ensure that it is read",
            "Follow-up tickets raised: https://example.org/issues?q=is%3Aopen",
        ] {
            assert!(tells_what_was_done(text), "{text}");
        }
    }

    #[test]
    fn still_to_be_done() {
        for text in [
            "Alert raised too late: fix",
            "The alert was raised too late",
            "The alert was disabled: enable it",
            "The alert was disabled, we should enable it",
            "Verify all hosts have been patched",
            "Find out why the limit was reduced",
            "Remove the hosts that have been replaced",
            "The lease has not been fixed",
            "NOT DONE",
            "Write a definition of DONE",
            "We need a limit",
            "We were lucky",
            "Automated tests of the import",
            "Upgrade the pool which was moved",
            "Raise a ticket",
            "Get a case raised",
            "A check that could have been done",
            "We have to add an alert",
            "Got to add an alert",
        ] {
            assert!(!tells_what_was_done(text), "{text}");
        }
    }

    #[test]
    fn there_is_none() {
        for (text, none) in [
            ("None", true),
            ("**N/A**", true),
            ("n/a.", true),
            ("None needed", true),
            ("None: the vendor has fixed it", true),
            ("No action required (duplicate)", true),
            ("なし。", true),
            ("特になし", true),
            ("None of the alerts fired", false),
            ("Nothing else may write there", false),
            ("", false),
            ("なしの場合を試験する", false),
        ] {
            assert_eq!(says_none(text), none, "{text}");
        }
    }
}
