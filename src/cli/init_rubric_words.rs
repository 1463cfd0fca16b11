//! What `init` says of severity tables for people: which it found, what of it is a test now, what is none, and what it could not take.

use crate::authoring::sketched_level::{SketchedLevel, unread_responses};
use crate::authoring::table_text::{tested_heads, without_criteria};
use crate::diagnostic::language::Language;
use crate::insight::rubric::{Beside, Rubric, Unfit, Why};
use crate::report::terminal_text::name;

use super::init_look::Looked;

/// So many other tables are told of at most; what is more is counted.
const MOST_SHOWN: usize = 5;
/// Of more words of one kind than these the first are told.
const MOST_TOLD: usize = 12;

/// The tables that were found, a line each; nothing where there is a table of ours already, and none is made. `asked` is whether a
/// preset was asked for.
#[must_use]
pub fn found(looked: &Looked, asked: bool, language: Language) -> Vec<String> {
    let english = language == Language::English;
    let mut lines = vec![];
    if looked.table.is_some() {
        return lines;
    }
    let Some(rubric) = &looked.rubric else {
        lines.extend(looked.unfit.as_ref().map(|unfit| missed(unfit, language)));
        return lines;
    };
    let levels: Vec<&str> = rubric.levels.iter().map(|level| level.id.as_str()).collect();
    lines.push(if english {
        format!("found a severity table in {}: {}", name(&rubric.path), levels.join(", "))
    } else {
        format!("{} に重大度の表がある: {}", name(&rubric.path), levels.join("、"))
    });
    if asked {
        lines.push(
            if english {
                "  not taken, as a preset was asked for"
            } else {
                "  プリセットが指定されたので使わない"
            }
            .to_owned(),
        );
        return lines;
    }
    for other in rubric.beside.iter().take(MOST_SHOWN) {
        lines.push(not_taken(&rubric.path, other, language));
    }
    let more = rubric.beside.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        let path = name(&rubric.path);
        lines.push(if english {
            format!("  not taken: {more} more in {path}")
        } else {
            format!("  使わなかった表: {path} にほか {more} 件")
        });
    }
    let others: Vec<String> = looked.other_rubrics.iter().map(|path| name(path).into_owned()).collect();
    if !others.is_empty() {
        let others = first_of(&others, language);
        lines.push(if english {
            format!("  not taken: those in {others}")
        } else {
            format!("  使わなかった表: {others}")
        });
    }
    lines.extend(rubric.unfit.as_ref().map(|unfit| format!("  {}", missed(unfit, language))));
    lines
}

fn not_taken(path: &str, other: &Beside, language: Language) -> String {
    let place = format!("{}:{}", name(path), other.line);
    let ids: Vec<String> = other.levels.iter().map(|id| name(id).into_owned()).collect();
    let heading = name(&other.heading);
    let what = match (language, other.is_part) {
        (Language::English, false) => "not taken",
        (Language::English, true) => "taken in part",
        (Language::Japanese, false) => "使わなかった表",
        (Language::Japanese, true) => "一部だけ使った表",
    };
    match (language, heading.is_empty()) {
        (Language::English, true) => format!("  {what}: that in {place} ({})", ids.join(", ")),
        (Language::English, false) => {
            format!("  {what}: that under `{heading}` in {place} ({})", ids.join(", "))
        }
        (Language::Japanese, true) => format!("  {what}: {place} ({})", ids.join("、")),
        (Language::Japanese, false) => format!("  {what}: {place} の「{heading}」({})", ids.join("、")),
    }
}

/// The first of several, and how many more there are.
fn first_of(words: &[String], language: Language) -> String {
    let mut shown: Vec<String> = words.iter().take(MOST_SHOWN).cloned().collect();
    let more = words.len().saturating_sub(shown.len());
    if language == Language::English {
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        return shown.join(", ") + &more;
    }
    if more > 0 {
        shown.push(format!("ほか {more} 件"));
    }
    shown.join("、")
}

