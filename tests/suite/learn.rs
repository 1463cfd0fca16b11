//! `sevlint table learn` on incidents that a known table judged: how often the learnt table gives the level that is true,
//! beside what always guessing the commonest level would give; and what it writes is a table without an inversion.
//!
//! `cargo test --test suite learn:: -- --nocapture` prints it; `SEVLINT_SEEDS=20` is the whole run.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use fastrand::Rng;
use sevlint::cli::environment::Environment;
use sevlint::cli::program::run;
use sevlint::diagnostic::language::Language;
use sevlint::insight::learn::case::Case;
use sevlint::insight::learn::lesson::majority;
use sevlint::insight::learn::proposal::propose;
use sevlint::model::kind::Kind;
use sevlint::model::reading::read_text;
use sevlint::model::value::{Reading, Value};
use sevlint::report::lesson::Learnt;
use sevlint::report::table_source::{Remarks, write};
use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
use sevlint::table::flaw::ascending::Ascending;
use sevlint::table::flaw::inversion::inversions;
use sevlint::table::presets::{PRESETS, Preset};
use sevlint::table::read::read_table;
use sevlint::table::table::Table;
use sevlint::verdict::possible::Stated;

use crate::program::{copied, sevlint};

/// Incidents of one team. Each fifth of them is held out once, and what is learnt from the others is tried on it.
const INCIDENTS: usize = 300;
const FIFTHS: usize = 5;
/// Levels with so many held-out incidents or fewer are not looked at.
const TOO_FEW: usize = 10;
/// What is recalled of a level at least, in percent: of the whole run with twenty seeds; with fewer, chance is allowed for.
const RECALLED: f64 = 90.0;
const RECALLED_BY_FEW: f64 = 80.0;

/// An incident with everything known: the level that the table gives it, and the facts.
struct Incident {
    level: usize,
    facts: Vec<Option<Value>>,
}

fn table(preset: &Preset) -> Table {
    read(preset.text)
}

fn read(source: &str) -> Table {
    read_table(&Arc::new(Text::new(if source.starts_with("---") { "SEV.md" } else { "sev.yaml" }, source)))
        .unwrap_or_else(|faults| panic!("{faults:#?}\n{source}"))
}

/// The level of an incident, if that is settled.
fn judge(table: &Table, facts: &[Option<Value>]) -> Option<usize> {
    let values = facts.iter().enumerate().filter_map(|(fact, value)| Some((fact, value.as_ref()?)));
    Stated::new(table, values).possible(&mut Budget::default()).unwrap().only()
}

const PERCENTS: [u32; 22] = [0, 0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 75, 90, 100];
const COUNTS: [u32; 14] = [0, 1, 2, 3, 5, 8, 12, 20, 50, 120, 500, 2_000, 50_000, 200_000];
const MINUTES: [u32; 14] = [1, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1_500, 3_000];
const AMOUNTS: [u32; 7] = [0, 500, 5_000, 20_000, 80_000, 150_000, 1_000_000];

/// An answer as an author writes it.
fn answer(rng: &mut Rng, kind: &Kind) -> String {
    match kind {
        Kind::Boolean => ["no", "yes"][rng.usize(..2)].to_owned(),
        Kind::Count => COUNTS[rng.usize(..COUNTS.len())].to_string(),
        Kind::Percent => format!("{}%", PERCENTS[rng.usize(..PERCENTS.len())]),
        Kind::Duration => format!("{}m", MINUTES[rng.usize(..MINUTES.len())]),
        Kind::Number { unit, .. } => {
            format!("{} {}", rng.u32(1..25) * 50, unit.as_deref().unwrap_or(""))
        }
        Kind::Money { currency } => format!("{} {currency}", AMOUNTS[rng.usize(..AMOUNTS.len())]),
        Kind::Scale(words) | Kind::Choice(words) => words[rng.usize(..words.len())].name.clone(),
        Kind::Set(_) => "none".to_owned(),
    }
}

/// Facts at random. What the table assumes of silence is so three times in four: most incidents lose no data.
fn facts(rng: &mut Rng, table: &Table) -> Vec<Option<Value>> {
    let is_asked = |fact: usize| !table.geometry.dimensions_of(fact).is_empty();
    let mut fact = |(index, declaration): (usize, &sevlint::model::declaration::Declaration)| {
        if !is_asked(index) {
            return None;
        }
        if let Some(quiet) = &declaration.assume
            && rng.u8(..4) > 0
        {
            return Some(quiet.clone());
        }
        let text = answer(rng, &declaration.kind);
        match read_text(&declaration.kind, &text) {
            Reading::Value(value) => Some(value),
            other => panic!("{text}: {other:?}"),
        }
    };
    table.facts.iter().enumerate().map(&mut fact).collect()
}

