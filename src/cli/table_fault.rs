//! What is said of the rendering of a table.

use crate::diagnostic::language::Language;
use crate::report::terminal_text::name;
use crate::table::rendering::{CLOSE, OPEN};

/// What is said of the rendering of a table; paths as they are shown.
#[derive(Debug)]
pub enum TableFault {
    /// The file has no body to write in.
    NotMarkdown(String),
    /// The rendering begins and does not end.
    Unclosed {
        /// The file.
        path: String,
        /// The line in which it begins.
        line: u32,
    },
    /// What is added to the file belongs to a comment, or a block of code or HTML, that is never closed.
    Swallowed(String),
    /// No language has that code.
    Language(String),
    /// It is what the table says.
    Current(String),
    /// It is not what the table says.
    Stale(String),
    /// There is none.
    Missing(String),
    /// It was written.
    Written(String),
    /// There is nothing that levels could be told apart by.
    NothingToLearn {
        /// How many postmortems declare a level and state a fact.
        cases: usize,
        /// The table.
        table: String,
    },
    /// No postmortem states anything that levels could be told apart by.
    NothingStated,
    /// Levels that nobody has put in order.
    LevelsUnordered(Vec<String>),
    /// Levels were typed, and this table has some.
    LevelsOfTable(String),
    /// What was learnt is too complex for a table.
    LearntTooMuch,
}

