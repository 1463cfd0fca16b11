//! Criteria by number in a table that is about to be written: the columns of a table for people as facts, their cells as tests.

use crate::diagnostic::language::Language;
use crate::model::aliases::FACT_ALIASES;
use crate::model::declaration::DERIVED;
use crate::model::field::FIELDS;
use crate::model::fold::fold_key;
use crate::model::kind::Kind;

use super::first_table::{FirstFact, fact_line, named};
use super::key_line::one_line;
use super::sketched_level::{Measured, SketchedLevel, double_quoted};

/// What the columns of a table for people ask, each as a fact.
pub(super) struct Columns {
    /// The head of each, the fact, and whether it is to be declared.
    facts: Vec<(String, FirstFact, bool)>,
    /// Whether the tests of a level hold together.
    are_joint: bool,
}

impl Columns {
    /// The columns of these levels. `taken` are names of other facts.
    pub(super) fn of(levels: &[SketchedLevel], taken: &[&str]) -> Self {
        let mut heads: Vec<&Measured> = vec![];
        for measured in levels.iter().flat_map(|level| &level.measures) {
            if !heads.iter().any(|other| other.head == measured.head) {
                heads.push(measured);
            }
        }
        let is_field = |key: &str| FIELDS.iter().any(|field| fold_key(field.name) == fold_key(key));
        let mut taken: Vec<&str> = taken.to_vec();
        taken.extend(DERIVED.iter().map(|derived| derived.name));
        taken.extend(FIELDS.iter().map(|field| field.name));
        let declared = heads.iter().filter(|one| built_in(one).is_none());
        let declared = named(declared.map(|one| (one.key.clone(), one.kind.clone())), &taken);
        let mut declared = declared.into_iter();
        let facts = heads.iter().filter_map(|one| match built_in(one) {
            Some(name) => {
                let fact = FirstFact { name: name.to_owned(), key: one.key.clone(), kind: Kind::Duration };
                Some((one.head.clone(), fact, false))
            }
            None => declared.next().map(|fact| {
                let key = if is_field(&fact.key) { fact.name.clone() } else { fact.key.clone() };
                (one.head.clone(), FirstFact { key, ..fact }, true)
            }),
        });
        Self { facts: facts.collect(), are_joint: repeat(levels) }
    }

    /// The declarations, a line each.
    pub(super) fn declarations(&self, levels: &[SketchedLevel]) -> String {
        let mut text = String::new();
        for (head, fact, _) in self.facts.iter().filter(|(.., is_declared)| *is_declared) {
            let mut tests = levels.iter().flat_map(|level| &level.measures).filter(|one| one.head == *head);
            // Where the worst level has an upper end only, less is worse: of an availability.
            let worst = tests.next().map_or("", |one| one.test.as_str());
            let falls =
                (worst.starts_with("under ") || worst.starts_with("at most ")) && !worst.contains(" or ");
            let way = if falls { ", worse: lower" } else { "" };
            // What is not said is not so, where that is no ground for a level.
            let mut tests = levels.iter().flat_map(|level| &level.measures).filter(|one| one.head == *head);
            let is_yes = fact.kind == Kind::Boolean && tests.next().is_some_and(|one| one.test == "yes");
            let assumed = if is_yes { ", assume: no" } else { "" };
            text += &fact_line(fact, &format!(", says: {}{way}{assumed}", double_quoted(head)));
        }
        text
    }

    /// The names of the facts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().map(|(_, fact, _)| fact.name.as_str())
    }

    fn name(&self, measured: &Measured) -> &str {
        let found = self.facts.iter().find(|(head, ..)| *head == measured.head);
        found.map_or("", |(_, fact, _)| fact.name.as_str())
    }

    /// The criteria of a level, a line each.
    pub(super) fn criteria(&self, level: &SketchedLevel, language: Language) -> String {
        let says = |one: &Measured| format!("{}: {}", one.head, one.says);
        let test = |one: &Measured| format!("{}: {}", self.name(one), one.test);
        let line = |says: &str, when: &str| {
            format!("      - {{ says: {}, when: {{ {when} }} }}\n", double_quoted(says))
        };
        if self.are_joint {
            let all = |text: &dyn Fn(&Measured) -> String, sign: &str| {
                level.measures.iter().map(text).collect::<Vec<_>>().join(sign)
            };
            return if level.measures.is_empty() {
                String::new()
            } else {
                line(&all(&says, "; "), &all(&test, ", "))
            };
        }
        let one_line_each = |one: &Measured| line(&says(one), &test(one)) + &left_out(one, language);
        level.measures.iter().map(one_line_each).collect()
    }

    /// How several columns of one row were taken, where a level has several.
    pub(super) fn remark(&self, levels: &[SketchedLevel], language: Language) -> &'static str {
        let several = |level: &SketchedLevel| {
            level.measures.len() + usize::from(!level.says.is_empty() && !level.measures.is_empty()) > 1
        };
        if !levels.iter().any(several) {
            return "";
        }
        let has_words = levels.iter().any(|level| !level.says.is_empty() && !level.measures.is_empty());
        // One test of a level holds with no other.
        let are_joint = self.are_joint && levels.iter().any(|level| level.measures.len() > 1);
        match (are_joint, language) {
            (true, Language::English) if has_words => {
                "# Two levels have the same in one column, so that the columns of a row that are counted, measured or yes and no are taken\n\
                 # together: all of them hold. What a row says in words is a criterion of its own, and is enough by itself. Where it has\n\
                 # to hold with them, put its test into their `when`.\n"
            }
            (true, Language::Japanese) if has_words => {
                "# 同じ列に同じ条件のレベルがあるので、1 行のうち数や「はい・いいえ」の列は、すべて満たすものとして書いた。言葉の列は別の基準で、\n\
                 # それだけで足りる。あわせて満たすときに限るなら、同じ `when` にまとめる。\n"
            }
            (true, Language::English) => {
                "# Two levels have the same in one column, so that the columns of a row are taken together: all of them hold. Where any\n\
                 # one is enough, make each a criterion of its own.\n"
            }
            (true, Language::Japanese) => {
                "# 同じ列に同じ条件のレベルがあるので、1 行の列はすべて満たすものとして書いた。どれか 1 つで足りるなら、別々の基準に分ける。\n"
            }
            (false, Language::English) => {
                "# The columns of a row are taken as alternatives: any one is enough for the level. Where all of them have to hold, put\n\
                 # their tests into one `when`.\n"
            }
            (false, Language::Japanese) => {
                "# 1 行の列は、どれか 1 つを満たせば足りるものとして書いた。すべてを満たすときに限るなら、1 つの `when` にまとめる。\n"
            }
        }
    }
}

