//! Calls: how arguments find their parameters, and who runs next.

use std::rc::Rc;

use super::frame::{Activation, CodeFrame, Frame, Then};
use super::generators::Start;
use super::load::Loaded;
use super::{DEPTH_MAX, Done, FRAMES_MAX, Got, Machine};
use crate::python::code::Kind;
use crate::python::values::function::FUNCTION_SIZE;
use crate::python::values::{
    Args, Bind, Dict, ErrorKind, Flow, Function, Native, NativeCode, Raise, Symbol, Takes, Value, memory,
    symbol,
};

impl Machine {
    /// What calls a function of the library's `_deep`.
    pub fn deep_call(&mut self, name: &str, args: Vec<Value>, names: Vec<Symbol>) -> Result<Flow, Raise> {
        match self.deep_function(name) {
            Ok(function) => Ok(Flow::CallNamed(function, args, names)),
            Err(_) => Err(Raise::type_error(format!("this takes '{name}', which is not there"))),
        }
    }

    /// A fresh frame of a code.
    pub fn new_frame(&mut self, code: Rc<Loaded>) -> Box<CodeFrame> {
        if let Some(mut frame) = self.pool.pop() {
            frame.code = code;
            frame.pc = 0;
            return frame;
        }
        Box::new(CodeFrame {
            slots: Vec::with_capacity(code.slots.len() + code.stack),
            code,
            pc: 0,
            then: Then::Push,
            line: 0,
            namespace: None,
            owner: None,
            outer_handled: Value::None,
            own_handled: Value::Unbound,
        })
    }

    /// Takes back a frame that is done.
    #[inline]
    pub fn release(&mut self, mut frame: Box<CodeFrame>) {
        if frame.slots.iter().any(Value::is_shared) {
            memory::bury(&mut frame.slots);
        }
        frame.slots.clear();
        frame.then = Then::Push;
        frame.line = 0;
        if frame.owner.is_some() || frame.namespace.is_some() {
            frame.owner = None;
            frame.namespace = None;
        }
        frame.outer_handled = Value::None;
        frame.own_handled = Value::Unbound;
        if self.pool.len() < 64 && frame.slots.capacity() < 512 {
            self.pool.push(frame);
        }
    }

    /// Is there room for one more frame?
    #[inline]
    pub fn check_depth(&self, prelude: bool) -> Result<(), Raise> {
        if (!prelude && self.depth >= DEPTH_MAX) || self.frames.len() > FRAMES_MAX {
            return Err(Raise::new(ErrorKind::RecursionError, "maximum recursion depth exceeded"));
        }
        Ok(())
    }

    /// `callee a₁ … aₙ → result`.
    #[inline]
    pub fn call_on_stack(&mut self, f: &mut Box<CodeFrame>, count: usize) -> Done {
        let base = f.slots.len() - count;
        let callee = std::mem::take(&mut f.slots[base - 1]);
        self.call_at(f, callee, base, base - 1, &[], Then::Push)
    }

    /// `method self a₁ … aₙ → result`.
    #[inline]
    pub fn call_method_on_stack(&mut self, f: &mut Box<CodeFrame>, count: usize) -> Done {
        self.call_method_named(f, count, &[])
    }

    /// The same with keyword arguments.
    pub fn call_method_named(&mut self, f: &mut Box<CodeFrame>, count: usize, names: &[Symbol]) -> Done {
        let base = f.slots.len() - count;
        let method = std::mem::take(&mut f.slots[base - 2]);
        if method.is_unbound() {
            let callee = std::mem::take(&mut f.slots[base - 1]);
            return self.call_at(f, callee, base, base - 2, names, Then::Push);
        }
        self.call_at(f, method, base - 1, base - 2, names, Then::Push)
    }

    /// Calls with arguments that are not on the stack.
    pub fn call(
        &mut self,
        f: &mut Box<CodeFrame>,
        callee: Value,
        args: Vec<Value>,
        names: Vec<Symbol>,
        then: Then,
    ) -> Done {
        let base = f.slots.len();
        f.slots.extend(args);
        self.call_at(f, callee, base, base, &names, then)
    }

