//! A unit that a label names for the numbers under it: `損失額（万円）`, `Users affected (thousands)`, `Loss ($M)`. It is read
//! as if it stood behind each number.

use crate::model::grammar::{bounds, numeral, spelling};
use crate::model::kind::Kind;
use crate::model::value::Why;
use crate::source::node::{Content, Node, Style};

/// The unit that a remark in parentheses names, as it is put behind a number: a power of ten, a currency, a share.
#[must_use]
pub fn unit_in(remark: &str) -> Option<String> {
    let plain = spelling::plain(remark).ok()?;
    let apart = [',', '、', ';', '/', '・', '(', ')', '[', ']'];
    plain.split(apart).find_map(|part| unit(part.trim()))
}

/// The value with that unit behind each of its numbers. Nothing where the kind has no such units, or the value names one
/// itself; `12 people` under `(thousands)` could be two numbers.
pub fn with_unit_behind(kind: &Kind, node: &Node, unit: &str) -> Result<Option<Node>, Why> {
    let unit = match kind {
        // What a number is of, the table says; a label may say how many of them, or what else the numbers are of.
        Kind::Number { .. } => match unit.split(' ').next().filter(|unit| unit.starts_with('e')) {
            Some(power) => power,
            None if unit.strip_prefix(' ').is_some_and(|unit| DATA.contains(&unit)) => unit,
            None => return Ok(None),
        },
        // `Users affected (GB)` is of a country.
        _ if unit.strip_prefix(' ').is_some_and(|unit| DATA.contains(&unit)) => return Ok(None),
        Kind::Count | Kind::Money { .. } | Kind::Percent | Kind::Duration => unit,
        _ => return Ok(None),
    };
    let content = match &node.content {
        Content::Scalar(text, _) => match behind_numbers(text, unit)? {
            Some(text) => Content::Scalar(text.into(), Style::Plain),
            None => return Ok(None),
        },
        Content::Sequence(items) => {
            let mut scaled = Vec::with_capacity(items.len());
            for item in items {
                scaled.push(with_unit_behind(kind, item, unit)?.unwrap_or_else(|| item.clone()));
            }
            Content::Sequence(scaled)
        }
        _ => return Ok(None),
    };
    Ok(Some(Node { content, ..node.clone() }))
}

