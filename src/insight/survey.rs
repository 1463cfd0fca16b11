//! What the postmortems of a repository have in common: fields, sections, levels, how they are written and where they are.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::lint::visit::Visit;
use crate::model::field::Field;
use crate::model::fold::fold_key;
use crate::model::heading::{Title, heading_key};
use crate::model::metadata::labels;
use crate::model::postmortem::Postmortem;
use crate::model::topic::Topic;
use crate::model::vocabulary::{Target, Vocabulary};
use crate::source::in_order::InOrder;
use crate::source::node::{Content, Entry};
use crate::source::syntax::Syntax;

use super::level_word::{bare_number, level_word};
use super::tally::Tally;

/// What the postmortems of a repository have in common. A file counts once for everything it has.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// The postmortems, in the order of their paths.
    pub paths: Vec<Arc<str>>,
    /// How many have front matter in which format.
    pub front_matter: Vec<(Syntax, usize)>,
    /// Canonical fields, and facts of the table, with the keys and labels they are stated under.
    pub fields: BTreeMap<String, Tally>,
    /// The same, with the keys of front matter only.
    pub keys: BTreeMap<String, Tally>,
    /// Keys and labels that mean nothing, by their key form.
    pub unnamed: BTreeMap<String, Unnamed>,
    /// What sections are about, with their headings.
    pub sections: Vec<(Topic, Tally)>,
    places: HashMap<Topic, usize>,
    /// Declared levels, in the form in which spellings are compared.
    pub levels: BTreeMap<String, Tally>,
    /// How many declare something in which no level can be made out.
    pub unclear_levels: usize,
    /// What incidents are referred to by.
    pub ids: Vec<String>,
    /// The files that say so, in the same order.
    pub ids_in: Vec<Arc<str>>,
    /// How many say in no way on which day they happened.
    pub undated: usize,
    /// What dates with a time of day are beside other times.
    pub dates: Dates,
    /// How many have a heading of the first level.
    pub titled: usize,
    /// How many have most of their headings in Japanese.
    pub japanese: usize,
}

/// What dates with a time of day are beside the other times of their files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// How many there are.
    pub with_time: usize,
    /// How many are not later than any other time, of which there are some.
    pub before: usize,
    /// How many are later than another time: that of an incident is not when it began.
    pub behind: usize,
}

impl Dates {
    fn take(&mut self, postmortem: &Postmortem) {
        let Some((_, date)) = postmortem.dated().filter(|(_, moment)| !moment.date_only) else { return };
        self.with_time += 1;
        let of_incident = |field: &Field| !matches!(field, Field::PublishedAt | Field::StartedAt);
        let times = postmortem.times.iter().filter(|(field, _)| of_incident(field));
        let mut moments = times.filter_map(|(_, times)| times.first()?.moment()).peekable();
        if moments.peek().is_none() {
            return;
        }
        if moments.any(|moment| moment.latest < date.earliest) { self.behind += 1 } else { self.before += 1 }
    }
}

/// A key or label that means nothing.
#[derive(Clone, Debug, Default)]
pub struct Unnamed {
    /// How often, and as what.
    pub tally: Tally,
    /// What stands behind it, in a few files.
    pub values: Vec<String>,
}

/// So many values are kept of each key that means nothing.
const MOST_VALUES: usize = 40;

/// So many keys that mean nothing are kept: whoever has more has no keys, but sentences.
const MOST_UNNAMED: usize = 400;

impl Survey {
    /// Takes one postmortem.
    pub fn take(&mut self, visit: &Visit<'_>) {
        self.paths.push(visit.document.text.path().clone());
        self.take_keys(visit);
        self.take_sections(visit);
        if let Some(said) = visit.postmortem.said(Field::Severity).filter(|said| !said.text.is_empty()) {
            match level_word(&said.text).or_else(|| bare_number(&said.text)) {
                Some(word) => self.levels.entry(crate::table::spelling::fold(word)).or_default().add(word),
                None => self.unclear_levels += 1,
            }
        }
        self.dates.take(visit.postmortem);
        self.undated += usize::from(visit.postmortem.day.is_none());
        if let Some(id) = visit.postmortem.id() {
            self.ids.push(id.to_owned());
            self.ids_in.push(visit.document.text.path().clone());
        }
        let headings = &visit.document.outline.headings;
        self.titled += usize::from(headings.iter().any(|heading| heading.level == 1));
        let is_japanese = |text: &str| text.chars().any(|letter| matches!(letter, '\u{3041}'..='\u{30ff}'));
        let is_word = |text: &str| {
            is_japanese(text) || text.chars().any(|letter| matches!(letter, '\u{4e00}'..='\u{9fff}'))
        };
        let japanese = headings.iter().filter(|heading| is_word(&heading.text)).count();
        let kana = is_japanese(visit.document.text.as_str());
        self.japanese += usize::from(kana && japanese * 2 > headings.len());
    }

    /// How many postmortems there are.
    #[must_use]
    pub fn postmortems(&self) -> usize {
        self.paths.len()
    }

    /// The format of front matter that most of those with front matter have.
    #[must_use]
    pub fn syntax(&self) -> Option<Syntax> {
        self.front_matter.iter().max_by_key(|(_, count)| *count).map(|(syntax, _)| *syntax)
    }

