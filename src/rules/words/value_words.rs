//! Sentences about a text that was not read as a value of its kind.

use jiff::civil::Weekday;

use crate::diagnostic::language::Language;
use crate::model::value::Why;

use super::phrase::excerpt;
use super::trailing_words;

/// Why a text was not read, and what to write instead; `kind` is the kind's name.
#[must_use]
pub fn sentences(text: &str, kind: &str, why: &Why, language: Language) -> (String, String) {
    match language {
        Language::English if is_fraction(text, why) => {
            let help = match kind {
                "duration" => "write it with a decimal point: `1.5h`".to_owned(),
                "count" => format!("write it as {}", example(kind)),
                _ => "write it with a decimal point: `1.5`".to_owned(),
            };
            (format!("`{}` has a fraction, which is not read", excerpt(text)), help)
        }
        Language::Japanese if is_fraction(text, why) => {
            let help = match kind {
                "duration" => "端数は小数点で書く: `1.5h`、`1.5 時間`".to_owned(),
                "count" => japanese_example(kind),
                _ => "端数は小数点で書く: `1.5`".to_owned(),
            };
            (format!("`{}` の分数は読み取れない", excerpt(text)), help)
        }
        Language::English => (english_what(text, kind, why), english_help(text, kind, why)),
        Language::Japanese => (japanese_what(text, kind, why), japanese_help(text, kind, why)),
    }
}

fn english_what(text: &str, kind: &str, why: &Why) -> String {
    let text = excerpt(text);
    match why {
        Why::NotOfKind => format!("`{text}` is not {}", a(kind)),
        Why::NotAScalar => format!("expected {}, found a list or keys", a(kind)),
        Why::Alias => format!("`{text}` is a YAML alias, and aliases are not followed"),
        Why::Tagged => format!("`{text}` has a YAML tag before it"),
        Why::UnitMissing => format!("`{text}` has no unit"),
        Why::UnitUnknown(unit) => format!("`{unit}` is not a unit of {}", a(kind)),
        Why::ClockAmbiguous => format!("`{text}` could be hours and minutes, or minutes and seconds"),
        Why::NumberAmbiguous(number) => format!("`{}` could be two numbers", excerpt(number)),
        Why::ScaleAmbiguous(low) => {
            format!("`{}` could be meant as much larger, as the other end of `{text}` is", excerpt(low))
        }
        Why::Approximate => format!("`{text}` is only about right, and a test has to be exact"),
        Why::ZoneUnknown(zone) => format!("`{}` is not a known time zone", excerpt(zone)),
        Why::NotWhole => format!("`{text}` is not a whole number"),
        Why::OutOfRange { low, high } => match (low, high) {
            (Some(low), Some(high)) => format!("`{text}` is not between {low} and {high}"),
            (Some(low), None) => format!("`{text}` is less than {low}"),
            (None, Some(high)) => format!("`{text}` is more than {high}"),
            (None, None) => format!("`{text}` is out of range"),
        },
        Why::RangeEmpty => format!("nothing lies in `{text}`"),
        Why::WordUnknown { word, .. } if kind == "boolean" => {
            format!("`{}` is neither yes nor no", excerpt(word))
        }
        Why::WordUnknown { word, .. } => format!("`{}` is not one of the words of this fact", excerpt(word)),
        Why::CurrencyOther(code) => format!("`{text}` is in {code}; amounts are never converted"),
        Why::CurrencyAmbiguous(sign) => format!("`{sign}` is a sign of several currencies"),
        Why::ZoneAmbiguous(zone) => format!("`{zone}` is the name of several time zones"),
        Why::DateImpossible => format!("`{text}` does not exist"),
        Why::DayMissing => format!("`{text}` has no day"),
        Why::WeekdayOther(day) => {
            format!("the weekday in `{text}` does not fit: the day is a {}", name_of(*day).0)
        }
        Why::DateAmbiguous => format!("`{text}` could be two dates"),
        Why::TrailingText(rest) => {
            format!("after the value stands `{}`, which could change it", excerpt(rest))
        }
        Why::OfPart(part) => {
            format!("`{text}` is said of a part, `{}`, and nowhere of all of it", excerpt(part))
        }
        Why::NotAName(item) => format!("`{}` is not plainly one name", excerpt(item)),
        Why::TooLong => "this is too long for a value".to_owned(),
    }
}