fn behind_numbers(text: &str, unit: &str) -> Result<Option<String>, Why> {
    let Ok(text) = spelling::plain(text) else { return Ok(None) };
    let mut scaled = String::with_capacity(text.len() + 16);
    let mut rest = &*text;
    let mut depth = 0_usize;
    let mut is_first = true;
    while let Some(letter) = rest.chars().next() {
        match letter {
            '(' | '[' | '「' => depth += 1,
            ')' | ']' | '」' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let numeral = (depth == 0 && letter.is_ascii_digit()).then(|| numeral::number(rest)).flatten();
        let Some(numeral) = numeral else {
            scaled.push(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            continue;
        };
        if groups_or_fraction(numeral.written) && unit.starts_with('e') {
            return Err(Why::NumberAmbiguous(numeral.written.to_owned()));
        }
        scaled.push_str(numeral.written);
        rest = numeral.rest;
        match follower(rest) {
            Follower::Nothing => {
                scaled.push_str(unit);
                // An exponent ends before a blank.
                if rest.starts_with(char::is_alphanumeric) {
                    scaled.push(' ');
                }
            }
            // `120k` under (EUR): the power is its own, and the currency is still that of the label.
            Follower::Unit if unit.contains(' ') => {
                let behind = behind_unit(rest);
                scaled.push_str(rest.get(..rest.len() - behind.len()).unwrap_or_default());
                rest = behind;
                if matches!(follower(rest), Follower::Nothing) {
                    scaled.push_str(unit.find(' ').and_then(|at| unit.get(at..)).unwrap_or_default());
                }
            }
            Follower::Unit if is_first => return Ok(None),
            Follower::Word if is_first && unit.starts_with('e') => {
                return Err(Why::NumberAmbiguous(text.into_owned()));
            }
            Follower::Unit | Follower::Word => {}
        }
        is_first = false;
    }
    Ok(Some(scaled))
}

/// Whether a number has a point and exactly three digits after it: in half of the world that is a group of thousands.
fn groups_or_fraction(written: &str) -> bool {
    written.split_once('.').is_some_and(|(whole, fraction)| fraction.len() == 3 && whole != "0")
}

/// What stands right behind a number.
enum Follower {
    /// No unit.
    Nothing,
    /// A unit or a number word that says how much it is.
    Unit,
    /// What is counted.
    Word,
}

fn follower(rest: &str) -> Follower {
    let spaced = rest.trim_start();
    if bounds::continues(rest) || bounds::continues(spaced) {
        return Follower::Nothing;
    }
    let Some(first) = spaced.chars().next() else { return Follower::Nothing };
    if matches!(first, '%' | '‰' | '割' | '万' | '億' | '千' | '百' | '兆')
        || spaced.starts_with("パーセント")
    {
        return Follower::Unit;
    }
    let (word, _) = spelling::letters(spaced);
    if power_of_word(word).is_some() || matches!(word, "m" | "b" | "B" | "percent" | "pct") {
        return Follower::Unit;
    }
    let is_currency = matches!(first, '$' | '€' | '£' | '¥' | '₩' | '₹');
    if first.is_alphabetic() || is_currency { Follower::Word } else { Follower::Nothing }
}

/// What stands behind the unit at the start of a text: a sign, or a word.
fn behind_unit(rest: &str) -> &str {
    let spaced = rest.trim_start();
    let (word, behind) = spelling::letters(spaced);
    if word.is_empty() {
        let first = spaced.chars().next().map_or(0, char::len_utf8);
        return spaced.get(first..).unwrap_or_default();
    }
    behind
}

/// `万円`, `千人`, `単位:百万円`, `k`, `$M`, `thousands of users`, `USD`, `割`.
fn unit(part: &str) -> Option<String> {
    let part = part.strip_prefix("単位").map_or(part, |rest| rest.trim_start_matches([':', ' ', 'は']));
    let part = ["in ", "In ", "unit: ", "Unit: ", "unit:"]
        .iter()
        .find_map(|lead| part.strip_prefix(lead))
        .unwrap_or(part);
    match part {
        "割" | "%" | "‰" => return Some(part.to_owned()),
        "パーセント" | "percent" | "pct" | "Percent" => return Some("%".to_owned()),
        "m" | "b" | "B" => return Some(part.to_lowercase()),
        "dozens" | "dozen" | "ダース" => return Some("dozens".to_owned()),
        _ if DATA.contains(&part) => return Some(format!(" {part}")),
        _ => {}
    }
    let (before, rest) = currency(part).map_or((None, part), |(name, rest)| (Some(name), rest.trim()));
    let (power, rest) = power(rest, before.is_some()).map_or((0, rest), |(power, rest)| (power, rest));
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let (after, rest) = currency(rest).map_or((None, rest), |(name, rest)| (Some(name), rest.trim()));
    let is_counted = power > 0 && COUNTED.iter().any(|counted| counted.eq_ignore_ascii_case(rest));
    let currency = before.or(after);
    if !(rest.is_empty() || is_counted) || (power == 0 && currency.is_none()) {
        return None;
    }
    let power = if power > 0 { format!("e{power:02}") } else { String::new() };
    Some(currency.map_or(power.clone(), |currency| format!("{power} {currency}")))
}

/// A power of ten at the start of a text, in Japanese or English.
fn power(text: &str, is_money: bool) -> Option<(u32, &str)> {
    let mut rest = text;
    let mut power = 0;
    while let Some((_, ten)) = MYRIADS.iter().find(|(sign, _)| rest.starts_with(*sign)) {
        power += ten;
        rest = rest.get('万'.len_utf8()..)?;
    }
    if power > 0 {
        return (power < 16).then_some((power, rest));
    }
    let (word, rest) = spelling::letters(text);
    let of_money = || match word {
        "m" => Some(6),
        "b" | "B" => Some(9),
        _ => None,
    };
    let glued = || {
        let code = word.strip_prefix(['k', 'K', 'M']).filter(|code| CODES.contains(code))?;
        Some((power_of_word(word.get(..1)?)?, text.get(text.len() - rest.len() - code.len()..)?))
    };
    match power_of_word(word).or_else(|| of_money().filter(|_| is_money)) {
        Some(power) => Some((power, rest)),
        None => glued(),
    }
}

fn power_of_word(word: &str) -> Option<u32> {
    let found =
        WORDS.iter().find(|(name, _)| *name == word || name.len() > 2 && name.eq_ignore_ascii_case(word));
    found.map(|(_, power)| *power)
}

fn currency(text: &str) -> Option<(&'static str, &str)> {
    let sign = SIGNS.iter().find_map(|sign| Some((*sign, text.strip_prefix(sign)?)));
    let word = || {
        let (word, rest) = spelling::letters(text);
        let known = NAMES.iter().chain(&CODES).find(|name| **name == word);
        let glued = || {
            let code =
                CODES.iter().find(|code| word.strip_prefix(**code).is_some_and(|one| one.len() == 1))?;
            Some((*code, text.get(code.len()..)?))
        };
        known.map(|name| (*name, rest)).or_else(glued)
    };
    sign.or_else(word)
}

/// Units of data: none of them is converted into another.
const DATA: [&str; 16] = [
    "KB", "kB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "PiB", "bytes", "kbps", "Mbps", "Gbps",
    "bits",
];

const MYRIADS: [(char, u32); 6] = [('十', 1), ('百', 2), ('千', 3), ('万', 4), ('億', 8), ('兆', 12)];

const WORDS: [(&str, u32); 18] = [
    ("k", 3),
    ("K", 3),
    ("M", 6),
    ("MM", 6),
    ("mm", 6),
    ("mn", 6),
    ("mil", 6),
    ("mio", 6),
    ("bn", 9),
    ("hundreds", 2),
    ("thousand", 3),
    ("thousands", 3),
    ("million", 6),
    ("millions", 6),
    ("billion", 9),
    ("billions", 9),
    ("lakhs", 5),
    ("crores", 7),
];

const SIGNS: [&str; 13] =
    ["US$", "$", "€", "£", "¥", "₩", "₹", "円", "元", "ドル", "米ドル", "ユーロ", "ポンド"];

const NAMES: [&str; 6] = ["yen", "dollars", "dollar", "euros", "euro", "yuan"];

const CODES: [&str; 20] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "CAD", "AUD", "NZD", "CHF", "SGD", "HKD", "TWD", "BRL",
    "MXN", "SEK", "NOK", "DKK", "PLN",
];

/// What is counted by the thousand.
const COUNTED: [&str; 33] = [
    "人",
    "名",
    "件",
    "社",
    "台",
    "個",
    "回",
    "本",
    "通",
    "枚",
    "行",
    "口座",
    "世帯",
    "店舗",
    "端末",
    "ユーザー",
    "ユーザ",
    "アカウント",
    "テナント",
    "リクエスト",
    "レコード",
    "セッション",
    "ジョブ",
    "users",
    "customers",
    "accounts",
    "people",
    "tenants",
    "requests",
    "orders",
    "records",
    "sessions",
    "transactions",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reading::read;
    use crate::model::show::show_value;
    use crate::model::value::Reading;
    use crate::source::span::Span;

    #[test]
    fn units_in_remarks() {
        for (remark, wanted) in [
            ("万円", "e04 円"),
            ("単位：百万円", "e06 円"),
            ("千人", "e03"),
            ("千件、概算", "e03"),
            ("k", "e03"),
            ("¥k", "e03 ¥"),
            ("$M", "e06 $"),
            ("$m", "e06 $"),
            ("kUSD", "e03 USD"),
            ("USDk", "e03 USD"),
            ("in thousands of USD", "e03 USD"),
            ("thousands", "e03"),
            ("thousands of users", "e03"),
            ("Millions", "e06"),
            ("USD", " USD"),
            ("MB", " MB"),
            ("in GiB", " GiB"),
            ("割", "割"),
            ("％", "%"),
            ("m", "m"),
            ("分", "-"),
            ("千葉", "-"),
            ("百貨店", "-"),
            ("推定", "-"),
            ("JST", "-"),
            ("see the table", "-"),
            ("Kubernetes", "-"),
        ] {
            assert_eq!(unit_in(remark).as_deref().unwrap_or("-"), wanted, "{remark}");
        }
    }

    #[test]
    fn values_under_a_unit() {
        let yen = Kind::Money { currency: "JPY".to_owned() };
        let data = Kind::Number { unit: Some("GB".to_owned()), min: None, max: None };
        for (kind, remark, text, wanted) in [
            (&yen, "万円", "1,200", "12000000 JPY"),
            (&yen, "万円", "１，２００", "12000000 JPY"),
            (&yen, "万円", "1,200以上", "at least 12000000 JPY"),
            (&yen, "万円", "1,200〜1,500", "12000000 JPY to 15000000 JPY"),
            (&yen, "万円", "1,200（8/1 時点）", "12000000 JPY"),
            (&yen, "万円", "約1,200", "10800000 JPY to 13200000 JPY"),
            (&yen, "万円", "1,200万円", "12000000 JPY"),
            (&yen, "万円", "0", "0 JPY"),
            (&yen, "千円", "1.5", "1500 JPY"),
            (&yen, "千円", "1.25", "1250 JPY"),
            (&yen, "千円", "1.234", "refused"),
            (&yen, "万円", "1,200円", "refused"),
            (&yen, "円", "1,200円", "1200 JPY"),
            (&yen, "円", "1,200", "1200 JPY"),
            (&yen, "¥k", "12", "12000 JPY"),
            (&yen, "$M", "12", "refused"),
            (&yen, "USD", "1200", "refused"),
            (&yen, "USD", "120k", "refused"),
            (&yen, "USD", "about 1.2M", "refused"),
            (&yen, "USD", "120万", "refused"),
            (&yen, "円", "120万", "1200000 JPY"),
            (&yen, "円", "120万円", "1200000 JPY"),
            (&yen, "¥", "120k to 150k", "120000 JPY to 150000 JPY"),
            (&data, "MB", "1,200", "refused"),
            (&data, "GB", "1,200", "1200 GB"),
            (&data, "千件", "1,200", "1200000 GB"),
            (&data, "推定", "1,200", "1200 GB"),
            (&Kind::Count, "千人", "12", "12000"),
            (&Kind::Count, "千人", "12.5", "12500"),
            (&Kind::Count, "千人", "12人", "refused"),
            (&Kind::Count, "千人", "1万人", "10000"),
            (&Kind::Count, "thousands", "12, mostly in Europe", "12000"),
            (&Kind::Count, "thousands", "12 or more", "at least 12000"),
            (&Kind::Count, "%", "12", "refused"),
            (&Kind::Count, "m", "12", "refused"),
            (&Kind::Count, "dozens", "12", "refused"),
            (&Kind::Count, "千人", "不明", "unknown"),
            (&Kind::Percent, "割", "3", "30%"),
            (&Kind::Percent, "割", "3%", "3%"),
            (&Kind::Percent, "%", "3", "3%"),
            (&Kind::Percent, "k", "3", "refused"),
            (&Kind::Duration, "m", "30", "30m"),
        ] {
            let node = Node::new(Span::default(), Content::Scalar(text.into(), Style::Plain));
            let unit = unit_in(remark).unwrap_or_default();
            let scaled = with_unit_behind(kind, &node, &unit);
            let found = match scaled.map(|scaled| read(kind, &scaled.unwrap_or(node))) {
                Ok(Reading::Value(value)) => show_value(kind, &value),
                Ok(Reading::Unknown) => "unknown".to_owned(),
                _ => "refused".to_owned(),
            };
            assert_eq!(found, wanted, "{remark}: {text}");
        }
    }
}
