//! The table as people read it: per level what puts an incident there, examples, and the response. The formats write this one
//! value down, so that they cannot disagree.

use crate::diagnostic::language::Language;
use crate::model::kind::Kind;
use crate::model::show::show_value;
use crate::model::value::Value;

use super::criterion_words::{criterion_list, criterion_parts};
use super::label::{label, spaced};
use super::level::{Criterion, Example, Level, Name};
use super::page_words::response_rows;
use super::table::Table;
use super::test_words::japanese_name;

/// A table as people read it. Its texts are as they stand in the table: whoever writes them down escapes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The language of what is not from the table.
    pub language: Language,
    /// What the table is called.
    pub title: Option<String>,
    /// The levels, most severe first.
    pub levels: Vec<PageLevel>,
}

/// A level as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLevel {
    /// What postmortems declare.
    pub id: String,
    /// What it is called in a sentence.
    pub name: Option<String>,
    /// What puts an incident here: any one of these.
    pub criteria: Vec<PageCriterion>,
    /// What happened in incidents that belong here.
    pub examples: Vec<String>,
    /// What is to be done, each with its label.
    pub response: Vec<(&'static str, String)>,
}

/// What puts an incident at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCriterion {
    /// As the table says it, else its tests.
    pub said: String,
    /// Its tests, where the table says it in words of its own.
    pub tests: Option<String>,
    /// Of these it takes so many, where it counts.
    pub items: Vec<String>,
    /// Who is told on top of the level's.
    pub notify: Vec<String>,
}

/// The words over the parts of a page.
#[derive(Clone, Copy, Debug)]
pub struct PageHeads {
    /// Over the levels of a document that had no such part.
    pub levels: &'static str,
    /// Over a level.
    pub level: &'static str,
    /// Over what puts an incident there.
    pub criteria: &'static str,
    /// Over examples.
    pub examples: &'static str,
    /// Over the response.
    pub response: &'static str,
    /// Before who is told on top of the level's.
    pub tell: &'static str,
}

impl PageHeads {
    /// The words of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        match language {
            Language::English => Self {
                levels: "Levels",
                level: "Level",
                criteria: "What puts an incident here",
                examples: "Examples",
                response: "Response",
                tell: "also tell",
            },
            Language::Japanese => Self {
                levels: "レベル",
                level: "レベル",
                criteria: "該当する条件",
                examples: "例",
                response: "対応",
                tell: "追加の連絡先",
            },
        }
    }
}

impl Page {
    /// The page of a table.
    #[must_use]
    pub fn of(table: &Table, language: Language) -> Self {
        let levels = table.levels.iter().map(|level| page_level(table, level, language)).collect();
        Self { language, title: table.title.clone(), levels }
    }
}

fn page_level(table: &Table, level: &Level, language: Language) -> PageLevel {
    let mut criteria: Vec<PageCriterion> =
        level.criteria.iter().map(|criterion| page_criterion(table, criterion, language)).collect();
    let rest = match (level.otherwise.is_some(), level.criteria.is_empty(), language) {
        (true, true, Language::English) => Some("everything else"),
        (true, false, Language::English) => Some("everything that no criterion covers"),
        (true, true, Language::Japanese) => Some("ほかのどのレベルにも該当しないもの"),
        (true, false, Language::Japanese) => Some("どの基準にも該当しないもの"),
        (false, true, Language::English) => Some("nothing yet: it has no criterion"),
        (false, true, Language::Japanese) => Some("まだない (基準がない)"),
        (false, false, _) => None,
    };
    criteria.extend(rest.map(|said| PageCriterion {
        said: said.to_owned(),
        tests: None,
        items: vec![],
        notify: vec![],
    }));
    let told = texts(&level.response.notify);
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    PageLevel {
        id: level.id.text.clone(),
        name: level.name.as_ref().map(|name| name.text.clone()),
        criteria,
        examples: level.examples.iter().map(|example| example_words(table, example, language)).collect(),
        response: response_rows(&level.response, &told, language),
    }
}

fn page_criterion(table: &Table, criterion: &Criterion, language: Language) -> PageCriterion {
    let (tests, items) = criterion_parts(&table.facts, criterion, language);
    let notify = texts(&criterion.notify);
    match &criterion.says {
        // What it says need not be said again.
        Some(says) if items.is_empty() && is_alike(says, &tests) => {
            PageCriterion { said: says.clone(), tests: None, items, notify }
        }
        Some(says) => PageCriterion { said: says.clone(), tests: Some(tests), items, notify },
        None => {
            let (said, items) = criterion_list(&table.facts, criterion, language).unwrap_or((tests, items));
            PageCriterion { said, tests: None, items, notify }
        }
    }
}

fn is_alike(one: &str, other: &str) -> bool {
    let folded = |text: &str| text.trim_end_matches(['.', '。']).to_lowercase();
    folded(one) == folded(other)
}

fn example_words(table: &Table, example: &Example, language: Language) -> String {
    if let Some(says) = &example.says {
        return says.clone();
    }
    if let Some(incident) = &example.incident {
        return incident.text.clone();
    }
    let facts = example.facts.iter().filter_map(|(fact, value, _)| {
        let declaration = table.facts.get(*fact)?;
        let label = label(declaration, language);
        Some(match value {
            Value::Words(words) if declaration.kind == Kind::Boolean && words == &[1] => label,
            Value::Words(words) if language == Language::Japanese && declaration.kind != Kind::Boolean => {
                format!("{label}: {}", japanese_words(&declaration.kind, words))
            }
            _ => format!("{label}: {}", show_value(&declaration.kind, value)),
        })
    });
    facts.collect::<Vec<_>>().join(match language {
        Language::English => ", ",
        Language::Japanese => "、",
    })
}

fn japanese_words(kind: &Kind, indices: &[usize]) -> String {
    let words = indices.iter().filter_map(|index| kind.words().get(*index)).map(japanese_name);
    words.collect::<Vec<_>>().join("または")
}

/// Who is told: `customer-support` is how it is declared, `customer support` how it is read. A channel stays as it is.
fn texts(names: &[Name]) -> Vec<String> {
    let worded = |text: &String| {
        let is_words = text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-' || letter == ' ');
        if is_words { spaced(text) } else { text.clone() }
    };
    names.iter().map(|name| worded(&name.text)).collect()
}
