//! `class`.

use super::Compiler;
use super::calls::spreads;
use super::statements::split_doc;
use crate::python::code::{Kind, Op};
use crate::python::tree::{Argument, Class, Name, Place};

impl<'t> Compiler<'t> {
    pub(super) fn class_statement(&mut self, node: &'t Class, place: Place) {
        self.decorators(&node.decorators);
        self.site(place);
        self.generic(node, &node.name, &node.type_parameters, place, |this| this.class(node, place));
        self.decorate(&node.decorators);
        self.site(place);
        self.store(&node.name);
    }

    fn class(&mut self, node: &'t Class, place: Place) {
        self.op(Op::LoadBuildClass);
        let scope = self.scopes.of(node);
        self.enter(scope, Kind::Class, &node.name, place.line);
        self.site(place);
        self.class_body(node);
        let code = self.leave();
        self.closure(code, 0);
        self.emit().text(&node.name);
        // A class with brackets is generic.
        let generic = (!node.type_parameters.is_empty()).then_some("Generic");
        let keywords = node.arguments.iter().any(|argument| matches!(argument, Argument::Keyword { .. }));
        if spreads(&node.arguments) || (generic.is_some() && keywords) {
            self.spread(2, &node.arguments, generic);
        } else if let Some(generic) = generic {
            node.arguments.iter().for_each(|argument| self.expression(argument.value()));
            self.take_from("typing", generic);
            self.op(Op::Call(3 + node.arguments.len() as u32));
        } else {
            self.plain(false, 2, &node.arguments);
        }
    }

    fn class_body(&mut self, node: &'t Class) {
        let module = Name::from("__name__");
        let global = self.global(&module);
        self.op(Op::LoadGlobal(global));
        self.store_own("__module__");
        let qualname = self.emit().code.qualname.clone();
        self.emit().text(&qualname);
        self.store_own("__qualname__");
        let (doc, body) = split_doc(&node.body);
        if let Some(doc) = doc {
            self.emit().text(&doc);
            self.store_own("__doc__");
            self.emit().code.doc = Some(doc);
        }
        self.body(body);
        let annotations = std::mem::take(&mut self.frame().annotations);
        if !annotations.is_empty() {
            for (name, text) in &annotations {
                self.emit().text(name);
                self.emit().text(text);
            }
            self.op(Op::BuildDict(annotations.len() as u32));
            self.store_own("__annotations__");
        }
        let scope = self.frame().scope;
        if self.scopes.list[scope].class_cell {
            let slot = self.emit().slot("__class__", false);
            self.op(Op::LoadClosure(slot));
            self.op(Op::Return);
        } else {
            self.end();
        }
    }

    /// `value →`: into the namespace of the class.
    fn store_own(&mut self, name: &str) {
        let name = self.emit().name(name);
        self.op(Op::StoreName(name));
    }
}
