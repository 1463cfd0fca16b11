//! The text of a table that is about to be written: a preset with what the repository does, or a skeleton from a table that
//! people wrote for people, or from the levels that are declared.

use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::model::deadline::read_deadline;
use crate::source::text::Text;
use crate::table::level::Milestone;
use crate::table::read::read_table;
use crate::table::rendering::{changed, changes};

use super::first_table::{FirstFact, fact_lines};
use super::key_line::{Notation, Written, one_line};
use super::naming::slug;

/// What stands where names of people are wanted, and is none.
const NOBODY: [&str; 22] = [
    "yes",
    "no",
    "none",
    "nobody",
    "no one",
    "no-one",
    "noone",
    "not applicable",
    "tbd",
    "required",
    "optional",
    "not required",
    "n",
    "a",
    "always",
    "never",
    "なし",
    "無し",
    "該当なし",
    "未定",
    "不要",
    "任意",
];

/// Words of a sentence: what has one is no name.
const SENTENCE: [&str; 10] = ["within", "after", "before", "if", "when", "via", "by", "in", "on", "at"];

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
}

/// A level of a skeleton, in words.
#[derive(Clone, Debug, Default)]
pub struct SketchedLevel {
    /// What it is called.
    pub id: String,
    /// Other ids of it.
    pub aliases: Vec<String>,
    /// What it is called in a sentence.
    pub name: Option<String>,
    /// What puts an incident there.
    pub says: Vec<String>,
    /// Incidents that belong there.
    pub examples: Vec<String>,
    /// What is to be done.
    pub response: Vec<String>,
    /// Who is told, as the source has it.
    pub notify: Vec<String>,
    /// Deadlines, as the source has them.
    pub deadlines: Vec<(Milestone, String)>,
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
    let mut facts = vec![];
    let mut rows = String::new();
    // What is left over can only be named where something is not.
    let is_begun = levels.iter().rev().skip(1).any(|level| !level.says.is_empty());
    let last = if is_begun { levels.len().saturating_sub(1) } else { levels.len() };
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
            let rest = if english {
                "whatever no criterion above covers"
            } else {
                "上のどの基準にも該当しないもの"
            };
            rows += &format!("    otherwise: true   # {rest}\n");
            for says in &level.says {
                rows += &format!("    # {}\n", one_line(says));
            }
        } else if level.says.is_empty() {
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
                let fact = fact_name(says, index, &facts);
                let said = double_quoted(says);
                rows += &format!("      - {{ says: {said}, when: {{ {fact}: yes }} }}\n");
                facts.push((fact, said));
            }
            let number = if english {
                "with a number it is better"
            } else {
                "数値で書けるものは数値で書く"
            };
            rows += &format!(
                "      # {number}: - {{ says: …, when: {{ users_affected_pct: at least 20%, duration: at least 30m }} }}\n"
            );
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
    text += if facts.is_empty() && taken.facts.is_empty() { "facts: {}\n" } else { "facts:\n" };
    for (name, says) in &facts {
        text += &format!("  {name}: {{ kind: boolean, says: {says}, assume: no }}\n");
    }
    text += &stated(taken, language);
    text += &requires(taken);
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

fn response(level: &SketchedLevel, language: Language) -> String {
    let all = level.response.join(" ").to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| all.contains(word));
    let mut lines = vec![];
    if has(&["24x7", "24/7", "24×7", "around the clock", "any hour", "wake", "24時間", "24 時間", "24h"])
    {
        lines.push("cover: around-the-clock".to_owned());
    } else if has(&[
        "business hours",
        "office hours",
        "working hours",
        "business day",
        "営業時間",
        "翌営業日",
    ]) {
        lines.push("cover: business-hours".to_owned());
    }
    if !level.response.is_empty() {
        lines.push(format!("priority: {}", double_quoted(&level.response.join(" "))));
    }
    let mut comments = vec![];
    match told(&level.notify) {
        Some(names) if names.is_empty() => {}
        Some(names) => lines.push(format!("notify: {}", listed(&names))),
        None => comments.push(format!("      # notify: {}\n", one_line(&level.notify.join("; ")))),
    }
    for (milestone, text) in &level.deadlines {
        let key = milestone.key();
        if read_deadline(text).is_ok() && !lines.iter().any(|line| line.starts_with(key)) {
            lines.push(format!("{key}: {}", double_quoted(text)));
        } else {
            comments.push(format!("      # {key}: {}\n", one_line(text)));
        }
    }
    if lines.is_empty() && comments.is_empty() {
        let todo = match language {
            Language::English => "who is told, and when",
            Language::Japanese => "誰に、いつ連絡するか",
        };
        return format!("    # response: {{ cover: business-hours, notify: [support] }}   # {todo}\n");
    }
    let lines = lines.iter().flat_map(|line| ["      ", line.as_str(), "\n"]).collect::<String>();
    if lines.is_empty() {
        format!("    # response:\n{}", comments.concat())
    } else {
        format!("    response:\n{lines}{}", comments.concat())
    }
}

/// The names in texts that say who is told, if they are names and nothing else.
fn told(texts: &[String]) -> Option<Vec<String>> {
    let parts = texts
        .iter()
        .flat_map(|text| text.split([',', ';', '、', '・', '/', '\n', '+', '&']))
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | '。')))
        .filter(|part| !part.is_empty());
    let mut names: Vec<String> = vec![];
    for part in parts {
        let words = part.split_whitespace().count();
        let is_name = words <= 4
            && part.chars().count() <= 30
            && part.chars().all(|letter| {
                letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '#' | '@' | 'ー')
            })
            && !part.starts_with(|first: char| first.is_numeric())
            && !NOBODY.contains(&part.to_lowercase().as_str())
            && !part.split_whitespace().any(|word| SENTENCE.contains(&word.to_lowercase().as_str()));
        if !is_name {
            return None;
        }
        if !names.iter().any(|name| name == part) {
            names.push(part.to_owned());
        }
    }
    Some(names)
}

/// A short name for what a text says; letters that are not of ASCII make no good key.
fn fact_name(says: &str, level: usize, taken: &[(String, String)]) -> String {
    let words = slug(says, '_');
    let words: Vec<&str> = words.split('_').filter(|word| word.is_ascii()).take(6).collect();
    let base = words.join("_");
    let starts = base.starts_with(|first: char| first.is_ascii_alphabetic());
    let base =
        if starts && base.len() > 3 && says.is_ascii() { base } else { format!("level_{}", level + 1) };
    let is_free = |name: &String| !taken.iter().any(|(other, _)| other == name);
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

fn listed(words: &[String]) -> String {
    let line = Notation::Yaml.line("k", &Written::List(words.iter().map(|word| one_line(word)).collect()));
    line.strip_prefix("k: ").unwrap_or("[]").to_owned()
}

fn double_quoted(text: &str) -> String {
    let line = Notation::Braces.line("k", &Written::Words(one_line(text)));
    line.strip_prefix("\"k\": ").unwrap_or("\"\"").to_owned()
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
