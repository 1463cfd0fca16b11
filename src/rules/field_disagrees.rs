use std::collections::BTreeSet;

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::fact::State;
use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::grammar::zone::is_mentioned;
use crate::model::kind::Kind;
use crate::model::moment::{Moment, read_moment};
use crate::model::said::Said;
use crate::model::value::{Reading, Value};
use crate::model::vocabulary::{Origin, Target};
use crate::source::span::Span;
use crate::table::spelling::Spelled;

use super::rule::{Case, Check, rule};
use super::shared::stated_under::{key_at, written_key_at};
use super::shared::times::is_before;
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A fact, a time, the severity, the date or the id that is stated twice with values that cannot both hold. Times under
    /// labels of the body that name two things in brackets, as `Detected (API)` and `Detected (web)`, are no two opinions.
    /// Of `Users affected (EU)` and `Users affected (US)` it says that only parts are stated, and of
    /// `Severity (internal)` and `Severity (customers)` that there are two levels.
    ///
    /// ## Why
    /// One of them is wrong. Of facts either is taken as possible, so the level may stay open; of the rest, the front
    /// matter goes before the body, and the canonical name before others.
    ///
    /// ## Flagged
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent, from: [impact.users] } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: over 20% } }]
    ///   - id: SEV-2
    ///     otherwise: true
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-2
    /// users_affected_pct: 4%
    /// impact: { users: 40% }
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~yaml sev.yaml
    /// sev_table: 1
    /// facts: { users_affected_pct: { kind: percent, from: [impact.users] } }
    /// levels:
    ///   - id: SEV-1
    ///     criteria: [{ when: { users_affected_pct: over 20% } }]
    ///   - id: SEV-2
    ///     otherwise: true
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-1
    /// users_affected_pct: 38%
    /// impact: { users: about 40% }
    /// resolved_at: 2026-04-01T11:00Z
    /// closed_at: 2026-04-03T09:00Z
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// State it once, or correct one of the two.
    ///
    /// ## When to turn it off
    /// Do not; if two keys mean different things, give one of the facts another `from`.
    "field-disagrees", Warning, Mending::None("only the authors know which of the two is right"),
    { English => "two statements of one field cannot both hold", Japanese => "同じフィールドの 2 つの記載が両立しない" },
    Check::Case(check)
}

/// Aliases that also name something a little different: a ticket is closed after the incident is resolved. Beside a
/// statement under another name they are no second opinion.
const LOOSE: &[&str] = &[
    "opened",
    "opened_at",
    "closed",
    "closed_at",
    "identified",
    "identified_at",
    "stop",
    "downtime",
    "total_downtime",
    "length",
    "ttr",
    "time_to_repair",
    "影響時間",
    "影響期間",
    "障害時間",
    "障害継続時間",
    "継続時間",
    "停止時間",
    "ダウンタイム",
];

