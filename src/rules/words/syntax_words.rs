//! Sentences about text that is not valid YAML, TOML or JSON.

use crate::diagnostic::language::Language;
use crate::source::syntax::{Hint, MAX_BYTES, MAX_DEPTH, SyntaxFaultKind};

use super::japanese;

/// What is wrong, and what to do.
#[must_use]
pub fn sentences(kind: &SyntaxFaultKind, language: Language) -> (String, String) {
    match language {
        Language::English => english(kind),
        Language::Japanese => in_japanese(kind),
    }
}

fn english(kind: &SyntaxFaultKind) -> (String, String) {
    match kind {
        SyntaxFaultKind::Invalid { message, hint: None } => {
            (message.clone(), "put the value in quotes, or correct the line".to_owned())
        }
        SyntaxFaultKind::Invalid { hint: Some(hint), .. }
        | SyntaxFaultKind::ComplexKey { hint: Some(hint) } => english_cure(*hint),
        SyntaxFaultKind::ComplexKey { hint: None } => (
            "a list, a mapping or nothing stands where a key should".to_owned(),
            "write the key as a word, in quotes if it begins with a sign".to_owned(),
        ),
        SyntaxFaultKind::DuplicateKey { key, .. } => {
            (format!("`{key}` stands here a second time"), "keep one of the two".to_owned())
        }
        SyntaxFaultKind::UnknownAlias { name } => (
            format!("`*{name}` is a YAML alias, and nothing is anchored as `&{name}`"),
            "put the value in quotes if it begins with `*`, or write it out".to_owned(),
        ),
        SyntaxFaultKind::SecondDocument { mark } => (
            "a second YAML document begins here, and is not read".to_owned(),
            format!("take the `{mark}` out, or keep the rest in a file of its own"),
        ),
        SyntaxFaultKind::NotMapping => (
            "this is not a list of `key: value` lines".to_owned(),
            "write one `key: value` per line".to_owned(),
        ),
        SyntaxFaultKind::TooDeep => (
            format!("nested more than {MAX_DEPTH} levels deep"),
            "flatten it; nothing here needs to be that deep".to_owned(),
        ),
        SyntaxFaultKind::TooLarge => (
            format!("longer than {} KiB", MAX_BYTES / 1024),
            "keep facts here, and move prose into the body".to_owned(),
        ),
    }
}

/// The mistake behind a syntax error, and its cure.
#[must_use]
pub fn cure(hint: Hint, language: Language) -> (String, String) {
    match language {
        Language::English => english_cure(hint),
        Language::Japanese => japanese_cure(hint),
    }
}

