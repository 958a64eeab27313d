import { randomUUIDv7 } from 'node:crypto';
import { type EventInput, hasErrors, type Problem } from '@tidemark/engine';
import { withNamedLots } from '../portfolio/named-lots.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { problemsOf, sayingOf } from '../portfolio/portfolio-problems.ts';
import { type Portfolios, WHOLE } from '../portfolio/portfolios.ts';
import type {
  Change,
  Clock,
  EventRecord,
  NewChange,
  OwnerReads,
  OwnerWrites,
  Store,
} from '../ports/index.ts';
import { Refusal, unknownId } from '../refusal.ts';
import { TakenBack } from '../taken-back.ts';
import { type Effect, effectOf, standingOf } from './effect.ts';
import { columnsOf } from './event-columns.ts';
import { firstOfTwins, knownOf } from './known-events.ts';
import { applyEdits, type LedgerEdit } from './ledger-edit.ts';

/** Who asks. */
export interface Author {
  readonly owner: string;
  /** A user's id, an API key's name, the name of a job. */
  readonly by: string;
}

/** An event as a user states it, in an account. */
export interface Statement {
  readonly account: string;
  readonly event: EventInput;
  /** Where it came from; `sourceId` null where it is never to be recognised again. */
  readonly source: string;
  readonly sourceId: string | null;
}

/** One step that can be undone: edits of the ledger, and what records them. */
export interface Step {
  readonly what: string;
  readonly kind?: NewChange['kind'];
  readonly of?: number | null;
  readonly detail?: string | null;
  readonly edits: readonly LedgerEdit[];
  /** Writes what the edits say. */
  readonly record: (tx: OwnerWrites, change: Change) => Promise<void>;
  /** Reads off the portfolio what the step makes of it. */
  readonly look?: (portfolio: OpenPortfolio) => void;
}

/**
 * Makes the answer to a write, in its transaction: it is given to the client, or kept for a repeated request. There
 * is no change where everything was known already.
 */
export type Finish<Answer> = (tx: OwnerWrites, effect: Effect, change: Change | null) => Promise<Answer>;

/** `answer` is null where nothing was written: a dry run. */
export interface Done<Answer> {
  readonly effect: Effect;
  readonly answer: Answer | null;
}

type Plan = (tx: OwnerReads) => Promise<Step>;

/** Everything that changes the ledger: checked by the engine, tried on the open portfolio, then recorded. */
export class LedgerEditor {
  private readonly store: Store;
  private readonly portfolios: Portfolios;
  private readonly clock: Clock;

  constructor(store: Store, portfolios: Portfolios, clock: Clock) {
    this.store = store;
    this.portfolios = portfolios;
    this.clock = clock;
  }

  /** Adds events, all or none; `told` is the portfolio that the effect is told by. Throws Refusal. */
  append<Answer>(
    author: Author,
    statements: readonly Statement[],
    dryRun: boolean,
    finish: (tx: OwnerWrites, ids: readonly string[], effect: Effect, isNew: boolean) => Promise<Answer>,
    told = WHOLE,
  ): Promise<Done<Answer>> {
    let ids: readonly string[] = [];
    const plan = async (tx: OwnerReads): Promise<Step> => {
      const known = await knownOf(tx, statements);
      const first = firstOfTwins(statements);
      const named = statements.map((one, k) => ({ ...one, id: known[k] ?? randomUUIDv7() }));
      const fresh = named.filter((_, k) => known[k] === null && first[k] === k);
      ids = first.map((k) => named[k].id);
      return {
        what: fresh.length === 1 ? `added a ${fresh[0].event.type}` : `added ${fresh.length} events`,
        edits: fresh.map(({ id, event, account, sourceId }) => ({
          kind: 'append',
          id,
          event: { ...event, account },
          sourceId,
        })),
        record: async (into, change) => {
          const rows = fresh.map(({ event, ...rest }) => ({
            ...rest,
            columns: columnsOf(event),
            importId: null,
          }));
          await into.ledger.append(change, rows);
        },
      };
    };
    const end: Finish<Answer> = (tx, effect, change) => finish(tx, ids, effect, change !== null);
    return told === WHOLE
      ? this.run(author, dryRun, plan, end)
      : this.runAnew(author, dryRun, plan, end, told);
  }

  /** Supersedes an event by another statement of it; what the statement leaves out is no longer said. */
  correct<Answer>(
    author: Author,
    id: string,
    { account, event }: { readonly account: string | null; readonly event: EventInput },
    dryRun: boolean,
    finish: Finish<Answer>,
  ): Promise<Done<Answer>> {
    const plan = async (tx: OwnerReads): Promise<Step> => {
      const known = await inForce(tx, id);
      const target = account ?? known.account;
      return {
        what: `corrected a ${event.type}`,
        edits: [{ kind: 'correct', id, event: { ...event, account: target } }],
        record: async (writes, change) => {
          await writes.ledger.correct(change, [{ id, account: target, columns: columnsOf(event) }]);
        },
      };
    };
    return this.run(author, dryRun, plan, finish);
  }

  void<Answer>(author: Author, id: string, dryRun: boolean, finish: Finish<Answer>): Promise<Done<Answer>> {
    const plan = async (tx: OwnerReads): Promise<Step> => {
      const known = await inForce(tx, id);
      return {
        what: `deleted a ${known.columns.type}`,
        edits: [{ kind: 'void', id }],
        record: async (writes, change) => {
          await writes.ledger.void(change, [{ id }], 'keep');
        },
      };
    };
    return this.run(author, dryRun, plan, finish);
  }