    /// `callee list-or-tuple [dict] → result`, the items taken.
    pub fn call_spread(
        &mut self,
        f: &mut Box<CodeFrame>,
        callee: Value,
        items: Vec<Value>,
        named: &Value,
    ) -> Done {
        let mut items = items;
        let mut names = Vec::new();
        if let Value::Dict(dict) = named {
            for (key, value) in dict.table().iter() {
                let Value::Str(name) = key else {
                    return Err(Raise::type_error("keywords must be strings").into());
                };
                names.push(Symbol::of(name.as_str()));
                items.push(value.clone());
            }
        }
        self.call(f, callee, items, names, Then::Push)
    }

    /// Calls with the arguments on the stack from `base` on; the stack is cut to `low`, then `then` gets the result.
    pub fn call_at(
        &mut self,
        f: &mut Box<CodeFrame>,
        callee: Value,
        base: usize,
        low: usize,
        names: &[Symbol],
        then: Then,
    ) -> Done {
        let mut callee = callee;
        for _ in 0..1000 {
            match callee {
                Value::Function(function) => return self.call_function(f, &function, base, low, names, then),
                Value::Native(native) if native.name == "__call__" && native.owner == "type" => {
                    let mut args = f.slots.split_off(base);
                    f.slots.truncate(low);
                    if args.is_empty() {
                        return Err(Raise::type_error(
                            "descriptor '__call__' of 'type' object needs an argument",
                        )
                        .into());
                    }
                    let Value::Class(class) = args.remove(0) else {
                        return Err(
                            Raise::type_error("descriptor '__call__' requires a 'type' object").into()
                        );
                    };
                    return self.instantiate(f, class, args, names, then);
                }
                Value::Native(native)
                    if matches!(native.name, "globals" | "locals" | "vars") && f.slots.len() == base =>
                {
                    let names = self.visible_names(f, native.name == "globals");
                    f.slots.truncate(low);
                    return self.deliver(f, then, Got::Value(names));
                }
                Value::Native(native) => return self.call_native(f, native, base, low, names, then),
                Value::Method(method) => {
                    f.slots.insert(base, method.this.clone());
                    callee = method.function.clone();
                }
                Value::Class(class) => {
                    let args = f.slots.split_off(base);
                    f.slots.truncate(low);
                    return self.call_class(f, class, args, names, then);
                }
                other => {
                    let Some(method) = self.callable_of(&other) else {
                        return Err(Raise::type_error(format!(
                            "'{}' object is not callable",
                            other.type_name()
                        ))
                        .into());
                    };
                    callee = method;
                }
            }
        }
        Err(Raise::new(ErrorKind::RecursionError, "maximum recursion depth exceeded").into())
    }

    /// `globals()`, `locals()`: a dict of what a frame sees.
    fn visible_names(&mut self, f: &CodeFrame, global: bool) -> Value {
        let dict = Dict::new();
        if global || (f.code.first_free == 0 && f.namespace.is_none()) || &*f.code.name == "<module>" {
            for (name, value) in f.code.module.entries() {
                dict.set_str(name.text().as_str(), value);
            }
        } else if let Some(names) = &f.namespace {
            for (name, value) in names.iter() {
                dict.set_str(name.text().as_str(), value.clone());
            }
        } else {
            for (name, value) in f.code.slots.iter().zip(&f.slots) {
                let value = match value {
                    Value::Cell(cell) => cell.get(),
                    other => other.clone(),
                };
                if !value.is_unbound() && !name.text().as_str().starts_with('.') {
                    dict.set_str(name.text().as_str(), value);
                }
            }
        }
        Value::Dict(Rc::new(dict))
    }

