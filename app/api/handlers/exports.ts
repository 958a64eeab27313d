import { WHOLE } from '../../service/index.ts';
import { exportData, exportJournal, exportTable } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';

export const exportHandlers = {
  exportData: async ({ principal }, { store, portfolios, clock }) => {
    const whole = await portfolios.open(principal.user, WHOLE);
    return store.read(principal.user, async (tx) => ok(await exportData(tx, whole, clock.now())));
  },

  exportTable: ({ principal, params }, { store }) =>
    store.read(principal.user, async (tx) => ({
      status: 200,
      type: 'text/csv; charset=utf-8',
      body: await exportTable(tx, params.table),
    })),

  exportJournal: async ({ principal, params }, { portfolios }) => ({
    status: 200,
    type: 'text/plain; charset=utf-8',
    body: exportJournal(params.program, await portfolios.open(principal.user, WHOLE)),
  }),
} satisfies Handlers;
