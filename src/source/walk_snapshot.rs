//! Which files there are in a tree that git keeps. Ignore files do not matter there: what is in it was put there.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use super::git::EntryKind;
use super::listed::{Leads, Listed, Origin};
use super::listing::{Listing, WalkFault, WalkFaultKind};
use super::obstacle::Obstacle;
use super::repository::Root;
use super::snapshot::{Found, Snapshot};

/// Lists the files under `starts`, as a walk does. Of the files in folders only those are taken whose name `accept` wants.
pub(super) fn list_snapshot(
    root: &Root,
    snapshot: &Snapshot,
    starts: &[PathBuf],
    accept: impl Fn(&str) -> bool,
) -> Listing {
    let mut listing = Listing::default();
    for start in starts {
        match root.relative(start) {
            Ok(path) => under(root, snapshot, &path, &accept, &mut listing),
            Err(_) => fault(&mut listing, &start.to_string_lossy(), WalkFaultKind::Outside),
        }
    }
    listing.files.sort();
    listing.faults.sort_unstable();
    listing.faults.dedup();
    listing
}

fn under(
    root: &Root,
    snapshot: &Snapshot,
    path: &Arc<str>,
    accept: &impl Fn(&str) -> bool,
    listing: &mut Listing,
) {
    match (snapshot.kind(path), snapshot.find(path)) {
        (Some(EntryKind::Module), _) | (None, Found::Module) => {
            fault(listing, path, WalkFaultKind::OtherRepository);
        }
        (Some(_), _) | (None, Found::File(..)) => listing.files.push(listed(snapshot, path, Origin::Named)),
        (None, Found::Outside(_)) => fault(listing, path, WalkFaultKind::Outside),
        // What is there and is not kept has nothing to list.
        (None, Found::Nowhere) if fs::symlink_metadata(root.join(path)).is_ok() => {}
        (None, Found::Nowhere) => fault(listing, path, WalkFaultKind::Unreadable(Obstacle::Absent)),
        (None, Found::Folder) => {
            for (name, kind) in snapshot.under(path) {
                let last = name.rsplit('/').next().unwrap_or(name);
                if kind != EntryKind::Module && accept(last) {
                    listing.files.push(listed(snapshot, name, Origin::Found));
                }
            }
        }
    }
}

fn listed(snapshot: &Snapshot, path: &Arc<str>, origin: Origin) -> Listed {
    let link = (snapshot.kind(path) == Some(EntryKind::Link)).then(|| match snapshot.find(path) {
        Found::File(target, _) => Leads::ToFile(target.clone()),
        Found::Folder | Found::Module => Leads::ToFolder,
        Found::Outside(_) => Leads::Outside,
        Found::Nowhere => Leads::Nowhere,
    });
    Listed { path: path.clone(), place: None, origin, link }
}

fn fault(listing: &mut Listing, path: &str, kind: WalkFaultKind) {
    listing.faults.push(WalkFault { path: path.into(), kind });
}
