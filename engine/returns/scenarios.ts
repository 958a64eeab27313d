/** The built-in stress scenarios; a user's own have the same form. */
import type { PriceMove, Scenario } from './stress.ts';

/**
 * The kinds that a market scenario moves. Bonds, currencies and cash stay as they are: what they did
 * differed from crisis to crisis. An option or future moves by its exposure.
 */
const MARKET_KINDS = ['stock', 'etf', 'fund', 'option', 'future', 'crypto'] as const;

function market(name: string, move: number): Scenario {
  const prices = MARKET_KINDS.map((kind): PriceMove => ({ on: 'kind', name: kind, move }));
  return { name, prices, yieldChange: 0, baseCurrencyMove: 0 };
}

/**
 * 2008: S&P 500 price index, closes of 2007-10-09 (1565.15) and 2009-03-09 (676.53): -56.8 %.
 * Source: S&P Dow Jones Indices, published closes of the index.
 */
const FALL_2008 = 676.53 / 1565.15 - 1;

/**
 * March 2020: S&P 500 price index, closes of 2020-02-19 (3386.15) and 2020-03-23 (2237.40): -33.9 %.
 * Source: S&P Dow Jones Indices, published closes of the index.
 */
const FALL_2020 = 2237.4 / 3386.15 - 1;

/**
 * Round moves of the market (-10 % a correction, -20 % a bear market by the customary definition, -30 %),
 * the two historic falls, yields up by one hundred basis points (the unit step of interest-rate risk
 * reports, SEC Form N-PORT item B.3) and the base currency up or down by a tenth.
 */
export const SCENARIOS: readonly Scenario[] = [
  market('market -10 %', -0.1),
  market('market -20 %', -0.2),
  market('market -30 %', -0.3),
  market('2008', FALL_2008),
  market('March 2020', FALL_2020),
  { name: 'rates +100 bp', prices: [], yieldChange: 0.01, baseCurrencyMove: 0 },
  { name: 'base currency +10 %', prices: [], yieldChange: 0, baseCurrencyMove: 0.1 },
  { name: 'base currency -10 %', prices: [], yieldChange: 0, baseCurrencyMove: -0.1 },
];
