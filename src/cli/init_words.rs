//! What `init` says: what it saw, what it wrote, what to do next; in every language.

use crate::diagnostic::language::Language;
use crate::insight::observed::Observed;
use crate::insight::proposal::Proposal;
use crate::insight::survey::Survey;
use crate::insight::tally::Tally;
use crate::report::terminal_text::name;
use crate::rules::words::phrase::counted;
use crate::source::in_order::InOrder;
use crate::source::syntax::Syntax;

use super::init_look::Looked;
use super::init_rubric_words::found;

/// So many of a kind are shown; the rest is counted.
const MOST_SHOWN: usize = 12;

/// What was seen, a line each; nothing where there is nothing yet. `asked` is whether a preset was asked for.
#[must_use]
pub fn seen(
    looked: &Looked,
    asked: bool,
    proposal: &Proposal,
    facts: &[Observed],
    language: Language,
) -> Vec<String> {
    let english = language == Language::English;
    let survey = &looked.survey;
    let mut lines = vec![];
    if survey.postmortems() > 0 {
        lines.push(headline(survey, language));
        let fields = survey.fields.iter().map(|(name, tally)| (name.as_str(), tally));
        lines.extend(row(if english { "fields" } else { "フィールド" }, fields, language));
        lines.extend(levels(survey, language));
        let mut sections: Vec<&Tally> = survey.sections.iter().map(|(_, tally)| tally).collect();
        sections.order_by_key(|tally| std::cmp::Reverse(tally.files));
        let sections = sections.into_iter().filter(|tally| tally.files > 1 || survey.postmortems() < 4);
        let sections = sections.map(|tally| (tally.usual(), tally));
        lines.extend(row(if english { "sections" } else { "セクション" }, sections, language));
        let stated: Vec<&str> = facts.iter().map(|fact| fact.key.as_str()).collect();
        let unnamed = survey.unnamed.values().filter(|unnamed| {
            survey.is_habit(unnamed.tally.files) && !stated.contains(&unnamed.tally.usual())
        });
        let unnamed = unnamed.map(|unnamed| (unnamed.tally.usual(), &unnamed.tally));
        lines.extend(row(if english { "not read" } else { "読み取らないキー" }, unnamed, language));
        if !facts.is_empty() {
            let keys: Vec<String> =
                facts.iter().map(|fact| format!("{} {}", name(&fact.key), fact.files)).collect();
            lines.push(if english {
                format!("  facts of the table from now on: {}", keys.join(", "))
            } else {
                format!("  今後、表の事実として読む: {}", keys.join("、"))
            });
        }
        for (name, keys) in &proposal.names {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            lines.push(if english {
                format!("  read from now on: {} as `{name}`", keys.join(", "))
            } else {
                format!("  今後 {} を `{name}` として読む", keys.join("、"))
            });
        }
        if survey.undated > 0 {
            lines.push(undated(survey.undated, language));
        }
        if !proposal.bare.is_empty() {
            let words: Vec<String> =
                proposal.bare.iter().map(|(word, id)| format!("`{word}` as {}", name(id))).collect();
            lines.push(if english {
                format!(
                    "  bare numbers as levels: {} of the table; if 1 is not your worst, correct the table before anything else",
                    words.join(", ")
                )
            } else {
                let words: Vec<String> =
                    proposal.bare.iter().map(|(word, id)| format!("`{word}` は {}", name(id))).collect();
                format!(
                    "  数字だけのレベル: {} として読む。1 が最も重いのでなければ、まず表を直す",
                    words.join("、")
                )
            });
        }
        if !proposal.unmapped.is_empty() {
            let words: Vec<String> =
                proposal.unmapped.iter().map(|(word, files)| format!("`{}` ({files})", name(word))).collect();
            lines.push(if english {
                format!(
                    "  no level of the table: {}; add each to the `aliases` of a level, or to `not_graded`",
                    words.join(", ")
                )
            } else {
                format!(
                    "  表のどのレベルでもない語: {}。どれかのレベルの `aliases` か `not_graded` に加える",
                    words.join("、")
                )
            });
        }
    }
    if looked.others > 0 {
        let files = looked.others;
        lines.push(if english {
            format!("saw no postmortem: {} in a folder with a name that says so (`postmortems`, `incidents`)", among(files))
        } else {
            format!("ポストモーテムは見つからない: Markdown ファイル {files} 件は、それと分かる名前のフォルダー (`postmortems`、`incidents`) にない")
        });
    }
    lines.extend(found(looked, asked, language));
    lines
}

fn among(files: usize) -> String {
    match files {
        1 => "the only Markdown file is not".to_owned(),
        files => format!("none of {files} Markdown files is"),
    }
}

/// `enforce_from` asks on which day an incident was.
fn undated(files: usize, language: Language) -> String {
    match language {
        Language::English => format!(
            "  without a day: {files}, so that `enforce_from` does not spare them; give them a `date`, or keep what is found with `sevlint check --baseline FILE --write-baseline`"
        ),
        Language::Japanese => format!(
            "  日付の分からないもの {files} 件には `enforce_from` が効かない。`date` を書くか、`sevlint check --baseline ファイル --write-baseline` で既知の指摘にする"
        ),
    }
}

