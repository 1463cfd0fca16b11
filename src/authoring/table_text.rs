//! The text of a table that is about to be written: a preset with what the repository does, or a skeleton from a table that
//! people wrote for people, or from the levels that are declared.

use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::source::text::Text;
use crate::table::read::read_table;
use crate::table::rendering::{changed, changes};

use super::fact_words::name_in_english;
use super::first_table::{FirstFact, fact_lines};
use super::key_line::{Notation, Written, one_line};
use super::measured::Columns;
use super::naming::slug;
use super::sketched_level::{SketchedLevel, double_quoted, listed, response};

/// What is taken over into the table.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// Fields that every postmortem must state.
    pub fields: Vec<String>,
    /// Sections that every postmortem must have.
    pub sections: Vec<String>,
    /// Other spellings of levels, by the id of the level.
    pub aliases: Vec<(String, Vec<String>)>,
    /// Declared values that are no severity.
    pub not_graded: Vec<String>,
    /// What postmortems state, to be declared.
    pub facts: Vec<FirstFact>,
    /// Rows of the source that name no level.
    pub left_out: Vec<String>,
    /// Sentences of the source that give a level, and are no criterion.
    pub rules: Vec<String>,
}

/// A preset, with what the repository does in the place of what the preset asks for.
#[must_use]
pub fn fitted(preset: &str, taken: &Taken, language: Language) -> String {
    let mut text = preset.to_owned();
    if !taken.fields.is_empty() || !taken.sections.is_empty() {
        text = without_requires(&text);
        text = before_levels(&text, &requires(taken));
    }
    if !taken.not_graded.is_empty() {
        text = before_levels(&text, &format!("not_graded: {}\n", listed(&taken.not_graded)));
    }
    for (id, words) in &taken.aliases {
        text = with_aliases(&text, id, words);
    }
    text = with_facts(&text, &stated(taken, language));
    rendered(&text, language)
}

