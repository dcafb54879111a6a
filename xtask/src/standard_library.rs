//! The standard library of the published pages: one that is built for size along with them, in which a panic stops the
//! module without making up a message for a console that nobody reads. That is a fifteenth of the download.
//!
//! Stable Rust keeps this behind a switch, so it is used for the pages alone, and where it cannot be had they are built
//! with the one that Rust ships. So are tests and debug builds, whose panics say what was wrong.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::shell::{SearchPath, run};

const FLAGS: [&str; 2] = ["-Zunstable-options", "-Cpanic=immediate-abort"];

/// Which one the pages are built with.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum StandardLibrary {
    #[default]
    Shipped,
    Own,
}

impl StandardLibrary {
    /// The smaller one, if this Rust can build it and its sources are there or can be fetched.
    pub fn provide(path: &SearchPath) -> StandardLibrary {
        if !is_known(path) {
            println!("  this Rust ships its standard library only: the pages will be a little larger");
            return StandardLibrary::Shipped;
        }
        if has_sources(path) {
            println!("  rust-src is there");
            return StandardLibrary::Own;
        }
        println!("  rust-src is missing: adding it");
        match run(path.command("rustup").args(["component", "add", "rust-src"])) {
            Ok(()) => StandardLibrary::Own,
            Err(reason) => {
                println!("  {reason}: without rust-src the pages will be a little larger");
                StandardLibrary::Shipped
            }
        }
    }

    /// Lets a command that starts cargo build or fetch it. A person's own flags for rustc would take the place of ours.
    pub fn put_into(self, command: &mut Command) -> &mut Command {
        match self {
            StandardLibrary::Shipped => command,
            StandardLibrary::Own => command
                .env_remove("RUSTFLAGS")
                .env_remove("CARGO_ENCODED_RUSTFLAGS")
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS.join(" ")),
        }
    }
}

/// Whether rustc understands the switches; later ones may call them by other names.
fn is_known(path: &SearchPath) -> bool {
    let mut rustc = path.command("rustc");
    rustc
        .args(FLAGS)
        .args(["--target", "wasm32-unknown-unknown", "--print", "cfg"]);
    rustc.env("RUSTC_BOOTSTRAP", "1");
    rustc.stdout(Stdio::null()).stderr(Stdio::null());
    rustc.status().is_ok_and(|status| status.success())
}

fn has_sources(path: &SearchPath) -> bool {
    let sysroot = path.command("rustc").args(["--print", "sysroot"]).output();
    sysroot.is_ok_and(|sysroot| {
        let sysroot = String::from_utf8_lossy(&sysroot.stdout);
        Path::new(sysroot.trim())
            .join("lib/rustlib/src/rust/library/Cargo.lock")
            .is_file()
    })
}
