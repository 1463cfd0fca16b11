//! Times, their medians and ratios, and the memory of a program that runs.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The times of one contender.
pub struct Series {
    name: &'static str,
    times: Vec<Duration>,
}

impl Series {
    pub fn new(name: &'static str) -> Self {
        Self { name, times: Vec::new() }
    }

    pub fn add(&mut self, time: Duration) {
        self.times.push(time);
        self.times.sort_unstable();
    }

    fn best(&self) -> Duration {
        self.times.first().copied().unwrap_or_default()
    }

    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn median(&self) -> Duration {
        self.times.get(self.times.len() / 2).copied().unwrap_or_default()
    }
}

/// Prints all series against the first one.
pub fn print(series: &[Series], files: usize) {
    let Some(first) = series.first() else { return };
    println!();
    println!(
        "{:<28} {:>10} {:>10} {:>8} {:>8} {:>12}",
        "", "best", "median", "× best", "× median", "µs per file"
    );
    for one in series {
        let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
        let against =
            |time: Duration, first: Duration| format!("{:.2}", time.as_secs_f64() / first.as_secs_f64());
        println!(
            "{:<28} {:>10} {:>10} {:>8} {:>8} {:>12.1}",
            one.name,
            milliseconds(one.best()),
            milliseconds(one.median()),
            against(one.best(), first.best()),
            against(one.median(), first.median()),
            per_file(one.median(), files),
        );
    }
    println!();
}

/// The microseconds that each file took.
#[expect(clippy::cast_precision_loss, reason = "for people to read")]
pub fn per_file(time: Duration, files: usize) -> f64 {
    time.as_secs_f64() * 1e6 / files as f64
}

/// What a linter says if it cannot do its work, that is, if it answers neither 0 nor 1.
pub fn complaint(mut command: Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().unwrap();
    if matches!(output.status.code(), Some(0 | 1)) {
        return None;
    }
    let words = String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_string();
    Some(format!("{} {words}", output.status))
}

/// How long a command takes from start to end. Whatever it answers is fine: a linter that finds something says 1.
pub fn time_command(mut command: Command) -> Duration {
    let start = Instant::now();
    start_quietly(&mut command).wait().unwrap();
    start.elapsed()
}

/// The most memory a command held at once, in bytes, as often as one can look. A run of its own, since looking takes
/// time from the other; only Linux tells it without unsafe code.
pub fn peak_memory(mut command: Command) -> Option<u64> {
    let mut child = start_quietly(&mut command);
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().unwrap().is_none() {
        peak = fs::read_to_string(&status).ok().as_deref().and_then(high_water_mark).max(peak);
        thread::sleep(Duration::from_micros(500));
    }
    peak
}

/// `VmHWM:     1234 kB`
fn high_water_mark(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Starts a command whose output goes to a file, which is neither a terminal nor a reader that may be slow, and not
/// the null device, for which some programs do less.
fn start_quietly(command: &mut Command) -> Child {
    let output = || Stdio::from(tempfile::tempfile().unwrap());
    command.stdin(Stdio::null()).stdout(output()).stderr(output()).spawn().unwrap()
}
