/**
 * `npm run web`: the web app from its sources, reloaded as they change, at http://localhost:5173. It speaks with the
 * server at TIDEMARK_SERVER, else at http://127.0.0.1:3210 (`npm start` in another terminal).
 */
import path from 'node:path';
import { main } from './launching.mjs';
import { prepare, root, run } from './with-node.mjs';

main(async () => {
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  return run(await prepare({ dev: true }), [vite, path.join(root, 'web'), ...process.argv.slice(2)], root);
});