    /// Whether at least three postmortems in four have something that so many have. Where there are fewer than three
    /// postmortems nothing is a habit.
    #[must_use]
    pub fn is_habit(&self, files: usize) -> bool {
        self.postmortems() >= 3 && files * 4 >= self.postmortems() * 3
    }

    /// Whether most postmortems are written in Japanese.
    #[must_use]
    pub fn is_japanese(&self) -> bool {
        self.japanese * 2 > self.postmortems()
    }

    /// The folders of the postmortems, that of most first; without `/` at the end.
    #[must_use]
    pub fn folders(&self) -> Vec<(String, usize)> {
        let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
        for path in &self.paths {
            *folders.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
        }
        let mut folders: Vec<(String, usize)> =
            folders.into_iter().map(|(folder, count)| (folder.to_owned(), count)).collect();
        folders.order_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        folders
    }

    fn take_keys(&mut self, visit: &Visit<'_>) {
        let mut seen = Seen::default();
        if let Some(front_matter) = &visit.document.front_matter {
            let count = self.front_matter.iter_mut().find(|(syntax, _)| *syntax == front_matter.syntax);
            match count {
                Some((_, count)) => *count += 1,
                None => self.front_matter.push((front_matter.syntax, 1)),
            }
            let mut flat = vec![];
            flatten(&front_matter.entries, "", 0, &mut flat);
            for (key, value) in flat {
                let targets = visit.words.targets(&key).iter().map(|(_, target)| target);
                seen.take(&key, value, targets, visit.words);
            }
        }
        for (name, key) in &seen.named {
            self.keys.entry(name.clone()).or_default().add(key);
        }
        for labelled in labels(visit.document, &visit.postmortem.sections, visit.words) {
            // The name of a section in bold is no label of a value.
            if labelled.targets.is_empty() && visit.words.sections.of_label(&labelled.entry.key).is_some() {
                continue;
            }
            let value = labelled.entry.value.text().unwrap_or_default().to_owned();
            let targets = labelled.targets.iter().map(|(_, target)| target);
            seen.take(&labelled.entry.key, value, targets, visit.words);
        }
        for (name, key) in seen.named {
            self.fields.entry(name).or_default().add(&key);
        }
        for (folded, (key, value)) in seen.unnamed {
            if !self.unnamed.contains_key(&folded) && self.unnamed.len() >= MOST_UNNAMED {
                continue;
            }
            let entry = self.unnamed.entry(folded).or_default();
            entry.tally.add(&key);
            if entry.values.len() < MOST_VALUES {
                entry.values.push(value);
            }
        }
    }

    fn take_sections(&mut self, visit: &Visit<'_>) {
        let mut seen: HashSet<&Topic> = HashSet::new();
        let sections = &visit.postmortem.sections;
        for section in sections.headed.iter().chain(&sections.labelled) {
            let Some(topic) = section.topics.first() else { continue };
            let is_title = section.level == 1 && !section.is_usual();
            if is_title || !seen.insert(topic) {
                continue;
            }
            let heading = visit.document.text.slice(section.title);
            let name =
                Title::of(heading.trim_matches(|sign: char| matches!(sign, '*' | ':' | '：' | ' '))).name;
            let name = name.trim_matches(|sign: char| matches!(sign, '*' | '`' | '_' | ':' | '：' | ' '));
            let name = if heading_key(name).is_empty() { section.key.as_str() } else { name };
            // A time as a heading is an entry of a timeline.
            if !name.chars().any(char::is_alphabetic) {
                continue;
            }
            let next = self.sections.len();
            let index = *self.places.entry(topic.clone()).or_insert(next);
            if index == next {
                self.sections.push((topic.clone(), Tally::default()));
            }
            if let Some((_, tally)) = self.sections.get_mut(index) {
                tally.add(name);
            }
        }
    }
}

/// What one file states, and under which keys: the first of each counts.
#[derive(Default)]
struct Seen {
    named: BTreeMap<String, String>,
    unnamed: BTreeMap<String, (String, String)>,
}

impl Seen {
    fn take<'t>(
        &mut self,
        key: &str,
        value: String,
        targets: impl Iterator<Item = &'t Target>,
        words: &Vocabulary,
    ) {
        let mut means = false;
        for target in targets {
            means = true;
            let name = match target {
                Target::Field(field) => Some(field.name()),
                Target::Fact(index, _) => {
                    words.facts.get(*index).map(|declaration| declaration.name.as_str())
                }
            };
            let Some(name) = name else { continue };
            self.named.entry(name.to_owned()).or_insert_with(|| key.to_owned());
        }
        if !means {
            self.unnamed.entry(fold_key(key)).or_insert_with(|| (key.to_owned(), value));
        }
    }
}

/// Keys with the texts behind them; those of mappings joined by a dot.
fn flatten(entries: &[Entry], above: &str, depth: usize, found: &mut Vec<(String, String)>) {
    for entry in entries {
        let key = if above.is_empty() { entry.key.to_string() } else { format!("{above}.{}", entry.key) };
        match &entry.value.content {
            Content::Mapping(entries) if depth == 0 => flatten(entries, &key, depth + 1, found),
            _ => found.push((key, entry.value.text().unwrap_or_default().to_owned())),
        }
    }
}
