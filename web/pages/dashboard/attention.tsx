import { Link } from '@tanstack/react-router';
import { Icon } from '../../parts/index.ts';

export interface Matter {
  readonly id: string;
  readonly said: string;
  readonly to: string;
}

/** What waits for somebody to look at it; nothing where nothing does. */
export function Attention({ matters }: { readonly matters: readonly Matter[] }) {
  if (matters.length === 0) return null;
  return (
    <section aria-label="Needs attention" className="rounded-2xl bg-warn-well p-4 text-warn sm:px-5">
      <ul className="space-y-1">
        {matters.map(({ id, said, to }) => (
          <li key={id}>
            <Link
              to={to as '/'}
              className="flex min-h-8 items-center gap-2.5 underline-offset-4 hover:underline"
            >
              <Icon name="warning" size={18} />
              <span className="min-w-0 flex-1">{said}</span>
              <Icon name="onward" size={16} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
