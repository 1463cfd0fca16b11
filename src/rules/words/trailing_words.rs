//! What to write instead of a value with a text behind it that could change it. What is proposed must say what was probably
//! meant: `10% (max)` is `at most 10%`, and of `2 dozen` no parentheses make anything but 2.

use crate::diagnostic::language::Language;
use crate::model::asked::may_misfit;
use crate::model::grammar::limits::{Factor, factor, lead_of, limits, recounts};
use crate::model::grammar::revision::{self, Claim};
use crate::model::grammar::second_amount::{introduced, untrailed};
use crate::model::grammar::{doubt, spelling, tail};
use crate::model::kind::Kind;
use crate::model::reading::read_text;
use crate::model::value::Reading;

use super::phrase::excerpt;

/// What to do about a text behind a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cure {
    /// Write this.
    Write(String),
    /// Write this, if what was stated lay between two amounts.
    Between(String),
    /// Write the words that may hold, as here.
    Either(String),
    /// Write how much it was in all: a rate is not read.
    InAll,
    /// Put it in parentheses.
    Parentheses,
    /// Write the value as the kind wants it.
    Example,
}

/// What to do about the text `rest` behind a value of a kind.
#[must_use]
pub fn cure(text: &str, kind: &str, rest: &str, language: Language) -> Cure {
    let is_quantity = matches!(kind, "count" | "number" | "percent" | "money" | "duration");
    let plain = spelling::plain(text).unwrap_or_default();
    let spaced = behind_noun(rest.trim());
    let bracketed = tail::bracketed(spaced);
    let remark = bracketed.map_or(spaced, |(remark, _)| remark);
    let remark = remark.trim_start_matches([',', ';', '、', '—', '–', '-', '.', ':', ' ']).trim();
    let head = plain.strip_suffix(spaced).map(str::trim).filter(|head| !head.is_empty());
    if !is_quantity {
        let is_set_off = bracketed.is_some() || spaced.starts_with([',', ';', '、', '—']);
        let word = remark.split([' ', ',', ';', '、', '。']).next().unwrap_or_default();
        let is_word = !word.is_empty() && !is_function_word(word);
        return match head {
            Some(head) if kind == "scale" && order_of(remark).is_some() => {
                Cure::Write(format!("{} {head}", order_of(remark).unwrap_or_default()))
            }
            _ if doubt::disowns(remark) || revision::of_word(remark, || Claim::Other) => Cure::Example,
            Some(head) if is_set_off && is_word && kind != "set" => Cure::Either(format!("{head} or {word}")),
            _ if bracketed.is_some() => Cure::Example,
            _ => Cure::Parentheses,
        };
    }
    let Some(head) = head else { return Cure::Example };
    let is_japanese = language == Language::Japanese || text.chars().any(|letter| letter >= '\u{3000}');
    if let Some(cure) = of_amount(head, kind, remark, is_japanese) {
        return cure;
    }
    if recounts(remark) && factor(remark).is_none() {
        return Cure::InAll;
    }
    let is_harmless = !doubt::disowns(remark)
        && !limits(remark)
        && !recounts(remark)
        && !doubt::takes_back(remark)
        && !doubt::changes(remark)
        && !may_misfit(kind, remark)
        && (!remark.bytes().any(|byte| byte.is_ascii_digit())
            || spelling::after_word(remark, "of").is_some());
    let is_words = remark.chars().next().is_some_and(char::is_alphabetic);
    if bracketed.is_none() && is_harmless && is_words && reads(kind, &format!("{head} ({remark})")) {
        Cure::Parentheses
    } else {
        Cure::Example
    }
}

/// What a remark behind a word of a scale makes of it: `(or worse)`, `+`, `or lower`.
fn order_of(remark: &str) -> Option<&'static str> {
    const MORE: [&str; 9] = [
        "or worse",
        "or higher",
        "or above",
        "or more",
        "or greater",
        "and above",
        "and worse",
        "and up",
        "and higher",
    ];
    const LESS: [&str; 6] = ["or better", "or lower", "or below", "or less", "and below", "and lower"];
    let remark = remark.trim_end_matches(['.', '。', ' ']);
    let is = |known: &[&str]| known.iter().any(|words| words.eq_ignore_ascii_case(remark));
    match remark {
        "+" | "以上" => Some("at least"),
        "以下" => Some("at most"),
        "超" => Some("over"),
        "未満" => Some("under"),
        _ if is(&MORE) => Some("at least"),
        _ if is(&LESS) => Some("at most"),
        _ => None,
    }
}

