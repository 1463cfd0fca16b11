use std::cell::LazyCell;

use crate::diagnostic::about::{Gravity, Mending};
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::declaration::DERIVED;
use crate::model::fact::State;
use crate::model::field::FIELDS;
use crate::model::prose::another::Own;
use crate::model::prose::claim::Matter;
use crate::model::prose::claims::{claims, mentions};
use crate::model::say::say_value;
use crate::model::value::{Reading, Why};
use crate::source::span::Span;
use crate::verdict::evidence::{findings, outcome_of};
use crate::verdict::outcome::Outcome;
use crate::verdict::standing::Standing;

use super::rule::{Case, Check, Verdict, rule};
use super::shared::grounds::{declared_place, test_words};
use super::words::japanese;
use super::words::phrase::{and, excerpt, or};

rule! {
    /// ## What it flags
    /// A declared level that is possible, where the stated facts allow another one, too. It names the facts that would
    /// settle it, the most telling first, and shows sentences of the text from which one could be taken. What the table
    /// assumes of silence comes after what it does not, and what is stated as unknown after what nobody stated. Where the
    /// level would be another one if silence meant what the table assumes, it says which. A warning where a more severe
    /// level is still possible; a note where the declared one is the most severe of them, for to assume the worst is good
    /// practice.
    ///
    /// ## Why
    /// Nobody can say whether the level is right. One more fact often can.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// ---
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// duration: 20m
    /// data_loss: none
    /// ---
    /// ~~~
    ///
    /// ## How to settle it
    /// State the facts it names; a range will do where nobody knows better (`10-20%`, `over 2h`). What is really not
    /// known can be stated as `unknown`. Where silence means something in your team, say so in the table with `assume`.
    ///
    /// ## When to turn it off
    /// On a repository whose history states few facts, set it to `note`, or set `enforce_from`.
    "severity-undetermined", Warning, Mending::None("only the authors know the missing facts"),
    { English => "the facts allow the declared level and others", Japanese => "事実が宣言されたレベルも他のレベルも許す" },
    Check::Case(check)
}

/// How many facts are named in the message.
const MOST_FACTS: usize = 3;

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let judgement = verdict.judgement;
    let Some(declared) = judgement.level() else { return vec![] };
    if judgement.standing != Standing::Undetermined {
        return vec![];
    }
    let others: Vec<&str> = judgement
        .possible
        .levels
        .iter()
        .filter(|level| **level != declared)
        .map(|level| verdict.level(*level))
        .collect();
    let level = verdict.level(declared);
    let name = |index: usize| verdict.table.facts.get(index).map_or("", |fact| fact.name.as_str());
    let missing: Vec<(&str, Open)> =
        judgement.missing.iter().map(|gap| (name(gap.fact), open(case, &verdict, gap.fact))).collect();
    let (named, more) = missing.split_at(missing.len().min(MOST_FACTS));
    let named = gaps(named, case.language);
    let (message, here, help) = match case.language {
        Language::English => {
            let mut alternatives: Vec<String> = others.iter().map(ToString::to_string).collect();
            if judgement.possible.hole {
                alternatives.push("no level of the table at all".to_owned());
            }
            let tail = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
            (
                format!("declared {level}, and the facts would also allow {}", or(&alternatives)),
                format!("open: {}{tail}", and(&named)),
                settle(case, &verdict),
            )
        }
        Language::Japanese => {
            let mut alternatives: Vec<String> = others.iter().map(|level| format!("`{level}`")).collect();
            if judgement.possible.hole {
                alternatives.push("該当するレベルなし".to_owned());
            }
            let tail = if more.is_empty() { String::new() } else { format!("、ほか {} 件", more.len()) };
            (
                format!("宣言は `{level}` だが、事実からは {} もありうる", japanese::or(&alternatives)),
                format!("未確定: {}{tail}", named.join("、")),
                settle(case, &verdict),
            )
        }
    };
    let gravity = if judgement.could_be_worse() { Gravity::Warning } else { Gravity::Note };
    let place = case.here(declared_place(case, &verdict), here);
    let mut finding =
        Diagnostic::new(&RULE.about, place, message).weighing(gravity).help(help).about_subject("severity");
    level.clone_into(&mut finding.saying);
    finding.related.extend(asking(case, &verdict).into_iter().chain(offers(case, &verdict)));
    vec![finding]
}

