//! From metadata in a body to front matter that says the same. Nothing is changed that cannot be shown to read to exactly
//! the same as before: the new text is read again, and compared.

use crate::diagnostic::diagnostic::Edit;
use crate::diagnostic::language::Language;
use crate::model::postmortem::Postmortem;
use crate::source::document::Document;
use crate::source::front_matter::{FramingFault, FrontMatter};
use crate::source::text::Text;

use super::agreement::agree;
use super::blanks::{Blank, blanks};
use super::incident::Incident;
use super::insertion::{Addition, edited, insertion};
use super::key_line::one_line;
use super::stated::{Stated, stated};

/// What is to be done with one postmortem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adoption {
    /// Nothing: its front matter states all that its body does.
    Needless,
    /// Nothing, because it cannot be done.
    LeftAlone(Obstacle),
    /// This.
    Adopted(Adopted),
}

/// Why nothing can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The front matter has no closing fence.
    Unclosed,
    /// The front matter has no opening fence.
    Unopened,
    /// The front matter cannot be read.
    Invalid,
    /// With front matter it would say something else than it does now.
    Differs,
}

/// What is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The changes, in order, disjoint.
    pub edits: Vec<Edit>,
    /// The whole text with the changes made.
    pub text: String,
    /// The keys that are written.
    pub keys: Vec<String>,
    /// The keys that the body states in a way that cannot be written in front matter so that it reads the same.
    pub left_out: Vec<String>,
}

/// The longest quotation of a body in a comment, in characters.
const LONGEST_QUOTE: usize = 80;

/// Works out the front matter that says what only the body says now.
#[must_use]
pub fn adopt(incident: &Incident<'_>) -> Adoption {
    if let Some(obstacle) = obstacle(incident.document) {
        return Adoption::LeftAlone(obstacle);
    }
    let all = stated(incident);
    let writable: Vec<&Stated> = all.iter().filter(|stated| stated.form.is_some()).collect();
    if writable.is_empty() {
        return Adoption::Needless;
    }
    let attempt = Attempt { incident, all: &all, blanks: blanks(incident) };
    if let Some(adopted) = attempt.make(&writable) {
        return Adoption::Adopted(adopted);
    }
    match attempt.make_part(&writable) {
        Some(adopted) => Adoption::Adopted(adopted),
        // A comment says so already.
        None if writable.iter().all(|stated| attempt.has_comment(&stated.name)) => Adoption::Needless,
        None => Adoption::LeftAlone(Obstacle::Differs),
    }
}

fn obstacle(document: &Document) -> Option<Obstacle> {
    if let Some(fault) = document.framing.first() {
        return Some(match fault {
            FramingFault::Unclosed { .. } => Obstacle::Unclosed,
            FramingFault::Unopened { .. } => Obstacle::Unopened,
        });
    }
    let is_spoilt = document.front_matter.as_ref().is_some_and(FrontMatter::is_spoilt);
    is_spoilt.then_some(Obstacle::Invalid)
}

struct Attempt<'a> {
    incident: &'a Incident<'a>,
    all: &'a [Stated],
    blanks: Vec<Blank>,
}

