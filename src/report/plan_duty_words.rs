//! What a change of the table asks otherwise of people, in each language.

use crate::diagnostic::language::Language;
use crate::insight::plan_duties::{Duty, Part, Required};
use crate::rules::words::phrase::and;
use crate::table::page_words::{cover_label, cover_words, deadline_words, milestone_words, priority_label};

use super::plan_words::{code, plain};

/// What is asked otherwise.
#[must_use]
pub fn duty(duty: &Duty, language: Language) -> String {
    match duty {
        Duty::Cover { from, to } => {
            let words = |cover: &Option<_>| cover.map(|cover| cover_words(cover, language).to_owned());
            changed(cover_label(language), words(from), words(to), language)
        }
        Duty::Priority { from, to } => {
            let words = |priority: &Option<String>| priority.as_deref().map(code);
            changed(priority_label(language), words(from), words(to), language)
        }
        Duty::Deadline { milestone, from, to } => {
            let words = |deadline: &Option<_>| deadline.as_ref().map(|one| deadline_words(one, language));
            changed(milestone_words(*milestone, language), words(from), words(to), language)
        }
        Duty::Notify { criterion, added, removed } => told(criterion.as_deref(), added, removed, language),
        Duty::Required { is_new, what } => required(*is_new, what, language),
    }
}

/// `acknowledge within: 15 minutes → 30 minutes`.
fn changed(label: &str, from: Option<String>, to: Option<String>, language: Language) -> String {
    let none = || match language {
        Language::English => "nothing said".to_owned(),
        Language::Japanese => "記載なし".to_owned(),
    };
    format!("{label}: {} → {}", from.unwrap_or_else(none), to.unwrap_or_else(none))
}

fn told(criterion: Option<&str>, added: &[String], removed: &[String], language: Language) -> String {
    let list = |names: &[String]| names.iter().map(|name| code(name)).collect::<Vec<_>>();
    let (new, gone) = (list(added), list(removed));
    let of = criterion.map(code);
    match language {
        Language::English => {
            let is = |names: &[String]| if names.len() == 1 { "is" } else { "are" };
            let new = (!new.is_empty()).then(|| format!("{} {} told newly", and(&new), is(&new)));
            let gone = (!gone.is_empty()).then(|| format!("{} {} told no more", and(&gone), is(&gone)));
            let all: Vec<String> = new.into_iter().chain(gone).collect();
            let of = of.map(|criterion| format!(", where {criterion} is met")).unwrap_or_default();
            format!("{}{of}", all.join(", "))
        }
        Language::Japanese => {
            let new = (!new.is_empty()).then(|| format!("{} を追加", new.join("、")));
            let gone = (!gone.is_empty()).then(|| format!("{} を削除", gone.join("、")));
            let all: Vec<String> = new.into_iter().chain(gone).collect();
            let of = of.map(|criterion| format!("{criterion} の")).unwrap_or_default();
            format!("{of}連絡先: {}", all.join("、"))
        }
    }
}

fn required(is_new: bool, what: &Required, language: Language) -> String {
    let name = code(&what.name);
    let part = match (what.part, language) {
        (Part::Field, Language::English) => format!("field {name}"),
        (Part::Field, Language::Japanese) => format!("フィールド {name}"),
        (Part::Section, Language::English) => format!("section {name}"),
        (Part::Section, Language::Japanese) => format!("セクション {name}"),
        (Part::ActionItem, Language::English) => format!("{name} of each action item"),
        (Part::ActionItem, Language::Japanese) => format!("各アクションアイテムの {name}"),
    };
    let change = match (is_new, language) {
        (true, Language::English) => "is required newly",
        (true, Language::Japanese) => "が必要になる",
        (false, Language::English) => "is required no more",
        (false, Language::Japanese) => "は不要になる",
    };
    let when: Vec<String> = what
        .when
        .iter()
        .map(|(english, japanese)| match language {
            Language::English => plain(english),
            Language::Japanese => plain(japanese),
        })
        .collect();
    match (when.as_slice(), language) {
        ([], _) => format!("{part} {change}"),
        (when, Language::English) => format!("{part} {change}; only where: {}", and(when)),
        (when, Language::Japanese) => format!("{part} {change}。条件: {}", when.join("、")),
    }
}