/// A skeleton: levels with their texts. Each text is a question that can be answered with yes or no, so that the table works at
/// once; the numbers that belong there stand in comments.
#[must_use]
pub fn skeleton(levels: &[SketchedLevel], source: Option<&str>, taken: &Taken, language: Language) -> String {
    let english = language == Language::English;
    let mut facts: Vec<(String, String)> = vec![];
    let known: Vec<&str> = taken.facts.iter().map(|fact| fact.name.as_str()).collect();
    let columns = Columns::of(levels, &known);
    let mut rows = String::new();
    let last = rest(levels).unwrap_or(levels.len());
    for (index, level) in levels.iter().enumerate() {
        rows += &format!("  - {}\n", Notation::Yaml.line("id", &Written::Words(one_line(&level.id))));
        let declared = taken.aliases.iter().filter(|(id, _)| *id == level.id).flat_map(|(_, words)| words);
        let aliases: Vec<String> = level.aliases.iter().chain(declared).cloned().collect();
        if !aliases.is_empty() {
            rows += &format!("    aliases: {}\n", listed(&aliases));
        }
        if let Some(name) = &level.name {
            rows += &format!("    {}\n", Notation::Yaml.line("name", &Written::Words(one_line(name))));
        }
        rows += &response(level, language);
        if index == last {
            let covers = if english {
                "whatever no criterion above covers"
            } else {
                "上のどの基準にも該当しないもの"
            };
            rows += &format!("    otherwise: true   # {covers}\n");
            for says in &level.says {
                rows += &format!("    # {}\n", one_line(says));
            }
            for one in &level.measures {
                rows += &format!("    # {}: {}\n", one_line(&one.head), one_line(&one.says));
            }
        } else if !says(level) {
            let todo = if english {
                "say what puts an incident here, as"
            } else {
                "このレベルに該当する条件を書く。例"
            };
            rows += &format!(
                "    criteria: []   # {todo} - {{ says: …, when: {{ users_affected_pct: at least 20% }} }}\n"
            );
        } else {
            rows += "    criteria:\n";
            for says in &level.says {
                let fact = fact_name(says, index, |name| {
                    facts.iter().any(|(other, _)| other == name) || columns.names().any(|other| other == name)
                });
                let said = double_quoted(says);
                rows += &format!("      - {{ says: {said}, when: {{ {fact}: yes }} }}\n");
                facts.push((fact, said));
            }
            rows += &columns.criteria(level, language);
            let number = if english {
                "with a number it is better"
            } else {
                "数値で書けるものは数値で書く"
            };
            if level.measures.is_empty() {
                rows += &format!(
                    "      # {number}: - {{ says: …, when: {{ users_affected_pct: at least 20%, duration: at least 30m }} }}\n"
                );
            }
        }
        for (head, text) in &level.asides {
            let head = if head.is_empty() { String::new() } else { format!("{}: ", one_line(head)) };
            rows += &format!("    # {head}{}\n", one_line(text));
        }
        for text in &level.left {
            let what = if english { "not taken as a criterion" } else { "条件にしていない" };
            rows += &format!("    # {what}: {}\n", one_line(text));
        }
        for example in &level.examples {
            let word = if english { "example" } else { "例" };
            rows += &format!("    # {word}: {}\n", one_line(example));
        }
    }
    let mut text = String::from("---\nsev_table: 1\n");
    text += if english { "title: Severity levels\n" } else { "title: 重大度\n" };
    if !taken.not_graded.is_empty() {
        text += &format!("not_graded: {}\n", listed(&taken.not_graded));
    }
    text += if english {
        "# What a postmortem states. What can be counted or measured settles a level better than yes and no:\n\
         #   users_affected_pct: { kind: percent, says: Share of users who were affected }\n"
    } else {
        "# ポストモーテムに書く事実。はい・いいえより、数えたり測ったりできるもののほうがレベルは決まりやすい:\n\
         #   users_affected_pct: { kind: percent, says: 影響を受けた利用者の割合 }\n"
    };
    let measured = columns.declarations(levels);
    let has_facts = !facts.is_empty() || !taken.facts.is_empty() || !measured.is_empty();
    text += if has_facts { "facts:\n" } else { "facts: {}\n" };
    text += &measured;
    for (name, says) in &facts {
        text += &format!("  {name}: {{ kind: boolean, says: {says}, assume: no }}\n");
    }
    text += &stated(taken, language);
    text += &requires(taken);
    text += columns.remark(levels, language);
    for row in &taken.left_out {
        let what = if english {
            "names no level, and was left out"
        } else {
            "レベルではない行なので写していない"
        };
        text += &format!("# {}: {what}\n", one_line(row));
    }
    for rule in &taken.rules {
        let what = if english {
            "a rule in words, not taken over"
        } else {
            "文で書かれた規則。写していない"
        };
        text += &format!("# {what}: {}\n", one_line(rule));
    }
    text += "levels:\n";
    text += &rows;
    text += "---\n\n";
    text += &match (source, language) {
        (Some(path), Language::English) => format!(
            "# Severity levels\n\nThe levels and their texts are from `{path}`. They are words so far: put numbers to them, and try them with\n`sevlint table lint` and `sevlint classify`.\n"
        ),
        (Some(path), Language::Japanese) => format!(
            "# 重大度\n\nレベルと文面は `{path}` から取った。まだ言葉だけなので、数値に直し、`sevlint table lint` と `sevlint classify` で確かめること。\n"
        ),
        (None, Language::English) => {
            "# Severity levels\n\nThe levels are those that postmortems here declare. What puts an incident at each of them is still to be written.\n".to_owned()
        }
        (None, Language::Japanese) => {
            "# 重大度\n\nレベルは既存のポストモーテムに書かれているもの。それぞれに該当する条件はこれから書く。\n".to_owned()
        }
    };
    rendered(&text, language)
}

fn says(level: &SketchedLevel) -> bool {
    !level.says.is_empty() || !level.measures.is_empty()
}

/// The level that has what is left over: it can only be named where something is not.
fn rest(levels: &[SketchedLevel]) -> Option<usize> {
    let is_begun = levels.iter().rev().skip(1).any(|level| says(level) || level.is_told);
    levels.len().checked_sub(1).filter(|_| is_begun)
}

/// The heads of columns that levels of a skeleton are asked for by number, or by yes and no.
#[must_use]
pub fn tested_heads(levels: &[SketchedLevel]) -> Vec<String> {
    let asked = levels.iter().take(rest(levels).unwrap_or(levels.len()));
    let mut heads: Vec<String> = vec![];
    for one in asked.flat_map(|level| &level.measures) {
        if !heads.contains(&one.head) {
            heads.push(one.head.clone());
        }
    }
    heads
}

