//! `set`: any number of words. With words of its own a set admits no others; without, it admits any.

use std::collections::BTreeSet;

use crate::model::grammar::lexicon::{Lexicon, Order};
use crate::model::grammar::spelling::{self, after_word};
use crate::model::grammar::tail;
use crate::model::grammar::unknown;
use crate::model::kind::Word;
use crate::model::kinds::set_part::{Part, is_nothing};
use crate::model::value::{Demand, Members, Why};
use crate::source::in_order::set;

/// Reads the members that a text names, set off by commas, slashes and the like.
pub fn statement(words: &[Word], text: &str) -> Result<Part, Why> {
    let mut part = Part::default();
    if is_empty_set(words, text) {
        return Ok(part);
    }
    for item in items(text) {
        let read = add(words, item, &mut part.members);
        part.keep(item, read)?;
    }
    if part.is_blank() { Err(part.unread.into_iter().next().unwrap_or(Why::NotOfKind)) } else { Ok(part) }
}

/// Adds what one item of a list of the data format says. Each is set off already, so that a name may be longer and
/// have more signs than one in a text.
pub fn add_listed(words: &[Word], item: &str, part: &mut Part) -> Result<(), Why> {
    let read = match add(words, item, &mut part.members) {
        Err(Why::NotAName(excerpt)) if words.is_empty() => match listed_name(item) {
            Some(name) => {
                part.members.named.insert(name);
                Ok(())
            }
            None => Err(Why::NotAName(excerpt)),
        },
        read => read,
    };
    part.keep(item, read)
}

/// Adds what one item says: a member, all members, a perhaps, or that there are more.
fn add(words: &[Word], item: &str, members: &mut Members) -> Result<(), Why> {
    if let Some(all) = all_members(words, item) {
        members.named.extend(all);
        return Ok(());
    }
    if words.is_empty() && is_all(item) {
        members.more = true;
        return Ok(());
    }
    let mut left = item;
    for _ in 0..MOST_PARTS {
        if let Ok(name) = member(words, left) {
            members.named.insert(name);
            return Ok(());
        }
        if is_more(&spelling::fold(left)) || unknown::is_unknown(left) {
            members.more = true;
            return Ok(());
        }
        if let Some(doubtful) = perhaps(left) {
            members.open.insert(member(words, doubtful)?);
            return Ok(());
        }
        // `api and db` are two, `api or db` may be either.
        if let Some((first, rest)) = halves(left, "and").or_else(|| left.split_once(" & ")) {
            members.named.insert(member(words, first)?);
            left = rest;
            continue;
        }
        let (first, second) =
            halves(left, "or").ok_or_else(|| member(words, left).err().unwrap_or(Why::NotOfKind))?;
        members.open.insert(member(words, first)?);
        members.open.insert(member(words, second)?);
        return Ok(());
    }
    Err(Why::TooLong)
}

/// So many members may stand with `and` between them; where there are more, commas tell them apart.
const MOST_PARTS: usize = 100;

/// The name of a member: the table's word, or any word, folded. A reason in brackets may follow.
pub fn member(words: &[Word], item: &str) -> Result<String, Why> {
    let item = item.trim().trim_end_matches(['.', '。']).trim_end();
    let item = link_of_note(item).unwrap_or(item);
    if words.is_empty() {
        return free_member(item);
    }
    let lexicon = Lexicon::new(words, Order::Unordered);
    let (index, rest) = lexicon.word(item).ok_or_else(|| lexicon.unknown(item))?;
    tail::after_words(rest, |remark| lexicon.contradicts(remark, &[index]))?;
    words.get(index).map(|word| word.name.clone()).ok_or(Why::NotOfKind)
}

/// The name in a link between notes: `[[search]]`, `[[services/search|Search]]`.
fn link_of_note(item: &str) -> Option<&str> {
    let inner = item.strip_prefix("[[")?.strip_suffix("]]")?;
    let shown = inner.split_once('|').map_or(inner, |(_, shown)| shown).trim();
    (!shown.is_empty() && !shown.contains(['[', ']'])).then_some(shown)
}

