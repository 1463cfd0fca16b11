//! What an editor offers to do about findings: each fix, all safe fixes at once, and to leave a finding alone with a reason.

use std::collections::BTreeMap;

use crate::diagnostic::diagnostic::{Applicability, Edit, Fix};
use crate::diagnostic::language::Language;
use crate::lint::harm::WhyLeft;
use crate::lint::outcome::{Finding, Status};
use crate::report::left_words::why_words;
use crate::report::rule_page::sentence;

use super::address::Address;
use super::finding::plain;
use super::ignoring::ignoring;
use super::protocol::{
    CodeAction, CodeActionData, CodeActionDisabled, QUICK_FIX, Range, TextEdit, WorkspaceEdit,
};
use super::view::View;

/// The `CodeActionKind` of the action that makes all safe fixes.
pub const FIX_ALL: &str = "source.fixAll.sevlint";

/// What is offered for a part of the document; `only` are the kinds that are asked for, if only some are. Fixes that would
/// do harm are shown with the reason why they cannot be made, or not at all; an unsafe one that only brings another finding says so.
#[must_use]
pub fn actions(
    view: &View<'_>,
    uri: &Address,
    within: Range,
    only: Option<&[String]>,
    shows_disabled: bool,
) -> Vec<CodeAction> {
    let is_wanted = |kind: &str| only.is_none_or(|only| only.iter().any(|asked| holds(asked, kind)));
    let ruler = &view.ruler;
    let mut actions = vec![];
    if is_wanted(QUICK_FIX) {
        let here = view.sheet.findings.iter().filter(|finding| {
            let found = &finding.diagnostic;
            let range = ruler.range(found.place.start.offset, found.place.end.offset);
            found.place.path == *view.path && finding.status == Status::New && meet(range, within)
        });
        let (mut fixes, mut ignores) = (vec![], vec![]);
        for finding in here {
            fixes.extend(fix(view, uri, finding).filter(|fix| fix.disabled.is_none() || shows_disabled));
            ignores.extend(ignore(view, uri, finding));
        }
        actions.extend(fixes);
        actions.extend(ignores);
    }
    if is_wanted(FIX_ALL) && view.page().is_some() && view.sheet.findings.iter().any(is_safe) {
        let title = match view.language() {
            Language::English => "Make all safe fixes of sevlint",
            Language::Japanese => "sevlint の安全な修正をすべて適用",
        };
        let data = Some(CodeActionData { uri: uri.clone() });
        actions.push(CodeAction { data, ..CodeAction::new(title.to_owned(), FIX_ALL) });
    }
    actions
}

/// What makes all safe fixes of a document, as an edit; none if there is nothing to mend.
#[must_use]
pub fn fix_all(view: &View<'_>, uri: &Address) -> Option<WorkspaceEdit> {
    let mended = view.desk.mended(view.path, view.text)?;
    let (start, end, text) = difference(view.text, &mended)?;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let range = view.ruler.range(number(start), number(end));
    Some(of_document(uri, vec![TextEdit { range, new_text: text.to_owned() }]))
}

fn fix(view: &View<'_>, uri: &Address, finding: &Finding) -> Option<CodeAction> {
    let fix = finding.diagnostic.fix.as_ref()?;
    let is_unsafe = fix.applicability == Applicability::Unsafe;
    let harm = view.desk.harm_of(view.path, view.sheet, &finding.diagnostic);
    let why = harm.as_ref().map(|why| why_words(why, view.language()));
    // Who looks at each change may choose one that asks for another, as a severer level asks who was told.
    let only_asks_for_more = is_unsafe && matches!(harm, Some(WhyLeft::BringsFindings(_)));
    let (consequence, reason) = if only_asks_for_more { (why, None) } else { (None, why) };
    let disabled = reason.map(|reason| CodeActionDisabled { reason: sentence(&reason) });
    let title = sentence(&fix.message);
    let title = match (is_unsafe, consequence, view.language()) {
        (false, ..) => title,
        (true, None, Language::English) => format!("{title} (unsafe: it changes what is said)"),
        (true, Some(then), Language::English) => format!("{title} (unsafe: it changes what is said; {then})"),
        (true, None, Language::Japanese) => format!("{title} (要確認: 内容が変わる)"),
        (true, Some(then), Language::Japanese) => format!("{title} (要確認: 内容が変わる。{then})"),
    };
    let ruler = &view.ruler;
    let edit = |edit: &Edit| TextEdit {
        range: ruler.range(edit.start.offset, edit.end.offset),
        new_text: edit.text.clone(),
    };
    Some(CodeAction {
        diagnostics: Some(vec![plain(finding, ruler, view.language())]),
        edit: disabled.is_none().then(|| of_document(uri, fix.edits.iter().map(edit).collect())),
        is_preferred: Some(fix.applicability == Applicability::Safe && disabled.is_none()),
        disabled,
        ..CodeAction::new(title, QUICK_FIX)
    })
}

