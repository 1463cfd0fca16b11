//! A table as YAML source, with remarks, to be edited. It reads back to the same table.

use crate::authoring::key_line::{double_quoted, one_line};
use crate::model::declaration::{Declaration, Worse};
use crate::model::kind::{Kind, Word};
use crate::model::show::{show_demand, show_value};
use crate::table::level::{Criterion, Example, Level, Name, Requirement, Response, Test};
use crate::table::table::Table;

use super::wrapping::wrapped_between_words;

/// What is said in comments: sentences, each of them on as many lines as it takes.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    /// Before everything.
    pub head: Vec<String>,
    /// By level, before its criteria.
    pub levels: Vec<Vec<String>>,
    /// By level and criterion, before it.
    pub criteria: Vec<Vec<Vec<String>>>,
}

/// So many columns a remark takes at most: it is read beside the line it is about, in an editor or in a review.
const COLUMNS: usize = 60;

/// The source of a table. `effective_from` is left out: it is a new one.
#[must_use]
pub fn write(table: &Table, remarks: &Remarks) -> String {
    let mut source = Source::default();
    source.remarks("", &remarks.head);
    source.line("sev_table: 1");
    if let Some(title) = &table.title {
        source.line(&format!("title: {}", scalar(title)));
    }
    if !table.not_graded.is_empty() {
        source.line(&format!("not_graded: {}", names(&table.not_graded)));
    }
    let declared: Vec<&Declaration> = table.facts.iter().filter(|fact| fact.span.is_some()).collect();
    if !declared.is_empty() {
        source.line("facts:");
        for fact in declared {
            source.line(&format!("  {}: {}", scalar(&fact.name), declaration(fact)));
        }
    }
    source.requirements("", &table.facts, &table.requires);
    source.line("levels:");
    for (index, level) in table.levels.iter().enumerate() {
        let of_level = remarks.levels.get(index).map(Vec::as_slice).unwrap_or_default();
        let of_criteria = remarks.criteria.get(index).map(Vec::as_slice).unwrap_or_default();
        source.level(&table.facts, level, of_level, of_criteria);
    }
    source.0
}

#[derive(Default)]
struct Source(String);

impl Source {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn remarks(&mut self, indent: &str, remarks: &[String]) {
        for remark in remarks {
            let columns = COLUMNS.saturating_sub(indent.len() + 2);
            let lines = wrapped_between_words(&one_line(remark), columns, columns - 2);
            for (number, line) in lines.iter().enumerate() {
                let hang = if number > 0 { "  " } else { "" };
                self.line(format!("{indent}# {hang}{line}").trim_end());
            }
        }
    }

    fn requirements(&mut self, indent: &str, facts: &[Declaration], requires: &[Requirement]) {
        match requires {
            [] => {}
            [only] => self.line(&format!("{indent}requires: {}", requirement(facts, only))),
            several => {
                self.line(&format!("{indent}requires:"));
                for one in several {
                    self.line(&format!("{indent}  - {}", requirement(facts, one)));
                }
            }
        }
    }

    fn level(&mut self, facts: &[Declaration], level: &Level, own: &[String], of_criteria: &[Vec<String>]) {
        self.line(&format!("  - id: {}", scalar(&level.id.text)));
        if !level.aliases.is_empty() {
            self.line(&format!("    aliases: {}", names(&level.aliases)));
        }
        if let Some(name) = &level.name {
            self.line(&format!("    name: {}", scalar(&name.text)));
        }
        self.remarks("    ", own);
        if level.otherwise.is_some() {
            self.line("    otherwise: true");
        }
        if !level.criteria.is_empty() {
            self.line("    criteria:");
        }
        for (index, one) in level.criteria.iter().enumerate() {
            let remarks = of_criteria.get(index).map(Vec::as_slice).unwrap_or_default();
            self.remarks("      ", remarks);
            self.line(&format!("      - {}", criterion(facts, one)));
        }
        if level.response.span.is_some() {
            self.line(&format!("    response: {}", response(&level.response)));
        }
        self.requirements("    ", facts, &level.requires);
        if !level.examples.is_empty() {
            self.line("    examples:");
            for one in &level.examples {
                self.line(&format!("      - {}", example(facts, one)));
            }
        }
    }
}

fn declaration(fact: &Declaration) -> String {
    let mut parts = vec![format!("kind: {}", fact.kind.name())];
    match &fact.kind {
        Kind::Scale(all) | Kind::Choice(all) => parts.push(format!("values: {}", words(all))),
        Kind::Set(all) if !all.is_empty() => parts.push(format!("values: {}", words(all))),
        Kind::Number { unit, min, max } => {
            parts.extend(unit.as_ref().map(|unit| format!("unit: {}", scalar(unit))));
            parts.extend(min.map(|min| format!("min: {min}")));
            parts.extend(max.map(|max| format!("max: {max}")));
        }
        Kind::Money { currency } => parts.push(format!("currency: {currency}")),
        _ => {}
    }
    parts.extend(fact.says.as_ref().map(|says| format!("says: {}", scalar(says))));
    if !fact.from.is_empty() {
        let from: Vec<String> = fact.from.iter().map(|key| scalar(key)).collect();
        parts.push(format!("from: [{}]", from.join(", ")));
    }
    let assume = fact.assume.as_ref().map(|value| show_value(&fact.kind, value));
    parts.extend(assume.map(|value| format!("assume: {}", scalar(&value))));
    match fact.worse {
        Worse::Lower => parts.push("worse: lower".to_owned()),
        Worse::Neither if !matches!(fact.kind, Kind::Choice(_)) => parts.push("worse: neither".to_owned()),
        Worse::Higher | Worse::Neither => {}
    }
    braces(&parts)
}

