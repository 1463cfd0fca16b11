//! Sentences about what is wrong with a SEV table.

use crate::diagnostic::language::Language;
use crate::model::value::Why;
use crate::source::syntax::Hint;
use crate::table::fault::FaultKind;

use super::phrase::{counted, excerpt, quoted_or};
use super::{japanese, shape_words, syntax_words, value_words};

/// What is wrong, and what to do.
#[must_use]
pub fn sentences(kind: &FaultKind, language: Language) -> (String, String) {
    match language {
        Language::English => english(kind),
        Language::Japanese => in_japanese(kind),
    }
}

fn english(kind: &FaultKind) -> (String, String) {
    match kind {
        FaultKind::Syntax(kind) => syntax_words::sentences(kind, Language::English),
        FaultKind::Shape(kind) => shape_words::sentences(kind, Language::English),
        FaultKind::NoFrontMatter => (
            "there is no front matter in this file, so there is no table".into(),
            "begin the file with `---`, `sev_table: 1`, the table, and `---` again".into(),
        ),
        FaultKind::Version(found) => (
            format!("`{}` is not a version of the table format", excerpt(found)),
            "write `sev_table: 1`; a newer version of the format needs a newer sevlint".into(),
        ),
        FaultKind::NoLevels => (
            "the table has no levels".into(),
            "list the levels, most severe first: `levels: [{ id: SEV-1, criteria: … }, { id: SEV-2, otherwise: true }]`"
                .into(),
        ),
        FaultKind::CommentSwallowed(text) => (
            format!("`{}` is a comment in YAML, so there is no value", excerpt(text)),
            format!("put it in quotes: `\"{}\"`", excerpt(text)),
        ),
        FaultKind::CommaSplit(meant) => (
            "a comma between braces begins another key in YAML".into(),
            format!("write the number without a comma, or put it in quotes: `\"{}\"`", excerpt(meant)),
        ),
        FaultKind::WordsSplit(meant) => (
            "a comma between braces begins another key in YAML".into(),
            format!("put the words in a list: `{}`", excerpt(meant)),
        ),
        FaultKind::TagSplit(meant) => (
            format!("`{}` begins a tag in YAML, so this test is lost", excerpt(meant).split(' ').next().unwrap_or("!")),
            format!("write it in words (`{}`) or in quotes (`\"{}\"`)", in_words(meant), excerpt(meant)),
        ),
        FaultKind::FoldedAway(_) => syntax_words::cure(Hint::FoldedComparison, Language::English),
        FaultKind::NotATable => (
            "this file is not a SEV table: it has no `sev_table: 1`".into(),
            "add `sev_table: 1` with `facts` and `levels`; or name the table with `table = \"…\"` in sevlint.toml".into(),
        ),
        FaultKind::KindNeeds { kind, key } => {
            let example = if *key == "currency" { "currency: USD" } else { "values: [none, some, all]" };
            (format!("a fact of kind {kind} needs `{key}`"), format!("add `{example}`"))
        }
        FaultKind::BuiltInKind(name) => (
            format!("`{name}` is built in, and always a duration"),
            format!("write `kind: duration`, or give the fact another name than `{name}`"),
        ),
        FaultKind::FieldName(name) => (
            format!("`{}` is the name of a field, so it cannot be that of a fact", excerpt(name)),
            "give the fact another name".into(),
        ),
        FaultKind::RangeReversed { min, max } => (
            format!("`max: {}` is less than `min: {}`", excerpt(max), excerpt(min)),
            "write the smaller number behind `min`, and the greater one behind `max`".into(),
        ),
        FaultKind::FactTwice(name) => (
            format!("`{}` already means another fact, or a field", excerpt(name)),
            "capitals, blanks, `-` and `_` make no difference: give each fact a name, and keys under `from`, of its own".into(),
        ),
        FaultKind::TestWithoutWhen(fact) => (
            format!("the test of `{}` stands beside the keys of the criterion", excerpt(fact)),
            format!("put it behind `when`: `when: {{ {}: … }}`", excerpt(fact)),
        ),
        FaultKind::WordTwice(word) => (
            format!("`{}` stands for two words of this fact", excerpt(word)),
            "give each word, and each synonym, once".into(),
        ),
        FaultKind::NotANumber(text) => {
            (format!("`{}` is not a number", excerpt(text)), "write it in digits, as `0` or `99.5`".into())
        }
        FaultKind::NotACurrency(text) => (
            format!("`{}` is not a currency", excerpt(text)),
            "write its three-letter code, as `USD`, `EUR` or `JPY`".into(),
        ),
        FaultKind::AssumeUnreadable { text, kind, why: Some(why) }
        | FaultKind::ExampleUnreadable { text, kind, why: Some(why), .. } => {
            value_words::sentences(text, kind, why, Language::English)
        }
        FaultKind::AssumeUnreadable { text, why: None, .. } => (
            format!("`{}` does not settle the fact, so it cannot be assumed", excerpt(text)),
            "assume one value, or leave `assume` out".into(),
        ),
        FaultKind::LevelTwice(id) => (format!("two levels are called `{}`", excerpt(id)), "give each level an id of its own".into()),
        FaultKind::NameTwice(name) => (
            format!("`{}` already means something else", excerpt(name)),
            "a spelling names one level, or one value that is not graded".into(),
        ),
        FaultKind::OtherwiseTwice => (
            "a second level takes what no criterion covers".into(),
            "keep `otherwise: true` at one level".into(),
        ),
        FaultKind::CriterionTwice(id) => (
            format!("two criteria of this level are called `{}`", excerpt(id)),
            "give each criterion an id of its own".into(),
        ),
        FaultKind::CriterionEmpty => (
            "this criterion tests nothing".into(),
            "add `when: { fact: test }`; for the level that takes the rest write `otherwise: true`".into(),
        ),
        FaultKind::FactUnknown { name, nearest: Some(nearest), .. } => {
            (format!("no fact is called `{}`", excerpt(name)), format!("did you mean `{nearest}`?"))
        }
        FaultKind::FieldMisspelt { name, meant } => {
            (format!("no field and no fact is called `{}`", excerpt(name)), format!("did you mean `{meant}`?"))
        }
        FaultKind::FactUnknown { name, nearest: None, known } => {
            let known = known.get(..known.len().min(8)).unwrap_or(known);
            let help = format!("declare it under `facts`, or use {}", quoted_or(known));
            (format!("no fact is called `{}`", excerpt(name)), help)
        }
        FaultKind::TestUnreadable { fact, kind: "choice", text, words, .. } if has_order(text) => (
            format!("`{}` asks for an order, and the words of a choice have none", excerpt(text)),
            format!("list the words that are meant ({}), or make `{fact}` a scale", quoted_or(words)),
        ),
        FaultKind::TestUnreadable { fact, kind, text, why, words } => {
            let (what, help) = value_words::sentences(text, kind, why, Language::English);
            let help = match why {
                Why::WordUnknown { nearest: None, .. } if !words.is_empty() => format!("write {}", quoted_or(words)),
                Why::RangeEmpty if has_two_ends(text) => {
                    format!("the smaller end comes first, and a value lies between the two; {}", test_help(kind, "write it as".into()))
                }
                Why::RangeEmpty => format!("no value can meet it; {}", test_help(kind, "write it as".into())),
                _ => test_help(kind, help),
            };
            (format!("the test of `{fact}` cannot be read: {what}"), help)
        }
        FaultKind::CountImpossible { count, items } => (
            format!("`at_least` asks for {count} of {}", counted(*items, "item")),
            format!("`count` is a number from 1 to {items}"),
        ),
        FaultKind::DeadlineUnreadable(text) => (
            format!("`{}` is not a length of time", excerpt(text)),
            "write it as `15m`, `4h`, `3 days` or `5 business days`".into(),
        ),
        FaultKind::DateUnreadable(text) => {
            (format!("`{}` is not a date", excerpt(text)), "write it as `2026-01-31`".into())
        }
        FaultKind::ExampleEmpty => (
            "this example says neither what happened nor which incident it is".into(),
            "add `facts: { … }`, or `incident: postmortems/FILE.md`".into(),
        ),
        FaultKind::ExampleUnreadable { fact, .. } => (
            format!("an example cannot state `{fact}` as unknown"),
            "leave the fact out, or give it a value".into(),
        ),
        // Said by `table-too-complex`.
        FaultKind::TooComplex(_) | FaultKind::TooHard => (String::new(), String::new()),
    }
}

