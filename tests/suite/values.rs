//! Properties of the grammar of values, over random texts: nothing panics, what is read makes sense, and what is shown
//! is read back.

use fastrand::Rng;
use jiff::tz::TimeZone;
use sevlint::model::deadline::read_deadline;
use sevlint::model::demand::demand_text;
use sevlint::model::grammar::quantity;
use sevlint::model::kind::{Kind, Word};
use sevlint::model::kinds::{self, Shape};
use sevlint::model::moment::read_moment;
use sevlint::model::reading::read_text;
use sevlint::model::show::{show_demand, show_value};
use sevlint::model::value::{Demand, Reading, Value};
use sevlint::space::decimal::Decimal;
use sevlint::space::interval::{End, Interval, Intervals};

use crate::fuzz::values::{all_kinds, hold_of_demand, hold_of_moment, hold_of_value, words};
use crate::rounds::rounds;

const TOKENS: &[&str] = &[
    "0",
    "1",
    "3",
    "5",
    "10",
    "12",
    "20",
    "50",
    "99",
    "100",
    "1,200",
    "1.5",
    ".5",
    "0.15",
    "1e3",
    "999999999999999999",
    "000",
    "-",
    "–",
    "—",
    "+",
    "~",
    "〜",
    "～",
    "..",
    "...",
    ".",
    ",",
    "、",
    "。",
    ";",
    ":",
    "/",
    "|",
    "%",
    "％",
    "$",
    "¥",
    "€",
    "円",
    "万",
    "千",
    "億",
    "割",
    "社",
    "件",
    "人",
    "分",
    "時間",
    "秒",
    "日",
    "半",
    "以上",
    "未満",
    "超",
    "約",
    "を超える",
    "程度",
    "から",
    "の",
    "一部",
    "k",
    "K",
    "M",
    "m",
    "h",
    "s",
    "d",
    "w",
    "ms",
    "min",
    "minutes",
    "hours",
    "days",
    "months",
    "H",
    "P",
    "PT",
    "T",
    "USD",
    "JPY",
    "EUR",
    "req/s",
    "percent",
    "at least",
    "at most",
    "over",
    "under",
    "up to",
    "more than",
    "less than",
    "between",
    "and",
    "or",
    "to",
    "not",
    "no",
    "none",
    "all",
    "any",
    "of",
    "all of",
    "none of",
    "any of",
    "yes",
    "true",
    "false",
    "はい",
    "なし",
    "あり",
    "suspected",
    "confirmed",
    "partial",
    "running",
    "ui-only",
    "api",
    "db",
    "search and browse",
    "unknown",
    "TBD",
    "n/a",
    "?",
    "不明",
    "(",
    ")",
    "[",
    "]",
    "(EU)",
    "customers",
    "of users",
    "about",
    "approx.",
    "estimated",
    ">=",
    "<=",
    ">",
    "<",
    "=",
    "==",
    "!=",
    "≥",
    "≤",
    "≠",
    "**",
    "*",
    "`",
    "_",
    "\"",
    "'",
    "~~",
    "<!--",
    "-->",
    "²",
    "½",
    "⑭",
    "\u{A0}",
    "\u{202F}",
    "\n",
    "\t",
    "\u{0}",
    "\u{202E}",
    "\u{FE0F}",
    "✅",
    "❌",
    "🔴",
    "２",
    "０",
    "1:30",
    "01:30:00",
    "14:05",
    "2023-10-20",
    "é",
    "ﷺ",
    "but",
    "later",
    "per",
    "each",
    "more",
    "so far",
    "or more",
    "{{",
    "}}",
];

fn random_text(random: &mut Rng, tokens: &[&str]) -> String {
    let mut text = String::new();
    for _ in 0..random.usize(1..8) {
        text.push_str(random.choice(tokens).expect("there are tokens"));
        if random.u8(0..3) == 0 {
            text.push(' ');
        }
    }
    text
}

#[test]
fn random_texts_are_read_sensibly() {
    let mut random = Rng::with_seed(7);
    let kinds = all_kinds();
    let mut read_as_values = 0;
    for _ in 0..rounds(30_000) {
        let text = random_text(&mut random, TOKENS);
        let kind = random.choice(&kinds).unwrap();
        read_as_values += usize::from(hold_of_value(kind, &text));
        hold_of_demand(kind, &text);
        let _ = read_deadline(&text);
    }
    assert!(read_as_values > 900, "only {read_as_values} texts are read: the test says little");
}

/// What a test reads, a statement reads as the same.
#[test]
fn tests_and_statements_share_a_grammar() {
    let mut random = Rng::with_seed(11);
    let kinds = all_kinds();
    let mut compared = 0;
    for _ in 0..rounds(20_000) {
        let text = random_text(&mut random, TOKENS);
        compared += usize::from(hold_of_demand(random.choice(&kinds).unwrap(), &text));
    }
    assert!(compared > 200, "only {compared}");
}

fn random_number(random: &mut Rng, kind: &Kind) -> Decimal {
    let largest = if random.bool() { 3 } else { 100 };
    let whole = Decimal::whole(random.i64(0..=largest));
    match kind {
        Kind::Count => whole,
        Kind::Duration if random.bool() => Decimal::whole(random.i64(0..400_000)),
        Kind::Number { min: None, .. } if random.bool() => Decimal::ZERO.minus(whole).unwrap_or_default(),
        _ if random.u8(0..4) == 0 => Decimal::billionths(random.i128(0..100_000_000_000)),
        _ => whole,
    }
}

