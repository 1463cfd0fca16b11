//! What the three mismatches have in common: the place, the evidence, the ways out.

use crate::diagnostic::about::About;
use crate::diagnostic::diagnostic::{Applicability, Diagnostic};
use crate::diagnostic::language::Language;
use crate::verdict::standing::Standing;

use super::grounds::{declare, declared_place, evidence, ways_out};
use crate::rules::rule::Case;
use crate::rules::words::japanese;
use crate::rules::words::phrase::or;

/// The finding, if the postmortem has this standing. `sentence` says it of the declared level and the possible ones.
pub fn mismatch(
    about: &'static About,
    case: &Case<'_>,
    standing: Standing,
    sentence: fn(&str, &str, Language) -> String,
) -> Vec<Diagnostic> {
    let Some(verdict) = case.verdict else { return vec![] };
    let Some(declared) = verdict.judgement.level() else { return vec![] };
    if verdict.judgement.standing != standing {
        return vec![];
    }
    let possible = match case.language {
        Language::English => or(&verdict.possible()),
        Language::Japanese => japanese::quoted_or(&verdict.possible()),
    };
    let message = sentence(verdict.level(declared), &possible, case.language);
    let (here, fix) = match case.language {
        Language::English => ("declared here", format!("declare {possible}")),
        Language::Japanese => ("ここで宣言", format!("{possible} を宣言する")),
    };
    let place = case.here(declared_place(case, &verdict), here);
    let mut finding =
        Diagnostic::new(about, place, message).help(ways_out(case, &verdict)).about_subject("severity");
    // A level that was moved, or that comes out otherwise, is not what was known before.
    finding.saying = format!("{} {}", verdict.level(declared), verdict.possible().join(" "));
    finding.related = evidence(case, &verdict);
    if let [only] = verdict.judgement.possible.levels.as_slice() {
        finding.fix = declare(case, &verdict, *only, Applicability::Unsafe, fix);
    }
    vec![finding]
}
