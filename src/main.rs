//! The binary: the command line natively, the studio in a browser. It only chooses between the two.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    warren::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    warren::web::main();
}
