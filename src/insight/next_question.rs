//! What to ask next during an incident: the fact that leaves the fewest levels in its worst case. A dialogue asks each fact
//! at most once, and stops as soon as no answer could change anything.

use crate::model::fact::{Fact, Statement};
use crate::model::reading::read_text;
use crate::model::value::{Reading, Why};
use crate::source::span::Span;
use crate::space::budget::{Budget, Exhausted};
use crate::table::table::Table;
use crate::verdict::judgement::values;
use crate::verdict::possible::{Gap, Stated};

/// Questions and answers, one after the other.
#[derive(Debug)]
pub struct Dialogue<'t> {
    table: &'t Table,
    facts: Vec<Fact>,
    answered: Vec<usize>,
}

impl<'t> Dialogue<'t> {
    /// Nothing is asked yet, and nothing known.
    #[must_use]
    pub fn new(table: &'t Table) -> Self {
        Self { table, facts: vec![Fact::default(); table.facts.len()], answered: vec![] }
    }

    /// The most telling of the facts that were not asked yet; none if the level is settled, or as settled as it can be.
    ///
    /// # Errors
    /// When the question costs more than the budget.
    pub fn next_question(&self, budget: &mut Budget) -> Result<Option<Gap>, Exhausted> {
        let stated = Stated::new(self.table, values(&self.facts));
        let unasked = (0..self.table.facts.len()).filter(|fact| !self.answered.contains(fact));
        Ok(stated.missing_among(unasked, budget)?.first().copied())
    }

    /// Takes the answer to a question. What says that nobody knows, and nothing at all, is an answer, too.
    ///
    /// # Errors
    /// Why the answer cannot be read. Then the question is still open.
    pub fn answer(&mut self, fact: usize, text: &str) -> Result<(), Why> {
        let Some(declaration) = self.table.facts.get(fact) else { return Ok(()) };
        let text = text.trim();
        let reading =
            if matches!(text, "" | "?") { Reading::Unknown } else { read_text(&declaration.kind, text) };
        if let Some(why) = reading.refused().first() {
            return Err(why.clone());
        }
        let statement = Statement { span: Span::default(), text: text.into(), reading };
        if let Some(known) = self.facts.get_mut(fact) {
            *known = Fact::of(vec![statement]);
        }
        self.answered.push(fact);
        Ok(())
    }

    /// How many questions were answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answered.len()
    }

    /// What is known by now, in the order of the table's facts.
    #[must_use]
    pub fn into_facts(self) -> Vec<Fact> {
        self.facts
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    const TABLE: &str = "sev_table: 1
facts:
  users: { kind: percent }
  loss: { kind: scale, values: [none, suspected, confirmed] }
  workaround: { kind: boolean }
levels:
  - id: SEV-1
    criteria:
      - { when: { loss: confirmed } }
      - { when: { users: at least 50% } }
  - id: SEV-2
    criteria: [{ when: { users: at least 10%, workaround: no } }]
  - { id: SEV-3, otherwise: true }
";

    /// Answers in the order they are given; what was asked, and whether anything is still open.
    fn asked(answers: &[&str]) -> Vec<String> {
        let text = Arc::new(Text::new("sev.yaml", TABLE));
        let table = read_table(&text).unwrap_or_else(|faults| panic!("{faults:?}"));
        let mut dialogue = Dialogue::new(&table);
        let mut asked = vec![];
        let mut answers = answers.iter();
        while let Ok(Some(gap)) = dialogue.next_question(&mut Budget::default()) {
            let name = &table.facts[gap.fact].name;
            let Some(answer) = answers.next() else {
                asked.push(format!("{name}!"));
                break;
            };
            let mark = if dialogue.answer(gap.fact, answer).is_err() { "~" } else { "" };
            asked.push(format!("{name}{mark}"));
        }
        asked
    }

    #[test]
    fn the_most_telling_fact_is_asked_first_and_each_once() {
        for (answers, wanted) in [
            (&["60%"][..], "users"),
            (&["20%", "none", "yes"], "users loss workaround"),
            (&["20%", "none"], "users loss workaround!"),
            (&["2%", "none"], "users loss"),
            (&["2%", "?"], "users loss"),
            (&["2%", "confirmed"], "users loss"),
            (&["2%", "lots", "none"], "users loss~ loss"),
            (&["", "unknown", "don't know"], "users loss workaround"),
        ] {
            let shown = asked(answers).join(" ");
            assert_eq!(shown, wanted, "{answers:?}");
        }
    }

    #[test]
    fn what_cannot_change_anything_any_more_is_not_asked() {
        let text = "sev_table: 1
facts:
  loss: { kind: boolean }
  users: { kind: percent }
  look: { kind: boolean }
levels:
  - { id: SEV-1, criteria: [{ when: { loss: yes } }] }
  - { id: SEV-2, criteria: [{ when: { users: at least 10% } }] }
  - { id: SEV-3, criteria: [{ when: { look: yes } }] }
  - { id: SEV-4, otherwise: true }
";
        let table =
            read_table(&Arc::new(Text::new("sev.yaml", text))).unwrap_or_else(|faults| panic!("{faults:?}"));
        let mut dialogue = Dialogue::new(&table);
        for (fact, answer) in [(0, "?"), (1, "50%")] {
            dialogue.answer(fact, answer).unwrap_or_else(|why| panic!("{why:?}"));
        }
        assert_eq!(dialogue.next_question(&mut Budget::default()), Ok(None));
    }
}
