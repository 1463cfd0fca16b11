//! What silence means in the presets (`assume`): how often what authors usually write settles an incident, how often it settles
//! it wrongly, and that no better meaning of silence is to be had. `cargo test --test suite silence:: -- --nocapture` prints it.
//!
//! Assumptions are good if each is true of at least three in five of the incidents that are silent about its fact, and if at
//! most one in ten of the incidents that come down to one level by silence have another level by all their facts. For what is
//! taken for true must be true more often than not, and a verdict that rests on it must be right. Of what somebody must count or
//! measure nothing is assumed: that it is not written says that nobody measured it.
//!
//! How often authors write of a thing was counted. What incidents are like, and what authors leave out, nobody knows: both are
//! set below, and anyone who knows better changes a line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter};
use std::sync::Arc;

use fastrand::Rng;
use sevlint::insight::classification::Classification;
use sevlint::model::fact::{Fact, Statement};
use sevlint::model::reading::read_text;
use sevlint::model::value::{Reading, Value};
use sevlint::source::span::Span;
use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
use sevlint::table::presets::{PRESETS, Preset};
use sevlint::table::read::read_table;
use sevlint::table::table::Table;
use sevlint::verdict::judgement::values;
use sevlint::verdict::possible::Stated;

/// At least so many in five of those that are silent about a fact must be as it is assumed to be.
const TRUE_OF_FIVE: usize = 3;
/// At most one in so many of those that silence settles may be wrong.
const ONE_WRONG_IN: usize = 10;
const INCIDENTS: usize = 10_000;

/// What is bad and happened, authors write nine times in ten.
const DILIGENT: f64 = 90.0;
/// “Nobody was affected” is what authors write of 6 incidents in 100: of so many in a hundred to which it applies.
const NOBODY: f64 = 72.0;
const SHARES: &[&str] = &["0%", "1%", "2%", "5%", "10%", "20%", "25%", "30%", "50%", "51%", "80%", "100%"];

/// What incidents are like in one respect, and how many of a hundred authors write of it: counted over 618 postmortems in public
/// repositories that are no status pages. Words that are somewhere in the text were counted, so it is the most that a reader
/// could find.
#[derive(Clone, Copy)]
enum Kind {
    /// So many write of it, and so many incidents have one of the last words, each as often; the others have the first words.
    Harm { written: f64, there: f64, harmless: &'static [&'static str], bad: &'static [&'static str] },
    /// So many write of the last word, and nobody of the others, which are as frequent as each other.
    State { written: f64, words: &'static [&'static str] },
    /// Whether it is written does not hang on the word, and all are as frequent as each other.
    Alike { written: f64, words: &'static [&'static str] },
    /// The same of a number that somebody must count or measure. Drawn from around the thresholds.
    Measured { written: f64, values: &'static [&'static str] },
    /// The share of all that was hit, which is one number however many facts ask for it.
    Extent { written: f64 },
}
use Kind::{Alike, Extent, Harm, Measured, State};

/// What nobody counted is there in one incident of twenty.
const SELDOM: (f64, f64) = (4.5, 5.0);

