import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventRecord, OwnerReads } from '../../app/service/ports/index.ts';

import type { Subject } from './databases.ts';
import { idsIn, ownerWith } from './given.ts';
import { LedgerModel, type Step, stepArbitrary } from './ledger-model.ts';
import { pages } from './pages.ts';

export function modelLaws(subject: () => Subject): void {
  const short = ({ id, account, seq, version, kind, columns, place, sourceId, changeNo }: EventRecord) => ({
    id,
    account,
    seq,
    version,
    kind,
    columns,
    place,
    sourceId,
    changeNo,
  });

  describe('any mix of writes', () => {
    test('reads answer what a plain list in memory answers, in force and as known at every instant', async () => {
      const { store } = subject();
      await fc.assert(
        fc.asyncProperty(fc.array(stepArbitrary, { minLength: 1, maxLength: 12 }), async (steps) => {
          const owner = await ownerWith(store, 'a', 'b');
          const model = new LedgerModel();
          for (const step of steps) await both(owner, model, step);
          await store.read(owner, async (tx) => {
            await same(tx, model, undefined);
            for (let at = 0; at <= model.now; at++) await same(tx, model, at);
            expect(await pages(tx.ledger, 3)).toEqual(model.inForceByDay());
            expect(await tx.ledger.verifyChains()).toEqual([]);
            expect((await tx.versions()).ledger).toBe(model.version);
          });
        }),
        { numRuns: Number(process.env.TIDEMARK_PROPERTY_RUNS ?? 15) },
      );
    });
  });

  const both = async (owner: string, model: LedgerModel, step: Step) => {
    const { store } = subject();
    const expected = model.apply(step);
    const answer = await store.write(owner, async (tx) => {
      const change = await tx.changes.open({
        kind: 'do',
        of: null,
        what: step.kind,
        detail: null,
        recordedAt: model.now,
        recordedBy: 'model',
      });
      if (step.kind === 'append') return tx.ledger.append(change, model.eventsOf(step));
      if (step.kind === 'correct') return tx.ledger.correct(change, model.correctionsOf(step));
      return tx.ledger.void(change, model.voidsOf(step), step.sourceId);
    });
    expect(answer.map((one) => (typeof one === 'string' ? one : `${one.outcome} ${one.id}`))).toEqual(
      expected,
    );
  };

  const same = async (tx: OwnerReads, model: LedgerModel, asKnownAt: number | undefined) => {
    const rows = await tx.ledger.inForce({ asKnownAt });
    expect(rows.map(short)).toEqual(model.inForce(asKnownAt).map(short));
    expect(idsIn(await tx.ledger.packed({ asKnownAt }))).toEqual(rows.map((row) => row.id));
  };
}
