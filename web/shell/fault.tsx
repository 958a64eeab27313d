import { Button, Empty } from '../parts/index.ts';

/** Where a page broke: the rest of the app goes on. */
export function Fault({ error }: { readonly error: unknown }) {
  const message = error instanceof Error ? error.message : String(error);
  // A new version was installed: the page's code of the old one is no more.
  const isOutdated = /dynamically imported module|module script failed/i.test(message);
  return (
    <div role="alert">
      <Empty
        icon="warning"
        title={isOutdated ? 'There is a newer version' : 'This page has a fault'}
        actions={
          <Button kind="main" onClick={() => location.reload()}>
            Load again
          </Button>
        }
      >
        {isOutdated ? 'Load the page again to have it.' : `Your data is not touched. ${message}`}
      </Empty>
    </div>
  );
}

export function NotFound() {
  return (
    <Empty icon="search" title="There is no such page">
      The address may be mistyped. The navigation has every page.
    </Empty>
  );
}
