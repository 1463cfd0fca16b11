//! What sections are about: the usual topics with their names in English and Japanese, and a team's own.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::heading::{Title, heading_key};
use super::holds::{holds, places};
use super::known::Known;
use super::topic_names::NAMES;

/// Local names: a canonical name with what else it is called.
pub type LocalNames = Vec<(String, Vec<String>)>;

/// What a section is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// One of the usual topics.
    Known(Known),
    /// Another one, by the key of its heading.
    Other(Box<str>),
}

/// The names of sections: the usual ones, and local ones.
#[derive(Clone, Debug, Default)]
pub struct SectionNames {
    local: HashMap<String, Topic, RandomState>,
    /// Names that somebody asks for, as keys: labels may have them.
    asked: HashSet<String, RandomState>,
    /// What the names that somebody asks for mean, as they are written.
    meant: HashMap<String, Topic, RandomState>,
}

/// What a heading says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// What the section is about, the main topic first; `Summary & impact` is about two.
    pub topics: Vec<Topic>,
    /// Whether the heading goes on after its name: `Root cause: an expired certificate`.
    pub goes_on: bool,
}

static BUILT_IN: LazyLock<HashMap<&'static str, Vec<Known>, RandomState>> = LazyLock::new(|| {
    let mut topics: HashMap<&str, Vec<Known>, RandomState> = HashMap::default();
    for (known, names) in NAMES {
        for name in *names {
            topics.entry(name).or_default().push(*known);
        }
    }
    topics
});

impl SectionNames {
    /// The usual names, and local ones: a name with what else it is called.
    #[must_use]
    pub fn new(local: &LocalNames) -> Self {
        let usual = Self::default();
        let mut names = HashMap::default();
        for (name, aliases) in local {
            let topic = usual.topic(name);
            for alias in aliases {
                names.insert(heading_key(alias), topic.clone());
            }
        }
        let asked = local.iter().map(|(name, _)| heading_key(name)).collect();
        Self { local: names, asked, meant: HashMap::default() }
    }

    /// These names, where a table asks for sections called so.
    #[must_use]
    pub fn with_asked<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        for name in names {
            self.asked.insert(heading_key(name));
            let topic = self.topic(name);
            self.meant.insert(name.to_owned(), topic);
        }
        self
    }

    /// What the name of a label means; none if it is no name of a section. `Context / Resolution` means both.
    #[must_use]
    pub fn of_label(&self, label: &str) -> Option<Vec<Topic>> {
        let key = heading_key(label);
        if let Some(topics) = self.by_key(&key) {
            return Some(topics);
        }
        let title = Title::of(label);
        let mut topics = vec![];
        // What goes on behind a name is a sentence.
        for part in title.parts().filter(|_| !title.goes_on) {
            let key = heading_key(part);
            let named = self.by_key(&key).or_else(|| self.asked_by_key(&key));
            for topic in named.unwrap_or_default() {
                if !topics.contains(&topic) {
                    topics.push(topic);
                }
            }
        }
        topics.extend(self.asked_by_key(&key).unwrap_or_default());
        (!topics.is_empty()).then_some(topics)
    }

    /// What a name means, if somebody asks for it.
    #[must_use]
    pub fn asked(&self, name: &str) -> Option<Vec<Topic>> {
        let key = heading_key(name);
        self.asked.contains(&key).then(|| vec![self.topic(name)])
    }

    fn asked_by_key(&self, key: &str) -> Option<Vec<Topic>> {
        self.asked.contains(key).then(|| vec![Topic::Other(key.into())])
    }

    /// The topic that a name means, as a table asks for it.
    #[must_use]
    pub fn topic(&self, name: &str) -> Topic {
        if let Some(topic) = self.meant.get(name) {
            return topic.clone();
        }
        let key = heading_key(name);
        let found = self.by_key(&key).and_then(|topics| topics.into_iter().next());
        found.unwrap_or_else(|| Topic::Other(key.into()))
    }

    /// What a heading says.
    #[must_use]
    pub fn naming(&self, heading: &str) -> Naming {
        self.naming_by(&heading_key(heading), heading)
    }

    /// The same where its key is known.
    #[must_use]
    pub fn naming_by(&self, key: &str, heading: &str) -> Naming {
        if let Some(topics) = self.by_key(key) {
            return Naming { topics, goes_on: false };
        }
        let title = Title::of(heading);
        let goes_on = title.goes_on;
        let name = heading_key(title.name);
        if let Some(topics) = self.by_key(&name) {
            return Naming { topics, goes_on };
        }
        let mut topics = vec![];
        for part in title.parts() {
            for topic in self.by_key(&heading_key(part)).unwrap_or_default() {
                if !topics.contains(&topic) {
                    topics.push(topic);
                }
            }
        }
        if topics.is_empty() {
            topics.push(Topic::Other(name.into()));
        }
        Naming { topics, goes_on }
    }

    /// The topics of a key; none if it is no name of one.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<Vec<Topic>> {
        if let Some(topic) = self.local.get(key) {
            return Some(vec![topic.clone()]);
        }
        BUILT_IN.get(key).map(|known| known.iter().copied().map(Topic::Known).collect())
    }

    /// Whether a text is the name of a section, and nothing else: a usual or a local one, or one that somebody asks for.
    #[must_use]
    pub fn is_name(&self, text: &str) -> bool {
        let key = heading_key(text);
        self.by_key(&key).is_some() || self.asked.contains(&key)
    }

    /// The phrases by which the key of a heading speaks of a topic among other words: `impact on customers`, 影響範囲. `key` is
    /// the key of what the table calls it.
    #[must_use]
    pub fn phrases<'n>(&'n self, topic: &Topic, key: &'n str) -> Vec<&'n str> {
        let local = self.local.iter().filter(|(_, other)| *other == topic).map(|(alias, _)| alias.as_str());
        let known = NAMES.iter().filter(|(known, _)| *topic == Topic::Known(*known));
        // Short built-in aliases (`cause`, `fix`) say little among other words; the first is the topic's own name.
        let telling = known.flat_map(|(_, names)| {
            names.iter().copied().enumerate().filter(|(at, name)| *at == 0 || !name.is_ascii())
        });
        let all = std::iter::once(key).chain(local).chain(telling.map(|(_, name)| name));
        all.filter(|name| !name.is_empty()).collect()
    }
}