  /** Runs a step, or only says what it would do. Throws Refusal with every problem that is an error. */
  async run<Answer>(
    author: Author,
    dryRun: boolean,
    plan: Plan,
    finish: Finish<Answer>,
  ): Promise<Done<Answer>> {
    if (dryRun) {
      return this.store.read(author.owner, async (tx) => {
        const step = await planned(tx, plan);
        const { effect } = this.tried(await this.ready(tx, await this.fresh(tx), step), step, true);
        return { effect, answer: null };
      });
    }
    const { portfolio, versions, ...done } = await this.store.write(author.owner, async (tx) => {
      const step = await planned(tx, plan);
      const taken = this.portfolios.take(author.owner, WHOLE, await tx.versions());
      const opened = await this.ready(tx, taken ?? (await this.fresh(tx)), step);
      const { effect, portfolio } = this.tried(opened, step);
      const change = step.edits.length === 0 ? null : await this.open(tx, author, step);
      if (change !== null) await step.record(tx, change);
      return { effect, portfolio, answer: await finish(tx, effect, change), versions: await tx.versions() };
    });
    this.portfolios.put(author.owner, WHOLE, portfolio, versions);
    return done;
  }

  /**
   * The same for a step that the open portfolio cannot follow in place, or that another portfolio is to tell of: it is
   * recorded, all is derived anew, and of a dry run the transaction is taken back.
   */
  async runAnew<Answer>(
    author: Author,
    dryRun: boolean,
    plan: (tx: OwnerReads) => Promise<Omit<Step, 'edits'>>,
    finish: Finish<Answer>,
    told = WHOLE,
  ): Promise<Done<Answer>> {
    try {
      return await this.store.write(author.owner, async (tx) => {
        const before = await this.fresh(tx, told);
        const standing = standingOf(before, dryRun);
        const known = new Set([...problemsOf(before), ...(await this.alsoWhole(tx, told))].map(sayingOf));
        const step = await plan(tx);
        const change = await this.open(tx, author, step);
        await step.record(tx, change);
        const after = await this.fresh(tx, told);
        const found = [...problemsOf(after), ...(await this.alsoWhole(tx, told))];
        const problems = found.filter((one) => !known.has(sayingOf(one)));
        if (hasErrors(problems)) throw new Refusal('invalid', errorsFirst(problems));
        step.look?.(after);
        const effect = effectOf(standing, after, problems);
        if (dryRun) throw new TakenBack(effect);
        return { effect, answer: await finish(tx, effect, change) };
      });
    } catch (error) {
      if (error instanceof TakenBack) return { effect: error.effect, answer: null };
      throw error;
    }
  }

  /** What is wrong with the portfolio of all accounts, where another one is told by. */
  private async alsoWhole(tx: OwnerReads, told: string): Promise<Problem[]> {
    return told === WHOLE ? [] : problemsOf(await this.fresh(tx));
  }

  private open(tx: OwnerWrites, author: Author, step: Omit<Step, 'edits'>): Promise<Change> {
    return tx.changes.open({
      kind: step.kind ?? 'do',
      of: step.of ?? null,
      what: step.what,
      detail: step.detail ?? null,
      recordedAt: this.clock.now(),
      recordedBy: author.by,
    });
  }

  /** The portfolio with the prices of what the step is about: it has those of what its ledger names already. */
  private ready(tx: OwnerReads, portfolio: OpenPortfolio, { edits }: Step): Promise<OpenPortfolio> {
    const names = edits.flatMap((edit) =>
      edit.kind === 'void' ? [] : [edit.event.symbol, edit.event.toSymbol].filter(isText),
    );
    return this.portfolios.withPricesOf(tx, portfolio, names);
  }

  private tried(
    portfolio: OpenPortfolio,
    step: Step,
    isTry = false,
  ): { effect: Effect; portfolio: OpenPortfolio } {
    const before = standingOf(portfolio, isTry);
    const applied = applyEdits(portfolio, step.edits, this.clock.now());
    if (hasErrors(applied.problems)) throw new Refusal('invalid', errorsFirst(applied.problems));
    step.look?.(applied.portfolio);
    return { effect: effectOf(before, applied.portfolio, applied.problems), portfolio: applied.portfolio };
  }

  private fresh(tx: OwnerReads, id = WHOLE): Promise<OpenPortfolio> {
    return this.portfolios.derive(tx, id);
  }
}

/** The step as the engine takes it. */
async function planned(tx: OwnerReads, plan: Plan): Promise<Step> {
  const step = await plan(tx);
  const stated = step.edits.filter((edit) => edit.kind !== 'void');
  const added = stated.flatMap((edit) =>
    edit.kind === 'append' && edit.sourceId !== null
      ? [{ account: String(edit.event.account), sourceId: edit.sourceId, id: edit.id }]
      : [],
  );
  const events = stated.map(({ event }) => event);
  const named = await withNamedLots(tx, events, added);
  if (named === events) return step;
  const byEdit = new Map<LedgerEdit, EventInput>(stated.map((edit, k) => [edit, named[k]]));
  const edits = step.edits.map((edit): LedgerEdit => {
    if (edit.kind === 'void') return edit;
    const event = byEdit.get(edit) ?? edit.event;
    if (edit.kind === 'correct') return { ...edit, event };
    // What was read has its lots by the source's names.
    const { read: _, ...restated } = edit;
    return { ...restated, event };
  });
  return { ...step, edits };
}

const errorsFirst = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));

const isText = (name: unknown): name is string => typeof name === 'string' && name !== '';

/** The event as it is. Throws Refusal `not_found` where there is none, or it is voided. */
async function inForce(tx: OwnerReads, id: string): Promise<EventRecord> {
  const record = await tx.ledger.find(id);
  if (record === null || record.kind === 'voided') throw unknownId('transaction', id);
  return record;
}
