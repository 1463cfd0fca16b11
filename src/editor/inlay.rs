//! What is shown beside the declared level: the levels that the table gives.

use crate::diagnostic::language::Language;
use crate::report::classification_words::either;
use crate::report::terminal_text::name as line;
use crate::report::words;
use crate::verdict::standing::Standing;

use super::protocol::{InlayHint, Range};
use super::view::View;

/// The hints in a part of the document.
#[must_use]
pub fn hints(view: &View<'_>, within: Range) -> Vec<InlayHint> {
    hint(view)
        .filter(|hint| within.start <= hint.position && hint.position <= within.end)
        .into_iter()
        .collect()
}

fn hint(view: &View<'_>) -> Option<InlayHint> {
    let page = view.page()?;
    let judgement = page.hearing.judgement.as_ref()?;
    let place = judgement.said.as_ref().filter(|said| !said.text.is_empty())?.span;
    let incident = &page.incident;
    let language = view.language();
    if judgement.standing == Standing::NotGraded {
        return None;
    }
    let mut outcomes: Vec<String> = incident.possible.iter().map(|level| line(level).into_owned()).collect();
    if incident.uncovered {
        outcomes.push(match language {
            Language::English => "no level".to_owned(),
            Language::Japanese => "該当なし".to_owned(),
        });
    }
    // A level that is confirmed by what the table assumes is one of several that are possible.
    let given = match (judgement.standing, &incident.declared) {
        (Standing::Confirmed, Some(declared)) => line(declared).into_owned(),
        _ => either(&outcomes, language),
    };
    let label = match language {
        Language::English => format!("table: {given}"),
        Language::Japanese => format!("SEV 表: {given}"),
    };
    Some(InlayHint {
        position: view.ruler.position(place.end),
        label,
        tooltip: words::standing(judgement.standing, language).to_owned(),
        padding_left: true,
    })
}
