//! What a new postmortem is called, and where it stands: as the others are, and do.

use std::collections::BTreeMap;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// The longest name made of a title, in bytes. Many file systems take 255 for all of a name.
const LONGEST_SLUG: usize = 60;

/// So many of the last files decide how the next one is called.
const LAST: usize = 20;

/// A title as a part of a name: words in small letters with a sign between them, cut at a word. Letters of all scripts stay;
/// everything that could mean something to a file system or a shell goes.
#[must_use]
pub fn slug(title: &str, between: char) -> String {
    let mut slug = String::new();
    let mut gap = false;
    for letter in title.nfkc().flat_map(char::to_lowercase) {
        // `didn't` is one word.
        if matches!(letter, '\'' | '’') {
            continue;
        }
        if !letter.is_alphanumeric() && letter != 'ー' {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push(between);
        }
        gap = false;
        slug.push(letter);
    }
    if slug.len() > LONGEST_SLUG {
        slug.truncate(slug.floor_char_boundary(LONGEST_SLUG));
        if let Some(end) = slug.rfind(between).filter(|end| *end > LONGEST_SLUG / 2) {
            slug.truncate(end);
        }
    }
    // Windows keeps these names for devices, whatever ending they have.
    let is_device = matches!(slug.as_str(), "con" | "prn" | "aux" | "nul")
        || slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt"));
    if slug.is_empty() || is_device {
        return format!("incident{between}{slug}").trim_end_matches(between).to_owned();
    }
    if is_taken_for_something_else(&slug) { format!("{slug}{between}failure") } else { slug }
}

/// Whether a file of that name would be taken for a template, an index or a rubric, and not for a postmortem.
fn is_taken_for_something_else(slug: &str) -> bool {
    const ENDINGS: [&str; 3] = ["template", "テンプレート", "雛形"];
    const BEGINNINGS: [&str; 4] = ["template", "example", "readme", "index"];
    let begins = BEGINNINGS.iter().any(|word| slug.starts_with(word));
    let is_rubric = ["sev", "severit", "重大度", "深刻度"].iter().any(|word| slug.starts_with(word));
    begins || is_rubric || ENDINGS.iter().any(|word| slug.ends_with(word))
}

/// The id after those that are there: the same letters, the next number, as many digits. Where they hold the year, that of the
/// day. None if they are not numbered.
#[must_use]
pub fn next_id(ids: &[String], today: Date) -> Option<String> {
    let mut forms: BTreeMap<&str, (usize, u64, usize)> = BTreeMap::new();
    for id in ids {
        let digits = id.len() - id.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let Some((head, number)) = id.split_at_checked(id.len() - digits) else { continue };
        // A day is no number that goes on.
        let Ok(value) = number.parse::<u64>() else { continue };
        if digits > 6 || ends_like_a_day(id) {
            continue;
        }
        let form = forms.entry(head).or_insert((0, 0, digits));
        form.0 += 1;
        form.1 = form.1.max(value);
    }
    let year = format!("{:04}", today.year());
    let (head, (count, last, digits)) =
        forms.into_iter().max_by_key(|(head, (count, ..))| (year_in(head), *count))?;
    if count * 2 < ids.len() && year_in(head).is_none() {
        return None;
    }
    match year_in(head) {
        Some(written) if written != year => Some(format!("{}{:0digits$}", head.replace(&written, &year), 1)),
        _ => Some(format!("{head}{:0digits$}", last + 1)),
    }
}

/// The id in the name of a postmortem, or of the folder it has for itself.
#[must_use]
pub fn id_in_name(path: &str) -> Option<&str> {
    let mut parts = path.rsplit('/');
    let name = parts.next()?;
    let id = |name: &str| id_end(name);
    match id(name) {
        Some(end) => name.get(..end),
        None => parts.next().and_then(|folder| folder.get(..id(folder)?)),
    }
}

/// The year in `PM-2026-`.
fn year_in(head: &str) -> Option<String> {
    head.split(|letter: char| !letter.is_ascii_digit())
        .find(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
        .map(str::to_owned)
}

/// Whether a text ends in `2026-04-01`.
fn ends_like_a_day(text: &str) -> bool {
    let form: String =
        text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    form.ends_with("0000-00-00") || form.ends_with("0000_00_00") || form.ends_with("00-00-0000")
}

/// What a new postmortem is made of.
#[derive(Clone, Copy, Debug)]
pub struct Newcomer<'a> {
    /// What happened, in a line.
    pub title: &'a str,
    /// What it is referred to by.
    pub id: &'a str,
    /// The day of the run.
    pub today: Date,
}

