import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { routeTable } from './route-table.config.ts';

/** Where `npm run web` finds the server that it works against. */
const server = process.env.TIDEMARK_SERVER ?? 'http://127.0.0.1:3210';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [routeTable(), react(), tailwindcss()],
  build: {
    target: 'es2023',
    // Nothing inline: the policy of the page refuses what is.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/docs', '/openapi.json', '/readyz'].map((path) => [path, { target: server }]),
    ),
  },
});
