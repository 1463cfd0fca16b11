//! Which key of a postmortem means what: canonical names, the table's `from`, local names, built-in aliases.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::aliases::{FACT_ALIASES, WEAK_ALIASES};
use super::declaration::Declaration;
use super::field::{FIELDS, Field};
use super::fold::{fold_key, folded_key};
use super::kind::Kind;
use super::topic::SectionNames;

/// What a key states.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A canonical field.
    Field(Field),
    /// A fact, by index; with the unit that the key itself names (`duration_minutes`).
    Fact(usize, Option<&'static str>),
}

/// How a key came to mean what it means; a smaller one is read first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The canonical name.
    Canonical,
    /// The table's `from`.
    Table,
    /// `[names]` of `sevlint.toml`.
    Local,
    /// Built in.
    Alias,
    /// Built in, of something near, which counts where nothing else of the field is stated; by their order.
    Weak(u8),
}

impl Origin {
    /// Of an end that holds for good: behind all others.
    pub const FOR_GOOD: Self = Self::Weak(u8::MAX);

    /// Whether it is built in.
    #[must_use]
    pub fn is_alias(self) -> bool {
        matches!(self, Self::Alias | Self::Weak(_))
    }
}

/// The keys that mean something, for one table and one configuration.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The facts, as the table orders them.
    pub facts: Vec<Declaration>,
    /// What sections are called.
    pub sections: Arc<SectionNames>,
    keys: HashMap<String, Vec<(Origin, Target)>, RandomState>,
    deepest: usize,
    has_mapped: bool,
    /// Facts that count something, each with the fact that is the share of it.
    shares: Vec<(usize, usize)>,
}

pub use super::topic::LocalNames;

impl Vocabulary {
    /// The vocabulary of a table's facts and of local names. A local name for something that is neither a field nor
    /// a fact means nothing.
    #[must_use]
    pub fn new(facts: &[Declaration], local: &LocalNames) -> Self {
        let mut vocabulary = Self {
            facts: facts.to_vec(),
            sections: Arc::default(),
            keys: HashMap::default(),
            deepest: 1,
            has_mapped: false,
            shares: vec![],
        };
        for spellings in FIELDS {
            vocabulary.add(spellings.name, Origin::Canonical, &Target::Field(spellings.field));
        }
        for (index, fact) in facts.iter().enumerate() {
            vocabulary.add(&fact.name, Origin::Canonical, &Target::Fact(index, None));
            for key in &fact.from {
                vocabulary.add(key, Origin::Table, &Target::Fact(index, None));
            }
        }
        for (name, keys) in local {
            let Some(target) = vocabulary.canonical(name) else { continue };
            for key in keys {
                vocabulary.add(key, Origin::Local, &target);
            }
        }
        for spellings in FIELDS {
            for alias in spellings.aliases {
                vocabulary.add_alias(alias, Origin::Alias, &Target::Field(spellings.field));
            }
        }
        for (field, aliases) in WEAK_ALIASES {
            for (alias, rank) in aliases.iter().zip(0..) {
                vocabulary.add_alias(alias, Origin::Weak(rank), &Target::Field(*field));
            }
        }
        for (name, aliases) in FACT_ALIASES {
            let Some(index) = facts.iter().position(|fact| fact.name == *name) else { continue };
            for (alias, unit) in *aliases {
                vocabulary.add_alias(alias, Origin::Alias, &Target::Fact(index, *unit));
            }
        }
        vocabulary.shares = vocabulary.find_shares();
        vocabulary
    }

    /// With those names of sections.
    #[must_use]
    pub fn with_sections(mut self, sections: &Arc<SectionNames>) -> Self {
        self.sections = sections.clone();
        self
    }

