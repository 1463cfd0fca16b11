//! Whether a key is another one with a slip of the hand in it. Narrow on purpose: real front matter is full of keys that
//! are two letters from a field and mean something else (`deleted_at`, `resolved_by`, `identifier`, `security`).

use strsim::osa_distance;

/// Words, here and in other languages, that look like slips.
const WORDS: &[&str] = &[
    "autor",
    "cloned",
    "defected",
    "duracion",
    "duración",
    "revolved",
    "security",
    "starred",
    "states",
    "stats",
    "titel",
];

/// The longest key that is looked at, in bytes.
const LONGEST: usize = 64;

/// Whether a key was probably meant to be a known one; both in key form.
#[must_use]
pub fn is_slip(key: &str, known: &str) -> bool {
    if key.len() > LONGEST || known.len() > LONGEST || key == known || known.contains('.') {
        return false;
    }
    if is_joined(key, known) {
        return true;
    }
    let (parts, wanted): (Vec<&str>, Vec<&str>) = (key.split('_').collect(), known.split('_').collect());
    if parts.len() != wanted.len() {
        return false;
    }
    let differing: Vec<(&str, &str)> =
        parts.into_iter().zip(wanted.iter().copied()).filter(|(part, wanted)| part != wanted).collect();
    match differing.as_slice() {
        [(part, wanted_part)] if wanted.len() > 1 && is_number(part, wanted_part) => true,
        // One letter too few in a long key: `eror_rate`, `data_los`.
        [(part, wanted_part)]
            if known.len() >= 8 && wanted.len() > 1 && lacks_a_letter(part, wanted_part) =>
        {
            true
        }
        differing => differing.iter().all(|(part, wanted)| is_slip_of_word(part, wanted)),
    }
}

/// `startedat` for `started_at`: the words of a key in camel case.
fn is_joined(key: &str, known: &str) -> bool {
    let letters = |key: &str| key.chars().filter(|character| *character != '_').collect::<String>();
    known.len() >= 7 && letters(key) == letters(known)
}

/// Singular for plural, or the other way round.
fn is_number(part: &str, wanted: &str) -> bool {
    let longer = |one: &str, other: &str| one.strip_suffix('s') == Some(other) && other.len() >= 4;
    longer(part, wanted) || longer(wanted, part)
}

fn lacks_a_letter(part: &str, wanted: &str) -> bool {
    wanted.len() >= 4
        && part.len() + 1 == wanted.len()
        && osa_distance(part, wanted) == 1
        && !WORDS.contains(&part)
}

fn is_slip_of_word(part: &str, wanted: &str) -> bool {
    let (length, edits) = (wanted.chars().count(), osa_distance(part, wanted));
    if length < 5 || !wanted.is_ascii() || WORDS.contains(&part) {
        return false;
    }
    let same = |ends: (Option<char>, Option<char>)| ends.0.is_some() && ends.0 == ends.1;
    let starts_alike = same((part.chars().next(), wanted.chars().next()));
    // The last letter makes another word of a word: `resolver`, `identifies`, `publisher`.
    let ends_alike = same((part.chars().last(), wanted.chars().last()));
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_swap = edits == 1 && sorted(part) == sorted(wanted);
    let most = match length {
        ..6 => 0,
        6..11 => 1,
        _ => 2,
    };
    starts_alike && (is_swap || (ends_alike && edits <= most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand() {
        for (key, known) in [
            ("severtiy", "severity"),
            ("serverity", "severity"),
            ("sevrity", "severity"),
            ("statred_at", "started_at"),
            ("startedat", "started_at"),
            ("resovled_at", "resolved_at"),
            ("acknowleged_at", "acknowledged_at"),
            ("aknowleged_at", "acknowledged_at"),
            ("customer_affected", "customers_affected"),
            ("custmers_afected", "customers_affected"),
            ("duraton_minutes", "duration_minutes"),
            ("work_around", "workaround"),
            ("eror_rate", "error_rate"),
            ("error_rat", "error_rate"),
            ("data_los", "data_loss"),
        ] {
            assert!(is_slip(key, known), "{key}");
        }
    }

    /// Keys of real front matter, and near ones that mean something else.
    #[test]
    fn other_words_are_no_slips() {
        use crate::model::field::{FACT_ALIASES, FIELDS};
        let facts = FACT_ALIASES.iter().flat_map(|(name, aliases)| {
            std::iter::once(*name).chain(aliases.iter().map(|(alias, _)| *alias))
        });
        let fields =
            FIELDS.iter().flat_map(|field| std::iter::once(field.name).chain(field.aliases.iter().copied()));
        let known: Vec<&str> = facts.chain(fields).collect();
        let keys = "section uuid url categories company product source_fetched_at summary keywords source_published_at \
            archive_url weight tags description informational pin excerpt path aliases linktitle resources layout \
            slo_impact remediation extra devto_tags category postmortem author_email lastmod impact draft links tier \
            resolved_by started_by deleted_at created_at updated_at removed_at received_at edited_at added_at reserved \
            identifier identifies resolver publisher publisheddate publish_date detector detections incidents stage stats \
            start_date end_date security starred titel autor duracion data rate stars notifier opener closes commander \
            owner owners team teams reviewed_by approved_by reviewers reported_at reporter type tag version slug \
            serial service_level services_url states statuses dates titles authored planned_at customers users \
            synthetic on_call archived environment region priority review_date revenue";
        for key in keys.split_whitespace() {
            let near = known.iter().find(|known| is_slip(key, known));
            assert_eq!(near, None, "{key}");
        }
    }
}
