//! `sevlint classify`: the dialogue ends with the level that the full facts give, its document has its schema, and it can
//! be talked to on a real terminal.

use std::process::Command;
use std::sync::Arc;

use fastrand::Rng;
use jiff::civil::date;
use serde_json::Value;
use sevlint::cli::environment::Environment;
use sevlint::cli::exit::Exit;
use sevlint::cli::program::run;
use sevlint::insight::next_question::Dialogue;
use sevlint::model::fact::{Fact, Statement};
use sevlint::model::kind::Kind;
use sevlint::model::reading::read_text;
use sevlint::report::classification_json::schema;
use sevlint::source::span::Span;
use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
use sevlint::table::presets::PRESETS;
use sevlint::table::read::read_table;
use sevlint::table::table::Table;
use sevlint::verdict::judgement::values;
use sevlint::verdict::possible::{Possible, Stated};

const TABLE: &str = "sev_table: 1
facts:
  users: { kind: percent, says: Share of users who could not work }
  loss: { kind: scale, values: [none, suspected, confirmed] }
  workaround: { kind: boolean }
levels:
  - id: SEV-1
    response: { notify: [executives], acknowledge_within: 15m }
    criteria:
      - { when: { loss: confirmed }, notify: [security] }
      - { when: { users: at least 50% } }
  - id: SEV-2
    criteria: [{ when: { users: at least 10%, workaround: no } }]
  - { id: SEV-3, otherwise: true }
";

/// What is printed, said, and the exit.
fn classified(arguments: &[&str], typed: Option<&str>) -> (String, String, Exit) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sev.yaml"), TABLE).unwrap();
    let environment = Environment {
        folder: folder.path().to_path_buf(),
        today: date(2026, 11, 22),
        colour: false,
        columns: None,
        asks: typed.is_some(),
        ..Environment::default()
    };
    let (mut out, mut err) = (vec![], vec![]);
    let words = [&["sevlint", "classify"], arguments].concat();
    let exit = run(words, &environment, &mut typed.unwrap_or("").as_bytes(), &mut out, &mut err);
    (String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap(), exit)
}

#[test]
fn what_classify_writes_has_its_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for arguments in [
        &["users=32%"][..],
        &["users=32%", "loss=none", "workaround=?"],
        &["loss=confirmed"],
        &["loss=lost"],
        &["users"],
        &[],
    ] {
        let (out, _, _) = classified(&[arguments, &["--format", "json"]].concat(), None);
        let document: Value = serde_json::from_str(&out).unwrap();
        let faults: Vec<String> = validator.iter_errors(&document).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{arguments:?}: {faults:?}");
        assert_eq!(document["complete"] == Value::Bool(true), document["error"].is_null(), "{arguments:?}");
    }
    assert!(!validator.is_valid(&serde_json::json!({ "schema": 1 })));
}

#[test]
fn questions_go_to_standard_error_and_the_answer_to_standard_output() {
    let (out, err, exit) = classified(&[], Some("20\nsuspcted\nnone\nno\n\nnever read\n"));
    assert_eq!(exit, Exit::Clean);
    assert!(out.starts_with("SEV-2\n"), "{out}");
    let questions: Vec<&str> = err.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(
        questions,
        [
            "An empty line, `?` or `unknown` says that nobody knows yet.",
            "",
            "Share of users who could not work (users)",
            "> loss",
            ">   `suspcted` is not one of the words of this fact; did you mean `suspected`?",
            "> workaround",
            "> ",
            "",
            "To write the postmortem now (`sevlint new`), say in a line what happened; an empty line writes none.",
            "> ",
        ],
        "{err}"
    );
}

#[test]
fn a_share_that_could_be_two_is_asked_again() {
    let (out, err, exit) = classified(&[], Some("0.6\n60%\nnone\nyes\n\n"));
    assert_eq!(exit, Exit::Clean);
    assert!(out.starts_with("SEV-1\n") && !out.contains("note:"), "{out}");
    let again = ">   `0.6` could be 0.6% or 60%; write `0.6%` or `60%`";
    assert!(err.lines().any(|line| line == again), "{err}");
}

#[test]
fn nobody_knows_and_nobody_answers() {
    // Whoever has left is offered nothing.
    for (typed, asked, is_there, headline) in [
        ("60%\n", 1, true, "SEV-1"),
        ("?\nunknown\n\n", 3, true, "SEV-1, SEV-2 or SEV-3: still open"),
        ("2\n", 2, false, "SEV-1 or SEV-3: still open"),
        ("", 1, false, "SEV-1, SEV-2 or SEV-3: still open"),
        ("2\nnone", 2, true, "SEV-3"),
    ] {
        let (out, err, exit) = classified(&[], Some(typed));
        assert_eq!((out.lines().next(), exit), (Some(headline), Exit::Clean), "{typed:?}");
        assert_eq!(err.matches("> ").count(), asked + usize::from(is_there), "{typed:?}: {err}");
        assert_eq!(err.contains("`sevlint new`"), is_there, "{typed:?}: {err}");
    }
}