/// The postmortems that stand below a folder, relative to the repository: a service has a folder of its own in many. Those below
/// the nearest folder above it that has some, where it has none.
#[must_use]
pub fn nearest_to<'p, P: AsRef<str>>(folder: &str, paths: &'p [P]) -> Vec<&'p P> {
    let mut folder = folder.trim_end_matches('/');
    while !folder.is_empty() {
        let is_below = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let below: Vec<&P> = paths.iter().filter(|path| is_below(path.as_ref())).collect();
        if !below.is_empty() {
            return below;
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    paths.iter().collect()
}

/// The path of a new postmortem, relative to the repository: in the form that most of the last ones have. `folder` is where
/// they stand when there are none yet.
#[must_use]
pub fn path_for(paths: &[impl AsRef<str>], folder: &str, newcomer: Newcomer<'_>) -> String {
    let mut forms: BTreeMap<Form, usize> = BTreeMap::new();
    for path in paths.iter().rev().take(LAST) {
        *forms.entry(Form::of(path.as_ref())).or_default() += 1;
    }
    let usual = forms.into_iter().max_by_key(|(_, count)| *count).map(|(form, _)| form);
    let form = usual.unwrap_or_else(|| Form::first_in(folder));
    form.path(newcomer)
}

/// The same path with a number, for when there is such a file already.
#[must_use]
pub fn numbered_path(path: &str, number: usize) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    let is_record =
        path.get(name..).is_some_and(|name| RECORDS.contains(&name.to_ascii_lowercase().as_str()));
    // In a folder of its own the folder is what is called after the incident.
    let end = if is_record {
        name.saturating_sub(1)
    } else {
        path.get(name..).and_then(|rest| rest.find('.')).map_or(path.len(), |dot| name + dot)
    };
    let (head, tail) = path.split_at_checked(end).unwrap_or((path, ""));
    format!("{head}-{number}{tail}")
}

/// How files in a folder of their own are called.
const RECORDS: [&str; 7] =
    ["index.md", "postmortem.md", "post-mortem.md", "incident.md", "report.md", "summary.md", "index.mdx"];

/// How a path is made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    /// The folders, without that of one incident.
    folders: Vec<Part>,
    /// What stands before the words of the title.
    lead: Vec<Part>,
    /// The sign between all of them.
    between: char,
    /// Whether the title is in the name.
    has_title: bool,
    /// The record in the folder of one incident; none if the name is that of the file.
    record: Option<String>,
    /// The ending of the file.
    ending: String,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// As it is.
    Text(String),
    /// The day, in this format.
    Day(&'static str),
    /// The id of the incident.
    Id,
}

/// Days in names, with how they look.
const DAYS: [(&str, &str); 6] = [
    ("0000-00-00", "%Y-%m-%d"),
    ("0000_00_00", "%Y_%m_%d"),
    ("0000.00.00", "%Y.%m.%d"),
    ("00-00-0000", "%d-%m-%Y"),
    ("00000000", "%Y%m%d"),
    ("0000-00", "%Y-%m"),
];

impl Form {
    fn first_in(folder: &str) -> Self {
        Self {
            folders: folder
                .split('/')
                .filter(|part| !part.is_empty())
                .map(|part| Part::Text(part.to_owned()))
                .collect(),
            lead: vec![Part::Day("%Y-%m-%d")],
            between: '-',
            has_title: true,
            record: None,
            ending: ".md".to_owned(),
        }
    }

    fn of(path: &str) -> Self {
        let mut folders: Vec<&str> = path.split('/').collect();
        let name = folders.pop().unwrap_or_default();
        let is_record = RECORDS.contains(&name.to_ascii_lowercase().as_str()) && !folders.is_empty();
        let own = if is_record { folders.pop().unwrap_or_default() } else { name };
        let dot = if is_record {
            own.len()
        } else {
            own.find('.')
                .filter(|dot| *dot > 0 && !is_day(own.get(..*dot + 1).unwrap_or_default()))
                .unwrap_or(own.len())
        };
        let (stem, ending) = own.split_at_checked(dot).unwrap_or((own, ""));
        let (lead, rest) = lead(stem);
        let between = rest.chars().find(|letter| matches!(letter, '-' | '_' | ' ')).unwrap_or('-');
        // A title in a file's name is no habit to keep where blanks need quoting.
        let between = if between == ' ' { '-' } else { between };
        let mut parts: Vec<Part> = vec![];
        for folder in folders {
            let part = folder_part(folder, parts.last());
            parts.push(part);
        }
        let folders = parts;
        let has_title = rest.chars().any(char::is_alphanumeric);
        Self {
            folders,
            lead,
            between,
            has_title,
            record: is_record.then(|| name.to_owned()),
            ending: if is_record { String::new() } else { ending.to_owned() },
        }
    }

