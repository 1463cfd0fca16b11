//! Part 2: each incident whose level is not confirmed, with what speaks for another one.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::decision::{Decision, DecisionState};
use crate::insight::retrospective::incident::{CriterionName, Ground, Incident};
use crate::insight::retrospective::retrospective::Retrospective;
use crate::model::fact::State;
use crate::report::words;
use crate::source::in_order::InOrder;
use crate::verdict::standing::Standing;

use super::page::{Block, Entry, Part, Tone};
use super::part_period::listed;
use super::phrase::{Phrase, code, joined, say};

/// So many levels are named one by one.
const MOST_LEVELS: usize = 3;
/// So many facts are asked for.
const MOST_MISSING: usize = 4;

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let mut open: Vec<&Incident> =
        retrospective.incidents.iter().filter(|incident| incident.is_open()).collect();
    open.order_by_key(|incident| {
        (incident.standing.map(rank), std::cmp::Reverse(incident.distance.map(i32::abs)))
    });
    let (heading, none) = match language {
        Language::English => ("Reclassification", "There is nothing to reclassify."),
        Language::Japanese => ("再分類", "再分類するものはない"),
    };
    let blocks = if open.is_empty() {
        vec![Block::Line(none.into())]
    } else {
        vec![Block::Entries(open.into_iter().map(|incident| entry(incident, language)).collect())]
    };
    Part { id: "reclassification", heading: heading.to_owned(), blocks }
}

/// What is talked about first.
fn rank(standing: Standing) -> usize {
    match standing {
        Standing::Understated => 0,
        Standing::Contradicted => 1,
        Standing::Overstated => 2,
        Standing::Uncovered => 3,
        Standing::UnknownLevel => 4,
        Standing::Undeclared => 5,
        Standing::Undetermined => 6,
        Standing::Overridden => 7,
        Standing::Confirmed | Standing::NotGraded => 8,
    }
}

fn entry(incident: &Incident, language: Language) -> Entry {
    let standing = incident.standing.unwrap_or(Standing::Undeclared);
    let tone = match standing {
        Standing::Understated | Standing::Contradicted => Tone::Bad,
        Standing::Confirmed | Standing::Overridden => Tone::Good,
        _ => Tone::Fair,
    };
    let place = match incident.declared_line {
        Some(line) => format!("{}:{line}", incident.path),
        None => incident.path.clone(),
    };
    Entry {
        name: incident.name().to_owned(),
        title: incident.title.clone(),
        date: incident.date.map(|date| date.to_string()),
        standing: words::standing(standing, language).to_owned(),
        tone,
        change: change(incident, language),
        grounds: grounds(incident, language),
        place,
    }
}

fn change(incident: &Incident, language: Language) -> Phrase {
    let none = match language {
        Language::English => "none declared",
        Language::Japanese => "宣言なし",
    };
    let said = incident.declared_text.as_deref().filter(|text| !text.is_empty());
    let declared = incident.declared.as_deref().or(said).unwrap_or(none);
    format!("{declared} → {}", levels(&incident.possible, incident.uncovered, language)).into()
}

/// Levels, as `SEV-1 or SEV-2`.
#[must_use]
pub fn levels(possible: &[String], hole: bool, language: Language) -> String {
    if possible.len() > MOST_LEVELS {
        return match language {
            Language::English => format!("any of {} levels", possible.len()),
            Language::Japanese => format!("{} レベルのいずれか", possible.len()),
        };
    }
    let mut levels: Vec<&str> = possible.iter().map(String::as_str).collect();
    if hole {
        levels.push(match language {
            Language::English => "no level",
            Language::Japanese => "該当なし",
        });
    }
    match language {
        Language::English => crate::rules::words::phrase::or(&levels),
        Language::Japanese => crate::rules::words::japanese::or(&levels),
    }
}

