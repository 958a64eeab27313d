/**
 * `npm run pack:engine [folder]`: builds @tidemark/engine as it is published (JavaScript and declarations, no
 * dependencies) into .build/engine, and packs it into the folder (default .build). Prints the tarball's path.
 */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './install.mjs';
import { LaunchError, main } from './launching.mjs';
import { prepare, root, run } from './with-node.mjs';

const SOURCE = path.join(root, 'engine');
const TARGET = path.join(root, '.build', 'engine');

main(async () => {
  const destination = path.resolve(process.argv[2] ?? path.join(root, '.build'));
  const node = await prepare({ dev: true });
  const code = await run(node, [path.join(root, 'node_modules/typescript/bin/tsc'), '-b', SOURCE], root);
  if (code !== 0) throw new LaunchError('the engine does not compile; its errors stand above.');
  assemble();
  return npm(['pack', TARGET, '--pack-destination', destination, '--loglevel=error'], root);
});

/** Copies what today's sources compile to; dist may still hold what yesterday's did. */
function assemble() {
  rmSync(TARGET, { recursive: true, force: true });
  for (const file of sources()) {
    for (const ending of ['.js', '.d.ts']) {
      const name = file.replace(/\.ts$/, ending);
      mkdirSync(path.dirname(path.join(TARGET, name)), { recursive: true });
      cpSync(path.join(SOURCE, 'dist', name), path.join(TARGET, name));
    }
  }
  copyFileSync(path.join(root, 'LICENSE'), path.join(TARGET, 'LICENSE'));
  const manifest = JSON.parse(readFileSync(path.join(SOURCE, 'package.json'), 'utf8'));
  manifest.exports = { '.': { types: './index.d.ts', default: './index.js' } };
  writeFileSync(path.join(TARGET, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function sources() {
  const names = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  return names.filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/^(?:dist|node_modules)[\\/]/.test(name),
  );
}
