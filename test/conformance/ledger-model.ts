import fc from 'fast-check';
import type {
  Correction,
  EventColumns,
  EventRecord,
  NewEvent,
  Void,
  VoidedSourceId,
} from '../../app/service/ports/index.ts';
import { deposit, event } from './given.ts';

interface Stated {
  readonly account: string;
  readonly columns: EventColumns;
}

/** What is done to a ledger in one transaction; events are named by how many were made before them. */
export type Step =
  | {
      readonly kind: 'append';
      readonly events: readonly (Stated & { readonly source: string; readonly sourceId: string | null })[];
    }
  | { readonly kind: 'correct'; readonly corrections: readonly (Stated & { readonly of: number })[] }
  | { readonly kind: 'void'; readonly of: readonly number[]; readonly sourceId: VoidedSourceId };

const stated = {
  account: fc.constantFrom('a', 'b'),
  columns: fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(undefined, 'x,"y"\nz'),
    )
    .map(([day, amount, note]) =>
      deposit(`2024-01-0${day}`, `${amount}.00`, note === undefined ? {} : { note }),
    ),
};
const target = fc.nat({ max: 9 });

export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    events: fc.array(
      fc.record({
        ...stated,
        source: fc.constantFrom('s', 't'),
        sourceId: fc.constantFrom(null, '1', '2', '3'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  fc.record({
    kind: fc.constant('correct' as const),
    corrections: fc.uniqueArray(fc.record({ ...stated, of: target }), {
      minLength: 1,
      maxLength: 3,
      selector: (correction) => correction.of,
    }),
  }),
  fc.record({
    kind: fc.constant('void' as const),
    of: fc.uniqueArray(target, { minLength: 1, maxLength: 3 }),
    sourceId: fc.constantFrom<VoidedSourceId>('release', 'keep'),
  }),
);

/** A ledger as a list of rows that is searched from end to end: slow, and plainly right. */
export class LedgerModel {
  /** The time of the last step, and its change. */
  now = 0;
  /** How many steps changed something. */
  version = 0;
  private readonly rows: EventRecord[] = [];
  private readonly known = new Map<string, string>();
  private made = 0;
  private sent: NewEvent[] = [];

  /** What the store must answer. */
  apply(step: Step): string[] {
    this.now += 1;
    const before = this.rows.length;
    const answers =
      step.kind === 'append'
        ? this.append(step)
        : step.kind === 'correct'
          ? this.correctionsOf(step).map((correction) => this.correct(correction))
          : this.voidsOf(step).map(({ id }) => this.void(id, step.sourceId));
    if (this.rows.length > before) this.version += 1;
    return answers;
  }

  eventsOf(_: Step): readonly NewEvent[] {
    return this.sent;
  }

  correctionsOf(step: Extract<Step, { kind: 'correct' }>): Correction[] {
    return step.corrections.map(({ of, account, columns }) => ({ id: `e${of}`, account, columns }));
  }

  voidsOf(step: Extract<Step, { kind: 'void' }>): Void[] {
    return step.of.map((of) => ({ id: `e${of}` }));
  }

  inForce(asKnownAt = this.now): EventRecord[] {
    const last = new Map<string, EventRecord>();
    for (const row of this.rows) if (row.recordedAt <= asKnownAt) last.set(row.id, row);
    return [...last.values()]
      .filter((row) => row.kind !== 'voided')
      .sort((a, b) => a.account.localeCompare(b.account) || a.place - b.place);
  }

  inForceByDay(): string[] {
    const rows = this.inForce();
    return rows.sort((a, b) => a.columns.date.localeCompare(b.columns.date)).map((row) => row.id);
  }

  private append(step: Extract<Step, { kind: 'append' }>): string[] {
    this.sent = step.events.map(({ account, columns, source, sourceId }) =>
      event(`e${this.made++}`, columns, { account, source, sourceId }),
    );
    return this.sent.map((sent) => {
      const key = `${sent.account} ${sent.source} ${sent.sourceId}`;
      const earlier = sent.sourceId === null ? undefined : this.known.get(key);
      if (earlier !== undefined) return `known ${earlier}`;
      if (sent.sourceId !== null) this.known.set(key, sent.id);
      this.record({ ...sent, version: 1, kind: 'created' });
      return `added ${sent.id}`;
    });
  }

  private correct({ id, account, columns }: Correction): string {
    const last = this.rows.findLast((row) => row.id === id);
    if (last === undefined) return 'unknown';
    const same = last.account === account && JSON.stringify(last.columns) === JSON.stringify(columns);
    if (last.kind !== 'voided' && same) return 'unchanged';
    if (last.kind === 'voided') this.restore(id);
    const place = account === last.account ? last.place : undefined;
    this.record({ ...last, account, columns, version: last.version + 1, kind: 'corrected' }, place);
    return 'corrected';
  }

  private void(id: string, sourceId: VoidedSourceId): string {
    const last = this.rows.findLast((row) => row.id === id);
    if (last === undefined) return 'unknown';
    if (last.kind === 'voided') return 'unchanged';
    this.record({ ...last, version: last.version + 1, kind: 'voided' }, last.place);
    const key = this.keyOf(id);
    if (sourceId === 'release' && this.known.get(key) === id) this.known.delete(key);
    return 'voided';
  }

  private restore(id: string): void {
    const key = this.keyOf(id);
    if (!key.endsWith(' null') && !this.known.has(key)) this.known.set(key, id);
  }

  private keyOf(id: string): string {
    const first = this.rows.find((row) => row.id === id);
    return `${first?.account} ${first?.source} ${first?.sourceId}`;
  }

  private record(row: NewEvent & Pick<EventRecord, 'version' | 'kind'>, place?: number): void {
    const seq = this.rows.filter((other) => other.account === row.account).length + 1;
    this.rows.push({
      ...row,
      seq,
      place: place ?? seq,
      recordedAt: this.now,
      recordedBy: 'model',
      changeNo: this.now,
    });
  }
}
