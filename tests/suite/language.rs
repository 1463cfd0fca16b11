//! Japanese is Japanese: over every repository of `fixtures/`, nothing is said in English by mistake, and the findings are the
//! same in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::CommandFactory;
use jiff::civil::date;
use sevlint::cli::args::Arguments;
use sevlint::cli::environment::Environment;
use sevlint::cli::exit::Exit;
use sevlint::cli::help::{JAPANESE, command_line};
use sevlint::cli::program;
use sevlint::diagnostic::diagnostic::{Diagnostic, Label};
use sevlint::diagnostic::language::Language;
use sevlint::lint::history::History;
use sevlint::lint::outcome::Outcome;
use sevlint::lint::project::Given;
use sevlint::lint::record::Detail;
use sevlint::lint::request::Request;
use sevlint::lint::run::run;
use sevlint::report::graphical;
use sevlint::report::judgement;
use sevlint::report::look::Look;
use sevlint::report::note::note_words;
use sevlint::rules::RULES;
use sevlint::rules::rule::{Check, Unjudged};
use sevlint::source::past::{Past, Version};
use sevlint::source::repository::Root;
use sevlint::source::span::Span;
use sevlint::source::text::Text;
use unicode_width::UnicodeWidthChar;

/// Names that are written alike in both languages.
const ALIKE: &[&str] = &[
    "GiB", "HTML", "IANA", "ID", "JSON", "KiB", "MiB", "Markdown", "README", "SEV", "TOML", "UTC", "UTF",
    "YAML", "glob", "sevlint",
];

#[test]
fn nothing_is_said_in_english_by_mistake() {
    let mut heard = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    for folder in repositories() {
        let outcome = checked(&folder, Language::Japanese);
        for finding in &outcome.findings {
            heard.insert(finding.diagnostic.about.id);
            for sentence in sentences(&finding.diagnostic) {
                if !is_japanese(sentence) {
                    wrong.insert(format!("{}: {sentence}", finding.diagnostic.about.id));
                }
            }
        }
        for note in &outcome.notes {
            let words = note_words(note, Language::Japanese);
            if !is_japanese(&words) {
                wrong.insert(words);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    // What nobody hears proves nothing. Links are made on Unix only.
    if !cfg!(unix) {
        return;
    }
    // What a bug is told with is heard below.
    heard.insert("file-judging-failed");
    let silent: Vec<&str> = RULES.iter().map(|rule| rule.about.id).filter(|id| !heard.contains(id)).collect();
    assert!(silent.is_empty(), "never heard: {silent:?}");
}

#[test]
fn bugs_are_told_in_japanese() {
    let words = "`src/a.rs:1:2: no entry found`";
    let unjudged = Unjudged { path: &"障害報告/検索.md".into(), words, language: Language::Japanese };
    let told = RULES.iter().filter_map(|rule| match rule.check {
        Check::Unjudged(check) => Some(check(&unjudged)),
        _ => None,
    });
    let told: Vec<Diagnostic> = told.flatten().collect();
    assert_eq!(told.len(), 1);
    for sentence in sentences(&told[0]) {
        assert!(is_japanese(sentence), "{sentence}");
    }
}

/// Every command of the command line as it is defined, by its path.
fn commands() -> Vec<(String, clap::Command)> {
    fn below(command: &clap::Command, path: &str, found: &mut Vec<(String, clap::Command)>) {
        found.push((path.to_owned(), command.clone()));
        for below_it in command.get_subcommands() {
            let name = below_it.get_name();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path} {name}") };
            below(below_it, &path, found);
        }
    }
    let mut found = vec![];
    below(&Arguments::command(), "", &mut found);
    found
}

#[test]
fn everything_on_the_command_line_has_japanese_help() {
    let mut missing = vec![];
    let mut used = BTreeSet::new();
    let mut ask = |what: String, text: Option<&'static str>| match text {
        Some(text) => _ = used.insert(text),
        None => missing.push(what),
    };
    for (path, command) in commands() {
        ask(path.clone(), JAPANESE.about(&path));
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let name = argument.get_id().as_str();
            ask(format!("{path} {name}"), JAPANESE.argument(&path, name));
            let values = argument.get_action().takes_values().then(|| argument.get_possible_values());
            for value in values.unwrap_or_default().iter().filter(|value| value.get_help().is_some()) {
                let what = format!("{path} {name} {}", value.get_name());
                ask(what, JAPANESE.meaning(name, value.get_name()));
            }
        }
    }
    for name in ["help", "version"] {
        ask(name.to_owned(), JAPANESE.argument("", name));
    }
    assert!(missing.is_empty(), "no Japanese help: {missing:?}");
    let own = JAPANESE
        .help
        .iter()
        .flat_map(|words| words.arguments.iter().map(|(_, text)| *text).chain([words.about]));
    let shared = JAPANESE.shared.iter().map(|(_, text)| *text);
    let meanings = JAPANESE.meanings.iter().map(|(_, _, text)| *text);
    let idle: Vec<&str> = own.chain(shared).chain(meanings).filter(|text| !used.contains(text)).collect();
    assert!(idle.is_empty(), "nothing is helped by {idle:?}");
}