impl Attempt<'_> {
    /// Writes these keys, if the file then says the same as before.
    fn make(&self, written: &[&Stated]) -> Option<Adopted> {
        let document = self.incident.document;
        let keys = written.iter().filter_map(|stated| Some((stated.name.as_str(), stated.form.as_ref()?)));
        let left_out: Vec<&Stated> =
            self.all.iter().filter(|stated| !written.iter().any(|other| other.name == stated.name)).collect();
        let remarks = left_out.iter().map(|stated| Blank {
            name: stated.name.clone(),
            remark: match self.incident.language {
                Language::English => format!("the body says: {}", quote(&stated.text)),
                Language::Japanese => format!("本文の記載: {}", quote(&stated.text)),
            },
        });
        let blanks = remarks.chain(self.blanks.iter().cloned());
        let blanks = blanks.filter(|blank| !self.has_comment(&blank.name)).collect();
        let edit = insertion(document, &Addition { keys: keys.collect(), blanks });
        let text = edited(document.text.as_str(), &edit)?;
        self.says_the_same(&text).then(|| Adopted {
            edits: vec![edit],
            text,
            keys: written.iter().map(|stated| stated.name.clone()).collect(),
            left_out: left_out.iter().map(|stated| stated.name.clone()).collect(),
        })
    }

    /// Writes as many keys as can be written, one after the other. A key may need another one, so those that failed are
    /// tried again: then a second run finds nothing to do.
    fn make_part(&self, writable: &[&Stated]) -> Option<Adopted> {
        let mut written: Vec<&Stated> = vec![];
        let mut best = None;
        loop {
            let before = written.len();
            for stated in writable {
                if written.iter().any(|other| other.name == stated.name) {
                    continue;
                }
                written.push(stated);
                match self.make(&written) {
                    Some(adopted) => best = Some(adopted),
                    None => _ = written.pop(),
                }
            }
            if written.len() == before {
                return best;
            }
        }
    }

    fn says_the_same(&self, text: &str) -> bool {
        let before = self.incident;
        let document = Document::parse(Text::new(before.document.text.path().clone(), text));
        let postmortem = Postmortem::read(&document, before.words, before.zone);
        let after = Incident { document: &document, postmortem: &postmortem, ..*before };
        is_sound(before.document, &document) && agree(before, &after)
    }

    /// Whether a comment of the front matter has that key already.
    fn has_comment(&self, key: &str) -> bool {
        let document = self.incident.document;
        let comments = document.front_matter.iter().flat_map(|front_matter| &front_matter.comments);
        let texts = comments.map(|comment| document.text.slice(*comment).trim_start_matches(['#', ' ']));
        let keys = texts.filter_map(|text| text.split_once([':', '=']));
        keys.map(|(name, _)| name.trim().trim_matches(['"', '\''])).any(|name| name == key)
    }
}

/// Whether the front matter has no fault that it had not before, and the body is as it was.
fn is_sound(before: &Document, after: &Document) -> bool {
    let faults = |document: &Document| document.front_matter.as_ref().map_or(0, |found| found.faults.len());
    let body = |document: &Document| document.text.as_str().get(document.body as usize..).map(str::to_owned);
    let (old, new) = (body(before).unwrap_or_default(), body(after).unwrap_or_default());
    // A blank line may stand before the body that had no front matter.
    after.framing.is_empty()
        && after.front_matter.is_some()
        && faults(before) == faults(after)
        && new.strip_suffix(&old).is_some_and(|added| added.trim().is_empty())
}

