/** `npm start`: the demonstration. */
import path from 'node:path';
import { main, prepare, root, run } from './with-node.mjs';

main(async () => {
  const node = await prepare({ dev: false });
  return run(node, [path.join(root, 'app', 'main.ts'), 'demo', ...process.argv.slice(2)]);
});
