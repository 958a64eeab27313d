import type { Draw } from './draw.ts';
import { type PlannedMarket, SESSIONS_BEFORE } from './market.ts';
import { SESSIONS_A_MONTH } from './workload.ts';

/** The last sessions of a run have no faults: what is not whole by then never will be. */
export const QUIET_SESSIONS = 3;
/** Between a storm and other trouble with a provider. */
const CALM_SESSIONS = 3;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Span {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** What a provider does for a while. */
export interface ProviderFault extends Span {
  readonly kind: 'storm' | 'unreachable' | 'garbage' | 'missing';
  /** The answers that are concerned: their paths begin so; '' for all of them. */
  readonly path: string;
  /** Of a storm: what it asks to wait, in seconds; null where it does not say. */
  readonly retryAfter: number | null;
  /** What is missing, or garbage. */
  readonly symbols: readonly string[];
}

/** A node ends at a call to the store or to a provider, while it has a job: before the call is done, or just after. */
export interface PlannedKill {
  readonly at: number;
  readonly node: number;
  readonly call: number;
  readonly when: 'before' | 'after';
}

export interface PlannedFaults {
  /** No node runs. */
  readonly outages: readonly Span[];
  readonly kills: readonly PlannedKill[];
  readonly provider: readonly ProviderFault[];
  /** Sessions, by index, on which users remember something late. */
  readonly late: readonly number[];
}

/** Each month an outage, a kill, a storm and a late correction at least; further trouble with providers as it comes. */
export function plannedFaults(draw: Draw, market: PlannedMarket, months: number): PlannedFaults {
  const outages: Span[] = [];
  const kills: PlannedKill[] = [];
  const provider: ProviderFault[] = [];
  const late: number[] = [];
  for (let month = 0; month < months; month++) {
    const first = SESSIONS_BEFORE + month * SESSIONS_A_MONTH + (month === 0 ? 1 : 0);
    const end =
      SESSIONS_BEFORE + (month + 1) * SESSIONS_A_MONTH - (month === months - 1 ? QUIET_SESSIONS : 0);
    const slept = outageOf(draw, market, first, end);
    outages.push(slept.span);
    const awake = indexes(first, end).filter((index) => index < slept.first || index > slept.last);
    kills.push(killOn(draw, market, draw.oneOf(awake)));
    const stormy = draw.oneOf(awake);
    provider.push(storm(draw, market, stormy, end));
    // A provider that cannot be reached answers with no 429 either.
    const calm = awake.filter((index) => Math.abs(index - stormy) > CALM_SESSIONS);
    for (let n = draw.between(1, 3); n > 0; n--) late.push(draw.oneOf(awake));
    for (const kind of ['unreachable', 'garbage', 'missing'] as const)
      if (calm.length > 0 && draw.isOnce(50))
        provider.push(trouble(draw, market, kind, draw.oneOf(calm), end));
  }
  return { outages, kills, provider, late: late.sort((a, b) => a - b) };
}

const indexes = (from: number, end: number): number[] =>
  Array.from({ length: end - from }, (_, n) => from + n);

/** Hours, days or weeks; at least a third of the month is left. */
function outageOf(draw: Draw, { sessions }: PlannedMarket, first: number, end: number) {
  const [least, most] = draw.oneOf([
    [2, 12],
    [2, 12],
    [24, 96],
    [24, 96],
    [168, 336],
  ] as const);
  const begin = draw.between(first, Math.max(first, end - 2 - Math.ceil(most / 30)));
  const from = sessions[begin].openUtc * 1000 + draw.between(-6, 8) * HOUR_MS;
  const before = sessions[end - 1].openUtc * 1000 - HOUR_MS;
  const to = Math.min(before, from + draw.between(least, most) * HOUR_MS + draw.below(60) * 60_000);
  const last = sessions.findLastIndex(({ openUtc }) => openUtc * 1000 - DAY_MS / 2 < to);
  return { span: { from, to }, first: begin, last };
}

/** A job has some fifty calls; a kill that has not come by its end comes in the next one. */
function killOn(draw: Draw, { sessions }: PlannedMarket, index: number): PlannedKill {
  const at = sessions[index].closeUtc * 1000;
  return { at, node: draw.below(2), call: draw.between(1, 60), when: draw.oneOf(['before', 'after']) };
}

function storm(draw: Draw, market: PlannedMarket, index: number, end: number): ProviderFault {
  const path = draw.oneOf(['', '', '/v2/stocks/bars', '/v1/corporate-actions']);
  const retryAfter = draw.oneOf([null, 1, 30, 900, 7_200]);
  return { kind: 'storm', path, retryAfter, symbols: [], ...spanFrom(draw, market, index, end, 30) };
}

function trouble(
  draw: Draw,
  market: PlannedMarket,
  kind: Exclude<ProviderFault['kind'], 'storm'>,
  index: number,
  end: number,
): ProviderFault {
  const symbols = market.instruments.map(({ symbol }) => symbol).filter(() => draw.isOnce(25));
  const hours = kind === 'missing' ? 120 : 30;
  return { kind, path: '', retryAfter: null, symbols, ...spanFrom(draw, market, index, end, hours) };
}

/** From around the close of a session on, where it does harm. */
function spanFrom(draw: Draw, { sessions }: PlannedMarket, index: number, end: number, hours: number): Span {
  const close = sessions[index].closeUtc * 1000;
  const from = close - draw.between(0, 300) * 60_000;
  const to = Math.max(close + HOUR_MS, from + draw.between(2, hours) * HOUR_MS);
  return { from, to: Math.min(sessions[end].openUtc * 1000 - HOUR_MS, to) };
}
