//! The processor's time that this process has used: it measures work where other programs keep the machine busy.

#[cfg(not(target_arch = "wasm32"))]
pub fn seconds() -> f64 {
    cpu_time::ProcessTime::now().as_duration().as_secs_f64()
}

#[cfg(target_arch = "wasm32")]
pub fn seconds() -> f64 {
    node::used_microseconds() / 1e6
}

/// The most memory that this process has had, in MB; `None` where the system does not tell.
#[cfg(not(target_arch = "wasm32"))]
pub fn most_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024.0 / 1e6)
}

/// The memory of the module, which never shrinks.
#[cfg(target_arch = "wasm32")]
pub fn most_megabytes() -> Option<f64> {
    Some(core::arch::wasm32::memory_size(0) as f64 * 65_536.0 / 1e6)
}

/// Prints a line.
pub fn print(line: &str) {
    #[cfg(not(target_arch = "wasm32"))]
    println!("{line}");
    #[cfg(target_arch = "wasm32")]
    node::log(line);
}

#[cfg(target_arch = "wasm32")]
mod node {
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        pub type Usage;

        #[wasm_bindgen(method, getter)]
        fn user(this: &Usage) -> f64;

        #[wasm_bindgen(method, getter)]
        fn system(this: &Usage) -> f64;

        #[wasm_bindgen(js_namespace = process, js_name = cpuUsage)]
        fn cpu_usage() -> Usage;

        #[wasm_bindgen(js_namespace = console)]
        pub fn log(line: &str);
    }

    pub fn used_microseconds() -> f64 {
        let usage = cpu_usage();
        usage.user() + usage.system()
    }
}
