//! Setting up: the tools that there are, how each is provided, and the one search path that they end on.

use std::path::Path;

use crate::Outcome;
use crate::browser::{self, Browser};
use crate::shell::{SearchPath, run};
use crate::standard_library::StandardLibrary;
use crate::{cargo_tools, npm};

/// Something that a command needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// rustfmt and clippy.
    Linters,
    /// The standard library for the browser.
    WasmTarget,
    /// The sources of the standard library, which is built along with the studio to be smaller.
    StandardLibrary,
    /// Makes the JavaScript side of the binary.
    WasmBindgen,
    /// Runs Rust tests in a browser.
    WasmPack,
    /// Builds and serves the pages.
    Trunk,
    /// wasm-opt, Playwright, axe.
    NpmPackages,
    /// The crates that the pages are made of.
    Crates,
    /// Chromium and its driver.
    Browser,
}

/// What `trunk` needs. It works offline, so the crates must be there: left to itself, it would also download tools.
pub const BUNDLER: &[Tool] = &[
    Tool::WasmTarget,
    Tool::StandardLibrary,
    Tool::WasmBindgen,
    Tool::Trunk,
    Tool::NpmPackages,
    Tool::Crates,
];

/// The tools that are set up so far.
#[derive(Default)]
pub struct Workshop {
    pub path: SearchPath,
    /// What the pages are built with.
    pub standard_library: StandardLibrary,
    browser: Option<Browser>,
    provided: Vec<Tool>,
}

impl Workshop {
    /// A workshop with these tools; a tool that is named twice is looked for once.
    pub fn with(tools: impl IntoIterator<Item = Tool>) -> Outcome<Workshop> {
        println!("== set up: what is missing is installed once");
        let mut workshop = Workshop::default();
        for tool in tools {
            if !workshop.provided.contains(&tool) {
                workshop.provide(tool)?;
                workshop.provided.push(tool);
            }
        }
        Ok(workshop)
    }

    /// The browser, for the stages that named it among their tools.
    pub fn browser(&self) -> Outcome<&Browser> {
        self.browser
            .as_ref()
            .ok_or_else(|| "a stage that uses the browser has to name it among its tools".into())
    }

    fn provide(&mut self, tool: Tool) -> Outcome {
        match tool {
            Tool::Linters => self.linters(),
            Tool::WasmTarget => self.wasm_target(),
            Tool::StandardLibrary => {
                self.standard_library = StandardLibrary::provide(&self.path);
                Ok(())
            }
            Tool::WasmBindgen => cargo_tools::provide(&cargo_tools::wasm_bindgen()?, &mut self.path),
            Tool::WasmPack => cargo_tools::provide(&cargo_tools::wasm_pack(), &mut self.path),
            Tool::Trunk => cargo_tools::provide(&cargo_tools::trunk(), &mut self.path),
            Tool::NpmPackages => npm::provide(&mut self.path),
            Tool::Crates => {
                let mut fetch = self.path.command("cargo");
                fetch.args(["fetch", "--locked", "--target", "wasm32-unknown-unknown"]);
                run(self.standard_library.put_into(&mut fetch))
            }
            Tool::Browser => {
                self.browser = Some(browser::provide(&self.path)?);
                Ok(())
            }
        }
    }

    fn linters(&self) -> Outcome {
        for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
            match self.path.version(program) {
                Some(line) => println!("  {line} is there"),
                None => self.rustup(&["component", "add", component], component)?,
            }
        }
        Ok(())
    }

    fn wasm_target(&self) -> Outcome {
        let mut rustc = self.path.command("rustc");
        rustc.args(["--target", "wasm32-unknown-unknown", "--print", "target-libdir"]);
        let output = rustc
            .output()
            .map_err(|error| format!("cannot start rustc: {error}"))?;
        if output.status.success() && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir() {
            println!("  target wasm32-unknown-unknown is there");
            return Ok(());
        }
        self.rustup(
            &["target", "add", "wasm32-unknown-unknown"],
            "target wasm32-unknown-unknown",
        )
    }

    fn rustup(&self, arguments: &[&str], what: &str) -> Outcome {
        if self.path.find("rustup").is_none() {
            return Err(format!(
                "{what} is missing: install it from where your Rust comes from"
            ));
        }
        println!("  {what} is missing: adding it");
        run(self.path.command("rustup").args(arguments))
    }
}
