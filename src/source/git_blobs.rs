//! The contents that git keeps, one after the other from a process that stays.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::Mutex;

use super::git::{Git, unstarted};
use super::git_fault::GitFault;

/// A process that hands out contents by their names.
pub struct Blobs(Mutex<Process>);

struct Process {
    child: Child,
    asks: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

/// A content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blob {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It is larger than was asked for; its size in bytes.
    Larger(u64),
    /// There is none of that name: it was not fetched, or is no file.
    Missing,
}

impl Blobs {
    /// Starts the process.
    ///
    /// # Errors
    /// When git cannot be started.
    pub fn of(git: &Git) -> Result<Self, GitFault> {
        let mut command = git.command(&["cat-file", "--batch"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(unstarted)?;
        let (asks, answers) = (child.stdin.take(), child.stdout.take());
        let Some(answers) = answers else { return Err(GitFault::NoGit) };
        Ok(Self(Mutex::new(Process { child, asks, answers: BufReader::new(answers) })))
    }

    /// The content of that name, if it has at most `limit` bytes. `name` is what git gave; it has no line end.
    ///
    /// # Errors
    /// When git does not answer any more.
    pub fn read(&self, name: &str, limit: u64) -> io::Result<Blob> {
        let mut process = self.0.lock().map_err(|_| io::Error::other("git does not answer"))?;
        process.read(name, limit)
    }
}

impl Process {
    fn read(&mut self, name: &str, limit: u64) -> io::Result<Blob> {
        let ended = || io::Error::new(io::ErrorKind::UnexpectedEof, "git does not answer");
        let asks = self.asks.as_mut().ok_or_else(ended)?;
        asks.write_all(format!("{name}\n").as_bytes())?;
        asks.flush()?;
        let mut head = String::new();
        if self.answers.read_line(&mut head)? == 0 {
            return Err(ended());
        }
        let mut words = head.trim_end().rsplit(' ');
        let Some(size) = words.next().and_then(|size| size.parse::<u64>().ok()) else {
            return Ok(Blob::Missing);
        };
        let is_blob = words.next() == Some("blob");
        let mut content = (&mut self.answers).take(size);
        let blob = if is_blob && size <= limit {
            let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
            content.read_to_end(&mut bytes)?;
            Blob::Bytes(bytes)
        } else {
            io::copy(&mut content, &mut io::sink())?;
            if is_blob { Blob::Larger(size) } else { Blob::Missing }
        };
        // A line end stands behind each content.
        self.answers.read_exact(&mut [0])?;
        Ok(blob)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Without questions it ends by itself.
        self.asks = None;
        let _ = self.child.wait();
    }
}

impl fmt::Debug for Blobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blobs")
    }
}
