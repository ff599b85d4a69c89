import { posix } from 'node:path';
import { distinct, throwIfCancelled } from '@inverse-care/domain';
import { askForChanges, type Review } from './ask-for-changes.js';
import { bringFile } from './bring-file.js';
import type { Want } from './editions.js';
import { FetchFailure } from './failure.js';
import { type Address, type Findings, findAddresses } from './find-addresses.js';
import type { LockEntry } from './lock.js';
import { type FetchOutcome, holdersOf, nameOf, outcomeOf } from './outcomes.js';
import { oncePer, type Session } from './session.js';
import { reasonFor } from './troubles.js';
import { serves } from './verify.js';

type Held = [path: string, entry: LockEntry];

const linked = (addresses: readonly Address[]) => addresses.filter(({ page }) => page !== null);
const joined = (reasons: readonly string[]) => distinct(reasons).join('; ');

/** A function that sees to one wanted file after another: finds it, fetches it, or says why it cannot be had. */
export function settler(session: Session): (want: Want) => Promise<FetchOutcome> {
  const { lock, client, clock, signal, until } = session;
  const bring = oncePer(
    (_want: Want, { address }: Address, _replaces: readonly string[]) => address,
    (want, address, replaces) => bringFile(session, want, address, replaces),
  );
  const changeOf = oncePer(
    ({ address }: LockEntry) => address ?? '',
    (entry) => askForChanges(client, entry, clock, until),
  );

  /** Tries one set of addresses after another, and adds to the reasons; true once one holds what is wanted. */
  async function bringAny(
    want: Want,
    alternatives: readonly (readonly Address[])[],
    replaces: readonly string[],
    reasons: string[],
  ): Promise<boolean> {
    const attempt = (address: Address) =>
      bring(want, address, replaces).catch((error: unknown) => {
        if (error instanceof FetchFailure && error.unreachable) session.unreachable = error;
        reasons.push(reasonFor(error, address.address));
        return null;
      });
    for (const set of alternatives) {
      let served = false;
      for (const address of set) {
        const came = await attempt(address);
        if (came === null) continue;
        if (came.entry.holds.some((holding) => serves(want, holding))) served = true;
        else reasons.push(`${came.path} came and is of another edition`);
      }
      if (served) return true;
    }
    return false;
  }

  /** A file that is vouched for: is it still the publisher's? */
  async function review(
    want: Want,
    held: readonly Held[],
    { alternatives, notes: reasons }: Findings,
  ): Promise<FetchOutcome> {
    const offered = linked(alternatives.flat());
    const known = new Set([...lock.values()].map(({ address }) => address));
    const fresh = linked(alternatives[0] ?? []).filter(({ address }) => !known.has(address));
    const unlinked = held.filter(
      ([, { address, landing_page }]) =>
        offered.length > 0 && landing_page !== null && !offered.some((one) => one.address === address),
    );
    const reviews = await Promise.all(
      held.map(
        async ([, entry]): Promise<Review> =>
          entry.address === null ? { change: 'same', why: null } : changeOf(entry),
      ),
    );
    const changes = reviews.map(({ change }) => change);
    const moved = unlinked.length > 0 && fresh.length > 0;
    if (!moved && fresh.length > 0 && want.source.take === 'all') {
      if (await bringAny(want, [fresh], [], reasons)) {
        return outcomeOf(want, 'fetched', holdersOf(lock, want));
      }
    }
    if (!moved && !changes.includes('changed')) {
      const gone = changes.includes('gone') ? 'its publisher no longer has it at this address' : null;
      const silence = reviews.flatMap(({ why }) => why ?? []).map((why) => `: ${why}`);
      const unsaid = changes.includes('unknown')
        ? `its publisher did not say whether it has changed${silence[0] ?? ''}`
        : null;
      return outcomeOf(want, 'present', held, client.answers() === 0 ? null : (gone ?? unsaid));
    }
    const why = moved
      ? `its page links to another file: ${fresh.map(({ name }) => name).join(', ')}`
      : 'its publisher has changed it';
    if (!session.update) return outcomeOf(want, 'changed', held, `${why}; --update fetches it`);
    const stale = held.filter((one, i) => unlinked.includes(one) || changes[i] === 'changed');
    const again = stale.map(([path, { address, landing_page }]) => ({
      address: address as string,
      name: posix.basename(path),
      page: landing_page,
    }));
    const paths = stale.map(([path]) => path);
    if (await bringAny(want, [moved ? fresh : again], paths, reasons)) {
      return outcomeOf(want, 'updated', holdersOf(lock, want), why);
    }
    return outcomeOf(want, 'changed', held, `${why}, and it could not be had: ${joined(reasons)}`);
  }

  async function settle(want: Want): Promise<FetchOutcome> {
    throwIfCancelled(signal);
    session.onProgress({ label: `Looking for ${nameOf(want)}`, done: 0, total: 0 });
    const held = holdersOf(lock, want);
    if (held.length > 0 && held.every(([, { address }]) => address === null)) {
      return outcomeOf(want, 'by hand', held);
    }
    if (want.source.byHand === true) return outcomeOf(want, 'to do', []);
    if (held.length > 0 && held.every(([path]) => session.placed.has(path))) {
      return outcomeOf(want, 'fetched', held);
    }
    const findings = await findAddresses(want, session.pageAt);
    session.unreachable ??= findings.unreachable;
    if (held.length > 0) return review(want, held, findings);
    const { alternatives, notes: reasons } = findings;
    if (await bringAny(want, alternatives, [], reasons)) {
      return outcomeOf(want, 'fetched', holdersOf(lock, want));
    }
    return outcomeOf(want, alternatives.length > 0 ? 'failed' : 'not found', [], joined(reasons));
  }

  // Whatever befalls one file, the others go on.
  return (want) =>
    settle(want).catch((error: unknown) =>
      outcomeOf(want, 'failed', holdersOf(lock, want), reasonFor(error)),
    );
}
