import { SEAL_KINDS, type SealedPosition, type SealRecord } from '../../service/ports/index.ts';
import { damaged, PackedReader, PackedWriter } from './packed-bytes.ts';

/*
 * The seals of an account in a period, as a log that only grows: of one moment the last one counts, those before it
 * are its revisions. After a byte for the format each seal follows as what differs from the one before it; positions
 * likewise, as those that have another quantity or cost than in the last seal that had any.
 */
const FORMAT = 1;
const KIND_BITS = 7;
const HAS_POSITIONS = 8;
const SAME_LEDGER = 16;
const IS_DAY_END = 32;
/** Differences would be too large: the numbers are as they are. */
const ABSOLUTE = 64;

const HASH_DIGITS = 16;
const DAY_MS = 86_400_000;

type Positions = Map<string, SealedPosition>;

type Logged = Omit<SealRecord, 'account'>;

/** Numbers of a seal that are written as differences, in this order. */
const NUMBERS = ['equity', 'cash', 'stale', 'prices', 'sharedPrices'] as const;

interface Before extends Record<(typeof NUMBERS)[number], number> {
  readonly day: number;
  /** Seconds. */
  readonly time: number;
  readonly ledgerSeq: number;
  readonly ledgerHash: string;
}

const NOTHING: Before = {
  day: 0,
  time: 0,
  equity: 0,
  cash: 0,
  stale: 0,
  prices: 0,
  sharedPrices: 0,
  ledgerSeq: -1,
  ledgerHash: '',
};

/** What the values of a moment count from. */
const instantOf = ({ at, day }: Pick<Logged, 'at' | 'day'>): number => at ?? day * DAY_MS;

/** A log in memory. */
export class SealLog {
  /** In the order in which they were sealed. */
  readonly seals: Logged[] = [];
  private readonly parts: Uint8Array[] = [];
  private before = NOTHING;
  private positions: Positions = new Map();

  /** `data`: null for an empty one. */
  constructor(data: Uint8Array | null, withPositions: boolean) {
    if (data === null) {
      this.parts.push(Uint8Array.of(FORMAT));
      return;
    }
    this.parts.push(data);
    const reader = new PackedReader(data);
    if (reader.byte() !== FORMAT) throw damaged();
    while (!reader.isAtEnd) this.seals.push(this.read(reader, withPositions));
  }

  /** The one in force of a moment. */
  last(day: number, at: number | null): Logged | undefined {
    return this.seals.findLast((seal) => seal.day === day && seal.at === at);
  }

  /** Only to a log that was read with its positions. */
  add(seal: Logged): void {
    const writer = new PackedWriter();
    const { before } = this;
    const isSame = seal.ledgerSeq === before.ledgerSeq && seal.ledgerHash === before.ledgerHash;
    const time = Math.floor(instantOf(seal) / 1000);
    const isFar = NUMBERS.some((name) => !Number.isSafeInteger(seal[name] - before[name]));
    writer.byte(
      SEAL_KINDS.indexOf(seal.kind) +
        (seal.positions === null ? 0 : HAS_POSITIONS) +
        (isSame ? SAME_LEDGER : 0) +
        (seal.at === null ? IS_DAY_END : 0) +
        (isFar ? ABSOLUTE : 0),
    );
    writer.integer(seal.day - before.day);
    if (seal.at !== null) writer.integer(time - before.time);
    writer.integer(seal.recordedAt - instantOf(seal));
    for (const name of NUMBERS) writer.integer(isFar ? seal[name] : seal[name] - before[name]);
    if (!isSame) {
      writer.integer(seal.ledgerSeq);
      writer.raw(Buffer.from(seal.ledgerHash.padStart(HASH_DIGITS, '0'), 'hex'));
    }
    if (seal.positions !== null) writer.block(this.positionsSince(seal.positions));
    this.parts.push(writer.end());
    this.seals.push(seal);
    this.before = { ...seal, time };
  }

  data(): Uint8Array {
    return Buffer.concat(this.parts);
  }

  private read(reader: PackedReader, withPositions: boolean): Logged {
    const flags = reader.byte();
    const { before } = this;
    const kind = SEAL_KINDS[flags & KIND_BITS];
    if (kind === undefined) throw damaged();
    const day = before.day + reader.integer();
    const time = (flags & IS_DAY_END) !== 0 ? (day * DAY_MS) / 1000 : before.time + reader.integer();
    const at = (flags & IS_DAY_END) !== 0 ? null : time * 1000;
    const recordedAt = reader.integer() + time * 1000;
    const numbers = { equity: 0, cash: 0, stale: 0, prices: 0, sharedPrices: 0 };
    for (const name of NUMBERS)
      numbers[name] = ((flags & ABSOLUTE) !== 0 ? 0 : before[name]) + reader.integer();
    const isSame = (flags & SAME_LEDGER) !== 0;
    const ledgerSeq = isSame ? before.ledgerSeq : reader.integer();
    const ledgerHash = isSame ? before.ledgerHash : Buffer.from(reader.raw(HASH_DIGITS / 2)).toString('hex');
    this.before = { day, time, ...numbers, ledgerSeq, ledgerHash };
    const block = (flags & HAS_POSITIONS) !== 0 ? reader.block() : null;
    const positions = block === null || !withPositions ? null : this.positionsAfter(block);
    return { day, at, kind, ...numbers, ledgerSeq, ledgerHash, positions, recordedAt };
  }

  private positionsSince(positions: readonly SealedPosition[]): Uint8Array {
    const now: Positions = new Map(positions.map((one) => [one.symbol, one]));
    const lines: string[] = [];
    for (const one of positions) {
      const was = this.positions.get(one.symbol);
      if (was?.quantity === one.quantity && was.cost === one.cost && was.currency === one.currency) continue;
      const currency = was?.currency === one.currency ? '' : one.currency;
      lines.push(`${one.symbol}\t${one.quantity}\t${one.cost}\t${currency}`);
    }
    for (const symbol of this.positions.keys()) if (!now.has(symbol)) lines.push(symbol);
    this.positions = now;
    return Buffer.from(lines.join('\n'));
  }

  private positionsAfter(block: Uint8Array): readonly SealedPosition[] {
    if (block.length > 0) {
      const next = new Map(this.positions);
      for (const line of Buffer.from(block).toString().split('\n')) {
        const [symbol = '', quantity, cost, currency = ''] = line.split('\t');
        const was = next.get(symbol)?.currency ?? '';
        if (quantity === undefined) next.delete(symbol);
        else next.set(symbol, { symbol, currency: currency || was, quantity, cost: Number(cost) });
      }
      this.positions = next;
    }
    return [...this.positions.values()].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  }
}

/** Whether two seals of a moment say the same, whatever they came from. */
export function saySame(a: Logged, b: Logged): boolean {
  if (a.kind !== b.kind || a.equity !== b.equity || a.cash !== b.cash || a.stale !== b.stale) return false;
  return a.positions === null || b.positions === null || areSame(a.positions, b.positions);
}

function areSame(a: readonly SealedPosition[], b: readonly SealedPosition[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((one, n) => {
    const other = b[n];
    return one.symbol === other?.symbol && one.quantity === other.quantity && one.cost === other.cost;
  });
}
