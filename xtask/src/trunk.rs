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
    workshop.standard_library.put_into(&mut command);
    command
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
