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
    // Nearly every key ends here: there are many that are known, and one is looked for among them all.
    may_start_alike(key, known) && is_nearly(key, known)
}

fn is_nearly(key: &str, known: &str) -> bool {
    if key.len() > LONGEST || known.len() > LONGEST || key == known || known.contains('.') {
        return false;
    }
    if is_joined(key, known) || is_doubled(key, known) || lacks_the_last(key, known) {
        return true;
    }
    let words = |key: &str| key.bytes().filter(|byte| *byte == b'_').count() + 1;
    if words(key) != words(known) {
        return false;
    }
    let is_long = known.len() >= 8;
    let has_several = known.contains('_');
    let differing = || key.split('_').zip(known.split('_')).filter(|(part, wanted)| part != wanted);
    let mut differing_words = differing();
    match (differing_words.next(), differing_words.next()) {
        (Some((part, wanted)), None) if has_several && is_number(part, wanted) => true,
        // One letter too few in a long key: `eror_rate`, `data_los`.
        (Some((part, wanted)), None) if is_long && has_several && lacks_a_letter(part, wanted) => true,
        // Two letters that have changed places: `costumers_affected`.
        (Some((part, wanted)), None) if is_long && has_several && swaps_letters(part, wanted) => true,
        _ => differing().all(|(part, wanted)| is_slip_of_word(part, wanted)),
    }
}

/// Whether a key begins with the first letter of the known one, or with its second, where the first is missing. Where it cannot
/// be told by two letters of ASCII, it may.
fn may_start_alike(key: &str, known: &str) -> bool {
    match (key.as_bytes(), known.as_bytes()) {
        ([b'_', ..], _) | (_, [b'_', ..]) => true,
        // `evaluation` for `évaluation`.
        (_, [wanted, ..]) if !wanted.is_ascii() => true,
        ([first, ..], [wanted, next, ..]) => first == wanted || first == next,
        _ => false,
    }
}

/// `startedat` for `started_at`: the words of a key in camel case.
fn is_joined(key: &str, known: &str) -> bool {
    let is_letter = |byte: &u8| *byte != b'_';
    known.len() >= 7 && key.bytes().filter(is_letter).eq(known.bytes().filter(is_letter))
}

/// `tittle` for `title`, `started_att` for `started_at`: a letter that was typed twice.
fn is_doubled(key: &str, known: &str) -> bool {
    const SHORTEST: usize = 5;
    if known.len() < SHORTEST || key.len() != known.len() + 1 || WORDS.contains(&key) {
        return false;
    }
    let (typed, wanted) = (key.as_bytes(), known.as_bytes());
    let same = typed.iter().zip(wanted).take_while(|(one, other)| one == other).count();
    let is_twice = same > 0 && typed.get(same) == typed.get(same - 1) && typed.get(same) != Some(&b'_');
    is_twice && typed.get(same + 1..) == wanted.get(same..)
}

/// `severit`, `duratio`, `started_a`: the last letter is missing. Of those that make another word of it (`resolve`, `customer`)
/// none is taken.
fn lacks_the_last(key: &str, known: &str) -> bool {
    const SHORTEST: usize = 8;
    known.len() >= SHORTEST && known.ends_with(['t', 'n', 'y']) && known.get(..known.len() - 1) == Some(key)
}

