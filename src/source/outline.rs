//! The outline of a Markdown body: what stands in it, with places. The Markdown parser is named here only.
//!
//! One pass over the parser's events. Whatever else is wanted of a body is gathered in the same pass.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::admonitions::{advice, quoted};
use super::bars::cells_beside_code;
use super::code_span;
use super::html::{breaks_line, sets_apart};
use super::in_order::InOrder;
use super::link::Link;
use super::span::Span;

/// What stands in a body, each kind in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headings, also those in lists and quotes.
    pub headings: Vec<Heading>,
    /// The tables.
    pub tables: Vec<Grid>,
    /// The HTML comments, on lines of their own and inside text.
    pub comments: Vec<Comment>,
    /// The items of lists, also those inside other items.
    pub items: Vec<Item>,
    /// The paragraphs, but for the first of an item, which is the item's text. With markup.
    pub paragraphs: Vec<Span>,
    /// The blocks of HTML.
    pub html: Vec<Span>,
    /// The links and images with a destination that is written out; no `<https://…>`.
    pub links: Vec<Link>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text, without markup; a line break is a blank.
    pub text: Box<str>,
    /// The whole heading, with its marks, without the line end.
    pub span: Span,
    /// Its text, with markup, without the marks of the heading. Empty, and behind the marks, in an empty heading.
    pub title: Span,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The whole table, without the last line end.
    pub span: Span,
    /// The cells of its first row.
    pub header: Vec<Cell>,
    /// The cells of the other rows, as many in each as in the first.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands between the bars, with markup, without the blanks around it.
    pub span: Span,
    /// Its text, without markup; `<br>` is a line feed, as is what begins or ends an item or a paragraph of HTML.
    pub text: Box<str>,
}

/// An HTML comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `<!--` to `-->`; to the end of its block if it is never closed.
    pub span: Span,
    /// What stands inside, without the blanks around it.
    pub text: Span,
}

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The whole item, with its mark and what is nested in it, without the blanks behind it.
    pub span: Span,
    /// Its own text: the first paragraph, with markup, without the mark and the box of a task. Empty, and where the item
    /// ends, if it begins with something else.
    pub text: Span,
    /// In how many lists it stands: 1 is the outermost.
    pub depth: u32,
    /// Whether it is a task.
    pub task: Task,
}

/// Whether an item of a list is a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// It has no box.
    None,
    /// Its box is empty.
    Open,
    /// Its box is ticked.
    Done,
}

impl Outline {
    /// The outline of what stands in `text` from the byte `body` on. Places are those in `text`.
    #[must_use]
    pub fn of(text: &str, body: usize) -> Self {
        // No metadata blocks: in the middle of a body they swallow what stands between two thematic breaks.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_FOOTNOTES;
        let outline_of = |markdown: &str| {
            let mut pass = Pass { text, outline: Self::default(), prose: None, open: vec![], reached: 0 };
            for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
                pass.take(event, Span::new(body + range.start, body + range.end));
            }
            pass.outline
        };
        let markdown = text.get(body..).unwrap_or_default();
        let mut outline = outline_of(&quoted(markdown));
        // Of advice only the links are read.
        if let Some(advice) = advice(markdown) {
            outline.links.extend(outline_of(&advice).links);
            outline.links.order_by_key(|link| link.span);
        }
        outline
    }
}

/// The pass over the events.
struct Pass<'t> {
    text: &'t str,
    outline: Outline,
    /// The text of the heading or cell that is open.
    prose: Option<Prose>,
    /// The items that are open, the innermost last.
    open: Vec<OpenItem>,
    /// One past the last byte of what was read that is no blank.
    reached: u32,
}

/// An item that is not at its end.
struct OpenItem {
    /// Its index.
    index: usize,
    /// Its text, as far as it was read.
    text: Option<Span>,
    /// Whether more of its text may follow.
    goes_on: bool,
}

/// Text that is being gathered.
struct Prose {
    text: String,
    /// From the first of it to the last, with markup.
    span: Option<Span>,
}