fn in_japanese(kind: &FaultKind) -> (String, String) {
    match kind {
        FaultKind::Syntax(kind) => syntax_words::sentences(kind, Language::Japanese),
        FaultKind::Shape(kind) => shape_words::sentences(kind, Language::Japanese),
        FaultKind::FieldMisspelt { name, meant } => {
            (format!("`{}` というフィールドも事実もない", excerpt(name)), format!("`{meant}` の誤りか"))
        }
        FaultKind::NoFrontMatter => (
            "このファイルにはフロントマターがなく、SEV 表もない".into(),
            "ファイルの先頭に `---`、`sev_table: 1`、SEV 表、`---` を順に書く".into(),
        ),
        FaultKind::Version(found) => (
            format!("`{}` は SEV 表の形式のバージョンではない", excerpt(found)),
            "`sev_table: 1` と書く。新しい形式には新しい sevlint が必要".into(),
        ),
        FaultKind::NoLevels => (
            "SEV 表にレベルがない".into(),
            "レベルを重い順に並べる: `levels: [{ id: SEV-1, criteria: … }, { id: SEV-2, otherwise: true }]`".into(),
        ),
        FaultKind::CommentSwallowed(text) => (
            format!("`{}` は YAML ではコメントになり、値がない", excerpt(text)),
            format!("引用符で囲む: `\"{}\"`", excerpt(text)),
        ),
        FaultKind::CommaSplit(meant) => (
            "YAML では波括弧の中のコンマから別のキーが始まる".into(),
            format!("数をコンマなしで書くか、引用符で囲む: `\"{}\"`", excerpt(meant)),
        ),
        FaultKind::WordsSplit(meant) => (
            "YAML では波括弧の中のコンマから別のキーが始まる".into(),
            format!("語をリストにする: `{}`", excerpt(meant)),
        ),
        FaultKind::TagSplit(meant) => (
            format!(
                "YAML では `{}` からタグが始まり、この条件は失われる",
                excerpt(meant).split(' ').next().unwrap_or("!")
            ),
            format!("語で書く (`{}`) か、引用符で囲む (`\"{}\"`)", in_words(meant), excerpt(meant)),
        ),
        FaultKind::FoldedAway(_) => syntax_words::cure(Hint::FoldedComparison, Language::Japanese),
        FaultKind::NotATable => (
            "このファイルは SEV 表ではない: `sev_table: 1` がない".into(),
            "`sev_table: 1` と `facts`、`levels` を書き足すか、`sevlint.toml` の `table = \"…\"` で SEV 表を指定する".into(),
        ),
        FaultKind::KindNeeds { kind, key } => {
            let example = if *key == "currency" { "currency: USD" } else { "values: [none, some, all]" };
            (format!("種類が `{kind}` の事実には `{key}` が必要"), format!("`{example}` を書き足す"))
        }
        FaultKind::BuiltInKind(name) => (
            format!("`{name}` は組み込みの事実で、常に時間の長さ"),
            format!("`kind: duration` と書くか、`{name}` とは別の名前を付ける"),
        ),
        FaultKind::FieldName(name) => (
            format!("`{}` はフィールドの名前なので、事実の名前にはできない", excerpt(name)),
            "事実に別の名前を付ける".into(),
        ),
        FaultKind::RangeReversed { min, max } => (
            format!("`max: {}` が `min: {}` より小さい", excerpt(max), excerpt(min)),
            "小さいほうの数を `min`、大きいほうの数を `max` に書く".into(),
        ),
        FaultKind::FactTwice(name) => (
            format!("`{}` はすでに別の事実かフィールドを指す", excerpt(name)),
            "大文字と小文字、空白、`-`、`_` は区別しない。事実の名前と `from` のキーを、それぞれ固有のものにする".into(),
        ),
        FaultKind::TestWithoutWhen(fact) => (
            format!("`{}` の条件が基準のキーと並んでいる", excerpt(fact)),
            format!("`when` の中に書く: `when: {{ {}: … }}`", excerpt(fact)),
        ),
        FaultKind::WordTwice(word) => (
            format!("`{}` がこの事実の 2 つの語を表している", excerpt(word)),
            "語と同義語をそれぞれ 1 回だけ書く".into(),
        ),
        FaultKind::NotANumber(text) => {
            (format!("`{}` は数ではない", excerpt(text)), "`0` や `99.5` のように数字で書く".into())
        }
        FaultKind::NotACurrency(text) => (
            format!("`{}` は通貨ではない", excerpt(text)),
            "`USD`、`EUR`、`JPY` のような 3 文字のコードを書く".into(),
        ),
        FaultKind::AssumeUnreadable { text, kind, why: Some(why) }
        | FaultKind::ExampleUnreadable { text, kind, why: Some(why), .. } => {
            value_words::sentences(text, kind, why, Language::Japanese)
        }
        FaultKind::AssumeUnreadable { text, why: None, .. } => (
            format!("`{}` では事実が定まらないため、仮定できない", excerpt(text)),
            "1 つの値を仮定するか、`assume` を書かない".into(),
        ),
        FaultKind::LevelTwice(id) => {
            (format!("2 つのレベルの名前が `{}`", excerpt(id)), "レベルごとに固有の ID を付ける".into())
        }
        FaultKind::NameTwice(name) => (
            format!("`{}` はすでに別の意味を持つ", excerpt(name)),
            "1 つの表記は、1 つのレベルか、対象外の 1 つの値だけを表す".into(),
        ),
        FaultKind::OtherwiseTwice => (
            "どの基準にも該当しないものを受けるレベルが 2 つある".into(),
            "`otherwise: true` を 1 つのレベルだけに残す".into(),
        ),
        FaultKind::CriterionTwice(id) => (
            format!("このレベルの 2 つの基準の名前が `{}`", excerpt(id)),
            "基準ごとに固有の ID を付ける".into(),
        ),
        FaultKind::CriterionEmpty => (
            "この基準には条件がない".into(),
            "`when: { fact: test }` を書き足す。残りを受けるレベルには `otherwise: true` と書く".into(),
        ),
        FaultKind::FactUnknown { name, nearest: Some(nearest), .. } => {
            (format!("`{}` という事実はない", excerpt(name)), format!("`{nearest}` の誤りか"))
        }
        FaultKind::FactUnknown { name, nearest: None, known } => {
            let known = known.get(..known.len().min(8)).unwrap_or(known);
            let help = format!("`facts` で宣言するか、{} を使う", japanese::quoted_or(known));
            (format!("`{}` という事実はない", excerpt(name)), help)
        }
        FaultKind::TestUnreadable { fact, kind: "choice", text, words, .. } if has_order(text) => (
            format!("`{}` は順序を問うが、`choice` の語に順序はない", excerpt(text)),
            format!("当てはまる語 ({}) を並べるか、`{fact}` を `scale` にする", japanese::quoted_or(words)),
        ),
        FaultKind::TestUnreadable { fact, kind, text, why, words } => {
            let (what, help) = value_words::sentences(text, kind, why, Language::Japanese);
            let help = match why {
                Why::WordUnknown { nearest: None, .. } if !words.is_empty() => {
                    format!("{} と書く", japanese::quoted_or(words))
                }
                Why::RangeEmpty if has_two_ends(text) => {
                    format!("小さいほうの端を先に書き、その間に値があるようにする。{}", japanese_test_help(kind, "のように書く".into()))
                }
                Why::RangeEmpty => {
                    format!("どの値も当てはまらない。{}", japanese_test_help(kind, "のように書く".into()))
                }
                _ => japanese_test_help(kind, help),
            };
            (format!("`{fact}` の条件を読み取れない: {what}"), help)
        }
        FaultKind::CountImpossible { count, items } => (
            format!("`at_least` は {items} 項目のうち {count} 項目を求めている"),
            format!("`count` は 1 から {items} までの数"),
        ),
        FaultKind::DeadlineUnreadable(text) => (
            format!("`{}` は時間の長さではない", excerpt(text)),
            "`15m`、`4h`、`3 days`、`5 営業日` のように書く".into(),
        ),
        FaultKind::DateUnreadable(text) => {
            (format!("`{}` は日付ではない", excerpt(text)), "`2026-01-31` のように書く".into())
        }
        FaultKind::ExampleEmpty => (
            "この例には、何が起きたかも、どのインシデントかも書かれていない".into(),
            "`facts: { … }` または `incident: postmortems/FILE.md` を書き足す".into(),
        ),
        FaultKind::ExampleUnreadable { fact, .. } => (
            format!("例では `{fact}` を不明とは書けない"),
            "この事実を書かないか、値を書く".into(),
        ),
        // Said by `table-too-complex`.
        FaultKind::TooComplex(_) | FaultKind::TooHard => (String::new(), String::new()),
    }
}

