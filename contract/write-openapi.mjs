/** Writes contract/openapi.json anew from the table of routes: `npm run openapi`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openapi } from './index.ts';

writeFileSync(path.join(import.meta.dirname, 'openapi.json'), `${JSON.stringify(openapi(), null, 2)}\n`);