/// Two places that state the same thing.
struct Pair<'a> {
    name: &'a str,
    first: (&'a str, Span),
    second: (&'a str, Span),
    of: Of,
}

/// What a pair states.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A fact of numbers or words, of which parts are not that of all; a length of time may be of any of them.
    Fact,
    /// A time, of which those of parts are not that of all.
    Time,
    /// The level, of which there is one.
    Level,
    /// Anything else: two things that are named in brackets are two.
    Other,
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut findings = vec![];
    let mut places: BTreeSet<Span> = BTreeSet::new();
    for pair in facts(case).into_iter().chain(times(case)).chain(plain(case)) {
        // A key that means two things disagrees once.
        let are_parts = are_of_parts(case, &pair);
        if places.contains(&pair.second.1)
            || !are_two_opinions(case, &pair)
            || are_parts && pair.of == Of::Other
        {
            continue;
        }
        let are_parts = are_parts && matches!(pair.of, Of::Fact | Of::Time);
        let is_time = pair.of == Of::Time;
        places.insert(pair.second.1);
        let (first, second) = (excerpt(pair.first.0), excerpt(pair.second.0));
        let mapped = mapped(case, &pair);
        let (message, here, there, help) = match case.language {
            Language::English if are_parts => (
                format!(
                    "`{}` is stated of parts only, as `{first}` and as `{second}`, and nowhere of all of them",
                    pair.name
                ),
                "stated of another part",
                "stated of one part",
                if is_time {
                    "state when it was so of all of them, under the label without a part".to_owned()
                } else {
                    "state what it comes to in all: `… (total)`".to_owned()
                },
            ),
            Language::Japanese if are_parts => (
                format!(
                    "`{}` は `{first}` と `{second}` のように一部ずつしか記載がなく、全体の値がない",
                    pair.name
                ),
                "別の一部の記載",
                "一部の記載",
                if is_time {
                    "全体についての時刻を、括弧のないラベルで書く".to_owned()
                } else {
                    "全体の値を `…（合計）` として書く".to_owned()
                },
            ),
            Language::English => (
                format!("`{}` is stated twice, as `{first}` and as `{second}`", pair.name),
                "stated again",
                "stated first",
                match mapped {
                    Some((key, place)) => format!(
                        "state it once, or correct one of the two; or, if `{key}` means something else, take it out of {place}"
                    ),
                    None => "state it once, or correct one of the two".to_owned(),
                },
            ),
            Language::Japanese => (
                format!("`{}` の記載が `{first}` と `{second}` で食い違う", pair.name),
                "2 度目の記載",
                "最初の記載",
                match mapped {
                    Some((key, place)) => {
                        format!("1 か所にまとめるか、どちらかを直す。`{key}` が別の意味なら {place} から外す")
                    }
                    None => "1 か所にまとめるか、どちらかを直す".to_owned(),
                },
            ),
        };
        let finding = Diagnostic::new(&RULE.about, case.here(pair.second.1, here), message)
            .because(case.here(pair.first.1, there))
            .help(help)
            .about_subject(pair.name);
        findings.push(finding);
    }
    findings
}

/// The key of one of the two that means this by the table or the configuration only, and where they say so.
fn mapped(case: &Case<'_>, pair: &Pair<'_>) -> Option<(String, &'static str)> {
    [pair.second.1, pair.first.1].into_iter().find_map(|span| {
        let key = key_at(case, span)?;
        let meant = case.words.targets(&key).iter().find(|(_, target)| is_named(case, target, pair.name));
        let place = match (meant?.0, case.language) {
            (Origin::Table, Language::English) => "`from` in the table",
            (Origin::Table, Language::Japanese) => "SEV 表の `from`",
            (Origin::Local, Language::English) => "`[names]` of `sevlint.toml`",
            (Origin::Local, Language::Japanese) => "`sevlint.toml` の `[names]`",
            (Origin::Canonical | Origin::Alias | Origin::Weak(_), _) => return None,
        };
        Some((key, place))
    })
}

fn is_named(case: &Case<'_>, target: &Target, name: &str) -> bool {
    match target {
        Target::Fact(fact, _) => case.words.facts.get(*fact).is_some_and(|fact| fact.name == name),
        Target::Field(field) => field.name() == name,
    }
}

fn facts<'a>(case: &Case<'a>) -> Vec<Pair<'a>> {
    let mut pairs = vec![];
    for (declaration, fact) in case.words.facts.iter().zip(&case.postmortem.facts) {
        // Two lists of any names are two parts of an answer, as often as not.
        let is_open = matches!(&declaration.kind, Kind::Set(words) if words.is_empty());
        if fact.state != State::Disputed || is_open {
            continue;
        }
        let mut values = fact.statements.iter().filter_map(|statement| match &statement.reading {
            Reading::Value(value) => Some((value, statement)),
            _ => None,
        });
        let Some((value, first)) = values.next() else { continue };
        let disagrees = |(other, _): &(&Value, _)| (*value).clone().both(other).is_err();
        // Three statements may disagree only among the later ones; the last is then the one to look at.
        let Some((_, second)) = values.clone().find(disagrees).or_else(|| values.next_back()) else {
            continue;
        };
        let is_other = matches!(declaration.kind, Kind::Set(_) | Kind::Duration);
        let of = if is_other { Of::Other } else { Of::Fact };
        pairs.push(Pair {
            name: &declaration.name,
            first: (&first.text, first.span),
            second: (&second.text, second.span),
            of,
        });
    }
    pairs
}

fn times<'a>(case: &Case<'a>) -> Vec<Pair<'a>> {
    let mut pairs = vec![];
    for (field, times) in &case.postmortem.times {
        let mut stated = times.iter().filter_map(|time| Some((time, time.moment()?)));
        let Some((first, moment)) = stated.next() else { continue };
        for (second, _) in stated.filter(|(_, other)| apart(case, moment, other)) {
            pairs.push(Pair {
                name: field.name(),
                first: (&first.text, first.span),
                second: (&second.text, second.span),
                of: Of::Time,
            });
        }
    }
    pairs
}