/// What keeps a level open about one fact.
enum Open {
    /// It is not stated.
    Absent,
    /// Nothing stands behind its key.
    Empty,
    /// It is stated as not known.
    Unknown,
    /// This cannot be read.
    Unreadable(String),
    /// It would follow from two times, and this one cannot be read.
    TimeUnreadable(String),
    /// It would follow from two times, and they contradict each other.
    TimesContradict,
    /// It would follow from two times, and one of them contradicts another: the second of these lies before the first.
    Disordered(&'static str, &'static str),
    /// Of a set, these items cannot be read; whether there are more members is open.
    Partly(Vec<String>),
    /// It may be several values.
    Range(String),
}

fn open(case: &Case<'_>, verdict: &Verdict<'_>, index: usize) -> Open {
    let (Some(declaration), Some(fact)) = (verdict.table.facts.get(index), case.postmortem.facts.get(index))
    else {
        return Open::Absent;
    };
    let unread = fact.statements.iter().flat_map(|statement| statement.reading.refused());
    if let Some(value) = &fact.value {
        let items: Vec<String> = unread.filter_map(|why| item(why).map(str::to_owned)).collect();
        if !items.is_empty() {
            return Open::Partly(items);
        }
        return Open::Range(say_value(&declaration.kind, value, case.language));
    }
    let first = fact.statements.first();
    match (fact.state, first.map(|statement| (&statement.text, &statement.reading))) {
        (State::Unreadable, Some((text, Reading::Unreadable(why)))) => {
            Open::Unreadable(item(why).unwrap_or(text).to_owned())
        }
        (State::Unknown, Some((text, _))) if !text.trim().is_empty() => Open::Unknown,
        (State::Unknown, _) => Open::Empty,
        _ => of_times(case, &declaration.name).unwrap_or(Open::Absent),
    }
}

/// Of a list, the item that was not read.
fn item(why: &Why) -> Option<&str> {
    match why {
        Why::WordUnknown { word, .. } | Why::NotAName(word) => Some(word),
        _ => None,
    }
}

/// Why a built-in fact does not follow from the times it would follow from, if both are stated.
fn of_times(case: &Case<'_>, name: &str) -> Option<Open> {
    let derived = DERIVED.iter().find(|derived| derived.name == name)?;
    let field =
        |name| FIELDS.iter().find(|spellings| spellings.name == name).map(|spellings| spellings.field);
    let time = |name| case.postmortem.times.get(&field(name)?)?.first();
    let (from, to) = (time(derived.from)?, time(derived.to)?);
    if let Some(time) = [from, to].into_iter().find(|time| time.why().is_some()) {
        return Some(Open::TimeUnreadable(time.text.clone()));
    }
    if to.moment()?.latest < from.moment()?.earliest {
        return Some(Open::TimesContradict);
    }
    let contradiction = |name| case.postmortem.contradiction(field(name)?);
    let found = contradiction(derived.from).or_else(|| contradiction(derived.to))?;
    Some(Open::Disordered(found.earlier.name(), found.later.name()))
}