fn ignore(view: &View<'_>, uri: &Address, finding: &Finding) -> Option<CodeAction> {
    let ignoring = ignoring(view, &finding.diagnostic)?;
    let ruler = &view.ruler;
    let at = ruler.position(ignoring.at);
    let id = finding.diagnostic.about.id;
    let title = match (view.language(), ignoring.in_file) {
        (Language::English, false) => format!("Ignore {id} here, with a reason"),
        (Language::English, true) => format!("Ignore {id} in this file, with a reason"),
        (Language::Japanese, false) => format!("ここで {id} を理由付きで抑制"),
        (Language::Japanese, true) => format!("このファイルで {id} を理由付きで抑制"),
    };
    Some(CodeAction {
        diagnostics: Some(vec![plain(finding, ruler, view.language())]),
        edit: Some(of_document(uri, vec![TextEdit { range: Range::new(at, at), new_text: ignoring.text }])),
        is_preferred: Some(false),
        ..CodeAction::new(title, QUICK_FIX)
    })
}

fn of_document(uri: &Address, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit { changes: BTreeMap::from([(uri.clone(), edits)]) }
}

fn is_safe(finding: &Finding) -> bool {
    let fix: Option<&Fix> = finding.diagnostic.fix.as_ref();
    finding.status == Status::New && fix.is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// Whether a kind is one of those that are asked for: `source` asks for `source.fixAll`.
fn holds(asked: &str, kind: &str) -> bool {
    let rest = kind.strip_prefix(asked);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.is_empty())
}

/// Whether two parts of a text have a line in common: whoever is in the line of a finding need not look for its word.
fn meet(one: Range, other: Range) -> bool {
    one.start.line <= other.end.line && other.start.line <= one.end.line
}

/// The bytes in which two texts differ, and what stands there in the second.
fn difference<'t>(before: &str, after: &'t str) -> Option<(usize, usize, &'t str)> {
    if before == after {
        return None;
    }
    let alike = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let start = before.floor_char_boundary(alike).min(after.floor_char_boundary(alike));
    let (rest, new) = (before.get(start..)?, after.get(start..)?);
    let alike = rest.bytes().rev().zip(new.bytes().rev()).take_while(|(one, other)| one == other).count();
    let mut end = alike;
    while end > 0 && !(rest.is_char_boundary(rest.len() - end) && new.is_char_boundary(new.len() - end)) {
        end -= 1;
    }
    Some((start, before.len() - end, new.get(..new.len() - end)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_keeps_what_is_alike() {
        for (before, after, wanted) in [
            ("abc", "abc", None),
            ("a障c", "a害c", Some((1, 4, "害"))),
            ("aa", "aaa", Some((2, 2, "a"))),
            ("", "x", Some((0, 0, "x"))),
            ("x", "", Some((0, 1, ""))),
        ] {
            assert_eq!(difference(before, after), wanted, "{before} {after}");
        }
    }

    #[test]
    fn a_kind_holds_those_below_it() {
        for (asked, wanted) in [
            ("source", true),
            ("source.fixAll", true),
            ("source.fixAll.sevlint", true),
            ("source.fix", false),
            ("", true),
            ("quickfix", false),
        ] {
            assert_eq!(holds(asked, FIX_ALL), wanted, "{asked}");
        }
    }
}