/// The ids of levels of a skeleton that nothing puts an incident at.
#[must_use]
pub fn without_criteria(levels: &[SketchedLevel]) -> Vec<String> {
    let asked = levels.iter().take(rest(levels).unwrap_or(levels.len()));
    asked.filter(|level| !says(level)).map(|level| level.id.clone()).collect()
}

/// The facts that postmortems state, a line each, under a line that says so.
fn stated(taken: &Taken, language: Language) -> String {
    if taken.facts.is_empty() {
        return String::new();
    }
    let what = match language {
        Language::English => {
            "Postmortems here state these, and no criterion asks for them yet. Say in `says` what each asks:"
        }
        Language::Japanese => {
            "以下は既存のポストモーテムに書かれているが、まだどの基準も問わない。何を問うかを `says` に書く:"
        }
    };
    format!("  # {what}\n{}", fact_lines(&taken.facts))
}

/// The text with its rendering; as it is, if it is no table.
fn rendered(text: &str, language: Language) -> String {
    let file = Arc::new(Text::new("SEV.md", text));
    let Ok(table) = read_table(&file) else { return text.to_owned() };
    changed(&file, &changes(&table, Some(language), language, usize::MAX))
}

/// A short name for what a text says; letters that are not of ASCII make no good key.
fn fact_name(says: &str, level: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let words = slug(says, '_');
    let words: Vec<&str> = words.split('_').filter(|word| word.is_ascii()).take(6).collect();
    let base = words.join("_");
    let starts = base.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_english = says.chars().all(|letter| letter.is_ascii() || !letter.is_alphanumeric());
    // `影響範囲: 全社`: of the head, and what is said where that is known, too.
    let of_head = || {
        let (head, said) = says.split_once([':', '：'])?;
        let head = name_in_english(head)?;
        Some(name_in_english(said).map_or(head.clone(), |said| format!("{head}_{said}")))
    };
    let base = if starts && base.len() > 3 && is_english {
        base
    } else {
        let known = name_in_english(says).or_else(of_head);
        known.unwrap_or_else(|| format!("level_{}", level + 1))
    };
    let is_free = |name: &String| !is_taken(name);
    let numbered = (2..1000).map(|number| format!("{base}_{number}"));
    std::iter::once(base.clone()).chain(numbered).find(is_free).unwrap_or(base)
}

fn requires(taken: &Taken) -> String {
    if taken.fields.is_empty() && taken.sections.is_empty() {
        return String::new();
    }
    let mut text = String::from("requires:\n");
    if !taken.fields.is_empty() {
        text += &format!("  fields: {}\n", listed(&taken.fields));
    }
    if !taken.sections.is_empty() {
        text += &format!("  sections: {}\n", listed(&taken.sections));
    }
    text
}

/// Presets are ours, and written in one way: keys of the top begin their lines.
fn without_requires(text: &str) -> String {
    let mut inside = false;
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        inside = line.starts_with("requires:") || inside && line.starts_with(' ');
        if !inside {
            kept += line;
        }
    }
    kept
}

fn before_levels(text: &str, added: &str) -> String {
    text.replacen("\nlevels:\n", &format!("\n{added}levels:\n"), 1)
}

/// Facts are the first block of a preset, of lines that are indented.
fn with_facts(text: &str, added: &str) -> String {
    let Some((head, block)) = text.split_once("\nfacts:\n") else { return text.to_owned() };
    let length: usize =
        block.split_inclusive('\n').take_while(|line| line.starts_with(' ')).map(str::len).sum();
    let (declared, rest) = block.split_at_checked(length).unwrap_or((block, ""));
    format!("{head}\nfacts:\n{declared}{added}{rest}")
}

fn with_aliases(text: &str, id: &str, words: &[String]) -> String {
    let head = format!("\n  - id: {id}\n");
    let Some(at) = text.find(&head).map(|at| at + head.len()) else { return text.to_owned() };
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let Some(rest) = behind.strip_prefix("    aliases: [") else {
        return format!("{before}    aliases: {}\n{behind}", listed(words));
    };
    let added = listed(words);
    let added = added.trim_start_matches('[').trim_end_matches(']');
    format!("{before}    aliases: [{added}, {rest}")
}
