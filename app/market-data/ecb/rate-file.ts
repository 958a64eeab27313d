import { type Day, parseDay } from '@tidemark/engine';
import { plainDecimal } from '../../providers/index.ts';
import type { MarketRate } from '../../service/ports/index.ts';

export const ECB = 'ecb';

/** A day's element, or a rate in it; attributes in any order, in either kind of quotes. */
const CUBE = /<Cube\b([^>]*?)\/?>/g;
const ATTRIBUTE = /(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The rates of a file of euro reference rates (eurofxref): units of a currency for one euro, by day. A currency
 * without a rate of a day is left out. What is not such a file is answered in words: what was expected where.
 */
export function readRates(xml: string): readonly MarketRate[] | { readonly wrong: string } {
  const rates: MarketRate[] = [];
  let day: Day | null = null;
  for (const [, text] of xml.matchAll(CUBE)) {
    const { time, currency, rate } = attributesOf(text);
    if (time !== undefined) {
      day = parseDay(time);
      if (day === null) return { wrong: 'Cube time: expected a day as 2024-01-02' };
    }
    if (currency === undefined) continue;
    if (day === null) return { wrong: `Cube ${currency}: expected a Cube with a time around it` };
    if (rate === 'N/A') continue;
    const plain = plainDecimal(rate ?? '');
    if (plain === null || !/^[A-Z]{3}$/.test(currency) || !/[1-9]/.test(plain) || plain.startsWith('-'))
      return { wrong: `Cube currency ${currency.slice(0, 10)}: expected a rate above zero` };
    rates.push({ pair: `EUR${currency}`, day, rate: plain, source: ECB });
  }
  return rates.length === 0 ? { wrong: 'expected Cube elements with currency and rate' } : rates;
}

function attributesOf(text: string): Record<string, string | undefined> {
  return Object.fromEntries([...text.matchAll(ATTRIBUTE)].map(([, name, a, b]) => [name, a ?? b]));
}
