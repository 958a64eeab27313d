/** `npm run web:build`: builds the web app where its sources have changed; `npm start` does the same by itself. */
import { main } from './launching.mjs';
import { buildWebApp } from './web-app.mjs';
import { prepare, root } from './with-node.mjs';

main(async () => (buildWebApp(root, await prepare({ dev: false })) ? 0 : 1));