impl Pass<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) {
        if !matches!(event, Event::Start(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak) {
            self.reached = self.reached.max(self.trimmed_end(span));
        }
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => {
                self.extend_item(span);
                self.add(&text, span);
            }
            Event::Code(text) => {
                self.extend_item(span);
                self.add(&code_span::shown(self.text.get(span.range()).unwrap_or_default(), &text), span);
            }
            Event::SoftBreak => self.add(" ", span),
            Event::HardBreak => self.add("\n", span),
            Event::TaskListMarker(ticked) => {
                let open = self.open.last().and_then(|open| self.outline.items.get_mut(open.index));
                if let Some(item) = open {
                    item.task = if ticked { Task::Done } else { Task::Open };
                }
            }
            Event::InlineHtml(html) => {
                self.extend_item(span);
                if html.starts_with("<!--") {
                    self.comments_in(span);
                } else if breaks_line(&html)
                    || self.prose.as_ref().is_some_and(|prose| sets_apart(&html, &prose.text))
                {
                    self.add("\n", span);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        if let Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } = tag
            && !matches!(link_type, LinkType::Autolink | LinkType::Email)
        {
            self.outline.links.push(Link { destination: (**dest_url).into(), span });
        }
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => {
                self.reached = self.reached.max(span.end);
                self.extend_item(span);
                self.add("", span);
                return;
            }
            Tag::Item => {
                self.end_item_text();
                let index = self.outline.items.len();
                let depth = u32::try_from(self.open.len() + 1).unwrap_or(u32::MAX);
                let mark = Span::new(span.start as usize, span.start as usize + 1);
                let text = Span::at(mark.end as usize);
                self.outline.items.push(Item { span: mark, text, depth, task: Task::None });
                self.open.push(OpenItem { index, text: None, goes_on: true });
                return;
            }
            Tag::Paragraph => {
                // The first paragraph of an item is its text.
                if self.open.last().is_none_or(|open| !open.goes_on || open.text.is_some()) {
                    self.end_item_text();
                    let span = self.trimmed(span);
                    self.outline.paragraphs.push(span);
                }
                return;
            }
            _ => {}
        }
        self.start_block(tag, span);
    }

