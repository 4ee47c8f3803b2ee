//! `def` and `lambda`.

use std::rc::Rc;

use super::Compiler;
use super::scopes::{Scope, ScopeKind};
use super::statements::split_doc;
use crate::python::code::{Code, Constant, Kind, Op};
use crate::python::tree::{
    Expression, ExpressionKind, Function, Name, Parameter, Parameters, Place, TypeParameter,
};

impl<'t> Compiler<'t> {
    pub(super) fn function_statement(&mut self, node: &'t Function, place: Place) {
        self.decorators(&node.decorators);
        self.site(place);
        self.generic(node, &node.name, &node.type_parameters, place, |this| this.function(node, place));
        self.decorate(&node.decorators);
        self.site(place);
        self.store(&node.name);
    }

    pub(super) fn decorators(&mut self, decorators: &'t [Expression]) {
        for decorator in decorators {
            self.site(decorator.place);
            self.expression(decorator);
        }
    }

    /// Calls the decorators with what they decorate, from the last to the first.
    pub(super) fn decorate(&mut self, decorators: &'t [Expression]) {
        for decorator in decorators.iter().rev() {
            self.site(decorator.place);
            self.op(Op::Call(1));
        }
    }

    /// `→ value` of what `make` leaves; where there are brackets, in a function of their own that binds what is in them.
    pub(super) fn generic<T>(
        &mut self,
        node: &'t T,
        name: &str,
        parameters: &'t [TypeParameter],
        place: Place,
        make: impl FnOnce(&mut Self),
    ) {
        if parameters.is_empty() {
            return make(self);
        }
        let scope = self.scopes.of_brackets(node);
        self.enter(scope, Kind::Plain, &format!("<generic parameters of {name}>"), place.line);
        self.site(place);
        for parameter in parameters {
            self.take_from("typing", "TypeVar");
            self.emit().text(&parameter.name);
            self.op(Op::Call(1));
            self.store(&parameter.name);
        }
        make(self);
        self.op(Op::Return);
        let code = self.leave();
        self.closure(code, 0);
        self.op(Op::Call(0));
    }

    fn function(&mut self, node: &'t Function, place: Place) {
        let mut flags = self.defaults(&node.parameters);
        flags |= self.annotations(node);
        let scope = self.scopes.of(node);
        let found = &self.scopes.list[scope];
        let kind = kind(found);
        let method_of = self.method_of(&node.parameters);
        self.enter(scope, kind, &node.name, place.line);
        self.site(place);
        self.frame().method_of = method_of;
        self.signature(&node.parameters);
        let (doc, body) = split_doc(&node.body);
        self.emit().code.doc = doc;
        self.body(body);
        self.end();
        let code = self.leave();
        self.closure(code, flags);
    }

    /// The first parameter and the class, of a function that stands in a class's body.
    fn method_of(&mut self, parameters: &Parameters) -> Option<(Name, Name)> {
        let first = parameters.positional.first()?;
        let frame = self
            .frames
            .iter()
            .rfind(|frame| self.scopes.list[frame.scope].kind != ScopeKind::TypeParameters)?;
        let in_class = self.scopes.list[frame.scope].kind == ScopeKind::Class;
        in_class.then(|| (first.name.clone(), Rc::clone(&frame.emit.code.name)))
    }

    pub(super) fn lambda(
        &mut self,
        node: &'t ExpressionKind,
        parameters: &'t Parameters,
        body: &'t Expression,
    ) {
        let flags = self.defaults(parameters);
        let statement = self.emit().place();
        let scope = self.scopes.of(node);
        let kind = kind(&self.scopes.list[scope]);
        self.enter(scope, kind, "<lambda>", body.place.line);
        if let Some(statement) = statement {
            self.emit().site(statement);
        }
        self.signature(parameters);
        self.expression(body);
        self.op(Op::Return);
        let code = self.leave();
        self.closure(code, flags);
    }

    fn signature(&mut self, parameters: &Parameters) {
        let code = &mut self.emit().code;
        code.positional_only = parameters.only_positional as u16;
        code.positional = parameters.positional.len() as u16;
        code.keyword_only = parameters.only_keyword.len() as u16;
        code.rest = parameters.rest.is_some();
        code.keywords_rest = parameters.keywords.is_some();
    }

    /// Leaves the defaults on the stack; the flags of what is there.
    fn defaults(&mut self, parameters: &'t Parameters) -> u8 {
        let mut flags = 0;
        let values: Vec<&'t Expression> =
            parameters.positional.iter().filter_map(|parameter| parameter.default.as_ref()).collect();
        if !values.is_empty() {
            let constants: Option<Vec<Constant>> = values.iter().map(|value| self.folded(value)).collect();
            if let Some(constants) = constants {
                self.emit().constant(Constant::Tuple(constants));
            } else {
                values.iter().for_each(|value| self.expression(value));
                self.op(Op::BuildTuple(values.len() as u32));
            }
            flags |= 1;
        }
        let mut count = 0;
        for Parameter { name, default, .. } in &parameters.only_keyword {
            if let Some(default) = default {
                let name = self.mangled(name);
                self.emit().text(&name);
                self.expression(default);
                count += 1;
            }
        }
        if count > 0 {
            self.op(Op::BuildDict(count));
            flags |= 2;
        }
        flags
    }

    /// Leaves the annotations on the stack, as text, if there are any.
    fn annotations(&mut self, node: &'t Function) -> u8 {
        let Parameters { positional, rest, only_keyword, keywords, .. } = &node.parameters;
        let parameters = positional.iter().chain(only_keyword).chain(rest).chain(keywords);
        let mut count = 0;
        let returned = Name::from("return");
        let returns = node.returns.iter().map(|annotation| (&returned, annotation));
        let annotated =
            parameters.filter_map(|parameter| Some((&parameter.name, parameter.annotation.as_ref()?)));
        for (name, annotation) in annotated.chain(returns) {
            let name = self.mangled(name);
            self.emit().text(&name);
            self.emit().text(&annotation.text);
            count += 1;
        }
        if count > 0 {
            self.op(Op::BuildDict(count));
        }
        if count > 0 { 4 } else { 0 }
    }

    /// `… → function`, with its free variables from here.
    pub(super) fn closure(&mut self, code: Rc<Code>, mut flags: u8) {
        let frees: Vec<Name> = code.slots[usize::from(code.first_free)..].to_vec();
        for name in &frees {
            let scope = self.frame().scope;
            // A cell of one's own comes before a free variable of the same name: a class has both.
            let own = self.scopes.list[scope].cells.contains(name)
                || (&**name == "__class__" && self.scopes.list[scope].class_cell);
            let slot = self.emit().slot(name, !own);
            self.op(Op::LoadClosure(slot));
        }
        if !frees.is_empty() {
            self.op(Op::BuildTuple(frees.len() as u32));
            flags |= 8;
        }
        let emit = self.emit();
        emit.code.codes.push(code);
        let code = (emit.code.codes.len() - 1) as u16;
        emit.op(Op::MakeFunction { code, flags });
    }
}

fn kind(scope: &Scope) -> Kind {
    match (scope.kind == ScopeKind::AsyncFunction, scope.yields) {
        (true, true) => Kind::AsyncGenerator,
        (true, false) => Kind::Coroutine,
        (false, true) => Kind::Generator,
        (false, false) => Kind::Plain,
    }
}
