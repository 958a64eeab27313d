import {
  type Day,
  instant,
  isCalendarName,
  isZoneName,
  marketCalendar,
  utcDay,
  utcToLocal,
} from '@tidemark/engine';
import {
  type AccountRecord,
  type BrokerHoldings,
  type BrokerProvider,
  type BrokerValue,
  type ObservationRecord,
  type OwnerWrites,
  type QuoteRow,
  SHARED_OWNER,
} from '../ports/index.ts';

/** A week without a session has not been seen. */
const SESSION_DAYS = 10;

/**
 * What a broker states becomes what it reported: the equity of an instant, and of the end of a session where it was
 * taken after that session's close and before the next one's opening. Its prices are then those of that close.
 */
export async function recordHoldings(
  tx: OwnerWrites,
  account: AccountRecord,
  provider: BrokerProvider,
  holdings: BrokerHoldings,
  now: number,
): Promise<void> {
  const { equity, cash } = holdings;
  const at = holdings.at ?? now;
  const own = cash?.every(({ currency }) => currency === account.currency) ? cash[0] : undefined;
  const closed = sessionClosedAt(account.calendar, at);
  await recordPrices(tx, provider, holdings, { closed, today: localDay(account.timeZone, at) }, now);
  if (equity === null) return;
  const value = { account: account.id, kind: 'reported', equity, cash: own?.amount ?? null } as const;
  const recorded = { ...value, source: provider, recordedAt: now };
  const seen = { ...recorded, day: localDay(account.timeZone, at), at };
  await tx.observations.put(closed === null ? [seen] : [seen, { ...recorded, day: closed, at: null }]);
}

/** The day of an instant where an account is. */
export function localDay(zone: string, ms: number): Day {
  return utcToLocal(isZoneName(zone) ? zone : 'UTC', instant(Math.floor(ms / 1000))).day;
}

/** The session whose close an instant comes after, before the next one opens; null within a session. */
export function sessionClosedAt(calendar: string, at: number): Day | null {
  if (!isCalendarName(calendar)) return null;
  const market = marketCalendar(calendar);
  const day = utcDay(instant(Math.floor(at / 1000)));
  const around = market.sessions((day - SESSION_DAYS) as Day, (day + 1) as Day);
  const seconds = at / 1000;
  if (around.some(({ openUtc, closeUtc }) => openUtc <= seconds && seconds < closeUtc)) return null;
  return around.findLast(({ closeUtc }) => closeUtc <= seconds)?.day ?? null;
}

/** A price of another source that is older says nothing of a day: as long as one may be carried forward. */
const CARRIED_DAYS = 5;

/** A broker's own prices count where nobody else has said one of the symbol that still holds. */
async function recordPrices(
  tx: OwnerWrites,
  provider: BrokerProvider,
  { positions }: BrokerHoldings,
  { closed, today }: { readonly closed: Day | null; readonly today: Day },
  now: number,
): Promise<void> {
  const priced = (positions ?? []).flatMap(({ symbol, price, currency }) =>
    price === null ? [] : [{ name: symbol, day: closed ?? price.day ?? today, value: price.value, currency }],
  );
  if (priced.length === 0) return;
  const names = [...new Set(priced.map(({ name }) => name))];
  const others = (await tx.prices.segments({ names })).filter(
    ({ source, owner }) => owner === SHARED_OWNER || source !== provider,
  );
  const isPriced = (name: string, day: number): boolean =>
    others.some((one) => one.name === name && one.days.some((on) => on <= day && on >= day - CARRIED_DAYS));
  const rows: QuoteRow[] = priced.filter(
    ({ name, day, value }) => !isPriced(name, day) && !value.startsWith('-'),
  );
  if (rows.length > 0) await tx.prices.put(provider, rows, now);
}

/** A broker's own history of values: of past days, reconstructed. */
export function reconstructed(
  account: string,
  provider: BrokerProvider,
  values: readonly BrokerValue[],
  now: number,
): ObservationRecord[] {
  return values.map(({ day, equity, cash }) => ({
    account,
    day,
    at: null,
    kind: 'reconstructed',
    equity,
    cash,
    source: provider,
    recordedAt: now,
  }));
}
