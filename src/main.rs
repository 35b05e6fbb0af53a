//! The binary: parse the command line, run, report an error with its causes.
use std::process::ExitCode;

fn main() -> ExitCode {
    flexorder::cli::main()
}
