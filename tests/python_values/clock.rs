//! Dates and `strftime`.

use interleave::python::clock::{Moment, Zone, strftime};
use interleave::python::text::escape;

use super::Pairs;
use super::draw::Draw;

const UTC: Zone<'_> = Zone { offset: "+0000", name: "GMT" };

#[test]
fn formats_of_dates() {
    let mut draw = Draw::new(60);
    let mut pairs = Pairs::default();
    let letters: Vec<char> = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%".chars().collect();
    for _ in 0..400 {
        let seconds = if draw.chance(30) {
            draw.between(0, 1_000_000)
        } else {
            draw.between(-2_000_000_000, 9_000_000_000)
        };
        let moment = Moment::from_seconds(seconds);
        for &letter in &letters {
            let format = format!("{}%{letter}", draw.pick(&["", "at ", "é"]));
            // It goes by the zone of the machine that the test runs on.
            if letter == 's' {
                continue;
            }
            pairs.add(
                format!("time.strftime({}, time.gmtime({seconds}))", escape::text(&format)),
                strftime(&format, &moment, UTC).map(|text| escape::text(&text)),
            );
        }
        for format in ["%-d.%-m.%Y", "%_d", "%-H", "%-j", "%^a", "%^B", "%q", "%", "100%", "%-q"] {
            pairs.add(
                format!("time.strftime({}, time.gmtime({seconds}))", escape::text(format)),
                strftime(format, &moment, UTC).map(|text| escape::text(&text)),
            );
        }
        let Moment { year, month, day, hour, minute, second, weekday, yearday, .. } = moment;
        pairs.add(
            format!("tuple(time.gmtime({seconds}))"),
            Ok(format!("({year}, {month}, {day}, {hour}, {minute}, {second}, {weekday}, {yearday}, 0)")),
        );
    }
    let moment = Moment::from_ns(1_735_571_045_000_123_999);
    let plain = Zone { offset: "", name: "" };
    pairs.add(
        "datetime.datetime(2024, 12, 30, 15, 4, 5, 123).strftime('%H:%M:%S.%f %z %Z|')",
        strftime("%H:%M:%S.%f %z %Z|", &moment, plain).map(|text| escape::text(&text)),
    );
    pairs.check();
}