    /// What a call of an object calls.
    fn callable_of(&mut self, value: &Value) -> Option<Value> {
        match value {
            Value::Object(object) => {
                if let Some(found) = self.special(value, symbol::CALL) {
                    return Some(found);
                }
                // A staticmethod can be called as it is.
                let class = object.class();
                if Rc::ptr_eq(class, &self.types.staticmethod) {
                    let crate::python::values::Payload::Value(function) = object.payload() else {
                        return None;
                    };
                    return Some(function.clone());
                }
                None
            }
            _ => None,
        }
    }

    fn call_function(
        &mut self,
        f: &mut Box<CodeFrame>,
        function: &Rc<Function>,
        base: usize,
        low: usize,
        names: &[Symbol],
        then: Then,
    ) -> Done {
        let code = &function.code;
        self.check_depth(code.prelude)?;
        let mut frame = self.new_frame(Rc::clone(code));
        if code.simple && names.is_empty() && f.slots.len() - base == code.positional {
            frame.slots.extend(f.slots.drain(base..));
        } else {
            let args = f.slots.split_off(base);
            frame.slots = super::call::bind(function, args, names)?;
        }
        f.slots.truncate(low);
        frame.slots.resize(code.slots.len(), Value::Unbound);
        if !function.closure.is_empty() {
            let free = &mut frame.slots[code.first_free..];
            for (slot, cell) in free.iter_mut().zip(&function.closure) {
                *slot = cell.clone();
            }
        }
        match code.kind {
            Kind::Plain => {}
            Kind::Class => frame.namespace = Some(Box::default()),
            Kind::Generator | Kind::Coroutine | Kind::AsyncGenerator => {
                let line = self.line_of(f);
                let name = Rc::clone(&function.name.borrow());
                let qualname = Rc::clone(&function.qualname.borrow());
                let made = self.make_generator(frame, name, qualname, line);
                return self.flow(f, Flow::Value(made), then);
            }
        }
        if !code.prelude {
            self.depth += 1;
        }
        frame.then = then;
        let caller = std::mem::replace(f, frame);
        self.frames.push(Activation::Code(caller));
        Ok(())
    }

    #[inline]
    fn call_native(
        &mut self,
        f: &mut Box<CodeFrame>,
        native: &'static Native,
        base: usize,
        low: usize,
        names: &[Symbol],
        then: Then,
    ) -> Done {
        // Those that may tell the record need the very line; the others do not ask.
        self.native_line = match native.code {
            NativeCode::Flow(_) if !f.code.prelude => f.current_line(),
            NativeCode::Flow(_) | NativeCode::Plain(_) => 0,
        };
        let given = &f.slots[base..];
        let result = match arrange(native, given, names) {
            Ok(None) => run_native(self, native, &Args { all: given, names }),
            Ok(Some(arranged)) => run_native(self, native, &Args { all: &arranged, names: &[] }),
            Err(raise) => Err(raise),
        };
        match result {
            Ok(Flow::Value(value)) => {
                f.slots.truncate(low);
                match then {
                    Then::Push => f.put(None, value),
                    then => self.deliver(f, then, Got::Value(value)),
                }
            }
            Ok(flow) => {
                f.slots.truncate(low);
                self.flow(f, flow, then)
            }
            Err(raise) if raise.is_deep() => {
                let args = f.slots.split_off(base);
                f.slots.truncate(low);
                let name = if native.owner.is_empty() {
                    String::from(native.name)
                } else {
                    format!("{}_{}", native.owner, native.name)
                };
                let function = self.deep_function(&name)?;
                self.call(f, function, args, names.to_vec(), then)
            }
            Err(raise) => Err(raise.into()),
        }
    }

