//! What the forms mean. An entry lights up its spans in the figure while it is pointed at or has the focus.

use yew::prelude::*;

use crate::layout::legend;
use crate::scene::Form;
use crate::text::page as text;
use crate::ui::state::{Shared, Shown};
use crate::ui::svg;

/// What the legend needs.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is drawn: only forms that occur in it are explained.
    pub shown: Shared<Shown>,
    /// The form that is lit.
    pub lit: Option<Form>,
    /// Lights a form up, or none.
    pub on_light: Callback<Option<Form>>,
}

/// The legend.
#[component]
pub fn Legend(props: &Props) -> Html {
    let forms =
        use_memo(props.shown.clone(), |shown| legend::forms(shown.runs.iter().map(|run| &*run.trace)));
    let helpers = use_memo(props.shown.clone(), |shown| {
        shown.runs.iter().any(|run| run.trace.helper_waits().next().is_some())
    });
    let entry = |&form: &Form| {
        let (name, meaning) = text::form(form, *helpers);
        let light = props.on_light.reform(move |_: MouseEvent| Some(form));
        let light_by_focus = props.on_light.reform(move |_: FocusEvent| Some(form));
        let dark = props.on_light.reform(|_: MouseEvent| None);
        let dark_by_focus = props.on_light.reform(|_: FocusEvent| None);
        let class = classes!("legend-entry", (props.lit == Some(form)).then_some("is-lit"));
        html! {
            <li key={form.name()}>
                <button
                    type="button" {class} data-form={form.name()} onclick={light.clone()} onmouseenter={light}
                    onmouseleave={dark} onfocus={light_by_focus} onblur={dark_by_focus}
                >
                    { svg::html(svg::swatch(form)) }
                    <span class="legend-words"><b>{ name }</b>{ " " }<span class="legend-meaning">{ meaning }</span></span>
                </button>
            </li>
        }
    };
    html! { <ul class="legend" aria-label={text::LEGEND}>{ for forms.iter().map(entry) }</ul> }
}
