import { openapi } from '@tidemark/contract';
import { ApiRefusal } from '../api-refusal.ts';
import { documentationPage, problemPage } from '../documentation-page.ts';
import { type Handlers, ok } from '../handler.ts';

let document: ReturnType<typeof openapi> | null = null;

/** How the program is, and what it can be asked. */
export const programHandlers = {
  healthz: async () => ok({ status: 'ok' }),

  readyz: async (_, { store, clock, about }) => {
    const capturedAt = await store.meta
      .ping()
      .then(() => store.watch.lastCaptureAt())
      .catch(() => {
        throw new ApiRefusal('not_ready', 'The database does not answer.');
      });
    const now = clock.now();
    return ok({
      ready: true,
      version: about.version,
      database: store.meta.kind === 'postgres' ? 'postgresql' : 'sqlite',
      checks: { database: true },
      last_capture:
        capturedAt === null
          ? null
          : {
              at: new Date(capturedAt).toISOString(),
              age_seconds: Math.max(0, Math.round((now - capturedAt) / 1000)),
            },
      clock: {
        now: new Date(now).toISOString(),
        speed: about.clockSpeed,
        simulated: about.clockSimulated,
      },
    });
  },

  metrics: async (_, { metrics }) => ({
    status: 200,
    body: metrics.text(),
    type: 'text/plain; version=0.0.4',
  }),

  openapiDocument: async () => {
    document ??= openapi();
    return ok(document);
  },

  docs: async (_, { about }) => ({
    status: 200,
    body: documentationPage(about.version),
    type: 'text/html; charset=utf-8',
  }),

  problemPage: async ({ params }, { about }) => {
    const body = problemPage(params.code, about.version);
    if (body === null) throw new ApiRefusal('not_found', 'There is no such problem.');
    return { status: 200, body, type: 'text/html; charset=utf-8' };
  },
} satisfies Handlers;
