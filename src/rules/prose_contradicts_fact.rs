use std::cell::LazyCell;

use crate::diagnostic::about::Mending;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::declaration::Declaration;
use crate::model::fact::{Fact, State};
use crate::model::kind::Kind;
use crate::model::prose::another::Own;
use crate::model::prose::claim::{Claim, Extent, Matter, Says};
use crate::model::prose::claims::claims;
use crate::model::say::say_value;
use crate::model::value::Value;
use crate::space::decimal::Decimal;
use crate::space::interval::{Interval, Intervals};

use super::rule::{Case, Check, rule};
use super::shared::against::contradicts;

rule! {
    /// ## What it flags
    /// A sentence of the text that cannot hold beside a stated fact: data was lost, and `data_loss: none`; 40 % of users were
    /// affected, and `users_affected_pct: 4%`. It understands plain sentences, in English and Japanese, about data loss,
    /// breaches of security, the share and number of users or customers, the duration, and workarounds.
    ///
    /// Sentences with a doubt, a condition or a comparison are left alone, and so are those in sections about something
    /// else (timeline, lessons, action items, background). Numbers have to be far apart: shares by a third and five points,
    /// numbers of people by half, durations by half and ten minutes. A sentence that names another incident, by its id (`INC-12`)
    /// or its year (`the 2024 outage`), is about that one, and text that is struck out (`~~…~~`) says nothing: neither contradicts
    /// a fact.
    ///
    /// ## Why
    /// One of the two is wrong, and the level is worked out from the fact.
    ///
    /// ## Flagged
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// data_loss: none
    /// ---
    /// ## Impact
    /// Customer data was lost: the rows of one day were overwritten.
    /// ~~~
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// data_loss: none
    /// ---
    /// ## 影響
    /// 約 40% のユーザーに影響が発生した。
    /// ~~~
    ///
    /// ## Clean
    /// ~~~markdown
    /// ---
    /// severity: SEV-3
    /// users_affected_pct: 4%
    /// data_loss: none
    /// ---
    /// ## Impact
    /// We first feared that customer data was lost. Unlike in March, when 30 % of users were affected, few noticed.
    /// ~~~
    ///
    /// ## How to settle it
    /// Correct the fact or the sentence. If both are right, the sentence is of a part, or of something else: say of which.
    ///
    /// ## When to turn it off
    /// Where texts are not written about the same thing as the facts.
    "prose-contradicts-fact", Warning, Mending::None("only the authors know which of the two is right"),
    { English => "the text says something else than a stated fact", Japanese => "本文が、記載された事実と異なることを述べている" },
    Check::Case(check)
}

fn check(case: &Case<'_>) -> Vec<Diagnostic> {
    let facts = case.words.facts.iter().zip(&case.postmortem.facts);
    let stated: Vec<(Matter, &Declaration, &Fact)> = facts
        .filter(|(_, fact)| matches!(fact.state, State::Stated | State::Uncertain | State::Disputed))
        .filter_map(|(declaration, fact)| Some((Matter::of(declaration)?, declaration, fact)))
        .collect();
    if stated.is_empty() {
        return vec![];
    }
    let matters: Vec<Matter> = stated.iter().map(|(matter, ..)| *matter).collect();
    let own = Own::of(case.postmortem, case.document.text.path());
    let claims = claims(case.document, &case.postmortem.sections, &matters, own, case.recall);
    let first = |(matter, declaration, fact): &(Matter, &Declaration, &Fact)| {
        let value = fact.value.as_ref()?;
        let places = LazyCell::new(|| fact.places());
        let claim = claims.iter().find(|claim| {
            claim.matter == *matter
                // Two statements of one fact have a rule of their own.
                && !places.has_within(claim.span)
                && is_about(declaration, claim)
                && contradicts(&claim.says, &declaration.kind, value, *matter)
        })?;
        finding(case, declaration, fact, claim)
    };
    stated.iter().filter_map(first).collect()
}

/// Whether a claim is about the same question. What has to do with security need not be a breach.
fn is_about(declaration: &Declaration, claim: &Claim) -> bool {
    claim.matter != Matter::SecurityBreach
        || claim.says == Says::Yes
        || declaration.name == claim.matter.fact()
}