#[rustfmt::skip]
const POPULATION: &[(&[&str], Kind)] = &[
    (&["duration", "downtime_critical"], Measured { written: 57.0, values: &["1m", "5m", "10m", "30m", "31m", "60m", "2h", "121m", "8h", "50h"] }),
    (&["security_breach"], Harm { written: 31.0, there: 20.0, harmless: &["none"], bad: &["suspected", "confirmed"] }),
    (&["unauthorised_access"], Harm { written: 31.0, there: 20.0, harmless: &["none"], bad: &["attempted", "ongoing"] }),
    (&["malicious_access", "data_exposed"], Harm { written: 31.0, there: 20.0, harmless: &["no"], bad: &["yes"] }),
    (&["data_loss"], Harm { written: 22.0, there: 20.0, harmless: &["none"], bad: &["suspected", "confirmed"] }),
    (&["data_losses"], Harm { written: 22.0, there: 20.0, harmless: &["no"], bad: &["yes"] }),
    (&["core_function", "critical_function"], Harm { written: 18.0, there: 20.0, harmless: &["no"], bad: &["yes"] }),
    // Authors name the service, and not whether the law calls it critical.
    (&["critical_services"], Alike { written: 18.0, words: &["no", "yes"] }),
    (&["clients_affected"], Measured { written: 18.0, values: &["0", "10", "1000", "100000", "100001", "1000000"] }),
    (&["product"], State { written: 12.0, words: &["works", "slow", "partial", "unusable"] }),
    (&["service"], State { written: 12.0, words: &["works", "degraded", "down"] }),
    (&["service"], State { written: 12.0, words: &["unaffected", "intermittent", "substantially-degraded", "down"] }),
    (&["impact"], State { written: 12.0, words: &["low", "medium", "high"] }),
    (&["urgency"], Alike { written: 0.0, words: &["low", "medium", "high"] }),
    (&["feature_broken"], Alike { written: 12.0, words: &["no", "yes"] }),
    (&["costs"], Measured { written: 8.0, values: &["0 EUR", "100 EUR", "10000 EUR", "100000 EUR", "1000000 EUR"] }),
    (&["sla_broken"], Harm { written: 7.0, there: 7.5, harmless: &["no"], bad: &["yes"] }),
    (&["reputation"], Harm { written: 4.0, there: 4.4, harmless: &["no"], bad: &["yes"] }),
    (&["workaround"], Alike { written: 3.0, words: &["available", "partial", "none"] }),
    (&["workaround"], Alike { written: 3.0, words: &["acceptable", "too-complex", "none"] }),
    (&["error_rate_2m"], Measured { written: 3.0, values: SHARES }),
    (&["p95_2m", "p95_5m"], Measured { written: 0.0, values: &["0 ms", "100 ms", "400 ms", "500 ms", "501 ms", "1000 ms", "2000 ms"] }),
    (&["users_affected_pct", "clients_affected_pct"], Extent { written: 2.0 }),
    (&["counterparts_affected_pct", "transactions_number_pct", "transactions_amount_pct"], Extent { written: 0.0 }),
    (
        &["monitoring_impaired", "redundancy_lost", "background_trouble", "restore_failed", "relevant_clients"],
        Harm { written: SELDOM.0, there: SELDOM.1, harmless: &["no"], bad: &["yes"] },
    ),
    (&["regions_down"], Harm { written: SELDOM.0, there: SELDOM.1, harmless: &["0"], bad: &["1", "2"] }),
    (&["member_states"], Harm { written: SELDOM.0, there: SELDOM.1, harmless: &["0", "1"], bad: &["2"] }),
];

impl Kind {
    fn values(self) -> Vec<&'static str> {
        match self {
            Harm { harmless, bad, .. } => [harmless, bad].concat(),
            State { words: values, .. } | Alike { words: values, .. } | Measured { values, .. } => {
                values.to_vec()
            }
            Extent { .. } => SHARES.to_vec(),
        }
    }

    /// How many authors in a hundred write of it, where this is the value.
    fn written(self, value: &str) -> f64 {
        match self {
            Harm { bad, .. } if bad.contains(&value) => DILIGENT,
            Harm { written, there, .. } => {
                ((written - there * DILIGENT / 100.0) / (100.0 - there) * 100.0).max(0.0)
            }
            State { words, .. } if words.last() == Some(&value) => DILIGENT,
            State { .. } => 0.0,
            Extent { written } if written > 0.0 && value == "0%" => NOBODY,
            Alike { written, .. } | Measured { written, .. } | Extent { written } => written,
        }
    }
}

fn chance(rng: &mut Rng, percent: f64) -> bool {
    rng.f64() * 100.0 < percent
}

/// One incident: the value of each fact. Where nobody was hit all works, and of what is wholly down half is down for all.
fn incident(rng: &mut Rng, kinds: &[Kind]) -> Vec<&'static str> {
    let mut hit = rng.choice(SHARES).unwrap();
    let mut values: Vec<&'static str> = vec![];
    for kind in kinds {
        values.push(match *kind {
            Harm { there, harmless, bad, .. } => {
                let words = if chance(rng, there) { bad } else { harmless };
                rng.choice(words).unwrap()
            }
            State { words, .. } if *hit == "0%" => words[0],
            State { written, words } if chance(rng, written / DILIGENT * 100.0) => {
                if rng.bool() {
                    hit = &"100%";
                }
                words[words.len() - 1]
            }
            State { words, .. } => rng.choice(&words[..words.len() - 1]).unwrap(),
            Alike { words: values, .. } | Measured { values, .. } => rng.choice(values).unwrap(),
            Extent { .. } => "",
        });
    }
    for (value, kind) in values.iter_mut().zip(kinds) {
        if matches!(kind, Extent { .. }) {
            *value = hit;
        }
    }
    values
}

