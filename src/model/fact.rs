//! What a postmortem says about one question.

use serde::Serialize;

use crate::source::span::Span;

use super::value::{Reading, Value, Why};

/// One fact of a postmortem: every statement of it, and what follows from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fact {
    /// How it stands.
    pub state: State,
    /// What it may be; none leaves the whole dimension open.
    pub value: Option<Value>,
    /// Where it is stated; or, of a derived fact, the times it follows from.
    pub statements: Vec<Statement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Where the value stands; the key's place, if nothing stands behind it.
    pub span: Span,
    /// As it is written.
    pub text: Box<str>,
    /// What it was read as.
    pub reading: Reading,
}

/// How a fact stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// One value.
    Stated,
    /// One value, or a range of them, that follows from times.
    Derived,
    /// A range, or one of several.
    Uncertain,
    /// Two statements that cannot both hold: either.
    Disputed,
    /// Stated in a form that cannot be used.
    Unreadable,
    /// Stated as not known.
    Unknown,
    /// Not stated, and taken for what the table assumes.
    Assumed,
    /// Not stated.
    #[default]
    Absent,
}

impl State {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
            Self::Uncertain => "uncertain",
            Self::Disputed => "disputed",
            Self::Unreadable => "unreadable",
            Self::Unknown => "unknown",
            Self::Assumed => "assumed",
            Self::Absent => "absent",
        }
    }
}

impl Fact {
    /// What follows from statements: what all of them allow; if they cannot all hold, what any allows.
    #[must_use]
    pub fn of(statements: Vec<Statement>) -> Self {
        let mut values = statements.iter().filter_map(|statement| statement.reading.value());
        let mut value = values.next().cloned();
        let mut disputed = false;
        while let Some(before) = value.take() {
            let Some(next) = values.next() else {
                value = Some(before);
                break;
            };
            match before.both(next) {
                Ok(both) => value = Some(both),
                Err(before) => {
                    disputed = true;
                    let all = [before, next.clone()].into_iter().chain(values.by_ref().cloned());
                    value = Value::any(all.collect());
                    break;
                }
            }
        }
        let state = match &value {
            Some(_) if disputed => State::Disputed,
            Some(value) if value.is_certain() => State::Stated,
            Some(_) => State::Uncertain,
            None if statements.is_empty() => State::Absent,
            None if statements.iter().any(|statement| statement.why().is_some()) => State::Unreadable,
            None => State::Unknown,
        };
        Self { state, value, statements }
    }

    /// Where it is stated.
    #[must_use]
    pub fn places(&self) -> Places {
        let mut spans: Vec<Span> = self.statements.iter().map(|statement| statement.span).collect();
        spans.sort_unstable();
        let mut first_end = u32::MAX;
        for span in spans.iter_mut().rev() {
            first_end = first_end.min(span.end);
            span.end = first_end;
        }
        Places(spans)
    }

    /// A fact that follows from times.
    #[must_use]
    pub fn derived(value: Value, statements: Vec<Statement>) -> Self {
        Self { state: State::Derived, value: Some(value), statements }
    }
}

/// The places of statements: where each begins, in order, and the first end of those that begin there or further on.
#[derive(Clone, Debug)]
pub struct Places(Vec<Span>);

impl Places {
    /// Whether there is one within a place.
    #[must_use]
    pub fn has_within(&self, place: Span) -> bool {
        let first = self.0.partition_point(|span| span.start < place.start);
        self.0.get(first).is_some_and(|span| span.end <= place.end)
    }
}

impl Statement {
    /// Why it, or a part of it, cannot be used, if that is so.
    #[must_use]
    pub fn why(&self) -> Option<&Why> {
        self.reading.refused().first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::reading::read_text;
    use crate::model::show::show_value;

    fn fact(kind: &Kind, texts: impl IntoIterator<Item = String>) -> Fact {
        let statement = |text: String| {
            let reading = read_text(kind, &text);
            Statement { span: Span::default(), text: text.into(), reading }
        };
        Fact::of(texts.into_iter().map(statement).collect())
    }

    #[test]
    fn what_follows_from_several_statements() {
        let set = Kind::Set(vec![]);
        for (kind, texts, wanted) in [
            (&Kind::Count, vec!["at least 3", "5 to 9", "up to 7"], "uncertain: 5 to 7"),
            (&Kind::Count, vec!["5", "at least 3"], "stated: 5"),
            (&Kind::Count, vec!["5", "7", "at least 9", "6"], "disputed: 5 or 6 or 7 or at least 9"),
            (&Kind::Count, vec!["5 to 9", "7", "8"], "disputed: 7 or 8"),
            (&Kind::Boolean, vec!["yes", "no", "yes"], "disputed: no or yes"),
            (&set, vec!["api and more", "web"], "disputed: maybe api, maybe web, and more"),
            (&set, vec!["api and more", "web and more"], "uncertain: api, web, and more"),
            (&set, vec!["api", "api and more", "api"], "stated: api"),
        ] {
            let fact = fact(kind, texts.iter().map(|text| (*text).to_owned()));
            let shown = fact.value.as_ref().map(|value| show_value(kind, value)).unwrap_or_default();
            assert_eq!(format!("{}: {shown}", fact.state.word()), wanted, "{texts:?}");
        }
    }

    #[test]
    fn places_within_others() {
        let spans = [(10, 30), (12, 14), (20, 25), (40, 41)];
        let statement = |(start, end)| {
            let reading = Reading::Unknown;
            Statement { span: Span::new(start, end), text: "".into(), reading }
        };
        let places = Fact::of(spans.map(statement).to_vec()).places();
        for start in 0..45 {
            for end in start..45 {
                let wanted = spans.iter().any(|span| start <= span.0 && span.1 <= end);
                assert_eq!(places.has_within(Span::new(start, end)), wanted, "{start} {end}");
            }
        }
    }

    #[test]
    fn very_many_statements_take_no_minutes() {
        let begun = std::time::Instant::now();
        let count = 30_000;
        for text in ["#", "s# and more", "s#"] {
            let kind = if text == "#" { Kind::Count } else { Kind::Set(vec![]) };
            let fact = fact(&kind, (0..count).map(|number| text.replace('#', &(2 * number).to_string())));
            let size = match fact.value.unwrap() {
                Value::Quantity(numbers) => numbers.parts().len(),
                Value::Members(members) => members.named.len() + members.open.len(),
                Value::Words(words) => words.len(),
            };
            assert_eq!(size, count, "{text}");
        }
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    }
}
