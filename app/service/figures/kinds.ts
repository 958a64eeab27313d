import type { DailyColumns } from '@tidemark/engine';
import { pastOn } from '../portfolio/estimated-past.ts';
import { officialDays } from '../portfolio/official-days.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
import type { ValueKind, ValueSource } from './documents.ts';

/** What the value of a day rests on, and who gave it. */
export interface Standing {
  readonly kind: Exclude<ValueKind, 'intraday'>;
  readonly source: ValueSource;
}

/** From the most trustworthy. */
const KINDS: readonly Standing['kind'][] = ['daily_eod', 'reconstructed', 'computed', 'estimated'];

/**
 * Of one account, or of all of the portfolio: of several the least trustworthy kind, and a broker only where all of it
 * comes from that broker. `columns`: of the account or portfolio; `at`: the day's index.
 */
export function standingAt(
  portfolio: OpenPortfolio,
  columns: Pick<DailyColumns, 'estimated'>,
  at: number,
  account?: string,
): Standing {
  const { facts, history } = portfolio;
  const { pasts } = facts;
  const day = history.first + at;
  const isPast = (id: string): boolean => pastOn(pasts.get(id), day) !== null;
  if (account !== undefined || ![...pasts.keys()].some(isPast)) {
    const past = account === undefined ? null : pastOn(pasts.get(account), day);
    if (past !== null) return past;
    if (columns.estimated[at] > 0) return { kind: 'estimated', source: 'ledger' };
    const isOfficial = officialDays(portfolio, account).has(day);
    return { kind: isOfficial ? 'daily_eod' : 'computed', source: 'ledger' };
  }
  const all = [...derivedOf(portfolio).begun].filter(([, first]) => first <= day);
  const standings = all.map(([id]) => standingAt(portfolio, history.columns(id), at, id));
  const kind = standings.reduce((least, one) => lesser(least, one.kind), KINDS[0]);
  const sources = new Set(standings.map(({ source }) => source));
  return { kind, source: sources.size === 1 ? [...sources][0] : 'ledger' };
}

const lesser = (a: Standing['kind'], b: Standing['kind']): Standing['kind'] =>
  KINDS.indexOf(a) > KINDS.indexOf(b) ? a : b;
