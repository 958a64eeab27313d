import { routeList } from '@tidemark/contract';
import type { Plugin } from 'vite';

/**
 * In the browser the client needs of each route only where it is: without the schemas of everything that crosses the
 * wire, which the server checks, the app is a sixth smaller.
 */
export function routeTable(): Plugin {
  const table = routeList.map(({ operation, method, path, root }) => ({
    operation,
    method,
    path,
    ...(root && { root }),
  }));
  return {
    name: 'tidemark-route-table',
    load: (id) =>
      /[\\/]contract[\\/]routes\.ts$/.test(id)
        ? `export const routeList = ${JSON.stringify(table)};\nexport const routes = Object.fromEntries(routeList.map((one) => [one.operation, one]));\n`
        : null,
  };
}
