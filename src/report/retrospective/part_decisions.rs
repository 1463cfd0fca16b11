//! Part 8: overrides, and changes of the declared level until it was right.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::decisions::{Change, ChangeSource, Changes, Overridden};
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
    if changes.incidents.is_empty() && changes.unchanged_in_git > 0 {
        blocks.push(Block::Line(unchanged(changes.unchanged_in_git, language)));
    } else if changes.incidents.is_empty() {
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
        if changes.unchanged_in_git > 0 {
            blocks.push(Block::Line(unchanged(changes.unchanged_in_git, language)));
        }
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

/// What was asked of git, and how often it had nothing to tell.
fn unchanged(count: usize, language: Language) -> Phrase {
    let template = match language {
        Language::English if count == 1 => "By its commits, 1 incident was never declared at another level.",
        Language::English => "By their commits, {} incidents were never declared at another level.",
        Language::Japanese => "コミットを見る限りレベルが変わっていないもの {} 件",
    };
    say(template, &[count.into()])
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
            "1 incident has a history of levels: {1} ended more severe than it began, {2} milder, {3} never had the right level."
        }
        Language::English => {
            "{} incidents have a history of levels: {} ended more severe than they began, {} milder, {} never had the right level."
        }
        Language::Japanese => {
            "レベルの経過がわかるもの {} 件: 重くなったもの {} 件、軽くなったもの {} 件、正しいレベルにならなかったもの {} 件"
        }
    };
    let mut said = say(template, &counts);
    let (stated, committed) = match language {
        Language::English => (
            " Until the level was right it took {} in the middle ({} to {}; n = {}).",
            " From the first commit with a level to the one with the right level it took {} in the middle ({} to {}; n = {}).",
        ),
        Language::Japanese => (
            "。正しいレベルになるまで中央値 {} ({} から {}、n = {})",
            "。最初のコミットから正しいレベルのコミットまで中央値 {} ({} から {}、n = {})",
        ),
    };
    for (template, times) in [(stated, changes.until_right), (committed, changes.until_right_in_git)] {
        let Some(times) = times else { continue };
        let lengths = [times.median, times.lower, times.upper].map(|seconds| length(seconds).into());
        let [median, lower, upper] = lengths;
        said = said.and(say(template, &[median, lower, upper, times.n.into()]));
    }
    said
}

fn courses(changes: &Changes, language: Language) -> Grid {
    let is_of_git = |change: &Change| change.source == ChangeSource::Git;
    let has_git = changes.incidents.iter().any(is_of_git);
    let (caption, heads, never) = match (language, has_git) {
        (Language::English, false) => (
            "How levels changed; right is the only level the facts allow, else the last declared",
            ["Incident", "Course", "Right", "Right after"],
            "never",
        ),
        (Language::English, true) => (
            "How levels changed, as postmortems state it, else by their commits (git); right is the only level the facts allow, else the last declared",
            ["Incident", "Course", "Right", "Right after"],
            "never",
        ),
        (Language::Japanese, false) => (
            "レベルの経過。正しいレベルは、事実から決まる唯一のレベル、なければ最後の宣言",
            ["インシデント", "経過", "正しいレベル", "正しくなるまで"],
            "ならず",
        ),
        (Language::Japanese, true) => (
            "レベルの経過。記載があればそれ、なければコミット (git) による。正しいレベルは、事実から決まる唯一のレベル、なければ最後の宣言",
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
            if is_of_git(change) { format!("{} (git)", steps.join(" → ")) } else { steps.join(" → ") }.into(),
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
