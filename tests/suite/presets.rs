//! The presets: each loads, its examples come out at their levels, and it says where it is from. What they ask of people
//! is measured, and printed by `cargo test --test suite presets:: -- --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use jiff::civil::date;
use sevlint::cli::environment::Environment;
use sevlint::cli::exit::Exit;
use sevlint::cli::program::run;
use sevlint::model::declaration::Worse;
use sevlint::model::kind::Kind;
use sevlint::model::value::Demand;
use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
use sevlint::space::decimal::Decimal;
use sevlint::space::interval::End;
use sevlint::table::level::{Criterion, Test};
use sevlint::table::presets::{PRESETS, Preset, preset};
use sevlint::table::read::read_table;
use sevlint::table::table::Table;
use sevlint::verdict::possible::Stated;

fn table(preset: &Preset) -> Table {
    let text = Arc::new(Text::new("SEV.md", preset.text));
    read_table(&text).unwrap_or_else(|faults| panic!("{}: {faults:#?}", preset.name))
}

#[test]
fn each_loads_and_is_complete() {
    let names: BTreeSet<&str> = PRESETS.iter().map(|preset| preset.name).collect();
    assert_eq!(names.len(), PRESETS.len());
    for preset in PRESETS {
        let (name, table) = (preset.name, table(preset));
        let body = preset.text.rsplit("---\n").next().unwrap();
        assert!(
            body.contains("\nSource: ") || body.contains("\n出典: "),
            "{name} does not say where it is from"
        );
        assert!(
            body.contains("ours") || body.contains("本プリセットのもの"),
            "{name} does not say what is its own"
        );
        assert!(table.otherwise().is_some(), "{name} has a hole");
        for fact in table.facts.iter().filter(|fact| fact.span.is_some()) {
            assert!(fact.says.is_some(), "{name}: {} asks no question", fact.name);
            assert!(
                table.geometry.dimensions_of(table.fact(&fact.name).unwrap()) != [0; 0],
                "{name}: {} is not used",
                fact.name
            );
        }
        for level in &table.levels {
            let id = &level.id.text;
            assert!(level.name.is_some(), "{name}: {id} has no name");
            assert!(
                level.response.cover.is_some() && level.response.priority.is_some(),
                "{name}: {id} has no response"
            );
            assert!(!level.examples.is_empty(), "{name}: {id} has no example");
            for criterion in &level.criteria {
                assert!(criterion.says.is_some(), "{name}: {id} {} says nothing", criterion.id);
            }
        }
    }
    assert_eq!(preset("dora").map(|preset| preset.name), Some("dora"));
    assert!(preset("nonsense").is_none());
}

#[test]
fn examples_come_out_at_their_levels() {
    for preset in PRESETS {
        let table = table(preset);
        for (index, level) in table.levels.iter().enumerate() {
            for example in &level.examples {
                let stated: Vec<usize> = example.facts.iter().map(|(fact, ..)| *fact).collect();
                let assumed = table.facts.iter().enumerate().filter(|(fact, _)| !stated.contains(fact));
                let assumed =
                    assumed.filter_map(|(fact, declaration)| Some((fact, declaration.assume.as_ref()?)));
                let values = example.facts.iter().map(|(fact, value, _)| (*fact, value)).chain(assumed);
                let possible = Stated::new(&table, values).possible(&mut Budget::default()).unwrap();
                assert_eq!(possible.only(), Some(index), "{}: {:?}", preset.name, example.says);
            }
        }
    }
}

#[test]
fn the_fixtures_have_the_presets() {
    for preset in PRESETS {
        let path = format!("fixtures/presets/{}/repo/SEV.md", preset.name);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, preset.text).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), preset.text, "{path}");
        let incidents =
            fs::read_dir(format!("fixtures/presets/{}/repo/postmortems", preset.name)).unwrap().count();
        assert!(incidents >= table(preset).levels.len(), "{}", preset.name);
    }
}

#[test]
fn the_help_of_init_names_every_preset() {
    let arguments = fs::read_to_string("src/cli/args/mod.rs").unwrap();
    let help = arguments.lines().find(|line| line.contains("The table to start from")).unwrap();
    for preset in PRESETS {
        assert!(help.contains(&format!(" {}", preset.name)), "{}", preset.name);
    }
}

/// A point of a table's space: for each fact an index into its samples.
type Point = Vec<usize>;

/// Samples of a fact in ascending order, such that every cell that its tests cut has one: around every end of every test.
fn samples(table: &Table, fact: usize) -> Vec<Sample> {
    let kind = &table.facts[fact].kind;
    if kind.word_count() > 0 {
        return (0..kind.word_count()).map(Sample::Word).collect();
    }
    let step = if *kind == Kind::Count { Decimal::whole(1) } else { Decimal::billionths(1) };
    let tests = table.levels.iter().flat_map(|level| &level.criteria).flat_map(Criterion::all_tests);
    let mut numbers = vec![Decimal::ZERO];
    for test in tests.filter(|test| test.fact == fact) {
        let Demand::Quantity(intervals) = &test.demand else { panic!("{:?}", test.demand) };
        for end in intervals.parts().iter().flat_map(|part| [part.low(), part.high()]) {
            let (End::Included(number) | End::Excluded(number)) = end else { continue };
            numbers.extend([number.minus(step), Some(number), number.plus(step)].into_iter().flatten());
        }
    }
    numbers.retain(|number| {
        *number >= Decimal::ZERO && (*kind != Kind::Percent || *number <= Decimal::whole(100))
    });
    numbers.sort();
    numbers.dedup();
    numbers.into_iter().map(Sample::Number).collect()
}

