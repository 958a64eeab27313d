import fc from 'fast-check';
import type { PlainInput } from '../naive/input.ts';
import { type Intent, LedgerWriter } from './ledger-writer.ts';
import { ANYTHING, type Setting, settings, type Wishes } from './setting.ts';

/** Days between one event and the next: many on one day, now and then weeks of nothing. */
const GAPS = [0, 0, 0, 0, 1, 1, 2, 3, 4, 7, 11, 25];

const intent: fc.Arbitrary<Intent> = fc.record({
  gap: fc.constantFrom(...GAPS),
  kind: fc.nat(63),
  account: fc.nat(2),
  symbol: fc.nat(31),
  size: fc.nat(9999),
  price: fc.integer({ min: -2500, max: 2500 }),
  cost: fc.nat(99),
  more: fc.nat(99),
});

/**
 * Random ledgers that could be: nothing is taken that is not there, nothing named that is not open. They shrink by
 * leaving out intents; what is left is written anew and is as possible as before.
 */
export function ledgers(maxEvents: number, wishes: Partial<Wishes> = {}): fc.Arbitrary<PlainInput> {
  const all = { ...ANYTHING, ...wishes };
  return fc
    .tuple(settings(all), fc.array(intent, { minLength: 1, maxLength: maxEvents, size: 'max' }))
    .map(([setting, intents]) => ledgerOf(setting, intents, all));
}

function ledgerOf(setting: Setting, intents: readonly Intent[], wishes: Wishes): PlainInput {
  const writer = new LedgerWriter(setting, wishes);
  for (const one of intents) writer.write(one);
  const { conventions, accounts, instruments, prices, rates, splits, reports } = setting;
  return { events: writer.finish(), prices, rates, splits, instruments, accounts, conventions, reports };
}
