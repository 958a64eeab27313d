#!/usr/bin/env node
/** The `tidemark` command: installs when that is needed, then runs app/main.ts with the same arguments. */
import path from 'node:path';
import { main, prepare, root, run } from './with-node.mjs';

main(async () => {
  const node = await prepare({ dev: false });
  return run(node, [path.join(root, 'app', 'main.ts'), ...process.argv.slice(2)]);
});
