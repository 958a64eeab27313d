import { z } from 'zod';
import { CHANGE, CREATE, created, done, endpoints, FIGURE, ok, READ, REMOVE, REPLACE } from '../route.ts';
import { Account, AccountChange, AccountInput, Confirmation } from '../schemas/account.ts';
import { ChainLink } from '../schemas/chain.ts';
import { DividendProposal, dividendStatus } from '../schemas/dividend.ts';
import {
  FeeProposal,
  FeeSchedule,
  FeeScheduleChange,
  FeeScheduleInput,
  feeStatus,
} from '../schemas/fee-schedule.ts';
import { Portfolio, PortfolioChange, PortfolioInput } from '../schemas/portfolio.ts';
import { AS_KNOWN_AT, DRY_RUN, PAGE, page } from '../schemas/queries.ts';
import { id } from '../schemas/scalars.ts';
import { Transaction } from '../schemas/transaction.ts';
import { DemoFilled, Me, StartingBalance, StartingBalanceInput } from '../schemas/user.ts';

const dryRun = z.object(DRY_RUN);
const list = z.object(PAGE);
const known = z.object(AS_KNOWN_AT);
const knownList = z.object({ ...PAGE, ...AS_KNOWN_AT });
const ofAccount = z.object({ id: id('Of the account.') });
const ofSchedule = ofAccount.extend({ schedule_id: id('Of the schedule.') });
const ofProposal = ofAccount.extend({ proposal_id: id('Of the proposal.') });
const ofPortfolio = z.object({ id: id('Of the portfolio; `default` always is one.') });

const DEMO = { access: 'user', scope: 'write', path: '/demo' } as const;

export const userRoutes = endpoints('User', {
  me: {
    ...FIGURE,
    path: '/me',
    summary: 'The user',
    query: known,
    answers: ok(Me, 'The user, and the starting balance.'),
  },
  setStartingBalance: {
    ...REPLACE,
    path: '/me/starting-balance',
    summary: 'Set the starting balance',
    description:
      'Writes or supersedes the cash `opening` of account `main` (opening positions stay), keeping its date where none is given. Where there is none, its date is the day of the first event, else today.',
    query: dryRun,
    body: StartingBalanceInput,
    answers: ok(StartingBalance, 'The starting balance as it is now.'),
  },
  fillDemo: {
    ...DEMO,
    method: 'POST',
    summary: 'Fill an empty portfolio with generated data',
    description:
      'Ten years and more in three accounts, named `(generated)`, with instruments named `….DEMO` whose prices move. Only where the ledger has no event: else 409.',
    answers: created(DemoFilled, 'Filled; DELETE takes it away whole.'),
  },
  removeDemo: {
    ...DEMO,
    method: 'DELETE',
    summary: 'Take the generated data away',
    answers: done('The generated accounts are gone, with all that was in them.'),
  },
});