/// As many incidents, each of a level that is drawn first, all alike: incidents are drawn at random until one has that
/// level. So each level occurs, and within a level its criteria occur as often as chance has it.
fn incidents(rng: &mut Rng, table: &Table, count: usize) -> Vec<Incident> {
    let mut incident = |_| {
        let level = rng.usize(..table.levels.len());
        loop {
            let facts = facts(rng, table);
            if judge(table, &facts) == Some(level) {
                return Incident { level, facts };
            }
        }
    };
    (0..count).map(&mut incident).collect()
}

/// What was declared: one time in five a level off, this way or the other.
fn declared(rng: &mut Rng, level: usize, levels: usize) -> usize {
    if rng.u8(..5) > 0 {
        return level;
    }
    match level {
        0 => 1,
        last if last + 1 == levels => last - 1,
        level if rng.bool() => level + 1,
        level => level - 1,
    }
}

fn cases(rng: &mut Rng, incidents: &[Incident], levels: usize) -> Vec<Case> {
    let case = |incident: &Incident| Case {
        declared: declared(rng, incident.level, levels),
        facts: incident.facts.clone(),
        assumed: vec![],
    };
    incidents.iter().map(case).collect()
}

fn is_whole_run() -> bool {
    std::env::var_os("SEVLINT_SEEDS").is_some()
}

fn seeds(fewer: u64) -> u64 {
    std::env::var("SEVLINT_SEEDS").map_or(fewer, |seeds| seeds.parse().unwrap())
}

/// Right ones of all, by level.
#[derive(Default, Clone, Copy)]
struct Recall {
    right: usize,
    of: usize,
}

impl Recall {
    fn add(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }

    fn percent(self) -> f64 {
        100.0 * f64::from(u32::try_from(self.right).unwrap())
            / f64::from(u32::try_from(self.of.max(1)).unwrap())
    }
}

/// What became of one level of one preset.
#[derive(Default, Clone)]
struct Recalled {
    /// The learnt table's, all seeds together.
    learnt: Recall,
    /// That of always saying the commonest level.
    majority: Recall,
    /// The learnt table's, seed by seed, over all five fifths.
    by_seed: Vec<Recall>,
    /// The learnt table's, fifth by fifth.
    by_fifth: Vec<Recall>,
}

impl Recalled {
    /// How many of those with more than ten held-out incidents are below, of how many, and the lowest.
    fn below(all: &[Recall]) -> (usize, usize, f64) {
        let looked_at: Vec<f64> =
            all.iter().filter(|recall| recall.of > TOO_FEW).map(|recall| recall.percent()).collect();
        let below = looked_at.iter().filter(|percent| **percent < RECALLED).count();
        (below, looked_at.len(), looked_at.iter().copied().fold(100.0, f64::min))
    }
}

/// Learns from four fifths of a team's incidents and judges the last, for so many of the fifths; adds to each level.
fn hold_out(table: &Table, seed: u64, many: usize, fifths: usize, recalled: &mut [Recalled]) -> usize {
    let levels = table.levels.len();
    let mut rng = Rng::with_seed(seed * 1000 + 7);
    let incidents = incidents(&mut rng, table, many);
    let cases = cases(&mut rng, &incidents, levels);
    let mut of_seed = vec![Recall::default(); levels];
    let mut criteria = 0;
    for fifth in 0..fifths {
        let is_held = |index: &usize| index % FIFTHS == fifth;
        let known: Vec<Case> = cases
            .iter()
            .enumerate()
            .filter(|(index, _)| !is_held(index))
            .map(|(_, case)| case.clone())
            .collect();
        let learnt = propose(table, &known, &|_| None).unwrap().table;
        criteria = learnt.levels.iter().map(|level| level.criteria.len()).sum();
        let (guess, _) = majority(known.iter().map(|case| case.declared), levels);
        let mut of_fifth = vec![Recall::default(); levels];
        for (_, incident) in incidents.iter().enumerate().filter(|(index, _)| is_held(index)) {
            let (level, right) = (incident.level, judge(&learnt, &incident.facts) == Some(incident.level));
            of_fifth[level].add(right);
            of_seed[level].add(right);
            recalled[level].learnt.add(right);
            recalled[level].majority.add(guess == level);
        }
        for (level, recall) in of_fifth.into_iter().enumerate() {
            recalled[level].by_fifth.push(recall);
        }
    }
    for (level, recall) in of_seed.into_iter().enumerate() {
        recalled[level].by_seed.push(recall);
    }
    criteria
}