/// A table's space as brute force sees it: for each fact that is asked for the values that no test tells apart, and the level
/// of every combination.
struct World {
    table: Table,
    facts: Vec<usize>,
    kinds: Vec<Kind>,
    /// Of each fact a text for each cell.
    cells: Vec<Vec<&'static str>>,
    /// Of each fact the cell of each text.
    cell_of: Vec<BTreeMap<&'static str, usize>>,
    levels: Vec<usize>,
    own: Vec<Option<usize>>,
}

/// For each fact its cell, if it is stated or assumed.
type Cells = Vec<Option<usize>>;

impl World {
    fn of(preset: &Preset) -> Self {
        let table = read_table(&Arc::new(Text::new("SEV.md", preset.text))).unwrap();
        let asked = (0..table.facts.len()).filter(|fact| !table.geometry.dimensions_of(*fact).is_empty());
        let facts: Vec<usize> = asked.collect();
        let (mut kinds, mut cells, mut cell_of, mut own) = (vec![], vec![], vec![], vec![]);
        for fact in &facts {
            let declaration = &table.facts[*fact];
            let read = |text: &str| match read_text(&declaration.kind, text) {
                Reading::Value(value) => Some(value),
                _ => None,
            };
            let is_about = |(names, kind): &&(&[&str], Kind)| {
                names.contains(&declaration.name.as_str())
                    && kind.values().iter().all(|text| read(text).is_some())
            };
            let kind = POPULATION.iter().find(is_about).map(|(_, kind)| *kind);
            let kind = kind.unwrap_or_else(|| panic!("{}: what is {} like?", preset.name, declaration.name));
            let looks = |value: &Value| -> Vec<bool> {
                let dimensions = table.geometry.dimensions_of(*fact);
                let boxes = table
                    .geometry
                    .boxes
                    .iter()
                    .flat_map(|level_box| dimensions.iter().map(move |at| (at, level_box)));
                let looks = boxes.map(|(at, level_box)| {
                    let cells = table.geometry.dimensions[*at].cells(value);
                    level_box.cuboid.cells(*at).is_none_or(|admitted| admitted.intersects(&cells))
                });
                looks.collect()
            };
            let mut seen: Vec<Vec<bool>> = vec![];
            let (mut texts, mut cell) = (vec![], BTreeMap::new());
            for text in kind.values() {
                let look = looks(&read(text).unwrap());
                let index = seen.iter().position(|other| *other == look).unwrap_or_else(|| {
                    seen.push(look);
                    texts.push(text);
                    texts.len() - 1
                });
                cell.insert(text, index);
            }
            let assumed = declaration.assume.as_ref().map(looks);
            own.push(assumed.map(|look| seen.iter().position(|other| *other == look).unwrap()));
            kinds.push(kind);
            cells.push(texts);
            cell_of.push(cell);
        }
        let mut world = Self { table, facts, kinds, cells, cell_of, levels: vec![], own };
        let count: usize = world.cells.iter().map(Vec::len).product();
        for mut index in 0..count {
            let point = world.cells.iter().map(|cells| {
                let cell = index % cells.len();
                index /= cells.len();
                Some(cells[cell])
            });
            let facts = world.stated(point.collect());
            let possible =
                Stated::new(&world.table, values(&facts)).possible(&mut Budget::default()).unwrap();
            world.levels.push(possible.only().unwrap());
        }
        world
    }

    /// The facts of the table, of which these are stated.
    fn stated(&self, texts: Vec<Option<&str>>) -> Vec<Fact> {
        let mut facts = vec![Fact::default(); self.table.facts.len()];
        for (fact, text) in self.facts.iter().zip(texts) {
            let Some(text) = text else { continue };
            let reading = read_text(&self.table.facts[*fact].kind, text);
            facts[*fact] = Fact::of(vec![Statement { span: Span::default(), text: text.into(), reading }]);
        }
        facts
    }

    /// The only level that this allows.
    fn level(&self, known: &Cells) -> Option<usize> {
        let (mut points, mut step) = (vec![0], 1);
        for (cells, known) in self.cells.iter().zip(known) {
            points = match known {
                Some(cell) => points.into_iter().map(|point| point + cell * step).collect(),
                None => {
                    let all =
                        points.iter().flat_map(|point| (0..cells.len()).map(move |cell| point + cell * step));
                    all.collect()
                }
            };
            step *= cells.len();
        }
        let first = self.levels[points[0]];
        points.iter().all(|point| self.levels[*point] == first).then_some(first)
    }

    fn told(&self, assumed: &Cells) -> String {
        let told = self.facts.iter().zip(&self.cells).zip(assumed).filter_map(|((fact, cells), assumed)| {
            Some(format!("{} {}", self.table.facts[*fact].name, cells[(*assumed)?]))
        });
        told.collect::<Vec<_>>().join(", ")
    }
}

