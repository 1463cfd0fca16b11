//! How a test of a SEV table is read: in the grammar of statements, but strictly. Nothing may be approximate or
//! unknown, and no reason may follow.

use crate::model::grammar::spelling;
use crate::model::grammar::{quantity, wording};
use crate::model::kind::{Kind, Word};
use crate::model::kinds::{self, Shape, set};
use crate::model::value::{Demand, Why};
use crate::source::node::{Content, Node};
use crate::space::interval::{Interval, Intervals};

/// Reads a test.
///
/// - A bare value: `true`, `confirmed`, `20%`; a list is *one of these*, and of a set *any of these*.
/// - `at least 20%`, `over 5`, `under 10m`, `at most 3`, `20%+`, `not none`, and the same with signs.
/// - `10% to 50%` with both ends, `[10%..50%)` with those in square brackets, `at least 10% and under 50%`.
/// - `none` is 0 of a number and no of a boolean, `all` is 100 %, `any` is every value.
/// - Of a set: `any of`, `all of`, `none of`, with or without brackets around the list; `not x`.
///
/// Tests that hold for the same numbers are equal, but for whole numbers: `over 4` and `at least 5` of a count are
/// kept as they are written. A test that holds for everything has the one part [`Interval::ALL`], or all words; one
/// that holds for nothing is [`Why::RangeEmpty`].
pub fn demand(kind: &Kind, node: &Node) -> Result<Demand, Why> {
    if node.tag.is_some() {
        return Err(Why::Tagged);
    }
    match &node.content {
        Content::Empty => Err(Why::NotOfKind),
        Content::Scalar(text, _) => demand_text(kind, text),
        Content::Sequence(items) => any_of(kind, items),
        Content::Mapping(_) => Err(Why::NotAScalar),
        Content::Alias(_) => Err(Why::Alias),
    }
}

/// Reads a test that is not in a list: what a person writes on a command line.
pub fn demand_text(kind: &Kind, text: &str) -> Result<Demand, Why> {
    let text = spelling::plain(text)?;
    if text.is_empty() {
        return Err(Why::NotOfKind);
    }
    match kinds::shape(kind, None) {
        Shape::Quantity(measure) => quantity::test(measure.as_ref(), &text).map(Demand::Quantity),
        Shape::Words(lexicon) => wording::test(&lexicon, &text).map(Demand::Words),
        Shape::Members(words) => set::test(words, &text),
    }
}

fn any_of(kind: &Kind, items: &[Node]) -> Result<Demand, Why> {
    if let Kind::Set(words) = kind {
        return members(words, items).map(Demand::AnyOf);
    }
    let mut ranges: Vec<Interval> = vec![];
    let mut words: Vec<usize> = vec![];
    for item in items {
        if item.items().is_some() {
            return Err(Why::NotAScalar);
        }
        match demand(kind, item)? {
            Demand::Quantity(intervals) => ranges.extend_from_slice(intervals.parts()),
            Demand::Words(indices) => words.extend(indices),
            Demand::AnyOf(_) | Demand::AllOf(_) | Demand::NoneOf(_) => return Err(Why::NotAScalar),
        }
    }
    words.sort_unstable();
    words.dedup();
    match (ranges.is_empty(), words.is_empty()) {
        (false, _) => Ok(Demand::Quantity(Intervals::union(ranges))),
        (true, false) => Ok(Demand::Words(words)),
        (true, true) => Err(Why::RangeEmpty),
    }
}

