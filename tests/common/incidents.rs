//! A made-up history of incidents, as long as a test asks for: the same for the same length.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};

const TABLE: &str = "---
sev_table: 1
title: Severity at Kumo Tickets
not_graded: [GAMEDAY]
facts:
  customers: { kind: count, says: Customers who could not sell }
  users_pct: { kind: percent, says: Share of visitors who saw errors }
  data_loss: { kind: scale, values: [none, suspected, confirmed], assume: none }
  workaround: { kind: scale, values: [available, partial, none] }
levels:
  - id: SEV-1
    response: { cover: around-the-clock, notify: [executives, support], acknowledge_within: 15m, first_update_within: 30m, postmortem_within: 5 business days }
    criteria:
      - { id: data-lost, says: Data was lost, when: { data_loss: confirmed } }
      - { id: wide, says: Half of all visitors for half an hour, when: { users_pct: at least 50%, duration: at least 30m } }
      - { id: many, when: { customers: at least 500, workaround: none } }
  - id: SEV-2
    response: { cover: around-the-clock, notify: [support], acknowledge_within: 30m, postmortem_within: 10 business days }
    criteria:
      - { id: part, says: A tenth of all visitors, when: { users_pct: at least 10% } }
      - { id: some, when: { customers: at least 50 } }
      - { id: perhaps-lost, when: { data_loss: suspected } }
  - id: SEV-3
    response: { cover: business-hours, notify: [support], postmortem_within: 20 business days }
    criteria:
      - { id: few, when: { customers: at least 5 } }
      - { id: long, when: { duration: at least 1d } }
  - id: SEV-4
    otherwise: true
    response: { cover: business-hours }
---

# Severity
";

const SERVICES: [&str; 12] = [
    "checkout",
    "seat maps",
    "search",
    "login",
    "payouts",
    "mail",
    "scanner app",
    "reports",
    "api",
    "queue",
    "cdn",
    "admin",
];
const WHAT: [&str; 8] = [
    "slow after a deploy",
    "down in one region",
    "answers with errors",
    "shows yesterday's numbers",
    "drops one request in ten",
    "cannot be reached from phones",
    "sends everything twice",
    "loses its connection to the database",
];
const SOURCES: [&str; 4] = ["alert", "customer", "support", "deploy check"];

/// Writes a table and so many postmortems, two a day from 2019 on, a few of them with levels that are not the table's.
pub fn write(folder: &Path, incidents: usize) {
    fs::create_dir_all(folder.join("postmortems")).unwrap();
    fs::write(folder.join("SEV.md"), TABLE).unwrap();
    let mut rng = Rng::with_seed(7);
    let last = date(2026, 11, 20);
    for index in 0..incidents {
        let back = i64::try_from((incidents - index) / 2).unwrap();
        let day = last.checked_sub(back.days()).unwrap();
        let text = postmortem(index, day, &mut rng);
        fs::write(folder.join(format!("postmortems/{day}-{index:05}.md")), text).unwrap();
    }
}

fn postmortem(index: usize, day: Date, rng: &mut Rng) -> String {
    let service = SERVICES[rng.usize(..SERVICES.len()).min(rng.usize(..SERVICES.len()))];
    let title = format!("{service} {}", WHAT[rng.usize(..WHAT.len())]);
    let customers = 3_u32.pow(rng.u32(0..8)) / (1 + rng.u32(0..3));
    let (start, minutes) = (rng.u32(0..12), 10 + rng.u32(0..700));
    let mut level = match customers {
        500.. => 1,
        50.. => 2,
        5.. => 3,
        _ => 4,
    };
    if rng.u8(0..5) == 0 {
        level = (level + [1, 3][rng.usize(..2)]) % 4 + 1;
    }
    let mut text = format!("---\nid: INC-{index:05}\ntitle: {title}\nseverity: SEV-{level}\n");
    let clock = |minutes: u32| format!("{day}T{:02}:{:02}Z", start + minutes / 60, minutes % 60);
    let mut time = |name: &str, minutes: u32| writeln!(text, "{name}: {}", clock(minutes)).unwrap();
    time("started_at", 0);
    time("detected_at", minutes / 10);
    if rng.u8(0..4) > 0 {
        time("acknowledged_at", minutes / 8);
    }
    time("resolved_at", minutes);
    writeln!(text, "services: [{service}]\ndetected_by: {}", SOURCES[rng.usize(..SOURCES.len())]).unwrap();
    if rng.u8(0..5) > 0 {
        writeln!(text, "customers: {customers}").unwrap();
    }
    if rng.u8(0..3) > 0 {
        writeln!(text, "users_pct: {}%", rng.u32(0..101) * rng.u32(0..101) / 100).unwrap();
    }
    if rng.u8(0..3) == 0 {
        writeln!(text, "data_loss: {}", ["none", "none", "suspected", "confirmed"][rng.usize(..4)]).unwrap();
    }
    writeln!(text, "workaround: {}", ["available", "partial", "none"][rng.usize(..3)]).unwrap();
    if rng.u8(0..12) == 0 {
        writeln!(text, "severity_override: {{ because: Agreed with support in the review of {day}, approved_by: cs-lead, until: 2026-12-31 }}").unwrap();
    }
    if rng.u8(0..9) == 0 {
        writeln!(
            text,
            "severity_history: [{{ at: {}, level: SEV-4 }}, {{ at: {}, level: SEV-{level}, because: more customers }}]",
            clock(minutes / 9),
            clock(minutes / 5)
        )
        .unwrap();
    }
    text += &format!("---\n\n# {title}\n\n## Summary\n\nThe {service} was not well.\n\n## Action items\n\n");
    for item in 0..rng.u32(0..4) {
        let state = if rng.bool() { 'x' } else { ' ' };
        text += &format!(
            "- [{state}] Mend part {item} (owner: @team-{item}, due: {})\n",
            day.checked_add(30.days()).unwrap()
        );
    }
    text
}
