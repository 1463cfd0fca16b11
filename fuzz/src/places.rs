//! Every place that is read in a text lies in it, and on borders of characters.

#![allow(dead_code, reason = "tests use a part of it")]

use sevlint::model::placeholder::placeholders;
use sevlint::model::postmortem::Postmortem;
use sevlint::source::document::Document;
use sevlint::source::node::Node;
use sevlint::source::outline::Outline;
use sevlint::source::span::Span;
use sevlint::source::syntax::{Parsed, SyntaxFaultKind};

/// Of a text that is data.
pub fn hold_of_data(text: &str, parsed: &Parsed) {
    let mut places: Vec<Span> = parsed.faults.iter().map(|fault| fault.span).collect();
    let first = |kind: &SyntaxFaultKind| match kind {
        SyntaxFaultKind::DuplicateKey { first, .. } => Some(*first),
        _ => None,
    };
    places.extend(parsed.faults.iter().filter_map(|fault| first(&fault.kind)));
    places.extend(&parsed.comments);
    of_node(&parsed.root, &mut places);
    hold(text, &places);
}

/// Of a Markdown file, and all that it says.
pub fn hold_of_document(document: &Document, postmortem: &Postmortem) {
    let mut places = vec![Span::at(document.body as usize)];
    if let Some(front_matter) = &document.front_matter {
        places.extend([front_matter.open, front_matter.close, front_matter.inner]);
        places.extend(front_matter.faults.iter().map(|fault| fault.span));
        places.extend(&front_matter.comments);
        places.extend(front_matter.entries.iter().map(|entry| entry.key_span));
        front_matter.entries.iter().for_each(|entry| of_node(&entry.value, &mut places));
    }
    let Outline { headings, tables, comments, items, paragraphs, html, links } = &document.outline;
    places.extend(headings.iter().flat_map(|heading| [heading.span, heading.title]));
    places.extend(tables.iter().flat_map(|table| table.rows.iter().flatten().map(|cell| cell.span)));
    places.extend(comments.iter().flat_map(|comment| [comment.span, comment.text]));
    places.extend(links.iter().map(|link| link.span));
    places.extend(items.iter().flat_map(|item| [item.span, item.text]));
    places.extend(paragraphs);
    places.extend(html);
    let sections = postmortem.sections.headed.iter().chain(&postmortem.sections.labelled);
    places.extend(sections.flat_map(|section| [section.title, section.own, section.body]));
    places.extend(postmortem.timeline.entries.iter().flat_map(|entry| [entry.span, entry.time]));
    places.extend(postmortem.actions.iter().flat_map(|action| [action.span, action.text]));
    places.extend(postmortem.actions.iter().filter_map(|action| action.due.as_ref()).map(|due| due.span));
    places.extend(postmortem.plain.values().flatten().map(|said| said.span));
    places.extend(postmortem.times.values().flatten().map(|time| time.span));
    let statements = postmortem.facts.iter().flat_map(|fact| &fact.statements);
    places.extend(statements.map(|statement| statement.span));
    places.extend(placeholders(document, &postmortem.sections));
    hold(document.text.as_str(), &places);
}

fn of_node(node: &Node, places: &mut Vec<Span>) {
    places.push(node.span);
    places.extend(node.tag.as_ref().map(|tag| tag.1));
    node.items().unwrap_or_default().iter().for_each(|item| of_node(item, places));
    for entry in node.entries().unwrap_or_default() {
        places.push(entry.key_span);
        of_node(&entry.value, places);
    }
}

fn hold(text: &str, places: &[Span]) {
    for place in places {
        assert!(text.get(place.range()).is_some(), "{place:?} in {text:?}");
    }
}