fn english_help(text: &str, kind: &str, why: &Why) -> String {
    match why {
        Why::Alias | Why::Tagged => {
            "write the value out, in quotes if it begins with `*`, `&` or `!`".to_owned()
        }
        Why::WordUnknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
        Why::WordUnknown { nearest: None, .. } if kind == "boolean" => "write `yes` or `no`".to_owned(),
        Why::WordUnknown { nearest: None, .. } => {
            "write one of the words that the table lists for it".to_owned()
        }
        Why::ClockAmbiguous => "write `1h 30m` or `1m 30s`".to_owned(),
        Why::UnitMissing if kind == "duration" => "add the unit: `90m`, `1h 30m`".to_owned(),
        Why::CurrencyOther(_) | Why::CurrencyAmbiguous(_) => {
            "write the amount in the currency that the table names for it, with its code".to_owned()
        }
        Why::NumberAmbiguous(number) if kind == "count" => {
            format!("write it without a point: {}", whole_numbers(number, " or "))
        }
        Why::NumberAmbiguous(_) => {
            "write it without separators, and a decimal point: `1200`, `1.5`".to_owned()
        }
        Why::ScaleAmbiguous(_) => "write both ends in full: `10k-20k`, or `10-20,000`".to_owned(),
        Why::Approximate => "write a range, or `at least …`".to_owned(),
        Why::OutOfRange { low, high } => match (low, high) {
            (Some(low), Some(high)) => format!("write a value from `{low}` to `{high}`"),
            (Some(low), None) => format!("write a value from `{low}` on"),
            (None, Some(high)) => format!("write a value up to `{high}`"),
            (None, None) => format!("write it as {}", example(kind)),
        },
        Why::ZoneAmbiguous(_) | Why::ZoneUnknown(_) => "write the offset: `+09:00`".to_owned(),
        Why::DateAmbiguous => "write the year first: `2026-03-04`".to_owned(),
        Why::OfPart(_) => "state what it comes to in all: `… (total)`".to_owned(),
        Why::NotAName(_) => {
            "list names of a few words each, with remarks in parentheses: `[api (read only), db]`".to_owned()
        }
        Why::TrailingText(_) if matches!(kind, "time" | "date") => format!("write it as {}", example(kind)),
        Why::TrailingText(rest) if goes_on(rest) => match kind {
            "duration" => "write the unit with each number: `1h 30m`".to_owned(),
            _ => "write the number in one, with a decimal point: `1200`, `12.5`".to_owned(),
        },
        Why::TrailingText(rest) => {
            let cure = trailing_words::cure(text, kind, rest, Language::English);
            trailing_words::sentence(&cure, plain_value(kind, "value"), example(kind), Language::English)
        }
        _ => format!("write it as {}", example(kind)),
    }
}

/// The whole numbers that a number with a point may be: `1000` or `1` of `1.000`.
fn whole_numbers(number: &str, or: &str) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all = format!("`{}{}`", excerpt(whole), excerpt(fraction));
    if fraction.bytes().all(|digit| digit == b'0') { format!("{all}{or}`{}`", excerpt(whole)) } else { all }
}

/// A value of a kind, without anything behind it.
fn plain_value(kind: &str, other: &'static str) -> &'static str {
    match kind {
        "count" => "14",
        "number" => "850",
        "percent" => "32%",
        "money" => "47,000 USD",
        "boolean" => "yes",
        "duration" => "2h",
        _ => other,
    }
}

/// Whether a number goes on in what was taken for a text behind it: `1 000`, `12,5 %`, `1h30`.
fn goes_on(rest: &str) -> bool {
    rest.trim_start()
        .trim_start_matches([',', '.', '\'', '’'])
        .starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a number is written with a fraction: `2½ hours`, `1 1/2 hours`.
fn has_fraction(text: &str) -> bool {
    let is_slash = |at: usize| {
        let (before, behind) = (text.get(..at), text.get(at + 1..));
        let digit = |letter: char| letter.is_ascii_digit();
        before.is_some_and(|before| before.ends_with(digit))
            && behind.is_some_and(|behind| behind.starts_with(digit))
    };
    let mut slashes = text.match_indices('/').map(|(at, _)| at);
    let only = slashes.next().filter(|_| slashes.next().is_none());
    text.contains(['½', '¼', '¾', '⅓', '⅔']) || only.is_some_and(is_slash)
}

/// Whether a value was not read for its fraction.
fn is_fraction(text: &str, why: &Why) -> bool {
    let may_be = match why {
        Why::UnitMissing => true,
        Why::TrailingText(rest) => rest.trim_start().starts_with(['/', '½', '¼', '¾', '⅓', '⅔']),
        _ => false,
    };
    may_be && has_fraction(text)
}

/// The name of a weekday in both languages.
fn name_of(day: Weekday) -> (&'static str, &'static str) {
    match day {
        Weekday::Monday => ("Monday", "月曜日"),
        Weekday::Tuesday => ("Tuesday", "火曜日"),
        Weekday::Wednesday => ("Wednesday", "水曜日"),
        Weekday::Thursday => ("Thursday", "木曜日"),
        Weekday::Friday => ("Friday", "金曜日"),
        Weekday::Saturday => ("Saturday", "土曜日"),
        Weekday::Sunday => ("Sunday", "日曜日"),
    }
}

/// How a postmortem says that something is not known.
#[must_use]
pub fn unknown(language: Language) -> &'static str {
    match language {
        Language::English => "unknown",
        Language::Japanese => "不明",
    }
}

/// A kind in a sentence: `a duration`.
#[must_use]
pub fn a(kind: &str) -> &'static str {
    match kind {
        "boolean" => "yes or no",
        "count" => "a count",
        "number" => "a number",
        "percent" => "a percentage",
        "duration" => "a duration",
        "money" => "an amount of money",
        "set" => "a set of words",
        "time" => "a time",
        "date" => "a date",
        _ => "one of the words of this fact",
    }
}