#[test]
fn answers_of_any_length_and_any_bytes_are_survived() {
    let long = "9".repeat(100_000);
    let (out, err, _) = classified(&[], Some(&format!("{long}\n\u{1b}[31m\n20\n?\n?\n")));
    assert!(
        out.starts_with("SEV-1, SEV-2 or SEV-3: still open") || out.starts_with("SEV-1 or SEV-"),
        "{out}"
    );
    assert!(!err.contains('\u{1b}'), "{err}");
}

/// Every incident has one level; whoever knows everything and answers truly is told it, in as many questions as there are
/// facts, or fewer.
fn dialogue_holds(table: &Table, answers: &[String]) -> usize {
    let facts: Vec<Fact> = table
        .facts
        .iter()
        .zip(answers)
        .map(|(declaration, answer)| {
            let reading = read_text(&declaration.kind, answer);
            Fact::of(vec![Statement { span: Span::default(), text: answer.as_str().into(), reading }])
        })
        .collect();
    let full = Stated::new(table, values(&facts)).possible(&mut Budget::default()).unwrap();
    assert_eq!(full.outcomes(), 1, "{answers:?} do not settle {:?}", table.text);
    let mut dialogue = Dialogue::new(table);
    let mut asked = vec![];
    while let Some(gap) = dialogue.next_question(&mut Budget::default()).unwrap() {
        assert!(!asked.contains(&gap.fact), "fact {} is asked twice", gap.fact);
        asked.push(gap.fact);
        dialogue.answer(gap.fact, &answers[gap.fact]).unwrap();
    }
    assert_eq!(dialogue.answered(), asked.len());
    assert_eq!(possible(table, &dialogue.into_facts()), full, "{answers:?}, asked {asked:?}");
    asked.len()
}

fn possible(table: &Table, facts: &[Fact]) -> Possible {
    Stated::new(table, values(facts)).possible(&mut Budget::default()).unwrap()
}

/// A certain answer to each fact: near the thresholds as often as far from them.
fn answers(rng: &mut Rng, table: &Table) -> Vec<String> {
    table.facts.iter().map(|declaration| answer(rng, &declaration.kind)).collect()
}

fn answer(rng: &mut Rng, kind: &Kind) -> String {
    let words = || kind.words().iter().map(|word| word.name.clone()).collect::<Vec<_>>();
    match kind {
        Kind::Boolean => ["no", "yes"][rng.usize(..2)].to_owned(),
        Kind::Count => [0, 1, 2, 3, 5, 10, 11, 100, 1_000, 100_000][rng.usize(..10)].to_string(),
        Kind::Percent => format!("{}%", [0, 1, 2, 5, 10, 20, 25, 30, 50, 51, 80, 100][rng.usize(..12)]),
        Kind::Duration => format!("{}m", [0, 1, 5, 10, 30, 31, 60, 120, 121, 500, 3000][rng.usize(..11)]),
        Kind::Number { unit, .. } => {
            format!("{} {}", [0, 1, 100, 500, 501, 1000, 2000][rng.usize(..7)], unit.as_deref().unwrap_or(""))
        }
        Kind::Money { currency } => {
            format!("{} {currency}", [0, 100, 10_000, 100_000, 1_000_000][rng.usize(..5)])
        }
        Kind::Scale(_) | Kind::Choice(_) => rng.choice(words()).unwrap(),
        Kind::Set(_) => {
            let mut names = words();
            if names.is_empty() {
                names = vec!["api".to_owned(), "db".to_owned()];
            }
            names.retain(|_| rng.bool());
            if names.is_empty() { "none".to_owned() } else { names.join(", ") }
        }
    }
}