    fn path(&self, newcomer: Newcomer<'_>) -> String {
        let show = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Day(format) => newcomer.today.strftime(format).to_string(),
            Part::Id => slug_of_id(newcomer.id),
        };
        let mut own: Vec<String> = self.lead.iter().map(show).collect();
        if self.has_title || own.is_empty() {
            own.push(slug(newcomer.title, self.between));
        }
        let mut path: Vec<String> = self.folders.iter().map(show).collect();
        path.push(format!("{}{}", own.join(&self.between.to_string()), self.ending));
        path.extend(self.record.clone());
        path.join("/")
    }
}

/// An id as a part of a name: nothing in it may lead elsewhere.
fn slug_of_id(id: &str) -> String {
    let safe: String = id
        .chars()
        .map(
            |letter| if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.') { letter } else { '-' },
        )
        .collect();
    let safe = safe.trim_matches(['.', '-']).to_owned();
    if safe.is_empty() { "incident".to_owned() } else { safe }
}

/// A folder below another one: that of a year or a month moves on with the day.
fn folder_part(folder: &str, above: Option<&Part>) -> Part {
    let form = digits_as_zero(folder);
    match (form.as_str(), above) {
        ("00", Some(Part::Day("%Y"))) => return Part::Day("%m"),
        ("00", Some(Part::Day("%m" | "%Y-%m"))) => return Part::Day("%d"),
        _ => {}
    }
    match form.as_str() {
        "0000" if folder.starts_with("19") || folder.starts_with("20") => Part::Day("%Y"),
        "0000-00" => Part::Day("%Y-%m"),
        _ => Part::Text(folder.to_owned()),
    }
}

/// The day and the id at the start of a name, and what is left.
fn lead(stem: &str) -> (Vec<Part>, &str) {
    let mut parts = vec![];
    let mut rest = stem;
    loop {
        rest = rest.trim_start_matches(['-', '_', ' ']);
        let form = digits_as_zero(rest);
        let day = DAYS.iter().find(|(shape, _)| {
            form.starts_with(shape) && !form.get(shape.len()..).is_some_and(|rest| rest.starts_with('0'))
        });
        if let Some((shape, format)) = day.filter(|_| !parts.iter().any(|part| matches!(part, Part::Day(_))))
        {
            parts.push(Part::Day(format));
            rest = rest.get(shape.len()..).unwrap_or_default();
            continue;
        }
        if let Some(end) = id_end(rest).filter(|_| !parts.contains(&Part::Id)) {
            parts.push(Part::Id);
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        return (parts, rest);
    }
}

/// The end of an id at the start of a name: `INC-7`, `PM-2026-051`, `PM2020-002`, `incident_12`.
fn id_end(name: &str) -> Option<usize> {
    let letters = name.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let is_one = ["inc", "incident", "pm", "postmortem", "rca", "ir"]
        .contains(&name.get(..letters)?.to_ascii_lowercase().as_str());
    let rest = name.get(letters..)?;
    let tail = rest
        .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '-' | '_'))
        .unwrap_or(rest.len());
    let digits = rest.get(..tail)?.trim_end_matches(['-', '_']);
    let has_digits = digits.bytes().any(|byte| byte.is_ascii_digit());
    (is_one && has_digits).then_some(letters + digits.len())
}

fn digits_as_zero(text: &str) -> String {
    text.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect()
}

