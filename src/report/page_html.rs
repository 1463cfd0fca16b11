//! The SEV table as one HTML file of its own: nothing is loaded, nothing runs, light and dark, and it prints on A4.

use std::io::{self, Write};

use crate::diagnostic::language::Language;
use crate::table::page::{Page, PageHeads};

use super::html::{escaped, head};

/// The styles, which the policy of the page allows by their place alone.
const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --line: #c8c8d0; --faint: #5a5a66; --head: #f1f1f5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6ea; --paper: #16161a; --line: #3c3c46; --faint: #a5a5b0; --head: #222228; }
}
body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .5rem .7rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: var(--head); }
tbody th { white-space: nowrap; }
tbody th span { display: block; white-space: normal; font-weight: normal; }
ul { margin: 0; padding-left: 1.1rem; }
li ul { color: var(--faint); font-size: .85rem; }
dl { margin: 0; }
dt { color: var(--faint); font-size: .85rem; }
dd { margin: 0 0 .3rem; }
small { display: block; color: var(--faint); }
@media screen and (max-width: 44rem) {
  thead { position: absolute; left: -99rem; }
  table, tbody, tr, th, td { display: block; }
  tbody tr { margin-bottom: 1.2rem; }
  tbody th { background: var(--head); white-space: normal; }
  th + td, td + td { border-top: 0; }
  td:empty { display: none; }
}
@page { size: A4 landscape; margin: 12mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --line: #888; --faint: #333; --head: #eee; }
  body { margin: 0; max-width: none; padding: 0; font-size: 9pt; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
}
";

/// Writes the page. On a narrow screen a level is a block; the roles keep it a table for a screen reader.
///
/// # Errors
/// When it cannot be written.
pub fn render(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    let heads = PageHeads::of(page.language);
    let title = page.title.as_deref().unwrap_or(match page.language {
        Language::English => "SEV table",
        Language::Japanese => "SEV 表",
    });
    head(title, page.language, STYLE, out)?;
    write!(
        out,
        "<main>\n<h1>{}</h1>\n<table role=\"table\">\n<thead role=\"rowgroup\"><tr role=\"row\">",
        escaped(title)
    )?;
    for over in [heads.level, heads.criteria, heads.examples, heads.response] {
        write!(out, "<th scope=\"col\" role=\"columnheader\">{over}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody role=\"rowgroup\">")?;
    for level in &page.levels {
        write!(out, "<tr role=\"row\">\n<th scope=\"row\" role=\"rowheader\">{}", escaped(&level.id))?;
        if let Some(name) = &level.name {
            write!(out, "<span>{}</span>", escaped(name))?;
        }
        writeln!(out, "</th>\n<td role=\"cell\"><ul>")?;
        for criterion in &level.criteria {
            write!(out, "<li>{}", escaped(&criterion.said))?;
            if let Some(tests) = &criterion.tests {
                write!(out, "<small>{}</small>", escaped(tests))?;
            }
            if !criterion.items.is_empty() {
                write!(out, "{}", list(&criterion.items))?;
            }
            if !criterion.notify.is_empty() {
                write!(out, "<small>{}: {}</small>", heads.tell, escaped(&criterion.notify.join(", ")))?;
            }
            writeln!(out, "</li>")?;
        }
        writeln!(out, "</ul></td>\n<td role=\"cell\">{}</td>", list(&level.examples))?;
        writeln!(out, "<td role=\"cell\">{}</td>\n</tr>", rows(&level.response))?;
    }
    writeln!(out, "</tbody>\n</table>\n</main>\n</body>\n</html>")
}

fn rows(rows: &[(&str, String)]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let rows = rows.iter().map(|(label, value)| format!("<dt>{label}</dt><dd>{}</dd>", escaped(value)));
    format!("<dl>{}</dl>", rows.collect::<String>())
}

fn list(items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: Vec<String> = items.iter().map(|item| escaped(item)).collect();
    format!("<ul><li>{}</li></ul>", items.join("</li><li>"))
}