#[test]
fn levels_are_recalled() {
    let whole = is_whole_run();
    let seeds = seeds(1);
    let fifths = if whole { FIFTHS } else { 1 };
    let only = std::env::var("SEVLINT_PRESET").ok();
    let mut low = vec![];
    let mut below = (0, 0);
    println!(
        "{seeds} seeds of {INCIDENTS} incidents, {fifths} of {FIFTHS} fifths held out in turn; recall of the true level in percent;\n\
         below 90: seeds, and single fifths, of those with more than {TOO_FEW} held-out incidents of the level (the lowest)"
    );
    // For every change every second preset; `.ci/long` tries all.
    let every = if whole || only.is_some() { 1 } else { 2 };
    let wanted = PRESETS.iter().filter(|preset| only.as_ref().is_none_or(|only| only == preset.name));
    for preset in wanted.step_by(every) {
        let table = table(preset);
        let mut recalled = vec![Recalled::default(); table.levels.len()];
        let mut criteria = 0;
        for seed in 0..seeds {
            criteria += hold_out(&table, seed, INCIDENTS, fifths, &mut recalled);
        }
        let (mut right, mut of) = (0, 0);
        for (level, recalled) in table.levels.iter().zip(&recalled) {
            let (learnt, guess) = (recalled.learnt.percent(), recalled.majority.percent());
            let seeds = Recalled::below(&recalled.by_seed);
            let fifths = Recalled::below(&recalled.by_fifth);
            println!(
                "{:15} {:9} learnt {learnt:5.1}  majority {guess:5.1}  below 90: {:2} of {:2} seeds ({:3.0}), {:2} of {:3} fifths ({:3.0})",
                preset.name, level.id.text, seeds.0, seeds.1, seeds.2, fifths.0, fifths.1, fifths.2
            );
            right += recalled.learnt.right;
            of += recalled.learnt.of;
            let least = if whole { RECALLED } else { RECALLED_BY_FEW };
            below = (below.0 + seeds.0, below.1 + seeds.1);
            if learnt < least && recalled.learnt.of > TOO_FEW {
                low.push(format!("{} {}: {learnt:.1} %", preset.name, level.id.text));
            }
        }
        println!(
            "{:15} all       learnt {:5.1}; criteria: {} learnt, {} true",
            preset.name,
            Recall { right, of }.percent(),
            criteria / usize::try_from(seeds).unwrap(),
            table.levels.iter().map(|level| level.criteria.len()).sum::<usize>(),
        );
    }
    println!(
        "all presets: {} of {} levels of one team, each over its fifths, are below 90",
        below.0, below.1
    );
    assert!(low.is_empty(), "{low:#?}");
}

#[test]
fn what_is_learnt_is_a_table_without_an_inversion() {
    for preset in PRESETS {
        let table = table(preset);
        let mut rng = Rng::with_seed(11);
        let cases = {
            let incidents = incidents(&mut rng, &table, 60);
            cases(&mut rng, &incidents, table.levels.len())
        };
        let names: Vec<String> =
            (0..cases.len()).map(|case| format!("postmortems/{case}.md (“{case}”: x)")).collect();
        let source = || {
            let lesson = propose(&table, &cases, &|_| None).unwrap();
            let learnt = Learnt {
                lesson: &lesson,
                trial: None,
                cases: &cases,
                names: &names,
                left_out: &BTreeMap::new(),
                table: "SEV.md",
                first: None,
                language: Language::Japanese,
            };
            (learnt.source(), lesson.table)
        };
        let (written, learnt) = source();
        // The same each time; of one, since it takes long.
        if preset.name == "pagerduty" {
            assert_eq!(written, source().0, "{}", preset.name);
        }
        let again = read(&written);
        same(&learnt, &again);
        let found = inversions(&again, &Ascending::of(&again), &mut Budget::default()).unwrap();
        assert!(found.is_empty(), "{}: {found:?}\n{written}", preset.name);
        let left: Vec<String> =
            linted(&written).into_iter().filter(|rule| !FOR_PEOPLE.contains(&rule.as_str())).collect();
        assert!(left.is_empty(), "{}: {left:?}\n{written}", preset.name);
    }
}

/// Two of six, as the simplest criterion that counts.
const TWO_OF_SIX: &str = "sev_table: 1
facts:
  reputation: { kind: boolean }
  data_lost: { kind: boolean }
  duty_missed: { kind: boolean }
  users_affected_pct: { kind: percent }
  downtime: { kind: duration }
  costs: { kind: money, currency: EUR }
