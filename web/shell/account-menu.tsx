import { useNavigate } from '@tanstack/react-router';
import { signOut, useSession } from '../data/index.ts';
import { IconButton, Menu } from '../parts/index.ts';
import { chooseTheme, THEMES, type Theme, useTheme } from './theme.ts';

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: 'Theme of the system',
  light: 'Light theme',
  dark: 'Dark theme',
};

/** The pages that have no room elsewhere, the theme, signing out. */
export function AccountMenu({ more }: { readonly more: readonly { path: string; title: string }[] }) {
  const navigate = useNavigate();
  const theme = useTheme();
  const { user } = useSession();
  const pages = more.map(({ path, title }) => ({
    label: title,
    onChoose: () => void navigate({ to: path }),
  }));
  const themes = THEMES.map((one) => ({
    label: THEME_NAMES[one],
    chosen: one === theme,
    onChoose: () => chooseTheme(one),
  }));
  const leave = { label: `Sign out ${user?.name ?? ''}`.trim(), onChoose: () => void signOut() };
  return (
    <Menu groups={[...(pages.length > 0 ? [pages] : []), themes, [leave]]}>
      <IconButton icon="user" label="Account and theme" />
    </Menu>
  );
}
