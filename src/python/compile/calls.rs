//! Calls with all kinds of arguments.

use super::Compiler;
use crate::python::code::Op;
use crate::python::tree::{Argument, Expression, ExpressionKind, Name};

impl<'t> Compiler<'t> {
    pub(super) fn call(&mut self, function: &'t Expression, arguments: &'t [Argument]) {
        if spreads(arguments) {
            self.expression(function);
            self.spread(0, arguments, None);
            return;
        }
        if let ExpressionKind::Attribute { value, name } = &*function.kind {
            self.expression(value);
            let name = self.mangled(name);
            let name = self.emit().name(&name);
            self.op(Op::LoadMethod(name));
            self.plain(true, 0, arguments);
        } else {
            self.expression(function);
            self.plain(false, 0, arguments);
        }
    }

    /// The arguments and the call, where so many arguments are on the stack already.
    pub(super) fn plain(&mut self, method: bool, before: u32, arguments: &'t [Argument]) {
        let mut names: Vec<Name> = Vec::new();
        for argument in arguments {
            self.expression(argument.value());
            if let Argument::Keyword { name, .. } = argument {
                names.push(name.clone());
            }
        }
        let count = before + arguments.len() as u32;
        let op = if names.is_empty() {
            if method { Op::CallMethod(count) } else { Op::Call(count) }
        } else {
            let names = self.emit().keywords(&names);
            let count = count as u16;
            if method { Op::CallMethodKeywords { count, names } } else { Op::CallKeywords { count, names } }
        };
        self.op(op);
    }

    /// The same where some are spread. What stands by position comes first, wherever it is written.
    pub(super) fn spread(&mut self, before: u32, arguments: &'t [Argument], last: Option<&str>) {
        self.op(Op::BuildList(before));
        for argument in arguments {
            match argument {
                Argument::Positional(value) => {
                    self.expression(value);
                    self.op(Op::ListAppend(1));
                }
                Argument::Spread(value) => {
                    self.expression(value);
                    self.op(Op::ListExtend);
                }
                Argument::Keyword { .. } | Argument::SpreadKeywords(_) => {}
            }
        }
        if let Some(name) = last {
            self.take_from("typing", name);
            self.op(Op::ListAppend(1));
        }
        let mut keywords = false;
        for argument in arguments {
            match argument {
                Argument::Keyword { name, value, .. } => {
                    self.begin_keywords(&mut keywords);
                    self.emit().text(name);
                    self.expression(value);
                    self.op(Op::BuildDict(1));
                    self.op(Op::DictMerge);
                }
                Argument::SpreadKeywords(value) => {
                    self.begin_keywords(&mut keywords);
                    self.expression(value);
                    self.op(Op::DictMerge);
                }
                Argument::Positional(_) | Argument::Spread(_) => {}
            }
        }
        self.op(Op::CallSpread { keywords });
    }

    fn begin_keywords(&mut self, begun: &mut bool) {
        if !std::mem::replace(begun, true) {
            self.op(Op::BuildDict(0));
        }
    }
}

/// Whether some arguments are spread.
pub(super) fn spreads(arguments: &[Argument]) -> bool {
    arguments.iter().any(|argument| matches!(argument, Argument::Spread(_) | Argument::SpreadKeywords(_)))
}
