//! Arguments of `lsp`.

use clap::Args;

use super::given::GivenArguments;

/// Arguments of `lsp`.
#[derive(Debug, Args)]
pub struct LspArguments {
    /// Where to find what is usually looked for.
    #[command(flatten)]
    pub given: GivenArguments,
    /// Editors say so, and there is no other way.
    #[arg(long, hide = true)]
    pub stdio: bool,
    /// Editors say so; when theirs ends, so does standard input, and that ends this one.
    #[arg(long = "clientProcessId", hide = true, value_name = "ID")]
    pub client_process_id: Option<u64>,
}