    fn start_block(&mut self, tag: &Tag<'_>, span: Span) {
        if !matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell) {
            self.end_item_text();
        }
        if matches!(tag, Tag::Table(_) | Tag::CodeBlock(_) | Tag::Heading { .. }) {
            self.reached = self.reached.max(self.trimmed(span).end);
        }
        match tag {
            Tag::Heading { .. } | Tag::TableCell => {
                self.prose = Some(Prose { text: String::new(), span: None });
            }
            Tag::Table(_) => {
                let span = self.trimmed(span);
                self.outline.tables.push(Grid { span, header: Vec::new(), rows: Vec::new() });
            }
            Tag::TableRow => {
                if let Some(table) = self.outline.tables.last_mut() {
                    table.rows.push(Vec::with_capacity(table.header.len()));
                }
            }
            Tag::HtmlBlock => {
                let trimmed = self.trimmed(span);
                self.outline.html.push(trimmed);
                self.comments_in(span);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level, span),
            TagEnd::TableCell => self.end_cell(span),
            TagEnd::TableRow => self.end_row(span),
            TagEnd::Paragraph => self.end_item_text(),
            TagEnd::Item => {
                let Some(open) = self.open.pop() else { return };
                let Some(item) = self.outline.items.get_mut(open.index) else { return };
                // Not the parser's end: items nested deeply would each look through the blanks behind all of them.
                item.span.end = item.span.end.max(self.reached);
                item.text = open.text.unwrap_or(Span::at(item.span.end as usize));
            }
            _ => {}
        }
    }

    /// Adds to the text of the innermost item.
    fn extend_item(&mut self, span: Span) {
        if let Some(open) = self.open.last_mut()
            && open.goes_on
        {
            open.text = Some(open.text.map_or(span, |whole| whole.to(span)));
        }
    }

    /// What follows is no text of the innermost item.
    fn end_item_text(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.goes_on = false;
        }
    }

    /// Adds to the text that is being gathered.
    fn add(&mut self, text: &str, span: Span) {
        if let Some(prose) = &mut self.prose {
            prose.text.push_str(text);
            prose.span = Some(prose.span.map_or(span, |whole| whole.to(span)));
        }
    }

    fn end_heading(&mut self, level: HeadingLevel, span: Span) {
        let Some(prose) = self.prose.take() else { return };
        let span = self.trimmed(span);
        let title = prose.span.map_or(Span::at(span.end as usize), |title| self.trimmed(title));
        self.outline.headings.push(Heading {
            level: level as u8,
            text: prose.text.trim().into(),
            span,
            title,
        });
    }

    fn end_cell(&mut self, span: Span) {
        let Some(prose) = self.prose.take() else { return };
        let span = self.trimmed(span);
        let Some(table) = self.outline.tables.last_mut() else { return };
        let row = table.rows.last_mut().unwrap_or(&mut table.header);
        row.push(Cell { span, text: prose.text.trim().into() });
    }

    /// Where bars in code have split a row into more cells than the table has, the row is read without them.
    fn end_row(&mut self, span: Span) {
        let row = self.text.get(span.range()).unwrap_or_default();
        if !row.contains('`') {
            return;
        }
        let Some(table) = self.outline.tables.last_mut() else { return };
        let (columns, start) = (table.header.len(), span.start as usize);
        let cells = cells_beside_code(row);
        let split = row.matches('|').count() - row.matches("\\|").count();
        let Some(last) = table.rows.last_mut().filter(|_| cells.len() == columns && split > columns + 1)
        else {
            return;
        };
        let same = last.iter().zip(&cells).all(|(cell, own)| cell.span.end as usize == start + own.end);
        if !same {
            *last = cells
                .into_iter()
                .map(|own| Cell {
                    text: plain(row.get(own.clone()).unwrap_or_default()).trim().into(),
                    span: Span::new(start + own.start, start + own.end),
                })
                .collect();
        }
    }

    /// Every comment in a piece of HTML.
    fn comments_in(&mut self, html: Span) {
        let mut at = html.start as usize;
        while let Some(rest) = self.text.get(at..html.end as usize)
            && let Some(open) = rest.find("<!--")
        {
            let start = at + open;
            let inside = start + "<!--".len();
            let rest = self.text.get(inside..html.end as usize).unwrap_or_default();
            let (length, close) = rest.find("-->").map_or((rest.len(), 0), |at| (at, "-->".len()));
            at = inside + length + close;
            let text = self.trimmed(Span::new(inside, inside + length));
            let span = if close > 0 { Span::new(start, at) } else { self.trimmed(Span::new(start, at)) };
            self.outline.comments.push(Comment { span, text });
        }
    }

    /// The place without the white space around what stands there; what is all white space becomes its start.
    fn trimmed(&self, span: Span) -> Span {
        let text = self.text.get(span.range()).unwrap_or_default();
        // Most begin and end with a letter or a sign.
        let ends = [text.as_bytes().first(), text.as_bytes().last()];
        if ends.iter().all(|end| end.is_some_and(u8::is_ascii_graphic)) {
            return span;
        }
        let ended = text.trim_end();
        let end = span.start as usize + ended.len();
        let start = end - ended.trim_start().len();
        if start == end { Span::at(span.start as usize) } else { Span::new(start, end) }
    }

    /// Where that place ends. Most text ends with a letter or a sign, where nothing is to be trimmed.
    fn trimmed_end(&self, span: Span) -> u32 {
        let last = span.end.checked_sub(1).and_then(|last| self.text.as_bytes().get(last as usize));
        if last.is_some_and(u8::is_ascii_graphic) { span.end } else { self.trimmed(span).end }
    }
}

