//! What may be written at a place: fields, levels, words of facts; keys and words of the table; ignores and their reasons.

use crate::report::schema;

use super::completion_body::{InBody, in_body};
use super::completion_ignore::ignores;
use super::completion_postmortem::postmortem;
use super::completion_table::table;
use super::cursor::{Cursor, Form};
use super::cursor_at::cursor;
use super::offer::{Offer, of_place};
use super::protocol::{CompletionItem, CompletionItemKind, MarkupContent, MarkupKind, TextEdit};
use super::schema_walk::place;
use super::view::View;

/// What may be written at a byte of the document.
#[must_use]
pub fn completion(view: &View<'_>, offset: usize) -> Vec<CompletionItem> {
    let mut end = end_of_word(view.text, offset);
    let (offers, start, write): (Vec<Offer>, usize, Write<'_>) = match ignores(view, offset) {
        Some((offers, start)) => (offers, start, Box::new(|offer: &Offer| offer.name.clone())),
        None if in_body(view, offset).is_some() => {
            let Some(InBody { offers, start, needs_space }) = in_body(view, offset) else { return vec![] };
            let space = if needs_space { " " } else { "" };
            (offers, start, Box::new(move |offer: &Offer| format!("{space}{}", offer.name)))
        }
        None => {
            let Some(cursor) = cursor(view.path, view.text, offset) else { return vec![] };
            let offers = offers(view, &cursor);
            let start = cursor.start;
            // A quote that the editor has closed already is replaced with the word in it.
            let quote = cursor.written.chars().next().filter(|first| matches!(first, '"' | '\''));
            let rest = view.text.get(end..).unwrap_or_default();
            if let Some(quote) = quote.filter(|quote| rest.starts_with(*quote)) {
                end += quote.len_utf8();
            }
            let has_colon = colon_follows(view.text, end);
            (offers, start, Box::new(move |offer: &Offer| written(offer, &cursor, has_colon)))
        }
    };
    let ruler = &view.ruler;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let range = ruler.range(number(start), number(end));
    let plain = |value: String| MarkupContent { kind: MarkupKind::PlainText, value };
    let item = |offer: Offer| CompletionItem {
        kind: if offer.is_key { CompletionItemKind::Field } else { CompletionItemKind::Value },
        sort_text: format!("{:04}", offer.rank),
        preselect: offer.is_likely.then_some(true),
        text_edit: TextEdit { range, new_text: write(&offer) },
        filter_text: filter(view.text, start, offset, &offer.name),
        detail: offer.detail,
        documentation: offer.says.filter(|says| !says.is_empty()).map(plain),
        label: offer.name,
    };
    offers.into_iter().map(item).collect()
}

type Write<'w> = Box<dyn Fn(&Offer) -> String + 'w>;

fn offers(view: &View<'_>, cursor: &Cursor) -> Vec<Offer> {
    if view.page().is_some() {
        return postmortem(view, cursor);
    }
    if view.is_table() {
        return table(view, cursor);
    }
    if view.path.ends_with("sevlint.toml") {
        return of_place(&place(&schema::config::schema(), &cursor.path), cursor, view.language());
    }
    vec![]
}

/// What is put into the text.
fn written(offer: &Offer, cursor: &Cursor, has_colon: bool) -> String {
    let space = if cursor.needs_space { " " } else { "" };
    let name = match cursor.form {
        Form::Toml if !offer.is_key && cursor.is_value && !is_bare(&offer.name) => {
            format!("\"{}\"", offer.name)
        }
        Form::Json if offer.is_key || !is_bare(&offer.name) => format!("\"{}\"", offer.name),
        _ => offer.name.clone(),
    };
    match cursor.form {
        _ if !offer.is_key || has_colon => format!("{space}{name}"),
        Form::Yaml | Form::Json => format!("{space}{name}: "),
        Form::Toml => format!("{name} = "),
    }
}

/// Whether TOML has it without quotes.
fn is_bare(word: &str) -> bool {
    matches!(word, "true" | "false") || word.parse::<f64>().is_ok()
}

/// Where the word ends that a place stands in: it is replaced as a whole.
fn end_of_word(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    // A dash that no word goes on with is the mark of a list, or a line of them.
    if rest.starts_with('-') && !text.get(..offset).is_some_and(|before| before.ends_with(is_part)) {
        return offset;
    }
    offset + rest.find(|c| !is_part(c)).unwrap_or(rest.len())
}

fn colon_follows(text: &str, offset: usize) -> bool {
    text.get(offset..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with([':', '=']))
}

/// What the client compares with what has been written: a quote that stands there belongs to it.
fn filter(text: &str, start: usize, offset: usize, name: &str) -> String {
    let written = text.get(start..offset).unwrap_or_default();
    match written.chars().next() {
        Some(quote @ ('"' | '\'')) => format!("{quote}{name}"),
        _ => name.to_owned(),
    }
}