fn headline(survey: &Survey, language: Language) -> String {
    let folders = survey.folders();
    let shown: Vec<String> = folders
        .iter()
        .take(3)
        .map(|(folder, _)| if folder.is_empty() { ".".to_owned() } else { name(folder).into_owned() })
        .collect();
    let more = folders.len().saturating_sub(shown.len());
    let mut formats: Vec<String> = survey
        .front_matter
        .iter()
        .map(|(syntax, count)| {
            let syntax = match syntax {
                Syntax::Yaml => "YAML",
                Syntax::Toml => "TOML",
                Syntax::Json => "JSON",
            };
            format!("{syntax} {count}")
        })
        .collect();
    let without = survey.postmortems() - survey.front_matter.iter().map(|(_, count)| count).sum::<usize>();
    match language {
        Language::English => {
            if without > 0 {
                formats.push(format!("none {without}"));
            }
            let more =
                if more > 0 { format!(" and {}", counted(more, "other folder")) } else { String::new() };
            let count = counted(survey.postmortems(), "postmortem");
            format!("saw {count} in {}{more} (front matter: {})", shown.join(", "), formats.join(", "))
        }
        Language::Japanese => {
            if without > 0 {
                formats.push(format!("なし {without}"));
            }
            let more = if more > 0 { format!("ほか {more} フォルダー") } else { String::new() };
            format!(
                "{}{more} にポストモーテムが {} 件ある (フロントマター: {})",
                shown.join("、"),
                survey.postmortems(),
                formats.join("、")
            )
        }
    }
}

/// `fields   severity 297, started_at 290 as "date"`, the most common first.
fn row<'t>(
    label: &str,
    all: impl Iterator<Item = (&'t str, &'t Tally)>,
    language: Language,
) -> Option<String> {
    let mut all: Vec<(&str, &Tally)> = all.collect();
    all.order_by(|one, other| other.1.files.cmp(&one.1.files).then(one.0.cmp(other.0)));
    let more = all.len().saturating_sub(MOST_SHOWN);
    let mut words: Vec<String> = all
        .iter()
        .take(MOST_SHOWN)
        .map(|(called, tally)| {
            let usual = tally.usual();
            let spelt = if usual == *called { String::new() } else { format!(" (`{}`)", name(usual)) };
            // `1 4` says nothing.
            let is_number = called.chars().all(char::is_numeric);
            let called = if is_number { format!("`{called}`").into() } else { name(called) };
            format!("{called} {}{spelt}", tally.files)
        })
        .collect();
    if words.is_empty() {
        return None;
    }
    if more > 0 {
        words.push(match language {
            Language::English => format!("{more} more"),
            Language::Japanese => format!("ほか {more}"),
        });
    }
    Some(format!("  {label}: {}", words.join(if language == Language::English { ", " } else { "、" })))
}

fn levels(survey: &Survey, language: Language) -> Option<String> {
    let all = survey.levels.values().map(|tally| (tally.usual(), tally));
    let label = if language == Language::English { "levels" } else { "レベル" };
    let row = row(label, all, language);
    let unclear = survey.unclear_levels;
    if unclear == 0 {
        return row;
    }
    Some(match (row, language) {
        (Some(row), Language::English) => format!("{row}; in {unclear} no level can be made out"),
        (None, Language::English) => format!("  {label}: in {unclear} none can be made out"),
        (Some(row), Language::Japanese) => format!("{row}。{unclear} 件はレベルが読み取れない"),
        (None, Language::Japanese) => format!("  {label}: {unclear} 件とも読み取れない"),
    })
}

/// A file that was written, or was not.
#[must_use]
pub fn written(path: &str, is_new: bool, language: Language) -> String {
    let path = name(path);
    match (is_new, language) {
        (true, Language::English) => format!("wrote {path}"),
        (true, Language::Japanese) => format!("{path} を書き込んだ"),
        (false, Language::English) => format!("{path} is there already, and stays as it is"),
        (false, Language::Japanese) => format!("{path} はすでにあり、変更していない"),
    }
}

/// What the table was made of.
#[must_use]
pub fn made_of(source: &Source<'_>, language: Language) -> String {
    match (source, language) {
        (Source::Preset(preset), Language::English) => format!(" from the preset `{preset}`"),
        (Source::Preset(preset), Language::Japanese) => format!(" (プリセット `{preset}`)"),
        (Source::Rubric(path), Language::English) => {
            format!(": a skeleton with the levels and texts of {}; put numbers to them", name(path))
        }
        (Source::Rubric(path), Language::Japanese) => {
            format!("。{} のレベルと文面を写した骨組み。数値に直すこと", name(path))
        }
        (Source::Declared, Language::English) => {
            ": a skeleton with the levels that are declared here; say what puts an incident at each"
                .to_owned()
        }
        (Source::Declared, Language::Japanese) => {
            "。宣言されているレベルだけの骨組み。それぞれに該当する条件を書くこと".to_owned()
        }
    }
}

/// Where a new table comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source<'s> {
    /// A preset of that name.
    Preset(&'s str),
    /// A severity table for people, at that path.
    Rubric(&'s str),
    /// The levels that postmortems declare.
    Declared,
}

/// What is required from now on.
#[must_use]
pub fn required(proposal: &Proposal, language: Language) -> Option<String> {
    let all: Vec<&str> = proposal.fields.iter().chain(&proposal.sections).map(String::as_str).collect();
    if all.is_empty() {
        return None;
    }
    Some(match language {
        Language::English => format!("  required, as most have it: {}", all.join(", ")),
        Language::Japanese => format!("  多くが満たしている必須項目: {}", all.join("、")),
    })
}

/// What to do next.
#[must_use]
pub fn next(table: &str, template: &str, language: Language) -> String {
    let table = name(table);
    match language {
        Language::English => format!(
            "\nnext: make {table} your own, copy {} for an incident or let `sevlint new TITLE` write one, and run `sevlint check`",
            name(template)
        ),
        Language::Japanese => format!(
            "\n次の手順: {table} を自社に合わせて直し、{} を写すか `sevlint new タイトル` でインシデントを書き、`sevlint check` を実行する",
            name(template)
        ),
    }
}