#[test]
fn help_is_japanese_and_fits_the_terminal() {
    let mut names: BTreeSet<String> = ALIKE.iter().map(|name| (*name).to_owned()).collect();
    names.extend(["YYYY-MM-DD", "HTML", "LSP", "Schema"].map(str::to_owned));
    for (_, command) in commands() {
        names.insert(command.get_name().to_owned());
        for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
            names.extend(argument.get_possible_values().iter().map(|value| value.get_name().to_owned()));
        }
    }
    for columns in [60, 80, 100] {
        for (path, _) in commands() {
            let environment = Environment {
                folder: std::path::absolute("fixtures/cli/help-japanese/repo").unwrap(),
                today: date(2026, 11, 22),
                colour: false,
                columns: Some(columns),
                asks: false,
                ..Environment::default()
            };
            for flag in ["-h", "--help"] {
                let typed = ["sevlint"].into_iter().chain(path.split_whitespace()).chain([flag]);
                let (mut out, mut err) = (vec![], vec![]);
                let exit = program::run(typed, &environment, &mut std::io::empty(), &mut out, &mut err);
                assert_eq!((exit, err.as_slice()), (Exit::Clean, [].as_slice()), "{path} {flag}");
                let help = String::from_utf8(out).unwrap();
                assert!(help.contains("使い方: sevlint"), "{path} {flag}: {help}");
                // Names of options and values are what they are, and so are words in backticks.
                let spoken = help.split('`').step_by(2).collect::<Vec<_>>().join(" ");
                for line in spoken.lines() {
                    let words = line.split(|letter: char| {
                        !(letter.is_ascii_alphanumeric() || "-_<>[]=|.".contains(letter))
                    });
                    let is_name = |word: &&str| {
                        word.starts_with(['-', '<'])
                            || word.starts_with('[')
                                && !word.contains(|letter: char| letter.is_ascii_lowercase())
                            || names.contains(word.trim_matches(['[', ']', '.']))
                    };
                    let english: Vec<&str> = words
                        .filter(|word| word.contains(|letter: char| letter.is_ascii_alphabetic()))
                        .filter(|word| !is_name(word))
                        .collect();
                    assert!(
                        english.is_empty() || line.contains("使い方"),
                        "{path} {flag}: {english:?} in {line}"
                    );
                }
                for line in help.lines() {
                    let width: usize = line.chars().filter_map(UnicodeWidthChar::width).sum();
                    let is_prose = !line.trim_start().starts_with('-') && !line.contains("使い方");
                    assert!(width <= columns || !is_prose, "{path} {flag} at {columns}: {width} in {line}");
                }
            }
        }
    }
}

