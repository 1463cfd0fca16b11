//! What can keep a postmortem from being written, each with what to do.

use crate::diagnostic::language::Language;
use crate::rules::words::phrase::excerpt;

/// What keeps a postmortem from being written.
#[derive(Debug)]
pub enum NewFault {
    /// The title says nothing.
    NoTitle,
    /// No level of the table; as typed.
    Level {
        /// As typed.
        typed: String,
        /// The levels of the table.
        levels: Vec<String>,
    },
    /// Something is at that path already.
    Exists(String),
    /// Another postmortem has that id.
    IdTaken {
        /// The id.
        id: String,
        /// The other postmortem.
        path: String,
    },
    /// A file of that name would not be checked.
    NotMarkdown(String),
}

impl NewFault {
    /// What is wrong.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoTitle, Language::English) => "the title is empty".to_owned(),
            (Self::NoTitle, Language::Japanese) => "タイトルが空".to_owned(),
            (Self::Level { typed, .. }, Language::English) => {
                format!("`{}` is not a level of the SEV table", excerpt(typed))
            }
            (Self::Level { typed, .. }, Language::Japanese) => {
                format!("`{}` は SEV 表のレベルではない", excerpt(typed))
            }
            (Self::Exists(path), Language::English) => format!("`{}` is there already", excerpt(path)),
            (Self::Exists(path), Language::Japanese) => format!("`{}` はすでにある", excerpt(path)),
            (Self::IdTaken { id, path }, Language::English) => {
                format!("`{}` has the id `{}` already", excerpt(path), excerpt(id))
            }
            (Self::IdTaken { id, path }, Language::Japanese) => {
                format!("ID `{}` は `{}` がすでに使っている", excerpt(id), excerpt(path))
            }
            (Self::NotMarkdown(path), Language::English) => {
                format!("`{}` is not the name of a Markdown file", excerpt(path))
            }
            (Self::NotMarkdown(path), Language::Japanese) => {
                format!("`{}` は Markdown ファイルの名前ではない", excerpt(path))
            }
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoTitle, Language::English) => {
                "say in a line what happened: `sevlint new \"Logins failed\"`".to_owned()
            }
            (Self::NoTitle, Language::Japanese) => {
                "何が起きたかを 1 行で書く: `sevlint new \"ログイン障害\"`".to_owned()
            }
            (Self::Level { levels, .. }, Language::English) => format!("there are {}", listed(levels, ", ")),
            (Self::Level { levels, .. }, Language::Japanese) => format!("レベルは {}", listed(levels, "、")),
            (Self::Exists(_), Language::English) => {
                "nothing is written over it; name another file with `--path`".to_owned()
            }
            (Self::Exists(_), Language::Japanese) => {
                "上書きはしない。`--path` で別のファイルを指定する".to_owned()
            }
            (Self::IdTaken { .. }, Language::English) => {
                "give this incident an id of its own with `--id`".to_owned()
            }
            (Self::IdTaken { .. }, Language::Japanese) => {
                "`--id` でこのインシデントに固有の ID を付ける".to_owned()
            }
            (Self::NotMarkdown(_), Language::English) => {
                "only Markdown files are checked; let it end in `.md`".to_owned()
            }
            (Self::NotMarkdown(_), Language::Japanese) => {
                "検査されるのは Markdown ファイルだけ。`.md` で終わる名前にする".to_owned()
            }
        }
    }
}

fn listed(levels: &[String], between: &str) -> String {
    levels.iter().map(|level| format!("`{level}`")).collect::<Vec<_>>().join(between)
}
