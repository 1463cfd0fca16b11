//! From incidents to criteria: one after the other as long as that saves something, then each once more beside the others.

use crate::source::in_order::InOrder;

use std::ops::Range;

use super::conjunction::best;
use super::counting::counted;
use super::price::{Miss, Price};
use super::rule::{Rule, given, savings, total};
use super::sheet::Sheet;

/// So often all criteria are gone through again.
const MOST_ROUNDS: usize = 6;
/// How much heavier what a criterion gets wrong weighs while the first ones are looked for: whoever starts with wide
/// criteria never finds the two narrow ones that are better together, and the other way round.
const STARTS: [Price; 3] = [1, 2, 4];
/// So many narrower forms of a criterion are tried.
const MOST_NARROWER: usize = 6;

/// The rules that explain the cases best: first as if a fifth of them were slips, then again as many as there seem to be.
#[must_use]
pub fn learn(sheet: &Sheet) -> Vec<Rule> {
    let incidents = sheet.declared.len();
    let mut rules = fit(sheet, &Miss::of(incidents / 5, incidents, sheet.levels));
    let given = given(sheet, &rules);
    let slips = sheet.declared.iter().zip(&given).filter(|(declared, given)| declared != given).count();
    if slips * 6 < incidents {
        rules = fit(sheet, &Miss::of(slips, incidents, sheet.levels));
    }
    rules
}

/// The criteria that cost least together with what they get wrong. Not sorted.
fn fit(sheet: &Sheet, miss: &Miss) -> Vec<Rule> {
    let from_below = || {
        let mut rules = vec![];
        for level in (0..sheet.rest).rev() {
            while let Some((rule, _)) = best_rule_but(sheet, miss, &rules, 1, level..level + 1, None) {
                rules.push(rule);
            }
        }
        rules
    };
    let weighted = |weight: Price| {
        let mut rules = vec![];
        complete(sheet, miss, &mut rules, weight);
        rules
    };
    let mut found: Option<(Price, Vec<Rule>)> = None;
    for mut rules in STARTS.into_iter().map(weighted).chain([from_below()]) {
        settle(sheet, miss, &mut rules);
        let cost = total(sheet, miss, &rules);
        if found.as_ref().is_none_or(|(least, _)| cost < *least) {
            found = Some((cost, rules));
        }
    }
    let (mut cost, mut rules) = found.unwrap_or_default();
    match counted(sheet, miss, &rules) {
        Some(counting) => rules = counting,
        None => {
            while let Some((less, better)) = narrowed(sheet, miss, &rules, cost) {
                (cost, rules) = (less, better);
            }
        }
    }
    while let Some(idle) = (0..rules.len()).find(|index| is_idle(sheet, miss, &rules, *index)) {
        rules.remove(idle);
    }
    rules
}

/// Whether a criterion costs more than it saves beside the others: nobody has to read it.
fn is_idle(sheet: &Sheet, miss: &Miss, rules: &[Rule], index: usize) -> bool {
    let mut others = rules.to_vec();
    let rule = others.remove(index);
    saved(sheet, miss, &rule, &others) <= 0
}

/// Adds criteria as long as that saves something.
fn complete(sheet: &Sheet, miss: &Miss, rules: &mut Vec<Rule>, weight: Price) {
    while let Some((rule, _)) = best_rule(sheet, miss, rules, weight) {
        rules.push(rule);
    }
}

/// Goes through the criteria until none can be bettered.
fn settle(sheet: &Sheet, miss: &Miss, rules: &mut Vec<Rule>) {
    for _ in 0..MOST_ROUNDS {
        let changed = polish(sheet, miss, rules);
        complete(sheet, miss, rules, 1);
        if !changed {
            break;
        }
    }
}

/// The criterion that saves most beside others, and what it saves; of two alike, the more severe.
fn best_rule(sheet: &Sheet, miss: &Miss, others: &[Rule], weight: Price) -> Option<(Rule, Price)> {
    best_rule_but(sheet, miss, others, weight, 0..sheet.rest, None)
}