levels:
  - id: SEV-1
    criteria:
      - at_least:
          count: 2
          of:
            - { reputation: yes }
            - { data_lost: yes }
            - { duty_missed: yes }
            - { users_affected_pct: at least 10% }
            - { downtime: at least 4h }
            - { costs: at least 50000 EUR }
  - { id: SEV-2, otherwise: true }
";

#[test]
fn so_many_of_several_is_one_criterion_and_not_one_for_each_pair() {
    let table = read(TWO_OF_SIX);
    let is_declared = |fact: &usize| table.facts[*fact].span.is_some();
    let declared: Vec<usize> = (0..table.facts.len()).filter(is_declared).collect();
    let (mut right, mut of) = (0, 0);
    let mut alike = 0;
    for seed in 0..seeds(1) {
        for slips in [false, true] {
            let mut rng = Rng::with_seed(seed);
            let known = incidents(&mut rng, &table, INCIDENTS);
            let cases = if slips {
                cases(&mut rng, &known, table.levels.len())
            } else {
                known
                    .iter()
                    .map(|one| Case { declared: one.level, facts: one.facts.clone(), assumed: vec![] })
                    .collect()
            };
            let learnt = propose(&table, &cases, &|_| None).unwrap().table;
            let written = write(&learnt, &Remarks::default());
            // Two items, and each of the six facts once.
            let is_alike = match learnt.levels[0].criteria.as_slice() {
                [criterion] if criterion.tests.is_empty() => {
                    criterion.at_least.as_ref().is_some_and(|counted| {
                        let tests = counted.of.iter().flatten().flatten();
                        let mut facts: Vec<usize> = tests.map(|test| test.fact).collect();
                        facts.sort_unstable();
                        counted.count == 2 && facts == declared
                    })
                }
                _ => false,
            };
            let others = incidents(&mut rng, &table, INCIDENTS);
            let given = others.iter().filter(|one| judge(&learnt, &one.facts) == Some(one.level)).count();
            println!(
                "two of six, seed {seed}, slips: {slips}: {given} of {INCIDENTS} others are given their level{}",
                if is_alike { "" } else { ", by other criteria" }
            );
            if slips {
                alike += u64::from(is_alike);
            } else {
                assert!(is_alike, "{written}");
                assert!(given * 100 >= 97 * INCIDENTS, "{given}\n{written}");
            }
            (right, of) = (right + given, of + INCIDENTS);
        }
    }
    // With a fifth of the levels off by one, chance now and then looks like another criterion.
    assert!(alike * 100 >= 80 * seeds(1), "{alike} of {}", seeds(1));
    assert!(right * 100 >= 95 * of, "{right} of {of}");
}

/// What a person has to add or to decide; the comments of what is learnt say so.
const FOR_PEOPLE: [&str; 3] = ["table-example-missing", "table-fact-unused", "table-response-missing"];

/// The rules that `table lint` names for a table.
fn linted(source: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let name = if source.contains("\n---\n") { "SEV.md" } else { "sev.yaml" };
    std::fs::write(folder.path().join(name), source).unwrap();
    let environment = Environment {
        folder: folder.path().to_path_buf(),
        today: jiff::civil::date(2026, 11, 22),
        colour: false,
        columns: None,
        asks: false,
        ..Environment::default()
    };
    let (mut out, mut err) = (vec![], vec![]);
    let words = ["sevlint", "table", "lint", "--format", "concise"];
    run(words, &environment, &mut std::io::empty(), &mut out, &mut err);
    let said = String::from_utf8(out).unwrap();
    assert!(said.contains("0 errors"), "{said}\n{}\n{source}", String::from_utf8_lossy(&err));
    let rule = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    said.lines().filter_map(rule).collect()
}

#[test]
fn with_more_incidents_a_table_of_many_tests_is_learnt() {
    if !is_whole_run() {
        println!("skipped: it takes minutes, and is part of the whole run");
        return;
    }
    let table = table(PRESETS.iter().find(|preset| preset.name == "dora").unwrap());
    let mut recalled = vec![Recalled::default(); table.levels.len()];
    for seed in 0..5 {
        hold_out(&table, seed, 4 * INCIDENTS, 1, &mut recalled);
    }
    for (level, recalled) in table.levels.iter().zip(&recalled) {
        println!(
            "dora, {} incidents: {:9} learnt {:5.1}",
            4 * INCIDENTS,
            level.id.text,
            recalled.learnt.percent()
        );
        assert!(recalled.learnt.percent() >= RECALLED, "{}", level.id.text);
    }
}

