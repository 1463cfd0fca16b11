//! Part 1: the period, the tables in force, what was left out and why, and what matters most.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::number::Share;
use crate::insight::retrospective::retrospective::Retrospective;
use crate::insight::retrospective::scope::{Named, TableInForce};
use crate::lint::outcome::RunNote;
use crate::report::note::note_words;
use crate::verdict::standing::Standing;

use super::amounts::{percent, period};
use super::page::{Block, Column, Figure, Grid, Part, Tone};
use super::part_review::remark_words;
use super::phrase::{Phrase, code, joined, say, worded};

/// So many remarks are said at once.
const FIRST_REMARKS: usize = 3;
/// So many incidents are named in a sentence.
const MOST_NAMED: usize = 10;

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let heading = match language {
        Language::English => "In brief",
        Language::Japanese => "概要",
    };
    let mut blocks = vec![if retrospective.incidents.is_empty() {
        Block::Line(match language {
            Language::English => {
                "No incident began in this period, so there is nothing to look back on.".into()
            }
            Language::Japanese => "この期間に始まったインシデントはなく、振り返るものがない".into(),
        })
    } else {
        Block::Figures(figures(retrospective, language))
    }];
    let first: Vec<Phrase> = retrospective
        .review
        .iter()
        .take(FIRST_REMARKS)
        .map(|remark| remark_words(remark, retrospective, language))
        .collect();
    if !first.is_empty() {
        blocks.push(Block::List(first));
    }
    blocks.extend(tables(&retrospective.tables, language));
    let left_out = left_out(retrospective, language);
    if !left_out.is_empty() {
        blocks.push(Block::List(left_out));
    }
    let notes: Vec<Phrase> = retrospective.notes.iter().map(|note| noted(note, language)).collect();
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    Part { id: "brief", heading: heading.to_owned(), blocks }
}

/// A remark on the run itself.
fn noted(note: &RunNote, language: Language) -> Phrase {
    let words = note_words(note, language);
    match language {
        Language::English => Phrase::from("Note: ").and(worded(&words)).and("."),
        Language::Japanese => Phrase::from("注: ").and(worded(&words)),
    }
}

fn figures(retrospective: &Retrospective, language: Language) -> Vec<Figure> {
    let standings = retrospective.standings();
    let count = |standing: Standing| standings.get(&standing).copied().unwrap_or_default();
    let mismatches =
        count(Standing::Understated) + count(Standing::Overstated) + count(Standing::Contradicted);
    let exact = Share {
        count: retrospective.agreement.iter().map(|agreement| agreement.exact.count).sum(),
        of: retrospective.agreement.iter().map(|agreement| agreement.exact.of).sum(),
    };
    let words = match language {
        Language::English => {
            ["incidents", "to reclassify", "overridden", "level still open", "declared as the table says"]
        }
        Language::Japanese => ["インシデント", "再分類の候補", "例外判断", "レベル未確定", "表と一致"],
    };
    let [mut incidents, reclassify, overridden, open, agree] = words.map(str::to_owned);
    if language == Language::English && retrospective.scope.within == 1 {
        "incident".clone_into(&mut incidents);
    }
    let tone = |count: usize, tone: Tone| if count == 0 { Tone::Good } else { tone };
    // A few incidents are no percentage of anything.
    let (agreed_share, agreed) = match exact.of {
        0..5 => (format!("{}/{}", exact.count, exact.of), agree),
        of => (percent(exact), format!("{agree} (n = {of})")),
    };
    vec![
        Figure { number: retrospective.scope.within.to_string(), label: incidents, tone: Tone::Plain },
        Figure { number: mismatches.to_string(), label: reclassify, tone: tone(mismatches, Tone::Bad) },
        Figure {
            number: count(Standing::Overridden).to_string(),
            label: overridden,
            tone: tone(count(Standing::Overridden), Tone::Fair),
        },
        Figure {
            number: count(Standing::Undetermined).to_string(),
            label: open,
            tone: tone(count(Standing::Undetermined), Tone::Fair),
        },
        Figure { number: agreed_share, label: agreed, tone: Tone::Plain },
    ]
}

fn tables(tables: &[TableInForce], language: Language) -> Vec<Block> {
    let title = |table: &TableInForce| match &table.title {
        Some(title) => code(&table.path).and(format!(" {title}")),
        None => code(&table.path),
    };
    match tables {
        [] => vec![],
        [only] => {
            let from = only.effective_from.map(|from| from.to_string());
            let template = match (language, from.is_some()) {
                (Language::English, true) => "Judged by {}, in force from {}.",
                (Language::English, false) => "Judged by {}.",
                (Language::Japanese, true) => "判定に使った表: {} ({} から有効)",
                (Language::Japanese, false) => "判定に使った表: {}",
            };
            vec![Block::Line(say(template, &[title(only), from.unwrap_or_default().into()]))]
        }
        several => {
            let (caption, heads) = match language {
                Language::English => ("The tables in force", ["Table", "From", "Incidents"]),
                Language::Japanese => ("有効だった表", ["表", "有効日", "インシデント"]),
            };
            let row = |table: &TableInForce| {
                let from = table.effective_from.map_or("–".to_owned(), |from| from.to_string());
                vec![title(table), from.into(), table.incidents.into()]
            };
            let [table, from, incidents] = heads;
            vec![Block::Grid(Grid {
                caption: caption.into(),
                heads: vec![Column::text(table), Column::text(from), Column::number(incidents)],
                rows: several.iter().map(row).collect(),
            })]
        }
    }
}

