//! `match`: what a pattern looks at is in hidden variables, and names are bound once the whole pattern holds.

use std::collections::BTreeSet;

use super::Compiler;
use super::emit::Label;
use crate::python::code::{Compare, Constant, Op};
use crate::python::tree::{self, Case, Expression, Name, Pattern, PatternKind, Place};

/// One pattern on its way.
struct Matching {
    /// Where it goes on if the pattern does not hold.
    failed: Label,
    /// What is bound, and where it waits.
    captures: Vec<(Name, u16)>,
    /// Every hidden variable that was used.
    hidden: Vec<u16>,
}

impl<'t> Compiler<'t> {
    pub(super) fn match_statement(&mut self, subject: &'t Expression, cases: &'t [Case], place: Place) {
        self.expression(subject);
        let slot = self.emit().hidden();
        self.op(Op::StoreLocal(slot));
        let end = self.emit().label();
        for (index, case) in cases.iter().enumerate() {
            let is_last = index + 1 == cases.len();
            if let (false, None, Some(why)) = (is_last, &case.guard, always(&case.pattern)) {
                self.problem(case.pattern.place, format!("{why} makes remaining patterns unreachable"));
            }
            self.site(case.place);
            self.case(case, slot, end);
        }
        self.site(place);
        self.clear(&[slot]);
        self.emit().bind(end);
        self.emit().give_back(slot);
    }

    fn case(&mut self, case: &'t Case, slot: u16, end: Label) {
        let failed = self.emit().label();
        let next = self.emit().label();
        let mut matching = Matching { failed, captures: Vec::new(), hidden: Vec::new() };
        self.pattern(&case.pattern, slot, &mut matching);
        for (name, from) in &matching.captures {
            self.op(Op::LoadLocal(*from));
            self.store(name);
        }
        self.clear(&matching.hidden);
        if let Some(guard) = &case.guard {
            self.jump_if(guard, false, next);
        }
        self.clear(&[slot]);
        self.body(&case.body);
        self.emit().jump(Op::Jump, end);
        self.emit().bind(failed);
        self.clear(&matching.hidden);
        self.emit().bind(next);
        matching.hidden.into_iter().for_each(|slot| self.emit().give_back(slot));
    }

    /// Lets go of what hidden variables hold.
    fn clear(&mut self, slots: &[u16]) {
        for slot in slots {
            self.emit().none();
            self.op(Op::StoreLocal(*slot));
        }
    }

    fn hidden(&mut self, matching: &mut Matching) -> u16 {
        let slot = self.emit().hidden();
        matching.hidden.push(slot);
        slot
    }

