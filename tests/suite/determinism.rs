//! Two runs give the same bytes, on one core or two.

use std::process::Command;

#[test]
fn the_number_of_threads_changes_nothing() {
    let output = |threads: &str, format: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_sevlint"))
            .args(["check", "--as-of", "2026-11-22", "--format", format])
            .current_dir("fixtures/sample/repo")
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        (output.stdout, output.stderr)
    };
    for format in ["text", "concise", "json", "ndjson", "sarif", "github", "gitlab", "junit", "markdown"] {
        let alone = output("1", format);
        assert!(alone.0.len() > 500, "{format} says next to nothing");
        for threads in ["1", "2", "7"] {
            assert_eq!(output(threads, format), alone, "{format} with {threads} threads");
        }
    }
}
