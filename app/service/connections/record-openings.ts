import { randomUUIDv7 } from 'node:crypto';
import { type Day, equals, formatDay, ZERO } from '@tidemark/engine';
import type { LedgerEdit } from '../ledger/ledger-edit.ts';
import type { Step } from '../ledger/ledger-editor.ts';
import type {
  BrokerAccount,
  BrokerHoldings,
  EventColumns,
  EventRecord,
  LinkedAccountRecord,
  OwnerReads,
} from '../ports/index.ts';
import type { ConnectionWorld } from './connection-world.ts';
import { holdingAfter, holdingBefore, OPENING, type Opening, openingsOf, statedHolding } from './openings.ts';
import type { Holding } from './unit-flows.ts';

export interface OpeningFacts {
  readonly owner: string;
  readonly account: string;
  readonly link: LinkedAccountRecord;
  readonly stated: BrokerAccount;
  readonly holdings: BrokerHoldings;
  /** The account's day. */
  readonly today: Day;
}

/**
 * Gives an account with holdings but no past an opening: what it holds at the first sync, less what its activities
 * did. It is put on the earliest day that is known, at the cost that the broker states, and tagged as an estimate.
 * Nothing is estimated where activities go back to the beginning, or where somebody has stated the past already.
 */
export async function recordOpenings(
  { store, editor, clock }: ConnectionWorld,
  { owner, account, link, stated: known, holdings, today }: OpeningFacts,
): Promise<void> {
  const holding = statedHolding(holdings);
  if (known.isWhole || holding === null || link.estimatedOn !== null) return;
  const plan = async (tx: OwnerReads): Promise<Step> => {
    const events = await eventsOf(tx, account);
    if (events.some(({ source }) => source !== link.provider)) return NOTHING;
    const columns = events.map((one) => one.columns);
    const opened = known.openedOn === null ? [] : [formatDay(known.openedOn as Day)];
    const told = await firstTold(tx, account);
    const dates = [...columns.slice(0, 1).map((one) => one.date), ...opened, ...told];
    const date = dates.reduce(earlier, formatDay(today));
    const before = holdingBefore(holding, columns);
    return said(openingsOf(before, date, holdings.positions ?? [], columns), [], link.provider, account);
  };
  const { equity } = holdings;
  const stated = {
    account,
    day: today,
    at: null,
    kind: 'estimated',
    cash: null,
    source: link.provider,
  } as const;
  // Before the openings: what is derived with them has to know how far the ledger reaches back.
  if (equity !== null)
    await store.write(owner, (tx) => tx.observations.put([{ ...stated, equity, recordedAt: clock.now() }]));
  await editor.run({ owner, by: link.provider }, false, plan, async (tx) => {
    await tx.connections.link({ ...link, estimatedOn: today });
    return true;
  });
}

/**
 * Brings an estimated opening to what facts that have arrived since leave of it: what was held at the end of the day of
 * the first sync stays the same. Where the opening as it is leads to what the broker states now, the first sync had not
 * counted them yet, and it stays. `before`: the events of the account without those facts.
 */
export async function recordLaterFacts(
  { editor }: ConnectionWorld,
  { owner, account, link, holdings }: Pick<OpeningFacts, 'owner' | 'account' | 'link' | 'holdings'>,
  before: ReadonlySet<string>,
): Promise<void> {
  if (link.estimatedOn === null) return;
  const until = formatDay(link.estimatedOn as Day);
  const plan = async (tx: OwnerReads): Promise<Step> => {
    const all = await eventsOf(tx, account);
    const events = all.filter(({ columns }) => columns.date <= until);
    const openings = events.filter((one) => one.sourceId?.startsWith(OPENING));
    const facts = events.filter((one) => !openings.includes(one));
    const then = holdingAfter(events.filter(({ id }) => before.has(id)).map(({ columns }) => columns));
    const columns = facts.map((one) => one.columns);
    const dates = [
      ...[...openings, ...facts].map((one) => one.columns.date),
      ...(await firstTold(tx, account)),
    ];
    const date = dates.reduce(earlier, until);
    const opened = holdingAfter(openings.map((one) => one.columns));
    const held = holdingBefore(then, columns);
    const stated = statedHolding(holdings);
    if (stated !== null) keepWhatFits(held, opened, holdingAfter(all.map((one) => one.columns)), stated);
    const wanted = openingsOf(held, date, holdings.positions ?? [], columns);
    return said(wanted, openings, link.provider, account);
  };
  await editor.run({ owner, by: link.provider }, false, plan, async () => true);
}

