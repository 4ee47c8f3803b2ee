//! The core of the end-to-end tests: those that run in Firefox and `WebKit` too, when they are asked for. All of them
//! run in Chromium.

/// What a reader does, and the tests of it.
const CORE: [(&str, &[&str]); 13] = [
    (
        "that a browser can be driven at all",
        &["drive::a_page_is_pressed_clicked_pulled_listened_to_and_seen"],
    ),
    (
        "every kind of link",
        &[
            "links::a_link_opens_a_moment_and_the_address_keeps_up",
            "links::a_scenario_of_ones_own_is_opened_from_the_query_or_the_fragment",
            "links::a_changed_fragment_is_another_scenario_and_back_goes_back",
            "links::every_bad_value_is_named",
            "lesson::a_link_opens_a_chapter_with_its_scenario_and_its_moment",
            "predict::a_question_by_link_hides_the_future_from_everybody",
        ],
    ),
    (
        "reading it off",
        &[
            "start::the_page_becomes_ready_and_the_console_stays_quiet",
            "watch::three_requests_take_84_ms_blocked_and_38_ms_hopping",
        ],
    ),
    (
        "playing",
        &[
            "watch::it_plays_to_the_end_and_pauses_in_between",
            "watch::while_it_plays_the_browser_moves_what_moves_and_where_it_rests_it_is_right",
        ],
    ),
    (
        "steps and the end",
        &[
            "watch::a_step_goes_to_the_next_instant_of_either_model_and_back",
            "watch::the_scrubber_moves_the_playhead_and_says_where_it_is",
            "keyboard::the_keys_move_the_playhead_from_the_body",
        ],
    ),
    ("following a request", &["watch::a_click_follows_a_request_through_all_lanes"]),
    (
        "zoom",
        &["keyboard::the_axis_is_zoomed_and_shown_whole_again", "scale::zooming_in_arrives_at_single_spans"],
    ),
    (
        "pulling",
        &[
            "edit::a_call_is_pulled_by_mouse_in_both_models_at_once_and_taken_back",
            "edit::keys_go_from_a_request_to_its_durations_and_change_them",
        ],
    ),
    ("the lesson", &["lesson::the_whole_lesson_is_taken_by_keyboard"]),
    (
        "questions",
        &[
            "predict::a_question_is_answered_rightly_by_keyboard",
            "predict::an_instant_is_typed_or_clicked",
            "predict::predict_asks_and_a_chapter_ends_with_a_question",
        ],
    ),
    (
        "the editor and files",
        &[
            "edit::a_bad_step_is_told_under_its_field_and_the_diagram_stays",
            "edit::models_come_and_go",
            "edit::files_are_opened_and_saved_and_bad_ones_lose_nothing",
        ],
    ),
    (
        "a guest on another origin",
        &[
            "frame::a_framed_page_on_another_origin_plays_and_leaves_its_host_alone",
            "embed::elements_are_as_high_as_their_diagrams_on_another_origin",
            "embed::an_element_does_what_its_page_asks_and_tells_what_happens",
            "embed::an_answer_is_told_to_the_page_around_it",
        ],
    ),
    (
        "handing it out",
        &[
            "share::the_link_says_what_is_chosen_and_opens_it",
            "export::a_picture_is_the_one_of_the_command_line",
            "export::pixels_are_as_many_as_was_asked",
            "export::data_is_that_of_the_command_line",
        ],
    ),
];

/// The names of the tests, as the test program knows them.
#[must_use]
pub fn names() -> Vec<&'static str> {
    CORE.iter().flat_map(|(_, tests)| tests.iter().copied()).collect()
}
