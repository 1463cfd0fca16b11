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
