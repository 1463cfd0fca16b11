//! Which rules a run is about: what the command line selects and leaves out, over what `sevlint.toml` sets.

use crate::diagnostic::about::About;
use crate::rules::{RULES, rule};
use crate::source::nearest::nearest;

/// The rules that the command line selects and leaves out.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Nothing but these, if it says so.
    only: Option<Vec<&'static str>>,
    /// Those of them that are named, and not only by their family.
    named: Vec<&'static str>,
    /// Without these.
    left_out: Vec<&'static str>,
}

/// What keeps a selection from being understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectionFault {
    /// Neither a rule nor a family.
    Unknown {
        /// As typed.
        name: String,
        /// What it may have been meant to be.
        nearest: Option<&'static str>,
    },
    /// A rule that cannot be left out.
    Fixed(&'static str),
}

/// Rules about the policy itself: they cannot be weakened by it.
pub const FIXED: &[&str] = &["config-invalid", "baseline-invalid", "table-invalid", "table-too-complex"];

impl Selection {
    /// Reads lists of rules and families (`severity-` or `severity`), parted by commas.
    ///
    /// # Errors
    /// At the first name that means nothing, or that cannot be left out.
    pub fn read(select: &[String], leave_out: &[String]) -> Result<Self, SelectionFault> {
        let mut selection = Self::default();
        for name in names(select) {
            let rules = meant(name)?;
            selection.named.extend(rule(name).map(|rule| rule.about.id));
            selection.only.get_or_insert_default().extend(rules);
        }
        for name in names(leave_out) {
            selection.left_out.extend(meant(name)?);
            if let Some(rule) = rule(name).filter(|rule| FIXED.contains(&rule.about.id)) {
                return Err(SelectionFault::Fixed(rule.about.id));
            }
        }
        Ok(selection)
    }

    /// Whether a rule makes no findings, whatever `sevlint.toml` sets it to.
    #[must_use]
    pub fn leaves_out(&self, rule: &str) -> bool {
        let selected = self.only.as_ref().is_none_or(|only| only.contains(&rule) || is_always_on(rule));
        !selected || self.left_out.contains(&rule)
    }

    /// Whether a rule is named, so that it makes findings even if `sevlint.toml` turns it off.
    #[must_use]
    pub fn names(&self, rule: &str) -> bool {
        self.named.contains(&rule)
    }
}

/// A selected rule can see nothing in a file that cannot be read, and that must not look like having found nothing.
fn is_always_on(id: &str) -> bool {
    id == "front-matter-invalid" || id.starts_with("file-")
}

fn names(lists: &[String]) -> impl Iterator<Item = &str> {
    lists.iter().flat_map(|list| list.split(',')).map(str::trim)
}

/// The rules of a name.
fn meant(name: &str) -> Result<Vec<&'static str>, SelectionFault> {
    let about = || RULES.iter().map(|rule| &rule.about);
    let family = name.strip_suffix('-').unwrap_or(name);
    let is_meant = |about: &&About| about.id == name || about.family() == family;
    let rules: Vec<&'static str> = about().filter(is_meant).map(|about| about.id).collect();
    if !rules.is_empty() {
        return Ok(rules);
    }
    let known = about().map(|about| about.id).chain(about().map(About::family));
    Err(SelectionFault::Unknown { name: name.to_owned(), nearest: nearest(name, known) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(select: &[&str], leave_out: &[&str]) -> Result<Vec<&'static str>, SelectionFault> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let selection = Selection::read(&owned(select), &owned(leave_out))?;
        let ids = RULES
            .iter()
            .map(|rule| rule.about.id)
            .filter(|id| id.starts_with("severity-s") || *id == "file-outside");
        Ok(ids.filter(|id| !selection.leaves_out(id)).collect())
    }

    #[test]
    fn rules_and_families_are_selected_and_left_out() {
        let all = left(&[], &[]).unwrap();
        assert_eq!(all, ["file-outside", "severity-spelling"]);
        for (select, leave_out, expected) in [
            (&["severity-"][..], &[][..], vec!["file-outside", "severity-spelling"]),
            (&["severity"], &[], vec!["file-outside", "severity-spelling"]),
            (&["front-matter-, severity-spelling"], &[], vec!["file-outside", "severity-spelling"]),
            (&["severity-missing"], &[], vec!["file-outside"]),
            (&["severity-"], &["severity-spelling,file-"], vec![]),
        ] {
            assert_eq!(left(select, leave_out), Ok(expected), "{select:?} {leave_out:?}");
        }
        let unknown = |name: &str, nearest| Err(SelectionFault::Unknown { name: name.to_owned(), nearest });
        assert_eq!(left(&["severity-speling"], &[]), unknown("severity-speling", Some("severity-spelling")));
        assert_eq!(left(&[], &["severty"]), unknown("severty", Some("severity")));
        assert_eq!(left(&[""], &[]), unknown("", None));
        assert_eq!(left(&[], &["table-invalid"]), Err(SelectionFault::Fixed("table-invalid")));
    }
}
