//! Floor 1, beside `source`: cells, boxes, coverage. Pure geometry, knows nothing of incidents.

pub mod axis;
pub mod budget;
pub mod cells;
pub mod cover;
pub mod decimal;
pub mod interval;
pub mod region;
pub mod round;

mod search;
