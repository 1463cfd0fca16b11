//! The grammar of values: what is read makes sense, and what is shown is read back.

#![allow(dead_code, reason = "tests use a part of it")]
#![allow(clippy::unwrap_used, reason = "a law that is broken stops")]

use jiff::tz::TimeZone;
use sevlint::model::deadline::read_deadline;
use sevlint::model::demand::{demand, demand_text};
use sevlint::model::grammar::quantity;
use sevlint::model::kind::{Kind, Word};
use sevlint::model::kinds::{self, Shape};
use sevlint::model::metadata::{first_sentence, read_period, read_told_amount, read_told_time, steps};
use sevlint::model::moment::{Moment, MomentReading, read_date, read_moment};
use sevlint::model::reading::{read, read_text, read_text_with_unit};
use sevlint::model::show::{show_demand, show_value};
use sevlint::model::value::{Demand, Reading, Value};
use sevlint::source::node::{Content, Node, Style};
use sevlint::source::span::Span;
use sevlint::space::decimal::Decimal;
use sevlint::space::interval::{End, Interval};

/// The first byte chooses what the rest is read as.
pub fn hold(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let kinds = all_kinds();
    match kinds.get(usize::from(*choice) % (kinds.len() + 3)) {
        Some(kind) => {
            hold_of_value(kind, &text);
            hold_of_demand(kind, &text);
        }
        None => {
            hold_of_moment(&text);
        }
    }
}

/// What is stated. Gives whether it is read as a value.
pub fn hold_of_value(kind: &Kind, text: &str) -> bool {
    let reading = read_text(kind, text);
    let node = Node::new(Span::default(), Content::Scalar(text.into(), Style::Plain));
    assert_eq!(read(kind, &node), reading, "{kind:?} {text:?}");
    let _ = read_text_with_unit(kind, text, "minutes");
    let _ = (read_told_amount(kind, text), first_sentence(text));
    let Reading::Value(value) = &reading else { return false };
    assert!(makes_sense(kind, value), "{kind:?} {text:?}: {value:?}");
    let shown = show_value(kind, value);
    assert!(!shown.contains('?'), "{kind:?} {text:?}: {value:?}");
    let is_whole = match value {
        Value::Quantity(intervals) => {
            intervals.parts().len() == 1 && intervals.parts().iter().all(is_readable)
        }
        Value::Words(_) => true,
        Value::Members(_) => false,
    };
    if is_whole && shown != "any" {
        assert_eq!(read_text(kind, &shown), reading, "{kind:?} {text:?} shows as {shown:?}");
    }
    true
}

/// Whether both ends are numbers that are read: about the largest of them there are larger ones.
fn is_readable(part: &Interval) -> bool {
    let largest = Decimal::whole(999_999_999_999_999_999);
    [part.low(), part.high()].into_iter().all(|end| match end {
        End::Included(number) | End::Excluded(number) => number <= largest,
        End::Unbounded => true,
    })
}

/// What is asked. Gives whether it is read both as a test and as a statement.
pub fn hold_of_demand(kind: &Kind, text: &str) -> bool {
    let asked = demand_text(kind, text);
    let node = Node::new(Span::default(), Content::Scalar(text.into(), Style::Plain));
    assert_eq!(demand(kind, &node), asked, "{kind:?} {text:?}");
    let Ok(asked) = asked else { return false };
    let shown = show_demand(kind, &asked);
    assert_eq!(demand_text(kind, &shown), Ok(asked.clone()), "{kind:?} {text:?} shows as {shown:?}");
    let Reading::Value(stated) = read_text(kind, text) else { return false };
    match (&asked, &stated, kinds::shape(kind, None)) {
        (Demand::Quantity(asked), Value::Quantity(stated), Shape::Quantity(measure)) => {
            let settled = quantity::settled(measure.as_ref(), asked);
            assert_eq!(settled.as_ref(), Ok(stated), "{kind:?} {text:?}");
        }
        (Demand::Words(asked), Value::Words(stated), _) => assert_eq!(asked, stated, "{kind:?} {text:?}"),
        _ => return false,
    }
    true
}

/// A time. Gives whether it is read as one.
pub fn hold_of_moment(text: &str) -> bool {
    let zones = ["UTC", "America/New_York", "Asia/Beirut", "Pacific/Apia"];
    let mut is_read = false;
    for zone in zones.map(|zone| TimeZone::get(zone).unwrap()) {
        let is_ordered = |Moment { earliest, latest, .. }: &Moment| earliest <= latest;
        if let Ok(moment) = read_moment(text, &zone) {
            assert!(is_ordered(&moment), "{text:?}: {moment:?}");
            is_read = true;
        }
        let told = read_period(text, &zone).map(|period| vec![period.start, period.end]);
        let told = told.unwrap_or_default().into_iter().chain([read_told_time(text, &zone)]);
        for reading in told.chain(steps(text, &zone).into_iter().map(|(_, reading)| reading)) {
            if let MomentReading::Moment(moment) = reading {
                assert!(is_ordered(&moment), "{text:?}: {moment:?}");
            }
        }
    }
    let _ = (read_date(text), read_deadline(text));
    is_read
}

/// Whether a value is one that its kind can have.
fn makes_sense(kind: &Kind, value: &Value) -> bool {
    match (value, kinds::shape(kind, None)) {
        (Value::Quantity(intervals), Shape::Quantity(measure)) => {
            quantity::settled(measure.as_ref(), intervals).as_ref() == Ok(intervals)
        }
        (Value::Words(indices), Shape::Words(lexicon)) => {
            !indices.is_empty()
                && indices.windows(2).all(|pair| pair[0] < pair[1])
                && indices.iter().all(|&index| index < lexicon.size())
        }
        (Value::Members(members), Shape::Members(words)) => {
            let mut names = members.named.iter().chain(&members.open);
            words.is_empty() || names.all(|name| words.iter().any(|word| word.name == *name))
        }
        _ => false,
    }
}

/// Words without synonyms.
pub fn words(names: &[&str]) -> Vec<Word> {
    names.iter().map(|name| Word { name: (*name).to_owned(), synonyms: vec![] }).collect()
}

/// Every kind, some of them twice.
pub fn all_kinds() -> Vec<Kind> {
    vec![
        Kind::Boolean,
        Kind::Count,
        Kind::Number {
            unit: Some("ms".to_owned()),
            min: Some(Decimal::ZERO),
            max: Some(Decimal::whole(60_000)),
        },
        Kind::Number { unit: None, min: None, max: None },
        Kind::Number { unit: Some("req/s".to_owned()), min: None, max: Some(Decimal::whole(500)) },
        Kind::Percent,
        Kind::Duration,
        Kind::Money { currency: "USD".to_owned() },
        Kind::Money { currency: "JPY".to_owned() },
        Kind::Scale(words(&["none", "suspected", "confirmed"])),
        Kind::Scale(words(&["none", "minor", "partial", "major", "total"])),
        Kind::Scale(words(&["available", "partial", "none"])),
        Kind::Choice(words(&["running", "scheduled", "ui-only"])),
        Kind::Set(words(&["api", "db", "search and browse"])),
        Kind::Set(vec![]),
    ]
}
