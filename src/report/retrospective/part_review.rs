//! Part 5: the table under review, in sentences with their numbers.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::number::Share;
use crate::insight::retrospective::remark::Remark;
use crate::insight::retrospective::retrospective::Retrospective;

use super::amounts::{share, signed};
use super::page::{Block, Part};
use super::phrase::{Phrase, code, joined, say};

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let (heading, none) = match language {
        Language::English => {
            ("The table under review", "Nothing in these incidents speaks for a change of the table.")
        }
        Language::Japanese => ("表の見直し", "この期間のインシデントからは、表を変える理由が見つからない"),
    };
    let remarks: Vec<Phrase> =
        retrospective.review.iter().map(|remark| remark_words(remark, retrospective, language)).collect();
    let blocks = if remarks.is_empty() { vec![Block::Line(none.into())] } else { vec![Block::List(remarks)] };
    Part { id: "review", heading: heading.to_owned(), blocks }
}

/// A remark in words. It names its table, if that is not the newest that judged incidents.
#[must_use]
pub fn remark_words(remark: &Remark, retrospective: &Retrospective, language: Language) -> Phrase {
    let newest = retrospective.tables.last().map(|table| table.path.as_str());
    let older = remark.table().filter(|table| Some(*table) != newest);
    let words = match language {
        Language::English => english(remark),
        Language::Japanese => japanese(remark),
    };
    match (older, language) {
        (None, _) => words,
        (Some(table), Language::English) => Phrase::from("By ").and(code(table)).and(": ").and(words),
        (Some(table), Language::Japanese) => code(table).and(" では、").and(words),
    }
}

fn of(part: Share) -> Phrase {
    share(part, Language::English).into()
}

fn incidents(count: usize) -> Phrase {
    if count == 1 { "1 incident".into() } else { format!("{count} incidents").into() }
}

fn english(remark: &Remark) -> Phrase {
    match remark {
        Remark::CriterionOverridden { level, criterion, share, .. } => say(
            "{} ({}) was overridden in {} cases that it decided: does it still say what you mean by {1}?",
            &[code(criterion), level.into(), of(*share)],
        ),
        Remark::LevelsConfused { declared, computed, share, .. } => say(
            "What the table makes {} is declared {} in {} cases: agree where the line is, or move it.",
            &[computed.into(), declared.into(), of(*share)],
        ),
        Remark::Leaning { bias, incidents, .. } => {
            let words = if *bias > 0.0 { "milder" } else { "more severe" };
            say(
                "People declare {} than the table says: {} levels on average over {} incidents.",
                &[words.into(), signed(*bias).into(), (*incidents).into()],
            )
        }
        Remark::CriteriaNeverMet { criteria, of, incidents: n, .. } => say(
            "{} of {} criteria are met by none of {}: {}.",
            &[criteria.len().into(), (*of).into(), incidents(*n), names(criteria, ", ")],
        ),
        Remark::CriterionNeverAlone { level, criterion, decided, .. } => say(
            "{} ({}) held in {} that came out there, each time together with another criterion of the level: without it nothing would have changed in them.",
            &[code(criterion), level.into(), incidents(*decided)],
        ),
        Remark::CriterionOftenOpen { level, criterion, share, fact, .. } => {
            let first = say(
                "{} ({}) could not be judged in {} incidents",
                &[code(criterion), level.into(), of(*share)],
            );
            match fact {
                Some((fact, count)) => {
                    first.and(say(", {} of them for lack of {}.", &[(*count).into(), code(fact)]))
                }
                None => first.and("."),
            }
        }
        Remark::NearMisses { level, criterion, near_misses, met, .. } => say(
            "{} ({}) was missed by a tenth of a threshold or less in {}, and met in {}: is the threshold where you want it?",
            &[code(criterion), level.into(), incidents(*near_misses), (*met).into()],
        ),
        Remark::AskFor { fact, settles, helps } if settles.count == 0 => say(
            "Ask authors for {}: it would narrow down {} of {} open levels.",
            &[code(fact), (*helps).into(), settles.of.into()],
        ),
        Remark::AskFor { fact, settles, helps } => say(
            "Ask authors for {}: it would narrow down {} of {} open levels, and settle {} of them whatever the answer is.",
            &[code(fact), (*helps).into(), settles.of.into(), settles.count.into()],
        ),
        Remark::LevelsUnused { levels, incidents, .. } => say(
            "No incident was declared at {}, and none can be there (n = {}).",
            &[crate::rules::words::phrase::or(levels).into(), (*incidents).into()],
        ),
        Remark::MostFallThrough { level, share, .. } => say(
            "{} incidents meet no criterion and fall to {}: the criteria tell little apart.",
            &[of(*share), level.into()],
        ),
        Remark::Holes { incidents: n } => say(
            "The table has no level for {}: widen a criterion, or give a level `otherwise`.",
            &[incidents(*n)],
        ),
        Remark::RestsOnAssumption { facts, share } => say(
            "{} confirmed levels rest on what silence is taken to mean, for {}: a fact that is not stated may be worse.",
            &[of(*share), joined(facts.iter().map(|fact| code(fact)), ", ")],
        ),
        Remark::OverridesLean { milder, share } => {
            let words = if *milder { "a milder" } else { "a more severe" };
            say(
                "{} overrides keep {} level than the table gives: the table may ask for what nobody wants.",
                &[of(*share), words.into()],
            )
        }
        Remark::OverridesWithoutEnd { share } => {
            say("{} overrides have no last day, so nobody will look at them again.", &[of(*share)])
        }
        Remark::TodayDiffers { share } => say(
            "By today's table {} older incidents come out at another level than by the table of their day.",
            &[of(*share)],
        ),
    }
}

