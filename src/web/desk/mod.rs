//! The duty desk: my duties, my running duty, calls.

pub mod call_form;
pub mod call_view;
pub mod home;

#[cfg(test)]
pub(crate) mod sample;
