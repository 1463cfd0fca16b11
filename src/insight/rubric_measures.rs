//! Cells of a severity table for people that can be counted or measured: `more than 50%`, `1時間以上`, `1,000 customers or more`.

use crate::model::demand::demand_text;
use crate::model::heading::heading_key;
use crate::model::kind::Kind;
use crate::model::show::show_demand;
use crate::model::value::{Demand, Why};
use crate::space::decimal::Decimal;
use crate::space::interval::Interval;

use super::observed::CURRENCIES;
use super::rubric_flags::flag;

/// A cell as a test of what its column asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The head of its column.
    pub head: String,
    /// What is counted or measured.
    pub kind: Kind,
    /// The cell, as it stands there.
    pub cell: String,
    /// The cell as a test.
    pub test: String,
}

/// What heads speak of, where an incident has more or less of it.
#[rustfmt::skip]
const AMOUNTS: &[&str] = &[
    "affected", "impact", "user", "customer", "client", "tenant", "account", "request", "order", "transaction", "error", "fail", "loss",
    "lost", "revenue", "cost", "damage", "downtime", "outage", "duration", "length", "lasting", "how long", "how many", "availab", "latency",
    "traffic", "share", "percent", "5xx", "record",
    "影響", "顧客", "利用者", "ユーザ", "停止", "障害", "継続", "ダウン", "損失", "損害", "被害", "売上", "金額", "額", "件数", "エラー", "割合", "人数", "規模",
    "遅延", "期間",
];
/// What they speak of, where a text in words is what puts an incident there, too.
const EFFECTS: &[&str] = &[
    "affected",
    "impact",
    "user",
    "customer",
    "client",
    "damage",
    "loss",
    "影響",
    "被害",
    "損失",
    "損害",
    "顧客",
    "利用者",
    "ユーザ",
];
/// What heads speak of, where it is about people at work and not about the incident.
#[rustfmt::skip]
const OF_WORK: &[&str] = &[
    "notif", "contact", "owner", "escalat", "communicat", "report", "respon", "who", "channel", "credit", "target", "goal", "inform",
    "approv", "page", "support", "deadline", "within", "order of",
    "目標", "連絡", "報告", "対応", "体制", "担当", "承認", "期限", "通知", "説明", "窓口", "周知", "初動", "返金",
];
/// What heads speak of, where an incident has it or not.
#[rustfmt::skip]
const TRAITS: &[&str] = &[
    "breach", "security", "privacy", "leak", "expos", "corrupt", "workaround", "work around", "core", "critical", "regulat", "legal",
    "compliance", "down", "unavailab", "degrad", "compromis", "visible", "integrity", "confidential", "persist", "data",
    "漏洩", "漏えい", "流出", "破損", "消失", "欠損", "回避", "代替", "個人情報", "情報", "セキュリティ", "法令", "規制", "違反", "データ", "基幹", "主要",
];
/// What they speak of, where it is what people do, wherever the incident is.
#[rustfmt::skip]
const OF_DUTY: &[&str] = &[
    "comms", "postmortem", "post mortem", "review", "call", "war room", "commander", "update", "meeting", "required", "needed", "mandatory",
    "status", "on duty", "hours", "rca", "exec", "要否", "必要", "会議", "公開", "振り返り", "ポストモーテム", "公表", "24", "召集", "招集", "呼び出し",
];
/// Words of a head behind which a bare number is a length of time.
const OF_TIME: &[&str] =
    &["time", "duration", "downtime", "length", "how long", "hour", "minute", "時間", "期間", "分"];
/// What stands in a cell that asks for nothing.
const ANYTHING: &[&str] = &["any", "-", "—", "–", "n/a", "―", "ー", "*", "問わない", "不問"];
/// Words that go on with what a number counts; another one says more than what is counted.
const GO_ON: &[&str] =
    &["of", "in", "per", "for", "with", "within", "or", "and", "if", "when", "at", "by", "on", "a", "each"];

/// Whether a head speaks of how much of something an incident has.
fn is_amount(head: &str) -> bool {
    has(head, AMOUNTS) && !has(head, OF_WORK)
}

/// Whether a head speaks of people at work, or of what they do.
pub(super) fn is_of_work(head: &str) -> bool {
    has(head, OF_WORK) || has(head, OF_DUTY)
}

/// Whether a head speaks of what an incident does to people.
pub(super) fn is_effect(head: &str) -> bool {
    has(head, EFFECTS) && !has(head, OF_WORK)
}

fn has(head: &str, words: &[&str]) -> bool {
    let key = heading_key(head);
    words.iter().any(|word| key.contains(word))
}

