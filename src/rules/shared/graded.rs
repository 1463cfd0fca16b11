//! Why an incident owes what a more severe level asks for than the one it is declared at.

use crate::diagnostic::diagnostic::Label;
use crate::diagnostic::language::Language;
use crate::rules::rule::{Case, Verdict};
use crate::verdict::duties::{Grade, When};

use super::grounds::declared_place;

/// Where the level is from, if it is not the declared one.
#[must_use]
pub fn before(case: &Case<'_>, verdict: &Verdict<'_>, grade: Grade<'_>) -> Option<Label> {
    let level = verdict.level(grade.level);
    let label = match (grade.when, case.language) {
        (When::Now, _) => return None,
        (When::Stated(said), Language::English) => {
            case.here(said.span, format!("the incident was at {level} before"))
        }
        (When::Stated(said), Language::Japanese) => {
            case.here(said.span, format!("以前は `{level}` のインシデントだった"))
        }
        (When::Committed(mark), Language::English) => case.here(
            declared_place(case, verdict),
            format!("declared {level} in commit {} ({})", mark.name, mark.day),
        ),
        (When::Committed(mark), Language::Japanese) => case.here(
            declared_place(case, verdict),
            format!("コミット {} ({}) では `{level}` を宣言", mark.name, mark.day),
        ),
    };
    Some(label)
}
