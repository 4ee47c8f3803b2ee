//! The words of the charts of latencies and of requests in the system.

/// What opens the charts.
pub const CHARTS: &str = "Latency and load as charts";
/// Heading of the first chart.
pub const LATENCIES: &str = "Share of requests answered within";
/// Heading of the second chart.
pub const IN_SYSTEM: &str = "Requests arrived and not answered";
/// Caption of the table.
pub const TABLE: &str = "Latencies, and the most requests at one time";
/// Row: half of the requests took no longer.
pub const P50: &str = "50 % within";
/// Row.
pub const P95: &str = "95 % within";
/// Row.
pub const P99: &str = "99 % within";
/// Row: the longest.
pub const MAX: &str = "All within";
/// Row.
pub const MOST: &str = "Most at once";
