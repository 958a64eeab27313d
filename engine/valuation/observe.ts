import { rescale } from '../amounts/index.ts';
import type { Derivation } from './derivation.ts';

/** Notes what brokers reported; the difference to the ledger is taken when the account is assembled. */
export function observe(derivation: Derivation): void {
  const { input, world } = derivation;
  for (const { account, day, equity } of input.observations ?? []) {
    const number = world.table.accounts.find(account);
    const index = derivation.dayIndex(day);
    if (number < 0 || index < 0 || index >= world.days) continue;
    const units = Number(rescale(equity.units, equity.scale, world.decimals, 'half-away-from-zero'));
    derivation.books(number).observed.set(index, units);
  }
}