/// That levels that were found make no table.
#[must_use]
pub fn refused(looked: &Looked, why: &str, language: Language) -> String {
    let of = looked.rubric.as_ref().map(|rubric| name(&rubric.path));
    match (language, of) {
        (Language::English, Some(path)) => format!("  not taken: that in {path} makes no table: {why}"),
        (Language::English, None) => format!("the levels that are declared make no table: {why}"),
        (Language::Japanese, Some(path)) => {
            format!("  使わなかった表: {path} のものは SEV 表にならない。{why}")
        }
        (Language::Japanese, None) => format!("宣言されているレベルは SEV 表にならない。{why}"),
    }
}

fn missed(unfit: &Unfit, language: Language) -> String {
    let line = unfit.line.map(|line| format!(":{line}")).unwrap_or_default();
    let path = format!("{}{line}", name(&unfit.path));
    let rows: Vec<String> = unfit.rows.iter().map(|row| format!("`{}`", name(row))).collect();
    match (language, unfit.why) {
        (Language::English, Why::NoOrder) => format!(
            "saw a severity table in {path}, and did not take it: nothing in it says which end of {} is worst; say there which are Critical and which are Minor, or write your levels into SEV.md, worst first",
            rows.join(", ")
        ),
        (Language::English, Why::NoLevels) => format!(
            "saw what may be a severity table in {path}, and did not take it: too few of its rows name a level that is known: {}",
            rows.join(", ")
        ),
        (Language::English, Why::Matrix) => format!(
            "saw a matrix of impact and urgency in {path}, and did not take it: it has no row for each level; to start from such a matrix, take away the table written below and run `sevlint init --preset impact-urgency`"
        ),
        (Language::English, Why::NoForm) => format!(
            "saw levels under a heading in {path}, and did not take them: {} stand in none of the forms that are known (a table with a row or a column for each level, a heading for each, or a list of items that begin with them)",
            rows.join(", ")
        ),
        (Language::English, Why::NoCriteria) => format!(
            "saw headings of levels in {path}, and did not take them: nothing below {} says in words or in a list what puts an incident there",
            rows.join(", ")
        ),
        (Language::English, Why::Grid) => format!(
            "saw a table in {path} that gives a level by two things at once, and did not take it: it has no row for each level"
        ),
        (Language::English, Why::Repeated) => format!(
            "saw a severity table in {path}, and did not take it: {} has several rows that do not follow each other",
            rows.join(", ")
        ),
        (Language::English, Why::OfOthers) => format!(
            "saw levels in {path}, and did not take them: what stands above {} speaks of something else than incidents",
            rows.join(", ")
        ),
        (Language::Japanese, Why::OfOthers) => format!(
            "{path} にレベルがあるが、使わなかった。{} の上の見出しはインシデント以外のものを指している",
            rows.join("、")
        ),
        (Language::Japanese, Why::NoCriteria) => format!(
            "{path} にレベルの見出しがあるが、使わなかった。{} の下に、何が該当するかを示す文や箇条書きがない",
            rows.join("、")
        ),
        (Language::Japanese, Why::Grid) => format!(
            "{path} に 2 つの項目からレベルを決める表があるが、使わなかった。1 行が 1 レベルの表ではない"
        ),
        (Language::Japanese, Why::Repeated) => format!(
            "{path} に重大度の表があるが、使わなかった。{} の行が離れて何度も出てくる",
            rows.join("、")
        ),
        (Language::Japanese, Why::NoOrder) => format!(
            "{path} に重大度の表があるが、使わなかった。{} のどちらの端が最も重いかが読み取れない。表に「重大」「軽微」などの語を書くか、SEV.md に自社のレベルを重い順に書く",
            rows.join("、")
        ),
        (Language::Japanese, Why::NoLevels) => format!(
            "{path} に重大度の表らしいものがあるが、使わなかった。レベルと分かる行が少なすぎる: {}",
            rows.join("、")
        ),
        (Language::Japanese, Why::Matrix) => format!(
            "{path} に影響度と緊急度から決める表があるが、使わなかった。1 行が 1 レベルの表ではない。同じ形の表から始めるには、下で書き込んだ表を消して `sevlint init --preset impact-urgency` を実行する"
        ),
        (Language::Japanese, Why::NoForm) => format!(
            "{path} の見出しの下にレベルがあるが、使わなかった。{} が読み取れる形 (1 行か 1 列が 1 レベルの表、レベルごとの見出し、レベルで始まる箇条書き) になっていない",
            rows.join("、")
        ),
    }
}

