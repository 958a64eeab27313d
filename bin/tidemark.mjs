#!/usr/bin/env node
/** The `tidemark` command: installs when that is needed, then runs the program with the same arguments. */
import { main } from './launching.mjs';
import { program } from './program.mjs';
import { prepare, root, run } from './with-node.mjs';

/** Young garbage in smaller rooms: a sixth less memory, and no slower. */
const NODE_FLAGS = ['--max-semi-space-size=8'];

main(async () => {
  const node = await prepare({ dev: false });
  return run(node, [...NODE_FLAGS, await program(root), ...process.argv.slice(2)]);
});
