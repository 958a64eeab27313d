import { z } from 'zod';
import { endpoints, ok, READ } from '../route.ts';
import { EXPORT_TABLES, Export, JOURNAL_PROGRAMS } from '../schemas/export.ts';
import { Health, Readiness } from '../schemas/program.ts';

const PUBLIC = { method: 'GET', root: true, access: 'public', scope: null } as const;

export const programRoutes = endpoints('Program', {
  exportData: {
    ...READ,
    path: '/export',
    summary: 'Everything, to keep or to import again',
    answers: ok(Export, 'All of it.'),
  },
  exportTable: {
    ...READ,
    path: '/export/{table}',
    summary: 'One table as CSV',
    description: 'In the form that the command line and imports read.',
    params: z.object({ table: z.enum(EXPORT_TABLES).describe('Which.') }),
    answers: { 200: { schema: z.string(), type: 'text/csv', description: 'The file.' } },
  },
  exportJournal: {
    ...READ,
    path: '/export/journals/{program}',
    summary: 'The ledger as a journal of beancount or hledger',
    description: 'Events with lots, costs and prices; what is held is worth there what it is worth here.',
    params: z.object({ program: z.enum(JOURNAL_PROGRAMS).describe('Of which program.') }),
    answers: { 200: { schema: z.string(), type: 'text/plain', description: 'The journal.' } },
  },
  healthz: {
    ...PUBLIC,
    path: '/healthz',
    summary: 'Whether the program runs',
    answers: ok(Health, 'It runs.'),
  },
  readyz: {
    ...PUBLIC,
    path: '/readyz',
    summary: 'Whether requests are answered',
    answers: ok(Readiness, 'They are; else 503.'),
  },
  metrics: {
    ...PUBLIC,
    path: '/metrics',
    summary: 'Counters for Prometheus',
    answers: { 200: { schema: z.string(), type: 'text/plain', description: 'Text format of Prometheus.' } },
  },
  docs: {
    ...PUBLIC,
    path: '/docs',
    summary: 'This document as a page',
    answers: { 200: { schema: z.string(), type: 'text/html', description: 'A page.' } },
  },
  problemPage: {
    ...PUBLIC,
    path: '/docs/problems/{code}',
    summary: 'What a problem code means',
    description: '`type` of every refusal; also the codes of its `problems`.',
    params: z.object({ code: z.string().describe('The code.') }),
    answers: { 200: { schema: z.string(), type: 'text/html', description: 'A page.' } },
  },
  openapiDocument: {
    ...PUBLIC,
    path: '/openapi.json',
    summary: 'This document',
    answers: ok(z.record(z.string(), z.unknown()), 'OpenAPI 3.1.'),
  },
});