/// What keeps the level open, in sentences: facts that are not stated come together.
fn gaps(open: &[(&str, Open)], language: Language) -> Vec<String> {
    let absent: Vec<String> = open
        .iter()
        .filter(|(_, open)| matches!(open, Open::Absent))
        .map(|(name, _)| format!("`{name}`"))
        .collect();
    let mut sentences = vec![];
    for (name, open) in open {
        let sentence = match (language, open) {
            (Language::English, Open::Absent) if absent.len() > 1 => {
                format!("{} are not stated", and(&absent))
            }
            (Language::English, Open::Absent) => format!("`{name}` is not stated"),
            (Language::English, Open::Empty) => format!("`{name}` is left empty"),
            (Language::English, Open::Unknown) => format!("`{name}` is stated as unknown"),
            (Language::English, Open::Unreadable(text)) => {
                format!("`{name}` cannot be read from `{}`", excerpt(text))
            }
            (Language::English, Open::TimeUnreadable(text)) => {
                format!("`{name}` cannot be worked out from the time `{}`", excerpt(text))
            }
            (Language::English, Open::TimesContradict) => {
                format!("`{name}` cannot be worked out, for its end lies before its start")
            }
            (Language::English, Open::Disordered(earlier, later)) => {
                format!("`{name}` cannot be worked out, for `{later}` is before `{earlier}`")
            }
            (Language::English, Open::Partly(items)) => {
                format!("of `{name}`, {} cannot be read", and(&quoted(items)))
            }
            (Language::English, Open::Range(value)) => format!("`{name}` is only known as {value}"),
            (Language::Japanese, Open::Absent) if absent.len() > 1 => {
                format!("{} の記載がない", japanese::and(&absent))
            }
            (Language::Japanese, Open::Absent) => format!("`{name}` の記載がない"),
            (Language::Japanese, Open::Empty) => format!("`{name}` が空のまま"),
            (Language::Japanese, Open::Unknown) => format!("`{name}` が不明とされている"),
            (Language::Japanese, Open::Unreadable(text)) => {
                format!("`{name}` を `{}` から読み取れない", excerpt(text))
            }
            (Language::Japanese, Open::TimeUnreadable(text)) => {
                format!("`{name}` を日時 `{}` から計算できない", excerpt(text))
            }
            (Language::Japanese, Open::TimesContradict) => {
                format!("`{name}` の終わりが始まりより前にあり、計算できない")
            }
            (Language::Japanese, Open::Disordered(earlier, later)) => {
                format!("`{later}` が `{earlier}` より前にあり、`{name}` を計算できない")
            }
            (Language::Japanese, Open::Partly(items)) => {
                format!("`{name}` のうち {} を読み取れない", japanese::and(&quoted(items)))
            }
            (Language::Japanese, Open::Range(value)) => format!("`{name}` が {value} としかわからない"),
        };
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    sentences
}

fn quoted(items: &[String]) -> Vec<String> {
    items.iter().map(|item| format!("`{}`", excerpt(item))).collect()
}

/// What to do about the most telling fact.
fn settle(case: &Case<'_>, verdict: &Verdict<'_>) -> String {
    let first = verdict.judgement.missing.first();
    let first = first.and_then(|gap| Some((gap, verdict.table.facts.get(gap.fact)?)));
    let Some((gap, fact)) = first else {
        return match case.language {
            Language::English => "state the facts that are missing".to_owned(),
            Language::Japanese => "欠けている事実を記載する".to_owned(),
        };
    };
    let supposed = verdict.judgement.supposed.map(|level| verdict.level(level));
    match case.language {
        Language::English => {
            let name = &fact.name;
            let what = match open(case, verdict, gap.fact) {
                Open::Absent | Open::Empty => format!("state `{name}`"),
                Open::Unknown if fact.kind.has_order() => {
                    format!("find out `{name}`, or state what it can be at least or at most")
                }
                Open::Unknown => format!("find out `{name}`"),
                Open::Unreadable(_) | Open::Partly(_) => format!("correct `{name}`"),
                Open::TimeUnreadable(_) | Open::TimesContradict => {
                    format!("correct the times that `{name}` follows from, or state it")
                }
                Open::Disordered(earlier, later) => {
                    format!("correct `{earlier}` or `{later}`, or state `{name}`")
                }
                Open::Range(_) => format!("state `{name}` more closely"),
            };
            let does = if gap.left == 1 { "which settles the level" } else { "which tells the most" };
            let says = fact.says.as_ref().map(|says| format!(": {says}")).unwrap_or_default();
            let settle = format!("{what}, {does}{says}");
            match supposed {
                Some(level) => {
                    format!("declare {level} if silence means what the table assumes; else {settle}")
                }
                None => settle,
            }
        }
        Language::Japanese => {
            let name = &fact.name;
            let what = match open(case, verdict, gap.fact) {
                Open::Absent | Open::Empty => format!("`{name}` を記載する"),
                Open::Unknown if fact.kind.has_order() => {
                    format!("`{name}` を調べるか、わかる範囲だけでも記載する")
                }
                Open::Unknown => format!("`{name}` を調べる"),
                Open::Unreadable(_) | Open::Partly(_) => format!("`{name}` を直す"),
                Open::TimeUnreadable(_) | Open::TimesContradict => {
                    format!("`{name}` の元になる日時を直すか、`{name}` を記載する")
                }
                Open::Disordered(earlier, later) => {
                    format!("`{earlier}` か `{later}` を直すか、`{name}` を記載する")
                }
                Open::Range(_) => format!("`{name}` をより正確に記載する"),
            };
            let does =
                if gap.left == 1 { "これでレベルが確定する" } else { "最も判断に役立つ" };
            let says =
                fact.says.as_ref().map(|says| format!(": {}", japanese::said(says))).unwrap_or_default();
            let settle = format!("{what} ({does}){says}");
            match supposed {
                Some(level) => format!(
                    "記載のない事実が SEV 表の仮定どおりなら `{level}` を宣言する。そうでなければ {settle}"
                ),
                None => settle,
            }
        }
    }
}

/// Where the table asks for the most telling fact: a test that is open, in a criterion that may still be met.
fn asking(case: &Case<'_>, verdict: &Verdict<'_>) -> Option<Label> {
    let fact = verdict.judgement.missing.first()?.fact;
    let (table, facts) = (verdict.table, &case.postmortem.facts);
    let all = findings(table, facts);
    let open = all.iter().filter(|finding| {
        finding.outcome == Outcome::Open && verdict.judgement.possible.levels.contains(&finding.level)
    });
    let mut tests = open.filter_map(|finding| {
        let level = table.levels.get(finding.level)?;
        let mut tests = level.criteria.get(finding.criterion)?.all_tests();
        let test = tests.find(|test| test.fact == fact && outcome_of(table, test, facts) == Outcome::Open)?;
        Some((level, test))
    });
    let (level, test) = tests.next()?;
    let asks = match case.language {
        Language::English => format!("{} asks for {}", level.id.text, test_words(table, test, case.language)),
        Language::Japanese => {
            format!("`{}` の条件は {}", level.id.text, test_words(table, test, case.language))
        }
    };
    Some(verdict.there(test.span, asks))
}

/// How many sentences are offered.
const MOST_OFFERS: usize = 2;

/// Sentences of the text from which facts that are not stated could be taken, in the order of what the facts would tell.
/// They are shown to the author, and never taken for the facts.
fn offers(case: &Case<'_>, verdict: &Verdict<'_>) -> Vec<Label> {
    let wanted = |index: usize| {
        let (declaration, fact) = (verdict.table.facts.get(index)?, case.postmortem.facts.get(index)?);
        let is_open = matches!(fact.state, State::Absent | State::Unknown);
        Some((Matter::of(declaration)?, declaration, fact)).filter(|_| is_open)
    };
    let missing = verdict.judgement.missing.iter();
    let wanted: Vec<_> = missing.filter_map(|gap| wanted(gap.fact)).take(MOST_FACTS).collect();
    if wanted.is_empty() {
        return vec![];
    }
    let matters: Vec<Matter> = wanted.iter().map(|(matter, ..)| *matter).collect();
    let sections = &case.postmortem.sections;
    let own = Own::of(case.postmortem, case.document.text.path());
    let claims = claims(case.document, sections, &matters, own, case.recall);
    let mentions = mentions(case.document, sections, &matters, own);
    let mut found: Vec<(Span, Vec<&str>)> = vec![];
    for (matter, declaration, fact) in wanted {
        // A plain claim is the better source.
        let claimed = claims.iter().map(|claim| (claim.matter, claim.span));
        let mut all = claimed.chain(mentions.iter().copied());
        let places = LazyCell::new(|| fact.places());
        let source = all.find(|(about, span)| *about == matter && !places.has_within(*span));
        let Some((_, sentence)) = source else { continue };
        match found.iter_mut().find(|(span, _)| *span == sentence) {
            Some((_, names)) => names.push(&declaration.name),
            None => found.push((sentence, vec![&declaration.name])),
        }
    }
    found.truncate(MOST_OFFERS);
    let offer = |(sentence, names): (Span, Vec<&str>)| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let message = match case.language {
            Language::English => format!("could be taken from here: {}", and(&names)),
            Language::Japanese => format!("ここから読み取れる可能性がある: {}", names.join("、")),
        };
        case.here(sentence, message)
    };
    found.into_iter().map(offer).collect()
}
