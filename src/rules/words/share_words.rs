//! What is said of a bare number below 1 where a percentage is asked for: `0.15` could be 0.15 % or 15 %. `check` says it of
//! postmortems, `classify` and `new` of what is typed.

use crate::diagnostic::language::Language;
use crate::model::declaration::Declaration;
use crate::model::fact::{Fact, Statement};
use crate::model::kind::Kind;
use crate::model::kinds::percent::bare_fraction;
use crate::space::decimal::Decimal;

/// The rule that says it of a postmortem.
pub const SHARE_RULE: &str = "field-ambiguous-share";

/// A percentage that could also be meant as a share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousShare {
    /// As written.
    text: String,
    /// What it is read as, in percent points.
    points: Decimal,
    /// What it would be as a share, in percent points.
    share: Decimal,
}

impl AmbiguousShare {
    /// What a value of a kind leaves open, if it does.
    #[must_use]
    pub fn of(kind: &Kind, text: &str) -> Option<Self> {
        if *kind != Kind::Percent || text.contains('%') {
            return None;
        }
        let points = bare_fraction(text)?;
        let share = points.times(Decimal::whole(100))?;
        Some(Self { text: text.trim().to_owned(), points, share })
    }

    /// What is open.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let Self { text, points, share } = self;
        match language {
            Language::English => format!("`{text}` could be {points}% or {share}%"),
            Language::Japanese => format!("`{text}` は {points}% とも {share}% とも読める"),
        }
    }

    /// What it is read as.
    #[must_use]
    pub fn reading(&self, fact: &str, language: Language) -> String {
        let points = self.points;
        match language {
            Language::English => format!("`{fact}` is read as {points}%"),
            Language::Japanese => format!("`{fact}` は {points}% と読んだ"),
        }
    }

    /// What to write.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        let Self { points, share, .. } = self;
        match language {
            Language::English => format!("write `{points}%` or `{share}%`"),
            Language::Japanese => format!("`{points}%` または `{share}%` と書く"),
        }
    }

    /// All of it in one line, of a fact by its name.
    #[must_use]
    pub fn line(&self, fact: &str, language: Language) -> String {
        let (message, reading, help) =
            (self.message(language), self.reading(fact, language), self.help(language));
        match language {
            Language::English => format!("{message}; {reading}; {help}"),
            Language::Japanese => format!("{message}。{reading}。{help}"),
        }
    }
}

/// All of them among facts, which are in the order of their declarations.
pub fn ambiguous_shares<'f>(
    declarations: &'f [Declaration],
    facts: &'f [Fact],
) -> impl Iterator<Item = (&'f Declaration, &'f Statement, AmbiguousShare)> {
    declarations.iter().zip(facts).flat_map(|(declaration, fact)| {
        fact.statements.iter().filter_map(move |statement| {
            let share = AmbiguousShare::of(&declaration.kind, &statement.text)?;
            Some((declaration, statement, share))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open() {
        for (kind, text, wanted) in [
            (
                Kind::Percent,
                "0.15",
                Some("`0.15` could be 0.15% or 15%; `u` is read as 0.15%; write `0.15%` or `15%`"),
            ),
            (
                Kind::Percent,
                " ０.60 ",
                Some("`０.60` could be 0.6% or 60%; `u` is read as 0.6%; write `0.6%` or `60%`"),
            ),
            (Kind::Percent, "0.15%", None),
            (Kind::Percent, "1", None),
            (Kind::Count, "0.15", None),
        ] {
            let said = AmbiguousShare::of(&kind, text).map(|share| share.line("u", Language::English));
            assert_eq!(said.as_deref(), wanted, "{text}");
        }
    }
}