/// A table of up to five facts of all kinds, with holes as often as not.
fn generated(rng: &mut Rng) -> String {
    let kinds = [
        ("kind: boolean", &["yes", "no"][..]),
        ("kind: count", &["at least 2", "over 5", "0", "3 to 10", "under 100"]),
        ("kind: percent", &["at least 20%", "over 5%", "50% to 80%", "under 10%", "not 0%"]),
        ("kind: duration", &["at least 30m", "over 2h", "under 5m", "10m to 60m"]),
        ("kind: scale, values: [none, suspected, confirmed]", &["confirmed", "at least suspected", "none"]),
        ("kind: choice, values: [web, api, batch]", &["web", "not api", "[web, batch]"]),
        ("kind: set", &["api", "[api, db]", "none of [api]", "all of [api, db]"]),
    ];
    let facts: Vec<usize> = (0..rng.usize(1..=5)).map(|_| rng.usize(..kinds.len())).collect();
    let mut text = "sev_table: 1\nfacts:\n".to_owned();
    for (index, kind) in facts.iter().enumerate() {
        text += &format!("  f{index}: {{ {} }}\n", kinds[*kind].0);
    }
    text += "levels:\n";
    for level in 0..rng.usize(1..=3) {
        text += &format!("  - id: SEV-{level}\n    criteria:\n");
        for _ in 0..rng.usize(1..=3) {
            let tests = facts.iter().enumerate().filter(|_| rng.u8(..3) > 0);
            let tests: Vec<(usize, usize)> = tests.map(|(index, kind)| (index, *kind)).collect();
            let tests: Vec<String> = tests
                .into_iter()
                .map(|(index, kind)| format!("f{index}: {}", rng.choice(kinds[kind].1).unwrap()))
                .collect();
            if !tests.is_empty() {
                text += &format!("      - {{ when: {{ {} }} }}\n", tests.join(", "));
            }
        }
    }
    if rng.bool() {
        text += "  - { id: SEV-9, otherwise: true }\n";
    }
    text.replace("    criteria:\n  -", "    criteria: []\n  -").replace("none of [api]", "none of api")
}

#[test]
fn the_dialogue_ends_with_the_level_of_the_full_facts() {
    let mut rng = Rng::with_seed(20_231_020);
    let (mut tables, mut questions) = (0, vec![]);
    for _ in 0..1_500 {
        let content = generated(&mut rng);
        let text = Arc::new(Text::new("sev.yaml", content.as_str()));
        let Ok(table) = read_table(&text) else { continue };
        tables += 1;
        let asked_for = (0..table.facts.len()).filter(|fact| !table.geometry.dimensions_of(*fact).is_empty());
        let asked_for = asked_for.count();
        for _ in 0..10 {
            let asked = dialogue_holds(&table, &answers(&mut rng, &table));
            assert!(asked <= asked_for, "{asked} questions about {asked_for} facts\n{content}");
            questions.push(asked);
        }
    }
    assert!(tables > 1_000, "only {tables} tables could be read");
    assert!(questions.iter().any(|asked| *asked > 3), "no dialogue was long");
}

/// Over random incidents of each preset. `cargo test --test suite dialogue_over_presets -- --nocapture` prints
/// how many questions it takes.
#[test]
fn the_dialogue_over_presets() {
    let mut rng = Rng::with_seed(31);
    for preset in PRESETS {
        let text = Arc::new(Text::new("SEV.md", preset.text));
        let table = read_table(&text).unwrap();
        let asked_for = (0..table.facts.len()).filter(|fact| !table.geometry.dimensions_of(*fact).is_empty());
        let asked_for = asked_for.count();
        let mut questions: Vec<usize> =
            (0..1_000).map(|_| dialogue_holds(&table, &answers(&mut rng, &table))).collect();
        questions.sort_unstable();
        let (median, most) = (questions[500], questions[999]);
        println!("{:15} facts {asked_for:2}  questions: median {median}, at most {most}", preset.name);
        assert!(most <= asked_for, "{}", preset.name);
    }
}

#[test]
#[ignore = "needs python3, for a pseudo-terminal"]
fn a_real_terminal_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("sev.yaml"), TABLE).unwrap();
    let script = r#"
import os, pty, select, sys
child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    os.execv(sys.argv[1], [sys.argv[1], "classify"])
shown = b""
def until(wanted):
    global shown
    while wanted not in shown:
        ready, _, _ = select.select([terminal], [], [], 10)
        if not ready:
            sys.exit("waited for %r in vain: %r" % (wanted, shown))
        try:
            more = os.read(terminal, 4096)
        except OSError:
            sys.exit("it ended before %r: %r" % (wanted, shown))
        shown += more
    shown = shown.split(wanted, 1)[1]
for wanted, typed in [(b"could not work", b"lots\n"), (b"write it as", b"20%\n"), (b"loss", b"don't know\n"), (b"workaround", b"no\n")]:
    until(wanted)
    until(b"> ")
    os.write(terminal, typed)
until(b"SEV-1 or SEV-2: still open")
until(b"find out next")
until(b"respond as SEV-1")
until(b"sevlint new")
until(b"> ")
os.write(terminal, b"Logins failed\n")
until(b"wrote postmortems/")
try:
    while os.read(terminal, 4096): pass
except OSError: pass
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status))
"#;
    let done = Command::new("python3")
        .args(["-c", script, env!("CARGO_BIN_EXE_sevlint")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let written = std::fs::read_dir(folder.path().join("postmortems")).unwrap().next().unwrap().unwrap();
    let written = std::fs::read_to_string(written.path()).unwrap();
    for line in
        ["title: Logins failed\n", "severity: SEV-1\n", "users: 20%\n", "loss: don't know", "workaround: no"]
    {
        assert!(written.contains(line), "{line:?} is not in\n{written}");
    }
}