impl TableFault {
    /// What is so.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let english = language == Language::English;
        match self {
            Self::NotMarkdown(path) if english => {
                format!("`{path}` is no Markdown, and has no room for a rendering")
            }
            Self::NotMarkdown(path) => format!("`{path}` は Markdown ではなく、表示を書き込めない"),
            Self::Unclosed { path, line } if english => {
                format!("the rendering in `{path}` begins in line {line} and does not end")
            }
            Self::Unclosed { path, line } => format!("`{path}` の {line} 行目で始まる表示に終わりがない"),
            Self::Swallowed(path) if english => format!(
                "`{path}` ends in a comment, or a block of code or HTML, that is not closed: a rendering would not be seen there"
            ),
            Self::Swallowed(path) => {
                format!(
                    "`{path}` は閉じられていないコメント、コードブロックまたは HTML で終わるため、表示を追加できない"
                )
            }
            Self::Language(code) if english => format!("`{code}` is not a language"),
            Self::Language(code) => format!("`{code}` という言語はない"),
            Self::Current(path) if english => format!("the rendering in {path} is what the table says"),
            Self::Current(path) => format!("{path} の表示は表の内容と一致している"),
            Self::Stale(path) if english => {
                format!(
                    "the rendering in {path} is not what the table says; `sevlint table render --write` writes it"
                )
            }
            Self::Stale(path) => {
                format!("{path} の表示が表の内容と異なる。`sevlint table render --write` で書き直せる")
            }
            Self::Missing(path) if english => {
                format!("{path} has no rendering of the table; `sevlint table render --write` adds it")
            }
            Self::Missing(path) => {
                format!("{path} に表の表示がない。`sevlint table render --write` で追加できる")
            }
            Self::Written(path) if english => format!("wrote the rendering of the table to {path}"),
            Self::Written(path) => format!("{path} に表の表示を書き込んだ"),
            Self::NothingToLearn { cases: 0, table, .. } if english => {
                format!("no postmortem declares a level of {table} and states one of its facts")
            }
            Self::NothingToLearn { cases: 0, table, .. } => {
                format!("{table} のレベルを宣言し、その事実を書いたポストモーテムがない")
            }
            Self::NothingToLearn { cases: 1, .. } if english => {
                "only one postmortem declares a level and states facts: there is nothing to tell apart"
                    .to_owned()
            }
            Self::NothingToLearn { .. } if english => {
                "all postmortems that state facts declare the same level: there is nothing to tell apart"
                    .to_owned()
            }
            Self::NothingToLearn { .. } => {
                "事実を書いたポストモーテムがすべて同じレベルを宣言しており、区別するものがない".to_owned()
            }
            Self::NothingStated if english => {
                "no postmortem states anything that levels could be told apart by".to_owned()
            }
            Self::NothingStated => "レベルを区別できる事実を書いたポストモーテムがない".to_owned(),
            Self::LevelsUnordered(words) if english => {
                format!("nobody says which is more severe of the declared levels: {}", shown(words, ", "))
            }
            Self::LevelsUnordered(words) => {
                format!("宣言されているレベルの順序が分からない: {}", shown(words, "、"))
            }
            Self::LevelsOfTable(path) if english => {
                format!("{path} has levels: `--levels` is for a repository without a SEV table")
            }
            Self::LevelsOfTable(path) => {
                format!("{path} にレベルがある。`--levels` は SEV 表がないときに使う")
            }
            Self::LearntTooMuch if english => "what was learnt is too complex for a table".to_owned(),
            Self::LearntTooMuch => "学習した結果は表にするには複雑すぎる".to_owned(),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        let english = language == Language::English;
        match self {
            Self::NotMarkdown(_) if english => Some("print it: `sevlint table render`".to_owned()),
            Self::NotMarkdown(_) => Some("`sevlint table render` で出力できる".to_owned()),
            Self::Unclosed { .. } if english => Some(format!("write `{CLOSE}` after it")),
            Self::Unclosed { .. } => Some(format!("表示の後に `{CLOSE}` を書く")),
            Self::Swallowed(_) if english => {
                Some(format!("close it, or write `{OPEN}` and `{CLOSE}` where the rendering is to stand"))
            }
            Self::Swallowed(_) => Some(format!("それを閉じるか、表示したい場所に `{OPEN}` と `{CLOSE}` を書く")),
            Self::Language(_) if english => Some("write `en` or `ja`".to_owned()),
            Self::Language(_) => Some("`en` または `ja` を指定する".to_owned()),
            Self::NothingToLearn { cases: 0, .. } if english => Some(
                "`sevlint check` says which levels and facts are not read; `from` of a fact names the keys your postmortems use"
                    .to_owned(),
            ),
            Self::NothingToLearn { cases: 0, .. } => Some(
                "読み取れないレベルや事実は `sevlint check` で分かる。事実の `from` にポストモーテムで使っているキーを書く"
                    .to_owned(),
            ),
            Self::NothingToLearn { .. } if english => {
                Some("name more postmortems, or word the criteria by hand".to_owned())
            }
            Self::NothingToLearn { .. } => {
                Some("対象のポストモーテムを増やすか、基準を自分で書く".to_owned())
            }
            Self::NothingStated if english => Some(
                "state in each how long it lasted, how many users it hit, whether data was lost; `sevlint init` writes a template that asks for it"
                    .to_owned(),
            ),
            Self::NothingStated => Some(
                "継続時間、影響を受けた利用者、データ消失の有無などを書く。`sevlint init` がそれを問うテンプレートを作る".to_owned(),
            ),
            Self::LevelsUnordered(words) if english => {
                Some(format!("name them, most severe first: `sevlint table learn --levels {}`", shown(words, ",")))
            }
            Self::LevelsUnordered(words) => {
                Some(format!("重大なものから順に指定する: `sevlint table learn --levels {}`", shown(words, ",")))
            }
            Self::LearntTooMuch if english => Some("declare fewer facts".to_owned()),
            Self::LearntTooMuch => Some("事実の数を減らす".to_owned()),
            Self::Current(_) | Self::Stale(_) | Self::Missing(_) | Self::Written(_) | Self::LevelsOfTable(_) => None,
        }
    }
}

/// Some words of strangers, so many that they can be read.
fn shown(words: &[String], between: &str) -> String {
    words.iter().take(12).map(|word| name(word)).collect::<Vec<_>>().join(between)
}
