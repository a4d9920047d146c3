//! How much memory this process holds, as Linux tells it; nothing elsewhere.

/// Bytes held now.
pub(crate) fn resident() -> Option<u64> {
    field("VmRSS:")
}

/// Bytes held at most so far.
pub(crate) fn peak() -> Option<u64> {
    field("VmHWM:")
}

fn field(name: &str) -> Option<u64> {
    parse(&std::fs::read_to_string("/proc/self/status").ok()?, name)
}

fn parse(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_are_read_as_linux_writes_them() {
        assert_eq!(parse("Name:\tx\nVmHWM:\t   12 kB\n", "VmHWM:"), Some(12 * 1024));
        assert_eq!(parse("Name:\tx\n", "VmHWM:"), None);
    }
}
