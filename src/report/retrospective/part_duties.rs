//! Part 7: what levels oblige, and what became of it.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::duties::{ActionCounts, DeadlineCounts, DutiesOfLevel, WithoutLevel};
use crate::insight::retrospective::retrospective::Retrospective;
use crate::table::level::Milestone;
use crate::table::page_words::milestone_words;

use super::page::{Block, Column, Grid, Part};
use super::part_trends::no_level;
use super::phrase::{Phrase, code};

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let (heading, none) = match language {
        Language::English => {
            ("Duties", "No incident of the period had a level that asks to tell people, or sets a deadline.")
        }
        Language::Japanese => ("義務", "連絡や期限のあるレベルのインシデントがない"),
    };
    let (duties, without) = (&retrospective.duties, &retrospective.without_level);
    let kept = kept(duties, language);
    let mut blocks = vec![if kept.rows.is_empty() { Block::Line(none.into()) } else { Block::Grid(kept) }];
    let has_items = duties.iter().map(|of_level| &of_level.actions).chain([&without.actions]);
    if has_items.map(ActionCounts::total).any(|total| total > 0) {
        blocks.push(Block::Grid(actions(duties, without, language)));
    } else {
        blocks.push(Block::Line(match language {
            Language::English => "No postmortem of the period has action items.".into(),
            Language::Japanese => "アクションアイテムのあるポストモーテムがない".into(),
        }));
    }
    if !duties.is_empty() {
        blocks.push(Block::Note(match language {
            Language::English => "By the most severe level an incident ever had. Kept and missed are certain; where times are lacking or rough, a duty is “not \
                 told”. Announced work has no deadlines but that of its postmortem."
                .into(),
            Language::Japanese => "インシデントが一度でも置かれた最も重いレベルによる。守った・破ったは確実なものだけで、時刻が欠けるか粗い場合は「不明」。\
                 予告した作業にはポストモーテム以外の期限がない"
                .into(),
        }));
    }
    Part { id: "duties", heading: heading.to_owned(), blocks }
}

fn kept(duties: &[DutiesOfLevel], language: Language) -> Grid {
    let (caption, heads) = match language {
        Language::English => ("People told, and deadlines", ["Level", "Duty", "Kept", "Missed", "Not told"]),
        Language::Japanese => ("連絡と期限", ["レベル", "義務", "守った", "破った", "不明"]),
    };
    let [level, duty, in_time, missed, untold] = heads;
    let told = match language {
        Language::English => "people told",
        Language::Japanese => "連絡",
    };
    let mut rows: Vec<Vec<Phrase>> = vec![];
    for of_level in duties {
        let name = |index: usize| -> Phrase {
            match (index, language) {
                (0, Language::English) => format!("{} (n = {})", of_level.level, of_level.incidents).into(),
                (0, Language::Japanese) => format!("{} (n = {})", of_level.level, of_level.incidents).into(),
                _ => (&of_level.level).into(),
            }
        };
        let counts = of_level.told;
        let mut of_this: Vec<(Phrase, [usize; 3])> = vec![];
        if counts.all + counts.not_all + counts.unstated > 0 {
            of_this.push((told.into(), [counts.all, counts.not_all, counts.unstated]));
        }
        of_this.extend(of_level.deadlines.iter().map(|deadline| {
            let DeadlineCounts { deadline, kept, missed, untold } = deadline;
            let duty = match language {
                Language::English => code(deadline),
                Language::Japanese => Milestone::of_key(deadline)
                    .map_or_else(|| code(deadline), |milestone| milestone_words(milestone, language).into()),
            };
            (duty, [*kept, *missed, *untold])
        }));
        for (index, (duty, [kept, missed, untold])) in of_this.into_iter().enumerate() {
            rows.push(vec![name(index), duty, kept.into(), missed.into(), untold.into()]);
        }
    }
    Grid {
        caption: caption.into(),
        heads: vec![
            Column::text(level),
            Column::text(duty),
            Column::number(in_time),
            Column::number(missed),
            Column::number(untold),
        ],
        rows,
    }
}

fn actions(duties: &[DutiesOfLevel], without: &WithoutLevel, language: Language) -> Grid {
    let (caption, heads) = match language {
        Language::English => {
            ("Action items", ["Level", "Incidents", "Items", "Done", "Open", "Overdue", "State not stated"])
        }
        Language::Japanese => {
            ("アクションアイテム", ["レベル", "件数", "項目", "完了", "未完了", "期限切れ", "状態の記載なし"])
        }
    };
    let [level, incidents, items, done, open, overdue, unstated] = heads;
    let row = |level: &str, incidents: usize, actions: ActionCounts| -> Vec<Phrase> {
        vec![
            level.into(),
            incidents.into(),
            actions.total().into(),
            actions.done.into(),
            actions.open.into(),
            actions.overdue.into(),
            actions.unstated.into(),
        ]
    };
    let mut heads = vec![Column::text(level)];
    heads.extend([incidents, items, done, open, overdue, unstated].map(Column::number));
    let mut rows: Vec<_> =
        duties.iter().map(|duties| row(&duties.level, duties.incidents, duties.actions)).collect();
    if without.incidents > 0 {
        rows.push(row(no_level(language), without.incidents, without.actions));
    }
    Grid { caption: caption.into(), heads, rows }
}
