//! One form for the many ways of writing a heading: without number, emoji, case, punctuation and remarks.

use super::settled::lowered;

/// The key of a heading: NFKC, lower case, words apart by one blank, without punctuation and emoji.
#[must_use]
pub fn heading_key(text: &str) -> String {
    if text.is_ascii() {
        return ascii_key(text);
    }
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    lowered(text, |letter| match letter {
        // `didn't` and `didnt` are one word.
        '\'' | '’' => {}
        letter if letter.is_alphanumeric() || letter == 'ー' => {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.push(letter);
        }
        _ => gap = true,
    });
    key
}

/// The same of ASCII, which is its own normal form.
fn ascii_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.push(char::from(byte.to_ascii_lowercase()));
        } else if byte != b'\'' {
            gap = true;
        }
    }
    key
}

/// A heading taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Title<'t> {
    /// The name of the section: without number before it, and without the remark behind it.
    pub name: &'t str,
    /// Whether something is said behind the name that is no zone.
    pub goes_on: bool,
}

impl<'t> Title<'t> {
    /// Takes a heading apart.
    #[must_use]
    pub fn of(heading: &'t str) -> Self {
        let text = without_number(heading.trim());
        let opening = text.find(['(', '[', '（', '［', '【']).filter(|at| *at > 0);
        let colon = text.find([':', '：']);
        let end = [opening, colon, dash(text)].into_iter().flatten().min().unwrap_or(text.len());
        let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let bare = without_zone(name.trim());
        let rest = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
        let inside = opening == Some(end) && !text.trim_end().ends_with([')', ']', '）', '］', '】']);
        let remark = opening == Some(end) && !inside;
        Self { name: bare, goes_on: !rest.is_empty() && !remark }
    }

    /// The names in a heading that has several: `Summary & impact`, `Resolution / Recovery`.
    pub fn parts(self) -> impl Iterator<Item = &'t str> {
        self.name
            .split(['/', '&', '+', ',', '・', '、', '／', '＋'])
            .flat_map(|part| part.split(" and "))
            .flat_map(|part| part.split(" And "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
    }
}

/// Where the first dash or bar between words stands, with the blank before it if it has one.
fn dash(text: &str) -> Option<usize> {
    let mut blanks = text.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '—')).map(|(at, _)| at);
    blanks.find(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        [" - ", " – ", " — ", "—", " | "].iter().any(|dash| rest.starts_with(dash))
    })
}

/// `3.`, `2.1`, `(4)`, `①`, `IV.`, `A)`, `第1章` and signs before a heading.
fn without_number(text: &str) -> &str {
    let text = text.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '第');
    let text = text.trim_start_matches(|letter| matches!(letter, '①'..='⑳')).trim_start();
    let is_digit = |letter: char| letter.is_ascii_digit() || matches!(letter, '０'..='９' | '.' | '．');
    let numbered = text.trim_start_matches(is_digit);
    if numbered.len() < text.len() {
        let name = numbered.trim_start_matches([')', '）', '．', '、', ':', '-', ' ', '\u{3000}']);
        // `5 whys` is no number before a name, `5. Whys` and `5.2 Whys` are.
        let marked = name.len() + 1 < numbered.len()
            || !numbered.starts_with(' ')
            || text.get(..text.len() - numbered.len()).is_some_and(|number| number.contains(['.', '．']));
        if marked && !name.is_empty() {
            return name.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        }
    }
    if let Some((number, name)) = text.split_once(['.', ')'])
        && name.starts_with(' ')
        && (number.len() == 1 || number.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X')))
    {
        return name.trim_start();
    }
    text
}

/// `Timeline UTC`.
fn without_zone(name: &str) -> &str {
    const ZONES: [&str; 10] = ["UTC", "GMT", "JST", "PST", "PDT", "EST", "EDT", "CET", "CEST", "BST"];
    let Some((before, last)) = name.rsplit_once(' ') else { return name };
    if ZONES.iter().any(|zone| zone.eq_ignore_ascii_case(last)) { before.trim_end() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        for (heading, key) in [
            ("  Root   Cause ", "root cause"),
            ("What didn't go well?", "what didnt go well"),
            ("ＴＩＭＥＬＩＮＥ", "timeline"),
            ("🚨 Impact", "impact"),
            ("サマリー", "サマリー"),
            ("検知（Detect）", "検知 detect"),
            ("", ""),
        ] {
            assert_eq!(heading_key(heading), key, "{heading}");
        }
    }

    #[test]
    fn titles() {
        for (heading, name, goes_on) in [
            ("1. Summary", "Summary", false),
            ("1.2 Summary", "Summary", false),
            ("5 Whys", "5 Whys", false),
            ("IV. Impact", "Impact", false),
            ("Impact - EU", "Impact", true),
            ("Impact – EU", "Impact", true),
            ("Impact—EU", "Impact", true),
            ("Impact | EU", "Impact", true),
            ("Roll-back | EU — all of it - for now", "Roll-back", true),
            ("Impact -EU", "Impact -EU", false),
            ("(2) Impact", "Impact", false),
            ("Timeline (UTC)", "Timeline", false),
            ("Timeline: all of it", "Timeline", true),
            ("Impact — none", "Impact", true),
            ("Impact:", "Impact", false),
            ("(optional)", "optional)", false),
        ] {
            let title = Title::of(heading);
            assert_eq!((title.name, title.goes_on), (name, goes_on), "{heading}");
        }
    }
}
