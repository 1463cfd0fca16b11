//! Links, and those in blocks of advice, of which nothing else is read.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::admonitions::advice;
use super::in_order::InOrder;
use super::span::Span;

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, unescaped; what a reference refers to.
    pub destination: Box<str>,
    /// The whole link, with its text; of a reference where it is used.
    pub span: Span,
}

/// Adds the links in blocks of advice, whose text is left as code, to those of a text that begins at a place.
pub fn with_advice(links: &mut Vec<Link>, text: &str, start: usize) {
    let Some(advice) = advice(text) else { return };
    for (event, range) in Parser::new_ext(&advice, Options::ENABLE_GFM).into_offset_iter() {
        if let Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) =
            event
            && !matches!(link_type, LinkType::Autolink | LinkType::Email)
        {
            let span = Span::new(start + range.start, start + range.end);
            links.push(Link { destination: (*dest_url).into(), span });
        }
    }
    links.order_by_key(|link| link.span);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_advice() {
        for (text, wanted) in [
            ("!!! tip\n    See [a](b.md).\n\n    - [c](d.md)\n\n[e](f.md)\n", &["b.md", "d.md"][..]),
            ("??? hint \"More\"\n    ![a](b.png)\n", &["b.png"]),
            ("!!! example\n    [a](b.md)\n", &[]),
            ("!!! quote\n    [a](b.md)\n", &[]),
            ("!!! note\n    [a](b.md)\n", &[]),
            ("!!! tip\n    `[a](b.md)`\n", &[]),
            ("tip\n\n    [a](b.md)\n", &[]),
        ] {
            let mut links = vec![];
            with_advice(&mut links, text, 0);
            let found: Vec<&str> = links.iter().map(|link| &*link.destination).collect();
            assert_eq!(found, wanted, "{text}");
            assert!(links.iter().all(|link| text[link.span.range()].contains(&*link.destination)), "{text}");
        }
    }
}