export const accountRoutes = endpoints('Accounts', {
  listChain: {
    ...READ,
    path: '/accounts/{id}/chain',
    summary: 'The hash chain of what was recorded in an account',
    description:
      'Everything that was ever recorded, as it was hashed: who keeps a hash can prove later that nothing before it was changed.',
    params: ofAccount,
    query: list,
    answers: ok(page(ChainLink), 'The oldest first; each follows the one before.'),
  },
  listAccounts: {
    ...FIGURE,
    path: '/accounts',
    summary: 'The accounts',
    query: knownList,
    answers: ok(page(Account), 'The accounts, `main` first.'),
  },
  createAccount: {
    ...CREATE,
    path: '/accounts',
    summary: 'Make an account',
    query: dryRun,
    body: AccountInput,
    answers: created(Account, 'The account; it is in the default portfolio.'),
  },
  getAccount: {
    ...FIGURE,
    path: '/accounts/{id}',
    summary: 'An account',
    params: ofAccount,
    query: known,
    answers: ok(Account, 'The account.'),
  },
  changeAccount: {
    ...CHANGE,
    path: '/accounts/{id}',
    summary: 'Change, close or reopen an account',
    description: 'Closing keeps its history. A change of the lot method holds for the whole history.',
    params: ofAccount,
    query: dryRun,
    body: AccountChange,
    answers: ok(Account, 'The account as it is now.'),
  },
  deleteAccount: {
    ...REMOVE,
    path: '/accounts/{id}',
    summary: 'Delete an account and its ledger',
    description:
      'Takes its history out of every figure and cannot be undone; to keep the history, close it. Account `main` stays.',
    params: ofAccount,
    query: dryRun,
    body: Confirmation,
    answers: done('The account is gone.'),
  },
  listFeeSchedules: {
    ...FIGURE,
    path: '/accounts/{id}/fee-schedules',
    summary: 'Fees that come again',
    params: ofAccount,
    query: knownList,
    answers: ok(page(FeeSchedule), 'The schedules of the account.'),
  },
  createFeeSchedule: {
    ...CREATE,
    path: '/accounts/{id}/fee-schedules',
    summary: 'Add a fee that comes again',
    params: ofAccount,
    query: dryRun,
    body: FeeScheduleInput,
    answers: created(FeeSchedule, 'The schedule.'),
  },
  getFeeSchedule: {
    ...FIGURE,
    path: '/accounts/{id}/fee-schedules/{schedule_id}',
    summary: 'A fee that comes again',
    params: ofSchedule,
    query: known,
    answers: ok(FeeSchedule, 'The schedule.'),
  },
  changeFeeSchedule: {
    ...CHANGE,
    path: '/accounts/{id}/fee-schedules/{schedule_id}',
    summary: 'Change a fee that comes again',
    description:
      'What is recorded already stays; its periods must remain periods, and where another amount is due for one, the proposal says so.',
    params: ofSchedule,
    query: dryRun,
    body: FeeScheduleChange,
    answers: ok(FeeSchedule, 'The schedule as it is now.'),
  },
  deleteFeeSchedule: {
    ...REMOVE,
    path: '/accounts/{id}/fee-schedules/{schedule_id}',
    summary: 'End a fee that comes again',
    description: 'What is recorded already stays.',
    params: ofSchedule,
    query: dryRun,
    answers: done('The schedule is gone.'),
  },
  listFeeProposals: {
    ...FIGURE,
    path: '/accounts/{id}/fee-proposals',
    summary: 'Fees that are due',
    params: ofAccount,
    query: knownList.extend({
      status: feeStatus.optional().describe('Only these; all where absent.'),
    }),
    answers: ok(page(FeeProposal), 'What the schedules make due, the oldest first.'),
  },
  recordFeeProposal: {
    ...CREATE,
    path: '/accounts/{id}/fee-proposals/{proposal_id}/record',
    summary: 'Record a fee that is due',
    description:
      'Adds it to the ledger; corrects it to what is due now where that differs; adds it again where it was deleted.',
    params: ofProposal,
    query: dryRun,
    answers: {
      ...ok(Transaction, 'It was recorded already.'),
      ...created(Transaction, 'The event of the ledger.'),
    },
  },
  listDividendProposals: {
    ...READ,
    path: '/accounts/{id}/dividend-proposals',
    summary: 'Announced dividends that the ledger has not',
    params: ofAccount,
    query: list.extend({
      status: dividendStatus.optional().describe('Only these; all where absent.'),
    }),
    answers: ok(page(DividendProposal), 'Those to be paid by today, the oldest first.'),
  },
  recordDividendProposal: {
    ...CREATE,
    path: '/accounts/{id}/dividend-proposals/{proposal_id}/record',
    summary: 'Record an announced dividend',
    description: 'Adds it to the ledger, once; again where it was deleted. Nothing records it by itself.',
    params: ofProposal,
    query: dryRun,
    answers: created(Transaction, 'The event of the ledger.'),
  },
});

export const portfolioRoutes = endpoints('Portfolios', {
  listPortfolios: {
    ...FIGURE,
    path: '/portfolios',
    summary: 'The portfolios',
    query: knownList,
    answers: ok(page(Portfolio), 'The portfolios, `default` first.'),
  },
  createPortfolio: {
    ...CREATE,
    path: '/portfolios',
    summary: 'Make a portfolio of accounts',
    query: dryRun,
    body: PortfolioInput,
    answers: created(Portfolio, 'The portfolio.'),
  },
  getPortfolio: {
    ...FIGURE,
    path: '/portfolios/{id}',
    summary: 'A portfolio',
    params: ofPortfolio,
    query: known,
    answers: ok(Portfolio, 'The portfolio.'),
  },
  changePortfolio: {
    ...CHANGE,
    path: '/portfolios/{id}',
    summary: 'Change a portfolio',
    params: ofPortfolio,
    query: dryRun,
    body: PortfolioChange,
    answers: ok(Portfolio, 'The portfolio as it is now.'),
  },
  deletePortfolio: {
    ...REMOVE,
    path: '/portfolios/{id}',
    summary: 'Delete a portfolio',
    description: 'Its accounts and their ledger stay. The default portfolio stays too.',
    params: ofPortfolio,
    query: dryRun,
    answers: done('The portfolio is gone.'),
  },
});