/// Reads what a test asks of a set: `[api, db]`, `all of api, db`, `none of [api]`, `not api`.
pub fn test(words: &[Word], text: &str) -> Result<Demand, Why> {
    if text == "[]" {
        return Err(Why::RangeEmpty);
    }
    let every = || words.iter().map(|word| word.name.clone()).collect();
    if !words.is_empty() && is_empty_set(words, text) {
        return Ok(Demand::NoneOf(every()));
    }
    let of = |words: [&str; 2]| words.iter().find_map(|lead| after_word(text, lead)).map(str::trim_start);
    if let Some(list) = of(["all of", "every one of"]) {
        return Ok(Demand::AllOf(listed(words, list)?));
    }
    if let Some(list) = of(["none of", "not any of"]) {
        return Ok(Demand::NoneOf(listed(words, list)?));
    }
    if let Some(list) = of(["any of", "one of"]) {
        return Ok(Demand::AnyOf(listed(words, list)?));
    }
    let own = !words.is_empty() && member(words, text).is_ok();
    if let Some(rest) =
        after_word(text, "not").map(str::trim_start).or_else(|| text.strip_prefix("!=")).filter(|_| !own)
    {
        let rest = rest.trim_start();
        if !words.is_empty() && is_empty_set(words, rest) {
            return Ok(Demand::AnyOf(every()));
        }
        return Ok(Demand::NoneOf(vec![asked(words, rest)?]));
    }
    Ok(Demand::AnyOf(listed(words, text)?))
}

/// The members that the items of a list name, each once, in their order.
pub fn distinct(names: impl IntoIterator<Item = Result<String, Why>>) -> Result<Vec<String>, Why> {
    let mut seen = BTreeSet::new();
    let mut distinct = vec![];
    for name in names {
        let name = name?;
        if seen.insert(name.clone()) {
            distinct.push(name);
        }
    }
    if distinct.is_empty() { Err(Why::NotOfKind) } else { Ok(distinct) }
}

/// The member that a test names: nothing may follow it, and it is one word of the set.
pub fn asked(words: &[Word], item: &str) -> Result<String, Why> {
    let item = item.trim();
    if words.is_empty() {
        return if item.contains('(') { Err(tail::trailing(item)) } else { free_member(item) };
    }
    let lexicon = Lexicon::new(words, Order::Unordered);
    let (index, rest) = lexicon.word(item).ok_or_else(|| lexicon.unknown(item))?;
    if !rest.trim().is_empty() {
        return Err(tail::trailing(rest));
    }
    words.get(index).map(|word| word.name.clone()).ok_or(Why::NotOfKind)
}

/// The members of a list in a test, with or without brackets around it; `or` sets off the last, or all.
fn listed(words: &[Word], text: &str) -> Result<Vec<String>, Why> {
    let inner = match text.strip_prefix('[') {
        Some(list) => list.strip_suffix(']').ok_or_else(|| tail::trailing(text))?,
        None => text,
    };
    let parts = inner.split([',', '、']).flat_map(|part| {
        let part = part.trim();
        if words.is_empty() || asked(words, part).is_err() { alternatives(part) } else { vec![part] }
    });
    distinct(parts.map(|part| asked(words, part)))
}

/// What ` or ` sets off.
fn alternatives(text: &str) -> Vec<&str> {
    let mut parts = vec![];
    let mut left = text;
    while let Some((first, rest)) = halves(left, "or") {
        parts.push(first);
        left = rest;
    }
    parts.push(left);
    parts
}

