//! Whether a number is of what its fact asks for: `1200 requests` are no users, `95% success` is no share of errors, and `60%
//! of EU users` is no share of all. What a kind reads, a fact may still refuse.

mod people;
mod share;
mod subject;

use crate::model::declaration::Declaration;
use crate::model::grammar::{spelling, tail};
use crate::model::kind::Kind;
use crate::model::value::Why;
use crate::source::node::Node;

use subject::Subject;

/// Why a value that was read is not of what its fact asks for under a key. `None` if nothing speaks against it.
#[must_use]
pub fn misfit(declaration: &Declaration, key: &str, value: &Node) -> Option<Why> {
    if !matches!(declaration.kind, Kind::Percent | Kind::Count) {
        return None;
    }
    match value.items() {
        Some(items) => items.iter().find_map(|item| misfit(declaration, key, item)),
        None => misfit_of_text(declaration, key, value.text()?),
    }
}

/// The same of a text.
#[must_use]
pub fn misfit_of_text(declaration: &Declaration, key: &str, text: &str) -> Option<Why> {
    // Nearly all are a bare number.
    if !text.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()) {
        return None;
    }
    let text = spelling::plain(text).ok()?;
    let subject = Subject { name: &declaration.name, key, says: declaration.says.as_deref().unwrap_or("") };
    let rest = match declaration.kind {
        Kind::Percent => share::of_something_else(subject, &text),
        Kind::Count => people::of_something_else(subject, &text),
        _ => None,
    }?;
    Some(tail::trailing(rest))
}

/// Whether words behind an amount of a kind could make it one of something else, whatever is asked for.
#[must_use]
pub fn may_misfit(kind: &str, remark: &str) -> bool {
    match kind {
        "percent" => share::may_narrow(remark) || subject::is_good(remark) || subject::is_bad(remark),
        "count" => people::may_count_things(remark),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reading::read_text;
    use crate::model::value::Reading;

    /// How a value is read under a key.
    fn is_read(kind: &Kind, name: &str, key: &str, text: &str) -> bool {
        let declaration = Declaration::new(name, kind.clone());
        assert!(matches!(read_text(kind, text), Reading::Value(_)), "{text} is no {}", kind.name());
        misfit_of_text(&declaration, key, text).is_none()
    }

    #[test]
    fn shares() {
        for text in [
            "80%",
            "80% of users",
            "80% of all users",
            "80% of our users",
            "80% of customers",
            "80% of our tenants",
            "80% of requests",
            "80% of traffic",
            "80% of total traffic",
            "80% of active users",
            "80% of users' requests",
            "80% of users affected",
            "80% of users in total",
            "80% of users received errors in the app",
            "80% users",
            "80% (estimated)",
            "80% (about 1,200 of 12,000 users)",
            "80% (read-only mode)",
            "80% (only 12 users)",
            "80% (10% success)",
            "80% error rate",
            "80%, mostly EU",
            "80% — reads",
            "80%のユーザー",
            "80%のユーザーに影響",
            "全ユーザーの5%",
            "全体の5%",
            "5%（全ユーザーのうち）",
            "5% (of all users; mostly in the morning)",
            "all users",
            "80% unavailable",
        ] {
            assert!(is_read(&Kind::Percent, "users_pct", "Users affected", text), "{text}");
        }
        for text in [
            "80% of beta testers",
            "100% of one tenant",
            "60% of EU users",
            "80% of one customer's users",
            "80% of users in the EU",
            "80% of users on iOS",
            "80% of affected users",
            "80% in the EU",
            "80% EU users",
            "80% (EU only)",
            "80% (only EU)",
            "80% (of EU users)",
            "80%, EU only",
            "80%（EUのみ）",
            "80%（法人ユーザー限定）",
            "80%のベータユーザー",
            "60% (of EU users; mostly in the morning)",
            "60%（EU利用者のうち。朝の時点）",
            "95% success rate",
            "80% available",
            "80% uptime",
            "99% success",
            "80% of requests succeeded",
            "80% of users recovered",
            "95% (success rate)",
            "95%（成功率）",
            "95%の成功",
            "80% — available",
            "about 80% of EU users",
            "10%-20% of EU users",
        ] {
            assert!(!is_read(&Kind::Percent, "users_pct", "Users affected", text), "{text}");
        }
    }

    #[test]
    fn shares_of_what_is_asked_for() {
        for (name, key, text) in [
            ("success_rate", "success_rate", "99% success"),
            ("success_rate", "success_rate", "99% of requests succeeded"),
            ("slo", "Availability", "99.9% available"),
            ("uptime_pct", "uptime_pct", "99.9% uptime"),
            ("eu_users_pct", "eu_users_pct", "60% of EU users"),
            ("eu_users_pct", "eu_users_pct", "60% (EU only)"),
            ("api_error_rate", "Error rate", "12% of API requests"),
            ("error_rate", "error_rate", "5% of trades"),
            ("budget_spent", "budget_spent", "4.2% of monthly budget"),
            ("成功率", "成功率", "99%の成功"),
        ] {
            assert!(is_read(&Kind::Percent, name, key, text), "{name}, {key}: {text}");
        }
        for (name, key, text) in [
            ("error_rate", "Error rate", "99% success"),
            ("success_rate", "success_rate", "5% failed"),
            ("availability", "availability", "5% of requests failed"),
        ] {
            assert!(!is_read(&Kind::Percent, name, key, text), "{name}, {key}: {text}");
        }
    }

    #[test]
    fn counts() {
        for (name, key, text) in [
            ("customers_affected", "Users affected", "1200"),
            ("customers_affected", "Users affected", "1200 users"),
            ("customers_affected", "customers_affected", "14 customers' pipelines"),
            ("customers_affected", "customers_affected", "12 customers (about 12,000 users)"),
            ("customers_affected", "customers_affected", "14 customers with failing jobs"),
            ("customers_affected", "影響顧客数", "12社（約12,000名）"),
            ("users_affected", "影響人数", "約3,000名（12社）"),
            ("users_affected", "影響人数", "12社"),
            ("users_affected", "影響人数", "30名（うち3名は社外）"),
            ("users_affected", "影響人数", "120件"),
            ("users_affected", "Users affected", "12 (3 people from sales)"),
            ("failed_requests", "failed_requests", "1200 requests"),
            ("customers_affected", "Requests failed", "1200 requests"),
            ("pipelines", "pipelines", "3 jobs"),
            ("tickets", "tickets", "3 tickets (12 users)"),
        ] {
            assert!(is_read(&Kind::Count, name, key, text), "{name}, {key}: {text}");
        }
        for (name, key, text) in [
            ("customers_affected", "Users affected", "1200 requests"),
            ("customers_affected", "customers_affected", "1,200 failed API requests"),
            ("customers_affected", "customers_affected", "about 1,200 requests by customers"),
            ("customers_affected", "customers_affected", "1.2k emails"),
            ("users_affected", "影響人数", "1200リクエスト"),
            ("users_affected", "影響人数", "3万リクエスト"),
            ("users_affected", "影響人数", "12社（約12,000名）"),
            ("users_affected", "影響人数", "3店舗（利用者約3,000名）"),
            ("users_affected", "影響人数", "120件（ユーザー1,200名）"),
            ("users_affected", "影響人数", "12社（1社あたり3名）"),
            ("customers_affected", "Users affected", "12 companies (about 12,000 users)"),
            ("customers_affected", "Users affected", "12 customers (about 12,000 users)"),
        ] {
            assert!(!is_read(&Kind::Count, name, key, text), "{name}, {key}: {text}");
        }
    }
}
