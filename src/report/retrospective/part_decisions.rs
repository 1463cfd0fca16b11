//! Part 8: overrides, and changes of the declared level until it was right.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::decisions::{Change, Changes, Overridden};
use crate::insight::retrospective::retrospective::Retrospective;

use super::amounts::length;
use super::page::{Block, Column, Grid, Part};
use super::part_reclassification::{levels, state};
use super::phrase::{Phrase, say, strong};

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let heading = match language {
        Language::English => "Overrides and changes of severity",
        Language::Japanese => "例外判断と重大度の変更",
    };
    let mut blocks = vec![if retrospective.overrides.is_empty() {
        Block::Line(match language {
            Language::English => "No override is recorded.".into(),
            Language::Japanese => "例外判断の記録はない".into(),
        })
    } else {
        Block::Grid(overrides(&retrospective.overrides, language))
    }];
    let changes = &retrospective.changes;
    if changes.incidents.is_empty() {
        blocks.push(Block::Line(match language {
            Language::English => Phrase::from("No postmortem records its levels over time (")
                .and(super::phrase::code("severity_history"))
                .and(")."),
            Language::Japanese => Phrase::from("レベルの経過 (")
                .and(super::phrase::code("severity_history"))
                .and(") の記録はない"),
        }));
    } else {
        blocks.push(Block::Line(summary(changes, language)));
        blocks.push(Block::Grid(courses(changes, language)));
    }
    Part { id: "decisions", heading: heading.to_owned(), blocks }
}

fn overrides(overrides: &[Overridden], language: Language) -> Grid {
    let (caption, heads, soon) = match language {
        Language::English => (
            "Overrides",
            ["Incident", "Kept", "Table", "Why", "Approved by", "Until", "State"],
            "ends within 30 days",
        ),
        Language::Japanese => (
            "例外判断",
            ["インシデント", "保ったレベル", "表", "理由", "承認", "期限", "状態"],
            "30 日以内に期限",
        ),
    };
    let row = |overridden: &Overridden| {
        let decision = &overridden.decision;
        let dash = || "–".to_owned();
        let state: Phrase =
            if overridden.ends_soon { strong(soon) } else { state(decision.state, language).into() };
        vec![
            (&overridden.name).into(),
            overridden.declared.clone().unwrap_or_else(dash).into(),
            levels(&overridden.possible, false, language).into(),
            decision.because.clone().unwrap_or_else(dash).into(),
            decision.approved_by.clone().unwrap_or_else(dash).into(),
            decision.until.map_or_else(dash, |until| until.to_string()).into(),
            state,
        ]
    };
    Grid {
        caption: caption.into(),
        heads: heads.iter().map(|head| Column::text(head)).collect(),
        rows: overrides.iter().map(row).collect(),
    }
}

fn summary(changes: &Changes, language: Language) -> Phrase {
    let counts = [
        changes.incidents.len().into(),
        changes.raised.into(),
        changes.lowered.into(),
        changes.never_right.into(),
    ];
    let template = match language {
        Language::English if changes.incidents.len() == 1 => {
            "1 incident records its levels over time: {1} ended more severe than it began, {2} milder, {3} never had the right level."
        }
        Language::English => {
            "{} incidents record their levels over time: {} ended more severe than they began, {} milder, {} never had the right level."
        }
        Language::Japanese => {
            "{} 件がレベルの経過を記録: 重くなったもの {} 件、軽くなったもの {} 件、正しいレベルにならなかったもの {} 件"
        }
    };
    let said = say(template, &counts);
    let Some(times) = changes.until_right else { return said };
    let template = match language {
        Language::English => " Until the level was right it took {} in the middle ({} to {}; n = {}).",
        Language::Japanese => "。正しいレベルになるまで中央値 {} ({} から {}、n = {})",
    };
    said.and(say(
        template,
        &[
            length(times.median).into(),
            length(times.lower).into(),
            length(times.upper).into(),
            times.n.into(),
        ],
    ))
}

fn courses(changes: &Changes, language: Language) -> Grid {
    let (caption, heads, never) = match language {
        Language::English => (
            "How levels changed; right is the only level the facts allow, else the last declared",
            ["Incident", "Course", "Right", "Right after"],
            "never",
        ),
        Language::Japanese => (
            "レベルの経過。正しいレベルは、事実から決まる唯一のレベル、なければ最後の宣言",
            ["インシデント", "経過", "正しいレベル", "正しくなるまで"],
            "ならず",
        ),
    };
    let row = |change: &Change| {
        let steps: Vec<&str> = change.steps.iter().map(|step| step.level.as_str()).collect();
        let after = match change.seconds_until_right {
            Some(seconds) => length(seconds),
            None if change.never_right => never.to_owned(),
            None => "–".to_owned(),
        };
        vec![
            (&change.name).into(),
            steps.join(" → ").into(),
            change.right.as_deref().unwrap_or("–").into(),
            after.into(),
        ]
    };
    let [incident, course, right, after] = heads;
    Grid {
        caption: caption.into(),
        heads: vec![Column::text(incident), Column::text(course), Column::text(right), Column::number(after)],
        rows: changes.incidents.iter().map(row).collect(),
    }
}
