//! What keeps a table from loading, as data with places. The sentences are made by the rule that reports it.

use crate::model::value::Why;
use crate::source::shape::ShapeFaultKind;
use crate::source::span::Span;
use crate::source::syntax::SyntaxFaultKind;

/// One thing that keeps a table from loading.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Where in the table.
    pub span: Span,
    /// What.
    pub kind: FaultKind,
    /// Another place in the table that has to do with it.
    pub other: Option<Span>,
}

/// What keeps a table from loading.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultKind {
    /// The file is not valid YAML, TOML or JSON.
    Syntax(SyntaxFaultKind),
    /// A key or value that does not belong there.
    Shape(ShapeFaultKind),
    /// There is no front matter in the Markdown file.
    NoFrontMatter,
    /// `sev_table` names a version this program does not read.
    Version(String),
    /// There is not one level.
    NoLevels,
    /// A value is missing because `#` begins a comment; with the text after it.
    CommentSwallowed(String),
    /// `1,200` between braces is two keys; with the number as it was meant.
    CommaSplit(String),
    /// Words of a test that a comma in braces has made keys of their own; the list that was meant.
    WordsSplit(String),
    /// `x: != none` is a YAML tag; with the test as it was meant.
    TagSplit(String),
    /// `x: >5` is the head of a folded text; with the test as it was meant.
    FoldedAway(String),
    /// The file does not say `sev_table`, so it is no table.
    NotATable,
    /// A kind needs another key: a scale its values, money its currency.
    KindNeeds {
        /// The kind.
        kind: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A built-in fact is declared with another kind.
    BuiltInKind(String),
    /// A fact has the name of a field that has a meaning of its own.
    FieldName(String),
    /// A fact, or a key that it is read from, that reads as another one does.
    FactTwice(String),
    /// A test that stands beside the keys of its criterion, and not behind `when`.
    TestWithoutWhen(String),
    /// The least value of a fact is more than the greatest.
    RangeReversed {
        /// The least, as written.
        min: String,
        /// The greatest, as written.
        max: String,
    },
    /// A word, or a synonym, stands for two words of one fact.
    WordTwice(String),
    /// A number or code in the declaration of a fact that cannot be read.
    NotANumber(String),
    /// A currency that is no ISO 4217 code.
    NotACurrency(String),
    /// `assume` is not one certain value of the fact.
    AssumeUnreadable {
        /// The value as written.
        text: String,
        /// The fact's kind.
        kind: &'static str,
        /// Why it cannot be read, where it is not read at all.
        why: Option<Why>,
    },
    /// Two levels have one id.
    LevelTwice(String),
    /// An alias or name that stands for two levels, or for a level and a value that is not graded.
    NameTwice(String),
    /// Two levels take what no criterion covers.
    OtherwiseTwice,
    /// Two criteria of a level have one id.
    CriterionTwice(String),
    /// A criterion that tests nothing.
    CriterionEmpty,
    /// A test of a fact that the table does not declare.
    FactUnknown {
        /// The name as written.
        name: String,
        /// The fact it may have been meant to be.
        nearest: Option<String>,
        /// All facts, in order.
        known: Vec<String>,
    },
    /// A test that cannot be read.
    TestUnreadable {
        /// The fact.
        fact: String,
        /// The fact's kind.
        kind: &'static str,
        /// The test as written.
        text: String,
        /// Why.
        why: Why,
        /// The words of the fact, if it has some.
        words: Vec<String>,
    },
    /// `at_least` asks for more items than there are, or for none.
    CountImpossible {
        /// How many it asks for.
        count: u32,
        /// How many items there are.
        items: usize,
    },
    /// A required field whose name is nearly that of a known one.
    FieldMisspelt {
        /// The name as written.
        name: String,
        /// The field or fact it was probably meant to be.
        meant: String,
    },
    /// A length of time that cannot be read.
    DeadlineUnreadable(String),
    /// A date that cannot be read.
    DateUnreadable(String),
    /// An example that gives neither facts nor an incident.
    ExampleEmpty,
    /// A stated fact of an example that cannot be read.
    ExampleUnreadable {
        /// The fact.
        fact: String,
        /// The fact's kind.
        kind: &'static str,
        /// The value as written.
        text: String,
        /// Why, where it is not read at all.
        why: Option<Why>,
    },
    /// The table expands to more boxes than can be judged exactly; with the limit.
    TooComplex(usize),
    /// A question about the table takes too many steps to be answered exactly.
    TooHard,
}
