import type { Decimal } from '../amounts/index.ts';
import { toNumber } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { LotSettings, Market } from '../lots/index.ts';
import type { ProblemSource } from '../problems/index.ts';
import { IN_TRANSIT } from '../valuation/positions.ts';
import { type BaseFigures, baseFigures } from './base-figures.ts';
import { type DailyMarks, type Excursion, excursionOf } from './excursion.ts';
import { ownsRow, type TripFigures, tripFigures } from './figures.ts';
import { isClosed, type RoundTrip, tripId } from './round-trip.ts';
import type { RowClock } from './row-clock.ts';

/** A round trip with everything about it that does not depend on what the account was worth. */
export interface Trade {
  readonly trip: RoundTrip;
  readonly id: string;
  readonly account: string;
  readonly symbol: string;
  /** Of its prices and amounts. */
  readonly currency: string;
  readonly status: 'open' | 'closed';
  /** RFC 3339 with the account's offset, or a date where the row has no time. */
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly opened: Day;
  readonly closed: Day | null;
  readonly figures: TripFigures;
  readonly base: BaseFigures;
  readonly excursion: Excursion | null;
  /** Calendar days from opening to closing, or to the last day of the history. */
  readonly holdingDays: number;
  /** Null where open, or where one of both rows has no time. */
  readonly holdingSeconds: number | null;
  /** Realized P&L before, and net P&L after costs in units of what was risked; null while open. */
  readonly rMultiple: number | null;
  readonly returnOnRisk: number | null;
  /** Excursions in units of what was risked; null without a stop, and where they are unknown. */
  readonly adverseR: number | null;
  readonly favourableR: number | null;
  /** As first given. */
  readonly target: Decimal | null;
  readonly strategy: string | null;
  /** Of all its fills, each once. */
  readonly tags: readonly string[];
  readonly note: string | null;
  /** The row that opened it. */
  readonly place: ProblemSource;
}

/** What trades are made with. */
export interface TradeContext {
  readonly settings: LotSettings;
  readonly market: Market;
  readonly marks: DailyMarks;
  readonly clock: RowClock;
}

export function tradeOf({ settings, market, marks, clock }: TradeContext, trip: RoundTrip): Trade {
  const { table, symbols } = settings;
  const first = trip.fills[0];
  const last = trip.fills[trip.fills.length - 1];
  const closed = isClosed(trip);
  const figures = tripFigures(settings, trip);
  const excursion = excursionOf(settings, trip, marks);
  const timed = closed && clock.isTimed(first.row) && clock.isTimed(last.row);
  // What left in kind alone was not sold: it has no result to measure.
  const measured = closed && figures.exitPrice !== null;
  return {
    trip,
    id: tripId(table, trip),
    account: table.accounts.texts[trip.account] ?? IN_TRANSIT,
    symbol: table.symbols.texts[trip.symbol],
    currency: table.currencies.texts[symbols[trip.symbol].currency],
    status: closed ? 'closed' : 'open',
    openedAt: clock.format(first.row),
    closedAt: closed ? clock.format(last.row) : null,
    opened: first.day,
    closed: closed ? last.day : null,
    figures,
    base: baseFigures(settings, market, trip, figures),
    excursion,
    holdingDays: (closed ? last.day : marks.last) - first.day,
    holdingSeconds: timed ? clock.instantOf(last.row) - clock.instantOf(first.row) : null,
    rMultiple: measured ? quotient(figures.realized, figures.risk) : null,
    returnOnRisk: measured ? quotient(figures.net, figures.risk) : null,
    adverseR: excursion === null ? null : quotient(excursion.adverse, figures.risk),
    favourableR: excursion === null ? null : quotient(excursion.favourable, figures.risk),
    ...wordsOf(settings, trip),
    place: placeOf(settings, first.row),
  };
}

function placeOf({ table }: LotSettings, row: number): ProblemSource {
  const file = table.files.texts[table.file.values[row]];
  const line = table.line.values[row];
  const eventId = table.rare.id.get(row);
  return {
    ...(file !== undefined && { file }),
    ...(line >= 0 && { line }),
    ...(eventId !== undefined && { eventId }),
  };
}

/** Null where nothing was risked or no stop says what. */
function quotient(result: Decimal, risk: Decimal | null): number | null {
  return risk === null || risk.units === 0 ? null : toNumber(result) / toNumber(risk);
}

/** What the fills' rows say in words. */
function wordsOf(
  settings: LotSettings,
  trip: RoundTrip,
): Pick<Trade, 'target' | 'strategy' | 'tags' | 'note'> {
  const { target, strategy, tags, note } = settings.table.rare;
  if (target.size + strategy.size + tags.size + note.size === 0) return NO_WORDS;
  const rows = trip.fills.filter((fill) => ownsRow(settings, trip, fill)).map((fill) => fill.row);
  const first = <T>(field: ReadonlyMap<number, T>): T | null => {
    const row = rows.find((candidate) => field.has(candidate));
    return row === undefined ? null : (field.get(row) as T);
  };
  const notes = new Set(rows.map((row) => note.get(row)).filter((text) => text !== undefined));
  return {
    target: first(target),
    strategy: first(strategy),
    tags: [...new Set(rows.flatMap((row) => splitTags(tags.get(row) ?? '')))],
    note: notes.size === 0 ? null : [...notes].join('\n'),
  };
}

const NO_WORDS = { target: null, strategy: null, tags: [], note: null } as const;

/** Tags stand apart by commas or semicolons; where there is neither, by spaces. */
export function splitTags(text: string): string[] {
  return text
    .split(/[,;]/.test(text) ? /[,;]/ : /\s+/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
