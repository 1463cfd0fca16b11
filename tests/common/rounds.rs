//! How much of what is made up a test tries: `.ci/long` asks for more, by `SEVLINT_ROUNDS`.

/// So many times as many as for every change.
pub fn rounds(usual: u32) -> u32 {
    let times = std::env::var("SEVLINT_ROUNDS").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    usual.saturating_mul(times)
}
