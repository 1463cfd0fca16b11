//! A table and a postmortem, told with few words, and repositories in which they have a history.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]

use crate::clone::{Clone, Said};

/// A table in which more than so many per cent of users are a SEV-1.
pub fn table(percent: u32) -> String {
    format!(
        "sev_table: 1
facts: {{ users_affected_pct: {{ kind: percent }} }}
levels:
  - id: SEV-1
    response: {{ cover: around-the-clock, notify: [executives] }}
    criteria: [{{ id: wide, when: {{ users_affected_pct: over {percent}% }} }}]
  - id: SEV-2
    response: {{ cover: business-hours, notify: [support] }}
    otherwise: true
"
    )
}

/// A postmortem of an incident of a day that concerned 30 % of users.
pub fn postmortem(id: &str, day: &str, more: &str) -> String {
    format!(
        "---\nid: {id}\nstarted_at: {day}T10:00Z\nresolved_at: {day}T11:00Z\nusers_affected_pct: 30%\n{more}---\n\n# It broke\n"
    )
}

pub fn short(commit: &str) -> &str {
    &commit[..10]
}

pub fn refused(said: &Said, words: &[&str]) {
    assert_eq!(said.exit, 2, "{said:?}");
    assert!(words.iter().all(|word| said.err.contains(word)), "{said:?}");
}

/// A repository whose table asks for over 50 % at first, for over 20 % from March on, and for over 40 % from June on.
pub fn three_tables() -> (Clone, [String; 3]) {
    let clone = Clone::new();
    let mut commits = vec![];
    for (day, percent) in [("2025-01-10", 50), ("2025-03-10", 20), ("2025-06-10", 40)] {
        commits.push(clone.write("sev.yaml", &table(percent)).commit(day));
    }
    for day in ["2024-12-31", "2025-03-09", "2025-03-10", "2025-06-09", "2025-06-10"] {
        clone.write(
            &format!("postmortems/{day}.md"),
            &postmortem(&format!("I-{}", &day[2..]), day, "severity: SEV-2\n"),
        );
    }
    clone.commit("2025-07-01");
    (clone, commits.try_into().unwrap())
}