    /// Goes on with a native frame.
    pub fn go_on_native(&mut self, mut frame: Box<dyn Frame>, then: Then) {
        let got = match self.got.take() {
            Some((Got::Value(value), Then::Init(instance))) => {
                if value.is_none() {
                    Got::Value(instance)
                } else {
                    let text = format!("__init__() should return None, not '{}'", value.type_name());
                    Got::Raised(self.exception(ErrorKind::TypeError, vec![Value::str(text)]))
                }
            }
            Some((got, _)) => got,
            None => Got::Value(Value::None),
        };
        let flow = frame.resume(self, got);
        match flow {
            Ok(Flow::Value(value)) => self.got = Some((Got::Value(value), then)),
            Ok(flow) => {
                self.frames.push(Activation::Native(frame, then));
                self.flow_of_native(flow);
            }
            Err(raise) => match self.to_exception(raise) {
                Ok(exception) => self.got = Some((Got::Raised(exception), then)),
                Err(_) => self.frames.push(Activation::Native(frame, then)),
            },
        }
    }

    /// Does what the native frame on top of the stack wants.
    fn flow_of_native(&mut self, flow: Flow) {
        match flow {
            Flow::Value(value) => self.got = Some((Got::Value(value), Then::Push)),
            Flow::Call(callee, args) => self.call_from_native(callee, args, Vec::new(), Then::Push),
            Flow::CallNamed(callee, args, names) => self.call_from_native(callee, args, names, Then::Push),
            Flow::Frame(frame) => {
                self.frames.push(Activation::Native(frame, Then::Push));
                self.got = None;
            }
            Flow::Resume(frame, value) => {
                self.frames.push(Activation::Native(frame, Then::Push));
                self.got = Some((Got::Value(value), Then::Push));
            }
            Flow::Send(target, value) => {
                let start = self.start_send(&target, value, Then::Step);
                self.start_from_native(start);
            }
            Flow::Throw(target, exception) => {
                let start = self.start_throw(&target, exception, Then::Step);
                self.start_from_native(start);
            }
            Flow::Block => {
                self.wakes_as = Then::Push;
                if let Some(thread) = self.next_thread.take() {
                    self.switch_to(thread);
                }
            }
            Flow::End => {}
        }
    }

    fn start_from_native(&mut self, start: Result<Start, Raise>) {
        match start {
            Ok(Start::Frame(mut frame)) => {
                // A step of an async generator may begin with something that is thrown.
                let done = self.raise_thrown(&mut frame);
                self.run_frame(frame, done);
            }
            Ok(Start::Result(_, got)) => self.got = Some((got, Then::Push)),
            Ok(Start::Call(callee, args, then)) => self.call_from_native(callee, args, Vec::new(), then),
            Err(raise) => {
                if let Ok(exception) = self.to_exception(raise) {
                    self.got = Some((Got::Raised(exception), Then::Push));
                }
            }
        }
    }

    /// Calls from a native frame: a frame with nothing but a `Return` waits for the result.
    fn call_from_native(&mut self, callee: Value, args: Vec<Value>, names: Vec<Symbol>, then: Then) {
        let mut frame = self.new_frame(Rc::clone(&self.trampoline));
        // What a Python `send` gives is told from what it returns by the exception.
        let then = if matches!(then, Then::Step) { Then::Push } else { then };
        let done = self.call(&mut frame, callee, args, names, then);
        self.run_frame(frame, done);
    }

    /// The code of the frame that waits for a native's call.
    pub fn make_trampoline(module: &Rc<crate::python::values::Module>) -> Rc<Loaded> {
        let unit = crate::python::code::Unit {
            body: Rc::new(crate::python::code::Code {
                name: Rc::from("<native>"),
                qualname: Rc::from("<native>"),
                prelude: true,
                stack: 8,
                ops: vec![crate::python::code::Op::Return],
                ..crate::python::code::Code::default()
            }),
            globals: Vec::new(),
        };
        super::load::load(&unit, module)
    }

    /// The program's line at which a native is called.
    pub fn line(&self) -> u32 {
        if self.native_line != 0 { self.native_line } else { self.program_line() }
    }

