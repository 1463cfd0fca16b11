//! `money`: amounts from 0 in one currency, never converted.

use crate::model::grammar::bounds;
use crate::model::grammar::measure::{Amount, Measure, Unit};
use crate::model::grammar::numeral::{self, MULTIPLIERS, Multiplier};
use crate::model::grammar::spelling;
use crate::model::grammar::tail::{self, Room};
use crate::model::value::Why;
use crate::space::decimal::Decimal;
use crate::space::interval::Interval;

/// Money in the fact's currency. A number without a currency is taken in it.
pub struct Money<'k> {
    /// ISO 4217 code, upper case.
    pub currency: &'k str,
    /// The currency of numbers without one, where the name of the key says so: `revenue_impact_usd`.
    pub assumed: Option<&'k str>,
}

impl Measure for Money<'_> {
    fn domain(&self) -> Interval {
        Interval::at_least(Decimal::ZERO)
    }

    fn is_other_unit(&self, text: &str) -> bool {
        let text = text.strip_prefix("in ").unwrap_or(text);
        // Capitals may be anything: `47,000 (VAT)`.
        let whole = |text| match currency_at(text) {
            Some((Currency::Named { codes: [], written }, "")) if !is_known(written) => None,
            Some((currency, "")) => Some(currency),
            _ => None,
        };
        // `kEUR`, `M€`, `k USD`.
        let scaled = text.strip_prefix(['k', 'K', 'M', 'm', 'T']).map(str::trim_start);
        scaled.and_then(whole).is_some()
            || whole(text).is_some_and(|currency| self.accepts([Some(&currency), None]).is_err())
    }

    fn amount<'t>(&self, text: &'t str) -> Result<(Amount, &'t str), Why> {
        let (minus, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
        let before = currency_at(unsigned);
        let left = before.as_ref().map_or(unsigned, |(_, rest)| rest.trim_start());
        let numeral = match numeral::multiplied(left, MULTIPLIERS).ok_or(Why::NotOfKind)? {
            plain if plain.scale == Decimal::whole(1) => {
                numeral::multiplied(left, MILLIONS).ok_or(Why::NotOfKind)?
            }
            scaled => scaled,
        };
        let after = currency_at(numeral.rest.trim_start());
        let rest = after.as_ref().map_or(numeral.rest, |(_, rest)| rest);
        // `$1.2M ARR` is of something else than money lost, and in no currency of that name.
        if let (Some(_), Some((Currency::Named { codes: [], written }, _))) = (&before, &after)
            && !is_known(written)
        {
            return Err(tail::trailing(numeral.rest));
        }
        let stated = [before.as_ref(), after.as_ref()].map(|found| found.map(|(currency, _)| currency));
        self.accepts(stated)?;
        if numeral::groups_or_fraction(numeral.written) {
            return Err(Why::NumberAmbiguous(numeral.written.to_owned()));
        }
        let zero_minus = Decimal::ZERO.minus(numeral.number).filter(|_| !minus.is_empty());
        let number = zero_minus.unwrap_or(numeral.number);
        let (unit, room) = match stated {
            [None, None] => (Unit::Missing, Room::Reason),
            _ => (Unit::Shared(Decimal::whole(1)), Room::Phrase),
        };
        Ok((Amount { number, unit, scale: numeral.scale, room }, rest))
    }

    fn bare(&self, number: Decimal) -> Result<Decimal, Why> {
        match self.assumed.filter(|code| is_code(code) && !code.eq_ignore_ascii_case(self.currency)) {
            Some(other) if is_known(other) => Err(Why::CurrencyOther(other.to_ascii_uppercase())),
            _ => Ok(number),
        }
    }

    fn show(&self, number: Decimal) -> String {
        let shown = number.to_string();
        // Of `89.118` nobody knows whether it is thousands; of `89.1180` everybody does.
        let zero = if numeral::groups_or_fraction(&shown) { "0" } else { "" };
        format!("{shown}{zero} {}", self.currency)
    }
}

