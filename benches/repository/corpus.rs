//! A repository of postmortems as a team might have it: a SEV table of five levels, and for each incident a file of
//! about 3 KB with front matter and eight sections. Seeded, so that each run has the same files.
//!
//! Most incidents are declared as the table has them. The others show every standing there is.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use fastrand::Rng;

const TABLE: &str = r#"---
sev_table: 1
title: Incident severity
not_graded: [GAMEDAY]
facts:
  customers_affected: { kind: count, says: Customers whose running pipelines failed }
  users_affected_pct: { kind: percent, says: Share of users who noticed }
  data_loss: { kind: scale, values: [none, suspected, confirmed] }
  workaround: { kind: scale, values: [available, partial, none] }
  pipelines: { kind: choice, values: [running, scheduled, ui-only] }
  core_function: { kind: boolean, says: A function customers pay for is affected }
  revenue_lost: { kind: money, currency: USD }
requires:
  fields: [id, started_at, resolved_at]
  sections: [Summary, Impact, Timeline, Root cause, Action items]
levels:
  - id: SEV-1
    name: Top priority, executives told
    response: { cover: around-the-clock, priority: before everything else, notify: [executives, customer-support] }
    criteria:
      - { id: data-lost, says: Customer data was lost, when: { data_loss: confirmed } }
      - { id: wide-outage, says: Pipelines of many customers fail, when: { pipelines: running, users_affected_pct: at least 20%, duration: at least 30m } }
      - { id: costly, says: It cost a lot, when: { revenue_lost: "at least 100,000 USD" } }
  - id: SEV-2
    name: All hands of the team
    response: { cover: around-the-clock, priority: before features, notify: [customer-support] }
    criteria:
      - { id: data-suspected, says: Customer data may be lost, when: { data_loss: suspected, duration: at least 30m } }
      - { id: many-customers, says: Many customers can do nothing, when: { customers_affected: at least 50, workaround: none } }
      - { id: core-down, says: A core function is down for many, when: { core_function: true, users_affected_pct: at least 10% } }
  - id: SEV-3
    name: Next in line
    response: { cover: business-hours, priority: before features, notify: [customer-support] }
    criteria:
      - { id: some-customers, says: Some customers notice, when: { customers_affected: at least 10 } }
      - { id: core-degraded, says: A core function is slow for long, when: { core_function: true, duration: at least 1h } }
      - { id: scheduled-late, says: Scheduled runs are late, when: { pipelines: scheduled, duration: at least 4h } }
  - id: SEV-4
    name: This week
    response: { cover: business-hours, priority: this week }
    criteria:
      - { id: few-customers, says: A few customers notice, when: { customers_affected: at least 1 } }
      - { id: small-share, says: Few users notice, when: { users_affected_pct: over 0% } }
  - id: SEV-5
    name: Some day
    response: { cover: business-hours, priority: some day }
    criteria:
      - { id: ui-only, says: Only the interface is affected, when: { pipelines: ui-only } }
---

# Incident severity

The table stands in the front matter of this file.
"#;

const LEVELS: [&str; 5] = ["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"];

/// How a file shall stand to the table, and of a hundred files how many.
const STANDINGS: [(Standing, u32); 10] = [
    (Standing::Confirmed, 80),
    (Standing::Understated, 3),
    (Standing::Overstated, 3),
    (Standing::Contradicted, 1),
    (Standing::Undetermined, 5),
    (Standing::Overridden, 2),
    (Standing::Uncovered, 2),
    (Standing::Undeclared, 1),
    (Standing::UnknownLevel, 1),
    (Standing::NotGraded, 2),
];

#[derive(Clone, Copy)]
enum Standing {
    Confirmed,
    Understated,
    Overstated,
    Contradicted,
    Undetermined,
    Overridden,
    Uncovered,
    Undeclared,
    UnknownLevel,
    NotGraded,
}

/// What happened in an incident; nothing, at first.
struct Facts {
    customers: u32,
    percent: u32,
    data_loss: &'static str,
    workaround: &'static str,
    pipelines: &'static str,
    core: bool,
    revenue: u32,
    minutes: u32,
}

/// Fills a folder with the table and as many postmortems, a thousand to a folder; answers with the bytes of all.
pub fn write(folder: &Path, files: usize) -> u64 {
    let mut random = Rng::with_seed(1);
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("SEV.md"), TABLE).unwrap();
    let mut bytes = TABLE.len();
    for number in 0..files {
        let part = folder.join("postmortems").join(format!("part-{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&part).unwrap();
        }
        let (name, text) = postmortem(&mut random, number);
        fs::write(part.join(name), &text).unwrap();
        bytes += text.len();
    }
    bytes as u64
}

