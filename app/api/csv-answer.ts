import { Readable } from 'node:stream';
import { type AnswerTable, type Route, tableOf } from '@tidemark/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { csvCell } from '../service/records/index.ts';
import type { Call, Handler, Services } from './handler.ts';

/** Rows that are made at once, where the request does not say how many it wants. */
const PAGE_ROWS = 1000;

type Body = Readonly<Record<string, unknown>>;

/** Whether a client would rather have the rows of an answer as CSV; null where there is no table, or it would not. */
export function csvTableFor(route: Route, request: FastifyRequest): AnswerTable | null {
  const types = (request.headers.accept ?? '')
    .split(',')
    .map((one) => one.split(';')[0].trim().toLowerCase());
  const [csv, json] = [types.indexOf('text/csv'), types.indexOf('application/json')];
  return csv >= 0 && (json < 0 || csv < json) ? tableOf(route) : null;
}

/**
 * Sends the rows of an answer as CSV: what JSON has, in its order and by its filters, piece by piece. Of a list all
 * pages, unless `limit` or `cursor` names one. Throws what the handler throws before anything is sent.
 */
export async function sendCsv(
  table: AnswerTable,
  handler: Handler<never>,
  call: Call,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const asked = request.query as Readonly<Record<string, unknown>>;
  const isOnePage = !table.isPaged || 'limit' in asked || 'cursor' in asked;
  const page = async (cursor: string | null): Promise<Body> => {
    const more = isOnePage ? {} : { limit: PAGE_ROWS, ...(cursor !== null && { cursor }) };
    const { body } = await handler({ ...call, query: { ...call.query, ...more } } as never, services);
    return body as Body;
  };
  const first = await page(null);
  const name = request.url.split('?')[0].split('/').at(-1) ?? 'table';
  reply.headers({
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'private, no-store',
    vary: 'accept, accept-encoding, cookie, authorization, x-api-key',
  });
  reply.type('text/csv; charset=utf-8; header=present');
  return reply.send(Readable.from(pieces(table, first, isOnePage ? null : page)));
}

async function* pieces(
  { rows, columns }: AnswerTable,
  first: Body,
  page: ((cursor: string) => Promise<Body>) | null,
): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  for (let body = first; ; ) {
    const found = (body[rows] ?? []) as readonly Body[];
    const lines = found.map((row) => columns.map((column) => cellOf(valueAt(row, column))).join(','));
    if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`;
    const next = body.next_cursor;
    if (page === null || typeof next !== 'string') return;
    body = await page(next);
  }
}

function valueAt(row: Body, column: string): unknown {
  let value: unknown = row;
  for (const name of column.split('.')) value = (value as Body | null | undefined)?.[name];
  return value;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'object') return csvCell(JSON.stringify(value));
  return csvCell(String(value));
}

/** Without an exponent, which not every reader takes. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}
