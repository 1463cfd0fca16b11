//! Ctrl-C, where it must not end the program on the spot: a line is to be cleared first, or the end is a clean one.

use std::io;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;
use signal_hook::flag::{register, register_conditional_default};
use signal_hook::low_level::emulate_default_handler;

use super::exit::Exit;

/// What has become of Ctrl-C.
#[derive(Clone, Debug)]
pub struct Interrupt {
    /// Whether it was pressed.
    pressed: Arc<AtomicBool>,
    /// Whether it ends the program on the spot, as it usually does.
    ends: Arc<AtomicBool>,
    /// Whether it is how the program is meant to end.
    is_end: Arc<AtomicBool>,
}

impl Interrupt {
    /// Listens to it, from now on.
    ///
    /// # Errors
    /// When the system does not let it.
    pub fn listen() -> io::Result<Self> {
        let interrupt =
            Self { pressed: Arc::default(), ends: Arc::new(AtomicBool::new(true)), is_end: Arc::default() };
        // What comes first is asked first.
        register_conditional_default(SIGINT, interrupt.ends.clone())?;
        register(SIGINT, interrupt.pressed.clone())?;
        Ok(interrupt)
    }

    /// As long as the answer lives, it is only noted that it was pressed. Whoever holds it looks often, and
    /// [ends](Self::end) the program then.
    #[must_use]
    pub fn hold(&self) -> Held<'_> {
        Held { interrupt: self, ended: self.ends.swap(false, Ordering::SeqCst) }
    }

    /// From now on it is how the program is meant to end, which is then no failure.
    pub fn expect(&self) {
        self.is_end.store(true, Ordering::SeqCst);
    }

    /// Whether it is how the program is meant to end.
    #[must_use]
    pub fn is_expected(&self) -> bool {
        self.is_end.load(Ordering::SeqCst)
    }

    /// Whether it was pressed while it was held.
    #[must_use]
    pub fn is_pressed(&self) -> bool {
        self.pressed.load(Ordering::SeqCst)
    }

    /// Ends the program: well where that is expected, else as one that was interrupted.
    pub fn end(&self) {
        if self.is_expected() {
            process::exit(Exit::Clean as i32);
        }
        // Where the system does not let it, the run goes on.
        let _ = emulate_default_handler(SIGINT);
    }
}

/// Keeps Ctrl-C from ending the program on the spot.
#[derive(Debug)]
pub struct Held<'i> {
    interrupt: &'i Interrupt,
    ended: bool,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.interrupt.ends.store(self.ended, Ordering::SeqCst);
    }
}
