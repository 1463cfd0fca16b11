//! A plan for a pull request or a job summary: GitHub takes 65,536 characters of a comment, and what would be more is left
//! out from the end, and that is said.

use std::io::{self, Write};

use crate::diagnostic::language::Language;

use super::plan_page::{Group, Item, PlanPage};

/// The most characters of a comment on GitHub.
const MOST: usize = 65_536;
/// Room for saying what is left out, and for what a workflow puts around it.
const SPARE: usize = 1_024;
/// More items than this are folded.
const MOST_SHOWN: usize = 10;

/// Writes it.
///
/// # Errors
/// When it cannot be written.
pub fn render(page: &PlanPage, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(markdown(page).as_bytes())
}

/// The whole page.
#[must_use]
pub fn markdown(page: &PlanPage) -> String {
    let mut text = format!("## {}\n\n", escaped(&page.headline));
    text += &page.remarks.iter().map(|remark| escaped(remark)).collect::<Vec<_>>().join("<br>\n");
    text.push('\n');
    let mut room = MOST - SPARE - text.chars().count();
    let mut left_out = 0;
    for section in &page.sections {
        let mut blocks = vec![format!("\n### {}\n", escaped(&section.title))];
        blocks.extend(section.groups.iter().map(|group| block(group, &mut room, &mut left_out)));
        room = room.saturating_sub(blocks.first().map_or(0, |head| head.chars().count()));
        text.extend(blocks);
    }
    if left_out > 0 {
        text += &match page.language {
            Language::English => format!(
                "\n*{left_out} entries are left out here, for GitHub takes no more; `sevlint plan` shows them all.*\n"
            ),
            Language::Japanese => format!(
                "\n*GitHub の上限のため {left_out} 件を省略。すべては `sevlint plan` で表示できる。*\n"
            ),
        };
    }
    text
}

fn block(group: &Group, room: &mut usize, left_out: &mut usize) -> String {
    let mut shown = String::new();
    let mut count = 0;
    for item in &group.items {
        let text = entry(item);
        let length = text.chars().count();
        if *left_out > 0 || length + 200 > *room {
            *left_out += 1;
            continue;
        }
        *room -= length;
        count += 1;
        shown += &text;
    }
    let title = escaped(&group.title);
    *room = room.saturating_sub(title.chars().count() + 60);
    if group.title.is_empty() {
        return format!("\n{shown}");
    }
    if count > MOST_SHOWN {
        return format!("\n<details><summary>{title}</summary>\n\n{shown}\n</details>\n");
    }
    format!("\n**{title}**\n\n{shown}")
}

fn entry(item: &Item) -> String {
    let mut text = format!("- {}\n", escaped(&item.head));
    for detail in &item.details {
        text += &format!("  - {}\n", escaped(detail));
    }
    text
}

/// A sentence in which values stand in backticks, and all else is no markup: neither links nor mentions nor HTML.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut in_code = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '`' => {
                in_code = !in_code;
                escaped.push('`');
            }
            _ if character.is_control() => escaped.push(' '),
            // Marks of direction would turn the rest of the line round.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            _ if in_code => escaped.push(character),
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '&' => escaped += "&amp;",
            // A space without width keeps a name from being called, and a number from being linked.
            '@' => escaped += "@\u{200b}",
            '#' => escaped += "#\u{200b}",
            ':' if characters.peek() == Some(&'/') => escaped += ":\u{200b}",
            '\\' | '[' | ']' | '*' | '_' | '~' | '|' | '!' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_no_markup() {
        for (text, expected) in [
            ("`a_b` 3 < 5", "`a_b` 3 &lt; 5"),
            ("@team ![x](http://y) `@team <b>`", "@\u{200b}team \\!\\[x\\](http:\u{200b}//y) `@team <b>`"),
            ("a\u{202e}b\nc", "ab c"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let item = |_| Item { head: "x".repeat(1_000), details: vec![] };
        let group = Group { title: "t".to_owned(), items: (0..100).map(item).collect() };
        let section = super::super::plan_page::Section { title: "s".to_owned(), groups: vec![group] };
        let page = PlanPage {
            headline: "h".to_owned(),
            remarks: vec![],
            sections: vec![section],
            language: Language::English,
        };
        let text = markdown(&page);
        assert!(text.chars().count() < MOST, "{}", text.chars().count());
        assert!(text.contains("entries are left out here"), "{}", &text[text.len() - 200..]);
    }
}