fn finding(case: &Case<'_>, declaration: &Declaration, fact: &Fact, claim: &Claim) -> Option<Diagnostic> {
    let name = &declaration.name;
    let value = say_value(&declaration.kind, fact.value.as_ref()?, case.language);
    let (message, here, there, help) = match case.language {
        Language::English => {
            let said = said(claim);
            (
                format!("`{name}` is stated as {value}, but the text says that {said}"),
                format!("says that {said}"),
                format!("`{name}` is {value}"),
                "correct the fact or the sentence",
            )
        }
        Language::Japanese => {
            let said = said_in_japanese(claim);
            (
                format!("`{name}` は {value} と記載されているが、本文では{said}"),
                format!("本文では{said}"),
                format!("`{name}` は {value}"),
                "事実か本文のどちらかを直す",
            )
        }
    };
    let mut finding = Diagnostic::new(&RULE.about, case.here(claim.span, here), message)
        .help(help)
        .about_subject(name.as_str());
    if let Some(statement) = fact.statements.first() {
        finding = finding.because(case.here(statement.span, there));
    }
    Some(finding)
}

/// What a sentence says, in English.
fn said(claim: &Claim) -> String {
    let Says::Amount(numbers, extent) = &claim.says else {
        let yes = claim.says == Says::Yes;
        let said = match (claim.matter, yes) {
            (Matter::DataLoss, true) => "data was lost",
            (Matter::DataLoss, false) => "no data was lost",
            (Matter::SecurityBreach, true) => "there was a security breach",
            (Matter::SecurityBreach, false) => "there was no security breach",
            (Matter::Workaround, true) => "there was a workaround",
            (_, _) => "there was no workaround",
        };
        return said.to_owned();
    };
    let amount = amount(&kind_of(claim.matter), numbers, Language::English);
    let or_more = if *extent == Extent::Part { " or more" } else { "" };
    match claim.matter {
        Matter::UserShare => format!("{amount}{or_more} of users were affected"),
        Matter::Users => format!("{amount}{or_more} users were affected"),
        Matter::Customers => format!("{amount}{or_more} customers were affected"),
        _ => format!("it lasted {amount}{or_more}"),
    }
}

/// What a sentence says, in Japanese; to stand behind 本文では.
fn said_in_japanese(claim: &Claim) -> String {
    let Says::Amount(numbers, extent) = &claim.says else {
        let yes = claim.says == Says::Yes;
        let said = match (claim.matter, yes) {
            (Matter::DataLoss, true) => "データが失われたとしている",
            (Matter::DataLoss, false) => "データは失われていないとしている",
            (Matter::SecurityBreach, true) => "セキュリティ侵害があったとしている",
            (Matter::SecurityBreach, false) => "セキュリティ侵害はなかったとしている",
            (Matter::Workaround, true) => "回避策があったとしている",
            (_, _) => "回避策はなかったとしている",
        };
        return said.to_owned();
    };
    let amount = amount(&kind_of(claim.matter), numbers, Language::Japanese);
    let or_more = if *extent == Extent::Part { "以上" } else { "" };
    match claim.matter {
        Matter::UserShare => format!("ユーザーの {amount}{or_more}に影響したとしている"),
        Matter::Users => format!("ユーザー {amount} 人{or_more}に影響したとしている"),
        Matter::Customers => format!("顧客 {amount} 社{or_more}に影響したとしている"),
        _ => format!("{amount}{or_more}続いたとしている"),
    }
}

fn kind_of(matter: Matter) -> Kind {
    match matter {
        Matter::UserShare => Kind::Percent,
        Matter::Duration => Kind::Duration,
        _ => Kind::Count,
    }
}

/// `40%`, `about 40%`, `over 800`: a range of a tenth around a number is what *about* was read as.
fn amount(kind: &Kind, numbers: &Intervals, language: Language) -> String {
    let show = |numbers: Intervals| say_value(kind, &Value::Quantity(numbers), language);
    let middle = match numbers.parts() {
        [only] => {
            only.low().number().zip(only.high().number()).map(|(low, high)| (low, low.midpoint(high), high))
        }
        _ => None,
    };
    match middle {
        Some((low, middle, high)) if low < high && is_a_tenth(low, middle) => {
            let middle = show(Interval::point(middle).into());
            match language {
                Language::English => format!("about {middle}"),
                Language::Japanese => format!("約 {middle}"),
            }
        }
        _ => show(numbers.clone()),
    }
}

/// Whether a number lies a tenth below another, to a whole number or a hundredth of it.
fn is_a_tenth(low: Decimal, middle: Decimal) -> bool {
    let (low, middle) = (low.in_billionths(), middle.in_billionths());
    (middle.saturating_sub(low).saturating_mul(10)).abs_diff(middle) <= (middle / 100).unsigned_abs()
}