/// What most cells of a column count or measure; none where they are words. A column of one number is none.
pub(super) fn kind_of(head: &str, cells: &[String]) -> Option<Kind> {
    let said: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !asks_nothing(cell)).collect();
    if said.iter().all(|cell| flag(cell).is_some()) && said.iter().any(|cell| flag(cell) == Some(true)) {
        let is_trait =
            (has(head, AMOUNTS) || has(head, TRAITS)) && !has(head, OF_WORK) && !has(head, OF_DUTY);
        return is_trait.then_some(Kind::Boolean);
    }
    if !is_amount(head) || said.is_empty() {
        return None;
    }
    let is_share = has(head, &["percent", "share", "割合"]) || head.contains(['%', '％']);
    let of_share: &dyn Fn(&str) -> bool = &|cell| is_share || cell.contains(['%', '％', '割']);
    let of_length: &dyn Fn(&str) -> bool = &|cell| cell.chars().any(char::is_alphabetic);
    let is_counted = !is_share && !has(head, OF_TIME);
    let of_count: &dyn Fn(&str) -> bool = &|cell| is_counted && cell.chars().any(char::is_numeric);
    // A unit in the head stands behind each number.
    let said: Vec<String> = said.into_iter().map(|cell| with_unit(head, cell)).collect();
    let fits = |kind: &Kind, looks: &dyn Fn(&str) -> bool| {
        let reads = said.iter().filter(|cell| looks(cell) && test(kind, cell).is_some()).count();
        reads > 0 && reads * 3 >= said.len() * 2
    };
    for (kind, looks) in [(Kind::Percent, of_share), (Kind::Duration, of_length)] {
        if fits(&kind, looks) {
            return Some(kind);
        }
    }
    for (currency, signs) in CURRENCIES {
        let kind = Kind::Money { currency: (*currency).to_owned() };
        if fits(&kind, &|cell| signs.iter().any(|sign| cell.contains(sign))) {
            return Some(kind);
        }
    }
    fits(&Kind::Count, of_count).then_some(Kind::Count)
}

/// Whether a cell asks for nothing.
pub(super) fn asks_nothing(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    cell.is_empty() || ANYTHING.iter().any(|word| *word == cell)
}

/// A cell as a test. A bare number is none: it may be where a level begins, or where it ends.
pub(super) fn measure(head: &str, kind: &Kind, cell: &str) -> Option<Measure> {
    let test = match kind {
        Kind::Boolean => flag(cell).map(|is| if is { "yes" } else { "no" }.to_owned())?,
        _ => test(kind, &with_unit(head, cell))?,
    };
    Some(Measure { head: head.to_owned(), kind: kind.clone(), cell: cell.trim().to_owned(), test })
}

/// A head without the unit that it names in brackets, and the unit: `損失額（万円）`, `Duration (min)`.
#[must_use]
pub fn head_and_unit(head: &str) -> (&str, Option<&str>) {
    let inner = head.trim().strip_suffix([')', '）']);
    let found = inner.and_then(|inner| inner.rsplit_once(['(', '（']));
    match found {
        Some((name, unit)) if !name.trim().is_empty() && !unit.trim().is_empty() => {
            (name.trim(), Some(unit.trim()))
        }
        _ => (head.trim(), None),
    }
}

/// A cell with the unit of its head behind each bare number, where that unit is one.
fn with_unit(head: &str, cell: &str) -> String {
    let (_, unit) = head_and_unit(head);
    let has_unit = |cell: &str| cell.contains(['%', '％', '$', '€', '£', '¥', '円']);
    let Some(unit) = unit.filter(|unit| is_unit(unit) && !has_unit(cell)) else { return cell.to_owned() };
    let mut text = String::new();
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        text.push(letter);
        let goes_on =
            letters.peek().is_some_and(|next| next.is_numeric() || matches!(next, '.' | ',' | '，'));
        if letter.is_numeric() && !goes_on {
            // It has a unit of its own.
            if letters.peek().is_some_and(char::is_ascii_alphabetic) {
                return cell.to_owned();
            }
            text.push_str(unit);
        }
    }
    text
}

/// Whether a text is a unit of a length of time, of money or of a share.
fn is_unit(unit: &str) -> bool {
    let one = format!("over 1{unit}");
    let reads = |kind: &Kind| demand_text(kind, &one).is_ok();
    let money = CURRENCIES.iter().any(|(currency, signs)| {
        signs.iter().any(|sign| unit.contains(sign))
            && reads(&Kind::Money { currency: (*currency).to_owned() })
    });
    reads(&Kind::Duration) || money || ["%", "％"].contains(&unit)
}

fn test(kind: &Kind, cell: &str) -> Option<String> {
    let cell = cell.trim().trim_end_matches(['.', '。']);
    // `30+ minutes`.
    let sum =
        cell.split_once("+ ").filter(|(number, _)| number.ends_with(|letter: char| letter.is_numeric()));
    let at_least = sum.map(|(number, unit)| format!("at least {number} {unit}"));
    let cell = at_least.as_deref().unwrap_or(cell);
    let demand = match demand_text(kind, cell) {
        // `over 10% of users`: what is counted stands in the head, or here.
        Err(Why::TrailingText(rest)) if is_counted(&rest) => {
            demand_text(kind, cell.strip_suffix(rest.as_str())?.trim_end()).ok()?
        }
        // `10%以上50%未満`: two ends without a word between them.
        Err(_) => demand_text(kind, &between_ends(cell)?).ok()?,
        Ok(demand) => demand,
    };
    let Demand::Quantity(intervals) = &demand else { return None };
    let has_digit = cell.chars().any(char::is_numeric);
    let is_bare = |part: &Interval| {
        let number = part.low().number();
        part.low() == part.high() && number.is_some_and(|number| number != Decimal::ZERO)
    };
    let is_all = intervals.parts().contains(&Interval::ALL);
    if is_all || has_digit && intervals.parts().iter().any(is_bare) {
        return None;
    }
    Some(show_demand(kind, &demand))
}