fn quote(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(LONGEST_QUOTE) {
        None => line,
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::model::declaration::Declaration;
    use crate::model::kind::Kind;
    use crate::model::vocabulary::Vocabulary;

    /// The new text, or why there is none.
    fn shown(text: &str, facts: &[Declaration]) -> String {
        let words = Vocabulary::new(facts, &vec![]);
        let zone = TimeZone::UTC;
        let document = Document::parse(Text::new("a.md", text));
        let postmortem = Postmortem::read(&document, &words, &zone);
        let incident = Incident {
            document: &document,
            postmortem: &postmortem,
            words: &words,
            table: None,
            zone: &zone,
            today: jiff::civil::date(2026, 11, 22),
            language: Language::English,
        };
        match adopt(&incident) {
            Adoption::Adopted(adopted) => adopted.text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn keys_are_added_in_every_dress() {
        for (before, body, after) in [
            ("", "# A\n\nSeverity: SEV-2\n", "---\nseverity: SEV-2\n---\n\n"),
            ("", "\nSeverity: SEV-2", "---\nseverity: SEV-2\n---\n"),
            ("\u{feff}", "Severity: SEV-2\r\n", "\u{feff}---\r\nseverity: SEV-2\r\n---\r\n\r\n"),
            ("---\nid: 7 # c\n\n---\n", "Severity: SEV-2\n", "---\nid: 7 # c\n\nseverity: SEV-2\n---\n"),
            ("---\n  id: 7\n---\n", "Severity: SEV-2\n", "---\n  id: 7\n  severity: SEV-2\n---\n"),
            ("---\n---\n", "Severity: SEV-2\n", "---\nseverity: SEV-2\n---\n"),
            ("---\nx: |\n  a\n\n---\n", "Severity: SEV-2\n", "---\nx: |\n  a\n\nseverity: SEV-2\n---\n"),
            ("---\n{ id: 7 }\n---\n", "Severity: SEV-2\n", "---\n{ id: 7, \"severity\": \"SEV-2\" }\n---\n"),
            (
                "---\n{\"id\": 7}\n---\n",
                "Severity: SEV-2\n",
                "---\n{\"id\": 7, \"severity\": \"SEV-2\"}\n---\n",
            ),
            (
                "{\n\t\"id\": [\n7]\n}\n",
                "\nSeverity: SEV-2\n",
                "{\n\t\"id\": [\n7],\n\t\"severity\": \"SEV-2\"\n}\n",
            ),
            ("+++\nid = 7\n+++\n", "Severity: SEV-2\n", "+++\nid = 7\nseverity = \"SEV-2\"\n+++\n"),
            (
                "+++\r\nid = [\r\n7] # c\r\n# d\r\n[a]\r\nb = 1\r\n+++\r\n",
                "Severity: SEV-2\r\n",
                "+++\r\nid = [\r\n7] # c\r\nseverity = \"SEV-2\"\r\n\r\n# d\r\n[a]\r\nb = 1\r\n+++\r\n",
            ),
            ("+++\n[a]\nb = 1\n+++\n", "Severity: SEV-2\n", "+++\nseverity = \"SEV-2\"\n\n[a]\nb = 1\n+++\n"),
        ] {
            let text = format!("{before}{body}");
            assert_eq!(shown(&text, &[]), format!("{after}{body}"), "{text:?}");
            assert_eq!(shown(&format!("{after}{body}"), &[]), "Needless", "{after:?}");
        }
    }

    #[test]
    fn what_is_stated_already_or_cannot_be_read_is_left_alone() {
        for (text, wanted) in [
            ("---\nseverity: SEV-2\n---\nSeverity: SEV-2\n", "Needless"),
            ("---\nsev: SEV-3\n---\nSeverity: SEV-2\n", "Needless"),
            ("---\nseverity:\n---\nSeverity: SEV-2\n", "Needless"),
            ("# A\n\nNothing is stated.\n", "Needless"),
            ("---\nid: 7\n\n# A\n\nSeverity: SEV-2\n", "LeftAlone(Unclosed)"),
            ("id: 7\ndate: 2026-04-01\n---\n\nSeverity: SEV-2\n", "LeftAlone(Unopened)"),
            ("---\nid: \"7\n---\nSeverity: SEV-2\n", "LeftAlone(Invalid)"),
        ] {
            assert_eq!(shown(text, &[]), wanted, "{text:?}");
        }
    }

    #[test]
    fn what_an_ignore_is_about_stays_where_it_is() {
        let body = "Id: INC-7\n\n<!-- sevlint: ignore severity-unknown because the table is new -->\nSeverity: SEV-9\n";
        let wanted = format!("---\nid: INC-7\n# severity:   # the body says: SEV-9\n---\n\n{body}");
        assert_eq!(shown(body, &[]), wanted);
    }

    #[test]
    fn a_key_that_would_say_more_is_left_out() {
        // The canonical name of a field is another name of a fact.
        let mut outage = Declaration::new("outage", Kind::Duration);
        outage.from = vec!["resolved_at".to_owned()];
        let body = "Severity: SEV-2\nEnded: 2026-04-01 10:00 UTC\n";
        let remark = "# resolved_at:   # the body says: 2026-04-01 10:00 UTC";
        let wanted = format!("---\nseverity: SEV-2\n{remark}\n---\n\n{body}");
        assert_eq!(shown(body, std::slice::from_ref(&outage)), wanted);
        assert_eq!(shown(&wanted, std::slice::from_ref(&outage)), "Needless");
        let only = "Ended: 2026-04-01 10:00 UTC\n";
        assert_eq!(shown(only, std::slice::from_ref(&outage)), "LeftAlone(Differs)");
    }
}