fn left_out(retrospective: &Retrospective, language: Language) -> Vec<Phrase> {
    let scope = &retrospective.scope;
    let mut said = vec![];
    let mut counted = |count: usize, one: &str, many: &str, japanese: &str| {
        if count > 0 {
            let template = match language {
                Language::English if count == 1 => one,
                Language::English => many,
                Language::Japanese => japanese,
            };
            said.push(say(template, &[count.into()]));
        }
    };
    counted(
        scope.not_graded,
        "1 incident is no severity (an exercise or maintenance) and is counted, but not judged.",
        "{} incidents are no severity (exercises, maintenance) and are counted, but not judged.",
        "{} 件は対象外 (訓練や保守) で、件数に入るが判定しない",
    );
    counted(
        scope.drafts,
        "1 postmortem is still a draft; it is judged by what it states so far.",
        "{} postmortems are still drafts; they are judged by what they state so far.",
        "{} 件は下書きで、これまでの記載で判定した",
    );
    counted(
        scope.without_table,
        "1 incident has no table to be judged by.",
        "{} incidents have no table to be judged by.",
        "{} 件には判定する表がない",
    );
    let is_all = retrospective.period.since.is_none() && retrospective.period.until.is_none();
    if is_all && scope.after > 0 {
        let template = match language {
            Language::English => "Left out: {} after the day of the report.",
            Language::Japanese => "対象外: 報告の日より後 {} 件",
        };
        said.push(say(template, &[scope.after.into()]));
    } else if scope.before + scope.after > 0 {
        let is_over = retrospective.period.until.is_some_and(|until| until <= retrospective.as_of);
        let template = match (language, is_over) {
            (Language::English, true) => "Left out: {} before the period, {} after it.",
            (Language::English, false) => "Left out: {} before the period, {} after the day of the report.",
            (Language::Japanese, true) => "対象外: 期間より前 {} 件、後 {} 件",
            (Language::Japanese, false) => "対象外: 期間より前 {} 件、報告の日より後 {} 件",
        };
        said.push(say(template, &[scope.before.into(), scope.after.into()]));
    }
    if !scope.undated.is_empty() {
        let template = match (language, is_all) {
            (Language::English, false) => "Without a date, so in no period ({}): {}.",
            (Language::English, true) => "Without a date ({}): {}.",
            (Language::Japanese, false) => "日付がなく、どの期間にも入らない ({} 件): {}",
            (Language::Japanese, true) => "日付がない ({} 件): {}",
        };
        let named = |named: &Named| code(&named.path);
        let paths: Vec<Phrase> = scope.undated.iter().take(MOST_NAMED).map(named).collect();
        said.push(say(template, &[scope.undated.len().into(), listed(paths, scope.undated.len(), language)]));
    }
    if !scope.unread.is_empty() {
        let template = match language {
            Language::English => "Could not be read, so in no number ({}): {}.",
            Language::Japanese => "読み取れず、どの数にも入らない ({} 件): {}",
        };
        let paths: Vec<Phrase> = scope.unread.iter().take(MOST_NAMED).map(|path| code(path)).collect();
        said.push(say(template, &[scope.unread.len().into(), listed(paths, scope.unread.len(), language)]));
    }
    if let Some(before) = &retrospective.before {
        let template = match language {
            Language::English if before.incidents == 1 => {
                "The period before, {}: {} incident, {} of {} declared as the table says."
            }
            Language::English => "The period before, {}: {} incidents, {} of {} declared as the table says.",
            Language::Japanese => "前の期間 {}: {} 件、表と一致 {3} 件中 {2} 件",
        };
        let parts = [
            period(&before.period, language).into(),
            before.incidents.into(),
            before.exact.count.into(),
            before.exact.of.into(),
        ];
        said.push(say(template, &parts));
    }
    said
}

/// Names, and how many more there are.
#[must_use]
pub fn listed(names: Vec<Phrase>, of: usize, language: Language) -> Phrase {
    let rest = of.saturating_sub(names.len());
    let (between, more) = match language {
        Language::English => (", ", format!(" and {rest} more")),
        Language::Japanese => ("、", format!(" ほか {rest} 件")),
    };
    let names = joined(names, between);
    if rest > 0 { names.and(more) } else { names }
}
