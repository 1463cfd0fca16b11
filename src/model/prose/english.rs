//! English sentences: when one claims nothing whatever it says, and who reads what out of it.

use std::collections::HashSet;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::amount;
use super::claim::{Claim, Extent, Matter, Says};
use super::english_duration;
use super::english_loss;
use super::english_people;
use super::english_security;
use super::english_workaround;
use super::sentence::Sentence;
use crate::space::interval::Intervals;

/// What a sentence claims.
#[must_use]
pub fn claims(sentence: &Sentence) -> Vec<Claim> {
    if sentence.text.len() > LONGEST {
        return vec![];
    }
    let words = amount::words(&sentence.text);
    if words.iter().any(|word| DOUBTS.contains(word)) || has_phrase(&words) || words.contains(&"?") {
        return vec![];
    }
    let mut says: Vec<(Matter, Says)> = vec![];
    says.extend(english_workaround::claim(&words).map(|says| (Matter::Workaround, says)));
    let is_possible = words.windows(2).any(|pair| matches!(pair, ["could", next] if *next != "not"));
    if !is_possible {
        says.extend(english_loss::claim(&words).map(|says| (Matter::DataLoss, says)));
        says.extend(english_security::claim(&words).map(|says| (Matter::SecurityBreach, says)));
        says.extend(english_people::claims(&words));
        let amount =
            |(numbers, extent): (Intervals, Extent)| (Matter::Duration, Says::Amount(numbers, extent));
        says.extend(english_duration::claim(&words).map(amount));
    }
    let claim = |(matter, says)| Claim { matter, says, span: sentence.span };
    says.into_iter().map(claim).collect()
}

/// Nothing plain is said in a sentence of more bytes.
const LONGEST: usize = 1000;

/// Words that leave a sentence without a claim.
static DOUBTS: LazyLock<HashSet<&str, RandomState>> = LazyLock::new(|| {
    HashSet::from_iter([
        "if",
        "unless",
        "whether",
        "would",
        "wouldn't",
        "might",
        "may",
        "should",
        "shouldn't",
        "perhaps",
        "maybe",
        "possibly",
        "possible",
        "potential",
        "potentially",
        "probably",
        "presumably",
        "likely",
        "unlikely",
        "theoretically",
        "risk",
        "risks",
        "risked",
        "risking",
        "fear",
        "feared",
        "fears",
        "suspect",
        "suspected",
        "suspecting",
        "thought",
        "believed",
        "believe",
        "assumed",
        "assume",
        "assuming",
        "expected",
        "expect",
        "appeared",
        "appears",
        "seemed",
        "seems",
        "looked",
        "apparently",
        "allegedly",
        "supposedly",
        "worried",
        "concerned",
        "concern",
        "claimed",
        "claims",
        "says",
        "asked",
        "wondered",
        "previous",
        "previously",
        "earlier",
        "past",
        "historically",
        "unlike",
        "similar",
        "prior",
        "prevent",
        "prevented",
        "prevents",
        "avoid",
        "avoided",
        "avoiding",
        "ensure",
        "ensured",
        "ensures",
        "ensuring",
        "will",
        "won't",
        "exercise",
        "rehearsal",
        "drill",
        "staging",
        "simulated",
        "hypothetical",
        "imagine",
        "otherwise",
        "initially",
        "yet",
        "someone",
        "anyone",
        "sometimes",
        "occasionally",
        "usually",
        "normally",
        "typically",
        "often",
        "each",
        "per",
        "average",
        "median",
        "individual",
        "else",
        "almost",
        "luckily",
        "test",
        "tests",
        "testing",
        "demo",
        "sandbox",
        "preview",
        "example",
        "report",
        "reports",
        "alert",
        "alerts",
        "can",
        "designed",
        "wrongly",
        "falsely",
        "incorrectly",
        "mistakenly",
        "myth",
        "rumour",
        "rumor",
    ])
});

/// The same in several words.
fn has_phrase(words: &[&str]) -> bool {
    let first_had = words.first() == Some(&"had");
    // `in 2019`
    let is_year = words.windows(2).any(|pair| {
        matches!(pair, ["in", year] if year.len() == 4 && (year.starts_with("19") || year.starts_with("20")))
    });
    first_had
        || is_year
        || words.windows(2).any(|pair| {
            matches!(
                pair,
                ["at", "first"]
                    | ["last", "time" | "week" | "month" | "year"]
                    | ["told", "us" | "that"]
                    | ["so", "far"]
                    | ["had", "there"]
                    | ["no", "evidence" | "sign" | "signs" | "indication" | "indications" | "reason"]
                    | ["not", "aware" | "all" | "every" | "only" | "just"]
                    | ["other", "incident" | "incidents" | "outage" | "outages"]
                    | ["second" | "another" | "first", "incident" | "outage" | "event"]
                    | [
                        "in",
                        "january"
                            | "february"
                            | "march"
                            | "april"
                            | "june"
                            | "july"
                            | "august"
                            | "september"
                            | "october"
                            | "november"
                            | "december"
                    ]
            )
        })
}

/// Whether a claim says that something was lost.
#[must_use]
pub fn is_loss(claim: &Claim) -> bool {
    claim.matter == Matter::DataLoss && claim.says == Says::Yes
}

