import type { StreamEvent } from '@tidemark/contract';
import { exactNumber, formatInstant, type Instant } from '@tidemark/engine';
import type { LivePrice, LiveValue, Versions } from '../../service/index.ts';
import { eventId, type Seen } from './seen.ts';

type Event = StreamEvent extends infer One ? (One extends StreamEvent ? Omit<One, 'id'> : never) : never;

/** Events as text, and what who has read them has seen. */
export interface Told {
  readonly text: string;
  readonly seen: Seen;
}

/**
 * What a client has not seen yet, as the present state: facts that have moved, each price that has moved at its last
 * one, the value of now. No text where there is nothing. `now`: ms since 1970.
 */
export function tell(value: LiveValue, before: Seen, now: number): Told {
  let seen = before;
  let text = '';
  const add = (event: Event, after: Partial<Seen>): void => {
    seen = { ...seen, fresh: null, ...after };
    text += `event: ${event.event}\nid: ${eventId(seen)}\ndata: ${JSON.stringify(event.data)}\n\n`;
  };
  for (const { what, versions } of movedFacts(before.versions, value.versions))
    add({ event: 'stale', data: { what } }, { versions });
  for (const price of value.pricesAfter(before.seq))
    add({ event: 'price', data: priceData(price) }, { seq: price.seq });
  if (seen.fresh === null || seen.day !== value.day) return withValue();
  return value.isFresh(now) === seen.fresh ? { text, seen } : withValue();

  function withValue(): Told {
    const data = value.at(now);
    add({ event: 'value', data }, { day: value.day, fresh: data.price_fresh });
    return { text, seen };
  }
}

/** Each kind of facts that has moved, with the versions that are known once it is told. */
function* movedFacts(before: Versions, now: Versions): Iterable<{ what: string; versions: Versions }> {
  let versions = before;
  if (before.ledger !== now.ledger) {
    versions = { ...versions, ledger: now.ledger };
    yield { what: 'ledger', versions };
  }
  if (before.settings !== now.settings) {
    versions = { ...versions, settings: now.settings };
    yield { what: 'settings', versions };
  }
  if (before.captured !== now.captured) {
    versions = { ...versions, captured: now.captured };
    yield { what: 'snapshots', versions };
  }
  if (before.prices !== now.prices || before.sharedPrices !== now.sharedPrices)
    yield { what: 'prices', versions: now };
}

const priceData = ({ symbol, price, at }: LivePrice) => ({
  symbol,
  ...exactNumber('price', price),
  timestamp: formatInstant(Math.floor(at / 1000) as Instant),
});
