//! Where a folder has no table of its own, and projects below it have theirs: which, and how one of them is meant.

use crate::diagnostic::language::Language;

/// More than these nobody reads.
const MOST_NAMED: usize = 5;

/// The tables of projects below, as they are typed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablesBelow {
    /// Each folder with the table in force in it.
    pub projects: Vec<(String, String)>,
    /// What was asked for.
    pub asked: Asked,
}

/// What was asked for where there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To judge by one.
    Table,
    /// To write one.
    Init,
}

impl TablesBelow {
    /// What is so.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let (named, more) = self.named();
        match (self.asked, language) {
            (Asked::Table, Language::English) => {
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("there is no SEV table here; there are some below: {}{more}", named.join(", "))
            }
            (Asked::Table, Language::Japanese) => {
                let more = if more > 0 { format!(" ほか {more} 件") } else { String::new() };
                format!("ここには SEV 表がない。下のフォルダーにはある: {}{more}", named.join("、"))
            }
            (Asked::Init, Language::English) => {
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("nothing is written: projects below have tables: {}{more}", named.join(", "))
            }
            (Asked::Init, Language::Japanese) => {
                let more = if more > 0 { format!(" ほか {more} 件") } else { String::new() };
                format!("何も書き込まない。下のプロジェクトに SEV 表がある: {}{more}", named.join("、"))
            }
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        let (folder, table) = self.projects.first()?;
        Some(match (self.asked, language) {
            (Asked::Table, Language::English) => {
                format!("go to one of these folders (`cd {folder}`), or name its table: `--table {table}`")
            }
            (Asked::Table, Language::Japanese) => {
                format!("いずれかのフォルダーに移る (`cd {folder}`) か、`--table {table}` で表を指定する")
            }
            (Asked::Init, Language::English) => {
                "run it in the folder of a project that has none yet; or write a table here all the same, for what is in none of these folders: `sevlint init --preset NAME`".to_owned()
            }
            (Asked::Init, Language::Japanese) => {
                "まだ表のないプロジェクトのフォルダーで実行する。これらのフォルダーの外のためにここに作るなら `sevlint init --preset NAME`".to_owned()
            }
        })
    }

    /// As many as are read, and how many more there are.
    fn named(&self) -> (Vec<String>, usize) {
        let named: Vec<String> =
            self.projects.iter().take(MOST_NAMED).map(|(_, table)| format!("`{table}`")).collect();
        let more = self.projects.len() - named.len();
        (named, more)
    }
}

/// A table above a project that has none: it does not count there. Paths are as they are typed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableAbove {
    /// The table.
    pub table: String,
    /// What makes the project.
    pub config: String,
    /// The table, as the configuration would name it.
    pub from_there: String,
}

impl TableAbove {
    /// What is so.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let Self { table, config, .. } = self;
        match language {
            Language::English => format!(
                "there is no SEV table to judge by: `{config}` makes a project of its own, for which `{table}` does not count"
            ),
            Language::Japanese => format!(
                "判定に使う SEV 表がない: `{config}` があるため独立したプロジェクトになり、`{table}` は使われない"
            ),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        let Self { table, config, from_there } = self;
        match language {
            Language::English => format!(
                "to use it, write `table = \"{from_there}\"` in `{config}`, or name it with `--table {table}`; `sevlint init` writes \
                 another"
            ),
            Language::Japanese => format!(
                "使うなら `{config}` に `table = \"{from_there}\"` と書くか、`--table {table}` で指定する。別の表を作るなら \
                 `sevlint init`"
            ),
        }
    }
}

/// Files that could each be the table, as they are typed here, where nothing says which is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivals(pub Vec<String>);

impl Rivals {
    /// What is so.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let named: Vec<String> = self.0.iter().take(MOST_NAMED).map(|path| format!("`{path}`")).collect();
        let more = self.0.len() - named.len();
        match language {
            Language::English => {
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                format!("several files could be the SEV table: {}{more}", named.join(", "))
            }
            Language::Japanese => {
                let more = if more > 0 { format!(" ほか {more} 件") } else { String::new() };
                format!("SEV 表の候補が複数ある: {}{more}", named.join("、"))
            }
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        let first = self.0.first()?;
        Some(match language {
            Language::English => format!(
                "name one: `--table {first}`, or `table = \"…\"` in sevlint.toml; where each team has its own, a \
                 sevlint.toml in each of their folders says so, and may be empty"
            ),
            Language::Japanese => format!(
                "`--table {first}` または sevlint.toml の `table = \"…\"` で 1 つを指定する。チームごとの表なら、\
                 それぞれのフォルダーに sevlint.toml を置く (空でよい)"
            ),
        })
    }
}
