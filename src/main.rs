//! The binary: the command line natively, the studio in a browser. It only chooses between the two.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    warren::cli::main()
}

// The page calls `warren::web::open` when it has the words, so nothing begins by itself.
#[cfg(target_arch = "wasm32")]
use warren as _;

#[cfg(target_arch = "wasm32")]
fn main() {}
