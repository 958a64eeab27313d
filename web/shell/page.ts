import type { ComponentType } from 'react';
import type { IconName } from '../parts/index.ts';

/** A page of the app, as its `route.ts` states it. */
export interface PageDefinition {
  /** From the root, as `/trades`; `$name` is a part that varies. */
  readonly path: string;
  readonly title: string;
  /** In the navigation; absent for pages that are reached from others. `goTo`: the key after `g`. */
  readonly navigation?: { readonly icon: IconName; readonly goTo: string };
  /** Things to do on it that are offered on every page. `search` is what the address then has. */
  readonly shortcuts?: readonly Shortcut[];
  /** For who is not signed in, without the frame of the app. */
  readonly isPublic?: true;
  /** Loads the page's code, when it is opened for the first time. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

/** A command that opens a page at something to do. */
export interface Shortcut {
  readonly title: string;
  /** As commands have them. */
  readonly keys?: string;
  readonly search: Readonly<Record<string, string>>;
}