    /// Makes a function.
    pub fn make_function(&mut self, f: &mut CodeFrame, code: u16, flags: u8) -> Done {
        let Some(code) = f.code.codes.get(usize::from(code)).cloned() else {
            return Err(Raise::new(ErrorKind::SystemError, "no such code").into());
        };
        let closure = if flags & 8 != 0 { tuple_items(f.pop()) } else { Vec::new() };
        let annotations = if flags & 4 != 0 { f.pop() } else { Value::None };
        let keyword_defaults = if flags & 2 != 0 {
            match f.pop() {
                Value::Dict(dict) => Some(dict),
                _ => None,
            }
        } else {
            None
        };
        let defaults = if flags & 1 != 0 {
            match f.pop() {
                Value::Tuple(items) => Some(items),
                _ => None,
            }
        } else {
            None
        };
        memory::take(FUNCTION_SIZE);
        let function = Function {
            name: Symbol::of(&code.name).text().into(),
            qualname: Symbol::of(&code.qualname).text().into(),
            module: Rc::clone(&code.module),
            code,
            defaults: defaults.into(),
            keyword_defaults: keyword_defaults.into(),
            closure: closure.into_boxed_slice(),
            annotations: annotations.into(),
            names: std::cell::RefCell::default(),
        };
        f.put(None, Value::Function(Rc::new(function)))
    }
}

fn tuple_items(value: Value) -> Vec<Value> {
    match value {
        Value::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    }
}

#[inline]
fn run_native(machine: &mut Machine, native: &'static Native, args: &Args) -> Result<Flow, Raise> {
    match native.code {
        NativeCode::Plain(code) => code(machine, args).map(Flow::Value),
        NativeCode::Flow(code) => code(machine, args),
    }
}

/// Checks a native's arguments, and puts those by name in their places.
#[inline]
fn arrange(native: &Native, given: &[Value], names: &[Symbol]) -> Result<Option<Vec<Value>>, Raise> {
    let own = usize::from(native.bind != Bind::Function);
    let count = given.len().saturating_sub(own);
    if native.bind == Bind::Method && given.is_empty() {
        return Err(Raise::type_error(format!(
            "unbound method {}.{}() needs an argument",
            native.owner, native.name
        )));
    }
    match native.takes {
        Takes::Anything => Ok(None),
        Takes::Exactly(wanted) if names.is_empty() && count == usize::from(wanted) => Ok(None),
        Takes::Between(least, most)
            if names.is_empty() && (usize::from(least)..=usize::from(most)).contains(&count) =>
        {
            Ok(None)
        }
        Takes::AtLeast(least) if names.is_empty() && count >= usize::from(least) => Ok(None),
        Takes::Named(least, parameters)
            if names.is_empty() && count >= usize::from(least) && count <= parameters.len() =>
        {
            Ok(None)
        }
        Takes::Named(least, parameters) => {
            arrange_named(native, given, names, usize::from(least), parameters).map(Some)
        }
        Takes::Exactly(_) | Takes::Between(..) | Takes::AtLeast(_) => Err(wrong_count(native, count, names)),
    }
}

fn full_name(native: &Native) -> String {
    if native.owner.is_empty() {
        String::from(native.name)
    } else {
        format!("{}.{}", native.owner, native.name)
    }
}

fn wrong_count(native: &Native, count: usize, names: &[Symbol]) -> Raise {
    let name = full_name(native);
    if !names.is_empty() {
        return Raise::type_error(format!("{name}() takes no keyword arguments"));
    }
    let plural = |count: u8| if count == 1 { "argument" } else { "arguments" };
    Raise::type_error(match native.takes {
        Takes::Exactly(0) => format!("{name}() takes no arguments ({count} given)"),
        Takes::Exactly(1) => format!("{name}() takes exactly one argument ({count} given)"),
        Takes::Exactly(wanted) => format!("{} expected {wanted} arguments, got {count}", native.name),
        Takes::Between(least, _) if count < usize::from(least) => {
            format!("{} expected at least {least} {}, got {count}", native.name, plural(least))
        }
        Takes::Between(_, most) => {
            format!("{} expected at most {most} {}, got {count}", native.name, plural(most))
        }
        Takes::AtLeast(least) => {
            format!("{} expected at least {least} {}, got {count}", native.name, plural(least))
        }
        Takes::Named(..) | Takes::Anything => format!("{name}() got wrong arguments"),
    })
}

