//! Postmortems that nobody wrote: what authors write and get wrong, thrown together.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fastrand::Rng;

/// Levels, and how people write them.
const LEVELS: &[&str] = &[
    "SEV-1",
    "SEV-2",
    "SEV-3",
    "sev2",
    "Sev 1",
    "P1",
    "Critical",
    "高",
    "\"SEV-2 (agreed)\"",
    "'sev-3'",
    "S9",
    "",
    "TBD",
    "SEV-1 # the first call",
];
const TIMES: &[&str] = &[
    "2026-04-01T10:20+09:00",
    "2026-04-01 10:20",
    "\"2026-04-01 11:05\"",
    "2026-04-01T02:10Z",
    "2026-04-01 12:00 JST",
    "2026-04-01T13:30:00",
    "'2026-04-01 14:00'",
    "2026年4月1日 15:00",
    "2026-04-01",
    "unknown",
    "10:20",
    "",
];
const AMOUNTS: &[&str] =
    &["3%", "60%", "0.3", "1,200", "about 12", "なし", "yes", "confirmed", "suspectd", "…", "", "120%"];
/// Keys, with slips.
const KEYS: &[&str] = &[
    "users_affected_pct",
    "user_affected_pct",
    "customers_affected",
    "customers_affectd",
    "data_loss",
    "data_los",
    "workaround",
    "security_breach",
    "tags",
    "影響ユーザー数",
    "error_rate_pct",
];
const TIME_KEYS: &[&str] =
    &["started_at", "startedAt", "statred_at", "detected_at", "resolved_at", "復旧日時", "published_at"];
const WORDS: &[&str] = &[
    "Alert",
    "Rolled back",
    "決済が止まる",
    "Deploy",
    "**Customers** told",
    "`api` restarted",
    "see [log](a.md)",
];

/// Writes so many postmortems into a folder, with line ends and marks of every kind among them.
pub fn write_postmortems(folder: &Path, count: usize, rng: &mut Rng) {
    fs::create_dir_all(folder.join("postmortems")).unwrap();
    for index in 0..count {
        let mut text = postmortem(index, rng);
        if rng.bool() {
            text = text.replace('\n', "\r\n");
        }
        if rng.u8(..5) == 0 {
            text.insert(0, '\u{feff}');
        }
        fs::write(folder.join(format!("postmortems/2026-04-{:02}-{index}.md", index % 30 + 1)), text)
            .unwrap();
    }
}

fn postmortem(index: usize, rng: &mut Rng) -> String {
    let mut text = String::new();
    match rng.u8(..8) {
        0 => labels(&mut text, index, rng),
        1 => toml(&mut text, index, rng),
        2 => json(&mut text, index, rng),
        _ => yaml(&mut text, index, rng),
    }
    let ignored = pick(rng, &["severity-spelling", "field-missing", "severity-understated", "no-such-rule"]);
    if rng.u8(..3) == 0 {
        let _ = writeln!(text, "<!-- sevlint: ignore {ignored} because it is so -->");
    }
    let _ = writeln!(text, "\n# It broke {index}\n");
    if rng.bool() {
        text.push_str("## Summary\n\nUsers could not log in.\n\n");
    }
    timeline(&mut text, rng);
    if rng.bool() {
        text.push_str(
            "## Action items\n\n- [ ] Add an alert (owner: alice, due 2026-05-01)\n- [x] Roll back\n",
        );
    }
    text
}

fn pick<'w>(rng: &mut Rng, words: &[&'w str]) -> &'w str {
    rng.choice(words).unwrap()
}

/// Some keys with values, in some order, some of them twice.
fn statements(index: usize, rng: &mut Rng) -> Vec<(String, String)> {
    let mut found = vec![];
    if rng.u8(..6) > 0 {
        found.push(("id".to_owned(), format!("INC-{index}")));
    }
    if rng.u8(..8) > 0 {
        found.push((
            pick(rng, &["severity", "sev", "重大度", "severty"]).to_owned(),
            pick(rng, LEVELS).to_owned(),
        ));
    }
    for _ in 0..rng.usize(..5) {
        found.push((pick(rng, KEYS).to_owned(), pick(rng, AMOUNTS).to_owned()));
    }
    for _ in 0..rng.usize(..4) {
        found.push((pick(rng, TIME_KEYS).to_owned(), pick(rng, TIMES).to_owned()));
    }
    rng.shuffle(&mut found);
    found
}

