//! What a body states under a label.

use jiff::tz::TimeZone;

use crate::model::vocabulary::{Origin, Target};
use crate::source::node::Entry;

/// Something stated under a label.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// What it states.
    pub targets: Vec<(Origin, Target)>,
    /// The label and the value, with their places.
    pub entry: Entry,
    /// The zone of times, where the label names one.
    pub zone: Option<TimeZone>,
    /// Whether it may state from when to when.
    pub is_period: bool,
    /// What stands behind each number, where the label names that.
    pub unit: Option<Box<str>>,
    /// Whether it stands in a section about something else, where labels are prose as often as not.
    pub is_aside: bool,
}