#[test]
fn arguments_are_understood_the_same_in_both_languages() {
    let japanese = command_line(Language::Japanese, Some(80));
    japanese.clone().debug_assert();
    for typed in [
        "check a.md --format json --fail-on never --select severity-",
        "check --fix --staged",
        "report --quarter 2026-Q3 --by service,detection --format html=a.html",
        "table render --write --language ja",
        "classify users_affected=3 --format json",
        "new Title --fact a=b",
        "plan --from HEAD",
        "--color never schema table",
        "--version",
    ] {
        let words = || ["sevlint"].into_iter().chain(typed.split_whitespace());
        let one = Arguments::command().try_get_matches_from(words()).map_err(|error| error.kind());
        let other = japanese.clone().try_get_matches_from(words()).map_err(|error| error.kind());
        assert_eq!(one.is_ok(), other.is_ok(), "{typed}");
        assert_eq!(one.err(), other.err(), "{typed}");
    }
}

#[test]
fn explanations_are_japanese() {
    const ENGLISH: [&str; 12] = [
        "at least ",
        "at most ",
        " over ",
        " under ",
        "any of ",
        "all of ",
        "none of ",
        " or ",
        " not ",
        "and more",
        "maybe ",
        " to ",
    ];
    let mut tests = 0;
    for folder in repositories() {
        let look = Look { language: Language::Japanese, ..Look::default() };
        for incident in &checked(&folder, Language::Japanese).incidents {
            let mut report = vec![];
            judgement::render(incident, &look, &mut report).unwrap();
            let report = String::from_utf8(report).unwrap();
            for line in report
                .lines()
                .filter(|line| ["      + ", "      - ", "      ? "].iter().any(|mark| line.starts_with(mark)))
            {
                tests += 1;
                let english = ENGLISH.iter().find(|words| line.contains(**words));
                assert_eq!(english, None, "{line}");
            }
        }
    }
    assert!(tests > 200, "only {tests} tests were explained");
}

#[test]
fn both_languages_find_the_same() {
    for folder in repositories() {
        let found = |language| {
            let outcome = checked(&folder, language);
            let findings = outcome.findings.iter().map(|finding| {
                let Diagnostic { about, gravity, place, related, fix, .. } = &finding.diagnostic;
                let related: Vec<_> = related.iter().map(|label| (label.path.clone(), label.start)).collect();
                let edits = fix.as_ref().map(|fix| fix.edits.len());
                let place = (place.path.clone(), place.start, place.end);
                (about.id, *gravity, place, related, edits, finding.fingerprint.clone())
            });
            findings.collect::<Vec<_>>()
        };
        assert_eq!(found(Language::English), found(Language::Japanese), "{}", folder.display());
    }
}

#[test]
fn japanese_is_drawn_within_the_terminal() {
    for folder in repositories() {
        let outcome = checked(&folder, Language::Japanese);
        for width in [60, 80] {
            let look = Look { width, language: Language::Japanese, ..Look::default() };
            let mut report = vec![];
            graphical::write(outcome.findings.iter().map(|finding| &finding.diagnostic), &look, &mut report)
                .unwrap();
            for line in String::from_utf8(report).unwrap().lines() {
                // A path stays whole, so that it can be clicked.
                assert!(
                    line.contains("─[") || wide(line) <= width,
                    "{} of {width} columns: {line}",
                    wide(line)
                );
                let text = line.trim_start_matches([' ', '·', '│']);
                assert!(!text.starts_with(['。', '、', '」', '）', 'ー']), "{line}");
            }
        }
    }
}

