import path from 'node:path';
import { codeOf, type Source } from './sources.ts';

/**
 * Who may import whom. A layer is a folder; what stands beside the folders of a workspace (index.ts, main.ts)
 * is the layer named after the workspace. Every layer may import itself. The same table is written into the
 * `references` of the layers' tsconfig.json files, where the compiler enforces it; tidy.test.ts keeps the two
 * equal.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'engine/problems': [],
  'engine/amounts': ['engine/problems'],
  'engine/calendar': ['engine/problems'],
  'engine/ledger': ['engine/amounts', 'engine/calendar', 'engine/problems'],
  'engine/lots': ['engine/ledger', 'engine/amounts', 'engine/calendar', 'engine/problems'],
  'engine/prices': ['engine/amounts', 'engine/calendar', 'engine/problems'],
  'engine/neutral': [
    'engine/ledger',
    'engine/prices',
    'engine/amounts',
    'engine/calendar',
    'engine/problems',
  ],
  'engine/valuation': [
    'engine/lots',
    'engine/prices',
    'engine/ledger',
    'engine/amounts',
    'engine/calendar',
    'engine/problems',
  ],
  'engine/returns': ['engine/amounts', 'engine/calendar'],
  'engine/journal': [
    'engine/lots',
    'engine/valuation',
    'engine/returns',
    'engine/ledger',
    'engine/prices',
    'engine/amounts',
    'engine/calendar',
    'engine/problems',
  ],
  'engine/report': [
    'engine/journal',
    'engine/valuation',
    'engine/returns',
    'engine/lots',
    'engine/ledger',
    'engine/prices',
    'engine/amounts',
    'engine/calendar',
    'engine/problems',
  ],
  'engine/explain': [
    'engine/journal',
    'engine/valuation',
    'engine/returns',
    'engine/lots',
    'engine/ledger',
    'engine/prices',
    'engine/amounts',
    'engine/calendar',
    'engine/problems',
  ],
  'engine/plain-text': [
    'engine/valuation',
    'engine/lots',
    'engine/ledger',
    'engine/amounts',
    'engine/calendar',
  ],
  engine: [
    'engine/problems',
    'engine/amounts',
    'engine/calendar',
    'engine/ledger',
    'engine/lots',
    'engine/prices',
    'engine/neutral',
    'engine/valuation',
    'engine/returns',
    'engine/journal',
    'engine/report',
    'engine/explain',
    'engine/plain-text',
  ],
  importers: ['engine'],
  contract: [],
  'app/service': ['engine', 'importers', 'contract'],
  'app/storage': ['app/service', 'engine'],
  'app/api': ['app/service', 'contract', 'engine'],
  'app/capture': ['app/service', 'engine'],
  'app/alerts': ['app/service', 'engine'],
  'app/cli': ['app/service', 'contract', 'engine'],
  'app/providers': ['app/service', 'engine'],
  'app/market-data': ['app/providers', 'app/service', 'engine'],
  'app/brokers': ['app/providers', 'app/service', 'engine'],
  'app/secrets': [],
  app: [
    'app/cli',
    'app/service',
    'app/storage',
    'app/providers',
    'app/market-data',
    'app/brokers',
    'app/api',
    'app/capture',
    'app/alerts',
    'app/secrets',
    'engine',
    'contract',
  ],
  'web/text': [],
  'web/data': ['contract'],
  'web/charts': ['web/text'],
  'web/parts': ['web/text', 'contract'],
  'web/shell': ['web/text', 'web/data', 'web/parts', 'contract'],
  'web/explain': ['web/text', 'web/data', 'web/parts', 'contract'],
  'web/effect': ['web/text', 'web/charts', 'web/parts', 'contract'],
  'web/pages': [
    'web/text',
    'web/data',
    'web/charts',
    'web/parts',
    'web/explain',
    'web/effect',
    'web/shell',
    'contract',
  ],
  web: [
    'web/text',
    'web/data',
    'web/charts',
    'web/parts',
    'web/explain',
    'web/effect',
    'web/shell',
    'web/pages',
    'contract',
  ],
};

/** The workspaces by the name under which other workspaces import them. */
const WORKSPACES: Readonly<Record<string, string>> = {
  '@tidemark/engine': 'engine',
  '@tidemark/importers': 'importers',
  '@tidemark/contract': 'contract',
  '@tidemark/app': 'app',
  '@tidemark/web': 'web',
};

/** An import that the table does not allow. */
export interface Crossing {
  readonly line: number;
  readonly message: string;
}

/** Workspaces that are one layer, folders and all. */
const WHOLE: readonly string[] = ['contract', 'importers'];

/** The layer of a file, or undefined for a file outside the workspaces. */
export function layerOf(file: string): string | undefined {
  const [workspace = '', folder, ...rest] = file.split('/');
  if (!(workspace in LAYERS)) return undefined;
  return rest.length === 0 || WHOLE.includes(workspace) ? workspace : `${workspace}/${folder}`;
}

/** The imports of a workspace's source file that leave its layer without leave. */
export function crossings(source: Source): Crossing[] {
  const layer = layerOf(source.path);
  if (layer === undefined) return [];
  const allowed = LAYERS[layer];
  if (allowed === undefined) {
    return [{ line: 1, message: `${layer} is no layer; write who it may import into test/tidy/layers.ts` }];
  }
  return importsOf(source.text).flatMap(({ line, specifier }) => {
    const message = refusal(source.path, layer, allowed, specifier);
    return message === undefined ? [] : [{ line, message }];
  });
}

/** Each module that a text imports or re-exports, with its line. */
export function importsOf(text: string): { line: number; specifier: string }[] {
  const code = codeOf(text);
  return [...code.matchAll(IMPORT)].map((match) => ({
    line: code.slice(0, match.index).split('\n').length,
    specifier: match[1] ?? match[2] ?? '',
  }));
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*)['"]([^'"\n]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"\n]+)['"]/g;

function refusal(
  file: string,
  layer: string,
  allowed: readonly string[],
  specifier: string,
): string | undefined {
  if (!specifier.startsWith('.')) {
    const workspace = WORKSPACES[specifier];
    if (workspace === undefined || allowed.includes(workspace)) return undefined;
    return `${layer} may not import ${specifier}`;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  const targetLayer = layerOf(target);
  if (targetLayer?.split('/')[0] !== layer.split('/')[0]) {
    return `${specifier} leaves the workspace; import another workspace by its package name`;
  }
  if (targetLayer === layer || allowed.includes(targetLayer ?? '')) return undefined;
  const may = allowed.length === 0 ? 'nothing' : allowed.join(', ');
  return `${layer} may import ${may}, not ${targetLayer}; take the value as an argument or move the code`;
}
