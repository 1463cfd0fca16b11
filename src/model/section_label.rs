//! Names of sections that stand in a line and not in a heading: `**Impact:** none`, `[Final message]`, `Updates:`.

/// The longest name, in bytes: longer ones are sentences.
const LONGEST: usize = 80;

/// `**Name:** rest`, `**Name**: rest`, `**Name**`.
#[must_use]
pub fn bold_label(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("**").or_else(|| text.strip_prefix("__"))?;
    let (name, rest) = inner.split_once(if text.starts_with('*') { "**" } else { "__" })?;
    let after = rest.trim_start();
    let colon = name.trim_end().ends_with([':', '：']) || after.starts_with([':', '：']);
    let rest = after.strip_prefix([':', '：']).unwrap_or(after);
    (name.len() <= LONGEST && (colon || after.is_empty())).then_some((name, rest))
}

/// The name that is all of a line, in brackets, behind a sign or before a colon: `[Final message]`, 【影響】, `■概要`, `Updates:`.
#[must_use]
pub fn lone_name(line: &str) -> Option<&str> {
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim();
    let pairs = [('[', ']'), ('【', '】'), ('［', '］'), ('〔', '〕')];
    let bare = line.strip_suffix([':', '：']);
    let inside = |text: &'_ str| -> Option<(usize, usize)> {
        let (open, close) =
            pairs.iter().find(|(open, close)| text.starts_with(*open) && text.ends_with(*close))?;
        (text.len() >= open.len_utf8() + close.len_utf8())
            .then(|| (open.len_utf8(), text.len() - close.len_utf8()))
    };
    let text = bare.unwrap_or(line).trim_end();
    if let Some(name) = text.strip_prefix(['■', '□', '●', '◆', '◇', '▼', '▪']) {
        return Some(name.trim()).filter(|name| !name.is_empty() && !name.contains([':', '：', '。']));
    }
    match inside(text) {
        Some((from, to)) => text.get(from..to).map(str::trim),
        None => bare.map(str::trim),
    }
    .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_alone_on_a_line() {
        for (line, name) in [
            ("[Final message]", "Final message"),
            ("  [Final message]:", "Final message"),
            ("【影響】", "影響"),
            ("Updates:", "Updates"),
            ("■概要", "概要"),
            ("◆ 恒久対策：", "恒久対策"),
            ("■重大度：SEV-2", "-"),
            ("Updates", "-"),
            ("Updates: two", "-"),
            ("[Final message](https://example.org)", "-"),
            ("[]", "-"),
            (":", "-"),
            ("]:[", "-"),
            ("[", "-"),
        ] {
            assert_eq!(lone_name(line).unwrap_or("-"), name, "{line}");
        }
    }
}
