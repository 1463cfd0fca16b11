//! What tells the levels of a severity table for people apart: not what the mildest has as well.

use crate::model::kind::Kind;

use super::rubric::RubricLevel;
use super::rubric_flags::flag;

/// Takes out of levels, worst first, what does not tell them apart: what the mildest has as well; and of a column of yes and no,
/// what the most severe that says something does not say.
pub(super) fn without_shared(levels: &mut [RubricLevel]) {
    let is_flag = |kind: &Kind| *kind == Kind::Boolean;
    let worst: Vec<(String, String)> = levels
        .iter()
        .flat_map(|level| &level.measures)
        .filter(|one| is_flag(&one.kind))
        .map(|one| (one.head.clone(), one.test.clone()))
        .collect();
    let Some((mildest, others)) = levels.split_last_mut() else { return };
    for level in others {
        level.measures.retain(|one| {
            let first = worst.iter().find(|(head, _)| *head == one.head);
            let is_worst = first.is_none_or(|(_, test)| *test == one.test);
            !is_flag(&one.kind) || is_worst && !mildest.measures.contains(one)
        });
        // `Data loss: No` beside other words is no criterion either.
        let denies =
            |says: &String| says.rsplit_once([':', '：']).is_some_and(|(_, said)| flag(said) == Some(false));
        level.says.retain(|says| !mildest.says.contains(says) && !denies(says));
    }
}

#[cfg(test)]
mod tests {
    use super::super::rubric_measures::Measure;
    use super::*;

    fn level(tests: &[(&str, &str)], says: &[&str]) -> RubricLevel {
        let measure = |(head, test): &(&str, &str)| Measure {
            head: (*head).to_owned(),
            kind: if test.len() < 4 { Kind::Boolean } else { Kind::Count },
            cell: (*test).to_owned(),
            test: (*test).to_owned(),
        };
        RubricLevel {
            measures: tests.iter().map(measure).collect(),
            says: says.iter().map(|says| (*says).to_owned()).collect(),
            ..RubricLevel::default()
        }
    }

    #[test]
    fn what_the_mildest_has_is_no_criterion() {
        for (tests, wanted) in [
            (&["yes", "no", "no"][..], "yes - no"),
            (&["no", "yes", "yes"], "no - yes"),
            (&["yes", "yes", "no"], "yes yes no"),
            (&["yes", "no", ""], "yes - -"),
            (&["yes", "yes", "yes"], "- - yes"),
            // Numbers hold together with others.
            (&["over 10", "over 10", "over 10"], "over 10 over 10 over 10"),
        ] {
            let of = |test: &&str| {
                let tests = [("Data loss", *test)];
                level(if test.is_empty() { &[] } else { &tests }, &[])
            };
            let mut levels: Vec<RubricLevel> = tests.iter().map(of).collect();
            without_shared(&mut levels);
            let left = levels.iter().map(|level| level.measures.first().map_or("-", |one| one.test.as_str()));
            assert_eq!(left.collect::<Vec<_>>().join(" "), wanted, "{tests:?}");
        }
        let mut levels =
            [level(&[], &["Down", "Slow", "Data loss: No"]), level(&[], &["Slow", "Data loss: No"])];
        without_shared(&mut levels);
        assert_eq!((levels[0].says.as_slice(), levels[1].says.len()), (&["Down".to_owned()][..], 2));
    }
}
