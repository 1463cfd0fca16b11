use std::collections::HashSet;

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::source::link::Link;
use crate::source::span::Span;

use super::rule::{Case, Check, rule};
use super::shared::link_target::targets;
use super::words::phrase::excerpt;

rule! {
    /// ## What it flags
    /// A relative link or image that leads to no file or folder of the repository.
    ///
    /// ## Why
    /// The graph or the other postmortem that should explain what happened cannot be opened, and with time nobody knows any
    /// more what it was.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// ---
    ///
    /// The queue grew all night: ![queue length](graphs/queue.png)
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// ---
    ///
    /// Judged by [our table](../SEV.md), see [the example](2026-04-01-example.md#cause) and [the status page](https://status.example).
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the path, which starts from the folder of the file, or add what is missing. Not looked at are web addresses,
    /// addresses that begin with `/`, anchors, templates, and what leads out of the repository. Where a site serves `a.md` as
    /// `a/` or `a.html`, links that are right there are right.
    ///
    /// ## When to turn it off
    /// If your site generator puts files in other places than the repository.
    "incident-link-broken", Warning, Mending::None("where it should lead is for the authors to say"),
    { English => "a relative link leads nowhere", Japanese => "相対リンクの先がない" },
    Check::Case(check)
}

/// The most links of a file that are followed.
const MOST: usize = 1000;

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let mut broken: Vec<(&Link, usize)> = vec![];
    let mut sound: HashSet<&str> = HashSet::new();
    for link in case.document.outline.links.iter().take(MOST) {
        // Nothing is looked up on the web.
        if ["https://", "http://"].iter().any(|scheme| link.destination.starts_with(scheme)) {
            continue;
        }
        // Many links lead to the same few files.
        if sound.contains(&*link.destination) {
            continue;
        }
        if let Some((_, times)) = broken.iter_mut().find(|(known, _)| known.destination == link.destination) {
            *times += 1;
        } else if leads_nowhere(case, link) {
            broken.push((link, 1));
        } else {
            sound.insert(&link.destination);
        }
    }
    broken.into_iter().map(|(link, times)| finding(case, link, times)).collect()
}

fn leads_nowhere(case: &Case<'_>, link: &Link) -> bool {
    let Some(targets) = targets(case.document.text.path(), &link.destination) else { return false };
    !targets.iter().any(|target| case.files.has(target))
}

fn finding(case: &Case<'_>, link: &Link, times: usize) -> Diagnostic {
    let written = excerpt(&link.destination);
    let (message, here, help) = match case.language {
        Language::English => (
            if times == 1 {
                format!("`{written}` leads nowhere")
            } else {
                format!("`{written}` leads nowhere, in {times} places")
            },
            "no such file or folder in the repository",
            if is_web_address(&link.destination) {
                format!("write a web address with its scheme: `https://{written}`")
            } else {
                "correct the path, or add the file".to_owned()
            },
        ),
        Language::Japanese => (
            if times == 1 {
                format!("`{written}` のリンク先がない")
            } else {
                format!("`{written}` のリンク先がない ({times} か所)")
            },
            "リポジトリにそのファイルやフォルダーはない",
            if is_web_address(&link.destination) {
                format!("ウェブのアドレスはスキームを付けて書く: `https://{written}`")
            } else {
                "パスを直すか、ファイルを加える".to_owned()
            },
        ),
    };
    let place = case.here(destination_place(case, link), here);
    Diagnostic::new(&RULE.about, place, message).help(help).about_subject(link.destination.to_string())
}

/// Where the destination is written in the link; the whole link where it is written otherwise, or elsewhere.
fn destination_place(case: &Case<'_>, link: &Link) -> Span {
    let whole = case.document.text.slice(link.span);
    let Some(at) = whole.rfind(&*link.destination).filter(|at| *at > 0) else { return link.span };
    let start = link.span.start as usize + at;
    Span::new(start, start + link.destination.len())
}

/// `www.example.com`, `example.com/x`.
fn is_web_address(destination: &str) -> bool {
    let host = destination.split('/').next().unwrap_or_default();
    let ending = host.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    host.starts_with("www.")
        || matches!(ending, "com" | "org" | "net" | "io" | "dev" | "jp" | "app" | "cloud")
}