fn postmortem(random: &mut Rng, number: usize) -> (String, String) {
    let mut left = random.u32(0..100);
    let chosen = STANDINGS.iter().find(|(_, share)| {
        let here = left < *share;
        left = left.saturating_sub(*share);
        here
    });
    let standing = chosen.map_or(Standing::Confirmed, |(standing, _)| *standing);
    let level = match standing {
        // These need a level below or above their own.
        Standing::Understated | Standing::Overridden => random.usize(0..4),
        Standing::Overstated => random.usize(1..5),
        _ => random.usize(0..5),
    };
    let mut facts = match standing {
        Standing::Uncovered => nothing(random),
        Standing::Contradicted | Standing::Undetermined => Facts {
            customers: random.u32(1..10),
            minutes: random.u32(30..55),
            data_loss: "unknown",
            ..nothing(random)
        },
        _ => facts_of(random, level),
    };
    if random.u8(..4) == 0 && facts.workaround == "available" {
        facts.workaround = "partial";
    }
    let declared = match standing {
        Standing::Confirmed => Some(LEVELS[level]),
        Standing::Understated | Standing::Overridden => Some(LEVELS[random.usize(level + 1..5)]),
        Standing::Overstated => Some(LEVELS[random.usize(..level)]),
        // Data that may be lost allow SEV-1, SEV-2 and SEV-4.
        Standing::Contradicted => Some("SEV-3"),
        Standing::Undetermined => random.choice(["SEV-1", "SEV-4"]),
        Standing::Uncovered => Some("SEV-5"),
        Standing::Undeclared => None,
        Standing::UnknownLevel => Some("Blocker"),
        Standing::NotGraded => Some("GAMEDAY"),
    };
    let day = format!("20{:02}-{:02}-{:02}", random.u8(20..26), random.u8(1..13), random.u8(1..29));
    let mut text = front_matter(random, number, &day, declared, &facts);
    if matches!(standing, Standing::Overridden) {
        text.push_str("severity_override: { because: One internal customer, approved_by: cs-lead }\n");
    }
    text.push_str("---\n");
    body(random, &mut text, &facts);
    (format!("{day}-incident-{number:06}.md"), text)
}

/// An incident that no criterion covers.
fn nothing(random: &mut Rng) -> Facts {
    Facts {
        customers: 0,
        percent: 0,
        data_loss: "none",
        workaround: "available",
        pipelines: "running",
        core: false,
        revenue: random.u32(0..900) * 100,
        minutes: random.u32(10..26),
    }
}

/// An incident of that level, by one of the criteria of the level.
fn facts_of(random: &mut Rng, level: usize) -> Facts {
    let base = nothing(random);
    match (level, random.u8(0..3)) {
        (0, 0) => Facts { data_loss: "confirmed", ..base },
        (0, 1) => Facts { percent: random.u32(20..91), minutes: random.u32(30..181), ..base },
        (0, _) => Facts { revenue: random.u32(1000..9000) * 100, ..base },
        (1, 0) => Facts { data_loss: "suspected", minutes: random.u32(30..56), ..base },
        (1, 1) => Facts { customers: random.u32(50..400), workaround: "none", ..base },
        (1, _) => Facts { core: true, percent: random.u32(10..20), ..base },
        (2, 0) => Facts { customers: random.u32(10..50), ..base },
        (2, 1) => Facts { core: true, percent: random.u32(0..10), minutes: random.u32(60..201), ..base },
        (2, _) => Facts { pipelines: "scheduled", minutes: random.u32(240..400), ..base },
        (3, 0) => Facts { customers: random.u32(1..10), ..base },
        (3, _) => Facts { percent: random.u32(1..10), ..base },
        _ => Facts { pipelines: "ui-only", ..base },
    }
}