/// A range with `and` between its ends, where the first is followed by the number of the second.
fn between_ends(cell: &str) -> Option<String> {
    ["以上", "超"].iter().find_map(|bound| {
        let (low, high) = cell.split_once(bound)?;
        let high = high.trim_start_matches(['、', '，', ',', ' ', '～', '〜', '~', 'か', 'つ']);
        let is_number = high.starts_with(|letter: char| letter.is_numeric() || "$¥€£".contains(letter));
        is_number.then(|| format!("{low}{bound} and {high}"))
    })
}

/// What is counted, and nothing else: `customers`, `of all users`.
fn is_counted(rest: &str) -> bool {
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    if words.first() == Some(&"of") {
        words.remove(0);
        words.retain(|word| !["all", "our", "the"].contains(word));
    }
    if words.last() == Some(&"affected") && words.len() == 2 {
        words.pop();
    }
    let [word] = words.as_slice() else { return false };
    word.chars().all(char::is_alphabetic) && !GO_ON.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_column_asks() {
        for (head, cells, wanted) in [
            (
                "Users affected",
                &["more than 50%", "more than 10%", "less than 10%"][..],
                "percent: over 50%; over 10%; under 10%",
            ),
            ("Users affected", &["All", ">10%", "<10% of users"], "percent: 100%; over 10%; under 10%"),
            ("Duration", &["over 1h", "over 1h", "any"], "duration: over 1h; over 1h; -"),
            (
                "影響顧客割合",
                &["50%以上", "10%以上50%未満", "1%未満"],
                "percent: at least 50%; at least 10% and under 50%; under 1%",
            ),
            (
                "停止時間",
                &["1時間以上", "30分以上", "10分未満"],
                "duration: at least 1h; at least 30m; under 10m",
            ),
            ("影響顧客数", &["1,000社以上", "100社以上", "-"], "count: at least 1000; at least 100; -"),
            (
                "Customers",
                &["> 100 customers", "10+ customers", "1 customer"],
                "count: over 100; at least 10; -",
            ),
            ("Revenue loss", &["> $10k", "> $1k", "none"], "money: over 10000 USD; over 1000 USD; 0 USD"),
            ("Downtime", &["30+ minutes", "< 30 minutes"], "duration: at least 30m; under 30m"),
            ("Duration (min)", &["> 60", "10 - 60", "< 10"], "duration: over 1h; 10m to 1h; under 10m"),
            (
                "損失額（万円）",
                &["100以上", "10以上100未満", "10未満"],
                "money: at least 1000000 JPY; at least 100000 JPY and under 1000000 JPY; under 100000 JPY",
            ),
            (
                "損害額",
                &["100万円以上", "10万円以上", "10万円未満"],
                "money: at least 1000000 JPY; at least 100000 JPY; under 100000 JPY",
            ),
            ("Users affected (EU)", &["> 60", "> 10", "< 10"], "count: over 60; over 10; under 10"),
            ("Users affected (%)", &["> 50", "> 10", "< 10"], "percent: over 50%; over 10%; under 10%"),
            // Yes and no.
            ("Data loss", &["Yes", "No", "No"], "boolean: yes; no; no"),
            ("データ損失", &["あり", "なし", "-"], "boolean: yes; no; -"),
            ("Workaround", &["No", "Yes", "Yes"], "boolean: no; yes; yes"),
            ("Security breach", &["✓", "–", "–"], "boolean: yes; -; -"),
            ("Postmortem required", &["Yes", "Yes", "No"], ""),
            ("Customer comms", &["Yes", "Yes", "No"], ""),
            ("Data loss", &["No", "No", "No"], ""),
            ("Data loss", &["Yes", "Possible", "No"], ""),
            // Words, numbers that may be either end, a length without a unit, what is about people at work.
            ("Users affected", &["All", "Some", "One"], ""),
            ("Users affected", &["50%", "10%", "1%"], ""),
            ("Duration", &["> 60", "> 30", "> 10"], ""),
            ("SLA credit", &["> 10%", "> 5%", "none"], ""),
            ("Escalate after", &["> 30m", "> 2h", "> 1d"], ""),
            ("Tier", &["> 3", "> 2", "> 1"], ""),
            ("Error rate", &["over 5% per region", "over 2% in EU", "x"], ""),
        ] {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            let found = kind_of(head, &cells).map(|kind| {
                let test =
                    |cell: &String| measure(head, &kind, cell).map_or("-".to_owned(), |found| found.test);
                format!("{}: {}", kind.name(), cells.iter().map(test).collect::<Vec<_>>().join("; "))
            });
            assert_eq!(found.unwrap_or_default(), wanted, "{head} {cells:?}");
        }
    }
}