#[derive(Clone, Copy, Debug)]
enum Sample {
    Word(usize),
    Number(Decimal),
}

/// Whether a test holds: nothing of cells, boxes and coverage is used.
fn holds(test: &Test, sample: Sample) -> bool {
    match (&test.demand, sample) {
        (Demand::Words(words), Sample::Word(word)) => words.contains(&word),
        (Demand::Quantity(intervals), Sample::Number(number)) => intervals.parts().iter().any(|part| {
            let above = match part.low() {
                End::Included(low) => number >= low,
                End::Excluded(low) => number > low,
                End::Unbounded => true,
            };
            let below = match part.high() {
                End::Included(high) => number <= high,
                End::Excluded(high) => number < high,
                End::Unbounded => true,
            };
            above && below
        }),
        other => panic!("{other:?}"),
    }
}

fn met(criterion: &Criterion, point: &Point, samples: &[Vec<Sample>]) -> bool {
    let test = |test: &Test| holds(test, samples[test.fact][point[test.fact]]);
    criterion.tests.iter().all(test)
        && criterion.at_least.as_ref().is_none_or(|at_least| {
            let items = at_least.of.iter().filter(|item| item.iter().any(|tests| tests.iter().all(test)));
            items.count() >= at_least.count
        })
}

/// Over every cell of every preset: each incident has a level, each level and each criterion decides for some incident that
/// nothing else decides, and no fact gets worse while the level gets milder. `table lint` says the same.
#[test]
fn by_brute_force_no_preset_has_a_flaw() {
    for preset in PRESETS {
        let table = table(preset);
        let samples: Vec<Vec<Sample>> = (0..table.facts.len())
            .map(|fact| {
                let is_asked = !table.geometry.dimensions_of(fact).is_empty();
                if is_asked { samples(&table, fact) } else { vec![Sample::Word(0)] }
            })
            .collect();
        let count: usize = samples.iter().map(Vec::len).product();
        let otherwise = table.otherwise().unwrap();
        let at = |mut index: usize| -> Point {
            let digits = samples.iter().map(|samples| {
                let digit = index % samples.len();
                index /= samples.len();
                digit
            });
            digits.collect()
        };
        let mut levels: Vec<u8> = Vec::with_capacity(count);
        let mut alone: BTreeSet<(usize, usize)> = BTreeSet::new();
        for index in 0..count {
            let point = at(index);
            let decided = table.levels.iter().enumerate().find_map(|(level, row)| {
                let met =
                    row.criteria.iter().enumerate().filter(|(_, criterion)| met(criterion, &point, &samples));
                let met: Vec<usize> = met.map(|(index, _)| index).collect();
                (!met.is_empty()).then_some((level, met))
            });
            let level = match &decided {
                Some((level, met)) => {
                    if let [only] = met.as_slice() {
                        alone.insert((*level, *only));
                    }
                    *level
                }
                None => otherwise,
            };
            levels.push(u8::try_from(level).unwrap());
        }
        let reached: BTreeSet<u8> = levels.iter().copied().collect();
        assert_eq!(reached.len(), table.levels.len(), "{}: a level is never reached", preset.name);
        for (level, row) in table.levels.iter().enumerate() {
            for (index, criterion) in row.criteria.iter().enumerate() {
                assert!(
                    alone.contains(&(level, index)),
                    "{}: {} never decides alone",
                    preset.name,
                    criterion.id
                );
            }
        }
        let mut step = 1;
        for (fact, samples) in samples.iter().enumerate() {
            let declaration = &table.facts[fact];
            for index in (0..count).filter(|index| index / step % samples.len() + 1 < samples.len()) {
                let (before, after) = (levels[index], levels[index + step]);
                let is_sound = match declaration.worse {
                    Worse::Higher => after <= before,
                    Worse::Lower => after >= before,
                    Worse::Neither => true,
                };
                assert!(
                    is_sound,
                    "{}: {} gets worse and the level milder at {:?}",
                    preset.name,
                    declaration.name,
                    at(index)
                );
            }
            step *= samples.len();
        }
        println!("{:15} {count:7} cells, all reached, none inverted", preset.name);
        assert_eq!(linted(preset), "", "{}", preset.name);
    }
}

/// What `table lint` says of a preset, as `init` writes it.
fn linted(preset: &Preset) -> String {
    let folder = tempfile::tempdir().unwrap();
    let environment = Environment {
        folder: folder.path().to_path_buf(),
        today: date(2026, 11, 22),
        colour: false,
        columns: None,
        asks: false,
        ..Environment::default()
    };
    let (mut out, mut err) = (vec![], vec![]);
    for words in [
        &["sevlint", "init", "--preset", preset.name][..],
        &["sevlint", "table", "lint", "--format", "concise"],
    ] {
        out.clear();
        let exit = run(words, &environment, &mut std::io::empty(), &mut out, &mut err);
        assert_eq!(exit, Exit::Clean, "{}", String::from_utf8_lossy(&err));
    }
    let said = String::from_utf8(out).unwrap();
    let findings = said.lines().filter(|line| line.contains("[table-"));
    findings.collect()
}
