//! Dates and times of day of the virtual clock, which is in UTC, and `strftime`.

use super::fault::{Res, within};

/// A date and a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: i64,
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
    /// From 0 to 23.
    pub hour: u32,
    /// From 0 to 59.
    pub minute: u32,
    /// From 0 to 61.
    pub second: u32,
    /// From 0 to 999,999.
    pub microsecond: u32,
    /// From 0, which is Monday.
    pub weekday: u32,
    /// From 1.
    pub yearday: u32,
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SECONDS_A_DAY: i64 = 86_400;

/// Days from 1970-01-01 to a date of the Gregorian calendar, months counted from March so that the odd day is the last.
pub fn days_to(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date that is so many days after 1970-01-01.
fn date(days: i64) -> (i64, u32, u32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month as u32, day as u32)
}

impl Moment {
    /// So many nanoseconds after 1970-01-01 00:00:00.
    pub fn from_ns(ns: u64) -> Self {
        let seconds = (ns / 1_000_000_000) as i64;
        Self { microsecond: (ns % 1_000_000_000 / 1000) as u32, ..Self::from_seconds(seconds) }
    }

    /// So many seconds after 1970-01-01 00:00:00, within a million years.
    pub fn from_seconds(seconds: i64) -> Self {
        let most = SECONDS_A_DAY * 366 * 1_000_000;
        let seconds = seconds.clamp(-most, most);
        let (days, of_day) = (seconds.div_euclid(SECONDS_A_DAY), seconds.rem_euclid(SECONDS_A_DAY) as u32);
        let (year, month, day) = date(days);
        Self {
            year,
            month,
            day,
            hour: of_day / 3600,
            minute: of_day / 60 % 60,
            second: of_day % 60,
            microsecond: 0,
            weekday: (days + 3).rem_euclid(7) as u32,
            yearday: (days - days_to(year, 1, 1) + 1) as u32,
        }
    }

    /// The year and the week that ISO 8601 puts it in.
    fn iso_week(&self) -> (i64, i64) {
        // The week belongs to the year of its Thursday.
        let thursday = days_to(self.year, self.month, self.day) - i64::from(self.weekday) + 3;
        let (year, _, _) = date(thursday);
        (year, (thursday - days_to(year, 1, 1)) / 7 + 1)
    }

    /// The week of the year where weeks begin on a day, given as days after Monday.
    fn week(&self, first: u32) -> i64 {
        i64::from((self.yearday + 6 - (self.weekday + 7 - first) % 7) / 7)
    }

    fn day_name(&self) -> &'static str {
        DAYS.get(self.weekday as usize).copied().unwrap_or("?")
    }

    fn month_name(&self) -> &'static str {
        (self.month as usize).checked_sub(1).and_then(|at| MONTHS.get(at)).copied().unwrap_or("?")
    }
}

/// Which zone a moment says that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone<'a> {
    /// For `%z`, as `+0000`.
    pub offset: &'a str,
    /// For `%Z`.
    pub name: &'a str,
}

/// How a part of a date is shown: a number with its usual width and fill, or a text.
enum Part {
    Number(i64, usize, char),
    Text(String),
}

/// `strftime(format)`
pub fn strftime(format: &str, moment: &Moment, zone: Zone<'_>) -> Res<String> {
    let mut result = String::new();
    let mut rest = format.chars();
    while let Some(each) = rest.next() {
        if each != '%' {
            result.push(each);
            continue;
        }
        let start = rest.as_str();
        let mut flag = None;
        let mut next = rest.next();
        while let Some(given @ ('-' | '_' | '0' | '^' | '#')) = next {
            flag = Some(given);
            next = rest.next();
        }
        match next.and_then(|letter| part(letter, moment, zone)) {
            Some(part) => result.push_str(&shown(part, flag)),
            None => {
                result.push('%');
                result.push_str(&start[..start.len() - rest.as_str().len()]);
            }
        }
        within(result.len())?;
    }
    Ok(result)
}

/// A part with its flag.
fn shown(part: Part, flag: Option<char>) -> String {
    match part {
        Part::Text(text) if flag == Some('^') => text.to_uppercase(),
        Part::Text(text) => text,
        Part::Number(value, width, fill) => match (flag, fill) {
            (Some('-'), _) => value.to_string(),
            (Some('_'), _) => format!("{value:width$}"),
            (Some('0'), _) | (_, '0') => format!("{value:0width$}"),
            _ => format!("{value:width$}"),
        },
    }
}

/// What a letter stands for; `None` for those that stand for nothing.
fn part(letter: char, moment: &Moment, zone: Zone<'_>) -> Option<Part> {
    let two = |value: u32| Part::Number(i64::from(value), 2, '0');
    let spaced = |value: u32| Part::Number(i64::from(value), 2, ' ');
    let number = |value: i64, width| Part::Number(value, width, '0');
    let text = |text: &str| Part::Text(text.to_owned());
    let twelve = (moment.hour + 11) % 12 + 1;
    let half = if moment.hour < 12 { "AM" } else { "PM" };
    let whole = |format| strftime(format, moment, zone).ok().map(Part::Text);
    Some(match letter {
        'a' => text(&moment.day_name()[..3]),
        'A' => text(moment.day_name()),
        'b' | 'h' => text(&moment.month_name()[..3]),
        'B' => text(moment.month_name()),
        'c' => return whole("%a %b %e %H:%M:%S %Y"),
        'C' => number(moment.year.div_euclid(100), 2),
        'd' => two(moment.day),
        'D' | 'x' => return whole("%m/%d/%y"),
        'e' => spaced(moment.day),
        'f' => Part::Number(i64::from(moment.microsecond), 6, '0'),
        'F' => return whole("%Y-%m-%d"),
        'g' => number(moment.iso_week().0.rem_euclid(100), 2),
        'G' => number(moment.iso_week().0, 1),
        'H' => two(moment.hour),
        'I' => two(twelve),
        'j' => number(i64::from(moment.yearday), 3),
        'k' => spaced(moment.hour),
        'l' => spaced(twelve),
        'm' => two(moment.month),
        'M' => two(moment.minute),
        'n' => text("\n"),
        'p' => text(half),
        'P' => text(&half.to_lowercase()),
        'r' => return whole("%I:%M:%S %p"),
        'R' => return whole("%H:%M"),
        's' => {
            let days = days_to(moment.year, moment.month, moment.day);
            let of_day = moment.hour * 3600 + moment.minute * 60 + moment.second;
            number(days * SECONDS_A_DAY + i64::from(of_day), 1)
        }
        'S' => two(moment.second),
        't' => text("\t"),
        'T' | 'X' => return whole("%H:%M:%S"),
        'u' => number(i64::from(moment.weekday) + 1, 1),
        'U' => number(moment.week(6), 2),
        'V' => number(moment.iso_week().1, 2),
        'w' => number((i64::from(moment.weekday) + 1) % 7, 1),
        'W' => number(moment.week(0), 2),
        'y' => number(moment.year.rem_euclid(100), 2),
        'Y' => number(moment.year, 1),
        'z' => text(zone.offset),
        'Z' => text(zone.name),
        '%' => text("%"),
        _ => return None,
    })
}
