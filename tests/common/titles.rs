//! What a stranger may write into any field, for any reader of what is written about it.

#![allow(dead_code, reason = "each test binary uses a part of it")]

/// For terminals, spreadsheets, browsers, GitHub and its actions.
pub const TITLES: [&str; 7] = [
    "::error::owned",
    "]]></failure><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=HYPERLINK(1)",
    "\u{202e}backwards\u{2066}",
    "%0A::warning::x",
    "\u{1b}[2J\u{1b}]8;;http://x\u{7}",
];

/// For those who read tables of Markdown, YAML, and the marks of our own.
pub const OTHER_TITLES: [&str; 7] = [
    "one\n\n# two\n- three: [",
    "a | b |\r\n| c",
    "``` `x` ![x](http://x/y.png) [z](javascript:x)",
    "<!-- /sevlint: table -->",
    "--> @everyone",
    "' \"; - x: {y",
    "\u{85}\u{2028}\u{9b}31m",
];
