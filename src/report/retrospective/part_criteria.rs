//! Part 4: which criteria do the work, and which facts are worth asking for.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::criteria::{CriteriaOfTable, CriterionUse, FactToAsk};
use crate::insight::retrospective::retrospective::Retrospective;

use super::page::{Block, Column, Grid, Part};
use super::part_period::listed;
use super::phrase::{Phrase, code, say};

/// So many facts are worth a line.
const MOST_FACTS: usize = 8;
/// So many lacking facts are named.
const MOST_LACKING: usize = 2;

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let heading = match language {
        Language::English => "Criteria",
        Language::Japanese => "基準",
    };
    let mut blocks: Vec<Block> =
        retrospective.criteria.iter().map(|criteria| Block::Grid(grid(criteria, language))).collect();
    if !retrospective.criteria.is_empty() {
        blocks.push(Block::Note(match language {
            Language::English => "Met: everything stated makes it true. Alone: it is the only criterion met at the only possible level, so \
                 the level hangs on it. Near miss: it failed, and would be met if thresholds missed by a tenth or less were reached."
                .into(),
            Language::Japanese => "成立: 記載から必ず成り立つ。単独: 唯一の可能なレベルで、成立した基準がこれだけ (レベルがこれで決まる)。惜しい: \
                 不成立だが、しきい値の 1 割以内の不足を満たせば成立する"
                .into(),
        }));
    }
    blocks.extend(facts(&retrospective.facts, retrospective.scope.open_levels, language));
    Part { id: "criteria", heading: heading.to_owned(), blocks }
}

fn grid(criteria: &CriteriaOfTable, language: Language) -> Grid {
    let (caption, heads) = match language {
        Language::English => (
            "Criteria of {} (n = {})",
            ["Criterion", "Level", "Met", "Alone", "Overridden", "Near miss", "Open", "For lack of"],
        ),
        Language::Japanese => (
            "{} の基準 (n = {})",
            ["基準", "レベル", "成立", "単独", "例外判断", "惜しい", "未定", "欠けている事実"],
        ),
    };
    let [criterion, level, met, alone, overridden, near, open, lacking] = heads;
    let mut rows: Vec<Vec<Phrase>> =
        criteria.criteria.iter().map(|criterion| row(criterion, language)).collect();
    if let Some(otherwise) = &criteria.otherwise {
        let words = match language {
            Language::English => "everything else",
            Language::Japanese => "それ以外",
        };
        let nothing = || Phrase::from("");
        rows.push(vec![
            words.into(),
            (&otherwise.level).into(),
            otherwise.incidents.into(),
            nothing(),
            nothing(),
            nothing(),
            nothing(),
            nothing(),
        ]);
    }
    Grid {
        caption: say(caption, &[code(&criteria.table), criteria.incidents.into()]),
        heads: vec![
            Column::text(criterion),
            Column::text(level),
            Column::number(met),
            Column::number(alone),
            Column::number(overridden),
            Column::number(near),
            Column::number(open),
            Column::text(lacking),
        ],
        rows,
    }
}

fn row(criterion: &CriterionUse, language: Language) -> Vec<Phrase> {
    let lacking: Vec<Phrase> = criterion
        .lacking
        .iter()
        .take(MOST_LACKING)
        .map(|lacking| code(&lacking.fact).and(format!(" {}", lacking.incidents)))
        .collect();
    vec![
        code(&criterion.id),
        (&criterion.level).into(),
        criterion.met.into(),
        criterion.alone.into(),
        criterion.overridden.into(),
        criterion.near_misses.into(),
        criterion.open.into(),
        listed(lacking, criterion.lacking.len(), language),
    ]
}

fn facts(facts: &[FactToAsk], open: usize, language: Language) -> Option<Block> {
    if facts.is_empty() {
        return None;
    }
    let (caption, heads) = match language {
        Language::English => (
            "Facts most worth asking authors for (open levels: {})",
            ["Fact", "Question", "Narrows down", "Asked first", "Settles"],
        ),
        Language::Japanese => (
            "書き手に尋ねる価値のある事実 (レベルが未確定 {} 件)",
            ["事実", "問い", "絞れる", "最初に尋ねる", "確定する"],
        ),
    };
    let [fact, question, helps, leads, settles] = heads;
    let row = |fact: &FactToAsk| {
        let says = fact.says.as_deref().unwrap_or("–");
        vec![code(&fact.fact), says.into(), fact.helps.into(), fact.leads.into(), fact.settles.into()]
    };
    Some(Block::Grid(Grid {
        caption: say(caption, &[open.into()]),
        heads: vec![
            Column::text(fact),
            Column::text(question),
            Column::number(helps),
            Column::number(leads),
            Column::number(settles),
        ],
        rows: facts.iter().take(MOST_FACTS).map(row).collect(),
    }))
}