fn yaml(text: &mut String, index: usize, rng: &mut Rng) {
    let fence = rng.u8(..12);
    if fence > 0 {
        text.push_str("---\n");
    }
    for (key, value) in statements(index, rng) {
        let comment = pick(rng, &["", "", " # from the ledger"]);
        let _ = writeln!(text, "{key}: {value}{}", if value.contains('#') { "" } else { comment });
    }
    if rng.u8(..4) == 0 {
        text.push_str("severity_override: { because: one large customer, approved_by: bob }\n");
    }
    if rng.u8(..4) == 0 {
        text.push_str("# A comment of its own.\nteam: &t [a, b]\n");
    }
    if fence != 1 {
        text.push_str("---\n");
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace(['"', '\''], ""))
}

fn toml(text: &mut String, index: usize, rng: &mut Rng) {
    text.push_str("+++\n# Written by the importer.\n");
    for (key, value) in statements(index, rng) {
        let key = if key.is_ascii() { key } else { quoted(&key) };
        let _ = writeln!(text, "{key} = {}", quoted(&value));
    }
    text.push_str("+++\n");
}

fn json(text: &mut String, index: usize, rng: &mut Rng) {
    let pairs: Vec<String> =
        statements(index, rng).iter().map(|(key, value)| format!("  \"{key}\": {}", quoted(value))).collect();
    let _ = writeln!(text, "{{\n{}\n}}", pairs.join(",\n"));
}

fn labels(text: &mut String, index: usize, rng: &mut Rng) {
    let _ = writeln!(text, "# INC-{index}: it broke\n");
    let as_table = rng.bool();
    if as_table {
        text.push_str("| Field | Value |\n| --- | --- |\n");
    }
    for (key, value) in statements(index, rng) {
        let (key, value) = (key.replace('_', " "), value.replace(['"', '\''], ""));
        let _ = if as_table {
            writeln!(text, "| {key} | {value} |")
        } else {
            writeln!(text, "- **{key}:** {value}")
        };
    }
}

/// Entries in an order that is perhaps not that of time, as a list or a table.
fn timeline(text: &mut String, rng: &mut Rng) {
    if rng.u8(..5) == 0 {
        return;
    }
    let _ = writeln!(text, "## {}\n", pick(rng, &["Timeline", "Timeline (JST)", "タイムライン"]));
    let dated = rng.bool();
    let (mut hour, mut minute) = (rng.u8(6..23), rng.u8(..60));
    let mut entries = vec![];
    for _ in 0..rng.usize(2..7) {
        minute += rng.u8(..25);
        hour = (hour + minute / 60) % 24;
        minute %= 60;
        let day = if dated { "2026-04-01 " } else { "" };
        let about = if rng.u8(..20) == 0 { "~" } else { "" };
        entries.push((format!("{day}{about}{hour:02}:{minute:02}"), pick(rng, WORDS)));
    }
    for _ in 0..rng.usize(..3) {
        let (one, other) = (rng.usize(..entries.len()), rng.usize(..entries.len()));
        entries.swap(one, other);
    }
    match rng.u8(..4) {
        0 => {
            text.push_str("| Time | What |\n| --- | --- |\n");
            for (time, words) in &entries {
                let _ = writeln!(text, "| {time} | {words} |");
            }
        }
        1 => {
            for (number, (time, words)) in entries.iter().enumerate() {
                let _ = writeln!(text, "{}. {time} {words}", number + 1);
            }
        }
        shape => {
            for (time, words) in &entries {
                let _ = writeln!(text, "- {time} {words}");
                if shape == 2 && rng.bool() {
                    text.push_str("  - a detail\n\n  and more of it\n");
                }
            }
        }
    }
    text.push('\n');
}
