//! SEV tables: what is wrong has its place, and what loads can be looked at, rendered, and judged by.

use std::sync::Arc;

use jiff::civil::date;
use sevlint::diagnostic::language::Language;
use sevlint::model::fact::Fact;
use sevlint::model::postmortem::Postmortem;
use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
use sevlint::table::flaw::found::Flaws;
use sevlint::table::page::Page;
use sevlint::table::read::{read_table, says_the_same};
use sevlint::table::rendering::{changed, changes, markdown};
use sevlint::table::table::Table;
use sevlint::verdict::example::{facts_of, judge_example};
use sevlint::verdict::judgement::Judgement;

/// The formats a table may be in, by the names of its file.
const NAMES: [&str; 4] = ["SEV.md", "sev.yaml", "sev.toml", "sev.json"];

/// So many steps are taken to look at a table: enough for every table that a person wrote, and few enough for a fuzzer.
const STEPS: usize = 200_000;

/// The first byte chooses the format.
pub fn hold(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    let text = Arc::new(Text::new(name, String::from_utf8_lossy(rest)));
    let (read, again) = (read_table(&text), read_table(&text));
    let inside = |span: sevlint::source::span::Span| text.as_str().get(span.range()).is_some();
    match (read, again) {
        (Err(faults), Err(again)) => {
            assert!(!faults.is_empty(), "{text:?}");
            assert_eq!(faults, again, "{text:?}");
            for fault in faults {
                assert!(inside(fault.span) && fault.other.is_none_or(inside), "{fault:?} in {text:?}");
            }
        }
        (Ok(table), Ok(again)) => {
            assert!(says_the_same(&table, &again), "{text:?}");
            hold_of(&table, name == "SEV.md");
        }
        (Ok(_), Err(faults)) | (Err(faults), Ok(_)) => {
            panic!("{text:?} loads once, and once not: {faults:?}")
        }
    }
}

fn hold_of(table: &Table, is_markdown: bool) {
    for language in [Language::English, Language::Japanese] {
        let _ = markdown(&Page::of(table, language));
    }
    if Flaws::of(table, &mut Budget::new(STEPS)).is_ok() {
        let nothing = Postmortem { facts: vec![Fact::default(); table.facts.len()], ..Postmortem::default() };
        if let Ok(judgement) = Judgement::of(table, &nothing, date(2026, 11, 22), &mut Budget::new(STEPS)) {
            assert!(judgement.possible.levels.is_sorted(), "{:?}", table.text);
            assert!(judgement.possible.levels.iter().all(|level| *level < table.levels.len()));
            assert!(!judgement.possible.hole || table.otherwise().is_none(), "{:?}", table.text);
        }
        for (level, found) in table.levels.iter().enumerate() {
            for example in &found.examples {
                let _ = judge_example(table, level, facts_of(table, example), &mut Budget::new(STEPS));
            }
        }
    }
    if is_markdown {
        rendering_is_settled(table);
    }
}

/// A rendering that was written needs no other, and leaves the table what it was.
fn rendering_is_settled(table: &Table) {
    let found = changes(table, None, Language::English, usize::MAX);
    if found.is_empty() {
        return;
    }
    let text = changed(&table.text, &found);
    let again = read_table(&Arc::new(Text::new("SEV.md", text.as_str())));
    let again = again.unwrap_or_else(|faults| panic!("{text:?}: {faults:?}"));
    assert!(says_the_same(table, &again), "{text:?}");
    assert_eq!(changes(&again, None, Language::English, usize::MAX), [], "{text:?}");
}
