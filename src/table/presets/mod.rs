//! SEV tables to start from, one file each. Each says in its body what its source is, and what is not from there.

/// A SEV table to start from.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// What it is asked for by.
    pub name: &'static str,
    /// Whose way it is, in a line.
    pub about: &'static str,
    /// The whole file.
    pub text: &'static str,
}

/// All presets; the first is the default.
#[rustfmt::skip]
pub static PRESETS: &[Preset] = &[
    Preset { name: "trocco", about: "five responses, one level each, in the way of the trocco® team", text: include_str!("trocco.md") },
    Preset { name: "trocco-ja", about: "the same in Japanese", text: include_str!("trocco-ja.md") },
    Preset { name: "pagerduty", about: "SEV-1 to SEV-5, in the way of PagerDuty", text: include_str!("pagerduty.md") },
    Preset { name: "atlassian", about: "three levels, in the way of Atlassian", text: include_str!("atlassian.md") },
    Preset { name: "gitlab", about: "S1 to S4 by share of users, in the way of GitLab", text: include_str!("gitlab.md") },
    Preset { name: "gds", about: "P1 to P4, in the way of the Government Digital Service", text: include_str!("gds.md") },
    Preset { name: "impact-urgency", about: "a matrix of impact and urgency", text: include_str!("impact-urgency.md") },
    Preset { name: "slo", about: "error rate and latency held for a time", text: include_str!("slo.md") },
    Preset { name: "dora", about: "the European Union's DORA: mandatory, and two of", text: include_str!("dora.md") },
];

/// The preset of that name.
#[must_use]
pub fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}