/// What the authors of many incidents wrote, with how many incidents of each level that is; and of each fact how many incidents
/// that are silent about it are in which cell.
struct Written {
    patterns: BTreeMap<Cells, BTreeMap<usize, usize>>,
    silent: Vec<Vec<usize>>,
}

/// Of so many incidents so many come down to one level: by what is stated, by that and silence, and those of which silence
/// makes another level than they have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Settled {
    by_facts: usize,
    with_silence: usize,
    wrong: usize,
}

impl Display for Settled {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        let percent = |count: usize| (count * 100 + INCIDENTS / 2) / INCIDENTS;
        let Self { by_facts, with_silence, wrong } = *self;
        write!(to, "{:3} / {:3} %, {:2} % wrong", percent(by_facts), percent(with_silence), percent(wrong))
    }
}

impl Settled {
    fn by_silence(self) -> usize {
        self.with_silence - self.by_facts
    }

    fn is_right(self) -> bool {
        self.wrong * ONE_WRONG_IN <= self.by_silence()
    }
}

impl Written {
    fn of(world: &World, rng: &mut Rng, is_written: &dyn Fn(&mut Rng, &str, Kind, &str) -> bool) -> Self {
        let silent = world.cells.iter().map(|cells| vec![0; cells.len()]).collect();
        let mut written = Self { patterns: BTreeMap::new(), silent };
        for _ in 0..INCIDENTS {
            let values = incident(rng, &world.kinds);
            let cells: Vec<usize> =
                values.iter().zip(&world.cell_of).map(|(value, cell)| cell[value]).collect();
            let mut stated = vec![];
            for (index, value) in values.iter().enumerate() {
                let name = &world.table.facts[world.facts[index]].name;
                let is_stated = is_written(rng, name, world.kinds[index], value);
                stated.push(is_stated.then_some(cells[index]));
                written.silent[index][cells[index]] += usize::from(!is_stated);
            }
            let level = world.level(&cells.into_iter().map(Some).collect()).unwrap();
            *written.patterns.entry(stated).or_default().entry(level).or_default() += 1;
        }
        written
    }

    fn settled(&self, world: &World, assumed: &Cells) -> Settled {
        let mut settled = Settled { by_facts: 0, with_silence: 0, wrong: 0 };
        for (stated, incidents) in &self.patterns {
            let count: usize = incidents.values().sum();
            if world.level(stated).is_some() {
                settled.by_facts += count;
                settled.with_silence += count;
                continue;
            }
            let known = stated.iter().zip(assumed).map(|(stated, assumed)| stated.or(*assumed)).collect();
            if let Some(level) = world.level(&known) {
                settled.with_silence += count;
                settled.wrong += count - incidents.get(&level).copied().unwrap_or(0);
            }
        }
        settled
    }

    /// What is true of most that are silent about the fact. Of what must be measured nothing is: that it is not written says
    /// that nobody measured it. But where another fact asks for the same, who states that one need not say it again.
    fn mostly(&self, world: &World, fact: usize) -> Option<usize> {
        match world.kinds[fact] {
            Measured { .. } => return None,
            Extent { written } => return (written == 0.0).then_some(0),
            _ => {}
        }
        let all: usize = self.silent[fact].iter().sum();
        self.silent[fact].iter().position(|count| *count > 0 && count * 5 >= all * TRUE_OF_FIVE)
    }

    /// The assumptions that settle most, of all that are good. To assume less settles less, and so what is no better than the
    /// best is left with all that assumes less: nothing is missed.
    fn best(&self, world: &World) -> (Cells, Settled) {
        let all: Cells = (0..world.facts.len()).map(|fact| self.mostly(world, fact)).collect();
        let none = vec![None; all.len()];
        let mut best = (none.clone(), self.settled(world, &none));
        let (mut open, mut seen) = (vec![all], BTreeSet::new());
        while let Some(assumed) = open.pop() {
            if !seen.insert(assumed.clone()) {
                continue;
            }
            let settled = self.settled(world, &assumed);
            if settled.with_silence <= best.1.with_silence {
                continue;
            }
            if settled.is_right() {
                best = (assumed, settled);
                continue;
            }
            for fact in (0..assumed.len()).filter(|fact| assumed[*fact].is_some()) {
                let mut fewer = assumed.clone();
                fewer[fact] = None;
                open.push(fewer);
            }
        }
        best
    }
}

