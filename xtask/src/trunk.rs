//! Building and serving the pages with trunk, as they are published: optimised, with wasm-opt.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use crate::Outcome;
use crate::shell;
use crate::workshop::{BUNDLER, Workshop};

const PORT: u16 = 8080;

/// trunk with these arguments, kept from downloading anything.
pub fn command(workshop: &Workshop, arguments: &[&str]) -> Command {
    let mut command = workshop.path.command("trunk");
    command
        .args(arguments)
        .args(["--release", "--offline"])
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    with_own_standard_library(&mut command);
    command
}

/// The published pages carry a standard library that is built for size along with them, in which a panic stops the
/// module without making up a message for a console that nobody reads: that is a fifteenth of the download. Stable Rust
/// keeps this behind a switch, so it is used for the pages alone; tests and debug builds take the one that Rust ships,
/// and with it panics that say what was wrong. A person's own flags for rustc would take the place of these.
pub fn with_own_standard_library(command: &mut Command) -> &mut Command {
    command
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            "-Zunstable-options -Cpanic=immediate-abort",
        )
}

/// `cargo xtask serve`: sets up, builds and serves until the person stops it; edits are built again and reload the page.
pub fn serve() -> Outcome {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).is_err() {
        return Err(format!(
            "port {PORT} of 127.0.0.1 is taken: stop the program that listens there, and run this again"
        ));
    }
    let workshop = Workshop::with(BUNDLER.iter().copied())?;
    println!("\n== serve: when it is built, the studio is at http://127.0.0.1:{PORT}/ (Ctrl-C stops it)");
    shell::become_process(command(&workshop, &["serve", "--port", &PORT.to_string()]))
}