fn apart(case: &Case<'_>, one: &Moment, other: &Moment) -> bool {
    is_before(case, one, other) || is_before(case, other, one)
}

fn plain<'a>(case: &Case<'a>) -> Vec<Pair<'a>> {
    let mut pairs = vec![];
    for field in [Field::Id, Field::Date, Field::Severity] {
        let said = case.postmortem.plain.get(&field).map(Vec::as_slice).unwrap_or_default();
        let Some((first, rest)) = said.split_first() else { continue };
        for second in rest.iter().filter(|second| differ(case, field, first, second)) {
            pairs.push(Pair {
                name: field.name(),
                first: (&first.text, first.span),
                second: (&second.text, second.span),
                of: if field == Field::Severity { Of::Level } else { Of::Other },
            });
        }
    }
    pairs
}

/// Whether two texts certainly say different things.
fn differ(case: &Case<'_>, field: Field, one: &Said, other: &Said) -> bool {
    match field {
        Field::Severity => {
            let Some(verdict) = case.verdict else { return false };
            let level = |said: &Said| match verdict.table.spelled(&said.text) {
                Spelled::Level { level, .. } => Some(level),
                _ => None,
            };
            level(one).zip(level(other)).is_some_and(|(one, other)| one != other)
        }
        Field::Date => {
            let zone = case.zone();
            let days = |said: &Said| read_moment(&said.text, &zone).ok();
            days(one).zip(days(other)).is_some_and(|(one, other)| apart(case, &one, &other))
        }
        // `7` and `INC-7` are one, and what has several words is a title.
        _ => {
            let is_id = |said: &Said| !said.text.trim().contains(char::is_whitespace);
            let (key, other_key) = (fold_key(&one.text), fold_key(&other.text));
            let apart = !key.contains(&other_key) && !other_key.contains(&key);
            is_id(one) && is_id(other) && apart
        }
    }
}

/// Whether they stand under two keys, and neither key is one that may mean something else.
fn are_two_opinions(case: &Case<'_>, pair: &Pair<'_>) -> bool {
    let (first, second) = (key_at(case, pair.first.1), key_at(case, pair.second.1));
    let in_front_matter = |span: Span| {
        let front_matter = case.document.front_matter.as_ref();
        front_matter.is_some_and(|front_matter| span.end <= front_matter.inner.end)
    };
    // One key twice in the front matter has a rule of its own; items of one list are no two statements.
    let same = match (in_front_matter(pair.first.1), in_front_matter(pair.second.1)) {
        (true, true) => written_key_at(case, pair.first.1) == written_key_at(case, pair.second.1),
        (one, other) => first == second && one == other,
    };
    let is_loose = |key: &Option<String>| key.as_deref().is_some_and(|key| LOOSE.contains(&key));
    let both_in_body = !in_front_matter(pair.first.1) && !in_front_matter(pair.second.1);
    (!same || both_in_body) && !is_loose(&first) && !is_loose(&second)
}

/// Whether two labels of the body name two things in brackets: `Detected (API)` and `Detected (web)`.
fn are_of_parts(case: &Case<'_>, pair: &Pair<'_>) -> bool {
    let in_front_matter = |span: Span| {
        let front_matter = case.document.front_matter.as_ref();
        front_matter.is_some_and(|front_matter| span.end <= front_matter.inner.end)
    };
    let remark = |span: Span| remark_at(case, span).filter(|_| !in_front_matter(span));
    matches!((remark(pair.first.1), remark(pair.second.1)), (Some(one), Some(other)) if one != other)
}

/// What stands in brackets in the label before a statement of the body, but for a zone: `Start (UTC)` and `Start (JST)` are one.
fn remark_at<'c>(case: &Case<'c>, place: Span) -> Option<&'c str> {
    let text = &case.document.text;
    let line = text.line(text.position(place.start).line);
    let label = text.slice(Span { start: line.start, end: place.start });
    let (_, remark) = label.rsplit_once(['(', '（'])?;
    remark.split_once([')', '）']).map(|(remark, _)| remark.trim()).filter(|remark| !is_mentioned(remark))
}