/// Whether a sentence says that something came back.
#[must_use]
pub fn tells_of_repair(text: &str) -> bool {
    const REPAIRS: [&str; 9] = [
        "found",
        "restored",
        "recovered",
        "recoverable",
        "restore",
        "replayed",
        "rebuilt",
        "recreated",
        "reconstructed",
    ];
    let words = amount::words(text);
    let negated = words.iter().any(|word| {
        matches!(
            *word,
            "not" | "no" | "never" | "couldn't" | "cannot" | "can't" | "wasn't" | "weren't" | "without"
        )
    });
    !negated && words.iter().any(|word| REPAIRS.contains(word))
}

/// What is planned, could have been, or was another time is no source of a fact.
const OTHERWISE: [&str; 16] = [
    "unknown",
    "if",
    "would",
    "might",
    "may",
    "should",
    "will",
    "expect",
    "expected",
    "planned",
    "avoid",
    "prevent",
    "unlike",
    "previous",
    "previously",
    "potentially",
];

/// The matters about which an author could take a fact from a sentence.
#[must_use]
pub fn mentions(text: &str, matters: &[Matter]) -> Vec<Matter> {
    if text.len() > LONGEST {
        return vec![];
    }
    let words = amount::words(text);
    matters.iter().copied().filter(|matter| speaks_of(&words, *matter)).collect()
}

fn speaks_of(words: &[&str], matter: Matter) -> bool {
    let has = |some: &[&str]| words.iter().any(|word| some.contains(word));
    let tail = |at: usize| words.get(at..).unwrap_or_default();
    let any = |reads: &dyn Fn(&[&str]) -> bool| (0..words.len()).any(|at| reads(tail(at)));
    let is_possible = words.windows(2).any(|pair| matches!(pair, ["could", next] if *next != "not"));
    if has(&OTHERWISE) || is_possible && matter != Matter::Workaround {
        return false;
    }
    match matter {
        Matter::DataLoss => {
            has(&["data", "records", "rows", "files", "uploads", "events"])
                && has(&["lost", "loss", "corrupted", "corruption", "overwritten", "deleted", "lose"])
        }
        Matter::SecurityBreach => {
            !has(&["not", "potential", "suspicious"])
                && (has(&["breach", "unauthorized", "unauthorised", "leaked", "stolen", "compromised"])
                    || has(&["exposed", "accessible"])
                        && has(&["data", "credentials", "secrets", "tokens", "publicly"]))
        }
        Matter::UserShare => {
            let is_of_all =
                has(&["affected", "affecting", "impacted", "impacting", "unable"]) && !has(&["not"]);
            any(&|words| english_people::is_share_of(words))
                || is_of_all
                    && any(&|words| matches!(words, ["all" | "every", "user" | "users" | "customers", ..]))
        }
        Matter::Users => {
            any(&|words| english_people::is_number_of(words, &["user", "users", "accounts", "people"]))
        }
        Matter::Customers => {
            const CUSTOMERS: [&str; 6] = ["customer", "customers", "clients", "tenants", "accounts", "teams"];
            any(&|words| english_people::is_number_of(words, &CUSTOMERS))
        }
        Matter::Duration => {
            const STATES: [&str; 8] =
                ["lasted", "lasting", "outage", "downtime", "disruption", "unavailable", "unusable", "down"];
            has(&STATES) && any(&|words| amount::length(words).is_some())
        }
        Matter::Workaround => {
            has(&["workaround", "workarounds"])
                || words.windows(2).any(|pair| matches!(pair, ["work" | "worked", "around"]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::span::Span;

    #[test]
    fn what_sentences_claim() {
        for (text, wanted) in [
            ("customer data was lost.", "DataLoss Yes"),
            ("no customer data was lost.", "DataLoss No"),
            ("notes edited between 10:02 and 10:20 were permanently lost.", "DataLoss Yes"),
            (
                "about 40 % of users were affected and could not log in until we rolled back.",
                "UserShare Whole",
            ),
            ("an endpoint was limited to one, impacting 25% of active users.", "UserShare Whole"),
            (
                "feature flags experienced an outage lasting 1 hour and 48 minutes, from 16:58 on.",
                "Duration Part",
            ),
            ("we lost about 3,200 customer records.", "DataLoss Yes"),
            ("there was no data loss.", "DataLoss No"),
            ("we first feared that customer data was lost.", ""),
            ("the workers lost the connection to the data store.", ""),
            ("no billing data was lost.", ""),
            ("an attacker gained access to the console.", "SecurityBreach Yes"),
            ("this was not a security incident.", "SecurityBreach No"),
            ("40% of users were affected.", "UserShare Whole"),
            ("in asia 40% of users were affected.", ""),
            ("more than 800 users were unable to log in.", "Users Part"),
            ("in total, 37 customers were affected.", "Customers Whole"),
            ("the outage lasted three hours.", "Duration Whole"),
            ("the meeting lasted three hours.", ""),
            ("the service was down for two hours.", "Duration Part"),
            ("there was no workaround.", "Workaround No"),
            ("as a workaround, users could use the old editor.", "Workaround Yes"),
        ] {
            let sentence = Sentence { text: text.to_owned(), span: Span::at(0) };
            let shown: Vec<String> = claims(&sentence)
                .iter()
                .map(|claim| match &claim.says {
                    Says::Amount(_, extent) => format!("{:?} {extent:?}", claim.matter),
                    says => format!("{:?} {says:?}", claim.matter),
                })
                .collect();
            assert_eq!(shown.join(", "), wanted, "{text}");
        }
    }
}
