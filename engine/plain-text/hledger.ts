import { absolute, type Decimal, formatDecimal, isZero, normalize } from '../amounts/index.ts';
import { formatDay } from '../calendar/index.ts';
import type { JournalModel } from './journal-model.ts';
import { AccountNames, hledgerAccount, hledgerCommodity, Names } from './names.ts';
import type { LotPosting, MoneyPosting, PlainTransaction } from './transactions.ts';

const text = (value: Decimal): string => formatDecimal(normalize(value));

/**
 * A ledger as a journal of hledger (and of ledger), piece by piece: units at what they cost in all, so that sales leave
 * their gain; prices of what one unit is worth; at the end, what each account holds by the figures, which reading the
 * journal checks.
 */
export function* hledgerJournal(model: JournalModel): Generator<string> {
  const accounts = new AccountNames(hledgerAccount, model.calledBy);
  const currencies = new Names(hledgerCommodity);
  const symbols = new Names(
    hledgerCommodity,
    model.currencies.map((one) => currencies.of(one)),
  );
  const commodity = (one: { readonly symbol: string } | { readonly currency: string }): string =>
    'symbol' in one ? symbols.of(one.symbol) : currencies.of(one.currency);
  const money = ({ account, role, currency, amount }: MoneyPosting): string =>
    `    ${accounts.of(account, role)}  ${text(amount)} ${currencies.of(currency)}`;
  const lot = ({ account, symbol, quantity, cost, currency, opened }: LotPosting): string => {
    const units = `${text(quantity)} ${symbols.of(symbol)}`;
    const total = `@@ ${text(absolute(cost))} ${currencies.of(currency)}`;
    return `    ${accounts.of(account, 'holdings')}  ${units} ${total}  ; of ${formatDay(opened)}`;
  };
  yield '; Tidemark\ndecimal-mark .\n\n';
  for (const transaction of model.transactions()) {
    const { lots, gains } = transaction;
    const lines = [
      `${formatDay(transaction.day)} * ${description(transaction)}`,
      ...lots.filter(({ quantity }) => !isZero(quantity)).map(lot),
      ...transaction.money.map(money),
      ...gains.map(money),
    ];
    yield `${lines.join('\n')}\n\n`;
  }
  for (const { day, commodity: one, price, currency } of model.prices())
    yield `P ${formatDay(day)} ${commodity(one)} ${text(price)} ${currencies.of(currency)}\n`;
  const held = model
    .balances()
    .flatMap(({ account, commodity: one, amount }) =>
      'currency' in one
        ? []
        : [
            `    ${accounts.of(account, 'holdings')}  0 ${commodity(one)} = ${text(amount)} ${commodity(one)}`,
          ],
    );
  if (held.length > 0) yield `\n${formatDay(model.through)} * what is held\n${held.join('\n')}\n`;
}

function description({ type, symbol, note }: PlainTransaction): string {
  const said = [type, symbol].filter((one) => one !== null).join(' ');
  return `${said}${note === null ? '' : ` | ${note}`}`.replace(/[\s;]+/g, ' ');
}