fn members(words: &[Word], items: &[Node]) -> Result<Vec<String>, Why> {
    if items.is_empty() {
        return Err(Why::RangeEmpty);
    }
    set::distinct(items.iter().map(|item| match &item.content {
        _ if item.tag.is_some() => Err(Why::Tagged),
        Content::Scalar(text, _) => set::asked(words, &spelling::plain(text)?),
        Content::Empty => Err(Why::NotOfKind),
        Content::Sequence(_) | Content::Mapping(_) => Err(Why::NotAScalar),
        Content::Alias(_) => Err(Why::Alias),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kinds::examples::words;
    use crate::model::show::show_demand;
    use crate::source::node::Style;
    use crate::source::span::Span;
    use crate::space::decimal::Decimal;

    fn check(kind: &Kind, rows: &[(&str, &str)]) {
        let shown = |text: &str| match demand_text(kind, text) {
            Ok(demand) => show_demand(kind, &demand),
            Err(why) => format!("{why:?}"),
        };
        let wrong = rows.iter().filter(|(text, wanted)| shown(text) != *wanted);
        let wrong: Vec<String> =
            wrong.map(|(text, wanted)| format!("{text} => {}, not {wanted}", shown(text))).collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn tests_of_percentages() {
        check(
            &Kind::Percent,
            &[
                ("20%", "20%"),
                ("20", "20%"),
                ("at least 20%", "at least 20%"),
                (">= 20%", "at least 20%"),
                ("≥20%", "at least 20%"),
                ("20%+", "at least 20%"),
                ("20%以上", "at least 20%"),
                ("over 5%", "over 5%"),
                ("> 5", "over 5%"),
                ("at most 3%", "at most 3%"),
                ("< 3%", "under 3%"),
                ("= 3%", "3%"),
                ("== 3%", "3%"),
                ("10% to 50%", "10% to 50%"),
                ("10-50%", "10% to 50%"),
                ("[10%..50%)", "at least 10% and under 50%"),
                ("(10%..50%]", "over 10% and at most 50%"),
                ("at least 10% and under 50%", "at least 10% and under 50%"),
                ("under 10% or over 50%", "under 10% or over 50%"),
                ("5% or 10%", "5% or 10%"),
                ("!= 0", "over 0%"),
                ("not none", "over 0%"),
                ("not 50%", "under 50% or over 50%"),
                ("none", "0%"),
                ("all", "100%"),
                ("at most 0%", "0%"),
                ("at least 0%", "any"),
                ("0% to 100%", "any"),
                ("any", "any"),
                ("over 100%", "RangeEmpty"),
                ("under 0%", "RangeEmpty"),
                ("50% to 10%", "RangeEmpty"),
                ("over 50% and under 10%", "RangeEmpty"),
                ("at least 120%", r#"OutOfRange { low: Some("0%"), high: Some("100%") }"#),
                ("~20%", "Approximate"),
                ("about 20%", "Approximate"),
                ("20%程度", "Approximate"),
                ("20% (EU)", r#"TrailingText("(EU)")"#),
                ("20% of users", r#"TrailingText("of users")"#),
                ("unknown", "NotOfKind"),
                ("", "NotOfKind"),
            ],
        );
    }

    #[test]
    fn tests_of_other_quantities() {
        check(
            &Kind::Duration,
            &[
                ("over 2h", "over 2h"),
                ("under 10m", "under 10m"),
                ("at least 1h 30m", "at least 1h 30m"),
                ("10-20 min", "10m to 20m"),
                ("30", "UnitMissing"),
                ("1:30", "ClockAmbiguous"),
                ("over 2 months", r#"UnitUnknown("months")"#),
            ],
        );
        check(
            &Kind::Count,
            &[
                ("over 5", "over 5"),
                ("at least 10", "at least 10"),
                (">= 1,000", "at least 1000"),
                ("4 to 4", "4"),
                ("(4..5)", "RangeEmpty"),
                ("1.5", "NotWhole"),
                ("10 customers", r#"TrailingText("customers")"#),
                ("10社以上", "at least 10"),
            ],
        );
        check(
            &Kind::Money { currency: "USD".to_owned() },
            &[("over $10k", "over 10000 USD"), ("at least 5 EUR", r#"CurrencyOther("EUR")"#)],
        );
        check(
            &Kind::Number { unit: Some("ms".to_owned()), min: Some(Decimal::ZERO), max: None },
            &[
                ("over 1 s", "over 1000 ms"),
                ("over 500", "over 500 ms"),
                ("500 foo", r#"UnitUnknown("foo")"#),
            ],
        );
    }

    #[test]
    fn tests_of_words() {
        let loss = Kind::Scale(words(&["none=なし", "suspected", "confirmed"]));
        check(
            &loss,
            &[
                ("confirmed", "confirmed"),
                ("at least suspected", "not none"),
                (">= suspected", "not none"),
                ("not none", "not none"),
                ("!= none", "not none"),
                ("≠ なし", "not none"),
                ("at most none", "none"),
                ("none to suspected", "not confirmed"),
                ("none or confirmed", "not suspected"),
                ("any", "none, suspected or confirmed"),
                ("yes", "confirmed"),
                ("over confirmed", "RangeEmpty"),
                ("none (reads)", r#"TrailingText("(reads)")"#),
                ("suspcted", r#"WordUnknown { word: "suspcted", nearest: Some("suspected") }"#),
                ("なし以外", "not none"),
                ("suspected以上", "not none"),
                ("なし以下", "none"),
                ("なし未満", "RangeEmpty"),
                ("なし以外の場合", r#"TrailingText("の場合")"#),
                ("ほぼなし", r#"WordUnknown { word: "ほぼなし", nearest: None }"#),
            ],
        );
        let impact = Kind::Scale(words(&["none", "minor", "partial", "major", "total"]));
        check(
            &impact,
            &[
                ("at least partial", "at least partial"),
                ("under major", "at most partial"),
                ("not none", "not none"),
            ],
        );
        check(
            &Kind::Boolean,
            &[("true", "yes"), ("no", "no"), ("!= true", "no"), ("yes or no", "no or yes"), ("none", "no")],
        );
    }

    #[test]
    fn lists_are_one_of_these() {
        let scalar = |text: &str| Node::new(Span::default(), Content::Scalar(text.into(), Style::Plain));
        let list = |texts: &[&str]| {
            Node::new(Span::default(), Content::Sequence(texts.iter().map(|text| scalar(text)).collect()))
        };
        let shown =
            |kind: &Kind, texts: &[&str]| demand(kind, &list(texts)).map(|demand| show_demand(kind, &demand));
        let loss = Kind::Scale(words(&["none", "suspected", "confirmed"]));
        assert_eq!(shown(&loss, &["confirmed", "suspected"]).as_deref(), Ok("not none"));
        assert_eq!(shown(&Kind::Count, &["0", "over 5"]).as_deref(), Ok("0 or over 5"));
        let set = Kind::Set(words(&["api", "db"]));
        assert_eq!(shown(&set, &["db", "api"]).as_deref(), Ok("any of db, api"));
        assert_eq!(shown(&set, &[]), Err(Why::RangeEmpty));
        assert_eq!(shown(&loss, &[]), Err(Why::RangeEmpty));
        assert_eq!(
            demand(&loss, &Node::new(Span::default(), Content::Mapping(vec![]))),
            Err(Why::NotAScalar)
        );
        assert_eq!(demand(&loss, &Node::new(Span::default(), Content::Alias("x".into()))), Err(Why::Alias));
        let tagged = Node { tag: Some(Box::new(("!=".into(), Span::default()))), ..scalar("none") };
        assert_eq!(demand(&loss, &tagged), Err(Why::Tagged));
    }
}