/// Whether a key of one word is a known one in the singular or the plural: `customer` for `customers`. That makes another
/// field of it as often as a slip (`customer: ACME`), so that what stands behind it has to be asked, too.
#[must_use]
pub fn differs_in_number(key: &str, known: &str) -> bool {
    const SHORTEST: usize = 3;
    let longer = |one: &str, other: &str| {
        other.len() >= SHORTEST
            && (one.strip_suffix('s') == Some(other)
                || one.strip_suffix("es") == Some(other)
                || other.ends_with('y') && one.strip_suffix("ies") == other.strip_suffix('y'))
    };
    matches!(key.len().abs_diff(known.len()), 1 | 2)
        && key.as_bytes().first() == known.as_bytes().first()
        && !key.contains(['_', '.'])
        && (longer(key, known) || longer(known, key))
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

fn swaps_letters(part: &str, wanted: &str) -> bool {
    const SHORTEST: usize = 6;
    let mut differing = part.bytes().zip(wanted.bytes()).filter(|(one, other)| one != other);
    let is_swapped = match (differing.next(), differing.next(), differing.next()) {
        (Some(first), Some(second), None) => first == (second.1, second.0),
        _ => false,
    };
    is_swapped && part.len() == wanted.len() && wanted.len() >= SHORTEST && !WORDS.contains(&part)
}

fn is_slip_of_word(part: &str, wanted: &str) -> bool {
    let same = |ends: (Option<char>, Option<char>)| ends.0.is_some() && ends.0 == ends.1;
    // Most words do not even start alike, and nobody has to count how far they are apart.
    if !same((part.chars().next(), wanted.chars().next())) || wanted.len() < 5 {
        return false;
    }
    if !wanted.is_ascii() || part.chars().count().abs_diff(wanted.len()) > 2 || WORDS.contains(&part) {
        return false;
    }
    let (length, edits) = (wanted.len(), osa_distance(part, wanted));
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
    is_swap || (ends_alike && edits <= most)
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
            ("costumers_affected", "customers_affected"),
            ("error_rat", "error_rate"),
            ("tittle", "title"),
            ("statuss", "status"),
            ("started_att", "started_at"),
            ("severityy", "severity"),
            ("severit", "severity"),
            ("duratio", "duration"),
            ("started_a", "started_at"),
            ("data_los", "data_loss"),
            ("evaluation_des_risques", "évaluation_des_risques"),
        ] {
            assert!(is_slip(key, known), "{key}");
        }
    }

    #[test]
    fn singulars_and_plurals() {
        for (key, known) in [
            ("customer", "customers"),
            ("rail", "rails"),
            ("apps", "app"),
            ("category", "categories"),
            ("outages", "outage"),
            ("box", "boxes"),
        ] {
            assert!(differs_in_number(key, known) && !is_slip(key, known), "{key}");
        }
        for (key, known) in [
            ("customers", "customers"),
            ("customer", "customers_affected"),
            ("u", "us"),
            ("custom", "customers"),
            ("states", "status"),
        ] {
            assert!(!differs_in_number(key, known), "{key}");
        }
    }

    #[test]
    fn what_starts_otherwise_is_no_slip() {
        let pieces = ["a", "b", "s", "é", "障", "_", "ab", "started", "customers", "data"];
        let mut random = fastrand::Rng::with_seed(1);
        let mut slips = 0;
        for _ in 0..50_000 {
            let mut known: Vec<&str> =
                (0..random.usize(1..5)).filter_map(|_| random.choice(pieces)).collect();
            let whole = known.concat();
            let at = random.usize(..known.len());
            match random.u8(..3) {
                0 => known.insert(at, random.choice(pieces).unwrap()),
                1 => drop(known.remove(at)),
                _ => known[at] = random.choice(pieces).unwrap(),
            }
            let key = known.concat();
            let letters: Vec<char> = whole.chars().collect();
            let skipped = random.usize(..letters.len());
            let lacking: String = letters
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != skipped)
                .map(|(_, letter)| *letter)
                .collect();
            for key in [key, lacking] {
                let is_near = is_nearly(&key, &whole);
                slips += usize::from(is_near);
                assert!(may_start_alike(&key, &whole) || !is_near, "{key} {whole}");
            }
        }
        assert!(slips > 1_000, "{slips}");
    }

    /// Keys of real front matter, and near ones that mean something else.
    #[test]
    fn other_words_are_no_slips() {
        use crate::model::aliases::FACT_ALIASES;
        use crate::model::field::FIELDS;
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
