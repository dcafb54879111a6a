//! Warren simulates messaging patterns: a drawing of producers, exchanges, queues and consumers, run step by step.

pub mod base;
pub mod broker;
pub mod explain;
pub mod export;
pub mod lesson;
pub mod model;
pub mod run;
pub mod scene;
pub mod studio;
pub mod text;
pub mod world;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
pub mod web;
