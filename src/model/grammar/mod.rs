//! The grammar that all kinds share: how texts are spelled, how numbers are written, what may stand before and after
//! an amount, and which words say that nothing is known. Knows no kind.

pub mod bounds;
pub mod boxes;
pub mod calendar;
pub mod clock;
pub mod doubt;
pub mod elsewhere;
pub mod initials;
pub mod iso;
pub mod joint;
pub mod lexicon;
pub mod likeness;
pub mod limits;
pub mod measure;
pub mod numeral;
pub mod point;
pub mod quantity;
pub mod revision;
pub mod second_amount;
pub mod spelling;
pub mod tail;
pub mod unknown;
pub mod wording;
pub mod zone;
