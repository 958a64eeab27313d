import { DOLLARS, ledgerFrom, readTransactions } from '@tidemark/engine';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { EventColumns, EventRecord, PageQuery } from '../../app/service/ports/index.ts';
import type { Subject } from './databases.ts';
import { change, deposit, event, ownerWith } from './given.ts';

export function ledgerReadingLaws(subject: () => Subject): void {
  const tamper = (statement: string) => sql.raw(statement).execute(subject().auth.db);

  describe('reading the ledger', () => {
    test('pages follow each other without gap or repetition, both ways, filtered or not', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'a', 'b');
      const events = Array.from({ length: 37 }, (_, n) =>
        event(
          `e${n}`,
          {
            date: `2024-01-${String((n % 9) + 1).padStart(2, '0')}`,
            type: n % 3 === 0 ? 'deposit' : 'buy',
            ...(n % 3 !== 0 && { symbol: n % 2 === 0 ? 'ACME' : 'BOLT' }),
          },
          { account: n % 4 === 0 ? 'b' : 'a' },
        ),
      );
      await change(store, owner, (tx, step) => tx.ledger.append(step, events));
      await change(store, owner, (tx, step) => tx.ledger.void(step, [{ id: 'e5' }], 'keep'));
      const { ledger } = store.of(owner);
      const all = async (query: Omit<PageQuery, 'limit' | 'cursor'>, limit: number) => {
        const found: EventRecord[] = [];
        let cursor: string | undefined;
        do {
          const page = await ledger.page({ ...query, limit, cursor });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          found.push(...page.items);
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        return found.map((row) => row.id);
      };
      const inOrder = (await ledger.inForce()).toSorted(
        (a, b) =>
          a.columns.date.localeCompare(b.columns.date) ||
          a.account.localeCompare(b.account) ||
          a.place - b.place,
      );
      const ids = inOrder.map((row) => row.id);
      expect(ids).toHaveLength(36);
      for (const limit of [1, 7, 36, 1000]) {
        expect(await all({ order: 'ascending' }, limit)).toEqual(ids);
        expect(await all({ order: 'descending' }, limit)).toEqual(ids.toReversed());
      }
      const bolt = inOrder.filter((row) => row.columns.symbol === 'BOLT').map((row) => row.id);
      expect(await all({ order: 'ascending', symbol: 'BOLT', type: 'buy' }, 5)).toEqual(bolt);
      // 2024-01-02 and -03 are days 19724 and 19725.
      const days = inOrder
        .filter((row) => ['2024-01-02', '2024-01-03'].includes(row.columns.date) && row.account === 'a')
        .map((row) => row.id);
      expect(await all({ order: 'ascending', from: 19724, to: 19725, accounts: ['a'] }, 2)).toEqual(days);
      const bad = ledger.page({ order: 'ascending', limit: 5, cursor: 'bm9uc2Vuc2U' });
      await expect(bad).rejects.toMatchObject({ code: 'bad_cursor' });
    });

    test('pages are filtered by source, and by text in any letter case', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'a');
      const told = (id: string, more: Partial<EventColumns>, source: string) =>
        event(id, deposit('2024-01-02', '1', more), { account: 'a', source });
      const events = [
        told('note', { note: 'Für ÄPFEL, "so"' }, 'api'),
        told('tags', { tags: 'äpfel;birnen' }, 'api'),
        told('other', { note: 'apfel' }, 'bank'),
        told('strategy', { strategy: 'die Äpfel' }, 'bank'),
        told('elsewhere', { link: 'äpfel' }, 'bank'),
        event(
          'symbol',
          { date: '2024-01-03', type: 'buy', symbol: 'ÄPFEL' },
          { account: 'a', source: 'bank' },
        ),
      ];
      await change(store, owner, (tx, step) => tx.ledger.append(step, events));
      const ids = async (query: Partial<PageQuery>) => {
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store
            .of(owner)
            .ledger.page({ order: 'ascending', limit: 2, ...query, ...(cursor && { cursor }) });
          found.push(...page.items.map(({ id }) => id));
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        return found;
      };
      expect(await ids({ source: 'api' })).toEqual(['note', 'tags']);
      expect(await ids({ text: 'äpFEL' })).toEqual(['note', 'tags', 'strategy', 'symbol']);
      expect(await ids({ text: 'äpFEL', source: 'bank', order: 'descending' })).toEqual([
        'symbol',
        'strategy',
      ]);
      expect(await ids({ text: 'birne', limit: 1 })).toEqual(['tags']);
      expect(await ids({ text: 'nowhere' })).toEqual([]);
    });

    test('the packed ledger is a neutral file that the engine reads to the same rows', async () => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main', 'other "one", quoted');
      const events = [
        event('a', deposit('2024-01-02', '1000', { note: 'täglich, "so"\nnext line', tags: ' spaces ' })),
        event('b', {
          date: '2024-01-03',
          type: 'buy',
          symbol: 'ACME',
          quantity: '10',
          price: '12.345',
          fee: '1',
        }),
        event('c', deposit('2024-01-02', '5'), {
          account: 'other "one", quoted',
          source: 's',
          sourceId: 'id,1',
        }),
        event('d', deposit('2024-01-04', '6'), {
          account: 'other "one", quoted',
          source: 't',
          sourceId: 'id,1',
        }),
      ];
      await change(store, owner, (tx, step) => tx.ledger.append(step, events), 100);
      await change(
        store,
        owner,
        (tx, step) =>
          tx.ledger.correct(step, [{ id: 'a', account: 'main', columns: deposit('2024-01-01', '7') }]),
        200,
      );
      const { ledger } = store.of(owner);
      for (const asKnownAt of [undefined, 150, 50]) {
        const { file, idOnLine } = await ledger.packed({ asKnownAt });
        const rows = await ledger.inForce({ asKnownAt });
        const read = readTransactions([{ name: 'packed', bytes: file }], DOLLARS);
        expect(read.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
        const stated = rows.map(({ id, account, columns }) => ({ ...columns, id, account }));
        const built = ledgerFrom(stated, DOLLARS);
        expect(read.table.count).toBe(rows.length);
        expect([...read.table.day.values.slice(0, read.table.count)]).toEqual([
          ...built.table.day.values.slice(0, rows.length),
        ]);
        expect([...read.table.rare.id]).toEqual([...built.table.rare.id]);
        const lines = [...read.table.line.values.slice(0, read.table.count)];
        expect(lines.map(idOnLine)).toEqual(rows.map((row) => row.id));
        expect([...read.table.rare.note]).toEqual([...built.table.rare.note]);
      }
    });

    test.each([
      ['edited', `update events set body = replace(body, '100', '900') where owner = '$' and seq = 2`],
      ['removed', `delete from events where owner = '$' and seq = 2`],
      ['moved to another day', `update events set day = day + 1 where owner = '$' and seq = 1`],
      ['marked as latest', `update events set latest = 1 where owner = '$' and seq = 1`],
      ['removed at the end with its link', `delete from events where owner = '$' and seq = 3`],
      [
        'put in',
        `insert into events select owner, account, 9, 'new', 1, kind, 1, 9, day, type, symbol, body, recorded_at,
           source, source_id, import_id, change_no from events where owner = '$' and seq = 1`,
      ],
    ])('a row that was %s beside the program shows in the chain', async (_, statement) => {
      const { store } = subject();
      const owner = await ownerWith(store, 'main');
      await change(store, owner, (tx, step) =>
        tx.ledger.append(step, [
          event('a', deposit('2024-01-02', '100')),
          event('b', deposit('2024-01-02', '100')),
        ]),
      );
      await change(store, owner, (tx, step) =>
        tx.ledger.correct(step, [{ id: 'a', account: 'main', columns: deposit('2024-01-02', '5') }]),
      );
      const { ledger } = store.of(owner);
      expect(await ledger.verifyChains()).toEqual([]);
      expect(await ledger.heads()).toMatchObject([{ account: 'main', seq: 3 }]);
      await tamper(statement.replaceAll('$', owner));
      expect(await ledger.verifyChains()).not.toEqual([]);
    });
  });
}
