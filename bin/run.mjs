/** `node bin/run.mjs script [arguments]`: installs when that is needed, then runs a script under the right Node. */
import { main } from './launching.mjs';
import { prepare, run } from './with-node.mjs';

main(async () => run(await prepare({ dev: true }), process.argv.slice(2)));