/// The same of some levels, and not that one.
fn best_rule_but(
    sheet: &Sheet,
    miss: &Miss,
    others: &[Rule],
    weight: Price,
    levels: Range<usize>,
    but: Option<&Rule>,
) -> Option<(Rule, Price)> {
    let given = given(sheet, others);
    let mut found: Option<(Rule, Price)> = None;
    for level in levels {
        let savings = savings(sheet, miss, &given, level).weighted(weight);
        let empty = Rule { level, tests: vec![], tally: None };
        let not = but.filter(|but| but.level == level).map_or(&[][..], |but| &but.tests);
        let Some(best) = best(sheet, &savings, empty.price(sheet), not) else { continue };
        if found.as_ref().is_none_or(|(_, saved)| best.saved > *saved) {
            found = Some((Rule { tests: best.tests, ..empty }, best.saved));
        }
    }
    found
}

/// Looks for a better criterion in the place of each; whether anything changed.
fn polish(sheet: &Sheet, miss: &Miss, rules: &mut Vec<Rule>) -> bool {
    let mut changed = false;
    let mut index = 0;
    while index < rules.len() {
        let rule = rules.remove(index);
        let saved = saved(sheet, miss, &rule, rules);
        match best_rule(sheet, miss, rules, 1) {
            Some((better, more)) if more > saved => {
                rules.insert(index, better);
                changed = true;
                index += 1;
            }
            _ if saved > 0 => {
                rules.insert(index, rule);
                index += 1;
            }
            _ => changed = true,
        }
    }
    changed
}

/// Criteria that cost less, found by way of a narrower form of one of them: it saves less by itself, and lets others in.
fn narrowed(sheet: &Sheet, miss: &Miss, rules: &[Rule], cost: Price) -> Option<(Price, Vec<Rule>)> {
    for index in 0..rules.len() {
        let mut others = rules.to_vec();
        let rule = others.remove(index);
        let savings = savings(sheet, miss, &given(sheet, &others), rule.level);
        let price = |form: &Rule| savings.sum(&form.met(sheet)) - form.price(sheet);
        let forms = narrower(sheet, &rule).into_iter();
        let mut forms: Vec<(Price, Rule)> = forms.map(|form| (price(&form), form)).collect();
        forms.order_by_key(|(saved, _)| std::cmp::Reverse(*saved));
        for (_, form) in forms.into_iter().take(MOST_NARROWER) {
            let mut tried = others.clone();
            tried.push(form);
            // The wide form would only take the place of those that the narrow one lets in.
            while let Some((other, _)) = best_rule_but(sheet, miss, &tried, 2, 0..sheet.rest, Some(&rule)) {
                tried.push(other);
            }
            settle(sheet, miss, &mut tried);
            let less = total(sheet, miss, &tried);
            if less < cost {
                return Some((less, tried));
            }
        }
    }
    None
}

/// A criterion with one test more, or with another one of the same fact in the place of one.
fn narrower(sheet: &Sheet, rule: &Rule) -> Vec<Rule> {
    let mut forms = vec![];
    for (test, _) in sheet.tests.iter().enumerate() {
        let beside = sheet.beside(test);
        let mut tests: Vec<usize> =
            rule.tests.iter().copied().filter(|other| !beside.contains(other)).collect();
        tests.push(test);
        tests.sort_unstable();
        if tests != rule.tests {
            forms.push(Rule { tests, ..rule.clone() });
        }
    }
    forms
}

/// What a criterion saves beside others, beyond its own price.
#[must_use]
pub fn saved(sheet: &Sheet, miss: &Miss, rule: &Rule, others: &[Rule]) -> Price {
    let savings = savings(sheet, miss, &given(sheet, others), rule.level);
    savings.sum(&rule.met(sheet)) - rule.price(sheet)
}