/// Lines on what a test leaves out, and on why it decides nothing.
fn left_out(one: &Measured, language: Language) -> String {
    let english = language == Language::English;
    let mut lines = String::new();
    if let Some((id, says)) = &one.without {
        let (id, says) = (one_line(id), one_line(says));
        lines += &if english {
            format!("        # without what {id} has: {says}\n")
        } else {
            format!("        # {id} の「{says}」を除いた\n")
        };
    }
    if let Some((id, says)) = &one.covered {
        let (id, says) = (one_line(id), one_line(says));
        lines += &if english {
            format!("        # decides nothing so far: {id}, which is worse, has all of it: {says}\n")
        } else {
            format!("        # より重い {id} の「{says}」にすべて含まれるので、このままでは何も決めない\n")
        };
    }
    lines
}

/// Whether two levels have the same test in one column: as alternatives that of the milder one could never decide. Where a level has
/// several rows, each is enough.
pub(super) fn repeat(levels: &[SketchedLevel]) -> bool {
    let is_same = |one: &Measured, other: &Measured| one.head == other.head && one.test == other.test;
    let mut are_rows = levels.iter().map(|level| &level.measures);
    let has_rows = are_rows.any(|all| {
        all.iter().enumerate().any(|(at, one)| all.iter().skip(at + 1).any(|other| one.head == other.head))
    });
    let repeats = levels.iter().enumerate().any(|(at, level)| {
        let milder = levels.iter().skip(at + 1).flat_map(|level| &level.measures);
        milder.into_iter().any(|other| level.measures.iter().any(|one| is_same(one, other)))
    });
    repeats && !has_rows
}

/// The built-in fact that a head is about: how long it lasted, or took to be found.
fn built_in(measured: &Measured) -> Option<&'static str> {
    if measured.kind != Kind::Duration {
        return None;
    }
    let key = fold_key(&measured.key);
    let is_derived = |name: &str| DERIVED.iter().any(|derived| derived.name == name);
    let mut names = FACT_ALIASES.iter().filter(|(name, _)| is_derived(name));
    let known = names.find(|(name, aliases)| {
        *name == key || aliases.iter().any(|(alias, unit)| unit.is_none() && fold_key(alias) == key)
    });
    known.map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_columns_were_taken() {
        let measured = |head: &str, test: &str| Measured {
            head: head.to_owned(),
            key: head.to_owned(),
            kind: Kind::Percent,
            says: test.to_owned(),
            test: test.to_owned(),
            without: None,
            covered: None,
        };
        let level = |says: &[&str], tests: &[(&str, &str)]| SketchedLevel {
            says: says.iter().map(|says| (*says).to_owned()).collect(),
            measures: tests.iter().map(|(head, test)| measured(head, test)).collect(),
            ..SketchedLevel::default()
        };
        let several = [("Users", "over 50%"), ("Errors", "over 5%")];
        let same = [("Users", "over 50%"), ("Errors", "over 1%")];
        for (levels, wanted) in [
            (vec![level(&[], &several), level(&[], &same)], "all of them hold. Where any"),
            (vec![level(&["Down"], &several), level(&[], &same)], "enough by itself"),
            // One test holds with no other.
            (vec![level(&["Down"], &several[..1]), level(&["Slow"], &same[..1])], "as alternatives"),
            (vec![level(&[], &several[..1]), level(&[], &same[..1])], ""),
        ] {
            let remark = Columns::of(&levels, &[]).remark(&levels, Language::English);
            assert!(remark.contains(wanted) && remark.is_empty() == wanted.is_empty(), "{remark}");
            assert!(remark.lines().all(|line| line.starts_with("# ")), "{remark}");
        }
    }
}