fn example(kind: &str) -> &'static str {
    match kind {
        "boolean" => "`yes` or `no`",
        "count" => "`14`, `10-20`, `over 1,000` or `unknown`",
        "number" => "`850`, `under 500` or `unknown`",
        "percent" => "`32%`, `10-20%`, `under 1%` or `unknown`",
        "duration" => "`90m`, `1h 30m`, `over 2h` or `unknown`",
        "money" => "`47,000 USD`, `over 10k USD` or `unknown`",
        "set" => "`[api, db]` or `[]`",
        "time" => "`2026-04-01T10:20:00+09:00`",
        "date" => "`2026-04-01`",
        _ => "one of its words, or `unknown`",
    }
}

fn japanese_what(text: &str, kind: &str, why: &Why) -> String {
    let text = excerpt(text);
    match why {
        Why::NotOfKind => format!("`{text}` は{}ではない", in_japanese(kind)),
        Why::NotAScalar => format!("{}ではなく、リストまたはキーがある", in_japanese(kind)),
        Why::Alias => format!("`{text}` は YAML のエイリアスだが、エイリアスはたどらない"),
        Why::Tagged => format!("`{text}` の前に YAML のタグがある"),
        Why::UnitMissing => format!("`{text}` に単位がない"),
        Why::UnitUnknown(unit) => format!("`{unit}` は{}の単位ではない", in_japanese(kind)),
        Why::ClockAmbiguous => format!("`{text}` は時間と分とも、分と秒とも読める"),
        Why::NumberAmbiguous(number) => format!("`{}` は 2 通りの数に読める", excerpt(number)),
        Why::ScaleAmbiguous(low) => {
            format!("`{}` にも `{text}` の上限と同じ桁の語がかかるかどうか分からない", excerpt(low))
        }
        Why::Approximate => format!("`{text}` はおおよその値だが、条件には正確な値が必要"),
        Why::ZoneUnknown(zone) => format!("`{}` は未知のタイムゾーン", excerpt(zone)),
        Why::NotWhole => format!("`{text}` は整数ではない"),
        Why::OutOfRange { low, high } => match (low, high) {
            (Some(low), Some(high)) => format!("`{text}` は `{low}` から `{high}` の間にない"),
            (Some(low), None) => format!("`{text}` は `{low}` より小さい"),
            (None, Some(high)) => format!("`{text}` は `{high}` より大きい"),
            (None, None) => format!("`{text}` は範囲の外"),
        },
        Why::RangeEmpty => format!("`{text}` に当てはまる値がない"),
        Why::WordUnknown { word, .. } if kind == "boolean" => {
            format!("`{}` は「はい」でも「いいえ」でもない", excerpt(word))
        }
        Why::WordUnknown { word, .. } => format!("`{}` はこの事実の語ではない", excerpt(word)),
        Why::CurrencyOther(code) => format!("`{text}` の通貨は `{code}` だが、金額は換算しない"),
        Why::CurrencyAmbiguous(sign) => format!("`{sign}` は複数の通貨の記号"),
        Why::ZoneAmbiguous(zone) => format!("`{zone}` は複数のタイムゾーンの名前"),
        Why::DateImpossible => format!("`{text}` は存在しない"),
        Why::DayMissing => format!("`{text}` に日付がない"),
        Why::WeekdayOther(day) => format!("`{text}` の曜日が合わない。その日は{}", name_of(*day).1),
        Why::DateAmbiguous => format!("`{text}` は 2 通りの日付に読める"),
        Why::TrailingText(rest) => format!("値の後の `{}` が値を変えるかもしれない", excerpt(rest)),
        Why::OfPart(part) => format!("`{text}` は `{}` だけの値で、全体の値がない", excerpt(part)),
        Why::NotAName(item) => format!("`{}` は 1 つの名前とは読めない", excerpt(item)),
        Why::TooLong => "値として長すぎる".to_owned(),
    }
}