#[test]
fn every_preset_is_written_and_read_back() {
    for preset in PRESETS {
        let table = table(preset);
        let written = write(&table, &Remarks::default());
        let again = read(&written);
        same(&table, &again);
        assert_eq!(write(&again, &Remarks::default()), written, "{}", preset.name);
    }
}

/// Two tables that ask the same and call for the same.
fn same(one: &Table, other: &Table) {
    let boxes = |table: &Table| {
        let boxes = table.geometry.boxes.iter().map(|one| (one.level, one.criterion, one.cuboid.clone()));
        boxes.collect::<Vec<_>>()
    };
    assert_eq!(boxes(one), boxes(other));
    assert_eq!(one.otherwise(), other.otherwise());
    for (one, other) in one.facts.iter().zip(&other.facts) {
        assert_eq!(
            (&one.name, &one.kind, &one.assume, one.worse, &one.says, &one.from),
            (&other.name, &other.kind, &other.assume, other.worse, &other.says, &other.from)
        );
    }
    for (one, other) in one.levels.iter().zip(&other.levels) {
        let deadlines = |table: &sevlint::table::level::Level| {
            table.response.deadlines.iter().map(|(what, when, _)| (*what, *when)).collect::<Vec<_>>()
        };
        assert_eq!(deadlines(one), deadlines(other));
        assert_eq!(one.response.priority, other.response.priority);
        assert_eq!(
            (one.examples.len(), one.requires.len(), one.aliases.len(), one.response.notify.len()),
            (other.examples.len(), other.requires.len(), other.aliases.len(), other.response.notify.len())
        );
    }
}

/// The number before or behind words, or none.
fn number(text: &str, before: &str, behind: &str) -> usize {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(behind).and_then(|(number, _)| number.trim().parse().ok()).unwrap_or(0)
}

/// What is counted as right, as wrong and as open.
fn counts(text: &str, of: &str) -> [usize; 3] {
    let right = number(text, "the table gives ", of).max(number(text, "The table gives ", of));
    let all = number(text, of, " incident").max(number(text, "", " incident"));
    let open = number(text, "leaves ", " open");
    [right, all - right - open, open]
}

/// What is learnt is put in the place of the table: `check` says of the same incidents what `table learn` counted, of all and of
/// each level.
#[test]
fn check_says_of_the_same_incidents_what_was_counted() {
    let mut open = 0;
    for name in ["table-learn", "table-learn-first", "table-learn-open"] {
        let folder = copied(&Path::new("fixtures").join(name).join("repo"));
        let ran = sevlint(folder.path(), &["table", "learn"]);
        let (learnt, said) = (ran.out, ran.err);
        let _ = std::fs::remove_file(folder.path().join("SEV.md"));
        std::fs::write(folder.path().join("sev.yaml"), &learnt).unwrap();
        let checked = sevlint(folder.path(), &["check", "--format", "json"]).out;
        let checked: serde_json::Value = serde_json::from_str(&checked).unwrap();
        let mut by_level: BTreeMap<String, [usize; 3]> = BTreeMap::new();
        for incident in checked["incidents"].as_array().unwrap() {
            let facts = incident["facts"].as_object().unwrap();
            let states = |state: &str| facts.values().any(|fact| fact["state"] == state);
            // Others are left out.
            if !states("stated") {
                continue;
            }
            let column = match incident["standing"].as_str().unwrap() {
                "confirmed" => 0,
                "understated" | "overstated" | "contradicted" => 1,
                "undetermined" => 2,
                "undeclared" | "not-graded" | "overridden" => continue,
                other => panic!("{name}: {other}"),
            };
            let level = incident["declared"].as_str().unwrap().to_owned();
            by_level.entry(level).or_default()[column] += 1;
        }
        let total = by_level.values().fold([0; 3], |all, one| [0, 1, 2].map(|at| all[at] + one[at]));
        let fit = said.lines().find(|line| line.starts_with("The table gives")).unwrap();
        assert_eq!(counts(fit, " of "), total, "{name}: {fit}");
        open += total[2];
        let comments = learnt.replace("\n    #   ", " ");
        for (level, wanted) in by_level {
            let declared = format!("declared {level}; ");
            let said = comments.lines().find(|line| line.contains(&declared)).unwrap();
            let said = said.trim_start_matches(['#', ' ']);
            let many: usize = wanted.iter().sum();
            assert!(said.starts_with(&format!("{many} incident")), "{name}: {said}");
            assert_eq!(counts(said, " of them"), wanted, "{name}: {said}");
        }
    }
    assert!(open > 0, "nothing is left open");
}
