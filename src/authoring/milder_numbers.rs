//! Numbers of a level that hold those of a milder one, too: `up to 25%` above `less than 5%`. What the milder level has is left out of
//! the test, else it could never be decided.

use crate::model::demand::demand_text;
use crate::model::kind::Kind;
use crate::model::show::show_demand;
use crate::model::value::Demand;
use crate::space::decimal::Decimal;
use crate::space::interval::{Interval, Intervals};

use super::measured::repeat;
use super::sketched_level::{Measured, SketchedLevel};

/// Levels, worst first, with tests without what milder levels have in the same column. Where several columns of a row hold together,
/// or a level has several rows, one column decides nothing.
#[must_use]
pub fn without_milder(levels: &[SketchedLevel]) -> Vec<SketchedLevel> {
    let mut levels = levels.to_vec();
    if repeat(&levels) || has_rows(&levels) {
        return levels;
    }
    for head in heads(&levels) {
        // The mildest first: of those that are left out the next one is named.
        for milder in (1..levels.len()).rev() {
            let Some((less, id)) = levels.get(milder).and_then(|level| Some((one(level, &head)?, &level.id)))
            else {
                continue;
            };
            let (less, id) = (less.clone(), id.clone());
            for level in levels.iter_mut().take(milder) {
                let found = level.measures.iter_mut().find(|one| one.head == head);
                if let Some((own, test)) = found.and_then(|own| without(own, &less).map(|test| (own, test))) {
                    own.test = test;
                    own.without = Some((id.clone(), less.says.clone()));
                }
            }
        }
        mark_covered(&mut levels, &head);
    }
    levels
}

/// Marks what a worse level has as well in the same column: it decides nothing. What the last level has is no test.
fn mark_covered(levels: &mut [SketchedLevel], head: &str) {
    let tests: Vec<Option<(String, Measured)>> =
        levels.iter().map(|level| Some((level.id.clone(), one(level, head)?.clone()))).collect();
    let Some((_, tested)) = levels.split_last_mut() else { return };
    for (index, level) in tested.iter_mut().enumerate() {
        let Some(own) = level.measures.iter_mut().find(|one| one.head == head) else { continue };
        let covers = |worse: &Measured| {
            let (all, less) = (numbers(&worse.kind, &worse.test)?, numbers(&own.kind, &own.test)?);
            Some(worse.kind == own.kind && all.intersect(&less) == less)
        };
        let worse = tests.iter().take(index).flatten().find(|(_, worse)| covers(worse) == Some(true));
        own.covered = worse.map(|(id, worse)| (id.clone(), worse.says.clone()));
    }
}

fn heads(levels: &[SketchedLevel]) -> Vec<String> {
    let mut heads: Vec<String> = vec![];
    for one in levels.iter().flat_map(|level| &level.measures) {
        if !heads.contains(&one.head) {
            heads.push(one.head.clone());
        }
    }
    heads
}

fn one<'l>(level: &'l SketchedLevel, head: &str) -> Option<&'l Measured> {
    level.measures.iter().find(|one| one.head == head)
}

fn has_rows(levels: &[SketchedLevel]) -> bool {
    levels.iter().any(|level| {
        let mut seen: Vec<&str> = level.measures.iter().map(|one| one.head.as_str()).collect();
        seen.sort_unstable();
        seen.windows(2).any(|pair| matches!(pair, [one, next] if one == next))
    })
}

/// The test without that of a milder level, where it holds all of it, and goes on at one side only.
fn without(own: &Measured, milder: &Measured) -> Option<String> {
    let numbers = |one: &Measured| numbers(&one.kind, &one.test);
    let (all, less) = (numbers(own)?, numbers(milder)?);
    if all.intersect(&less) != less || own.kind != milder.kind {
        return None;
    }
    let rest = all.intersect(&less.complement(Interval::ALL));
    let ([whole], [left]) = (all.parts(), rest.parts()) else { return None };
    // What is worse stays: `up to 25%` above `less than 5%`, and not `over 10%` above `over 50%`.
    let goes_on = left.high() == whole.high();
    goes_on.then(|| show_demand(&own.kind, &Demand::Quantity(rest)))
}

fn numbers(kind: &Kind, test: &str) -> Option<Intervals> {
    match demand_text(kind, test).ok()? {
        // None of them is less than nothing.
        Demand::Quantity(intervals) => Some(intervals.intersect(&Interval::at_least(Decimal::ZERO).into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_milder_level_has_is_left_out() {
        let measured = |test: &str| Measured {
            head: "Users".to_owned(),
            key: "Users".to_owned(),
            kind: Kind::Percent,
            says: test.to_owned(),
            test: test.to_owned(),
            without: None,
            covered: None,
        };
        for (tests, wanted) in [
            (&["over 50%", "up to 50%", "under 5%"][..], "over 50% / 5% to 50% / under 5%"),
            (&["at most 50%", "at most 25%", "under 5%"], "over 25% and at most 50% / 5% to 25% / under 5%"),
            (&["over 5%", "under 5%", "0%"], "over 5% / over 0% and under 5% / 0%"),
            // Numbers that go on, that lie apart or only meet, and the other way round.
            (&["over 50%", "over 10%", "over 1%"], "over 50% / over 10% / over 1%"),
            (&["over 50%", "10% to 50%", "under 10%"], "over 50% / 10% to 50% / under 10%"),
            (&["over 10%", "over 50%"], "over 10% / over 50%"),
            (&["over 1%", "under 5%"], "over 1% / under 5%"),
            (&["under 95%", "under 99%"], "under 95% / under 99%"),
            (&["up to 5%", "up to 5%"], "up to 5% / up to 5%"),
        ] {
            let level =
                |test: &&str| SketchedLevel { measures: vec![measured(test)], ..SketchedLevel::default() };
            let levels: Vec<SketchedLevel> = tests.iter().map(level).collect();
            let found = without_milder(&levels);
            let found: Vec<&str> =
                found.iter().flat_map(|level| &level.measures).map(|one| one.test.as_str()).collect();
            assert_eq!(found.join(" / "), wanted, "{tests:?}");
        }
        for (tests, wanted) in [
            (&["at least 10%", "at least 1%", "up to 5%", "up to 2%"][..], "- - 1 -"),
            (&["over 50%", "over 10%", "under 10%"], "- - -"),
            (&["over 10%", "over 50%", "under 10%"], "- 0 -"),
            (&["over 10%", "under 5%", "over 50%"], "- - -"),
        ] {
            let measure = |(at, test): (usize, &&str)| SketchedLevel {
                id: at.to_string(),
                measures: vec![measured(test)],
                ..SketchedLevel::default()
            };
            let levels: Vec<SketchedLevel> = tests.iter().enumerate().map(measure).collect();
            let found = without_milder(&levels);
            let covered = found.iter().flat_map(|level| &level.measures).map(|one| one.covered.as_ref());
            let covered: Vec<&str> = covered.map(|by| by.map_or("-", |(id, _)| id.as_str())).collect();
            assert_eq!(covered.join(" "), wanted, "{tests:?}");
        }
    }
}
