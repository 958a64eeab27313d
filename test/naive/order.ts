import type { Fact } from './input.ts';
import type { Move } from './transfers.ts';

/** Phases of a day whose events do not all have a time; what is not named here comes between, in file order. */
const PHASES: Partial<Record<Fact['type'], number>> = {
  opening: 0,
  split: 1,
  transfer_in: 2,
  deposit: 3,
  withdrawal: 5,
  transfer_out: 5,
};

const phaseOf = (type: Fact['type']): number => PHASES[type] ?? 4;

/** The events of one account and day in the order in which they take effect. */
export function inOrder(events: readonly Fact[]): Fact[] {
  const timed = events.every((event) => event.time !== null);
  return [...events].sort((a, b) => {
    if (timed && a.time !== b.time) return (a.time ?? '') < (b.time ?? '') ? -1 : 1;
    if (timed) return a.row - b.row;
    return phaseOf(a.type) - phaseOf(b.type) || a.row - b.row;
  });
}

/**
 * All events by day; the accounts of a day follow one another whole, as they are listed, but those that give to
 * another account before the one that takes.
 */
export function ledgerOrder(
  events: readonly Fact[],
  listed: readonly string[],
  moves: ReadonlyMap<Fact, Move>,
): Fact[] {
  const accounts = [...new Set([...listed, ...events.map((event) => event.account)])];
  const days = [...new Set(events.map((event) => event.day))].sort((a, b) => a - b);
  return days.flatMap((day) => {
    const ofDay = events.filter((event) => event.day === day);
    const own = (account: string) => inOrder(ofDay.filter((event) => event.account === account));
    return giversFirst(accounts, ofDay, moves).flatMap(own);
  });
}

function giversFirst(
  accounts: readonly string[],
  ofDay: readonly Fact[],
  moves: ReadonlyMap<Fact, Move>,
): string[] {
  const ordered: string[] = [];
  const seen = new Set<string>();
  const visit = (account: string): void => {
    if (seen.has(account)) return;
    seen.add(account);
    const takes = ofDay.filter((event) => event.account === account && event.type === 'transfer_in');
    const givers = takes
      .map((event) => moves.get(event)?.out)
      .filter((out) => out !== undefined && ofDay.includes(out));
    for (const giver of accounts) if (givers.some((out) => out?.account === giver)) visit(giver);
    ordered.push(account);
  };
  for (const account of accounts) visit(account);
  return ordered;
}

/**
 * The events of a day, of all accounts, with what must come first put first: the out end of a move before the in
 * end, an option before the trade that came of it. What touches other symbols may pass.
 */
export function withCausesFirst(events: readonly Fact[], moves: ReadonlyMap<Fact, Move>): Fact[] {
  const done: Fact[] = [];
  let waiting = [...events];
  while (waiting.length > 0) {
    const ready = waiting.find(
      (event) => !waiting.some((other) => comesBefore(other, event, waiting, moves)),
    );
    const next = ready ?? waiting.find((event) => event.type === 'transfer_out') ?? waiting[0];
    waiting = waiting.filter((event) => event !== next);
    done.push(next);
  }
  return done;
}

function comesBefore(
  first: Fact,
  then: Fact,
  order: readonly Fact[],
  moves: ReadonlyMap<Fact, Move>,
): boolean {
  if (first === then) return false;
  if (then.type === 'transfer_in' && moves.get(then)?.out === first) return first.symbol !== '';
  if (first.account !== then.account) return false;
  if (isOptionOf(first, then)) return true;
  if (isOptionOf(then, first)) return false;
  return order.indexOf(first) < order.indexOf(then) && touchesSame(first, then);
}

const isOptionOf = (option: Fact, trade: Fact): boolean =>
  option.type.startsWith('option_') &&
  (trade.type === 'buy' || trade.type === 'sell') &&
  option.plain.link !== undefined &&
  option.plain.link === trade.plain.link;

function touchesSame(a: Fact, b: Fact): boolean {
  const symbols = [a.symbol, a.plain.to_symbol ?? ''].filter((symbol) => symbol !== '');
  return symbols.some((symbol) => symbol === b.symbol || symbol === b.plain.to_symbol);
}
