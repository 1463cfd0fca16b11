//! What a plan compares leaves out and what changes besides, in each language: a sentence each.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::language::Language;
use crate::insight::plan::{Beside, Fate, LeftOut, Plan, When};
use crate::rules::words::phrase::counted;

use super::plan_words::code;

/// More files than this are counted.
const MOST_FILES: usize = 10;

/// From when on the table is in force, which incidents are left to others, and what else changed.
#[must_use]
pub fn beside(plan: &Plan<'_>, language: Language) -> Vec<String> {
    let mut sentences = vec![];
    if let Some((old, new)) = plan.moved_start() {
        let day = |day: Option<Date>| match (day, language) {
            (Some(day), _) => day.to_string(),
            (None, Language::English) if plan.is_oldest => "none".to_owned(),
            (None, Language::English) => "any day".to_owned(),
            (None, Language::Japanese) => "指定なし".to_owned(),
        };
        let (old, new) = (day(old), day(new));
        sentences.push(match (language, plan.is_oldest) {
            (Language::English, true) => format!(
                "its first day: {new}, before {old}; as no table is older, it judges earlier incidents, too"
            ),
            (Language::English, false) => format!("it judges incidents from {new} on, before from {old} on"),
            (Language::Japanese, true) => format!(
                "適用開始日を変更: {old} → {new}。より古い表がないため、それより前のインシデントも判定する"
            ),
            (Language::Japanese, false) => format!("適用開始日を変更: {old} → {new}"),
        });
    }
    if let Some(from) = plan.new.effective_from.filter(|_| plan.tries) {
        sentences.push(match language {
            Language::English => {
                format!("it is in force from {from} on; earlier incidents are tried here all the same")
            }
            Language::Japanese => format!("{from} から適用される。それより前のインシデントにも試した"),
        });
    }
    sentences.extend(plan.left_out.iter().map(|left| left_out(left, language)));
    sentences.extend(plan.beside.iter().map(|beside| other_table(beside, language)));
    for change in &plan.configurations {
        let path = code(&change.path);
        let keys: Vec<String> = change.keys.iter().map(|key| code(key)).collect();
        let (english, japanese) = match change.fate {
            Fate::Changed => ("says something else", "の変更"),
            Fate::New => ("is new, and says something else", "の追加による変更"),
            Fate::Gone => ("is gone, and what it said", "の削除による変更"),
        };
        sentences.push(match language {
            Language::English => {
                let keys = keys.join(", ");
                format!("{path} {english}: {keys}; `sevlint check` shows what comes of that")
            }
            Language::Japanese => {
                format!("{path} {japanese}: {}。その結果は `sevlint check` で表示できる", keys.join("、"))
            }
        });
    }
    for (paths, english, japanese) in [
        (&plan.no_more, "judged before, and no more", "判定されなくなるもの"),
        (&plan.only_now, "judged now, and by nothing before", "新たに判定されるもの"),
    ] {
        if !paths.is_empty() {
            let word = if language == Language::English { english } else { japanese };
            sentences.push(format!("{word}: {}", listed(paths, language)));
        }
    }
    sentences
}

fn left_out(left: &LeftOut, language: Language) -> String {
    let (count, by) = (left.incidents, code(&left.by));
    match language {
        Language::English => {
            let when = match left.when {
                When::From(day) => format!(" from {day} on"),
                When::Before(day) => format!(" before {day}"),
                When::Ever => String::new(),
            };
            format!("left out: {}{when}, which {by} judges", counted(count, "incident"))
        }
        Language::Japanese => {
            let when = match left.when {
                When::From(day) => format!("{day} 以降の "),
                When::Before(day) => format!("{day} より前の "),
                When::Ever => String::new(),
            };
            format!("{when}{count} 件は {by} で判定されるため除く")
        }
    }
}

fn other_table(beside: &Beside, language: Language) -> String {
    let english = language == Language::English;
    let (path, change) = match beside {
        Beside::Changed(path) if english => (path, "changed, too: name it with `--to` to see how".to_owned()),
        Beside::Changed(path) => (path, "も変更されている。`--to` で指定すると比較できる".to_owned()),
        Beside::New(path) if english => (path, "is new, too: name it with `--to` to try it".to_owned()),
        Beside::New(path) => (path, "も追加されている。`--to` で指定すると試せる".to_owned()),
        Beside::Gone(path) if english => {
            (path, "is gone: what it judged falls to the other tables".to_owned())
        }
        Beside::Gone(path) => (path, "は削除されている。その期間はほかの表で判定される".to_owned()),
        Beside::Elsewhere(path, fate, folder) if english => {
            let became = match fate {
                Fate::Changed => "changed, too",
                Fate::New => "is new",
                Fate::Gone => "is gone",
            };
            let folder = folder.as_ref().map(|folder| code(folder));
            let how = folder.map(|folder| format!(": name its folder, {folder}, to see what comes of it"));
            (path, format!("of another project {became}{}", how.unwrap_or_default()))
        }
        Beside::Elsewhere(path, fate, folder) => {
            let became = match fate {
                Fate::Changed => "も変更されている",
                Fate::New => "が追加されている",
                Fate::Gone => "が削除されている",
            };
            let folder = folder.as_ref().map(|folder| code(folder));
            let how = folder.map(|folder| format!("。そのフォルダー {folder} を指定すると比較できる"));
            (path, format!("(別のプロジェクト) {became}{}", how.unwrap_or_default()))
        }
    };
    format!("{} {change}", code(path))
}

/// Some of the paths, in words.
fn listed(paths: &[Arc<str>], language: Language) -> String {
    let named: Vec<String> = paths.iter().take(MOST_FILES).map(|path| code(path)).collect();
    let more = paths.len() - named.len();
    match (language, more) {
        (Language::English, 0) => named.join(", "),
        (Language::English, _) => format!("{} and {more} others", named.join(", ")),
        (Language::Japanese, 0) => named.join("、"),
        (Language::Japanese, _) => format!("{} ほか {more} 件", named.join("、")),
    }
}
