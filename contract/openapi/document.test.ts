import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type OpenApiDocument, openapi } from '../index.ts';

const file = path.join(import.meta.dirname, '..', 'openapi.json');
const document: OpenApiDocument = JSON.parse(readFileSync(file, 'utf8'));

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const operations = Object.entries(document.paths).flatMap(([at, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${at}`, at, method, operation })),
);

/** What a pointer of the document leads to; undefined where nothing is. */
function at(pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}

/** Every object of the document with the place where it stands. */
function* objects(node: unknown, place = '#'): Generator<[place: string, object: Record<string, unknown>]> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield [place, node as Record<string, unknown>];
  for (const [key, value] of Object.entries(node)) yield* objects(value, `${place}/${key}`);
}

const resolved = <Type>(node: Type | { readonly $ref: string }): Type =>
  typeof node === 'object' && node !== null && '$ref' in node ? (at(node.$ref) as Type) : (node as Type);

test('openapi.json is what the table of routes says; npm run openapi writes it', () => {
  expect(document).toEqual(JSON.parse(JSON.stringify(openapi())));
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(path.join(file, '..', 'package.json'), 'utf8'));
  expect(document.info.version).toBe(version);
});

describe('the document is OpenAPI 3.1', () => {
  test('by its root', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(Object.keys(document.paths).filter((name) => !name.startsWith('/'))).toEqual([]);
  });

  test('every reference leads somewhere', () => {
    const references = [...objects(document)].filter(([, node]) => typeof node.$ref === 'string');
    expect(references.length).toBeGreaterThan(100);
    const broken = references.filter(([, { $ref }]) => at($ref as string) === undefined);
    expect(broken.map(([place, { $ref }]) => `${place}: ${$ref}`)).toEqual([]);
  });

  test('every component is used', () => {
    const used = new Set([...objects(document)].map(([, { $ref }]) => $ref));
    const { schemas, parameters, headers, responses } = document.components;
    const all = Object.entries({ schemas, parameters, headers, responses }).flatMap(([kind, found]) =>
      Object.keys(found).map((name) => `#/components/${kind}/${name}`),
    );
    expect(all.filter((pointer) => !used.has(pointer))).toEqual([]);
  });

  test('names of components are of the letters that are allowed', () => {
    const names = Object.values(document.components).flatMap((found) => Object.keys(found));
    expect(names.filter((name) => !/^[\w.-]+$/.test(name))).toEqual([]);
  });

  test('operation ids are unique', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('no two paths match the same addresses', () => {
    const shapes = Object.keys(document.paths).map((name) => name.replace(/\{\w+\}/g, '{}'));
    expect(shapes.filter((shape, i) => shapes.indexOf(shape) !== i)).toEqual([]);
  });

  test('every property of every schema is described', () => {
    const mute = [...objects(document)].flatMap(([place, { properties }]) =>
      Object.entries((properties ?? {}) as Record<string, Record<string, unknown>>)
        .filter(([, schema]) => !('description' in schema || '$ref' in schema))
        .map(([name]) => `${place}/${name}`),
    );
    expect(mute).toEqual([]);
  });

  test('every tag of an operation is described', () => {
    const tags = new Set(document.tags.map(({ name }) => name));
    const used = new Set(operations.flatMap(({ operation }) => operation.tags));
    expect([...used].filter((tag) => !tags.has(tag))).toEqual([]);
    expect([...tags].filter((tag) => !used.has(tag))).toEqual([]);
  });
});

describe.each(operations)('$name', ({ at: address, method, operation }) => {
  const parameters = (operation.parameters ?? []).map(resolved);
  const responses = Object.entries(operation.responses).map(([status, found]) => ({
    status,
    response: resolved(found),
  }));

  test('has a name, a summary and one tag', () => {
    expect(METHODS).toContain(method);
    expect(operation.operationId).toMatch(/^[a-z][A-Za-z0-9]+$/);
    expect(operation.summary).not.toBe('');
    expect(operation.summary).not.toMatch(/\.$/);
    expect(operation.tags).toHaveLength(1);
  });

  test('declares exactly the parameters of its path', () => {
    const inPath = [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((parameter) => parameter.in === 'path');
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    expect(declared.every(({ required }) => required)).toBe(true);
  });

  test('names each parameter once, with a description', () => {
    const names = parameters.map((parameter) => `${parameter.in} ${parameter.name.toLowerCase()}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const mute = parameters.filter(({ description, schema }) => !(description || '$ref' in schema));
    expect(mute.map(({ name }) => name)).toEqual([]);
  });

  test('has an answer of success, and each answer a description', () => {
    expect(responses.some(({ status }) => status.startsWith('2'))).toBe(true);
    expect(responses.every(({ response }) => response.description !== '')).toBe(true);
  });

  test('refuses with problem details', () => {
    const refusals = responses.filter(({ status }) => !/^[23]/.test(status));
    expect(refusals.length).toBeGreaterThan(0);
    for (const { response } of refusals) {
      expect(response.content).toEqual({
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      });
    }
  });

  test('asks for schemes that are defined, and answers 401 and 403 where it does', () => {
    const schemes = operation.security.flatMap((choice) => Object.keys(choice));
    expect(schemes.filter((scheme) => !(scheme in document.components.securitySchemes))).toEqual([]);
    if (schemes.length > 0)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '403']));
  });
});

test('credentials are the session cookie and an API key by both headers', () => {
  expect(document.components.securitySchemes).toMatchObject({
    session: { type: 'apiKey', in: 'cookie' },
    bearer: { type: 'http', scheme: 'bearer' },
    apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  });
});