fn grounds(incident: &Incident, language: Language) -> Vec<(&'static str, Phrase)> {
    let labels = match language {
        Language::English => ["decided by", "met so far", "facts", "would settle it", "override", "today"],
        Language::Japanese => ["決め手", "成立済み", "事実", "確定に要る事実", "例外判断", "現在の表"],
    };
    let [by, so_far, facts, missing, decision, today] = labels;
    let is_settled = incident.possible.len() == 1 && !incident.uncovered;
    let by = if is_settled { by } else { so_far };
    let mut grounds = vec![];
    if !incident.deciding.is_empty() {
        grounds.push((by, deciding(incident, language)));
    } else if incident.otherwise {
        let words = match language {
            Language::English => "no criterion is met, so it is the level of everything else",
            Language::Japanese => "どの基準も成立せず、それ以外のレベルになる",
        };
        grounds.push((by, words.into()));
    }
    if !incident.facts.is_empty() {
        let each = incident.facts.iter().map(|ground| fact(ground, language));
        grounds.push((facts, joined(each, separator(language))));
    }
    if !incident.missing.is_empty() && incident.standing == Some(Standing::Undetermined) {
        let names = incident.missing.iter().take(MOST_MISSING).map(|name| code(name)).collect();
        grounds.push((missing, listed(names, incident.missing.len(), language)));
    }
    if let Some(decided) = &incident.decision {
        grounds.push((decision, decision_words(decided, language)));
    }
    if let Some(now) = &incident.today
        && now.possible != incident.possible
    {
        let template = match language {
            Language::English => "{} would say {}",
            Language::Japanese => "{} では {}",
        };
        let levels = levels(&now.possible, false, language);
        grounds.push((today, say(template, &[code(&now.table), levels.into()])));
    }
    grounds
}

fn deciding(incident: &Incident, language: Language) -> Phrase {
    let criterion = |criterion: &CriterionName| match &criterion.says {
        Some(says) => code(&criterion.id).and(format!(" ({says})")),
        None => code(&criterion.id),
    };
    let names = joined(incident.deciding.iter().map(criterion), separator(language));
    match (language, incident.jointly) {
        (_, false) => names,
        (Language::English, true) => names.and(", met jointly: one or the other holds"),
        (Language::Japanese, true) => names.and(" (合わせて成立)"),
    }
}

fn fact(ground: &Ground, language: Language) -> Phrase {
    let value = match language {
        Language::English => &ground.value,
        Language::Japanese => &ground.japanese,
    };
    let mut said = code(&ground.fact).and(format!(" {value}"));
    let state = matches!(ground.state, State::Derived | State::Disputed)
        .then(|| words::state(ground.state, language).to_owned());
    let line = ground.line.map(|line| match language {
        Language::English => format!("line {line}"),
        Language::Japanese => format!("{line} 行目"),
    });
    let about: Vec<String> = state.into_iter().chain(line).collect();
    if !about.is_empty() {
        said = said.and(format!(" ({})", about.join(separator(language))));
    }
    said
}

/// A decision in a line.
#[must_use]
pub fn decision_words(decision: &Decision, language: Language) -> Phrase {
    let mut said: Phrase = match &decision.because {
        Some(because) => match language {
            Language::English => format!("“{because}”"),
            Language::Japanese => crate::rules::words::japanese::said(because),
        },
        None => match language {
            Language::English => "no reason given".to_owned(),
            Language::Japanese => "理由の記載なし".to_owned(),
        },
    }
    .into();
    if let Some(by) = &decision.approved_by {
        said = said.and(match language {
            Language::English => format!(", approved by {by}"),
            Language::Japanese => format!("、承認 {by}"),
        });
    }
    if let Some(until) = decision.until {
        said = said.and(match language {
            Language::English => format!(", until {until}"),
            Language::Japanese => format!("、{until} まで"),
        });
    }
    if decision.state == DecisionState::Valid {
        said
    } else {
        said.and(format!(" ({})", state(decision.state, language)))
    }
}

/// What became of an override.
#[must_use]
pub fn state(state: DecisionState, language: Language) -> &'static str {
    match (language, state) {
        (Language::English, DecisionState::Valid) => "holds",
        (Language::English, DecisionState::Unreasoned) => "gives no reason",
        (Language::English, DecisionState::Expired) => "expired",
        (Language::English, DecisionState::Void) => "void: what it pins is no longer so, or cannot be read",
        (Language::English, DecisionState::Needless) => "needless: there is no mismatch",
        (Language::English, DecisionState::Open) => "open: there is no mismatch so far",
        (Language::Japanese, DecisionState::Valid) => "有効",
        (Language::Japanese, DecisionState::Unreasoned) => "理由なし",
        (Language::Japanese, DecisionState::Expired) => "期限切れ",
        (Language::Japanese, DecisionState::Void) => "無効 (前提が変わったか、読み取れない)",
        (Language::Japanese, DecisionState::Needless) => "不要 (食い違いなし)",
        (Language::Japanese, DecisionState::Open) => "未確定 (今のところ食い違いなし)",
    }
}

/// What stands between things in a row.
#[must_use]
pub fn separator(language: Language) -> &'static str {
    match language {
        Language::English => ", ",
        Language::Japanese => "、",
    }
}