/// Whether a word begins a remark, and is no answer itself.
fn is_function_word(word: &str) -> bool {
    const WORDS: [&str; 20] = [
        "or", "and", "from", "in", "by", "at", "the", "to", "as", "for", "of", "with", "per", "see", "since",
        "until", "because", "due", "on", "if",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// What stands behind the words that say what was counted, if it is a remark in parentheses: of `customers (up to 20)`.
fn behind_noun(rest: &str) -> &str {
    let Some(at) = rest.find('(').filter(|_| rest.starts_with(char::is_alphabetic)) else { return rest };
    match rest.split_at_checked(at) {
        Some((noun, remark)) if !doubt::changes(noun) => remark,
        _ => rest,
    }
}

/// What to write for an amount, where what stands behind it tells.
fn of_amount(head: &str, kind: &str, remark: &str, is_japanese: bool) -> Option<Cure> {
    let reads = |text: &String| reads(kind, text);
    if let Some(lead) = lead_of(remark) {
        let japanese = is_japanese.then(|| in_japanese(lead, head));
        return japanese.into_iter().chain([format!("{lead} {head}")]).find(reads).map(Cure::Write);
    }
    if let Some(factor) = factor(remark) {
        return multiplied(head, factor, kind).filter(reads).map(Cure::Write);
    }
    if doubt::disowns(remark) {
        return None;
    }
    if is_one_sided(remark) {
        return None;
    }
    let (_, second) = introduced(remark)?;
    let second = untrailed(second);
    let (number, noun) = in_two(head);
    let (_, second_noun) = in_two(second);
    if kind == "count" && !second_noun.is_empty() && !second_noun.eq_ignore_ascii_case(noun) {
        return None;
    }
    let joint = if is_japanese { "〜" } else { " to " };
    let ranges = [
        format!("{head}{joint}{second}"),
        format!("{second}{joint}{head}"),
        format!("{number}{joint}{second}"),
        format!("{number}{joint}{second} {noun}"),
    ];
    ranges.into_iter().find(reads).map(Cure::Between)
}

/// Whether a remark says that it was more, or less, than an amount in it: then that is the end of no range, `10% (over 60%)`.
fn is_one_sided(remark: &str) -> bool {
    const WORDS: [&str; 12] = [
        "least",
        "min",
        "minimum",
        "over",
        "above",
        "more",
        "exceeding",
        "exceeded",
        "under",
        "below",
        "less",
        "fewer",
    ];
    let mut words = remark.split(|letter: char| !letter.is_ascii_alphabetic());
    words.any(|word| WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
        || ["最低", "少なくとも", "以上", "超", "未満"].iter().any(|word| remark.contains(word))
}

/// A number and what stands behind it.
fn in_two(text: &str) -> (&str, &str) {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',' | '%'));
    text.split_at_checked(end.unwrap_or(text.len()))
        .map_or((text, ""), |(number, noun)| (number, noun.trim()))
}

/// A limit as Japanese reports write it.
fn in_japanese(lead: &str, head: &str) -> String {
    match lead {
        "at most" => format!("最大{head}"),
        "at least" => format!("少なくとも{head}"),
        "over" => format!("{head}超"),
        "under" => format!("{head}未満"),
        _ => format!("約{head}"),
    }
}

/// Whether a text is read as a value of a kind; of money in any currency, of a number in its own unit.
fn reads(kind: &str, text: &str) -> bool {
    let is_read = |kind: &Kind| matches!(read_text(kind, text), Reading::Value(_));
    let money = |currency: &str| is_read(&Kind::Money { currency: currency.to_owned() });
    match kind {
        "percent" => is_read(&Kind::Percent),
        "count" => is_read(&Kind::Count),
        "duration" => is_read(&Kind::Duration),
        "money" => {
            let is_code =
                |word: &&str| word.len() == 3 && word.bytes().all(|letter| letter.is_ascii_uppercase());
            let codes = text.split(|letter: char| !letter.is_ascii_alphabetic()).filter(is_code);
            codes.chain(["USD", "EUR", "GBP", "JPY"]).any(money)
        }
        _ => {
            let unit = text
                .trim_end_matches(['超', '未', '満'])
                .rsplit(|letter: char| letter.is_ascii_digit())
                .next();
            let unit = unit.map(str::trim).filter(|unit| !unit.is_empty()).map(str::to_owned);
            is_read(&Kind::Number { unit, min: None, max: None })
        }
    }
}

/// `24` of `2` and a dozen, `10k EUR` of `10` and `kEUR`.
fn multiplied(head: &str, factor: Factor<'_>, kind: &str) -> Option<String> {
    let Factor { by, currency } = factor;
    let short = match by {
        1_000 => "k",
        1_000_000 => "M",
        1_000_000_000 => "B",
        _ => "",
    };
    let is_number = head.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !currency.is_empty() {
        return (kind == "money" && is_number && !short.is_empty())
            .then(|| format!("{head}{short} {currency}"));
    }
    let number: u64 = head.parse().ok()?;
    number.checked_mul(u64::from(by)).map(|product| product.to_string())
}

/// The cure in a sentence; `example` is how a value of the kind is written, `value` one of it.
#[must_use]
pub fn sentence(cure: &Cure, value: &str, example: &str, language: Language) -> String {
    match (cure, language) {
        (Cure::Write(text), Language::English) => format!("write `{}`", excerpt(text)),
        (Cure::Write(text), Language::Japanese) => format!("`{}` と書く", excerpt(text)),
        (Cure::Between(text), Language::English) => {
            format!("write the one that holds, or `{}` if it lay between the two", excerpt(text))
        }
        (Cure::Between(text), Language::Japanese) => {
            format!("正しいほうだけを書く。その間のどこかなら `{}` と書く", excerpt(text))
        }
        (Cure::Either(text), Language::English) => {
            format!("write the word that holds, or `{}` if either may", excerpt(text))
        }
        (Cure::Either(text), Language::Japanese) => {
            format!("当てはまる語だけを書く。どちらもありうるなら `{}` と書く", excerpt(text))
        }
        (Cure::InAll, Language::English) => {
            format!("write how much it was in all, as a rate is not read: {example}")
        }
        (Cure::InAll, Language::Japanese) => format!("割合ではなく全体の量を書く: {example}"),
        (Cure::Parentheses, Language::English) => {
            format!("put the explanation in parentheses: `{value} (from the logs)`")
        }
        (Cure::Parentheses, Language::Japanese) => format!("説明は括弧に入れる: `{value} (ログによる)`"),
        (Cure::Example, Language::English) => format!("write it as {example}"),
        (Cure::Example, Language::Japanese) => example.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::show::show_value;
    use crate::model::value::Why;

    #[test]
    fn what_is_proposed_reads_as_it_was_meant() {
        let euros = Kind::Money { currency: "EUR".to_owned() };
        let latency = Kind::Number { unit: Some("ms".to_owned()), min: None, max: None };
        for (kind, text, wanted) in [
            (&Kind::Percent, "10% (max)", "at most 10%"),
            (&Kind::Percent, "15%（最大）", "at most 15%"),
            (&Kind::Percent, "10%, then 60%", "10% to 60%"),
            (&Kind::Percent, "10% (up to 60%)", "10% to 60%"),
            (&Kind::Percent, "60% (10 % at first)", "10% to 60%"),
            (&Kind::Percent, "10% (and rising)", "at least 10%"),
            (&Kind::Percent, "10% (so far)", "at least 10%"),
            (&Kind::Count, "12 (at least)", "at least 12"),
            (&Kind::Count, "2 dozen", "24"),
            (&Kind::Count, "2 (dozen)", "24"),
            (&Kind::Count, "12 (in thousands)", "12000"),
            (&Kind::Count, "12 (up to 20)", "12 to 20"),
            (&Kind::Count, "12 (or so)", "10 to 14"),
            (&Kind::Duration, "2h (or 3h)", "2h to 3h"),
            (&Kind::Duration, "2h (90 minutes at first)", "1h 30m to 2h"),
            (&Kind::Count, "12 customers (up to 20)", "12 to 20"),
            (&Kind::Count, "12 customers (20 customers at peak)", "12 to 20"),
            (&Kind::Count, "12 customers (or 8)", "8 to 12"),
            (&Kind::Count, "12社（最大20社）", "12 to 20"),
            (&Kind::Count, "12（最大20）", "12 to 20"),
            (&Kind::Count, "12 (total 15)", "12 to 15"),
            (&Kind::Count, "12 (15 total)", "12 to 15"),
            (&Kind::Count, "12社（以上）", "at least 12"),
            (&euros, "€1k (up to €2k)", "1000 EUR to 2000 EUR"),
            (&latency, "850 ms (up to 2 s)", "850 ms to 2000 ms"),
            (&euros, "10kEUR", "10000 EUR"),
            (&euros, "10 (kEUR)", "10000 EUR"),
            (&euros, "1.5 M€", "1500000 EUR"),
            (&euros, "€1k (max)", "at most 1000 EUR"),
            (&latency, "850 (max)", "at most 850 ms"),
        ] {
            let Reading::Unreadable(Why::TrailingText(rest)) = read_text(kind, text) else {
                // `1.5 M€` is read as it is.
                continue;
            };
            let (Cure::Write(proposed) | Cure::Between(proposed)) =
                cure(text, kind.name(), &rest, Language::English)
            else {
                panic!("{text}: {:?}", cure(text, kind.name(), &rest, Language::English));
            };
            let Reading::Value(value) = read_text(kind, &proposed) else { panic!("{text}: {proposed}") };
            assert_eq!(show_value(kind, &value), wanted, "{text}: {proposed}");
        }
    }

    #[test]
    fn in_japanese() {
        for (text, wanted) in [
            ("15%（最大）", "`最大15%` と書く"),
            ("15%（以上）", "`少なくとも15%` と書く"),
            ("10%（または60%）", "正しいほうだけを書く。その間のどこかなら `10%〜60%` と書く"),
            ("10% (TBC)", "`32%` のように書く"),
        ] {
            let Reading::Unreadable(Why::TrailingText(rest)) = read_text(&Kind::Percent, text) else {
                panic!("{text}");
            };
            let cure = cure(text, "percent", &rest, Language::Japanese);
            assert_eq!(sentence(&cure, "32%", "`32%` のように書く", Language::Japanese), wanted, "{text}");
        }
    }

    #[test]
    fn parentheses_only_where_they_help() {
        for (kind, text, wanted) in [
            (&Kind::Count, "12 per region", Cure::InAll),
            (&Kind::Count, "12 (per region)", Cure::InAll),
            (&Kind::Count, "14, later more", Cure::Example),
            (&Kind::Count, "14 (TBC)", Cure::Example),
            (&Kind::Count, "14 fewer", Cure::Example),
            (&Kind::Count, "5 of 20 customers", Cure::Parentheses),
            (&Kind::Count, "40 in Europe, 300 elsewhere", Cure::Example),
            (&Kind::Count, "12, over 1,200 users", Cure::Example),
            (&Kind::Percent, "over 10% (max)", Cure::Example),
            (&Kind::Percent, "10% (over 60%)", Cure::Example),
            (&Kind::Count, "12社（20社以上）", Cure::Example),
            (&Kind::Count, "12 (20 or more)", Cure::Example),
            (&Kind::Count, "10-20 (max)", Cure::Example),
            (&Kind::Count, "1,200 (dozen)", Cure::Example),
            (&Kind::Percent, "10% (k)", Cure::Example),
            (&Kind::Count, "14: mostly in Europe", Cure::Parentheses),
            (&Kind::Percent, "15% points", Cure::Example),
            (&Kind::Boolean, "yes (no)", Cure::Either("yes or no".to_owned())),
            (&Kind::Boolean, "yes maybe", Cure::Parentheses),
        ] {
            let Reading::Unreadable(Why::TrailingText(rest)) = read_text(kind, text) else {
                panic!("{text}: {:?}", read_text(kind, text));
            };
            assert_eq!(cure(text, kind.name(), &rest, Language::English), wanted, "{text}");
        }
    }
}