fn random_end(random: &mut Rng, kind: &Kind) -> End {
    match random.u8(0..5) {
        0 => End::Unbounded,
        1 | 2 => End::Included(random_number(random, kind)),
        _ => End::Excluded(random_number(random, kind)),
    }
}

fn random_intervals(random: &mut Rng, kind: &Kind) -> Intervals {
    let parts = random.usize(1..4);
    Intervals::union((0..parts).filter_map(|_| {
        if random.u8(0..4) == 0 {
            return Some(Interval::point(random_number(random, kind)));
        }
        Interval::new(random_end(random, kind), random_end(random, kind))
    }))
}

fn random_names(random: &mut Rng, kind: &Kind) -> Vec<String> {
    let Kind::Set(words) = kind else { return vec![] };
    let free = words_of_any_set();
    let words = if words.is_empty() { &free } else { words };
    let mut names: Vec<String> = words.iter().map(|word| word.name.clone()).collect();
    random.shuffle(&mut names);
    names.truncate(random.usize(1..=names.len()));
    names
}

fn words_of_any_set() -> Vec<Word> {
    words(&["checkout-api", "検索", "db2", "a"])
}

#[test]
fn what_is_shown_of_a_test_is_read_back() {
    let mut random = Rng::with_seed(13);
    for _ in 0..2_000 {
        for kind in &all_kinds() {
            let test = match kinds::shape(kind, None) {
                Shape::Quantity(measure) => {
                    let Ok(asked) = quantity::asked(measure.as_ref(), &random_intervals(&mut random, kind))
                    else {
                        continue;
                    };
                    Demand::Quantity(asked)
                }
                Shape::Words(lexicon) => {
                    let indices: Vec<usize> = (0..lexicon.size()).filter(|_| random.bool()).collect();
                    if indices.is_empty() {
                        continue;
                    }
                    Demand::Words(indices)
                }
                Shape::Members(_) => {
                    let names = random_names(&mut random, kind);
                    match random.u8(0..3) {
                        0 => Demand::AnyOf(names),
                        1 => Demand::AllOf(names),
                        _ => Demand::NoneOf(names),
                    }
                }
            };
            let shown = show_demand(kind, &test);
            assert_eq!(demand_text(kind, &shown), Ok(test), "{kind:?}: {shown:?}");
        }
    }
}

/// A value with one part, and words, are read back from how they are shown.
#[test]
fn what_is_shown_of_a_value_is_read_back() {
    let mut random = Rng::with_seed(17);
    let kinds = all_kinds();
    let mut checked = 0;
    for _ in 0..40_000 {
        let kind = random.choice(&kinds).unwrap();
        let value = match kinds::shape(kind, None) {
            Shape::Quantity(measure) => {
                match quantity::settled(measure.as_ref(), &random_intervals(&mut random, kind)) {
                    Ok(stated) if stated.parts().len() == 1 => Value::Quantity(stated),
                    _ => continue,
                }
            }
            Shape::Words(lexicon) => {
                let indices: Vec<usize> = (0..lexicon.size()).filter(|_| random.bool()).collect();
                if indices.is_empty() {
                    continue;
                }
                Value::Words(indices)
            }
            Shape::Members(_) => continue,
        };
        let shown = show_value(kind, &value);
        if shown == "any" {
            continue;
        }
        assert_eq!(read_text(kind, &shown), Reading::Value(value), "{kind:?}: {shown:?}");
        checked += 1;
    }
    assert!(checked > 10_000, "only {checked}");
}

const MOMENT_TOKENS: &[&str] = &[
    "2023",
    "10",
    "20",
    "30",
    "31",
    "02",
    "05",
    "14",
    "24",
    "60",
    "59",
    "9999",
    "0000",
    "0001",
    "12",
    "-",
    "/",
    ".",
    ":",
    "T",
    "Z",
    " ",
    "年",
    "月",
    "日",
    "時",
    "分",
    "午後",
    "(金)",
    "(JST)",
    "JST",
    "UTC",
    "+09:00",
    "-03:00",
    "+14:00",
    "CST",
    "PT",
    "[America/New_York]",
    "Asia/Tokyo",
    "May",
    "Jun",
    "Wednesday",
    "th",
    "2023-10-20",
    "9999-12-31",
    "2025-03-09",
    "2025-11-02",
    "0001-01-01",
    "14:05",
    "01:30",
    "02:30:00",
    "23:59:60",
    "24:00",
    "3am",
    "12 pm",
    " to ",
    "→",
    "〜",
    "–",
    "(EU)",
    "approx",
    "ongoing",
    "。",
    ",",
    "at",
    "２",
    "１４：０５",
];

#[test]
fn random_moments_are_read_sensibly() {
    let mut random = Rng::with_seed(19);
    let mut found = 0;
    for _ in 0..rounds(15_000) {
        let text = random_text(&mut random, MOMENT_TOKENS);
        found += usize::from(hold_of_moment(&text));
    }
    assert!(found > 150, "only {found}");
}

/// Long texts cost no more than their length.
#[test]
fn long_texts_are_cheap() {
    let kinds = all_kinds();
    for token in
        ["(", "[", "1", "1h", ",", "a ", "or ", "none or ", "a, ", "`", "**", "3万", "1,000,", "not ", "P1D"]
    {
        let text = token.repeat(4096 / token.len());
        for kind in &kinds {
            let _ = read_text(kind, &text);
            let _ = demand_text(kind, &text);
        }
        let _ = read_moment(&text, &TimeZone::UTC);
    }
}
