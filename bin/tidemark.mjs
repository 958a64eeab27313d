#!/usr/bin/env node
/** The `tidemark` command: installs when that is needed, then runs the program with the same arguments. */
import { program } from './program.mjs';
import { main, prepare, root, run } from './with-node.mjs';

main(async () => {
  const node = await prepare({ dev: false });
  return run(node, [await program(root), ...process.argv.slice(2)]);
});
