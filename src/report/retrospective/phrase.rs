//! A sentence of a report before it is written down: what is ours, and what is somebody else's, each to be escaped by the
//! format that writes it.

/// A sentence, or a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(pub Vec<Piece>);

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it is.
    Text(String),
    /// A name: of a criterion, a fact, a file, a key.
    Code(String),
    /// What stands out.
    Strong(String),
}

impl Phrase {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// With more behind it.
    #[must_use]
    pub fn and(mut self, more: impl Into<Phrase>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// Each piece written by one of three functions.
    pub fn written(
        &self,
        text: impl Fn(&str) -> String,
        code: impl Fn(&str) -> String,
        strong: impl Fn(&str) -> String,
    ) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(words) => text(words),
            Piece::Code(words) => code(words),
            Piece::Strong(words) => strong(words),
        };
        self.0.iter().map(piece).collect()
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        Self(vec![Piece::Text(text.to_owned())])
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self(vec![Piece::Text(text)])
    }
}

impl From<&String> for Phrase {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<usize> for Phrase {
    fn from(number: usize) -> Self {
        number.to_string().into()
    }
}

/// A name.
#[must_use]
pub fn code(name: &str) -> Phrase {
    Phrase(vec![Piece::Code(name.to_owned())])
}

/// What stands out.
#[must_use]
pub fn strong(text: &str) -> Phrase {
    Phrase(vec![Piece::Strong(text.to_owned())])
}

/// Phrases with something between them.
#[must_use]
pub fn joined(phrases: impl IntoIterator<Item = Phrase>, between: &str) -> Phrase {
    let mut all = Phrase::default();
    for phrase in phrases {
        if !all.is_empty() {
            all.0.push(Piece::Text(between.to_owned()));
        }
        all.0.extend(phrase.0);
    }
    all
}

/// A sentence as it is, in which names stand in backticks.
#[must_use]
pub fn worded(sentence: &str) -> Phrase {
    Phrase(plain(sentence).collect())
}

/// A sentence with its gaps filled: `{}` takes the next part, `{1}` the second one.
#[must_use]
pub fn say(template: &str, parts: &[Phrase]) -> Phrase {
    let mut said = Phrase::default();
    let mut rest = template;
    let mut next = 0;
    while let Some((before, after)) = rest.split_once('{') {
        said.0.extend(plain(before));
        let (index, after) = after.split_once('}').unwrap_or(("", after));
        let index = index.parse().unwrap_or_else(|_| {
            next += 1;
            next - 1
        });
        said.0.extend(parts.get(index).cloned().unwrap_or_default().0);
        rest = after;
    }
    said.0.extend(plain(rest));
    said
}

/// Our own words, in which names stand in backticks.
fn plain(words: &str) -> impl Iterator<Item = Piece> {
    words.split('`').enumerate().filter(|(_, part)| !part.is_empty()).map(|(index, part)| {
        if index.is_multiple_of(2) { Piece::Text(part.to_owned()) } else { Piece::Code(part.to_owned()) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_any_order() {
        let shown =
            |phrase: &Phrase| phrase.written(str::to_owned, |name| format!("`{name}`"), str::to_owned);
        let parts = [code("a"), 3.into(), 4.into()];
        assert_eq!(shown(&say("{} was met in {} of {}", &parts)), "`a` was met in 3 of 4");
        assert_eq!(shown(&say("{2} 件のうち {1} 件で {0} が成立", &parts)), "4 件のうち 3 件で `a` が成立");
        assert_eq!(shown(&say("nothing", &[])), "nothing");
        assert_eq!(say("give `x`.", &[]), Phrase::from("give ").and(code("x")).and("."));
        assert_eq!(shown(&joined(parts.iter().cloned(), ", ")), "`a`, 3, 4");
        // What somebody else wrote is no template.
        assert_eq!(shown(&say("{}!", &["{0}".into()])), "{0}!");
    }
}
