import { checkLaws, type Day, type LawCheck, type Problem } from '@tidemark/engine';
import { NO_LIVE_PRICES } from '../live/latest-prices.ts';
import { readPortfolioFacts } from '../portfolio/facts.ts';
import { conventionsOf, historyInput, historyOf } from '../portfolio/open-portfolio.ts';
import { QuoteColumns } from '../portfolio/quote-columns.ts';
import type { OwnerReads, PortfolioRecord } from '../ports/index.ts';

/** A place where something that must hold does not. */
export interface Difference {
  readonly law: string;
  /** The owner's id. */
  readonly owner: string;
  /** Null where it is of none, as all below. */
  readonly portfolio: string | null;
  readonly account: string | null;
  /** `seq` of a row of the account's ledger. */
  readonly event: number | null;
  /** What it is and where, in words. */
  readonly message: string;
}

export interface OwnerVerdict {
  readonly portfolios: number;
  readonly events: number;
  readonly laws: readonly LawCheck[];
  readonly differences: readonly Difference[];
}

/** Random edits that test the incremental path, of each portfolio. */
export interface Edits {
  readonly count: number;
  /** Draws from 0 to 1, without 1. */
  readonly draw: () => number;
}

const CHAINS = 'the hash chain of every account holds';
const RECORDS = 'events, changes, imports and source ids name each other rightly';
const ACCEPTED = 'every stored event is one that the ledger accepts';

/**
 * Derives everything of an owner anew and checks it: chains, records, and every law for every portfolio. To be called
 * within one read transaction.
 */
export async function verifyOwner(tx: OwnerReads, today: Day, edits: Edits): Promise<OwnerVerdict> {
  const heads = await tx.ledger.heads();
  const events = heads.reduce((sum, { seq }) => sum + seq, 0);
  const chains = await tx.ledger.verifyChains();
  const records = await tx.ledger.verifyRecords();
  const broken = (law: string) => (one: { account: string; seq: number | null; message: string }) => ({
    law,
    owner: tx.owner,
    portfolio: null,
    account: one.account === '' ? null : one.account,
    event: one.seq,
    message: one.message,
  });
  const laws = [lawOf(CHAINS, heads.length, chains.length), lawOf(RECORDS, events, records.length)];
  const differences: Difference[] = [...chains.map(broken(CHAINS)), ...records.map(broken(RECORDS))];
  const portfolios = await tx.portfolios.list();
  for (const portfolio of portfolios) {
    const verdict = await verifyPortfolio(tx, portfolio, today, edits);
    laws.push(...verdict.laws);
    differences.push(...verdict.differences);
  }
  return { portfolios: portfolios.length, events, laws, differences };
}

async function verifyPortfolio(
  tx: OwnerReads,
  portfolio: PortfolioRecord,
  today: Day,
  { count, draw }: Edits,
): Promise<Pick<OwnerVerdict, 'laws' | 'differences'>> {
  const reading = { quotes: new QuoteColumns(), view: NO_LIVE_PRICES, today };
  const facts = await readPortfolioFacts(tx, portfolio, await tx.versions(), reading);
  const conventions = conventionsOf(portfolio);
  const { problems } = historyOf(facts, conventions, today);
  const errors = [...facts.problems, ...problems].filter(({ severity }) => severity === 'error');
  const laws = checkLaws(historyInput(facts, conventions, today), count, draw);
  const place = { owner: tx.owner, portfolio: portfolio.id, account: null, event: null };
  return {
    laws: [lawOf(ACCEPTED, facts.rowsById.size, errors.length), ...laws],
    differences: [
      ...errors.map((error) => ({ ...place, law: ACCEPTED, message: sentenceOf(error) })),
      ...laws.flatMap(({ law, examples }) => examples.map((message) => ({ ...place, law, message }))),
    ],
  };
}

function lawOf(law: string, checked: number, failures: number): LawCheck {
  return { law, checked, failures, examples: [] };
}

function sentenceOf({ message, source }: Problem): string {
  return source.eventId === undefined ? message : `event ${source.eventId}: ${message}`;
}

/** The checks of several portfolios, added up by law. */
export function addedUp(laws: readonly LawCheck[]): LawCheck[] {
  return [...Map.groupBy(laws, ({ law }) => law)].map(([law, parts]) => ({
    law,
    checked: parts.reduce((sum, { checked }) => sum + checked, 0),
    failures: parts.reduce((sum, { failures }) => sum + failures, 0),
    examples: parts.flatMap(({ examples }) => examples),
  }));
}
