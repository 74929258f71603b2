//! Starts `tiptoe lsp`: Zed has no setting by which a user could.

use zed_extension_api as zed;

struct Tiptoe;

impl zed::Extension for Tiptoe {
    fn new() -> Self {
        Tiptoe
    }

    fn language_server_command(
        &mut self,
        _id: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let command = worktree
            .which("tiptoe")
            .ok_or("tiptoe is not on the PATH: build it as its README says")?;
        Ok(zed::Command {
            command,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Tiptoe);