fn japanese_help(text: &str, kind: &str, why: &Why) -> String {
    match why {
        Why::Alias | Why::Tagged => {
            "値をそのまま書く。`*`、`&` または `!` で始まるなら引用符で囲む".to_owned()
        }
        Why::WordUnknown { nearest: Some(nearest), .. } => format!("`{nearest}` の誤りか"),
        Why::WordUnknown { nearest: None, .. } if kind == "boolean" => japanese_example(kind),
        Why::WordUnknown { nearest: None, .. } => "SEV 表にあるこの事実の語を書く".to_owned(),
        Why::ClockAmbiguous => "`1h 30m` または `1m 30s` と書く".to_owned(),
        Why::UnitMissing if kind == "duration" => "単位を付ける: `90m`、`1h 30m`、`90 分`".to_owned(),
        Why::CurrencyOther(_) | Why::CurrencyAmbiguous(_) => {
            "金額を SEV 表がこの事実に定める通貨で、コードを付けて書く".to_owned()
        }
        Why::NumberAmbiguous(number) if kind == "count" => {
            format!("小数点も桁区切りも使わずに書く: {}", whole_numbers(number, " または "))
        }
        Why::NumberAmbiguous(_) => "桁区切りなしで、小数点を使って書く: `1200`、`1.5`".to_owned(),
        Why::ScaleAmbiguous(_) => "両端をそれぞれ書く: `10k-20k`、または `10-20,000`".to_owned(),
        Why::Approximate => "範囲または `at least …` と書く".to_owned(),
        Why::OutOfRange { low, high } => match (low, high) {
            (Some(low), Some(high)) => format!("`{low}` から `{high}` までの値を書く"),
            (Some(low), None) => format!("`{low}` 以上の値を書く"),
            (None, Some(high)) => format!("`{high}` 以下の値を書く"),
            (None, None) => japanese_example(kind),
        },
        Why::ZoneAmbiguous(_) | Why::ZoneUnknown(_) => "オフセットを書く: `+09:00`".to_owned(),
        Why::DateAmbiguous => "年から書く: `2026-03-04`".to_owned(),
        Why::OfPart(_) => "全体の値を `…（合計）` として書く".to_owned(),
        Why::NotAName(_) => "短い名前を 1 つずつ並べ、補足は括弧に入れる: `[api (read only), db]`".to_owned(),
        Why::TrailingText(_) if matches!(kind, "time" | "date") => japanese_example(kind),
        Why::TrailingText(rest) if goes_on(rest) => match kind {
            "duration" => "数ごとに単位を付ける: `1h 30m`、`1 時間 30 分`".to_owned(),
            _ => "数は区切らず、小数点を使って書く: `1200`、`12.5`".to_owned(),
        },
        Why::TrailingText(rest) => {
            let cure = trailing_words::cure(text, kind, rest, Language::Japanese);
            let example = japanese_example(kind);
            trailing_words::sentence(&cure, plain_value(kind, "値"), &example, Language::Japanese)
        }
        _ => japanese_example(kind),
    }
}

/// A kind in a Japanese sentence.
#[must_use]
pub fn in_japanese(kind: &str) -> &'static str {
    match kind {
        "boolean" => "「はい」か「いいえ」",
        "count" => "件数",
        "number" => "数値",
        "percent" => "百分率",
        "duration" => "時間の長さ",
        "money" => "金額",
        "set" => "語の集まり",
        "time" => "日時",
        "date" => "日付",
        _ => "この事実の語",
    }
}

fn japanese_example(kind: &str) -> String {
    let examples = match kind {
        "boolean" => "`yes` または `no`",
        "count" => "`14`、`10-20`、`1,000 以上` または `不明`",
        "number" => "`850`、`500 未満` または `不明`",
        "percent" => "`32%`、`10-20%`、`1% 未満` または `不明`",
        "duration" => "`90m`、`1h 30m`、`2 時間以上` または `不明`",
        "money" => "`47,000 USD`、`over 10k USD` または `不明`",
        "set" => "`[api, db]` または `[]`",
        "time" => "`2026-04-01T10:20:00+09:00`",
        "date" => "`2026-04-01`",
        _ => "この事実の語または `不明`",
    };
    format!("{examples} のように書く")
}