/// The text of a cell, without markup.
fn plain(cell: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(&cell.replace("\\|", "|"), Options::ENABLE_GFM) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::InlineHtml(html) if breaks_line(&html) || sets_apart(&html, &text) => text.push('\n'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slice(text: &str, span: Span) -> &str {
        text.get(span.range()).unwrap_or("OUT OF PLACE")
    }

    #[test]
    fn headings_have_their_text_and_their_places() {
        for (text, level, plain, whole, title) in [
            ("# A title\n", 1, "A title", "# A title", "A title"),
            (
                "x\n\n##   **A** `b` [c](d) ##  \r\ny\n",
                2,
                "A b c",
                "##   **A** `b` [c](d) ##",
                "**A** `b` [c](d)",
            ),
            ("障害 *報告*\n===\n", 1, "障害 報告", "障害 *報告*\n===", "障害 *報告*"),
            (
                "One `two\r\nthree`\r\n---\r\n",
                2,
                "One two three",
                "One `two\r\nthree`\r\n---",
                "One `two\r\nthree`",
            ),
            ("One\ntwo\n---\n", 2, "One two", "One\ntwo\n---", "One\ntwo"),
            (
                "### Q&amp;A &#x30; <!-- c -->\n",
                3,
                "Q&A 0",
                "### Q&amp;A &#x30; <!-- c -->",
                "Q&amp;A &#x30;",
            ),
            ("## ![alt](x.png) ok\n", 2, "alt ok", "## ![alt](x.png) ok", "![alt](x.png) ok"),
            ("####\n", 4, "", "####", ""),
            ("- # In a list\n", 1, "In a list", "# In a list", "In a list"),
            ("> ## In a quote\n", 2, "In a quote", "## In a quote", "In a quote"),
        ] {
            let headings = Outline::of(text, 0).headings;
            let [heading] = headings.as_slice() else { panic!("{text:?} {headings:?}") };
            let found =
                (heading.level, &*heading.text, slice(text, heading.span), slice(text, heading.title));
            assert_eq!(found, (level, plain, whole, title), "{text:?}");
        }
        assert_eq!(Outline::of("```\n# no\n```\n\n    # no\n#no\n", 0).headings, []);
    }

    #[test]
    fn cells_have_their_text_and_their_places() {
        let text = "front\n\n| Key | Value |\n|:--|--|\n|  Severity |`SEV-1` \\| **high**<br>since 2 |\n| 復旧 ||\n|x|\n\ny\n";
        let outline = Outline::of(text, 7);
        let [table] = outline.tables.as_slice() else { panic!("{outline:?}") };
        let cells = |row: &[Cell]| {
            row.iter()
                .map(|cell| (slice(text, cell.span).to_owned(), cell.text.to_string()))
                .collect::<Vec<_>>()
        };
        let same = |text: &str| (text.to_owned(), text.to_owned());
        assert_eq!(cells(&table.header), [same("Key"), same("Value")]);
        let value = ("`SEV-1` \\| **high**<br>since 2".to_owned(), "SEV-1 | high\nsince 2".to_owned());
        let rows: Vec<_> = table.rows.iter().map(|row| cells(row)).collect();
        assert_eq!(
            rows,
            [vec![same("Severity"), value], vec![same("復旧"), same("")], vec![same("x"), same("")]]
        );
        assert!(slice(text, table.span).starts_with("| Key") && slice(text, table.span).ends_with("|x|"));
    }

    #[test]
    fn bars_in_code_are_no_borders() {
        let text = "| A | B |\n|--|--|\n| `x || y` \\| **z** | b |\n| a | b | c `|` |\n| `a | b` |\n";
        let outline = Outline::of(text, 0);
        let [table] = outline.tables.as_slice() else { panic!("{outline:?}") };
        let cells = |row: &Vec<Cell>| {
            row.iter().map(|cell| format!("{} = {}", slice(text, cell.span), cell.text)).collect::<Vec<_>>()
        };
        let rows: Vec<_> = table.rows.iter().map(cells).collect();
        assert_eq!(
            rows,
            [
                vec!["`x || y` \\| **z** = x || y | z", "b = b"],
                vec!["a = a", "b = b"],
                vec!["`a = `a", "b` = b`"],
            ]
        );
    }

    #[test]
    fn comments_are_found_wherever_html_may_stand() {
        let text = "<!-- a -->\n\nText <!--b--> and <!--\nc\n-->.\n\n- x\n  <!-- d -->\n\n<div>\n<!-- e --><!-- f -->\n</div>\n\n\
                    `<!-- no -->`\n\n| a |\n|--|\n| <!-- g --> |\n\n<!-- never\n\nclosed\n";
        let comments = Outline::of(text, 0).comments;
        let inside: Vec<&str> = comments.iter().map(|comment| slice(text, comment.text)).collect();
        assert_eq!(inside, ["a", "b", "c", "d", "e", "f", "g", "never\n\nclosed"]);
        let whole: Vec<&str> = comments.iter().map(|comment| slice(text, comment.span)).collect();
        assert_eq!(whole[1..3], ["<!--b-->", "<!--\nc\n-->"]);
        assert_eq!(whole[7], "<!-- never\n\nclosed");
    }

    #[test]
    fn items_have_their_own_text_and_paragraphs_theirs() {
        let text = "First\nline.\n\n- [ ] one **two**\n  three\n  - [x] nested `code`\n- \n-   ## heading\n\n1. loose\n\n   more\n2. [x] [link](u) end\n\n> quoted\n\n<div>\nx\n</div>\n";
        let outline = Outline::of(text, 0);
        let items: Vec<_> =
            outline.items.iter().map(|item| (item.depth, item.task, slice(text, item.text))).collect();
        assert_eq!(
            items,
            [
                (1, Task::Open, "one **two**\n  three"),
                (2, Task::Done, "nested `code`"),
                (1, Task::None, ""),
                (1, Task::None, ""),
                (1, Task::None, "loose"),
                (1, Task::Done, "[link](u) end"),
            ]
        );
        assert_eq!(slice(text, outline.items[0].span), "- [ ] one **two**\n  three\n  - [x] nested `code`");
        let paragraphs: Vec<&str> = outline.paragraphs.iter().map(|span| slice(text, *span)).collect();
        assert_eq!(paragraphs, ["First\nline.", "more", "quoted"]);
        assert_eq!(
            outline.html.iter().map(|span| slice(text, *span)).collect::<Vec<_>>(),
            ["<div>\nx\n</div>"]
        );
    }

    #[test]
    fn links_have_their_destinations_and_their_places() {
        let text = "# [a](b.md)\n\n![i](<c d.png> \"t\") [x][r] [r] <https://e.example> <a@e.example>\n[![i](e.png)](f.md#g)\n\n\
                    `[no](no.md)`\n\n[r]: ../r%20s.md\n\n| [h](h&amp;.md) |\n|--|\n";
        let links = Outline::of(text, 0).links;
        let found: Vec<(&str, &str)> =
            links.iter().map(|link| (&*link.destination, slice(text, link.span))).collect();
        assert_eq!(
            found,
            [
                ("b.md", "[a](b.md)"),
                ("c d.png", "![i](<c d.png> \"t\")"),
                ("../r%20s.md", "[x][r]"),
                ("../r%20s.md", "[r]"),
                ("f.md#g", "[![i](e.png)](f.md#g)"),
                ("e.png", "![i](e.png)"),
                ("h&.md", "[h](h&amp;.md)"),
            ]
        );
    }

    #[test]
    fn thematic_breaks_swallow_nothing() {
        let text = "# A\n\n---\nfoo: 1\n---\n\n# B\n\n+++\nx = 1\n+++\n\n# C\n";
        let headings: Vec<String> =
            Outline::of(text, 0).headings.iter().map(|heading| heading.text.to_string()).collect();
        assert_eq!(headings, ["A", "foo: 1", "B", "C"]);
    }

    #[test]
    fn links_of_advice() {
        for (text, wanted) in [
            ("!!! tip\n    See [a](b.md).\n\n    - [c](d.md)\n\n[e](f.md)\n", &["b.md", "d.md", "f.md"][..]),
            ("??? hint \"More\"\n    ![a](b.png)\n", &["b.png"]),
            ("!!! example\n    [a](b.md)\n", &[]),
            ("!!! quote\n    [a](b.md)\n", &[]),
            ("!!! note\n    [a](b.md)\n", &["b.md"]),
            ("!!! tip\n    `[a](b.md)`\n", &[]),
            ("tip\n\n    [a](b.md)\n", &[]),
        ] {
            let links = Outline::of(text, 0).links;
            let found: Vec<&str> = links.iter().map(|link| &*link.destination).collect();
            assert_eq!(found, wanted, "{text}");
            assert!(links.iter().all(|link| text[link.span.range()].contains(&*link.destination)), "{text}");
        }
    }
}