/// The parts of a statement that commas and the like set off. What stands in brackets stays together.
fn items(text: &str) -> Vec<&str> {
    let mut items = vec![];
    let mut depth = 0_usize;
    let mut from = 0;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        // `1,000` is a number.
        let digits = before.is_ascii_digit() && letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let slash = letter == '/' && before == ' ' && letters.peek().is_some_and(|(_, next)| *next == ' ');
        if depth == 0 && !digits && (slash || matches!(letter, ',' | ';' | '、' | '・')) {
            items.push(text.get(from..at).unwrap_or_default());
            from = at + letter.len_utf8();
        }
        before = letter;
    }
    items.push(text.get(from..).unwrap_or_default());
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// What stands before and after the first ` and ` or ` or `.
fn halves<'t>(text: &'t str, joint: &str) -> Option<(&'t str, &'t str)> {
    let places = text.match_indices(' ').map(|(at, _)| at);
    places.into_iter().find_map(|at| {
        let rest = after_word(text.get(at + 1..)?, joint)?.strip_prefix(' ')?;
        Some((text.get(..at)?.trim(), rest.trim()))
    })
}

/// Any word. Not a sentence: a member is named, not described.
fn free_member(item: &str) -> Result<String, Why> {
    const LONGEST: usize = 64;
    let name = match item.find(['(', '[']) {
        None => item,
        Some(at) => {
            let (name, bracket) = item.split_at_checked(at).ok_or(Why::NotOfKind)?;
            let rest = tail::bracketed(bracket).ok_or_else(|| tail::trailing(bracket))?.1;
            if !rest.trim().is_empty() {
                return Err(tail::trailing(rest));
            }
            name.trim()
        }
    };
    let name = name.trim_matches(['-', '_', ' ']);
    let joined = ["and", "or"].iter().any(|joint| halves(name, joint).is_some());
    let names = |letter: char| letter.is_alphanumeric() || " -_.+#@'".contains(letter);
    let is_sentence = name.split(' ').count() > 5 || name.chars().count() > LONGEST || name.contains(". ");
    if joined || is_sentence || name.contains(" - ") || !name.chars().all(names) {
        return Err(Why::NotAName(tail::excerpt(item)));
    }
    let folded = spelling::fold(name);
    let reserved = RESERVED.iter().any(|lead| spelling::after_word(name, lead).is_some());
    let special = is_nothing(&folded) || is_everything(&folded) || is_more(&folded) || reserved;
    if special || unknown::is_unknown(name) || perhaps(name).is_some() {
        return Err(Why::NotOfKind);
    }
    if folded.chars().any(char::is_alphanumeric) { Ok(folded) } else { Err(Why::NotOfKind) }
}

/// A name as it may stand in a list: `example.org/downloads`, `build agents for the mobile apps in cluster x`. Still
/// no sentence, and not several names in one.
fn listed_name(item: &str) -> Option<String> {
    const LONGEST: usize = 80;
    const MOST_WORDS: usize = 7;
    let item = match item.find(['(', '[']).and_then(|at| item.split_at_checked(at)) {
        Some((name, bracket)) => {
            tail::bracketed(bracket).filter(|(_, rest)| rest.trim().is_empty())?;
            name.trim()
        }
        None => item.trim(),
    };
    let joined = ["and", "or"].iter().any(|joint| halves(item, joint).is_some());
    let is_sentence = item.split(' ').count() > MOST_WORDS
        || item.chars().count() > LONGEST
        || [". ", ": ", "; ", " - ", " – ", " — ", " / "].iter().any(|sign| item.contains(sign))
        || item.ends_with(['.', '。', ':', '!', '?']);
    let names = |letter: char| letter.is_alphanumeric() || " -_.+#@'/&:*".contains(letter);
    let is_name = !joined && !is_sentence && item.chars().all(names);
    // A number alone is none, however it is written.
    let folded = spelling::fold(item);
    (is_name && folded.contains(char::is_alphabetic)).then_some(folded)
}

/// What a text begins with that names no members but speaks of them: `none so far`, `several services`.
const RESERVED: [&str; 26] = [
    "no", "none", "nothing", "not", "any of", "one of", "none of", "at", "unknown", "several", "some",
    "many", "multiple", "various", "most", "almost", "nearly", "every", "everyone", "each", "other", "few",
    "a few", "only", "but", "between",
];