fn front_matter(random: &mut Rng, number: usize, day: &str, declared: Option<&str>, facts: &Facts) -> String {
    let mut text = String::with_capacity(4096);
    let _ = writeln!(text, "---\nid: INC-{number:06}\ntitle: {}\ndate: {day}", sentence(random, 6));
    if let Some(declared) = declared {
        let _ = writeln!(text, "severity: {declared}");
    }
    let style = Style::of(random);
    let _ = writeln!(text, "status: final");
    style.list(&mut text, "services", &[word(random), word(random)]);
    let clock = |minutes: u32| format!("{day}T{:02}:{:02}:00Z", 9 + minutes / 60, minutes % 60);
    let _ = writeln!(text, "started_at: {}", clock(0));
    let _ = writeln!(text, "detected_at: {}", clock(facts.minutes / 4));
    let _ = writeln!(text, "mitigated_at: {}", clock(facts.minutes / 2));
    let _ = writeln!(text, "resolved_at: {}", clock(facts.minutes));
    style.list(&mut text, "notified", &["executives", "customer-support"]);
    let _ = writeln!(text, "detected_by: monitoring{}", style.remark());
    let _ = writeln!(text, "customers_affected: {}", facts.customers);
    let _ = writeln!(text, "users_affected_pct: {}%", facts.percent);
    let _ = writeln!(text, "data_loss: {}", facts.data_loss);
    let _ = writeln!(text, "workaround: {}", facts.workaround);
    let _ = writeln!(text, "pipelines: {}", facts.pipelines);
    let _ = writeln!(text, "core_function: {}", facts.core);
    let _ = writeln!(text, "revenue_lost: {} USD", facts.revenue);
    text
}

/// How the authors of a file write YAML. Most write lists below their key; a few write what takes the YAML parser: a comment
/// behind a value.
#[derive(Clone, Copy)]
enum Style {
    Brackets,
    Below,
    Remarked,
}

impl Style {
    fn of(random: &mut Rng) -> Self {
        match random.u8(..10) {
            0..3 => Self::Brackets,
            3..9 => Self::Below,
            _ => Self::Remarked,
        }
    }

    fn list(self, text: &mut String, key: &str, items: &[&str]) {
        if let Self::Below = self {
            let _ = writeln!(text, "{key}:");
            for item in items {
                let _ = writeln!(text, "  - {item}");
            }
        } else {
            let _ = writeln!(text, "{key}: [{}]", items.join(", "));
        }
    }

    fn remark(self) -> &'static str {
        if let Self::Remarked = self { "  # by the pager" } else { "" }
    }
}

fn body(random: &mut Rng, text: &mut String, facts: &Facts) {
    let _ = writeln!(text, "\n# {}\n", sentence(random, 6));
    section(random, text, "Summary", 2);
    section(random, text, "Impact", 1);
    text.push_str("| part | state |\n| --- | --- |\n");
    for _ in 0..3 {
        let _ = writeln!(text, "| {} | {} |", word(random), sentence(random, 3));
    }
    text.push_str("\n## Timeline\n\n");
    for step in 0..6 {
        let minutes = facts.minutes * step / 5;
        let _ = writeln!(text, "- {:02}:{:02} {}", 9 + minutes / 60, minutes % 60, sentence(random, 9));
    }
    text.push('\n');
    section(random, text, "Root cause", 1);
    section(random, text, "Resolution", 1);
    section(random, text, "What went well", 1);
    text.push_str("## Action items\n\n");
    for _ in 0..3 {
        let _ = writeln!(text, "- [x] {} (owner: @{}, due: 2026-12-01)", sentence(random, 7), word(random));
    }
    text.push('\n');
    section(random, text, "Lessons learned", 1);
}

fn section(random: &mut Rng, text: &mut String, heading: &str, paragraphs: usize) {
    let _ = writeln!(text, "## {heading}\n");
    for _ in 0..paragraphs {
        let _ = writeln!(
            text,
            "{}. {} `{}`, {}. [{}](https://example.org/{}) {}.\n",
            sentence(random, 10),
            sentence(random, 4),
            word(random),
            sentence(random, 7),
            word(random),
            word(random),
            sentence(random, 6)
        );
    }
}

/// As many words; the first with a capital letter.
fn sentence(random: &mut Rng, words: usize) -> String {
    let mut text = String::new();
    for index in 0..words {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(word(random));
    }
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A word that says nothing about how bad an incident was.
fn word(random: &mut Rng) -> &'static str {
    const WORDS: [&str; 40] = [
        "scheduler",
        "queue",
        "worker",
        "pool",
        "connection",
        "deploy",
        "rollback",
        "cache",
        "index",
        "query",
        "shard",
        "the",
        "a",
        "of",
        "after",
        "before",
        "while",
        "with",
        "slowly",
        "again",
        "restarted",
        "grew",
        "waited",
        "moved",
        "config",
        "timeout",
        "retry",
        "dashboard",
        "alert",
        "engineer",
        "node",
        "region",
        "lock",
        "table",
        "migration",
        "backlog",
        "thread",
        "limit",
        "release",
        "log",
    ];
    random.choice(WORDS).unwrap_or("queue")
}