    fn pattern(&mut self, pattern: &'t Pattern, slot: u16, matching: &mut Matching) {
        match &pattern.kind {
            PatternKind::Value(value) => {
                self.op(Op::LoadLocal(slot));
                self.expression(value);
                self.op(Op::Compare(Compare::Equal));
                self.emit().jump(Op::JumpIfFalse, matching.failed);
            }
            PatternKind::Same(constant) => {
                self.op(Op::LoadLocal(slot));
                let constant = if let tree::Constant::Bool(value) = constant {
                    Constant::Bool(*value)
                } else {
                    Constant::None
                };
                self.emit().constant(constant);
                self.op(Op::Compare(Compare::Is));
                self.emit().jump(Op::JumpIfFalse, matching.failed);
            }
            PatternKind::Sequence(patterns) => self.sequence(patterns, slot, matching),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping((keys, patterns, rest.as_ref()), pattern.place, slot, matching);
            }
            PatternKind::Class { class, positional, keywords } => {
                self.class_pattern(class, positional, keywords, slot, matching);
            }
            PatternKind::Star(name) => self.capture(name.as_ref(), pattern.place, slot, matching),
            PatternKind::As { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner, slot, matching);
                }
                self.capture(name.as_ref(), pattern.place, slot, matching);
            }
            PatternKind::Or(patterns) => self.any_of(patterns, slot, matching),
        }
    }

    fn capture(&mut self, name: Option<&'t Name>, place: Place, slot: u16, matching: &mut Matching) {
        let Some(name) = name else { return };
        if matching.captures.iter().any(|(known, _)| known == name) {
            self.problem(place, format!("multiple assignments to name '{name}' in pattern"));
            return;
        }
        let to = self.hidden(matching);
        matching.captures.push((name.clone(), to));
        self.op(Op::LoadLocal(slot));
        self.op(Op::StoreLocal(to));
    }

    /// `subject → subject value`, of which the value alone stays, and must be true.
    fn must(&mut self, slot: u16, ops: &[Op], matching: &Matching) {
        self.op(Op::LoadLocal(slot));
        ops.iter().for_each(|op| self.op(*op));
        self.emit().jump(Op::JumpIfFalse, matching.failed);
    }

    /// The length is so much, or at least so much.
    fn length(&mut self, count: usize, exact: bool, slot: u16, matching: &Matching) {
        self.op(Op::LoadLocal(slot));
        self.op(Op::GetLength);
        self.op(Op::Swap(2));
        self.op(Op::Pop);
        self.emit().constant(Constant::Int(count as i64));
        self.op(Op::Compare(if exact { Compare::Equal } else { Compare::GreaterEqual }));
        self.emit().jump(Op::JumpIfFalse, matching.failed);
    }

    fn sequence(&mut self, patterns: &'t [Pattern], slot: u16, matching: &mut Matching) {
        self.must(slot, &[Op::MatchSequence, Op::Swap(2), Op::Pop], matching);
        let star = |pattern: &Pattern| matches!(pattern.kind, PatternKind::Star(_));
        let found = patterns.iter().position(star);
        if let Some(second) =
            found.and_then(|first| patterns[first + 1..].iter().find(|pattern| star(pattern)))
        {
            self.problem(second.place, "multiple starred expressions in sequence pattern");
        }
        let least = patterns.len() - usize::from(found.is_some());
        if found.is_none() || least > 0 {
            self.length(least, found.is_none(), slot, matching);
        }
        // What nobody looks at is not read.
        if patterns.iter().all(|pattern| {
            matches!(pattern.kind, PatternKind::As { pattern: None, name: None } | PatternKind::Star(None))
        }) {
            return;
        }
        if let Some(star) = found
            && matches!(patterns[star].kind, PatternKind::Star(None))
        {
            self.by_index(patterns, star, slot, matching);
            return;
        }
        self.op(Op::LoadLocal(slot));
        match found {
            None => self.op(Op::Unpack(patterns.len() as u32)),
            Some(star) => {
                let after = patterns.len() - star - 1;
                self.op(Op::UnpackRest { before: star as u16, after: after as u16 });
            }
        }
        self.each(patterns, matching);
    }

    /// `a₁ … aₙ →`: each goes to a pattern.
    fn each(&mut self, patterns: &'t [Pattern], matching: &mut Matching) {
        let slots: Vec<u16> = patterns.iter().map(|_| self.hidden(matching)).collect();
        slots.iter().for_each(|slot| self.op(Op::StoreLocal(*slot)));
        for (pattern, slot) in patterns.iter().zip(slots) {
            self.pattern(pattern, slot, matching);
        }
    }

    /// A sequence with a star that binds nothing: the others are taken one by one.
    fn by_index(&mut self, patterns: &'t [Pattern], star: usize, slot: u16, matching: &mut Matching) {
        for (index, pattern) in patterns.iter().enumerate() {
            if index == star || matches!(pattern.kind, PatternKind::As { pattern: None, name: None }) {
                continue;
            }
            self.op(Op::LoadLocal(slot));
            if index < star {
                self.emit().constant(Constant::Int(index as i64));
            } else {
                self.op(Op::GetLength);
                self.emit().constant(Constant::Int((patterns.len() - index) as i64));
                self.op(Op::Binary(crate::python::code::Binary::Subtract));
            }
            self.op(Op::LoadItem);
            let item = self.hidden(matching);
            self.op(Op::StoreLocal(item));
            self.pattern(pattern, item, matching);
        }
    }

    fn mapping(
        &mut self,
        (keys, patterns, rest): (&'t [Expression], &'t [Pattern], Option<&'t Name>),
        place: Place,
        slot: u16,
        matching: &mut Matching,
    ) {
        self.must(slot, &[Op::MatchMapping, Op::Swap(2), Op::Pop], matching);
        if keys.is_empty() && rest.is_none() {
            return;
        }
        if !keys.is_empty() {
            self.length(keys.len(), false, slot, matching);
        }
        let mut seen = Vec::new();
        for key in keys {
            if let Some(constant) = self.folded(key) {
                if seen.contains(&constant) {
                    self.problem(key.place, "mapping pattern checks a key twice");
                }
                seen.push(constant);
            }
        }
        let values = self.hidden(matching);
        let taken = self.hidden(matching);
        self.op(Op::LoadLocal(slot));
        keys.iter().for_each(|key| self.expression(key));
        self.op(Op::BuildTuple(keys.len() as u32));
        self.op(Op::MatchKeys);
        self.op(Op::StoreLocal(values));
        self.op(Op::StoreLocal(taken));
        self.op(Op::Pop);
        self.op(Op::LoadLocal(values));
        self.emit().jump(Op::JumpIfNone, matching.failed);
        if let Some(rest) = rest {
            let left = self.hidden(matching);
            self.op(Op::LoadLocal(slot));
            self.op(Op::LoadLocal(taken));
            self.op(Op::MatchRest);
            self.op(Op::StoreLocal(left));
            self.capture(Some(rest), place, left, matching);
        }
        self.op(Op::LoadLocal(values));
        self.op(Op::Unpack(keys.len() as u32));
        self.each(patterns, matching);
    }

    fn class_pattern(
        &mut self,
        class: &'t Expression,
        positional: &'t [Pattern],
        keywords: &'t [(Name, Place, Pattern)],
        slot: u16,
        matching: &mut Matching,
    ) {
        let mut seen = BTreeSet::new();
        for (name, place, _) in keywords {
            if !seen.insert(name) {
                self.problem(*place, format!("attribute name repeated in class pattern: {name}"));
            }
        }
        self.op(Op::LoadLocal(slot));
        self.expression(class);
        let names = keywords.iter().map(|(name, _, _)| Constant::Str(name.clone())).collect();
        self.emit().constant(Constant::Tuple(names));
        self.op(Op::MatchClass(positional.len() as u32));
        let values = self.hidden(matching);
        self.op(Op::StoreLocal(values));
        self.op(Op::LoadLocal(values));
        self.emit().jump(Op::JumpIfNone, matching.failed);
        self.op(Op::LoadLocal(values));
        let count = positional.len() + keywords.len();
        self.op(Op::Unpack(count as u32));
        let slots: Vec<u16> = (0..count).map(|_| self.hidden(matching)).collect();
        slots.iter().for_each(|slot| self.op(Op::StoreLocal(*slot)));
        let patterns = positional.iter().chain(keywords.iter().map(|(_, _, pattern)| pattern));
        for (pattern, slot) in patterns.zip(slots) {
            self.pattern(pattern, slot, matching);
        }
    }

    /// Alternatives, which all bind the same names.
    fn any_of(&mut self, patterns: &'t [Pattern], slot: u16, matching: &mut Matching) {
        let done = self.emit().label();
        let outer = matching.failed;
        let before = matching.captures.len();
        let mut bound: Option<Vec<(Name, u16)>> = None;
        for (index, pattern) in patterns.iter().enumerate() {
            let is_last = index + 1 == patterns.len();
            if let (false, Some(why)) = (is_last, always(pattern)) {
                self.problem(pattern.place, format!("{why} makes remaining patterns unreachable"));
            }
            let next = self.emit().label();
            matching.failed = if is_last { outer } else { next };
            self.pattern(pattern, slot, matching);
            let own: Vec<(Name, u16)> = matching.captures.drain(before..).collect();
            match &bound {
                None => bound = Some(own),
                Some(first) => {
                    let same = own.len() == first.len()
                        && own.iter().all(|(name, _)| first.iter().any(|(known, _)| known == name));
                    if !same {
                        self.problem(pattern.place, "alternative patterns bind different names");
                    }
                    for (name, from) in own {
                        if let Some((_, to)) = first.iter().find(|(known, _)| *known == name) {
                            self.op(Op::LoadLocal(from));
                            self.op(Op::StoreLocal(*to));
                        }
                    }
                }
            }
            self.emit().jump(Op::Jump, done);
            self.emit().bind(next);
        }
        matching.failed = outer;
        matching.captures.extend(bound.unwrap_or_default());
        self.emit().bind(done);
    }
}

/// Why a pattern always holds, if it does.
fn always(pattern: &Pattern) -> Option<String> {
    match &pattern.kind {
        PatternKind::As { pattern: None, name: None } => Some("wildcard".to_string()),
        PatternKind::As { pattern: None, name: Some(name) } => Some(format!("name capture '{name}'")),
        PatternKind::As { pattern: Some(inner), .. } => always(inner),
        PatternKind::Or(patterns) => patterns.last().and_then(always),
        PatternKind::Value(_)
        | PatternKind::Same(_)
        | PatternKind::Sequence(_)
        | PatternKind::Mapping { .. }
        | PatternKind::Class { .. }
        | PatternKind::Star(_) => None,
    }
}