/// Whether a text says that nothing is in the set.
#[must_use]
pub fn is_empty_set(words: &[Word], text: &str) -> bool {
    let bare = text.trim_end_matches(['.', '。']);
    let own = !words.is_empty() && Lexicon::new(words, Order::Unordered).word(text).is_some();
    let before_bracket = || bare.split_once('(').map_or("", |(word, _)| word);
    !own && (is_nothing(&spelling::fold(bare)) || is_nothing(&spelling::fold(before_bracket())))
}

fn is_everything(folded: &str) -> bool {
    matches!(folded, "all" | "everything" | "any" | "全て" | "すべて" | "全部" | "全サービス" | "both")
        || folded.starts_with("all-")
}

/// What says that a set holds all its words. Of anything narrower (`all jobs`) nobody knows which words it means.
const ALL: [&str; 9] = [
    "all",
    "everything",
    "all-services",
    "all-components",
    "all-systems",
    "全て",
    "すべて",
    "全部",
    "全サービス",
];

/// All words of a set that has words, if the text says so. Of any words nobody knows all.
fn all_members(words: &[Word], text: &str) -> Option<BTreeSet<String>> {
    let own = Lexicon::new(words, Order::Unordered).word(text).is_some();
    if words.is_empty() || own || !ALL.contains(&spelling::fold(text).as_str()) {
        return None;
    }
    Some(set(words.iter().map(|word| word.name.clone())))
}

/// Whether a text says that everything is in the set: `all`, `all services`. In one without words of its own nobody knows
/// which members that are.
#[must_use]
pub fn is_all(text: &str) -> bool {
    let folded = spelling::fold(text);
    ALL.contains(&folded.as_str()) || folded.starts_with("all-")
}

/// Whether an item says that there are more than were named.
fn is_more(folded: &str) -> bool {
    matches!(
        folded.trim_end_matches('.'),
        "" | "etc"
            | "and-more"
            | "and-others"
            | "and-other-services"
            | "others"
            | "more"
            | "…"
            | "among-others"
            | "など"
            | "等"
            | "他"
            | "その他"
            | "ほか"
    )
}