impl Money<'_> {
    /// Accepts the currencies stated before and after a number. A code says more than a sign: `$5 CAD` is Canadian.
    fn accepts(&self, stated: [Option<&Currency>; 2]) -> Result<(), Why> {
        let mut named = false;
        for currency in stated.into_iter().flatten() {
            if let Currency::Named { codes, written } = currency {
                let codes = if codes.is_empty() { std::slice::from_ref(written) } else { codes };
                if !codes.iter().any(|code| code.eq_ignore_ascii_case(self.currency)) {
                    return Err(Why::CurrencyOther((*written).to_owned()));
                }
                named = true;
            }
        }
        for currency in stated.into_iter().flatten() {
            if let Currency::Dollar(written) = currency {
                if !DOLLARS.contains(&self.currency) {
                    return Err(Why::CurrencyOther((*written).to_owned()));
                }
                if self.currency != "USD" && !named {
                    return Err(Why::CurrencyAmbiguous((*written).to_owned()));
                }
            }
        }
        Ok(())
    }
}

/// A currency as it is written.
enum Currency<'t> {
    /// One that is named: by a sign, with the codes that share it, or by its code.
    Named { codes: &'static [&'static str], written: &'t str },
    /// A dollar of no country.
    Dollar(&'t str),
}

/// The currency at the start of a text, and what stands after it.
fn currency_at(text: &str) -> Option<(Currency<'_>, &str)> {
    let first = text.bytes().next()?;
    // A sign that begins with a letter has a `$` behind one or two.
    let has_sign = !first.is_ascii_alphanumeric() || text.bytes().take(3).any(|byte| byte == b'$');
    for (sign, codes) in if has_sign { SIGNS.as_slice() } else { &[] } {
        if let Some(rest) = text.strip_prefix(sign) {
            return Some((Currency::Named { codes, written: sign }, rest));
        }
    }
    for dollar in ["$", "ドル"] {
        if let Some(rest) = text.strip_prefix(dollar) {
            return Some((Currency::Dollar(dollar), rest));
        }
    }
    for dollar in ["dollars", "dollar"] {
        if let Some(rest) = spelling::after_word(text, dollar) {
            return Some((Currency::Dollar(dollar), rest));
        }
    }
    for (word, codes) in WORDS {
        if let Some(rest) = spelling::after_word(text, word) {
            return Some((Currency::Named { codes, written: word }, rest));
        }
    }
    let (code, rest) = spelling::letters(text);
    let next = rest.chars().next();
    let ends = next.is_none_or(|next| !next.is_alphabetic() && next != '_') || bounds::continues(rest);
    (is_code(code) && ends && (is_known(code) || code.chars().all(|letter| letter.is_ascii_uppercase())))
        .then_some((Currency::Named { codes: &[], written: code }, rest))
}