#[test]
fn marks_stand_under_wide_characters() {
    let text = Text::new(
        "障害報告/検索.md",
        "# 検索の停止\n重大度: 軽微（営業時間内に対応した）\n影響施設数: 約３００社\n",
    );
    let label = |what: &str, says: &str| {
        let at = text.as_str().find(what).unwrap();
        Label::new(&text, Span::new(at, at + what.len()), says)
    };
    let message = "宣言は `軽微` だが、インシデントの事実からは `重大` または `致命的` となる";
    let finding = Diagnostic::new(&RULES[0].about, label("軽微", "ここで宣言"), message)
        .because(label("約３００社", "`影響施設数` は `270` から `330` で、`重大` の条件を満たしている"))
        .help("`重大` または `致命的` を宣言するか、事実を直すか、`軽微` のままにする理由を書く");
    let look = Look { width: 60, language: Language::Japanese, ..Look::default() };
    let mut report = vec![];
    graphical::write([&finding], &look, &mut report).unwrap();
    assert_eq!(
        String::from_utf8(report).unwrap(),
        "\
エラー[config-invalid]: 宣言は `軽微` だが、インシデントの事
  実からは `重大` または `致命的` となる
   ╭─[障害報告/検索.md:2:6]
 2 │ 重大度: 軽微（営業時間内に対応した）
   ·         ──┬─
   ·           ╰── ここで宣言
 3 │ 影響施設数: 約３００社
   ·             ─────┬────
   ·                  ╰─┤ `影響施設数` は `270` から `330`
   ·                    │ で、`重大` の条件を満たしている
   ╰────
  ヒント: `重大` または `致命的` を宣言するか、事実を直す
          か、`軽微` のままにする理由を書く

"
    );
}

/// The columns of a line on a terminal.
fn wide(line: &str) -> usize {
    line.chars().filter_map(UnicodeWidthChar::width).sum()
}

#[test]
fn summaries_are_japanese() {
    for rule in RULES {
        let summary = (rule.about.summary)(Language::Japanese);
        assert!(is_japanese(summary), "{}: {summary}", rule.about.id);
        assert!(!summary.ends_with('。') && summary.chars().count() <= 40, "{}: {summary}", rule.about.id);
        assert_ne!(summary, (rule.about.summary)(Language::English));
    }
}

#[test]
fn english_is_told_from_japanese() {
    for (sentence, expected) in [
        ("重大度が宣言されていない", true),
        ("宣言は `SEV-3` だが、事実からは `Critical` となる", true),
        ("宣言は SEV-3 だが、事実からは Critical となる", false),
        ("`users_affected_pct` は 32%", true),
        ("読み込めない:「No such file」", true),
        ("タイムラインの 09:02 UTC の項目", true),
        ("no severity is declared", false),
        ("重大度 is missing", false),
        ("`ここ` is", false),
        ("`started_at`", false),
        ("値は at least 20%", false),
    ] {
        assert_eq!(is_japanese(sentence), expected, "{sentence}");
    }
}

/// All that a finding says.
fn sentences(diagnostic: &Diagnostic) -> impl Iterator<Item = &str> {
    let labels =
        std::iter::once(&diagnostic.place).chain(&diagnostic.related).map(|label| label.message.as_ref());
    let fix = diagnostic.fix.iter().map(|fix| fix.message.as_str());
    let help = diagnostic.help.iter().map(AsRef::as_ref);
    let message = std::iter::once(diagnostic.message.as_ref());
    message.chain(help).chain(fix).chain(labels).filter(|sentence: &&str| !sentence.is_empty())
}

/// Whether a sentence has Japanese letters in it, and no English words, outside of what it quotes.
fn is_japanese(sentence: &str) -> bool {
    let mut own = String::new();
    let mut quote: Option<char> = None;
    for letter in sentence.chars() {
        match quote {
            Some(end) => quote = Some(end).filter(|end| *end != letter),
            None => match letter {
                '`' => quote = Some('`'),
                '「' => quote = Some('」'),
                _ => own.push(letter),
            },
        }
    }
    let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut words = own.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(is_word);
    own.contains(|letter| matches!(letter, 'ぁ'..='ヿ' | '一'..='龯'))
        && words.all(|word| ALIKE.contains(&word))
}

/// A history that is told: a postmortem of the sample was at another level before, and its table did not load.
fn told(folder: &Path) -> History {
    let name = "postmortems/2025-12-10-mysql-reader-retries.md";
    let Ok(text) = fs::read_to_string(folder.join(name)) else { return History::default() };
    let version = |name: &str, text: &str| {
        let path: Arc<str> = name.into();
        let versions = vec![Version::told("1a2b3c4d5e", 1_765_700_000, &path, text.as_bytes())];
        (path, versions)
    };
    let before = text.replace("severity: SEV-3", "severity: SEV-1");
    assert_ne!(text, before);
    let past =
        Arc::new(Past::of_versions([version(name, &before), version("SEV.md", "---\nsev_table: 1\n---\n")]));
    History { of_severity: Some(past.clone()), of_tables: Some((past, date(2026, 11, 22))) }
}

