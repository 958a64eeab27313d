import { dec, type Instrument, type InstrumentLookup, type LedgerContext } from '@tidemark/engine';
import type { FoundInstrument } from '@tidemark/importers';
import type { InstrumentRecord, OwnerReads } from '../ports/index.ts';
import { unknownInstrument } from '../records/instruments.ts';

/** What a file adds to what is known of its instruments. */
export interface AddedInstruments {
  readonly records: readonly InstrumentRecord[];
  /** Whether figures depend on what is added: a kind or a contract size that nobody had stated. */
  readonly changesFigures: boolean;
}

/** What a file says of instruments, where nobody has said it before: what is stated already stays. */
export async function addedBy(tx: OwnerReads, found: readonly FoundInstrument[]): Promise<AddedInstruments> {
  const telling = found.filter(({ name, isin, kind }) => name !== null || isin !== null || kind !== null);
  if (telling.length === 0) return { records: [], changesFigures: false };
  const known = new Map((await tx.instruments.list()).map((one) => [one.symbol, one]));
  let changesFigures = false;
  const records = telling.flatMap((one) => {
    const before = known.get(one.symbol);
    const record = withFound(before, one);
    const plain = unknownInstrument(one.symbol);
    if (before === undefined && (record.kind !== plain.kind || record.multiplier !== plain.multiplier))
      changesFigures = true;
    return before !== undefined && before.name === record.name && before.isin === record.isin ? [] : [record];
  });
  return { records, changesFigures };
}

function withFound(known: InstrumentRecord | undefined, found: FoundInstrument): InstrumentRecord {
  if (known !== undefined)
    return { ...known, name: known.name ?? found.name, isin: known.isin ?? found.isin };
  const plain = unknownInstrument(found.symbol);
  const { name, isin, kind, multiplier } = found;
  return { ...plain, name, isin, kind: kind ?? plain.kind, multiplier: kind === null ? null : multiplier };
}

/** A ledger's context that knows, beside what was stated, the kinds that a file says. */
export function knowing(context: LedgerContext, found: readonly FoundInstrument[]): LedgerContext {
  const stated = new Map(found.flatMap((one) => (one.kind === null ? [] : [[one.symbol, engineOf(one)]])));
  if (stated.size === 0) return context;
  const instruments: InstrumentLookup = (symbol) => context.instruments(symbol) ?? stated.get(symbol);
  return { ...context, instruments };
}

function engineOf({ symbol, kind, multiplier }: FoundInstrument): Instrument {
  return {
    symbol,
    kind: kind ?? 'stock',
    currency: null,
    multiplier: multiplier === null ? null : (dec(multiplier) as Instrument['multiplier']),
    priceFactor: null,
    sector: null,
    underlying: null,
    expiry: null,
    strike: null,
    right: null,
  };
}