/// What became of what a table that was taken says. `levels` are those that were written.
#[must_use]
pub fn carried(rubric: &Rubric, levels: &[SketchedLevel], language: Language) -> Vec<String> {
    let tests = tested_heads(levels);
    let mut asides: Vec<String> = vec![];
    let measured = levels.iter().flat_map(|level| &level.measures).map(|one| &one.head);
    let beside = levels.iter().flat_map(|level| &level.asides).map(|(head, _)| head);
    for head in measured.chain(beside).filter(|head| !head.is_empty()) {
        if !tests.contains(head) && !asides.contains(head) {
            asides.push(head.clone());
        }
    }
    let of = |level: &SketchedLevel, text: &str| format!("{}: {text}", level.id);
    let cut = levels.iter().flat_map(|level| {
        let cut = level.measures.iter().filter(|one| one.without.is_some());
        cut.map(|one| of(level, &format!("{}: {}", one.head, one.says)))
    });
    let covered = levels.iter().flat_map(|level| {
        let covered = level.measures.iter().filter_map(|one| Some((one, one.covered.as_ref()?)));
        covered.map(|(one, (worse, _))| {
            format!("{} ({worse})", of(level, &format!("{}: {}", one.head, one.says)))
        })
    });
    let left = levels.iter().flat_map(|level| level.left.iter().map(|text| of(level, text)));
    let english = language == Language::English;
    let asides_are = if rubric.is_in_text {
        ("labels of what only stands in comments", "コメントにだけ残した項目")
    } else {
        ("columns that only stand in comments", "コメントにだけ残した列")
    };
    let kinds: [(Vec<String>, &str, &str); 9] = [
        (tests, "columns that are tests now", "条件にした列"),
        (
            cut.collect(),
            "without what a milder level has in the same column",
            "より軽いレベルと重なる部分を除いた条件",
        ),
        (
            covered.collect(),
            "tests that decide nothing so far, as a worse level has all of them",
            "より重いレベルにすべて含まれ、このままでは何も決めない条件",
        ),
        (asides, asides_are.0, asides_are.1),
        (
            left.collect(),
            "texts that are no criterion, and only stand in comments",
            "条件にせず、コメントにだけ残した文面",
        ),
        (
            unread_responses(levels),
            "responses that cannot be read, and only stand in comments",
            "読み取れず、コメントにだけ残した対応",
        ),
        (without_criteria(levels), "levels that no criterion leads to yet", "まだ条件のないレベル"),
        (rubric.left_out.clone(), "rows that name no level", "レベルではない行"),
        (rubric.rules.clone(), "sentences that only stand in comments", "コメントにだけ残した文"),
    ];
    let mut lines = vec![];
    for (words, what, japanese) in kinds.into_iter().filter(|(words, ..)| !words.is_empty()) {
        let words: Vec<String> = words.iter().map(|word| format!("`{}`", name(word))).collect();
        // Columns are few; texts are many, and stand in the table.
        let is_all = words.len() <= MOST_TOLD;
        let words =
            if is_all { words.join(if english { ", " } else { "、" }) } else { first_of(&words, language) };
        lines.push(format!("  {}: {words}", if english { what } else { japanese }));
    }
    lines
}
