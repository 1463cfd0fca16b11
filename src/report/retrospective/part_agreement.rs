//! Part 3: how far people and table agree.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::agreement::{Agreement, LeftOut};
use crate::insight::retrospective::retrospective::Retrospective;

use super::amounts::{share, signed};
use super::page::{Block, Matrix, Page, Part};
use super::phrase::{Phrase, code, say};

/// Of fewer incidents no kappa is told.
const FEWEST: usize = 5;

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let heading = match language {
        Language::English => "Agreement of people and table",
        Language::Japanese => "宣言と表の一致",
    };
    let mut blocks = vec![];
    for agreement in &retrospective.agreement {
        if retrospective.agreement.len() > 1 {
            blocks.push(Block::Heading(code(&agreement.table)));
        }
        of_table(agreement, language, &mut blocks);
    }
    if blocks.is_empty() {
        blocks.push(Block::Line(match language {
            Language::English => "No table judged an incident of the period.".into(),
            Language::Japanese => "表で判定したインシデントがない".into(),
        }));
    }
    Part { id: "agreement", heading: heading.to_owned(), blocks }
}

fn of_table(agreement: &Agreement, language: Language, blocks: &mut Vec<Block>) {
    if agreement.exact.of > 0 {
        blocks.push(Block::Matrix(matrix(agreement, language)));
        blocks.push(Block::List(measures(agreement, language)));
    } else {
        blocks.push(Block::Line(match language {
            Language::English => "No incident has both a declared level and one possible level, so there is nothing to compare.".into(),
            Language::Japanese => "宣言したレベルと唯一の可能なレベルの両方がそろうインシデントがなく、比べられない".into(),
        }));
    }
    if let Some(note) = left_out(agreement.left_out, language) {
        blocks.push(Block::Note(note));
    }
}

fn matrix(agreement: &Agreement, language: Language) -> Matrix {
    let n = agreement.exact.of;
    let (caption, rows, columns) = match language {
        Language::English => {
            (format!("Declared against computed levels (n = {n})"), "declared", "the table says")
        }
        Language::Japanese => (format!("宣言したレベルと表のレベル (n = {n})"), "宣言", "表による"),
    };
    Matrix {
        caption,
        rows: rows.to_owned(),
        columns: columns.to_owned(),
        levels: agreement.levels.clone(),
        counts: agreement.matrix.clone(),
        as_table: Page::as_table(language),
    }
}

fn measures(agreement: &Agreement, language: Language) -> Vec<Phrase> {
    let n = agreement.exact.of;
    let exact = share(agreement.exact, language);
    let within = share(agreement.within_one, language);
    let mut said = vec![
        match language {
            Language::English => say(
                "Declared exactly as the table says: {}; at most one level off: {}.",
                &[exact.into(), within.into()],
            ),
            Language::Japanese => say("表と一致: {}、差が 1 レベル以内: {}", &[exact.into(), within.into()]),
        },
        kappa(agreement, language),
    ];
    if let Some(bias) = agreement.bias {
        let leaning = match language {
            Language::English if bias > 0.005 => "milder than the table, on average",
            Language::English if bias < -0.005 => "more severe than the table, on average",
            Language::English => "no leaning to either side",
            Language::Japanese if bias > 0.005 => "平均して表より軽い",
            Language::Japanese if bias < -0.005 => "平均して表より重い",
            Language::Japanese => "どちらにも偏りなし",
        };
        let template = match language {
            Language::English => "Bias: {} levels ({}; n = {}).",
            Language::Japanese => "偏り: {} レベル ({}、n = {})",
        };
        said.push(say(template, &[signed(bias).into(), leaning.into(), n.into()]));
    }
    if agreement.overridden > 0 {
        let template = match language {
            Language::English if agreement.overridden == 1 => {
                "One of the disagreements is an override: it counts as a disagreement, with a reason."
            }
            Language::English => {
                "Of the disagreements, {} are overrides: they count as disagreements, with a reason."
            }
            Language::Japanese => "不一致のうち {} 件は例外判断 (理由のある不一致)",
        };
        said.push(say(template, &[agreement.overridden.into()]));
    }
    said
}

fn kappa(agreement: &Agreement, language: Language) -> Phrase {
    let n = agreement.exact.of;
    let Some(kappa) = agreement.kappa else {
        return match language {
            Language::English => {
                "Weighted kappa is not defined here: all levels are one and the same.".into()
            }
            Language::Japanese => "重み付きカッパ係数は定義されない (すべて同じレベル)".into(),
        };
    };
    if n < FEWEST {
        let template = match language {
            Language::English => "Weighted kappa: too few incidents to say (n = {}).",
            Language::Japanese => "重み付きカッパ係数: 件数が少なすぎる (n = {})",
        };
        return say(template, &[n.into()]);
    }
    let shown = |number: f64| format!("{number:.2}").replace('-', "−");
    let interval = match (kappa.interval, language) {
        (Some([low, high]), Language::English) => format!("95% interval {} to {}", shown(low), shown(high)),
        (Some([low, high]), Language::Japanese) => {
            format!("95% 信頼区間 {} から {}", shown(low), shown(high))
        }
        (None, Language::English) => "no interval, for nothing spreads".to_owned(),
        (None, Language::Japanese) => "ばらつきがなく区間なし".to_owned(),
    };
    let template = match language {
        Language::English => "Linear weighted kappa: {} ({}; n = {}). 1 is full agreement, 0 is chance.",
        Language::Japanese => "線形重み付きカッパ係数: {} ({}、n = {})。1 は完全な一致、0 は偶然の一致",
    };
    let said = say(template, &[shown(kappa.value).into(), interval.into(), n.into()]);
    if !agreement.is_of_few() {
        return said;
    }
    let template = match language {
        Language::English => {
            " That is few: with these levels it takes about {} incidents for the interval to mean much."
        }
        Language::Japanese => "。件数が少なく、このレベル数では {} 件ほどないと区間はあてにならない",
    };
    said.and(say(template, &[kappa.enough.into()]))
}

fn left_out(left_out: LeftOut, language: Language) -> Option<Phrase> {
    let reasons = match language {
        Language::English => [
            "several levels possible",
            "confirmed by an assumption only",
            "no level in the table",
            "no level declared",
            "declared at a level that the table lacks",
            "not graded",
        ],
        Language::Japanese => [
            "複数のレベルが可能",
            "仮定によってのみ妥当",
            "表に該当なし",
            "レベルの宣言なし",
            "宣言が表にないレベル",
            "対象外",
        ],
    };
    let LeftOut { open, assumed, uncovered, undeclared, unknown, not_graded } = left_out;
    let counts = [open, assumed, uncovered, undeclared, unknown, not_graded];
    let each: Vec<String> = reasons
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(reason, count)| match language {
            Language::English => format!("{count} {reason}"),
            Language::Japanese => format!("{reason} {count} 件"),
        })
        .collect();
    let all = each.join(super::part_reclassification::separator(language));
    (left_out.total() > 0).then(|| match language {
        Language::English => format!("Not compared: {all}.").into(),
        Language::Japanese => format!("比較しないもの: {all}").into(),
    })
}
