import { Link } from '@tanstack/react-router';
import { Icon, type IconName } from '../../parts/index.ts';

const DOOR =
  'flex w-full items-start gap-4 rounded-2xl border border-line bg-surface p-5 text-left shadow-lift transition-colors hover:border-tide';

/** Where an account without a fact can begin. */
export function FirstDoors({ onStartingBalance }: { readonly onStartingBalance: () => void }) {
  return (
    <div className="mx-auto max-w-2xl pt-[6dvh]">
      <h2 className="text-2xl font-semibold tracking-tight">Where shall it begin?</h2>
      <p className="mt-1 mb-6 text-faint">
        Any of these ends on a chart. Nothing is final: every fact can be corrected.
      </p>
      <ul className="space-y-3">
        <li>
          <button type="button" onClick={onStartingBalance} className={DOOR}>
            <Inside icon="plus" title="Type a starting balance">
              What is on the account, and since when.
            </Inside>
          </button>
        </li>
        <li>
          <Link to="/import" className={DOOR}>
            <Inside icon="import" title="Bring a broker's file">
              It is recognised, and shown row by row before anything is kept.
            </Inside>
          </Link>
        </li>
      </ul>
    </div>
  );
}

function Inside({
  icon,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children: string;
}) {
  return (
    <>
      <span className="rounded-full bg-well p-2.5 text-tide">
        <Icon name={icon} />
      </span>
      <span>
        <span className="block font-semibold">{title}</span>
        <span className="block text-faint">{children}</span>
      </span>
    </>
  );
}
