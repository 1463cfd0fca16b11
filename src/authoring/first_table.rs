//! A table where there is none yet: levels that postmortems declare, facts that they state, and no criteria.

use crate::model::fold::fold_key;
use crate::model::kind::Kind;

use super::fact_words::name_in_english;
use super::key_line::{Notation, Written, one_line};
use super::naming::slug;

/// A fact of a first table.
#[derive(Clone, Debug)]
pub struct FirstFact {
    /// What it is called.
    pub name: String,
    /// The key that states it.
    pub key: String,
    /// What is stated.
    pub kind: Kind,
}

/// Names for facts by the keys that state them, other than those that are taken: keys of other scripts make no good names: those of
/// known words are put into English, others are numbered.
#[must_use]
pub fn named(facts: impl Iterator<Item = (String, Kind)>, taken: &[&str]) -> Vec<FirstFact> {
    let mut named: Vec<FirstFact> = vec![];
    for (key, kind) in facts {
        let plain = slug(&key, '_');
        let is_name = plain.is_ascii() && plain.starts_with(|first: char| first.is_ascii_alphabetic());
        let other = || name_in_english(&key).unwrap_or_else(|| format!("fact_{}", named.len() + 1));
        let mut name = if is_name { plain } else { other() };
        while taken.contains(&name.as_str()) || named.iter().any(|other| other.name == name) {
            name += "_2";
        }
        named.push(FirstFact { name, key, kind });
    }
    named
}

/// A line for each fact.
#[must_use]
pub fn fact_lines(facts: &[FirstFact]) -> String {
    facts.iter().map(|fact| fact_line(fact, "")).collect()
}

/// A line for a fact, with more keys, each behind a comma.
pub(super) fn fact_line(fact: &FirstFact, others: &str) -> String {
    let is_key = fold_key(&fact.name) == fold_key(&fact.key) && !fact.key.contains('.');
    let from =
        if is_key { String::new() } else { format!(", from: {}", listed(std::slice::from_ref(&fact.key))) };
    let more = match &fact.kind {
        Kind::Scale(words) | Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|word| word.name.clone()).collect();
            format!(", values: {}", listed(&words))
        }
        Kind::Money { currency } => format!(", currency: {currency}"),
        Kind::Number { unit: Some(unit), .. } => {
            format!(", {}", Notation::Braces.line("unit", &Written::Words(one_line(unit))))
        }
        _ => String::new(),
    };
    format!("  {}: {{ kind: {}{more}{others}{from} }}\n", fact.name, fact.kind.name())
}

/// The text of a table with these levels, most severe first, each with its other spellings.
#[must_use]
pub fn first_table(levels: &[Vec<String>], facts: &[FirstFact], not_graded: &[String]) -> String {
    let mut text = String::from("sev_table: 1\n");
    if !not_graded.is_empty() {
        text += &format!("not_graded: {}\n", listed(not_graded));
    }
    text += if facts.is_empty() { "facts: {}\n" } else { "facts:\n" };
    text += &fact_lines(facts);
    text += "levels:\n";
    for words in levels {
        let Some((id, aliases)) = words.split_first() else { continue };
        text += &format!("  - {}\n", Notation::Yaml.line("id", &Written::Words(one_line(id))));
        if !aliases.is_empty() {
            text += &format!("    aliases: {}\n", listed(aliases));
        }
    }
    text
}

fn listed(words: &[String]) -> String {
    let line = Notation::Yaml.line("k", &Written::List(words.iter().map(|word| one_line(word)).collect()));
    line.strip_prefix("k: ").unwrap_or("[]").to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::kind::Word;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    #[test]
    fn whatever_is_called_how_it_is_a_table() {
        let word = |name: &str| Word { name: name.to_owned(), synonyms: vec![] };
        let facts = [
            ("Users affected".to_owned(), Kind::Percent),
            ("影響ユーザー".to_owned(), Kind::Count),
            ("泣いた人".to_owned(), Kind::Count),
            ("impact.cost: {x}".to_owned(), Kind::Money { currency: "EUR".to_owned() }),
            ("users-affected?".to_owned(), Kind::Duration),
            ("data loss".to_owned(), Kind::Scale(vec![word("none"), word("yes"), word("#1, \"x\"")])),
        ];
        let facts = named(facts.into_iter(), &["fact_3"]);
        let names: Vec<&str> = facts.iter().map(|fact| fact.name.as_str()).collect();
        let wanted = [
            "users_affected",
            "users_affected_2",
            "fact_3_2",
            "impact_cost_x",
            "users_affected_2_2",
            "data_loss",
        ];
        assert_eq!(names, wanted);
        let levels = [vec!["SEV-1".to_owned(), "P1".to_owned()], vec!["yes".to_owned()]];
        let text = first_table(&levels, &facts, &["drill".to_owned()]);
        let table = read_table(&Arc::new(Text::new("sev.yaml", text.as_str())));
        let table = table.unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"));
        assert_eq!(table.levels.len(), 2);
        assert_eq!(table.facts.iter().filter(|fact| fact.span.is_some()).count(), 6);
        assert!(read_table(&Arc::new(Text::new("sev.yaml", first_table(&levels, &[], &[])))).is_ok());
    }
}