/// The member that an item names with a doubt: `maybe db`, `db?`.
fn perhaps(item: &str) -> Option<&str> {
    let lead =
        ["maybe", "perhaps", "possibly", "probably", "likely"].iter().find_map(|word| after_word(item, word));
    let behind = || item.strip_suffix('?').or_else(|| item.strip_suffix("(?)"));
    lead.or_else(behind).map(str::trim).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{reads, refuses, trailing, word, words};

    #[test]
    fn reads_declared_members() {
        reads(
            &Kind::Set(words(&["api=API サーバー", "db=database", "search and browse"])),
            &[
                ("api", "api"),
                ("API, database", "api, db"),
                ("api、db", "api, db"),
                ("api / db", "api, db"),
                ("api; db", "api, db"),
                ("api and db", "api, db"),
                ("api & db", "api, db"),
                ("[[api]]", "api"),
                ("[[services/db|database]], [[api]]", "api, db"),
                ("search and browse", "search and browse"),
                ("api, search and browse", "api, search and browse"),
                ("api (read only), db", "api, db"),
                ("api (EU, US)", "api"),
                ("API サーバー", "api"),
                ("none", "none"),
                ("なし", "none"),
                ("none (internal tool)", "none"),
                ("all", "api, db, search and browse"),
                ("All services", "api, db, search and browse"),
                ("api, unknown", "api, and more"),
                ("api, etc.", "api, and more"),
                ("api, maybe db", "api, maybe db"),
                ("api, db?", "api, maybe db"),
                ("api or db", "maybe api, maybe db"),
                ("- api\n- db", "api, db"),
                ("unknown", "?"),
                ("TBD", "?"),
            ],
        );
    }

    #[test]
    fn reads_any_members() {
        reads(
            &Kind::Set(vec![]),
            &[
                ("Checkout API, search", "checkout-api, search"),
                ("checkout (EU)", "checkout"),
                ("flagd, product-catalog, remediator", "flagd, product-catalog, remediator"),
                ("検索、決済", "検索, 決済"),
                ("none", "none"),
                ("all", "?"),
                ("All services", "?"),
                ("api, all jobs", "api, and more"),
            ],
        );
    }

    #[test]
    fn items_of_lists_may_be_longer_names() {
        let read = |item: &str| {
            let mut part = Part::default();
            add_listed(&[], item, &mut part)?;
            match part.unread.into_iter().next() {
                Some(why) => Err(why),
                None => Ok(part.members.named.into_iter().collect::<Vec<_>>().join(", ")),
            }
        };
        for (item, name) in [
            ("example.org/downloads", "example.org/downloads"),
            ("build agents for mobile in cluster x", "build-agents-for-mobile-in-cluster-x"),
            ("R&D", "r&d"),
            ("db:5432", "db:5432"),
            ("api and db", "api, db"),
            ("checkout (EU)", "checkout"),
            ("previews of *.example.org (staging only)", "previews-of-*.example.org"),
        ] {
            assert_eq!(read(item).as_deref(), Ok(name), "{item}");
        }
        for item in [
            "Nobody could log in because the cache was cold and the login service did not answer any more",
            "The cache was cold. Nobody could log in",
            "Nobody could log in at all, not even we.",
            "api: down",
            "api, db",
            "web/api or the whole of the login page",
            "1,000",
            "none so far",
            "several services",
        ] {
            assert!(read(item).is_err(), "{item}");
        }
    }

    #[test]
    fn refuses_other_members() {
        refuses(
            &Kind::Set(words(&["api=API サーバー", "db=database", "search and browse"])),
            &[
                ("apy", word("apy", Some("api"))),
                ("all jobs", word("all jobs", None)),
                ("foo, api and not db", word("not db", None)),
                ("api foo", trailing("foo")),
                ("not api", word("not api", None)),
                ("api | db", trailing("| db")),
            ],
        );
    }

    #[test]
    fn refuses_sentences() {
        refuses(
            &Kind::Set(vec![]),
            &[
                (
                    "Nobody could log in because the cache was cold",
                    no_name("Nobody could log in because the cache was cold"),
                ),
                ("api: down", no_name("api: down")),
                ("R&D", no_name("R&D")),
                ("web/api", no_name("web/api")),
                ("no services", Why::NotOfKind),
                ("none so far", Why::NotOfKind),
                ("several services", Why::NotOfKind),
                ("1,000", no_name("1,000")),
            ],
        );
    }

    #[test]
    fn tests_of_sets() {
        let set = Kind::Set(words(&["api", "db", "search and browse"]));
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for (text, wanted) in [
            ("api", Demand::AnyOf(names(&["api"]))),
            ("api, db", Demand::AnyOf(names(&["api", "db"]))),
            ("api or db", Demand::AnyOf(names(&["api", "db"]))),
            ("[db, api, db]", Demand::AnyOf(names(&["db", "api"]))),
            ("any of api, db", Demand::AnyOf(names(&["api", "db"]))),
            ("all of [api, search and browse]", Demand::AllOf(names(&["api", "search and browse"]))),
            ("all of api", Demand::AllOf(names(&["api"]))),
            ("none of [api, db]", Demand::NoneOf(names(&["api", "db"]))),
            ("not api", Demand::NoneOf(names(&["api"]))),
            ("none", Demand::NoneOf(names(&["api", "db", "search and browse"]))),
            ("not none", Demand::AnyOf(names(&["api", "db", "search and browse"]))),
        ] {
            assert_eq!(test(set_words(&set), text), Ok(wanted), "{text}");
        }
        for text in ["apy", "api (x)", "all of [api", "api and db", "unknown", "", "all of", "[]"] {
            assert!(test(set_words(&set), text).is_err(), "{text}");
            assert!(test(&[], text).is_err() || matches!(text, "apy"), "{text}");
        }
    }

    fn no_name(text: &str) -> Why {
        Why::NotAName(text.to_owned())
    }

    fn set_words(kind: &Kind) -> &[Word] {
        match kind {
            Kind::Set(words) => words,
            _ => &[],
        }
    }
}
