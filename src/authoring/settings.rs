//! The text of a first `sevlint.toml`.

use jiff::civil::Date;

use crate::diagnostic::language::Language;

use super::key_line::{Notation, Written};

/// What a first configuration says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Where the table is.
    pub table: String,
    /// Globs of postmortems; none where their folder says what they are.
    pub postmortems: Vec<String>,
    /// The language of messages.
    pub language: Language,
    /// The first day whose incidents make findings; none where there are no older ones.
    pub enforce_from: Option<Date>,
    /// What postmortems call fields and facts.
    pub names: Vec<(String, Vec<String>)>,
}

impl Settings {
    /// The whole file.
    #[must_use]
    pub fn text(&self) -> String {
        let english = self.language == Language::English;
        let text = |text: &str| Written::Words(text.to_owned());
        let mut lines = vec![Notation::Toml.line("table", &text(&self.table))];
        if self.postmortems.is_empty() {
            lines.push(if english {
                "# postmortems = [\"postmortems/**/*.md\"]   # they are found by the name of their folder"
                    .to_owned()
            } else {
                "# postmortems = [\"postmortems/**/*.md\"]   # フォルダー名から見つかる".to_owned()
            });
        } else {
            lines.push(Notation::Toml.line("postmortems", &Written::List(self.postmortems.clone())));
        }
        lines.push(Notation::Toml.line("language", &text(self.language.code())));
        let zone = if english { "of times without an offset" } else { "時差のない日時に使う" };
        lines.push(format!("# timezone = \"Asia/Tokyo\"   # {zone}"));
        if let Some(day) = self.enforce_from {
            let older = if english {
                "older incidents are judged and reported, and make no findings"
            } else {
                "これより前のインシデントは判定するが、指摘にはしない"
            };
            lines.push(format!("enforce_from = {day}   # {older}"));
        }
        if !self.names.is_empty() {
            let what = if english {
                "what your postmortems call it"
            } else {
                "ポストモーテムでの呼び方"
            };
            lines.push(format!("\n[names]   # {what}"));
            for (name, keys) in &self.names {
                lines.push(Notation::Toml.line(name, &Written::List(keys.clone())));
            }
        }
        format!("{}\n", lines.join("\n"))
    }
}
