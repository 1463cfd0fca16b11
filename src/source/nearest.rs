//! *Did you mean*: the known name that a misspelt one was probably meant to be.

/// The candidate nearest to `name`, if one is near enough: at most two edits, or a third of its letters.
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Names are short; what is long was not meant to be one.
    if name.is_empty() || name.len() > 128 {
        return None;
    }
    let folded = name.to_lowercase();
    let limit = (folded.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= 128)
        .map(|candidate| (strsim::osa_distance(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit.max(2).min(folded.chars().count().max(2) - 1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known = ["severity", "duration", "users_affected_pct", "id"];
        for (typed, meant) in [
            ("severtiy", Some("severity")),
            ("Duratoin", Some("duration")),
            ("users_afected", None),
            ("user_affected_pct", Some("users_affected_pct")),
            ("xyz", None),
            ("di", Some("id")),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }
}
