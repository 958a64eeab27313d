import { growth, lots, positions } from '../app/service/figures/index.ts';
import type { OpenPortfolio } from '../app/service/index.ts';
import type { Day } from '../engine/index.ts';

/** Every column of every account and the whole, and what tables say: all that could differ. */
export function everyFigure(portfolio: OpenPortfolio, today: Day): object {
  const { history } = portfolio;
  const page = { limit: 1000 };
  return {
    columns: [history.columns(), ...history.accounts.map((name) => history.columns(name))],
    positions: positions(portfolio, { ...page, by: 'account', closed: true }, today),
    open: lots(portfolio, { ...page, status: 'open' }, today),
    realized: lots(portfolio, { ...page, status: 'closed' }, today),
    growth: [
      growth(portfolio, { basis: 'realized', by: 'month' }, today),
      growth(portfolio, { basis: 'market' }, today),
    ],
  };
}

/** Ids that the program gave are none of the figures: the same events recorded again have others. */
export function withoutEventIds(figures: object): object {
  const isId = (name: string): boolean =>
    name === 'transaction_id' || name === 'event_id' || name === 'eventId';
  return JSON.parse(JSON.stringify(figures, (name, value) => (isId(name) ? undefined : value)));
}
