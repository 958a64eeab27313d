import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Answer,
  aliases,
  DryRun,
  fullPath,
  type Route,
  refusalsOf,
  routeList,
  routes,
  SCOPES,
  servedBy,
} from './index.ts';
import { AS_KNOWN_AT, DRY_RUN, PAGE } from './schemas/queries.ts';

const named = routeList.map((route) => ({ name: `${route.method} ${fullPath(route)}`, route }));
const answersOf = ({ answers, dryRunAnswer }: Route): Answer[] => [
  ...Object.values(answers),
  ...(dryRunAnswer ? [{ description: '', schema: dryRunAnswer }] : []),
];

test('no method and path is there twice, aliases included', () => {
  const all = [...named.map(({ name }) => name), ...aliases.map(({ method, path }) => `${method} ${path}`)];
  expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
});

test('the key of a route is its operation', () => {
  expect(Object.entries(routes).filter(([name, route]) => route.operation !== name)).toEqual([]);
});

describe.each(named)('$name', ({ route }) => {
  const query = route.query?.shape ?? {};

  test('says what it takes where its query has it', () => {
    expect('as_known_at' in query).toBe(route.asKnownAt === true);
    expect('dry_run' in query).toBe(route.writes === true);
    expect('limit' in query).toBe('cursor' in query);
  });

  test('has the query fields of all by the schemas of all', () => {
    for (const [name, schema] of Object.entries({ ...PAGE, ...AS_KNOWN_AT, ...DRY_RUN })) {
      if (name in query) expect(query[name], name).toBe(schema);
    }
  });

  test('reads by GET, writes by another method', () => {
    if (route.etag || route.asKnownAt) expect(route.method).toBe('GET');
    if (route.method === 'GET') expect(route.body ?? route.multipart ?? route.writes).toBeUndefined();
  });

  test('needs a scope that there is', () => {
    if (route.scope !== null) expect(Object.keys(SCOPES)).toContain(route.scope);
    if (route.access === 'public') expect(route.scope).toBeNull();
  });

  test('answers without defaults and conversions: what is documented is what is sent', () => {
    for (const { schema } of answersOf(route)) {
      if (!schema) continue;
      expect(sent(schema)).toEqual(z.toJSONSchema(schema, { io: 'input', override: open }));
    }
  });
});

/** As the server would send it; fields that are not named may be added in either direction. */
function sent(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'output', override: open });
}
function open({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  delete jsonSchema.additionalProperties;
}

describe('aliases', () => {
  test.each(aliases)('$method $path has exactly the parameters of what serves it', (alias) => {
    const named = [...alias.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const needed = Object.keys(servedBy(alias).params?.shape ?? {});
    expect([...named, ...Object.keys(alias.fixed ?? {})]).toEqual(needed);
    expect(servedBy(alias).method).toBe(alias.method);
  });
});

describe('refusals', () => {
  const statuses = (operation: keyof typeof routes) => refusalsOf(routes[operation] as Route);

  test('a read of one thing: 401, 403, 404, 429', () => {
    expect(statuses('getJob')).toEqual(['Unauthorized', 'Forbidden', 'NotFound', 'TooManyRequests']);
  });

  test('a write: also what its body can be wrong by, and conflicts', () => {
    expect(statuses('correctTransaction')).toEqual(
      expect.arrayContaining(['BadRequest', 'Conflict', 'TooLarge', 'UnsupportedMediaType', 'Unprocessable']),
    );
  });

  test('what is public has neither 401 nor 403', () => {
    expect(statuses('healthz')).toEqual([]);
    expect(statuses('readyz')).toEqual(['NotReady']);
  });
});

test('the answer to a dry run is the effect alone', () => {
  expect(Object.keys(DryRun.shape)).toEqual(['effect']);
});
