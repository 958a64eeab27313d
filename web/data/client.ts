import { createClient } from '@tidemark/contract';
import { rememberingFetch } from './remembering-fetch.ts';

/** The one client of the API: same origin, by the session's cookie. */
export const client = createClient({ fetch: rememberingFetch((request, init) => fetch(request, init)) });