fn is_code(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_known(code: &str) -> bool {
    CODES.iter().any(|known| known.eq_ignore_ascii_case(code))
}

/// Of money, `m` and `b` after a number are plain.
const MILLIONS: &[Multiplier] =
    &[("m", 1_000_000), ("b", 1_000_000_000), ("mm", 1_000_000), ("MM", 1_000_000)];

/// Currencies whose sign is `$`.
const DOLLARS: [&str; 22] = [
    "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "BSD", "BBD", "BMD", "BZD",
    "FJD", "GYD", "JMD", "LRD", "NAD", "TTD", "UYU",
];

/// Longer signs first.
const SIGNS: [(&str, &[&str]); 26] = [
    ("US$", &["USD"]),
    ("CA$", &["CAD"]),
    ("AU$", &["AUD"]),
    ("NZ$", &["NZD"]),
    ("HK$", &["HKD"]),
    ("SG$", &["SGD"]),
    ("NT$", &["TWD"]),
    ("MX$", &["MXN"]),
    ("C$", &["CAD"]),
    ("A$", &["AUD"]),
    ("S$", &["SGD"]),
    ("R$", &["BRL"]),
    ("€", &["EUR"]),
    ("£", &["GBP"]),
    ("¥", &["JPY", "CNY"]),
    ("円", &["JPY"]),
    ("元", &["CNY"]),
    ("₩", &["KRW"]),
    ("₹", &["INR"]),
    ("₽", &["RUB"]),
    ("₺", &["TRY"]),
    ("₪", &["ILS"]),
    ("฿", &["THB"]),
    ("₫", &["VND"]),
    ("₱", &["PHP"]),
    ("ユーロ", &["EUR"]),
];

const WORDS: [(&str, &[&str]); 6] = [
    ("euros", &["EUR"]),
    ("euro", &["EUR"]),
    ("yen", &["JPY"]),
    ("yuan", &["CNY"]),
    ("rupees", &["INR"]),
    ("reais", &["BRL"]),
];

/// Codes that are read in lower case, too.
const CODES: [&str; 44] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "RON", "BGN", "TRY", "RUB", "UAH", "INR", "IDR", "MYR", "SGD", "HKD", "TWD", "KRW", "THB", "VND", "PHP",
    "BRL", "MXN", "ARS", "CLP", "COP", "ZAR", "NGN", "KES", "EGP", "ILS", "SAR", "AED", "ISK", "PKR",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{outside, reads, refuses, trailing};

    #[test]
    fn reads_dollars() {
        reads(
            &Kind::Money { currency: "USD".to_owned() },
            &[
                ("$47k", "47000 USD"),
                ("$47K", "47000 USD"),
                ("$1.2m", "1200000 USD"),
                ("$1.2M", "1200000 USD"),
                ("$1.2 million", "1200000 USD"),
                ("US$47k", "47000 USD"),
                ("47,000 USD", "47000 USD"),
                ("USD 47,000", "47000 USD"),
                ("USD47,000", "47000 USD"),
                ("47k usd", "47000 USD"),
                ("$47,000 USD", "47000 USD"),
                ("47,000", "47000 USD"),
                ("47000.50", "47000.5 USD"),
                ("47,000 dollars", "47000 USD"),
                ("$47,000 estimated", "42300 USD to 51700 USD"),
                ("~$99.02", "89.1180 USD to 108.9220 USD"),
                ("89.1180 USD", "89.1180 USD"),
                ("~$47k", "42300 USD to 51700 USD"),
                ("$47,000 in credits", "47000 USD"),
                ("$47,000 (credits)", "47000 USD"),
                ("$10k-$20k", "10000 USD to 20000 USD"),
                ("10-20 USD", "10 USD to 20 USD"),
                ("over $10k", "over 10000 USD"),
                ("$10k+", "at least 10000 USD"),
                ("< $500", "under 500 USD"),
                ("$1,200.50", "1200.5 USD"),
                ("none", "0 USD"),
                ("$0", "0 USD"),
                ("unknown", "?"),
            ],
        );
    }

    #[test]
    fn reads_yen() {
        reads(
            &Kind::Money { currency: "JPY".to_owned() },
            &[
                ("¥1,200,000", "1200000 JPY"),
                ("￥1,200,000", "1200000 JPY"),
                ("120万円", "1200000 JPY"),
                ("約 120 万円", "1080000 JPY to 1320000 JPY"),
                ("約120万円", "1080000 JPY to 1320000 JPY"),
                ("3百万円", "3000000 JPY"),
                ("1,200円", "1200 JPY"),
                ("100万円以上", "at least 1000000 JPY"),
                ("1億2千万円", "120000000 JPY"),
            ],
        );
    }

    #[test]
    fn reads_euros() {
        reads(
            &Kind::Money { currency: "EUR".to_owned() },
            &[
                ("€1.2M", "1200000 EUR"),
                ("1.2M €", "1200000 EUR"),
                ("1200 euros", "1200 EUR"),
                ("500 EUR", "500 EUR"),
            ],
        );
    }

    #[test]
    fn reads_other_signs() {
        reads(
            &Kind::Money { currency: "BRL".to_owned() },
            &[("R$100", "100 BRL"), ("R$ 1,500.00", "1500 BRL")],
        );
    }

    #[test]
    fn a_code_settles_the_dollar() {
        reads(
            &Kind::Money { currency: "CAD".to_owned() },
            &[("CA$5", "5 CAD"), ("$5 CAD", "5 CAD"), ("5", "5 CAD")],
        );
    }

    #[test]
    fn refuses_what_is_not_in_the_currency() {
        refuses(
            &Kind::Money { currency: "USD".to_owned() },
            &[
                ("€47k", Why::CurrencyOther("€".to_owned())),
                ("47,000 EUR", Why::CurrencyOther("EUR".to_owned())),
                ("R$100", Why::CurrencyOther("R$".to_owned())),
                ("CA$100", Why::CurrencyOther("CA$".to_owned())),
                ("$100 CAD", Why::CurrencyOther("CAD".to_owned())),
                ("100円", Why::CurrencyOther("円".to_owned())),
                ("-$500", outside("0 USD", None)),
                ("$-500", outside("0 USD", None)),
                ("$1.200", Why::NumberAmbiguous("1.200".to_owned())),
                ("$1.200,50", Why::NumberAmbiguous("1.200".to_owned())),
                ("$1,2", trailing(",2")),
                ("$10-20k", Why::ScaleAmbiguous("10".to_owned())),
                ("$5k/hour", trailing("/hour")),
                ("$5k per hour", trailing("per hour")),
                ("14 customers", trailing("customers")),
                ("a lot", Why::NotOfKind),
                ("$47k or €40k", trailing("or €40k")),
            ],
        );
    }

    #[test]
    fn refuses_dollars_of_no_country() {
        refuses(
            &Kind::Money { currency: "CAD".to_owned() },
            &[
                ("$47k", Why::CurrencyAmbiguous("$".to_owned())),
                ("47 dollars", Why::CurrencyAmbiguous("dollars".to_owned())),
                ("47 USD", Why::CurrencyOther("USD".to_owned())),
            ],
        );
    }

    #[test]
    fn refuses_dollars_for_euros() {
        refuses(
            &Kind::Money { currency: "EUR".to_owned() },
            &[
                ("$47k", Why::CurrencyOther("$".to_owned())),
                ("1.200 €", Why::NumberAmbiguous("1.200".to_owned())),
            ],
        );
    }

    #[test]
    fn remarks_beside_an_amount() {
        let euros = Kind::Money { currency: "EUR".to_owned() };
        let read = [
            ("€1k (credits)", "1000 EUR"),
            ("€1k (of €2k revenue)", "1000 EUR"),
            ("€1k (€600 refunds, €400 credits)", "1000 EUR"),
            ("1000 (EUR)", "1000 EUR"),
            ("€1k (VAT)", "1000 EUR"),
            ("€1k (12 customers)", "1000 EUR"),
            ("€1k (€2k with VAT)", "1000 EUR"),
            ("€1k (up to 2k)", "1000 EUR"),
            ("€1.2k (€1,234)", "1200 EUR"),
            ("€1k (1,000 EUR)", "1000 EUR"),
        ];
        reads(&euros, &read);
        let refused = [
            "(to €2k)",
            "(up to 2k EUR)",
            "(per hour)",
            "(or €500)",
            "(€2k in total)",
            "(kEUR)",
            "(USD)",
            "(k)",
            "(k€)",
        ];
        let refused = refused.map(|remark| (format!("€1k {remark}"), trailing(remark)));
        for (text, why) in &refused {
            refuses(&euros, &[(text, why.clone())]);
        }
    }
}
