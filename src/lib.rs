//! Warren simulates messaging patterns: a drawing of producers, exchanges, queues and consumers, run step by step.

pub mod base;
