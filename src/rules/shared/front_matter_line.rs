//! Lines of front matter that a help offers, in the format the postmortem has: YAML, TOML or JSON.

use crate::diagnostic::language::Language;
use crate::source::syntax::Syntax;

use crate::rules::rule::Case;

/// A line with a value as it is: `name: …`.
#[must_use]
pub fn line(case: &Case<'_>, name: &str, value: &str) -> String {
    match syntax(case) {
        Some(Syntax::Toml) => format!("{} = {value}", toml_key(name)),
        Some(Syntax::Json) => format!("\"{name}\": {value}"),
        _ => format!("{name}: {value}").trim_end().to_owned(),
    }
}

/// A line with a text as its value, in quotes where the format asks for them.
#[must_use]
pub fn text_line(case: &Case<'_>, name: &str, text: &str) -> String {
    match syntax(case) {
        Some(Syntax::Toml | Syntax::Json) => line(case, name, &format!("\"{text}\"")),
        _ => line(case, name, text),
    }
}

/// The line that says why a level stays.
#[must_use]
pub fn override_line(case: &Case<'_>) -> String {
    line(case, "severity_override", &format!("{{ {} }}", because_line(case)))
}

/// What says why in it.
#[must_use]
pub fn because_line(case: &Case<'_>) -> String {
    line(case, "because", "\"…\"")
}

/// Where the line belongs, if there is no front matter that it could be added to. In English it stands behind the line, and begins
/// with a comma; in Japanese before it.
#[must_use]
pub fn between_fences(case: &Case<'_>) -> &'static str {
    if case.document.front_matter.is_some() {
        return "";
    }
    match case.language {
        Language::English => ", between two lines `---` at the top of the file",
        Language::Japanese => "ファイルの先頭に `---` の行を二つ置き、その間に",
    }
}

fn syntax(case: &Case<'_>) -> Option<Syntax> {
    case.document.front_matter.as_ref().map(|front_matter| front_matter.syntax)
}

fn toml_key(name: &str) -> String {
    let is_bare = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_bare { name.to_owned() } else { format!("\"{name}\"") }
}
