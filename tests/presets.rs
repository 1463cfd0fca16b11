//! The presets: each loads, its examples come out at their levels, and it says where it is from. What they ask of people
//! is measured, and printed by `cargo test --test presets -- --nocapture`.

#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
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
