import {
  addedUp,
  type Difference,
  type OwnerVerdict,
  StorageError,
  type Store,
  today,
  verifyOwner,
} from '../../service/index.ts';
import { DOES_NOT_HOLD, DONE } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import { lawsScreen } from '../screens/laws-screen.ts';
import { seeded } from '../seeded-random.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted } from './counted.ts';
import type { DatabaseAt, FindDatabase } from './database.ts';
import { recordFault } from './record-fault.ts';
import { withDatabase } from './with-database.ts';

const SOUND = 'the database is sound by its own check';
const AT_FAULT = 'Keep the file, and restore the last backup: tidemark restore FILE.';
const EDITS = 2;

/** Derives everything in a database anew and checks it. Answers 1 with the first difference where any does not hold. */
export function verifyDatabase(given: Given, terminal: Terminal, find: FindDatabase): Promise<number> {
  const edits = given.number('edits', 0) ?? EDITS;
  const seed = given.number('seed') ?? 1;
  return withDatabase(find, given, terminal, async (database) => {
    const verdict = await verdictOf(database, edits, seed, terminal).catch(damaged);
    const holds = verdict.differences.length === 0;
    const { laws, users, portfolios, events } = verdict;
    const first = verdict.differences[0] ?? null;
    const said = first === null ? null : `the database does not verify: ${first.law}`;
    await recordFault(database, given, 'verify_failed', said);
    if (given.has('json'))
      printJson(
        { holds, seed, database: database.name, users, portfolios, events, laws, first_difference: first },
        terminal,
      );
    else {
      if (first !== null) terminal.err(`First difference: ${placeOf(first)}${first.message}\n\n`);
      terminal.out(lawsScreen(laws, AT_FAULT, terminal));
      terminal.out(
        `${database.name}: ${counted(users, 'user')}, ${counted(portfolios, 'portfolio')}, ${counted(events, 'event')}.\n`,
      );
    }
    return holds ? DONE : DOES_NOT_HOLD;
  });
}

interface Verdict extends OwnerVerdict {
  readonly users: number;
}

async function verdictOf(
  { open, clock }: DatabaseAt,
  edits: number,
  seed: number,
  terminal: Terminal,
): Promise<Verdict> {
  const store = await open();
  const progress = new Progress(terminal);
  try {
    progress.at('checking the database', null);
    const faults = await store.meta.check();
    const emails = await emailsOf(store);
    const owners = await store.users.owners();
    const draw = seeded(seed).uniform;
    const verdicts: OwnerVerdict[] = [ofDatabase(faults)];
    for (const [k, owner] of owners.entries()) {
      progress.at(`user ${k + 1} of ${owners.length}`, k / owners.length);
      const edited = { count: edits, draw };
      verdicts.push(await store.read(owner, (tx) => verifyOwner(tx, today(clock), edited)));
    }
    progress.done();
    return {
      users: owners.length,
      portfolios: verdicts.reduce((sum, one) => sum + one.portfolios, 0),
      events: verdicts.reduce((sum, one) => sum + one.events, 0),
      laws: addedUp(verdicts.flatMap(({ laws }) => laws)),
      differences: verdicts
        .flatMap(({ differences }) => differences)
        .map((one) => ({ ...one, owner: emails.get(one.owner) ?? one.owner })),
    };
  } finally {
    await store.close();
  }
}

function ofDatabase(faults: readonly string[]): OwnerVerdict {
  const nowhere = { owner: '', portfolio: null, account: null, event: null };
  return {
    portfolios: 0,
    events: 0,
    laws: [{ law: SOUND, checked: 1, failures: Math.min(1, faults.length), examples: faults.slice(0, 5) }],
    differences: faults.map((message) => ({ ...nowhere, law: SOUND, message })),
  };
}

/** A database that cannot be read to its end is not sound: that is a finding, not a wrong call. */
function damaged(error: unknown): Verdict {
  if (!(error instanceof StorageError) || error.code !== 'corrupt') throw error;
  return { users: 0, ...ofDatabase([error.message]) };
}

async function emailsOf(store: Store): Promise<ReadonlyMap<string, string>> {
  const emails = new Map<string, string>();
  for (let after: string | undefined; ; ) {
    const users = await store.users.list(1_000, after);
    for (const { id, email } of users) emails.set(id, email);
    after = users.at(-1)?.id;
    if (users.length < 1_000) return emails;
  }
}

function placeOf({ owner, portfolio, account, event }: Difference): string {
  const parts = [
    owner !== '' && `user ${owner}`,
    portfolio !== null && `portfolio ${portfolio}`,
    account !== null && `account ${account}`,
    event !== null && `event ${event}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}
