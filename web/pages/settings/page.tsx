import { useRead } from '../../data/index.ts';
import { Card, Failure, SkeletonRows } from '../../parts/index.ts';
import { PageHead } from '../../shell/index.ts';
import { About } from './about.tsx';
import { AccountTable } from './account-table.tsx';
import { Appearance } from './appearance.tsx';

/** Accounts, appearance, and where to take the data from. */
export default function SettingsPage() {
  const accounts = useRead('listAccounts', {});
  return (
    <>
      <PageHead title="Settings" />
      <div className="space-y-5">
        <Card title="Accounts">
          {accounts.error ? (
            <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />
          ) : accounts.data === undefined ? (
            <SkeletonRows rows={2} />
          ) : (
            <AccountTable accounts={accounts.data.items} />
          )}
        </Card>
        <Appearance />
        <About />
      </div>
    </>
  );
}
