import type { RecordedWithin } from '../../../app/service/figures/index.ts';
import type { SealRecord } from '../../../app/service/ports/index.ts';
import { at, on } from '../portfolio.ts';

/** Prices as they are recorded: `ACME 2024-03-08T15:00 101.50`, one a line, in order of time; UTC. */
export function recorded(lines: string, seals: Readonly<Record<string, number>> = {}): RecordedWithin {
  const rows = lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const days = Map.groupBy(rows, ([symbol, time]) => `${symbol} ${time.slice(0, 10)}`);
  const prices = [...days].map(([key, ofDay]) => ({
    symbol: key.split(' ')[0],
    currency: 'USD',
    day: on(key.split(' ')[1]),
    minutes: Uint16Array.from(ofDay, ([, time]) => (at(`${time}Z`) / 60_000) % 1440),
    units: Float64Array.from(ofDay, ([, , price]) => Math.round(Number(price) * 100)),
    scales: Uint8Array.from(ofDay, () => 2),
  }));
  return { prices, seals: Object.entries(seals).map(([time, equity]) => sealOf(time, equity)) };
}

const sealOf = (time: string, equity: number): SealRecord => ({
  ...{ account: 'main', day: on(time.slice(0, 10)), at: at(`${time}Z`), kind: 'intraday' },
  ...{ equity: equity * 100, cash: 0, stale: 0, ledgerSeq: 1, ledgerHash: '' },
  ...{ prices: 1, sharedPrices: 1, positions: null, recordedAt: 0 },
});
