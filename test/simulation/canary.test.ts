import { expect, test } from 'vitest';
import type { Captures, OwnerCapture, Store } from '../../app/service/index.ts';
import { planOf, type Size } from './plan.ts';
import { seedOf } from './runs.ts';
import { simulate } from './simulate.ts';

const SMALL: Size = { months: 1, owners: 1, accountsEach: 3, instruments: 20 };

/** A store whose captures are not as they should be. */
const planted =
  (change: (captures: Captures) => Partial<Captures>) =>
  (store: Store): Store =>
    Object.assign(Object.create(store) as Store, {
      captures: { ...store.captures, ...change(store.captures) },
    });

const found = async (seen: (store: Store) => Store): Promise<string> =>
  (await simulate(planOf(seedOf(0), SMALL), { seen })).findings.join('\n');

/** Of captures only the seals that a test lets through. */
const sealing = (record: Captures['record'], through: (seals: OwnerCapture) => OwnerCapture['seals']) =>
  ({
    record: (list: readonly OwnerCapture[]) => record(list.map((one) => ({ ...one, seals: through(one) }))),
  }) satisfies Partial<Captures>;

test('nothing is found where nothing is planted', async () => {
  expect(await found((store) => store)).toBe('');
});

test('a value of zero is found', async () => {
  const zeroes = planted(({ record }) =>
    sealing(record, ({ seals }) => seals.map((seal) => (seal.day % 9 === 0 ? { ...seal, equity: 0 } : seal))),
  );
  expect(await found(zeroes)).toMatch(/the value of \d{4}-\d\d-\d\d is 0$/m);
});

test('values that no correction touches any more are found', async () => {
  const sealed = new Set<string>();
  const once = planted(({ record }) =>
    sealing(record, ({ owner, seals }) =>
      seals.filter(({ account, day, at }) => {
        const moment = `${owner} ${account} ${day} ${at}`;
        const isFirst = !sealed.has(moment);
        sealed.add(moment);
        return isFirst;
      }),
    ),
  );
  expect(await found(once)).toMatch(/sealed \d+, expected \d+$/m);
});

test('a session that is left out is found', async () => {
  const holes = planted(({ record }) =>
    sealing(record, ({ seals }) => seals.filter(({ day, at }) => at !== null || day % 7 !== 0)),
  );
  expect(await found(holes)).toMatch(/has 0 values$/m);
});
