//! `cargo xtask serve`: the page, built anew whenever a source changes.

use crate::step::Failure;
use crate::tools::Toolbox;

/// Installs what is missing, builds and serves; further arguments go to `trunk serve`.
///
/// # Errors
/// When a tool is missing or Trunk cannot serve.
pub fn serve(arguments: &[String]) -> Result<(), Failure> {
    let tools = Toolbox::for_building()?;
    println!("> serve: trunk serve, building the page first; stop it with Ctrl-C");
    let mut command = tools.command("trunk");
    // A folder of its own, for a built site in `dist` shall stay what `dist` made it.
    command.args(["serve", "--dist", "target/serve"]).args(arguments);
    std::fs::create_dir_all(crate::root().join("target/serve")).ok();
    hand_over(&mut command, "if the port is taken, choose another with `--port 8081`")
}

/// Gives this process over to the program, so that who stops the one stops the other.
#[cfg(unix)]
fn hand_over(command: &mut std::process::Command, remedy: &str) -> Result<(), Failure> {
    let error = std::os::unix::process::CommandExt::exec(command);
    Err(Failure::new(format!("Trunk could not be run: {error}"), remedy))
}

#[cfg(not(unix))]
fn hand_over(command: &mut std::process::Command, remedy: &str) -> Result<(), Failure> {
    crate::proc::run(command, remedy)
}
