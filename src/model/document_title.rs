//! The title of a document that states none: a heading that is not the name of a section.

use crate::source::document::Document;
use crate::source::outline::Heading;

use super::heading::Title;
use super::topic::SectionNames;

/// The first heading; where that is the name of a section, the one heading of the first level.
#[must_use]
pub fn title_in(document: &Document, names: &SectionNames) -> Option<String> {
    let headings = &document.outline.headings;
    let first = headings.first().filter(|heading| is_title(heading, names));
    let only = || {
        let mut tops = headings.iter().filter(|heading| heading.level == 1);
        tops.next().filter(|heading| tops.next().is_none() && is_title(heading, names))
    };
    first.or_else(only).map(|heading| heading.text.to_string())
}

/// Whether a heading has other words than names of sections: `# Impact: nobody could pay` has, and is a section below the first level.
fn is_title(heading: &Heading, names: &SectionNames) -> bool {
    let is_name = |text: &str| names.is_name(text);
    let title = Title::of(&heading.text);
    let mut parts = title.parts().peekable();
    let is_named = is_name(&heading.text) || parts.peek().is_some() && parts.all(is_name);
    let goes_on = title.goes_on && heading.level == 1;
    !heading.text.trim().is_empty() && (!is_named || goes_on && !is_name(&heading.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    #[test]
    fn a_section_is_no_title() {
        let names = SectionNames::new(&vec![("Impact".to_owned(), vec!["Who was hit".to_owned()])])
            .with_asked(["Customer communication"]);
        for (text, wanted) in [
            ("# Checkout was down\n\n## Summary\n", Some("Checkout was down")),
            ("## Checkout was down\n\n## Summary\n", Some("Checkout was down")),
            ("## Summary\n\n## Timeline\n", None),
            ("# Summary\n\n# Timeline\n\n# Voices\n", None),
            ("## Summary\n\n# Checkout was down\n", Some("Checkout was down")),
            ("## 概要\n", None),
            ("## 1. Summary & impact\n", None),
            ("## Payments & impact\n", Some("Payments & impact")),
            ("## Root cause: an expired certificate\n", None),
            ("# Impact: nobody could pay\n", Some("Impact: nobody could pay")),
            ("## Impact (EU)\n", None),
            ("## Who was hit\n", None),
            ("## Customer communication\n", None),
            ("#\n", None),
            ("no heading\n", None),
        ] {
            let document = Document::parse(Text::new("a.md", text));
            assert_eq!(title_in(&document, &names).as_deref(), wanted, "{text}");
        }
    }
}