/// `!= none` in words is `not none`.
fn in_words(test: &str) -> String {
    match test.strip_prefix("!=") {
        Some(rest) => format!("not {}", rest.trim()),
        None => excerpt(test.trim_start_matches('!').trim()),
    }
}

/// Whether a test compares, instead of naming words.
fn has_order(test: &str) -> bool {
    const SIGNS: &[char] = &['>', '<', '≥', '≤', '＞', '＜', '≧', '≦'];
    const BEFORE: &[&str] = &["at least", "at most", "over", "under", "more than", "less than"];
    const BEHIND: &[&str] = &["以上", "以下", "超", "を超える", "未満", "より重い", "より軽い"];
    let test = test.trim();
    test.starts_with(SIGNS)
        || BEFORE.iter().any(|comparison| test.starts_with(comparison))
        || BEHIND.iter().any(|comparison| test.ends_with(comparison))
}

/// Whether a test says from where to where.
fn has_two_ends(test: &str) -> bool {
    [" to ", "..", "-", "–", "〜", " and ", "から", "以上"].iter().any(|joint| test.contains(joint))
}

fn test_help(kind: &str, help: String) -> String {
    // Nothing may stand behind a test, in parentheses or not.
    if !help.starts_with("write it as")
        && !help.contains("in parentheses")
        && !help.contains("the word that holds")
    {
        return help;
    }
    let examples = match kind {
        "boolean" => "`true` or `false`",
        "count" => "`at least 10`, `over 5`, `10 to 20` or `\">= 10\"`",
        "number" => "`at least 500`, `under 2.5` or `\">= 500\"`",
        "percent" => "`at least 20%`, `10% to 50%` or `\"[10%..50%)\"`",
        "duration" => "`at least 30m`, `over 2h` or `\"< 10m\"`",
        "money" => "`at least 10k USD` or `\">= 10,000 USD\"`",
        "set" => "`api`, `any of [api, db]`, `all of [api, db]` or `none of [api, db]`",
        _ => "a word, a list of words, `not WORD` or `at least WORD`",
    };
    format!("write it as {examples}")
}

fn japanese_test_help(kind: &str, help: String) -> String {
    if !help.ends_with("のように書く") && !help.contains("括弧に入れる") && !help.contains("当てはまる語だけ")
    {
        return help;
    }
    let examples = match kind {
        "boolean" => "`true` または `false`",
        "count" => "`at least 10`、`over 5`、`10 to 20` または `\">= 10\"`",
        "number" => "`at least 500`、`under 2.5` または `\">= 500\"`",
        "percent" => "`at least 20%`、`10% to 50%` または `\"[10%..50%)\"`",
        "duration" => "`at least 30m`、`over 2h` または `\"< 10m\"`",
        "money" => "`at least 10k USD` または `\">= 10,000 USD\"`",
        "set" => "`api`、`any of [api, db]`、`all of [api, db]` または `none of [api, db]`",
        _ => "1 つの語、語のリスト、`not WORD` または `at least WORD`",
    };
    format!("{examples} のように書く")
}
