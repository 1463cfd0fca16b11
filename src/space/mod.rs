//! Floor 1, beside `source`: cells, boxes, coverage. Pure geometry, knows nothing of incidents.

pub mod axis;
pub mod cells;
pub mod decimal;
pub mod interval;

mod round;
