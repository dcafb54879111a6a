//! The browser of the tests: Chromium and its driver, found where the system has them, or installed by apt.

use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::shell::{SearchPath, run};

/// A browser and the driver of the same version.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Finds the browser; on Debian, as root, installs it first if need be.
pub fn provide(path: &SearchPath) -> Outcome<Browser> {
    if let Some(browser) = find(path) {
        println!("  Chromium and its driver are there");
        return Ok(browser);
    }
    if !can_apt(path) {
        return Err(format!("Chromium and chromedriver are needed: {}", advice(path)));
    }
    println!("  Chromium is missing: installing it by apt");
    run(path.command("apt-get").args(["update", "-qq"]))?;
    // The fonts are for the two languages of the pages: a bare machine has none.
    run(path
        .command("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args([
            "install",
            "--yes",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
            "fonts-liberation",
            "fonts-noto-cjk",
        ]))?;
    find(path).ok_or_else(|| "apt installed Chromium, but it is not on the PATH".into())
}

/// `CHROMIUM` and `CHROMEDRIVER` in the environment win over what the PATH offers.
fn find(path: &SearchPath) -> Option<Browser> {
    let chosen = |variable: &str| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .filter(|file| file.is_file())
    };
    let known = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    let chromium = chosen("CHROMIUM").or_else(|| known.iter().find_map(|name| path.find(name)))?;
    let driver = chosen("CHROMEDRIVER").or_else(|| path.find("chromedriver"))?;
    Some(Browser { chromium, driver })
}

fn can_apt(path: &SearchPath) -> bool {
    Path::new("/etc/debian_version").exists() && path.find("apt-get").is_some() && is_root(path)
}

fn is_root(path: &SearchPath) -> bool {
    path.command("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// One line: what to type on this system.
fn advice(path: &SearchPath) -> &'static str {
    if path.find("apt-get").is_some() {
        return "sudo apt-get install chromium chromium-driver";
    }
    match std::env::consts::OS {
        "macos" => {
            "brew install --cask chromium chromedriver, then set CHROMIUM=/Applications/Chromium.app/Contents/MacOS/Chromium"
        }
        "windows" => {
            "install Chrome and its chromedriver, and set CHROMIUM and CHROMEDRIVER to the two files"
        }
        _ => "install them from your system's packages, or set CHROMIUM and CHROMEDRIVER to the two files",
    }
}
