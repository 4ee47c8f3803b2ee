//! Programs that are shown together: their texts, what a statement of them costs, the forms they are run in.

use super::program::{LineCost, Program};
use super::run::Form;

/// The most programs that are shown together.
pub const PROGRAMS_MAX: usize = 4;

/// What is to be shown of one program, or of a few beside one another. Nothing here has been read as Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// What it is about; may be empty.
    pub title: String,
    /// The texts, 1 to [`PROGRAMS_MAX`], each of at most [`super::parse::SOURCE_BYTES_MAX`] bytes.
    pub sources: Vec<String>,
    /// What a statement costs, in each of them.
    pub cost: LineCost,
    /// The forms that are shown of each.
    pub forms: Forms,
}

/// The forms that somebody wants to see, in this order; by default all that a program has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms(Vec<Form>);

impl Programs {
    /// A program, looked at as most are.
    pub fn one(source: impl Into<String>) -> Self {
        let sources = vec![source.into()];
        Self { title: String::new(), sources, cost: LineCost::Auto, forms: Forms::default() }
    }
}

impl Forms {
    /// These forms in this order, each taken the first time. None at all, or all in the order in which they are shown
    /// anyway, are the default.
    pub fn new(forms: impl IntoIterator<Item = Form>) -> Self {
        let mut wanted = Vec::new();
        for form in forms {
            if !wanted.contains(&form) {
                wanted.push(form);
            }
        }
        if wanted == Form::ALL { Self::default() } else { Self(wanted) }
    }

    /// Those that were asked for; none by default.
    pub fn named(&self) -> &[Form] {
        &self.0
    }

    /// Those of a program that are to be shown.
    ///
    /// # Errors
    ///
    /// The form that was asked for and that the program does not have.
    pub fn of(&self, program: &Program) -> Result<Vec<Form>, Form> {
        let has = program.forms();
        if self.0.is_empty() {
            return Ok(has.to_vec());
        }
        match self.0.iter().find(|form| !has.contains(form)) {
            Some(&missing) => Err(missing),
            None => Ok(self.0.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_in_their_order_are_the_default() {
        let [written, blocking] = Form::ALL;
        assert_eq!(Forms::new([written, blocking, written]), Forms::default());
        assert_eq!(Forms::new([]), Forms::default());
        assert_eq!(Forms::new([blocking, written]).named(), [blocking, written]);
        assert_eq!(Forms::new([blocking, blocking]).named(), [blocking]);
    }

    #[test]
    fn a_form_that_a_program_does_not_have_is_named() {
        let [written, blocking] = Form::ALL;
        let plain = Program::read("print(1)").expect("it is Python");
        let with_loop = Program::read("import asyncio").expect("it is Python");
        assert_eq!(Forms::default().of(&plain), Ok(vec![written]));
        assert_eq!(Forms::default().of(&with_loop), Ok(vec![written, blocking]));
        assert_eq!(Forms::new([blocking]).of(&with_loop), Ok(vec![blocking]));
        assert_eq!(Forms::new([blocking, written]).of(&plain), Err(blocking));
    }
}
