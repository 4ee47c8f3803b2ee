//! The rows of the editor: groups of requests, services, models, and what there is but one of.

use yew::prelude::*;

use super::entry::Kind;
use super::pen::Pen;
use crate::scenario::edit::{Edit, Field, GroupField, LatencyKind, RuntimeField, ServiceField};
use crate::scenario::parts::Model;
use crate::scenario::{Gap, Group, Runtime, Scenario, Service, Step};
use crate::text::edit as text;
use crate::ui::components::icon::Icon;

/// The ids of the headings, where the focus goes when what had it is gone.
pub const REQUESTS_ID: &str = "edit-requests";
const SERVICES_ID: &str = "edit-services";
const MODELS_ID: &str = "edit-models";

/// The groups of requests.
pub fn requests(pen: &Pen, scenario: &Scenario) -> Html {
    let is_only = scenario.groups.len() == 1;
    let rows = scenario.groups.iter().enumerate().map(|(index, group)| group_row(pen, index, group, is_only));
    html! {
        <section aria-labelledby={REQUESTS_ID}>
            <h3 id={REQUESTS_ID} tabindex="-1">{ text::REQUESTS }</h3>
            <div>{ for rows }</div>
            { pen.adder(text::ADD_GROUP, "add-requests", Edit::AddGroup) }
        </section>
    }
}

fn group_row(pen: &Pen, index: usize, group: &Group, is_only: bool) -> Html {
    let name = text::group(index + 1);
    let field = |field, id: &str, label, kind| {
        pen.entry(Field::Group(index, field), &format!("group-{index}-{id}"), label, kind, "")
    };
    let gap = match group.gap {
        Gap::Every(_) => text::EVERY,
        Gap::Poisson { .. } => text::POISSON,
    };
    html! {
        <div class="edit-row" role="group" aria-label={name.clone()} key={index}>
            { field(GroupField::Steps, "steps", text::STEPS, Kind::Steps) }
            <div class="edit-buttons">
                { pen.button(text::DUPLICATE, &name, Icon::Duplicate, Edit::DuplicateGroup(index), None) }
                if !is_only {
                    { pen.button(text::REMOVE, &name, Icon::Close, Edit::RemoveGroup(index), Some(REQUESTS_ID)) }
                }
            </div>
            <div class="edit-fields">
                { field(GroupField::Name, "name", text::NAME, Kind::Words) }
                { field(GroupField::Count, "count", text::COUNT, Kind::Number) }
                { field(GroupField::At, "at", text::AT, Kind::Number) }
                { field(GroupField::Spacing, "spacing", text::SPACING, Kind::Choice(&text::SPACINGS)) }
                { field(GroupField::Gap, "gap", gap, Kind::Number) }
            </div>
        </div>
    }
}

/// The services.
pub fn services(pen: &Pen, scenario: &Scenario) -> Html {
    let is_called = |service: &Service| {
        let steps = scenario.groups.iter().flat_map(|group| &group.program.0);
        steps.flat_map(Step::calls).any(|call| call.service == service.name)
    };
    let rows = scenario.services.iter().enumerate();
    let rows = rows.map(|(index, service)| service_row(pen, index, service, is_called(service)));
    html! {
        <section aria-labelledby={SERVICES_ID}>
            <h3 id={SERVICES_ID} tabindex="-1">{ text::SERVICES }</h3>
            <p class="edit-hint">{ text::SERVICES_HINT }</p>
            <div>{ for rows }</div>
            { pen.adder(text::ADD_SERVICE, "add-service", Edit::AddService) }
        </section>
    }
}

fn service_row(pen: &Pen, index: usize, service: &Service, is_called: bool) -> Html {
    let field = |field, id: &str, label, kind, placeholder| {
        pen.entry(Field::Service(index, field), &format!("service-{index}-{id}"), label, kind, placeholder)
    };
    let kind = LatencyKind::of(service.latency);
    html! {
        <div class="edit-row" role="group" aria-label={service.name.clone()} key={index}>
            <div class="edit-fields">
                { field(ServiceField::Name, "name", text::NAME, Kind::Words, "") }
                { field(ServiceField::Capacity, "capacity", text::CAPACITY, Kind::Number, text::UNLIMITED) }
                { field(ServiceField::Kind, "kind", text::KIND, Kind::Choice(&text::KINDS), "") }
                if kind != LatencyKind::None {
                    { field(ServiceField::Latency, "latency", text::LATENCY, Kind::Number, "") }
                }
            </div>
            <div class="edit-buttons">
                if !is_called {
                    { pen.button(text::REMOVE, &service.name, Icon::Close, Edit::RemoveService(index), Some(SERVICES_ID)) }
                }
            </div>
        </div>
    }
}

/// The models.
pub fn models(pen: &Pen, scenario: &Scenario) -> Html {
    let is_only = scenario.runtimes.len() == 1;
    let rows = scenario.runtimes.iter().enumerate();
    let rows = rows.map(|(index, &runtime)| model_row(pen, index, runtime, is_only));
    html! {
        <section aria-labelledby={MODELS_ID}>
            <h3 id={MODELS_ID} tabindex="-1">{ text::MODELS }</h3>
            <div>{ for rows }</div>
            { pen.adder(text::ADD_SYNC, "add-sync", Edit::AddRuntime(Model::Sync)) }
            { pen.adder(text::ADD_ASYNC, "add-async", Edit::AddRuntime(Model::Async)) }
        </section>
    }
}

fn model_row(pen: &Pen, index: usize, runtime: Runtime, is_only: bool) -> Html {
    let name = text::model(index + 1);
    let field = |field, id: &str, label, kind| {
        pen.entry(Field::Runtime(index, field), &format!("model-{index}-{id}"), label, kind, "")
    };
    html! {
        <div class="edit-row" role="group" aria-label={name.clone()} key={index}>
            <div class="edit-fields">
                { field(RuntimeField::Model, "model", text::MODEL, Kind::Choice(&text::MODEL_NAMES)) }
                { field(RuntimeField::Threads, "threads", text::THREADS, Kind::Number) }
                if matches!(runtime, Runtime::Async { .. }) {
                    { field(RuntimeField::Helpers, "helpers", text::HELPERS, Kind::Number) }
                }
            </div>
            <div class="edit-buttons">
                if let Some(above) = index.checked_sub(1) {
                    { pen.button(text::UP, &name, Icon::Up, Edit::SwapRuntimes(above), (above == 0).then_some(MODELS_ID)) }
                }
                if !is_only {
                    { pen.button(text::REMOVE, &name, Icon::Close, Edit::RemoveRuntime(index), Some(MODELS_ID)) }
                }
            </div>
        </div>
    }
}

/// The machine, the seed and the title.
pub fn machine(pen: &Pen) -> Html {
    let field = |field, id, label, kind| pen.entry(field, id, label, kind, "");
    html! {
        <section aria-labelledby="edit-machine">
            <h3 id="edit-machine">{ text::MACHINE }</h3>
            <div class="edit-row">
                <div class="edit-fields">
                    { field(Field::Cores, "edit-cores", text::CORES, Kind::Number) }
                    { field(Field::Quantum, "edit-quantum", text::QUANTUM, Kind::Number) }
                    { field(Field::Switch, "edit-switch", text::SWITCH, Kind::Number) }
                    { field(Field::Seed, "edit-seed", text::SEED, Kind::Number) }
                    { field(Field::Title, "edit-title", text::TITLE, Kind::Words) }
                </div>
            </div>
        </section>
    }
}
