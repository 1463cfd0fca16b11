//! Sizes of files, as a configuration writes them.

/// 8 MiB: far more than any postmortem, far less than what would hurt.
pub const MAX_FILE_SIZE: u64 = 8 << 20;

/// Bytes: `8 MiB`, `500 KiB`, `20 B`, `4096`.
#[must_use]
pub fn read_size(text: &str) -> Option<u64> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at_checked(digits)?;
    let unit: u64 = match unit.trim() {
        "" | "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "kB" | "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_bytes_or_have_a_unit() {
        for (text, bytes) in [
            ("4096", Some(4096)),
            ("20 B", Some(20)),
            ("500KiB", Some(500 << 10)),
            ("1 MB", Some(1_000_000)),
            ("99999999999 GiB", None),
            ("8 Mib", None),
            ("MiB", None),
        ] {
            assert_eq!(read_size(text), bytes, "{text}");
        }
    }
}