fn japanese(remark: &Remark) -> Phrase {
    let part = |part: Share| Phrase::from(share(part, Language::Japanese));
    // A bracket is set off from the word behind it, `件` is not.
    let set_off = |part: Share| {
        let text = share(part, Language::Japanese);
        Phrase::from(if text.ends_with(')') { text + " " } else { text })
    };
    match remark {
        Remark::CriterionOverridden { level, criterion, share, .. } => say(
            "{} ({}) が決めた {}が例外判断になった: 今も {1} の意味に合っているか",
            &[code(criterion), level.into(), set_off(*share)],
        ),
        Remark::LevelsConfused { declared, computed, share, .. } => say(
            "表では {} のもの {2}が {1} と宣言された: 境目を申し合わせるか、境目を動かす",
            &[computed.into(), declared.into(), part(*share)],
        ),
        Remark::Leaning { bias, incidents, .. } => {
            let words = if *bias > 0.0 { "軽く" } else { "重く" };
            say(
                "宣言は表より{}なりがち: {2} 件の平均で {1} レベル",
                &[words.into(), signed(*bias).into(), (*incidents).into()],
            )
        }
        Remark::CriteriaNeverMet { criteria, of, incidents, .. } => say(
            "基準 {1} 件のうち {0} 件は、{2} 件のインシデントのどれでも成立しない: {3}",
            &[criteria.len().into(), (*of).into(), (*incidents).into(), names(criteria, "、")],
        ),
        Remark::CriterionNeverAlone { level, criterion, decided, .. } => say(
            "{} ({}) は、そのレベルになった {} 件で成立したが、毎回同じレベルの別の基準も成立した: この基準がなくても結果は同じ",
            &[code(criterion), level.into(), (*decided).into()],
        ),
        Remark::CriterionOftenOpen { level, criterion, share, fact, .. } => {
            let first = say("{} ({}) は {}で判定できない", &[code(criterion), level.into(), set_off(*share)]);
            match fact {
                Some((fact, count)) => {
                    first.and(say("。うち {} 件は {} が欠けている", &[(*count).into(), code(fact)]))
                }
                None => first,
            }
        }
        Remark::NearMisses { level, criterion, near_misses, met, .. } => say(
            "{} ({}) は {} 件でしきい値の 1 割以内の差で不成立、{} 件で成立: しきい値は望む位置にあるか",
            &[code(criterion), level.into(), (*near_misses).into(), (*met).into()],
        ),
        Remark::AskFor { fact, settles, helps } if settles.count == 0 => say(
            "{} を書いてもらう: 未確定の {2} 件中 {1} 件で絞り込める",
            &[code(fact), (*helps).into(), settles.of.into()],
        ),
        Remark::AskFor { fact, settles, helps } => say(
            "{} を書いてもらう: 未確定の {2} 件中 {1} 件で絞り込め、{3} 件は答えによらず確定する",
            &[code(fact), (*helps).into(), settles.of.into(), settles.count.into()],
        ),
        Remark::LevelsUnused { levels, incidents, .. } => say(
            "{} は宣言されたことも、あり得たこともない (n = {})",
            &[crate::rules::words::japanese::or(levels).into(), (*incidents).into()],
        ),
        Remark::MostFallThrough { level, share, .. } => say(
            "{}はどの基準にも該当せず {} になる: 基準がほとんど見分けていない",
            &[set_off(*share), level.into()],
        ),
        Remark::Holes { incidents } => say(
            "{} 件には表に該当するレベルがない: 基準を広げるか、レベルに `otherwise` を付ける",
            &[(*incidents).into()],
        ),
        Remark::RestsOnAssumption { facts, share } => say(
            "妥当とされた {}は {} の仮定による: 記載のない事実は、もっと悪いかもしれない",
            &[set_off(*share), joined(facts.iter().map(|fact| code(fact)), "、")],
        ),
        Remark::OverridesLean { milder, share } => {
            let words = if *milder { "軽い" } else { "重い" };
            say(
                "例外判断 {}が表より{}レベルを保つ: 表は誰も望まないことを求めているかもしれない",
                &[set_off(*share), words.into()],
            )
        }
        Remark::OverridesWithoutEnd { share } => {
            say("例外判断 {}に期限がなく、見直す機会がない", &[set_off(*share)])
        }
        Remark::TodayDiffers { share } => {
            say("現在の表では、過去のインシデント {}が当時の表と違うレベルになる", &[set_off(*share)])
        }
    }
}

fn names(criteria: &[[String; 2]], between: &str) -> Phrase {
    joined(criteria.iter().map(|[level, id]| code(id).and(format!(" ({level})"))), between)
}