fn arrange_named(
    native: &Native,
    given: &[Value],
    names: &[Symbol],
    least: usize,
    parameters: &[&str],
) -> Result<Vec<Value>, Raise> {
    let own = usize::from(native.bind != Bind::Function);
    let by_position = given.len() - names.len();
    let name = native.name;
    if by_position > own + parameters.len() {
        return Err(Raise::type_error(format!(
            "{name}() takes at most {} argument{} ({} given)",
            parameters.len(),
            if parameters.len() == 1 { "" } else { "s" },
            given.len() - own
        )));
    }
    let mut all = given[..by_position].to_vec();
    all.resize(own + parameters.len(), Value::Unbound);
    for (key, value) in names.iter().zip(&given[by_position..]) {
        let text = key.text();
        let Some(at) = parameters.iter().position(|parameter| *parameter == text.as_str()) else {
            return Err(Raise::type_error(format!(
                "{name}() got an unexpected keyword argument '{}'",
                text.as_str()
            )));
        };
        if !all[own + at].is_unbound() {
            return Err(Raise::type_error(format!(
                "argument for {name}() given by name ('{}') and position ({})",
                text.as_str(),
                at + 1
            )));
        }
        all[own + at] = value.clone();
    }
    if let Some(at) = all[own..own + least].iter().position(Value::is_unbound) {
        return Err(Raise::type_error(format!(
            "{name}() missing required argument '{}' (pos {})",
            parameters[at],
            at + 1
        )));
    }
    Ok(all)
}

/// Puts the arguments of a call of a function in the places of its parameters.
pub fn bind(function: &Function, args: Vec<Value>, names: &[Symbol]) -> Result<Vec<Value>, Raise> {
    let code = &function.code;
    let given = args.len() - names.len();
    let mut args = args;
    let named = args.split_off(given);
    let parameters = code.positional + code.keyword_only;
    let extra = if given > code.positional { args.split_off(code.positional) } else { Vec::new() };
    args.resize(parameters, Value::Unbound);
    let mut more: Vec<(Symbol, Value)> = Vec::new();
    for (name, value) in names.iter().copied().zip(named) {
        let at = code.slots[..parameters].iter().skip(code.positional_only).position(|slot| *slot == name);
        match at.map(|at| at + code.positional_only) {
            Some(at) if !args[at].is_unbound() => {
                return Err(wrong(
                    function,
                    &format!("got multiple values for argument '{}'", name.text().as_str()),
                ));
            }
            Some(at) => args[at] = value,
            None if code.keywords_rest => more.push((name, value)),
            None => return Err(unexpected(function, name, names)),
        }
    }
    if !extra.is_empty() && !code.rest {
        return Err(too_many(function, given, &args));
    }
    fill_defaults(function, &mut args)?;
    if code.rest {
        args.push(Value::tuple(extra));
    }
    if code.keywords_rest {
        let dict = Dict::new();
        for (name, value) in more {
            dict.set(Value::Str(name.text()), value)?;
        }
        args.push(Value::Dict(Rc::new(dict)));
    }
    Ok(args)
}

fn fill_defaults(function: &Function, args: &mut [Value]) -> Result<(), Raise> {
    let code = &function.code;
    if args.iter().any(Value::is_unbound) {
        if let Some(defaults) = &*function.defaults.borrow() {
            let first = code.positional.saturating_sub(defaults.len());
            for (at, default) in defaults.iter().enumerate() {
                if let Some(slot) = args.get_mut(first + at)
                    && slot.is_unbound()
                {
                    *slot = default.clone();
                }
            }
        }
        if let Some(defaults) = &*function.keyword_defaults.borrow() {
            let own = code.positional..code.positional + code.keyword_only;
            for (arg, slot) in args[own.clone()].iter_mut().zip(&code.slots[own]) {
                if arg.is_unbound()
                    && let Some(default) = defaults.get_str(&slot.text())
                {
                    *arg = default;
                }
            }
        }
    }
    missing(function, &args[..code.positional], 0, "positional")?;
    missing(function, &args[code.positional..], code.positional, "keyword-only")
}

