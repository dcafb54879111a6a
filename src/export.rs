//! What other tools read and write: RabbitMQ's definitions. Nothing here runs a document.

pub mod definitions;
