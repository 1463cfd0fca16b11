//! How long one judgement takes, with its missing facts: a table of 30 criteria over 15 facts, half of them not stated.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use jiff::civil::date;
use jiff::tz::TimeZone;
use sevlint::model::postmortem::Postmortem;
use sevlint::model::vocabulary::Vocabulary;
use sevlint::source::document::Document;
use sevlint::source::text::Text;
use sevlint::space::budget::Budget;
use sevlint::table::read::read_table;
use sevlint::verdict::judgement::Judgement;

const FACTS: usize = 15;
const CRITERIA: usize = 30;
const LEVELS: usize = 5;
const INCIDENTS: usize = 2_000;

/// What was measured.
pub struct Times {
    pub median: Duration,
    pub nearly_all: Duration,
    pub longest: Duration,
}

/// Judges generated incidents one after another. Reading them is not part of the time.
pub fn times() -> Times {
    let mut rng = Rng::with_seed(30);
    let text = Arc::new(Text::new("sev.yaml", table(&mut rng)));
    let table = read_table(&text).unwrap();
    let vocabulary = Vocabulary::new(&table.facts, &vec![]);
    let mut times: Vec<Duration> = (0..INCIDENTS)
        .map(|_| {
            let document = Document::parse(Text::new("a.md", incident(&mut rng)));
            let postmortem = Postmortem::read(&document, &vocabulary, &TimeZone::UTC);
            let start = Instant::now();
            let judgement =
                Judgement::of(&table, &postmortem, date(2026, 1, 1), &mut Budget::default()).unwrap();
            std::hint::black_box(judgement);
            start.elapsed()
        })
        .collect();
    times.sort();
    Times {
        median: times[INCIDENTS / 2],
        nearly_all: times[INCIDENTS * 99 / 100],
        longest: times[INCIDENTS - 1],
    }
}

fn kind(fact: usize) -> usize {
    fact % 3
}

fn table(rng: &mut Rng) -> String {
    let mut text = String::from("sev_table: 1\nfacts:\n");
    for fact in 0..FACTS {
        let kind = ["percent", "count", "scale, values: [none, suspected, confirmed]"][kind(fact)];
        writeln!(text, "  f{fact}: {{ kind: {kind} }}").unwrap();
    }
    text.push_str("levels:\n");
    for level in 0..LEVELS {
        writeln!(text, "  - id: SEV-{}\n    criteria:", level + 1).unwrap();
        for _ in 0..CRITERIA / LEVELS {
            let mut facts: Vec<usize> = (0..FACTS).collect();
            rng.shuffle(&mut facts);
            let tests: Vec<String> =
                facts.iter().take(rng.usize(2..=3)).map(|fact| test(rng, *fact)).collect();
            writeln!(text, "      - when: {{ {} }}", tests.join(", ")).unwrap();
        }
    }
    writeln!(text, "  - {{ id: SEV-{}, otherwise: true }}", LEVELS + 1).unwrap();
    text
}

fn test(rng: &mut Rng, fact: usize) -> String {
    match kind(fact) {
        0 => format!("f{fact}: at least {}%", rng.usize(1..10) * 10),
        1 => format!("f{fact}: over {}", rng.usize(1..10) * 10),
        _ => format!("f{fact}: {}", ["not none", "confirmed", "suspected"][rng.usize(..3)]),
    }
}

fn incident(rng: &mut Rng) -> String {
    let mut text = format!("---\nseverity: SEV-{}\n", rng.usize(1..=LEVELS + 1));
    let mut facts: Vec<usize> = (0..FACTS).collect();
    rng.shuffle(&mut facts);
    for fact in facts.iter().take(FACTS / 2 + 1) {
        let value = match kind(*fact) {
            0 => format!("{}%", rng.usize(0..=100)),
            1 => rng.usize(0..120).to_string(),
            _ => ["none", "suspected", "confirmed"][rng.usize(..3)].to_owned(),
        };
        writeln!(text, "f{fact}: {value}").unwrap();
    }
    text + "---\n"
}
