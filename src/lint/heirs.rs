//! Files that are gone, and which of those that are there each of them has become.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// That a file may be what has become of one that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim<'a> {
    /// The incident that both are about, if any.
    pub(super) incident: Option<&'a str>,
    /// The file that is gone.
    pub(super) gone: &'a str,
    /// The file that is there.
    pub(super) heir: &'a str,
    /// Whether another project is the one that has it now.
    pub(super) is_abroad: bool,
}

/// What each file that is gone has become, by its incident and its path.
pub(super) type Heirs<'a> = BTreeMap<(Option<&'a str>, &'a str), &'a str>;

/// At most one file is what one that is gone has become: that of the same project, with the same name, at the nearest path, or the
/// first in order. None is what has become of two that were there at the same time.
pub(super) fn heirs<'a>(claims: BTreeSet<Claim<'a>>, were_two: impl Fn(&str, &str) -> bool) -> Heirs<'a> {
    let mut claims: Vec<Claim<'a>> = claims.into_iter().collect();
    claims.sort_by_cached_key(|claim| (claim.is_abroad, Reverse(nearness(claim.gone, claim.heir)), *claim));
    let mut heirs = Heirs::new();
    let mut held: BTreeMap<(Option<&str>, &str), Vec<&str>> = BTreeMap::new();
    for Claim { incident, gone, heir, .. } in claims {
        let held = held.entry((incident, heir)).or_insert_with(|| vec![heir]);
        if heirs.contains_key(&(incident, gone)) || held.iter().any(|other| were_two(gone, other)) {
            continue;
        }
        held.push(gone);
        heirs.insert((incident, gone), heir);
    }
    heirs
}

/// Whether two paths end in the same name, and how much they have in common at both ends.
fn nearness(one: &str, other: &str) -> (bool, usize) {
    let common = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let from_start = common(&mut one.bytes().zip(other.bytes()));
    let from_end = common(&mut one.bytes().rev().zip(other.bytes().rev()));
    (name_of(one) == name_of(other), from_start + from_end)
}

/// The name of a file, its folders left out.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pairs<'a> = &'a [(&'a str, &'a str)];

    fn claim<'a>(&(gone, heir): &(&'a str, &'a str), abroad: &str) -> Claim<'a> {
        Claim { incident: Some("INC-1"), gone, heir, is_abroad: heir == abroad }
    }

    #[test]
    fn one_file_takes_over_from_one() {
        let (a, b, z) = ("pm/04-01-a.md", "pm/04-02-b.md", "pm/04-01-z.md");
        let (moved, abroad) = ("new/pm/04-01-a.md", "web/pm/04-01-a.md");
        // Each: what is gone with what may be its heir, what was there together, and what comes out.
        let cases: [(Pairs<'_>, Pairs<'_>, Pairs<'_>); 8] = [
            (&[(a, z)], &[], &[(a, z)]),
            // A copy with another name beside the one that was renamed.
            (&[(a, b), (a, z)], &[], &[(a, z)]),
            // It cannot be told: the first.
            (&[("a.md", "z.md"), ("a.md", "b.md")], &[], &[("a.md", "b.md")]),
            // The same name goes before the same folder, and the own project before another.
            (&[(a, z), (a, moved)], &[], &[(a, moved)]),
            (&[(a, z), (a, abroad)], &[], &[(a, z)]),
            // Two that were there together became two.
            (&[(a, z), (b, z), (a, "pm/x.md"), (b, "pm/x.md")], &[(a, b)], &[(a, z), (b, "pm/x.md")]),
            // One that was renamed twice is still one.
            (&[(a, z), (b, z)], &[], &[(a, z), (b, z)]),
            // One that was there together with what is gone is not what became of it.
            (&[(a, b)], &[(a, b)], &[]),
        ];
        for (claims, together, wanted) in cases {
            let of = |pair| claim(pair, abroad);
            let were_two = |one: &str, other: &str| {
                together.iter().any(|&pair| pair == (one, other) || pair == (other, one))
            };
            let found = heirs(claims.iter().map(of).collect(), were_two);
            let found: Vec<(&str, &str)> = found.into_iter().map(|((_, gone), heir)| (gone, heir)).collect();
            assert_eq!(found, wanted, "{claims:?}");
        }
    }
}