    /// What a key means; nested keys are joined by dots. Empty if it means nothing.
    #[must_use]
    pub fn targets(&self, key: &str) -> &[(Origin, Target)] {
        self.keys.get(folded_key(key).as_ref()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The fact that is the share of what a fact counts, as `users_affected_pct` is of `users_affected`.
    #[must_use]
    pub fn share_of(&self, count: usize) -> Option<usize> {
        self.shares.iter().find(|(of, _)| *of == count).map(|(_, share)| *share)
    }

    fn find_shares(&self) -> Vec<(usize, usize)> {
        const ENDS: [&str; 4] = ["_pct", "_percent", "_percentage", "_share"];
        const STARTS: [&str; 4] = ["pct_", "percent_", "percentage_of_", "share_of_"];
        let shares = self.facts.iter().enumerate().filter(|(_, fact)| fact.kind == Kind::Percent);
        let counted = shares.filter_map(|(share, fact)| {
            let end = ENDS.iter().find_map(|end| fact.name.strip_suffix(end));
            let name = end.or_else(|| STARTS.iter().find_map(|start| fact.name.strip_prefix(start)))?;
            self.targets(name).iter().find_map(|(_, target)| match target {
                Target::Fact(count, None) if self.facts.get(*count)?.kind == Kind::Count => {
                    Some((*count, share))
                }
                _ => None,
            })
        });
        counted.collect()
    }

    /// Every key that means something, in key form, in no order.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &[(Origin, Target)])> {
        self.keys.iter().map(|(key, targets)| (key.as_str(), targets.as_slice()))
    }

    /// Whether a table's `from` or `[names]` map keys on purpose.
    #[must_use]
    pub fn has_mapped(&self) -> bool {
        self.has_mapped
    }

    /// How deep nested keys may mean something: 1 is the top.
    #[must_use]
    pub fn deepest(&self) -> usize {
        self.deepest
    }

    /// What a canonical name means.
    #[must_use]
    pub fn canonical(&self, name: &str) -> Option<Target> {
        let field = FIELDS.iter().find(|spellings| spellings.name == name);
        let fact = self.facts.iter().position(|fact| fact.name == name);
        fact.map(|index| Target::Fact(index, None)).or(field.map(|spellings| Target::Field(spellings.field)))
    }

    fn add(&mut self, key: &str, origin: Origin, target: &Target) {
        let folded = fold_key(key);
        self.deepest = self.deepest.max(folded.split('.').count());
        self.has_mapped |= matches!(origin, Origin::Table | Origin::Local);
        let targets = self.keys.entry(folded).or_default();
        if !targets.iter().any(|(_, other)| other == target) {
            targets.push((origin, target.clone()));
        }
    }

    /// Built-in aliases give way to everything that was said on purpose. One may stand for several facts, a number and a
    /// share.
    fn add_alias(&mut self, key: &str, origin: Origin, target: &Target) {
        let is_shared = |(origin, other): &(Origin, Target)| {
            *origin == Origin::Alias && matches!((other, target), (Target::Fact(..), Target::Fact(..)))
        };
        if self.keys.get(&*folded_key(key)).is_none_or(|targets| targets.iter().all(is_shared)) {
            self.add(key, origin, target);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_on_purpose_comes_before_aliases() {
        let mut users = Declaration::new("users_affected_pct", Kind::Percent);
        users.from = vec!["impact.users".into(), "影響ユーザー割合".into()];
        let facts = [users, Declaration::new("duration", Kind::Duration)];
        let local = vec![("started_at".to_owned(), vec!["date".to_owned()])];
        let vocabulary = Vocabulary::new(&facts, &local);
        assert_eq!(vocabulary.deepest(), 2);
        assert_eq!(vocabulary.targets("Impact.Users"), [(Origin::Table, Target::Fact(0, None))]);
        assert_eq!(
            vocabulary.targets("duration-minutes"),
            [(Origin::Alias, Target::Fact(1, Some("minutes")))]
        );
        assert_eq!(
            vocabulary.targets("date"),
            [
                (Origin::Canonical, Target::Field(Field::Date)),
                (Origin::Local, Target::Field(Field::StartedAt))
            ]
        );
        assert_eq!(vocabulary.targets("priority"), []);
    }

    #[test]
    fn what_is_the_share_of_what() {
        let mut customers = Declaration::new("customers_affected", Kind::Count);
        customers.from = vec!["Users affected".into()];
        let facts = [
            Declaration::new("users_affected_pct", Kind::Percent),
            customers,
            Declaration::new("error_rate_pct", Kind::Percent),
            Declaration::new("tickets", Kind::Count),
        ];
        let vocabulary = Vocabulary::new(&facts, &vec![]);
        assert_eq!([1, 3].map(|count| vocabulary.share_of(count)), [Some(0), None]);
    }
}
