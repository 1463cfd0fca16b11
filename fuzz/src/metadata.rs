//! What a body states: the same whatever stands before it, and however its lines end; and the same once it is adopted.

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use jiff::tz::TimeZone;
use sevlint::authoring::adopt::{Adoption, adopt};
use sevlint::authoring::incident::Incident;
use sevlint::diagnostic::language::Language;
use sevlint::model::postmortem::Postmortem;
use sevlint::model::prose::another::Own;
use sevlint::model::prose::claim::Matter;
use sevlint::model::prose::claims::{claims, mentions};
use sevlint::model::vocabulary::Vocabulary;
use sevlint::source::document::Document;
use sevlint::source::span::Span;
use sevlint::source::text::Text;
use sevlint::table::read::read_table;
use sevlint::table::table::Table;

use super::{places, repositories};

/// A table that asks for what real postmortems state.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    read_table(&Arc::new(Text::new("sev.yaml", repositories::TABLE)))
        .unwrap_or_else(|faults| panic!("{faults:?}"))
});

static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(&TABLE.facts, &vec![]));

static ZONE: TimeZone = TimeZone::UTC;

/// What stands before a body, and means nothing.
const BEFORE: &str = "---\nunrelated: 1\n---\n";

/// The laws of a body.
pub fn hold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (document, postmortem) = read(&text);
    let plain = said(&postmortem, 0);
    assert_eq!(said(&read(&text).1, 0), plain, "{text:?}");
    let matters: Vec<Matter> = TABLE.facts.iter().filter_map(Matter::of).collect();
    for span in
        claims(&document, &postmortem.sections, &matters, Own::default(), None).iter().map(|claim| claim.span)
    {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
    for (_, span) in mentions(&document, &postmortem.sections, &matters, Own::default()) {
        assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
    }
    is_the_same_once_adopted(&document, &postmortem);
    if document.front_matter.is_some() || !document.framing.is_empty() || document.bom {
        return;
    }
    let (_, behind) = read(&format!("{BEFORE}{text}"));
    assert_eq!(said(&behind, BEFORE.len()), plain, "{text:?} behind front matter");
    if !text.contains('\r') {
        let (_, returned) = read(&text.replace('\n', "\r\n"));
        assert_eq!(without_places(&returned), without_places(&postmortem), "{text:?} with carriage returns");
    }
}

fn read(text: &str) -> (Document, Postmortem) {
    let document = Document::parse(Text::new("incidents/2026-04-01-it-broke.md", text));
    let postmortem = Postmortem::read(&document, &WORDS, &ZONE);
    places::hold_of_document(&document, &postmortem);
    (document, postmortem)
}

/// All that is said, with places: those of a text that has so many bytes before it are the same.
fn said(postmortem: &Postmortem, before: usize) -> Vec<String> {
    let back = |span: Span| {
        let back = |offset: u32| i64::from(offset) - i64::try_from(before).unwrap();
        (back(span.start), back(span.end))
    };
    let mut said = vec![format!("{:?} {:?}", postmortem.title, postmortem.day)];
    for (field, all) in &postmortem.plain {
        said.extend(all.iter().map(|one| format!("{field:?} {:?} {:?}", one.text, back(one.span))));
    }
    for (field, all) in &postmortem.times {
        said.extend(
            all.iter().map(|one| format!("{field:?} {:?} {:?} {:?}", one.text, one.reading, back(one.span))),
        );
    }
    for (declaration, fact) in WORDS.facts.iter().zip(&postmortem.facts) {
        said.push(format!("{} {:?} {:?}", declaration.name, fact.state, fact.value));
        said.extend(
            fact.statements
                .iter()
                .map(|one| format!("{:?} {:?} {:?}", one.text, one.reading, back(one.span))),
        );
    }
    let sections = postmortem.sections.headed.iter().chain(&postmortem.sections.labelled);
    said.extend(
        sections.map(|one| format!("{:?} {:?} {:?}", back(one.title), back(one.own), back(one.body))),
    );
    said.extend(
        postmortem
            .timeline
            .entries
            .iter()
            .map(|entry| format!("{:?} {:?}", back(entry.span), back(entry.time))),
    );
    said.extend(postmortem.actions.iter().map(|one| format!("{:?} {:?}", back(one.span), back(one.text))));
    said
}

/// What is said, wherever.
fn without_places(postmortem: &Postmortem) -> Vec<String> {
    let plain = |text: &str| text.replace("\r\n", "\n");
    let mut said = vec![format!("{:?} {:?}", postmortem.title.as_deref().map(plain), postmortem.day)];
    for (field, all) in &postmortem.plain {
        said.extend(all.iter().map(|one| format!("{field:?} {:?}", plain(&one.text))));
    }
    for (field, all) in &postmortem.times {
        said.extend(all.iter().map(|one| format!("{field:?} {:?} {:?}", plain(&one.text), one.reading)));
    }
    for (declaration, fact) in WORDS.facts.iter().zip(&postmortem.facts) {
        said.push(format!("{} {:?} {:?}", declaration.name, fact.state, fact.value));
        said.extend(fact.statements.iter().map(|one| plain(&one.text)));
    }
    let (sections, entries) = (&postmortem.sections, &postmortem.timeline.entries);
    said.push(format!("{} {}", sections.headed.len(), sections.labelled.len()));
    said.push(format!("{} {}", entries.len(), postmortem.actions.len()));
    said
}

/// `adopt` holds that itself; here the text is read anew, and adopted again.
fn is_the_same_once_adopted(document: &Document, postmortem: &Postmortem) {
    let Adoption::Adopted(adopted) = adopt(&incident(document, postmortem)) else { return };
    let text = document.text.as_str();
    let kept = text.get(document.body as usize..).unwrap_or_default();
    assert!(adopted.text.ends_with(kept), "{text:?} becomes {:?}", adopted.text);
    let (document, again) = read(&adopted.text);
    for (one, other) in postmortem.facts.iter().zip(&again.facts) {
        assert_eq!(
            (one.state, &one.value),
            (other.state, &other.value),
            "{text:?} becomes {:?}",
            adopted.text
        );
    }
    let first = |postmortem: &Postmortem| {
        let plain =
            postmortem.plain.iter().map(|(field, said)| (*field, said.first().map(|said| said.text.clone())));
        let times = postmortem
            .times
            .iter()
            .map(|(field, times)| (*field, times.first().map(|time| time.reading.clone())));
        (plain.collect::<Vec<_>>(), times.collect::<Vec<_>>(), postmortem.day, postmortem.title.clone())
    };
    assert_eq!(first(postmortem), first(&again), "{text:?} becomes {:?}", adopted.text);
    if let Adoption::Adopted(second) = adopt(&incident(&document, &again)) {
        panic!("{text:?} becomes {:?}, and that {:?}", adopted.text, second.text);
    }
}

fn incident<'a>(document: &'a Document, postmortem: &'a Postmortem) -> Incident<'a> {
    Incident {
        document,
        postmortem,
        words: &WORDS,
        table: Some(&TABLE),
        zone: &ZONE,
        today: date(2026, 11, 22),
        language: Language::English,
    }
}