/** The first day of which the broker's own history tells a value; none where there is no such history. */
async function firstTold(tx: OwnerReads, account: string): Promise<string[]> {
  const values = await tx.observations.list({ accounts: [account], daily: true });
  const first = values.find(({ kind }) => kind === 'reconstructed');
  return first === undefined ? [] : [formatDay(first.day as Day)];
}

/** Of what leads to what is stated as it is, `held` gets what was `opened`. */
function keepWhatFits(held: Holding, opened: Holding, leads: Holding, stated: Holding): void {
  for (const part of ['units', 'cash'] as const) {
    for (const name of new Set([...held[part].keys(), ...leads[part].keys()])) {
      const isSame = equals(leads[part].get(name) ?? ZERO, stated[part].get(name) ?? ZERO);
      if (isSame) held[part].set(name, opened[part].get(name) ?? ZERO);
    }
  }
}

/** The ids of what is in force in an account. */
export async function idsInForce(tx: OwnerReads, account: string): Promise<Set<string>> {
  return new Set((await tx.ledger.inForce({ accounts: [account] })).map(({ id }) => id));
}

/** In order of their days; an opening before everything else of its day. */
async function eventsOf(tx: OwnerReads, account: string): Promise<EventRecord[]> {
  const events = await tx.ledger.inForce({ accounts: [account] });
  const key = ({ columns }: EventRecord) => `${columns.date} ${columns.type === 'opening' ? 0 : 1}`;
  return [...events].sort((a, b) => Number(key(a) > key(b)) - Number(key(a) < key(b)));
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

const NOTHING: Step = { what: '', kind: 'system', edits: [], record: async () => {} };

/** The edits that bring what is recorded to what should be. */
function said(
  wanted: readonly Opening[],
  recorded: readonly EventRecord[],
  source: string,
  account: string,
): Step {
  const had = new Map(recorded.map((one) => [one.sourceId, one]));
  const added = wanted
    .filter(({ sourceId }) => !had.has(sourceId))
    .map((one) => ({ ...one, id: randomUUIDv7() }));
  const corrected = wanted.flatMap(({ sourceId, columns }) => {
    const record = had.get(sourceId);
    return record === undefined || isSaid(record.columns, columns) ? [] : [{ id: record.id, columns }];
  });
  const voided = recorded.filter((one) => !wanted.some(({ sourceId }) => sourceId === one.sourceId));
  const edits: LedgerEdit[] = [
    ...added.map(({ id, columns, sourceId }) => ({
      kind: 'append' as const,
      id,
      event: { ...columns, account },
      sourceId,
    })),
    ...corrected.map(({ id, columns }) => ({ kind: 'correct' as const, id, event: { ...columns, account } })),
    ...voided.map(({ id }) => ({ kind: 'void' as const, id })),
  ];
  return {
    what: 'estimated what was held before the first activity',
    kind: 'system',
    edits,
    record: async (into, change) => {
      const rows = added.map((one) => ({ ...one, account, source, importId: null }));
      if (rows.length > 0) await into.ledger.append(change, rows);
      const corrections = corrected.map((one) => ({ ...one, account }));
      if (corrections.length > 0) await into.ledger.correct(change, corrections);
      if (voided.length > 0) await into.ledger.void(change, voided, 'release');
    },
  };
}

const isSaid = (a: EventColumns, b: EventColumns): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