/// What is asked at least of the authors of a numeric table: how long, whether data was lost, and how many users.
const ASKED_FOR: [&str; 7] = [
    "duration",
    "downtime_critical",
    "data_loss",
    "data_losses",
    "users_affected_pct",
    "clients_affected_pct",
    "clients_affected",
];

/// At the frequencies of real postmortems; and the same where every author also states how long it took, whether data was lost
/// and how many users were hit, which is only printed.
#[test]
fn no_better_meaning_of_silence_is_to_be_had() {
    println!(
        "{INCIDENTS} incidents each, of which by what is stated / and silence come down to one level, and wrongly so"
    );
    println!(
        "{:15} as authors write        the best to be had      and all state users, data and duration",
        ""
    );
    for preset in PRESETS {
        let (world, mut rng) = (World::of(preset), Rng::with_seed(41));
        let as_written = |rng: &mut Rng, _: &str, kind: Kind, value: &str| chance(rng, kind.written(value));
        let asked = |rng: &mut Rng, name: &str, kind: Kind, value: &str| {
            ASKED_FOR.contains(&name) || as_written(rng, name, kind, value)
        };
        let written = Written::of(&world, &mut rng, &as_written);
        let own = written.settled(&world, &world.own);
        let (assumed, best) = written.best(&world);
        let asked = Written::of(&world, &mut rng, &asked).settled(&world, &world.own);
        println!("{:15} {own}  {best}  {asked}", preset.name);
        for (fact, own) in world.own.iter().enumerate() {
            let name = &world.table.facts[world.facts[fact]].name;
            assert!(
                own.is_none() || *own == written.mostly(&world, fact),
                "{}: what is assumed of {name} is true of few that are silent about it",
                preset.name
            );
        }
        assert!(own.is_right(), "{}: {own}, and too many wrong", preset.name);
        assert_eq!(
            own.with_silence,
            best.with_silence,
            "{}: better is {}",
            preset.name,
            world.told(&assumed)
        );
        // Where much stays open although users are stated, the table says of what nothing is assumed.
        if asked.with_silence * 10 < INCIDENTS * 9 {
            assert!(preset.text.contains("othing is assumed"), "{}", preset.name);
        }
    }
}

/// What brute force finds is what the classifier says, of the very incidents.
#[test]
fn the_classifier_settles_as_brute_force_does() {
    let mut rng = Rng::with_seed(43);
    for preset in PRESETS {
        let world = World::of(preset);
        for _ in 0..100 {
            let texts: Vec<Option<&str>> = incident(&mut rng, &world.kinds)
                .into_iter()
                .zip(&world.kinds)
                .map(|(value, kind)| chance(&mut rng, kind.written(value).max(20.0)).then_some(value))
                .collect();
            let stated: Cells =
                texts.iter().zip(&world.cell_of).map(|(text, cell)| text.map(|text| cell[text])).collect();
            let known: Cells = stated.iter().zip(&world.own).map(|(stated, own)| stated.or(*own)).collect();
            let facts = world.stated(texts);
            let found = Classification::of(&world.table, facts, &mut Budget::default()).unwrap();
            assert_eq!(found.possible.only(), world.level(&stated), "{}", preset.name);
            let with_silence = found.assuming.map_or(found.possible, |assuming| assuming.possible);
            assert_eq!(with_silence.only(), world.level(&known), "{}", preset.name);
        }
    }
}

/// The incidents are such that authors write of each thing as often as was counted.
#[test]
fn as_much_is_written_as_was_counted() {
    let mut rng = Rng::with_seed(47);
    for preset in PRESETS {
        let world = World::of(preset);
        let mut written = vec![0_u32; world.facts.len()];
        for _ in 0..INCIDENTS {
            let values = incident(&mut rng, &world.kinds);
            for (index, value) in values.iter().enumerate() {
                written[index] += u32::from(chance(&mut rng, world.kinds[index].written(value)));
            }
        }
        for ((kind, fact), count) in world.kinds.iter().zip(&world.facts).zip(written) {
            let counted = match *kind {
                Extent { written } if written > 0.0 => written + NOBODY * 0.08,
                Harm { written, .. } | State { written, .. } | Alike { written, .. } => written,
                Measured { written, .. } | Extent { written } => written,
            };
            let share = f64::from(count) * 100.0 / f64::from(u32::try_from(INCIDENTS).unwrap());
            let name = &world.table.facts[*fact].name;
            assert!((share - counted).abs() < 2.0, "{}: {name} {share} {counted}", preset.name);
        }
    }
}
