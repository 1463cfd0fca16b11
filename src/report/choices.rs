//! What was decided about each Markdown file, and why: `sevlint check --show-files`.

use std::io::{self, Write};

use crate::diagnostic::language::Language;
use crate::lint::outcome::Outcome;
use crate::lint::select::Decision;

use super::terminal_text::name;

/// One line for each file.
///
/// # Errors
/// When it cannot be written.
pub fn render(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    for choice in &outcome.choices {
        let mark = if choice.decision.is_taken() { '+' } else { '-' };
        writeln!(out, "{mark} {}: {}", name(&choice.path), why(&choice.decision, outcome.language))?;
    }
    Ok(())
}

/// Why a file was taken, or not.
#[must_use]
pub fn why(decision: &Decision, language: Language) -> String {
    match language {
        Language::English => english(decision),
        Language::Japanese => japanese(decision),
    }
}

fn english(decision: &Decision) -> String {
    match decision {
        Decision::Named => "named on the command line".to_owned(),
        Decision::Listed => "a glob of `postmortems` in sevlint.toml matches".to_owned(),
        Decision::Folder(folder) => format!("it stands in a folder `{}`", name(folder)),
        Decision::Typed(kind) => format!("its front matter says `type: {}`", name(kind)),
        Decision::Excluded => "`exclude` in sevlint.toml matches".to_owned(),
        Decision::Table => "it is the SEV table".to_owned(),
        Decision::Config => "it is the configuration".to_owned(),
        Decision::NotMarkdown => "it is neither Markdown nor a text with front matter".to_owned(),
        Decision::Readme => "a README or the index of a folder".to_owned(),
        Decision::Template => "a template or an example, by its name".to_owned(),
        Decision::Rubric => "it tells what the severities mean, by its name".to_owned(),
        Decision::Beside(record) => format!("it stands beside `{record}` in the folder of one incident"),
        Decision::Double(same) => format!("it is the same file as `{}`", name(same)),
        Decision::Unlisted => "no glob of `postmortems` in sevlint.toml matches".to_owned(),
        Decision::Elsewhere => {
            "no folder above it is called postmortems or incidents, and it has no `type: postmortem`"
                .to_owned()
        }
    }
}

fn japanese(decision: &Decision) -> String {
    match decision {
        Decision::Named => "コマンドラインで指定された".to_owned(),
        Decision::Listed => "`sevlint.toml` の `postmortems` の glob に一致する".to_owned(),
        Decision::Folder(folder) => format!("フォルダー `{}` の中にある", name(folder)),
        Decision::Typed(kind) => format!("フロントマターに `type: {}` とある", name(kind)),
        Decision::Excluded => "`sevlint.toml` の `exclude` に一致する".to_owned(),
        Decision::Table => "SEV 表である".to_owned(),
        Decision::Config => "設定ファイルである".to_owned(),
        Decision::NotMarkdown => "Markdown ではなく、フロントマターのあるテキストでもない".to_owned(),
        Decision::Readme => "README またはフォルダーの目次である".to_owned(),
        Decision::Template => "名前がテンプレートまたは見本を示す".to_owned(),
        Decision::Rubric => "名前が重大度の説明を示す".to_owned(),
        Decision::Beside(record) => format!("一件のインシデントのフォルダーで `{record}` に添えられている"),
        Decision::Double(same) => format!("`{}` と同じファイルである", name(same)),
        Decision::Unlisted => "`sevlint.toml` の `postmortems` のどの glob にも一致しない".to_owned(),
        Decision::Elsewhere => {
            "上位に `postmortems` や `incidents` という名前のフォルダーがなく、`type: postmortem` もない"
                .to_owned()
        }
    }
}