fn is_day(text: &str) -> bool {
    digits_as_zero(text).starts_with("0000.")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn titles_become_names() {
        for (title, wanted) in [
            ("Checkout failed for a tenth of users", "checkout-failed-for-a-tenth-of-users"),
            ("  ../../etc/passwd", "etc-passwd"),
            ("We didn't notice: $(rm -rf /)", "we-didnt-notice-rm-rf"),
            ("障害：データ転送の停止", "障害-データ転送の停止"),
            ("\u{202e}evil\u{0}", "evil"),
            ("", "incident"),
            ("🔥", "incident"),
            ("CON", "incident-con"),
            ("{{ template }}", "template-failure"),
            ("The new template", "the-new-template-failure"),
            ("README", "readme-failure"),
            ("ＦＵＬＬ　ｗｉｄｔｈ", "full-width"),
        ] {
            assert_eq!(slug(title, '-'), wanted, "{title}");
        }
        let long = slug(&"very long words ".repeat(30), '-');
        assert!(long.len() <= LONGEST_SLUG && !long.ends_with('-'), "{long}");
    }

    #[test]
    fn ids_go_on() {
        let today = date(2026, 11, 22);
        for (ids, wanted) in [
            (&["INC-7", "INC-12", "INC-9"][..], Some("INC-13")),
            (&["PM-2026-050", "PM-2026-051"], Some("PM-2026-052")),
            (&["PM-2025-050", "PM-2024-051"], Some("PM-2026-001")),
            (&["PM2020-002"], Some("PM2026-001")),
            (&["2026-04-01-checkout"], None),
            (&["2026-04-01"], None),
            (&["7"], Some("8")),
            (&["0041", "0042", "9", "INC-3"], Some("0043")),
            (&["2026", "INC-3", "INC-4"], Some("INC-5")),
            (&["20260401", "20260501"], None),
            (&[], None),
        ] {
            let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
            assert_eq!(next_id(&ids, today).as_deref(), wanted, "{ids:?}");
        }
    }

    #[test]
    fn those_of_the_same_service_are_near() {
        let paths = ["a.md", "s/a/i/1.md", "s/a-b/i/1.md", "s/b/i/1.md", "s/b/i/2.md", "t/1.md"];
        for (folder, wanted) in [
            ("s/b", &["s/b/i/1.md", "s/b/i/2.md"][..]),
            ("s/b/src/deep", &["s/b/i/1.md", "s/b/i/2.md"]),
            ("s/a", &["s/a/i/1.md"]),
            ("s/c", &["s/a/i/1.md", "s/a-b/i/1.md", "s/b/i/1.md", "s/b/i/2.md"]),
            ("t/", &["t/1.md"]),
            ("", &paths),
            ("u", &paths),
        ] {
            let near: Vec<&str> = nearest_to(folder, &paths).into_iter().copied().collect();
            assert_eq!(near, wanted, "{folder}");
        }
    }

    #[test]
    fn files_are_called_as_the_others_are() {
        let newcomer = Newcomer { title: "Disk full", id: "INC-8", today: date(2026, 11, 22) };
        for (paths, wanted) in [
            (&[][..], "postmortems/2026-11-22-disk-full.md"),
            (&["docs/incidents/2026-04-01-checkout.md"], "docs/incidents/2026-11-22-disk-full.md"),
            (&["i/2025/2025-04-01-a-b.md"], "i/2026/2026-11-22-disk-full.md"),
            (&["i/2025/04/2025-04-01-a-b.md"], "i/2026/11/2026-11-22-disk-full.md"),
            (&["i/2025/04/01/a-b.md"], "i/2026/11/22/disk-full.md"),
            (&["i/20250401_a_b.md"], "i/20261122_disk_full.md"),
            (&["i/INC-7.md"], "i/INC-8.md"),
            (&["i/PM-2026-051-log-collector.md"], "i/INC-8-disk-full.md"),
            (&["PM2020-002 - KIAM service disruption.md"], "INC-8-disk-full.md"),
            (&["i/2026-04-01-disk/index.md"], "i/2026-11-22-disk-full/index.md"),
            (&["i/checkout-failed.mdx"], "i/disk-full.mdx"),
            (&["i/2022-07-11-slow.html.md.erb"], "i/2026-11-22-disk-full.html.md.erb"),
            (&["incidents/2026-06-04-1545-slo-gate.md"], "incidents/2026-11-22-disk-full.md"),
        ] {
            assert_eq!(path_for(paths, "postmortems", newcomer), wanted, "{paths:?}");
        }
        assert_eq!(numbered_path("i/2026-11-22-a.html.md", 2), "i/2026-11-22-a-2.html.md");
        assert_eq!(numbered_path("i/2026-11-22-a/index.md", 3), "i/2026-11-22-a-3/index.md");
    }
}
