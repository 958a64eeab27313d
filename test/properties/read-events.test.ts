import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EventTable, LedgerBook } from '../../engine/index.ts';
import { contextOf, EngineLedger, eventInput } from './engine.ts';
import { ledgers } from './ledgers.ts';
import { PATIENT, runs } from './runs.ts';

/** Every event of a table that counts, without where it stood. */
const eventsOf = (table: EventTable) =>
  Array.from({ length: table.count }, (_, row) => {
    const { origin: _origin, ...event } = table.event(row);
    return event;
  });

test('events that were read are appended as if they were stated', PATIENT, () => {
  fc.assert(
    fc.property(ledgers(30), (input) => {
      const { table } = new EngineLedger(input).book;
      const names = Array.from({ length: table.count }, (_, row) => ({
        account: table.accounts.texts[table.account.values[row]],
        id: `new ${row}`,
      }));
      const stated = new LedgerBook(contextOf(input));
      const read = new LedgerBook(contextOf(input));
      const events = input.events.map((event, k) => ({ ...eventInput(event), id: names[k].id }));
      const one = stated.append(events, 7, 'all-or-nothing');
      const other = read.appendRead(
        names.map((name, row) => ({ table, row, ...name })),
        7,
      );
      expect(eventsOf(read.table)).toEqual(eventsOf(stated.table));
      expect(other.edit).toEqual(one.edit);
      expect(read.inForce()).toEqual(stated.inForce());
      // The ids are known from then on, to whatever is stated or corrected under them.
      const again = (of: LedgerBook) => of.append([events[0]], 8, 'all-or-nothing').problems;
      expect(again(read)).toEqual(again(stated));
      expect(again(read)).not.toEqual([]);
      expect(read.revisions(0)).toEqual(stated.revisions(0));
    }),
    { numRuns: runs(50) },
  );
});
