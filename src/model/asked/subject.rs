//! What a fact asks for, as far as its name, its key and its question tell.

/// The words of a fact.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'d> {
    /// Its name.
    pub name: &'d str,
    /// The key or label that it is stated under.
    pub key: &'d str,
    /// Its question.
    pub says: &'d str,
}

impl Subject<'_> {
    /// Whether the name or the key has a word, in whatever number.
    #[must_use]
    pub fn names(&self, word: &str) -> bool {
        let word = singular(word);
        let has = |text: &str| words(text).any(|known| singular(known).eq_ignore_ascii_case(word));
        !word.is_empty() && (has(self.name) || has(self.key))
    }

    /// Whether the question has it, too.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let wanted = singular(word);
        self.names(word) || words(self.says).any(|known| singular(known).eq_ignore_ascii_case(wanted))
    }

    /// Whether it asks how much went well.
    #[must_use]
    pub fn is_good(&self) -> bool {
        is_good(self.name) || is_good(self.key)
    }

    /// Whether it asks that, or may: its question speaks of what went well.
    #[must_use]
    pub fn may_be_good(&self) -> bool {
        self.is_good() || is_good(self.says)
    }

    /// Whether it asks for harm, or may.
    #[must_use]
    pub fn may_be_bad(&self) -> bool {
        [self.name, self.key, self.says].into_iter().any(is_bad)
    }
}

/// Whether a text speaks of what went well: `success rate`, `available`.
#[must_use]
pub fn is_good(text: &str) -> bool {
    has_stem(text, GOOD, &GOOD_JAPANESE)
}

/// Whether a text speaks of harm: `failed`, `エラー`.
#[must_use]
pub fn is_bad(text: &str) -> bool {
    has_stem(text, BAD, &BAD_JAPANESE)
}

/// What stands behind the last such letter outside brackets.
pub fn behind_last(text: &str, is_it: impl Fn(char) -> bool) -> Option<&str> {
    let mut depth = 0_usize;
    let mut found = None;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '「' => depth += 1,
            ')' | ']' | '」' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_it(letter) => found = text.get(at + letter.len_utf8()..),
            _ => {}
        }
    }
    found
}

/// The words of a text; a name is taken apart at its dashes.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A word without what makes many of one.
#[must_use]
pub fn singular(word: &str) -> &str {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word);
    match word.strip_suffix(['s', 'S']) {
        Some(one) if one.len() > 2 => one,
        _ => word,
    }
}

fn has_stem(text: &str, stems: &[&str], japanese: &[&str]) -> bool {
    let begins =
        |word: &str, stem: &str| word.get(..stem.len()).is_some_and(|head| head.eq_ignore_ascii_case(stem));
    words(text).any(|word| stems.iter().any(|stem| begins(word, stem)))
        || !text.is_ascii() && japanese.iter().any(|word| text.contains(word))
}

/// What words for what went well begin with.
const GOOD: &[&str] = &[
    "succe",
    "availab",
    "uptime",
    "health",
    "unaffected",
    "operational",
    "online",
    "working",
    "worked",
    "recover",
    "restored",
    "reachable",
    "functional",
    "functioning",
    "intact",
    "unharmed",
    "delivered",
    "passing",
];

const GOOD_JAPANESE: [&str; 6] = ["成功", "正常", "稼働", "可用", "復旧", "利用可能"];

/// What words for harm begin with.
const BAD: &[&str] = &[
    "fail", "error", "unavail", "unsucc", "unreach", "down", "affect", "impact", "lost", "loss", "losing",
    "broke", "outage", "degrad", "timeout", "reject", "drop", "missing", "wrong",
];

const BAD_JAPANESE: [&str; 8] = ["失敗", "エラー", "障害", "停止", "影響", "断", "異常", "損失"];
