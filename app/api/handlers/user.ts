import { problem } from '@tidemark/engine';
import { growth } from '../../service/figures/index.ts';
import {
  cashOpening,
  type EventRecord,
  Refusal,
  setStartingBalance,
  statementOf,
  unknownId,
} from '../../service/index.ts';
import { effectDocument } from '../../service/ledger/effect-document.ts';
import { authorOf, done, dryRunOf, type Handlers, ok } from '../handler.ts';

/** The user, the starting balance, and money paid in and out. */
export const userHandlers = {
  me: async ({ principal, asKnownAt }, { store, portfolios }) => {
    const user = await store.users.find(principal.user);
    if (user === null) throw unknownId('user', principal.user);
    const portfolio = await portfolios.open(user.id, 'default', asKnownAt);
    const grown = growth(portfolio, { basis: 'realized' }, portfolios.today(asKnownAt));
    const opening = await cashOpening(store.of(user.id), asKnownAt);
    return ok({
      id: user.id,
      email: user.email,
      name: user.name,
      administrator: user.role === 'admin',
      created_at: new Date(user.createdAt).toISOString(),
      base_currency: portfolio.history.base,
      starting_balance: grown.starting_balance,
      starting_balance_date: opening?.columns.date ?? null,
      starting_balance_assumed: grown.starting_balance_assumed,
    });
  },

  setStartingBalance: async (call, { editor, portfolios }) => {
    const { starting_balance: amount, starting_balance_date: date } = call.body;
    const stated = { amount: String(amount), date: date ?? null };
    const { effect, answer } = await setStartingBalance(
      editor,
      authorOf(call),
      stated,
      portfolios.today(),
      call.dryRun,
      async (tx, done) => {
        const opening = (await cashOpening(tx)) as EventRecord;
        const currency = (await tx.accounts.find('main'))?.currency ?? 'USD';
        const body = {
          starting_balance: Number(opening.columns.amount),
          starting_balance_date: opening.columns.date,
          starting_balance_assumed: false,
          currency,
          transaction_id: opening.id,
          effect: effectDocument(done),
        };
        await call.keep(tx, 200, body);
        return body;
      },
    );
    return answer === null ? dryRunOf(effect) : ok(answer);
  },

  recordEquityTransaction: async (call, { editor, portfolios, store }) => {
    const { principal, body, params, dryRun } = call;
    const { history, facts } = await portfolios.open(principal.user, params.id);
    const { accounts } = facts.portfolio;
    const account =
      body.account_id ?? (accounts.length === 1 ? accounts[0] : accounts.find((id) => id === 'main'));
    if (account === undefined || !accounts.includes(account))
      throw new Refusal('invalid', [
        problem('account_unknown', { field: 'account_id' }, 'say which account of the portfolio it is'),
      ]);
    const size = String(body.amount).trim();
    if (!(Number(size) > 0))
      throw new Refusal('invalid', [
        problem('sign_wrong', { field: 'amount' }, 'the amount must be above zero'),
      ]);
    const isDeposit = body.transaction_type === 'deposit';
    const statement = statementOf(
      {
        date: body.transaction_date,
        type: body.transaction_type,
        account_id: account,
        amount: isDeposit ? size : `-${size}`,
        note: body.notes ?? null,
      },
      'api',
    );
    const { currency } = (await store.of(principal.user).accounts.find(account)) ?? {
      currency: history.base,
    };
    const { effect, answer } = await editor.append(
      authorOf(call),
      [statement],
      dryRun,
      async (tx, [id], done) => {
        const made = {
          success: true,
          message: `${isDeposit ? 'Deposit' : 'Withdrawal'} of ${moneyText(size, currency)} recorded`,
          new_equity_balance: effectDocument(done).equity_after,
          transaction_id: id,
          effect: effectDocument(done),
        };
        await call.keep(tx, 201, made);
        return made;
      },
      params.id,
    );
    return answer === null ? dryRunOf(effect) : { status: 201, body: answer };
  },

  fillDemo: async ({ principal }, { demo }) => {
    const { accounts, events } = await demo.fill(principal.user);
    return { status: 201, body: { accounts: [...accounts], events } };
  },

  removeDemo: async ({ principal }, { demo }) => {
    await demo.remove(principal.user);
    return done;
  },
} satisfies Handlers;

/** `$100,000.00`, or `100,000.00 CHF` of a currency without a sign of its own. */
function moneyText(size: string, currency: string): string {
  const [whole, fraction = ''] = size.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const text = `${grouped}.${fraction.padEnd(2, '0')}`;
  return currency === 'USD' ? `$${text}` : `${text} ${currency}`;
}
