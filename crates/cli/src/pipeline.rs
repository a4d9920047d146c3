//! Inputs through many threads and out again in their order, with flat memory.
//!
//! One thread reads, `threads` threads work, the caller's thread takes the results in the order of the inputs.
//! A batch is read only when there is a ticket for it, and a ticket comes back when a batch was taken,
//! so that one slow report never lets the rest pile up. Any side that stops makes the others stop.

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    sync::{Mutex, mpsc},
    thread,
};

/// Batches grow up to so many items.
const MOST: usize = 64;

/// Works on every item; `take` gets the results, batch by batch, in the order of the items.
///
/// # Errors
/// The first error of `take`, after which nothing more is read.
pub(crate) fn run<Item: Send, Buffers, Output: Send, Error>(
    items: impl Iterator<Item = Item> + Send,
    threads: NonZeroUsize,
    buffers: impl Fn() -> Buffers + Sync,
    work: impl Fn(Item, &mut Buffers) -> Output + Sync,
    mut take: impl FnMut(Vec<Output>) -> Result<(), Error>,
) -> Result<(), Error> {
    let n_tickets = threads.get() * 4;
    let (ticket_back, tickets) = mpsc::sync_channel::<()>(n_tickets);
    for _ in 0..n_tickets {
        // The receiver is still here and the channel holds as many.
        let _ = ticket_back.send(());
    }
    let (batch_in, batches) = mpsc::sync_channel::<(usize, Vec<Item>)>(n_tickets);
    let (done_in, done) = mpsc::sync_channel::<(usize, Vec<Output>)>(n_tickets);
    let batches = Mutex::new(batches);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut items = items.fuse();
            let mut size = 1;
            for number in 0.. {
                if tickets.recv().is_err() {
                    break;
                }
                let batch: Vec<Item> = items.by_ref().take(size).collect();
                if batch.is_empty() || batch_in.send((number, batch)).is_err() {
                    break;
                }
                size = (size * 2).min(MOST);
            }
        });
        let (batches, buffers, work) = (&batches, &buffers, &work);
        for _ in 0..threads.get() {
            let done_in = done_in.clone();
            scope.spawn(move || {
                let mut buffers = buffers();
                loop {
                    let next = batches.lock().ok().and_then(|batches| batches.recv().ok());
                    let Some((number, batch)) = next else { break };
                    let results = batch.into_iter().map(|item| work(item, &mut buffers)).collect();
                    if done_in.send((number, results)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done_in);
        let outcome = take_in_order(&done, &ticket_back, &mut take);
        // Closing both ends lets the reader and the workers stop when `take` failed.
        drop(done);
        drop(ticket_back);
        outcome
    })
}

fn take_in_order<Output, Error>(
    done: &mpsc::Receiver<(usize, Vec<Output>)>,
    ticket_back: &mpsc::SyncSender<()>,
    take: &mut impl FnMut(Vec<Output>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, results) in done {
        waiting.insert(number, results);
        while let Some(results) = waiting.remove(&next) {
            take(results)?;
            next += 1;
            // The reader may have come to the end already.
            let _ = ticket_back.send(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn threads(n: usize) -> NonZeroUsize {
        NonZeroUsize::new(n).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for n in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |item: u64, seen: &mut u64| {
                // Uneven work, so that threads overtake each other.
                *seen += (0..(item * 7919) % 20_000).fold(item, |a, b| a.rotate_left(3) ^ b) & 1;
                item
            };
            run(
                0..5000,
                threads(n),
                || 0,
                work,
                |batch| {
                    taken.extend(batch);
                    Ok::<(), ()>(())
                },
            )
            .unwrap();
            assert_eq!(taken, (0..5000).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn an_endless_input_stops_when_the_taker_does_and_never_piles_up() {
        let read = AtomicUsize::new(0);
        let items = std::iter::from_fn(|| Some(read.fetch_add(1, Ordering::Relaxed)));
        let mut taken = 0;
        let outcome = run(
            items,
            threads(2),
            || (),
            |item, ()| item,
            |batch| {
                taken += batch.len();
                if taken > 1000 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!(outcome, Err("enough"));
        assert!(read.load(Ordering::Relaxed) <= taken + (2 * 4 + 1) * MOST);
    }
}
