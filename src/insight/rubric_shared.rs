//! What tells the levels of a severity table for people apart: not what the mildest has as well.

use crate::model::heading::heading_key;
use crate::model::kind::Kind;

use super::rubric::RubricLevel;
use super::rubric_flags::flag;
use super::rubric_measures::Measure;

/// Words for what helps: where there is none, that makes an incident worse.
#[rustfmt::skip]
const REMEDIES: &[&str] = &[
    "workaround", "work around", "fallback", "fall back", "failover", "backup", "redundan", "alternative", "mitigation", "remedy",
    "recover", "回避", "代替", "復旧", "バックアップ", "冗長", "迂回", "対処",
];

/// Takes out of levels, worst first, what does not tell them apart: what a milder one says as well, what the mildest has as well; and of a column of yes and no,
/// what the most severe that says something does not say. It stands beside them from then on, but for what such a column says by
/// what it is still asked for.
pub(super) fn without_shared(levels: &mut [RubricLevel]) {
    let is_flag = |one: &Measure| one.kind == Kind::Boolean;
    let worst: Vec<(String, String)> = levels
        .iter()
        .flat_map(|level| &level.measures)
        .filter(|one| is_flag(one))
        .map(|one| (one.head.clone(), one.test.clone()))
        .collect();
    // As a criterion by itself, what a milder level says as well leads to the wrong one.
    let said: Vec<Vec<String>> =
        levels.iter().map(|level| level.says.iter().map(|says| bare(says)).collect()).collect();
    let Some((mildest, others)) = levels.split_last_mut() else { return };
    let tells = |one: &Measure, mildest: &RubricLevel| {
        let first = worst.iter().find(|(head, _)| *head == one.head);
        first.is_none_or(|(_, test)| *test == one.test) && !mildest.measures.contains(one)
    };
    let told = others.iter().flat_map(|level| &level.measures);
    let told: Vec<String> = told.filter(|one| tells(one, mildest)).map(|one| one.head.clone()).collect();
    for (index, level) in others.iter_mut().enumerate() {
        let says = std::mem::take(&mut level.says);
        let is_milder = |text: &String| said.iter().skip(index + 1).any(|other| other.contains(&bare(text)));
        let is_kept = |says: &String| !is_milder(says) && !denies_harm(says);
        let (kept, left): (Vec<String>, Vec<String>) = says.into_iter().partition(is_kept);
        level.says = kept;
        level.left.extend(left);
        level.measures.retain(|one| !is_flag(one) || !told.contains(&one.head) || tells(one, mildest));
    }
    for level in levels {
        let measures = std::mem::take(&mut level.measures);
        let (kept, out): (Vec<Measure>, Vec<Measure>) =
            measures.into_iter().partition(|one| !is_flag(one) || told.contains(&one.head));
        level.measures = kept;
        level.asides.extend(out.into_iter().map(|one| (one.head, one.cell)));
    }
}

/// A text without its stop, in small letters.
fn bare(says: &str) -> String {
    says.trim_end_matches(['.', '。', ' ']).to_lowercase()
}

/// Words for what does harm, of which there may be none.
#[rustfmt::skip]
const HARMS: &[&str] = &[
    "loss", "impact", "breach", "leak", "downtime", "outage", "degradation", "corruption", "exposure", "損失", "消失", "影響", "漏洩",
    "漏えい", "停止", "障害",
];

/// `Data loss: No` beside other words is no criterion, and neither is `No data loss`; `Workaround: none` is one.
fn denies_harm(says: &str) -> bool {
    let (head, said) = says.rsplit_once([':', '：']).unwrap_or(("", says));
    let is_of_remedy = |text: &str| {
        let key = heading_key(text);
        REMEDIES.iter().any(|word| key.contains(word))
    };
    !is_of_remedy(head)
        && (!head.is_empty() && flag(said) == Some(false) || is_without_harm(said) && !is_of_remedy(said))
}

/// `No data loss`, `Without impact on payments`, データ損失なし: a few words, and nothing else.
fn is_without_harm(said: &str) -> bool {
    const MOST_WORDS: usize = 5;
    const LONGEST: usize = 48;
    let key = heading_key(said);
    let has_harm = HARMS.iter().any(|word| key.contains(word));
    let is_english =
        (key.starts_with("no ") || key.starts_with("without ")) && key.split(' ').count() <= MOST_WORDS;
    let is_japanese = (key.ends_with("なし") || key.ends_with("無し")) && key.len() <= LONGEST;
    has_harm && (is_english || is_japanese)
}

#[cfg(test)]
mod tests {
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
    fn what_denies_harm() {
        for says in [
            "Data loss: No",
            "Data loss: No data loss",
            "No data loss",
            "Without impact on payments",
            "データ損失なし",
        ] {
            assert!(denies_harm(says), "{says}");
        }
        for says in [
            "Workaround: none",
            "No workaround",
            "No users can log in",
            "No fallback without loss of data",
            "回避策なし",
            "復旧の見込みなし",
            "Data loss: confirmed",
            "No impact is known yet, and all orders of a day may be gone",
        ] {
            assert!(!denies_harm(says), "{says}");
        }
    }

    #[test]
    fn what_the_mildest_has_is_no_criterion() {
        for (tests, wanted) in [
            (&["yes", "no", "no"][..], "yes - no"),
            (&["no", "yes", "yes"], "no - yes"),
            (&["yes", "yes", "no"], "yes yes no"),
            (&["yes", "no", ""], "yes - -"),
            (&["yes", "yes", "yes"], "- - -"),
            (&["no", "yes", "no"], "- - -"),
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
        assert_eq!(levels[0].left, ["Slow", "Data loss: No"]);
        // What several levels say is kept where it is mildest.
        let mut levels = [
            level(&[], &["Down", "Workaround: none"]),
            level(&[], &["Slow", "workaround: none."]),
            level(&[], &["Workaround: yes"]),
        ];
        without_shared(&mut levels);
        assert_eq!(levels[0].left, ["Workaround: none"]);
        assert_eq!(levels[1].says, ["Slow", "workaround: none."]);
        // What is taken out of a column that is asked for nowhere stands beside.
        let of = |test: &str| level(&[("Data loss", test)], &[]);
        let mut levels = [of("no"), of("yes"), of("no")];
        without_shared(&mut levels);
        assert_eq!(levels[1].asides, [("Data loss".to_owned(), "yes".to_owned())]);
    }

    #[test]
    fn what_is_denied() {
        for (says, wanted) in [
            ("Data loss: No", true),
            ("情報漏洩：なし", true),
            ("Impact: none", true),
            ("Workaround: none", false),
            ("回避策：なし", false),
            ("Down, no workaround: n", false),
            ("Fallback in place: no.", false),
            ("Data loss: yes", false),
            ("None", false),
        ] {
            assert_eq!(denies_harm(says), wanted, "{says}");
        }
    }
}