fn english_cure(hint: Hint) -> (String, String) {
    let (what, help): (String, String) = match hint {
        Hint::ColonInValue => (
            "the value has a colon and a space in it, which YAML takes for another key".into(),
            "put the value in quotes".into(),
        ),
        Hint::MissingSpace => ("a space is missing after the colon".into(), "write `key: value`".into()),
        Hint::OddSpace => (
            "the space here is not an ordinary one".into(),
            "replace the no-break or full-width space by an ordinary one".into(),
        ),
        Hint::TabIndentation => {
            ("the line is indented with a tab, which YAML does not allow".into(), "indent with spaces".into())
        }
        Hint::Indentation => (
            "the line is not indented like its neighbours".into(),
            "line it up with the keys it belongs to".into(),
        ),
        Hint::MissingKey => ("the line has no key".into(), "write it as `key: value`".into()),
        Hint::ReservedStart(start) => (
            match start {
                '`' => "the value begins with a backtick, which means something else in YAML".into(),
                _ => format!("the value begins with `{start}`, which means something else in YAML"),
            },
            "put the value in quotes".into(),
        ),
        Hint::TextAfter('\'') => (
            "there is more text after the `'` that ends the value".into(),
            "put the whole value in `\"`, or write each `'` within it twice".into(),
        ),
        Hint::TextAfter(end) => (
            format!("there is more text after the `{end}` that ends the value"),
            "put the whole value in quotes".into(),
        ),
        Hint::Template => (
            "this is a template that was never filled in".into(),
            "fill it in, or put it in quotes if it should stay".into(),
        ),
        Hint::UnclosedQuote(quote) => {
            (format!("the quote `{quote}` is never closed"), format!("close it with `{quote}`"))
        }
        Hint::UnclosedBracket(bracket) => {
            (format!("the bracket `{bracket}` is never closed"), "close it".into())
        }
        Hint::BadEscape => (
            "a backslash in double quotes begins an escape, and this is none".into(),
            "use single quotes, or write `\\\\`".into(),
        ),
        Hint::FoldedComparison => (
            "`>` begins a folded text in YAML, so this test is lost".into(),
            "write it in words (`over 5`, `at least 20%`) or in quotes (`\"> 5\"`, `\">= 20%\"`)".into(),
        ),
        Hint::TagComparison => (
            "`!` begins a tag in YAML, so this test is lost".into(),
            "write it in words (`not none`) or in quotes (`\"!= none\"`)".into(),
        ),
        Hint::Interval => (
            "`[` begins a list in YAML, so this interval is lost".into(),
            "put the interval in quotes: `\"[10%..50%)\"`".into(),
        ),
        Hint::ListInATest => (
            "`[` begins a list in YAML, so this test is lost".into(),
            "put the test in quotes, as `\"all of [a, b]\"` or `\"not [a, b]\"`".into(),
        ),
        Hint::HashInBrackets => (
            "`#` begins a comment in YAML, which swallows the closing bracket".into(),
            "put the value in quotes".into(),
        ),
        Hint::ControlCharacter => {
            ("a control character stands here, which no format allows".into(), "take it out".into())
        }
        Hint::UnquotedKey => (
            "TOML wants quotes around a key with other letters than a to z".into(),
            "put the key in quotes: `\"題\" = 1`".into(),
        ),
        Hint::UnquotedText => ("text stands here without quotes".into(), "put it in quotes: `\"…\"`".into()),
        Hint::ColonForEquals => {
            ("TOML separates key and value by `=`".into(), "write `key = \"value\"`".into())
        }
        Hint::CurlyQuotes => {
            ("these are curly quotes, which are letters here".into(), "use straight quotes: `\"…\"`".into())
        }
        Hint::SingleQuotes => ("JSON has no single quotes".into(), "use double quotes: `\"…\"`".into()),
        Hint::TrailingComma => {
            ("JSON allows no comma before a closing bracket".into(), "take the comma out".into())
        }
        Hint::MissingComma => ("a comma is missing between two values".into(), "add a comma".into()),
        Hint::Comment => ("JSON has no comments".into(), "take the comment out".into()),
    };
    (what, help)
}

fn in_japanese(kind: &SyntaxFaultKind) -> (String, String) {
    match kind {
        SyntaxFaultKind::Invalid { message, hint: None } => (
            format!("構文の誤り: {}", japanese::said(message)),
            "値を引用符で囲むか、この行を直す".to_owned(),
        ),
        SyntaxFaultKind::Invalid { hint: Some(hint), .. }
        | SyntaxFaultKind::ComplexKey { hint: Some(hint) } => japanese_cure(*hint),
        SyntaxFaultKind::ComplexKey { hint: None } => (
            "キーの位置にリストやマッピングがあるか、何もない".to_owned(),
            "キーを語で書く。記号で始まるなら引用符で囲む".to_owned(),
        ),
        SyntaxFaultKind::DuplicateKey { key, .. } => {
            (format!("`{key}` がここでもう一度書かれている"), "どちらか 1 つを残す".to_owned())
        }
        SyntaxFaultKind::UnknownAlias { name } => (
            format!("`*{name}` は YAML のエイリアスだが、`&{name}` というアンカーがない"),
            "`*` で始まる値なら引用符で囲み、そうでなければ値を書く".to_owned(),
        ),
        SyntaxFaultKind::SecondDocument { mark } => (
            "2 つ目の YAML 文書がここから始まり、読み取られない".to_owned(),
            format!("`{mark}` を削除するか、残りを別のファイルに移す"),
        ),
        SyntaxFaultKind::NotMapping => {
            ("`key: value` の行が並んでいない".to_owned(), "1 行に 1 つの `key: value` を書く".to_owned())
        }
        SyntaxFaultKind::TooDeep => (
            format!("入れ子が {MAX_DEPTH} 段を超えている"),
            "入れ子を浅くする。ここに深い入れ子は要らない".to_owned(),
        ),
        SyntaxFaultKind::TooLarge => (
            format!("{} KiB を超えている", MAX_BYTES / 1024),
            "ここには事実を書き、文章は本文に移す".to_owned(),
        ),
    }
}