fn checked(folder: &Path, language: Language) -> Outcome {
    let given = Given { language: Some(language), history: told(folder), ..Given::default() };
    let root = Root::find(folder).unwrap();
    let paths = vec![folder.to_path_buf()];
    run(&root, &Request { paths, given, today: date(2026, 11, 22), detail: Detail::Full })
}

/// Copies of all repositories under `fixtures/`, so that none lies in the repository of this crate.
fn repositories() -> Vec<PathBuf> {
    use std::sync::OnceLock;
    static COPIES: OnceLock<(tempfile::TempDir, Vec<PathBuf>)> = OnceLock::new();
    let (_, folders) = COPIES.get_or_init(|| {
        let home = tempfile::tempdir().unwrap();
        let mut originals = vec![];
        find(Path::new("fixtures"), &mut originals);
        assert!(originals.len() > 30, "only {} repositories were found", originals.len());
        let copied = originals.iter().enumerate().map(|(index, original)| {
            let target = home.path().join(index.to_string());
            copy(original, &target);
            target
        });
        let mut copied: Vec<PathBuf> = copied.collect();
        copied.extend(made(home.path()));
        (home, copied)
    });
    folders.clone()
}

/// Repositories that git would not keep, or that are too large to be read: of links, of a long file, of a table with more
/// boxes than there may be.
fn made(home: &Path) -> Vec<PathBuf> {
    let files = home.join("files");
    fs::create_dir_all(files.join("incidents")).unwrap();
    fs::write(files.join("sevlint.toml"), "max_file_size = \"20 B\"\n").unwrap();
    fs::write(files.join("incidents/large.md"), "# Everything went wrong today\n").unwrap();
    fs::create_dir_all(home.join("outside")).unwrap();
    fs::write(home.join("outside/secret.md"), "# Secret\n").unwrap();
    link(&home.join("outside/secret.md"), &files.join("incidents/outside.md"));
    link(Path::new("nothing.md"), &files.join("incidents/nothing.md"));
    let table = home.join("table");
    fs::create_dir_all(table.join("incidents")).unwrap();
    let letters = || 'a'..='p';
    let facts: Vec<String> = letters().map(|letter| format!("{letter}: {{ kind: count }}")).collect();
    let tests: Vec<String> = letters().map(|letter| format!("{{ {letter}: over 1 }}")).collect();
    let (facts, tests) = (facts.join(", "), tests.join(", "));
    let levels = format!(
        "[{{ id: SEV-1, criteria: [{{ at_least: {{ count: 8, of: [{tests}] }} }}] }}, {{ id: SEV-2, otherwise: true }}]"
    );
    fs::write(table.join("sev.yaml"), format!("sev_table: 1\nfacts: {{ {facts} }}\nlevels: {levels}\n"))
        .unwrap();
    fs::write(table.join("incidents/a.md"), "---\nseverity: SEV-2\n---\n").unwrap();
    let broken = |name: &str, baseline: &str| {
        let folder = home.join(name);
        fs::create_dir_all(folder.join("incidents")).unwrap();
        fs::write(folder.join("sevlint.toml"), "baseline = \"known.json\"\n").unwrap();
        fs::write(folder.join("known.json"), baseline).unwrap();
        folder
    };
    let cut = broken("cut", "{ \"schema\": 1, ");
    let newer = broken("newer", "{ \"schema\": 2, \"findings\": [] }");
    let misspelt = broken("misspelt", "{ \"schema\": 1, \"findngs\": [] }");
    vec![files, table, cut, newer, misspelt]
}

#[cfg(unix)]
fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(not(unix))]
fn link(target: &Path, path: &Path) {
    fs::copy(target, path).ok();
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name == "repo") {
            found.push(path);
        } else if path.is_dir() {
            find(&path, found);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
