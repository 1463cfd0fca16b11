//! What may be written, before it is put in the terms of the protocol.

use crate::diagnostic::language::Language;

use super::cursor::Cursor;
use super::key_words::says;
use super::schema_walk::{Allowed, Place};

/// Something that may be written.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// What is written.
    pub name: String,
    /// What it is, in a few words.
    pub detail: Option<String>,
    /// What it means.
    pub says: Option<String>,
    /// Whether it is a key.
    pub is_key: bool,
    /// The smaller, the earlier it is shown.
    pub rank: usize,
    /// Whether it is what most likely is meant.
    pub is_likely: bool,
}

/// What a schema allows, and what it means in the language of a project.
pub fn of_place(place: &Place, cursor: &Cursor, language: Language) -> Vec<Offer> {
    let keys = place.keys.iter().filter(|_| !cursor.is_value).map(|key| of_key(key, language));
    let words = place.words.iter().filter(|_| cursor.is_value || place.keys.is_empty());
    let words = words.map(|word| Offer { name: word.clone(), ..Offer::default() });
    ranked(keys.chain(words).collect())
}

fn of_key(key: &Allowed, language: Language) -> Offer {
    Offer { name: key.name.clone(), says: Some(says(&key.says, language)), is_key: true, ..Offer::default() }
}

/// Offers in the order they are in, unless they have another.
pub fn ranked(mut offers: Vec<Offer>) -> Vec<Offer> {
    for (index, offer) in offers.iter_mut().enumerate() {
        offer.rank = offer.rank * 1000 + index;
    }
    offers
}
