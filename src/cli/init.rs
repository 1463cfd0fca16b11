//! `sevlint init`: the first files of a repository that has none. Nothing that is there is touched.

use std::io;
use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::source::create::{Created, create};
use crate::source::nearest::nearest;
use crate::source::text::Text;
use crate::table::presets::{PRESETS, Preset, preset};
use crate::table::read::read_table;
use crate::table::rendering::{change, changed};

use super::args::InitArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::streams::Streams;

/// Writes the table, a template of postmortems and a configuration into the current folder, as far as they are not there.
///
/// # Errors
/// When no preset has that name, or a file cannot be written.
pub fn init(
    arguments: &InitArguments,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let Some(chosen) = preset(&arguments.preset) else {
        let known: Vec<&'static str> = PRESETS.iter().map(|preset| preset.name).collect();
        let nearest = nearest(&arguments.preset, known.iter().copied());
        return Err(Error::Preset { name: arguments.preset.clone(), nearest, known });
    };
    let japanese = chosen.name.ends_with("-ja");
    let language = if japanese { Language::Japanese } else { Language::English };
    let files = [
        ("SEV.md", rendered(chosen, language)),
        ("postmortems/TEMPLATE.md", template(chosen, language)),
        ("sevlint.toml", configuration(language)),
    ];
    let mut said = vec![];
    for (name, content) in files {
        let written = create(&environment.folder.join(name), &content);
        let written =
            written.map_err(|error| Error::Write { path: name.to_owned(), reason: error.to_string() })?;
        said.push(match (written, language) {
            (Created::Now, Language::English) => format!("wrote {name}"),
            (Created::Now, Language::Japanese) => format!("{name} を書き込んだ"),
            (Created::Before, Language::English) => format!("{name} is there already, and stays as it is"),
            (Created::Before, Language::Japanese) => format!("{name} はすでにあり、変更していない"),
        });
    }
    said.push(match language {
        Language::English => "\nnext: make SEV.md your own, copy postmortems/TEMPLATE.md for an incident, and run `sevlint check`".to_owned(),
        Language::Japanese => "\n次の手順: SEV.md を自社に合わせて直し、postmortems/TEMPLATE.md を写してインシデントを書き、`sevlint check` を実行する".to_owned(),
    });
    let told = writeln!(streams.out, "{}", said.join("\n")).and_then(|()| streams.out.flush());
    match told {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Write { path: "standard output".to_owned(), reason: error.to_string() })
        }
        _ => Ok(Exit::Clean),
    }
}

/// The preset with its rendering.
fn rendered(chosen: &Preset, language: Language) -> String {
    let text = Arc::new(Text::new("SEV.md", chosen.text));
    // Every preset loads: a test holds it.
    let Ok(table) = read_table(&text) else { return chosen.text.to_owned() };
    let change = change(&table, Some(language), language);
    change.map_or_else(|| chosen.text.to_owned(), |change| changed(&text, &change))
}

/// A postmortem to fill in: the fields that times need, the facts that the table asks for, and the usual sections.
fn template(chosen: &Preset, language: Language) -> String {
    let text = Arc::new(Text::new("SEV.md", chosen.text));
    let Ok(table) = read_table(&text) else { return String::new() };
    let mut lines = String::from("---\nid:\ntitle:\n");
    let levels: Vec<&str> = table.levels.iter().map(|level| level.id.text.as_str()).collect();
    lines += &format!("severity: # {}\n", levels.join(", "));
    lines += "started_at: # 2026-01-31T10:20+00:00\ndetected_at:\nacknowledged_at:\nresolved_at:\npublished_at:\nnotified: []\n";
    for declaration in table.facts.iter().filter(|declaration| declaration.span.is_some()) {
        let says = declaration.says.as_deref().unwrap_or_default();
        let words: Vec<&str> = declaration.kind.words().iter().map(|word| word.name.as_str()).collect();
        let words = if words.is_empty() { String::new() } else { format!(": {}", words.join(", ")) };
        lines += &format!("{}: # {says}{words}\n", declaration.name);
    }
    lines += "---\n\n";
    lines += match language {
        Language::English => {
            "## Summary\n\n## Impact\n\n## Timeline\n\n- 10:20\n\n## Root cause\n\n## Action items\n\n\
             | Action | Owner | Due | Status |\n| --- | --- | --- | --- |\n"
        }
        Language::Japanese => {
            "## 概要\n\n## 影響\n\n## タイムライン\n\n- 10:20\n\n## 根本原因\n\n## アクションアイテム\n\n\
             | 内容 | 担当 | 期限 | 状態 |\n| --- | --- | --- | --- |\n"
        }
    };
    lines
}

fn configuration(language: Language) -> String {
    let code = language.code();
    format!(
        "table = \"SEV.md\"\npostmortems = [\"postmortems/**/*.md\"]\nlanguage = \"{code}\"\n# timezone = \"Asia/Tokyo\"\n"
    )
}
