//! Formats that would be written over one another, or one behind the other where only one can be read.

use crate::source::delivery::Delivery;

use super::error::Error;

/// Whether each format has a place of its own. They come as they were typed, each with its file if it has one.
///
/// # Errors
/// Two that go to one place.
pub fn apart<'t>(
    asked: impl Iterator<Item = (&'t String, Option<&'t (String, Delivery)>)>,
) -> Result<(), Error> {
    let mut before: Vec<(&str, Option<&Delivery>)> = vec![];
    for (typed, file) in asked {
        let name = typed.split('=').next().unwrap_or(typed);
        let place = file.map(|(_, delivery)| delivery);
        let is_same = |(_, other): &&(&str, Option<&Delivery>)| match (place, other) {
            (None, None) => true,
            (Some(place), Some(other)) => place.is_same_file(other),
            _ => false,
        };
        if let Some((other, _)) = before.iter().find(is_same) {
            let file = file.map(|(path, _)| path.clone());
            return Err(Error::FormatsClash { one: (*other).to_owned(), other: name.to_owned(), file });
        }
        before.push((name, place));
    }
    Ok(())
}

/// Of formats as they were typed, those without the second and further ones for standard output: of a run that is not made only
/// one document is written there.
pub fn one_on_output(formats: &[String]) -> impl Iterator<Item = &String> {
    let mut is_taken = false;
    formats.iter().filter(move |typed| typed.contains('=') || !std::mem::replace(&mut is_taken, true))
}
