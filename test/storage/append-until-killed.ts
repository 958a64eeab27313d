/**
 * A program that appends and corrects events without end and says on its output what was acknowledged: `a n` for
 * batch n, `c n` for the correction of its first event. Batches begin at the number given; what was written of
 * that one before is known by its source ids.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../app/storage/index.ts';
import { deposit, event } from '../conformance/given.ts';
import { BATCH, correctionOf, eventsOf, OWNER } from './batches.ts';

const [database = '', from = '0', run = ''] = process.argv.slice(2);
const { store } = await openStore({ database, clock: { now: () => 0 } });

for (let n = Number(from); ; n++) {
  const answers = await store.write(OWNER, async (tx) => {
    const change = await tx.changes.open({
      kind: 'do',
      of: null,
      what: `batch ${n}`,
      detail: null,
      recordedAt: n,
      recordedBy: run,
    });
    return tx.ledger.append(
      change,
      eventsOf(n).map(({ sourceId, amount }) =>
        event(`${run}-${sourceId}`, deposit('2024-01-02', amount), { source: 'harness', sourceId }),
      ),
    );
  });
  writeSync(1, `a ${n}\n`);
  if (answers.length !== BATCH || n % 3 !== 0) continue;
  const [first] = answers;
  await store.write(OWNER, async (tx) => {
    const change = await tx.changes.open({
      kind: 'do',
      of: null,
      what: `correct ${n}`,
      detail: null,
      recordedAt: n,
      recordedBy: run,
    });
    return tx.ledger.correct(change, [
      { id: first?.id ?? '', account: 'main', columns: deposit('2024-01-02', correctionOf(n)) },
    ]);
  });
  writeSync(1, `c ${n}\n`);
}
