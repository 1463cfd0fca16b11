//! Hands bytes from libFuzzer to the laws that the environment names: `LAWS=yaml`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sevlint_fuzz::{TARGETS, Target, target};

static CHOSEN: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("LAWS").unwrap_or_default();
    let names = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    target(&name).unwrap_or_else(|| panic!("LAWS is to be one of {}", names()))
});

fuzz_target!(|bytes: &[u8]| (CHOSEN.hold)(bytes));
