import { Link, useLocation } from '@tanstack/react-router';
import { classes, Icon, type IconName } from '../parts/index.ts';
import type { PageDefinition } from './page.ts';

interface Entry {
  readonly path: string;
  readonly title: string;
  readonly icon: IconName;
}

/** The pages that the navigation names, in order. */
export function entriesOf(pages: readonly PageDefinition[]): Entry[] {
  return pages.flatMap(({ path, title, navigation }) =>
    navigation === undefined ? [] : [{ path, title, icon: navigation.icon }],
  );
}

/** Whether a page, or one below it, is shown. */
function useIsHere(): (path: string) => boolean {
  const { pathname } = useLocation();
  return (path) => (path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`));
}

/** On a wide screen: at the side. */
export function SideNavigation({ entries }: { readonly entries: readonly Entry[] }) {
  const isHere = useIsHere();
  return (
    <nav aria-label="Pages" className="space-y-0.5">
      {entries.map(({ path, title, icon }) => (
        <Link
          key={path}
          to={path}
          aria-current={isHere(path) ? 'page' : undefined}
          className={classes(
            'flex min-h-10 items-center gap-3 rounded-lg px-3',
            isHere(path) ? 'bg-well font-medium text-ink' : 'text-faint hover:bg-well hover:text-ink',
          )}
        >
          <span className={classes('flex', isHere(path) && 'text-tide')}>
            <Icon name={icon} />
          </span>
          {title}
        </Link>
      ))}
    </nav>
  );
}

/** How many pages the bar of a phone has room for; the others are in the menu at the top. */
export const BAR_LENGTH = 5;

/** On a phone: at the bottom, in reach of a thumb. */
export function BottomNavigation({ entries }: { readonly entries: readonly Entry[] }) {
  const isHere = useIsHere();
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {entries.slice(0, BAR_LENGTH).map(({ path, title, icon }) => (
        <Link
          key={path}
          to={path}
          aria-current={isHere(path) ? 'page' : undefined}
          className={classes(
            'flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs',
            isHere(path) ? 'font-medium text-tide' : 'text-faint',
          )}
        >
          <Icon name={icon} size={22} />
          {title}
        </Link>
      ))}
    </nav>
  );
}
