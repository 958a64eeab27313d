import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../tidy/sources.ts';

/** Runs a program and answers its standard output; its failure is the test's. */
function run(cwd: string, command: string, ...args: string[]): string {
  const shell = command === 'npm' && process.platform === 'win32';
  const done = spawnSync(command, args, { cwd, shell, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stdout}${done.stderr}`);
  return done.stdout;
}

describe('the engine as a package of its own', () => {
  let folder: string;
  const installed = (...names: string[]) => path.join(folder, 'node_modules/@tidemark/engine', ...names);

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-package-'));
    run(root, process.execPath, 'bin/pack-engine.mjs', folder);
    writeFileSync(path.join(folder, 'package.json'), '{"name":"consumer","private":true,"type":"module"}');
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    run(folder, 'npm', 'install', `./${tarball}`, '--offline', '--ignore-scripts', '--no-audit', '--no-fund');
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('brings nothing but JavaScript, declarations, a manifest and the licence', () => {
    const files = readdirSync(installed(), { recursive: true, withFileTypes: true }).filter((f) =>
      f.isFile(),
    );
    const kinds = new Set(files.map((file) => (/(\.d\.ts|\.js)$/.exec(file.name) ?? [file.name])[0]));
    expect([...kinds].sort()).toEqual(['.d.ts', '.js', 'LICENSE', 'package.json']);
    expect(readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      '@tidemark',
    ]);
    expect(JSON.parse(readFileSync(installed('package.json'), 'utf8')).dependencies).toBeUndefined();
  });

  test('runs from JavaScript', () => {
    const program =
      "import { day, formatDay } from '@tidemark/engine';\nconsole.log(formatDay(day(19724)));\n";
    writeFileSync(path.join(folder, 'program.js'), program);
    expect(run(folder, process.execPath, 'program.js')).toBe('2024-01-02\n');
  });

  test('is typed for a strict TypeScript program, without Node or DOM types', () => {
    const program =
      "import { day, formatDay } from '@tidemark/engine';\nexport const t: string = formatDay(day(1));\n";
    writeFileSync(path.join(folder, 'program.ts'), program);
    const options = { strict: true, noEmit: true, module: 'nodenext', lib: ['es2024'], types: [] };
    const config = { compilerOptions: { ...options, skipLibCheck: false }, files: ['program.ts'] };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    run(folder, process.execPath, path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder);
  });
});
