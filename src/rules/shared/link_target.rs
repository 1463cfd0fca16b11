//! Where a relative link of a Markdown file may lead in the repository: as a path, and as the sites that are made of such
//! files understand it.

/// The paths, relative to the repository, of which one must be there; nothing where the link cannot be followed: web
/// addresses, anchors, addresses from the root of a site, what leads out of the repository, templates.
#[must_use]
pub fn targets(document: &str, destination: &str) -> Option<Vec<String>> {
    let destination = destination.trim();
    let foreign = destination.starts_with(['/', '\\', '#', '?', '@', '~']) || has_scheme(destination);
    if foreign || destination.contains(['{', '}', '<', '>', '$', '|', '\n']) {
        return None;
    }
    let path = destination.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    if path.is_empty() {
        return None;
    }
    let decoded = percent_decoded(path)?;
    let (folder, name) = document.rsplit_once('/').unwrap_or(("", document));
    // A page `a.md` may be served as the folder `a/`, and its links start there.
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let served = format!("{folder}/{stem}");
    let mut found = vec![];
    let as_written = Some(path).filter(|path| *path != decoded);
    for path in std::iter::once(decoded.as_str()).chain(as_written) {
        // A link that leads out of the repository, or may do so, cannot be followed.
        for base in [folder, &served] {
            found.extend(spellings(&resolved(base, path)?));
        }
    }
    Some(found)
}

/// A path as it is, and as a page that is made of it: without its ending, or with that of the page.
fn spellings(target: &str) -> Vec<String> {
    const SOURCES: [&str; 4] = [".md", ".mdx", ".markdown", ".qmd"];
    let mut spellings = vec![target.to_owned()];
    let page = target.strip_suffix(".html").or_else(|| target.strip_suffix(".htm"));
    let has_ending = target.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if let Some(page) = page.or_else(|| Some(target).filter(|_| !has_ending)) {
        spellings.extend(SOURCES.iter().map(|ending| format!("{page}{ending}")));
    }
    if let Some(folder) = target.strip_suffix("/index.html") {
        spellings.extend([format!("{folder}/README.md"), format!("{folder}/_index.md")]);
    }
    spellings
}

/// `https:`, `mailto:`, `C:`.
fn has_scheme(destination: &str) -> bool {
    let Some((scheme, _)) = destination.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// A path from a folder, without `.` and `..`; nothing where it leads out of the repository, or to its root.
fn resolved(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { None } else { Some(parts.join("/")) }
}

/// `%20` as what it stands for. What is no escape stays; nothing where the bytes are no text.
fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = vec![];
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let escape = (byte == b'%').then(|| {
            let mut ahead = rest.clone();
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let value = digit(ahead.next()?)? * 16 + digit(ahead.next()?)?;
            rest = ahead;
            u8::try_from(value).ok()
        });
        bytes.push(escape.flatten().unwrap_or(byte));
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_paths() {
        for (destination, expected) in [
            ("b.md", Some("postmortems/b.md postmortems/a/b.md")),
            ("./b.md#anchor", Some("postmortems/b.md postmortems/a/b.md")),
            (
                "../docs/c%20d.png?raw=true",
                Some("docs/c d.png postmortems/docs/c d.png docs/c%20d.png postmortems/docs/c%20d.png"),
            ),
            (
                "b.html",
                Some(
                    "postmortems/b.html postmortems/b.md postmortems/b.mdx postmortems/b.markdown postmortems/b.qmd \
                     postmortems/a/b.html postmortems/a/b.md postmortems/a/b.mdx postmortems/a/b.markdown postmortems/a/b.qmd",
                ),
            ),
            ("100%.md", Some("postmortems/100%.md postmortems/a/100%.md")),
            ("%FF.md", None),
            ("../../x.md", None),
            ("https://e.example/a.md", None),
            ("mailto:a@e.example", None),
            ("/assets/a.png", None),
            ("//e.example/a.png", None),
            ("#anchor", None),
            ("", None),
            ("..", None),
            ("{{ site.url }}/a.png", None),
            ("{% link a.md %}", None),
            ("<url>", None),
            ("@/a.md", None),
        ] {
            let found = targets("postmortems/a.md", destination).map(|targets| targets.join(" "));
            assert_eq!(found.as_deref(), expected, "{destination}");
        }
    }
}
