//! Japanese is Japanese: over every repository of `fixtures/` and every example of a rule's page, nothing is said in English
//! by mistake, and the findings are the same in both languages.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use sevlint::diagnostic::diagnostic::Diagnostic;
use sevlint::diagnostic::language::Language;
use sevlint::lint::outcome::Outcome;
use sevlint::lint::project::Given;
use sevlint::lint::record::Detail;
use sevlint::lint::run::{Request, run};
use sevlint::report::note::note_words;
use sevlint::rules::RULES;
use sevlint::source::repository::Root;

/// Names that are written alike in both languages.
const ALIKE: &[&str] = &[
    "GiB", "IANA", "ID", "JSON", "KiB", "MiB", "Markdown", "README", "SEV", "TOML", "UTC", "UTF", "YAML",
    "glob", "sevlint",
];

#[test]
fn nothing_is_said_in_english_by_mistake() {
    let mut heard = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    for folder in repositories() {
        let outcome = checked(&folder, Language::Japanese);
        let levels = levels(&outcome);
        for finding in &outcome.findings {
            heard.insert(finding.diagnostic.about.id);
            for sentence in sentences(&finding.diagnostic) {
                if !is_japanese(sentence, &levels) {
                    wrong.insert(format!("{}: {sentence}", finding.diagnostic.about.id));
                }
            }
        }
        for note in &outcome.notes {
            let words = note_words(note, Language::Japanese);
            if !is_japanese(&words, &levels) {
                wrong.insert(words);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
    // A language that nobody hears proves nothing.
    let silent: Vec<&str> = RULES.iter().map(|rule| rule.about.id).filter(|id| !heard.contains(id)).collect();
    assert_eq!(silent, SILENT, "rules that the fixtures do not show");
}

/// Rules that no repository of `fixtures/` can show: a file that cannot be read and a link out of the repository do not
/// survive git, and the table of the last is larger than all the rest.
const SILENT: &[&str] = &[];

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
fn summaries_are_japanese() {
    for rule in RULES {
        let summary = (rule.about.summary)(Language::Japanese);
        assert!(is_japanese(summary, &BTreeSet::new()), "{}: {summary}", rule.about.id);
        assert!(!summary.ends_with('。') && summary.chars().count() <= 40, "{}: {summary}", rule.about.id);
        assert_ne!(summary, (rule.about.summary)(Language::English));
    }
}

#[test]
fn english_is_told_from_japanese() {
    let levels = BTreeSet::from(["Critical".to_owned()]);
    for (sentence, expected) in [
        ("重大度が宣言されていない", true),
        ("宣言は SEV-3 だが、事実からは Critical となる", true),
        ("`users_affected_pct` は 32%", true),
        ("読み込めない:「No such file」", true),
        ("タイムラインの 09:02 UTC の項目", true),
        ("no severity is declared", false),
        ("重大度 is missing", false),
        ("`ここ` is", false),
        ("`started_at`", false),
        ("値は at least 20%", false),
    ] {
        assert_eq!(is_japanese(sentence, &levels), expected, "{sentence}");
    }
}

/// All that a finding says.
fn sentences(diagnostic: &Diagnostic) -> impl Iterator<Item = &str> {
    let labels =
        std::iter::once(&diagnostic.place).chain(&diagnostic.related).map(|label| label.message.as_ref());
    let fix = diagnostic.fix.iter().map(|fix| fix.message.as_str());
    let help = diagnostic.help.iter().map(|help| help.as_ref());
    let message = std::iter::once(diagnostic.message.as_ref());
    message.chain(help).chain(fix).chain(labels).filter(|sentence: &&str| !sentence.is_empty())
}

/// Whether a sentence has Japanese letters in it, and no English words, outside of what it quotes.
fn is_japanese(sentence: &str, levels: &BTreeSet<String>) -> bool {
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
    let mut levels: Vec<&String> = levels.iter().collect();
    levels.sort_by_key(|level| std::cmp::Reverse(level.len()));
    for level in levels {
        own = own.replace(level.as_str(), " ");
    }
    let is_word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut words = own.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(is_word);
    own.contains(|letter| matches!(letter, 'ぁ'..='ヿ' | '一'..='龯'))
        && words.all(|word| ALIKE.contains(&word))
}

fn levels(outcome: &Outcome) -> BTreeSet<String> {
    let incidents = outcome.incidents.iter();
    incidents
        .flat_map(|incident| {
            let criteria = incident.criteria.iter().map(|criterion| criterion.level.clone());
            criteria
                .chain(incident.possible.iter().cloned())
                .chain(incident.declared.clone())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn checked(folder: &Path, language: Language) -> Outcome {
    let given = Given { language: Some(language), ..Given::default() };
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
        let copied = copied.collect();
        (home, copied)
    });
    folders.clone()
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