fn words(words: &[Word]) -> String {
    let one = |word: &Word| {
        let synonyms: Vec<String> = word.synonyms.iter().map(|synonym| scalar(synonym)).collect();
        if synonyms.is_empty() {
            scalar(&word.name)
        } else {
            format!("{{ {}: [{}] }}", scalar(&word.name), synonyms.join(", "))
        }
    };
    format!("[{}]", words.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn requirement(facts: &[Declaration], requirement: &Requirement) -> String {
    let mut parts = vec![];
    if !requirement.when.is_empty() {
        parts.push(format!("when: {}", tests(facts, &requirement.when)));
    }
    for (key, asked) in [
        ("fields", &requirement.fields),
        ("sections", &requirement.sections),
        ("action_items", &requirement.action_items),
    ] {
        if !asked.is_empty() {
            parts.push(format!("{key}: {}", names(asked)));
        }
    }
    braces(&parts)
}

fn response(response: &Response) -> String {
    let mut parts = vec![];
    parts.extend(response.cover.map(|cover| format!("cover: {}", cover.key())));
    parts.extend(response.priority.as_ref().map(|priority| format!("priority: {}", scalar(priority))));
    if !response.notify.is_empty() {
        parts.push(format!("notify: {}", names(&response.notify)));
    }
    for (milestone, deadline, _) in &response.deadlines {
        parts.push(format!("{}: {}", milestone.key(), scalar(&deadline.to_string())));
    }
    braces(&parts)
}

fn criterion(facts: &[Declaration], criterion: &Criterion) -> String {
    let mut parts = vec![format!("id: {}", scalar(&criterion.id))];
    parts.extend(criterion.says.as_ref().map(|says| format!("says: {}", scalar(says))));
    if !criterion.tests.is_empty() {
        parts.push(format!("when: {}", tests(facts, &criterion.tests)));
    }
    if let Some(at_least) = &criterion.at_least {
        let item = |item: &Vec<Vec<Test>>| {
            let all: Vec<String> = item.iter().map(|alternative| tests(facts, alternative)).collect();
            match all.as_slice() {
                [only] => only.clone(),
                several => format!("[{}]", several.join(", ")),
            }
        };
        let of: Vec<String> = at_least.of.iter().map(item).collect();
        parts.push(format!("at_least: {{ count: {}, of: [{}] }}", at_least.count, of.join(", ")));
    }
    if !criterion.notify.is_empty() {
        parts.push(format!("notify: {}", names(&criterion.notify)));
    }
    braces(&parts)
}

fn tests(facts: &[Declaration], tests: &[Test]) -> String {
    let one = |test: &Test| {
        let fact = facts.get(test.fact)?;
        Some(format!("{}: {}", scalar(&fact.name), scalar(&show_demand(&fact.kind, &test.demand))))
    };
    braces(&tests.iter().filter_map(one).collect::<Vec<_>>())
}

fn example(facts: &[Declaration], example: &Example) -> String {
    let mut parts = vec![];
    parts.extend(example.says.as_ref().map(|says| format!("says: {}", scalar(says))));
    parts.extend(example.incident.as_ref().map(|path| format!("incident: {}", scalar(&path.text))));
    let one = |index: &usize, value| {
        let fact = facts.get(*index)?;
        Some(format!("{}: {}", scalar(&fact.name), scalar(&show_value(&fact.kind, value))))
    };
    let stated: Vec<String> = example.facts.iter().filter_map(|(fact, value, _)| one(fact, value)).collect();
    if !stated.is_empty() {
        parts.push(format!("facts: {}", braces(&stated)));
    }
    braces(&parts)
}

fn names(names: &[Name]) -> String {
    let all: Vec<String> = names.iter().map(|name| scalar(&name.text)).collect();
    format!("[{}]", all.join(", "))
}

fn braces(parts: &[String]) -> String {
    if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

/// A text inside of braces: bare where nothing in it means something to YAML, in quotes else.
fn scalar(text: &str) -> String {
    let is_safe = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '.' | '/' | '%' | '\'' | '(' | ')')
    };
    let is_bare =
        text.starts_with(char::is_alphanumeric) && !text.ends_with(' ') && text.chars().all(is_safe);
    if is_bare { text.to_owned() } else { double_quoted(text) }
}
