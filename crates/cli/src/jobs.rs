//! Work on several things at once, with the results in their order.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// How far ahead of the results a job may work, in things for each job: what is finished
/// and waits for its turn takes memory.
const AHEAD: usize = 2;

/// How far the work has come.
#[derive(Default)]
struct Queue {
    begun: usize,
    finished: usize,
}

/// Works on every item, `jobs` at a time, and finishes the results one after the other in
/// the order of the items.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    work: impl Fn(&T) -> R + Sync,
    mut finish: impl FnMut(usize, R),
) {
    let jobs = jobs.min(items.len());
    if jobs < 2 {
        return items.iter().enumerate().for_each(|(at, item)| finish(at, work(item)));
    }
    let queue = Mutex::new(Queue::default());
    let moved = Condvar::new();
    let next = || {
        let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let far = |queue: &mut Queue| {
            queue.begun < items.len() && queue.begun >= queue.finished + AHEAD * jobs
        };
        let mut queue =
            moved.wait_while(queue, far).unwrap_or_else(PoisonError::into_inner);
        queue.begun += 1;
        items.get(queue.begun - 1).map(|item| (queue.begun - 1, item))
    };
    let (done, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (done, next, work) = (done.clone(), &next, &work);
            scope.spawn(move || {
                while let Some((at, item)) = next() {
                    let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                    if done.send((at, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(done);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (at, result) in results {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&turn) {
                match result {
                    Ok(result) => finish(turn, result),
                    Err(panic) => {
                        // The others need not wait for what will never come.
                        queue.lock().unwrap_or_else(PoisonError::into_inner).begun =
                            items.len();
                        moved.notify_all();
                        resume_unwind(panic);
                    }
                }
                turn += 1;
                queue.lock().unwrap_or_else(PoisonError::into_inner).finished = turn;
                moved.notify_all();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_never_far_ahead() {
        let items: Vec<u64> = (0..40).collect();
        let (begun, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut seen = Vec::new();
        let work = |item: &u64| {
            let ahead =
                begun.fetch_add(1, Ordering::SeqCst) - ended.load(Ordering::SeqCst);
            assert!(ahead <= 3 * AHEAD, "{ahead} ahead");
            thread::sleep(Duration::from_millis(if *item == 0 { 60 } else { item % 3 }));
            *item
        };
        in_order(&items, 3, work, |at, item| {
            seen.push((at as u64, item));
            ended.fetch_add(1, Ordering::SeqCst);
        });
        assert_eq!(seen, items.iter().map(|it| (*it, *it)).collect::<Vec<_>>());
    }

    #[test]
    fn a_panic_ends_all_of_them() {
        let items: Vec<usize> = (0..50).collect();
        let work = |item: &usize| assert!(*item != 3, "the third");
        let all = || in_order(&items, 4, work, |_, ()| {});
        assert!(catch_unwind(all).is_err());
    }
}