impl Topic {
    /// Whether this is that usual topic.
    #[must_use]
    pub fn is(&self, known: Known) -> bool {
        *self == Self::Known(known)
    }
}

/// Whether a phrase stands in the key of a heading: between blanks where it is of ASCII letters, anywhere otherwise.
#[must_use]
pub fn holds_phrase(text: &str, phrase: &str) -> bool {
    if !phrase.is_ascii() {
        return holds(text, phrase);
    }
    places(text, phrase).any(|at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|after| after.chars().next());
        let apart = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric());
        // The plural is the same phrase.
        let plural = after == Some('s')
            && apart(text.get(at + phrase.len() + 1..).and_then(|after| after.chars().next()));
        apart(before) && (apart(after) || plural)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_match_without_level_number_emoji_case_and_zone() {
        let local = vec![("Customer communication".to_owned(), vec!["顧客への連絡".to_owned()])];
        let names = SectionNames::new(&local);
        for (heading, wanted) in [
            ("Timeline", "Timeline"),
            ("timeline (UTC)", "Timeline"),
            ("Timeline UTC", "Timeline"),
            ("Timeline (all times PST) 01/16/2024 - 01/17/2024", "Timeline +"),
            ("3. ⏱️ TIMELINE:", "Timeline"),
            ("2.1 Root causes", "RootCause"),
            ("２．影響", "Impact"),
            ("Root cause(s)", "RootCause"),
            ("Root Cause: an expired certificate", "RootCause +"),
            ("Causa raíz (5 porqués)", "RootCause"),
            ("Resolution / Recovery", "Resolution"),
            ("Summary & impact", "Summary Impact"),
            ("Lessons / prevention", "LessonsLearned ActionItems"),
            ("Action items (TODOs)", "ActionItems"),
            ("What didn’t go well?", "WentWrong"),
            ("What Went Well", "WentWell"),
            ("予防（Prevent）", "ActionItems"),
            ("① 概要", "Summary"),
            ("タイムライン（JST）", "Timeline"),
            ("根本原因分析", "RootCause"),
            ("顧客への連絡", "CustomerCommunication"),
            ("The bug", "the bug"),
            ("Symptom", "symptom"),
        ] {
            let naming = names.naming(heading);
            let mut shown: Vec<String> = naming.topics.iter().map(shown).collect();
            shown.extend(naming.goes_on.then(|| "+".to_owned()));
            assert_eq!(shown.join(" "), wanted, "{heading}");
        }
        assert_eq!(shown(&names.topic("Root Cause Analysis")), "RootCause");
        assert_eq!(shown(&names.topic("Regulatory review")), "regulatory review");
    }

    #[test]
    fn a_name_among_other_words() {
        let names = SectionNames::default();
        for (heading, name, wanted) in [
            ("impact on customers", "Impact", true),
            ("customer impacts", "Impact", true),
            ("impactful", "Impact", false),
            ("影響範囲", "Impact", true),
            ("the fix", "Resolution", false),
            ("the regulatory review board", "Regulatory review", true),
        ] {
            let key = heading_key(name);
            let phrases = names.phrases(&names.topic(name), &key);
            let found = phrases.iter().any(|phrase| holds_phrase(heading, phrase));
            assert_eq!(found, wanted, "{heading} {name}");
        }
    }

    #[test]
    fn built_in_names_are_keys() {
        for name in NAMES.iter().flat_map(|(_, names)| *names) {
            assert_eq!(heading_key(name), *name);
        }
    }

    fn shown(topic: &Topic) -> String {
        match topic {
            Topic::Known(known) => format!("{known:?}"),
            Topic::Other(key) => key.to_string(),
        }
    }
}
