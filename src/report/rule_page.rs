//! The pages of the rules: for `sevlint explain` and `docs/rules.md`.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::diagnostic::about::{About, Mending};
use crate::diagnostic::language::Language;
use crate::rules::rule::Rule;
use crate::rules::{EXAMPLE_TABLE, RULES};

use super::hanging::Entry;
use super::look::Look;
use super::paged::paged;
use super::words::gravity;
use super::wrapping::width as columns;

/// Where this project has its home; empty as long as it has none.
pub const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// The address of a rule's page, if the project has a home.
#[must_use]
pub fn address(home: &str, about: &About) -> Option<String> {
    (!home.is_empty()).then(|| format!("{home}/blob/main/docs/rules.md#{}", about.id))
}

/// The columns that a summary needs beside the name of its rule.
const LEAST_FOR_SUMMARY: usize = 30;

/// All rules, a line each where there is room for it.
///
/// # Errors
/// When it cannot be written.
pub fn list(look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let width = RULES.iter().map(|rule| rule.about.id.len()).max().unwrap_or(0);
    for rule in RULES {
        let about = &rule.about;
        let summary = (about.summary)(look.language);
        let word = gravity(about.gravity, look.language);
        let padding = " ".repeat(7_usize.saturating_sub(columns(word)));
        let lead = format!("{:width$}  {word}{padding}  ", about.id);
        if columns(&lead) + LEAST_FOR_SUMMARY <= look.columns() {
            Entry { lead: &lead, text: summary, ..Entry::default() }.write(look, out)?;
        } else {
            writeln!(out, "{}", lead.trim_end())?;
            Entry { lead: "    ", text: summary, ..Entry::default() }.write(look, out)?;
        }
    }
    Ok(())
}

/// The page of one rule, for a terminal or its pager.
///
/// # Errors
/// When it cannot be written.
pub fn page(rule: &Rule, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let page = format!("# {}\n\n{}", rule.about.id, body(&rule.about, 2, look.language));
    out.write_all(paged(&page, look).as_bytes())
}

/// The pages of all rules, as `docs/rules.md` has them.
#[must_use]
pub fn all() -> String {
    let mut text = String::from(
        "<!-- Generated from src/rules by `BLESS=1 cargo test`; edit the rules. -->\n\n# Rules\n\n\
         `sevlint explain RULE` prints a rule's page offline. The gravity of a rule can be changed under `[rules]` in \
         `sevlint.toml`.\n\n| rule | gravity | what is wrong | fix |\n| --- | --- | --- | --- |\n",
    );
    for rule in RULES {
        let about = &rule.about;
        let fix = match about.mending {
            Mending::Safe => "safe",
            Mending::Unsafe => "unsafe",
            Mending::None(_) => "—",
        };
        let (id, gravity, summary) = (about.id, about.gravity.word(), (about.summary)(Language::English));
        let _ = writeln!(text, "| [`{id}`](#{id}) | {gravity} | {summary} | {fix} |");
    }
    text.push_str(
        "\nThe examples are run as tests, by this table unless they bring one:\n\n~~~markdown SEV.md\n",
    );
    text.push_str(EXAMPLE_TABLE);
    text.push_str("~~~\n");
    for rule in RULES {
        let _ = write!(text, "\n## {}\n\n{}", rule.about.id, body(&rule.about, 3, Language::English));
    }
    text
}

/// What a page says below its title, with its own headings at a level.
#[must_use]
pub fn body(about: &About, level: usize, language: Language) -> String {
    let mut text = match language {
        Language::English => format!("{}.\n", sentence((about.summary)(language))),
        Language::Japanese => format!("{}。\n\n", (about.summary)(language)),
    };
    let _ = write!(text, "Gravity: {}. {}\n\n", about.gravity.word(), mending(about.mending));
    let mut in_example = false;
    for line in about.docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        in_example ^= line.starts_with("~~~");
        match line.strip_prefix("## ").filter(|_| !in_example) {
            Some(heading) => {
                let _ = writeln!(text, "{} {heading}", "#".repeat(level));
            }
            None => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    text
}

fn mending(mending: Mending) -> String {
    match mending {
        Mending::Safe => "Findings come with a fix that is safe to apply.".to_owned(),
        Mending::Unsafe => "Findings may come with a fix that changes what the postmortem says.".to_owned(),
        Mending::None(reason) => format!("No fix: {reason}."),
    }
}

/// With a capital.
#[must_use]
pub fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
