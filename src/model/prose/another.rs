//! Whether a sentence tells of another incident, by its id or its year: `During INC-12, customer data was lost.`

use crate::model::postmortem::Postmortem;

/// What a postmortem's own incident is called, and when it was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Own<'d> {
    /// Its id, its title and the path of its file, as far as they are known.
    pub names: [&'d str; 3],
    /// The year it was in.
    pub year: Option<i16>,
}

impl<'d> Own<'d> {
    /// What a postmortem at a path says of its own.
    #[must_use]
    pub fn of(postmortem: &'d Postmortem, path: &'d str) -> Self {
        let id = postmortem.id().unwrap_or_default();
        let title = postmortem.title.as_deref().unwrap_or_default();
        Self { names: [id, title, path], year: postmortem.day.map(jiff::civil::Date::year) }
    }

    /// Whether a sentence names an incident that is not this one.
    #[must_use]
    pub fn is_not_of(&self, sentence: &str) -> bool {
        // Every id and every year has a digit, and most sentences have none.
        let has_digit = sentence.bytes().any(|byte| byte.is_ascii_digit());
        has_digit && (self.has_other_id(sentence) || self.has_other_year(sentence))
    }

    fn has_other_id(&self, sentence: &str) -> bool {
        let [own_id, ..] = self.names;
        let is_of_incidents = |id: &Id<'_>| {
            is_among(PREFIXES, id.prefix) || ids(own_id).any(|own| own.prefix.eq_ignore_ascii_case(id.prefix))
        };
        let is_own = |id: &Id<'_>| self.names.iter().flat_map(|name| ids(name)).any(|own| own.is_same(id));
        ids(sentence).any(|id| is_of_incidents(&id) && !is_own(&id))
    }

    /// `the 2024 breach`, `the outage of 2024`, `2024年の障害`.
    fn has_other_year(&self, sentence: &str) -> bool {
        const FARTHEST: usize = 3;
        let is_other = |word: &str| year(word).is_some_and(|year| self.year != Some(year));
        let words = sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut nearest: [&str; FARTHEST] = [""; FARTHEST];
        for word in words {
            let [.., before, last] = nearest;
            let is_behind = is_among(JOINTS, last) && is_among(INCIDENTS, before) && is_other(word);
            if is_behind || is_among(INCIDENTS, word) && nearest.into_iter().any(is_other) {
                return true;
            }
            nearest.rotate_left(1);
            if let Some(newest) = nearest.last_mut() {
                *newest = word;
            }
        }
        self.has_other_year_in_japanese(sentence)
    }

    fn has_other_year_in_japanese(&self, sentence: &str) -> bool {
        const FARTHEST: usize = 12;
        sentence.match_indices('年').any(|(at, sign)| {
            let head = sentence.get(..at).unwrap_or_default().trim_end();
            let digits = head.len() - head.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
            let number = head.get(head.len() - digits..).unwrap_or_default();
            let rest = sentence.get(at + sign.len()..).unwrap_or_default();
            let end = rest.char_indices().nth(FARTHEST).map_or(rest.len(), |(end, _)| end);
            let near = rest.get(..end).unwrap_or_default();
            let near = near.split(['、', '。']).next().unwrap_or_default();
            let is_incident = INCIDENTS_JAPANESE.iter().any(|noun| near.contains(noun));
            is_incident && year(number).is_some_and(|year| self.year != Some(year))
        })
    }
}

/// `INC-12`, `INC-2024-0012`, `incident #12`.
#[derive(Clone, Copy, Debug)]
struct Id<'t> {
    prefix: &'t str,
    /// Digits, in groups.
    numbers: &'t str,
}

impl Id<'_> {
    fn is_same(&self, other: &Self) -> bool {
        let groups = |id: &Self| {
            let id = *id;
            id.numbers.split('-').map(|group| group.trim_start_matches('0').to_owned()).collect::<Vec<_>>()
        };
        self.prefix.eq_ignore_ascii_case(other.prefix) && groups(self) == groups(other)
    }
}

/// The ids of a text: letters, and behind a dash, a `#` or nothing their digits.
fn ids(text: &str) -> impl Iterator<Item = Id<'_>> {
    let inside = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '#');
    let words = text.split(move |letter: char| !inside(letter)).filter(|word| !word.is_empty());
    let mut before = "";
    words.filter_map(move |word| {
        let name = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let mut prefix = word.get(..word.len() - name.len()).unwrap_or_default();
        if prefix.is_empty() && word.starts_with('#') {
            prefix = before;
        }
        before = word;
        let digits = name.trim_start_matches(['-', '_', '#']);
        let end =
            digits.find(|letter: char| !letter.is_ascii_digit() && letter != '-').unwrap_or(digits.len());
        let numbers = digits.get(..end).unwrap_or_default().trim_end_matches('-');
        let is_id = !prefix.is_empty() && numbers.starts_with(|first: char| first.is_ascii_digit());
        is_id.then_some(Id { prefix, numbers })
    })
}

fn year(word: &str) -> Option<i16> {
    let is_one = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    is_one.then(|| word.parse().ok()).flatten()
}

fn is_among(known: &[&str], word: &str) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// What ids of incidents begin with, whatever the incident.
const PREFIXES: &[&str] = &["INC", "incident", "outage", "postmortem", "PM", "IR", "RCA"];

/// What a year stands before.
const INCIDENTS: &[&str] = &[
    "incident",
    "incidents",
    "outage",
    "outages",
    "breach",
    "breaches",
    "leak",
    "disruption",
    "attack",
    "downtime",
    "failure",
    "crash",
    "event",
    "postmortem",
];

const JOINTS: &[&str] = &["of", "from", "in"];

const INCIDENTS_JAPANESE: [&str; 9] =
    ["障害", "事故", "インシデント", "漏洩", "漏えい", "流出", "事案", "不正アクセス", "事象"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_incidents() {
        let own =
            Own { names: ["INC-2026-0034", "Orders were late", "postmortems/inc-7.md"], year: Some(2026) };
        for (sentence, wanted) in [
            ("In the 2024 incident, customer data was lost.", true),
            ("Credentials were leaked in the 2024 breach.", true),
            ("In the March 2024 database outage, data was lost.", true),
            ("Data was lost in the outage of 2024.", true),
            ("During INC-12, customer data was lost.", true),
            ("During inc-2025-34 data was lost.", true),
            ("As in incident #12, data was lost.", true),
            ("2024年の障害では顧客データが失われた。", true),
            ("2024年に発生した漏洩で個人情報が流出した。", true),
            ("INC-12では顧客データが失われた。", true),
            ("Customer data was lost.", false),
            ("In the 2026 incident, customer data was lost.", false),
            ("INC-2026-34: customer data was lost.", false),
            ("During INC-007 customer data was lost.", false),
            ("Customer data of 2024 was lost.", false),
            ("2000 customers were affected in this incident.", false),
            ("The incident lost 12 rows (JIRA-12, HTTP-500).", false),
            ("From 9pm-10pm data was lost.", false),
            ("2026年の障害では顧客データが失われた。", false),
            ("2024年の売上データが失われた。", false),
        ] {
            assert_eq!(own.is_not_of(sentence), wanted, "{sentence}");
        }
        let own = Own { names: ["OPS-7", "", ""], year: None };
        assert!(
            own.is_not_of("During OPS-12 data was lost.") && !own.is_not_of("During OPS-7 data was lost.")
        );
    }
}
