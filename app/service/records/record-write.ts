import { hasErrors } from '@tidemark/engine';
import { type Effect, effectOf, standingOf } from '../ledger/effect.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { problemsOf, sayingOf } from '../portfolio/portfolio-problems.ts';
import { type Portfolios, WHOLE } from '../portfolio/portfolios.ts';
import type { OwnerReads, OwnerWrites, Store } from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import { TakenBack } from '../taken-back.ts';

/** A write of accounts, portfolios, prices and the like. */
export interface RecordWrite<Document> {
  /** The portfolio whose figures it can change, and which tells what it does; null where it changes no figure. */
  readonly moves: string | null;
  /** Checks and writes; answers what is there afterwards. Throws Refusal. */
  readonly apply: (tx: OwnerWrites) => Promise<Document>;
}

/** What a write does, or would do; its amounts before and after may be in different currencies. */
export interface RecordEffect {
  readonly effect: Effect;
  readonly baseBefore: string;
}

export type Outcome<Document> =
  | { readonly dryRun: false; readonly document: Document }
  | { readonly dryRun: true; readonly effect: RecordEffect };

/** What writes are run with. */
export interface RecordsWorld {
  readonly store: Store;
  readonly portfolios: Portfolios;
}

/**
 * Runs a write in one transaction, or says what it would do: then the transaction is taken back. A write after which
 * the facts contradict each other, as they did not before, is refused. `keep` is called in the transaction, with the
 * answer. Throws Refusal.
 */
export async function runWrite<Document>(
  { store, portfolios }: RecordsWorld,
  owner: string,
  write: RecordWrite<Document>,
  dryRun: boolean,
  keep: (tx: OwnerWrites, document: Document) => Promise<void>,
): Promise<Outcome<Document>> {
  const derived = (tx: OwnerReads): Promise<OpenPortfolio> => portfolios.derive(tx, write.moves ?? WHOLE);
  try {
    return await store.write(owner, async (tx) => {
      const isToldBy = dryRun || write.moves !== null;
      const before = isToldBy ? await derived(tx) : null;
      const document = await write.apply(tx);
      if (before !== null) {
        const effect = compared(before, write.moves === null ? before : await derived(tx));
        if (dryRun) throw new TakenBack(effect);
      }
      await keep(tx, document);
      return { dryRun: false, document };
    });
  } catch (error) {
    if (error instanceof TakenBack) return { dryRun: true, effect: error.effect };
    throw error;
  }
}

function compared(before: OpenPortfolio, after: OpenPortfolio): RecordEffect {
  const known = new Set(problemsOf(before).map(sayingOf));
  const found = problemsOf(after).filter((one) => !known.has(sayingOf(one)));
  if (hasErrors(found))
    throw new Refusal(
      'invalid',
      found.filter(({ severity }) => severity === 'error'),
    );
  return {
    effect: effectOf(standingOf(before), after, found),
    baseBefore: before.history.base,
  };
}