fn missing(function: &Function, args: &[Value], first: usize, what: &str) -> Result<(), Raise> {
    let names: Vec<String> = args
        .iter()
        .enumerate()
        .filter(|(_, value)| value.is_unbound())
        .map(|(at, _)| format!("'{}'", function.code.slots[first + at].text().as_str()))
        .collect();
    let list = match names.as_slice() {
        [] => return Ok(()),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    Err(wrong(function, &format!("missing {} required {what} argument{plural}: {list}", names.len())))
}

fn wrong(function: &Function, what: &str) -> Raise {
    Raise::type_error(format!("{}() {what}", function.qualname.borrow().as_str()))
}

fn unexpected(function: &Function, name: Symbol, names: &[Symbol]) -> Raise {
    let code = &function.code;
    let only: Vec<String> = code.slots[..code.positional_only]
        .iter()
        .filter(|slot| names.contains(slot))
        .map(|slot| String::from(slot.text().as_str()))
        .collect();
    if !only.is_empty() {
        return wrong(
            function,
            &format!("got some positional-only arguments passed as keyword arguments: '{}'", only.join(", ")),
        );
    }
    wrong(function, &format!("got an unexpected keyword argument '{}'", name.text().as_str()))
}

fn too_many(function: &Function, given: usize, args: &[Value]) -> Raise {
    let code = &function.code;
    let defaults = function.defaults.borrow().as_ref().map_or(0, |defaults| defaults.len());
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let takes = if defaults > 0 {
        format!("from {} to {} positional arguments", code.positional - defaults, code.positional)
    } else {
        format!("{} positional argument{}", code.positional, plural(code.positional))
    };
    let only = args[code.positional..].iter().filter(|value| !value.is_unbound()).count();
    let were = if given == 1 && only == 0 { "was" } else { "were" };
    let also = if only > 0 {
        format!(" positional argument{} (and {only} keyword-only argument{})", plural(given), plural(only))
    } else {
        String::new()
    };
    wrong(function, &format!("takes {takes} but {given}{also} {were} given"))
}

/// A call from a native, and what is done with its result.
pub struct CallThen {
    callee: Value,
    args: Vec<Value>,
    state: Value,
    after: After,
    begun: bool,
}

/// What is done with a call's result.
pub type After = fn(&mut Machine, Got, &Value) -> Result<Flow, Raise>;

impl std::fmt::Debug for CallThen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CallThen")
    }
}

impl CallThen {
    /// Calls, then does that.
    pub fn flow(callee: Value, args: Vec<Value>, state: Value, after: After) -> Flow {
        Flow::Frame(Box::new(CallThen { callee, args, state, after, begun: false }))
    }
}

impl Frame for CallThen {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if !self.begun {
            self.begun = true;
            return Ok(Flow::Call(std::mem::take(&mut self.callee), std::mem::take(&mut self.args)));
        }
        (self.after)(machine, got, &self.state)
    }
}

/// Sending into a generator, and what is done with what it gives.
pub struct SendThen {
    target: Value,
    state: Value,
    after: After,
    begun: bool,
}

impl std::fmt::Debug for SendThen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SendThen")
    }
}

impl SendThen {
    /// Sends None, then does that.
    pub fn flow(target: Value, state: Value, after: After) -> Flow {
        Flow::Frame(Box::new(SendThen { target, state, after, begun: false }))
    }
}

impl Frame for SendThen {
    fn resume(&mut self, machine: &mut Machine, got: Got) -> Result<Flow, Raise> {
        if !self.begun {
            self.begun = true;
            return Ok(Flow::Send(self.target.clone(), Value::None));
        }
        (self.after)(machine, got, &self.state)
    }
}