fn japanese_cure(hint: Hint) -> (String, String) {
    let (what, help): (String, String) = match hint {
        Hint::ColonInValue => {
            ("値にコロンと空白があり、YAML は別のキーとみなす".into(), "値を引用符で囲む".into())
        }
        Hint::MissingSpace => ("コロンの後に空白がない".into(), "`key: value` と書く".into()),
        Hint::OddSpace => (
            "ここの空白が通常の空白ではない".into(),
            "ノーブレークスペースや全角の空白を通常の空白にする".into(),
        ),
        Hint::TabIndentation => {
            ("行がタブで字下げされているが、YAML では使えない".into(), "空白で字下げする".into())
        }
        Hint::Indentation => {
            ("字下げが前後の行とそろっていない".into(), "同じ段のキーと字下げをそろえる".into())
        }
        Hint::MissingKey => ("この行にキーがない".into(), "`key: value` のように書く".into()),
        Hint::ReservedStart(start) => (
            match start {
                '`' => "値がバッククォートで始まり、YAML では別の意味になる".into(),
                _ => format!("値が `{start}` で始まり、YAML では別の意味になる"),
            },
            "値を引用符で囲む".into(),
        ),
        Hint::TextAfter('\'') => (
            "値を閉じる `'` の後に文字がある".into(),
            "値の全体を `\"` で囲むか、値の中の `'` を 2 つ続けて書く".into(),
        ),
        Hint::TextAfter(end) => {
            (format!("値を閉じる `{end}` の後に文字がある"), "値の全体を引用符で囲む".into())
        }
        Hint::Template => {
            ("テンプレートに値が記入されていない".into(), "値を記入する。残すなら引用符で囲む".into())
        }
        Hint::UnclosedQuote(quote) => {
            (format!("引用符 `{quote}` が閉じられていない"), format!("`{quote}` で閉じる"))
        }
        Hint::UnclosedBracket(bracket) => (format!("括弧 `{bracket}` が閉じられていない"), "閉じる".into()),
        Hint::BadEscape => (
            "二重引用符の中のバックスラッシュがエスケープになっていない".into(),
            "一重引用符にするか、`\\\\` と書く".into(),
        ),
        Hint::FoldedComparison => (
            "YAML では `>` から折り返しテキストが始まり、この条件は失われる".into(),
            "語で書く (`over 5`、`at least 20%`) か、引用符で囲む (`\"> 5\"`、`\">= 20%\"`)".into(),
        ),
        Hint::TagComparison => (
            "YAML では `!` からタグが始まり、この条件は失われる".into(),
            "語で書く (`not none`) か、引用符で囲む (`\"!= none\"`)".into(),
        ),
        Hint::Interval => (
            "YAML では `[` からリストが始まり、この区間は失われる".into(),
            "区間を引用符で囲む: `\"[10%..50%)\"`".into(),
        ),
        Hint::ListInATest => (
            "YAML では `[` からリストが始まり、この条件は失われる".into(),
            "`\"all of [a, b]\"` や `\"not [a, b]\"` のように、条件を引用符で囲む".into(),
        ),
        Hint::HashInBrackets => (
            "YAML では `#` からコメントが始まり、閉じ括弧までコメントになる".into(),
            "値を引用符で囲む".into(),
        ),
        Hint::ControlCharacter => {
            ("どの形式でも許されない制御文字がある".into(), "制御文字を削除する".into())
        }
        Hint::UnquotedKey => (
            "TOML では a から z 以外の文字を含むキーに引用符が必要".into(),
            "キーを引用符で囲む: `\"題\" = 1`".into(),
        ),
        Hint::UnquotedText => ("引用符のない文字列がある".into(), "引用符で囲む: `\"…\"`".into()),
        Hint::ColonForEquals => {
            ("TOML ではキーと値を `=` で区切る".into(), "`key = \"value\"` と書く".into())
        }
        Hint::CurlyQuotes => {
            ("曲がった引用符は、ここではただの文字になる".into(), "まっすぐな引用符を使う: `\"…\"`".into())
        }
        Hint::SingleQuotes => ("JSON に一重引用符はない".into(), "二重引用符を使う: `\"…\"`".into()),
        Hint::TrailingComma => {
            ("JSON では閉じ括弧の前のコンマは許されない".into(), "コンマを削除する".into())
        }
        Hint::MissingComma => ("2 つの値の間にコンマがない".into(), "コンマを加える".into()),
        Hint::Comment => ("JSON にコメントはない".into(), "コメントを削除する".into()),
    };
    (what, help)
}
