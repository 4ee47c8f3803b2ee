//! Finding one request among many: by its number, or by the name of its group.

use super::{Shown, State, Window};
use crate::time::Instant;
use crate::trace::TaskId;

impl Shown {
    /// The request that a reader asks for: `1234`, `#1234`, `request 1,234`, or the next one after `after` whose group
    /// has the text in its name.
    pub fn find(&self, asked: &str, after: Option<TaskId>) -> Option<TaskId> {
        let asked = asked.trim().to_ascii_lowercase();
        let bare = asked.strip_prefix("request").unwrap_or(&asked).trim().trim_start_matches('#');
        let digits: String = bare.chars().filter(|&c| c != ',').collect();
        if let Ok(number) = digits.parse::<u32>() {
            let id = TaskId(number.checked_sub(1)?);
            return self.has_task(id).then_some(id);
        }
        self.find_named(&asked, after)
    }

    fn find_named(&self, asked: &str, after: Option<TaskId>) -> Option<TaskId> {
        if asked.is_empty() {
            return None;
        }
        let trace = &self.runs.first()?.trace;
        let is_asked = |group: &crate::scenario::Group| group.name.to_ascii_lowercase().contains(asked);
        let asked: Vec<bool> = self.scenario().groups.iter().map(is_asked).collect();
        let is_it = |id: &TaskId| {
            let info = trace.tasks().get(id.0 as usize);
            info.is_some_and(|info| asked.get(info.group as usize) == Some(&true))
        };
        let first = after.map_or(0, |after| after.0 as usize + 1);
        trace.task_ids().skip(first).chain(trace.task_ids().take(first)).find(is_it)
    }

    /// When a request is there, in any run: from its arrival to the last run's answer.
    pub fn life(&self, request: TaskId) -> Option<(Instant, Instant)> {
        let infos = self.runs.iter().filter_map(|run| run.trace.tasks().get(request.0 as usize));
        infos.map(|info| (info.created, info.ended)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }
}

impl State {
    /// Follows the request and looks at its whole life, with some room around it.
    pub(super) fn go_to(&mut self, request: TaskId) {
        let Some((start, end)) = self.shown.life(request) else { return };
        let room_ns = end.since(start).as_ns() / 8 + 1;
        let window = Window {
            start: Instant::from_ns(start.as_ns().saturating_sub(room_ns)),
            end: Instant::from_ns(end.as_ns().saturating_add(room_ns)),
        };
        self.follow = Some(request);
        self.zoom = window.within(self.end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::state::{Action, address};

    const MANY: &str = "req=cpu1-io40-cpu1_x100_every1_as.page&req=cpu2_x3_at50_every9_as.report";

    #[track_caller]
    fn check(asked: &str, after: Option<u32>, expected: Option<u32>) {
        let shown = address::open(MANY, "").shown;
        let after = after.map(|number| TaskId(number - 1));
        assert_eq!(shown.find(asked, after).map(TaskId::number), expected, "{asked}");
    }

    #[test]
    fn a_request_is_found_by_number_and_by_name() {
        check("7", None, Some(7));
        check(" Request #103 ", None, Some(103));
        check("0", None, None);
        check("104", None, None);
        check("", None, None);
        check("nobody", None, None);
        check("page", None, Some(1));
        check("page", Some(1), Some(2));
    }

    #[test]
    fn the_next_of_a_name_is_found_until_it_begins_anew() {
        let shown = address::open(MANY, "").shown;
        let mut found = Vec::new();
        let mut at = None;
        for _ in 0..4 {
            at = shown.find("REP", at);
            found.extend(at);
        }
        let groups: Vec<u32> =
            found.iter().map(|id| shown.runs[0].trace.tasks()[id.0 as usize].group).collect();
        assert_eq!(groups, [1; 4]);
        assert!(found[0] < found[1] && found[1] < found[2] && found[3] == found[0], "{found:?}");
    }

    #[test]
    fn what_is_found_is_followed_and_in_view() {
        let state = address::open(MANY, "");
        let found = state.after(Action::Find(TaskId(49)));
        let (start, end) = state.shown.life(TaskId(49)).expect("it lives");
        assert_eq!(found.follow, Some(TaskId(49)));
        assert!(found.window().contains(start) && found.window().contains(end));
        assert!(found.window().length() < state.window().length());
        assert_eq!(state.after(Action::Find(TaskId(9_999))).follow, None);
    }
}
