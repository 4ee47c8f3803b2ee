//! `cargo xtask serve`: the page, built anew whenever a source changes.

use crate::proc;
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
    proc::run(&mut command, "if the port is taken, choose another with `--port 8081`")
}
