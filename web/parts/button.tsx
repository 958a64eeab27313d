import type { ComponentProps } from 'react';
import { classes } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

const KINDS = {
  /** The one thing to do on a page or in a dialog. */
  main: 'bg-tide text-on-tide hover:brightness-110',
  plain: 'border border-line bg-surface hover:border-faint',
  quiet: 'text-faint hover:bg-well hover:text-ink',
  danger: 'border border-loss text-loss hover:bg-well',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: keyof typeof KINDS;
  readonly icon?: IconName;
  /** Something is under way: the button says so and cannot be pressed again. */
  readonly busy?: boolean;
}

/** A button of at least 40 pixels' height; `busy` while what it began is under way. */
export function Button({ kind = 'plain', icon, busy = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy}
      className={classes(
        'inline-flex min-h-10 items-center justify-center gap-2 rounded-lg px-3.5 font-medium transition disabled:cursor-default disabled:opacity-60',
        KINDS[kind],
        className,
      )}
    >
      {icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

/** A button that is an icon alone; `label` is its name, for assistive technology and as a tooltip. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: ComponentProps<'button'> & { readonly icon: IconName; readonly label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={classes(
        'inline-flex size-10 items-center justify-center rounded-lg text-faint transition hover:bg-well hover:text-ink disabled:cursor-default disabled:opacity-40 disabled:hover:bg-transparent',
        className,
      )}
    >
      <Icon name={icon} />
    </button>
  );
}
