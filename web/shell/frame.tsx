import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useLiveStream, usePortfolio } from '../data/index.ts';
import { IconButton, Toasts } from '../parts/index.ts';
import { toggleHiddenValues, useHiddenValues } from '../text/index.ts';
import { AccountMenu } from './account-menu.tsx';
import { useCommand } from './commands.ts';
import { useKeyboard } from './keyboard.ts';
import { LiveMark } from './live-mark.tsx';
import { Mark } from './mark.tsx';
import { BAR_LENGTH, BottomNavigation, entriesOf, SideNavigation } from './navigation.tsx';
import type { PageDefinition, Shortcut } from './page.ts';
import { KeyHelp, Palette } from './palette.tsx';
import { PortfolioPicker } from './portfolio-picker.tsx';
import { UndoCommands } from './undo.tsx';

/** What stands around every page of who is signed in. */
export function Frame({
  pages,
  children,
}: {
  readonly pages: readonly PageDefinition[];
  readonly children: ReactNode;
}) {
  const entries = entriesOf(pages);
  useLiveStream(usePortfolio());
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13.5rem_1fr]">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-tide px-4 py-2 text-on-tide focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-6 border-r border-line px-3 py-5 lg:flex">
        <div className="flex items-center gap-2.5 px-3">
          <Mark size={24} />
          <span className="font-semibold tracking-tight">Tidemark</span>
        </div>
        <SideNavigation entries={entries} />
      </aside>
      <div className="min-w-0 pb-24 lg:pb-10">
        <header className="mx-auto flex h-14 max-w-6xl items-center gap-1 px-3 sm:px-6">
          <span className="mr-1 lg:hidden">
            <Mark size={24} />
          </span>
          <PortfolioPicker />
          <span className="flex-1" />
          <LiveMark />
          <HideValues />
          <AccountMenu more={entries.slice(BAR_LENGTH)} />
        </header>
        <main id="content" tabIndex={-1} className="mx-auto max-w-6xl px-4 outline-none sm:px-8">
          {children}
        </main>
      </div>
      <BottomNavigation entries={entries} />
      <Keys pages={pages} />
      <Toasts />
    </div>
  );
}

function HideValues() {
  const isHidden = useHiddenValues();
  useCommand({
    id: 'hide-values',
    title: isHidden ? 'Show values' : 'Hide values',
    keys: 'mod+shift+h',
    run: toggleHiddenValues,
  });
  return (
    <IconButton
      icon={isHidden ? 'eyeOff' : 'eye'}
      label={isHidden ? 'Show values' : 'Hide values'}
      onClick={toggleHiddenValues}
    />
  );
}

/** The palette, the card of keys, and what they have on every page. */
function Keys({ pages }: { readonly pages: readonly PageDefinition[] }) {
  const [shown, setShown] = useState<'palette' | 'help' | null>(null);
  const close = () => setShown(null);
  useKeyboard();
  useCommand({ id: 'palette', title: 'All commands', keys: 'mod+k', run: () => setShown('palette') });
  useCommand({ id: 'search', title: 'Search', keys: '/', run: () => setShown('palette') });
  useCommand({ id: 'keys', title: 'Keys', keys: '?', run: () => setShown('help') });
  return (
    <>
      {pages.map((page) => page.navigation && <GoTo key={page.path} page={page} />)}
      {pages.flatMap(({ path, shortcuts = [] }) =>
        shortcuts.map((shortcut) => <ToDo key={shortcut.title} path={path} shortcut={shortcut} />),
      )}
      <UndoCommands />
      <Palette open={shown === 'palette'} onClose={close} />
      <KeyHelp open={shown === 'help'} onClose={close} />
    </>
  );
}

function GoTo({ page: { path, title, navigation } }: { readonly page: PageDefinition }) {
  const navigate = useNavigate();
  useCommand({
    id: `go ${path}`,
    title: `Go to ${title}`,
    keys: `g ${navigation?.goTo}`,
    run: () => void navigate({ to: path }),
  });
  return null;
}

function ToDo({ path, shortcut }: { readonly path: string; readonly shortcut: Shortcut }) {
  const navigate = useNavigate();
  const { title, keys, search } = shortcut;
  useCommand({
    id: `do ${title}`,
    title,
    ...(keys !== undefined && { keys }),
    run: () => void navigate({ to: path, search }),
  });
  return null;
}
